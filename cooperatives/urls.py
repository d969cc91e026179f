from django.urls import include, path

from cooperatives import urls_ars, urls_opportunite, urls_vie
from cooperatives.views import (
    coordination,
    creation,
    elus,
    identite,
    invitations,
    listes,
    membres,
    phases,
    reponse_invitation,
    territoire,
)

app_name = "cooperatives"

_membres = [
    path("", membres.membres, name="membres"),
    path("inviter/", invitations.inviter, name="inviter"),
    path("ajouter/", invitations.ajouter, name="membre_ajouter"),
    path("etats/", membres.membres_etat, name="membres_etat"),
    path("<int:pk>/", membres.membre, name="membre"),
    path("<int:pk>/etat/", membres.membre_etat, name="membre_etat"),
    path("<int:pk>/refus/", membres.membre_etape, {"etape": "refus"}, name="membre_refus"),
    path("<int:pk>/entree/", membres.membre_etape, {"etape": "entree"}, name="membre_entree"),
    path("<int:pk>/sortie/", membres.membre_sortie, name="membre_sortie"),
    path("elus/ajouter/", elus.ajouter, name="elu_ajouter"),
    path("elus/<int:pk>/fin/", elus.fin, name="elu_fin"),
    path("<int:pk>/representants/ajouter/", membres.representant, name="representant_ajouter"),
    path("<int:pk>/representants/<int:representant_pk>/", membres.representant, name="representant"),
    path("<int:pk>/representants/<int:representant_pk>/fin/", membres.representant_fin, name="representant_fin"),
    path("coordination/premier/", coordination.coordination, {"question": "premier"}, name="coordination_premier"),
    path("coordination/second/", coordination.coordination, {"question": "second"}, name="coordination_second"),
    path("coordination/second/fin/", coordination.coordination_fin, name="coordination_second_fin"),
    path("coordination/copilote/", coordination.coordination, {"question": "copilote"}, name="coordination_copilote"),
    path("coordination/copilote/<int:pk>/fin/", coordination.coordination_fin, name="coordination_copilote_fin"),
]

_cooperative = [
    path("identite/", identite.identite, name="identite"),
    path("territoire/", territoire.territoire, name="territoire"),
    path("territoire/choisir/", territoire.choisir, name="territoire_choisir"),
    path("", include(urls_opportunite.cooperative)),
    path("membres/", include(_membres)),
    path("etape/", phases.phase, name="phase"),
    path("etape/reculer/", phases.reculer, name="phase_reculer"),
    path("etape/statut/", phases.statut, name="phase_statut"),
    path("etape/forcer/", phases.forcer, name="phase_forcer"),
    *urls_ars.cooperative,
    # --- gouvernance ---
    path("", include("cooperatives.urls_gouvernance")),
    path("vie/", include(urls_vie.cooperative)),
]

urlpatterns = [
    path("", listes.liste, name="liste"),
    path("nouvelle/", creation.nouvelle, name="nouvelle"),
    path("invitations/<int:pk>/", reponse_invitation.invitation_recue, name="invitation_recue"),
    path("lieux/", creation.lieux, name="lieux"),
    path("dispositifs/", include(urls_opportunite.registre)),
    path("", include(urls_vie.region_urls)),
    *urls_ars.region,
    path("<ca:ca_ref>/", include(_cooperative)),
]
