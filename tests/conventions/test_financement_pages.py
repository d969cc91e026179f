"""Pages of the financing: who reads amounts, who writes, bad input, statements, workbook (R-FIN-07, domain.md §4.5)."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from conventions.models import Budget, EngagementFinancier
from conventions.workflows import engagements
from conventions.workflows import financement as verbs
from coop import horloge
from coop.documents.models import Document
from tests.conventions.test_action_pages import text
from tests.factories import cooperatives as fabrique

D = Decimal


@pytest.fixture(autouse=True)
def le_jour():
    with horloge.at(date(2027, 3, 1)):
        yield


@pytest.fixture
def budget(s):
    s.action(etp=D("0.80"))
    s.action(promoteur=s.voisin, etp=D("0.20"))
    row = verbs.fixer_budget(s.ca, actor=s.dd.actor, annee=2027, montant=D("10000.00"))
    lignes = [
        {"beneficiaire": a.promoteur.organisation, "action": a, "montant": D("5000.00"), "motif": "Part prise."}
        for a in s.programme.actions.all()
    ]
    return verbs.repartir(row, actor=s.dd.actor, lignes=lignes)


def engager(s, membre=None, montant="10000.00"):
    organisation = (membre or s.membre).organisation
    return engagements.proposer(s.ca, actor=s.dd.actor, organisation=organisation, annee=2027, montant=D(montant))


def url(s, name="financement", **kwargs):
    return reverse(f"conventions:{name}", kwargs={"ca_ref": s.ca.reference} | kwargs)


def read(client, user, address):
    client.force_login(user)
    return client.get(address)


def test_a_member_reads_the_distribution_and_its_own_commitment(s, budget, client):
    mine, other = engager(s), engager(s, s.voisin, "7777.00")
    page = text(read(client, s.partenaire, url(s)))

    assert "10 000 €" in page.replace("\u00a0", " ")
    assert "Les parts sont égales alors que les contributions diffèrent" in page
    assert "7 777 €" not in page.replace("\u00a0", " ")
    assert client.get(url(s, "engagement", pk=mine.pk)).status_code == 200
    assert client.get(url(s, "engagement", pk=other.pk)).status_code == 404


def test_the_money_is_closed_to_inhabitants(s, budget, client, monkeypatch):
    from cooperatives import perimetre
    from cooperatives.enums import Role

    monkeypatch.setattr(perimetre, "roles", lambda actor, ca: frozenset({Role.HABITANT}))
    client.force_login(s.partenaire)

    assert client.get(url(s)).status_code == 404
    assert client.get(url(s, "financement_xlsx", annee=2027)).status_code == 404


def test_partners_do_not_write(s, budget, client):
    row = engager(s)
    client.force_login(s.partenaire)
    for address in (url(s, "financement_budget", annee=2027), url(s, "engagement_nouveau"),
                    url(s, "engagement_acte", pk=row.pk, acte="annuler")):  # fmt: skip
        assert client.get(address).status_code == 404
        assert client.post(address, {}).status_code in {403, 404}


def test_stranger_gets_nothing(s, budget, client):
    assert read(client, fabrique.coordinatrice("95"), url(s)).status_code == 404


def test_budget_then_distribution_then_validation(s, budget, client):
    client.force_login(s.dd)
    rows = {
        "version": budget.version, "lignes-TOTAL_FORMS": 3, "lignes-INITIAL_FORMS": 0,
        "lignes-0-beneficiaire": s.membre.organisation.pk, "lignes-0-action": s.programme.actions.first().pk,
        "lignes-0-montant": "7 000,50", "lignes-0-motif": "0,80 ETP.",
        "lignes-1-beneficiaire": s.voisin.organisation.pk, "lignes-1-action": "coordination",
        "lignes-1-montant": "2 999,50", "lignes-1-motif": "Animation.",
    }  # fmt: skip
    answer = client.post(url(s, "financement_repartition", annee=2027), rows)
    assert answer.status_code == 302, text(answer)
    stale = client.post(url(s, "financement_repartition", annee=2027), rows)
    assert stale.status_code == 409

    version = Budget.objects.get().version
    assert client.post(url(s, "financement_valider", annee=2027), {"version": version}).status_code == 302
    assert Budget.objects.get().statut == "valide"
    assert client.get(url(s, "financement_repartition", annee=2027)).status_code == 302


def test_incomplete_rows_are_told_at_their_field(s, budget, client):
    client.force_login(s.dd)
    rows = {"version": budget.version, "lignes-TOTAL_FORMS": 1, "lignes-INITIAL_FORMS": 0, "lignes-0-montant": "-5"}
    page = text(client.post(url(s, "financement_repartition", annee=2027), rows))
    for sentence in ("supérieur à zéro", "Choisissez qui reçoit ce montant.", "Dites ce qui justifie ce montant."):
        assert sentence in page


def test_equal_shares_are_validated_with_a_sentence(s, budget, client):
    client.force_login(s.dd)
    address = url(s, "financement_valider", annee=2027)
    assert "justifier la répartition" in text(client.get(address))
    assert client.post(address, {"version": budget.version}).status_code == 200
    answer = client.post(address, {"version": budget.version, "motif_egalite": "Les deux actions démarrent."})
    assert answer.status_code == 302
    assert "Les deux actions démarrent." in text(client.get(url(s)))


def test_second_decision_is_refused_on_its_form(s, client):
    engager(s)
    client.force_login(s.dd)
    data = {"organisation": s.membre.organisation.pk, "annee": 2027, "montant": "14 500", "instrument": "decision"}
    page = text(client.post(url(s, "engagement_nouveau"), data)).replace("\u00a0", " ")
    assert "porte à 24 500 €" in page
    assert client.post(url(s, "engagement_nouveau"), data | {"instrument": ""}).status_code == 302


def test_decision_without_visa_is_told(s, client):
    row = engager(s)
    client.force_login(s.dd)
    answer = client.post(url(s, "engagement_acte", pk=row.pk, acte="decider"), {"le": "2027-03-01"})
    assert "courrier de demande de subvention daté et signé" in text(answer)
    letter = {"courrier": BytesIO(b"not a pdf"), "courrier_date": "2027-02-01", "courrier_qualite": "Maire"}
    assert client.post(url(s, "engagement_acte", pk=row.pk, acte="courrier"), letter).status_code == 200
    assert client.get(url(s, "engagement_acte", pk=row.pk, acte="inconnu")).status_code == 404
    assert EngagementFinancier.objects.get().statut == "propose"


@pytest.mark.parametrize("acte", ["decider", "courrier", "dossier", "notifier", "compte-rendu", "solder", "annuler"])
def test_each_act_opens(s, client, acte):
    assert read(client, s.dd, url(s, "engagement_acte", pk=engager(s).pk, acte=acte)).status_code == 200


def test_commitment_is_modified_and_cancelled(s, client):
    row = engager(s)
    client.force_login(s.dd)
    assert client.get(url(s, "engagement_modifier", pk=row.pk)).status_code == 200
    data = {"version": row.version, "annee": 2027, "montant": "23 000"}
    assert client.post(url(s, "engagement_modifier", pk=row.pk), data).status_code == 302
    assert EngagementFinancier.objects.get().instrument == "convention"
    answer = client.post(
        url(s, "engagement_acte", pk=row.pk, acte="annuler"), {"motif": "Projet reporté."}, follow=True
    )
    assert "Projet reporté." in text(answer)


def test_other_funding_is_written_and_removed(s, client):
    client.force_login(s.dd)
    data = {"annee": 2027, "financeur": "Ville fictive", "origine": "autre", "montant": "1 500"}
    assert client.post(url(s, "autre_financement_nouveau"), data).status_code == 302
    row = s.ca.autres_financements.get()
    assert client.get(url(s, "autre_financement", pk=row.pk)).status_code == 200
    changed = client.post(url(s, "autre_financement", pk=row.pk), data | {"montant": "1 600", "version": row.version})
    assert changed.status_code == 302
    assert client.post(url(s, "autre_financement_retirer", pk=row.pk)).status_code == 302
    assert not s.ca.autres_financements.exists()


@pytest.mark.parametrize("annee", ["1999", "abc", "99999"])
def test_a_year_that_is_none_is_not_found(s, client, annee):
    assert read(client, s.dd, f"{url(s)}?annee={annee}").status_code == 404


def test_workbook(s, budget, client):
    answer = read(client, s.partenaire, url(s, "financement_xlsx", annee=2027))
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Répartition 2027", "Parts et contributions", "Autres financements"]
    assert [row[4].value for row in book["Répartition 2027"].iter_rows(min_row=2)] == [5000, 5000]


def test_draft_act_is_asked_for(s, client):
    row = engager(s)
    client.force_login(s.partenaire)
    assert client.post(url(s, "engagement_pdf", pk=row.pk)).status_code == 302
    assert Document.objects.get().kind == "subvention"


def test_page_has_a_fixed_number_of_statements(s, budget, client, compte_a_1_et_3):
    client.force_login(s.dd)
    compte_a_1_et_3(url(s), lambda: engager(s, montant="100.00"), statements=21)
