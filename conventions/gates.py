"""What a programme needs before its convention goes to signature (domain.md §3.2, ELABORATION → CONVENTIONNEMENT).

Each gate takes the CA and reads what it needs; the pages that already hold the rows call the functions named `*_of`.
"""

from collections.abc import Iterable

from django.urls import reverse

from conventions.enums import NatureIndicateur, NiveauExigence, NiveauObjectif, TypeIndicateur
from conventions.models import FicheAction
from coop.calendrier import add_months
from coop.gates import Manque
from cooperatives.enums import StatutMembre
from cooperatives.models import Cooperative

# The texts among the seven rows of article 2 (R-FA-01): what must be filled, and how the missing thing is named.
SEVEN = (
    ("contenu", "contenu de l’action"),
    ("calendrier", "calendrier prévisionnel"),
    ("modes_intervention", "modes d’intervention"),
    ("public_cible", "public cible"),
)
MEMBERS = (StatutMembre.MEMBRE, StatutMembre.SIGNATAIRE)
PERIOD = 12  # months of a convention (article 5)


def missing_fields(action: FicheAction) -> list[str]:
    """Names of what the fiche still lacks; reads `action.lieux` and `action.promoteur` (load them for lists)."""
    found = [label for name, label in SEVEN if not getattr(action, name).strip()]
    if not action.lieux.all():
        found.append("lieux précis")
    if action.etp is None:
        found.append("moyens humains (ETP)")
    if action.objectif_id is None:
        found.append("objectif opérationnel")
    if action.promoteur.statut not in MEMBERS:
        found.append("promoteur référent membre de la coopérative")
    return found


def page(ca: Cooperative, anchor: str = "") -> str:
    """The page of the programme, at one of its parts."""
    url = reverse("conventions:programme", kwargs={"ca_ref": ca.reference})
    return f"{url}#{anchor}" if anchor else url


def fiche(ca: Cooperative, action: FicheAction, anchor: str = "") -> str:
    url = reverse("conventions:action", kwargs={"ca_ref": ca.reference, "numero": action.numero})
    return f"{url}#{anchor}" if anchor else url


def actions_of(ca: Cooperative) -> list[FicheAction]:
    """The fiches with all that the gates read, in five statements."""
    rows = FicheAction.objects.en_cours().filter(programme__ca=ca)
    rows = rows.select_related("promoteur__organisation", "objectif")
    return list(rows.prefetch_related("lieux__commune", "indicateurs", "partenaires__organisation").order_by("numero"))


def objectifs_ecrits_of(ca: Cooperative, levels: set[str]) -> list[Manque]:
    """One general objective, and at least one specific or operational one (R-PROG-01)."""
    found = []
    if NiveauObjectif.GENERAL not in levels:
        phrase = "L’objectif général n’est pas écrit."
        found.append(Manque("objectif_general", phrase, page(ca, "objectifs"), "R-PROG-01"))
    if not levels - {NiveauObjectif.GENERAL}:
        phrase = "Aucun objectif spécifique ou opérationnel n’est écrit."
        found.append(Manque("objectif_specifique", phrase, page(ca, "objectifs"), "R-PROG-01"))
    return found


def fiches_completes_of(ca: Cooperative, actions: Iterable[FicheAction]) -> list[Manque]:
    """Every action has the seven fields, a member as promoteur and its operational objective (R-FA-01, R-PROG-04)."""
    found = [
        Manque(
            f"fiche_{action.numero}",
            f"La fiche-action {action.numero} n’est pas complète.",
            fiche(ca, action),
            "R-FA-01",
            precision="Il manque\u00a0: " + ", ".join(missing) + ".",
        )
        for action in actions
        if (missing := missing_fields(action))
    ]
    if not actions:
        found.append(Manque("actions", "Le programme n’a aucune fiche-action.", page(ca, "actions"), "R-CONV-02"))
    return found


