"""Read models: communes covered, population, frise, counts, warnings, duties, pasted lines."""

from datetime import date

import pytest

from coop import horloge
from coop.notifications.duties import duties_for
from coop.territories.models import Intercommunalite, Quartier
from cooperatives.enums import Phase
from cooperatives.invitations import Ligne, devenir, parse
from cooperatives.models import Cooperative, TransitionPhase
from cooperatives.queries import Suivi, communes_couvertes, frise, nombre_communes, population
from cooperatives.queries import opportunite as reading
from cooperatives.workflows import opportunite
from tests.factories import CommuneFactory, ContactFactory, OrganisationFactory
from tests.factories import cooperatives as fabrique


def test_communes_couvertes_are_chosen_of_epci_and_of_quartier_each_once(ca):
    chosen = list(ca.communes.all())
    of_epci, of_quartier = CommuneFactory(), CommuneFactory()
    epci = Intercommunalite.objects.create(code="200", nom="Agglomération fictive", nature="CA")
    epci.communes.set([chosen[0], of_epci])
    quartier = Quartier.objects.create(code="QP078", nom="Quartier fictif", geographie=2015, departement=ca.departement)
    quartier.communes.set([of_quartier])
    ca.intercommunalites.add(epci)
    ca.quartiers.add(quartier)

    assert set(communes_couvertes(ca)) == {*chosen, of_epci, of_quartier}
    assert (nombre_communes(ca), population(ca)) == (4, 40_000)


def test_a_whole_departement_adds_no_commune(ca):
    CommuneFactory()
    ca.departements_vises.add(ca.departement)

    assert nombre_communes(ca) == 2


@pytest.mark.parametrize(
    ("phase", "suivi", "states"),
    [
        (Phase.PREFIGURATION, None, "cvvvvv"),
        (Phase.DIAGNOSTIC, None, "fcvvvv"),
        (Phase.ELABORATION, None, "ffcvvv"),
        (Phase.CONVENTIONNEMENT, None, "ffcvvv"),
        (Phase.MISE_EN_OEUVRE, None, "fffcvv"),
        (Phase.MISE_EN_OEUVRE, Suivi(1, date(2027, 1, 1)), "fffccv"),
        (Phase.MISE_EN_OEUVRE, Suivi(0, date(2028, 1, 1)), "fffcvv"),
        (Phase.EVALUATION_CA, Suivi(4, date(2027, 1, 1)), "fffffc"),
    ],
)
def test_frise_lights_the_stages_of_the_phase(ca, phase, suivi, states):
    ca.phase = phase

    assert "".join(e.etat for e in frise(ca, date(2027, 6, 1), suivi)) == states


def test_a_stage_that_is_over_does_not_end_later(ca):
    day = date(2027, 6, 1)
    ca.phase = Phase.EVALUATION_CA
    ca.transitions.create(de=Phase.MISE_EN_OEUVRE, vers=Phase.EVALUATION_CA, le=horloge.now(), depuis=day)
    ca.etapes.filter(code="suivi_evaluation").update(debut=date(2027, 1, 1), fin=date(2027, 12, 31))

    stage = next(e for e in frise(ca, day) if e.code == "suivi_evaluation")

    assert (stage.mot, stage.fin) == ("Terminée", day)


def test_frise_says_the_quarters_and_the_real_dates(ca):
    with horloge.at(date(2027, 2, 1)):
        TransitionPhase.objects.create(
            ca=ca, de="prefiguration", vers="mise_en_oeuvre", auteur="Essai", le=horloge.now()
        )
    ca.phase = Phase.MISE_EN_OEUVRE

    stages = {e.code: e for e in frise(ca, date(2027, 9, 1), Suivi(2, date(2027, 4, 1)))}

    assert stages["mise_en_oeuvre"].mot == "En cours, 2 trimestres sur 4"
    assert (stages["mise_en_oeuvre"].debut, stages["prefiguration"].fin) == (date(2027, 2, 1), date(2027, 2, 1))
    assert stages["suivi_evaluation"].debut == date(2027, 4, 1)


