"""The territory of a coopérative: what its page says, how it is chosen without script, who may, how much it costs."""

import gzip

import pytest
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from coop.territories.models import Intercommunalite, Quartier
from coop.ui.fond import contours, fond_svg
from cooperatives.queries import page_territoire
from cooperatives.queries.territoire import compte, nombre_communes, population
from tests.factories import CommuneFactory, DepartementFactory
from tests.factories import cooperatives as fabrique
from tests.factories.accounts import utilisateur

TRAPPES, GUYANCOURT, ERAGNY = "78621", "78297", "95218"


@pytest.fixture
def dd78(db):
    return fabrique.coordinatrice("78")


@pytest.fixture
def communes(dd78):
    rows = [CommuneFactory(code=code, nom=nom) for code, nom in ((TRAPPES, "Trappes"), (GUYANCOURT, "Guyancourt"))]
    rows.append(CommuneFactory(code=ERAGNY, nom="Éragny", departement=DepartementFactory(code="95"), population=5_000))
    return rows


@pytest.fixture
def sqy(communes):
    row = Intercommunalite.objects.create(code="200058782", nom="Saint-Quentin-en-Yvelines", nature="CA")
    row.communes.set(communes[:2])
    return row


@pytest.fixture
def ca(communes):
    return fabrique.cooperative("78", communes=communes[:1])


def quartier(code: str, *communes, population=2_000, geographie=2015, **fields) -> Quartier:
    row = Quartier.objects.create(
        code=code, nom=f"Quartier {code}", geographie=geographie, population=population,
        departement=communes[0].departement, **fields,
    )  # fmt: skip
    row.communes.set(communes)
    return row


def url(name, ca):
    return reverse(f"cooperatives:{name}", kwargs={"ca_ref": ca.reference})


def test_a_whole_intercommunalite_and_a_quartier_bring_their_communes(ca, communes, sqy):
    ca.communes.clear()
    ca.intercommunalites.add(sqy)
    ca.quartiers.add(quartier("QP095001", communes[2], population=1_000))

    found = page_territoire.territoire(ca)

    assert {c.code for c in found.communes} == {TRAPPES, GUYANCOURT, ERAGNY}
    assert (found.population, found.part_qpv, found.geographie) == (25_000, 4, 2015)
    assert found.departements == ["Val-d’Oise", "Yvelines"]
    assert found.intercommunalites == [("Saint-Quentin-en-Yvelines", "communauté d’agglomération")]
    assert compte(ca) == (nombre_communes(ca), population(ca)) == (3, 25_000)


def test_the_share_in_quartiers_reads_the_last_geographie_that_has_a_population(ca, communes):
    quartier("QP078001", communes[0])
    quartier("QN078001", communes[0], population=None, geographie=2024)
    quartier("QP078002", communes[0], retire=True)

    found = page_territoire.territoire(ca)

    assert (found.part_qpv, found.geographie) == (20, 2015)
    assert len(found.quartiers) == 2
    assert found.choisis == []


def test_no_published_population_is_no_share(ca, communes):
    quartier("QN078001", communes[0], population=None)

    assert page_territoire.territoire(ca).part_qpv is None


def test_paris_and_its_arrondissements_are_counted_once(ca):
    paris = CommuneFactory(code="75056", nom="Paris", departement=DepartementFactory(code="75"), population=2_000)
    ca.communes.set([paris, CommuneFactory(code="75101", parent=paris, departement=paris.departement, population=900)])

    assert page_territoire.territoire(ca).population == 2_000
    assert compte(ca) == (1, 2_000)


def test_the_page_says_what_is_covered_and_draws_it(client, ca, dd78):
    client.force_login(dd78)

    page = client.get(url("territoire", ca)).content.decode()

    assert "Trappes" in page
    assert "10\u00a0000" in page
    assert 'class="choisie"' in page
    assert "Choisir le territoire" in page


def test_a_territory_without_commune_says_so(client, dd78):
    ca = fabrique.cooperative("78", sites=["Parvis fictif"], libelle_territoire="Le parvis")
    client.force_login(dd78)

    page = client.get(url("territoire", ca)).content.decode()

    assert "Aucune commune n’est choisie" in page
    assert "Parvis fictif" in page


def test_forty_seven_communes_cost_a_fixed_number_of_statements(client, ca, dd78, compte_a_1_et_3):
    client.force_login(dd78)

    def add():
        ca.communes.add(*CommuneFactory.create_batch(16))

    compte_a_1_et_3(url("territoire", ca), add, statements=11)
    assert ca.communes.count() >= 47


def test_the_choice_costs_a_fixed_number_of_statements(client, ca, dd78, sqy, compte_a_1_et_3):
    client.force_login(dd78)

    compte_a_1_et_3(url("territoire_choisir", ca), lambda: sqy.communes.add(CommuneFactory()), statements=14)


def form(ca, *lieux, **extra) -> dict:
    return {
        "version": ca.version,
        "lieux": list(lieux),
        "libelle_territoire": "Mon territoire",
        "departement": "78",
    } | extra


