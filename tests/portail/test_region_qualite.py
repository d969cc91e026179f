"""F-27 to F-32, F-35 and the alerts over the région: what counts, what does not, who reads it, with what proof."""

import io
from datetime import date
from types import SimpleNamespace

import openpyxl
import pytest
from django.urls import reverse

from conventions.chiffres_annuels import RIEN, ensemble
from conventions.models import FicheAction, Indicateur, Programme
from coop.accounts.enums import RoleMandat
from coop.journal.workflows import record
from coop.notifications.enums import Public
from cooperatives.enums import Phase, Statut
from cooperatives.models import (
    AppreciationPrincipe,
    Cooperative,
    EntreeLevierFrein,
    Instance,
    LevierFrein,
    Recommandation,
    SuiviRecommandation,
    VigilanceSuivi,
)
from diagnostics.models import Analyse, Besoin, Concertation, Diagnostic
from evaluation.models import (
    CritereReferentiel,
    EvaluationCA,
    EvaluationFinale,
    QuestionEvaluative,
    ReponseReferentiel,
    SelectionCritere,
    SelectionIndicateur,
)
from portail.queries.region import alertes, enseignements, preuves_qualite, situation, vigilance
from portail.queries.region.portee import portee
from portail.queries.region.preuves_qualite import LISTES, LISTES_ENSEIGNEMENTS
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur

JOUR = date(2026, 10, 1)
VIGILANCE, ENSEIGNEMENTS, ALERTES = "/region/vigilance/", "/region/enseignements/", "/region/alertes/"
TOUTES = Cooperative.objects.all


def _lire(ca, *lus: tuple[int, str]) -> None:
    for rang, mot in lus:
        AppreciationPrincipe.objects.update_or_create(
            ca=ca, principe_id=_principe(rang), defaults={"appreciation": mot, "justification": "Fictif."}
        )


def _principe(rang: int) -> int:
    from cooperatives.models import Principe

    return Principe.objects.get(ordre=rang).pk


def _vigilance(ca, *points: tuple[int, str]) -> None:
    for point, statut in points:
        VigilanceSuivi.objects.update_or_create(
            ca=ca, point=point, defaults={"statut": statut, "commentaire": "Fictif."}
        )


def _diagnostic(ca, statut="brouillon", numero=1, remplies=0, concertation=False, besoins=()) -> None:
    validated = (
        {"valide_le": JOUR, "instance_validation": "Copil", "problematique": "Fictive."}
        if statut != "brouillon"
        else {}
    )
    row, _ = Diagnostic.objects.update_or_create(ca=ca, numero=numero, defaults={"statut": statut, **validated})
    for rang, niveau in enumerate(("besoins", "demande", "ressources", "offre")):
        Analyse.objects.update_or_create(
            diagnostic=row, niveau=niveau, defaults={"constats": "Dit." if rang < remplies else ""}
        )
    if concertation:
        Concertation.objects.create(
            diagnostic=row, date=JOUR, intitule="Atelier", participants="Tous", compte_rendu="Dit."
        )
    for rang, (couverture, retenu) in enumerate(besoins, start=1):
        Besoin.objects.create(diagnostic=row, numero=rang, libelle="Besoin", couverture=couverture, retenu=retenu)


@pytest.fixture
def cas(db, le_jour):
    """Two running coopératives of two départements, and one suspended that counts nowhere."""
    le_jour("2026-10-01")
    found = [fabrique.cooperative("78"), fabrique.cooperative("93"), fabrique.cooperative("93")]
    Cooperative.objects.filter(pk=found[2].pk).update(statut=Statut.SUSPENDUE)
    for row in found:
        row.refresh_from_db()
    return found


@pytest.fixture
def lues(cas):
    """Readings of the three, so that each figure has a part, a whole, and something that is not counted."""
    one, two, stopped = cas
    for ca in cas:
        _lire(ca, (1, "satisfait"), (2, "partiel"), (3, "non"), (4, "sans_objet"), (5, "a_etudier"))
    _lire(two, (3, "satisfait"))
    _vigilance(one, (1, "traite"), (2, "en_cours"))
    _vigilance(two, (1, "traite"), (2, "non_traite"))
    _vigilance(stopped, (1, "traite"))
    _diagnostic(one, "valide", 1, 4, True, [("non_couvert", True), ("couvert", True), ("non_couvert", False)])
    _diagnostic(one, "brouillon", 2, 1, False, [("non_couvert", True)])  # the one being rewritten does not count
    _diagnostic(two, "brouillon", 1, 3, False, [("partiel", True)])
    _diagnostic(stopped, "valide", 1, 4, True, [("non_couvert", True)])
    return cas


