"""Addresses of the life of a coopérative: points d'étape, freins, retours, participation, formations, recommandations."""

from django.urls import path

from cooperatives.views.vie import formations, leviers, participation, points_etape, recommandations, region, retours

# Under a coopérative.
cooperative = [
    path("", points_etape.vie, name="vie"),
    path("points-d-etape/", points_etape.points_etape, name="points_etape"),
    path("points-d-etape/ajouter/", points_etape.libre, name="point_etape_ajouter"),
    path("points-d-etape/phase/<int:transition_id>/", points_etape.phase, name="point_etape_phase"),
    path("points-d-etape/<int:pk>/", points_etape.point_etape, name="point_etape"),
    path("freins/", leviers.freins, name="freins"),
    path("freins/cocher/", leviers.cocher, name="freins_cocher"),
    path("freins/signaler/", leviers.signaler, name="frein_signaler"),
    path("freins/<int:pk>/", leviers.frein, name="frein"),
    path("freins/<int:pk>/lever/", leviers.lever, name="frein_lever"),
    path("freins/<int:pk>/retirer/", leviers.retirer, name="frein_retirer"),
    path("retours/", retours.retours, name="retours"),
    path("retours/raconter/", retours.raconter, name="retour_raconter"),
    path("retours/<int:pk>/", retours.retour, name="retour"),
    path("retours/<int:pk>/partager/", retours.partager, name="retour_partager"),
    path("retours/<int:pk>/retirer/", retours.retirer, name="retour_retirer"),
    path("participation/", participation.participation, name="participation"),
    path("participation/strategie/", participation.strategie, name="strategie_participation"),
    path("participation/activites/ajouter/", participation.activite_ajouter, name="activite_ajouter"),
    path("participation/activites/<int:pk>/", participation.activite, name="activite"),
    path("participation/activites/<int:pk>/retirer/", participation.activite_retirer, name="activite_retirer"),
    path("formations/", formations.formations, name="formations"),
    path("formations/elaboration/", formations.elaboration, name="elaboration"),
    path("formations/ajouter/", formations.ajouter, name="formation_ajouter"),
    path("formations/<int:pk>/", formations.formation, name="formation"),
    path("formations/<int:pk>/modifier/", formations.modifier, name="formation_modifier"),
    path("formations/<int:pk>/retirer/", formations.retirer, name="formation_retirer"),
    path("formations/<int:pk>/livrables/", formations.livrables, name="formation_livrables"),
    path("formations/<int:pk>/sessions/", formations.session_ajouter, name="session_ajouter"),
    path("formations/<int:pk>/sessions/<int:session_id>/retirer/", formations.session_retirer, name="session_retirer"),
    path("formations/<int:pk>/inscription/", formations.inscrire, name="formation_inscrire"),
    path(
        "formations/<int:pk>/inscription/<int:inscription_id>/retirer/", formations.desinscrire,
        name="formation_desinscrire",
    ),
    path("recommandations/", recommandations.recommandations, name="recommandations"),
    path("recommandations/<int:numero>/", recommandations.recommandation, name="recommandation"),
]  # fmt: skip

# Shared by the region.
region_urls = [
    path("reseau/", retours.reseau, name="reseau"),
    path("recommandations/", region.recommandations, name="region_recommandations"),
    path("recommandations/<int:numero>/", region.recommandation, name="region_recommandation"),
    path("echanges/", region.echanges, name="echanges"),
    path("echanges/ajouter/", region.echange, name="echange_ajouter"),
    path("echanges/<int:pk>/", region.echange, name="echange"),
    path("echanges/formations/ajouter/", region.offre, name="offre_ajouter"),
    path("echanges/formations/<int:pk>/", region.offre, name="offre"),
    path("echanges/formations/<int:pk>/inscription/", region.offre_inscription, name="offre_inscription"),
]
