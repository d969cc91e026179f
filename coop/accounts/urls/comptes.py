from django.urls import path

from coop.accounts.views import comptes

app_name = "comptes"

urlpatterns = [
    path("", comptes.mon_compte, name="mon_compte"),
    path("veille/", comptes.veille, name="veille"),
]