def lu(source, definition, codes=None) -> tuple[str, str]:
    compte = ensemble(source.compter(TOUTES(), [JOUR.year], JOUR), JOUR.year, codes)
    return tuple(words.replace("\u00a0", " ") for words in (definition.texte(compte), definition.note(compte)))


@pytest.mark.parametrize(
    ("definition", "value", "note"),
    [
        (vigilance.F_28, "50 %", "3 satisfaits, 2 partiellement, 1 non satisfait ; 12 à étudier"),
        (vigilance.F_29, "14 %", "2 sur 14 ; 1 en cours"),
        (vigilance.F_35, "50 %", "1 sur 2 coopératives en cours"),
        (vigilance.F_35_ANALYSES, "50 %", "1 sur 2 diagnostics"),
        (vigilance.F_35_CONCERTATIONS, "50 %", "1 sur 2 diagnostics"),
        (vigilance.F_35_BESOINS, "33 %", "1 sur 3 besoins retenus"),
    ],
)
def test_principles_points_and_diagnoses(lues, definition, value, note):
    assert lu(vigilance, definition) == (value, note)
    assert lu(vigilance, definition, ["75"])[0] == RIEN


def test_a_principle_says_its_share_of_those_that_read_it(lues):
    whole = ensemble(vigilance.compter(TOUTES(), [JOUR.year], JOUR), JOUR.year)

    shares = {row.ordre: row.non.replace("\u00a0", " ") for row in vigilance.principes(whole)}

    assert (shares[1], shares[3], shares[4], shares[5]) == ("0 %", "50 %", RIEN, RIEN)


def test_what_nobody_wrote_about_is_not_treated(lues):
    whole = ensemble(vigilance.compter(TOUTES(), [JOUR.year], JOUR), JOUR.year)

    counts = [(c["traite"], c["en_cours"], c["non_traite"]) for _, _, c in vigilance.totaux_des_points(whole)]

    assert counts == [(2, 0, 0), (0, 1, 1), *[(0, 0, 2)] * 5]


def _frein(ca, axe, since, statut="ouvert", nature="frein", catalogue=None) -> None:
    lifted = {"leve_le": JOUR} if statut == "leve" else {}
    LevierFrein.objects.create(
        ca=ca, type=nature, axe=axe, libelle="Fictif", statut=statut, signale_le=since, catalogue=catalogue, **lifted
    )


@pytest.fixture
def apprises(cas):
    one, two, stopped = cas
    entry = EntreeLevierFrein.objects.create(ordre=900, type="frein", axe="ars", libelle="Turn-over")
    _frein(one, "ars", date(2026, 9, 1), catalogue=entry)
    _frein(two, "ars", date(2026, 1, 1), "en_cours", catalogue=entry)
    _frein(two, "qualite", date(2026, 1, 1), "leve")
    _frein(two, "qualite", date(2026, 1, 1), nature="levier")
    _frein(stopped, "ars", date(2026, 1, 1), catalogue=entry)
    reco = Recommandation.objects.create(numero=91, famille="strategie", niveau="ca", libelle="Fictive")
    for ca, statut in ((one, "suivie"), (two, "en_cours"), (stopped, "suivie")):
        SuiviRecommandation.objects.create(recommandation=reco, ca=ca, statut=statut, preuve="Fictive")
    SuiviRecommandation.objects.create(recommandation=reco, departement=one.departement, statut="ecartee")
    SuiviRecommandation.objects.create(recommandation=reco, statut="suivie", preuve="Fictive")
    question = QuestionEvaluative.objects.create(numero=2, libelle="Question ?", dimension="D", titre_court="T")
    criteres = [
        CritereReferentiel.objects.create(question=question, code=f"C9.{n}", libelle=f"Critère {n}", ordre=n)
        for n in (1, 2)
    ]
    for ca, kept in ((one, criteres), (two, criteres[:1]), (stopped, criteres)):
        row = EvaluationCA.objects.create(ca=ca)
        for critere in kept:
            selection = SelectionCritere.objects.create(evaluation=row, critere=critere)
        if ca is one:
            SelectionIndicateur.objects.create(critere=selection, libelle_libre="Un")
            SelectionIndicateur.objects.create(critere=selection, libelle_libre="Deux")
            ReponseReferentiel.objects.create(critere=selection, constat="Constat")
    Cooperative.objects.filter(pk=one.pk).update(phase=Phase.MISE_EN_OEUVRE)
    EvaluationFinale.objects.create(
        ca=one, validee_le=JOUR, instance="Copil", processus=True, activite=True, resultats=True
    )
    EvaluationFinale.objects.create(ca=two, validee_le=JOUR, instance="Copil", processus=True)
    Instance.objects.create(ca=one, type="equipe_evaluation", nom="Équipe")
    for ca, kinds in ((one, ("ip", "ia", "ir")), (two, ("ip", "ia"))):
        programme, _ = Programme.objects.get_or_create(ca=ca)
        action = FicheAction.objects.create(
            programme=programme, numero=1, intitule="Action", promoteur=fabrique.membre(ca)
        )
        for kind in kinds:
            sous_type = {"sous_type": "direct"} if kind == "ir" else {}
            Indicateur.objects.create(action=action, type=kind, libelle="I", sources_methodes="S", **sous_type)
    return cas


