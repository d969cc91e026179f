"""The pages a personal link to a bilan opens: the cookie of the link goes nowhere else."""

from django.urls import path

from evaluation.views import bilans, bilans_saisie, tableur

app_name = "bilan"
urlpatterns = [
    path("", bilans_saisie.entree_lien, name="entree"),
    path("action-<int:numero>/", bilans_saisie.action_lien, name="action"),
    path("finir/", bilans_saisie.finir_lien, name="finir"),
    path("pieces/<int:preuve_id>/", bilans_saisie.preuve_lien, name="preuve"),
    path("pieces/<int:preuve_id>/retirer/", bilans_saisie.retirer_lien, name="preuve_retirer"),
    path("tableur/", tableur.tableur_lien, name="tableur"),
    path("tableur/xlsx/", tableur.classeur_lien, name="tableur_xlsx"),
    path("tableur/<int:retour_id>/", tableur.retour_lien, name="tableur_retour"),
    path("tableur/<int:retour_id>/fichier/", tableur.fichier_lien, name="tableur_fichier"),
    path("recu/", bilans.recu_lien, name="recu"),
    path("recu/pdf/", bilans.recu_pdf_lien, name="recu_pdf"),
]
