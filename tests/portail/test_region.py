"""The région: figures and their definitions, filters, lists of proofs, who reads what."""

import re
from datetime import date

import pytest
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from coop.territories.models import Commune
from cooperatives.enums import Phase, Statut
from cooperatives.models import Cooperative
from cooperatives.queries.faits_publics import Lieu, communes_region, distinctes
from evaluation.models import Bilan
from portail import region_synthetique
from portail.queries.region import chiffres
from portail.queries.region.mesures import Mesures
from portail.queries.region.portee import Periode, derniere_periode
from tests.evaluation.scene_copil import en_vigueur, transmettre
from tests.factories import CommuneFactory, DepartementFactory, utilisateur
from tests.factories import cooperatives as fabrique

URL = "/region/"
REPARTITION = "/region/repartition/"
LISTES = [
    "cooperatives", "communes", "partenaires", "conventions", "bilans", "echeances",
    "sans-habitant", "une-commune", "sans-coordination", "sans-cooperative",
]  # fmt: skip


@pytest.fixture
def siege(db):
    return utilisateur(RoleMandat.SIEGE)


def texte(response) -> str:
    return response.content.decode().replace("\xa0", " ")


def cles(response) -> dict[str, str]:
    """The key figures of the page, by code."""
    return {c.code: f"{c.valeur}{c.unite}" for c in response.context["cles"]}


def mesures(**known) -> Mesures:
    return Mesures(**(dict.fromkeys(Mesures.__dataclass_fields__, 0) | {"delai_median": None} | known))


