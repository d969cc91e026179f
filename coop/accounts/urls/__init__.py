"""Mounted at the root, before allauth's addresses: « Mon compte », invitations, personal links."""

from django.urls import include, path

from coop.accounts.views.comptes import adresse

urlpatterns = [
    path("lien/", include("coop.accounts.urls.liens")),
    path("invitation/", include("coop.accounts.urls.invitations")),
    # Hides allauth's page of the same name: see the view.
    path("compte/email/", adresse, name="account_email"),
    path("compte/", include("coop.accounts.urls.comptes")),
]
