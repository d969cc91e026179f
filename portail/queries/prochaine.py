"""The one countdown of a coopérative: the nearest of its meetings and of the dates that the convention obliges."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from conventions import calendrier
from coop.ui import typographie
from coop.ui.rubriques import lien
from cooperatives.enums import TypeReunion
from cooperatives.models import Cooperative, Reunion
from evaluation.models import Bilan
from portail.queries import rendez_vous, suivi

MASCULINS = (TypeReunion.COPIL, TypeReunion.COTECH, TypeReunion.GROUPE_TRAVAIL)
FEMININS = (TypeReunion.LANCEMENT, TypeReunion.OPERATIONNELLE, TypeReunion.HABITANTS)


@dataclass(frozen=True, slots=True)
class Echeance:
    """A date to come: « 21 jours avant la **réunion élargie** du mardi 10 novembre »."""

    jour: date
    avant: str
    quoi: str
    precision: str
    note: str = ""
    action: str = ""
    url: str = ""

    def jours(self, today: date) -> int:
        return (self.jour - today).days


def prochaine(
    ca: Cooperative, today: date, marche: suivi.Marche | None, reunions: list[Reunion], attendus: list[Bilan]
) -> Echeance | None:
    """The nearest date from today on; None when nothing is dated (no statement)."""
    dates = [*_reunions(reunions, marche), *_bilans(ca, attendus), *_convention(ca, marche, reunions)]
    return min((d for d in dates if d.jour >= today), key=lambda d: d.jour, default=None)


def _reunions(reunions: list[Reunion], marche: suivi.Marche | None) -> Iterator[Echeance]:
    for reunion in reunions[:1]:
        moment = reunion.prevue_le
        elargie = reunion.type == TypeReunion.ELARGIE
        avant, name = _avant(reunion)
        where = f", {reunion.lieu}" if reunion.lieu else ""
        yield Echeance(
            typographie.jour_civil(moment),
            avant,
            name,
            f"du {typographie.date_jour(moment)}, {typographie.heure(moment)}{where}.",
            _au_plus_tard(marche) if elargie and marche and marche.en_vigueur else "",
            "Ouvrir la réunion",
            rendez_vous.adresse(reunion),
        )


def _avant(reunion: Reunion) -> tuple[str, str]:
    """« avant le **comité de pilotage** »; an instance with a name of its own keeps it: « avant la réunion **Copil restreint** »."""
    name = rendez_vous.nom(reunion)
    if reunion.type == TypeReunion.ELARGIE:
        return "avant la", "réunion élargie"
    if name == reunion.get_type_display() and reunion.type in {*MASCULINS, *FEMININS}:
        return "avant le" if reunion.type in MASCULINS else "avant la", name[:1].lower() + name[1:]
    return "avant la réunion", f"«\u00a0{name}\u00a0»"


def _au_plus_tard(marche: suivi.Marche) -> str:
    end = marche.convention.date_echeance
    target = typographie.date_longue(calendrier.reunion_elargie(end))
    return f"Elle doit avoir lieu au plus tard le {target}, deux mois avant l’échéance annuelle du {typographie.date_longue(end)}."


def _bilans(ca: Cooperative, attendus: list[Bilan]) -> Iterator[Echeance]:
    for bilan in attendus:
        same = sum(1 for other in attendus if other.echeance == bilan.echeance)
        yield Echeance(
            bilan.echeance,
            "avant la date des",
            f"bilans du {suivi.quand(bilan)}",
            f"le {typographie.date_jour(bilan.echeance)}.",
            f"{typographie.avec_nombre(same, 'bilan attendu,bilans attendus')}.",
            "Voir les bilans",
            lien("evaluation:suivi", ca_ref=ca.reference),
        )


def _convention(ca: Cooperative, marche: suivi.Marche | None, reunions: list[Reunion]) -> Iterator[Echeance]:
    if marche is None or not marche.en_vigueur:
        return
    end = marche.convention.date_echeance
    if not any(reunion.type == TypeReunion.ELARGIE for reunion in reunions):
        target = calendrier.reunion_elargie(end)
        yield Echeance(
            target, "avant la date de la", "réunion élargie", f"le {typographie.date_jour(target)}.", _au_plus_tard(marche),
            "Préparer la réunion", lien("cooperatives:gouvernance", ca_ref=ca.reference),
        )  # fmt: skip
    yield Echeance(
        end, "avant l’", "échéance annuelle", f"de la convention, le {typographie.date_jour(end)}.",
        "Elle ne se renouvelle que de manière expresse.", "Ouvrir la convention",
        lien("conventions:convention", ca_ref=ca.reference),
    )  # fmt: skip
