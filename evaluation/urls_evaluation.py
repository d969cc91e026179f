"""Addresses of the COPIL table and of the evaluation of the CA, under a coopérative."""

from django.urls import path

from evaluation.views import annuel, copil, evaluation_ca, finale, indicateur

urlpatterns = [
    path("suivi/tableau/", copil.copil, name="copil"),
    path("suivi/tableau/pdf/", copil.pdf, name="copil_pdf"),
    path("suivi/tableau/xlsx/", copil.xlsx, name="copil_xlsx"),
    path("suivi/indicateurs/<int:indicateur_id>/", indicateur.indicateur, name="indicateur"),
    path("suivi/tableau/processus/<int:indicateur_id>/", copil.releve, name="releve_processus"),
    path("suivi/bilan-annuel/validation/", annuel.valider, name="bilan_annuel"),
    path("evaluation/", evaluation_ca.evaluation, name="evaluation"),
    path("evaluation/finale/", finale.evaluation_finale, name="evaluation_finale"),
    path("evaluation/ouvrir/", evaluation_ca.ouvrir, name="evaluation_ouvrir"),
    path("evaluation/cadre/", evaluation_ca.cadre, name="evaluation_cadre"),
    path("evaluation/criteres/<int:critere_id>/retenir/", evaluation_ca.retenir, name="critere_retenir"),
    path("evaluation/retenus/<int:selection_id>/retirer/", evaluation_ca.retirer, name="critere_retirer"),
    path("evaluation/retenus/<int:selection_id>/indicateur/", evaluation_ca.indicateur, name="indicateur_choisir"),
    path(
        "evaluation/indicateurs/<int:indicateur_id>/retirer/",
        evaluation_ca.indicateur_retirer,
        name="indicateur_retirer",
    ),
]
