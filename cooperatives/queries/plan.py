"""The map of coopératives: one shape each, or one a département and stage when they are many."""

from collections import defaultdict

from django.db.models import QuerySet

from coop.territories.models import Commune, Departement
from coop.ui.carte import TONS, Territoire, carte
from coop.ui.charts import Graphique
from coop.ui.rubriques import lien
from coop.ui.typographie import avec_nombre
from cooperatives.models import Cooperative
from cooperatives.queries.etendue import AVANCEMENT, a_qui
from cooperatives.queries.faits_publics import Groupe, Resume, communes, resumes

TITRE = "Communes couvertes par une coopérative, Île-de-France"
LISIBLES = 24  # beyond, labels and shapes would hide one another
COURTS = {
    "diag": "préfiguration ou diagnostic",
    "elab": "élaboration",
    "sign": "convention en signature",
    "meo": "mise en œuvre",
    "autre": "suspendue ou terminée",
}


def dessiner(
    rows: QuerySet[Cooperative], groupes: list[Groupe], liste: str = "portail:region", cas: list[Resume] | None = None
) -> Graphique:
    """The map of coopératives already counted; a group leads to the page `liste`, narrowed."""
    return carte(TITRE, a_dessiner(rows, groupes, liste, cas))


def a_dessiner(
    rows: QuerySet[Cooperative], groupes: list[Groupe], liste: str = "portail:region", cas: list[Resume] | None = None
) -> list[Territoire]:
    """What the map shows, as data: a document keeps it and draws it again (1 to 3 statements; `cas` when they are read)."""
    if sum(group.nombre for group in groupes) > LISIBLES:
        return _groupes(groupes, a_qui(rows), lien(liste))
    covered = communes(rows)
    codes = dict(Commune.objects.filter(pk__in=set().union(*covered.values())).order_by().values_list("pk", "code"))
    known = resumes(rows) if cas is None else cas
    return [_seule(ca, tuple(sorted(codes[pk] for pk in covered.get(ca.pk, ())))) for ca in known]


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


def _groupes(counted: list[Groupe], whose: dict[str, tuple[str, int]], liste: str) -> list[Territoire]:
    """One territory by département and stage; each commune is drawn once."""
    groups: dict[tuple[str, str], list[Groupe]] = defaultdict(list)
    for row in counted:
        groups[row.departement, row.ton].append(row)
    codes: dict[tuple[str, str], list[str]] = defaultdict(list)
    named = dict(Departement.objects.order_by().values_list("pk", "code"))
    for code, (ton, departement) in whose.items():
        codes[named[departement], ton].append(code)
    found = []
    for departement, ton in sorted(groups, key=lambda key: (key[0], AVANCEMENT.index(key[1]))):
        group = groups[departement, ton]
        label = avec_nombre(sum(row.nombre for row in group), "coopérative,coopératives")
        url = _filtre(liste, departement, group)
        found.append(
            Territoire(f"{TONS[ton]} ({departement})", departement, ton, tuple(codes[departement, ton]), label, url)
        )
    return found


def _filtre(liste: str, departement: str, group: list[Groupe]) -> str:
    """The list narrowed to the département, and to the stage when the group has one."""
    phases = {ca.phase for ca in group if ca.en_cours}
    stage = f"&phase={phases.pop()}" if len(phases) == 1 else ""
    return f"{liste}?departement={departement}{stage}#cooperatives"
