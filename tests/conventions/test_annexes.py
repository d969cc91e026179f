"""Annexes of DOC-CONV: what the coordination joins, frozen with the text, read by who reads amounts (domain.md §5.1)."""

import json
from datetime import date

import pytest
from django.urls import reverse

from conventions import documents, montants, texte
from conventions.models import Budget, Convention, VersionConvention
from conventions.queries import convention as queries
from conventions.views.verification import SCHEMAS
from conventions.workflows import avenants
from coop import horloge
from coop.documents import access
from coop.documents.models import Document
from coop.documents.render import to_html, to_pdf
from coop.documents.workflows import request as demander
from coop.gates import Blocked
from cooperatives.enums import Role
from cooperatives.models import ArticleCharte, Charte, Etape
from tests.conventions.scene_annexes import JOUR, choisir, complete, peupler
from tests.conventions.scene_avenant import SceneAvenant, en_vigueur
from tests.conventions.scene_convention import build
from tests.conventions.test_document_convention import faults, words
from tests.documents.norme_pdf import violations
from tests.factories import cooperatives as fabrique
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
scene = staged(complete, le=JOUR)


def page(scene, client) -> str:
    return client.get(reverse("conventions:convention", kwargs={"ca_ref": scene.ca.reference})).content.decode()


def formulaire() -> str:
    return reverse("conventions:convention_annexes", kwargs={"ca_ref": "CA-78-01"})


def built(scene, **more):
    return documents.build(Document(kind="convention", subject_id=str(scene.convention.pk), **more))


@pytest.fixture
def habitante(scene):
    user, _ = fabrique.partenaire(scene.ca)
    user.contact.organisation.type = "groupe_habitants"
    user.contact.organisation.save()
    return user


# --- what is joined
def test_calendar_and_charte_are_proposed_and_the_distribution_is_asked_for(scene):
    found = scene.a_la_signature().contenu["annexes"]

    assert found["calendrier"] == [
        ["Diagnostic", "2026-02-01", "2026-06-30", "Synthèse"], ["Mise en œuvre du plan d’actions", "", "", ""],
    ]  # fmt: skip
    assert found["charte"] == {
        "version": 1, "adoptee_le": "2026-09-03", "articles": [["1. Nos valeurs", "Une parole libre."]],
    }  # fmt: skip
    assert "repartition" not in found


def test_distribution_joined_says_who_receives_how_much_and_why(scene):
    choisir(scene, calendrier=False, charte=False)
    found = scene.a_la_signature().contenu["annexes"]

    assert found.keys() == {"periodicite", "indicateurs", "repartition"}
    assert found["repartition"] == [
        {
            "annee": 2027,
            "montant": "4321.00",
            "lignes": [
                ["Association Soleil", "Action 1", "4000.50", "Ses ETP."],
                ["Association Soleil", "Coordination et ingénierie", "320.50", "Animation."],
            ],
        }
    ]


@pytest.mark.parametrize("annee", [2026, 2029])
def test_distribution_of_another_year_is_not_joined(scene, annee):
    choisir(scene)
    Budget.objects.update(annee=annee)
    assert "repartition" not in scene.a_la_signature().contenu["annexes"]


def test_distribution_in_preparation_is_not_joined(scene):
    choisir(scene)
    Budget.objects.update(statut="brouillon", validee_le=None)
    assert "repartition" not in scene.a_la_signature().contenu["annexes"]


def test_nothing_is_joined_while_no_stage_has_a_date_and_no_charte_is_adopted(scene):
    Etape.objects.update(debut=None, fin=None)
    Charte.objects.update(adoptee_le=None)
    assert scene.a_la_signature().contenu["annexes"].keys() == {"periodicite", "indicateurs"}


def test_content_with_its_annexes_follows_the_published_schema(scene):
    choisir(scene)
    version = scene.a_la_signature()
    schema = json.loads((SCHEMAS / f"convention-{texte.SCHEMA}.json").read_text(encoding="utf-8"))

    assert faults(version.contenu, schema["$defs"]["convention"], schema) == []
    assert version.contenu["schema"] == 3