@pytest.mark.parametrize(
    ("definition", "value", "note"),
    [
        (enseignements.F_27, "2", "dont 1 depuis plus de six mois"),
        (enseignements.F_27_AGE, "151,5", "sur 2 freins ouverts"),
        (enseignements.F_27_LEVES, "33 %", "1 sur 3 signalés"),
        (enseignements.F_27_LEVIERS, "1", ""),
        (enseignements.F_30, "50 %", "1 sur 2 réponses"),
        (enseignements.F_31, "3", "dont 1 avec un indicateur"),
        (enseignements.F_31_INDICATEURS, "33 %", "1 sur 3 critères retenus"),
        (enseignements.F_31_CONSTATS, "33 %", "1 sur 3 critères retenus"),
        (enseignements.F_32, "100 %", "1 sur 1 coopérative en mise en œuvre ou en évaluation"),
        (enseignements.F_32_EQUIPE, "100 %", "1 sur 1 coopérative en mise en œuvre ou en évaluation"),
        (enseignements.F_32_INDICATEURS, "50 %", "1 sur 2 programmes"),
    ],
)
def test_freins_recommendations_and_evaluation(apprises, definition, value, note):
    assert lu(enseignements, definition) == (value, note)


def test_what_several_say_is_told_once_by_axis(apprises):
    whole = ensemble(enseignements.compter(TOUTES(), [JOUR.year], JOUR), JOUR.year)

    rows = {row.code: row for row in enseignements.axes(TOUTES(), whole)}
    (question,) = [q for q in enseignements.questions(TOUTES()) if q.numero == 2]

    assert (rows["ars"].ouverts, rows["ars"].freins_dits) == (2, [("Turn-over", 2)])
    assert (rows["qualite"].leves, rows["qualite"].leviers, rows["qualite"].freins_dits) == (1, 1, [])
    assert (question.cooperatives, question.retenus, question.avec_indicateur) == (2, 3, 1)
    assert question.criteres == [("Critère 1", 2, 0), ("Critère 2", 1, 1)]
    answers = {who: dict(counts) for who, counts in enseignements.recommandations([apprises[0].departement_id], whole)}
    assert [answers[who]["suivie"] for who in answers] == [1, 0, 1]
    assert [answers[who]["non retenue"] for who in answers] == [0, 1, 0]


def test_a_critere_of_one_s_own_is_counted_and_proved(apprises):
    evaluation = EvaluationCA.objects.get(ca=apprises[0])
    question = QuestionEvaluative.objects.get(numero=2)
    SelectionCritere.objects.create(evaluation=evaluation, question=question, libelle_libre="Le nôtre")

    (told,) = [q for q in enseignements.questions(TOUTES()) if q.numero == 2]
    proofs = preuves_qualite.criteres(SimpleNamespace(rows=TOUTES()), question=2)

    assert (told.cooperatives, told.retenus) == (2, 4)
    assert told.criteres[-1] == ("Critères propres aux coopératives", 1, 0)
    assert [proofs.ligne(row)[0][0] for row in proofs.objets][-1] == "Le nôtre"


