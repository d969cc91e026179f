"""Addresses of the financing, under the convention of the CA."""

from django.urls import path

from conventions.views import engagements, financement

BASE = "convention/financement/"
urlpatterns = [
    path(BASE, financement.financement, name="financement"),
    path(f"{BASE}<int:annee>/budget/", financement.budget, name="financement_budget"),
    path(f"{BASE}<int:annee>/repartition/", financement.repartition, name="financement_repartition"),
    path(f"{BASE}<int:annee>/valider/", financement.valider, name="financement_valider"),
    path(f"{BASE}<int:annee>/rouvrir/", financement.rouvrir, name="financement_rouvrir"),
    path(f"{BASE}<int:annee>/xlsx/", financement.xlsx, name="financement_xlsx"),
    path(f"{BASE}autres/", financement.autre, name="autre_financement_nouveau"),
    path(f"{BASE}autres/<int:pk>/", financement.autre, name="autre_financement"),
    path(f"{BASE}autres/<int:pk>/retirer/", financement.autre_retirer, name="autre_financement_retirer"),
    path(f"{BASE}engagements/", engagements.nouveau, name="engagement_nouveau"),
    path(f"{BASE}engagements/<int:pk>/", engagements.engagement, name="engagement"),
    path(f"{BASE}engagements/<int:pk>/modifier/", engagements.modifier, name="engagement_modifier"),
    path(f"{BASE}engagements/<int:pk>/pdf/", engagements.pdf, name="engagement_pdf"),
    path(f"{BASE}engagements/<int:pk>/<slug:acte>/", engagements.acte, name="engagement_acte"),
]
