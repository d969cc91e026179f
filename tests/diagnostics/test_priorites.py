"""Ranking the needs together, over played time."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop import horloge
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import Refused
from coop.gates import Blocked
from coop.journal.actors import Actor
from diagnostics import workflows
from diagnostics.enums import CouvertureBesoin, Niveau
from diagnostics.models import Priorisation
from diagnostics.queries.priorites import read
from tests.factories import ContactFactory
from tests.factories import cooperatives as fabrique
from tests.guards.client import run_on_commit

JOUR = date(2026, 3, 2)
FIN = JOUR + timedelta(days=14)


@pytest.fixture
def besoins(diagnostic, dd78):
    fields = {"niveau": Niveau.BESOINS, "couverture": CouvertureBesoin.PARTIEL}
    return [workflows.add_besoin(diagnostic, actor=dd78.actor, libelle=f"Besoin {n}", **fields) for n in (1, 2)]


@pytest.fixture
def vote(diagnostic, dd78, besoins):
    row = workflows.prepare(diagnostic, actor=dd78.actor)
    with horloge.at(JOUR):
        workflows.open_vote(row, actor=dd78.actor, jusqu_au=FIN)
    return row


@pytest.fixture(autouse=True)
def pendant_le_vote():
    with horloge.at(JOUR):
        yield


def marks(vote, besoins, *values):
    criterion = vote.criteres.first()
    return {(b.pk, criterion.pk): v for b, v in zip(besoins, values, strict=True)}


def url(name, ca, **kwargs):
    return reverse(f"diagnostics:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


def test_preparing_proposes_three_criteria_once(diagnostic, dd78):
    first = workflows.prepare(diagnostic, actor=dd78.actor)

    assert workflows.prepare(diagnostic, actor=dd78.actor) == first
    assert first.criteres.count() == 3


def test_a_vote_needs_two_needs_and_a_criterion(diagnostic, dd78):
    row = workflows.prepare(diagnostic, actor=dd78.actor)
    for criterion in row.criteres.all():
        workflows.remove_criterion(criterion, actor=dd78.actor)

    with pytest.raises(Blocked) as blocked:
        workflows.open_vote(row, actor=dd78.actor, jusqu_au=FIN)

    assert [m.code for m in blocked.value.manques] == ["deux_besoins", "un_critere"]


def test_a_vote_does_not_open_until_yesterday(vote, dd78):
    with pytest.raises(ValidationError, match="déjà passé"):
        workflows.open_vote(vote, actor=dd78.actor, jusqu_au=JOUR - timedelta(days=1))


def test_a_partner_neither_prepares_nor_closes(diagnostic, vote, ca):
    user, _ = fabrique.partenaire(ca)

    for verb in (
        lambda: workflows.prepare(diagnostic, actor=user.actor),
        lambda: workflows.close_vote(vote, actor=user.actor),
    ):
        with pytest.raises(Refused):
            verb()


def test_voting_again_replaces_the_marks(vote, besoins, ca):
    user, _ = fabrique.partenaire(ca)

    workflows.vote(vote, actor=user.actor, notes=marks(vote, besoins, 4, 1))
    workflows.vote(vote, actor=user.actor, notes=marks(vote, besoins, 1, 4))

    assert vote.bulletins.count() == 1
    assert [n.valeur for n in vote.bulletins.get().notes.order_by("besoin__numero")] == [1, 4]


@pytest.mark.parametrize("day", [FIN + timedelta(days=1), FIN + timedelta(days=40)])
def test_nobody_votes_after_the_last_day(vote, besoins, ca, day):
    user, _ = fabrique.partenaire(ca)

    with horloge.at(day), pytest.raises(ValidationError, match="pas ouverte"):
        workflows.vote(vote, actor=user.actor, notes=marks(vote, besoins, 4, 1))


def test_a_closed_vote_opens_again_and_takes_marks(vote, besoins, dd78):
    workflows.close_vote(vote, actor=dd78.actor)
    with pytest.raises(ValidationError):
        workflows.vote(vote, actor=dd78.actor, notes=marks(vote, besoins, 4, 1))

    workflows.open_vote(vote, actor=dd78.actor, jusqu_au=FIN)

    assert workflows.vote(vote, actor=dd78.actor, notes=marks(vote, besoins, 4, 1))


def test_an_empty_ballot_is_refused(vote, besoins, dd78):
    with pytest.raises(ValidationError, match="au moins une note"):
        workflows.vote(vote, actor=dd78.actor, notes=marks(vote, besoins, None, None))


@pytest.mark.parametrize("value", [5, 9])
def test_a_mark_out_of_the_scale_is_refused(vote, besoins, dd78, value):
    with pytest.raises(ValidationError):
        workflows.vote(vote, actor=dd78.actor, notes=marks(vote, besoins, value, 1))


def test_a_mark_on_the_need_of_another_diagnosis_is_refused(vote, besoins, dd78):
    with pytest.raises(ValidationError, match="autre diagnostic"):
        workflows.vote(vote, actor=dd78.actor, notes={(999_999, vote.criteres.first().pk): 2})


def test_criteria_do_not_change_once_somebody_voted(vote, besoins, dd78):
    workflows.vote(vote, actor=dd78.actor, notes=marks(vote, besoins, 4, 1))

    with pytest.raises(ValidationError, match="ne changent plus"):
        workflows.save_criterion(vote, actor=dd78.actor, libelle="Un de plus")


def test_a_group_counts_for_its_people(vote, besoins, dd78, diagnostic):
    workflows.vote(vote, actor=dd78.actor, notes=marks(vote, besoins, 4, 1))
    workflows.vote_in_session(vote, actor=dd78.actor, libelle="Table fictive", voix=9, notes=marks(vote, besoins, 1, 4))

    lecture = read(diagnostic, dd78.actor)

    assert lecture.votants == 10
    assert [ligne.besoin.numero for ligne in lecture.lignes] == [2, 1]


def test_retaining_gives_ranks_in_order_and_drops_the_others(diagnostic, besoins, dd78):
    workflows.retain(diagnostic, actor=dd78.actor, besoins=besoins)
    workflows.retain(diagnostic, actor=dd78.actor, besoins=besoins[::-1])
    assert [b.priorite for b in diagnostic.besoins.order_by("numero")] == [2, 1]

    workflows.retain(diagnostic, actor=dd78.actor, besoins=besoins[1:])

    assert [(b.retenu, b.priorite) for b in diagnostic.besoins.order_by("numero")] == [(False, None), (True, 1)]


def test_a_link_lets_its_holder_vote_without_account(client, vote, besoins, dd78, diagnostic):
    contact = ContactFactory()
    with run_on_commit():
        workflows.open_vote(vote, actor=dd78.actor, jusqu_au=FIN, contacts=[contact])
    address = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))
    page = client.get("/" + address.split("/", 3)[3], follow=True)
    names = [f"n-{b.pk}-{vote.criteres.first().pk}" for b in besoins]

    empty = client.post(page.request["PATH_INFO"], {names[0]: ""})
    sent = client.post(page.request["PATH_INFO"], dict.fromkeys(names, "3"), follow=True)

    assert "Donnez au moins une note" in empty.content.decode()
    assert "Votre vote est enregistré" in sent.content.decode()
    assert vote.bulletins.get(contact=contact).mode == "lien"
    link = PersonalLink.objects.get(contact=contact)
    holder = Actor(label="x", contact_id=contact.pk, link_id=link.pk)
    with pytest.raises(Refused):
        workflows.give_opinion(diagnostic, actor=holder, texte="Hors de ce lien", origine="habitants")


def test_pages_from_preparing_to_retaining(client, diagnostic, ca, dd78, besoins):
    client.force_login(dd78)
    assert "Préparer la priorisation" in client.get(url("priorites", ca)).content.decode()
    client.post(url("preparer_vote", ca))
    criterion = diagnostic.priorisation.criteres.last()
    assert (
        client.post(url("critere_nouveau", ca), {"libelle": "Attente des habitants", "poids": "2"}).status_code == 302
    )
    assert client.post(url("critere_nouveau", ca), {"libelle": "Trop lourd", "poids": "9"}).status_code == 200
    changed = {"libelle": "Changé", "poids": "1", "version": "1"}
    assert client.post(url("critere", ca, critere=criterion.pk), changed).status_code == 302
    assert client.post(url("critere", ca, critere=criterion.pk), changed | {"libelle": "Autre"}).status_code == 409
    client.post(url("critere_retirer", ca, critere=criterion.pk))
    assert client.post(url("ouvrir_vote", ca), {"jusqu_au": FIN.isoformat()}).status_code == 302
    first = diagnostic.priorisation.criteres.first().pk
    names = {f"n-{b.pk}-{first}": "2" for b in besoins}
    assert client.post(url("voter", ca), names).status_code == 302
    assert client.post(url("voter_en_seance", ca), names | {"libelle": "Table", "voix": "4"}).status_code == 302
    client.post(url("critere_retirer", ca, critere=first))
    told = client.get(url("priorites", ca)).content.decode().replace("\u00a0", " ")
    assert "Les critères ne changent plus".lower() in told.lower()
    assert "Résultat provisoire" in told
    assert "5 personnes ont voté." in told
    assert "À égalité avec le besoin 2" in told
    client.post(url("clore_vote", ca))
    assert client.post(url("retenir", ca), {"besoins": [besoins[1].pk]}).status_code == 302
    assert diagnostic.besoins.get(retenu=True) == besoins[1]


def test_page_of_the_vote_costs_the_same_with_one_or_three_ballots(client, vote, besoins, ca, dd78, compte_a_1_et_3):
    client.force_login(dd78)

    def add():
        workflows.vote_in_session(vote, actor=dd78.actor, libelle="Table", voix=2, notes=marks(vote, besoins, 1, 2))

    compte_a_1_et_3(url("priorites", ca), add, statements=14)


def test_a_vote_never_opened_is_not_closed(client, diagnostic, ca, dd78):
    Priorisation.objects.create(diagnostic=diagnostic)
    client.force_login(dd78)

    response = client.post(reverse("diagnostics:clore_vote", kwargs={"ca_ref": ca.reference}), follow=True)

    assert "ouvrez-la d’abord" in response.content.decode()