@pytest.mark.parametrize(("source", "statements"), [(vigilance, 5), (enseignements, 5)])
def test_statements_do_not_grow(lues, apprises, django_assert_num_queries, source, statements):
    for rows in (Cooperative.objects.filter(pk=lues[0].pk), TOUTES()):
        with django_assert_num_queries(statements):
            source.compter(rows, [JOUR.year], JOUR)


@pytest.mark.parametrize(
    ("route", "liste"),
    [("vigilance", liste) for liste in LISTES] + [("enseignements", liste) for liste in LISTES_ENSEIGNEMENTS],
)
def test_every_list_tells_its_columns(client, siege, lues, apprises, route, liste):
    client.force_login(siege)

    response = client.get(reverse(f"portail:region_{route}_preuves", kwargs={"liste": liste}))

    assert all(len(ligne) == len(response.context["p"].colonnes) for ligne in response.context["lignes"])
    assert response.status_code == 200


@pytest.mark.parametrize("page", [VIGILANCE, ENSEIGNEMENTS])
def test_figures_lead_to_what_they_count_and_export(client, siege, lues, apprises, page):
    client.force_login(siege)

    response = client.get(page)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{page}chiffres.xlsx").content), read_only=True)

    for figure in [*response.context["chiffres"], *response.context["autres"]]:
        assert f'href="{page}{figure.definition.preuve}/"' in response.content.decode()
    assert len(book.sheetnames) == 3
    assert client.get(f"{page}chiffres.csv").status_code == 200


def test_a_delegation_reads_its_departement_alone(client, lues, apprises):
    client.force_login(fabrique.coordinatrice("93"))

    response = client.get(VIGILANCE)

    assert [row.ca.departement for row in response.context["points"]] == ["93"]
    assert [c.texte.replace("\u00a0", " ") for c in response.context["chiffres"][:2]] == ["67 %", "14 %"]


@pytest.mark.parametrize("role", [RoleMandat.EVALUATEUR, RoleMandat.PARTENAIRE, RoleMandat.LECTEUR])
@pytest.mark.parametrize("page", [VIGILANCE, ENSEIGNEMENTS, ALERTES])
def test_others_do_not_read_what_is_being_written(client, db, role, page):
    client.force_login(utilisateur(role))

    assert client.get(page).status_code == 403


@pytest.mark.parametrize("kept", [False, True])
def test_alerts_are_counted_rule_by_rule_for_the_ars(client, siege, cas, settings, kept):
    settings.COOP_FAITS_GARDES = kept
    for ca in cas:
        record("ca.essai", "Un acte.", actor=siege.actor, ca_id=ca.pk)
    base = situation.lire(TOUTES(), portee(siege), JOUR, entier=True)
    told = list(alertes.ouvertes(base))
    rows = {row.regle.code: row.compte for row in alertes.par_regle(base)}
    assert rows == {row.regle.code: row.compte for row in alertes.par_regle(base)}  # once kept, as once found

    assert all(fait.publics & {Public.COORDINATION, Public.DELEGUE, Public.SIEGE} for _, fait in told)
    assert {fait.ca_id for _, fait in told} == {cas[0].pk, cas[1].pk}
    assert sum(row.nombre for row in rows.values()) == len(told)
    client.force_login(siege)
    for code, row in rows.items():
        page = client.get(reverse("portail:region_alertes_de", kwargs={"code": code}))
        assert len(page.context["lignes"]) == row.nombre
    assert client.get(reverse("portail:region_alertes_de", kwargs={"code": "AL-999"})).status_code == 404


def test_alerts_of_too_many_to_find_are_read_by_departement_then_counted_once_found(
    client, siege, cas, settings, monkeypatch
):
    settings.COOP_FAITS_GARDES = True
    for ca in cas:
        record("ca.essai", "Un acte.", actor=siege.actor, ca_id=ca.pk)
    monkeypatch.setattr(alertes, "LISIBLES", 1)
    client.force_login(siege)

    whole, one = client.get(ALERTES), client.get(f"{ALERTES}?departement=78")
    client.get(f"{ALERTES}?departement=93")

    assert whole.context["alertes"] == []
    assert "choisissez un département" in whole.content.decode()
    assert one.context["alertes"]
    assert len(client.get(ALERTES).context["alertes"]) >= len(one.context["alertes"])
