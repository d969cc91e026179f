"""Taking up a living CA: its real phase with past dates, its signed convention, duties from today (decisions.md 9)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from conventions import coherence
from conventions.enums import EtatConvention
from conventions.models import Convention, ConventionReprise, FicheAction
from conventions.queries import consolide
from conventions.rules import lock_state
from conventions.workflows import avenants
from conventions.workflows.reprise import close_copying, confirm
from coop import horloge
from coop.accounts.predicates import Refused
from coop.documents.models import Piece
from cooperatives import checks
from cooperatives.enums import Phase
from cooperatives.models import ActionReprise, MembreRepris, Reprise
from cooperatives.queries.frise import frise
from cooperatives.workflows import reprise as verbs
from evaluation.models import Bilan
from tests.factories import OrganisationFactory
from tests.factories import cooperatives as fabrique

JOUR = date(2026, 11, 20)
DATES = {
    "creation": date(2024, 1, 10),
    "entree_diagnostic": date(2024, 3, 1),
    "entree_elaboration": date(2024, 9, 1),
    "entree_conventionnement": date(2025, 1, 15),
    "entree_mise_en_oeuvre": date(2025, 3, 1),
}


def url(name, ca, **kwargs):
    return reverse(f"conventions:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


@pytest.fixture
def dd78(db):
    return fabrique.coordinatrice("78")


@pytest.fixture
def ca(dd78):
    with horloge.at(JOUR):
        yield fabrique.cooperative("78")


@pytest.fixture
def brouillon(ca, dd78):
    """A whole draft: two members, one of them a funder, two actions, a convention in its second year."""
    row = verbs.begin(ca, actor=dd78.actor)
    scan = Piece.objects.create(
        kind="convention_reprise", subject_id=str(ca.pk), ca_id=ca.pk, original_name="convention.pdf", size=1,
        sha256="0" * 64, media_type="application/pdf", file="x.pdf",
    )  # fmt: skip
    verbs.write(
        row, actor=dd78.actor, phase=Phase.MISE_EN_OEUVRE, date_effet=date(2025, 3, 1), annee=2, scan=scan, **DATES
    )
    asso, ville = OrganisationFactory(), OrganisationFactory()
    verbs.add_member(row, actor=dd78.actor, organisation=asso, entree_le=date(2024, 5, 1), qualite="Sa présidente")
    verbs.add_member(row, actor=dd78.actor, organisation=ville, entree_le=date(2024, 6, 1), financeur=True)
    verbs.add_action(row, actor=dd78.actor, intitule="Aller vers", organisation=asso)
    verbs.add_action(row, actor=dd78.actor, intitule="Se former ensemble", organisation=asso)
    return row


CASES = {
    "reprise_terminee_dit_l_etape": lambda r: Reprise(ca=fabrique.cooperative("95"), terminee_le=JOUR),
    "membre_repris_unique": lambda r: MembreRepris(
        reprise=r, organisation=r.membres.first().organisation, entree_le=JOUR
    ),
    "membre_repris_financeur_signe": lambda r: MembreRepris(
        reprise=r, organisation=OrganisationFactory(), entree_le=JOUR, financeur=True, signataire=False
    ),
    "action_reprise_unique": lambda r: ActionReprise(
        reprise=r, intitule="Aller vers", organisation=r.membres.first().organisation
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses_what_the_constraint_forbids(brouillon, name):
    row = CASES[name](brouillon)

    with pytest.raises(ValidationError):
        next(c for c in row._meta.constraints if c.name == name).validate(type(row), row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_nothing_moves_before_the_confirmation(brouillon, ca):
    ca.refresh_from_db()

    assert ca.phase == Phase.PREFIGURATION
    assert ca.membres.count() == 1
    assert verbs.faults(brouillon) == []


def test_the_ca_stands_at_its_real_phase_with_its_past(brouillon, ca, dd78):
    confirm(brouillon, actor=dd78.actor)

    ca.refresh_from_db()
    passed = list(ca.transitions.order_by("pk"))
    assert (ca.phase, ca.creee_le) == (Phase.MISE_EN_OEUVRE, date(2024, 1, 10))
    assert [row.depuis for row in passed] == [None, *list(DATES.values())[1:]]
    assert all(row.motif.startswith("Repris le 20") for row in passed[1:])
    assert "sans contrôle de" in passed[1].reserves
    assert checks.transitions() == []
    begun = {stage.code: (stage.etat, stage.debut, stage.fin) for stage in frise(ca, JOUR)}
    assert begun["prefiguration"] == ("f", date(2024, 1, 10), date(2024, 3, 1))
    assert begun["mise_en_oeuvre"][1] == date(2025, 3, 1)


def test_the_convention_is_in_force_with_its_parties_and_titles(brouillon, ca, dd78):
    confirm(brouillon, actor=dd78.actor)

    convention = Convention.objects.get(ca=ca)
    assert convention.etat() == EtatConvention.EN_VIGUEUR
    assert [(p.numero, p.debut, p.fin) for p in convention.periodes.order_by("numero")] == [
        (1, date(2025, 3, 1), date(2026, 3, 1)),
        (2, date(2026, 3, 1), date(2027, 3, 1)),
    ]
    assert [p.type for p in convention.parties.order_by("ordre")] == ["ars", "partenaire", "financeur"]
    assert set(ca.membres.values_list("statut", flat=True)) == {"signataire"}
    assert list(FicheAction.objects.values_list("numero", "intitule")) == [(1, "Aller vers"), (2, "Se former ensemble")]
    assert convention.versions.count() == 0
    assert coherence.in_force() == []
    assert consolide.etats(convention) == []


def test_only_what_falls_due_from_today_is_owed(brouillon, dd78):
    confirm(brouillon, actor=dd78.actor)

    owed = list(Bilan.objects.order_by("trimestre").values_list("trimestre", "fin"))
    assert owed == [(3, date(2026, 12, 1)), (4, date(2027, 3, 1))]


def test_the_fiches_are_copied_then_closed_then_amended(brouillon, ca, dd78):
    confirm(brouillon, actor=dd78.actor)
    convention = Convention.objects.select_related("programme", "ca__departement").get(ca=ca)
    assert lock_state(convention.programme) == ""

    close_copying(convention, actor=dd78.actor)

    assert "avenant" in lock_state(convention.programme)
    with pytest.raises(Refused):
        close_copying(convention, actor=dd78.actor)
    avenant = avenants.ouvrir(convention, actor=dd78.actor, motif="Une action de plus")
    promoteur = ca.membres.get(organisation=brouillon.membres.first().organisation)
    avenants.ajouter_action(avenant, actor=dd78.actor, intitule="Une action nouvelle", promoteur=promoteur)
    assert [a["intitule"] for a in consolide.projet(avenant).contenu["consolide"]["actions"]][
        -1
    ] == "Une action nouvelle"


def test_paper_dates_are_ordered(brouillon, ca, dd78):
    confirm(brouillon, actor=dd78.actor)
    row = ConventionReprise.objects.get()
    row.saisie_close_le = date(2026, 1, 1)
    constraint = next(c for c in row._meta.constraints if c.name == "convention_reprise_dates_ordonnees")
    with pytest.raises(ValidationError):
        constraint.validate(ConventionReprise, row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


WRONG = {
    "no phase": ({"phase": ""}, "Dites à quelle étape"),
    "a hole": ({"entree_elaboration": None}, "a commencé"),
    "disorder": ({"entree_elaboration": date(2024, 2, 1)}, "vérifiez les dates"),
    "future": ({"entree_mise_en_oeuvre": date(2026, 11, 21)}, "futur"),
    "no paper": ({"scan": None}, "PDF signé"),
    "effect in the future": ({"date_effet": date(2026, 11, 21)}, "futur"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_missing_is_said_and_nothing_is_applied(brouillon, ca, dd78, case):
    changes, words = WRONG[case]
    verbs.write(brouillon, actor=dd78.actor, **changes)

    with pytest.raises(ValidationError) as refused:
        confirm(brouillon, actor=dd78.actor)

    assert words in " ".join(refused.value.messages)
    assert not Convention.objects.exists()
    assert ca.membres.count() == 1


def test_a_reprise_before_the_convention_needs_none(ca, dd78):
    row = verbs.begin(ca, actor=dd78.actor)
    verbs.write(
        row, actor=dd78.actor, phase=Phase.ELABORATION, creation=date(2026, 1, 1),
        entree_diagnostic=date(2026, 2, 1), entree_elaboration=date(2026, 9, 1),
    )  # fmt: skip
    confirm(row, actor=dd78.actor)

    ca.refresh_from_db()
    assert ca.phase == Phase.ELABORATION
    assert not Convention.objects.exists()
    with pytest.raises(Refused):
        verbs.write(Reprise.objects.get(), actor=dd78.actor, annee=2)


def test_who_may_and_when(ca, dd78):
    partner = fabrique.partenaire(ca)[0]
    with pytest.raises(Refused):
        verbs.begin(ca, actor=partner.actor)
    row = verbs.begin(ca, actor=dd78.actor)
    assert verbs.begin(ca, actor=dd78.actor) == row
    dd = ca.membres.get(organisation__type="ars").organisation
    with pytest.raises(ValidationError):
        verbs.add_member(row, actor=dd78.actor, organisation=dd, entree_le=JOUR)
    with pytest.raises(ValidationError):
        verbs.add_action(row, actor=dd78.actor, intitule="x", organisation=OrganisationFactory())


def test_the_steps_are_kept_one_by_one(ca, dd78, connecte):
    client = connecte(dd78)
    assert client.post(url("reprise", ca)).status_code == 302
    sent = {"phase": "elaboration", "creation": "2026-01-01", "entree_diagnostic": "2026-02-01", "version": "1"}
    assert "Donnez cette date" in client.post(url("reprise_etape", ca), sent).content.decode()
    assert client.post(url("reprise_etape", ca), sent | {"entree_elaboration": "2026-09-01"}).status_code == 302
    asso = OrganisationFactory()
    add = {"organisation": asso.pk, "entree_le": "2026-02-01", "role": "non", "qualite": ""}
    assert client.post(url("reprise_membres", ca), add).status_code == 302
    assert "n’a pas encore de convention signée" in client.get(url("reprise_convention", ca)).content.decode()
    assert client.get(url("reprise_actions", ca)).status_code == 200
    assert "Confirmer la reprise" in client.get(url("reprise_relire", ca)).content.decode()
    assert client.post(url("reprise_relire", ca)).status_code == 302

    ca.refresh_from_db()
    assert ca.phase == Phase.ELABORATION
    assert "Reprise le 20" in client.get(url("reprise", ca)).content.decode()
    assert client.get(url("reprise_etape", ca))["Location"] == url("reprise", ca)


def test_a_wrong_file_keeps_what_was_typed(brouillon, ca, dd78, connecte):
    client = connecte(dd78)
    wrong = SimpleUploadedFile("convention.pdf", b"pas un pdf")
    sent = {
        "date_effet": "2025-03-01",
        "annee": "2",
        "intitule_programme": "Mon programme",
        "version": "2",
        "pdf": wrong,
    }
    text = client.post(url("reprise_convention", ca), sent).content.decode()

    assert "n’est pas accepté" in text
    assert "Mon programme" in text
    member = brouillon.membres.first()
    assert client.post(url("reprise_membre_retirer", ca, pk=member.pk), follow=True).status_code == 200
    assert brouillon.membres.filter(pk=member.pk).exists()
    action = brouillon.actions.last()
    assert client.post(url("reprise_action_retirer", ca, pk=action.pk)).status_code == 302
    assert brouillon.actions.count() == 1


def test_the_page_of_the_convention_shows_the_signed_copy(brouillon, ca, dd78, connecte):
    with horloge.at(JOUR):
        confirm(brouillon, actor=dd78.actor)
        page = connecte(dd78).get(url("convention", ca)).content.decode()

    assert reverse("documents:piece", kwargs={"uid": brouillon.scan.uid}) in page
    assert "le PDF signé fait foi" in page
    assert "PDF du projet" not in page


def test_the_page_of_the_convention_opens(brouillon, ca, dd78, connecte):
    confirm(brouillon, actor=dd78.actor)
    client = connecte(dd78)

    assert client.get(url("convention", ca)).status_code == 200
    assert "Clore la saisie" in client.get(url("reprise", ca)).content.decode()
    assert client.post(url("reprise_clore", ca)).status_code == 302
