"""F-07, F-08, F-24 and F-25 by département and year: conventions, renewed actions, partners who come and go."""

from collections import Counter, defaultdict
from datetime import date

from django.db.models import Count, F, Min, Q, QuerySet

from conventions.chiffres_annuels import Compte, Comptes, Definition
from conventions.enums import ChoixReconduction
from conventions.models import Convention, DecisionReconduction
from coop.ui.typographie import avec_nombre, nombre
from cooperatives.enums import StatutMembre
from cooperatives.models import Cooperative, Membre
from portail.queries.region.mesures import etats_de_convention

DEP = "ca__departement__code"
DELAIS, NON_RECONDUITES = "delais", "non-reconduites"


def compter(rows: QuerySet[Cooperative], annees: list[int], jour: date) -> Comptes:
    """What the four figures are made of (4 statements)."""
    ids = rows.order_by().values("pk")
    found: dict[tuple[str, int], Compte] = defaultdict(Compte)
    for counts in (_conventions(ids, annees, jour), _decisions(ids, annees), _membres(ids, annees, jour)):
        for key, counted in counts.items():
            found[key].nombres.update(counted)
    for key, days in _delais(ids, annees).items():
        found[key].durees[DELAIS].extend(days)
    return found


def _dernier(annee: int, jour: date) -> date:
    return min(date(annee, 12, 31), jour)


def _conventions(ids, annees: list[int], jour: date) -> dict:
    """In force on the last day of each year; the other states are those of today."""
    sums = {f"en_vigueur_{year}": etats_de_convention(_dernier(year, jour))["en_vigueur"] for year in annees}
    if jour.year in annees:
        sums |= {f"{name}_{jour.year}": state for name, state in etats_de_convention(jour).items()}
    rows = Convention.objects.filter(ca__in=ids).order_by().values(dep=F(DEP))
    return _par_annee(rows.annotate(**{name: Count("pk", filter=state) for name, state in sums.items()}))


def _delais(ids, annees: list[int]) -> dict[tuple[str, int], list[int]]:
    """Days from the creation to the first convention, in the year it took effect."""
    firsts = Convention.objects.filter(ca__in=ids, date_effet__isnull=False).order_by().values("ca")
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for dep, creee, effet in firsts.annotate(effet=Min("date_effet")).values_list(DEP, "ca__creee_le", "effet"):
        if effet.year in annees:
            found[dep, effet.year].append((effet - creee).days)
    return found


def decisions_de(ids, annees: list[int]) -> QuerySet[DecisionReconduction]:
    """Decisions on an action, in the year of the échéance they prepare."""
    return DecisionReconduction.objects.filter(periode__convention__ca__in=ids, periode__fin__year__in=annees)


def _decisions(ids, annees: list[int]) -> dict:
    rows = decisions_de(ids, annees).order_by()
    grouped = rows.values_list(f"periode__convention__{DEP}", "periode__fin__year", "decision").annotate(n=Count("pk"))
    found: dict[tuple[str, int], Counter] = defaultdict(Counter)
    for dep, year, choice, count in grouped:
        found[dep, year].update({choice: count, "decidees": count})
        if choice != ChoixReconduction.NON_RECONDUITE:
            found[dep, year]["poursuivies"] += count
    return found


def partenaires_de(ids) -> QuerySet[Membre]:
    """Partners, the ARS apart, that are or were members."""
    known = (StatutMembre.MEMBRE, StatutMembre.SIGNATAIRE, StatutMembre.SORTI)
    return Membre.objects.partenaires().filter(ca__in=ids, statut__in=known, date_entree__isnull=False)


def mouvements_de(ids, annee: int) -> QuerySet[Membre]:
    """Those who came or left in the year."""
    return partenaires_de(ids).filter(Q(date_entree__year=annee) | Q(date_sortie__year=annee))


def _membres(ids, annees: list[int], jour: date) -> dict:
    sums = {}
    for year in annees:
        first, last = date(year, 1, 1), _dernier(year, jour)
        before = Q(date_entree__lt=first) & (Q(date_sortie__isnull=True) | Q(date_sortie__gte=first))
        sums |= {
            f"entrees_{year}": Q(date_entree__range=(first, last)),
            f"sorties_{year}": Q(date_sortie__range=(first, last)),
            f"presents_{year}": before,
            f"stables_{year}": before & (Q(date_sortie__isnull=True) | Q(date_sortie__gt=last)),
        }
    rows = partenaires_de(ids).order_by().values(dep=F(DEP))
    return _par_annee(rows.annotate(**{name: Count("pk", filter=state) for name, state in sums.items()}))


