"""Inviting by pasting: three groups before anything is sent, corrections in place, nothing told of strangers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coop.notifications.models import Mail
from coop.organisations.genres import genre
from coop.organisations.models import Organisation
from cooperatives.enums import StatutMembre
from cooperatives.fautes import corrigee
from cooperatives.forms.invitations import Apercu
from cooperatives.invitations import Groupe, Ligne, parse, reconnaitre
from cooperatives.models import Representant
from tests.factories import CommuneFactory, ContactFactory, DepartementFactory, OrganisationFactory, SecteurFactory
from tests.factories import cooperatives as fabrique

CHAMPS = ("nom", "email", "fonction", "type", "secteur", "vu")


@pytest.fixture(autouse=True)
def secteur(db):
    return SecteurFactory(code="associatif")


@pytest.fixture
def page(ca):
    return reverse("cooperatives:inviter", kwargs={"ca_ref": ca.reference})


def renvoyer(response, **changes):
    """What the browser sends back of a preview, with the changes typed (« 0-email »: …)."""
    formset = response.context["apercu"].formset
    data = {"l-TOTAL_FORMS": formset.total_form_count(), "l-INITIAL_FORMS": formset.initial_form_count()}
    for form in formset.forms:
        data |= {form.add_prefix(name): form[name].value() for name in CHAMPS}
    return data | {f"l-{name}": value for name, value in changes.items()}


# Only the domain of a provider everybody knows can be guessed from a slip: these two are nobody's, and nothing is sent.
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a@demo.invalid", ""),
        ("a@gmial.com", "a@gmail.com"),
        ("a@demo,invalid", "a@demo.invalid"),
        ("a @demo.invalid", "a@demo.invalid"),
        ("a@@demo.invalid", "a@demo.invalid"),
        ("a(at)demo.invalid", "a@demo.invalid"),
        ("a@demo..invalid", "a@demo.invalid"),
        ("a@demo.invalid.", "a@demo.invalid"),
        ("hélène@demo.invalid", "helene@demo.invalid"),
        ("a@", ""),
        ("personne", ""),
        ("", ""),
    ],
)
def test_slips_are_recognised(typed, meant):
    assert corrigee(typed) == meant


def test_lines_fall_in_three_groups(ca):
    known = ContactFactory(organisation__nom="Les Jardins")
    member = fabrique.membre(ca)
    lignes = parse(
        f"{known.email}\nAssociation neuve ; neuve@demo.invalid\nneuve@demo.invalid\n{member.organisation.nom}\n"
        "Faute ; faute@gmial.com\ninconnue@demo.invalid\nCassée ; pas-une@\nLes jardins ; second@demo.invalid"
    )

    found = reconnaitre(ca, lignes)

    assert [row.groupe for row in found] == [
        Groupe.PRETE, Groupe.PRETE, Groupe.DEJA, Groupe.DEJA,
        Groupe.A_CORRIGER, Groupe.A_CORRIGER, Groupe.A_CORRIGER, Groupe.DEJA,
    ]  # fmt: skip
    assert found[0].organisation == known.organisation
    assert "en double" in found[2].phrase
    assert "participe déjà" in found[3].phrase
    assert found[4].proposition == "faute@gmail.com"
    assert "déjà dans cette liste" in found[7].phrase


def test_a_close_name_is_proposed_and_not_taken(ca):
    known = OrganisationFactory(nom="Les Jardins de Trappes")

    (found,) = reconnaitre(ca, [Ligne("Association Jardin de Trappe", "x@demo.invalid")])

    assert (found.organisation, found.proches, found.groupe) == (None, (known,), Groupe.PRETE)


@pytest.mark.parametrize(
    ("nom", "attendu"),
    [
        ("CCAS de Trappes", ("commune", "social")),
        ("Centre hospitalier du Plateau", ("etablissement_sante", "sante")),
        ("Pharmacie de la Place", ("liberal_msp", "sante")),
        ("Association des habitants du Village", ("groupe_habitants", "habitants")),
        ("Les Villes en mouvement", ("association", "associatif")),
        ("", ("association", "associatif")),
    ],
)
def test_a_name_says_the_probable_type(nom, attendu):
    assert genre(nom) == attendu


def test_type_and_sector_follow_a_name_written_later_and_keep_what_was_chosen(ca, dd78, connecte, page):
    SecteurFactory(code="sante"), SecteurFactory(code="social")
    client = connecte(dd78)

    preview = client.post(page, {"texte": "a@demo.invalid\nCCAS ; b@demo.invalid\nLe Fil, fil(at)demo.invalid"})
    again = client.post(page, renvoyer(preview, **{"0-nom": "Pharmacie", "1-type": "autre"}) | {"verifier": "1"})

    formset = again.context["apercu"].formset
    assert [form["type"].value() for form in formset.forms] == ["liberal_msp", "autre", "association"]
    assert formset.forms[2]["email"].value() == "fil@demo.invalid"


def test_a_close_name_is_taken_in_one_click(ca, dd78, connecte, page):
    known = OrganisationFactory(nom="Les Jardins de Trappes")
    client = connecte(dd78)

    preview = client.post(page, {"texte": "Association Jardin de Trappe ; x@demo.invalid"})
    again = client.post(page, renvoyer(preview) | {"remplacer": f"l-0|{known.pk}"})

    assert [form.devenir.organisation for form in again.context["apercu"].pretes] == [known]
    assert not ca.membres.filter(organisation=known).exists()


@pytest.mark.parametrize("statut", ["sorti", "refus"])
def test_somebody_who_left_may_be_invited_again(ca, statut):
    row = fabrique.membre(ca)
    row.statut = statut
    row.save()

    assert reconnaitre(ca, [Ligne(row.organisation.nom)])[0].groupe == Groupe.PRETE


def test_fifty_lines_cost_as_many_statements_as_two(ca, dd78):
    def cost(count):
        texts = [
            {"nom": f"Structure {n} nouvelle", "email": f"s{n}@demo.invalid", "fonction": ""} for n in range(count)
        ]
        with CaptureQueriesContext(connection) as captured:
            Apercu(ca, dd78, saisies=texts)
        return len(captured)

    assert (cost(2), cost(50)) == (6, 6)


def test_nothing_leaves_before_inviter_then_all_that_is_ready_does(ca, dd78, connecte, page):
    known = ContactFactory()
    client = connecte(dd78)

    preview = client.post(page, {"texte": f"{known.email}\nAssociation neuve ; neuve@demo.invalid\n"})
    assert not ca.membres.filter(statut=StatutMembre.INVITE).exists()
    response = client.post(page, renvoyer(preview))

    assert response.status_code == 302
    invited = ca.membres.filter(statut=StatutMembre.INVITE).values_list("organisation__nom", flat=True)
    assert set(invited) == {known.organisation.nom, "Association neuve"}


def test_ready_lines_leave_and_the_others_stay_to_be_corrected(ca, dd78, connecte, page):
    client = connecte(dd78)
    preview = client.post(page, {"texte": "Bonne ; bonne@demo.invalid\nMauvaise ; mauvaise@demo,invalid"})

    response = client.post(page, renvoyer(preview, **{"1-email": "mauvaise@demo,invalid"}))

    assert response.status_code == 200
    assert [form.ligne().nom for form in response.context["apercu"].a_corriger] == ["Mauvaise"]
    assert "Nous proposons «\u00a0mauvaise@demo.invalid\u00a0»" in response.content.decode()
    assert list(ca.membres.filter(statut="invite").values_list("organisation__nom", flat=True)) == ["Bonne"]


def test_a_corrected_line_is_shown_again_before_it_leaves(ca, dd78, connecte, page):
    client = connecte(dd78)
    preview = client.post(page, {"texte": "Mauvaise ; mauvaise@demo,invalid"})
    fixed = renvoyer(preview, **{"0-type": "mutuelle"})
    assert fixed["l-0-email"] == "mauvaise@demo.invalid"  # proposed, never taken without being read

    again = client.post(page, fixed)
    assert not ca.membres.filter(statut="invite").exists()
    assert client.post(page, renvoyer(again)).status_code == 302

    assert Organisation.objects.get(nom="Mauvaise").type == "mutuelle"
    assert Mail.objects.get().to == "mauvaise@demo.invalid"


def test_a_line_taken_away_is_not_invited(ca, dd78, connecte, page):
    client = connecte(dd78)
    preview = client.post(page, {"texte": "Une ; une@demo.invalid\nDeux ; deux@demo.invalid"})

    client.post(page, renvoyer(preview, **{"1-DELETE": "on"}))

    assert list(ca.membres.filter(statut="invite").values_list("organisation__nom", flat=True)) == ["Une"]


def test_a_second_click_sends_nothing_twice(ca, dd78, connecte, page):
    client = connecte(dd78)
    preview = client.post(page, {"texte": "Une ; une@demo.invalid"})

    client.post(page, renvoyer(preview))
    client.post(page, renvoyer(preview))

    assert Mail.objects.count() == 1


@pytest.mark.parametrize("texte", ["", "Nom ; Adresse\n\n"])
def test_a_text_without_line_is_told(ca, dd78, connecte, page, texte):
    assert connecte(dd78).post(page, {"texte": texte}).context["form"].errors


def test_nothing_is_told_of_a_person_outside_the_perimeter(ca, dd78, connecte, page):
    stranger = ContactFactory(
        fonction="Directrice secrète", organisation__nom="Structure secrète",
        organisation__departement=DepartementFactory(code="95"),
    )  # fmt: skip
    client = connecte(dd78)

    preview = client.post(
        page, {"texte": f"{stranger.email}\nNotre nom pour elle ; {stranger.email} ; Chargée de mission"}
    )
    text = preview.content.decode()
    assert "secrète" not in text
    assert "Adresse inconnue" in text
    alone = client.post(page, {"texte": f"Notre nom pour elle ; {stranger.email} ; Chargée de mission"})
    client.post(page, renvoyer(alone))

    row = Representant.objects.get(contact=stranger)
    assert str(row) == "Chargée de mission"
    members = client.get(reverse("cooperatives:membres", kwargs={"ca_ref": ca.reference})).content.decode()
    assert "secrète" not in members


@pytest.mark.parametrize("route", ["representant_ajouter", "siege_ajouter"])
def test_trying_addresses_tells_nothing_of_strangers(ca, dd78, connecte, route):
    stranger = ContactFactory(fonction="Directrice secrète", organisation__departement=DepartementFactory(code="95"))
    member = fabrique.membre(ca)
    instance = ca.instances.create(type="cotech", nom="Comité technique")
    key = {"pk": member.pk} if route == "representant_ajouter" else {"instance_id": instance.pk}
    url = reverse(f"cooperatives:{route}", kwargs={"ca_ref": ca.reference, **key})

    response = connecte(dd78).post(
        url, {"fonction": "Quelqu’un", "email": stranger.email, "titulaire": "1", "qualite": "invite"}
    )

    text = response.content.decode()
    assert response.status_code == 200
    assert "ne peut pas être ajoutée ici" in text
    assert "secrète" not in text
    assert not instance.participants.exists()


def test_somebody_of_the_departement_is_found_by_the_address(ca, dd78, connecte):
    member = fabrique.membre(ca, representant=False)
    colleague = ContactFactory(organisation=member.organisation)
    url = reverse("cooperatives:representant_ajouter", kwargs={"ca_ref": ca.reference, "pk": member.pk})

    connecte(dd78).post(url, {"fonction": "x", "email": colleague.email, "titulaire": "1"})

    assert member.representants.get().contact == colleague


def test_ajouter_searches_the_directory(ca, dd78, connecte):
    wanted = OrganisationFactory(nom="Maison de l’écoute", autres_noms="Point écoute", commune=CommuneFactory())
    OrganisationFactory(nom="Autre structure")
    url = reverse("cooperatives:membre_ajouter", kwargs={"ca_ref": ca.reference})
    client = connecte(dd78)

    assert [row.pk for row in client.get(url, {"q": "point ECOUTE"}).context["trouvees"]] == [wanted.pk]
    assert client.post(f"{url}?q=ecoute", {"organisation": wanted.pk}).status_code == 302
    assert ca.membres.get(organisation=wanted).statut == StatutMembre.REPERE
    assert client.get(url, {"q": "point écoute"}).context["trouvees"] == []
    assert client.post(url, {"organisation": wanted.pk}).context["form"].errors
