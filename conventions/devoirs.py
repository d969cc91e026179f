"""Alerts of the convention (domain.md §6: AL-02, AL-06, AL-07, AL-09, AL-10), and the signature somebody is asked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Prefetch, QuerySet

from conventions import calendrier
from conventions.enums import StatutConvention
from conventions.gate_signature import AL_02, names
from conventions.models import Convention, Partie, Signature
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue, jour_civil
from cooperatives.enums import StatutReunion, TypeReunion
from cooperatives.models import Cooperative, Reunion

ART_4_4 = (
    "Une réunion élargie entre les différentes parties devant permettre de dresser un bilan complet, devra avoir lieu "
    "deux mois avant l’échéance annuelle."
)
ART_5 = "Cette convention prendra effet à compter de sa signature et perdura un an renouvelable de manière expresse."
C = frozenset({Public.COORDINATION})
C_DG = C | {Public.DELEGUE}
C_DG_S = C_DG | {Public.SIEGE}
TOUTES_LES_PARTIES = C_DG | {Public.COPILOTES, Public.PARTIE}
PERSONNE = frozenset({Public.PERSONNE})


def signatures_missing(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-02, to the coordination: who has not signed yet."""
    waiting = defaultdict(list)
    conventions = _conventions(cas, statut=StatutConvention.EN_SIGNATURE)
    rows = Signature.objects.filter(
        version_convention__convention__in=[c.pk for c in conventions],
        version_convention__abandonnee_le__isnull=True,
        signee_le__isnull=True,
    )
    ordered = rows.select_related("signataire__partie__organisation", "version_convention").order_by(
        "signataire__partie__ordre", "id"
    )
    for signature in ordered:
        waiting[signature.version_convention.convention_id].append(signature)
    for convention in conventions:
        yield _fait(
            convention, "Faire signer la convention de partenariat", C, urgency=Urgence.URGENT,
            text=f"{AL_02} Signatures manquantes\u00a0: {names(waiting[convention.pk])}.",
        )  # fmt: skip


