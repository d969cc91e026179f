"""Addresses of the reprise, under the CA."""

from django.urls import path

from conventions.views import reprise

urlpatterns = [
    path("reprise/", reprise.reprise, name="reprise"),
    path("reprise/etape/", reprise.etape, name="reprise_etape"),
    path("reprise/membres/", reprise.membres, name="reprise_membres"),
    path("reprise/convention/", reprise.convention, name="reprise_convention"),
    path("reprise/actions/", reprise.actions, name="reprise_actions"),
    path("reprise/membres/<int:pk>/retirer/", reprise.retirer, {"liste": "membres"}, name="reprise_membre_retirer"),
    path("reprise/actions/<int:pk>/retirer/", reprise.retirer, {"liste": "actions"}, name="reprise_action_retirer"),
    path("reprise/relire/", reprise.relire, name="reprise_relire"),
    path("reprise/clore/", reprise.clore, name="reprise_clore"),
]
