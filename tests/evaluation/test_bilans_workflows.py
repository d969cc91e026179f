"""The life of a bilan over played time: who fills, when it leaves, what comes back."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from conventions.models import Partie
from conventions.signals import convention_en_vigueur
from coop import horloge
from coop.accounts.predicates import Refused
from coop.documents.models import Document
from coop.gates import Blocked
from coop.versions import StaleVersion
from evaluation.enums import StatutBilan
from evaluation.etats import etat
from evaluation.models import Bilan, LigneBilan
from evaluation.workflows import bilans
from evaluation.workflows.ouverture import open_bilans
from tests.evaluation.scene_bilan import OUI, T2_OPEN, T4, scene  # noqa: F401
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def played():
    with horloge.at(T2_OPEN):
        yield


def codes(caught) -> list[str]:
    return [manque.code for manque in caught.value.manques]


def test_entry_into_force_opens_four_bilans_a_partner_and_none_for_the_ars(scene):  # noqa: F811
    rows = list(
        scene.convention.parties.get(organisation=scene.asso_a.contact.organisation).bilans.order_by("trimestre")
    )

    assert [(b.trimestre, b.debut, b.fin, b.echeance) for b in rows] == [
        (1, date(2026, 1, 15), date(2026, 4, 15), date(2026, 4, 29)),
        (2, date(2026, 4, 15), date(2026, 7, 15), date(2026, 7, 29)),
        (3, date(2026, 7, 15), date(2026, 10, 15), date(2026, 10, 29)),
        (4, date(2026, 10, 15), date(2027, 1, 15), date(2027, 1, 29)),
    ]
    assert Bilan.objects.count() == 8


def test_the_signal_sent_twice_opens_nothing_more(scene):  # noqa: F811
    convention_en_vigueur.send(sender=object, convention=scene.convention, periode=scene.periode, actor=scene.dd.actor)

    assert Bilan.objects.count() == 8


def test_funder_owes_nothing_and_the_ars_owes_when_it_carries_an_action(scene):  # noqa: F811
    Partie.objects.create(
        convention=scene.convention,
        organisation=OrganisationFactory(),
        type="financeur",
        qualite_representant="Présidente",
    )
    membre = scene.ca.membres.get(organisation=scene.dd.contact.organisation)
    scene.actions[2].promoteur = membre
    scene.actions[2].save()

    open_bilans(scene.convention, scene.periode, actor=scene.dd.actor)

    assert Bilan.objects.filter(partie__type="financeur").count() == 0
    assert Bilan.objects.filter(partie__type="ars").count() == 4


def test_the_coordination_fills_the_bilan_of_the_ars(scene):  # noqa: F811
    scene.actions[2].promoteur = scene.ca.membres.get(organisation=scene.dd.contact.organisation)
    scene.actions[2].save()
    open_bilans(scene.convention, scene.periode, actor=scene.dd.actor)
    bilan = Bilan.objects.get(partie__type="ars", trimestre=1)

    assert bilans.open_draft(bilan, actor=scene.dd.actor).numero == 1


@pytest.mark.parametrize("who", ["asso_b", "dd"])
def test_nobody_else_writes(scene, who):  # noqa: F811
    with pytest.raises(Refused):
        bilans.open_draft(scene.bilan(scene.asso_a, 1), actor=getattr(scene, who).actor)


def test_transmission_asks_for_the_document_and_closes_the_form(scene):  # noqa: F811
    version = scene.transmettre(scene.asso_a, 1)

    assert Document.objects.get(kind="bilan").subject_id == str(version.pk)
    with pytest.raises(Refused):
        bilans.save_line(version, scene.actions[0], actor=scene.asso_a.actor, data={})


def test_nothing_is_transmitted_before_the_end_of_the_quarter(scene):  # noqa: F811
    scene.remplir(scene.asso_a, 3)
    with horloge.at(date(2026, 10, 14)), pytest.raises(Blocked) as caught:
        bilans.transmit(scene.bilan(scene.asso_a, 3), actor=scene.asso_a.actor)
    assert codes(caught) == ["trimestre"]
    with horloge.at(date(2026, 10, 15)):
        assert bilans.transmit(scene.bilan(scene.asso_a, 3), actor=scene.asso_a.actor)


@pytest.mark.parametrize(
    ("answer", "reason", "lacking"),
    [
        ("oui", "", []),
        ("partiel", "", ["1.groupes_pourquoi"]),
        ("non", " ", ["1.groupes_pourquoi"]),
        ("non", "Peu de monde.", []),
        ("", "", ["1.groupes"]),
    ],
)
def test_a_reason_is_due_when_the_answer_is_not_oui(scene, answer, reason, lacking):  # noqa: F811
    draft = scene.remplir(scene.asso_a, 1)
    bilans.save_line(
        draft, scene.actions[0], actor=scene.asso_a.actor, data={"groupes": answer, "groupes_pourquoi": reason}
    )

    if not lacking:
        assert bilans.transmit(scene.bilan(scene.asso_a, 1), actor=scene.asso_a.actor)
        return
    with pytest.raises(Blocked) as caught:
        bilans.transmit(scene.bilan(scene.asso_a, 1), actor=scene.asso_a.actor)
    assert codes(caught) == lacking


def test_an_indicator_needs_a_value_or_a_reason(scene):  # noqa: F811
    draft = scene.remplir(scene.asso_a, 1)
    ia = scene.actions[0].indicateurs.get(type="ia")
    bilans.save_line(draft, scene.actions[0], actor=scene.asso_a.actor, data={}, readings={ia.pk: {"valeur": None}})
    with pytest.raises(Blocked) as caught:
        bilans.transmit(scene.bilan(scene.asso_a, 1), actor=scene.asso_a.actor)
    assert codes(caught) == [f"1.i{ia.pk}"]

    bilans.save_line(
        draft, scene.actions[0], actor=scene.asso_a.actor, data={}, readings={ia.pk: {"raison": "a_venir"}}
    )
    assert bilans.transmit(scene.bilan(scene.asso_a, 1), actor=scene.asso_a.actor)


def test_the_fourth_quarter_asks_columns_25_to_35(scene):  # noqa: F811
    with horloge.at(date(2027, 1, 16)):
        scene.remplir(scene.asso_b, 4)
        with pytest.raises(Blocked) as caught:
            bilans.transmit(scene.bilan(scene.asso_b, 4), actor=scene.asso_b.actor)
        assert codes(caught) == [
            f"3.{name}" for name in ("dynamique", "pratiques", "ists", "parcours", "freins", "leviers", "pistes")
        ]
        assert scene.transmettre(scene.asso_b, 4, reponses=T4)


@pytest.mark.parametrize("name", ["dynamique", "pratiques", "ists", "parcours"])
def test_the_fourth_quarter_asks_on_what_aspects(scene, name):  # noqa: F811
    without = {"leviers_ists": []} if name == "ists" else {f"{name}_aspects": ""}
    with horloge.at(date(2027, 1, 16)):
        scene.remplir(scene.asso_b, 4, reponses=T4 | without)
        with pytest.raises(Blocked) as caught:
            bilans.transmit(scene.bilan(scene.asso_b, 4), actor=scene.asso_b.actor)
        assert codes(caught) == [f"3.{name}"]
        bilans.save_line(
            scene.bilan(scene.asso_b, 4).versions.get(), scene.actions[2], actor=scene.asso_b.actor, data={name: "non"}
        )
        assert bilans.transmit(scene.bilan(scene.asso_b, 4), actor=scene.asso_b.actor)


def test_a_completed_bilan_starts_from_what_was_sent_and_keeps_its_date(scene):  # noqa: F811
    first = scene.transmettre(scene.asso_a, 1, 17, {"leviers_ists": ["participation"], "ists": "oui"})
    bilan = scene.bilan(scene.asso_a, 1)
    bilans.ask_completion(bilan, actor=scene.dd.actor, commentaire="Précisez.")
    with horloge.at(date(2026, 8, 1)):
        draft = bilans.open_draft(scene.bilan(scene.asso_a, 1), actor=scene.asso_a.actor)
        assert draft.numero == 2
        assert [lever.levier for lever in draft.lignes.first().leviers_ists.all()] == ["participation"]
        assert draft.releves.count() == first.releves.count() == 4
        assert scene.bilan(scene.asso_a, 1).statut == StatutBilan.A_COMPLETER
        bilans.transmit(scene.bilan(scene.asso_a, 1), actor=scene.asso_a.actor)
    again = scene.bilan(scene.asso_a, 1)
    assert again.statut == StatutBilan.TRANSMIS
    assert again.transmis_le == bilan.transmis_le == first.transmise_le


def test_a_request_to_complete_needs_a_motive(scene):  # noqa: F811
    scene.transmettre(scene.asso_a, 1)
    with pytest.raises(ValidationError, match="Dites ce qu’il faut compléter"):
        bilans.ask_completion(scene.bilan(scene.asso_a, 1), actor=scene.dd.actor, commentaire="  ")


def test_only_a_transmitted_bilan_is_accepted(scene):  # noqa: F811
    with pytest.raises(ValidationError, match="Seul un bilan transmis"):
        bilans.accept(scene.bilan(scene.asso_a, 1), actor=scene.dd.actor)
    scene.transmettre(scene.asso_a, 1)
    with pytest.raises(Refused):
        bilans.accept(scene.bilan(scene.asso_a, 1), actor=scene.asso_b.actor)
    accepted = bilans.accept(scene.bilan(scene.asso_a, 1), actor=scene.dd.actor)
    assert (accepted.statut, accepted.accepte_le is not None) == (StatutBilan.ACCEPTE, True)


def test_the_line_comes_from_the_fiche_action(scene):  # noqa: F811
    scene.remplir(scene.asso_b, 1)

    line = LigneBilan.objects.get()
    assert (line.objectifs_poursuivis, line.resultats_attendus, line.beneficiaires_cibles) == (
        "Aller vers.",
        "Des contacts.",
        200,
    )


def test_an_older_revision_is_refused(scene):  # noqa: F811
    draft = scene.remplir(scene.asso_b, 1)
    with pytest.raises(StaleVersion) as caught:
        bilans.save_line(draft, scene.actions[2], actor=scene.asso_b.actor, data=OUI, expected_version=1)
    assert caught.value.current.revision == 2


def test_reminding_a_transmitted_bilan_is_refused(scene):  # noqa: F811
    scene.transmettre(scene.asso_a, 1)
    with pytest.raises(ValidationError, match="il n’y a personne à relancer"):
        bilans.remind(scene.bilan(scene.asso_a, 1), actor=scene.dd.actor)


@pytest.mark.parametrize(
    ("statut", "day", "word"),
    [
        ("a_etablir", date(2026, 1, 14), "à venir"),
        ("a_etablir", date(2026, 1, 15), "à établir"),
        ("a_etablir", date(2026, 4, 29), "à établir"),
        ("brouillon", date(2026, 4, 29), "brouillon"),
        ("brouillon", date(2026, 4, 30), "en retard de 1\u00a0jour"),
        ("a_etablir", date(2026, 5, 4), "en retard de 5\u00a0jours"),
        ("transmis", date(2026, 6, 1), "transmis"),
        ("a_completer", date(2026, 6, 1), "à compléter"),
        ("accepte", date(2026, 6, 1), "accepté"),
    ],
)
def test_the_state_in_words(statut, day, word):
    bilan = SimpleNamespace(statut=statut, debut=date(2026, 1, 15), echeance=date(2026, 4, 29), reouvert_jusqu_au=None)

    assert etat(bilan, day).mot == word
