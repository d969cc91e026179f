"""DOC-SUBV: the draft of the act that carries a subsidy, for the financial service of the délégation (domain.md §5.12).

The rule alone is in the sources (R-FIN-01 to 04): the page proposes the act, it is not the act.
"""

from conventions.enums_financement import Instrument, StatutEngagement
from conventions.models import Budget, EngagementFinancier
from conventions.rules_financement import ENGAGEMENTS, TOUS_LES_ENGAGEMENTS, doit_souscrire, explication
from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from coop.ui.typographie import date_longue
from cooperatives.models import Cooperative
from cooperatives.roles import organisations_of, roles

VERSION = "DOC-SUBV 2"
TITRES = {
    Instrument.DECISION: "Décision d’attribution de subvention",
    Instrument.CONVENTION: "Convention «\u00a0classique\u00a0» de subvention",
}


def build(document: Document) -> Built:
    """The commitment `subject_id` as it stands, always a draft."""
    rows = EngagementFinancier.objects.select_related("ca__departement", "organisation", "convention")
    row = rows.filter(pk=int(document.subject_id)).first()
    if row is None:
        raise Unbuildable("Cet engagement n’existe plus.")
    if row.statut == StatutEngagement.ANNULE:
        raise Unbuildable("Cet engagement est annulé.")
    facts = {
        "titre": TITRES[Instrument(row.instrument)],
        "explication": explication(row),
        "visa": visa(row),
        "objet": row.objet,
        "actions": [[a.numero, a.intitule, a.contenu] for a in row.actions.order_by("numero")],
        "budget": getattr(Budget.objects.filter(ca=row.ca, annee=row.annee).first(), "montant", None),
    }
    facts["part"] = row.montant * 100 / facts["budget"] if facts["budget"] else None
    return Built(
        template="documents/conventions/subvention.html",
        context=facts | {"e": row, "ca": row.ca, "souscrit": doit_souscrire(row.organisation)},
        content=facts | _content(row),
        title=f"{facts['titre']} – {row.organisation}",
        filename=f"projet-acte-{row.ca.reference}-{row.pk}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=row.ca.reference,
        version=str(row.version),
    )


def _content(row: EngagementFinancier) -> dict:
    return {
        "ca": row.ca.intitule, "organisme": row.organisation.nom, "siret": row.organisation.siret,
        "annees": [row.annee, row.derniere_annee], "montant": row.montant, "cumul": row.cumul, "seuil": row.seuil,
        "demande": row.demande_le, "republicain": row.republicain_le, "numero": row.numero_acte,
    }  # fmt: skip


def visa(row: EngagementFinancier) -> str:
    """What the act cites: the convention, or the letter; empty when there is neither (R-FIN-04)."""
    if row.convention:
        return f"la convention de partenariat {row.convention.reference}, en vigueur depuis le {date_longue(row.convention.date_effet)}"
    if row.vise:
        return (
            f"le courrier de demande de subvention de l’organisme, daté du {date_longue(row.courrier_date)} et signé par le "
            f"promoteur ({row.courrier_qualite})"
        )
    return ""


def may_read(actor: Actor, document: Document) -> bool:
    """The ARS and the co-pilote; a partner, its own."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    row = EngagementFinancier.objects.filter(pk=int(document.subject_id)).first()
    if ca is None or row is None:
        return False
    held = roles(actor, ca)
    return bool(held & TOUS_LES_ENGAGEMENTS) or (
        bool(held & ENGAGEMENTS) and row.organisation_id in organisations_of(actor)
    )


def may_read_courrier(actor: Actor, piece) -> bool:
    """The letter is read like the commitment that cites it."""
    ca = Cooperative.objects.filter(pk=piece.ca_id).first()
    if ca is None:
        return False
    held = roles(actor, ca)
    return bool(held & TOUS_LES_ENGAGEMENTS) or piece.organisation_id in organisations_of(actor)


def resolve(ref: str) -> int:
    """`CA-78-01/2` → the second commitment of that CA; `CA-78-01` alone is its first. Raises DoesNotExist."""
    reference, _, rank = ref.partition("/")
    if rank and not rank.isdecimal():
        raise EngagementFinancier.DoesNotExist(ref)
    rows = list(EngagementFinancier.objects.filter(ca__reference=reference).order_by("pk")[: int(rank or 1)])
    if len(rows) < int(rank or 1) or not rows:
        raise EngagementFinancier.DoesNotExist(ref)
    return rows[-1].pk


KIND = DocumentKind("subvention", "Projet d’acte de subvention", build, may_read, resolve=resolve)
