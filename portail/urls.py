"""Addresses of the portal: what composes several links of the chain, and the pages of text."""

from django.urls import path

from portail.views import a_faire, carnet, fiche_projet, pages, rappels, recherche, region, region_annee, vue_ensemble

app_name = "portail"

urlpatterns = [
    path("", a_faire.a_faire, name="a_faire"),
    path("a-faire/regles/", rappels.toutes_les_regles, name="regles_de_rappel"),
    path("a-faire/recapitulatif/", rappels.mon_recapitulatif, name="mon_recapitulatif"),
    path("a-faire/recapitulatif/<int:pk>/", rappels.recapitulatif_recu, name="recapitulatif_recu"),
    path("a-faire/rappels/", rappels.mes_rappels, name="mes_rappels"),
    path("a-faire/calendrier/ouvrir/", rappels.calendrier_ouvrir, name="calendrier_ouvrir"),
    path("a-faire/calendrier/couper/", rappels.calendrier_couper, name="calendrier_couper"),
    path("a-faire/attentes/<int:pk>/reprendre/", rappels.reprendre, name="attente_reprendre"),
    path("a-faire/<slug:code>/<str:objet>/pourquoi/", rappels.pourquoi, name="pourquoi"),
    path("a-faire/<slug:code>/<str:objet>/attente/", rappels.attente, name="attente"),
    path("calendrier/<slug:token>.ics", rappels.calendrier, name="flux"),
    path("cooperatives/<ca:ca_ref>/mes-acces/", rappels.mes_acces, name="mes_acces"),
    path("recherche/", recherche.recherche, name="recherche"),
    path("cooperatives/<ca:ca_ref>/", vue_ensemble.vue_ensemble, name="vue_ensemble"),
    path("cooperatives/<ca:ca_ref>/fiche-projet/", fiche_projet.fiche_projet, name="fiche_projet"),
    path("cooperatives/<ca:ca_ref>/fiche-projet/pdf/", fiche_projet.pdf, name="fiche_projet_pdf"),
    path("cooperatives/<ca:ca_ref>/carnet/", carnet.carnet, name="carnet"),
    path("cooperatives/<ca:ca_ref>/carnet/carnet.xlsx", carnet.carnet_xlsx, name="carnet_xlsx"),
    path("cooperatives/<ca:ca_ref>/carnet/pdf/", carnet.carnet_pdf, name="carnet_pdf"),
    path("region/", region.region, name="region"),
    path("region/preuves/<slug:liste>/", region.preuves, name="region_preuves"),
    path("region/repartition/", region.repartition, name="region_repartition"),
    path("region/conventions/", region_annee.conventions, name="region_conventions"),
    path("region/conventions/chiffres.csv", region_annee.conventions_csv, name="region_conventions_csv"),
    path("region/conventions/chiffres.xlsx", region_annee.conventions_xlsx, name="region_conventions_xlsx"),
    path("region/financements/", region_annee.financements, name="region_financements"),
    path("region/financements/chiffres.csv", region_annee.financements_csv, name="region_financements_csv"),
    path("region/financements/chiffres.xlsx", region_annee.financements_xlsx, name="region_financements_xlsx"),
    path("region/financements/<slug:liste>/", region_annee.preuves_argent, name="region_financements_preuves"),
    path("region/chiffres.csv", region.export_chiffres, name="region_chiffres"),
    path("region/cooperatives.csv", region.export_cooperatives, name="region_cooperatives"),
    path("plan-du-site/", pages.plan_du_site, name="plan_du_site"),
    path("accessibilite/", pages.accessibilite, name="accessibilite"),
    path("mentions-legales/", pages.mentions_legales, name="mentions_legales"),
    path("donnees-personnelles/", pages.donnees_personnelles, name="donnees_personnelles"),
    path("cookies/", pages.cookies, name="cookies"),
    path("sources-et-credits/", pages.sources_et_credits, name="credits"),
    path("aide/", pages.aide, name="aide"),
    path("aide/questions/", pages.faq, name="faq"),
    path("aide/glossaire/", pages.page_glossaire, name="glossaire"),
    path("aide/ressources/", pages.ressources, name="ressources"),
    path("aide/paroles-d-acteurs/", pages.paroles, name="paroles"),
]
