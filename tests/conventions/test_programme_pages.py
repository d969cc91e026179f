"""The pages of the programme: who reads, who writes, what is told."""

import pytest
from django.urls import reverse

from conventions import sources, texte
from conventions.models import Objectif, Programme
from coop.accounts.enums import RoleMandat
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur


def url(s, name: str, **kwargs) -> str:
    return reverse(f"conventions:{name}", kwargs={"ca_ref": s.ca.reference} | kwargs)


def text(response) -> str:
    return response.content.decode()


def test_programme_shows_the_tree_and_what_is_missing(s, connecte):
    besoin = s.besoin("Accès aux droits")
    sans = s.besoin("Santé mentale")
    _, _, operationnel = s.arbre()
    s.objectif("operationnel", "Former", parent=operationnel.parent, besoins=[besoin])
    s.indicateur(s.action(objectif=operationnel), "ia")
    page = text(connecte(s.dd).get(url(s, "programme")))

    for words in (
        "Réduire le renoncement aux soins",
        "Tenir des permanences",
        "Permanences de rue",
        "Accès aux droits",
    ):
        assert words in page
    assert "Il manque\u00a0: contenu de l’action, calendrier prévisionnel" in page
    assert "0 de processus, 1 d’activité, 0 de résultats" in page
    assert "Besoins retenus auxquels aucun objectif ne répond" in page
    assert sans.libelle in page
    assert f"#besoin-{besoin.numero}" in page


def test_diagnosis_shows_the_objectives_that_answer(s, connecte):
    s.objectif("specifique", "Ouvrir les droits", besoins=[s.besoin()])
    page = text(connecte(s.dd).get(reverse("diagnostics:diagnostic", kwargs={"ca_ref": s.ca.reference})))

    assert "Ouvrir les droits" in page


@pytest.mark.parametrize(
    ("qui", "status", "proposes", "writes"),
    [
        ("dd", 200, True, True),
        ("partenaire", 200, True, False),
        ("siege", 200, False, False),
        ("dd93", 404, False, False),
        ("lecteur", 404, False, False),
    ],
)
def test_programme_for_each_persona(s, connecte, qui, status, proposes, writes):
    others = {
        "siege": lambda: utilisateur(RoleMandat.SIEGE),
        "dd93": lambda: fabrique.coordinatrice("93"),
        "lecteur": lambda: utilisateur(RoleMandat.LECTEUR),
    }
    client = connecte(others[qui]() if qui in others else getattr(s, qui))
    response = client.get(url(s, "programme"))

    assert response.status_code == status
    if status == 200:
        assert ("Proposer une action" in text(response)) is proposes
        assert ("Ajouter un objectif" in text(response)) is writes


@pytest.mark.parametrize("statut", ["brouillon", "en_vigueur"])
def test_plan_de_communication_is_written_whatever_the_convention(s, connecte, statut):
    """It is no insert of the convention: what locks the programme does not hold it (domain.md §4.3)."""
    s.convention(statut)
    client, form = connecte(s.dd), url(s, "programme_communication")
    data = {"version": s.programme.version, "plan_communication": "Une lettre aux habitants, chaque trimestre."}
    assert "Il n’est pas écrit." in text(client.get(url(s, "programme")))
    assert client.post(form, data).status_code == 302
    assert client.post(form, data | {"plan_communication": "Autre"}).status_code == 409

    for user in (s.dd, s.partenaire):
        assert "Une lettre aux habitants" in text(connecte(user).get(url(s, "programme")))
    assert "Une lettre" not in str(texte.assemble(sources.read(s.programme.conventions.get())))


def test_plan_de_communication_is_the_animations(s, connecte):
    form = url(s, "programme_communication")
    assert connecte(s.partenaire).get(form).status_code == 404
    assert "communication" not in text(connecte(s.partenaire).get(url(s, "programme")))


@pytest.mark.parametrize(("qui", "status"), [("dd", 302), ("partenaire", 404), ("siege", 404), ("dd93", 404)])
def test_open_programme_by_persona(s, connecte, qui, status):
    s.programme.delete()
    others = {"siege": lambda: utilisateur(RoleMandat.SIEGE), "dd93": lambda: fabrique.coordinatrice("93")}
    client = connecte(others[qui]() if qui in others else getattr(s, qui))

    assert client.post(url(s, "programme_ouvrir")).status_code == status
    assert Programme.objects.exists() is (status == 302)


def test_page_before_the_programme_is_open(s, connecte):
    s.programme.delete()

    assert "Ouvrir le programme" in text(connecte(s.dd).get(url(s, "programme")))
    assert "La coordination ne l’a pas encore ouvert" in text(connecte(s.partenaire).get(url(s, "programme")))
    assert connecte(s.dd).get(url(s, "objectif_nouveau")).status_code == 404


def test_write_title(s, connecte):
    client = connecte(s.dd)
    response = client.post(url(s, "programme_ecrire"), {"intitule": "Santé de rue", "raison_etre": "", "version": 1})

    assert response.status_code == 302
    assert Programme.objects.get().intitule == "Santé de rue"
    assert client.post(url(s, "programme_ecrire"), {"intitule": "", "version": 2}).status_code == 200


def test_write_title_tells_the_other_version(s, connecte):
    client = connecte(s.dd)
    client.post(url(s, "programme_ecrire"), {"intitule": "Premier", "version": 1})
    response = client.post(url(s, "programme_ecrire"), {"intitule": "Second", "version": 1})

    assert response.status_code == 409
    assert "Premier" in text(response)
    assert "Second" in text(response)


