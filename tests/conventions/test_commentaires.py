"""Comments on a fiche: who opens, resolves and closes them; what is internal stays inside the ARS."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conventions.enums import StatutFil
from conventions.models import FilCommentaire, MessageCommentaire
from conventions.queries.commentaires import counts, read
from conventions.workflows import commentaires as verbs
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.journal.models import Entry
from cooperatives.enums import Role
from portail.lecture import lisibles
from tests.conventions.test_action_ensemble import par_lien
from tests.conventions.test_action_pages import text, url
from tests.factories import ContactFactory, utilisateur
from tests.factories import cooperatives as fabrique


@pytest.fixture
def action(s):
    return s.action()


@pytest.fixture
def fil(s, action):
    return verbs.open_thread(action, actor=s.dd.actor, champ="contenu", texte="Précisez le rythme.")


@pytest.fixture
def interne(s, action):
    return verbs.open_thread(action, actor=s.dd.actor, champ="contenu", texte="Entre nous.", interne=True)


def test_from_open_to_closed(s, fil, le_jour):
    assert fil.statut == StatutFil.OUVERT
    with pytest.raises(ValidationError, match="pas encore résolu"):
        verbs.close(fil, actor=s.dd.actor)
    fil = verbs.resolve(fil, actor=s.partenaire.actor)
    assert (fil.statut, s.membre.organisation.nom in fil.resolu_par) == (StatutFil.RESOLU, True)
    fil = verbs.close(fil, actor=s.dd.actor)
    assert fil.statut == StatutFil.CLOS
    with pytest.raises(ValidationError, match="clos"):
        verbs.answer(fil, actor=s.partenaire.actor, texte="Encore un mot")
    fil = verbs.reopen(fil, actor=s.dd.actor)
    assert (fil.statut, fil.resolu_le, fil.clos_le, fil.resolu_par) == (StatutFil.OUVERT, None, None, "")


def test_an_answer_opens_again_what_was_resolved(s, fil):
    verbs.resolve(fil, actor=s.partenaire.actor)
    verbs.answer(fil, actor=s.dd.actor, texte="Et le lieu ?")

    assert FilCommentaire.objects.get().statut == StatutFil.OUVERT


@pytest.mark.parametrize(
    ("qui", "opens", "resolves", "closes"),
    [
        ("dd", True, True, True),
        ("partenaire", True, True, False),
        ("autre", True, False, False),
        ("siege", True, False, False),
        ("delegue", True, False, False),
        ("evaluateur", False, False, False),
        ("dd93", False, False, False),
    ],
)
def test_who_does_what(s, action, fil, qui, opens, resolves, closes):
    others = {
        "siege": lambda: utilisateur(RoleMandat.SIEGE),
        "delegue": lambda: utilisateur(RoleMandat.DELEGUE, "78"),
        "evaluateur": lambda: utilisateur(RoleMandat.EVALUATEUR),
        "dd93": lambda: fabrique.coordinatrice("93"),
    }
    actor = (others[qui]() if qui in others else getattr(s, qui)).actor

    assert done(lambda: verbs.open_thread(action, actor=actor, champ="lieux", texte="Où ?")) is opens
    assert done(lambda: verbs.resolve(fil, actor=actor)) is resolves
    verbs.resolve(fil, actor=s.dd.actor)
    assert done(lambda: verbs.close(fil, actor=actor)) is closes


def done(verb) -> bool:
    try:
        verb()
    except Refused:
        return False
    return True


@pytest.mark.parametrize("qui", ["partenaire", "autre"])
def test_partners_neither_write_nor_know_what_is_internal(s, action, interne, qui):
    actor = getattr(s, qui).actor

    for verb in (
        lambda: verbs.open_thread(action, actor=actor, champ="contenu", texte="À l’ARS", interne=True),
        lambda: verbs.answer(interne, actor=actor, texte="Vu"),
        lambda: verbs.resolve(interne, actor=actor),
    ):
        with pytest.raises(Refused):
            verb()
    assert read(action, actor).rubriques == []
    assert counts(action, actor) == {}
    assert counts(action, s.dd.actor) == {"contenu": 1}


def test_copilote_is_outside_the_ars(s, action, interne):
    user, membre = fabrique.partenaire(s.ca)
    s.ca.copilotes.create(organisation=membre.organisation)

    assert read(action, user.actor).rubriques == []


def test_a_link_never_opens_what_is_internal(s, action, interne):
    actor = par_lien(action, s.dd.contact)

    assert read(action, actor).rubriques == []
    with pytest.raises(Refused):
        verbs.answer(interne, actor=actor, texte="Vu")


def test_a_link_of_the_promoteur_answers_and_resolves(s, action, fil):
    actor = par_lien(action, ContactFactory(organisation=s.membre.organisation))
    verbs.answer(fil, actor=actor, texte="Deux fois par semaine.")
    verbs.resolve(fil, actor=actor)

    assert MessageCommentaire.objects.count() == 2
    assert FilCommentaire.objects.get().statut == StatutFil.RESOLU


def test_the_journal_tells_internal_comments_to_the_ars_only(s, interne):
    entries = Entry.objects.filter(verb__startswith="commentaire")

    assert entries.get().verb == "commentaire_interne.open"
    assert "Entre nous" not in entries.get().summary
    for role, told in (
        (Role.PARTENAIRE, False),
        (Role.COPILOTE, False),
        (Role.COORDINATION, True),
        (Role.SIEGE, True),
        (Role.DELEGUE, True),
    ):
        assert entries.filter(lisibles([role])).exists() is told


def test_comments_outlive_the_lock(s, action, fil):
    s.convention("en_vigueur")
    verbs.answer(fil, actor=s.partenaire.actor, texte="À l’avenant prochain.")

    assert fil.messages.count() == 2


def test_bad_input(s, action):
    with pytest.raises(ValidationError, match="rubrique"):
        verbs.open_thread(action, actor=s.dd.actor, champ="inconnu", texte="x")
    with pytest.raises(ValidationError):
        verbs.open_thread(action, actor=s.dd.actor, champ="contenu", texte="   ")
    assert not FilCommentaire.objects.exists()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"statut": "resolu"}, "fil_commentaire_resolu_date"),
        ({"statut": "clos", "resolu_le": "2027-01-01T00:00Z"}, "fil_commentaire_clos_date"),
    ],
)
def test_states_carry_their_dates(action, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FilCommentaire.objects.create(action=action, champ="contenu", **fields)


def test_message_commentaire_present_holds_in_the_database(fil):
    with pytest.raises(IntegrityError, match="message_commentaire_present"), transaction.atomic():
        MessageCommentaire.objects.create(fil=fil, texte="", auteur="X")


def address(s) -> str:
    return url(s, "action_commentaires", numero=1)


def test_page_shows_to_each_what_is_theirs(s, connecte, fil, interne):
    page = text(connecte(s.dd).get(address(s)))
    for words in ("Précisez le rythme", "Entre nous", "Interne à l’ARS", "Marquer comme résolu"):
        assert words in page
    page = text(connecte(s.autre).get(address(s)))
    assert "Précisez le rythme" in page
    for words in ("Entre nous", "Interne à l’ARS", "Marquer comme résolu"):
        assert words not in page
    assert connecte(utilisateur(RoleMandat.EVALUATEUR)).get(address(s)).status_code == 404


def test_count_stands_beside_the_row_for_those_who_see_it(s, connecte, fil, interne):
    assert "2\u00a0commentaires" in text(connecte(s.dd).get(url(s, "action", numero=1)))
    page = text(connecte(s.partenaire).get(url(s, "action", numero=1)))
    assert "1\u00a0commentaire" in page
    assert "2\u00a0commentaires" not in page


def test_page_opens_answers_resolves_and_closes(s, action, connecte):
    client = connecte(s.dd)
    client.post(address(s), {"champ": "lieux", "texte": "Où exactement ?"})
    fil = FilCommentaire.objects.get()
    partner = connecte(s.partenaire)
    partner.post(address(s), {"fil": fil.pk, "acte": "repondre", "texte": "Gare routière"})
    told = text(partner.post(address(s), {"fil": fil.pk, "acte": "resoudre"}, follow=True))
    assert "Commentaire résolu. La coordination peut le clore." in told
    assert "<summary>Où exactement" not in told
    response = connecte(s.dd).post(address(s), {"fil": fil.pk, "acte": "clore"})

    fil.refresh_from_db()
    assert (fil.statut, fil.messages.count()) == (StatutFil.CLOS, 2)
    assert response.url == f"{address(s)}#fil-{fil.pk}"
    # What is closed leaves the room to what is not.
    assert "<summary>Où exactement" in text(client.get(address(s)))


def test_page_hides_an_internal_thread_from_a_partner_who_guesses_it(s, interne, connecte):
    client = connecte(s.partenaire)
    for pk in (interne.pk, "", "abc", 999):
        assert client.post(address(s), {"fil": pk, "acte": "repondre", "texte": "Vu"}).status_code == 404
    assert MessageCommentaire.objects.count() == 1


def test_page_tells_bad_input(s, fil, connecte):
    client = connecte(s.dd)
    assert "à revoir" in text(client.post(address(s), {"champ": "zz", "texte": ""}))
    page = text(client.post(address(s), {"fil": fil.pk, "acte": "repondre", "texte": " "}, follow=True))
    assert "Écrivez votre réponse" in page
    assert client.post(address(s), {"fil": fil.pk, "acte": "supprimer"}).status_code == 404


def test_partner_cannot_tick_internal(s, action, connecte):
    connecte(s.partenaire).post(address(s), {"champ": "lieux", "texte": "Visible", "interne": "on"})

    assert FilCommentaire.objects.get().interne is False


def test_comments_have_a_fixed_number_of_statements(s, action, client, compte_a_1_et_3):
    client.force_login(s.partenaire)

    def add_row():
        fil = verbs.open_thread(action, actor=s.dd.actor, champ="contenu", texte="Un")
        verbs.answer(fil, actor=s.dd.actor, texte="Deux")

    compte_a_1_et_3(address(s), add_row, statements=22)


def test_what_is_said_under_the_row_of_amounts_is_read_with_amounts(s, connecte, action, fil):
    """ADR 0010: a comment on « Conditions » speaks of money; inhabitants read the others, unless the fiche is theirs."""
    verbs.open_thread(action, actor=s.dd.actor, champ="conditions", texte="Les 4 321 € sont acquis ?")
    habitant, membre = fabrique.partenaire(s.ca)
    membre.organisation.type = "groupe_habitants"
    membre.organisation.save()

    page = text(connecte(habitant).get(address(s)))

    assert "Précisez le rythme" in page
    assert "4 321" not in page
    assert counts(action, habitant.actor) == {"contenu": 1}
    assert "4 321" in text(connecte(s.autre).get(address(s)))
    action.partenaires.add(membre)
    assert "4 321" in text(connecte(habitant).get(address(s)))
