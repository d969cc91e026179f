"""The pages a personal link to give an opinion opens: the cookie of the link goes nowhere else."""

from django.urls import path

from diagnostics.views import paroles

app_name = "avis"
urlpatterns = [
    path("", paroles.avis_par_lien, name="donner"),
    path("recu/", paroles.avis_recu, name="recu"),
]
