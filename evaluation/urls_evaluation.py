"""Addresses of the COPIL table and of the evaluation of the CA, under a coopérative."""

from django.urls import path

from evaluation.views import annuel, copil, evaluation_ca, faisabilite, finale, indicateur, reponses, synthese, theorie

urlpatterns = [
    path("suivi/tableau/", copil.copil, name="copil"),
    path("suivi/tableau/pdf/", copil.pdf, name="copil_pdf"),
    path("suivi/tableau/xlsx/", copil.xlsx, name="copil_xlsx"),
    path("suivi/indicateurs/<int:indicateur_id>/", indicateur.indicateur, name="indicateur"),
    path("suivi/tableau/processus/<int:indicateur_id>/", copil.releve, name="releve_processus"),
    path("suivi/bilan-annuel/", annuel.bilan, name="bilan_annuel_lire"),
    path("suivi/bilan-annuel/pdf/", annuel.pdf, name="bilan_annuel_pdf"),
    path("suivi/bilan-annuel/validation/", annuel.valider, name="bilan_annuel"),
    path("evaluation/", evaluation_ca.evaluation, name="evaluation"),
    path("evaluation/finale/", finale.evaluation_finale, name="evaluation_finale"),
    path("evaluation/ouvrir/", evaluation_ca.ouvrir, name="evaluation_ouvrir"),
    path("evaluation/cadre/", evaluation_ca.cadre, name="evaluation_cadre"),
    path("evaluation/criteres/<int:critere_id>/retenir/", evaluation_ca.retenir, name="critere_retenir"),
    path("evaluation/theorie/", theorie.theorie, name="theorie"),
    path("evaluation/theorie/effets/ajouter/", theorie.ajouter, name="effet_ajouter"),
    path("evaluation/theorie/effets/<int:effet_id>/", theorie.modifier, name="effet"),
    path("evaluation/theorie/effets/<int:effet_id>/retirer/", theorie.retirer, name="effet_retirer"),
    path("evaluation/reponses/", reponses.reponses, name="reponses"),
    path("evaluation/reponses/<int:selection_id>/", reponses.repondre, name="repondre_critere"),
    path(
        "evaluation/reponses/<int:selection_id>/indicateur-<int:indicateur_id>/",
        reponses.repondre,
        name="repondre_indicateur",
    ),
    path("evaluation/preuves/<int:preuve_id>/retirer/", reponses.preuve_retirer, name="preuve_retirer"),
    path("evaluation/faisabilite/", faisabilite.faisabilite, name="faisabilite"),
    path("evaluation/faisabilite/<int:organisation_id>/", faisabilite.avis, name="faisabilite_avis"),
    path("evaluation/synthese/", synthese.synthese, name="synthese"),
    path("evaluation/synthese/pdf/", synthese.pdf, name="synthese_pdf"),
    path("evaluation/questions/<int:question_numero>/critere/", evaluation_ca.ecrire, name="critere_ecrire"),
    path("evaluation/retenus/<int:selection_id>/relire/", evaluation_ca.relire, name="critere_relire"),
    path("evaluation/retenus/<int:selection_id>/retirer/", evaluation_ca.retirer, name="critere_retirer"),
    path("evaluation/retenus/<int:selection_id>/indicateur/", evaluation_ca.indicateur, name="indicateur_choisir"),
    path(
        "evaluation/indicateurs/<int:indicateur_id>/retirer/",
        evaluation_ca.indicateur_retirer,
        name="indicateur_retirer",
    ),
]
