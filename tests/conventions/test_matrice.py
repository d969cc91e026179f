"""« Qui fait quoi ? »: crossings, holes and overlaps computed from the fiches, told in words."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from conventions import documents_matrice, phrases_matrice
from conventions.forms_matrice import as_params, of_params
from conventions.models import ModeIntervention
from conventions.queries import matrice as q
from conventions.queries.matrice import Axe, Choix, Etat
from coop import horloge
from coop.documents.models import Document
from tests.conventions.test_action_pages import text, url
from tests.factories import CommuneFactory
from tests.factories import cooperatives as fabrique


@pytest.fixture
def plan(s):
    """Two publics × two communes: A and B both at Trappes for the young, nobody for the parents at Le Pecq."""
    trappes, pecq = s.ca.communes.all()
    for commune, nom in ((trappes, "Trappes"), (pecq, "Le Pecq")):
        commune.nom = nom
        commune.save()
    jeunes, parents = fabrique.public("jeunes"), fabrique.public("habitants")
    jeunes.libelle, parents.libelle = "Jeunes", "Habitants des quartiers"
    for row in (jeunes, parents):
        row.save()
    mode = ModeIntervention.objects.create(code="aller_vers", libelle="Aller-vers")
    ModeIntervention.objects.create(code="vaccination", libelle="Vaccination")
    s.action(publics=[jeunes], lieux=[("Gare", trappes)], modes=[mode])
    s.action(promoteur=s.voisin, publics=[jeunes, parents], lieux=[("Halle", trappes)])
    s.action(promoteur=s.voisin, publics=[jeunes], lieux=[("Mairie", pecq)], partenaires=[s.membre])
    return s


def table(s, *args, **kwargs) -> q.Matrice:
    choix = Choix(*(args or (Axe.PUBLICS, Axe.TERRITOIRES)), **kwargs)
    return q.cross(q.read(s.ca, tous_les_modes=choix.tous_les_modes), choix)


def etats(m: q.Matrice) -> dict[str, list[str]]:
    return {rang.libelle: [case.etat.value for case in rang.cases] for rang in m.rangs}


def plain(sentences: list[str]) -> list[str]:
    return [sentence.replace("\u00a0", " ") for sentence in sentences]


def test_publics_by_territories(plan):
    m = table(plan)

    assert list(m.colonnes.values()) == ["Le Pecq", "Trappes"]
    assert etats(m) == {"Jeunes": ["seul", "plusieurs"], "Habitants des quartiers": ["vide", "seul"]}
    assert (m.compte(Etat.VIDE), m.compte(Etat.PLUSIEURS)) == (1, 1)


def test_holes_and_overlaps_are_told(plan):
    m = table(plan)
    a, b = plan.membre.organisation.nom, plan.voisin.organisation.nom

    assert phrases_matrice.trous(m) == ["Personne n’intervient auprès d’habitants des quartiers au Pecq."]
    assert plain(phrases_matrice.recouvrements(m)) == [
        f"Plusieurs promoteurs interviennent auprès de jeunes à Trappes : {a} (action 1), {b} (action 2)."
    ]


def test_a_whole_row_without_anyone_is_said_once(plan):
    plan.ca.publics.add(fabrique.public("aidants"))

    assert "Personne n’intervient auprès de public aidants." in phrases_matrice.trous(table(plan))


def test_a_whole_column_without_anyone_is_said_once(plan):
    plan.ca.communes.add(CommuneFactory(nom="Les Mureaux"))

    assert "Personne n’intervient aux Mureaux." in phrases_matrice.trous(table(plan))


def test_modes_that_nobody_uses_on_demand(plan):
    assert "Vaccination" not in table(plan, Axe.MODES, Axe.PUBLICS).faits.valeurs[Axe.MODES].values()
    m = table(plan, Axe.MODES, Axe.TERRITOIRES, tous_les_modes=True)

    assert "Personne n’intervient par ce mode : vaccination." in plain(phrases_matrice.trous(m))
    assert "Personne n’intervient au Pecq par ce mode : aller-vers." in plain(phrases_matrice.trous(m))
    assert "Mode non précisé" in etats(m)


def test_partners_by_publics(plan):
    _, idle = fabrique.partenaire(plan.ca)
    plan.ca.publics.add(fabrique.public("aidants"))
    m = table(plan, Axe.PARTENAIRES, Axe.PUBLICS)
    said = phrases_matrice.trous(m)

    words = {rang.libelle: [case.mot for case in rang.cases] for rang in m.rangs}
    assert "Promoteur" in words[plan.membre.organisation.nom]
    assert f"{idle.organisation.nom} n’intervient dans aucune de ces actions." in said
    assert "Personne n’intervient auprès de public aidants." in said
    assert phrases_matrice.recouvrements(m) == []


def test_partners_in_columns_say_the_same(plan):
    rows = table(plan, Axe.PARTENAIRES, Axe.PUBLICS)
    columns = table(plan, Axe.PUBLICS, Axe.PARTENAIRES)

    assert sorted(phrases_matrice.trous(rows)) == sorted(phrases_matrice.trous(columns))


def test_associated_partner_is_said_so(plan):
    m = table(plan, Axe.PARTENAIRES, Axe.TERRITOIRES)
    row = next(r for r in m.rangs if r.libelle == plan.membre.organisation.nom)

    assert [case.mot for case in row.cases] == ["Associé", "Promoteur"]


def test_filter_by_another_axis(plan):
    m = table(plan, filtres={Axe.PARTENAIRES: plan.membre.pk})

    assert [a.numero for a in m.actions] == [1, 3]
    assert m.retenus == [plan.membre.organisation.nom]


def test_place_without_commune_stands_apart(s):
    s.action(publics=[fabrique.public()], lieux=[("Quelque part", None)])
    m = table(s)

    assert "Commune non précisée" in m.colonnes.values()
    assert not any("non précisée" in sentence for sentence in phrases_matrice.trous(m))


def test_a_large_territory_shows_the_communes_of_the_fiches(plan, monkeypatch):
    monkeypatch.setattr(q, "COMMUNES_MAX", 1)
    plan.ca.communes.add(CommuneFactory(nom="Élancourt"))
    m = table(plan)

    assert list(m.colonnes.values()) == ["Le Pecq", "Trappes"]
    assert m.faits.communes_tues == 1


def test_long_lists_of_sentences_are_shortened():
    assert phrases_matrice.shortened(list("abc"), 2) == (["a", "b"], 1)
    assert phrases_matrice.shortened(list("ab"), 2) == (["a", "b"], 0)


def test_choice_travels_with_a_document():
    choix = Choix(Axe.MODES, Axe.PUBLICS, {Axe.TERRITOIRES: 7}, tous_les_modes=True)

    assert of_params(as_params(choix)) == choix
    assert of_params({}) == Choix()


def test_page_shows_the_table_and_the_sentences(plan, connecte):
    page = text(connecte(plan.autre).get(url(plan, "matrice")))

    for words in ("auprès d’habitants des quartiers au Pecq", "qfq-vide", "<b>Plusieurs</b>", "Projeter"):
        assert words in page


@pytest.mark.parametrize(
    "query",
    ["?lignes=zz", "?lignes=publics&colonnes=publics", "?lignes=modes&colonnes=territoires&f_publics=999&f_modes=abc"],
)
def test_page_survives_what_is_typed_in_the_address(plan, connecte, query):
    assert connecte(plan.dd).get(url(plan, "matrice") + query).status_code == 200


def test_page_filters_and_projects(plan, connecte):
    client = connecte(plan.dd)
    query = f"?lignes=publics&colonnes=territoires&f_partenaires={plan.membre.pk}&projection=1"
    page = text(client.get(url(plan, "matrice") + query))

    assert f"pour&nbsp;: {plan.membre.organisation.nom}" in page
    assert "Quitter la projection" in page
    assert "Projeter" not in page


def test_page_without_any_fiche(s, connecte):
    assert "Aucune fiche-action" in text(connecte(s.dd).get(url(s, "matrice")))
    assert connecte(fabrique.coordinatrice("93")).get(url(s, "matrice")).status_code == 404


def test_page_has_a_fixed_number_of_statements(plan, client, compte_a_1_et_3):
    client.force_login(plan.dd)
    compte_a_1_et_3(url(plan, "matrice"), lambda: plan.action(lieux=[("Halle", None)]), statements=18)


def test_workbook_has_the_table_the_sentences_and_the_long_sheet(plan, connecte):
    response = connecte(plan.dd).get(url(plan, "matrice_xlsx"))
    book = load_workbook(BytesIO(response.content))

    assert book.sheetnames == ["Qui fait quoi", "Ce que dit le tableau", "Toutes les interventions"]
    assert book.worksheets[0]["B2"].value == "Personne"
    assert book.worksheets[1]["B2"].value.startswith("Personne n’intervient")
    # 1 + 2 publics, then one fiche with two partners.
    assert book.worksheets[2].max_row == 1 + 1 + 2 + 2


def test_pdf_is_asked_with_its_axes(plan, connecte):
    client = connecte(plan.dd)
    client.post(url(plan, "matrice_pdf"), {"lignes": "partenaires", "colonnes": "modes"})

    document = Document.objects.get()
    assert (document.params["lignes"], document.params["colonnes"]) == ("partenaires", "modes")
    assert client.get(url(plan, "matrice_pdf")).url == url(plan, "matrice")


def test_pdf_says_what_the_page_says(plan):
    document = Document(kind="qui_fait_quoi", subject_id=str(plan.ca.pk), ca_id=plan.ca.pk, requested_at=horloge.now())
    document.params = as_params(Choix(Axe.PUBLICS, Axe.TERRITOIRES))
    built = documents_matrice.build(document)

    assert built.content["trous"] == ["Personne n’intervient auprès d’habitants des quartiers au Pecq."]
    assert documents_matrice.may_read(plan.autre.actor, document)
    assert not documents_matrice.may_read(fabrique.coordinatrice("93").actor, document)
    assert documents_matrice.resolve(plan.ca.reference) == plan.ca.pk
