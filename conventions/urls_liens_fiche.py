"""The pages a personal link to a fiche-action opens: the cookie of the link goes nowhere else."""

from django.urls import path

from conventions.views import fiche_annexes, fiche_saisie

app_name = "fiche"
urlpatterns = [
    path("", fiche_saisie.modifier_lien, name="modifier"),
    path("commentaires/", fiche_annexes.commentaires_lien, name="commentaires"),
    path("contributions/", fiche_annexes.contributions_lien, name="contributions"),
]
