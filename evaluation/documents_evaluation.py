"""DOC-EVAL: the synthesis of the evaluation of a coopérative (domain.md §5.11), from the reading that its page shows."""

from conventions import montants
from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from cooperatives.models import Cooperative
from cooperatives.roles import roles
from evaluation.queries.reponses import Lue
from evaluation.queries.synthese_evaluation import Synthese, lire

VERSION = "DOC-EVAL 1"


def build(document: Document) -> Built:
    """The coopérative `subject_id`; a project until its évaluation finale is validated on its three parts."""
    rows = Cooperative.objects.select_related("departement").defer("departement__trace")
    ca = rows.filter(pk=document.subject_id).first()
    found = lire(ca, argent=montants.imprime(document)) if ca else None
    if found is None:
        raise Unbuildable("L’évaluation de cette coopérative n’est pas encore préparée.")
    return Built(
        template="documents/evaluation/synthese.html",
        context={"ca": ca, "s": found},
        content=_content(found),
        title=f"Synthèse d’évaluation – {ca.intitule}"[:250],
        filename=f"synthese-evaluation-{ca.reference}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=ca.reference,
        draft=not found.validee,
    )


def _content(s: Synthese) -> dict:
    e, f = s.evaluation, s.finale
    return {
        "instances": [list(row) for row in s.instances] + [s.charge, s.chemin.bilans],
        "cadre": [e.objet, e.moment, e.objectifs, [list(row) for row in s.registres]],
        "theorie": [
            [[row.nom, row.objectif.libelle if row.objectif else "", [[x.libelle, x.mots] for x in row.effets]] for row in level.lignes]
            for level in s.theorie.niveaux
        ],
        "questions": [
            [q.question.numero, [_reponse(row) for row in q.criteres],
             [[i.item.code, [[str(a.avis.organisation), a.faisable, a.commentaire] for a in i.appreciations]] for i, _ in items]]
            for q, items in s.blocs
        ],
        "indicateurs": [
            [row.action.numero, [[c.indicateur.libelle, c.prevu, c.dernier, c.quand, c.constat] for _, cells in row.groupes for c in cells]]
            for row in (s.tableau.lignes if s.tableau else ())
        ],
        "non_attendus": [x.effets_non_attendus for x in s.effets_dits],
        "leviers_freins": [[name, [list(cell) for cell in cells]] for name, cells in s.leviers_freins],
        "paroles": [[q.libelle, q.question.synthese, [p.extrait for p in q.passages]] for q in s.paroles],
        "suites": [[[x.recommandation.numero, x.statut, x.preuve] for x in s.suivis], [[x.action.numero, x.pistes] for x in s.pistes]],
        "finale": [f.validee_le, f.instance, f.manquants] if f else [],
    }  # fmt: skip


def _reponse(row: Lue) -> list:
    answer = row.reponse
    return [
        row.libelle,
        [answer.constat, answer.jugement] if answer else [],
        [[p.libelle, p.valeur, p.jour] for p in row.preuves],
        [_reponse(indicateur) for indicateur in row.indicateurs],
    ]


def may_read(actor: Actor, document: Document) -> bool:
    """Members of the CA; with its amounts, those who read amounts."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & montants.lecteurs(document))


def resolve(ref: str) -> int:
    """`CA-78-01` → the coopérative."""
    return Cooperative.objects.get(reference=ref).pk


KIND = DocumentKind("synthese_evaluation", "Synthèse d’évaluation", build, may_read, resolve=resolve)
