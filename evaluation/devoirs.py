"""Alerts of the bilans: AL-04 and AL-05 (R-BIL-01), AL-36, and what waits to be read."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet

from conventions.enums import TypePartie
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui.rubriques import lien
from coop.ui.typographie import avec_nombre, date_longue, pluriel
from cooperatives.models import Cooperative
from evaluation.enums import StatutBilan
from evaluation.etats import EN_ATTENTE
from evaluation.models import Bilan, LigneBilan, VersionBilan
from evaluation.rules import OPEN

ART_4_3 = "Des bilans trimestriels devront être établis par les parties prenantes et transmis à l’ARS."
REF = "Convention, article 4.3"
SOON = timedelta(days=7)
CONFORMITE = ("ressources", "groupes", "realisation", "objectifs")
C = frozenset({Public.COORDINATION})
C_CP = C | {Public.COPILOTES}
P = frozenset({Public.PARTIE})


def to_transmit(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-04, to the partner: the bilans whose quarter is over and that are not transmitted, or to complete.

    The bilan of the ARS, when it carries an action, waits for the coordination.
    """
    rows = Bilan.objects.filter(ca__in=cas, statut__in=OPEN, fin__lte=today).select_related("ca", "partie")
    for bilan in rows.order_by("echeance", "pk"):
        again = bilan.statut == StatutBilan.A_COMPLETER
        dates = f"{date_longue(bilan.debut)} – {date_longue(bilan.fin - timedelta(days=1))}"
        told = f"La coordination demande un complément\u00a0: «\u00a0{bilan.commentaire_dd}\u00a0»" if again else (
            f"Le bilan du T{bilan.trimestre} ({dates}) est à établir et à transmettre à l’ARS."
        )  # fmt: skip
        yield _fait(
            bilan, f"{'Compléter' if again else 'Transmettre'} le bilan du T{bilan.trimestre}, {bilan.ca.intitule}", told,
            publics=C if bilan.partie.type == TypePartie.ARS else P, organisation_id=bilan.partie.organisation_id,
            urgency=_urgency(bilan.echeance, today), due=bilan.echeance, name="evaluation:bilan", bilan_id=bilan.pk,
        )  # fmt: skip


def expected(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-05, to the coordination: the parties whose bilan is late, one fact a quarter of a CA."""
    late = Bilan.objects.filter(ca__in=cas, statut__in=EN_ATTENTE, echeance__lt=today)
    groups = defaultdict(list)
    for bilan in late.select_related("ca", "partie__organisation").order_by("echeance", "partie__ordre", "pk"):
        groups[bilan.ca_id, bilan.trimestre, bilan.echeance].append(bilan)
    for (_, quarter, echeance), bilans in groups.items():
        names = ", ".join(bilan.partie.organisation.nom for bilan in bilans)
        yield _fait(
            bilans[0], f"Obtenir {avec_nombre(len(bilans), 'bilan attendu,bilans attendus')} du T{quarter}",
            f"Bilan T{quarter} non transmis par {names} ({pluriel(len(bilans), 'attendu,attendus')} le {date_longue(echeance)}).", publics=C,
            objet=f"trimestre:{bilans[0].ca_id}:{echeance}",
            urgency=_urgency(echeance, today), due=echeance, name="evaluation:suivi",
        )  # fmt: skip


def to_read(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """To the coordination: transmitted bilans that nobody has read."""
    groups = defaultdict(list)
    rows = Bilan.objects.filter(ca__in=cas, statut=StatutBilan.TRANSMIS).select_related("ca")
    for bilan in rows.order_by("echeance", "pk"):
        groups[bilan.ca_id].append(bilan)
    for bilans in groups.values():
        count = avec_nombre(len(bilans), "bilan transmis,bilans transmis")
        yield _fait(
            bilans[0], f"Lire {count}, {bilans[0].ca.intitule}", f"{pluriel(len(bilans), 'Acceptez-le,Acceptez-les')}, ou demandez un complément.", publics=C,
            objet=f"lecture:{bilans[0].ca_id}", urgency=Urgence.VIGILANCE, name="evaluation:bilan_suivant",
        )  # fmt: skip


def not_as_planned(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-36, to the coordination and the co-pilotes: two Non or more in a transmitted bilan not accepted yet."""
    bilans = {b.pk: b for b in Bilan.objects.filter(ca__in=cas, statut=StatutBilan.TRANSMIS).select_related("ca")}
    found = defaultdict(lambda: [0, ""])
    latest = VersionBilan.objects.dernieres().filter(bilan__in=list(bilans)).order_by()
    lines = LigneBilan.objects.filter(version__in=latest.values("pk"))
    for line in lines.select_related("version", "action").order_by("version__bilan", "action__numero"):
        count = sum(getattr(line, name) == "non" for name in CONFORMITE)
        if count:
            entry = found[line.version.bilan_id]
            entry[0], entry[1] = entry[0] + count, entry[1] or line.action.intitule
    for pk, (count, action) in found.items():
        if count >= 2:
            yield _fait(
                bilans[pk], f"Examiner en COPIL\u00a0: {action}", f"Plusieurs non-conformités sur {action}\u00a0: à examiner en COPIL.",
                publics=C_CP, urgency=Urgence.VIGILANCE, name="evaluation:bilan_examiner", bilan_id=pk,
            )  # fmt: skip


def _urgency(echeance: date, today: date) -> Urgence:
    """Vigilance from a week before, urgent once late (AL-05)."""
    if today > echeance:
        return Urgence.URGENT
    return Urgence.VIGILANCE if today >= echeance - SOON else Urgence.INFORMATION


def _fait(
    bilan: Bilan,
    title: str,
    text: str,
    *,
    name: str,
    publics: frozenset[Public],
    urgency: Urgence,
    due: date | None = None,
    objet: str = "",
    organisation_id: int | None = None,
    **kwargs,
) -> Fait:
    return Fait(
        objet=objet or f"bilan:{bilan.pk}", ca_id=bilan.ca_id, title=title, text=text, due=due, urgency=urgency,
        publics=publics, organisation_id=organisation_id, group="bilans",
        url=lien(name, ca_ref=bilan.ca.reference, **kwargs),
    )  # fmt: skip


REGLES = (
    Regle(
        code="AL-04", niveau=Niveau.OBLIGATION, trouver=to_transmit, publics=P | C, rappels=False,
        condition="Un trimestre est terminé et son bilan n’est pas transmis, ou la coordination demande de le compléter.",
        source=ART_4_3, source_ref=REF,
    ),
    Regle(
        code="AL-05", niveau=Niveau.OBLIGATION, trouver=expected, publics=C,
        condition="La date de transmission d’un bilan trimestriel est passée et une partie ne l’a pas transmis.",
        source=ART_4_3, source_ref=REF,
    ),
    Regle(
        code="AL-36", niveau=Niveau.CONSEIL, trouver=not_as_planned, publics=C_CP,
        condition="Un bilan transmis et pas encore accepté porte au moins deux «\u00a0Non\u00a0» sur ce qui était prévu.",
        source=ART_4_3, source_ref=REF,
    ),
    Regle(
        code="BILAN-LIRE", niveau=Niveau.CONSEIL, trouver=to_read, publics=C,
        condition="Un bilan est transmis et personne ne l’a encore accepté ni renvoyé.",
        source=ART_4_3, source_ref=REF,
    ),
)  # fmt: skip
