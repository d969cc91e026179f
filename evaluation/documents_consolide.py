"""DOC-BTC: the consolidated quarterly bilan of a coopérative (domain.md §5.5), from the reading that its page shows."""

from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from coop.ui.typographie import jour_civil
from cooperatives.models import Cooperative
from cooperatives.roles import INTERNES, roles
from evaluation.queries import consolide_vie
from evaluation.queries.chiffres import Chiffres, Part
from evaluation.queries.consolide import ActionConsolidee, Completude, Consolide, lire
from evaluation.queries.origine import Distribution, Origine

VERSION = "DOC-BTC 1"


def build(document: Document) -> Built:
    """The quarter of `params` of the CA `subject_id`, the last one told without them."""
    ca = Cooperative.objects.select_related("departement").defer("departement__trace").get(pk=document.subject_id)
    today = jour_civil(document.requested_at)
    found = lire(ca, document.params.get("periode"), document.params.get("trimestre", 0), today)
    if found is None:
        raise Unbuildable("Aucun bilan de ce trimestre n’est encore transmis.")
    vie = consolide_vie.lire(ca, found.debut, found.fin, today)
    return Built(
        template="documents/evaluation/consolide.html",
        context={"ca": ca, "c": found, "v": vie},
        content=_content(found, vie),
        title=f"Bilan consolidé, {found.nom} – {ca.intitule}"[:250],
        filename=f"bilan-consolide-{ca.reference}-annee-{found.periode.numero}-T{found.trimestre}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=ca.reference,
        draft=False,
    )


def _content(c: Consolide, v: consolide_vie.Vie) -> dict:
    return {
        "ca": c.ca.intitule,
        "trimestre": [c.nom, c.debut, c.dernier_jour],
        **plat(c.completude, c.actions, c.origine),
        "tendances": [[t.nom, part(t.a_temps), *mesures(t.chiffres), t.conformite] for t in c.trimestres],
        "registre": [[a.code, [f.libelle for f in a.freins], [f.libelle for f in a.leviers]] for a in v.axes],
        "vie": [[k.le, k.valide_le, len(k.venus), len(k.attendus)] for k in v.comites],
        "rythme": v.rythme,
        "decisions": [[d.numero, d.texte, d.echeance] for d in v.decisions],
        "vigilance": [[[a.title, a.due] for a in v.alertes], v.vigilances],
    }


def plat(k: Completude, actions: list[ActionConsolidee], origine: Origine) -> dict:
    """Sections 1 to 4 and 6 as plain data, for the coopérative and for the territories that hold it."""
    return {
        "completude": [k.recus, k.attendus, [[b.partie.organisation.nom, e.mot] for b, e in k.manquants], part(k.a_temps)],
        "actions": [
            [
                a.action.numero, a.action.intitule, [[r.mot, r.texte] for r in a.reponses],
                [[i.cellule.releve.pk, i.cellule.releve.valeur, i.cellule.releve.cible, i.cellule.mot, i.cellule.taux] for i in a.indicateurs],
                a.appris,
            ]
            for a in actions
        ],
        "chiffres": mesures(origine.chiffres),
        "reponses": [repartition(d) for d in (*origine.conformite, *origine.contribution)],
        "leviers": origine.leviers,
    }  # fmt: skip


def repartition(d: Distribution) -> list:
    return [d.question.code, [part(p) for _, p in d.parts]]


def mesures(c: Chiffres) -> list:
    return [c.realisation, c.renseignes, c.avec_cible, part(c.beneficiaires)]


def part(p: Part) -> list:
    return [p.numerateur, p.denominateur]


def may_read(actor: Actor, document: Document) -> bool:
    """Members of the CA, inhabitants included: the consolidated bilan is what they read (§4.5)."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


def resolve(ref: str) -> int:
    """`CA-78-01` → the coopérative, for its last quarter told."""
    return Cooperative.objects.get(reference=ref).pk


KIND = DocumentKind("bilan_consolide", "Bilan trimestriel consolidé", build, may_read, resolve=resolve)
