"""Samples of the addresses of governance, meetings and the tableau de bord: one row of each in both coopératives."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from cooperatives.models import Cooperative, Decision, Etape, Instance, MembreInstance, Reunion, Tache
from tests.accounts.monde import Monde, Sample
from tests.factories import ContactFactory

JOUR = datetime(2026, 5, 12, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))


def peupler(monde: Monde) -> None:
    own, foreign = _rows(monde.own), _rows(monde.foreign)
    monde.samples |= {f"cooperatives:{route}": Sample(own[key], foreign[key]) for route, key in _parameters()}


def _parameters() -> list[tuple[str, str]]:
    """(route and parameter, key of the row)."""
    instances = ("instance", "siege_ajouter", "siege_retirer", "instance_completer", "instance_clore")
    verbs = ("preparer", "convoquer", "point", "annuler", "tenir", "notes", "compte_rendu", "valider", "pdf")
    reunions = ("reunion", *(f"reunion_{verb}" for verb in verbs))
    return [
        *((f"{name}.instance_id", "instance") for name in instances),
        *((f"{name}.reunion_id", "reunion") for name in reunions),
        ("siege_retirer.siege_id", "siege"),
        ("decision_faite.decision_id", "decision"),
        ("etape.etape_id", "etape"),
        ("tache.tache_id", "tache"),
        ("tache_retirer.tache_id", "tache"),
    ]


def _rows(ca: Cooperative) -> dict[str, int]:
    instance = Instance.objects.create(ca=ca, type="cotech", nom="Comité technique")
    siege = MembreInstance.objects.create(instance=instance, contact=ContactFactory(), qualite="invite")
    reunion = Reunion.objects.create(ca=ca, type="cotech", instance=instance, prevue_le=JOUR)
    held = Reunion.objects.create(ca=ca, type="cotech", prevue_le=JOUR, statut="tenue", tenue_le=date(2026, 5, 12))
    decision = Decision.objects.create(reunion=held, ca=ca, numero="D-2026-01", texte="Une décision fictive")
    etape = Etape.objects.create(ca=ca, ordre=21, libelle="Étape fictive")
    tache = Tache.objects.create(etape=etape, libelle="Tâche fictive")
    found = {
        "instance": instance,
        "siege": siege,
        "reunion": reunion,
        "decision": decision,
        "etape": etape,
        "tache": tache,
    }
    return {key: row.pk for key, row in found.items()}
