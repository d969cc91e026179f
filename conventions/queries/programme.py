"""The programme as one reads it: a fixed number of statements, whatever the number of objectives and actions."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet

from conventions import gates
from conventions.enums import NiveauObjectif, StatutConvention, TypeIndicateur
from conventions.models import Avenant, FicheAction, Indicateur, Objectif, Programme
from conventions.queries import a_ce_jour
from conventions.rules import lock_state
from coop import horloge
from coop.gates import Manque
from coop.journal.actors import Actor
from cooperatives.models import Cooperative, Membre
from cooperatives.roles import ACTIFS, ANIMATION, organisations_of, roles
from diagnostics.models import Besoin
from diagnostics.queries import besoins_retenus


@dataclass(frozen=True)
class Fiche:
    """One action in the tree: what it lacks in words, its indicators by type, whether the reader may write it."""

    action: FicheAction
    manques: list[str]
    compte: dict[str, int]
    may_write: bool

    @property
    def phrase(self) -> str:
        return f"Il manque\u00a0: {', '.join(self.manques)}." if self.manques else ""


@dataclass(frozen=True)
class Noeud:
    """One objective, the objectives under it and the actions that carry it out."""

    objectif: Objectif
    enfants: list["Noeud"] = field(default_factory=list)
    fiches: list[Fiche] = field(default_factory=list)
    premier: bool = False
    dernier: bool = False


@dataclass(frozen=True)
class LectureProgramme:
    """What the page of the programme shows, and what its reader may do there."""

    programme: Programme
    racines: list[Noeud]
    sans_objectif: list[Fiche]
    fiches: list[Fiche]
    sans_reponse: list[Besoin]
    manques: list[Manque]
    conseils: list[Manque]
    verrou: str
    avances: list[Avenant]
    may_write: bool
    may_propose: bool
    a_la_signature: bool


def read(ca: Cooperative, actor: Actor) -> LectureProgramme | None:
    """The programme of `ca` for `actor`; None when it is not open yet."""
    programme = Programme.objects.filter(ca=ca).first()
    if programme is None:
        return None
    verrou = lock_state(programme)
    animates, mine = bool(roles(actor, ca) & ANIMATION), organisations_of(actor)
    actions = a_ce_jour.fiches(gates.actions_of(ca), "lieux__commune", "partenaires__organisation")
    fiches = [_fiche(action, not verrou and (animates or _is_mine(action, mine))) for action in actions]
    objectifs = list(programme.objectifs.prefetch_related("besoins").order_by("numero"))
    avances = a_ce_jour.programme(programme, objectifs) if verrou else []
    answered = {besoin.pk for objectif in objectifs for besoin in objectif.besoins.all()}
    return LectureProgramme(
        programme=programme,
        racines=_tree(objectifs, fiches),
        sans_objectif=[fiche for fiche in fiches if fiche.action.objectif_id is None],
        fiches=fiches,
        sans_reponse=[besoin for besoin in besoins_retenus(ca) if besoin.pk not in answered],
        manques=_manques(ca, objectifs, actions),
        conseils=gates.conseils_of(ca, actions),
        verrou=verrou,
        avances=avances,
        may_write=animates and not verrou,
        may_propose=not verrou and (animates or _partners(ca).filter(organisation__in=mine).exists()),
        a_la_signature=programme.conventions.filter(statut=StatutConvention.EN_SIGNATURE).exists() if verrou else False,
    )


def _is_mine(action: FicheAction, organisations: frozenset[int]) -> bool:
    """The rule `carries`, on rows already read."""
    return action.promoteur.statut in ACTIFS and action.promoteur.organisation_id in organisations


def _manques(ca: Cooperative, objectifs: list[Objectif], actions: list[FicheAction]) -> list[Manque]:
    return [
        *gates.objectifs_ecrits_of(ca, {objectif.niveau for objectif in objectifs}),
        *gates.fiches_completes_of(ca, actions),
        *gates.membres_ont_une_action(ca),
        *gates.indicateurs_poses_of(ca, actions),
    ]


def _fiche(action: FicheAction, may_write: bool) -> Fiche:
    kinds = [indicateur.type for indicateur in action.indicateurs.all()]
    compte = {kind.name: kinds.count(kind) for kind in TypeIndicateur}
    return Fiche(action, gates.missing_fields(action), compte, may_write)


def _tree(objectifs: list[Objectif], fiches: list[Fiche]) -> list[Noeud]:
    """The general objective first, then those attached to nothing; each level in the order of its numbers."""
    nodes = {objectif.pk: _noeud(objectif, objectifs, fiches) for objectif in objectifs}
    for objectif in sorted(objectifs, key=_rank):
        if objectif.parent_id:
            nodes[objectif.parent_id].enfants.append(nodes[objectif.pk])
    return [nodes[objectif.pk] for objectif in sorted(objectifs, key=_rank) if not objectif.parent_id]


def _noeud(objectif: Objectif, objectifs: list[Objectif], fiches: list[Fiche]) -> Noeud:
    last = max(o.numero for o in objectifs if o.niveau == objectif.niveau)
    return Noeud(
        objectif,
        fiches=[fiche for fiche in fiches if fiche.action.objectif_id == objectif.pk],
        premier=objectif.numero == 1,
        dernier=objectif.numero == last,
    )


def _rank(objectif: Objectif) -> tuple[int, int]:
    return list(NiveauObjectif).index(objectif.niveau), objectif.numero


def _partners(ca: Cooperative) -> QuerySet[Membre]:
    """Who may carry an action: the members that take part, or are about to."""
    return ca.membres.filter(statut__in=ACTIFS).select_related("organisation").order_by("organisation__recherche")


def promoteurs_possibles(ca: Cooperative, actor: Actor, action: FicheAction | None = None) -> QuerySet[Membre]:
    """Members `actor` may name as promoteur: any for the animation, its own for a partner, and the present one."""
    members = ca.membres.select_related("organisation").order_by("organisation__recherche")
    allowed = Q(statut__in=ACTIFS)
    if not roles(actor, ca) & ANIMATION:
        allowed &= Q(organisation__in=organisations_of(actor))
    return members.filter(allowed | Q(pk=action.promoteur_id) if action else allowed)


def associes_possibles(ca: Cooperative, action: FicheAction | None = None) -> QuerySet[Membre]:
    """Members that may share an action, and those already named."""
    members = ca.membres.select_related("organisation").order_by("organisation__recherche")
    allowed = Q(statut__in=ACTIFS)
    return members.filter(allowed | Q(pk__in=action.partenaires.values("pk")) if action else allowed)


def besoins_possibles(ca: Cooperative, objectif: Objectif | None = None) -> QuerySet[Besoin]:
    """Needs an objective may answer: those taken up in the validated diagnosis, else the current one, and its own."""
    wanted = Q(pk__in=besoins_retenus(ca).order_by().values("pk"))
    if objectif and objectif.pk:
        wanted |= Q(objectifs=objectif)
    return Besoin.objects.filter(wanted).select_related("diagnostic").distinct().order_by("priorite", "numero")


# The rows of a fiche that its page, its form and its PDF read.
PRINTED = (
    "lieux__commune",
    "moyens",
    "modes",
    "publics",
    "determinants",
    "apports_vises",
    "leviers_vises",
    "contributions__membre__organisation",
    "partenaires__organisation",
    "objectif__besoins",
)


def full_action(ca: Cooperative, numero: int, avenant: Avenant | None = None) -> FicheAction | None:
    """One fiche with everything its page and its PDF print; with `avenant`, the one this avenant prepares."""
    rows = FicheAction.toutes.filter(programme__ca=ca, numero=numero, avenant=avenant)
    rows = rows.select_related("programme__ca__departement", "promoteur__organisation", "objectif__parent__parent")
    measured = Prefetch("indicateurs", Indicateur.objects.avec_cible(horloge.today()))
    return rows.prefetch_related(*PRINTED, measured).first()


def action_a_ce_jour(ca: Cooperative, numero: int) -> FicheAction | None:
    """The same as it obliges today, when an avenant signed ahead has rewritten it."""
    found = full_action(ca, numero)
    return a_ce_jour.fiches([found], *PRINTED)[0] if found else None


def indicateurs_par_type(action: FicheAction) -> list[tuple[TypeIndicateur, list[Indicateur]]]:
    """The indicators in the order IP, IA, IR, each type present even when empty."""
    rows = list(action.indicateurs.all())
    return [(kind, sorted((i for i in rows if i.type == kind), key=lambda i: i.numero)) for kind in TypeIndicateur]
