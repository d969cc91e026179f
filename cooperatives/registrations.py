"""What this app gives to the registries: its gates, duties, consistency checks."""

from coop import inconsistances
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.classeurs import modele
from coop.documents import kinds
from coop.notifications import audience, regles
from coop.notifications.daily import register_daily
from cooperatives import (
    audiences,
    checks,
    devoirs,
    devoirs_ars,
    devoirs_membres,
    devoirs_opportunite,
    devoirs_reunions,
    devoirs_tableau,
    devoirs_vie,
    documents,
    documents_charte,
    documents_opportunite,
    documents_passation,
    documents_reunions,
    gates,
    imports_dispositifs,
    phases,
    pieces,
)
from cooperatives.queries import ordre_du_jour
from cooperatives.queries.vie import leviers as registre_des_freins
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
liens.register_landing(UsageLien.REUNION, lien_reunion.landing, reunions_commun.renewal, reunions_commun.over)
register_daily("rappels de convocation", convocations.remind_all)
register_daily("convocations renvoyées", convocations.retry_all)
for _modele in (imports_dispositifs.DISPOSITIFS, imports_dispositifs.FICHES):
    modele.register(_modele)
# Charte, ARS's side, lettres de mission, passation.
for _regle in devoirs_ars.REGLES:
    regles.register(_regle)
for _kind in (documents_charte.KIND, *documents_passation.KINDS):
    kinds.register(_kind)
kinds.register_piece_kind(pieces.CHARTE, "Charte signée", pieces.may_read_charte, perimeter=pieces.of_visible_cas)
kinds.register_piece_kind(
    pieces.LETTRE, "Lettre de mission signée", pieces.may_read_lettre, perimeter=pieces.of_visible_cas
)
for _regle in devoirs_vie.REGLES:
    regles.register(_regle)
ordre_du_jour.register_source("freins", registre_des_freins.a_l_ordre_du_jour)
