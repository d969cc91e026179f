from django.urls import path

from diagnostics.views import ecriture, lecture

app_name = "diagnostics"
urlpatterns = [
    path("diagnostic/", lecture.diagnostic, name="diagnostic"),
    path("diagnostic/ouvrir/", lecture.ouvrir, name="ouvrir"),
    path("diagnostic/version-<int:numero>/", lecture.diagnostic, name="version"),
    path("diagnostic/version-<int:numero>/synthese/", lecture.synthese, name="synthese"),
    path("diagnostic/analyse/<slug:niveau>/", ecriture.analyse, name="analyse"),
    path("diagnostic/cadre/", ecriture.cadre, name="cadre"),
    path("diagnostic/concertation/", ecriture.concertation, name="concertation"),
    path("diagnostic/besoin/", ecriture.besoin, name="besoin_nouveau"),
    path("diagnostic/besoin/<int:numero>/", ecriture.besoin, name="besoin"),
    path("diagnostic/donnee/", ecriture.donnee, name="donnee"),
    path("diagnostic/donnee/<int:donnee_id>/retirer/", ecriture.retirer_donnee, name="retirer_donnee"),
    path("diagnostic/chiffres/", ecriture.reprendre_chiffres, name="reprendre_chiffres"),
    path("diagnostic/valider/", ecriture.valider, name="valider"),
]
