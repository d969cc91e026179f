"""Addresses of the repérage, the opportunity and the points de vigilance; those of the regional register of schemes."""

from django.urls import path

from cooperatives.views import dispositifs, imports, opportunite, reperage, vigilance

# Under a coopérative.
cooperative = [
    path("reperage/", reperage.reperage, name="reperage"),
    path("reperage/notes/", reperage.notes, name="reperage_notes"),
    path("reperage/acteurs/ajouter/", reperage.acteurs_ajouter, name="acteurs_ajouter"),
    path("reperage/acteurs/<int:pk>/", reperage.acteur, name="acteur"),
    path("reperage/acteurs/<int:pk>/retirer/", reperage.acteur_retirer, name="acteur_retirer"),
    path("reperage/acteurs/<int:pk>/partant/", reperage.acteur_partant, name="acteur_partant"),
    path("reperage/acteurs/<int:pk>/membre/", reperage.acteur_membre, name="acteur_membre"),
    path("opportunite/", opportunite.opportunite, name="opportunite"),
    path("opportunite/avertissements/", opportunite.avertissement, name="avertissement"),
    path("opportunite/grille/", opportunite.grille, name="grille"),
    path("opportunite/vigilance/", vigilance.vigilance, name="vigilance"),
    path("opportunite/dispositifs/ajouter/", opportunite.articulation, name="articulation_ajouter"),
    path("opportunite/dispositifs/<int:pk>/", opportunite.articulation, name="articulation"),
]

# Shared by the region.
registre = [
    path("", dispositifs.dispositifs, name="dispositifs"),
    path("classeur/", dispositifs.classeur, name="dispositifs_classeur"),
    path("importer/<slug:table>/", imports.importer, name="dispositifs_importer"),
    path("importer/<slug:table>/modele/", imports.modele_vide, name="dispositifs_modele"),
    path("imports/<int:pk>/", imports.importation, name="dispositifs_import"),
    path("ajouter/", dispositifs.ajouter, name="dispositif_ajouter"),
    path("<int:pk>/", dispositifs.dispositif, name="dispositif"),
    path("<int:pk>/modifier/", dispositifs.modifier, name="dispositif_modifier"),
    path("<int:pk>/fiches/ajouter/", dispositifs.fiche, name="dispositif_fiche_ajouter"),
    path("<int:pk>/fiches/<int:fiche_pk>/", dispositifs.fiche, name="dispositif_fiche"),
    path("<int:pk>/fiches/<int:fiche_pk>/retirer/", dispositifs.fiche_retirer, name="dispositif_fiche_retirer"),
]
