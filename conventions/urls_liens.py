"""The address a personal link to sign lands on: the cookie of the link goes nowhere else."""

from django.urls import path

from conventions.views import signer

app_name = "signature"
urlpatterns = [path("", signer.par_lien, name="signer")]
