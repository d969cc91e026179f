"""What this app gives to the registries: its gates, duties, consistency checks."""

from coop import inconsistances
from coop.classeurs import modele
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.documents import kinds
from coop.notifications import audience, regles
from coop.notifications.daily import register_daily
from cooperatives import (
    audiences,
    checks,
    devoirs,
    devoirs_membres,
    devoirs_opportunite,
    devoirs_tableau,
    devoirs_reunions,
    documents,
    documents_opportunite,
    documents_reunions,
    gates,
    imports_dispositifs,
    phases,
    pieces,
)
from cooperatives.views import lien_reunion
from cooperatives.workflows.reunions import commun as reunions_commun
from cooperatives.workflows.reunions import convocations

for _name in (
    "principes_consideres",
    "articulation_declaree",
    "theme_public_territoire",
    "identite_complete",
    "deux_communes",
    "secteurs_non_sanitaires",
    "premiere_reunion",
    "instances_creees",
    "dispositifs_informes",
    "eparcours_recherche",
    "avertissements_repondus",
    "membre_hors_ars",
    "mandats_ecrits",
    "directions_engagees",
    "copil_represente_chacun",
    "equipe_evaluation_designee",
):
    phases.register(_name, getattr(gates, _name))

audience.brancher(audiences.AUDIENCE)
for _regle in (*devoirs.REGLES, *devoirs_tableau.REGLES, *devoirs_opportunite.REGLES, *devoirs_membres.REGLES):
    regles.register(_regle)
kinds.register_piece_kind(pieces.LOGO, "Logo", pieces.may_read_logo, ("png", "jpeg"))
kinds.register_piece_kind(
    pieces.ENGAGEMENT, "Engagement de la direction", pieces.may_read_engagement, perimeter=pieces.of_visible_cas
)
inconsistances.register("cooperatives.coordinateurs", checks.coordinators)
inconsistances.register("cooperatives.transitions", checks.transitions)
for _kind in (*documents.KINDS, documents_opportunite.GRILLE):
    kinds.register(_kind)
for _regle in devoirs_reunions.REGLES:
    regles.register(_regle)
kinds.register(documents_reunions.KIND)
liens.register_landing(UsageLien.REUNION, lien_reunion.landing, reunions_commun.renewal)
register_daily("rappels de convocation", convocations.remind_all)
register_daily("convocations renvoyées", convocations.retry_all)
for _modele in (imports_dispositifs.DISPOSITIFS, imports_dispositifs.FICHES):
    modele.register(_modele)
