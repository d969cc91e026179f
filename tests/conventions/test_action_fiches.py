"""The board of the fiches and the reminders of the coordination."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from conventions.models import FicheAction, RelanceFiche
from conventions.queries.destinataires import contacts_of
from conventions.queries.fiches import board
from conventions.workflows import actions as verbs
from conventions.workflows import commentaires, fiches
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import Refused
from coop.ui.typographie import date_longue
from tests.conventions.test_action_pages import text, url
from tests.factories import cooperatives as fabrique


def test_board_counts_the_complete_ones_and_says_what_lacks(s, le_jour):
    le_jour("2027-01-15")
    s.complete()
    s.action(promoteur=s.voisin)
    found = board(s.ca, s.partenaire.actor, interne=False)

    assert (found.completes, found.total) == (1, 2)
    assert found.lignes[1].phrase.startswith("Il manque\u00a0: contenu de l’action")
    assert [ligne.mine for ligne in found.lignes] == [True, False]
    assert not found.sans_fiche


def test_board_names_members_without_action_but_not_the_ars(s):
    s.action(partenaires=[s.voisin])
    _, idle = fabrique.partenaire(s.ca)

    assert board(s.ca, s.dd.actor, interne=True).sans_fiche == [idle]


def test_action_taken_out_by_an_avenant_is_no_longer_on_the_board(s, le_jour):
    le_jour("2027-01-15")
    action = s.action()
    action.retiree_le = "2027-01-10"
    action.save()

    assert board(s.ca, s.dd.actor, interne=True).total == 0


def test_internal_comments_are_not_counted_for_partners(s):
    action = s.action()
    commentaires.open_thread(action, actor=s.dd.actor, champ="contenu", texte="Entre nous", interne=True)

    assert board(s.ca, s.dd.actor, interne=True).lignes[0].ouverts == 1
    assert board(s.ca, s.partenaire.actor, interne=False).lignes[0].ouverts == 0


def test_reminder_writes_to_the_promoteur_with_a_link(s, le_jour, django_capture_on_commit_callbacks):
    le_jour("2027-01-15")
    action = s.action()
    with django_capture_on_commit_callbacks(execute=True):
        row = fiches.remind(action, actor=s.dd.actor)

    assert (row.destinataires, mail.outbox[0].to) == (1, [s.partenaire.contact.email])
    assert "contenu de l’action" in mail.outbox[0].body
    link = PersonalLink.objects.get(usage=UsageLien.FICHE)
    assert (link.object_id, link.contact) == (action.pk, s.partenaire.contact)
    assert board(s.ca, s.dd.actor, interne=True).lignes[0].rappel_le == row.le


def test_reminder_leaves_once_a_day(s, le_jour):
    le_jour("2027-01-15")
    action = s.action()
    fiches.remind(action, actor=s.dd.actor)
    with pytest.raises(ValidationError, match="déjà parti aujourd’hui"):
        fiches.remind(action, actor=s.dd.actor)
    le_jour("2027-01-16")
    fiches.remind(action, actor=s.dd.actor)

    assert RelanceFiche.objects.count() == 2


def test_reminder_without_anybody_to_write_to_says_so(s):
    membre = fabrique.membre(s.ca, representant=False)

    with pytest.raises(ValidationError, match="Personne à qui écrire"):
        fiches.remind(s.action(promoteur=membre), actor=s.dd.actor)


def test_reminder_is_for_the_animation_and_an_open_programme(s):
    action = s.action()
    with pytest.raises(Refused):
        fiches.remind(action, actor=s.autre.actor)
    s.convention("en_signature")
    with pytest.raises(Refused, match="à la signature"):
        fiches.remind(action, actor=s.dd.actor)


def test_the_ars_is_answered_for_by_its_coordinators(s):
    ars = s.ca.membres.get(organisation__type="ars")

    assert contacts_of(ars) == [s.dd.contact]


def test_all_incomplete_ones_are_reminded_in_one_click(s, connecte):
    s.complete()
    s.action()
    s.action(promoteur=fabrique.membre(s.ca, representant=False))
    response = connecte(s.dd).post(url(s, "fiches_relancer"), follow=True)

    page = text(response)
    assert RelanceFiche.objects.get().action.numero == 2
    assert "1\u00a0rappel envoyé" in page
    assert "Action 3\u00a0: Personne à qui écrire" in page
    assert date_longue(RelanceFiche.objects.get().le) in page


def test_one_click_reminds_one_promoteur(s, connecte):
    s.action()
    connecte(s.dd).post(url(s, "action_relancer", numero=1))
    assert "déjà parti" in text(connecte(s.dd).post(url(s, "action_relancer", numero=1), follow=True))
    assert RelanceFiche.objects.count() == 1
    assert connecte(s.partenaire).post(url(s, "action_relancer", numero=1)).status_code == 404


def test_board_page_by_reader(s, connecte):
    s.complete()
    s.action(promoteur=s.voisin)
    page = text(connecte(s.dd).get(url(s, "fiches")))

    assert "<strong>1/2</strong> complète" in page
    assert "Rappeler la fiche incomplète" in page
    page = text(connecte(s.autre).get(url(s, "fiches")))
    assert "Rappeler" not in page
    assert url(s, "action_modifier", numero=2) in page
    assert url(s, "action_modifier", numero=1) not in page
    assert connecte(fabrique.coordinatrice("93")).get(url(s, "fiches")).status_code == 404


def test_board_before_the_programme_is_open(s, connecte):
    s.programme.delete()

    assert connecte(s.dd).get(url(s, "fiches")).url == url(s, "programme")


def test_board_has_a_fixed_number_of_statements(s, client, compte_a_1_et_3):
    client.force_login(s.dd)

    def add_row():
        action = s.action(lieux=[("Halle", None)], partenaires=[s.voisin])
        commentaires.open_thread(action, actor=s.dd.actor, champ="contenu", texte="À revoir")

    compte_a_1_et_3(url(s, "fiches"), add_row, statements=14)


def test_history_page(s, connecte):
    action = s.action(contenu="Avant")
    verbs.write(action, actor=s.dd.actor, contenu="Après")
    page = text(connecte(s.autre).get(url(s, "action_historique", numero=1)))

    assert "Coordination" in page or s.dd.contact.fonction in page
    assert "Après" in page


def test_fiche_is_taken_from_a_coop_one_reads(s, connecte):
    from tests.conventions.scene_programme import scene

    other = scene()
    source = other.complete(intitule="Permanence itinérante")
    client = connecte(s.dd)
    page = text(client.get(url(s, "fiche_reprendre") + "?q=itinérante"))
    assert "Permanence itinérante" in page
    assert "Aucune fiche ne parle" in text(client.get(url(s, "fiche_reprendre") + "?q=zzz"))
    response = client.post(url(s, "fiche_reprendre"), {"modele": source.pk, "promoteur": s.membre.pk})

    assert response.url == url(s, "action", numero=1)
    assert FicheAction.objects.filter(programme=s.programme).get().contenu == source.contenu


def test_fiche_of_an_unreadable_coop_is_no_choice(s, connecte):
    from tests.conventions.test_action_ensemble import scene_of

    source = scene_of(fabrique.cooperative("93")).complete()
    client = connecte(s.partenaire)
    assert "Permanences de rue" not in text(client.get(url(s, "fiche_reprendre")))
    response = client.post(url(s, "fiche_reprendre"), {"modele": source.pk, "promoteur": s.membre.pk})

    assert response.context["form"].errors["modele"]


def test_board_links_open_a_fiche_for_an_idle_member(s, connecte):
    client = connecte(s.dd)
    address = f"{url(s, 'action_nouvelle')}?promoteur={s.voisin.pk}"

    assert address.replace("&", "&amp;") in text(client.get(url(s, "fiches")))
    assert client.get(address).context["form"].fields["promoteur"].initial == s.voisin.pk
    assert reverse("conventions:fiches", kwargs={"ca_ref": s.ca.reference}) in text(client.get(url(s, "programme")))
