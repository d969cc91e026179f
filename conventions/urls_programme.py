"""Addresses of the programme, its objectives, fiches-action and indicators, under the CA."""

from django.urls import path

from conventions.views import (
    actions,
    cibles,
    citations,
    fiche_annexes,
    fiche_saisie,
    fiches,
    indicateurs,
    matrice,
    origine,
    programme,
)

urlpatterns = [
    path("decisions/<int:decision_id>/relier/", citations.relier, name="decision_relier"),
    path("programme/", programme.programme, name="programme"),
    path("programme/ouvrir/", programme.ouvrir, name="programme_ouvrir"),
    path("programme/intitule/", programme.ecrire, name="programme_ecrire"),
    path("programme/communication/", programme.communication, name="programme_communication"),
    path("programme/objectif/", programme.objectif, name="objectif_nouveau"),
    path("programme/objectif/<int:pk>/", programme.objectif, name="objectif"),
    path("programme/objectif/<int:pk>/origine/", origine.origine, name="objectif_origine"),
    path("programme/objectif/<int:pk>/retirer/", programme.retirer_objectif, name="objectif_retirer"),
    path("programme/objectif/<int:pk>/monter/", programme.deplacer_objectif, {"up": True}, name="objectif_monter"),
    path(
        "programme/objectif/<int:pk>/descendre/", programme.deplacer_objectif, {"up": False}, name="objectif_descendre"
    ),
    path("programme/fiches/", fiches.fiches, name="fiches"),
    path("programme/fiches/rappeler/", fiches.relancer_toutes, name="fiches_relancer"),
    path("programme/fiches/reprendre/", fiches.reprendre, name="fiche_reprendre"),
    path("programme/qui-fait-quoi/", matrice.matrice, name="matrice"),
    path("programme/qui-fait-quoi/pdf/", matrice.pdf, name="matrice_pdf"),
    path("programme/qui-fait-quoi/xlsx/", matrice.xlsx, name="matrice_xlsx"),
    path("programme/action/", actions.nouvelle, name="action_nouvelle"),
    path("programme/action/<int:numero>/", actions.action, name="action"),
    path("programme/action/<int:numero>/modifier/", fiche_saisie.modifier, name="action_modifier"),
    path("programme/action/<int:numero>/historique/", actions.historique, name="action_historique"),
    path("programme/action/<int:numero>/rappeler/", fiches.relancer, name="action_relancer"),
    path("programme/action/<int:numero>/commentaires/", fiche_annexes.commentaires, name="action_commentaires"),
    path("programme/action/<int:numero>/contributions/", fiche_annexes.contributions, name="action_contributions"),
    path("programme/action/<int:numero>/dupliquer/", actions.dupliquer, name="action_dupliquer"),
    path("programme/action/<int:numero>/retirer/", actions.retirer, name="action_retirer"),
    path("programme/action/<int:numero>/pdf/", actions.imprimer, name="action_pdf"),
    path("programme/action/<int:numero>/indicateur/", indicateurs.indicateur, name="indicateur_nouveau"),
    path("programme/action/<int:numero>/indicateur/<int:pk>/", indicateurs.indicateur, name="indicateur"),
    path("programme/action/<int:numero>/indicateur/proposes/", indicateurs.proposes, name="indicateurs_proposes"),
    path("programme/action/<int:numero>/indicateur/<int:pk>/cible/", cibles.revoir, name="cible_revoir"),
    path(
        "programme/action/<int:numero>/indicateur/<int:pk>/cible/<int:cible_id>/retirer/",
        cibles.retirer,
        name="cible_retirer",
    ),
    path("programme/action/<int:numero>/indicateur/<int:pk>/retirer/", indicateurs.retirer, name="indicateur_retirer"),
]
