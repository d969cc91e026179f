"""Addresses of the public verification: printed on paper for years, they do not change."""

from django.urls import path

from conventions.views import verification

app_name = "verification"
urlpatterns = [
    path("", verification.accueil, name="accueil"),
    path("fichier/", verification.fichier, name="fichier"),
    path("schema/<int:numero>/", verification.schema, name="schema"),
    path("<slug:code>/", verification.version, name="version"),
]
