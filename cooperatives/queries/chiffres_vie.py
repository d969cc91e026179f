"""The page « Chiffres » of a coopérative: rhythm, participation, progress, coordination, trainings (§7.2, the comité)."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, Min, Sum

from coop.ui.typographie import avec_nombre, date_longue, nombre, pourcentage
from cooperatives import chiffres_vie as formules
from cooperatives.enums import StatutReunion, StatutTache, TypeEffet, TypeReunion
from cooperatives.enums_vie import NiveauParticipation, TypeFormation
from cooperatives.models import Cooperative, Membre, Tache
from cooperatives.queries.comites import comites, tenus

RIEN = "–"  # an empty denominator is never a zero (domain.md §7)
ENSEMBLE = 2  # levels named together when they tie
A_VENIR = (StatutReunion.PLANIFIEE, StatutReunion.CONVOQUEE)


@dataclass(frozen=True, slots=True)
class Notion:
    """What a figure is: its code, its words, its definition as the bubble says it."""

    code: str
    libelle: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Chiffre:
    definition: Notion
    texte: str
    note: str = ""
    page: str = ""
    tendance: str = ""


@dataclass(frozen=True, slots=True)
class Assiduite:
    """At how many comités a member came, of those where it was expected."""

    membre: Membre
    venues: int
    attendues: int

    @property
    def part(self) -> str:
        return pourcentage(100 * self.venues / self.attendues) if self.attendues else RIEN


@dataclass(frozen=True, slots=True)
class Vie:
    chiffres: list[Chiffre]
    assiduites: list[Assiduite]
    comites: int


def vie(ca: Cooperative, jour: date) -> Vie:
    """The page (13 statements at most)."""
    rows = list(comites(tenus([ca.pk], jour)).values())
    return Vie(
        [*_rythme(ca, rows, jour), *_presences(rows), *_habitants(ca), *_avancement(ca, jour), *_coordination(ca, jour), *_formations(ca)],
        _assiduites(ca, rows),
        len(rows),
    )  # fmt: skip


def rythme(ca: Cooperative, jour: date) -> str:
    """« Tous les 74 jours ; le dernier il y a 41 jours », for the page that lists the subjects (1 statement)."""
    days = list(tenus([ca.pk], jour).order_by("tenue_le").values_list("tenue_le", flat=True))
    if not days:
        return "Aucun comité de pilotage tenu"
    gaps = [gap for _, gap in formules.ecarts(days)]
    since = _il_y_a((jour - days[-1]).days)
    return f"Un comité tous les {_mediane(gaps)}\u00a0; le dernier {since}" if gaps else f"Un comité tenu, {since}"


def _il_y_a(jours: int) -> str:
    return f"il y a {avec_nombre(jours, 'jour,jours')}" if jours else "aujourd’hui"


def _mediane(jours: list[int]) -> str:
    value = median(jours)
    return f"{nombre(value)}\u00a0{'jours' if value >= 2 else 'jour'}"


F_16 = Notion(
    "F-16", "entre deux comités de pilotage",
    "Médiane des jours entre deux comités de pilotage tenus qui se suivent. Le guide conseille tous les deux-trois mois en moyenne.",
)  # fmt: skip
F_16_CR = Notion(
    "F-16-cr", "comptes rendus en quinze jours",
    "Comités dont le compte rendu a été validé dans les quinze jours, sur ceux tenus depuis plus de quinze jours ou déjà validés.",
)  # fmt: skip
F_17 = Notion(
    "F-17", "participation au comité de pilotage",
    "Membres présents ou représentés, rapportés à ceux dont la présence ou l’absence est notée, tous les comités tenus ensemble. L’ARS, qui anime, n’est pas comptée.",
)  # fmt: skip
F_17_HABITANTS = Notion(
    "F-17-habitants", "comités avec des habitants",
    "Comités de pilotage tenus où au moins un habitant était présent.",
)  # fmt: skip
F_18 = Notion(
    "F-18", "plus haut niveau de participation des habitants",
    "Le plus haut des niveaux atteints par les activités menées avec les habitants, de l’information (1) à la co-décision (5)\u00a0; puis le plus fréquent, et le nombre d’habitants venus.",
)  # fmt: skip
F_23 = Notion(
    "F-23", "des tâches terminées",
    "Tâches terminées rapportées à toutes les tâches, chacune comptée pour sa charge en jours, ou pour une journée sans charge notée. Les tâches abandonnées ne comptent pas.",
)  # fmt: skip
F_33 = Notion(
    "F-33", "de coordination stable", "Mois entiers depuis le dernier changement de coordinateur, arrivée ou départ."
)  # fmt: skip
F_26 = Notion(
    "F-26", "acteurs nouveaux en promotion de la santé",
    "Membres que la délégation a notés comme nouveaux dans la promotion de la santé.",
)  # fmt: skip
F_34 = Notion(
    "F-34", "jours d’accompagnement", "Durée des sessions de la formation «\u00a0accompagnement des CA\u00a0» de cette coopérative."
)  # fmt: skip


def _rythme(ca: Cooperative, rows: list[formules.Comite], jour: date) -> list[Chiffre]:
    gaps = [gap for _, gap in formules.ecarts(row.le for row in rows)]
    told = [f"le dernier {_il_y_a((jour - rows[-1].le).days)}" if rows else "aucun ne s’est encore tenu"]
    coming = ca.reunions.filter(type=TypeReunion.COPIL, statut__in=A_VENIR, prevue_le__date__gte=jour)
    next_one = coming.aggregate(le=Min("prevue_le"))["le"]
    told.append(f"le prochain le {date_longue(next_one)}" if next_one else "aucun n’est planifié")
    written, judged = formules.ecrits_a_temps(rows, jour)
    return [
        Chiffre(F_16, _mediane(gaps) if gaps else RIEN, "\u00a0; ".join(told), "cooperatives:reunions"),
        Chiffre(F_16_CR, *_part(written, judged, "compte rendu attendu,comptes rendus attendus"), "cooperatives:reunions"),
    ]  # fmt: skip


def _part(part: int, whole: int, words: str) -> tuple[str, str]:
    """« 67 % », « 2 sur 3 comités »."""
    if not whole:
        return RIEN, ""
    return pourcentage(100 * part / whole), f"{part} sur {avec_nombre(whole, words)}"


def _presences(rows: list[formules.Comite]) -> list[Chiffre]:
    came, expected = formules.presences(rows)
    with_people = sum(row.habitants for row in rows)
    return [
        Chiffre(F_17, *_part(came, expected, "présence notée,présences notées")),
        Chiffre(F_17_HABITANTS, *_part(with_people, len(rows), "comité tenu,comités tenus")),
    ]


def _habitants(ca: Cooperative) -> list[Chiffre]:
    rows = ca.activites_participation.filter(niveau_reel__isnull=False).order_by()
    found = list(rows.values_list("niveau_reel", "nb_habitants"))
    if not found:
        return [Chiffre(F_18, RIEN, "aucune activité menée n’est notée", "cooperatives:participation")]
    levels = [level for level, _ in found]
    people = sum(count or 0 for _, count in found)
    note = f"{usuels(levels)}\u00a0; {avec_nombre(people, 'habitant,habitants')} en {avec_nombre(len(found), 'activité,activités')}"
    return [Chiffre(F_18, NiveauParticipation(max(levels)).label, note, "cooperatives:participation")]


def usuels(niveaux: list[int]) -> str:
    """« le plus souvent : consultation », or that no level comes more often than the others."""
    usual = formules.frequents(niveaux)
    if len(usual) > ENSEMBLE:
        return "aucun niveau plus fréquent que les autres"
    return f"le plus souvent\u00a0: {' et '.join(NiveauParticipation(level).label.lower() for level in usual)}"


def _avancement(ca: Cooperative, jour: date) -> list[Chiffre]:
    stages = list(ca.etapes.order_by().exclude(statut=StatutTache.ABANDONNEE).values_list("statut", flat=True))
    tasks = list(Tache.objects.filter(etape__ca=ca).order_by().values_list("statut", "charge_jours", "fin"))
    done, whole = formules.faites((statut, charge) for statut, charge, _ in tasks)
    over = (StatutTache.TERMINEE, StatutTache.ABANDONNEE)
    late = sum(statut not in over and fin is not None and fin < jour for statut, _, fin in tasks)
    note = (
        f"{avec_nombre(stages.count(StatutTache.TERMINEE), 'étape terminée,étapes terminées')} sur {len(stages)}\u00a0; "
        f"{avec_nombre(late, 'tâche en retard,tâches en retard') if late else 'aucune tâche en retard'}"
    )
    text = pourcentage(100 * done / whole) if whole else RIEN
    return [Chiffre(F_23, text, note, "cooperatives:tableau_de_bord")]


def _coordination(ca: Cooperative, jour: date) -> list[Chiffre]:
    changed = formules.dernier_changement(ca.coordinateurs.order_by().values_list("debut", "fin"), jour)
    new = ca.effets_engagement.filter(type=TypeEffet.ACTEUR).count()
    stable = Chiffre(F_33, RIEN, "aucun coordinateur n’est désigné", "cooperatives:membres")
    if changed is not None:
        months = formules.mois_entiers(changed, jour)
        stable = Chiffre(F_33, f"{months}\u00a0mois", f"depuis le {date_longue(changed)}", "cooperatives:membres")
    return [stable, Chiffre(F_26, str(new))]


def _formations(ca: Cooperative) -> list[Chiffre]:
    rows = ca.formations.filter(type=TypeFormation.ACCOMPAGNEMENT).order_by()
    days = rows.aggregate(n=Count("pk", distinct=True), jours=Sum("sessions__duree_jours"))
    people = rows.aggregate(n=Count("inscriptions__contact", distinct=True))["n"]
    note = (
        f"{avec_nombre(days['n'], 'accompagnement,accompagnements')}, {avec_nombre(people, 'participant,participants')}"
    )
    if not days["n"]:
        note = "aucun accompagnement noté"
    return [Chiffre(F_34, nombre(days["jours"] or 0), note, "cooperatives:formations")]


def _assiduites(ca: Cooperative, rows: list[formules.Comite]) -> list[Assiduite]:
    """By name: members are not ranked (R-CADRE-21)."""
    members = ca.membres.actifs().partenaires().select_related("organisation")
    return [
        Assiduite(row, *formules.presences(rows, row.pk)) for row in members.order_by("organisation__recherche", "pk")
    ]
