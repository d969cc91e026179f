"""F-16 to F-18, F-23, F-26, F-33 and F-34 by département and year: how coopératives are animated (domain.md §7.1)."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from conventions.chiffres_annuels import Compte, Comptes, Definition
from coop.organisations.enums import TypeOrganisation
from coop.ui.typographie import avec_nombre, nombre
from cooperatives import chiffres_vie as formules
from cooperatives.chiffres_vie import Comite
from cooperatives.enums import Statut, StatutTache, TypeEffet
from cooperatives.enums_vie import NiveauParticipation, TypeFormation
from cooperatives.models import (
    ActiviteParticipation,
    Cooperative,
    Coordinateur,
    EffetEngagement,
    Etape,
    Formation,
    InscriptionFormation,
    SessionFormation,
    Tache,
)
from cooperatives.queries.chiffres_vie import usuels
from cooperatives.queries.comites import comites, tenus

DEP = "ca__departement__code"
ECARTS, STABILITE = "ecarts", "stabilite"
COMITES, ACTIVITES, AVANCEMENT, COORDINATION, NOUVEAUX, FORMATIONS = (
    "comites", "activites", "avancement", "coordination", "acteurs-nouveaux", "formations",
)  # fmt: skip


def compter(rows: QuerySet[Cooperative], annees: list[int], jour: date) -> Comptes:
    """What the figures are made of (13 statements). How far the work is is known of the day only."""
    ids = rows.order_by().values("pk")
    deps = dict(rows.order_by().values_list("pk", "departement__code"))
    found: dict[tuple[str, int], Compte] = defaultdict(Compte)
    _comites(found, ids, deps, annees, jour)
    _activites(found, ids, annees)
    if jour.year in annees:
        _avancement(found, ids, jour)
    _stabilite(found, ids, deps, annees, jour)
    new = nouveaux_de(ids).filter(le__year__in=annees).order_by()
    for dep, year in new.values_list(DEP, "le__year"):
        found[dep, year].nombres["nouveaux"] += 1
    _formations(found, ids, set(deps.values()), annees)
    return found


def comites_de(ids, jour: date) -> Iterator[tuple[int, int, Comite, int | None]]:
    """(meeting, coopérative, comité, days since the one before) of every comité held, the first held first (4 statements)."""
    meetings = tenus(ids, jour)
    of_ca = dict(meetings.order_by().values_list("pk", "ca"))
    last: dict[int, date] = {}
    for pk, row in comites(meetings).items():
        before = last.get(of_ca[pk])
        last[of_ca[pk]] = row.le
        yield pk, of_ca[pk], row, (row.le - before).days if before else None


def _comites(found: dict, ids, deps: dict[int, str], annees: list[int], jour: date) -> None:
    for _, ca, row, gap in comites_de(ids, jour):
        if row.le.year in annees:
            counted = found[deps[ca], row.le.year]
            in_time = row.ecrit_a_temps(jour)
            counted.nombres.update(
                copils=1, avec_habitants=int(row.habitants), venues=len(row.venus), attendues=len(row.attendus),
                cr_attendus=int(in_time is not None), cr_a_temps=int(bool(in_time)),
            )  # fmt: skip
            if gap is not None:
                counted.durees[ECARTS].append(gap)


def activites_de(ids, annees: list[int]) -> QuerySet[ActiviteParticipation]:
    """Activities with inhabitants that took place, by the level they reached."""
    return ActiviteParticipation.objects.filter(ca__in=ids, niveau_reel__isnull=False, le__year__in=annees)


def _activites(found: dict, ids, annees: list[int]) -> None:
    rows = activites_de(ids, annees).order_by().values_list(DEP, "le__year", "niveau_reel", "nb_habitants")
    for dep, year, level, people in rows:
        found[dep, year].nombres.update({"activites": 1, "habitants": people or 0, f"niveau_{level}": 1})


def _avancement(found: dict, ids, jour: date) -> None:
    running = {"ca__in": ids, "ca__statut": Statut.EN_COURS}
    stages = Etape.objects.filter(**running).exclude(statut=StatutTache.ABANDONNEE).order_by()
    for dep, statut in stages.values_list(DEP, "statut"):
        found[dep, jour.year].nombres.update(etapes=1, etapes_faites=int(statut == StatutTache.TERMINEE))
    tasks = defaultdict(list)
    rows = Tache.objects.filter(**{f"etape__{name}": value for name, value in running.items()}).order_by()
    for dep, statut, charge in rows.values_list(f"etape__{DEP}", "statut", "charge_jours"):
        tasks[dep].append((statut, charge))
    for dep, told in tasks.items():
        done, whole = formules.faites(told)
        found[dep, jour.year].nombres.update(taches_faites=done, taches=whole)


def changements_de(ids) -> dict[int, list[tuple[date, date | None]]]:
    """(start, end) of every coordinator of each running coopérative (1 statement)."""
    found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    rows = Coordinateur.objects.filter(ca__in=ids, ca__statut=Statut.EN_COURS).order_by()
    for ca, debut, fin in rows.values_list("ca", "debut", "fin"):
        found[ca].append((debut, fin))
    return found


def dernier_jour(annee: int, jour: date) -> date:
    return min(date(annee, 12, 31), jour)


def _stabilite(found: dict, ids, deps: dict[int, str], annees: list[int], jour: date) -> None:
    for ca, lines in changements_de(ids).items():
        for year in annees:
            last = dernier_jour(year, jour)
            changed = formules.dernier_changement(lines, last)
            if changed is not None:
                found[deps[ca], year].durees[STABILITE].append(formules.mois_entiers(changed, last))


def nouveaux_de(ids) -> QuerySet[EffetEngagement]:
    """Members noted as new in health promotion."""
    return EffetEngagement.objects.filter(ca__in=ids, type=TypeEffet.ACTEUR)


def formations_de(ids, deps, annees: list[int]) -> QuerySet[Formation]:
    """Supports of these coopératives, and trainings to animate that people of these délégations follow, with a day in the year."""
    trained = _formes(InscriptionFormation.objects.order_by(), deps).values("formation")
    dated = SessionFormation.objects.order_by().filter(le__year__in=annees).values("formation")
    wanted = Q(type=TypeFormation.ACCOMPAGNEMENT, ca__in=ids) | Q(pk__in=trained)
    return Formation.objects.filter(wanted, pk__in=dated)


def _formations(found: dict, ids, deps: set[str], annees: list[int]) -> None:
    support = {"formation__type": TypeFormation.ACCOMPAGNEMENT, "formation__ca__in": ids}
    days = SessionFormation.objects.filter(**support, le__year__in=annees).order_by()
    trainings: dict[tuple[str, int], set[int]] = defaultdict(set)
    for dep, year, formation, length in days.values_list(f"formation__{DEP}", "le__year", "formation", "duree_jours"):
        trainings[dep, year].add(formation)
        found[dep, year].nombres["jours"] += length
    for key, known in trainings.items():
        found[key].nombres["accompagnements"] = len(known)
    year_of = "formation__sessions__le__year"
    people = InscriptionFormation.objects.filter(**{f"{year_of}__in": annees}).order_by()
    for name, rows, dep_of in (
        ("participants", people.filter(**support), f"formation__{DEP}"),
        ("formes", _formes(people, deps), "contact__organisation__departement__code"),
    ):
        for dep, year, _ in rows.values_list(dep_of, year_of, "contact").distinct():
            found[dep, year].nombres[name] += 1


def _formes(people: QuerySet[InscriptionFormation], deps: set[str]) -> QuerySet[InscriptionFormation]:
    return people.filter(
        formation__type=TypeFormation.ANIMATION, contact__organisation__type=TypeOrganisation.ARS,
        contact__organisation__departement__code__in=deps,
    )  # fmt: skip


def _niveaux(c: Compte) -> str:
    counts = Counter({level: c.nombres[f"niveau_{level}"] for level in NiveauParticipation.values})
    levels = [level for level, count in counts.items() if count]
    if not levels:
        return "aucune activité notée"
    return (
        f"en {avec_nombre(c.nombres['activites'], 'activité,activités')}\u00a0; {usuels(list(counts.elements()))}\u00a0; "
        f"le plus haut\u00a0: {NiveauParticipation(max(levels)).label.lower()}"
    )


def _sur(part: str, whole: str, words: str):
    return lambda c: f"{nombre(c.nombres[part])} sur {avec_nombre(c.nombres[whole], words)}"


F_16 = Definition(
    "F-16", "jours entre deux comités de pilotage", "Jours entre deux comités",
    "Médiane des jours entre un comité de pilotage tenu dans l’année et celui qui l’a précédé dans la même coopérative.",
    COMITES, mediane=ECARTS, note=lambda c: f"sur {avec_nombre(c.nombres['copils'], 'comité tenu,comités tenus')}",
    vide="pas encore deux comités qui se suivent",
)  # fmt: skip
F_16_COPILS = Definition(
    "F-16", "comités de pilotage tenus", "Comités tenus", "Comités de pilotage tenus dans l’année.", COMITES, de="copils"
)  # fmt: skip
F_16_CR = Definition(
    "F-16", "comptes rendus en quinze jours", "Comptes rendus en 15 jours",
    "Comités de l’année dont le compte rendu a été validé dans les quinze jours, sur ceux tenus depuis plus de quinze jours ou déjà validés.",
    COMITES, de="cr_a_temps", sur="cr_attendus", unite="%", note=_sur("cr_a_temps", "cr_attendus", "attendu,attendus"),
)  # fmt: skip
F_17 = Definition(
    "F-17", "participation au comité de pilotage", "Participation au comité",
    "Membres présents ou représentés, rapportés à ceux dont la présence ou l’absence est notée, aux comités de l’année. L’ARS n’est pas comptée.",
    COMITES, de="venues", sur="attendues", unite="%", note=_sur("venues", "attendues", "présence notée,présences notées"),
    vide="aucune présence notée",
)  # fmt: skip
F_17_HABITANTS = Definition(
    "F-17", "comités avec des habitants", "Comités avec habitants",
    "Comités de pilotage de l’année où au moins un habitant était présent.",
    COMITES, de="avec_habitants", sur="copils", unite="%", note=_sur("avec_habitants", "copils", "comité,comités"),
)  # fmt: skip
F_18 = Definition(
    "F-18", "habitants venus aux activités", "Habitants aux activités",
    "Habitants venus aux activités de participation de l’année, avec les niveaux qu’elles ont atteints. Une personne venue deux fois compte deux fois.",
    ACTIVITES, de="habitants", note=_niveaux,
)  # fmt: skip
F_23 = Definition(
    "F-23", "tâches terminées", "Tâches terminées",
    "À ce jour, tâches terminées rapportées à toutes celles des coopératives en cours, chacune pour sa charge en jours ou une journée sans charge notée\u00a0; les tâches abandonnées ne comptent pas.",
    AVANCEMENT, de="taches_faites", sur="taches", unite="%", vide="connu à ce jour seulement",
    note=lambda c: f"{c.nombres['etapes_faites']} des {avec_nombre(c.nombres['etapes'], 'étape,étapes')} sont terminées",
)  # fmt: skip
F_26 = Definition(
    "F-26", "acteurs nouveaux en promotion de la santé", "Acteurs nouveaux",
    "Membres que les délégations ont notés, dans l’année, comme nouveaux dans la promotion de la santé.",
    NOUVEAUX, de="nouveaux",
)  # fmt: skip
F_33 = Definition(
    "F-33", "mois de coordination stable", "Mois de stabilité",
    "Médiane, sur les coopératives en cours, des mois entiers depuis le dernier changement de coordinateur, au dernier jour de l’année (ou à ce jour).",
    COORDINATION, mediane=STABILITE, vide="aucun coordinateur",
    note=lambda c: f"sur {avec_nombre(len(c.durees[STABILITE]), 'coopérative,coopératives')}",
)  # fmt: skip
F_34 = Definition(
    "F-34", "jours d’accompagnement", "Jours d’accompagnement",
    "Durée des sessions de l’année de la formation «\u00a0accompagnement des CA\u00a0».", FORMATIONS, de="jours",
    note=lambda c: f"{avec_nombre(c.nombres['accompagnements'], 'accompagnement,accompagnements')}, {avec_nombre(c.nombres['participants'], 'participant,participants')}",
)  # fmt: skip
F_34_NOMBRE = Definition(
    "F-34", "accompagnements", "Accompagnements", "Formations «\u00a0accompagnement des CA\u00a0» qui ont une session dans l’année.",
    FORMATIONS, de="accompagnements",
)  # fmt: skip
F_34_PARTICIPANTS = Definition(
    "F-34", "participants aux accompagnements", "Participants", "Personnes distinctes inscrites à ces accompagnements.",
    FORMATIONS, de="participants",
)  # fmt: skip
F_34_FORMES = Definition(
    "F-34", "agents des délégations formés à l’animation", "Formés à l’animation",
    "Personnes des délégations inscrites à une formation à l’animation territoriale qui a une session dans l’année.",
    FORMATIONS, de="formes",
)  # fmt: skip
PRINCIPAUX = [F_16, F_17, F_18, F_23, F_33, F_34]
DEFINITIONS = [
    F_16_COPILS, F_16, F_16_CR, F_17, F_17_HABITANTS, F_18, F_23, F_26, F_33, F_34_NOMBRE, F_34, F_34_PARTICIPANTS, F_34_FORMES,
]  # fmt: skip
COLONNES = [F_16, F_16_CR, F_17, F_17_HABITANTS, F_18, F_23, F_26, F_33, F_34]
