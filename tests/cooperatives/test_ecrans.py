"""What a hurried coordinator reads first: lateness in the opening sentence, meetings gone by, a grid that folds."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from cooperatives.enums import Appreciation
from cooperatives.forms.opportunite import AppreciationForm
from cooperatives.models import Reunion
from cooperatives.queries.gouvernance import gouvernance as read_governance
from cooperatives.queries.tableau import tableau as read_table
from cooperatives.workflows import tableau
from tests.factories import cooperatives as fabrique

PARIS = ZoneInfo("Europe/Paris")


def test_the_opening_sentence_of_the_table_names_a_late_stage(ca, dd78, le_jour):
    stage = ca.etapes.get(ordre=2)
    tableau.schedule_stage(stage, actor=dd78.actor, debut=date(2027, 1, 4), fin=date(2027, 2, 1), version=stage.version)

    le_jour("2027-03-10")

    assert f"Une étape en retard\u00a0: {stage.libelle}." in read_table(ca).chapo


@pytest.mark.parametrize(("today", "gone_by"), [("2027-05-10", False), ("2027-05-12", True)])
def test_a_meeting_whose_day_is_over_says_so(ca, dd78, le_jour, today, gone_by):
    Reunion.objects.create(ca=ca, type="copil", prevue_le=datetime(2027, 5, 11, 9, 30, tzinfo=PARIS))

    le_jour(today)

    assert [row.passee for row in read_governance(ca).a_venir] == [gone_by]


@pytest.mark.parametrize(
    ("appreciation", "justification", "opened"),
    [
        (Appreciation.A_ETUDIER, "", False),
        (Appreciation.SATISFAIT, "", False),
        (Appreciation.SATISFAIT, "Un contrat local de santé existe.", True),
        (Appreciation.PARTIEL, "", True),
        (Appreciation.NON, "", True),
    ],
)
def test_the_reason_of_a_principle_is_folded_until_it_is_needed(ca, appreciation, justification, opened):
    row = ca.appreciations.select_related("principe").first()
    row.appreciation, row.justification = appreciation, justification

    assert AppreciationForm(row=row).a_justifier is opened


def test_the_new_form_does_not_call_optional_what_one_of_two_requires(connecte, dd78):
    page = connecte(dd78).get("/cooperatives/nouvelle/").content.decode()

    for label in ("Thématiques", "Publics"):
        assert f'<legend class="fr-label">{label}</legend>' in page


def test_a_long_list_of_chips_is_folded_on_its_choices(connecte, dd78, ca):
    for number in range(12):
        fabrique.thematique(f"t{number}")
    page = connecte(dd78).get(f"/cooperatives/{ca.reference}/identite/").content.decode()
    theme = ca.thematiques.first()

    assert f'<span class="coop-repli__c">{theme}</span>' in page
