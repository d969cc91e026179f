"""Addresses of the charte, of the ARS's side, of the lettres de mission and of the passation."""

from django.urls import path

from cooperatives.views import charte, cote_ars, passation

cooperative = [
    path("gouvernance/charte/", charte.charte, name="charte"),
    path("gouvernance/charte/preparer/", charte.charte_preparer, name="charte_preparer"),
    path("gouvernance/charte/articles/<int:article_id>/", charte.charte_article, name="charte_article"),
    path("gouvernance/charte/adopter/", charte.charte_adopter, name="charte_adopter"),
    path("gouvernance/charte/signer/", charte.charte_signer, name="charte_signer"),
    path("gouvernance/charte/<int:numero>/pdf/", charte.charte_pdf, name="charte_pdf"),
    path("gouvernance/intersectorialite/", cote_ars.intersectorialite, name="intersectorialite"),
    path("gouvernance/carences/ajouter/", cote_ars.carence, name="carence_ajouter"),
    path("gouvernance/carences/<int:pk>/", cote_ars.carence, name="carence"),
    path("gouvernance/carences/<int:pk>/retirer/", cote_ars.carence_retirer, name="carence_retirer"),
    path("ars/", cote_ars.ars, name="ars"),
    path("ars/<slug:registre>/ajouter/", cote_ars.ars_ligne, name="ars_ligne_ajouter"),
    path("ars/<slug:registre>/<int:pk>/", cote_ars.ars_ligne, name="ars_ligne"),
    path("ars/<slug:registre>/<int:pk>/retirer/", cote_ars.ars_ligne_retirer, name="ars_ligne_retirer"),
    path("membres/coordination/lettres/", passation.lettres_mission, name="lettres_mission"),
    path("membres/coordination/lettres/<int:pk>/", passation.lettre_mission, name="lettre_mission"),
    path("membres/coordination/lettres/<int:pk>/pdf/", passation.lettre_mission_pdf, name="lettre_mission_pdf"),
    path("membres/coordination/<int:pk>/passation/", passation.passation, name="passation"),
    path("membres/coordination/passation/pdf/", passation.passation_pdf, name="passation_pdf"),
]

region = [
    path("charte-regionale/", charte.charte_regionale, name="charte_regionale"),
    path("informations/", cote_ars.informations, name="informations"),
    path("informations/ajouter/", cote_ars.information, name="information_ajouter"),
    path("informations/<int:pk>/", cote_ars.information, name="information"),
]
