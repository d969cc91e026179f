"""Samples of the addresses of indicators: their sheet, their targets revised by a decision, those proposed."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from conventions.models import FicheAction, Indicateur, VersionCible
from cooperatives.models import Cooperative, Decision, Instance, Reunion
from tests.accounts.monde import START, Monde, Sample
from tests.accounts.monde_conventions import in_force

JOUR = datetime(2026, 5, 12, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))
REVISION = ("cible_revoir", "cible_retirer")


def peupler(monde: Monde) -> None:
    """One figure with a revised target in each coopérative."""
    own, foreign = _revised(monde.own), _revised(monde.foreign)
    of_an_action = FicheAction.objects.filter(programme__ca=monde.own)
    numbers = dict(of_an_action.values_list("promoteur__organisation_id", "numero"))
    proposed = {
        code: numbers[user.contact.organisation_id]
        for code, user in monde.users.items()
        if user and user.contact and user.contact.organisation_id in numbers
    }
    monde.samples |= {
        "conventions:indicateurs_proposes.numero": Sample(monde.of(proposed), foreign.indicateur.action.numero),
        "evaluation:indicateur.indicateur_id": Sample(own.indicateur_id, foreign.indicateur_id),
        "conventions:cible_retirer.cible_id": Sample(own.pk, foreign.pk),
        "conventions:decision_relier.decision_id": Sample(own.decision_id, foreign.decision_id),
    }
    for name in REVISION:
        monde.samples[f"conventions:{name}.numero"] = Sample(
            own.indicateur.action.numero, foreign.indicateur.action.numero
        )
        monde.samples[f"conventions:{name}.pk"] = Sample(own.indicateur_id, foreign.indicateur_id)
    monde.states |= dict.fromkeys(
        (*(f"conventions:{name}" for name in REVISION), "evaluation:indicateur", "evaluation:copil_xlsx"), in_force
    )


def _revised(ca: Cooperative) -> VersionCible:
    action = FicheAction.objects.filter(programme__ca=ca).order_by("numero").first()
    row = Indicateur.objects.create(
        action=action, type="ia", numero=9, libelle="Séances", valeur_cible=10, sources_methodes="Essai"
    )
    instance = Instance.objects.filter(ca=ca).first()
    reunion = Reunion.objects.create(ca=ca, instance=instance, type="copil", prevue_le=JOUR)
    decision = Decision.objects.create(ca=ca, reunion=reunion, numero="D-2026-77", texte="Essai")
    return VersionCible.objects.create(
        indicateur=row, valeur=Decimal(12), depuis=START, motif="Essai", decision=decision, auteur="Essai"
    )
