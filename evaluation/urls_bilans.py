"""Addresses of the follow-up and of the bilans inside a coopérative."""

from django.urls import path

from evaluation.views import (
    bilans,
    bilans_examen,
    bilans_saisie,
    chiffres,
    consolide,
    mes_bilans,
    pour_compte,
    tableau_suivi,
    tableur,
)

BILAN = "suivi/bilans/<int:bilan_id>/"
CONSOLIDE = "suivi/consolide/<int:periode_id>/<int:trimestre>/"
urlpatterns = [
    path("suivi/", bilans.suivi, name="suivi"),
    path("suivi/a-lire/", bilans_examen.suivant, name="bilan_suivant"),
    path("suivi/accepter-les-conformes/", bilans_examen.accepter_conformes, name="bilans_accepter"),
    path("suivi/mes-bilans/", mes_bilans.mes_bilans, name="mes_bilans"),
    path("suivi/actions/", tableau_suivi.tableau, name="tableau_suivi"),
    path("suivi/actions/xlsx/", tableau_suivi.xlsx, name="tableau_suivi_xlsx"),
    path("suivi/actions/csv/", tableau_suivi.csv, name="tableau_suivi_csv"),
    path("suivi/actions/pdf/", tableau_suivi.pdf, name="tableau_suivi_pdf"),
    path("suivi/chiffres/<int:periode_id>/<int:trimestre>/", chiffres.origine, name="origine_chiffres"),
    path(CONSOLIDE, consolide.consolide, name="bilan_consolide"),
    path(f"{CONSOLIDE}pdf/", consolide.pdf, name="bilan_consolide_pdf"),
    path(BILAN, bilans.bilan, name="bilan"),
    path(f"{BILAN}action-<int:numero>/", bilans_saisie.action, name="bilan_action"),
    path(f"{BILAN}finir/", bilans_saisie.finir, name="bilan_finir"),
    path(f"{BILAN}tableur/", tableur.tableur, name="bilan_tableur"),
    path(f"{BILAN}tableur/xlsx/", tableur.classeur, name="bilan_tableur_xlsx"),
    path(f"{BILAN}tableur/<int:retour_id>/", tableur.retour, name="bilan_tableur_retour"),
    path(f"{BILAN}tableur/<int:retour_id>/fichier/", tableur.fichier, name="bilan_tableur_fichier"),
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