@pytest.mark.parametrize(
    ("jour", "debut", "fin"),
    [
        (date(2026, 10, 20), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 4, 1), date(2026, 6, 30)),
        (date(2027, 1, 31), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 5, 31), date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_period_is_the_last_quarter_that_ended(jour, debut, fin):
    periode = derniere_periode(jour)

    assert (periode.debut, periode.fin) == (debut, fin)


@pytest.mark.parametrize(
    ("trimestre", "words"),
    [
        (1, "de janvier à mars 2026"),
        (2, "d’avril à juin 2026"),
        (3, "de juillet à septembre 2026"),
        (4, "d’octobre à décembre 2026"),
    ],
)
def test_period_reads_in_words(trimestre, words):
    assert Periode(2026, trimestre).libelle == words


@pytest.mark.parametrize(
    ("cooperatives", "departements", "title"),
    [
        (0, 0, "Aucune coopérative"),
        (1, 1, "Une coopérative dans un département"),
        (7, 6, "Sept coopératives dans six départements"),
        (120, 8, "120 coopératives dans huit départements"),
    ],
)
def test_title_counts_in_words(cooperatives, departements, title):
    assert chiffres.titre(cooperatives, departements) == title


@pytest.mark.parametrize(
    ("known", "code", "value"),
    [
        ({"a_temps": 23, "dus": 26}, "F-09", ("88", "%", 23, 26)),
        ({"dus": 0}, "F-09", ("n.d.", "", 0, 0)),
        ({"petits": 1, "organismes": 4}, "F-06", ("25", "%", 1, 4)),
        ({"organismes": 0}, "F-06", ("n.d.", "", 0, 0)),
        ({"delai_median": 120.5, "delais": 2}, "F-08", ("120", "", None, 2)),
        ({}, "F-08", ("n.d.", "", None, 0)),
    ],
)
def test_figure_without_denominator_is_not_a_zero(known, code, value):
    m = mesures(**known)
    found = {c.code: c for c in [*chiffres.cles(m, Periode(2026, 3)), *chiffres.autres(m)]}[code]

    assert (found.valeur, found.unite, found.numerateur, found.denominateur) == value


def test_arrondissements_count_for_paris_and_not_beside_it():
    places = {
        1: Lieu(1, "75056", "Paris", None, "75"),
        2: Lieu(2, "75118", "Paris 18e", 1, "75"),
        3: Lieu(3, "75119", "Paris 19e", 1, "75"),
    }

    assert distinctes({1, 2}, places) == {1}
    assert distinctes({2, 3}, places) == {2, 3}
    assert communes_region({10: {2, 3}, 11: {1}}, places) == {1}


@pytest.mark.parametrize(
    "role", [RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE, RoleMandat.EVALUATEUR]
)
def test_mandated_people_read_the_region(client, db, role):
    client.force_login(utilisateur(role))

    assert client.get(URL).status_code == 200


@pytest.mark.parametrize(
    "name", ["region", "region_repartition", "region_chiffres", "region_cooperatives", "region_preuves"]
)
@pytest.mark.parametrize("role", [RoleMandat.PARTENAIRE, RoleMandat.LECTEUR, None])
def test_others_are_refused(client, db, role, name):
    client.force_login(utilisateur(role))
    kwargs = {"liste": "communes"} if name == "region_preuves" else {}

    assert client.get(reverse(f"portail:{name}", kwargs=kwargs)).status_code == 403


def test_delegation_reads_its_departement_alone(client, siege):
    fabrique.cooperative("78", intitule="Alliance des Yvelines")
    fabrique.cooperative("93", intitule="Réseau de la Seine-Saint-Denis")
    client.force_login(fabrique.coordinatrice("78"))

    html = texte(client.get(URL))
    foreign = client.get(f"{URL}?departement=93")

    assert "Alliance des Yvelines" in html
    assert "Réseau de la Seine-Saint-Denis" not in html
    assert "Réseau de la Seine-Saint-Denis" not in texte(foreign)
    assert "Réseau de la Seine-Saint-Denis" not in texte(client.get(reverse("portail:region_cooperatives")))


def test_preparation_is_counted_apart_and_a_stopped_one_not_at_all(client, siege):
    for phase, statut in (
        (Phase.PREFIGURATION, Statut.EN_COURS),
        (Phase.DIAGNOSTIC, Statut.EN_COURS),
        (Phase.ELABORATION, Statut.EN_COURS),
        (Phase.EVALUATION_CA, Statut.EN_COURS),
        (Phase.MISE_EN_OEUVRE, Statut.SUSPENDUE),
    ):
        ca = fabrique.cooperative("78")
        Cooperative.objects.filter(pk=ca.pk).update(phase=phase, statut=statut)
    client.force_login(siege)

    response = client.get(URL)

    assert cles(response)["F-01"] == "2"
    assert "et 2 en préfiguration ou en diagnostic" in texte(response)
    assert [n for _, n in client.get(REPARTITION).context["repartition"].etapes.totaux] == [1, 1, 1, 0, 0, 1, 1, 5]


def test_communes_are_distinct_and_of_active_coops_only(client, siege):
    shared = CommuneFactory.create_batch(3, departement=DepartementFactory(code="78"))
    for communes, phase in (
        (shared[:2], Phase.ELABORATION),
        (shared[1:2], Phase.ELABORATION),
        (shared[2:], Phase.DIAGNOSTIC),
    ):
        ca = fabrique.cooperative("78", communes=communes)
        Cooperative.objects.filter(pk=ca.pk).update(phase=phase)
    client.force_login(siege)

    response = client.get(URL)

    figure = next(c for c in response.context["cles"] if c.code == "F-03")
    assert (figure.numerateur, figure.denominateur) == (2, Commune.objects.filter(parent=None).count())
    assert "1 coopérative sur 2 en réunit au moins deux" in figure.note.replace("\xa0", " ")


def test_partner_of_two_coops_counts_once_and_the_ars_never(client, siege):
    first, second = fabrique.cooperative("78"), fabrique.cooperative("93")
    membre = fabrique.membre(first)
    fabrique.membre(second, organisation=membre.organisation)
    fabrique.membre(second)
    client.force_login(siege)

    response = client.get(URL)

    assert cles(response)["F-04"] == "2"
    assert "l’un agit dans plusieurs coopératives" in texte(response)


def test_theme_counts_in_each_and_once_in_the_total(client, siege):
    fabrique.cooperative("78", thematiques=[fabrique.thematique("precarite"), fabrique.thematique("nutrition")])
    fabrique.cooperative("78", thematiques=[fabrique.thematique("nutrition")])
    client.force_login(siege)

    found = client.get(REPARTITION).context["repartition"]

    assert (dict(found.thematiques), found.total) == ({"Thème nutrition": 2, "Thème precarite": 1}, 2)


def test_filters_narrow_figures_and_list(client, siege):
    fabrique.cooperative("78", intitule="Celle du thème", thematiques=[fabrique.thematique("nutrition")])
    fabrique.cooperative("93", intitule="L’autre")
    client.force_login(siege)

    by_theme = client.get(f"{URL}?thematique=nutrition")
    by_departement = client.get(f"{URL}?departement=93")
    by_stage = client.get(f"{URL}?phase=mise_en_oeuvre")

    assert [ca.intitule for ca in by_theme.context["base"].cas] == ["Celle du thème"]
    assert [ca.intitule for ca in by_departement.context["base"].cas] == ["L’autre"]
    assert "Aucune coopérative ne répond à ces critères" in texte(by_stage)


def test_unknown_filter_says_so_and_shows_everything(client, siege):
    fabrique.cooperative("78", intitule="La seule")
    client.force_login(siege)

    response = client.get(f"{URL}?phase=inconnue&departement=00")

    assert response.status_code == 200
    assert "La seule" in texte(response)
    assert "coop" in texte(response)
    assert response.context["filtres"].errors.keys() == {"phase", "departement"}


def test_order_is_of_departements(client, siege):
    for code in ("95", "77", "92"):
        fabrique.cooperative(code)
    client.force_login(siege)

    assert [ligne.ca.departement for ligne in client.get(URL).context["lignes"]] == ["77", "92", "95"]


@pytest.fixture
def scene(db, le_jour):
    le_jour("2026-01-03")
    return en_vigueur()


def test_figure_moves_when_a_bilan_is_transmitted(client, siege, scene, le_jour):
    client.force_login(siege)
    le_jour("2026-07-02")
    before = cles(client.get(URL))["F-09"]
    le_jour("2026-04-03")
    bilan = Bilan.objects.get(partie__organisation=scene.asso.contact.organisation, trimestre=1)
    transmettre(bilan, scene.asso.actor, {"ia": 12, "ir": 3})
    le_jour("2026-07-02")

    response = client.get(URL)

    assert before == "0%"
    assert cles(response)["F-09"] == "50%"
    assert [ligne.bilans for ligne in response.context["lignes"]] == [(1, 2)]
    assert cles(client.get(f"{URL}?phase=conventionnement"))["F-09"] == "50%"


def test_convention_in_force_then_to_renew_then_expired(client, siege, scene, le_jour):
    client.force_login(siege)
    seen = []
    for day in ("2026-01-03", "2026-12-01", "2027-01-10"):
        le_jour(day)
        response = client.get(URL)
        note = next(c.note for c in response.context["cles"] if c.code == "F-07").replace("\xa0", " ")
        seen.append((cles(response)["F-07"], note, response.context["lignes"][0].convention))

    assert seen == [
        ("1", "0 à la signature, 0 à reconduire avant deux mois", "En vigueur"),
        ("1", "0 à la signature, 1 à reconduire avant deux mois", "À reconduire"),
        ("0", "0 à la signature, 0 à reconduire avant deux mois, 1 échue", "Échue"),
    ]


def test_dates_of_the_three_months_are_listed(client, siege, scene, le_jour):
    client.force_login(siege)
    le_jour("2026-10-20")

    response = client.get(URL)

    assert [(e.jour, e.nature) for e in response.context["echeances"]] == [
        (date(2026, 11, 2), "réunion élargie de bilan annuel"),
        (date(2027, 1, 2), "échéance de la convention"),
    ]
    assert response.context["nombre_echeances"] == 2
    assert response.context["lignes"][0].prochaine.jour == date(2026, 11, 2)


def test_signature_under_way_says_how_many_signed(client, siege, le_jour, db):
    from tests.conventions import scene_convention

    le_jour("2026-01-03")
    scene = scene_convention.build()
    scene.a_la_signature()
    scene.signer_papier(scene.asso, date(2026, 1, 2))
    client.force_login(siege)

    assert client.get(URL).context["lignes"][0].convention == "1 signataire sur 3"


def test_watch_names_what_lacks(client, siege):
    DepartementFactory(code="75")
    ca = fabrique.cooperative("78", communes=[CommuneFactory(departement=DepartementFactory(code="78"))])
    ca.coordinateurs.all().delete()
    client.force_login(siege)

    signaux = {s.liste: f"{s.lien}{s.suite}".replace("\xa0", " ") for s in client.get(URL).context["signaux"]}

    assert signaux["une-commune"] == "1 coopérative sur une seule commune."
    assert signaux["sans-habitant"] == "1 coopérative sans habitant au comité de pilotage, sur 1."
    assert signaux["sans-coordination"].startswith("1 coopérative sans coordinateur")
    assert "Paris" in signaux["sans-cooperative"]
    assert "Yvelines" not in signaux["sans-cooperative"]


@pytest.mark.parametrize("liste", LISTES)
def test_every_list_of_proofs_opens(client, siege, scene, liste):
    client.force_login(siege)

    response = client.get(reverse("portail:region_preuves", kwargs={"liste": liste}))

    assert response.status_code == 200
    assert all(len(ligne) == len(response.context["p"].colonnes) for ligne in response.context["lignes"])


def test_unknown_list_is_a_404(client, siege):
    client.force_login(siege)

    assert client.get(reverse("portail:region_preuves", kwargs={"liste": "inconnue"})).status_code == 404


def test_every_figure_leads_to_the_rows_it_counts(client, siege, scene, le_jour):
    le_jour("2026-07-02")
    client.force_login(siege)

    page = client.get(URL)
    counts = {}
    for figure in page.context["cles"]:
        href = reverse("portail:region_preuves", kwargs={"liste": figure.preuve})
        assert f'href="{href}"' in page.content.decode()
        counts[figure.code] = len(client.get(href).context["lignes"])

    by_code = {c.code: c for c in page.context["cles"]}
    assert counts["F-01"] == by_code["F-01"].numerateur == 1
    assert counts["F-04"] == by_code["F-04"].numerateur == 2
    assert counts["F-07"] == by_code["F-07"].numerateur == 1
    assert counts["F-09"] == by_code["F-09"].denominateur == 2


def test_many_coops_are_drawn_by_departement_and_stage(client, siege):
    for _ in range(25):
        fabrique.cooperative("78")
    client.force_login(siege)

    rows = client.get(URL).context["carte"].lignes

    assert [(str(row[1]), row[3].replace("\xa0", " ")) for row in rows] == [("78", "25 coopératives")]


def whole_rows():
    """`add_row` of whole coopératives: convention, parties, bilans due, meetings (all in mise en œuvre)."""
    departement = DepartementFactory(code="78")
    CommuneFactory.create_batch(3, departement=departement)

    def add() -> None:
        region_synthetique.completer(Cooperative.objects.count() + 1, date(2026, 5, 20))

    return add


@pytest.fixture
def en_oeuvre(monkeypatch, le_jour, siege):
    le_jour("2026-10-20")
    monkeypatch.setattr(region_synthetique, "PHASES", (Phase.MISE_EN_OEUVRE,))
    return whole_rows()


def test_page_costs_the_same_with_one_row_and_three(client, siege, en_oeuvre, compte_a_1_et_3):
    client.force_login(siege)

    compte_a_1_et_3(URL, en_oeuvre, statements=37)


@pytest.mark.parametrize(
    ("liste", "statements"),
    [
        ("cooperatives", 9), ("communes", 9), ("partenaires", 11), ("conventions", 11), ("bilans", 11),
        ("echeances", 12), ("sans-habitant", 11), ("une-commune", 11), ("sans-coordination", 11), ("sans-cooperative", 11),
    ],
)  # fmt: skip
def test_proofs_cost_the_same_with_one_row_and_three(client, siege, en_oeuvre, compte_a_1_et_3, liste, statements):
    client.force_login(siege)

    compte_a_1_et_3(reverse("portail:region_preuves", kwargs={"liste": liste}), en_oeuvre, statements=statements)


def test_page_never_reads_the_readings_of_bilans(client, siege, scene, django_assert_max_num_queries):
    client.force_login(siege)
    with django_assert_max_num_queries(60) as captured:
        client.get(URL)

    tables = re.findall(r'FROM "(\w+)"', " ".join(q["sql"] for q in captured.captured_queries))
    assert "evaluation_synthesedepartement" in tables
    assert not {"evaluation_releve", "evaluation_lignebilan", "evaluation_versionbilan"} & set(tables)
