"""The form of a fiche by account and by link: autosave, associates, profiles, contributions, conflicts."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from conventions.models import FicheAction
from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.journal.actors import SYSTEM
from tests.conventions.test_action_pages import LIEUX, NIVEAU, text, url
from tests.factories import ContactFactory

AUTO = {"HTTP_X_COOP_ENREGISTREMENT": "1"}
MOYENS = {
    "moyens-TOTAL_FORMS": "1",
    "moyens-INITIAL_FORMS": "0",
    "moyens-0-profil": "Médiatrice",
    "moyens-0-etp": "0,40",
}
CONTRIBUTIONS = {
    "contributions-TOTAL_FORMS": "1",
    "contributions-INITIAL_FORMS": "0",
    "contributions-0-type": "locaux",
    "contributions-0-description": "Salle d’accueil",
    "contributions-0-valorisation": "1 200",
}


def ouvrir(action: FicheAction, organisation=None) -> Client:
    """The browser of a contact that opened its personal link."""
    contact = ContactFactory(organisation=organisation or action.promoteur.organisation)
    until = horloge.now() + timedelta(days=3)
    issued = liens.create(contact=contact, usage=UsageLien.FICHE, object_id=action.pk, expire_le=until, actor=SYSTEM)
    client = Client()
    client.get(issued.url)
    return client


def saisie(**fields) -> dict:
    return LIEUX | NIVEAU | {"intitule": "Maraude", "version": 1} | fields


def lien(action: FicheAction, name: str = "modifier") -> str:
    return reverse(f"fiche:{name}", kwargs={"object_id": action.pk})


def test_the_form_is_written_by_link(s):
    action = s.action()
    client = ouvrir(action)
    page = text(client.get(lien(action)))
    assert "Lien personnel" in page
    assert 'data-coop-enregistrer="' in page
    response = client.post(lien(action), saisie(contenu="Par le lien") | MOYENS, follow=True)

    action.refresh_from_db()
    assert (action.contenu, action.etp) == ("Par le lien", Decimal("0.40"))
    assert "Enregistré à" in text(response)


def test_autosave_keeps_what_is_valid_and_says_what_is_not(s, connecte):
    s.action()
    client = connecte(s.partenaire)
    answer = client.post(url(s, "action_modifier", numero=1), saisie(contenu="Gardé", etp="beaucoup"), **AUTO)

    assert answer.json() == {
        "version": 2,
        "message": "Enregistré, sauf ce qui est à revoir\u00a0: enregistrez la page pour voir ce que c’est.",
    }
    assert FicheAction.objects.get().contenu == "Gardé"
    answer = client.post(url(s, "action_modifier", numero=1), saisie(version=2, contenu="Encore"), **AUTO)
    assert answer.json() == {"version": 3, "message": ""}


def test_autosave_with_a_broken_list_leaves_the_list_alone(s, connecte):
    s.action(lieux=[("Gare", None)])
    data = saisie(contenu="Gardé") | MOYENS | {"moyens-0-etp": "", "lieux-0-libelle": "x" * 300}
    answer = connecte(s.partenaire).post(url(s, "action_modifier", numero=1), data, **AUTO)

    action = FicheAction.objects.get()
    assert "à revoir" in answer.json()["message"]
    assert (action.contenu, action.lieux.get().libelle, action.moyens.count()) == ("Gardé", "Gare", 0)


def test_autosave_of_a_stale_page_is_a_conflict(s, connecte):
    s.action()
    client = connecte(s.partenaire)
    client.post(url(s, "action_modifier", numero=1), saisie(contenu="Un"), **AUTO)

    assert client.post(url(s, "action_modifier", numero=1), saisie(contenu="Deux"), **AUTO).status_code == 409
    assert FicheAction.objects.get().contenu == "Un"


@pytest.mark.parametrize("version", ["", "abc", "0"])
def test_autosave_without_a_version_keeps_nothing(s, connecte, version):
    s.action()
    answer = connecte(s.partenaire).post(url(s, "action_modifier", numero=1), saisie(version=version), **AUTO)

    assert answer.status_code == 400
    assert FicheAction.objects.get().version == 1


def test_autosave_tells_what_the_verb_refuses(s, connecte):
    s.action()
    twice = {"moyens-TOTAL_FORMS": "2", "moyens-1-profil": "médiatrice", "moyens-1-etp": "1"}
    answer = connecte(s.partenaire).post(url(s, "action_modifier", numero=1), saisie() | MOYENS | twice, **AUTO)

    assert answer.json()["message"].startswith("Pas enregistré\u00a0: Un profil est écrit deux fois")
    assert FicheAction.objects.get().version == 1


def test_associate_sees_no_field_that_names_the_action(s, connecte):
    s.action(partenaires=[s.voisin])
    client = connecte(s.autre)
    form = client.get(url(s, "action_modifier", numero=1)).context["form"]
    assert not {"intitule", "promoteur", "objectif", "partenaires"} & set(form.fields)
    client.post(url(s, "action_modifier", numero=1), saisie(intitule="Autre nom", contenu="Complété"))

    action = FicheAction.objects.get()
    assert (action.intitule, action.contenu) == ("Permanences de rue", "Complété")


def test_a_profile_without_etp_is_told_at_its_row(s, connecte):
    s.action()
    client = connecte(s.partenaire)
    page = text(client.post(url(s, "action_modifier", numero=1), saisie() | MOYENS | {"moyens-0-etp": ""}))
    assert "Indiquez les ETP de ce profil" in page
    page = text(client.post(url(s, "action_modifier", numero=1), saisie() | MOYENS | {"moyens-0-profil": ""}))
    assert "Nommez le profil" in page
    page = text(client.post(url(s, "action_modifier", numero=1), saisie() | MOYENS | {"moyens-0-etp": "-1"}))
    assert "ne peuvent pas être négatifs" in page
    assert FicheAction.objects.get().version == 1


def test_adding_a_profile_loses_nothing(s, connecte):
    s.action()
    data = saisie(contenu="Déjà écrit") | MOYENS | {"moyens-ajouter": "1"}
    page = text(connecte(s.partenaire).post(url(s, "action_modifier", numero=1), data))

    assert "moyens-1-profil" in page
    assert "Déjà écrit" in page
    assert FicheAction.objects.get().version == 1


def test_conflict_settled_for_the_other_keeps_its_profiles(s, connecte):
    s.action(moyens=[("Infirmière", Decimal(1))])
    data = saisie(promoteur=s.membre.pk) | MOYENS | {"_garder_moyens": "autre"}
    assert connecte(s.dd).post(url(s, "action_modifier", numero=1), data).status_code == 302

    assert FicheAction.objects.get().moyens.get().profil == "Infirmière"


def test_conflict_shows_the_profiles(s, connecte):
    s.action(moyens=[("Infirmière", Decimal(1))])
    connecte(s.partenaire).post(url(s, "action_modifier", numero=1), saisie())
    page = text(connecte(s.dd).post(url(s, "action_modifier", numero=1), saisie(promoteur=s.membre.pk) | MOYENS))

    assert "Infirmière" in page
    assert "Médiatrice" in page


@pytest.mark.parametrize("statut", ["en_signature", "en_vigueur"])
def test_a_link_reads_a_locked_fiche(s, statut):
    action = s.complete()
    s.convention(statut)
    client = ouvrir(action)
    page = text(client.get(lien(action)))

    assert action.contenu in page
    assert "<form" not in page.split("<main", 1)[1]
    assert client.post(lien(action), saisie(contenu="Non")).status_code == 200
    assert FicheAction.objects.get().contenu == action.contenu
    assert client.get(lien(action, "contributions")).status_code == 403


def test_a_link_of_an_organisation_that_left_the_action(s):
    action = s.action(partenaires=[s.voisin])
    client = ouvrir(action, s.voisin.organisation)
    assert client.get(lien(action)).status_code == 200
    action.partenaires.clear()

    assert client.get(lien(action)).status_code == 403


def test_a_link_whose_fiche_was_removed(s):
    action = s.action()
    client, address = ouvrir(action), lien(action)
    action.delete()

    assert client.get(address).status_code == 403


def test_comments_by_link(s):
    action = s.action()
    client = ouvrir(action)
    client.post(lien(action, "commentaires"), {"champ": "lieux", "texte": "Quelle adresse ?"})

    assert "Quelle adresse" in text(client.get(lien(action, "commentaires")))
    assert action.fils.get().interne is False


@pytest.mark.parametrize("par_lien", [True, False])
def test_contributions_by_both_doors(s, connecte, par_lien):
    action = s.action()
    client = ouvrir(action) if par_lien else connecte(s.partenaire)
    address = lien(action, "contributions") if par_lien else url(s, "action_contributions", numero=1)
    assert "contribution propre à chacun" in text(client.get(address))
    response = client.post(address, CONTRIBUTIONS | {"contributions-0-membre": s.membre.pk})

    row = action.contributions.get()
    assert response.status_code == 302
    assert (row.membre, row.valorisation) == (s.membre, Decimal(1200))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"contributions-0-type": ""}, "Choisissez la nature"),
        ({"contributions-0-description": ""}, "Décrivez la contribution"),
        ({"contributions-0-valorisation": "-5"}, "0"),
        ({"contributions-0-valorisation": "beaucoup"}, "montant en euros"),
        ({"contributions-0-membre": "999"}, "Ce choix n’existe pas"),
    ],
)
def test_bad_contribution_is_told_at_its_field(s, connecte, fields, sentence):
    action = s.action()
    data = CONTRIBUTIONS | {"contributions-0-membre": s.membre.pk} | fields
    page = text(connecte(s.dd).post(url(s, "action_contributions", numero=1), data))

    assert sentence in page
    assert not action.contributions.exists()


def test_contribution_written_twice_is_told(s, connecte):
    s.action()
    row = {k.replace("-0-", "-1-"): v for k, v in CONTRIBUTIONS.items() if "-0-" in k}
    both = {
        "contributions-TOTAL_FORMS": "2",
        "contributions-0-membre": s.membre.pk,
        "contributions-1-membre": s.membre.pk,
    }
    page = text(connecte(s.dd).post(url(s, "action_contributions", numero=1), CONTRIBUTIONS | row | both))

    assert "déjà écrite" in page


def test_contributions_are_shown_on_the_fiche(s, connecte):
    s.action().contributions.create(membre=s.membre, type="locaux", description="Salle", valorisation=Decimal(1200))

    assert "1 200 €" in text(connecte(s.autre).get(url(s, "action", numero=1))).replace("\u00a0", " ")


def test_form_has_a_fixed_number_of_statements(s, client, compte_a_1_et_3):
    client.force_login(s.dd)
    action = s.complete()

    def add_row():
        action.lieux.create(libelle="Halle", commune=s.ca.communes.first())
        action.moyens.create(profil=f"Profil {action.moyens.count()}", etp=1)

    compte_a_1_et_3(url(s, "action_modifier", numero=1), add_row, statements=28)
