"""Addresses whose views forgot their policy, one of them inside an include, or do not do what they declare."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

from coop.accounts.policies import Policy, public


def oubliee(request, **kwargs):
    return HttpResponse("")


def menteuse(request):
    return HttpResponse("")


@login_not_required
def lien_ouvert(request, object_id):
    return HttpResponse("")


menteuse.policy = Policy("mandated", frozenset({"siege"}), frozenset({"siege"}))
lien_ouvert.policy = Policy("link", frozenset({"bilan"}), frozenset({"bilan"}))

urlpatterns = [
    path("", public(lambda request: HttpResponse("")), name="accueil"),
    path("oubliee/", oubliee, name="oubliee"),
    path("dedans/<int:pk>/", include(([path("oubliee/", oubliee, name="oubliee")], "dedans"))),
    path("lien/", include("coop.accounts.urls.liens")),
    path("menteuse/", menteuse, name="menteuse"),
    path("l/bilan/<int:object_id>/", lien_ouvert, name="lien_ouvert"),
    path("compte/login/", public(lambda request: HttpResponse("")), name="account_login"),
]
