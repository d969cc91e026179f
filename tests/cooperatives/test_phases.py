"""The phase machine: gates forward, a motive backward, statuses, the logged override (§3.2)."""

import datetime
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.gates import Blocked, Manque
from coop.journal.models import Entry
from cooperatives import checks, gates, phases
from cooperatives.enums import Appreciation, Phase, Presence, Statut
from cooperatives.models import Cooperative, Determinant, Reunion, TransitionPhase
from cooperatives.queries.jalons import jalons
from cooperatives.workflows import identite, opportunite
from cooperatives.workflows import phases as verbs
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur


@pytest.fixture
def admin(db):
    return utilisateur(is_superuser=True, is_staff=True)


def complete_prefiguration(ca, actor):
    for row in ca.appreciations.all():
        opportunite.appreciate(row, actor=actor, appreciation=Appreciation.SATISFAIT)
    for kind in ("cls", "clsm", "contrat_ville"):
        opportunite.declare(ca, actor=actor, type=kind, presence=Presence.ABSENT)
    determinant = Determinant.objects.get_or_create(code="mobilite", defaults={"libelle": "Mobilité"})[0]
    texts = {"enonce_ists": "Inégalités d’accès.", "plus_value_existant": "Ce qui manquait."}
    identite.update(ca, actor=actor, determinants=[determinant], publics=[fabrique.public()], **texts)


def put(ca, phase):
    """Bring a row to a phase for a test, history included."""
    TransitionPhase.objects.create(ca=ca, de=ca.phase, vers=phase, auteur="Essai")
    Cooperative.objects.filter(pk=ca.pk).update(phase=phase)
    ca.refresh_from_db()


def test_advance_is_blocked_with_every_missing_sentence(ca, dd78):
    with pytest.raises(Blocked) as refused:
        verbs.advance(ca, actor=dd78.actor, reserves="Sans attendre")

    codes = [m.code for m in refused.value.manques]
    assert codes == ["principes_consideres", *["articulation_declaree"] * 3, *["identite_complete"] * 3]
    assert all(m.obligation and m.url for m in refused.value.manques)
    assert Cooperative.objects.get().phase == Phase.PREFIGURATION


def test_advance_asks_why_advice_is_not_followed(ca, dd78):
    complete_prefiguration(ca, dd78.actor)

    with pytest.raises(ValidationError, match="sans suivre les conseils"):
        verbs.advance(ca, actor=dd78.actor)


def test_advance_goes_on_with_a_reason_and_keeps_it(ca, dd78):
    complete_prefiguration(ca, dd78.actor)

    with horloge.at(datetime.date(2027, 3, 1)):
        verbs.advance(ca, actor=dd78.actor, reserves="Le lancement est fixé.")

    row = ca.transitions.order_by("id").last()
    assert (ca.phase, row.de, row.vers) == (Phase.DIAGNOSTIC, Phase.PREFIGURATION, Phase.DIAGNOSTIC)
    assert "Le lancement est fixé." in row.reserves
    assert "première réunion collective" in row.reserves
    assert list(ca.etapes.order_by("ordre").values_list("statut", flat=True)[:3]) == ["terminee", "en_cours", "a_faire"]
    assert Entry.objects.filter(verb="cooperative.advance", ca_id=ca.pk).count() == 1


def test_an_unfavourable_reading_does_not_block(ca, dd78):
    complete_prefiguration(ca, dd78.actor)
    row = ca.appreciations.first()
    opportunite.appreciate(row, actor=dd78.actor, appreciation=Appreciation.NON, justification="Aucun CLS ici.")

    verbs.advance(ca, actor=dd78.actor, reserves="Assumé.")

    assert ca.phase == Phase.DIAGNOSTIC


@pytest.mark.parametrize("verb", ["advance", "go_back", "close_as"])
def test_verbs_are_refused_to_a_partner_and_to_the_siege(ca, verb):
    partner, _ = fabrique.partenaire(ca)
    extra = {
        "go_back": {"vers": Phase.PREFIGURATION, "motif": "x"},
        "close_as": {"statut": Statut.SUSPENDUE, "motif": "x"},
    }
    for user in (partner, utilisateur(RoleMandat.SIEGE)):
        with pytest.raises(Refused):
            getattr(verbs, verb)(ca, actor=user.actor, **extra.get(verb, {}))


