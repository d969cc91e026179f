"""Addresses of the regional text of the convention."""

from django.urls import path

from conventions.views import gabarits

app_name = "gabarits"
urlpatterns = [
    path("", gabarits.liste, name="liste"),
    path("<slug:code>/", gabarits.bloc, name="bloc"),
    path("<slug:code>/modifier/", gabarits.modifier, name="modifier"),
]
