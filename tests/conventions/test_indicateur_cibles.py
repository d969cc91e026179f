"""A target revised by a cited decision (decisions.md 14, 16): versions, right, time, page."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from conventions.models import Convention, Indicateur, Periode, VersionCible
from conventions.workflows import cibles
from coop.accounts.predicates import Refused
from coop.journal.models import Entry
from cooperatives.models import Decision, Reunion
from cooperatives.workflows.reunions import withdraw
from tests.factories import cooperatives as fabrique

T1, T2, T3 = date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1)
MOIS_4 = "2027-04-20"


@pytest.fixture
def row(s, le_jour):
    """An indicator whose convention runs since 1 January 2027; today is in its second quarter."""
    le_jour("2026-12-01")
    row = s.indicateur(s.action(), valeur_cible=Decimal(30), unite="personnes")
    convention = s.convention("en_vigueur")
    Periode.objects.create(convention=convention, numero=1, debut=T1, fin=date(2028, 1, 1), signee_le=T1)
    le_jour(MOIS_4)
    return row


def decision(ca, numero="D-2027-04") -> Decision:
    moment = datetime(2027, 4, 10, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
    reunion = Reunion.objects.create(ca=ca, type="copil", prevue_le=moment, statut="tenue", tenue_le=moment.date())
    return Decision.objects.create(ca=ca, reunion=reunion, numero=numero, texte="Ouvrir une seconde permanence.")


def revise(s, row, **fields):
    values = {"valeur": Decimal(45), "depuis": T2, "motif": "Une seconde permanence."} | fields
    values.setdefault("decision", Decision.objects.filter(ca=s.ca).first() or decision(s.ca))
    return cibles.revise(
        row, actor=fields.get("actor", s.dd.actor), **{k: v for k, v in values.items() if k != "actor"}
    )


def test_a_target_has_an_author_a_motive_and_a_decision(s, row):
    version = revise(s, row)

    assert (version.valeur, version.depuis, version.auteur, version.decision.numero) == (
        Decimal(45), T2, s.dd.actor.label, "D-2027-04",
    )  # fmt: skip
    entry = Entry.objects.get(verb="indicateur.revise_target")
    assert "décision D-2027-04, 30 → 45 à partir du 1er avril 2027" in entry.summary.replace("\u00a0", " ")
    assert (entry.ca_id, entry.data["motif"]) == (s.ca.pk, "Une seconde permanence.")


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 12, 31), 30), (T1, 30), (date(2027, 3, 31), 30), (T2, 45), (date(2027, 6, 30), 45), (T3, 50)],
)
def test_the_target_in_force_is_the_last_revised_before_the_day(s, row, day, expected):
    revise(s, row)
    revise(s, row, valeur=Decimal(50), depuis=T3)

    assert Indicateur.objects.avec_cible(day).get(pk=row.pk).cible_en_vigueur == expected
    assert Indicateur.objects.get(pk=row.pk).valeur_cible == 30


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"depuis": T1}, "depuis"),
        ({"depuis": date(2027, 5, 1)}, "depuis"),
        ({"depuis": date(2028, 1, 1)}, "depuis"),
        ({"valeur": Decimal(30)}, "valeur"),
        ({"motif": "  "}, "motif"),
    ],
)
def test_a_revision_is_refused_at_its_field(s, row, fields, at):
    with pytest.raises(ValidationError) as refused:
        revise(s, row, **fields)
    assert at in refused.value.message_dict
    assert not VersionCible.objects.exists()


def test_the_decision_is_of_the_same_cooperative(s, row):
    elsewhere = decision(fabrique.cooperative("95"))

    with pytest.raises(ValidationError, match="n’est pas de cette coopérative"):
        revise(s, row, decision=elsewhere)


def test_version_cible_unique(s, row):
    version = revise(s, row)

    with pytest.raises(ValidationError, match="déjà revue à partir de ce trimestre"):
        revise(s, row, valeur=Decimal(60))
    with pytest.raises(IntegrityError), transaction.atomic():
        VersionCible.objects.create(indicateur=row, valeur=1, depuis=T2, motif="x", decision=version.decision)
    assert "version_cible_unique" in {c.name for c in VersionCible._meta.constraints}


@pytest.mark.parametrize(
    ("name", "fields"), [("version_cible_a_un_motif", {"motif": ""}), ("version_cible_positive", {"valeur": -1})]
)
def test_version_cible_holds_in_the_database(s, row, name, fields):
    values = {"valeur": 1, "depuis": T2, "motif": "x", "decision": decision(s.ca)} | fields
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        VersionCible.objects.create(indicateur=row, **values)


@pytest.mark.parametrize(
    ("name", "fields", "sentence"),
    [
        ("indicateur_date_avec_valeur_initiale", {"valeur_initiale_le": T1}, "valeur de départ relevée à cette date"),
        ("indicateur_reparti_est_quantitatif", {"nature": "qualitatif", "par_sexe": "Femmes"}, "chiffré se répartit"),
    ],
)
def test_definition_holds_in_the_database(s, name, fields, sentence):
    values = {"action": s.action(), "type": "ip", "libelle": "X", "sources_methodes": "Y"} | fields
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Indicateur.objects.create(**values)
    with pytest.raises(ValidationError, match=sentence):
        Indicateur(**values).full_clean()


@pytest.mark.parametrize("statut", ["brouillon", "en_signature"])
def test_before_the_convention_runs_the_definition_is_corrected(s, row, statut):
    dates = {"date_effet": None, "date_echeance": None}
    Convention.objects.update(statut=statut, **dates)

    with pytest.raises(Refused, match="se corrige dans la définition"):
        revise(s, row)


def test_a_partner_revises_nothing(s, row):
    with pytest.raises(Refused, match="après une décision"):
        revise(s, row, actor=s.partenaire.actor)


def test_words_have_no_target(s, row):
    row.nature, row.valeur_cible = "qualitatif", None
    row.save()

    with pytest.raises(Refused, match="se lit en mots"):
        revise(s, row)


def test_a_revision_is_taken_back_until_its_quarter_is_over(s, row, le_jour):
    version = revise(s, row)
    le_jour("2027-07-01")
    with pytest.raises(ValidationError, match="trimestre est terminé"):
        cibles.withdraw(version, actor=s.dd.actor)
    le_jour("2027-06-30")
    cibles.withdraw(version, actor=s.dd.actor)

    assert not VersionCible.objects.exists()


def test_a_cited_decision_is_not_withdrawn(s, row):
    version = revise(s, row)

    with pytest.raises(ValidationError, match="citant cette décision"):
        withdraw(version.decision, actor=s.dd.actor)


def page(s, row, name="cible_revoir", **kwargs) -> str:
    return reverse(f"conventions:{name}", kwargs={"ca_ref": s.ca.reference, "numero": 1, "pk": row.pk, **kwargs})


def test_the_page_proposes_the_quarters_not_over_and_the_decisions(s, row, connecte):
    chosen = decision(s.ca)
    client = connecte(s.dd)
    form = client.get(page(s, row)).context["form"]
    assert [value for value, _ in form.fields["depuis"].choices] == ["2027-04-01", "2027-07-01", "2027-10-01"]

    data = {"valeur": "1 200,5", "depuis": "2027-07-01", "decision": chosen.pk, "motif": "Deux lieux de plus."}
    response = client.post(page(s, row), data)

    version = VersionCible.objects.get()
    assert (response.status_code, version.valeur, version.depuis) == (302, Decimal("1200.50"), T3)
    client.post(page(s, row, "cible_retirer", cible_id=version.pk))
    assert not VersionCible.objects.exists()


@pytest.mark.parametrize(
    ("fields", "at"),
    [({"valeur": "env. 30"}, "valeur"), ({"valeur": "-2"}, "valeur"), ({"decision": ""}, "decision"),
     ({"depuis": "2027-01-01"}, "depuis"), ({"motif": ""}, "motif")],
)  # fmt: skip
def test_bad_revision_keeps_what_was_typed(s, row, connecte, fields, at):
    data = {"valeur": "45", "depuis": "2027-04-01", "decision": decision(s.ca).pk, "motif": "Gardé."} | fields
    response = connecte(s.dd).post(page(s, row), data)

    assert list(response.context["form"].errors) == [at]
    assert not VersionCible.objects.exists()


def test_the_page_is_for_the_animation(s, row, connecte):
    assert connecte(s.partenaire).get(page(s, row)).status_code in (403, 404)
    assert "Aucune décision n’est encore notée" in connecte(s.dd).get(page(s, row)).content.decode()
