"""The counts behind F-01 to F-09 (domain.md §7.1): a fixed number of statements, sums of summaries for the bilans."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum

from conventions.calendrier import derniere_echeance_a_reconduire
from conventions.enums import StatutConvention
from conventions.models import Convention
from coop.organisations.enums import TypeOrganisation
from coop.territories.models import Commune
from cooperatives.enums import Statut
from cooperatives.models import Cooperative, Membre
from cooperatives.models.perimetre import parmi
from cooperatives.queries import faits_publics as lecture
from cooperatives.queries.etendue import Etendue
from evaluation.models import Bilan, SyntheseCooperative, SyntheseDepartement
from evaluation.queries import territoires
from portail.queries.region.portee import Periode, Portee


@dataclass(frozen=True, slots=True)
class Mesures:
    """Numerators and denominators; a figure without denominator is « n.d. », never a zero."""

    actives: int
    preparation: int
    communes: int
    communes_region: int
    deux_communes: int
    organismes: int
    delegations: int
    plusieurs: int
    non_sanitaires: int
    petits: int
    en_vigueur: int
    a_reconduire: int
    en_preavis: int
    en_signature: int
    echues: int
    dus: int
    transmis: int
    a_temps: int


@dataclass(frozen=True, slots=True)
class Complement:
    """What the figures that come second are made of besides."""

    secteurs: int
    delais: int
    delai_median: float | None


def mesurer(
    rows: QuerySet[Cooperative],
    groupes: list[lecture.Groupe],
    etendue: Etendue,
    jour: date,
    periode: Periode,
    entier: Portee | None,
) -> Mesures:
    """`entier` is the portée when no stage or theme narrows it: the summaries by département then answer (5 statements)."""
    return Mesures(
        actives=sum(group.nombre for group in groupes if group.active),
        preparation=sum(group.nombre for group in groupes if group.en_preparation),
        communes=etendue.communes,
        communes_region=Commune.objects.filter(parent__isnull=True).count(),
        deux_communes=etendue.deux_communes,
        **_partenaires(rows),
        **_conventions(rows, jour),
        **_bilans(rows, periode, entier),
    )


def completer(rows: QuerySet[Cooperative]) -> Complement:
    """2 statements."""
    return Complement(_secteurs(membres(rows).order_by().partenaires()), **_delais(rows))


def membres(rows: QuerySet[Cooperative]) -> QuerySet[Membre]:
    """Members and signatories of the running coopératives, the ARS too."""
    return Membre.objects.actifs().filter(parmi(rows), ca__statut=Statut.EN_COURS)


def _partenaires(rows: QuerySet[Cooperative]) -> dict:
    """One row an organisation, counted in the same statement: its distinct counts are plain ones then."""
    each = membres(rows).order_by().values("organisation").annotate(
        nombre=Count("ca"),
        type=Max("organisation__type"),
        non_sanitaire=Count("pk", filter=Q(organisation__secteur__sanitaire=False)),
        petit=Count("pk", filter=Q(organisation__petit_acteur=True)),
    )  # fmt: skip
    ars = Q(type=TypeOrganisation.ARS)
    return each.aggregate(
        organismes=Count("organisation", filter=~ars),
        delegations=Count("organisation", filter=ars),
        non_sanitaires=Count("organisation", filter=~ars & Q(non_sanitaire__gt=0)),
        petits=Count("organisation", filter=~ars & Q(petit__gt=0)),
        plusieurs=Count("organisation", filter=~ars & Q(nombre__gt=1)),
    )


def _secteurs(rows: QuerySet[Membre]) -> int:
    """F-05: the distinct sectors of the partners, each of those where they work."""
    first, others = rows.values_list("organisation__secteur"), rows.filter(organisation__autres_secteurs__isnull=False)
    return first.union(others.values_list("organisation__autres_secteurs")).count()


def etats_de_convention(jour: date) -> dict[str, Q]:
    """F-07: what each state asks of a convention on a day; à reconduire and en préavis are en vigueur too."""
    runs = Q(resiliation_effet__isnull=True) | Q(resiliation_effet__gt=jour)
    covered = runs & Q(statut=StatutConvention.EN_VIGUEUR, date_effet__lte=jour, date_echeance__gt=jour)
    over = Q(resiliation_effet__isnull=True) | Q(resiliation_effet__gt=F("date_echeance"))
    return {
        "en_vigueur": covered,
        "a_reconduire": covered & Q(date_echeance__lte=derniere_echeance_a_reconduire(jour)),
        "en_preavis": covered & Q(preavis_depuis__lte=jour),
        "en_signature": Q(statut=StatutConvention.EN_SIGNATURE),
        "echues": Q(statut=StatutConvention.EN_VIGUEUR, date_echeance__lte=jour) & over,
    }


def _conventions(rows: QuerySet[Cooperative], jour: date) -> dict:
    counted = {name: Count("pk", filter=state) for name, state in etats_de_convention(jour).items()}
    return Convention.objects.filter(parmi(rows)).aggregate(**counted)


def _delais(rows: QuerySet[Cooperative]) -> dict:
    """F-08: from the creation of the coopérative to its first convention in force, in days."""
    signed = Convention.objects.filter(parmi(rows), date_effet__isnull=False)
    firsts = signed.order_by().values("ca").annotate(effet=Min("date_effet")).values_list("ca__creee_le", "effet")
    days = [(effet - creee).days for creee, effet in firsts]
    return {"delais": len(days), "delai_median": median(days) if days else None}


def bilans_dus(rows: QuerySet[Cooperative], periode: Periode) -> QuerySet[Bilan]:
    """Bilans whose échéance falls in the period."""
    return territoires.bilans_dus(rows, periode.debut, periode.fin)


def _bilans(rows: QuerySet[Cooperative], periode: Periode, entier: Portee | None) -> dict:
    """F-09: bilans due are counted, bilans transmitted are read from the summaries (decisions.md 30)."""
    key = {"annee": periode.annee, "trimestre": periode.trimestre}
    if entier:
        summaries = SyntheseDepartement.objects.filter(departement__in=[d.pk for d in entier.departements], **key)
    else:
        summaries = SyntheseCooperative.objects.filter(ca__in=rows.order_by().values("pk"), **key)
    sums = summaries.aggregate(transmis=Sum("bilans_transmis"), a_temps=Sum("bilans_a_temps"))
    return {"dus": bilans_dus(rows, periode).count()} | {name: value or 0 for name, value in sums.items()}
