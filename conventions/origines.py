"""Where each insert of the convention comes from: the margin of the document (a label, its details, the form)."""

from collections import Counter
from dataclasses import dataclass

from conventions.enums import StatutConvention, TypeIndicateur
from conventions.models import FicheAction
from conventions.sources import Sources
from coop.ui.rubriques import lien
from coop.ui.typographie import NBSP, avec_nombre

COURTS = {TypeIndicateur.IP: "de processus", TypeIndicateur.IA: "d’activité", TypeIndicateur.IR: "de résultats"}


@dataclass(frozen=True, slots=True)
class Origine:
    """One note of the margin: what the insert is taken from, and the page where it is changed."""

    source: str
    detail: str = ""
    precision: str = ""
    url: str = ""


def of_inserts(sources: Sources) -> dict[str, list[Origine]]:
    """The origins of each variable of the text, by name of variable."""
    ref = sources.ca.reference
    programme = lien("conventions:programme", ca_ref=ref)
    # What the convention alone holds is written while it is a draft; then only an avenant changes it.
    draft = sources.convention.statut == StatutConvention.BROUILLON
    elements = lien("conventions:convention_elements", ca_ref=ref) if draft else ""
    parties = lien("conventions:convention_parties", ca_ref=ref) if draft else ""
    membres = lien("cooperatives:membres", ca_ref=ref)
    preambule = [Origine("Convention", "préambule", url=elements)]
    preambule.append(
        Origine("Diagnostic", "éléments pour le préambule", url=lien("diagnostics:diagnostic", ca_ref=ref))
    )
    return {
        "intitule": [Origine("Programme", "intitulé", url=programme)],
        "libelle_deploiement": [Origine("Programme", "libellé après «\u00a0programme de\u00a0»", url=programme)],
        "objectif_general": [Origine("Programme", "objectif général", url=programme)],
        "objectifs": [Origine("Programme", _numbers(sources), _besoins_of(sources.objectifs), programme)],
        "parties": [Origine("Parties", "inscrites à la convention", url=parties)],
        "preambule": preambule,
        "copilotes": [Origine("Membres", "co-pilotes", url=membres)],
        "en_lien_avec": [Origine("Convention", "dispositif ou réseau", url=elements)],
        "promoteurs": [Origine("Fiches-action", "promoteurs", url=programme)],
        "lieu": [Origine("Convention", "lieu de signature", url=elements)],
        "date": [Origine("Date", "donnée à la mise à la signature")],
    }


def of_actions(sources: Sources) -> dict[int, list[Origine]]:
    """The origins of each table of article 2, by number of action."""
    return {action.numero: _of_action(action, sources) for action in sources.actions}


def of_blocs(sources: Sources) -> dict[str, Origine]:
    """The blocks that depart from the regional model, with their reason, by code."""
    url = lien("conventions:convention_adaptations", ca_ref=sources.ca.reference)
    return {
        code: Origine("Adapté", "s’écarte du modèle régional", row.motif, url)
        for code, row in sources.modele.adaptations.items()
    }


def of_annexes(sources: Sources) -> dict[str, list[Origine]]:
    """The origins of each annex, by code."""
    ref = sources.ca.reference
    draft = sources.convention.statut == StatutConvention.BROUILLON
    elements = lien("conventions:convention_elements", ca_ref=ref) if draft else ""
    return {
        "periodicite": [Origine("Convention", "rythme des réunions", url=elements)],
        "indicateurs": [Origine("Fiches-action", "indicateurs", url=lien("conventions:programme", ca_ref=ref))],
        "calendrier": [Origine("Tableau de bord", "étapes", url=lien("cooperatives:tableau_de_bord", ca_ref=ref))],
        "charte": [Origine("Charte", "version adoptée", url=lien("cooperatives:charte", ca_ref=ref))],
        "repartition": [
            Origine("Financement", "répartitions validées", url=lien("conventions:financement", ca_ref=ref))
        ],
    }


def _of_action(action: FicheAction, sources: Sources) -> list[Origine]:
    ref = sources.ca.reference
    fiche = lien("conventions:action", ca_ref=ref, numero=action.numero)
    found = [Origine(f"Fiche-action{NBSP}{action.numero}", action.promoteur.organisation.nom, url=fiche)]
    besoins = list(action.objectif.besoins.all()) if action.objectif else []
    if besoins:
        numbers = ", ".join(str(b.numero) for b in besoins)
        label = f"besoins n°{NBSP}{numbers}" if len(besoins) > 1 else f"besoin n°{NBSP}{numbers}"
        quote = f"«{NBSP}{besoins[0].libelle}{NBSP}»"
        found.append(Origine("Diagnostic", label, quote, lien("diagnostics:diagnostic", ca_ref=ref)))
    counts = Counter(i.type for i in action.indicateurs.all())
    if counts:
        told = ", ".join(f"{counts[kind]} {words}" for kind, words in COURTS.items() if counts[kind])
        found.append(Origine(f"Indicateurs de l’action{NBSP}{action.numero}", told, url=fiche))
    return found


def _numbers(sources: Sources) -> str:
    return f"{avec_nombre(len(sources.objectifs), 'objectif,objectifs')}" if sources.objectifs else "objectifs"


def _besoins_of(objectifs) -> str:
    numbers = sorted({b.numero for o in objectifs for b in o.besoins.all()})
    if not numbers:
        return ""
    words = "répondent aux besoins" if len(numbers) > 1 else "répondent au besoin"
    return f"{words} n°{NBSP}{', '.join(map(str, numbers))} du diagnostic"
