from django.urls import path

from coop.accounts.views import liens

app_name = "liens"

urlpatterns = [
    path("renouveler/", liens.renouveler, name="renouveler"),
    path("renouvele/", liens.renouvele, name="renouvele"),
    path("<str:token>/", liens.ouvrir, name="ouvrir"),
]
