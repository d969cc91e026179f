"""DOC-FP: the « fiche projet » of the plateforme projet, from the same template as its page (domain.md §5.8)."""

from conventions import montants
from coop.documents.kinds import Built, DocumentKind
from coop.documents.models import Document
from coop.journal.actors import Actor
from coop.ui.typographie import jour_civil
from cooperatives.models import Cooperative
from cooperatives.roles import roles
from portail.queries.fiche_projet import FicheProjet, read

VERSION = "DOC-FP 1"


def build(document: Document) -> Built:
    """The coopérative as it stands on the day it is asked."""
    ca = Cooperative.objects.select_related("departement").defer("departement__trace").get(pk=document.subject_id)
    fiche = read(ca, jour_civil(document.requested_at), argent=montants.imprime(document))
    return Built(
        template="documents/portail/fiche_projet.html",
        context={"ca": ca, "f": fiche},
        content=_content(fiche),
        title=f"Fiche projet – {ca.intitule}",
        filename=f"fiche-projet-{ca.reference}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=ca.reference,
        draft=False,
    )


def _content(f: FicheProjet) -> dict:
    ca, diagnostic = f.ca, f.diagnostic
    return {
        "identite": [ca.intitule, ca.appellation_locale, ca.departement.nom, f.etape, ca.objectif_public],
        "listes": [f.territoires, f.thematiques, f.publics, f.coordinateurs, f.copilotes],
        "diagnostic": [diagnostic.synthese_preambule, diagnostic.problematique] if diagnostic else [],
        "besoins": [besoin.libelle for besoin in f.besoins],
        "plus_value": ca.plus_value_existant,
        "articulations": [[str(row), row.description] for row in f.articulations],
        "objectifs": [[o.niveau, o.numero, o.libelle] for o in f.objectifs],
        "actions": [_action(action) for action in f.actions],
        "membres": [[str(m), m.role_mission] for m in f.membres],
        "instances": [[i.nom, i.role_ecrit, i.periodicite_jours] for i in f.instances],
        "etapes": [[e.libelle, e.mot, e.debut, e.fin] for e in f.etapes],
        "evaluation": [
            ca.equipe_evaluation,
            f.criteres,
            [[k, [i.libelle for i in v]] for k, v in f.indicateurs.items()],
        ],
        "habitants": f.habitants,
        "moyens": [
            f.etp,
            [[c.membre.organisation.nom, c.type, c.description, c.valorisation] for c in f.contributions],
        ],
    }


def _action(action) -> list:
    return [
        action.numero,
        action.intitule,
        action.promoteur.organisation.nom,
        action.public_cible,
        [[lieu.libelle, lieu.commune.nom if lieu.commune else ""] for lieu in action.lieux.all()],
        action.calendrier,
        action.etp,
    ]


def may_read(actor: Actor, document: Document) -> bool:
    """Members of the CA; with its amounts, those who read amounts."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & montants.lecteurs(document))


def resolve(ref: str) -> int:
    """The CA of a reference. Raises DoesNotExist."""
    return Cooperative.objects.get(reference=ref).pk


KIND = DocumentKind("fiche_projet", "Fiche projet", build, may_read, resolve=resolve)
