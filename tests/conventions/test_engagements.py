"""Commitments: instrument at 22 999,99 and 23 000,00, cumulation, guard against splitting, visa, life (R-FIN-01 to 04)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from conventions import coherence_financement, documents_subvention
from conventions.enums import TypePartie
from conventions.enums_financement import Instrument, StatutEngagement
from conventions.models import EngagementFinancier, Partie, SeuilSubvention
from conventions.rules_financement import doit_souscrire, memes_organismes
from conventions.workflows import engagements as verbs
from coop import horloge
from coop.accounts.predicates import Refused
from coop.documents.kinds import Unbuildable
from coop.documents.models import Document, Piece
from coop.gates import Blocked
from coop.organisations.models import Organisation
from tests.factories import OrganisationFactory
from tests.factories import cooperatives as fabrique

D = Decimal
JOUR = date(2027, 3, 1)
DECISION, CONVENTION = Instrument.DECISION, Instrument.CONVENTION


@pytest.fixture(autouse=True)
def le_jour():
    with horloge.at(JOUR):
        yield


@pytest.fixture
def signee(s):
    """A convention in force that the first member signed."""
    return _signee(s)


def _signee(s):
    convention = s.convention("en_vigueur")
    Partie.objects.create(convention=convention, organisation=s.membre.organisation, type=TypePartie.PARTENAIRE,
                          qualite_representant="Présidence")  # fmt: skip
    return convention


def proposer(s, montant, annee=2027, membre=None, **fields):
    organisation = (membre or s.membre).organisation
    return verbs.proposer(s.ca, actor=s.dd.actor, organisation=organisation, annee=annee, montant=D(montant), **fields)


def decider(s, row, le=JOUR):
    return verbs.decider(row, actor=s.dd.actor, le=le, numero_acte="2027-001")


@pytest.mark.parametrize(
    ("before", "year", "montant", "expected"),
    [
        ([], 2027, "22999.99", DECISION),
        ([], 2027, "23000.00", CONVENTION),
        ([("11500.00", 2027)], 2027, "11499.99", DECISION),
        ([("11500.00", 2027)], 2027, "11500.00", CONVENTION),
        ([("10000.00", 2027), ("10000.00", 2027)], 2027, "3000.00", CONVENTION),
        ([("20000.00", 2026)], 2027, "20000.00", DECISION),
        ([("22999.99", 2026), ("0.01", 2027)], 2027, "22999.98", DECISION),
        ([("22999.99", 2026), ("0.01", 2027)], 2027, "22999.99", CONVENTION),
    ],
)
def test_instrument_of_the_cumulated_year(s, before, year, montant, expected):
    for amount, when in before:
        proposer(s, amount, when)
    assert proposer(s, montant, year).instrument == expected


def test_cumulation_and_threshold_are_kept(s):
    proposer(s, "10000.00")
    row = proposer(s, "14500.00")
    assert (row.cumul, row.seuil, row.instrument) == (D("24500.00"), D("23000.00"), CONVENTION)


def test_second_decision_that_crosses_is_refused_with_its_sentence(s):
    proposer(s, "10000.00")
    with pytest.raises(ValidationError) as caught:
        proposer(s, "14500.00", instrument=DECISION)
    sentence = caught.value.message_dict["instrument"][0].replace("\u00a0", " ")
    assert "porte à 24 500 € ce que l’ARS attribue" in sentence
    assert "à partir de 23 000 € par an" in sentence
    assert EngagementFinancier.objects.count() == 1


def test_cumulation_crosses_cooperatives_and_establishments(s):
    other = fabrique.cooperative("78", coordinateur=s.dd)
    fabrique.membre(other, organisation=s.membre.organisation, representant=False)
    verbs.proposer(other, actor=s.dd.actor, organisation=s.membre.organisation, annee=2027, montant=D("12000.00"))
    assert proposer(s, "11000.00").instrument == CONVENTION

    first, second = s.membre.organisation, s.voisin.organisation
    first.siret, second.siret = "73282932000074", "73282932000082"
    first.save()
    second.save()
    assert proposer(s, "100.00", membre=s.voisin).cumul == D("23100.00")


def test_row_reunited_with_an_establishment_counts(s):
    """A double merged into another establishment of the same SIREN is the same legal person."""
    double, root, sister = OrganisationFactory(), s.membre.organisation, s.voisin.organisation
    root.siret, sister.siret = "73282932000074", "73282932000082"
    root.save()
    sister.save()
    fabrique.membre(s.ca, organisation=double, representant=False)
    verbs.proposer(s.ca, actor=s.dd.actor, organisation=double, annee=2027, montant=D("13000.00"))
    double.fusionnee_dans, double.fusionnee_le = sister, JOUR
    double.save()

    assert proposer(s, "10000.00").cumul == D("23000.00")
    assert set(memes_organismes(root)) == {root, sister, double}


def test_cancelled_commitments_do_not_count(s):
    row = proposer(s, "20000.00")
    verbs.annuler(row, actor=s.dd.actor, motif="Le projet est reporté.")
    assert proposer(s, "20000.00").instrument == DECISION
    with pytest.raises(ValidationError, match="plus au stade"):
        verbs.annuler(row, actor=s.dd.actor, motif="Encore.")


def test_convention_below_the_threshold_is_allowed(s):
    assert proposer(s, "5000.00", instrument=CONVENTION).instrument == CONVENTION


def test_several_years_take_a_convention(s):
    row = proposer(s, "5000.00", derniere_annee=2029)
    assert (row.instrument, row.pluriannuel, row.total, row.exercices) == (
        CONVENTION,
        True,
        D("15000.00"),
        "2027 à 2029",
    )
    assert proposer(s, "18000.00", 2028).instrument == CONVENTION
    with pytest.raises(ValidationError, match="plusieurs années"):
        proposer(s, "5000.00", derniere_annee=2029, instrument=DECISION)
    with pytest.raises(ValidationError, match="suit la première"):
        proposer(s, "5000.00", derniere_annee=2026)


def test_a_new_threshold_applies_from_its_date(s):
    assert proposer(s, "20000.00", 2026).instrument == DECISION
    SeuilSubvention.objects.create(montant=D("20000.00"), debut=JOUR)
    assert proposer(s, "20000.00").instrument == CONVENTION


def test_act_is_refused_when_other_acts_were_signed_meanwhile(s, signee):
    first = proposer(s, "10000.00")
    second = proposer(s, "20000.00")
    decider(s, second)
    with pytest.raises(ValidationError, match="son acte sera recalculé"):
        decider(s, first)
    again = verbs.modifier(first, actor=s.dd.actor, annee=2027, montant=D("10000.00"))
    assert decider(s, again).instrument == CONVENTION


def test_without_convention_the_letter_is_cited(s):
    row = proposer(s, "10000.00")
    with pytest.raises(Blocked, match="courrier de demande de subvention daté et signé"):
        decider(s, row)
    piece = Piece.objects.create(kind="courrier_subvention", subject_id=str(row.pk), original_name="courrier.pdf",
                                 media_type="application/pdf", size=1, sha256="0" * 64, uploaded_by="DD")  # fmt: skip
    letter = {"courrier": piece, "courrier_date": date(2027, 2, 10), "courrier_qualite": "Présidence"}
    with pytest.raises(ValidationError, match="qualité de la personne"):
        verbs.viser_courrier(row, actor=s.dd.actor, **letter | {"courrier_qualite": " "})
    with pytest.raises(ValidationError, match="à venir"):
        verbs.viser_courrier(row, actor=s.dd.actor, **letter | {"courrier_date": date(2027, 3, 2)})
    row = verbs.viser_courrier(row, actor=s.dd.actor, **letter)
    with pytest.raises(ValidationError, match="Le courrier visé est du 10"):
        decider(s, row, date(2027, 2, 9))
    assert decider(s, row).statut == StatutEngagement.DECIDE
    assert "signé par le promoteur (Présidence)" in documents_subvention.visa(
        EngagementFinancier.objects.get(pk=row.pk)
    )


def test_only_who_signed_the_convention_is_paid_on_it(s, signee):
    assert proposer(s, "10000.00").convention == signee
    assert proposer(s, "10000.00", membre=s.voisin).convention is None


def test_act_is_not_older_than_the_convention(s, signee):
    with pytest.raises(ValidationError, match="n’a pris effet que le 1"):
        decider(s, proposer(s, "10000.00"), date(2026, 12, 31))
    with pytest.raises(ValidationError, match="à venir"):
        decider(s, proposer(s, "100.00"), date(2027, 3, 2))


@pytest.mark.parametrize(
    ("fields", "le", "sentence"),
    [
        ({"date_echeance": date(2027, 2, 1)}, date(2027, 1, 31), ""),
        ({"date_echeance": date(2027, 2, 1)}, date(2027, 2, 1), "n’est plus en vigueur depuis le 1"),
        ({"preavis_depuis": date(2027, 1, 10), "resiliation_effet": date(2027, 2, 10)}, date(2027, 2, 9), ""),
        (
            {"preavis_depuis": date(2027, 1, 10), "resiliation_effet": date(2027, 2, 10)},
            date(2027, 2, 10),
            "depuis le 10",
        ),
    ],
)
def test_act_cites_a_convention_in_force_that_day(s, signee, fields, le, sentence):
    with horloge.at(date(2027, 1, 5)):
        row = proposer(s, "10000.00")
    type(signee).objects.filter(pk=signee.pk).update(**fields)
    if sentence:
        with pytest.raises(ValidationError, match=sentence):
            decider(s, row, le)
    else:
        assert decider(s, row, le).convention == signee


def test_party_that_left_is_no_longer_paid_on_the_convention(s, signee):
    row = proposer(s, "10000.00")
    signee.parties.update(sortie_le=date(2027, 2, 1))
    with pytest.raises(ValidationError, match="n’était pas partie"):
        decider(s, row)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("association", True), ("commune", False), ("epci", False), ("service_etat", False), ("medico_social", None),
     ("etablissement_sante", None), ("autre", None)],
)  # fmt: skip
def test_who_signs_the_contrat_republicain(kind, expected):
    assert doit_souscrire(Organisation(type=kind)) is expected


def test_life_of_a_commitment(s, signee):
    row = verbs.completer_dossier(
        proposer(s, "10000.00"), actor=s.dd.actor, demande_le=date(2027, 1, 5), republicain_le=None
    )
    row = decider(s, row)
    with pytest.raises(ValidationError, match="suit la décision"):
        verbs.notifier(row, actor=s.dd.actor, le=date(2027, 2, 1))
    row = verbs.notifier(row, actor=s.dd.actor, le=JOUR)
    with pytest.raises(Blocked, match="Le compte rendu financier manque pour"):
        verbs.solder(row, actor=s.dd.actor, le=JOUR)
    with pytest.raises(ValidationError, match="n’était pas terminé"):
        verbs.recevoir(row, actor=s.dd.actor, annee=2027, le=JOUR)
    with horloge.at(date(2028, 5, 2)):
        with pytest.raises(ValidationError, match="ne paie pas"):
            verbs.recevoir(row, actor=s.dd.actor, annee=2026, le=JOUR)
        verbs.recevoir(row, actor=s.dd.actor, annee=2027, le=date(2028, 5, 2))
        assert verbs.solder(row, actor=s.dd.actor, le=date(2028, 5, 2)).statut == StatutEngagement.SOLDE


def test_only_the_coordination_commits(s):
    row = proposer(s, "10000.00")
    for actor in (s.partenaire.actor, s.autre.actor):
        with pytest.raises(Refused):
            verbs.annuler(row, actor=actor, motif="Non.")
        with pytest.raises(Refused):
            verbs.proposer(s.ca, actor=actor, organisation=s.membre.organisation, annee=2027, montant=D(1))


def test_draft_act_cites_the_convention(s):
    action = s.action(contenu="Permanences hebdomadaires.")
    signee = _signee(s)
    row = proposer(s, "10000.00", actions=[action])
    built = documents_subvention.build(Document(subject_id=str(row.pk), requested_at=horloge.now()))
    assert built.draft
    assert built.content["titre"] == "Décision d’attribution de subvention"
    assert f"la convention de partenariat {signee.reference}" in built.content["visa"]

    verbs.annuler(row, actor=s.dd.actor, motif="Reporté.")
    with pytest.raises(Unbuildable):
        documents_subvention.build(Document(subject_id=str(row.pk), requested_at=horloge.now()))


def test_draft_act_is_read_by_the_ars_and_its_beneficiary(s):
    row = proposer(s, "10000.00")
    document = Document(subject_id=str(row.pk), ca_id=s.ca.pk)
    readers = [documents_subvention.may_read(u.actor, document) for u in (s.dd, s.partenaire, s.autre)]
    assert readers == [True, True, False]


def test_consistency_check_finds_décisions_that_reach_the_threshold(s, signee):
    for montant in ("12000.00", "10000.00"):
        decider(s, proposer(s, montant))
    assert coherence_financement.cumuls() == []
    EngagementFinancier.objects.filter(montant=D("10000.00")).update(montant=D("11000.00"))
    assert len(coherence_financement.cumuls()) == 1

    # Two organisations of one name are two legal persons; two establishments of one SIREN are one.
    twin = OrganisationFactory(nom=s.membre.organisation.nom)
    EngagementFinancier.objects.filter(montant=D("11000.00")).update(organisation=twin)
    assert coherence_financement.cumuls() == []
    Organisation.objects.filter(pk=twin.pk).update(siret="73282932000082")
    Organisation.objects.filter(pk=s.membre.organisation_id).update(siret="73282932000074")
    assert len(coherence_financement.cumuls()) == 1
