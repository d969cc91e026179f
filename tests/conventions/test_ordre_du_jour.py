"""The échéance of the convention enters the agenda of the comité four months before, and not once it is past."""

import pytest

from cooperatives.queries.ordre_du_jour import proposed_points
from tests.conventions.scene_programme import scene


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("jour", "attendu"), [("2027-09-02", 0), ("2027-09-03", 1), ("2027-12-31", 1), ("2028-01-01", 0)]
)
def test_the_echeance_is_proposed_when_it_comes_near(le_jour, jour, attendu):
    le_jour("2027-01-04")
    played = scene()
    played.convention("en_vigueur")
    le_jour(jour)

    found = [title for title in proposed_points(played.ca, "copil") if title.startswith("Échéance de la convention")]

    assert len(found) == attendu
    assert all("1er\u00a0janvier\u00a02028" in title for title in found)
