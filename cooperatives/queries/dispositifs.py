"""The register of local schemes: the list, one scheme, and those to offer to a coopérative."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.territories.models import Commune, Departement
from cooperatives.enums import Presence, Statut
from cooperatives.models import Articulation, Cooperative, DispositifLocal, FicheDispositif
from cooperatives.queries.couverture import lieux_des_cooperatives

_COMMUNES = Prefetch("communes", queryset=Commune.objects.only("pk", "nom", "code", "recherche"))


def registre() -> QuerySet[DispositifLocal]:
    """Every scheme with what the list shows; lists add 3 statements for places, fiches and themes."""
    fiches = Prefetch("fiches", queryset=FicheDispositif.objects.prefetch_related("thematiques"))
    return (
        DispositifLocal.objects.select_related("departement", "structure_porteuse")
        .defer("departement__trace")
        .prefetch_related(_COMMUNES, fiches)
        .annotate(nombre_communes=Count("communes", distinct=True))
        .order_by("departement__code", "type", "nom")
    )


def articulees(dispositif: DispositifLocal) -> list[tuple[str, str]]:
    """(title, reference) of the running coopératives articulated with a scheme: public facts (1 statement)."""
    rows = Articulation.objects.filter(dispositif=dispositif, presence=Presence.PRESENT, ca__statut=Statut.EN_COURS)
    return list(rows.order_by("ca__reference").values_list("ca__intitule", "ca__reference"))


def departements_tenus(user) -> QuerySet[Departement]:
    """Départements whose register the account keeps: its own, all of them for the siège and administrators."""
    rows = Departement.objects.defer("trace")
    if user.is_superuser:
        return rows
    mandates = Mandate.objects.active().filter(contact_id=user.contact_id)
    if mandates.filter(role=RoleMandat.SIEGE).exists():
        return rows
    return rows.filter(pk__in=mandates.filter(role=RoleMandat.COORDINATEUR_DD).values("departement"))


Choix = list[tuple[int, str]]


def choix_pour(ca: Cooperative, type: str = "", choisi: int | None = None) -> tuple[Choix, Choix]:
    """(those that cover its communes, the others of its département) as (pk, label), of one type when given.

    A scheme of another département that covers its communes is offered too; `choisi` always is (7 statements at most).
    """
    places = lieux_des_cooperatives(Cooperative.objects.filter(pk=ca.pk)).get(ca.pk)
    here = DispositifLocal.communes.through.objects.filter(
        dispositiflocal=OuterRef("pk"), commune__in=places.toutes if places else []
    )
    running = Q(pk__in=DispositifLocal.objects.en_cours().order_by().values("pk"))
    wanted = running & (Q(departement=ca.departement_id) | Q(proche=True)) | Q(pk=choisi)
    offered = DispositifLocal.objects.annotate(proche=Exists(here)).filter(wanted)
    if type:
        offered = offered.filter(type=type)
    found: tuple[Choix, Choix] = ([], [])
    for row in offered.order_by("type", "nom"):
        found[0 if row.proche else 1].append((row.pk, row.nom if type else f"{row.nom} ({row.get_type_display()})"))
    return found
