"""The demonstration, loaded once on a leap day: every story in its phase, nothing wrong, nothing said of real actors."""

import re
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Q
from django.test import override_settings

from conventions.models import Convention, FicheAction, Partie, Signature
from conventions.queries.convention import frozen
from coop import horloge, inconsistances
from coop.accounts.models import User
from coop.accounts.personas import PASSWORD, PERSONAS
from coop.documents import kinds, render
from coop.documents.models import Document
from coop.journal.models import Entry
from coop.notifications.duties import duties_for
from coop.notifications.models import Mail
from coop.organisations.models import Contact, Organisation
from cooperatives.models import Cooperative, Decision, Presence
from evaluation.models import Bilan
from evaluation.rules import may_fill
from evaluation.workflows import syntheses
from portail.demo import ca78, chargement
from portail.management.commands import load_demo
from tests.documents.norme_pdf import violations

JOUR = date(2028, 2, 29)
pytestmark = [pytest.mark.lourd, pytest.mark.django_db]


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Loaded with its own commits (codes of signature travel by mail), and emptied at the end."""
    # Its files are its own, as those of a test are.
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        call_command("load_reference", verbosity=0)
        chargement.charger(JOUR, avec_documents=False)
    yield
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def on_the_day(demonstration) -> Iterator[None]:
    with horloge.at(JOUR):
        yield


def user(code: str) -> User:
    return User.objects.get(email=f"{code}@demo.invalid")


def test_each_story_reached_its_phase():
    found = dict(Cooperative.objects.values_list("reference", "phase"))

    assert found == {
        "CA-77-01": "prefiguration",
        "CA-77-02": "mise_en_oeuvre",
        "CA-77-03": "mise_en_oeuvre",
        "CA-78-01": "mise_en_oeuvre",
        "CA-91-01": "mise_en_oeuvre",
        "CA-91-02": "mise_en_oeuvre",
        "CA-92-01": "mise_en_oeuvre",
        "CA-93-01": "elaboration",
        "CA-93-02": "diagnostic",
        "CA-94-01": "conventionnement",
        "CA-95-01": "evaluation_ca",
    }


def test_what_was_decided_long_ago_is_done_and_the_points_follow_the_phase():
    assert not Decision.objects.filter(echeance__lt=JOUR, faite_le__isnull=True).exists()
    assert not Decision.objects.filter(faite_le__gt=JOUR).exists()
    treated = Cooperative.objects.annotate(n=Count("vigilances", filter=Q(vigilances__statut="traite")))
    by_phase = dict(treated.order_by("phase", "n").values_list("phase", "n"))
    assert by_phase["prefiguration"] == 0 < by_phase["diagnostic"] < by_phase["elaboration"] < by_phase["evaluation_ca"]
    assert not treated.filter(phase="mise_en_oeuvre", n__lt=5).exists()


def test_loaded_database_is_consistent():
    assert inconsistances.found() == {}
    assert syntheses.rebuild() == 0
    call_command("verify_journal", verbosity=0)


def test_nothing_happens_after_the_day_of_loading():
    last = Entry.objects.order_by("-at").values_list("at", flat=True).first()

    assert last.date() == JOUR


def test_every_persona_signs_in_with_the_shared_password():
    wrong = [p.email for p in PERSONAS if not User.objects.get(email=p.email).check_password(PASSWORD)]

    assert wrong == []


def test_asso_a_alone_has_the_bilan_of_the_last_ended_quarter_waiting():
    waiting = Bilan.objects.filter(partie__organisation__nom=ca78.A, fin__lte=JOUR).order_by("-fin").first()

    assert (waiting.trimestre, waiting.statut) == (3, "a_etablir")
    assert may_fill(user("asso-a").actor, waiting)
    assert not may_fill(user("asso-b").actor, waiting)


def test_quarters_of_ca78_show_every_state():
    rows = Bilan.objects.filter(ca__reference="CA-78-01", fin__lte=JOUR)
    found = {(b.trimestre, b.partie.organisation.nom): b.statut for b in rows.select_related("partie__organisation")}

    assert {statut for (numero, _), statut in found.items() if numero == 1} == {"accepte"}
    assert {statut for (numero, _), statut in found.items() if numero == 2} == {"accepte"}
    assert found[3, ca78.A] == "a_etablir"
    assert found[3, ca78.B] == "a_completer"
    assert found[3, ca78.C] == "brouillon"
    assert found[3, ca78.MISSION] == "transmis"


def test_convention_of_ca78_is_signed_on_paper_and_with_codes():
    modes = Signature.objects.filter(
        version_convention__convention__ca__reference="CA-78-01", version_convention__avenant=None
    ).values_list("mode", flat=True)

    assert sorted(modes) == ["electronique", "electronique", "papier", "papier", "papier"]


def test_convention_of_ca78_freezes_the_real_general_objective():
    version = frozen(Convention.objects.get(ca__reference="CA-78-01"))

    # The real objective of the guide, as it follows « afin de proposer ».
    assert "de mettre en place une action coordonnée en direction des publics invisibles" in str(version.contenu)


def test_convention_of_ca94_waits_for_two_signatures():
    waiting = Signature.objects.filter(version_convention__convention__ca__reference="CA-94-01", signee_le__isnull=True)

    assert waiting.count() == 2


def test_one_convention_is_past_its_echeance():
    assert [str(c.ca.reference) for c in Convention.objects.echues().select_related("ca")] == ["CA-77-02"]


def test_coordinator_of_the_78_is_told_of_the_echeance():
    codes = {duty.code for duty in duties_for(user("dd78"), today=JOUR) if "publics invisibles" in duty.ca_label}

    assert "AL-09" in codes


def test_real_organisations_carry_nothing():
    real = Organisation.objects.filter(est_fictive=False)
    partners = real.exclude(type="ars")

    assert not Bilan.objects.filter(partie__organisation__in=real).exists()
    assert not Partie.objects.filter(organisation__in=partners).exists()
    assert not FicheAction.objects.filter(promoteur__organisation__in=real).exists()
    assert not Presence.objects.filter(
        Q(contact__organisation__in=partners) | Q(membre__organisation__in=partners)
    ).exists()
    assert not partners.filter(participations__statut__in=["refus", "sorti", "signataire"]).exists()


def test_named_partners_of_the_sources_are_members():
    names = set(Organisation.objects.filter(participations__ca__reference="CA-78-01").values_list("nom", flat=True))

    assert {ca78.IPC, ca78.INSTITUT, ca78.SERVICES, ca78.AGGLOMERATION} <= names


def test_people_are_fictitious_functions():
    assert not Contact.objects.filter(est_fictif=False).exists()
    assert not Contact.objects.exclude(email__endswith="@demo.invalid").exists()
    assert not Contact.objects.exclude(nom="").exists()


def test_no_mail_is_left_to_send():
    assert not Mail.objects.exclude(state=Mail.Etat.ENVOYE).exists()


# Those no reference asks for: what their page adds.
ASKED_BY_PAGE = {
    "convention_consolidee": {"params": {"le": JOUR.isoformat()}},
    "carnet": {"params": {"du": "2028-02-01", "au": "2028-02-29"}},
    "bilans_partie": {"params": {"debut": "2027-01-01", "fin": JOUR.isoformat()}},
}
UNREAD_DRAWING = re.compile(r'<svg[^>]*role="img"[^>]*>(?!<title>)|<img(?![^>]*\balt="[^"]).*?>')


def document_of_ca78(kind: kinds.DocumentKind) -> Document:
    convention = Convention.objects.get(ca__reference="CA-78-01")
    if kind.resolve:
        subject = kind.resolve("CA-78-01")
    else:
        subject = convention.pk if kind.code == "convention_consolidee" else convention.ca_id
    known = {"organisation_id": Organisation.objects.get(nom=ca78.A).pk, "requested_at": horloge.now()}
    return Document(
        kind=kind.code, subject_id=str(subject), requester=user("dd78"), **known, **ASKED_BY_PAGE.get(kind.code, {})
    )


def test_every_kind_of_document_breaks_no_rule():
    """The checks of the norms, ours and those of the validators; each drawing that says something has its words."""
    wrong = {}
    for kind in kinds.registered():
        built = kind.build(document_of_ca78(kind))
        found = violations(render.to_pdf(built)) + UNREAD_DRAWING.findall(render.to_html(built))
        if found:
            wrong[kind.code] = found
    assert wrong == {}


def test_loading_again_changes_nothing(settings, capsys):
    settings.COOP_DEMO = True
    before = Entry.objects.count()

    call_command("load_demo")

    assert "déjà chargée" in capsys.readouterr().out
    assert Entry.objects.count() == before


def test_database_that_holds_other_cooperatives_is_refused(settings, monkeypatch):
    settings.COOP_DEMO = True
    monkeypatch.setattr(chargement, "est_chargee", lambda: False)

    with pytest.raises(CommandError, match="déjà des coopératives"):
        call_command("load_demo")


def test_other_profiles_are_refused(settings):
    settings.COOP_DEMO = False

    with pytest.raises(CommandError, match="profil"):
        call_command("load_demo")


def test_fresh_is_refused_outside_the_embedded_database(settings, monkeypatch):
    settings.COOP_DEMO = True
    monkeypatch.setattr(load_demo, "connection", SimpleNamespace(vendor="postgresql"))

    with pytest.raises(CommandError, match="base embarquée"):
        call_command("load_demo", "--fresh")
