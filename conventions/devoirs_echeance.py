"""Alerts of the renewal, of the exits and of the résiliation (domain.md §6: AL-08, AL-11, AL-12, AL-38)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from conventions.enums import StatutConvention
from conventions.models import (
    AvisReception,
    Convention,
    DecisionReconduction,
    DemandeSortie,
    FicheAction,
    Partie,
    Periode,
    Resiliation,
)
from conventions.rules_echeance import SORTIE
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue
from cooperatives.enums import StatutReunion, TypeReunion
from cooperatives.models import Cooperative, Reunion

ART_4_4 = "Il servira, par ailleurs, à déterminer la reconduction ou non d’une action engagée."
ART_5 = "La résiliation de la convention prendra effet un mois après la réception de cette lettre."
LRAR = (
    "Elle peut être résiliée à tout moment par l’une ou l’autre partie au moyen d’une lettre recommandée avec avis de "
    "réception adressée à chacune des autres parties."
)
SORTIR = "et laisse la possibilité à certains (en concertation préalable avec la DD) d’en sortir à l’échéance annuelle"
C = frozenset({Public.COORDINATION})
C_P = C | {Public.PARTIE}
C_P_DG = C_P | {Public.DELEGUE}
SEMAINE = timedelta(days=7)


def actions_to_decide(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-08, to the coordination: the réunion élargie is held, and some actions have no decision (5 statements)."""
    conventions = list(Convention.objects.en_vigueur(today).filter(ca__in=cas).select_related("ca").order_by("pk"))
    last: dict[int, Periode] = {}
    for periode in Periode.objects.filter(convention__in=conventions).order_by("numero"):
        last[periode.convention_id] = periode
    held = _held(conventions)
    decided = set(
        DecisionReconduction.objects.filter(periode__in=[p.pk for p in last.values()]).values_list("periode", "action")
    )
    actions = defaultdict(list)
    rows = FicheAction.objects.en_cours().filter(programme__in=[c.programme_id for c in conventions])
    for action in rows.order_by("numero"):
        actions[action.programme_id].append(action)
    for convention in conventions:
        periode = last.get(convention.pk)
        if periode is None or not any(periode.debut <= day <= today for day in held[convention.ca_id]):
            continue
        left = [a for a in actions[convention.programme_id] if (periode.pk, a.pk) not in decided]
        if left:
            names = ", ".join(str(action) for action in left)
            yield _fait(
                convention, "Décider de la reconduction de chaque action", C, urgency=Urgence.URGENT, page="echeance",
                text=f"Déterminer la reconduction ou non de\u00a0: {names}.", due=convention.date_echeance,
            )  # fmt: skip


def _held(conventions: list[Convention]) -> dict[int, list[date]]:
    rows = Reunion.objects.filter(
        ca__in=[c.ca_id for c in conventions], type=TypeReunion.ELARGIE, tenue_le__isnull=False
    )
    days = defaultdict(list)
    for ca, day in rows.exclude(statut=StatutReunion.ANNULEE).values_list("ca", "tenue_le"):
        days[ca].append(day)
    return days


