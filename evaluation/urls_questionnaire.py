"""Addresses of the questionnaire of the actors, under a coopérative."""

from django.urls import path

from evaluation.views import echange, invitation_retiree, paroles_acteurs, questionnaire, reponses_acteurs

Q = "evaluation/questionnaire/"
RETIRER = f"{Q}personnes/<int:personne_id>/retirer/"
PAROLE = f"{Q}lire/<int:parole_id>/"
urlpatterns = [
    path(Q, questionnaire.questionnaire, name="questionnaire"),
    path(f"{Q}preparer/", questionnaire.preparer, name="questionnaire_preparer"),
    path(f"{Q}personnes/", questionnaire.personnes, name="questionnaire_personnes"),
    path(f"{Q}ouvrir/", questionnaire.ouvrir, name="questionnaire_ouvrir"),
    path(f"{Q}rappeler/", questionnaire.rappeler, name="questionnaire_rappeler"),
    path(f"{Q}prolonger/", questionnaire.prolonger, name="questionnaire_prolonger"),
    path(f"{Q}clore/", questionnaire.clore, name="questionnaire_clore"),
    path(f"{Q}guide/", questionnaire.guide_pdf, name="questionnaire_guide"),
    path(f"{Q}echanges/<int:personne_id>/", echange.echange, name="questionnaire_echange"),
    path(RETIRER, invitation_retiree.retirer_invitation, name="questionnaire_retirer_invitation"),
    path(f"{Q}repondre/", reponses_acteurs.repondre, name="questionnaire_repondre"),
    path(f"{Q}repondre/retirer/", reponses_acteurs.retirer, name="questionnaire_retirer"),
    path(f"{Q}repondre/imprimer/", reponses_acteurs.imprimer, name="questionnaire_imprimer"),
    path(f"{Q}lire/", paroles_acteurs.lire, name="questionnaire_lire"),
    path(f"{Q}lire/publier/", paroles_acteurs.publier, name="questionnaire_publier"),
    path(f"{Q}lire/xlsx/", paroles_acteurs.xlsx, name="questionnaire_xlsx"),
    path(f"{Q}lire/csv/", paroles_acteurs.csv, name="questionnaire_csv"),
    path(f"{Q}lire/questions/<int:question_id>/", paroles_acteurs.synthese, name="questionnaire_synthese"),
    path(PAROLE, paroles_acteurs.passage, name="questionnaire_passage"),
    path(f"{PAROLE}montrer/", paroles_acteurs.montrer, name="questionnaire_montrer"),
    path(f"{PAROLE}effacer/", paroles_acteurs.effacer, name="questionnaire_effacer"),
    path(f"{PAROLE}devenir/", paroles_acteurs.devenir, name="questionnaire_devenir"),
]
