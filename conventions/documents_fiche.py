"""DOC-FA: a fiche-action, as it is signed (article 2) and with what serves its follow-up (domain.md §5.3)."""

from conventions import montants
from conventions.enums import StatutConvention
from conventions.models import FicheAction
from conventions.queries.programme import action_a_ce_jour, indicateurs_par_type
from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from cooperatives.models import Cooperative
from cooperatives.roles import roles

VERSION = "DOC-FA 2"


def build(document: Document) -> Built:
    """The fiche `subject_id` as it obliges today; « PROJET » until a convention in force carries it."""
    known = FicheAction.objects.filter(pk=int(document.subject_id)).select_related("programme__ca").first()
    if known is None:
        raise Unbuildable("Cette fiche-action a été retirée du programme.")
    ca = known.programme.ca
    action = action_a_ce_jour(ca, known.numero)
    if not montants.imprime(document):
        montants.sans_montants(action)
    signed = action.programme.conventions.filter(statut=StatutConvention.EN_VIGUEUR).exists()
    return Built(
        template="documents/conventions/fiche_action.html",
        context={
            "ca": ca,
            "a": action,
            "indicateurs": indicateurs_par_type(action),
            "territoire": territoire(action),
            "conditions": conditions(action),
        },
        content=_content(action),
        title=f"Fiche-action {action.numero} – {action.intitule}",
        filename=f"fiche-action-{ca.reference}-{action.numero}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=ca.reference,
        version=str(action.version),
        draft=not signed,
    )


def _content(action: FicheAction) -> dict:
    return _article_2(action) | {
        "ca": action.programme.ca.intitule,
        "objectifs": [objectif.libelle for objectif in ancestors(action)],
        "besoins": [b.libelle for b in action.objectif.besoins.all()] if action.objectif else [],
        "publics": [public.libelle for public in action.publics.all()],
        "public_autre": action.public_autre,
        "beneficiaires_cibles": action.beneficiaires_cibles,
        "poursuivis": action.objectifs_poursuivis,
        "attendus": action.resultats_attendus,
        "partenaires": [membre.organisation.nom for membre in action.partenaires.all()],
        "apports": action.apports,
        "leviers": action.leviers,
        "determinants": [row.libelle for row in action.determinants.all()],
        "modes": [row.libelle for row in action.modes.all()],
        "territoire": territoire(action),
        "nature": action.nature,
        "conditions": [[label, text] for label, text in conditions(action)],
        "contributions": [
            [c.membre.organisation.nom, c.type, c.description, c.valorisation] for c in action.contributions.all()
        ],
        "niveau": action.niveau_exigence,
        "pluriannuelle": action.pluriannuelle,
        "indicateurs": [
            [
                i.type,
                i.sous_type,
                i.libelle,
                i.nature,
                i.unite,
                i.sens,
                i.valeur_initiale,
                i.cible_en_vigueur,
                i.sources_methodes,
            ]
            for _, rows in indicateurs_par_type(action)
            for i in rows
        ],
    }


def _article_2(action: FicheAction) -> dict:
    return {
        "numero": action.numero,
        "intitule": action.intitule,
        "promoteur": action.promoteur.organisation.nom,
        "contenu": action.contenu,
        "calendrier": [action.calendrier, action.debut, action.fin],
        "modes": action.modes_intervention,
        "public": action.public_cible,
        "lieux": [[lieu.libelle, lieu.commune.nom if lieu.commune else ""] for lieu in action.lieux.all()],
        "etp": [action.etp, action.moyens_humains],
    }


def territoire(action: FicheAction) -> list[str]:
    """Names of the communes of its places, each once."""
    return list(dict.fromkeys(lieu.commune.nom for lieu in action.lieux.all() if lieu.commune))


def conditions(action: FicheAction) -> list[tuple[str, str]]:
    """What section E says in texts of its own, those that are written."""
    rows = [
        ("Opportunités", action.opportunites),
        ("Obstacles éventuels", action.obstacles),
        ("Moyens matériels", action.moyens_materiels),
        ("Moyens financiers", action.moyens_financiers),
        ("Financement existant", action.financement_existant),
        ("Fiche du contrat local de santé", action.fiche_cls),
    ]
    return [(label, text) for label, text in rows if text]


def ancestors(action: FicheAction) -> list:
    """The objective of the action and those above it, the closest first."""
    found, objectif = [], action.objectif
    while objectif is not None:
        found.append(objectif)
        objectif = objectif.parent
    return found


def may_read(actor: Actor, document: Document) -> bool:
    """Members of the CA; a fiche with its amounts, those who read amounts."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & montants.lecteurs(document))


def resolve(ref: str) -> int:
    """`CA-78-01/2` → action 2 of that CA; `CA-78-01` alone is its first action. Raises DoesNotExist."""
    reference, _, numero = ref.partition("/")
    if numero and not numero.isdecimal():
        raise FicheAction.DoesNotExist(ref)
    return FicheAction.objects.get(programme__ca__reference=reference, numero=int(numero or 1)).pk


KIND = DocumentKind("fiche_action", "Fiche-action", build, may_read, resolve=resolve)