def test_compte_counts_without_a_score(ca, dd78):
    first, second = ca.appreciations.all()[:2]
    opportunite.appreciate(first, actor=dd78.actor, appreciation="satisfait")
    opportunite.appreciate(second, actor=dd78.actor, appreciation="partiel", justification="En partie.")

    assert reading.compte(ca) == reading.Compte(consideres=2, satisfaits=1, total=10)


def test_articulations_show_other_cooperatives_of_the_same_scheme(ca, dd78):
    other = fabrique.cooperative("78", intitule="Voisine", coordinateur=dd78)
    scheme = opportunite.create_dispositif(ca, actor=dd78.actor, type="cls", nom="CLS partagé")
    for one in (ca, other):
        opportunite.declare(one, actor=dd78.actor, type="cls", presence="present", description="x", dispositif=scheme)

    assert [row.voisines for row in reading.articulations(ca) if row.dispositif] == [[f"Voisine ({other.reference})"]]


def test_declare_takes_the_place_of_the_unnamed_row_then_adds(ca, dd78):
    for nom in ("CLS un", "CLS deux"):
        scheme = opportunite.create_dispositif(ca, actor=dd78.actor, type="cls", nom=nom)
        opportunite.declare(ca, actor=dd78.actor, type="cls", presence="present", description="x", dispositif=scheme)

    assert list(ca.articulations.filter(type="cls").values_list("dispositif__nom", flat=True)) == ["CLS un", "CLS deux"]


def test_duties_of_the_coordinator_in_prefiguration(ca, dd78):
    found = {duty.code: duty for duty in duties_for(dd78)}

    assert {"AL-42", "AL-23"} <= set(found)
    assert "AL-01" not in found
    assert found["AL-42"].ca_id == ca.pk
    assert not duties_for(fabrique.coordinatrice("93"))


def test_duty_al_01_when_nobody_coordinates(ca, dd78):
    ca.coordinateurs.all().delete()

    assert "AL-01" in {duty.code for duty in duties_for(dd78)}


def test_duties_stop_with_the_ca(ca, dd78):
    Cooperative.objects.update(statut="suspendue")

    assert not duties_for(dd78)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a@demo.invalid", [Ligne(email="a@demo.invalid")]),
        ("Ville ; A@Demo.invalid", [Ligne("Ville", "a@demo.invalid")]),
        (
            "Nom\tFonction\tCourriel\nVille\tDirectrice\ta@demo.invalid",
            [Ligne("Ville", "a@demo.invalid", "Directrice")],
        ),
        ('"Ville" <a@demo.invalid>', [Ligne("Ville", "a@demo.invalid")]),
        ("a@demo.invalid\n\na@demo.invalid", [Ligne(email="a@demo.invalid")] * 2),
        ("Ville <a@demo.invalid>, <b@demo.invalid>;", [Ligne("Ville", "a@demo.invalid"), Ligne("", "b@demo.invalid")]),
        ("a@demo.invalid, b@demo.invalid", [Ligne(email="a@demo.invalid"), Ligne(email="b@demo.invalid")]),
        ("«\u00a0Ville\u00a0» | mailto:a@demo.invalid", [Ligne("Ville", "a@demo.invalid")]),
        ("Ville ; accueil(at)demo.invalid", [Ligne("Ville", "accueil(at)demo.invalid")]),
        ("Association sans adresse", [Ligne("Association sans adresse")]),
        ("Ville ; pas-une@adresse@", [Ligne("Ville", "pas-une@adresse@")]),
        (" \n;;\n", []),
    ],
)
def test_parse_reads_pasted_lines(text, expected):
    assert parse(text) == expected


def test_devenir_says_what_each_line_becomes(ca):
    contact = ContactFactory()
    known = OrganisationFactory(nom="Association connue")
    member = fabrique.membre(ca)

    assert devenir(ca, Ligne(email=contact.email)).organisation == contact.organisation
    assert devenir(ca, Ligne("association connue", "n@demo.invalid")).organisation == known
    assert devenir(ca, Ligne("Toute neuve")).phrase.startswith("Nouvelle organisation")
    assert devenir(ca, Ligne(email="inconnue@demo.invalid")).phrase.startswith("Adresse inconnue")
    assert "mal écrite" in devenir(ca, Ligne("X", "faux@")).phrase
    assert devenir(ca, Ligne(member.organisation.nom)).ignoree
