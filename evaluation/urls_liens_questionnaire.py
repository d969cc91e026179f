"""The pages a personal link to the questionnaire opens: the cookie of the link goes nowhere else."""

from django.urls import path

from evaluation.views import reponses_acteurs

app_name = "questionnaire"
urlpatterns = [
    path("", reponses_acteurs.repondre_lien, name="repondre"),
    path("retirer/", reponses_acteurs.retirer_lien, name="retirer"),
    path("imprimer/", reponses_acteurs.imprimer_lien, name="imprimer"),
]