def prepare_meeting(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-06, to the coordination: three months before the échéance, until the réunion élargie is held or late."""
    conventions = [c for c in _running(cas, today) if _prepares(c, today)]
    held = _meetings(conventions, held=True)
    for convention in conventions:
        target = calendrier.reunion_elargie(convention.date_echeance)
        if not _counts(convention, target, held[convention.ca_id]):
            yield _fait(
                convention, "Préparer la réunion élargie de bilan annuel", C, urgency=Urgence.INFORMATION, due=target,
                text=f"Préparez la réunion élargie\u00a0: elle doit avoir lieu le {date_longue(target)}.", page="cooperatives:gouvernance",
            )  # fmt: skip


def _prepares(convention: Convention, today: date) -> bool:
    first, last = calendrier.fenetre_reunion_elargie(convention.date_echeance)
    return first <= today < last


def enlarged_meeting(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-07, to the coordination and the délégué: the meeting of article 4.4 was neither held nor planned in time."""
    conventions = [c for c in _running(cas, today) if today >= calendrier.reunion_elargie(c.date_echeance)]
    known, held = _meetings(conventions), _meetings(conventions, held=True)
    for convention in conventions:
        target = calendrier.reunion_elargie(convention.date_echeance)
        late = any(target < day <= today for day in held[convention.ca_id])  # out of time, but done
        if not late and not _counts(convention, target, known[convention.ca_id]):
            yield _fait(
                convention, "Tenir la réunion élargie de bilan annuel", C_DG, urgency=Urgence.URGENT, due=target,
                text=f"La réunion élargie de bilan annuel devait avoir lieu deux mois avant l’échéance annuelle ({date_longue(target)}).",
                page="cooperatives:gouvernance",
            )  # fmt: skip


def _meetings(conventions: list[Convention], *, held: bool = False) -> dict[int, list[date]]:
    """coopérative → days of its réunions élargies that are not cancelled (held ones alone)."""
    rows = Reunion.objects.filter(ca__in=[c.ca_id for c in conventions], type=TypeReunion.ELARGIE)
    rows = rows.filter(tenue_le__isnull=False) if held else rows
    days = defaultdict(list)
    for row in rows.exclude(statut=StatutReunion.ANNULEE):
        days[row.ca_id].append(row.tenue_le or jour_civil(row.prevue_le))
    return days


def _counts(convention: Convention, target: date, days: list[date]) -> bool:
    """A meeting of the last year counts; that of the year before says nothing of this échéance."""
    since = max(convention.date_effet, date(target.year - 1, target.month, 1))
    return any(since <= day <= target for day in days)


def echeance_near(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-09, to the coordination, the délégué and the parties: it comes to its end without tacit renewal."""
    current = Partie.objects.filter(sortie_le__isnull=True)
    rows = Convention.objects.a_reconduire(today).filter(ca__in=cas).select_related("ca")
    for convention in rows.prefetch_related(Prefetch("parties", queryset=current)).order_by("pk"):
        week = calendrier.rappels_echeance(convention.date_echeance)[-1]
        yield _fait(
            convention, "Décider de la reconduction de la convention", TOUTES_LES_PARTIES,
            urgency=Urgence.URGENT if today >= week else Urgence.VIGILANCE, due=convention.date_echeance,
            text=f"La convention arrive à échéance le {date_longue(convention.date_echeance)} et ne se renouvelle que de manière expresse.",
            organisations=frozenset(p.organisation_id for p in convention.parties.all()),
        )  # fmt: skip


def over(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-10, to the coordination, the délégué and the siège: the échéance has passed without renewal."""
    for convention in Convention.objects.echues(today).filter(ca__in=cas).select_related("ca").order_by("pk"):
        yield _fait(
            convention, "Décider de la suite de la convention échue", C_DG_S, urgency=Urgence.URGENT, due=convention.date_echeance,
            text=f"La convention {convention.reference} est échue depuis le {date_longue(convention.date_echeance)}\u00a0: aucun engagement ne court plus.",
        )  # fmt: skip


def to_sign(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """The signature each signatory is asked."""
    for signature in _waiting().filter(version_convention__convention__ca__in=cas):
        convention = signature.version_convention.convention
        yield Fait(
            objet=f"signature:{signature.pk}", ca_id=convention.ca_id, publics=PERSONNE, urgency=Urgence.URGENT,
            title=f"Lire et signer {_texte(signature)}, {convention.ca.intitule}", contact_id=signature.signataire.contact_id,
            url=lien("conventions:signer", ca_ref=convention.ca.reference, signature=signature.pk),
            text=f"Votre signature est attendue pour {signature.signataire.partie}.",
        )  # fmt: skip


def _texte(signature: Signature) -> str:
    avenant = signature.version_convention.avenant
    return f"l’{str(avenant).lower()}" if avenant else "la convention"


def signatories(contact_ids: Iterable[int]) -> QuerySet:
    """(contact, coopérative) of the signatures asked: a mayor who signs may hold no role in the coopérative."""
    rows = _waiting().filter(signataire__contact__in=list(contact_ids))
    return rows.order_by().values_list("signataire__contact_id", "version_convention__convention__ca_id")


def _waiting() -> QuerySet[Signature]:
    rows = Signature.objects.attendues().filter(signataire__contact__isnull=False)
    return rows.select_related(
        "version_convention__convention__ca", "version_convention__avenant", "signataire__partie__organisation"
    ).order_by("pk")


def _running(cas: QuerySet[Cooperative], today: date) -> list[Convention]:
    """The conventions in force that no résiliation ends before their échéance: what prepares a renewal speaks of them."""
    rows = Convention.objects.en_vigueur(today).filter(ca__in=cas).select_related("ca").order_by("pk")
    return [row for row in rows if row.fin == row.date_echeance]


def _conventions(cas: QuerySet[Cooperative], **which) -> list[Convention]:
    return list(Convention.objects.filter(ca__in=cas, **which).select_related("ca").order_by("pk"))


def _fait(
    convention: Convention, title: str, publics: frozenset[Public], *, page: str = "conventions:convention", **more
) -> Fait:
    reference = convention.ca.reference
    url = lien(page, ca_ref=reference) or lien("conventions:convention", ca_ref=reference)
    return Fait(
        objet=f"convention:{convention.pk}:{convention.date_echeance or ''}", ca_id=convention.ca_id, title=title,
        url=url, publics=publics, **more,
    )  # fmt: skip


REGLES = (
    Regle(
        code="AL-02", niveau=Niveau.OBLIGATION, trouver=signatures_missing, publics=C,
        condition="La convention est à la signature et il manque la signature d’au moins une partie.",
        source="Une convention de partenariat est obligatoirement signée par l’ARS, les partenaires et, éventuellement, d’autres financeurs.",
        source_ref="Guide, fiche 4",
    ),
    Regle(
        code="AL-06", niveau=Niveau.INFORMATION, trouver=prepare_meeting, publics=C,
        condition="L’échéance annuelle est dans trois mois ou moins et la réunion élargie n’est pas encore tenue.",
        source=ART_4_4, source_ref="Convention, article 4.4",
    ),
    Regle(
        code="AL-07", niveau=Niveau.OBLIGATION, trouver=enlarged_meeting, publics=C_DG,
        condition="L’échéance annuelle est dans deux mois ou moins et aucune réunion élargie n’a été tenue, ni planifiée, à temps.",
        source=ART_4_4, source_ref="Convention, article 4.4",
    ),
    Regle(
        code="AL-09", niveau=Niveau.OBLIGATION, trouver=echeance_near, publics=TOUTES_LES_PARTIES,
        condition="L’échéance de la convention est dans deux mois ou moins et la reconduction n’est pas signée.",
        source=ART_5, source_ref="Convention, article 5",
    ),
    Regle(
        code="AL-10", niveau=Niveau.OBLIGATION, trouver=over, publics=C_DG_S,
        condition="L’échéance de la convention est passée sans reconduction signée.",
        source=ART_5, source_ref="Convention, article 5",
    ),
    Regle(
        code="CONV-SIGNER", niveau=Niveau.OBLIGATION, trouver=to_sign, publics=PERSONNE, nommes=signatories,
        condition="Une convention ou un avenant est à la signature et la vôtre est attendue.",
        source=ART_5, source_ref="Convention, article 5",
    ),
)  # fmt: skip
