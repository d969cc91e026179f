"""DOC-CR (minutes), DOC-ORG (« Organisation de la coopérative ») and DOC-TB (tableau de bord): domain.md §5.7, §5.13."""

from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from coop.organisations.models import Contact
from cooperatives.enums import StatutReunion
from cooperatives.models import Cooperative, Reunion
from cooperatives.models.perimetre import running
from cooperatives.queries import reunions as reading
from cooperatives.queries.ordre_du_jour import late_tasks
from cooperatives.queries.organisation import organisation
from cooperatives.queries.tableau import Tableau, tableau
from cooperatives.roles import ANIMATION, INTERNES, roles
from cooperatives.workflows.reunions.commun import titre


def _ca(pk) -> Cooperative:
    return Cooperative.objects.select_related("departement").defer("departement__trace").get(pk=pk)


def build_minutes(document: Document) -> Built:
    """The minutes of a meeting that was held; a draft until they are validated."""
    rows = Reunion.objects.select_related("ca__departement", "instance")
    reunion = rows.get(pk=document.subject_id)
    if reunion.tenue_le is None:
        raise Unbuildable("La réunion n’est pas encore tenue\u00a0: il n’y a pas de compte rendu.")
    context = _minutes(reunion)
    return Built(
        template="documents/cooperatives/compte_rendu.html",
        context=context,
        content=_minutes_content(context),
        title=f"Compte rendu\u00a0: {titre(reunion)}",
        filename=f"compte-rendu-{reunion.ca.reference}-{reunion.tenue_le:%Y-%m-%d}.pdf",
        created=document.requested_at,
        template_version="DOC-CR 2",
        reference=reunion.ca.reference,
        draft=reunion.statut not in reading.ECRITS,
    )


def _minutes(reunion: Reunion) -> dict:
    """What the template prints, in the eight sections of §5.7."""
    return {
        "reunion": reunion,
        "ca": reunion.ca,
        "titre": titre(reunion),
        "animateurs": [str(c) for c in _animators(reunion.ca)],
        "feuille": reading.feuille(reunion),
        "points": reading.points(reunion),
        "precedentes": reading.previous_decisions(reunion),
        "etapes": [(e.libelle, e.get_statut_display()) for e in reunion.ca.etapes.order_by("ordre")],
        "retards": [task.libelle for task in late_tasks(reunion.ca)],
        "texte": reading.texte_ecrit(reunion),
        "decisions": reading.decisions(reunion),
        "suite": reading.following(reunion),
    }


def _animators(ca: Cooperative) -> list[Contact]:
    return [row.contact for row in ca.coordinateurs.filter(running()).select_related("contact").order_by("rang", "id")]


def _minutes_content(context: dict) -> dict:
    reunion, suite = context["reunion"], context["suite"]
    return {
        "ca": context["ca"].intitule,
        "titre": context["titre"],
        "tenue_le": reunion.tenue_le,
        "lieu": reunion.lieu,
        "animateurs": context["animateurs"],
        "presences": [[label, names] for label, names in context["feuille"].par_statut],
        "habitants": context["feuille"].habitants,
        "points": [[p.intitule, p.notes, [d.numero for d in p.decisions.all()]] for p in context["points"]],
        "precedentes": [[d.numero, d.texte, d.faite_le] for d in context["precedentes"]],
        "etapes": [list(pair) for pair in context["etapes"]],
        "retards": context["retards"],
        "texte": context["texte"],
        "decisions": [[d.numero, d.texte, d.responsable, d.echeance] for d in context["decisions"]],
        "suite": suite.prevue_le if suite else None,
        "valide_le": reunion.cr_valide_le,
        "diffuse_le": reunion.cr_diffuse_le,
        "remarques_jusqu_au": reunion.cr_remarques_jusqu_au,
        "approuve_le": reunion.cr_approuve_le,
    }


def build_organisation(document: Document) -> Built:
    """Instances, their role, their rhythm and their composition, readable by all (R-GOUV-04)."""
    ca = _ca(document.subject_id)
    context = organisation(ca)
    content = {
        "ca": ca.intitule,
        "animateurs": context["animateurs"],
        "copilotes": context["copilotes"],
        "sans_siege": [str(row) for row in context["sans_siege"]],
        "habitants": context["habitants"],
        "elus": [[str(row), row.depuis] for row in context["elus"]],
        "evaluation": ca.equipe_evaluation,
        "instances": [
            [
                i.nom,
                i.role_ecrit,
                i.periodicite_jours,
                [[str(p.contact), str(p.membre or ""), p.qualite] for p in i.participants.all()],
            ]
            for i in context["instances"]
        ],
    }
    return Built(
        template="documents/cooperatives/organisation.html",
        context=context,
        content=content,
        title=f"Organisation de la coopérative – {ca.intitule}",
        filename=f"organisation-{ca.reference}.pdf",
        created=document.requested_at,
        template_version="DOC-ORG 3",
        reference=ca.reference,
        draft=False,
    )


def build_table(document: Document) -> Built:
    """The table of the guide, all its months, on A3 landscape."""
    ca = _ca(document.subject_id)
    table = tableau(ca, whole=True)
    return Built(
        template="documents/cooperatives/tableau_de_bord.html",
        context={"ca": ca, "t": table},
        content=_table_content(ca, table),
        title=f"Tableau de bord – {ca.intitule}",
        filename=f"tableau-de-bord-{ca.reference}.pdf",
        created=document.requested_at,
        template_version="DOC-TB 2",
        reference=ca.reference,
        draft=False,
    )


def _table_content(ca: Cooperative, table: Tableau) -> dict:
    return {
        "ca": ca.intitule,
        "periode": [table.debut, table.fin],
        "reference": ca.calendrier_fixe_le,
        "lignes": [
            [
                r.objet.libelle, r.qui, r.ou, r.debut, r.fin, r.livrables, r.mot, r.avancement, r.retard,
                [need.libelle for need in r.attend], r.ecart,
            ]
            for r in table.lignes
        ],
    }  # fmt: skip


def may_read(actor: Actor, document: Document) -> bool:
    """Members of the CA."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


def may_read_minutes(actor: Actor, document: Document) -> bool:
    """Members once the minutes are validated; before, those who write them."""
    reunion = Reunion.objects.select_related("ca").filter(pk=document.subject_id, ca=document.ca_id).first()
    if reunion is None:
        return False
    validated = document.final and reunion.statut in reading.ECRITS
    return bool(roles(actor, reunion.ca) & (INTERNES if validated else ANIMATION))


def resolve_ca(ref: str) -> int:
    return Cooperative.objects.get(reference=ref).pk


def resolve_minutes(ref: str) -> int:
    """`CA-78-01` → its last meeting held."""
    rows = Reunion.objects.filter(ca__reference=ref, tenue_le__isnull=False).exclude(statut=StatutReunion.ANNULEE)
    return rows.latest("tenue_le", "pk").pk


KINDS = (
    DocumentKind("compte_rendu", "Compte rendu de réunion", build_minutes, may_read_minutes, resolve=resolve_minutes),
    DocumentKind("organisation", "Organisation de la coopérative", build_organisation, may_read, resolve=resolve_ca),
    DocumentKind("tableau_de_bord", "Tableau de bord", build_table, may_read, resolve=resolve_ca),
)
