"""One search over what a person may see; accents, case and punctuation do not count.

Titles and decisions hold no search key: they are compared in Python, inside the perimeter. The register of a region
counts tens of coopératives and hundreds of actions; decisions are those of the last meetings (`DECISIONS_LUES`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from conventions.models import FicheAction
from coop.organisations.models import Organisation
from coop.territories.models.geographie import searchable
from coop.territories.queries import search_communes
from coop.ui import typographie
from coop.ui.rubriques import lien
from cooperatives.models import Cooperative, Membre
from cooperatives.roles import ACTIFS
from portail.queries import rendez_vous
from portail.queries.perimetre import decisions_ecrites

PAR_GROUPE = 10
COMMUNES = 20
DECISIONS_LUES = 2000
LETTRES = 2


@dataclass(frozen=True, slots=True)
class Resultat:
    """One answer: its words, where it leads, what tells it from another."""

    titre: str
    url: str
    precision: str = ""


@dataclass(frozen=True, slots=True)
class Groupe:
    titre: str
    resultats: list[Resultat]


def assez_long(text: str) -> bool:
    """Whether there is something to look for."""
    return len(searchable(text)) >= LETTRES


def recherche(user, text: str) -> list[Groupe]:
    """Groups that have an answer, ten each at most, in the order of the menu (a fixed number of statements)."""
    words = searchable(text).split()
    if not assez_long(text):
        return []
    known = {
        ca.pk: ca
        for ca in Cooperative.objects.overview_visible_to(user).select_related("departement").order_by("reference")
    }
    inside = list(Cooperative.objects.visible_to(user).order_by("pk").values_list("pk", flat=True))
    groups = [
        ("Coopératives", _cooperatives(known, words)),
        ("Organisations", _organisations(user, known, words)),
        ("Communes", _communes(known, text)),
        ("Fiches-action", _actions(inside, words)),
        ("Décisions", _decisions(inside, words)),
    ]
    found = [
        Groupe(title, [result for result, _ in zip(results, range(PAR_GROUPE), strict=False)])
        for title, results in groups
    ]
    return [group for group in found if group.resultats]


def _holds(words: list[str], *texts: str) -> bool:
    key = searchable(" ".join(texts))
    return all(word in key for word in words)


def _page(ca: Cooperative) -> str:
    return lien("portail:vue_ensemble", ca_ref=ca.reference)


def _cooperatives(known: dict[int, Cooperative], words: list[str]) -> Iterator[Resultat]:
    for ca in known.values():
        if _holds(words, ca.intitule, ca.appellation_locale, ca.libelle_territoire, ca.reference, ca.departement.nom):
            yield Resultat(ca.intitule, _page(ca), f"{ca.departement.nom} · {ca.reference}")


def _organisations(user, known: dict[int, Cooperative], words: list[str]) -> Iterator[Resultat]:
    """Organisations found, with the coopératives of the perimeter they belong to (2 statements)."""
    rows = Organisation.objects.visible_to(user).select_related("departement")
    for word in words:
        rows = rows.filter(recherche__contains=word)
    found = list(rows.order_by("recherche", "id")[:PAR_GROUPE])
    members = Membre.objects.filter(organisation__in=[o.pk for o in found], ca__in=list(known), statut__in=ACTIFS)
    belongs: dict[int, list[Cooperative]] = {}
    for organisation, ca in members.order_by("ca__reference").values_list("organisation", "ca"):
        belongs.setdefault(organisation, []).append(known[ca])
    for organisation in found:
        cooperatives = belongs.get(organisation.pk, [])
        where = ", ".join(ca.reference for ca in cooperatives) or "aucune coopérative de votre périmètre"
        yield Resultat(
            organisation.nom,
            _page(cooperatives[0]) if cooperatives else "",
            f"{organisation.get_type_display()} · {where}",
        )


def _communes(known: dict[int, Cooperative], text: str) -> Iterator[Resultat]:
    """Communes that answer and that a coopérative of the perimeter covers, each with its coopératives (4 statements)."""
    communes = {row.pk: row for row in search_communes(text)[:COMMUNES]}
    covered: dict[int, set[int]] = {}
    for path in ("communes", "intercommunalites__communes", "quartiers__communes"):
        rows = Cooperative.objects.filter(pk__in=list(known), **{f"{path}__in": list(communes)}).order_by()
        for commune, ca in rows.values_list(path, "pk"):
            covered.setdefault(commune, set()).add(ca)
    for pk, commune in communes.items():
        for ca in sorted((known[ca] for ca in covered.get(pk, ())), key=lambda ca: ca.reference):
            yield Resultat(
                f"{commune.nom}\u00a0: {ca.intitule}", _page(ca), f"{commune.departement.nom} · {ca.reference}"
            )


def _actions(inside: Iterable[int], words: list[str]) -> Iterator[Resultat]:
    rows = FicheAction.objects.filter(programme__ca__in=inside).order_by("programme__ca__reference", "numero")
    for numero, title, promoter, reference in rows.values_list(
        "numero", "intitule", "promoteur__organisation__nom", "programme__ca__reference"
    ):
        if _holds(words, title):
            yield Resultat(
                f"Action {numero} – {title}",
                lien("conventions:action", ca_ref=reference, numero=numero),
                f"{promoter} · {reference}",
            )


def _decisions(inside: Iterable[int], words: list[str]) -> Iterator[Resultat]:
    for decision in decisions_ecrites(inside)[:DECISIONS_LUES]:
        if _holds(words, decision.texte, decision.numero):
            meeting = decision.reunion
            when = f"{rendez_vous.nom(meeting)} du {typographie.date_longue(meeting.tenue_le)}"
            yield Resultat(
                f"{decision.numero} – {decision.texte}", _decision(decision), f"{when} · {decision.ca.reference}"
            )


def _decision(decision) -> str:
    page = lien("cooperatives:reunion", ca_ref=decision.ca.reference, reunion_id=decision.reunion_id)
    return page or lien("cooperatives:gouvernance", ca_ref=decision.ca.reference)
