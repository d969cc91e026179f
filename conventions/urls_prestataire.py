"""Where an outside service of signature calls."""

from django.urls import path

from conventions.views import prestataire

app_name = "prestataire"
urlpatterns = [path("<slug:code>/", prestataire.retour, name="retour")]