def receipts_missing(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-11, to the coordination and the parties: a résiliation is recorded, receipts are missing (3 statements)."""
    for row in _running(cas, today):
        missing = [a for a in row.avis.all() if a.recu_le is None and not a.partie.sortie_le]
        if missing:
            names = ", ".join(str(avis.partie) for avis in missing)
            yield _fait(
                row.convention, "Enregistrer les avis de réception de la résiliation", C_P, urgency=Urgence.URGENT,
                text=f"Résiliation notifiée par {row.auteur}\u00a0: avis de réception manquant pour {names}.",
                page="resiliation", objet=f"resiliation:{row.pk}", organisations=_organisations(row.convention),
            )  # fmt: skip


def effect_near(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-12, to the coordination, the parties and the délégué: the effect is in seven days or less, or reached (2 statements)."""
    rows = Convention.objects.filter(ca__in=cas, statut=StatutConvention.EN_VIGUEUR)
    rows = rows.filter(resiliation_effet__lte=today + SEMAINE).select_related("ca").order_by("pk")
    for convention in rows.prefetch_related(_parties("parties")):
        if convention.resiliation_effet > convention.date_echeance:
            continue  # it is over before: AL-10 says it
        yield _fait(
            convention, "Préparer la fin de la convention", C_P_DG, urgency=Urgence.URGENT, page="resiliation",
            due=convention.resiliation_effet, organisations=_organisations(convention),
            text=f"La résiliation prend effet le {date_longue(convention.resiliation_effet)} (un mois après réception).",
        )  # fmt: skip


def exits_to_concert(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-38, to the coordination and the party: an exit is asked, its concertation is not dated (1 statement)."""
    rows = DemandeSortie.objects.filter(
        convention__in=Convention.objects.en_vigueur(today).filter(ca__in=cas).order_by().values("pk"),
        renoncee_le__isnull=True, concertation_le__isnull=True, partie__sortie_le__isnull=True,
    )  # fmt: skip
    for row in rows.select_related("convention__ca", "partie__organisation").order_by("pk"):
        yield _fait(
            row.convention, f"Concerter la sortie de {row.partie}", C_P, urgency=Urgence.URGENT, page="echeance",
            text=SORTIE, objet=f"sortie:{row.pk}", due=row.convention.date_echeance,
            organisations=frozenset({row.partie.organisation_id}),
        )  # fmt: skip


def _running(cas: QuerySet[Cooperative], today: date) -> QuerySet[Resiliation]:
    """The résiliations of the conventions in force that no avenant of departure has answered."""
    in_force = Convention.objects.en_vigueur(today).filter(ca__in=cas, pk=OuterRef("convention"))
    rows = Resiliation.objects.filter(Exists(in_force), levee_le__isnull=True)
    avis = AvisReception.objects.select_related("partie__organisation").order_by("partie__ordre", "id")
    rows = rows.select_related("convention__ca", "auteur__organisation").order_by("pk")
    return rows.prefetch_related(Prefetch("avis", queryset=avis), _parties("convention__parties"))


def _parties(path: str) -> Prefetch:
    return Prefetch(path, queryset=Partie.objects.filter(sortie_le__isnull=True))


def _organisations(convention: Convention) -> frozenset[int]:
    return frozenset(partie.organisation_id for partie in convention.parties.all())


def _fait(
    convention: Convention, title: str, publics: frozenset[Public], *, page: str, objet: str = "", **more
) -> Fait:
    reference = convention.ca.reference
    return Fait(
        objet=objet or f"convention:{convention.pk}:{convention.date_echeance}", ca_id=convention.ca_id, title=title,
        url=lien(f"conventions:{page}", ca_ref=reference), publics=publics, **more,
    )  # fmt: skip


REGLES: Iterable[Regle] = (
    Regle(
        code="AL-08", niveau=Niveau.OBLIGATION, trouver=actions_to_decide, publics=C,
        condition="La réunion élargie est tenue et une action n’a pas de décision de reconduction.",
        source=ART_4_4, source_ref="Convention, article 4.4",
    ),
    Regle(
        code="AL-11", niveau=Niveau.OBLIGATION, trouver=receipts_missing, publics=C_P,
        condition="Une résiliation est enregistrée et il manque l’avis de réception d’au moins une partie.",
        source=LRAR, source_ref="Convention, article 5",
    ),
    Regle(
        code="AL-12", niveau=Niveau.OBLIGATION, trouver=effect_near, publics=C_P_DG,
        condition="La résiliation prend effet dans sept jours ou moins, ou a pris effet.",
        source=ART_5, source_ref="Convention, article 5",
    ),
    Regle(
        code="AL-38", niveau=Niveau.OBLIGATION, trouver=exits_to_concert, publics=C_P,
        condition="Une partie demande à sortir de la convention et la concertation avec la délégation n’est pas datée.",
        source=SORTIR, source_ref="Guide, engagement des acteurs",
    ),
)  # fmt: skip