def test_ticking_communes_an_intercommunalite_and_a_quartier_saves_them(client, ca, dd78, communes, sqy):
    row = quartier("QP078001", communes[0])
    client.force_login(dd78)
    page = client.get(url("territoire_choisir", ca)).content.decode()
    assert f'id="c-{GUYANCOURT}"' in page
    assert "Toute l’intercommunalité" in page

    chosen = [f"commune:{communes[1].pk}", f"intercommunalite:{sqy.pk}", f"quartier:{row.pk}"]
    assert client.post(url("territoire_choisir", ca), form(ca, *chosen)).status_code == 302

    ca.refresh_from_db()
    assert [c.code for c in ca.communes.all()] == [GUYANCOURT]
    assert (list(ca.intercommunalites.all()), list(ca.quartiers.all())) == ([sqy], [row])
    assert ca.libelle_territoire == "Mon territoire"


def test_looking_at_another_departement_saves_nothing_and_keeps_what_was_ticked(client, ca, dd78, communes):
    client.force_login(dd78)
    ticked = [f"commune:{c.pk}" for c in communes[:2]]

    page = client.post(url("territoire_choisir", ca), form(ca, *ticked, voir="95")).content.decode()

    assert f'id="c-{ERAGNY}"' in page
    assert page.count("checked") == 2
    assert "Guyancourt (Yvelines)" in page
    assert ca.communes.count() == 1


def test_a_search_ignores_accents_and_keeps_what_was_ticked(client, ca, dd78, communes):
    client.force_login(dd78)
    data = form(ca, f"commune:{communes[0].pk}", recherche_lieu="eragny", chercher="1")

    page = client.post(url("territoire_choisir", ca), data).content.decode()

    assert "Éragny (Val-d’Oise)" in page
    assert f'id="c-{TRAPPES}" data-commune="{TRAPPES}" checked' in page


def test_the_last_place_cannot_be_removed(client, ca, dd78):
    client.force_login(dd78)

    page = client.post(url("territoire_choisir", ca), form(ca, libelle_territoire="")).content.decode()

    assert "Gardez au moins un lieu" in page
    assert ca.communes.count() == 1


def test_two_people_choosing_see_that_the_other_has_saved(client, ca, dd78, communes):
    client.force_login(dd78)
    data = form(ca, f"commune:{communes[1].pk}")
    client.post(url("territoire_choisir", ca), data)

    assert client.post(url("territoire_choisir", ca), data).status_code == 409


def test_partners_and_the_siege_read_and_do_not_choose(client, ca):
    partner, _ = fabrique.partenaire(ca)
    for user in (partner, utilisateur(RoleMandat.SIEGE)):
        client.force_login(user)
        assert client.get(url("territoire", ca)).status_code == 200
        assert client.get(url("territoire_choisir", ca)).status_code == 404


def test_a_stranger_sees_nothing(client, ca):
    client.force_login(fabrique.coordinatrice("91"))

    assert client.get(url("territoire", ca)).status_code == 404


def test_groups_are_the_establishments_of_the_metropole_before_the_metropole(communes):
    metropole = Intercommunalite.objects.create(code="200054781", nom="Métropole", nature="METRO")
    ept = Intercommunalite.objects.create(code="200057966", nom="Un EPT", nature="EPT", parent=metropole)
    for row in (metropole, ept):
        row.communes.add(communes[0])

    groups = page_territoire.choix(communes[0].departement, []).groupes

    assert [(g.intercommunalite and g.intercommunalite.nom, len(g.communes)) for g in groups] == [
        ("Un EPT", 1),
        (None, 1),
    ]


def test_the_map_of_every_commune_weighs_little():
    assert len(contours()["communes"]) == 1266
    assert len(gzip.compress(fond_svg().encode())) <= 120 * 1024


def test_a_quartier_has_its_numbered_mark_on_the_map_and_beside_its_box(client, ca, dd78, communes):
    rows = [quartier(f"QP07800{n}", communes[0]) for n in (1, 2)]
    ca.quartiers.add(rows[1])
    client.force_login(dd78)

    page = client.get(url("territoire_choisir", ca)).content.decode()
    for number, row in enumerate(rows, start=1):
        assert f'<a href="#q-{row.code}" tabindex="-1" data-quartier="{row.code}">' in page
        assert f">{number}. {row.nom} (Trappes)</label>" in page
    # Once for a wide screen, once for a narrow one.
    assert page.count('class="marque choisie"') == 2

    read = client.get(url("territoire", ca)).content.decode()
    assert f"1. {rows[1].nom}" in read
    assert "Losange" in read


def test_the_map_opens_near_what_is_ticked_and_shows_the_whole_departement_when_asked(ca, communes, sqy):
    far = CommuneFactory(code="78003", nom="Loin")
    ticked = [f"commune:{communes[0].pk}"]

    near, whole = (page_territoire.choix(far.departement, ticked, entier=entier) for entier in (False, True))
    nothing = page_territoire.choix(far.departement, [], entier=False)

    assert width(near) < width(whole) == width(nothing)


def width(choix) -> float:
    return float(choix.carte.donnees["vue"].split()[2])
