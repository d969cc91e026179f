"""Rows of the lists of coopératives: public facts only, a fixed number of statements."""

from django.db.models import Count, Prefetch, Q, QuerySet

from coop.ui import charts
from cooperatives.enums import Phase, Statut
from cooperatives.models import Cooperative, Thematique
from cooperatives.models.membres import reste
from cooperatives.queries.frise import etats


def mini_frise(ca: Cooperative, suivi_commence: bool) -> charts.Graphique:
    """The six boxes of the stages, for a table cell; write `libelle_etape` beside. See `suivis_commences`."""
    return charts.mini_frise(list(etats(ca.phase, suivi_commence).values()), libelle_etape(ca))


def resumes(rows: QuerySet[Cooperative]) -> QuerySet[Cooperative]:
    """`rows` with what a list shows (2 statements): themes, département, number of partners other than the ARS."""
    taking_part = Q(membres__statut__in=["membre", "signataire"]) & reste("membres__")
    partners = taking_part & ~Q(membres__organisation__type="ars")
    themes = Prefetch("thematiques", queryset=Thematique.objects.order_by("ordre", "libelle"))
    return (
        rows.select_related("departement")
        .defer("departement__trace", "enonce_ists", "plus_value_existant", "argumentaire_thematique")
        .prefetch_related(themes)
        .annotate(partenaires=Count("membres", filter=partners, distinct=True))
    )


def libelle_etape(ca: Cooperative) -> str:
    """The stage in words, or the status when it stopped: « en préfiguration » stands apart (decisions.md 6)."""
    if ca.statut != Statut.EN_COURS:
        return Statut(ca.statut).label.capitalize()
    return str(Phase(ca.phase).label)