def test_go_back_needs_a_motive_and_an_earlier_phase(ca, dd78):
    put(ca, Phase.ELABORATION)

    with pytest.raises(ValidationError, match="motif"):
        verbs.go_back(ca, actor=dd78.actor, vers=Phase.DIAGNOSTIC, motif=" ")
    with pytest.raises(ValidationError, match="déjà passée"):
        verbs.go_back(ca, actor=dd78.actor, vers=Phase.MISE_EN_OEUVRE, motif="Essai")
    verbs.go_back(ca, actor=dd78.actor, vers=Phase.DIAGNOSTIC, motif="Un volet manquait.")

    assert ca.phase == Phase.DIAGNOSTIC
    assert ca.transitions.order_by("id").last().motif == "Un volet manquait."
    assert ca.etapes.get(code="elaboration").statut == "a_faire"


@pytest.mark.parametrize(
    ("depart", "statut", "possible"),
    [
        (Phase.PREFIGURATION, Statut.NON_RETENUE, True),
        (Phase.ELABORATION, Statut.NON_RETENUE, True),
        (Phase.CONVENTIONNEMENT, Statut.NON_RETENUE, False),
        (Phase.MISE_EN_OEUVRE, Statut.NON_RETENUE, False),
        (Phase.MISE_EN_OEUVRE, Statut.SUSPENDUE, True),
        (Phase.MISE_EN_OEUVRE, Statut.TERMINEE, False),
        (Phase.EVALUATION_CA, Statut.TERMINEE, True),
    ],
)
def test_allowed_statuses_follow_the_phase(depart, statut, possible):
    assert (statut in verbs.allowed_statuses(Cooperative(phase=depart))) is possible


def test_a_suspended_ca_does_not_advance_and_is_taken_up_again(ca, dd78):
    complete_prefiguration(ca, dd78.actor)
    verbs.close_as(ca, actor=dd78.actor, statut=Statut.SUSPENDUE, motif="Coordinatrice absente.")

    with pytest.raises(ValidationError, match="pas d’étape suivante"):
        verbs.advance(ca, actor=dd78.actor, reserves="x")
    verbs.close_as(ca, actor=dd78.actor, statut=Statut.EN_COURS, motif="Reprise.")
    verbs.advance(ca, actor=dd78.actor, reserves="x")

    assert (ca.phase, ca.statut) == (Phase.DIAGNOSTIC, Statut.EN_COURS)
    assert not checks.transitions()


def test_terminee_is_the_administrators(ca, dd78, admin):
    put(ca, Phase.EVALUATION_CA)

    with pytest.raises(Refused):
        verbs.close_as(ca, actor=dd78.actor, statut=Statut.TERMINEE, motif="Fin")
    verbs.close_as(ca, actor=admin.actor, statut=Statut.TERMINEE, motif="Évaluation finale validée sur papier.")

    assert ca.statut == Statut.TERMINEE
    assert verbs.allowed_statuses(ca) == []


def test_force_is_the_administrators_and_keeps_what_was_missing(ca, dd78, admin):
    with pytest.raises(Refused):
        verbs.force(ca, actor=dd78.actor, vers=Phase.DIAGNOSTIC, motif="x")
    with pytest.raises(ValidationError):
        verbs.force(ca, actor=admin.actor, vers=Phase.DIAGNOSTIC, motif="")
    verbs.force(ca, actor=admin.actor, vers=Phase.DIAGNOSTIC, motif="Reprise d’une coopérative existante")

    assert "0 principe de choix" in ca.transitions.order_by("id").last().reserves


def test_a_gate_nobody_registered_refuses(ca, monkeypatch):
    monkeypatch.delitem(phases._checks, "identite_complete")

    assert "identite_complete" in phases.unregistered()
    assert any(m.code == "identite_complete" and m.obligation for m in phases.missing(ca))


