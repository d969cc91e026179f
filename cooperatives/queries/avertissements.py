"""Warnings computed beside the grid, for one coopérative or for all those of a queryset in a fixed number of statements.

Each function yields the warnings of one kind. They never block: each asks for a sentence (`ReponseAvertissement`), and an
answered one is silent until its object changes. Of another coopérative only public facts are told (decisions.md 33).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

from coop.organisations.enums import TypeOrganisation
from coop.territories.models import Commune
from coop.ui import typographie
from coop.ui.rubriques import lien
from cooperatives import guide
from cooperatives.enums import CodeAvertissement, Presence, TypeDispositif
from cooperatives.models import (
    Articulation,
    Cooperative,
    DispositifLocal,
    FicheDispositif,
)
from cooperatives.queries import couverture
from cooperatives.queries.avertissements_lecture import SIEGE, Avertissement, Lecture

NOMS = 3
ANNEES = 2


def _page(ca: Cooperative, name: str, ancre: str = "") -> str:
    found = lien(f"cooperatives:{name}", ca_ref=ca.reference)
    return f"{found}#{ancre}" if found and ancre else found


def _identite(ca: Cooperative, champ: str) -> dict:
    return {"url": _page(ca, "identite", champ), "mot": "Ouvrir l’identité et le territoire"}


def une_commune(lecture: Lecture) -> Iterator[Avertissement]:
    """AL-20: fewer than two communes, neither a whole département nor a justified perimeter."""
    for ca in lecture.cooperatives.values():
        if ca.justification_perimetre or len(lecture.communes(ca)) >= 2 or ca.pk in lecture.entieres:
            continue
        yield lecture.build(
            ca, CodeAvertissement.COMMUNE, "territoire", principe=6, source="R-TERR-02",
            phrase="La coopérative a intérêt à associer au moins deux communes. Justifiez le périmètre.",
            **_identite(ca, "id_justification_perimetre"),
        )  # fmt: skip


def commune_avec_cls(lecture: Lecture) -> Iterator[Avertissement]:
    """AL-21: a single commune and a CLS there, declared or in the register, with no added value written."""
    for ca in lecture.cooperatives.values():
        communes = lecture.communes(ca)
        if len(communes) != 1 or ca.plus_value_existant or ca.pk in lecture.entieres:
            continue
        declared = any(
            row.type == TypeDispositif.CLS and row.presence == Presence.PRESENT for row in lecture.articulations[ca.pk]
        )
        if declared or lecture.covering(lecture.places(ca).toutes, TypeDispositif.CLS):
            yield lecture.build(
                ca, CodeAvertissement.COMMUNE_CLS, "territoire", principe=8, source="R-TERR-14",
                phrase="Risque de confusion ou de redondance avec le contrat local de santé\u00a0: explicitez la plus-value.",
                **_identite(ca, "id_plus_value_existant"),
            )  # fmt: skip


def recouvrements(lecture: Lecture) -> Iterator[Avertissement]:
    """The same theme and the same place in a fiche of a scheme, or in another running coopérative (decisions.md 33)."""
    found = [*_fiches_communes(lecture), *_cooperatives_communes(lecture)]
    noms = _noms({commune for *_, communes in found for commune in communes})
    for ca, objet, phrase, url, mot, communes in found:
        yield lecture.build(
            ca, CodeAvertissement.RECOUVREMENT, objet, principe=2, source="R-VIG-03", phrase=phrase,
            precision=f"En commun\u00a0: {_liste([noms[pk] for pk in communes if pk in noms])}.", url=url, mot=mot,
        )  # fmt: skip


def _fiches_communes(lecture: Lecture) -> Iterator[tuple]:
    """One row a scheme, its fiches of the same theme named."""
    wanted = {theme for ca in lecture.cooperatives for theme in lecture.du_theme[ca].themes}
    fiches, themes = _fiches_de(wanted)
    places = couverture.lieux_des_fiches(fiches, lecture.communes_dispositifs) if fiches else {}
    for ca in lecture.cooperatives.values():
        by_scheme: dict[int, list[tuple[FicheDispositif, set[int]]]] = defaultdict(list)
        for fiche in fiches:
            shared = lecture.places(ca).rencontre(places[fiche.pk])
            if shared and themes[fiche.pk] & lecture.du_theme[ca.pk].themes:
                by_scheme[fiche.dispositif_id].append((fiche, shared))
        for scheme, rows in by_scheme.items():
            dispositif = rows[0][0].dispositif
            names = _liste([f"«\u00a0{fiche.intitule}\u00a0»" for fiche, _ in rows])
            phrase = (
                f"Le dispositif «\u00a0{dispositif.nom}\u00a0» porte déjà ce thème sur ce territoire\u00a0: {names}."
            )
            url = lien("cooperatives:dispositif", pk=scheme)
            yield ca, f"dispositif:{scheme}", phrase, url, "Ouvrir ce dispositif", set().union(*(s for _, s in rows))


def _fiches_de(themes: set[int]) -> tuple[list[FicheDispositif], dict[int, set[int]]]:
    """Fiches of running schemes that have one of `themes`, and the themes of each (2 statements)."""
    running = DispositifLocal.objects.en_cours().order_by().values("pk")
    rows = FicheDispositif.objects.filter(dispositif__in=running, thematiques__in=themes)
    fiches = list(rows.select_related("dispositif").distinct().order_by("dispositif__nom", "id"))
    found: dict[int, set[int]] = defaultdict(set)
    pairs = FicheDispositif.objects.order_by().filter(pk__in=[fiche.pk for fiche in fiches])
    for fiche, theme in pairs.values_list("pk", "thematiques"):
        found[fiche].add(theme)
    return fiches, found


def _cooperatives_communes(lecture: Lecture) -> Iterator[tuple]:
    """Other running coopératives of the same theme that share a place: title and reference alone are told."""
    everywhere, places = lecture.du_theme, lecture.lieux_du_theme
    for ca in lecture.cooperatives.values():
        for pk, other in sorted(everywhere.items(), key=lambda row: row[1].reference):
            if pk == ca.pk or not other.themes & everywhere[ca.pk].themes or pk not in places:
                continue
            shared = lecture.places(ca).rencontre(places[pk])
            if shared:
                phrase = (
                    f"La coopérative «\u00a0{other.intitule}\u00a0» ({other.reference}) "
                    "travaille le même thème sur ce territoire."
                )
                yield ca, f"ca:{pk}", phrase, "", "", shared


def _noms(communes: set[int]) -> dict[int, str]:
    """Names of communes (1 statement)."""
    return dict(Commune.objects.filter(pk__in=communes).values_list("pk", "nom"))


def _liste(noms: list[str]) -> str:
    more = len(noms) - NOMS
    return ", ".join(sorted(noms)[:NOMS]) + (f" et {more} de plus" if more > 0 else "")


def secteurs(lecture: Lecture) -> Iterator[Avertissement]:
    """AL-25: fewer than two sectors beyond health among those who take part."""
    for ca in lecture.cooperatives.values():
        found = {beyond for kind, beyond in lecture.participants[ca.pk] if beyond and kind != TypeOrganisation.ARS}
        if len(found) < 2:
            yield lecture.build(
                ca, CodeAvertissement.SECTEURS, "membres", principe=9, source="R-VIG-04",
                phrase="Mobilisez des secteurs au-delà du sanitaire (logement, éducation, insertion…).",
                url=_page(ca, "membres"), mot="Ouvrir les membres",
            )  # fmt: skip


def habitants(lecture: Lecture) -> Iterator[Avertissement]:
    """Nobody speaks for the inhabitants: neither a group that is a member, nor a seat in an instance."""
    for ca in lecture.cooperatives.values():
        if not {kind for kind, _ in lecture.participants[ca.pk]} & {TypeOrganisation.GROUPE_HABITANTS, SIEGE}:
            yield lecture.build(
                ca, CodeAvertissement.HABITANTS, "membres", principe=5, source="R-VIG-06",
                phrase="Aucun habitant ne participe encore à la coopérative, ni dans une instance ni par un groupe.",
                url=_page(ca, "gouvernance"), mot="Ouvrir la gouvernance",
            )  # fmt: skip


def concertations(lecture: Lecture) -> Iterator[Avertissement]:
    """AL-22: a CLS, ASV or CLSM here, declared or in the register, not informed or not associated to the theme."""
    for ca in lecture.cooperatives.values():
        declared = {row.dispositif_id: row for row in lecture.articulations[ca.pk] if row.dispositif_id}
        unnamed = [row for row in lecture.articulations[ca.pk] if not row.dispositif_id]
        rows = [(f"type:{row.type}", row) for row in unnamed] + [(f"dispositif:{pk}", r) for pk, r in declared.items()]
        for objet, row in rows:
            if row.type in guide.DISPOSITIFS_A_INFORMER and row.presence == Presence.PRESENT and not _associe(row):
                yield _concertation(lecture, ca, objet, str(row))
        for scheme in lecture.covering(lecture.places(ca).toutes, *guide.DISPOSITIFS_A_INFORMER):
            described = any(row.type == scheme.type and row.presence == Presence.PRESENT for row in unnamed)
            if scheme.pk not in declared and not described:
                yield _concertation(lecture, ca, f"dispositif:{scheme.pk}", scheme.nom)


def _associe(row: Articulation) -> bool:
    """Its committees were informed and its coordination associated to the theme."""
    return bool(row.concertation_theme_le and (row.information_comites_le or row.information_cotech_le))


def _concertation(lecture: Lecture, ca: Cooperative, objet: str, nom: str) -> Avertissement:
    return lecture.build(
        ca, CodeAvertissement.CONCERTATION, objet, principe=8, source="R-TERR-08",
        phrase=f"Informez les comités du dispositif «\u00a0{nom}\u00a0» des objectifs de la coopérative et associez sa coordination au choix de la thématique.",
        url=_page(ca, "opportunite", "dispositifs"), mot="Noter les dates",
    )  # fmt: skip


def durees(lecture: Lecture) -> Iterator[Avertissement]:
    """Principle 10: less than two years, or nothing said (R-DEF-17)."""
    for ca in lecture.cooperatives.values():
        annees = ca.duree_previsionnelle_ans
        if annees is None or annees < ANNEES:
            told = (
                "La durée prévisionnelle n’est pas notée"
                if annees is None
                else f"La durée prévisionnelle est de {typographie.avec_nombre(annees, 'an,ans')}"
            )
            yield lecture.build(
                ca, CodeAvertissement.DUREE, "identite", principe=10, source="R-PRIN-10",
                phrase=f"{told}\u00a0: la coopérative d’acteurs a vocation à s’inscrire dans une durée pluriannuelle.",
                **_identite(ca, "id_duree_previsionnelle_ans"),
            )  # fmt: skip


GENRES: tuple[Callable[[Lecture], Iterator[Avertissement]], ...] = (
    une_commune, commune_avec_cls, recouvrements, concertations, secteurs, habitants, durees,
)  # fmt: skip


def avertissements(ca: Cooperative) -> list[Avertissement]:
    """Every warning of one coopérative, unanswered first, then in the order of GENRES."""
    lecture = Lecture.de(ca)
    found = [row for genre in GENRES for row in genre(lecture)]
    return sorted(found, key=lambda row: row.reponse is not None)


def sans_reponse(rows: list[Avertissement]) -> list[Avertissement]:
    return [row for row in rows if row.reponse is None]
