"""Creating a coopérative (R-PRIN-00, decisions.md 8): everything the next stages need is laid at once."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact, Organisation
from coop.territories.models import Departement
from cooperatives import guide
from cooperatives.enums import Phase, StatutMembre, StatutTache, TypeCoordinateur
from cooperatives.journal import note
from cooperatives.models import (
    AppreciationPrincipe,
    Articulation,
    Cooperative,
    Coordinateur,
    Etape,
    Membre,
    Principe,
    Representant,
    Site,
    Tache,
    TransitionPhase,
)
from cooperatives.rules import is_of_dd, may_create

TERRITOIRE = ("communes", "intercommunalites", "quartiers", "departements_vises")


@transaction.atomic
def create(
    *,
    actor: Actor,
    intitule: str,
    departement: Departement,
    coordinateur: Contact,
    thematiques: Iterable = (),
    publics: Iterable = (),
    communes: Iterable = (),
    intercommunalites: Iterable = (),
    quartiers: Iterable = (),
    departements_vises: Iterable = (),
    libelle_territoire: str = "",
    sites: Iterable[str] = (),
    objectif_public: str = "",
    est_fictive: bool = False,
) -> Cooperative:
    """Create a CA in préfiguration with its reference, stages, grid, articulations, first member and coordinator.

    Raises Refused unless `actor` is of the DD of `departement` (or an administrator), ValidationError when the theme
    and the public, or the territory, are missing, or when `coordinateur` is not of that DD (R-GOUV-01).
    """
    require(
        may_create, actor, departement, "Seule la délégation départementale crée une coopérative dans son département."
    )
    lists = {
        "thematiques": list(thematiques),
        "publics": list(publics),
        "communes": list(communes),
        "intercommunalites": list(intercommunalites),
        "quartiers": list(quartiers),
        "departements_vises": list(departements_vises),
    }
    places = [name for name in sites if name.strip()]
    _check(lists, bool(places or libelle_territoire.strip()), coordinateur, departement)
    ca = Cooperative(
        reference=_next_reference(departement),
        intitule=intitule.strip(),
        departement=departement,
        libelle_territoire=libelle_territoire.strip(),
        objectif_public=objectif_public.strip(),
        est_fictive=est_fictive,
        creee_le=horloge.today(),
    )
    ca.full_clean()
    ca.save()
    for name, rows in lists.items():
        getattr(ca, name).set(rows)
    Site.objects.bulk_create(Site(ca=ca, nom=name.strip()[:150]) for name in places)
    _lay_grid(ca)
    _lay_stages(ca)
    _welcome_dd(ca, coordinateur)
    _begin(ca, actor)
    return ca


def _check(lists: dict[str, list], named_place: bool, coordinateur: Contact, departement: Departement) -> None:
    if not lists["thematiques"] and not lists["publics"]:
        raise ValidationError("Choisissez au moins une thématique ou un public, même provisoire.")
    if not named_place and not any(lists[name] for name in TERRITOIRE):
        raise ValidationError(
            "Dites sur quel territoire\u00a0: cherchez au moins une commune, une intercommunalité ou un quartier."
        )
    if not is_of_dd(coordinateur, departement):
        raise ValidationError(
            {"coordinateur": "Le premier coordinateur est obligatoirement de la délégation départementale concernée."}
        )


def _next_reference(departement: Departement) -> str:
    """CA-dd-nn, one more than the last of the département; its row is locked so that two creations wait in turn."""
    Departement.objects.select_for_update().get(pk=departement.pk)
    last = (
        Cooperative.objects.filter(departement=departement)
        .order_by("-reference")
        .values_list("reference", flat=True)
        .first()
    )
    number = int(last.rsplit("-", 1)[1]) + 1 if last else 1
    if number > 99:
        raise ValidationError(
            "Ce département a déjà quatre-vingt-dix-neuf coopératives\u00a0: écrivez à l’équipe d’appui."
        )
    return f"CA-{departement.code}-{number:02}"


def _lay_grid(ca: Cooperative) -> None:
    AppreciationPrincipe.objects.bulk_create(
        AppreciationPrincipe(ca=ca, principe=principe, le=horloge.now()) for principe in Principe.objects.all()
    )
    Articulation.objects.bulk_create(Articulation(ca=ca, type=kind) for kind in guide.DISPOSITIFS_DEMANDES)


def _lay_stages(ca: Cooperative) -> None:
    stages = Etape.objects.bulk_create(
        Etape(ca=ca, ordre=order, code=code, libelle=label) for order, (code, label) in enumerate(guide.ETAPES, start=1)
    )
    first = stages[0]
    first.statut = StatutTache.EN_COURS
    first.save(update_fields=["statut"])
    Tache.objects.bulk_create(
        Tache(etape=first, ordre=order, libelle=label)
        for order, label in enumerate(guide.TACHES_PREFIGURATION, start=1)
    )


def _welcome_dd(ca: Cooperative, contact: Contact) -> None:
    """The délégation is a member from the start, represented by its coordinator (R-CADRE-10)."""
    dd = Organisation.objects.filter(type=TypeOrganisation.ARS, departement=ca.departement).first()
    if dd is None:
        raise ValidationError(
            "La délégation de ce département n’est pas dans le registre des organisations\u00a0: ajoutez-la d’abord."
        )
    today = horloge.today()
    membre = Membre.objects.create(ca=ca, organisation=dd, statut=StatutMembre.MEMBRE, date_entree=today)
    Representant.objects.create(membre=membre, contact=contact, debut=today)
    Coordinateur.objects.create(ca=ca, contact=contact, rang=1, type=TypeCoordinateur.DD, debut=today)


def _begin(ca: Cooperative, actor: Actor) -> None:
    TransitionPhase.objects.create(ca=ca, vers=Phase.PREFIGURATION, auteur=actor.label, le=horloge.now())
    note("cooperative.create", f"La coopérative «\u00a0{ca.intitule}\u00a0» a été créée.", actor=actor, ca=ca)
