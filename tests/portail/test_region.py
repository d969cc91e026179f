"""The page of the région: figures, filters, dates and signals, who reads what."""

from datetime import date

import pytest
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from coop.territories.models import Commune
from cooperatives.enums import Phase, Statut
from cooperatives.models import Cooperative
from evaluation.models import Bilan
from tests.evaluation.scene_copil import transmettre
from tests.factories import CommuneFactory, DepartementFactory, utilisateur
from tests.factories import cooperatives as fabrique

URL = "/region/"
REPARTITION = "/region/repartition/"


def texte(response) -> str:
    return response.content.decode().replace("\xa0", " ")


def cles(response) -> dict[str, str]:
    """The key figures of the page, by code."""
    return {c.code: f"{c.valeur}{c.unite}" for c in response.context["cles"]}


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


def test_the_list_and_the_region_light_the_same_stages(client, siege, scene):
    """Stage 5 from the first quarter, beside stage 4 (decisions.md 6)."""
    Cooperative.objects.filter(pk=scene.ca.pk).update(phase=Phase.MISE_EN_OEUVRE)
    client.force_login(siege)
    (of_region,) = client.get(URL).context["lignes"]
    (listed,) = client.get(reverse("cooperatives:liste")).context["page"].object_list

    assert listed.mini.svg.count("<circle") == of_region.frise.svg.count("<circle") == 2


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


def test_many_coops_are_drawn_by_departement_and_stage(client, siege):
    for _ in range(25):
        fabrique.cooperative("78")
    client.force_login(siege)

    rows = client.get(URL).context["carte"].lignes

    assert [(str(row[1]), row[3].replace("\xa0", " ")) for row in rows] == [("78", "25 coopératives")]