# --- frozen with the text
def test_what_moves_after_the_freezing_stays_out_of_what_is_signed(scene, connecte):
    choisir(scene)
    version = scene.a_la_signature()
    Etape.objects.filter(ordre=1).update(libelle="Autre étape")
    ArticleCharte.objects.update(texte="Un autre texte.")
    Budget.objects.get().lignes.all().delete()

    html = words(page(scene, connecte(scene.coordinatrice)) + to_html(built(scene, final=True)))
    assert texte.digest(version.contenu) == VersionConvention.objects.get().sha256
    assert html.count("Une parole libre.") == html.count("4 000,50 €") == 2
    assert "Autre étape" not in html
    assert "Un autre texte." not in html


def test_a_text_frozen_before_the_annexes_were_chosen_prints_the_two_it_holds(scene):
    version = scene.a_la_signature()
    version.contenu |= {"schema": 2, "annexes": {"periodicite": "chaque mois", "indicateurs": []}}
    version.save()

    lecture = queries.read(Convention.objects.get(pk=scene.convention.pk))
    assert [annexe.code for annexe in lecture.annexes] == ["periodicite", "indicateurs"]
    assert "Annexe 3" not in words(to_html(built(scene, final=True)))


def test_annexes_are_chosen_while_drafting_alone(scene, connecte):
    client = connecte(scene.coordinatrice)
    assert client.get(formulaire()).status_code == 200
    scene.a_la_signature()

    assert client.get(formulaire()).status_code == 404
    with pytest.raises(Blocked):
        choisir(scene)


# --- an avenant joins nothing; its actions bring their indicators
def test_page_in_force_shows_the_annexes_signed_and_the_indicators_of_today(connecte):
    with horloge.at(date(2026, 9, 15)):
        base = build()
        peupler(base)
        version = base.a_la_signature()
        scene = SceneAvenant(**vars(base))
        scene.sign_all(version)
    with horloge.at(date(2027, 2, 1)):
        scene.convention = scene.reread()
        avenant = avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor, motif="Un bus.")
        row = avenants.ajouter_action(
            avenant, actor=scene.coordinatrice.actor, intitule="Bus santé", promoteur=scene.membre(scene.ville)
        )
        scene.complete(row)
        signed = scene.sign_avenant(avenant)
        html = words(page(scene, connecte(scene.coordinatrice)))

    assert signed.contenu["consolide"]["annexes"].keys() == {"periodicite", "indicateurs"}
    assert "Passages" in html
    assert "Une parole libre." in html


# --- who reads amounts (ADR 0010)
def test_inhabitants_read_the_other_annexes_and_sign_the_whole(scene, connecte, habitante):
    choisir(scene)
    scene.a_la_signature()
    shown, whole = (words(page(scene, connecte(user))) for user in (habitante, scene.asso))
    signer = words(
        connecte(scene.asso)
        .get(reverse("conventions:signer", args=["CA-78-01", scene.signature_de(scene.asso).pk]))
        .content.decode()
    )

    assert "Une parole libre." in shown
    assert ["Annexe 5" in html and "4 000,50 €" in html for html in (shown, whole, signer)] == [False, True, True]
    assert "Une autre annexe porte des montants" in shown


def test_copy_of_an_inhabitant_holds_no_amount_even_in_its_attachments(scene, habitante):
    choisir(scene)
    scene.a_la_signature()
    params = montants.params({Role.HABITANT})
    whole, plain = built(scene, final=True), built(scene, final=True, params=params)

    assert [("4\u00a0000,50" in to_html(row), len(row.attachments)) for row in (whole, plain)] == [
        (True, 2),
        (False, 0),
    ]
    copies = [
        demander("convention", scene.convention.pk, actor=user.actor, ca_id=scene.ca.pk, final=True, params=asked)
        for user, asked in ((scene.asso, {}), (habitante, params))
    ]
    assert [access.may_read(habitante.actor, copy) for copy in copies] == [False, True]
    assert access.may_read(scene.asso.actor, copies[0])


