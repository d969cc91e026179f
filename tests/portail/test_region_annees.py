"""F-19 to F-22, F-24, F-25 and F-07: what counts, what does not, by département and year; who reads them, with what proof."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from conventions.chiffres_annuels import RIEN, Compte, Definition, ensemble
from conventions.models import (
    AutreFinancement,
    Budget,
    Convention,
    DecisionReconduction,
    EngagementFinancier,
    FicheAction,
    LigneRepartition,
    Partie,
    Periode,
)
from conventions.queries import chiffres_argent as argent
from coop.accounts.enums import RoleMandat
from cooperatives.models import Cooperative, Membre, TempsAnimation
from portail.queries.region import continuite
from tests.conventions import scene_programme
from tests.factories import DepartementFactory, OrganisationFactory, utilisateur
from tests.factories import cooperatives as fabrique

D = Decimal
JOUR = date(2027, 11, 1)
FINANCEMENTS, CONVENTIONS = "/region/financements/", "/region/conventions/"


@pytest.fixture
def s(db, le_jour):
    le_jour("2027-11-01")
    return scene_programme.scene()


@pytest.fixture
def siege(client, s):
    user = utilisateur(RoleMandat.SIEGE)
    client.force_login(user)
    return user


def engager(s, montant, annee=2027, derniere=None, statut="decide", **fields) -> EngagementFinancier:
    signee = s.ca.conventions.first() or s.convention("en_vigueur")
    values = {
        "instrument": "decision", "cumul": D(montant), "seuil": D("23000.00"), "convention": signee,
        "decide_le": date(2027, 2, 1), "motif_annulation": "Reporté." if statut == "annule" else "",
        "notifie_le": date(2027, 2, 2) if statut in ("notifie", "solde") else None,
        "solde_le": date(2027, 2, 3) if statut == "solde" else None,
    }  # fmt: skip
    return EngagementFinancier.objects.create(
        ca=s.ca, organisation=s.membre.organisation, annee=annee, derniere_annee=derniere or annee, montant=D(montant),
        statut=statut, **values | fields,
    )  # fmt: skip


def compte(annee=2027, source=argent) -> dict:
    found = source.compter(Cooperative.objects.all(), [2026, 2027, 2028], JOUR)
    return ensemble(found, annee).nombres


@pytest.mark.parametrize(
    ("statut", "counted"), [("propose", 0), ("decide", 1), ("notifie", 1), ("solde", 1), ("annule", 0)]
)
def test_only_what_an_act_carries_is_engaged(s, statut, counted):
    engager(s, "10000.10", statut=statut)
    assert compte()["engage"] == D("10000.10") * counted


def test_commitment_of_several_years_counts_its_yearly_amount_in_each(s):
    engager(s, "30000.00", 2027, 2028, instrument="convention")
    engager(s, "0.10")
    engager(s, "0.20")
    years = {year: compte(year) for year in (2026, 2027, 2028)}
    assert [years[year]["engage"] for year in years] == [0, D("30000.30"), D("30000.00")]
    assert (years[2027]["engagements"], years[2027]["decisions"], years[2027]["payees"]) == (3, 2, 1)


@pytest.mark.parametrize(
    ("montants", "flat"),
    [
        (["5000", "5000", "5000"], True),
        (["5000", "5100", "5050"], True),
        (["5000", "5600", "5300"], True),
        (["5000", "5700", "5350"], False),
        (["5000", "5000"], False),
        (["5000"], False),
    ],
)
def test_equal_shares_among_three_or_more(s, montants, flat):
    """The same of one distribution, and counted by the database."""
    assert argent.egalitaire([D(m) for m in montants]) is flat
    budget = Budget.objects.create(ca=s.ca, annee=2027, montant=D("90000.00"), statut="valide", validee_le=JOUR)
    for montant in montants:
        LigneRepartition.objects.create(
            budget=budget, beneficiaire=OrganisationFactory(), montant=D(montant), motif="Part.", nature="coordination"
        )
    found = compte()
    assert (found["repartitions"], found["egales"], found["reparti"]) == (1, flat, sum(map(D, montants)))


@pytest.mark.parametrize(("statut", "expected"), [("valide", (1, 1, D("2000.00"))), ("brouillon", (0, 0, 0))])
def test_shares_are_those_of_organisations_in_settled_distributions(s, statut, expected):
    """Two rows of one organisation are one share: 3 000, 3 000 and 1 000 + 2 000 are equal."""
    budget = Budget.objects.create(
        ca=s.ca, annee=2027, montant=D("9000.00"), statut=statut, validee_le=JOUR if statut == "valide" else None
    )
    third = OrganisationFactory()
    for who, action, montant in (
        (s.membre.organisation, s.action(), 3000), (s.voisin.organisation, s.action(), 3000), (third, s.action(), 1000), (third, None, 2000),
    ):  # fmt: skip
        LigneRepartition.objects.create(
            budget=budget, beneficiaire=who, action=action, montant=D(montant), motif="Part.",
            nature="action" if action else "coordination",
        )  # fmt: skip
    found = compte()
    assert (found["mesurees"], found["egales"], found["coordination"]) == expected


@pytest.mark.parametrize(
    ("statut", "fields", "annee", "etp"),
    [
        ("en_vigueur", {}, 2027, D("0.80")),
        ("en_vigueur", {}, 2026, 0),
        ("en_vigueur", {}, 2028, 0),
        ("en_vigueur", {"preavis_depuis": date(2026, 1, 1), "resiliation_effet": date(2027, 1, 1)}, 2027, 0),
        ("brouillon", {}, 2027, 0),
        ("en_signature", {}, 2027, 0),
    ],
)
def test_etp_are_those_of_signed_conventions_that_ran(s, statut, fields, annee, etp):
    s.action(etp=D("0.80"))
    signee = s.convention(statut)
    Convention.objects.filter(pk=signee.pk).update(**fields)
    assert compte(annee)["etp"] == etp


@pytest.mark.parametrize(
    ("retiree", "etp"), [(date(2026, 12, 31), 0), (date(2027, 1, 1), 0), (date(2027, 1, 2), D("0.80"))]
)
def test_action_taken_out_before_the_year_is_not_counted(s, retiree, etp):
    action = s.action(etp=D("0.80"))
    s.convention("en_vigueur")
    action.retiree_le = retiree
    action.save()
    assert compte()["etp"] == etp


@pytest.mark.parametrize(
    ("entree", "annee", "etp"),
    [
        (date(2027, 7, 1), 2027, D("0.80")),
        (date(2028, 1, 1), 2027, 0),
        (date(2027, 11, 2), 2027, 0),
        (date(2027, 7, 1), 2026, 0),
    ],
)
def test_action_that_an_avenant_brings_in_counts_from_its_effect(s, entree, annee, etp):
    action = s.action(etp=D("0.80"))
    signee = s.convention("en_vigueur")
    Convention.objects.filter(pk=signee.pk).update(date_effet=date(2026, 6, 1), date_echeance=date(2028, 6, 1))
    action.entree_le = entree
    action.save()
    assert compte(annee)["etp"] == etp


def test_etp_of_the_ars_and_of_the_other_funders_are_told_apart(s, client, siege):
    s.action(etp=D("0.80"))
    signee = s.convention("en_vigueur")
    ars = OrganisationFactory(type="ars", departement=DepartementFactory(code="95"))
    ville = OrganisationFactory()
    Partie.objects.create(convention=signee, organisation=ville, type="financeur", qualite_representant="Maire")
    Partie.objects.create(
        convention=signee, organisation=s.membre.organisation, type="partenaire", qualite_representant="Présidente"
    )
    for number, (who, etp) in enumerate(((ars, "0.30"), (ville, "0.25")), start=8):
        carrier = Membre.objects.create(ca=s.ca, organisation=who, statut="membre", date_entree=date(2026, 1, 1))
        FicheAction.objects.create(
            programme=s.programme, numero=number, intitule="Relais", promoteur=carrier, etp=D(etp)
        )
    found = compte()
    assert (found["etp"], found["etp_ars"], found["etp_financeurs"]) == (D("1.35"), D("0.30"), D("0.25"))

    notes = [c.note for c in client.get(f"{FINANCEMENTS}?annee=2027").context["chiffres"]]
    assert any("0,30 portés par l’ARS, 0,25 par d’autres financeurs signataires" in note for note in notes)
    rows = client.get(f"{reverse('portail:region_financements_preuves', args=['actions'])}?annee=2027").context[
        "lignes"
    ]
    assert sorted(row[4][0] for row in rows) == ["ARS", "Autre financeur", "Partenaire"]


def test_action_of_two_conventions_of_a_year_counts_once(s):
    """A convention that ended and the one that followed it are the same people."""
    s.action(etp=D("0.80"))
    for reference, debut, fin, statut in (
        ("X-1", date(2026, 6, 1), date(2027, 6, 1), "close"), ("X-2", date(2027, 7, 1), date(2028, 7, 1), "en_vigueur"),
    ):  # fmt: skip
        Convention.objects.create(
            ca=s.ca, programme=s.programme, reference=reference, statut=statut, date_effet=debut, date_echeance=fin
        )
    TempsAnimation.objects.create(ca=s.ca, debut=date(2026, 12, 1), fin=date(2027, 1, 5), jours=D("2.5"))
    assert (compte()["etp"], compte()["jours"]) == (D("0.80"), D("2.5"))


@pytest.mark.parametrize(
    ("definition", "nombres", "durees", "written"),
    [
        (Definition("X", "x", "x", "", "", de="a", sur="b", unite="%"), {"a": 1, "b": 3}, [], "33\u00a0%"),
        (Definition("X", "x", "x", "", "", de="a", sur="b", unite="%"), {"a": 0, "b": 0}, [], RIEN),
        (Definition("X", "x", "x", "", "", de="a", sur="b", unite="%"), {"a": 0, "b": 3}, [], "0\u00a0%"),
        (Definition("X", "x", "x", "", "", de="a", sur="b", unite="ratio"), {"a": D(14000), "b": D(48000)}, [], "0,29"),
        (Definition("X", "x", "x", "", "", de="a", unite="ETP"), {"a": D("1.50")}, [], "1,5"),
        (Definition("X", "x", "x", "", "", de="a", unite="€"), {"a": D("12.50")}, [], "12,50\u00a0€"),
        (Definition("X", "x", "x", "", "", de="a"), {}, [], "0"),
        (Definition("X", "x", "x", "", "", mediane="jours"), {}, [10, 30, 21], "21"),
        (Definition("X", "x", "x", "", "", mediane="jours"), {}, [10, 21], "15,5"),
        (Definition("X", "x", "x", "", "", mediane="jours"), {}, [], RIEN),
    ],
)
def test_figure_in_words(definition, nombres, durees, written):
    found = Compte()
    found.nombres.update(nombres)
    found.durees["jours"] += durees
    assert definition.texte(found) == written


@pytest.mark.parametrize(
    ("entree", "sortie", "expected"),
    [
        (date(2026, 12, 31), None, (0, 0, 1, 1)),
        (date(2027, 1, 1), None, (1, 0, 0, 0)),
        (date(2027, 11, 1), None, (1, 0, 0, 0)),
        (date(2026, 5, 1), date(2027, 1, 1), (0, 1, 1, 0)),
        (date(2026, 5, 1), date(2027, 11, 1), (0, 1, 1, 0)),
        (date(2026, 5, 1), date(2026, 12, 31), (0, 0, 0, 0)),
        (date(2027, 2, 1), date(2027, 3, 1), (1, 1, 0, 0)),
    ],
)
def test_partners_who_come_leave_and_stay(s, entree, sortie, expected):
    Membre.objects.all().delete()
    statut = "sorti" if sortie else "membre"
    for organisation in (
        OrganisationFactory(),
        OrganisationFactory(type="ars", departement=DepartementFactory(code="95")),
    ):
        Membre.objects.create(ca=s.ca, organisation=organisation, statut=statut, date_entree=entree, date_sortie=sortie)
    found = compte(source=continuite)
    assert tuple(found[name] for name in ("entrees", "sorties", "presents", "stables")) == expected


def inscrire(s, etp="0.50") -> FicheAction:
    """An action of the programme, whatever its convention is at."""
    number = FicheAction.objects.count() + 1
    return FicheAction.objects.create(
        programme=s.programme, numero=number, intitule="Permanence", promoteur=s.membre, etp=D(etp)
    )


def decider(s, choix, motif="Une raison.", fin=date(2027, 12, 31)) -> DecisionReconduction:
    signee = s.ca.conventions.first() or s.convention("en_vigueur")
    periode, _ = Periode.objects.get_or_create(
        convention=signee, numero=1, defaults={"debut": date(2027, 1, 1), "fin": fin, "signee_le": date(2027, 1, 1)}
    )
    return DecisionReconduction.objects.create(periode=periode, action=inscrire(s), decision=choix, motif=motif)


def test_renewed_actions_are_renewed_or_modified_over_decided(s, client, siege):
    for choix in ("reconduite", "modifiee", "non_reconduite"):
        decider(s, choix)
    found = compte(source=continuite)
    assert (found["poursuivies"], found["decidees"], found["non_reconduite"]) == (2, 3, 1)

    page = client.get(CONVENTIONS)
    assert [(c.definition.code, c.texte) for c in page.context["chiffres"]][2] == ("F-24", "67\u00a0%")
    rows = client.get(reverse("portail:region_preuves", args=["reconductions"])).context["lignes"]
    assert len(rows) == 3
    assert ("Une raison.", "") in rows[2]


def test_convention_en_preavis_is_told(s, client, siege):
    signee = s.convention("en_vigueur")
    Convention.objects.filter(pk=signee.pk).update(
        preavis_depuis=date(2027, 10, 20), resiliation_effet=date(2027, 11, 20)
    )
    note = client.get(CONVENTIONS).context["chiffres"][0].note.replace("\u00a0", " ")
    assert "1 en préavis" in note
    assert "1 en préavis" in next(c.note for c in client.get("/region/").context["cles"] if c.code == "F-07").replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize("role", [RoleMandat.PARTENAIRE, RoleMandat.LECTEUR, RoleMandat.EVALUATEUR])
@pytest.mark.parametrize(
    "path", ["", "chiffres.csv", "chiffres.xlsx", "engagements/", "repartitions/", "actions/", "autres-financements/"]
)
def test_amounts_are_not_for_everybody(client, db, role, path):
    client.force_login(utilisateur(role))
    assert client.get(f"{FINANCEMENTS}{path}").status_code == 403


def test_evaluateur_reads_the_rest_and_is_offered_no_amount(client, s):
    engager(s, "12345.00")
    client.force_login(utilisateur(RoleMandat.EVALUATEUR))
    for page in ("/region/", CONVENTIONS, "/region/repartition/"):
        html = client.get(page).content.decode()
        assert FINANCEMENTS not in html
        assert not re.search(r"12.345", html)


def test_delegation_reads_its_departement_alone(client, s):
    engager(s, "1000.00")
    other = fabrique.cooperative("93")
    AutreFinancement.objects.create(ca=other, annee=2027, financeur="Ville d’ailleurs", montant=D("777.00"))
    client.force_login(fabrique.coordinatrice("78"))

    page = client.get(FINANCEMENTS)
    assert [name for name, _ in page.context["tableau"].lignes] == ["Yvelines"]
    assert page.context["chiffres"][0].texte == "1\u202f000\u00a0€" or "000" in page.context["chiffres"][0].texte
    for path in ("autres-financements/", "autres-financements/?departement=93", "chiffres.csv?departement=93"):
        assert "777" not in client.get(f"{FINANCEMENTS}{path}").content.decode()


def test_two_clicks_lead_to_the_rows_a_figure_counts(client, s, siege):
    engager(s, "1000.00")
    engager(s, "2000.00", statut="propose")
    inscrire(s)
    AutreFinancement.objects.create(ca=s.ca, annee=2027, financeur="Ville", montant=D("500.00"))
    page = client.get(f"{FINANCEMENTS}?annee=2027")
    for chiffre, rows in zip(page.context["chiffres"], (1, 1, 1, 0), strict=True):
        href = f"{reverse('portail:region_financements_preuves', args=[chiffre.definition.preuve])}?annee=2027"
        assert f'href="{href}"' in page.content.decode()
        assert len(client.get(href).context["lignes"]) == rows
    assert "Aucune ligne" in client.get(f"{FINANCEMENTS}engagements/?annee=2026").content.decode()
    assert client.get(f"{FINANCEMENTS}inconnue/").status_code == 404


def test_overview_tells_the_money_of_the_year(client, s, siege):
    engager(s, "1000.00")
    AutreFinancement.objects.create(ca=s.ca, annee=2027, financeur="Ville", montant=D("500.00"))
    assert [c.texte for c in client.get("/region/").context["argent"]][1] == "0,50"


@pytest.mark.parametrize("annee", ["2028", "1999", "x", ""])
def test_a_year_that_cannot_be_read_is_this_one(client, siege, annee):
    assert client.get(f"{FINANCEMENTS}?annee={annee}").context["base"].annee == 2027


def test_exports_hold_every_figure_territory_and_year(client, s, siege):
    engager(s, "1000.00")
    response = client.get(f"{FINANCEMENTS}chiffres.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    (found,) = [
        r
        for r in rows
        if (r["Code"], r["Territoire"], r["Année"], r["Chiffre"])
        == ("F-20", "Yvelines", "2027", "budget engagé par l’ARS")
    ]
    assert D(found["Valeur"]) == 1000
    assert {r["Code"] for r in rows} == {"F-19", "F-20", "F-21", "F-22"}
    assert {r["Année"] for r in rows} == {"2024", "2025", "2026", "2027"}
    empty = next(r for r in rows if r["Code"] == "F-22" and r["Année"] == "2026")
    assert empty["Valeur"] == ""
    book = client.get(f"{CONVENTIONS}chiffres.xlsx")
    assert book.content.startswith(b"PK")
    assert "region-conventions-2027" in book["Content-Disposition"]


@pytest.mark.parametrize(
    ("url", "statements"),
    [
        (FINANCEMENTS, 12), (CONVENTIONS, 11), ("/region/repartition/", 18), (f"{FINANCEMENTS}engagements/", 9),
        (f"{FINANCEMENTS}repartitions/", 8), (f"{FINANCEMENTS}actions/", 8), (f"{FINANCEMENTS}autres-financements/", 8),
        ("/region/preuves/reconductions/", 8), ("/region/preuves/mouvements/", 8),
    ],
)  # fmt: skip
def test_pages_cost_the_same_with_one_row_and_three(client, s, siege, compte_a_1_et_3, url, statements):
    def add():
        decider(s, "reconduite")
        engager(s, "100.00")
        AutreFinancement.objects.create(ca=s.ca, annee=2027, financeur="Ville", montant=D("500.00"))
        who = fabrique.membre(s.ca, representant=False)
        budget, _ = Budget.objects.get_or_create(
            ca=s.ca, annee=2027, defaults={"montant": D(1), "statut": "valide", "validee_le": JOUR}
        )
        LigneRepartition.objects.create(
            budget=budget, beneficiaire=who.organisation, action=inscrire(s), montant=D(100), motif="Part."
        )

    compte_a_1_et_3(url, add, statements=statements)
