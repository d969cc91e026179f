"""One mail a person: whom, when, what it says; never twice, never about what is done, cancelled or put off."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail as outbox
from django.core.exceptions import ValidationError

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.notifications import attentes, daily, mail, recapitulatif, regles
from coop.notifications.duties import duties_for, rassembler, toutes
from coop.notifications.enums import Frequence, Niveau, Public
from coop.notifications.models import Mail, MiseEnAttente, PreferenceRappel
from coop.notifications.regles import Fait, Regle
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur

pytestmark = pytest.mark.django_db
LUNDI = date(2026, 10, 19)
MARDI = LUNDI + timedelta(days=1)
C = frozenset({Public.COORDINATION})


@pytest.fixture
def facts(monkeypatch):
    """The facts a rule of these tests finds, whatever the day: (title, due) couples of every coopérative."""
    monkeypatch.setattr(regles, "_regles", {})
    found: list[tuple[str, date | None]] = []

    def trouver(cas, today):
        return [
            Fait(objet=f"x:{title}", ca_id=ca.pk, title=title, url="/x/", publics=C, due=due)
            for ca in cas
            for title, due in found
        ]

    regles.register(
        Regle(code="AL-99", niveau=Niveau.OBLIGATION, condition="c.", source="s", source_ref="r", trouver=trouver)
    )
    return found


@pytest.fixture
def dd(facts):
    fabrique.cooperative("78")
    return fabrique.coordinatrice("78")


def jouer(day: date, django_capture) -> list[str]:
    """The subjects of what leaves that day, the work of the day run twice."""
    outbox.outbox.clear()
    for _ in range(2):
        with horloge.at(day), django_capture(execute=True):
            recapitulatif.envoyer(day)
    return [message.subject for message in outbox.outbox]


@pytest.fixture
def envoyes(django_capture_on_commit_callbacks):
    return lambda day: jouer(day, django_capture_on_commit_callbacks)


def test_each_monday_one_mail_says_the_first_duty_and_its_date(dd, facts, envoyes):
    facts += [("Tenir la réunion élargie", date(2026, 10, 23)), ("Étudier les principes", None)]

    assert envoyes(LUNDI) == [
        "À faire\u00a0: tenir la réunion élargie, avant le 23\u00a0octobre\u00a02026 (et 1\u00a0autre tâche)"
    ]
    body = outbox.outbox[0].body
    assert "D’ici deux semaines\u00a0:\n\n- Tenir la réunion élargie\u00a0: 23\u00a0octobre\u00a02026" in body
    assert "Dès que possible\u00a0:\n\n- Étudier les principes" in body
    assert outbox.outbox[0].to == [dd.email]
    assert envoyes(MARDI) == []


def test_informations_are_listed_and_not_counted(dd, facts, envoyes):
    """The mail and the menu give the same number."""
    facts.append(("Étudier les principes", None))
    told = Fait(objet="y:1", ca_id=dd.pk, title="Lire le guide", url="/y/", publics=C)
    regles.register(
        Regle(
            code="AL-98", niveau=Niveau.INFORMATION, condition="c.", source="s", source_ref="r",
            trouver=lambda cas, today: [replace(told, ca_id=ca.pk) for ca in cas],
        )
    )  # fmt: skip

    assert envoyes(LUNDI) == ["À faire : étudier les principes"]
    assert "Coop\u00a0: 1\u00a0tâche." in outbox.outbox[0].body
    assert "À savoir :\n\n- Lire le guide" in outbox.outbox[0].body


def test_nothing_to_do_sends_nothing(dd, envoyes):
    assert envoyes(LUNDI) == []


def test_two_workers_write_and_send_one_mail(dd, facts, django_capture_on_commit_callbacks):
    """Both found the key free; the second insertion meets it, and the second delivery finds the row taken."""
    lettre = mail.Lettre(dd.contact, "Sujet", {"message": "Bonjour"}, "recapitulatif:2026-10-19:1")
    outbox.outbox.clear()
    with django_capture_on_commit_callbacks() as first:
        assert mail.send_many([lettre], kind="recapitulatif", template=mail.MESSAGE) == 1
    with django_capture_on_commit_callbacks() as second:
        assert mail.send_many([lettre], kind="recapitulatif", template=mail.MESSAGE) == 0
    for callback in (*first, *second):
        callback()

    assert (Mail.objects.count(), len(outbox.outbox)) == (1, 1)
    assert Mail.objects.get().state == Mail.Etat.ENVOYE


@pytest.mark.parametrize(
    ("frequence", "monday", "tuesday"),
    [(Frequence.HEBDOMADAIRE, 1, 0), (Frequence.QUOTIDIENNE, 1, 1), (Frequence.AUCUNE, 0, 0)],
)
def test_people_choose_how_often(dd, facts, envoyes, frequence, monday, tuesday):
    facts.append(("Faire", None))
    PreferenceRappel.objects.create(contact=dd.contact, frequence=frequence)

    assert (len(envoyes(LUNDI)), len(envoyes(MARDI))) == (monday, tuesday)


def test_a_date_is_recalled_a_week_before_and_the_day_after(dd, facts, envoyes):
    due = date(2026, 10, 28)
    facts.append(("Diffuser le compte rendu", due))
    days = [LUNDI + timedelta(days=n) for n in range(14)]
    sent = {day: subjects for day in days if (subjects := envoyes(day))}

    assert sorted(sent) == [LUNDI, due - timedelta(days=7), LUNDI + timedelta(days=7), due + timedelta(days=1)]
    assert sent[due + timedelta(days=1)][0].startswith(
        "Rappel\u00a0: À faire\u00a0: diffuser le compte rendu, en retard depuis le"
    )


def test_a_rule_with_mails_of_its_own_is_not_recalled(dd, facts, envoyes, monkeypatch):
    facts.append(("Transmettre", MARDI + timedelta(days=7)))
    rule = regles.registered()["AL-99"]
    monkeypatch.setitem(
        regles._regles, "AL-99", Regle(**{n: getattr(rule, n) for n in rule.__slots__} | {"rappels": False})
    )

    assert envoyes(MARDI) == []


def test_people_without_account_or_left_alone_receive_nothing(facts, envoyes):
    ca = fabrique.cooperative("78")
    facts.append(("Faire", None))
    user = fabrique.coordinatrice("78")
    user.is_active = False
    user.save()

    assert envoyes(LUNDI) == []
    assert ca.pk


def test_long_lists_are_counted(dd, facts, envoyes):
    facts += [(f"Tâche {n:02}", LUNDI + timedelta(days=n)) for n in range(15)]
    envoyes(LUNDI)

    assert "Tâche 11" in outbox.outbox[0].body
    assert "Tâche 12" not in outbox.outbox[0].body
    assert "Et 3\u00a0autres tâches, dans «\u00a0À faire\u00a0»." in outbox.outbox[0].body


@pytest.mark.parametrize(("number", "lines"), [(3, 3), (4, 1), (9, 1)])
def test_duties_alike_are_told_once(dd, facts, number, lines):
    facts += [(f"Désigner qui représente {n}", None) for n in range(number)]
    told = rassembler(duties_for(dd))

    assert len(told) == lines
    assert sum(1 + len(duty.semblables) for duty in told) == number


def test_a_mail_refused_is_kept_and_leaves_later(dd, facts, settings, django_capture_on_commit_callbacks):
    facts.append(("Faire", None))
    settings.EMAIL_BACKEND = "tests.notifications.backends.BrokenBackend"
    with django_capture_on_commit_callbacks(execute=True):
        recapitulatif.envoyer(LUNDI)
    assert Mail.objects.get(kind="recapitulatif").state == Mail.Etat.ECHEC
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert daily.run(LUNDI).done[daily.RESENT] == 1


def test_the_siege_reads_what_is_for_it_everywhere(facts, envoyes, monkeypatch):
    fabrique.cooperative("78")
    fabrique.cooperative("93")
    siege = utilisateur(RoleMandat.SIEGE)
    facts.append(("Faire", None))
    assert siege.email not in str(envoyes(LUNDI))
    monkeypatch.setattr("tests.notifications.test_recapitulatif.C", frozenset({Public.SIEGE}))

    assert envoyes(LUNDI + timedelta(days=7)) == ["À faire\u00a0: faire (et 1\u00a0autre tâche)"]


# --- what is put off ---


def put_off(user, until: date, motif: str = "J’attends la réponse de la ville.", **changes) -> MiseEnAttente:
    values = {"code": "AL-99", "objet": "x:Faire", "titre": "Faire", "jusqu_au": until, "motif": motif}
    return attentes.mettre_en_attente(actor=user.actor, **values | changes)


def test_what_is_put_off_is_silent_until_its_date_and_for_that_person_only(dd, facts, envoyes):
    facts.append(("Faire", None))
    with horloge.at(LUNDI):
        row = put_off(dd, LUNDI + timedelta(days=14))
        assert duties_for(dd) == []
        assert [duty.attente for duty in toutes(dd)] == [row]
    assert envoyes(LUNDI + timedelta(days=7)) == []
    assert len(envoyes(LUNDI + timedelta(days=14))) == 1


def test_what_is_taken_back_speaks_at_once(dd, facts):
    facts.append(("Faire", None))
    with horloge.at(LUNDI):
        attentes.reprendre(put_off(dd, MARDI), actor=dd.actor)
        assert len(duties_for(dd)) == 1
        put_off(dd, MARDI)


def test_a_snooze_that_ran_out_leaves_its_place(dd):
    with horloge.at(LUNDI):
        put_off(dd, MARDI)
    with horloge.at(MARDI):
        put_off(dd, MARDI + timedelta(days=1))

    assert MiseEnAttente.objects.filter(levee_le__isnull=True).count() == 1


def test_only_the_person_takes_its_duty_back(dd):
    row = put_off(dd, horloge.today() + timedelta(days=3))
    with pytest.raises(Refused):
        attentes.reprendre(row, actor=utilisateur().actor)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"jusqu_au": LUNDI}, "mise_en_attente_jusqu_a_plus_tard"),
        ({"motif": ""}, "mise_en_attente_a_un_motif"),
        ({}, "mise_en_attente_unique"),
    ],
)
def test_constraints_of_a_snooze(dd, changes, name):
    from django.db import IntegrityError, transaction

    values = {
        "contact": dd.contact,
        "code": "a",
        "objet": "b",
        "titre": "t",
        "jusqu_au": MARDI,
        "motif": "m",
        "cree_le": LUNDI,
    }
    if not changes:
        MiseEnAttente.objects.create(**values)
    row = MiseEnAttente(**values | changes)
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    assert name in {c.name for c in MiseEnAttente._meta.constraints}


def test_a_duty_is_not_put_off_for_ever(dd):
    with pytest.raises(ValidationError, match="trois mois"):
        put_off(dd, horloge.today() + timedelta(days=93))
