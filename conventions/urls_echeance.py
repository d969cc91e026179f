"""Addresses of the échéance, of the exits and of the résiliation, under the CA."""

from django.urls import path

from conventions.views import echeance, resiliation

urlpatterns = [
    path("convention/echeance/", echeance.dossier, name="echeance"),
    path("convention/echeance/reunion/", echeance.reunion, name="echeance_reunion"),
    path("convention/echeance/action/<int:numero>/", echeance.decision, name="echeance_decision"),
    path("convention/echeance/reconduire/", echeance.reconduire, name="echeance_reconduire"),
    path("convention/sortie/<int:partie>/", echeance.sortie, name="sortie"),
    path("convention/sortie/<int:partie>/concertation/", echeance.concertation, name="sortie_concertation"),
    path("convention/sortie/<int:partie>/renoncer/", echeance.renoncer, name="sortie_renoncer"),
    path("convention/resiliation/", resiliation.resiliation, name="resiliation"),
    path("convention/resiliation/partie/<int:partie>/", resiliation.enregistrer, name="resiliation_enregistrer"),
    path("convention/resiliation/partie/<int:partie>/lettre/", resiliation.lettre, name="resiliation_lettre"),
    path("convention/resiliation/avis/<int:avis>/", resiliation.avis, name="resiliation_avis"),
    path("convention/resiliation/<int:resiliation>/suite/", resiliation.suite, name="resiliation_suite"),
    path("convention/resiliation/<int:resiliation>/depart/", resiliation.depart, name="resiliation_depart"),
]
