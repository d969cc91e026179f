"""The pages of a fiche-action and of its indicators, and its PDF."""

from decimal import Decimal

import pytest
from django.urls import reverse

from conventions.models import FicheAction
from coop.accounts.enums import RoleMandat
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur

LIEUX = {
    "lieux-TOTAL_FORMS": "1",
    "lieux-INITIAL_FORMS": "0",
    "lieux-0-libelle": "Gare routière",
    "lieux-0-commune": "",
}
NIVEAU = {"niveau_exigence": "allege"}


def url(s, name: str, **kwargs) -> str:
    return reverse(f"conventions:{name}", kwargs={"ca_ref": s.ca.reference} | kwargs)


def text(response) -> str:
    return response.content.decode()


def payload(s, **fields) -> dict:
    return LIEUX | NIVEAU | {"intitule": "Maraude", "promoteur": s.membre.pk} | fields


def test_partner_proposes_its_action(s, connecte):
    client = connecte(s.partenaire)
    response = client.post(url(s, "action_nouvelle"), payload(s, etp="0,80"))

    action = FicheAction.objects.get()
    assert response.url == url(s, "action", numero=1)
    assert (action.promoteur, action.etp, action.lieux.get().libelle) == (s.membre, Decimal("0.80"), "Gare routière")


def test_partner_is_offered_its_organisation_only(s, connecte):
    form = connecte(s.partenaire).get(url(s, "action_nouvelle")).context["form"]

    assert list(form.fields["promoteur"].queryset) == [s.membre]
    assert form.fields["promoteur"].initial == s.membre


def test_partner_cannot_name_another_promoteur(s, connecte):
    response = connecte(s.partenaire).post(url(s, "action_nouvelle"), payload(s, promoteur=s.voisin.pk))

    assert "promoteur" in response.context["form"].errors
    assert not FicheAction.objects.exists()


def test_coordinator_names_any_member(s, connecte):
    connecte(s.dd).post(url(s, "action_nouvelle"), payload(s, promoteur=s.voisin.pk, partenaires=[s.membre.pk]))

    assert FicheAction.objects.get().partenaires.get() == s.membre


def test_form_has_the_seven_rows_of_article_2(s, connecte):
    page = text(connecte(s.dd).get(url(s, "action_nouvelle")))

    for number, label in enumerate(
        [
            "Identification de l’action et promoteur référent",
            "Contenu de l’action",
            "Calendrier prévisionnel",
            "Modes d’intervention",
            "Public cible",
            "Lieux précis de réalisation de l’action",
            "Moyens humains mobilisés par l’action (ETP)",
        ],
        start=1,
    ):
        assert f"{number}. {label}" in page


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"intitule": ""}, "intitule"),
        ({"promoteur": ""}, "promoteur"),
        ({"etp": "abc"}, "etp"),
        ({"etp": "-0,5"}, "etp"),
        ({"etp": "0,805"}, "etp"),
        ({"etp": "10000"}, "etp"),
        ({"debut": "2027-02-30"}, "debut"),
        ({"debut": "2027-05-02", "fin": "2027-05-01"}, "fin"),
        ({"beneficiaires_cibles": "-3"}, "beneficiaires_cibles"),
        ({"beneficiaires_cibles": "1,5"}, "beneficiaires_cibles"),
        ({"intitule": "x" * 201}, "intitule"),
        ({"apports": ["autre"]}, "apports"),
    ],
)
def test_bad_input_is_told_at_its_field(s, connecte, fields, at):
    response = connecte(s.dd).post(url(s, "action_nouvelle"), payload(s, **fields))

    assert list(response.context["form"].errors) == [at]
    assert not FicheAction.objects.exists()


def test_fourth_public_is_told_at_its_field(s, connecte):
    publics = [fabrique.public(f"public-{n}").pk for n in range(4)]
    response = connecte(s.dd).post(url(s, "action_nouvelle"), payload(s, publics=publics))

    assert "trois publics au plus" in response.context["form"].errors["publics"][0]


