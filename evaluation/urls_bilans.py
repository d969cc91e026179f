"""Addresses of the follow-up and of the bilans inside a coopérative."""

from django.urls import path

from evaluation.views import bilans, bilans_examen, bilans_saisie

BILAN = "suivi/bilans/<int:bilan_id>/"
urlpatterns = [
    path("suivi/", bilans.suivi, name="suivi"),
    path("suivi/a-lire/", bilans_examen.suivant, name="bilan_suivant"),
    path(BILAN, bilans.bilan, name="bilan"),
    path(f"{BILAN}action-<int:numero>/", bilans_saisie.action, name="bilan_action"),
    path(f"{BILAN}finir/", bilans_saisie.finir, name="bilan_finir"),
    path(f"{BILAN}recu/", bilans.recu, name="bilan_recu"),
    path(f"{BILAN}recu/pdf/", bilans.recu_pdf, name="bilan_recu_pdf"),
    path(f"{BILAN}version-<int:numero>/", bilans.bilan, name="bilan_version"),
    path(f"{BILAN}version-<int:numero>/pdf/", bilans.pdf, name="bilan_pdf"),
    path(f"{BILAN}examiner/", bilans_examen.examiner, name="bilan_examiner"),
    path(f"{BILAN}relancer/", bilans.relancer, name="bilan_relancer"),
]
