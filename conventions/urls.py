"""Addresses of the programme and of the convention, under the CA."""

from conventions.urls_avenant import urlpatterns as avenant
from conventions.urls_convention import urlpatterns as convention
from conventions.urls_echeance import urlpatterns as echeance
from conventions.urls_programme import urlpatterns as programme

app_name = "conventions"
urlpatterns = [
    # programme
    *programme,
    # convention
    *convention,
    *echeance,
    *avenant,
]