def test_negative_etp_is_told_in_words(s, connecte):
    response = connecte(s.dd).post(url(s, "action_nouvelle"), payload(s, etp="-1"))

    assert response.context["form"].errors["etp"] == ["Indiquez un nombre d’au moins 0."]


def test_adding_a_place_judges_nothing_and_keeps_all(s, connecte):
    response = connecte(s.dd).post(
        url(s, "action_nouvelle"), payload(s, intitule="", contenu="Déjà écrit") | {"lieux-ajouter": "1"}
    )

    page = text(response)
    assert response.status_code == 200
    assert "à revoir" not in page
    assert "lieux-1-libelle" in page
    assert "Déjà écrit" in page
    assert "Gare routière" in page


def test_place_without_name_is_told(s, connecte):
    commune = s.ca.communes.first()
    response = connecte(s.dd).post(
        url(s, "action_nouvelle"), payload(s) | {"lieux-0-libelle": "", "lieux-0-commune": commune.pk}
    )

    assert "Nommez le lieu" in text(response)
    assert not FicheAction.objects.exists()


@pytest.mark.parametrize("commune", ["999999", "abc"])
def test_commune_out_of_the_territory_is_refused(s, connecte, commune):
    response = connecte(s.dd).post(url(s, "action_nouvelle"), payload(s) | {"lieux-0-commune": commune})

    assert response.status_code == 200
    assert "Ce choix n’existe pas" in text(response)


@pytest.mark.parametrize("total", ["", "abc", "-1", "100000"])
def test_a_broken_list_of_places_is_no_server_error(s, connecte, total):
    response = connecte(s.dd).post(url(s, "action_nouvelle"), payload(s) | {"lieux-TOTAL_FORMS": total})

    assert response.status_code in {200, 302}


def test_own_partner_edits_and_removes_a_place(s, connecte):
    action = s.complete(lieux=[("Gare", None), ("Halle", None)])
    data = NIVEAU | {"intitule": "Maraude", "version": 1, "lieux-TOTAL_FORMS": "2", "lieux-INITIAL_FORMS": "2"}
    data |= {"lieux-0-libelle": "Gare", "lieux-0-DELETE": "on", "lieux-1-libelle": "Halle du marché"}
    response = connecte(s.partenaire).post(url(s, "action_modifier", numero=1), data)

    action.refresh_from_db()
    assert response.status_code == 302
    assert (action.intitule, list(action.lieux.values_list("libelle", flat=True))) == ("Maraude", ["Halle du marché"])


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("qui", "status"),
    [("autre", 403), ("siege", 404), ("dd93", 404), ("personne", 404), ("dd", 200), ("partenaire", 200)],
)
def test_edit_page_by_persona(s, connecte, qui, status, method):
    s.action()
    others = {
        "siege": lambda: utilisateur(RoleMandat.SIEGE),
        "dd93": lambda: fabrique.coordinatrice("93"),
        "personne": utilisateur,
    }
    client = connecte(others[qui]() if qui in others else getattr(s, qui))
    response = getattr(client, method)(url(s, "action_modifier", numero=1), {"x": "1"} if method == "post" else {})

    assert response.status_code == status
    assert FicheAction.objects.get().version == 1


def test_edit_keeps_the_promoteur_a_partner_posts(s, connecte):
    s.action()
    connecte(s.partenaire).post(url(s, "action_modifier", numero=1), payload(s, promoteur=s.voisin.pk, version=1))

    assert (FicheAction.objects.get().promoteur, FicheAction.objects.get().version) == (s.membre, 2)


def test_conflict_shows_both_versions_places_too(s, connecte):
    s.action(lieux=[("Halle", None)])
    connecte(s.partenaire).post(url(s, "action_modifier", numero=1), payload(s, intitule="Du partenaire", version=1))
    response = connecte(s.dd).post(
        url(s, "action_modifier", numero=1), payload(s, intitule="De la DD", version=1) | {"lieux-0-libelle": "Port"}
    )

    page = text(response)
    assert response.status_code == 409
    for words in ("Du partenaire", "De la DD", "Gare routière", "Port"):
        assert words in page
    assert FicheAction.objects.get().intitule == "Du partenaire"


