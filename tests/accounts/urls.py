"""The real pages of accounts, and one small page for each policy."""

from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path

from coop.accounts.enums import RoleMandat, UsageLien
from coop.accounts.policies import link_view, mandated, public, signed_in


@public
def ouverte(request):
    return HttpResponse("ouverte")


@signed_in
def connectee(request):
    return HttpResponse("connectée")


@mandated(RoleMandat.SIEGE, RoleMandat.LECTEUR, write=(RoleMandat.SIEGE,))
def du_siege(request):
    return HttpResponse("siège")


@link_view(UsageLien.CONFIRMER)
def par_lien(request, link, suite=""):
    return HttpResponse(f"{request.actor.contact_id} {request.user.is_anonymous} {link.object_id} {suite}")


urlpatterns = [
    path("administration/", admin.site.urls),
    path("", include("coop.accounts.urls")),
    path("compte/", include("allauth.urls")),
    path("", ouverte, name="ouverte"),
    path("connectee/", connectee, name="connectee"),
    path("siege/", du_siege, name="du_siege"),
    path("l/confirmer/<int:object_id>/", par_lien, name="par_lien"),
    path("l/confirmer/<int:object_id>/<str:suite>/", par_lien, name="par_lien_suite"),
]
