"""The page a personal link to rank the needs opens: the cookie of the link goes nowhere else."""

from django.urls import path

from diagnostics.views import priorites

app_name = "prioriser"
urlpatterns = [path("", priorites.voter_par_lien, name="voter")]
