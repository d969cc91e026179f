"""Load the geography and its published figures: everything is read and checked first, then written or not at all."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from coop.territories.loading.figures import REGION, Niveau, parse_figures, write_figures
from coop.territories.loading.geographie import write_geographie
from coop.territories.loading.parsing import parse_geographie
from coop.territories.reading import BadFile, Problem
from coop.territories.sync import Compte


def data_dir() -> Path:
    """The `data` directory of the project (provenance: its README)."""
    return Path(settings.BASE_DIR) / "data"


def load_territories(directory: Path | None = None) -> list[Compte]:
    """Load every geographic file of `directory`; raise BadFile, having written nothing, when one is wrong."""
    directory = directory or data_dir()
    problems: list[Problem] = []
    geographie = parse_geographie(directory, problems)
    places = {
        Niveau.COMMUNE: {row["code"] for row in geographie.communes},
        Niveau.QUARTIER: {row["code"] for row in geographie.quartiers},
        Niveau.INTERCOMMUNALITE: {row["code"] for row in geographie.intercommunalites},
        Niveau.DEPARTEMENT: {row["code"] for row in geographie.departements},
        Niveau.REGION: {REGION},
    }
    values = parse_figures(directory, places, problems)
    if problems:
        raise BadFile(problems)
    with transaction.atomic():
        return [*write_geographie(geographie), *write_figures(values)]