def _par_annee(rows) -> dict[tuple[str, int], Counter]:
    """Columns « name_year » of each département, as one counter a year."""
    found: dict[tuple[str, int], Counter] = defaultdict(Counter)
    for row in rows:
        for key, value in row.items():
            if key != "dep":
                name, year = key.rsplit("_", 1)
                found[row["dep"], int(year)][name] = value
    return found


def _etats(c: Compte) -> str:
    words = {
        "en_signature": "à la signature",
        "a_reconduire": "à reconduire avant deux mois",
        "en_preavis": "en préavis",
    }
    told = [f"{nombre(c.nombres[name])} {word}" for name, word in words.items() if c.nombres[name]]
    if c.nombres["echues"]:
        told.append(avec_nombre(c.nombres["echues"], "échue,échues"))
    return ", ".join(told)


def _choix(c: Compte) -> str:
    kept, changed = c.nombres[ChoixReconduction.RECONDUITE], c.nombres[ChoixReconduction.MODIFIEE]
    told = f"{avec_nombre(kept, 'reconduite,reconduites')}, {avec_nombre(changed, 'modifiée,modifiées')}"
    return f"{told}, sur {avec_nombre(c.nombres['decidees'], 'action décidée,actions décidées')}"


F_07 = Definition(
    "F-07", "conventions en vigueur", "Conventions en vigueur",
    "Conventions signées par toutes les parties et non échues, au dernier jour de l’année (ou à ce jour). À reconduire\u00a0: "
    "échéance dans deux mois au plus.",
    "conventions", de="en_vigueur", note=_etats,
)  # fmt: skip
F_08 = Definition(
    "F-08", "jours de la création à la convention", "Jours avant convention",
    "Médiane, en jours, de la création de la coopérative à la date d’effet de sa première convention, quand elle prend effet dans l’année.",
    "conventions", mediane=DELAIS,
    note=lambda c: f"sur {avec_nombre(len(c.durees[DELAIS]), 'première convention,premières conventions')}",
    vide="aucune première convention",
)  # fmt: skip
F_24 = Definition(
    "F-24", "actions reconduites", "Actions reconduites",
    "Actions reconduites ou modifiées, rapportées aux actions sur lesquelles la réunion élargie a décidé pour une échéance de l’année.",
    "reconductions", de="poursuivies", sur="decidees", unite="%", note=_choix, vide="aucune action décidée",
)  # fmt: skip
F_24_NON = Definition(
    "F-24", "actions non reconduites", "Non reconduites",
    "Actions que la réunion élargie n’a pas reconduites pour une échéance de l’année\u00a0; la liste dit pourquoi.",
    NON_RECONDUITES, de=ChoixReconduction.NON_RECONDUITE,
)  # fmt: skip
F_25 = Definition(
    "F-25", "partenaires stables", "Partenaires stables",
    "Participations présentes au début et à la fin de l’année (ou à ce jour), rapportées à celles du début. L’ARS n’est pas comptée.",
    "mouvements", de="stables", sur="presents", unite="%",
    note=lambda c: f"{nombre(c.nombres['stables'])} sur {nombre(c.nombres['presents'])} présents au début de l’année",
    vide="aucun partenaire au début de l’année",
)  # fmt: skip
F_25_ENTREES = Definition(
    "F-25", "entrées de partenaires", "Entrées", "Participations dont la date d’entrée est dans l’année.", "mouvements", de="entrees"
)  # fmt: skip
F_25_SORTIES = Definition(
    "F-25", "sorties de partenaires", "Sorties", "Participations dont la date de sortie est dans l’année.", "mouvements", de="sorties"
)  # fmt: skip
PRINCIPAUX = [F_07, F_08, F_24, F_25]
DEFINITIONS = [F_07, F_08, F_24, F_24_NON, F_25, F_25_ENTREES, F_25_SORTIES]
