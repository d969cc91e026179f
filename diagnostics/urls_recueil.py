"""The shared page of a diagnosis: anybody who has its address speaks there without saying who they are."""

from django.urls import path

from diagnostics.views import paroles

app_name = "recueil"
urlpatterns = [
    path("", paroles.parler, name="parler"),
    path("merci/", paroles.merci, name="merci"),
]
