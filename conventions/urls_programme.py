"""Addresses of the programme, its objectives, fiches-action and indicators, under the CA."""

from django.urls import path

from conventions.views import actions, indicateurs, programme

urlpatterns = [
    path("programme/", programme.programme, name="programme"),
    path("programme/ouvrir/", programme.ouvrir, name="programme_ouvrir"),
    path("programme/intitule/", programme.ecrire, name="programme_ecrire"),
    path("programme/objectif/", programme.objectif, name="objectif_nouveau"),
    path("programme/objectif/<int:pk>/", programme.objectif, name="objectif"),
    path("programme/objectif/<int:pk>/retirer/", programme.retirer_objectif, name="objectif_retirer"),
    path("programme/objectif/<int:pk>/monter/", programme.deplacer_objectif, {"up": True}, name="objectif_monter"),
    path(
        "programme/objectif/<int:pk>/descendre/", programme.deplacer_objectif, {"up": False}, name="objectif_descendre"
    ),
    path("programme/action/", actions.nouvelle, name="action_nouvelle"),
    path("programme/action/<int:numero>/", actions.action, name="action"),
    path("programme/action/<int:numero>/modifier/", actions.modifier, name="action_modifier"),
    path("programme/action/<int:numero>/dupliquer/", actions.dupliquer, name="action_dupliquer"),
    path("programme/action/<int:numero>/retirer/", actions.retirer, name="action_retirer"),
    path("programme/action/<int:numero>/pdf/", actions.imprimer, name="action_pdf"),
    path("programme/action/<int:numero>/indicateur/", indicateurs.indicateur, name="indicateur_nouveau"),
    path("programme/action/<int:numero>/indicateur/<int:pk>/", indicateurs.indicateur, name="indicateur"),
    path("programme/action/<int:numero>/indicateur/<int:pk>/retirer/", indicateurs.retirer, name="indicateur_retirer"),
]
