"""Write the geography: a few statements a table, parents after the rows they name."""

from typing import Any

from coop.territories.loading.parsing import Geographie
from coop.territories.models import Commune, Departement, Intercommunalite, Quartier
from coop.territories.sync import Compte, synchronise, synchronise_links

EDITABLE_DD = ("nom_dd", "complement_nom", "titre_signataire")


def ids(model) -> dict[str, int]:
    """Primary keys by code."""
    return dict(model.objects.order_by("pk").values_list("code", "pk"))


def without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def write_geographie(geographie: Geographie) -> list[Compte]:
    """Bring the five tables to the files; what an administrator wrote on a délégation is kept."""
    departements = synchronise(Departement, geographie.departements, create_only=EDITABLE_DD)
    communes, arrondissements = _write_communes(geographie.communes)
    return [
        departements,
        communes,
        arrondissements,
        *_write_intercommunalites(geographie.intercommunalites),
        write_quartiers(geographie.quartiers),
    ]


def _write_communes(rows: list[dict[str, Any]]) -> tuple[Compte, Compte]:
    departements = ids(Departement)
    whole = [_commune_row(row, departements, None) for row in rows if row["parent"] is None]
    communes = synchronise(Commune, whole, libelle="communes")
    parents = ids(Commune)
    parts = [_commune_row(row, departements, parents[row["parent"]]) for row in rows if row["parent"]]
    return communes, synchronise(Commune, parts, libelle="arrondissements de Paris")


def _commune_row(row: dict[str, Any], departements: dict[str, int], parent: int | None) -> dict[str, Any]:
    return without(row, "departement", "parent") | {
        "departement_id": departements[row["departement"]],
        "parent_id": parent,
    }


def _write_intercommunalites(rows: list[dict[str, Any]]) -> list[Compte]:
    heads = [without(row, "parent", "communes") | {"parent_id": None} for row in rows if not row["parent"]]
    counts = [synchronise(Intercommunalite, heads, libelle="EPCI à fiscalité propre")]
    known, communes = ids(Intercommunalite), ids(Commune)
    inner = [without(row, "parent", "communes") | {"parent_id": known[row["parent"]]} for row in rows if row["parent"]]
    counts.append(synchronise(Intercommunalite, inner, libelle="établissements publics territoriaux"))
    known = ids(Intercommunalite)
    pairs = [(known[row["code"]], communes[code]) for row in rows for code in row["communes"]]
    through = Intercommunalite.communes.through
    moved = synchronise_links(through, "intercommunalite_id", "commune_id", pairs)
    counts.append(
        Compte("rattachements de communes aux intercommunalités", modifies=moved, inchanges=len(pairs) - moved)
    )
    return counts


def write_quartiers(rows: list[dict[str, Any]]) -> Compte:
    """Create and update the quartiers of `rows` and the links of those quartiers; the others are left alone."""
    departements, communes = ids(Departement), ids(Commune)
    flat = [
        without(row, "departement", "communes") | {"departement_id": departements[row["departement"]], "retire": False}
        for row in rows
    ]
    count = synchronise(Quartier, flat)
    known = ids(Quartier)
    through = Quartier.communes.through
    pairs = {(known[row["code"]], communes[code]) for row in rows for code in row["communes"]}
    mine = {known[row["code"]] for row in rows}
    others = through.objects.exclude(quartier_id__in=mine).order_by("pk").values_list("quartier_id", "commune_id")
    synchronise_links(through, "quartier_id", "commune_id", pairs | set(others))
    return count
