"""Alerts of the financing: equal shares (AL-29), the threshold (AL-30), the visa (AL-31), the compte rendu, CLS (AL-43)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet, Sum

from conventions.enums_financement import Instrument, StatutBudget, StatutEngagement
from conventions.models import AutreFinancement, Budget, EngagementFinancier, FicheAction
from conventions.models.engagement import compte_rendu_du
from conventions.models.financement import CENTIME
from conventions.rules_financement import PERSONNE, instrument_attendu, parts_egales, seuil_le, seuil_lu
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.organisations.enums import TypeOrganisation
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue, de, euros
from cooperatives.enums import Presence, TypeDispositif
from cooperatives.models import Articulation, Cooperative, DispositifLocal
from cooperatives.queries import couverture

C = frozenset({Public.COORDINATION})
C_S = C | {Public.SIEGE}
C_P = C | {Public.PARTIE}
DECISION = (
    "Une décision d'attribution de subvention si le montant maximal est inférieur à 23 000€."
    " Une convention « classique » (annuelle ou pluriannuelle) si la subvention est égale ou supérieure à 23 000 euros par an ."
)
VIVANTS = (StatutEngagement.PROPOSE, StatutEngagement.DECIDE, StatutEngagement.NOTIFIE)


def parts_sans_raison(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-29: this year's or next year's shares are equal, the contributions differ, nobody said why (3 statements)."""
    rows = Budget.objects.filter(ca__in=_ids(cas), annee__gte=today.year, motif_egalite="")
    budgets = list(rows.select_related("ca").prefetch_related("lignes").order_by("pk"))
    brought = _contributions([row.ca_id for row in budgets], today) if budgets else {}
    for row in budgets:
        given: dict[int, Decimal] = defaultdict(Decimal)
        for ligne in row.lignes.all():
            given[ligne.beneficiaire_id] += ligne.montant
        if parts_egales(given, brought.get(row.ca_id, {})):
            page = "financement_valider" if row.statut == StatutBudget.BROUILLON else "financement_rouvrir"
            yield Fait(
                objet=f"budget:{row.pk}", ca_id=row.ca_id, publics=C_S, group=row.ca.reference,
                title=f"Justifier les parts égales du budget {row.annee}",
                text="Financements égalitaires sans fondement structurel\u00a0: justifier la répartition.",
                url=lien(f"conventions:{page}", ca_ref=row.ca.reference, annee=row.annee),
            )  # fmt: skip


def _contributions(cas: list[int], today: date) -> dict[int, dict[int, tuple[int, Decimal]]]:
    """(actions, ETP) by coopérative and organisation (1 statement)."""
    found: dict[int, dict[int, tuple[int, Decimal]]] = defaultdict(dict)
    rows = FicheAction.objects.en_cours(today).filter(programme__ca__in=cas)
    for ca, organisation, etp in rows.values_list("programme__ca", "promoteur__organisation", "etp"):
        number, total = found[ca].get(organisation, (0, Decimal(0)))
        found[ca][organisation] = (number + 1, total + (etp or Decimal(0)))
    return found


