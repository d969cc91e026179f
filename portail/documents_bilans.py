"""DOC-BTC of a délégation or of the région: the whole, then each coopérative, from the bilans due in a civil quarter (§5.5, section 10)."""

from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from coop.territories.models import Departement
from coop.ui.typographie import jour_civil
from cooperatives.models import Cooperative
from evaluation.documents_consolide import mesures, part, plat, repartition
from evaluation.queries import territoires, territoires_detail
from evaluation.queries.territoires import Ensemble, TrimestreCivil
from evaluation.queries.territoires_detail import Detail
from portail.queries.region.portee import derniere_periode, portee_de

VERSION = "DOC-BTC territoires 1"
REGION = "region"
# A PDF is read: a larger territory is printed délégation by délégation.
COOPERATIVES_PDF = 120


def build(document: Document) -> Built:
    """The territory `subject_id` (code of a département, or « region ») in the civil quarter of `params`, the last one that ended without them."""
    cas, name = _territoire(document.subject_id)
    today = jour_civil(document.requested_at)
    quarter = trimestre(document.params.get("trimestre", "")) or derniere_periode(today)
    if len(territoires.concernees(cas, quarter)) > COOPERATIVES_PDF:
        raise Unbuildable(f"Plus de {COOPERATIVES_PDF} coopératives\u00a0: choisissez un département.")
    whole = territoires.lire(cas, quarter, today)
    rows = territoires_detail.details(cas, quarter, today)
    if not rows:
        raise Unbuildable(f"Aucun bilan n’est à transmettre {quarter.libelle}.")
    return Built(
        template="documents/portail/bilans_territoires.html",
        context={"nom": name, "e": whole, "details": rows, "jour": today},
        content=_content(name, whole, rows),
        title=f"Bilans consolidés – {name}, {quarter.nom}"[:250],
        filename=f"bilans-consolides-{document.subject_id}-{quarter.code}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=name,
        draft=False,
    )  # fmt: skip


def trimestre(code: str) -> TrimestreCivil | None:
    """« 2026-3 » as an address or a document keeps it; None when it is no quarter."""
    year, _, number = code.partition("-")
    if not (year.isdecimal() and len(year) == 4 and number in ("1", "2", "3", "4")):
        return None
    return TrimestreCivil(int(year), int(number))


def _territoire(subject: str):
    if subject == REGION:
        return Cooperative.objects.all(), "Île-de-France"
    row = Departement.objects.defer("trace").filter(code=subject).first()
    if row is None:
        raise Unbuildable("Ce département n’est pas connu.")
    return Cooperative.objects.filter(departement=row), row.nom


def _content(name: str, e: Ensemble, rows: list[Detail]) -> dict:
    return {
        "territoire": name,
        "trimestre": e.trimestre.code,
        "ensemble": [
            [e.comptes.recus, e.comptes.attendus, e.comptes.en_retard, part(e.comptes.a_temps), *mesures(e.comptes.chiffres)],
            [repartition(d) for d in (*e.conformite, *e.contribution)], e.leviers,
            [[q.code, c.recus, c.attendus, part(c.a_temps), *mesures(c.chiffres), c.conformite] for q, c in e.trimestres],
        ],
        "cooperatives": [[d.ca.reference, d.ca.intitule, plat(d.completude, d.actions, d.origine)] for d in rows],
    }  # fmt: skip


def may_read(actor: Actor, document: Document) -> bool:
    """Who reads the whole territory today, by its mandates: the région is for the siège."""
    held = portee_de(actor)
    return held.entiere or document.subject_id in {row.code for row in held.departements}


def resolve(ref: str) -> str:
    """« 78 », « region », or the département of a coopérative (« CA-78-01 »)."""
    if ref == REGION:
        return REGION
    code = ref.split("-")[1] if ref.startswith("CA-") else ref
    return Departement.objects.only("code").get(code=code).code


KIND = DocumentKind("bilans_territoires", "Bilans consolidés d’un territoire", build, may_read, resolve=resolve)
