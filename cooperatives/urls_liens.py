"""The address a convocation lands on, without account: the cookie of the link goes nowhere else."""

from django.urls import path

from cooperatives.views import lien_reunion

app_name = "convocation"
urlpatterns = [
    path("", lien_reunion.entree, name="entree"),
    path("agenda/", lien_reunion.agenda, name="agenda"),
]