def seuil_franchi(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-30: décisions of one legal person that reach the threshold together in a year, all coopératives (3 statements).

    One statement where nobody may cross: the database finds who may, here the cents are added exactly.
    """
    rows = EngagementFinancier.objects.vivants().filter(instrument=Instrument.DECISION, annee__gte=today.year)
    decisions = rows.annotate(personne=PERSONNE)
    concerned = decisions.order_by().filter(ca__in=_ids(cas)).values("personne")
    summed = decisions.order_by().filter(personne__in=concerned).values("personne", "annee")
    crossing = summed.annotate(total=Sum("montant")).filter(total__gt=seuil_lu(today) - CENTIME)
    near = {row["personne"] for row in crossing}
    if not near:
        return
    seuil = seuil_le(today)
    rows = decisions.annotate(ici=Exists(cas.filter(pk=OuterRef("ca")))).filter(personne__in=near)
    by_year: dict[tuple[str, int], list[EngagementFinancier]] = defaultdict(list)
    for row in rows.select_related("ca", "organisation").order_by("-pk"):
        by_year[row.personne, row.annee].append(row)
    for found in by_year.values():
        total = sum((row.montant for row in found), Decimal(0))
        if instrument_attendu(total, seuil) == Instrument.CONVENTION:
            yield from _a_revoir([row for row in found if row.ici], total)


def _a_revoir(rows: list[EngagementFinancier], total: Decimal) -> Iterator[Fait]:
    """One duty a coopérative, on its last décision."""
    told: set[int] = set()
    for row in rows:
        if row.ca_id in told:
            continue
        told.add(row.ca_id)
        yield Fait(
            objet=f"cumul:{row.ca_id}:{row.organisation_id}:{row.annee}", ca_id=row.ca_id, publics=C_S,
            urgency=Urgence.URGENT, group=row.ca.reference,
            title=f"Revoir l’acte de subvention {de(row.organisation)}, {row.annee}",
            text=f"Montant {euros(total)}\u00a0: {Instrument.CONVENTION.label}.", url=_url(row),
        )  # fmt: skip


def sans_visa(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-31: a proposal that cites neither the convention nor a dated and signed letter (1 statement)."""
    rows = EngagementFinancier.objects.filter(ca__in=_ids(cas), statut=StatutEngagement.PROPOSE)
    for row in rows.select_related("ca", "organisation").order_by("pk"):
        if not row.vise:
            yield Fait(
                objet=f"engagement:{row.pk}", ca_id=row.ca_id, publics=C, urgency=Urgence.URGENT, group=row.ca.reference,
                title=f"Viser un texte pour l’engagement {de(row.organisation)}", url=_url(row),
                text="Viser la convention ou un courrier de demande de subvention daté et signé.",
            )  # fmt: skip


def sans_contrat_republicain(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """Associations whose contrat d’engagement républicain is not noted on a subsidy that runs, told together (1 statement)."""
    rows = EngagementFinancier.objects.filter(
        ca__in=_ids(cas), statut__in=VIVANTS, derniere_annee__gte=today.year, republicain_le=None,
        organisation__type=TypeOrganisation.ASSOCIATION,
    )  # fmt: skip
    groups: dict[int, list[EngagementFinancier]] = defaultdict(list)
    for row in rows.select_related("ca", "organisation").order_by("pk"):
        groups[row.ca_id].append(row)
    for ca, waiting in groups.items():
        title, url = _contrats(waiting)
        yield Fait(
            objet=f"republicain:{ca}", ca_id=ca, publics=C, group=waiting[0].ca.reference, title=title, url=url,
            text="Une association le souscrit pour recevoir une subvention publique\u00a0: notez sa date dans le dossier"
            f" {', '.join(dict.fromkeys(de(row.organisation) for row in waiting))}.",
        )  # fmt: skip


def _contrats(rows: list[EngagementFinancier]) -> tuple[str, str]:
    """(title, address): the form of the only commitment, else the list of commitments."""
    first = rows[0]
    names = list(dict.fromkeys(de(row.organisation) for row in rows))
    if len(rows) == 1:
        url = lien("conventions:engagement_acte", ca_ref=first.ca.reference, pk=first.pk, acte="dossier")
    else:
        url = f"{lien('conventions:financement', ca_ref=first.ca.reference)}#engagements-t"
    if len(names) == 1:
        return f"Recevoir le contrat d’engagement républicain {names[0]}", url
    return f"Recevoir le contrat d’engagement républicain de {len(names)} associations", url


def comptes_rendus(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """The compte rendu financier of an exercise that is over, due six months after its end (2 statements)."""
    live = (StatutEngagement.DECIDE, StatutEngagement.NOTIFIE)
    rows = EngagementFinancier.objects.filter(ca__in=_ids(cas), statut__in=live, annee__lt=today.year)
    for row in rows.select_related("ca", "organisation").prefetch_related("comptes_rendus").order_by("pk"):
        received = {compte.annee for compte in row.comptes_rendus.all()}
        for year in row.annees:
            if year < today.year and year not in received:
                due = compte_rendu_du(year)
                yield Fait(
                    objet=f"compte-rendu:{row.pk}:{year}", ca_id=row.ca_id, publics=C_P, due=due, group=row.ca.reference,
                    organisation_id=row.organisation_id, url=_url(row),
                    urgency=Urgence.URGENT if due < today else Urgence.VIGILANCE,
                    title=f"Remettre le compte rendu financier {year} {de(row.organisation)}",
                    text=f"Il est attendu au plus tard le {date_longue(due)}, six mois après la fin de l’exercice.",
                )  # fmt: skip


def seul_financeur(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-43: on the territory of a CLS, declared or of the register, actions that the coopérative alone pays this year.

    Three statements. A fiche that keeps a funding it had is paid by somebody else too (R-FIN-09).
    """
    cls = Articulation.objects.filter(ca=OuterRef("pk"), type=TypeDispositif.CLS, presence=Presence.PRESENT)
    budget = Budget.objects.filter(ca=OuterRef("pk"), annee=today.year)
    others = AutreFinancement.objects.filter(ca=OuterRef("pk"), annee=today.year)
    kept = FicheAction.objects.en_cours(today).filter(programme__ca=OuterRef("pk")).exclude(financement_existant="")
    rows = list(cas.filter(Exists(budget), ~Exists(others), ~Exists(kept)).annotate(declare=Exists(cls)).order_by("pk"))
    covered = _sous_cls([ca.pk for ca in rows if not ca.declare], today)
    for ca in (ca for ca in rows if ca.declare or ca.pk in covered):
        yield Fait(
            objet=f"cls:{ca.pk}:{today.year}", ca_id=ca.pk, publics=C_S, urgency=Urgence.INFORMATION, group=ca.reference,
            title=f"Noter les autres financements {today.year}",
            text="Veiller à l’articulation avec les financements CLS.",
            url=lien("conventions:financement", ca_ref=ca.reference),
        )  # fmt: skip


def _sous_cls(cas: list[int], today: date) -> set[int]:
    """Those whose territory a running CLS of the register touches."""
    if not cas:
        return set()
    schemes = DispositifLocal.objects.en_cours(today).filter(type=TypeDispositif.CLS)
    communes = set().union(*couverture.communes_des_dispositifs(schemes).values())
    lieux = couverture.lieux_des_cooperatives(Cooperative.objects.filter(pk__in=cas))
    return {pk for pk, places in lieux.items() if places.toutes & communes}


def _ids(cas: QuerySet[Cooperative]):
    return cas.order_by().values("pk")


def _url(row: EngagementFinancier) -> str:
    return lien("conventions:engagement", ca_ref=row.ca.reference, pk=row.pk)


AL_29 = Regle(
    code="AL-29", niveau=Niveau.CONSEIL, publics=C_S, trouver=parts_sans_raison,
    condition="Toutes les parts d’un budget sont égales, les contributions diffèrent, et rien ne l’explique.",
    source="Des financements égalitaires, sans fondements structurels",
    source_ref="Évaluation ex ante, freins",
)  # fmt: skip
AL_30 = Regle(
    code="AL-30", niveau=Niveau.OBLIGATION, publics=C_S, trouver=seuil_franchi, immediate=True,
    condition="Les décisions prises pour un organisme atteignent ensemble, dans l’année, le seuil des conventions.",
    source=DECISION, source_ref="Guide, engagements financiers",
)  # fmt: skip
AL_31 = Regle(
    code="AL-31", niveau=Niveau.OBLIGATION, publics=C, trouver=sans_visa,
    condition="Un engagement ne vise ni la convention de partenariat, ni un courrier de demande daté et signé.",
    source="il est visé dans la décision un courrier de demande de subvention de l'organisme complétée datée et signée par le promoteur.",
    source_ref="Guide, engagements financiers",
)  # fmt: skip
COMPTE_RENDU = Regle(
    code="FIN-RENDRE", niveau=Niveau.OBLIGATION, publics=C_P, trouver=comptes_rendus,
    condition="Un exercice subventionné est terminé et son compte rendu financier n’est pas reçu.",
    source="Le compte rendu financier est remis dans les six mois qui suivent la fin de l’exercice.",
    source_ref="Hors du guide\u00a0: règles générales des subventions",
)  # fmt: skip
REPUBLICAIN = Regle(
    code="FIN-DOSSIER", niveau=Niveau.OBLIGATION, publics=C, trouver=sans_contrat_republicain,
    condition="Une association subventionnée n’a pas remis son contrat d’engagement républicain.",
    source="Toute association qui sollicite une subvention publique souscrit un contrat d’engagement républicain.",
    source_ref="Hors du guide\u00a0: règles générales des subventions",
)  # fmt: skip
AL_43 = Regle(
    code="AL-43", niveau=Niveau.INFORMATION, publics=C_S, trouver=seul_financeur,
    condition="Un contrat local de santé, déclaré ou du registre, couvre le territoire, et seul le budget de la coopérative finance les actions.",
    source="Le décalage pointé entre la difficulté d’obtenir des financements CLS et l’opportunisme financier de la coopérative d’acteurs",
    source_ref="Évaluation ex ante, freins",
)  # fmt: skip
REGLES = (AL_29, AL_30, AL_31, REPUBLICAIN, COMPTE_RENDU, AL_43)
