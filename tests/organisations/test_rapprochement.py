"""Recognising the same actor written twice, and the constraints of the directory by name."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coop.journal.actors import SYSTEM
from coop.journal.models import Entry
from coop.organisations import workflows
from coop.organisations.models import Distinction, Organisation
from coop.organisations.queries import duplicates_of, lookalikes_of, search_organisations, with_former
from coop.organisations.rapprochement import SEUIL, mots, paires, ressemblance
from tests.factories import CommuneFactory, DepartementFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
SIRET, AUTRE_SIRET = "35600000000048", "35600000000055"


@pytest.mark.parametrize(
    ("first", "second", "close"),
    [
        ("Association Les Jardins", "Les jardins (asso)", True),
        ("Les Jardins de Trappes", "Jardin de Trappe", True),
        ("Centre d’écoute", "Centre d'ecoute", True),
        ("Écoute jeunes", "Jeunes écoute", True),
        ("Maison des familles", "Maison des femmes", False),
        ("Association fictive 92-A", "Association fictive 92-B", False),
        ("Association fictive 94-A", "Association fictive 94-D", False),
        ("Association 92", "Association 93", False),
        ("Les Jardins", "Les Ateliers", False),
        ("", "Les Jardins", False),
    ],
)
def test_names_are_close_or_not(first, second, close):
    assert (ressemblance(first, second) >= SEUIL) is close


def test_a_name_made_of_common_words_keeps_them():
    assert mots("Ville de Santé") == ("de", "sante", "ville")


def _pair(**fields):
    first = OrganisationFactory(nom="Les Jardins", **fields.pop("first", {}))
    second = OrganisationFactory(nom=fields.pop("nom", "Les jardins"), **fields)
    return [(p.premiere.pk, p.seconde.pk, p.raison) for p in paires([second, first])], first, second


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "Même nom."),
        ({"nom": "Les Jardin"}, "Noms très proches."),
        ({"nom": "Tout autre", "autres_noms": "Les jardins"}, "Même nom."),
        ({"nom": "Les Ateliers"}, ""),
        ({"rna": "W781234567", "first": {"rna": "W781234568"}}, ""),
        ({"nom": "Poste", "siret": AUTRE_SIRET, "first": {"siret": SIRET}}, "Même numéro SIREN"),
    ],
)
def test_pairs_say_why(fields, reason):
    found, first, second = _pair(**fields)

    assert bool(found) is bool(reason)
    if reason:
        assert found[0][:2] == (first.pk, second.pk)
        assert reason in found[0][2]


def test_same_name_in_another_commune_is_no_pair():
    found, _, _ = _pair(commune=CommuneFactory(), first={"commune": CommuneFactory()})

    assert found == []


def test_pairs_told_apart_are_left_out():
    _, first, second = _pair()

    assert list(paires([first, second], {(first.pk, second.pk)})) == []


def test_a_word_borne_by_many_compares_nobody(monkeypatch):
    monkeypatch.setattr("coop.organisations.rapprochement.MOT_COURANT", 1)
    found, _, _ = _pair()

    assert found == []


def test_creation_asks_about_a_close_name_of_the_departement():
    known = OrganisationFactory(nom="Les Jardins de Trappes")
    fields = {"nom": "Jardin de Trappe", "type": "association", "secteur": known.secteur}

    with pytest.raises(workflows.PossibleDuplicate) as refused:
        workflows.create_organisation(actor=SYSTEM, departement=known.departement, **fields)

    assert refused.value.candidates == [known]
    assert workflows.create_organisation(actor=SYSTEM, departement=DepartementFactory(code="95"), **fields).pk


def test_lookalikes_keep_to_the_commune():
    here = CommuneFactory()
    known = OrganisationFactory(nom="Les Jardins", commune=here)

    assert lookalikes_of("Les jardin", commune=here) == [known]
    assert lookalikes_of("Les jardin", commune=CommuneFactory()) == []
    assert lookalikes_of("") == []


def test_a_duplicate_is_recognised_by_its_rna_and_its_former_name():
    known = OrganisationFactory(nom="Nouveau nom", autres_noms="Ancien nom\nNom d’usage", rna="W781234567")

    assert duplicates_of("Rien", rna="W781234567") == [known]
    assert duplicates_of("ancien NOM") == [known]
    assert list(search_organisations("usage")) == [known]


def test_a_merged_organisation_answers_by_the_other():
    kept, double = OrganisationFactory(nom="Gardée"), OrganisationFactory(nom="Absorbée")
    workflows.absorb(double, into=kept)

    assert duplicates_of("Absorbée") == [kept]
    assert with_former([kept.pk]) == {kept.pk, double.pk}
    assert list(search_organisations("absorbee")) == [kept]


def test_a_name_that_changes_is_still_found():
    row = OrganisationFactory(nom="Ancien")

    workflows.update_organisation(row, actor=SYSTEM, nom="Nouveau", version=row.version)

    assert row.autres_noms == "Ancien"
    assert list(search_organisations("ancien")) == [row]
    assert Entry.objects.get(verb="organisation.update").organisation_id == row.pk


@pytest.mark.parametrize("rna", ["781234567", "W78123456", "W78123456789", "w781234567"])
def test_wrong_rna_is_told(rna):
    with pytest.raises(ValidationError, match="Un numéro RNA commence par W"):
        OrganisationFactory.build(rna=rna, secteur=OrganisationFactory().secteur).full_clean()


def test_telling_apart_twice_keeps_one_row():
    first, second = OrganisationFactory(), OrganisationFactory()

    workflows.tell_apart(second, first, actor=SYSTEM)
    workflows.tell_apart(first, second, actor=SYSTEM)

    assert list(Distinction.objects.values_list("premiere", "seconde")) == [(first.pk, second.pk)]
    assert Entry.objects.filter(verb="organisation.tell_apart").count() == 1


def rna_pris():
    OrganisationFactory(rna="W781234567")
    return OrganisationFactory.build(rna="W781234567", nom="Autre")


def reunie_sans_date():
    return OrganisationFactory.build(nom="Autre", fusionnee_dans=OrganisationFactory())


def reunie_avec_elle_meme():
    row = OrganisationFactory()
    row.fusionnee_dans, row.fusionnee_le = row, date(2026, 1, 1)
    return row


def distinction_double():
    row = Distinction.objects.create(premiere=OrganisationFactory(), seconde=OrganisationFactory(), auteur="x")
    return Distinction(premiere=row.premiere, seconde=row.seconde, auteur="x")


def distinction_renversee():
    first, second = OrganisationFactory(), OrganisationFactory()
    return Distinction(premiere=second, seconde=first, auteur="x")


@pytest.mark.parametrize(
    ("build", "name", "sentence"),
    [
        (rna_pris, "organisation_rna_unique", "Une organisation porte déjà ce numéro RNA."),
        (
            reunie_sans_date,
            "organisation_reunie_a_une_date",
            "Une organisation réunie avec une autre l’est à une date.",
        ),
        (
            reunie_avec_elle_meme,
            "organisation_reunie_avec_une_autre",
            "Une organisation ne se réunit pas avec elle-même.",
        ),
        (distinction_double, "distinction_unique", "Ces deux organisations sont déjà dites distinctes."),
        (distinction_renversee, "distinction_ordonnee", "La première des deux organisations est la plus ancienne."),
    ],
)
def test_constraints_hold_in_the_database_and_speak(build, name, sentence):
    row = build()
    if isinstance(row, Organisation) and row.secteur_id is None:
        other = OrganisationFactory()
        row.secteur, row.departement = other.secteur, other.departement

    with pytest.raises(ValidationError, match=sentence):
        row.full_clean()
    with pytest.raises(IntegrityError, match=f"{name}|UNIQUE"), transaction.atomic():
        row.save()
