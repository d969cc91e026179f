"""What an avenant asks of the coordination: to have it signed before the end overtakes it (decisions.md 17, 20, 22)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from conventions.enums import StatutAvenant, SuiteResiliation
from conventions.gate_signature import names
from conventions.models import Avenant, Convention, Resiliation, Signature
from conventions.rules_avenant import page_avenant
from conventions.texte_avenant import VISA
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue
from cooperatives.models import Cooperative

C = frozenset({Public.COORDINATION})
SINON = "sans la signature de toutes les autres parties avant cette date, toute la convention prend fin"


def a_faire_signer(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """The avenants at the signature, with who has not signed."""
    rows = Avenant.objects.filter(
        convention__ca__in=cas, statut=StatutAvenant.EN_SIGNATURE, convention__date_echeance__gt=today
    )
    departures = Exists(Resiliation.objects.filter(avenant=OuterRef("pk"), levee_le__isnull=True))
    avenants = list(rows.select_related("convention__ca").annotate(depart=departures).order_by("pk"))
    waiting = defaultdict(list)
    unsigned = Signature.objects.filter(
        version_convention__avenant__in=[a.pk for a in avenants],
        version_convention__abandonnee_le__isnull=True,
        signee_le__isnull=True,
    )
    for signature in unsigned.select_related("signataire__partie__organisation", "version_convention").order_by(
        "signataire__partie__ordre", "id"
    ):
        waiting[signature.version_convention.avenant_id].append(signature)
    for avenant in avenants:
        due, limit = _limite(avenant)
        yield Fait(
            objet=f"avenant:{avenant.pk}", ca_id=avenant.convention.ca_id, publics=C, urgency=Urgence.VIGILANCE,
            title=f"Faire signer l’{str(avenant).lower()}", url=page_avenant(avenant), due=due,
            text=f"Signatures manquantes\u00a0: {names(waiting[avenant.pk])}. {limit}.",
        )  # fmt: skip


def _limite(avenant: Avenant) -> tuple[date, str]:
    """The day that overtakes it, and what happens then."""
    convention = avenant.convention
    if avenant.depart:
        return convention.fin, f"{_fin(convention)}\u00a0: {SINON}"
    echeance = f"Échéance de la convention le {date_longue(convention.date_echeance)}"
    lost = "la dernière signature doit précéder cette date" if avenant.reconduction else "il est abandonné à cette date"
    return convention.date_echeance, f"{echeance}\u00a0: {lost}"


def departs_a_preparer(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """The résiliations that the other parties wish to go on without, whose avenant is not at the signature (1 statement)."""
    rows = Resiliation.objects.filter(
        convention__in=Convention.objects.en_vigueur(today).filter(ca__in=cas).order_by().values("pk"),
        convention__resiliation_effet__isnull=False, suite=SuiteResiliation.DEPART, levee_le__isnull=True,
    ).exclude(avenant__statut=StatutAvenant.EN_SIGNATURE)  # fmt: skip
    for row in rows.select_related("convention__ca", "auteur__organisation", "avenant").order_by("pk"):
        ca, opened = row.convention.ca, row.avenant
        yield Fait(
            objet=f"depart:{row.pk}", ca_id=ca.pk, publics=C, urgency=Urgence.URGENT, due=row.convention.fin,
            title="Mettre l’avenant de départ à la signature" if opened else "Préparer l’avenant de départ",
            text=f"{row.auteur} a résilié la convention. {_fin(row.convention)}\u00a0: {SINON}.",
            url=page_avenant(opened) if opened else lien("conventions:resiliation", ca_ref=ca.reference),
        )  # fmt: skip


def _fin(convention: Convention) -> str:
    return f"La résiliation prend effet le {date_longue(convention.fin)}"


REGLES = (
    Regle(
        code="AVENANT-SIGNATURE", niveau=Niveau.OBLIGATION, trouver=a_faire_signer, publics=C,
        condition="Un avenant est à la signature et il manque la signature d’au moins une partie.",
        source=VISA, source_ref="Convention, article 5",
    ),
    Regle(
        code="AVENANT-DEPART", niveau=Niveau.OBLIGATION, trouver=departs_a_preparer, publics=C,
        condition="Une partie a résilié, les autres veulent continuer, et l’avenant de départ n’est pas à la signature.",
        source=VISA, source_ref="Convention, article 5",
    ),
)  # fmt: skip