def indicateurs_poses_of(ca: Cooperative, actions: Iterable[FicheAction]) -> list[Manque]:
    """The programme has the three types, each action at least one indicator (R-EVA-02, R-CONV-10, A-54)."""
    kinds = {indicateur.type for action in actions for indicateur in action.indicateurs.all()}
    found = [
        Manque(f"type_{kind}", f"Le programme n’a aucun {kind.label}.", page(ca, "actions"), "R-EVA-02")
        for kind in TypeIndicateur
        if kind not in kinds
    ]
    return found + [
        Manque(
            f"indicateur_{action.numero}",
            f"L’action {action.numero} n’a pas d’indicateur\u00a0: à déterminer avant le démarrage du programme.",
            fiche(ca, action, "indicateurs"),
            "R-EVA-02",
        )
        for action in actions
        if not action.indicateurs.all()
    ]


def trois_types_of(ca: Cooperative, actions: Iterable[FicheAction]) -> list[Manque]:
    """Advice: each action has a process, an activity and a result indicator (A-54)."""
    found = []
    for action in actions:
        lacking = [k.label for k in TypeIndicateur if k not in {i.type for i in action.indicateurs.all()}]
        if lacking and len(lacking) < len(TypeIndicateur):
            phrase = f"L’action {action.numero} n’a pas d’{' ni d’'.join(lacking)}."
            url = fiche(ca, action, "indicateurs")
            found.append(Manque(f"types_{action.numero}", phrase, url, "R-EVA-02", obligation=False))
    return found


def recueil_qualitatif_of(ca: Cooperative, actions: Iterable[FicheAction]) -> list[Manque]:
    """Advice: an action followed closely has a qualitative indicator (R-EVA-06, AL-34)."""
    return [
        Manque(
            f"qualitatif_{action.numero}",
            f"Action {action.numero}\u00a0: recueil plus soutenu et plus qualitatif indispensable pour cette action.",
            fiche(ca, action, "indicateurs"),
            "R-EVA-06",
            obligation=False,
        )
        for action in actions
        if action.niveau_exigence == NiveauExigence.APPROFONDI
        and not any(i.nature == NatureIndicateur.QUALITATIF for i in action.indicateurs.all())
    ]


def duree_annoncee_of(ca: Cooperative, actions: Iterable[FicheAction]) -> list[Manque]:
    """Advice: an action longer than the annual convention says so (R-FA-09)."""
    return [
        Manque(
            f"duree_{action.numero}",
            f"L’action {action.numero} dépasse les douze mois de la convention sans être signalée pluriannuelle.",
            fiche(ca, action),
            "R-FA-09",
            obligation=False,
        )
        for action in actions
        if action.debut and action.fin and not action.pluriannuelle and action.fin >= add_months(action.debut, PERIOD)
    ]


def membres_ont_une_action(ca: Cooperative) -> list[Manque]:
    """Each partner member carries or shares an action (R-CONV-02); the ARS is exempt."""
    members = ca.membres.actifs().partenaires().select_related("organisation")
    idle = members.filter(actions_portees__isnull=True, actions_associees__isnull=True)
    return [
        Manque(
            f"sans_action_{membre.pk}",
            f"{membre.organisation.nom} n’a aucune action, ni comme promoteur ni comme associé.",
            page(ca, "actions"),
            "R-CONV-02",
        )
        for membre in idle
    ]


def objectifs_ecrits(ca: Cooperative) -> list[Manque]:
    programme = getattr(ca, "programme", None)
    return objectifs_ecrits_of(ca, set(programme.objectifs.values_list("niveau", flat=True)) if programme else set())


def fiches_completes(ca: Cooperative) -> list[Manque]:
    return fiches_completes_of(ca, actions_of(ca))


def indicateurs_poses(ca: Cooperative) -> list[Manque]:
    return indicateurs_poses_of(ca, actions_of(ca))


def conseils_of(ca: Cooperative, actions: Iterable[FicheAction]) -> list[Manque]:
    """Everything that is advised of the fiches, none of it a wall."""
    return [*trois_types_of(ca, actions), *recueil_qualitatif_of(ca, actions), *duree_annoncee_of(ca, actions)]


def trois_types_par_action(ca: Cooperative) -> list[Manque]:
    """The advice given before the convention goes to signature."""
    return conseils_of(ca, actions_of(ca))
