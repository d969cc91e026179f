"""The bilans owed for an annual period exist from its first day (R-BIL-01, decisions.md 24)."""

from datetime import date

from conventions.enums import TypePartie
from conventions.models import Convention, FicheAction, Partie, Periode
from coop import horloge
from coop.journal.actors import Actor
from coop.journal.workflows import record
from evaluation.calendrier import trimestres
from evaluation.models import Bilan


def open_bilans(convention: Convention, periode: Periode, *, actor: Actor, depuis: date | None = None) -> list[Bilan]:
    """Write the four bilans of each party that owes one, in the caller's transaction; does nothing twice.

    With `depuis`, the quarters already over on that day are not owed: they were settled before the tool (decisions.md 9).
    """
    parties = [p for p in convention.parties.en_cours(periode.debut).select_related("organisation") if owes(p)]
    quarters = [q for q in trimestres(periode.debut, recorded=horloge.today()) if depuis is None or q.fin > depuis]
    rows = [
        Bilan(
            ca=convention.ca,
            partie=partie,
            periode=periode,
            trimestre=quarter.numero,
            debut=quarter.debut,
            fin=quarter.fin,
            echeance=quarter.echeance,
        )
        for partie in parties
        for quarter in quarters
    ]
    created = Bilan.objects.bulk_create(rows, ignore_conflicts=True)
    record(
        "bilan.open",
        f"Calendrier des bilans trimestriels ouvert pour {len(parties)} parties.",
        actor=actor,
        obj=convention,
        ca_id=convention.ca_id,
    )
    return created


def owes(partie: Partie) -> bool:
    """Partners owe a bilan; a funder does not; the ARS only when it carries an action."""
    if partie.type != TypePartie.ARS:
        return partie.type == TypePartie.PARTENAIRE
    carried = FicheAction.objects.filter(programme_id=partie.convention.programme_id)
    return carried.filter(promoteur__organisation_id=partie.organisation_id).exists()


def on_convention_en_vigueur(
    sender, convention: Convention, periode: Periode, actor: Actor, depuis: date | None = None, **kwargs
) -> None:
    """Receiver of `conventions.signals.convention_en_vigueur`."""
    open_bilans(convention, periode, actor=actor, depuis=depuis)
