"""Addresses of the directory of partners."""

from django.urls import path

from cooperatives.views import annuaire, doublons

app_name = "annuaire"

urlpatterns = [
    path("", annuaire.liste, name="liste"),
    path("nouvelle/", annuaire.nouvelle, name="nouvelle"),
    path("doublons/", doublons.doublons, name="doublons"),
    path("doublons/<int:pk>/<int:autre_pk>/distinguer/", doublons.distinguer, name="distinguer"),
    path("doublons/<int:pk>/<int:autre_pk>/reproposer/", doublons.reproposer, name="reproposer"),
    path("doublons/<int:pk>/<int:autre_pk>/reunir/", doublons.reunir, name="reunir"),
    path("<int:pk>/", annuaire.fiche, name="fiche"),
    path("<int:pk>/modifier/", annuaire.modifier, name="modifier"),
]
