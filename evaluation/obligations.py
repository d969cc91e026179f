"""The duties bilans create: AL-04 and AL-05 (R-BIL-01), AL-36, and what waits to be read."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.notifications.duties import Duty, Niveau, Urgence
from coop.ui.rubriques import lien
from coop.ui.typographie import avec_nombre, date_longue
from cooperatives.models.perimetre import running
from cooperatives.roles import organisations_of
from evaluation.enums import StatutBilan
from evaluation.etats import EN_ATTENTE
from evaluation.models import Bilan, LigneBilan
from evaluation.rules import OPEN
from evaluation.workflows.syntheses import latest_versions

ART_4_3 = "Des bilans trimestriels devront être établis par les parties prenantes et transmis à l’ARS."
REF = "Convention, article 4.3"
SOON = timedelta(days=7)


def to_transmit(user, today: date) -> Iterator[Duty]:
    """AL-04, to the partner: the bilans whose quarter is over and that are not transmitted, or to complete."""
    if not user.contact_id:
        return
    rows = Bilan.objects.filter(partie__organisation__in=organisations_of(user.actor), statut__in=OPEN, fin__lte=today)
    for bilan in rows.select_related("ca", "partie__organisation").order_by("echeance", "pk"):
        again = bilan.statut == StatutBilan.A_COMPLETER
        dates = f"{date_longue(bilan.debut)} – {date_longue(bilan.fin - timedelta(days=1))}"
        told = f"La coordination demande un complément\u00a0: «\u00a0{bilan.commentaire_dd}\u00a0»" if again else (
            f"Le bilan du T{bilan.trimestre} ({dates}) est à établir et à transmettre à l’ARS."
        )  # fmt: skip
        yield _duty(
            "AL-04", bilan, f"{'Compléter' if again else 'Transmettre'} le bilan du T{bilan.trimestre}, {bilan.ca.intitule}", told,
            urgency=_urgency(bilan.echeance, today), due=bilan.echeance, name="evaluation:bilan", bilan_id=bilan.pk,
        )  # fmt: skip


def expected(user, today: date) -> Iterator[Duty]:
    """AL-05, to the coordination: the parties whose bilan is late, one duty a quarter of a CA."""
    late = _followed(user).filter(statut__in=EN_ATTENTE, echeance__lt=today)
    groups = defaultdict(list)
    for bilan in late.select_related("ca", "partie__organisation").order_by("echeance", "partie__ordre", "pk"):
        groups[bilan.ca_id, bilan.trimestre, bilan.echeance].append(bilan)
    for (_, quarter, echeance), bilans in groups.items():
        names = ", ".join(bilan.partie.organisation.nom for bilan in bilans)
        yield _duty(
            "AL-05", bilans[0], f"Obtenir {avec_nombre(len(bilans), 'bilan attendu,bilans attendus')} du T{quarter}",
            f"Bilan T{quarter} non transmis par {names} (attendu le {date_longue(echeance)}).",
            urgency=_urgency(echeance, today), due=echeance, name="evaluation:suivi",
        )  # fmt: skip


def to_read(user, today: date) -> Iterator[Duty]:
    """To the coordination: transmitted bilans that nobody has read."""
    groups = defaultdict(list)
    rows = _followed(user).filter(statut=StatutBilan.TRANSMIS).select_related("ca")
    for bilan in rows.order_by("echeance", "pk"):
        groups[bilan.ca_id].append(bilan)
    for bilans in groups.values():
        count = avec_nombre(len(bilans), "bilan transmis,bilans transmis")
        yield _duty(
            "BILAN-LIRE", bilans[0], f"Lire {count}, {bilans[0].ca.intitule}",
            "Acceptez-les, ou demandez un complément.", level=Niveau.CONSEIL, urgency=Urgence.VIGILANCE, name="evaluation:bilan_suivant",
        )  # fmt: skip


def not_as_planned(user, today: date) -> Iterator[Duty]:
    """AL-36, to the coordination: two Non or more in a transmitted bilan that is not accepted yet."""
    bilans = {b.pk: b for b in _followed(user).filter(statut=StatutBilan.TRANSMIS).select_related("ca")}
    answers = ("ressources", "groupes", "realisation", "objectifs")
    found = defaultdict(lambda: [0, ""])
    lines = LigneBilan.objects.filter(version__in=latest_versions(Bilan.objects.filter(pk__in=bilans))).select_related(
        "version", "action"
    )
    for line in lines.order_by("version__bilan", "action__numero"):
        count = sum(getattr(line, name) == "non" for name in answers)
        if count:
            entry = found[line.version.bilan_id]
            entry[0], entry[1] = entry[0] + count, entry[1] or line.action.intitule
    for pk, (count, action) in found.items():
        if count >= 2:
            yield _duty(
                "AL-36", bilans[pk], f"Examiner en COPIL\u00a0: {action}", f"Plusieurs non-conformités sur {action}\u00a0: à examiner en COPIL.",
                level=Niveau.CONSEIL, urgency=Urgence.VIGILANCE, name="evaluation:bilan_examiner", bilan_id=pk,
            )  # fmt: skip


def _followed(user):
    """The bilans of the CAs that a person coordinates."""
    if not user.contact_id:
        return Bilan.objects.none()
    held = Mandate.objects.active().filter(contact_id=user.contact_id, role=RoleMandat.COORDINATEUR_DD)
    mine = Q(ca__departement__in=held.values("departement_id"))
    mine |= running("ca__coordinateurs__") & Q(ca__coordinateurs__contact_id=user.contact_id)
    return Bilan.objects.filter(mine).distinct()


def _urgency(echeance: date, today: date) -> Urgence:
    """Vigilance from a week before, urgent once late (AL-05)."""
    if today > echeance:
        return Urgence.URGENT
    return Urgence.VIGILANCE if today >= echeance - SOON else Urgence.INFORMATION


def _duty(
    code: str,
    bilan: Bilan,
    title: str,
    text: str,
    *,
    name: str,
    level: Niveau = Niveau.OBLIGATION,
    urgency: Urgence,
    due: date | None = None,
    **kwargs,
) -> Duty:
    ca = bilan.ca
    return Duty(
        code=code, level=level, urgency=urgency, title=title, text=text, due=due, ca_id=ca.pk, ca_label=ca.intitule,
        url=lien(name, ca_ref=ca.reference, **kwargs), source=ART_4_3, source_ref=REF, group="bilans",
    )  # fmt: skip
