"""DOC-BA: the annual bilan of a coopérative (domain.md §5.6), from the reading that its page shows."""

from conventions import montants
from conventions.queries.financement import Exercice
from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from coop.ui.typographie import jour_civil
from cooperatives.models import Cooperative
from cooperatives.roles import roles
from evaluation.queries.annuel import BilanAnnuel, lire, periodes
from evaluation.queries.annuel_resultats import Resultats

VERSION = "DOC-BA 1"


def build(document: Document) -> Built:
    """The year `subject_id` (a period of a convention); a project until its validation is recorded (A-52)."""
    ca = Cooperative.objects.select_related("departement").defer("departement__trace")
    ca = ca.filter(conventions__periodes=document.subject_id).first()
    if ca is None:
        raise Unbuildable("Cette année de la convention n’existe plus.")
    periode = next(row for row in periodes(ca) if str(row.pk) == document.subject_id)
    found = lire(ca, periode, jour_civil(document.requested_at), argent=montants.imprime(document))
    return Built(
        template="documents/evaluation/annuel.html",
        context={"ca": ca, "b": found},
        content=_content(found),
        title=f"Bilan annuel, année {periode.numero} – {ca.intitule}"[:250],
        filename=f"bilan-annuel-{ca.reference}-annee-{periode.numero}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=ca.reference,
        version="T4 provisoire" if found.resultats.provisoire else "",
        draft=found.validation is None,
    )


def _content(b: BilanAnnuel) -> dict:
    p, d = b.participation, b.diagnostic
    return {
        "periode": [b.convention.reference, b.periode.numero, b.periode.debut, b.periode.fin],
        "rappel": [d.problematique if d else "", [[o.niveau, o.numero, o.libelle] for o in b.objectifs]],
        "deroulement": [
            [[e.libelle, e.statut, e.debut_initial, e.fin_initiale, e.debut, e.fin] for e in b.etapes],
            [[x.le, x.chemin_parcouru, x.suite] for x in b.points], [[str(r), r.tenue_le] for r in b.faits.reunions],
        ],
        "resultats": _resultats(b.resultats),
        "moyens": [b.moyens.etp, [_exercice(row) for row in b.moyens.exercices], [[str(c), c.valorisation] for c in b.moyens.contributions]],
        "participation": [p.strategie.objectifs if p.strategie else "", [[a.le, a.intitule, a.niveau_reel, a.nb_habitants] for a in p.faites]],
        "articulation": [[str(a), a.presence, a.description] for a in b.articulations],
        "processus": [[x.evaluation_processus for x in b.points], [[a.code, [f.libelle for f in (*a.freins, *a.leviers)]] for a in b.axes], [[f.action, f.freins, f.pistes] for f in b.freins]],
        "reconduction": [[a.numero, x.decision if x else "", x.motif if x else ""] for a, x in b.decisions],
        "membres": [[str(m) for m in rows] for rows in (b.faits.entres, b.faits.sortis)] + [[str(s.partie) for s in b.annee.sorties]],
        "perspectives": [[a.numero, a.statut, a.reconduction] for a in b.avenants],
        "reunion": [b.tenue.tenue_le if b.tenue else None, b.presences.par_statut if b.presences else [], b.validation.validee_le if b.validation else None, b.validation.instance if b.validation else ""],
    }  # fmt: skip


def _resultats(r: Resultats) -> list:
    return [
        [r.recus, r.attendus, r.provisoire, r.beneficiaires.numerateur, r.beneficiaires.denominateur],
        [
            [
                x.action.numero, x.action.intitule,
                [[s.indicateur.libelle, s.cases, s.cumul.texte if s.cumul else ""] for s in x.indicateurs],
                [[q.code, words] for q, words in x.conformite], x.ecarts,
            ]
            for x in r.actions
        ],
    ]  # fmt: skip


def _exercice(row: Exercice) -> list:
    return [
        row.annee,
        row.budget.montant if row.budget else None,
        [[p.organisation.nom, p.montant, p.etp] for p in row.parts],
        row.total_autres,
    ]


def may_read(actor: Actor, document: Document) -> bool:
    """Members of the CA; with its amounts, those who read amounts."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & montants.lecteurs(document))


def resolve(ref: str) -> int:
    """`CA-78-01` → the last year of its conventions; LookupError when none is signed."""
    found = periodes(Cooperative.objects.get(reference=ref))
    if not found:
        raise LookupError(f"{ref}\u00a0: aucune convention signée.")
    return found[0].pk


KIND = DocumentKind("bilan_annuel", "Bilan annuel", build, may_read, resolve=resolve)
