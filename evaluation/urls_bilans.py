"""Addresses of the follow-up and of the bilans inside a coopérative."""

from django.urls import path

from evaluation.views import bilans, bilans_examen, bilans_saisie, chiffres, mes_bilans, pour_compte

BILAN = "suivi/bilans/<int:bilan_id>/"
urlpatterns = [
    path("suivi/", bilans.suivi, name="suivi"),
    path("suivi/a-lire/", bilans_examen.suivant, name="bilan_suivant"),
    path("suivi/accepter-les-conformes/", bilans_examen.accepter_conformes, name="bilans_accepter"),
    path("suivi/mes-bilans/", mes_bilans.mes_bilans, name="mes_bilans"),
    path("suivi/chiffres/<int:periode_id>/<int:trimestre>/", chiffres.origine, name="origine_chiffres"),
    path(BILAN, bilans.bilan, name="bilan"),
    path(f"{BILAN}action-<int:numero>/", bilans_saisie.action, name="bilan_action"),
    path(f"{BILAN}finir/", bilans_saisie.finir, name="bilan_finir"),
    path(f"{BILAN}recu/", bilans.recu, name="bilan_recu"),
    path(f"{BILAN}recu/pdf/", bilans.recu_pdf, name="bilan_recu_pdf"),
    path(f"{BILAN}version-<int:numero>/", bilans.bilan, name="bilan_version"),
    path(f"{BILAN}version-<int:numero>/pdf/", bilans.pdf, name="bilan_pdf"),
    path(f"{BILAN}examiner/", bilans_examen.examiner, name="bilan_examiner"),
    path(f"{BILAN}question/", bilans_examen.question, name="bilan_question"),
    path(f"{BILAN}question/<int:question_id>/retirer/", bilans_examen.question_retirer, name="bilan_question_retirer"),
    path(f"{BILAN}rouvrir/", bilans_examen.rouvrir, name="bilan_rouvrir"),
    path(f"{BILAN}pour-son-compte/", pour_compte.saisir, name="bilan_pour_compte"),
    path(f"{BILAN}pieces/<int:preuve_id>/", bilans_saisie.preuve, name="bilan_preuve"),
    path(f"{BILAN}pieces/<int:preuve_id>/retirer/", bilans_saisie.retirer, name="bilan_preuve_retirer"),
    path(f"{BILAN}relancer/", bilans.relancer, name="bilan_relancer"),
]
