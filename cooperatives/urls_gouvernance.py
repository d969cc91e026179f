"""Addresses of governance, meetings and the tableau de bord, under a coopérative."""

from django.urls import include, path

from cooperatives.views import gouvernance, reunions, seance, tableau

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
    path("point/", reunions.point, name="reunion_point"),
    path("annuler/", reunions.annuler, name="reunion_annuler"),
    path("tenir/", seance.tenir, name="reunion_tenir"),
    path("notes/", seance.notes, name="reunion_notes"),
    path("compte-rendu/", reunions.compte_rendu, name="reunion_compte_rendu"),
    path("valider/", reunions.valider, name="reunion_valider"),
    path("pdf/", reunions.pdf, name="reunion_pdf"),
]

urlpatterns = [
    path("gouvernance/", gouvernance.gouvernance, name="gouvernance"),
    path("gouvernance/comite/", gouvernance.copil_creer, name="copil_creer"),
    path("gouvernance/organisation/", gouvernance.organisation, name="organisation"),
    path("gouvernance/evaluation/", gouvernance.equipe_evaluation, name="equipe_evaluation"),
    path("gouvernance/instances/ajouter/", gouvernance.instance_ajouter, name="instance_ajouter"),
    path("gouvernance/instances/<int:instance_id>/", include(_instance)),
    path("gouvernance/decisions/<int:decision_id>/faite/", reunions.decision_faite, name="decision_faite"),
    path("reunions/", reunions.liste, name="reunions"),
    path("reunions/planifier/", reunions.planifier, name="reunion_planifier"),
    path("reunions/<int:reunion_id>/", include(_reunion)),
    path("tableau-de-bord/", tableau.tableau_de_bord, name="tableau_de_bord"),
    path("tableau-de-bord/pdf/", tableau.pdf, name="tableau_pdf"),
    path("tableau-de-bord/etapes/ajouter/", tableau.etape_ajouter, name="etape_ajouter"),
    path("tableau-de-bord/etapes/<int:etape_id>/", tableau.etape, name="etape"),
    path("tableau-de-bord/taches/ajouter/", tableau.tache_ajouter, name="tache_ajouter"),
    path("tableau-de-bord/taches/<int:tache_id>/", tableau.tache, name="tache"),
    path("tableau-de-bord/taches/<int:tache_id>/retirer/", tableau.tache_retirer, name="tache_retirer"),
]