def test_add_then_change_an_objective(s, connecte):
    client, besoin = connecte(s.dd), s.besoin()
    data = {"niveau": "specifique", "libelle": "Former", "besoins": [besoin.pk]}
    assert client.post(url(s, "objectif_nouveau"), data).status_code == 302
    row = Objectif.objects.get()
    assert list(row.besoins.all()) == [besoin]

    client.post(url(s, "objectif", pk=row.pk), {"niveau": "specifique", "libelle": "Former mieux", "version": 1})
    row.refresh_from_db()
    assert (row.libelle, row.besoins.count(), row.version) == ("Former mieux", 0, 2)


def test_add_objective_proposes_the_place_one_comes_from(s, connecte):
    general = s.objectif("general")
    page = text(connecte(s.dd).get(url(s, "objectif_nouveau") + f"?niveau=specifique&parent={general.pk}"))

    assert 'value="general"' not in page
    assert f'<option value="{general.pk}" selected>' in page


@pytest.mark.parametrize("query", ["?niveau=autre", "?parent=abc", "?parent=999999", "?niveau=general&parent=-1"])
def test_add_objective_ignores_a_place_that_does_not_exist(s, connecte, query):
    assert connecte(s.dd).get(url(s, "objectif_nouveau") + query).status_code == 200


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"niveau": "specifique", "libelle": ""}, "Renseignez ce champ"),
        ({"niveau": "", "libelle": "X"}, "Choisissez une réponse"),
        ({"niveau": "autre", "libelle": "X"}, "Ce choix n’existe pas"),
        ({"niveau": "specifique", "libelle": "X", "parent": "999999"}, "Ce choix n’existe pas"),
        ({"niveau": "specifique", "libelle": "X", "besoins": ["999999"]}, ""),
    ],
)
def test_bad_objective_is_told_and_not_kept(s, connecte, data, sentence):
    s.besoin()
    response = connecte(s.dd).post(url(s, "objectif_nouveau"), data)

    assert response.status_code == 200
    assert sentence in text(response)
    assert "à revoir" in text(response)
    assert not Objectif.objects.exists()


def test_level_of_the_parent_is_told_at_its_field(s, connecte):
    above = s.objectif("specifique")
    response = connecte(s.dd).post(
        url(s, "objectif_nouveau"), {"niveau": "specifique", "libelle": "X", "parent": above.pk}
    )

    assert response.context["form"].errors == {"parent": ["Rattachez cet objectif à un objectif de niveau supérieur."]}


def test_move_and_remove_an_objective(s, connecte):
    client, rows = connecte(s.dd), [s.objectif("specifique", text) for text in "ABC"]
    client.post(url(s, "objectif_monter", pk=rows[1].pk))
    client.post(url(s, "objectif_descendre", pk=rows[0].pk))
    client.post(url(s, "objectif_retirer", pk=rows[2].pk))

    assert list(s.programme.objectifs.order_by("numero").values_list("numero", "libelle")) == [(1, "B"), (2, "A")]


def test_a_get_changes_nothing(s, connecte):
    row = s.objectif("specifique")
    for name in ("objectif_retirer", "objectif_monter", "objectif_descendre"):
        assert connecte(s.dd).get(url(s, name, pk=row.pk)).status_code == 302
    assert Objectif.objects.get().version == 1


def test_remove_an_objective_that_carries_is_told(s, connecte):
    general, *_ = s.arbre()
    response = connecte(s.dd).post(url(s, "objectif_retirer", pk=general.pk), follow=True)

    assert "Rattachez d’abord ailleurs" in text(response)
    assert Objectif.objects.count() == 3


@pytest.mark.parametrize("qui", ["partenaire", "autre"])
@pytest.mark.parametrize("name", ["programme_ecrire", "objectif_nouveau"])
def test_partner_writes_no_common_text(s, connecte, qui, name):
    assert connecte(getattr(s, qui)).post(url(s, name), {"libelle": "X"}).status_code == 404


@pytest.mark.parametrize(
    ("statut", "sentence"),
    [("en_vigueur", "la modification doit passer par un avenant"), ("en_signature", "Le texte est à la signature")],
)
def test_locked_programme_says_why_and_offers_nothing(s, connecte, statut, sentence):
    row = s.objectif("specifique")
    s.convention(statut)
    client = connecte(s.dd)
    page = text(client.get(url(s, "programme")))

    assert sentence in page
    for words in ("Proposer une action", "Ajouter un objectif", "Monter", "Avant la mise à la signature"):
        assert words not in page
    response = client.get(url(s, "objectif", pk=row.pk))
    assert (response.status_code, sentence in text(response)) == (403, True)


def test_programme_has_a_fixed_number_of_statements(s, client, compte_a_1_et_3):
    client.force_login(s.dd)
    s.arbre()
    numbers = iter(range(1, 9))

    def add_row():
        number = next(numbers)
        objectif = s.objectif("operationnel", f"Objectif {number}", besoins=[s.besoin(f"Besoin {number}")])
        s.indicateur(s.action(objectif=objectif, partenaires=[s.voisin], lieux=[("Gare", None)]), "ia")

    compte_a_1_et_3(url(s, "programme"), add_row, statements=21)
