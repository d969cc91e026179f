"""DOC-BTC of a délégation and of the région: the figures of the summaries, each coopérative, a fixed number of statements (§5.5, section 10)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.documents.kinds import Unbuildable, get
from coop.documents.models import Document
from coop.documents.render import to_pdf
from cooperatives.models import Cooperative
from evaluation.queries import territoires, territoires_detail
from evaluation.queries.territoires import TrimestreCivil
from evaluation.workflows import pour_compte
from portail import documents_bilans
from tests.evaluation.scene_bilan import T2_OPEN, T4, Scene, build
from tests.evaluation.test_bilans_document import texte
from tests.factories import utilisateur
from tests.guards.stage import staged

# The bilans of the first quarter of the convention (due on 29 April), then those of the second (29 July).
AVRIL, JUILLET = TrimestreCivil(2026, 2), TrimestreCivil(2026, 3)
T1_OPEN, TARD = date(2026, 4, 20), date(2026, 8, 1)
NON = {"ressources": "non", "ressources_pourquoi": "Grève."}
TOUTES = Cooperative.objects.all


@dataclass
class Region:
    yvelines: Scene
    valdoise: Scene


def deux_departements() -> Region:
    region = Region(build(), build("95"))
    with horloge.at(T1_OPEN):
        region.yvelines.transmettre(region.yvelines.asso_a, 1, 10, NON)
        region.valdoise.transmettre(region.valdoise.asso_b, 1, 5)
    region.yvelines.transmettre(region.yvelines.asso_a, 2, 15, T4)
    region.valdoise.transmettre(region.valdoise.asso_b, 2, 25)
    return region


scene = staged(deux_departements, le=T2_OPEN)


@pytest.fixture
def siege(db):
    return utilisateur(RoleMandat.SIEGE)


def page(**params) -> str:
    return reverse("portail:region_bilans", query=params or None)


def built(subject="region", trimestre=AVRIL.code):
    row = Document(
        kind="bilans_territoires", subject_id=subject, requested_at=horloge.now(), params={"trimestre": trimestre}
    )
    return get("bilans_territoires").build(row)


@pytest.mark.parametrize(
    ("trimestre", "name", "first", "last"),
    [(2, "avril à juin 2026", (4, 1), (6, 30)), (4, "octobre à décembre 2026", (10, 1), (12, 31))],
)
def test_a_civil_quarter_has_its_days_and_its_name(trimestre, name, first, last):
    quarter = TrimestreCivil(2026, trimestre)
    assert (quarter.nom, quarter.debut, quarter.fin) == (name, date(2026, *first), date(2026, *last))
    assert quarter.avant(trimestre).code == "2025-4"


def test_figures_are_counted_from_the_summaries(scene):
    e = territoires.lire(TOUTES(), AVRIL, T2_OPEN)

    assert (e.comptes.recus, e.comptes.attendus, e.comptes.en_retard) == (2, 4, 2)
    assert (e.comptes.a_temps.numerateur, e.comptes.a_temps.denominateur) == (2, 4)
    # Three IA: 10, 10 and 5 of 20.
    assert round(e.comptes.chiffres.realisation, 2) == round((50 + 50 + 25) / Decimal(3), 2)
    assert (e.comptes.chiffres.beneficiaires.numerateur, e.comptes.chiffres.beneficiaires.denominateur) == (25, 60)
    assert e.comptes.conformite == {"oui": 10, "partiel": 0, "non": 2}
    assert [(mot, p.numerateur, p.denominateur) for mot, p in e.conformite[0].parts] == [
        ("Oui", 1, 3),
        ("En partie", 0, 3),
        ("Non", 2, 3),
    ]
    assert not e.contribue


def test_contribution_and_levers_of_the_quarter(scene):
    e = territoires.lire(TOUTES(), JUILLET, T2_OPEN)

    assert [d.parts[0][1].numerateur for d in e.contribution] == [2, 2, 2, 2]
    assert dict(e.leviers)["Participation des habitants"] == 2
    assert [(q.code, c.recus) for q, c in e.trimestres] == [("2026-2", 2), ("2026-3", 2)]


def test_what_is_typed_for_a_party_is_not_late(scene, le_jour):
    le_jour(TARD)
    s = scene.yvelines
    assert territoires.lire(TOUTES(), JUILLET, TARD).comptes.en_retard == 2
    pour_compte.begin(
        s.bilan(s.asso_b, 2), actor=s.dd.actor, informateur="La directrice", recueilli_le=TARD, canal="telephone"
    )

    assert territoires.lire(TOUTES(), JUILLET, TARD).comptes.en_retard == 1
    assert territoires.par_cooperative([s.ca.pk], JUILLET, TARD)[s.ca.pk].en_retard == 0


def test_each_cooperative_is_counted_as_the_whole(scene):
    ids = [scene.yvelines.ca.pk, scene.valdoise.ca.pk]
    each = territoires.par_cooperative(ids, AVRIL, T2_OPEN)
    whole = territoires.lire(TOUTES(), AVRIL, T2_OPEN).comptes

    assert [each[pk].chiffres.beneficiaires.numerateur for pk in ids] == [20, 5]
    assert sum(c.recus for c in each.values()) == whole.recus
    assert territoires.par_cooperative(ids, AVRIL.avant(2), T2_OPEN) == {}


def test_details_say_what_the_bilans_say(scene):
    first, second = territoires_detail.details(TOUTES(), JUILLET, T2_OPEN)

    assert [d.ca.reference for d in (first, second)] == ["CA-78-01", "CA-95-01"]
    assert [a.action.numero for a in first.actions] == [1, 2]
    assert [(i.cellule.releve.valeur, i.avant.valeur, i.quand) for i in second.actions[0].indicateurs] == [
        (25, 5, "T1")
    ] * 2
    assert second.evolution.phrases[0].startswith(
        "Indicateurs d’activité, en moyenne du prévu\u00a0: 100\u00a0%, 75\u00a0points de plus"
    )
    # The same figures as the page, from the declarations this time.
    whole = territoires.lire(TOUTES(), JUILLET, T2_OPEN).comptes.chiffres.beneficiaires.numerateur
    assert whole == sum(d.origine.chiffres.beneficiaires.numerateur for d in (first, second)) == 55


def test_statements_do_not_grow_with_cooperatives(scene, django_assert_num_queries):
    one = Cooperative.objects.filter(pk=scene.valdoise.ca.pk)
    for cas in (one, TOUTES()):
        with django_assert_num_queries(4):
            territoires.lire(cas, AVRIL, T2_OPEN)
        with django_assert_num_queries(6):
            territoires_detail.details(cas, JUILLET, T2_OPEN)


def test_the_page_costs_the_same_with_one_or_two_cooperatives(client, scene, siege, django_assert_num_queries):
    client.force_login(siege)
    client.get(page())
    # A département asked for is one statement more: its row.
    for params, statements in (({"departement": "95"}, 19), ({}, 18)):
        with django_assert_num_queries(statements):
            client.get(page(trimestre=AVRIL.code, **params))


def test_the_siege_reads_the_region_and_each_cooperative(client, scene, siege):
    client.force_login(siege)

    html = client.get(page(trimestre=AVRIL.code)).content.decode().replace("\xa0", " ")

    for words in (
        "2 bilans reçus sur 4 attendus",
        "2 en retard",
        "25 sur 60 prévus",
        "avril à juin 2026",
        "10 / 0 / 2",
        "CA-95-01",
    ):
        assert words in html, words
    assert reverse("portail:region_bilans_pdf", args=["region", "2026-2"]) in html
    assert (
        reverse("portail:region_bilans_pdf", args=["95", "2026-2"])
        in client.get(page(trimestre="2026-2", departement="95")).content.decode()
    )
    narrowed = client.get(page(trimestre="2026-2", phase="mise_en_oeuvre")).content.decode()
    assert "Préparer le PDF" not in narrowed


def test_a_quarter_without_bilan_says_so(client, scene, siege):
    client.force_login(siege)

    html = client.get(page(trimestre="2025-4")).content.decode()

    assert "Aucun bilan n’est à transmettre d’octobre à décembre 2025." in html
    assert "Préparer le PDF" not in html
    with pytest.raises(Unbuildable, match="Aucun bilan"):
        built(trimestre="2025-4")


def test_a_delegation_reads_its_departement_alone(client, scene):
    client.force_login(scene.yvelines.dd)

    html = client.get(page(trimestre=AVRIL.code)).content.decode().replace("\xa0", " ")

    assert ("CA-78-01" in html, "CA-95-01" in html) == (True, False)
    assert "1 bilan reçu sur 2 attendus" in html
    mine, other, region = (
        client.post(reverse("portail:region_bilans_pdf", args=[code, "2026-2"])).status_code
        for code in ("78", "95", "region")
    )
    assert (mine, other, region) == (302, 404, 404)
    document = Document.objects.get(kind="bilans_territoires")
    assert (document.subject_id, document.departement_code) == ("78", "78")


def test_who_opens_the_document(scene, siege):
    rows = {code: Document(kind="bilans_territoires", subject_id=code) for code in ("region", "78")}
    for user, opened in (
        (siege, [True, True]),
        (scene.yvelines.dd, [False, True]),
        (scene.valdoise.dd, [False, False]),
    ):
        assert [documents_bilans.may_read(user.actor, rows[code]) for code in ("region", "78")] == opened


@pytest.mark.parametrize("code", ["2026-5", "2026", "0-1", "abcd-1", "20260-1", ""])
def test_what_is_no_quarter_is_the_last_one(client, scene, siege, code):
    client.force_login(siege)

    assert client.get(page(trimestre=code)).context["e"].trimestre == AVRIL
    if code:
        assert client.post(reverse("portail:region_bilans_pdf", args=["region", code])).status_code == 404


def test_a_territory_too_large_is_printed_by_delegation(scene, monkeypatch):
    monkeypatch.setattr(documents_bilans, "COOPERATIVES_PDF", 1)

    assert built("78").content["territoire"] == "Yvelines"
    with pytest.raises(Unbuildable, match="choisissez un département"):
        built()


def test_a_reference_leads_to_a_territory(scene):
    assert [documents_bilans.resolve(ref) for ref in ("region", "95", "CA-78-01")] == ["region", "95", "78"]


@pytest.mark.lourd
def test_the_pdf_prints_the_whole_then_each_cooperative(scene):
    document = built()
    text = texte(to_pdf(document))

    assert [row[0] for row in document.content["cooperatives"]] == ["CA-78-01", "CA-95-01"]
    for words in (
        "Île-de-France",
        "2 bilans reçus sur 4 attendus",
        "1. Complétude",
        "6. Contribution",
        "Grève.",
        "CA-95-01",
    ):
        assert words in text, words
