"""Four small pages that the tests of the guards visit."""

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.urls import path

from coop.accounts.policies import public
from coop.organisations.models import Secteur

DONE: list[str] = []


@public
def good(request):
    transaction.on_commit(lambda: DONE.append(request.path))
    return HttpResponse("<!doctype html><p>Bien</p>")


@public
def bad(request):
    return HttpResponse('<p onclick="x()">Mal</p>')


@public
def unordered(request):
    Paginator(Secteur.objects.order_by(), 2).page(1)
    return HttpResponse("")


@public
def flat(request):
    return HttpResponse(", ".join(map(str, Secteur.objects.all())))


@public
def growing(request):
    return HttpResponse(", ".join(Secteur.objects.get(pk=s.pk).libelle for s in Secteur.objects.all()))


urlpatterns = [path(view.__name__ + "/", view) for view in (good, bad, unordered, flat, growing)]


def handler500(request):
    """The answer to an error without any template; the client raises the error itself."""
    return HttpResponse(status=500)
