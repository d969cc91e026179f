"""Résiliation: dates by months clipped, states read from dates, and the choice of A-11 (article 5, decisions.md 22)."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from conventions import calendrier
from conventions.devoirs_avenant import a_faire_signer, departs_a_preparer
from conventions.enums import EtatConvention, StatutAvenant, SuiteResiliation
from conventions.models import AvisReception, Convention, Resiliation
from conventions.workflows import avenants, avenants_signature, echeance, parties, redaction, resiliation, signature
from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.documents.models import Piece
from coop.gates import Blocked
from cooperatives.enums import Phase
from cooperatives.models import Cooperative
from evaluation.models import Bilan
from tests.conventions.scene_avenant import en_vigueur
from tests.factories import utilisateur
from tests.guards.stage import staged

JOUR = date(2027, 2, 1)
DEPART = SuiteResiliation.DEPART


pytestmark = pytest.mark.django_db
scene = staged(en_vigueur, le=JOUR)


def partie(scene, user):
    return scene.convention.parties.get(organisation=user.contact.organisation)


def notifier(scene, user=None, **fields):
    values = {"envoyee_le": JOUR} | fields
    return resiliation.notifier(partie(scene, user or scene.ville), actor=scene.coordinatrice.actor, **values)


def recevoir(scene, row, *jours):
    """Each of the other parties receives the letter, in their order; the others keep waiting."""
    for avis, jour in zip(row.avis.order_by("partie__ordre"), jours, strict=False):
        resiliation.accuser(avis, actor=scene.coordinatrice.actor, recu_le=jour)


def resiliee(scene, **fields):
    """Every receipt in: it ends on 20 March 2027."""
    with horloge.at(date(2027, 2, 21)):
        row = notifier(scene, **fields)
        recevoir(scene, row, date(2027, 2, 18), date(2027, 2, 20))
        return Resiliation.objects.get(pk=row.pk)


@pytest.mark.parametrize(
    ("recu", "effet"),
    [
        (date(2024, 8, 31), date(2024, 9, 30)),
        (date(2025, 1, 31), date(2025, 2, 28)),
        (date(2024, 1, 30), date(2024, 2, 29)),
        (date(2027, 2, 20), date(2027, 3, 20)),
    ],
)
def test_effect_is_one_month_after_the_last_receipt(recu, effet):
    assert calendrier.effet_resiliation(recu) == effet


@pytest.mark.parametrize(
    ("jour", "etat"),
    [
        (date(2027, 2, 17), EtatConvention.EN_VIGUEUR),
        (date(2027, 2, 18), EtatConvention.EN_PREAVIS),
        (date(2027, 3, 19), EtatConvention.EN_PREAVIS),
        (date(2027, 3, 20), EtatConvention.RESILIEE),
        (date(2027, 9, 15), EtatConvention.RESILIEE),
    ],
)
def test_state_is_read_from_the_dates(scene, jour, etat):
    resiliee(scene)
    convention = scene.reread()

    assert convention.etat(jour) == etat
    assert Convention.objects.en_vigueur(jour).exists() == (jour < date(2027, 3, 20))
    assert Convention.objects.resiliees(jour).exists() == (etat == EtatConvention.RESILIEE)
    assert not Convention.objects.echues(jour).exists()


def test_convention_that_expires_before_the_effect_is_echue(scene):
    with horloge.at(date(2027, 9, 10)):
        row = notifier(scene, envoyee_le=date(2027, 9, 1))
        recevoir(scene, row, date(2027, 9, 3), date(2027, 9, 4))
    convention = scene.reread()

    assert convention.fin == date(2027, 9, 15)
    assert convention.etat(date(2027, 10, 20)) == EtatConvention.ECHUE
    assert Convention.objects.echues(date(2027, 10, 20)).exists()


def test_one_receipt_is_waited_for_from_each_other_party(scene):
    row = notifier(scene)

    assert row.avis.count() == 2
    assert partie(scene, scene.ville).pk not in row.avis.values_list("partie", flat=True)
    with horloge.at(date(2027, 2, 20)):
        recevoir(scene, row, date(2027, 2, 18))
    convention = scene.reread()
    assert convention.preavis_depuis == date(2027, 2, 18)
    assert convention.resiliation_effet is None


def test_everybody_is_told(scene, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        resiliee(scene)
    subjects = [message.subject for message in mail.outbox if scene.asso.contact.email in message.to]

    assert any("Résiliation notifiée par Ville de Valfleuri" in s for s in subjects)
    assert any("prend effet le 20 mars 2027" in subject.replace("\u00a0", " ") for subject in subjects)


@pytest.mark.parametrize("who", ["ville", "coordinatrice"])
def test_the_party_or_the_coordination_records_it(scene, who):
    row = resiliation.notifier(partie(scene, scene.ville), actor=getattr(scene, who).actor, envoyee_le=JOUR)
    assert row.suite == SuiteResiliation.CONVENTION


def test_the_delegue_records_that_of_the_ars(scene):
    ars = scene.convention.parties.get(type="ars")
    assert resiliation.notifier(ars, actor=scene.delegue.actor, envoyee_le=JOUR)


def test_nobody_else_records_it(scene):
    stranger = utilisateur(RoleMandat.PARTENAIRE)
    for user in (scene.asso, stranger, scene.delegue):
        with pytest.raises(Refused, match="la partie elle-même"):
            resiliation.notifier(partie(scene, scene.ville), actor=user.actor, envoyee_le=JOUR)


def test_dates_that_cannot_be_are_refused(scene):
    for day, words in ((date(2027, 2, 2), "futur"), (date(2026, 9, 1), "pris effet")):
        with pytest.raises(ValidationError, match=words):
            notifier(scene, envoyee_le=day)
    row = notifier(scene)
    avis = row.avis.first()
    for day, words in ((date(2027, 1, 31), "partie que"), (date(2027, 2, 2), "futur")):
        with pytest.raises(ValidationError, match=words):
            resiliation.accuser(avis, actor=scene.coordinatrice.actor, recu_le=day)


def test_the_ars_never_leaves_alone(scene):
    ars = scene.convention.parties.get(type="ars")
    with pytest.raises(ValidationError, match="toute la convention prend fin"):
        resiliation.notifier(ars, actor=scene.coordinatrice.actor, envoyee_le=JOUR, suite=DEPART)


def test_bilans_after_the_effect_are_no_longer_owed(scene):
    before = Bilan.objects.count()
    resiliee(scene)

    # 20 March 2027 falls in the third quarter: the first two alone ended before.
    assert before == 8
    assert set(Bilan.objects.values_list("trimestre", flat=True)) == {1, 2}


def test_nothing_is_signed_after_the_effect(scene):
    resiliee(scene)
    avenant = avenants.ouvrir(scene.reread(), actor=scene.coordinatrice.actor, motif="Adapter.")
    avenants.modifier_texte(avenant, actor=scene.coordinatrice.actor, champ="intitule", valeur="la santé de tous")
    version = avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    with horloge.at(date(2027, 3, 20)):
        row = version.signatures.first()
        with pytest.raises(ValidationError, match="plus attendue"):
            signature.sign_on_paper(row, actor=scene.coordinatrice.actor, signee_le=date(2027, 3, 1))
        with pytest.raises(Refused, match="en vigueur"):
            avenants.ouvrir(scene.reread(), actor=scene.coordinatrice.actor)
        assert resiliation.abandonner_les_resilies(date(2027, 3, 20)) == 1
        assert resiliation.abandonner_les_resilies(date(2027, 3, 20)) == 0
    avenant.refresh_from_db()
    assert avenant.statut == StatutAvenant.ABANDONNE
    assert "résiliée depuis le" in avenant.motif_abandon


def test_receipt_that_would_end_it_before_what_was_signed_is_refused(scene):
    row = notifier(scene)
    with horloge.at(date(2027, 5, 1)):
        avenant = avenants.ouvrir(scene.reread(), actor=scene.coordinatrice.actor, motif="Adapter.")
        avenants.modifier_texte(avenant, actor=scene.coordinatrice.actor, champ="intitule", valeur="la santé de tous")
        scene.sign_avenant(avenant)
        with pytest.raises(ValidationError, match="vérifiez les dates"), transaction.atomic():
            recevoir(scene, row, date(2027, 2, 10), date(2027, 2, 11))


def test_a_renewal_is_not_prepared_during_the_preavis(scene):
    with horloge.at(date(2027, 7, 1)):
        row = notifier(scene, envoyee_le=date(2027, 6, 20))
        recevoir(scene, row, date(2027, 6, 22))
        scene.regler_l_annee()
        with pytest.raises(Blocked, match="ne se reconduit pas"):
            echeance.preparer(scene.reread(), actor=scene.coordinatrice.actor)


# --- the others go on (A-11 b)
def test_others_go_on_by_an_avenant_signed_in_time(scene):
    row = resiliee(scene, suite=DEPART)
    with horloge.at(date(2027, 3, 1)):
        avenant = resiliation.ouvrir_depart(row, actor=scene.coordinatrice.actor)
        avenants.retirer_action(avenant, scene.action(2), actor=scene.coordinatrice.actor, motif="Portée par la ville.")
        version = scene.sign_avenant(avenant)

    ville = partie(scene, scene.ville)
    assert not version.signatures.filter(signataire__partie=ville).exists()
    assert "20 mars 2027" in version.contenu["effet"].replace("\u00a0", " ")
    assert ville.sortie_le == date(2027, 3, 20)
    convention = scene.reread()
    assert (convention.preavis_depuis, convention.resiliation_effet) == (None, None)
    assert convention.etat(date(2027, 4, 1)) == EtatConvention.EN_VIGUEUR
    assert Resiliation.objects.get().levee_le == date(2027, 3, 1)
    assert Bilan.objects.filter(partie=ville).count() == 2
    assert Bilan.objects.exclude(partie=ville).count() == 4


def test_avenant_not_signed_at_the_effect_ends_the_whole_convention(scene):
    row = resiliee(scene, suite=DEPART)
    with horloge.at(date(2027, 3, 1)):
        avenant = resiliation.ouvrir_depart(row, actor=scene.coordinatrice.actor)
        version = avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    with horloge.at(date(2027, 3, 20)):
        with pytest.raises(ValidationError, match="plus attendue"):
            scene.sign_all(version, date(2027, 3, 19))
        assert scene.reread().etat() == EtatConvention.RESILIEE


def test_departure_waits_for_the_choice_and_for_every_receipt(scene):
    row = notifier(scene)
    actor = scene.coordinatrice.actor
    with pytest.raises(Refused, match="les autres parties continuent"):
        resiliation.ouvrir_depart(row, actor=actor)
    row = resiliation.choisir_suite(row, actor=actor, suite=DEPART)
    with pytest.raises(Refused, match="avis de réception"):
        resiliation.ouvrir_depart(row, actor=actor)


def test_choice_is_the_coordinations(scene):
    row = notifier(scene)
    with pytest.raises(Refused):
        resiliation.choisir_suite(row, actor=scene.ville.actor, suite=DEPART)


def test_choice_taken_back_leaves_the_avenant_without_the_departure(scene):
    row = resiliee(scene, suite=DEPART)
    with horloge.at(date(2027, 3, 1)):
        avenant = resiliation.ouvrir_depart(row, actor=scene.coordinatrice.actor)
        row = Resiliation.objects.get(pk=row.pk)
        row = resiliation.choisir_suite(row, actor=scene.coordinatrice.actor, suite=SuiteResiliation.CONVENTION)
    assert row.avenant is None
    assert not avenant.parties.exists()


def test_receipts_do_not_move_once_the_departure_is_at_the_signature(scene):
    row = resiliee(scene, suite=DEPART)
    with horloge.at(date(2027, 3, 1)):
        avenant = resiliation.ouvrir_depart(row, actor=scene.coordinatrice.actor)
        avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
        with pytest.raises(Refused, match="rouvrez-le"):
            recevoir(scene, row, date(2027, 2, 19))
        with pytest.raises(Refused, match="rouvrez-le"):
            resiliation.choisir_suite(row, actor=scene.coordinatrice.actor, suite=SuiteResiliation.CONVENTION)


def test_a_new_convention_follows_one_that_is_over(scene):
    """The phase stays; the former is closed when the new one enters into force (decisions.md 12 and 22)."""
    resiliee(scene)
    type(scene.ca).objects.filter(pk=scene.ca.pk).update(phase=Phase.MISE_EN_OEUVRE)
    with horloge.at(date(2027, 4, 1)):
        former = scene.convention
        scene.convention = redaction.draft(scene.ca, actor=scene.coordinatrice.actor)
        scene.convention = Convention.objects.get(pk=scene.convention.pk)
        for user in (scene.asso, scene.ville):
            parties.set_partie(
                scene.convention, actor=scene.coordinatrice.actor, organisation=user.contact.organisation,
                type="partenaire", qualite_representant="Présidence", contact=user.contact,
            )  # fmt: skip
        version = scene.a_la_signature()
        scene.sign_all(version)
        former.refresh_from_db()
        assert former.statut == "close"
        assert scene.reread().etat() == EtatConvention.EN_VIGUEUR


def test_departure_is_a_duty_until_it_is_signed_by_all(scene):
    """Left unsigned at the effect, the whole convention ends: the day to beat is that one, not the échéance."""
    row = resiliee(scene, suite=DEPART)
    jour, effet = date(2027, 3, 1), date(2027, 3, 20)

    def due(regle):
        return [(fait.title, fait.due) for fait in regle(Cooperative.objects.all(), jour)]

    with horloge.at(jour):
        assert due(departs_a_preparer) == [("Préparer l’avenant de départ", effet)]
        avenant = resiliation.ouvrir_depart(row, actor=scene.coordinatrice.actor)
        assert due(departs_a_preparer) == [("Mettre l’avenant de départ à la signature", effet)]
        version = avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
        assert due(departs_a_preparer) == []
        assert due(a_faire_signer) == [("Faire signer l’avenant n°\u00a01", effet)]
        scene.sign_all(version)
        assert due(departs_a_preparer) == due(a_faire_signer) == []


def test_whole_convention_that_ends_asks_for_no_departure(scene):
    resiliee(scene)
    assert list(departs_a_preparer(Cooperative.objects.all(), date(2027, 3, 1))) == []


def test_reason_of_the_letter_and_number_of_each_receipt_are_kept(scene, connecte):
    client = connecte(scene.coordinatrice)

    def adresse(name, **more):
        return reverse(f"conventions:{name}", kwargs={"ca_ref": "CA-78-01", **more})

    data = {"envoyee_le": "2027-02-01", "suite": "convention", "motif": "Fin de ses missions de santé."}
    client.post(adresse("resiliation_enregistrer", partie=partie(scene, scene.ville).pk), data)
    avis = AvisReception.objects.first()
    client.post(adresse("resiliation_avis", avis=avis.pk), {"recu_le": "2027-02-01", "numero_lrar": "1A 123 456"})

    html = client.get(adresse("resiliation")).content.decode()
    assert "Fin de ses missions de santé." in html
    assert "1A 123 456" in html
    assert 'value="1A 123 456"' in client.get(adresse("resiliation_avis", avis=avis.pk)).content.decode()


# --- constraints
def refused(name, call):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        call()


def test_resiliation_une_par_partie(scene):
    row = notifier(scene)
    copy = Resiliation(convention=scene.convention, auteur=row.auteur, envoyee_le=JOUR)
    refused("UNIQUE|resiliation_une_par_partie", copy.save)
    with pytest.raises(ValidationError, match="déjà résilié"):
        copy.full_clean()


def test_resiliation_levee_par_un_avenant(scene):
    row = notifier(scene)
    refused("resiliation_levee_par_un_avenant", lambda: Resiliation.objects.filter(pk=row.pk).update(levee_le=JOUR))


def test_resiliation_levee_apres_envoi(scene):
    row = notifier(scene, suite=DEPART)
    avenant = avenants.ouvrir(scene.reread(), actor=scene.coordinatrice.actor)
    fields = {"levee_le": date(2027, 1, 1), "avenant": avenant}
    refused("resiliation_levee_apres_envoi", lambda: Resiliation.objects.filter(pk=row.pk).update(**fields))


def test_avis_reception_unique(scene):
    avis = notifier(scene).avis.first()
    copy = AvisReception(resiliation=avis.resiliation, partie=avis.partie)
    refused("UNIQUE|avis_reception_unique", copy.save)
    with pytest.raises(ValidationError, match="déjà attendu"):
        copy.full_clean()


def test_avis_reception_date(scene):
    avis = notifier(scene).avis.first()
    scan = Piece.objects.create(kind="avis_reception", subject_id=str(avis.pk), size=1, sha256="x", file="x")
    refused("avis_reception_date", lambda: AvisReception.objects.filter(pk=avis.pk).update(scan=scan))


def test_convention_resiliee_apres_preavis(scene):
    rows = Convention.objects.filter(pk=scene.convention.pk)
    refused("convention_resiliee_apres_preavis", lambda: rows.update(resiliation_effet=JOUR))
