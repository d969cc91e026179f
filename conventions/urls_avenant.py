"""Addresses of the avenants and of the consolidated text, under the CA."""

from django.urls import path

from conventions.views import avenant, avenant_actions, avenant_repris, avenant_textes, consolide

UN = "convention/avenant/<int:numero>/"

urlpatterns = [
    path("convention/texte/", consolide.texte, name="convention_texte"),
    path("convention/texte/pdf/", consolide.pdf, name="convention_texte_pdf"),
    path("convention/changements/", consolide.changements, name="convention_changements"),
    path("convention/avenant/ouvrir/", avenant.ouvrir, name="avenant_ouvrir"),
    path("convention/avenant/enregistrer/", avenant_repris.repris, name="avenant_repris"),
    path("convention/avenant/action/<int:numero>/", avenant_actions.action, name="avenant_action"),
    path("convention/avenant/action/<int:numero>/changer/", avenant_actions.changer, name="avenant_action_changer"),
    path("convention/avenant/action/<int:numero>/demander/", avenant_actions.demander, name="avenant_action_demander"),
    path(UN, avenant.avenant, name="avenant"),
    path(f"{UN}motif/", avenant.ecrire, name="avenant_motif"),
    path(f"{UN}texte/<slug:champ>/", avenant_textes.texte, name="avenant_texte"),
    path(f"{UN}objectif/<int:pk>/", avenant_textes.objectif, name="avenant_objectif"),
    path(f"{UN}action/", avenant_actions.nouvelle, name="avenant_action_nouvelle"),
    path(f"{UN}action/<int:action>/retirer/", avenant_actions.retirer, name="avenant_action_retirer"),
    path(f"{UN}action/<int:action>/garder/", avenant_actions.garder, name="avenant_action_garder"),
    path(f"{UN}entree/", avenant_textes.entree, name="avenant_entree"),
    path(f"{UN}sortie/", avenant_textes.sortie, name="avenant_sortie"),
    path(f"{UN}mouvement/<int:mouvement>/annuler/", avenant_textes.annuler, name="avenant_mouvement_annuler"),
    path(f"{UN}partie/<int:partie>/signataire/", avenant_textes.signataire, name="avenant_signataire"),
    path(f"{UN}signature/", avenant.mettre_a_la_signature, name="avenant_signature"),
    path(f"{UN}relancer/", avenant.relancer, name="avenant_relancer"),
    path(f"{UN}rouvrir/", avenant.rouvrir, name="avenant_rouvrir"),
    path(f"{UN}abandonner/", avenant.abandonner, name="avenant_abandonner"),
    path(f"{UN}pdf/", avenant.pdf, name="avenant_pdf"),
]