def test_a_gate_has_one_owner():
    with pytest.raises(ValueError, match="already registered"):
        phases.register("identite_complete", gates.identite_complete)


def test_the_step_decides_whether_a_check_blocks(ca, monkeypatch):
    monkeypatch.setitem(phases._checks, "deux_communes", lambda ca: [Manque("deux_communes", "x", obligation=True)])

    assert [m.obligation for m in phases.missing(ca) if m.code == "deux_communes"] == [False]


VERBS = st.lists(
    st.sampled_from(["advance", "advance_raison", "back", "suspend", "resume", "grid", "articulate", "identity"]),
    max_size=14,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VERBS)
def test_no_sequence_of_verbs_passes_a_missing_obligation(play, sequence):
    play(sequence)


@pytest.fixture
def play(ca, dd78):
    """Play a sequence on the CA and put everything back: a phase beyond préfiguration proves its obligations held."""

    def run(sequence):
        sid = transaction.savepoint()
        row = Cooperative.objects.get(pk=ca.pk)
        for name in sequence:
            before = row.phase
            owed = [m for m in phases.missing(row) if m.obligation]
            _play(row, name, dd78.actor)
            moved_on = list(Phase).index(row.phase) > list(Phase).index(before)
            assert not (moved_on and owed), (name, owed)
        transaction.savepoint_rollback(sid)

    return run


def _play(ca, name, actor):
    acts = {
        "advance": lambda: verbs.advance(ca, actor=actor),
        "advance_raison": lambda: verbs.advance(ca, actor=actor, reserves="Raison"),
        "back": lambda: verbs.go_back(ca, actor=actor, vers=Phase.PREFIGURATION, motif="Motif"),
        "suspend": lambda: verbs.close_as(ca, actor=actor, statut=Statut.SUSPENDUE, motif="Motif"),
        "resume": lambda: verbs.close_as(ca, actor=actor, statut=Statut.EN_COURS, motif="Motif"),
        "grid": lambda: [
            opportunite.appreciate(r, actor=actor, appreciation="satisfait") for r in ca.appreciations.all()
        ],
        "articulate": lambda: [
            opportunite.declare(ca, actor=actor, type=kind, presence="absent")
            for kind in ("cls", "clsm", "contrat_ville")
        ],
        "identity": lambda: complete_prefiguration(ca, actor),
    }
    try:
        acts[name]()
    except (Blocked, ValidationError):
        return


def test_dates_of_a_coopérative_come_from_what_happened(ca, dd78, connecte):
    """Launched, at work, foreseen end, ended (domain.md §4): nobody types them."""
    with horloge.at(date(2027, 2, 1)):
        for statut, day in (("annulee", 20), ("tenue", 25)):
            Reunion.objects.create(
                ca=ca, type="lancement", prevue_le=horloge.now(), statut=statut, tenue_le=date(2027, 1, day) if statut == "tenue" else None,
            )  # fmt: skip
        TransitionPhase.objects.create(ca=ca, vers="mise_en_oeuvre", auteur="x", depuis=date(2026, 6, 1))
    Cooperative.objects.filter(pk=ca.pk).update(duree_previsionnelle_ans=3, creee_le=date(2027, 1, 4))

    def told():
        ca.refresh_from_db()
        return dict(jalons(ca, list(ca.transitions.order_by("-le", "-id"))))

    assert told() == {
        "Créée le": date(2027, 1, 4), "Lancée le": date(2027, 1, 25), "En œuvre depuis le": date(2026, 6, 1),
        "Fin prévue le": date(2029, 6, 1),
    }  # fmt: skip
    address = reverse("cooperatives:phase", kwargs={"ca_ref": ca.reference})
    assert "25\u00a0janvier\u00a02027" in connecte(dd78).get(address).content.decode()
    with horloge.at(date(2028, 1, 10)):
        TransitionPhase.objects.create(ca=ca, de="evaluation_ca", vers="evaluation_ca", statut="terminee", auteur="x")
    Cooperative.objects.filter(pk=ca.pk).update(statut="terminee")
    assert told()["Terminée le"] == date(2028, 1, 10)
    assert "Fin prévue le" not in told()
