"""Bilans awaited after their date enter the agenda of the comité, by quarter and without a name."""

from cooperatives.queries.ordre_du_jour import proposed_points
from tests.evaluation.scene_bilan import scene  # noqa: F401 (a fixture)


def test_missing_bilans_are_counted_once_their_date_is_past(scene, le_jour):  # noqa: F811 (the fixture above)
    def found(jour: str) -> list[str]:
        le_jour(jour)
        return [title for title in proposed_points(scene.ca, "copil") if title.startswith("Bilans du")]

    due = scene.bilan(scene.asso_a, 1).echeance
    assert found(due.isoformat()) == []
    assert found(f"{due:%Y-%m}-30") == ["Bilans du 1er\u00a0trimestre\u00a0: 2\u00a0bilans attendus"]
