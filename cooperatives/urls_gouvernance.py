"""Addresses of governance, meetings and the tableau de bord, under a coopérative."""

from django.urls import include, path

from cooperatives.views import (
    convocations,
    gouvernance,
    ordre_du_jour,
    projeter,
    reunions,
    seance,
    suites,
    tableau,
    tableau_barres,
    tableau_lignes,
)

_instance = [
    path("", gouvernance.instance, name="instance"),
    path("sieges/", gouvernance.siege_ajouter, name="siege_ajouter"),
    path("sieges/<int:siege_id>/retirer/", gouvernance.siege_retirer, name="siege_retirer"),
    path("completer/", gouvernance.instance_completer, name="instance_completer"),
    path("clore/", gouvernance.instance_clore, name="instance_clore"),
]

_reunion = [
    path("", reunions.reunion, name="reunion"),
    path("preparer/", reunions.preparer, name="reunion_preparer"),
    path("convoquer/", reunions.convoquer, name="reunion_convoquer"),
    path("repondre/", convocations.repondre, name="reunion_repondre"),
    path("relancer/", convocations.relancer, name="reunion_relancer"),
    path("reponses/", convocations.reponses, name="reunion_reponses"),
    path("agenda/", convocations.agenda_ics, name="reunion_agenda"),
    path("emargement/", reunions.emargement, name="reunion_emargement"),
    path("point/", ordre_du_jour.point, name="reunion_point"),
    path("points/<int:point_id>/deplacer/", ordre_du_jour.deplacer, name="reunion_point_deplacer"),
    path("propositions/<int:proposition_id>/", ordre_du_jour.proposition, name="reunion_proposition"),
    path("annuler/", reunions.annuler, name="reunion_annuler"),
    path("tenir/", seance.tenir, name="reunion_tenir"),
    path("projeter/", projeter.projeter, name="reunion_projeter"),
    path("notes/", seance.notes, name="reunion_notes"),
    path("compte-rendu/", reunions.compte_rendu, name="reunion_compte_rendu"),
    path("valider/", reunions.valider, name="reunion_valider"),
    path("rouvrir/", reunions.rouvrir, name="reunion_rouvrir"),
    path("remarques/", suites.remarque, name="reunion_remarque"),
    path("remarques/<int:remarque_id>/", suites.remarque_repondre, name="reunion_remarque_repondre"),
    path("pdf/", reunions.pdf, name="reunion_pdf"),
]

urlpatterns = [
    path("gouvernance/", gouvernance.gouvernance, name="gouvernance"),
    path("gouvernance/comite/", gouvernance.copil_creer, name="copil_creer"),
    path("gouvernance/organisation/", gouvernance.organisation, name="organisation"),
    path("gouvernance/evaluation/", gouvernance.equipe_evaluation, name="equipe_evaluation"),
    path("gouvernance/instances/ajouter/", gouvernance.instance_ajouter, name="instance_ajouter"),
    path("gouvernance/instances/<int:instance_id>/", include(_instance)),
    path("gouvernance/decisions/", suites.decisions, name="decisions"),
    path("gouvernance/decisions/<int:decision_id>/faite/", suites.decision_faite, name="decision_faite"),
    path("gouvernance/decisions/<int:decision_id>/tache/", suites.decision_tache, name="decision_tache"),
    path("reunions/", reunions.liste, name="reunions"),
    path("reunions/planifier/", reunions.planifier, name="reunion_planifier"),
    path("reunions/<int:reunion_id>/", include(_reunion)),
    path("tableau-de-bord/", tableau.tableau_de_bord, name="tableau_de_bord"),
    path("tableau-de-bord/pdf/", tableau.pdf, name="tableau_pdf"),
    path("tableau-de-bord/tableur/", tableau.tableur, name="tableau_tableur"),
    path("tableau-de-bord/reference/", tableau.reference, name="tableau_reference"),
    path("tableau-de-bord/etapes/<int:etape_id>/ligne/", tableau_lignes.etape_ligne, name="etape_ligne"),
    path("tableau-de-bord/etapes/<int:etape_id>/decaler/", tableau.etape_decaler, name="etape_decaler"),
    path("tableau-de-bord/etapes/<int:etape_id>/dates/", tableau_barres.etape_placer, name="etape_placer"),
    path("tableau-de-bord/taches/<int:tache_id>/ligne/", tableau_lignes.tache_ligne, name="tache_ligne"),
    path("tableau-de-bord/taches/<int:tache_id>/avancement/", tableau_lignes.tache_avancement, name="tache_avancement"),
    path("tableau-de-bord/taches/<int:tache_id>/decaler/", tableau.tache_decaler, name="tache_decaler"),
    path("tableau-de-bord/taches/<int:tache_id>/dates/", tableau_barres.tache_placer, name="tache_placer"),
    path("tableau-de-bord/etapes/ajouter/", tableau.etape_ajouter, name="etape_ajouter"),
    path("tableau-de-bord/etapes/<int:etape_id>/", tableau.etape, name="etape"),
    path("tableau-de-bord/taches/ajouter/", tableau.tache_ajouter, name="tache_ajouter"),
    path("tableau-de-bord/taches/<int:tache_id>/", tableau.tache, name="tache"),
    path("tableau-de-bord/taches/<int:tache_id>/retirer/", tableau.tache_retirer, name="tache_retirer"),
]
