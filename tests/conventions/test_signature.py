"""From the frozen text to the entry into force, over played time."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from conventions import texte
from conventions.enums import ModeSignature, StatutConvention
from conventions.gate_signature import convention_signee
from conventions.models import Convention, FicheAction, Periode, Signataire, VersionConvention
from conventions.signals import convention_en_vigueur
from conventions.workflows import codes, parties, redaction, signature
from coop import horloge
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import Refused
from coop.gates import Blocked
from coop.journal.models import Entry
from coop.notifications.models import Mail
from cooperatives.enums import StatutMembre, TypeReunion
from cooperatives.models import Membre, Reunion
from tests.conventions.scene_convention import build
from tests.guards.client import run_on_commit
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
scene = staged(build, le=date(2027, 1, 4))


@pytest.fixture
def en_signature(scene):
    scene.version = scene.a_la_signature()
    return scene


def change(numero: int, **fields) -> None:
    row = FicheAction.objects.get(numero=numero)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def code_of(sent) -> str:
    return next(word for word in sent.body.split() if word.isdigit() and len(word) == 6)


def ask_code(scene, user) -> str:
    with run_on_commit():
        signature.request_code(scene.signature_de(user), actor=user.actor)
    return code_of(mail.outbox[-1])


def test_put_to_signature_freezes_what_is_signed(en_signature):
    version = en_signature.version

    assert (version.numero, version.sha256) == (1, texte.digest(version.contenu))
    assert Convention.objects.get().statut == StatutConvention.EN_SIGNATURE
    assert version.signatures.count() == 3
    assert version.contenu["date"] == "2027-01-04"


def test_put_to_signature_writes_a_personal_link_to_each(scene):
    with run_on_commit():
        version = scene.a_la_signature()

    links = PersonalLink.objects.filter(usage="signer")
    assert set(links.values_list("contact", flat=True)) == {
        u.contact.pk for u in (scene.delegue, scene.asso, scene.ville)
    }
    assert set(links.values_list("content_version", flat=True)) == {version.sha256}
    assert len([m for m in mail.outbox if "/lien/" in m.body]) == 3
    assert not Mail.objects.filter(kind="convention.signer", body__contains="/lien/").exists()


def test_ars_comes_first_whatever_the_order_of_entry(en_signature):
    assert [p["type"] for p in en_signature.version.contenu["parties"]] == ["ars", "partenaire", "partenaire"]


@pytest.mark.parametrize(
    ("break_it", "code"),
    [
        (lambda s: change(1, contenu=""), "fiche_1"),
        (lambda s: change(2, etp=None), "fiche_2"),
        (lambda s: type(s.ca).objects.filter(pk=s.ca.pk).update(phase="elaboration"), "phase"),
        (lambda s: Convention.objects.update(preambule=" "), "preambule"),
        (lambda s: Convention.objects.update(lieu_signature=""), "lieu"),
        (lambda s: s.convention.parties.filter(type="ars").delete(), "ars"),
        (lambda s: s.convention.parties.filter(type="partenaire").delete(), "partenaire"),
        (lambda s: Signataire.objects.filter(partie__type="ars").delete(), "signataire_"),
        (lambda s: s.programme.actions.all()[0].indicateurs.all().delete(), "indicateur_1"),
    ],
)
def test_put_to_signature_says_what_is_missing(scene, break_it, code):
    break_it(scene)

    with pytest.raises(Blocked) as blocked:
        scene.a_la_signature()

    assert any(manque.code.startswith(code) for manque in blocked.value.manques)
    assert not VersionConvention.objects.exists()


def test_partner_without_action_blocks(scene):
    change(2, promoteur=Membre.objects.get(organisation=scene.asso.contact.organisation))

    with pytest.raises(Blocked, match="Ville de Valfleuri n’a aucune action"):
        scene.a_la_signature()


def test_zero_etp_is_an_answer(scene):
    change(1, etp=Decimal(0))

    assert "0,00" in str(scene.a_la_signature().contenu["actions"])


@pytest.mark.parametrize("who", ["asso", "delegue"])
def test_only_the_coordination_puts_to_signature(scene, who):
    with pytest.raises(Refused):
        signature.put_to_signature(scene.convention, actor=getattr(scene, who).actor)


def test_mixed_signatures_bring_into_force(en_signature):
    scene, received = en_signature, []
    convention_en_vigueur.connect(lambda **kw: received.append(kw), weak=False, dispatch_uid="test")
    try:
        with horloge.at(date(2027, 2, 10)):
            scene.signer_papier(scene.ville, date(2027, 1, 20))
            scene.signer_papier(scene.delegue, date(2027, 1, 25))
            assert Convention.objects.get().statut == StatutConvention.EN_SIGNATURE
            code = ask_code(scene, scene.asso)
            signature.sign_with_code(scene.signature_de(scene.asso), actor=scene.asso.actor, code=code)
    finally:
        convention_en_vigueur.disconnect(dispatch_uid="test")

    convention = Convention.objects.get()
    assert (convention.statut, convention.date_effet, convention.date_echeance) == (
        "en_vigueur",
        date(2027, 2, 10),
        date(2028, 2, 10),
    )
    periode = Periode.objects.get()
    assert (periode.numero, periode.debut, periode.fin, periode.signee_le) == (
        1,
        date(2027, 2, 10),
        date(2028, 2, 10),
        date(2027, 2, 10),
    )
    assert set(Membre.objects.values_list("statut", flat=True)) == {StatutMembre.SIGNATAIRE}
    meeting = Reunion.objects.get(type=TypeReunion.ELARGIE)
    assert meeting.prevue_le == horloge._aware(datetime(2027, 12, 10, 9, 30))
    assert [(kw["convention"], kw["periode"]) for kw in received] == [(convention, periode)]
    assert convention_signee(scene.ca) != []  # in force on 10 February, not yet on the scene's 4 January
    with horloge.at(date(2027, 2, 11)):
        assert convention_signee(scene.ca) == []


def test_late_paper_sets_the_effect_in_the_past(en_signature):
    with horloge.at(date(2027, 9, 1)):
        for user, day in ((en_signature.delegue, 12), (en_signature.asso, 15), (en_signature.ville, 13)):
            en_signature.signer_papier(user, date(2027, 1, day))

    assert Convention.objects.get().date_effet == date(2027, 1, 15)
    assert Reunion.objects.get(type=TypeReunion.ELARGIE).prevue_le.date() == date(2027, 11, 15)


def test_no_meeting_is_planned_in_the_past(en_signature):
    with horloge.at(date(2027, 12, 20)):
        for user in (en_signature.delegue, en_signature.asso, en_signature.ville):
            en_signature.signer_papier(user, date(2027, 1, 15))

    assert not Reunion.objects.filter(type=TypeReunion.ELARGIE).exists()


def test_failing_receiver_undoes_the_last_signature(en_signature):
    def fail(**kwargs):
        raise RuntimeError("no bilan")

    en_signature.signer_papier(en_signature.delegue, date(2027, 1, 4))
    en_signature.signer_papier(en_signature.ville, date(2027, 1, 4))
    convention_en_vigueur.connect(fail, dispatch_uid="test")
    try:
        with pytest.raises(RuntimeError):
            en_signature.signer_papier(en_signature.asso, date(2027, 1, 4))
    finally:
        convention_en_vigueur.disconnect(dispatch_uid="test")

    assert en_signature.signature_de(en_signature.asso).signee_le is None
    assert not Periode.objects.exists()


def test_expired_convention_gives_its_place(en_signature):
    former = Convention.objects.create(
        ca=en_signature.ca, programme=en_signature.programme, reference="CA-78-01-C0", statut="en_vigueur",
        date_effet=date(2025, 6, 1), date_echeance=date(2026, 6, 1),
    )  # fmt: skip
    for user in (en_signature.delegue, en_signature.asso, en_signature.ville):
        en_signature.signer_papier(user, date(2027, 1, 4))

    former.refresh_from_db()
    assert former.statut == StatutConvention.CLOSE
    assert Entry.objects.filter(verb="convention.close").exists()


def test_running_convention_keeps_another_from_the_signature(scene):
    Convention.objects.create(
        ca=scene.ca, programme=scene.programme, reference="CA-78-01-C0", statut="en_vigueur",
        date_effet=date(2026, 6, 1), date_echeance=date(2027, 6, 1),
    )  # fmt: skip

    with pytest.raises(Blocked, match="avenant"):
        scene.a_la_signature()


def test_paper_of_tomorrow_is_refused(en_signature):
    with pytest.raises(ValidationError, match="futur"):
        en_signature.signer_papier(en_signature.asso, date(2027, 1, 5))


def test_signing_twice_is_refused(en_signature):
    row = en_signature.signer_papier(en_signature.asso, date(2027, 1, 4))

    with pytest.raises(ValidationError, match="plus attendue"):
        signature.sign_on_paper(row, actor=en_signature.coordinatrice.actor, signee_le=date(2027, 1, 4))


def test_code_of_another_person_is_refused(en_signature):
    with pytest.raises(Refused):
        signature.request_code(en_signature.signature_de(en_signature.asso), actor=en_signature.ville.actor)


def test_coordinator_cannot_sign_by_code_for_a_partner(en_signature):
    code = ask_code(en_signature, en_signature.asso)

    with pytest.raises(Refused):
        signature.sign_with_code(
            en_signature.signature_de(en_signature.asso), actor=en_signature.coordinatrice.actor, code=code
        )


def test_code_is_hashed_and_hidden_in_the_kept_mail(en_signature):
    code = ask_code(en_signature, en_signature.asso)
    row = en_signature.signature_de(en_signature.asso)

    assert code not in row.codes.get().code_hash
    assert code not in Mail.objects.get(kind="convention.code").body
    assert row.ouverte_le is not None


def test_code_dies_after_ten_minutes(en_signature):
    with horloge.at(datetime(2027, 1, 5, 9, 0)):
        code = ask_code(en_signature, en_signature.asso)
    with horloge.at(datetime(2027, 1, 5, 9, 10)), pytest.raises(ValidationError, match="plus valable"):
        signature.sign_with_code(en_signature.signature_de(en_signature.asso), actor=en_signature.asso.actor, code=code)


def test_code_dies_after_five_tries(en_signature):
    code = ask_code(en_signature, en_signature.asso)
    row, wrong = en_signature.signature_de(en_signature.asso), "000000" if code != "000000" else "111111"
    for _ in range(codes.TRIES):
        with pytest.raises(ValidationError, match="pas le bon"):
            signature.sign_with_code(row, actor=en_signature.asso.actor, code=wrong)

    with pytest.raises(ValidationError, match="plus valable"):
        signature.sign_with_code(row, actor=en_signature.asso.actor, code=code)


def test_only_the_last_code_signs(en_signature):
    with horloge.at(datetime(2027, 1, 5, 9, 0)):
        first = ask_code(en_signature, en_signature.asso)
    with horloge.at(datetime(2027, 1, 5, 9, 1)):
        last = ask_code(en_signature, en_signature.asso)
        row = en_signature.signature_de(en_signature.asso)
        if first != last:
            with pytest.raises(ValidationError):
                signature.sign_with_code(row, actor=en_signature.asso.actor, code=first)
        signed = signature.sign_with_code(row, actor=en_signature.asso.actor, code=f" {last[:3]} {last[3:]} ")

    assert (signed.mode, signed.signee_le) == (ModeSignature.ELECTRONIQUE, date(2027, 1, 5))
    assert signed.sha256_signe == en_signature.version.sha256


def test_too_many_codes_are_refused(en_signature):
    for _ in range(codes.CODES_PER_HOUR):
        ask_code(en_signature, en_signature.asso)

    with pytest.raises(ValidationError, match="une heure"):
        ask_code(en_signature, en_signature.asso)


def test_refusal_is_told_to_everybody(en_signature):
    with run_on_commit():
        signature.refuse(
            en_signature.signature_de(en_signature.ville),
            actor=en_signature.coordinatrice.actor,
            motif="Budget non voté.",
        )

    told = Mail.objects.filter(kind="convention.refus", body__contains="Budget non voté.")
    people = {
        u.contact.pk for u in (en_signature.delegue, en_signature.asso, en_signature.ville, en_signature.coordinatrice)
    }
    assert set(told.values_list("contact", flat=True)) == people


def test_refusal_without_reason_is_refused(en_signature):
    with pytest.raises(ValidationError, match="pourquoi"):
        signature.refuse(
            en_signature.signature_de(en_signature.ville), actor=en_signature.coordinatrice.actor, motif=" "
        )


def test_refusal_keeps_the_convention_out_of_force(en_signature):
    signature.refuse(
        en_signature.signature_de(en_signature.ville), actor=en_signature.coordinatrice.actor, motif="Non."
    )
    for user in (en_signature.delegue, en_signature.asso):
        en_signature.signer_papier(user, date(2027, 1, 4))

    assert Convention.objects.get().statut == StatutConvention.EN_SIGNATURE


def test_reopen_voids_signatures_and_links(en_signature):
    en_signature.signer_papier(en_signature.asso, date(2027, 1, 4))
    row = en_signature.signature_de(en_signature.ville)
    convention = signature.reopen(en_signature.convention, actor=en_signature.coordinatrice.actor, motif="Une faute.")

    assert convention.statut == StatutConvention.BROUILLON
    assert not PersonalLink.objects.filter(usage="signer", revoque_le__isnull=True).exists()
    with pytest.raises(ValidationError, match="plus attendue"):
        signature.refuse(row, actor=en_signature.coordinatrice.actor, motif="Trop tard.")
    second = signature.put_to_signature(convention, actor=en_signature.coordinatrice.actor)
    assert (second.numero, second.signatures.filter(signee_le__isnull=False).count()) == (2, 0)


def test_convention_in_force_is_not_reopened(en_signature):
    for user in (en_signature.delegue, en_signature.asso, en_signature.ville):
        en_signature.signer_papier(user, date(2027, 1, 4))

    with pytest.raises(Refused, match="avenant"):
        signature.reopen(en_signature.convention, actor=en_signature.coordinatrice.actor, motif="Non.")


def test_nothing_is_written_while_at_the_signature(en_signature):
    with pytest.raises(Blocked, match="figé"):
        redaction.write(en_signature.convention, actor=en_signature.coordinatrice.actor, preambule="Autre")


def test_party_asked_once_is_ended_not_deleted(en_signature):
    signature.reopen(en_signature.convention, actor=en_signature.coordinatrice.actor, motif="Une faute.")
    partie = en_signature.convention.parties.get(organisation=en_signature.ville.contact.organisation)
    parties.remove_partie(partie, actor=en_signature.coordinatrice.actor)

    partie.refresh_from_db()
    assert partie.sortie_le == date(2027, 1, 4)
    again = parties.set_partie(
        en_signature.convention, actor=en_signature.coordinatrice.actor, organisation=partie.organisation,
        type="partenaire", qualite_representant="Maire", contact=en_signature.ville.contact,
    )  # fmt: skip
    assert (again.pk, again.sortie_le) == (partie.pk, None)


def test_two_signatories_of_one_party_must_both_sign(scene):
    partie = scene.convention.parties.get(organisation=scene.asso.contact.organisation)
    parties.add_signataire(partie, actor=scene.coordinatrice.actor, contact=None, qualite="Trésorerie")
    version = scene.a_la_signature()
    for user in (scene.delegue, scene.asso, scene.ville):
        scene.signer_papier(user, date(2027, 1, 4))

    assert Convention.objects.get().statut == StatutConvention.EN_SIGNATURE
    last = version.signatures.get(signataire__contact=None)
    signature.sign_on_paper(last, actor=scene.coordinatrice.actor, signee_le=date(2027, 1, 4))
    assert Convention.objects.get().statut == StatutConvention.EN_VIGUEUR


def test_remind_sends_a_new_link(en_signature):
    with run_on_commit():
        assert signature.remind_all(en_signature.convention, actor=en_signature.coordinatrice.actor) == 3

    assert PersonalLink.objects.filter(usage="signer").count() == 6
    assert en_signature.signature_de(en_signature.asso).relancee_le == horloge.now()
