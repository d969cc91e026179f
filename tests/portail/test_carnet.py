"""The carnet: in order, filtered, and as each reader may know it."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.documents.kinds import Unbuildable
from coop.documents.models import Document
from coop.journal.actors import SYSTEM
from coop.journal.workflows import record
from cooperatives.enums import Role, TypeReunion
from cooperatives.workflows import reunions
from portail import documents_carnet, lecture
from portail.queries import carnet
from tests.factories import MandateFactory, utilisateur
from tests.factories import cooperatives as fabrique

pytestmark = pytest.mark.django_db


@pytest.fixture
def ca():
    return fabrique.cooperative("78")


def page(client, ca, **filters) -> str:
    response = client.get(reverse("portail:carnet", kwargs={"ca_ref": ca.reference}), filters)
    assert response.status_code == 200
    return response.content.decode()


def act(ca, verb, summary, actor=SYSTEM, on=None, **fields):
    with horloge.at(on or date(2027, 3, 1)):
        return record(verb, summary, actor=actor, ca_id=ca.pk, **fields)


def test_carnet_tells_acts_newest_first_with_author_and_rubrique(connecte, ca):
    act(ca, "bilan.transmit", "Premier bilan transmis.", on=date(2027, 3, 1))
    act(ca, "convention.draft", "Convention ouverte.", on=date(2027, 3, 2))

    html = page(connecte(fabrique.coordinatrice()), ca)

    assert html.index("Convention ouverte.") < html.index("Premier bilan transmis.")
    assert "Mardi 2\u00a0mars\u00a02027" in html
    assert "9\u00a0h · Coop · Convention" in html
    assert reverse("conventions:convention", kwargs={"ca_ref": ca.reference}) in html


ACTES = {
    "bilan.transmit": "fait",
    "diagnostic.write_analysis": "travail",
    "action.write": "travail",
    "membre.invite": "reserve",
    "bilan.ask_completion": "reserve",
    "lien.create": "hors carnet",
    "document.request": "hors carnet",
}
LECTEURS = {
    Role.COORDINATION: {"fait", "travail", "reserve"},
    Role.COPILOTE: {"fait", "travail", "reserve"},
    Role.SIEGE: {"fait", "travail", "reserve"},
    Role.ADMIN: {"fait", "travail", "reserve"},
    Role.DELEGUE: {"fait", "travail"},
    Role.PARTENAIRE: {"fait", "travail"},
    Role.HABITANT: {"fait"},
    Role.EVALUATEUR: {"fait"},
}


@pytest.mark.parametrize(("role", "kinds"), LECTEURS.items())
def test_each_reader_reads_its_acts(ca, role, kinds):
    rows = [act(ca, verb, verb) for verb in ACTES]
    seen = type(rows[0]).objects.filter(lecture.lisibles({role}), pk__in=[row.pk for row in rows])

    assert {entry.verb for entry in seen} == {verb for verb, kind in ACTES.items() if kind in kinds}


def test_partner_reads_what_is_asked_of_it_alone(connecte, ca):
    user, membre = fabrique.partenaire(ca)
    act(ca, "bilan.ask_completion", "Complément pour moi.", organisation_id=membre.organisation_id)
    act(ca, "bilan.ask_completion", "Complément pour un autre.", organisation_id=membre.organisation_id + 1)

    html = page(connecte(user), ca)

    assert "Complément pour moi." in html
    assert "Complément pour un autre." not in html


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (Role.DELEGUE, True),
        (Role.COPILOTE, True),
        (Role.PARTENAIRE, False),
        (Role.EVALUATEUR, False),
        (Role.HABITANT, False),
    ],
)
def test_a_commitment_is_told_to_those_who_read_all_of_them(ca, role, reads):
    entry = act(ca, "engagement.decide", "Engagement décidé.")

    assert carnet.entrees(ca, {role}, ()).filter(pk=entry.pk).exists() is reads


def test_motive_is_for_those_who_animate(connecte, ca):
    user, _ = fabrique.partenaire(ca)
    act(ca, "reunion.cancel", "Réunion annulée.", comment="Un motif réservé.")

    assert "Un motif réservé." in page(connecte(fabrique.coordinatrice()), ca)
    assert "Réunion annulée." in page(connecte(user), ca)
    assert "Un motif réservé." not in page(connecte(user), ca)


def test_decision_of_draft_minutes_is_kept_from_an_evaluator(connecte, ca, le_jour):
    le_jour("2027-03-10")
    moment = timezone.make_aware(datetime(2027, 3, 9, 14))
    meeting = reunions.plan(ca, actor=SYSTEM, type=TypeReunion.COTECH, prevue_le=moment)
    reunions.hold(meeting, actor=SYSTEM, tenue_le=date(2027, 3, 9))
    reunions.decide(meeting, actor=SYSTEM, texte="Ouvrir le samedi")
    evaluator = utilisateur(RoleMandat.EVALUATEUR, "78")

    assert "Ouvrir le samedi" in page(connecte(fabrique.coordinatrice()), ca)
    assert "Ouvrir le samedi" not in page(connecte(evaluator), ca)
    assert reverse("cooperatives:reunion", kwargs={"ca_ref": ca.reference, "reunion_id": meeting.pk}) in page(
        connecte(evaluator), ca
    )


def test_carnet_is_filtered_by_rubrique_dates_and_author(connecte, ca):
    user, _ = fabrique.partenaire(ca)
    agency = fabrique.coordinatrice()
    act(ca, "bilan.transmit", "Acte du partenaire.", actor=user.actor, on=date(2027, 3, 1))
    act(ca, "convention.draft", "Acte de la délégation.", actor=agency.actor, on=date(2027, 3, 15))
    act(ca, "bilan.open", "Acte de la plateforme.", on=date(2027, 4, 1))
    client = connecte(agency)
    names = {"P": "Acte du partenaire.", "D": "Acte de la délégation.", "C": "Acte de la plateforme."}
    cases = [
        ({"auteur": "partenaires"}, "P"),
        ({"auteur": "ars"}, "D"),
        ({"auteur": "coop"}, "C"),
        ({"rubrique": "suivi"}, "PC"),
        ({"rubrique": "convention"}, "D"),
        ({"du": "01/03/2027", "au": "01/03/2027"}, "P"),
        ({"du": "02/03/2027", "au": "31/03/2027"}, "D"),
    ]
    for filters, expected in cases:
        html = page(client, ca, **filters)
        assert {code for code, name in names.items() if name in html} == set(expected), filters


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"du": "le 40 mars"}, "coop-erreurs"),
        ({"du": "02/03/2027", "au": "01/03/2027"}, "La fin suit le début"),
        ({"rubrique": "inconnue"}, "Ce choix n’existe pas"),
    ],
)
def test_wrong_filter_is_said_and_shows_everything(connecte, ca, filters, message):
    act(ca, "bilan.transmit", "Un bilan.")

    html = page(connecte(fabrique.coordinatrice()), ca, **filters)

    assert message in html
    assert "Un bilan." in html


def test_nothing_found_offers_to_show_everything(connecte, ca):
    html = page(connecte(fabrique.coordinatrice()), ca, du="01/01/2090")

    assert "Aucun acte ne répond à ces critères" in html


def test_carnet_is_cut_in_pages_that_keep_the_filters(connecte, ca):
    for number in range(35):
        act(ca, "bilan.transmit", f"Bilan numéro {number:02}.")
    client = connecte(fabrique.coordinatrice())

    first, second = page(client, ca, rubrique="suivi"), page(client, ca, rubrique="suivi", page="2")

    assert "?rubrique=suivi&amp;page=2" in first
    assert "Bilan numéro 34." in first
    assert "Bilan numéro 00." in second
    assert "Bilan numéro 34." not in second


@pytest.mark.parametrize("role", [RoleMandat.LECTEUR, RoleMandat.PARTENAIRE])
def test_carnet_is_for_the_people_of_the_cooperative(connecte, ca, role):
    url = reverse("portail:carnet", kwargs={"ca_ref": ca.reference})

    assert connecte(utilisateur(role)).get(url).status_code == 404


@pytest.mark.parametrize("verb", sorted(lecture.FAITS | lecture.RESERVES | lecture.BROUILLONS_DE_REUNION))
def test_every_named_verb_has_a_rubrique(verb):
    assert lecture.rubrique(verb)


def test_unknown_verb_has_no_rubrique_nor_page():
    assert (lecture.rubrique("lien.create"), lecture.adresse("lien.create", "", "", "CA-78-01")) == ("", "")


def test_carnet_costs_the_same_with_one_and_three_acts(connecte, ca, compte_a_1_et_3):
    client = connecte(fabrique.coordinatrice())
    url = reverse("portail:carnet", kwargs={"ca_ref": ca.reference})

    compte_a_1_et_3(url, lambda: act(ca, "bilan.transmit", "Un bilan."), statements=11, get=client.get)


def test_slice_leaves_as_a_workbook(connecte, ca):
    act(ca, "bilan.transmit", "Premier bilan transmis.", on=date(2027, 3, 1))
    act(ca, "convention.draft", "=Convention ouverte.", on=date(2027, 3, 2))

    address = reverse("portail:carnet_xlsx", kwargs={"ca_ref": ca.reference})
    response = connecte(fabrique.coordinatrice()).get(address, {"rubrique": "convention"})

    sheet = load_workbook(BytesIO(response.content)).active
    assert [row[4].value for row in sheet.iter_rows(min_row=3)] == ["=Convention ouverte."]
    assert sheet["E3"].data_type == "s"


def test_workbook_says_no_more_than_the_page(connecte, ca):
    act(ca, "membre.invite", "Une structure est invitée.")
    partner, _ = fabrique.partenaire(ca)

    response = connecte(partner).get(reverse("portail:carnet_xlsx", kwargs={"ca_ref": ca.reference}))

    told = [cell.value for row in load_workbook(BytesIO(response.content)).active.iter_rows() for cell in row]
    assert "Une structure est invitée." not in told


def test_pdf_keeps_its_filters_and_its_reader(connecte, ca):
    act(ca, "convention.draft", "Convention ouverte.", on=date(2027, 3, 2))
    act(ca, "convention.draft", "Une autre fois.", on=date(2027, 3, 9))
    user = fabrique.coordinatrice()
    address = reverse("portail:carnet_pdf", kwargs={"ca_ref": ca.reference})
    connecte(user).post(f"{address}?rubrique=convention&au=05/03/2027")

    document = Document.objects.get()
    told = documents_carnet.build(document).content["jours"]
    assert [acts[0][1] for _, acts in told] == ["Convention ouverte."]
    assert documents_carnet.may_read(user.actor, document)
    assert not documents_carnet.may_read(utilisateur(RoleMandat.SIEGE).actor, document)


def test_too_long_a_carnet_is_not_printed(ca, monkeypatch):
    monkeypatch.setattr(documents_carnet, "ACTES_PDF", 0)
    act(ca, "convention.draft", "Convention ouverte.")
    row = Document(kind="carnet", subject_id=str(ca.pk), requester=fabrique.coordinatrice(), requested_at=horloge.now())

    with pytest.raises(Unbuildable, match="resserrez les dates"):
        documents_carnet.build(row)


def test_pdf_made_for_a_role_closes_with_it(connecte, ca):
    """Who coordinated read the motives and what is reserved: the file keeps them, the person no longer does."""
    user, _ = fabrique.partenaire(ca)
    MandateFactory(contact=user.contact, role=RoleMandat.COORDINATEUR_DD, departement=ca.departement)
    connecte(user).post(reverse("portail:carnet_pdf", kwargs={"ca_ref": ca.reference}))
    document = Document.objects.get()
    assert documents_carnet.may_read(user.actor, document)
    assert documents_carnet.build(document)

    Mandate.objects.filter(role=RoleMandat.COORDINATEUR_DD).update(fin=horloge.today())

    assert connecte(user).get(reverse("portail:carnet", kwargs={"ca_ref": ca.reference})).status_code == 200
    assert not documents_carnet.may_read(user.actor, document)
