"""What is dated ahead: meetings, ends of conventions, ends of stages."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet, Window
from django.utils import timezone

from conventions.enums import StatutConvention
from conventions.models import Convention
from coop.calendrier import add_months
from coop.ui.typographie import jour_civil
from cooperatives.enums import StatutReunion, StatutTache, TypeReunion
from cooperatives.models import Cooperative, Etape, Reunion
from cooperatives.models.perimetre import parmi

MOIS = 3
MONTREES = 6
A_VENIR = (StatutReunion.PLANIFIEE, StatutReunion.CONVOQUEE)
# Stages whose end is an event of the région; the others follow the convention.
ETAPES = ("diagnostic", "elaboration")


@dataclass(frozen=True, slots=True)
class Date:
    """One date of one coopérative; `nature` is what happens, `page` the address that shows it."""

    jour: date
    nature: str
    ca: int
    reference: str
    intitule: str
    departement: str
    page: str


def echeances(rows: QuerySet[Cooperative], jour: date, limite: int | None = MONTREES) -> tuple[list[Date], int]:
    """Ends of conventions, réunions élargies and ends of stages of the three months to come, how many in all (3 statements)."""
    until = add_months(jour, MOIS)
    mine = parmi(rows)
    midnight = _start(until + timedelta(days=1))
    kinds = [
        _ends(Convention.objects.filter(mine, date_echeance__lte=until), jour, limite),
        _meetings(Reunion.objects.filter(mine, type=TypeReunion.ELARGIE, prevue_le__lt=midnight), jour, limite),
        _stages(Etape.objects.filter(mine, fin__lte=until), jour, limite),
    ]
    found = sorted(
        (d for dates, _ in kinds for d in dates), key=lambda d: (d.jour, d.departement, d.reference, d.nature)
    )
    return found[:limite], sum(count for _, count in kinds)


def prochaines(ids: list[int], jour: date) -> dict[int, Date]:
    """The nearest date of each coopérative, meetings of every kind included (3 statements)."""
    found = [
        *_ends(Convention.objects.filter(ca__in=ids), jour, None)[0],
        *_meetings(Reunion.objects.filter(ca__in=ids), jour, None)[0],
        *_stages(Etape.objects.filter(ca__in=ids), jour, None)[0],
    ]
    nearest: dict[int, Date] = {}
    for row in sorted(found, key=lambda d: d.jour):
        nearest.setdefault(row.ca, row)
    return nearest


def _start(jour: date) -> datetime:
    """Midnight: a bound that the database compares without converting each row."""
    return timezone.make_aware(datetime.combine(jour, time.min))


def _in_force(rows: QuerySet[Convention], jour: date) -> QuerySet[Convention]:
    runs = Q(resiliation_effet__isnull=True) | Q(resiliation_effet__gt=F("date_echeance"))
    return rows.filter(runs, statut=StatutConvention.EN_VIGUEUR, date_echeance__gte=jour)


def _planned(rows: QuerySet[Reunion], jour: date) -> QuerySet[Reunion]:
    return rows.filter(statut__in=A_VENIR, prevue_le__gte=_start(jour))


def _open(rows: QuerySet[Etape], jour: date) -> QuerySet[Etape]:
    return rows.filter(code__in=ETAPES, fin__gte=jour, statut__in=[StatutTache.A_FAIRE, StatutTache.EN_COURS])


CA = ("ca_id", "ca__reference", "ca__intitule", "ca__departement__nom")
# Counted with the rows before they are cut: the database goes through them once.
EN_TOUT = Window(Count("pk"))


def _lues(ordered, limite: int | None) -> tuple[list[tuple], int]:
    """The rows, each without its last value, and how many there are beyond the limit."""
    rows = list(ordered[:limite])
    return [row[:-1] for row in rows], rows[0][-1] if rows else 0


def _ends(rows, jour: date, limite: int | None) -> tuple[list[Date], int]:
    ordered = _in_force(rows, jour).order_by("date_echeance", "id").values_list("date_echeance", *CA, EN_TOUT)
    found, total = _lues(ordered, limite)
    return [Date(day, "échéance de la convention", *ca, "conventions:convention") for day, *ca in found], total


def _meetings(rows, jour: date, limite: int | None) -> tuple[list[Date], int]:
    ordered = _planned(rows, jour).order_by("prevue_le", "id").values_list("prevue_le", "type", *CA, EN_TOUT)
    found, total = _lues(ordered, limite)
    return [
        Date(jour_civil(moment), TypeReunion(kind).label.lower(), *ca, "cooperatives:gouvernance")
        for moment, kind, *ca in found
    ], total


def _stages(rows, jour: date, limite: int | None) -> tuple[list[Date], int]:
    ordered = _open(rows, jour).order_by("fin", "id").values_list("fin", "libelle", *CA, EN_TOUT)
    found, total = _lues(ordered, limite)
    return [
        Date(day, f"fin prévue\u00a0: {label[0].lower()}{label[1:]}", *ca, "cooperatives:tableau_de_bord")
        for day, label, *ca in found
    ], total