def test_conflict_settled_for_the_other_keeps_its_places(s, connecte):
    s.action(lieux=[("Halle", None)])
    data = payload(s, version=1) | {"lieux-0-libelle": "Port", "_garder_lieux": "autre"}
    connecte(s.dd).post(url(s, "action_modifier", numero=1), data)

    assert FicheAction.objects.get().lieux.get().libelle == "Halle"


def test_page_of_a_fiche_tells_what_is_missing(s, connecte):
    s.action()
    page = text(connecte(s.autre).get(url(s, "action", numero=1)))

    assert "Il manque\u00a0: contenu de l’action" in page
    assert "Modifier la fiche" not in page
    assert "Ajouter un indicateur" not in page
    assert "Modifier la fiche" in text(connecte(s.partenaire).get(url(s, "action", numero=1)))


def test_page_of_a_fiche_writes_figures_in_french(s, connecte):
    s.indicateur(s.complete(), valeur_cible=Decimal(1200), unite="personnes")
    page = text(connecte(s.dd).get(url(s, "action", numero=1)))

    assert "0,80 ETP" in page.replace("\u00a0", " ")
    assert "1 200 personnes" in page.replace("\u00a0", " ")


def test_page_of_an_action_that_is_not_there(s, connecte):
    assert connecte(s.dd).get(url(s, "action", numero=9)).status_code == 404


@pytest.mark.parametrize("statut", ["en_signature", "en_vigueur"])
def test_locked_fiche_is_read_only(s, connecte, statut):
    s.complete()
    s.convention(statut)
    client = connecte(s.partenaire)
    page = text(client.get(url(s, "action", numero=1)))

    assert ("avenant" if statut == "en_vigueur" else "Le texte est à la signature") in page
    assert "Modifier la fiche" not in page
    for name in ("action_modifier", "indicateur_nouveau"):
        assert client.get(url(s, name, numero=1)).status_code == 403
    assert client.get(url(s, "action_nouvelle")).status_code == 403
    assert client.post(url(s, "action_retirer", numero=1)).status_code == 403


def test_copy_and_remove_by_the_partner(s, connecte):
    s.action()
    client = connecte(s.partenaire)
    assert client.post(url(s, "action_dupliquer", numero=1)).url == url(s, "action", numero=2)
    client.post(url(s, "action_retirer", numero=1))

    assert list(FicheAction.objects.values_list("numero", "intitule")) == [(1, "Permanences de rue (copie)")]


@pytest.mark.parametrize("name", ["action_dupliquer", "action_retirer"])
def test_another_partner_neither_copies_nor_removes(s, connecte, name):
    s.action()

    assert connecte(s.autre).post(url(s, name, numero=1)).status_code == 403
    assert connecte(s.partenaire).get(url(s, name, numero=1)).status_code == 302
    assert FicheAction.objects.count() == 1


def test_fiche_has_a_fixed_number_of_statements(s, client, compte_a_1_et_3):
    client.force_login(s.dd)
    action = s.complete()

    def add_row():
        s.indicateur(action)
        action.lieux.create(libelle="Halle", commune=s.ca.communes.first())

    compte_a_1_et_3(url(s, "action", numero=1), add_row, statements=22)


def test_places_are_on_the_map(s, connecte):
    commune = s.ca.communes.first()
    commune.code = "78621"
    commune.save()
    s.action(lieux=[("Gare", commune), ("Halle", None)])

    assert "Voir les lieux sur la carte" in text(connecte(s.dd).get(url(s, "action", numero=1)))


def test_an_action_longer_than_a_year_is_told_on_its_form(s, connecte):
    s.action(debut="2027-01-01", fin="2028-06-30")
    client = connecte(s.partenaire)

    assert "sans être signalée pluriannuelle" in text(client.get(url(s, "action_modifier", numero=1)))
    client.post(
        url(s, "action_modifier", numero=1),
        payload(s, version=1, debut="2027-01-01", fin="2028-06-30", pluriannuelle="on"),
    )
    assert "sans être signalée pluriannuelle" not in text(client.get(url(s, "action_modifier", numero=1)))
