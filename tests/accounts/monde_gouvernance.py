"""Samples of the addresses of governance, meetings and the tableau de bord: one row of each in both coopératives."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from cooperatives.models import (
    Convocation,
    Cooperative,
    Decision,
    Etape,
    Instance,
    MembreInstance,
    PointOdj,
    PropositionPoint,
    RemarqueCR,
    Reunion,
    Tache,
)
from tests.accounts.monde import Monde, Sample
from tests.factories import ContactFactory

JOUR = datetime(2026, 5, 12, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))


VERBES = (
    "preparer", "convoquer", "repondre", "relancer", "reponses", "agenda", "emargement", "point", "point_deplacer",
    "proposition", "annuler", "tenir", "projeter", "notes", "compte_rendu", "valider", "rouvrir", "remarque",
    "remarque_repondre", "pdf",
)  # fmt: skip


def peupler(monde: Monde) -> None:
    """Samples, and for the link of a meeting: the one asso-a is convened to, and another of the same CA."""
    own, foreign = _rows(monde.own), _rows(monde.foreign)
    contact = monde.users["asso-a"].contact
    Convocation.objects.create(reunion_id=own["convoquee"], contact=contact)
    monde.link_objects["reunion"] = (own["convoquee"], own["reunion"])
    monde.link_contacts["reunion"] = contact
    monde.posts["convocation:entree"] = {"acte": "repondre", "reponse": "present"}
    monde.samples |= {f"cooperatives:{route}": Sample(own[key], foreign[key]) for route, key in _parameters()}


def _parameters() -> list[tuple[str, str]]:
    """(route and parameter, key of the row)."""
    instances = ("instance", "siege_ajouter", "siege_retirer", "instance_completer", "instance_clore")
    reunions = ("reunion", *(f"reunion_{verb}" for verb in VERBES))
    return [
        *((f"{name}.instance_id", "instance") for name in instances),
        *((f"{name}.reunion_id", "reunion") for name in reunions),
        ("siege_retirer.siege_id", "siege"),
        ("reunion_point_deplacer.point_id", "point"),
        ("reunion_proposition.proposition_id", "proposition"),
        ("reunion_remarque_repondre.remarque_id", "remarque"),
        ("decision_faite.decision_id", "decision"),
        ("decision_tache.decision_id", "decision"),
        *((f"{name}.etape_id", "etape") for name in ("etape", "etape_ligne", "etape_decaler", "etape_placer")),
        *(
            (f"tache{verb}.tache_id", "tache")
            for verb in ("", "_ligne", "_avancement", "_decaler", "_placer", "_retirer")
        ),
    ]


def _rows(ca: Cooperative) -> dict[str, int]:
    instance = Instance.objects.create(ca=ca, type="cotech", nom="Comité technique")
    siege = MembreInstance.objects.create(instance=instance, contact=ContactFactory(), qualite="invite")
    reunion = Reunion.objects.create(ca=ca, type="cotech", instance=instance, prevue_le=JOUR)
    held = Reunion.objects.create(ca=ca, type="cotech", prevue_le=JOUR, statut="tenue", tenue_le=date(2026, 5, 12))
    decision = Decision.objects.create(reunion=held, ca=ca, numero="D-2026-01", texte="Une décision fictive")
    point = PointOdj.objects.create(reunion=reunion, ordre=1, intitule="Un point fictif")
    convoquee = Reunion.objects.create(ca=ca, type="cotech", prevue_le=JOUR, statut="convoquee")
    etape = Etape.objects.create(ca=ca, ordre=21, libelle="Étape fictive")
    tache = Tache.objects.create(etape=etape, libelle="Tâche fictive")
    found = {
        "instance": instance,
        "siege": siege,
        "reunion": reunion,
        "point": point,
        "proposition": PropositionPoint.objects.create(reunion=reunion, intitule="Un point proposé"),
        "remarque": RemarqueCR.objects.create(reunion=reunion, contact=siege.contact, texte="Une remarque"),
        "convoquee": convoquee,
        "decision": decision,
        "etape": etape,
        "tache": tache,
    }
    return {key: row.pk for key, row in found.items()}