def test_project_printed_with_amounts_stays_closed_when_the_choice_changes(scene, habitante):
    choisir(scene)
    whole = demander("convention", scene.convention.pk, actor=scene.asso.actor, ca_id=scene.ca.pk)
    choisir(scene, repartition=False)
    plain = demander(
        "convention", scene.convention.pk, actor=habitante.actor, ca_id=scene.ca.pk,
        params=montants.params({Role.HABITANT}),
    )  # fmt: skip
    assert [access.may_read(habitante.actor, copy) for copy in (whole, plain)] == [False, True]


def test_without_distribution_one_final_copy_serves_everybody(scene, habitante):
    scene.a_la_signature()
    copy = demander("convention", scene.convention.pk, actor=scene.asso.actor, ca_id=scene.ca.pk, final=True)
    assert access.may_read(habitante.actor, copy)


# --- page and file
def test_page_of_the_signature_says_what_is_frozen_with_the_text(scene, connecte):
    client = connecte(scene.coordinatrice)
    page = client.get(reverse("conventions:convention_signature", kwargs={"ca_ref": "CA-78-01"})).content.decode()

    assert "calendrier des étapes, charte de coopération." in words(page)
    assert f'href="{formulaire()}"' in page


def test_plan_leads_to_the_annexes_on_the_page_and_where_one_signs(scene, connecte):
    scene.a_la_signature()
    sign = reverse("conventions:signer", args=["CA-78-01", scene.signature_de(scene.asso).pk])
    for html in (page(scene, connecte(scene.coordinatrice)), connecte(scene.asso).get(sign).content.decode()):
        assert "<summary>Plan de la convention</summary>" in html
        for anchor in ("article-3", "action-2", "annexes", "annexe-charte"):
            assert f'href="#{anchor}"' in html
            assert f'id="{anchor}"' in html


def test_form_says_what_each_annex_would_print(scene, connecte):
    client = connecte(scene.coordinatrice)
    full = words(client.get(formulaire()).content.decode())
    Charte.objects.update(adoptee_le=None)
    Budget.objects.update(statut="brouillon", validee_le=None)
    Etape.objects.update(debut=None, fin=None)
    empty = words(client.get(formulaire()).content.decode())

    assert "1 étape datée" in full
    assert "Version 1, adoptée le 3 septembre 2026." in full
    assert "Répartition validée de 2027." in full
    assert empty.count("Rien ne serait imprimé") == 3


def test_choice_is_saved_once_over_what_was_read(scene, connecte):
    client = connecte(scene.coordinatrice)
    data = {"version": scene.convention.version, "annexe_repartition": "on"}

    assert client.post(formulaire(), data).status_code == 302
    assert Convention.objects.get().annexes_choisies == ["repartition"]
    assert client.post(formulaire(), data | {"annexe_charte": "on"}).status_code == 409


def test_page_with_every_annex_holds_in_twenty_five_statements(scene, connecte, django_assert_max_num_queries):
    choisir(scene)
    client = connecte(scene.coordinatrice)
    page(scene, client)
    with django_assert_max_num_queries(25):
        html = words(page(scene, client))
    assert [f"Annexe {n} –" in html for n in range(1, 7)] == [True] * 5 + [False]


@pytest.mark.lourd
def test_pdf_with_every_annex_breaks_no_rule(scene):
    choisir(scene)
    scene.a_la_signature()
    scene.signer_papier(scene.asso, JOUR)
    assert violations(to_pdf(built(scene, final=True))) == []


def test_convention_reprise_on_paper_joins_nothing():
    with horloge.at(JOUR):
        scene = en_vigueur()
        peupler(scene)
        scene.convention.versions.update(abandonnee_le=horloge.now())
        found = queries.read(scene.reread())
    assert [annexe.code for annexe in found.annexes] == ["periodicite", "indicateurs"]
