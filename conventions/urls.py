"""Addresses of the programme and of the convention, under the CA."""

from conventions.urls_avenant import urlpatterns as avenant
from conventions.urls_convention import urlpatterns as convention
from conventions.urls_echeance import urlpatterns as echeance
from conventions.urls_financement import urlpatterns as financement
from conventions.urls_programme import urlpatterns as programme
from conventions.urls_reprise import urlpatterns as reprise

app_name = "conventions"
urlpatterns = [
    # programme
    *programme,
    *reprise,
    # convention
    *convention,
    *echeance,
    *avenant,
    # financement
    *financement,
]
