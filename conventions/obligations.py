"""The duties a convention creates (domain.md §6: AL-02, AL-07, AL-09), and the signature somebody is asked."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from conventions import calendrier
from conventions.enums import StatutConvention
from conventions.gate_signature import AL_02, names
from conventions.models import Convention, Signature
from conventions.queries.convention import waiting_for
from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.notifications.duties import Duty, Niveau, Urgence
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue, jour_civil
from cooperatives.enums import StatutReunion, TypeReunion
from cooperatives.models import Reunion
from cooperatives.models.perimetre import running
from cooperatives.roles import organisations_of

ART_4_4 = (
    "Une réunion élargie entre les différentes parties devant permettre de dresser un bilan complet, devra avoir lieu "
    "deux mois avant l’échéance annuelle."
)
ART_5 = "Cette convention prendra effet à compter de sa signature et perdura un an renouvelable de manière expresse."


def _followed(user, *mandates: RoleMandat):
    """Conventions of the CAs a person coordinates, or whose département gives it one of these mandates."""
    held = Mandate.objects.active().filter(contact_id=user.contact_id, role__in=mandates).values("departement_id")
    mine = Q(ca__departement__in=held) | (
        running("ca__coordinateurs__") & Q(ca__coordinateurs__contact_id=user.contact_id)
    )
    return Convention.objects.filter(mine).select_related("ca").distinct().order_by("id")


def signatures_missing(user, today: date) -> Iterator[Duty]:
    """AL-02, to the coordination: who has not signed yet."""
    if not user.contact_id:
        return
    waiting = defaultdict(list)
    conventions = list(_followed(user, RoleMandat.COORDINATEUR_DD).filter(statut=StatutConvention.EN_SIGNATURE))
    rows = Signature.objects.filter(
        version_convention__convention__in=conventions,
        version_convention__abandonnee_le__isnull=True,
        signee_le__isnull=True,
    )
    ordered = rows.select_related("signataire__partie__organisation", "version_convention").order_by(
        "signataire__partie__ordre", "id"
    )
    for signature in ordered:
        waiting[signature.version_convention.convention_id].append(signature)
    for convention in conventions:
        yield _duty(
            "AL-02", convention, "Faire signer la convention de partenariat", Urgence.URGENT,
            text=f"{AL_02} Signatures manquantes\u00a0: {names(waiting[convention.pk])}.",
            source="Une convention de partenariat est obligatoirement signée par l’ARS, les partenaires et, éventuellement, d’autres financeurs.",
            source_ref="Guide, fiche 4",
        )  # fmt: skip


def enlarged_meeting(user, today: date) -> Iterator[Duty]:
    """AL-07, to the coordination and the délégué: the meeting of article 4.4 was neither held nor planned in time."""
    if not user.contact_id:
        return
    rows = _followed(user, RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE)
    conventions = [
        c
        for c in rows.filter(statut=StatutConvention.EN_VIGUEUR)
        if today >= calendrier.reunion_elargie(c.date_echeance)
    ]
    meetings = Reunion.objects.filter(ca__in=[c.ca_id for c in conventions], type=TypeReunion.ELARGIE)
    known = list(meetings.exclude(statut=StatutReunion.ANNULEE))
    for convention in conventions:
        target = calendrier.reunion_elargie(convention.date_echeance)
        first = convention.date_effet
        days = [m.tenue_le or jour_civil(m.prevue_le) for m in known if m.ca_id == convention.ca_id]
        # Only a meeting of the last year counts: that of the year before says nothing of this échéance.
        since = max(first, date(target.year - 1, target.month, 1))
        if not any(since <= day <= target for day in days):
            yield _duty(
                "AL-07", convention, "Tenir la réunion élargie de bilan annuel", Urgence.URGENT, due=target,
                text=f"La réunion élargie de bilan annuel devait avoir lieu deux mois avant l’échéance annuelle ({date_longue(target)}).",
                source=ART_4_4, source_ref="Convention, article 4.4", url_name="cooperatives:gouvernance",
            )  # fmt: skip


def echeance_near(user, today: date) -> Iterator[Duty]:
    """AL-09, to the coordination, the délégué and the parties: it comes to its end without tacit renewal."""
    if not user.contact_id:
        return
    rows = _followed(user, RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE).a_reconduire(today)
    signed = Convention.objects.a_reconduire(today).filter(
        parties__organisation__in=organisations_of(user.actor), parties__sortie_le__isnull=True
    )
    for convention in {c.pk: c for c in [*rows, *signed.select_related("ca").order_by("id")]}.values():
        week = calendrier.rappels_echeance(convention.date_echeance)[-1]
        yield _duty(
            "AL-09", convention, "Décider de la reconduction de la convention",
            Urgence.URGENT if today >= week else Urgence.VIGILANCE, due=convention.date_echeance,
            text=f"La convention arrive à échéance le {date_longue(convention.date_echeance)} et ne se renouvelle que de manière expresse.",
            source=ART_5, source_ref="Convention, article 5",
        )  # fmt: skip


def to_sign(user, today: date) -> Iterator[Duty]:
    """The signature this person is asked."""
    if not user.contact_id:
        return
    for signature in waiting_for(user.contact_id):
        convention = signature.version_convention.convention
        url = lien("conventions:signer", ca_ref=convention.ca.reference, signature=signature.pk)
        yield Duty(
            code="CONV-SIGNER", level=Niveau.OBLIGATION, urgency=Urgence.URGENT, ca_id=convention.ca_id,
            title=f"Lire et signer la convention, {convention.ca.intitule}", url=url, ca_label=convention.ca.intitule,
            text=f"Votre signature est attendue pour {signature.signataire.partie}.",
            source=ART_5, source_ref="Convention, article 5",
        )  # fmt: skip


def _duty(
    code: str, convention: Convention, title: str, urgency: Urgence, *, url_name: str = "conventions:convention", **more
) -> Duty:
    ca = convention.ca
    url = lien(url_name, ca_ref=ca.reference) or lien("conventions:convention", ca_ref=ca.reference)
    return Duty(
        code=code,
        level=Niveau.OBLIGATION,
        title=title,
        url=url,
        urgency=urgency,
        ca_id=ca.pk,
        ca_label=ca.intitule,
        **more,
    )
