"""The map of coopératives: one shape each, or one a département and stage when they are many."""

from collections import defaultdict

from coop.ui.carte import TONS, Territoire, carte
from coop.ui.charts import Graphique
from coop.ui.rubriques import lien
from coop.ui.typographie import avec_nombre
from cooperatives.queries.faits_publics import Etat, Lieu, Resume

TITRE = "Communes couvertes par une coopérative, Île-de-France"
LISIBLES = 24  # beyond, labels and shapes would hide one another
COURTS = {
    "diag": "préfiguration ou diagnostic",
    "elab": "élaboration",
    "sign": "convention en signature",
    "meo": "mise en œuvre",
    "autre": "suspendue ou terminée",
}
AVANCEMENT = ["meo", "sign", "elab", "diag", "autre"]  # a commune of several coopératives takes the most advanced


def dessiner(
    cas: list[Resume] | list[Etat],
    territoires: dict[int, set[int]],
    places: dict[int, Lieu],
    liste: str = "portail:region",
) -> Graphique:
    """From rows already read (their names when they are few): no statement; a group leads to the page `liste`, narrowed."""
    if len(cas) <= LISIBLES:
        return carte(TITRE, [_seule(ca, _codes(territoires.get(ca.pk, set()), places)) for ca in cas])
    return carte(TITRE, _groupes(cas, territoires, places, lien(liste)))


def _codes(ids: set[int], places: dict[int, Lieu]) -> tuple[str, ...]:
    return tuple(sorted(places[pk].code for pk in ids))


def _seule(ca: Resume, codes: tuple[str, ...]) -> Territoire:
    where = avec_nombre(len(codes), "commune,communes") if codes else "périmètre à préciser"
    url = lien("portail:vue_ensemble", ca_ref=ca.reference)
    return Territoire(
        ca.appellation or ca.intitule,
        ca.departement,
        ca.ton,
        codes,
        f"{where}, {COURTS[ca.ton]}",
        url,
        imprecis=not codes,
    )


def _groupes(
    cas: list[Etat], territoires: dict[int, set[int]], places: dict[int, Lieu], liste: str
) -> list[Territoire]:
    """One territory by département and stage; each commune is drawn once."""
    groups: dict[tuple[str, str], list[Etat]] = defaultdict(list)
    for ca in cas:
        groups[ca.departement, ca.ton].append(ca)
    drawn: set[int] = set()
    found = []
    for code, ton in sorted(groups, key=lambda key: (AVANCEMENT.index(key[1]), key[0])):
        group = groups[code, ton]
        ids = {pk for ca in group for pk in territoires.get(ca.pk, ())} - drawn
        drawn |= ids
        name = f"{TONS[ton]} ({code})"
        label = avec_nombre(len(group), "coopérative,coopératives")
        found.append(Territoire(name, code, ton, _codes(ids, places), label, _filtre(liste, code, group)))
    return sorted(found, key=lambda t: (t.departement, AVANCEMENT.index(t.ton)))


def _filtre(liste: str, departement: str, group: list[Etat]) -> str:
    """The list narrowed to the département, and to the stage when the group has one."""
    phases = {ca.phase for ca in group if ca.en_cours}
    stage = f"&phase={phases.pop()}" if len(phases) == 1 else ""
    return f"{liste}?departement={departement}{stage}#cooperatives"
