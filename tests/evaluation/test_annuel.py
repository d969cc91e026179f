"""DOC-BA: eleven sections of a year, what is missing told before, T4 provisional, decisions with their motive (§5.6, A-52)."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from conventions.enums_financement import StatutBudget
from conventions.models import Budget, DecisionReconduction, Indicateur, LigneRepartition, Objectif, Periode
from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.documents.kinds import Unbuildable, get
from coop.documents.models import Document
from coop.documents.render import to_pdf
from cooperatives.models import Decision, PointEtape, Presence, Reunion
from diagnostics.models import Diagnostic
from evaluation import documents_annuel
from evaluation.annuel_manques import manques
from evaluation.models import ReleveProcessus
from evaluation.queries import annuel
from evaluation.queries.annuel_resultats import additionnable
from evaluation.workflows import annuel as verbs
from tests.evaluation.scene_bilan import T4, build
from tests.evaluation.test_bilans_document import texte
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur
from tests.guards.stage import staged

# In force since 15 January 2026, échéance on 15 January 2027: three quarters are over, the réunion is due by 15 November.
JOUR = date(2026, 11, 10)
APRES = date(2027, 1, 20)
NON = {"ressources": "non", "ressources_pourquoi": "Grève."}


def trois_trimestres():
    """The first party told three quarters, the second the first one alone."""
    scene = build()
    for month, quarter, value in ((4, 1, 10), (7, 2, 20), (10, 3, 30)):
        with horloge.at(date(2026, month, 20)):
            scene.transmettre(scene.asso_a, quarter, value, NON if quarter == 2 else None)
            if quarter == 1:
                scene.transmettre(scene.asso_b, quarter, 5)
    return scene


scene = staged(trois_trimestres, le=JOUR)


def lu(scene, today=JOUR, argent=True):
    return annuel.lire(scene.ca, annuel.periodes(scene.ca)[0], today, argent=argent)


def url(scene, name="bilan_annuel_lire", **params) -> str:
    return reverse(f"evaluation:{name}", kwargs={"ca_ref": scene.ca.reference}, query=params or None)


def page(client, scene, user, **params) -> str:
    client.force_login(user)
    return client.get(url(scene, **params)).content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def tenir(scene, le=JOUR) -> Reunion:
    return Reunion.objects.create(
        ca=scene.ca, type="elargie", prevue_le=horloge.now(), statut="tenue", tenue_le=le, compte_rendu="Dit."
    )


def built(scene, **params):
    row = Document(kind="bilan_annuel", subject_id=str(scene.periode.pk), requested_at=horloge.now(), params=params)
    return get("bilan_annuel").build(row)


def test_quarters_add_up_beside_what_was_planned_in_the_same(scene):
    results = {a.action.numero: {s.indicateur.type: s for s in a.indicateurs} for a in lu(scene).resultats.actions}

    first, third = results[1]["ia"], results[3]["ia"]
    assert first.cases == ["10 / 20", "20 / 20", "30 / 20", ""]
    assert (first.cumul.texte.replace("\xa0", " "), first.cumul.taux) == ("60 personnes sur 60", 100)
    # What the second party did not tell is neither reached nor planned.
    assert (third.cumul.texte.replace("\xa0", " "), third.cumul.taux) == ("5 personnes sur 20", 25)
    assert (results[1]["ir"].cumul.realise, results[1]["ir"].cumul.taux) == (60, 50)
    whole = lu(scene).resultats.beneficiaires
    assert (whole.numerateur, whole.denominateur) == (125, 140)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"type": "ia", "unite": "personnes"}, True),
        ({"type": "ia", "unite": "personnes", "valeur_initiale": Decimal(3)}, True),
        ({"type": "ir", "unite": "droits", "valeur_initiale": Decimal(0)}, True),
        ({"type": "ir", "unite": "droits", "valeur_initiale": Decimal(3)}, False),
        ({"type": "ir", "unite": "jours", "sens": "baisse"}, False),
        ({"type": "ia", "unite": "%"}, False),
        ({"type": "ia", "libelle": "Part des maraudes à deux"}, False),
        ({"type": "ia", "libelle": "Taux de retour"}, False),
        ({"type": "ia", "libelle": "Participants aux ateliers"}, True),
        ({"type": "ia", "nature": "qualitatif"}, False),
        ({"type": "ip", "unite": "réunions"}, False),
    ],
)
def test_a_share_a_level_or_words_are_never_added(fields, expected):
    assert additionnable(Indicateur(**{"libelle": "Personnes", "sens": "hausse"} | fields)) is expected


def test_process_indicators_are_those_read_in_the_year(scene):
    ip = scene.actions[0].indicateurs.get(type="ip")
    ReleveProcessus.objects.create(indicateur=ip, periode=scene.periode, trimestre=2, constat="Chaque mois", valeur=3)

    (serie,) = [s for s in lu(scene).resultats.actions[0].indicateurs if s.indicateur.type == "ip"]

    assert (serie.cases, serie.cumul) == (["", "3 – Chaque mois", "", ""], None)


def test_what_did_not_go_as_planned_is_told_with_its_quarter(scene):
    action = lu(scene).resultats.actions[0]

    assert action.conformite[0][1] == ["Oui", "Non", "Oui", ""]
    assert [(quarter, mot, text) for quarter, _, mot, text in action.ecarts] == [("T2", "Non", "Grève.")]


def test_the_fourth_quarter_is_provisional_until_all_told_it(scene, le_jour):
    assert lu(scene).resultats.entetes == ["T1", "T2", "T3", "T4 provisoire"]
    le_jour(APRES)
    for user, quarters in ((scene.asso_a, [4]), (scene.asso_b, [2, 3])):
        for quarter in quarters:
            scene.transmettre(user, quarter, 1, T4 if quarter == 4 else None)
    assert lu(scene, APRES).resultats.provisoire
    scene.transmettre(scene.asso_b, 4, 1, T4)

    complete = lu(scene, APRES).resultats
    assert (complete.provisoire, complete.manquants, complete.entetes[3]) == (False, [], "T4")


def test_what_is_missing_is_told_with_where_to_do_it(scene):
    found = manques(lu(scene))

    told = {m.code: m for m in found}
    late = [m.phrase for m in found if m.code.startswith("bilan_") and m.code != "bilan_annuel"]
    other = scene.asso_b.contact.organisation.nom
    assert [(f"T{n}" in phrase, other in phrase) for n, phrase in zip((2, 3), late, strict=True)] == [(True, True)] * 2
    assert {"reunion", "bilan_annuel", "decision_1", "decision_2", "decision_3"} <= set(told)
    assert {"problematique", "point_etape", "participation", "articulation", "processus"} <= set(told)
    assert all(m.url for m in found)
    assert [m.obligation for m in found] == sorted((m.obligation for m in found), reverse=True)


def test_what_is_done_is_missing_no_more(scene):
    Diagnostic.objects.create(ca=scene.ca, numero=9, problematique="Aller vers les personnes invisibles.")
    PointEtape.objects.create(ca=scene.ca, phase="mise_en_oeuvre", le=JOUR, chemin_parcouru="Fait.", suite="Faire.")
    held = tenir(scene)
    Presence.objects.create(
        reunion=held, contact=scene.asso_a.contact, membre=scene.actions[0].promoteur, statut="present"
    )
    for action in scene.actions:
        DecisionReconduction.objects.create(periode=scene.periode, action=action, decision="reconduite")
        ReleveProcessus.objects.create(
            indicateur=action.indicateurs.get(type="ip"), periode=scene.periode, trimestre=1, constat="Fait."
        )
    verbs.valider(scene.periode, actor=scene.dd.actor, validee_le=JOUR, instance="Comité de pilotage")

    found = lu(scene)
    codes = {m.code for m in manques(found)}

    assert not codes & {"reunion", "bilan_annuel", "decision_1", "problematique", "point_etape", "processus"}
    assert (found.tenue, found.a_temps, found.reconductions) == (held, True, [("reconduite", 3)])
    assert found.presences.par_statut[0][0] == "Présents"


def test_a_past_year_asks_for_no_decision(scene):
    Periode.objects.create(
        convention=scene.convention, numero=2, debut=date(2027, 1, 15), fin=date(2028, 1, 15), signee_le=JOUR
    )
    scene.convention.date_echeance = date(2028, 1, 15)
    scene.convention.save()

    rows = annuel.periodes(scene.ca)
    former = annuel.lire(scene.ca, rows[1], date(2027, 2, 1), argent=True)

    assert [row.numero for row in rows] == [2, 1]
    assert not {m.code for m in manques(former)} & {"reunion", "decision_1", "bilan_annuel"}
    assert [a.action.numero for a in former.resultats.actions] == [1, 2, 3]


def test_decisions_carry_their_motive_and_their_number(client, scene):
    minutes = Decision.objects.create(ca=scene.ca, reunion=tenir(scene), numero="D-2026-07", texte="Arrêter.")
    DecisionReconduction.objects.create(
        periode=scene.periode, action=scene.actions[0], decision="non_reconduite", motif="Sans public.", seance=minutes
    )

    html = page(client, scene, scene.asso_a)

    for words in (
        "Non reconduite (D-2026-07)",
        "Sans public.",
        "non reconduite : 1, à décider : 2",
        "Tenue le 10 novembre 2026",
    ):
        assert words in html, words


def test_amounts_are_for_those_who_read_amounts(client, scene):
    budget = Budget.objects.create(
        ca=scene.ca, annee=2026, montant=Decimal("66000"), statut=StatutBudget.VALIDE, validee_le=JOUR
    )
    LigneRepartition.objects.create(
        budget=budget, beneficiaire=scene.asso_a.contact.organisation, action=scene.actions[0], montant=Decimal("66000"),
        motif="Part.", nature="action",
    )  # fmt: skip
    habitant = utilisateur(RoleMandat.PARTENAIRE)
    groupe = habitant.contact.organisation
    groupe.type = "groupe_habitants"
    groupe.save()
    fabrique.membre(scene.ca, organisation=groupe, representant=False)

    assert "66 000 €" in page(client, scene, scene.asso_a)
    assert "66 000 €" not in page(client, scene, habitant)
    assert lu(scene, argent=False).moyens.exercices == []
    assert "66000" not in str(built(scene, sans_montants=True).content)
    row = Document(kind="bilan_annuel", subject_id=str(scene.periode.pk), ca_id=scene.ca.pk)
    assert documents_annuel.may_read(scene.asso_b.actor, row)
    assert not documents_annuel.may_read(habitant.actor, row)
    row.params = {"sans_montants": True}
    assert documents_annuel.may_read(habitant.actor, row)
    assert not documents_annuel.may_read(utilisateur(RoleMandat.PARTENAIRE).actor, row)


def test_objectives_stand_by_level(scene):
    for level, number in (("operationnel", 1), ("general", 1), ("specifique", 2), ("specifique", 1)):
        Objectif.objects.create(programme=scene.programme, niveau=level, numero=number, libelle=f"{level} {number}")

    assert [o.libelle for o in lu(scene).objectifs] == ["general 1", "specifique 1", "specifique 2", "operationnel 1"]


def test_the_page_is_read_by_the_coordination_that_validates_and_by_partners_who_do_not(client, scene):
    mine, theirs = page(client, scene, scene.dd), page(client, scene, scene.asso_a)

    assert ("Enregistrer la validation" in mine, "Enregistrer la validation" in theirs) == (True, False)
    link = f'href="{reverse("conventions:echeance_decision", kwargs={"ca_ref": scene.ca.reference, "numero": 1})}"'
    assert (link in mine, link in theirs) == (True, False)
    for words in ("T4 provisoire", "4 bilans transmis sur 6", "125 sur 140 prévus", "1. Rappel", "11. Réunion élargie"):
        assert words in theirs, words
    client.force_login(utilisateur(RoleMandat.PARTENAIRE))
    assert client.get(url(scene)).status_code == 404


def test_without_convention_the_page_says_when_it_comes(client, db):
    ca = fabrique.cooperative("92")
    client.force_login(fabrique.coordinatrice("92"))

    assert (
        "pas encore signée"
        in client.get(reverse("evaluation:bilan_annuel_lire", kwargs={"ca_ref": ca.reference})).content.decode()
    )
    assert client.post(reverse("evaluation:bilan_annuel_pdf", kwargs={"ca_ref": ca.reference})).status_code == 404
    with pytest.raises(LookupError):
        documents_annuel.resolve(ca.reference)
    with pytest.raises(Unbuildable):
        get("bilan_annuel").build(Document(kind="bilan_annuel", subject_id="0", requested_at=horloge.now()))


def test_the_file_of_the_reunion_elargie_leads_to_it(client, scene):
    client.force_login(scene.asso_a)

    html = client.get(reverse("conventions:echeance", kwargs={"ca_ref": scene.ca.reference})).content.decode()

    assert f'href="{url(scene)}"' in html


def test_the_pdf_is_a_project_until_the_validation_is_recorded(client, scene):
    client.force_login(scene.asso_a)
    response = client.post(url(scene, "bilan_annuel_pdf"), {"annee": scene.periode.pk})
    document = Document.objects.get(kind="bilan_annuel")
    before = built(scene)
    tenir(scene)
    verbs.valider(scene.periode, actor=scene.dd.actor, validee_le=JOUR, instance="Comité de pilotage")
    after = built(scene)

    assert (response.status_code, document.subject_id) == (302, str(scene.periode.pk))
    assert (before.draft, after.draft, after.version) == (True, False, "T4 provisoire")
    assert before.content_hash() != after.content_hash()
    assert after.content["reunion"][2:] == [JOUR, "Comité de pilotage"]


def test_the_page_costs_the_same_with_more_actions_parties_and_quarters(
    client, scene, le_jour, django_assert_num_queries
):
    client.force_login(scene.dd)
    client.get(url(scene))
    with django_assert_num_queries(48):
        client.get(url(scene))
    for quarter in (2, 3):
        scene.transmettre(scene.asso_b, quarter)
    Indicateur.objects.create(action=scene.actions[0], type="ia", numero=2, libelle="Maraudes", sources_methodes="x")
    with django_assert_num_queries(48):
        client.get(url(scene))


@pytest.mark.lourd
def test_the_pdf_prints_the_eleven_sections(scene):
    text = texte(to_pdf(built(scene)))

    for words in (
        "1. Rappel", "2. Déroulement", "3. Résultats par action", "4. Moyens", "5. Participation des habitants", "6. Articulation",
        "7. Évaluation du processus", "8. Reconduction", "9. Entrées et sorties", "10. Perspectives", "11. Réunion élargie",
        "T4 provisoire", "60 personnes sur 60", "Grève.", "PROJET",
    ):  # fmt: skip
        assert words in text, words
