"""The ARS's side of a CA, the gaps of the droit commun, the seven conditions, the information of health instances."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.versions import StaleVersion
from cooperatives.enums import ConditionIntersectorielle, TypeEffet
from cooperatives.models import (
    CarenceDroitCommun,
    ConditionIntersectorialite,
    DemandeReferent,
    EffetEngagement,
    InformationInstance,
    TempsAnimation,
)
from cooperatives.queries.cote_ars import cote_ars, intersectorialite
from cooperatives.workflows import cote_ars as verbs
from tests.factories import CommuneFactory, utilisateur
from tests.factories import cooperatives as fabrique

A, B = date(2026, 1, 1), date(2026, 3, 31)


def url(name, ca, **kwargs):
    return reverse(f"cooperatives:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


def effet(ca, **fields):
    return EffetEngagement(ca=ca, le=A, texte="Un fait fictif", **fields)


CASES = {
    "temps_animation_dates_ordonnees": lambda ca: TempsAnimation(ca=ca, debut=B, fin=A, jours=1),
    "temps_animation_positif": lambda ca: TempsAnimation(ca=ca, debut=A, fin=B, jours=0),
    "demande_referent_reponse_datee": lambda ca: DemandeReferent(ca=ca, referent="r", sujet="s", reponse="Oui."),
    "demande_referent_dates_ordonnees": lambda ca: DemandeReferent(
        ca=ca, referent="r", sujet="s", demandee_le=B, reponse="Oui.", repondue_le=A
    ),
    "carence_signalee_a_quelqu_un": lambda ca: CarenceDroitCommun(ca=ca, description="d", remontee_a="CPAM"),
    "carence_dates_ordonnees": lambda ca: CarenceDroitCommun(
        ca=ca, description="d", constatee_le=B, remontee_a="CPAM", remontee_le=A
    ),
    "effet_acteur_nomme": lambda ca: effet(ca, type="acteur"),
    "effet_acteur_nouveau_unique": lambda ca: effet(ca, type="acteur", membre=ca.membres.first()),
    "information_cts_precise": lambda ca: InformationInstance(instance="cts", objet="o"),
    "condition_intersectorielle_unique": lambda ca: ConditionIntersectorialite(ca=ca, condition=1),
    "condition_reunie_expliquee": lambda ca: ConditionIntersectorialite(ca=ca, condition=2, reunie=True),
}


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses_what_the_constraint_forbids(ca, name):
    effet(ca, type="acteur", membre=ca.membres.first()).save()
    ConditionIntersectorialite.objects.create(ca=ca, condition=1)
    row = CASES[name](ca)

    with pytest.raises(ValidationError):
        next(c for c in row._meta.constraints if c.name == name).validate(type(row), row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_three_effects_are_counted_from_facts(ca, dd78):
    one, two, three = CommuneFactory(), CommuneFactory(), CommuneFactory()
    concert = TypeEffet.CONCERTATION
    verbs.keep(effet(ca, type="acteur", membre=fabrique.membre(ca)), actor=dd78.actor)
    verbs.keep(effet(ca, type=concert), actor=dd78.actor, communes=[one, two])
    verbs.keep(effet(ca, type=concert), actor=dd78.actor, communes=[two, three])
    verbs.keep(effet(ca, type="interpellation"), actor=dd78.actor, communes=[one])
    with pytest.raises(ValidationError):
        verbs.keep(effet(ca, type=concert), actor=dd78.actor, communes=[one])
    with pytest.raises(ValidationError):
        verbs.keep(effet(ca, type="acteur", membre=fabrique.membre(fabrique.cooperative("95"))), actor=dd78.actor)

    read = cote_ars(ca)
    assert (read.acteurs, read.communes, read.interpellations) == (1, 3, 1)


def test_the_page_reads_in_a_fixed_number_of_statements(ca, dd78, django_assert_num_queries):
    for _ in range(3):
        verbs.keep(TempsAnimation(ca=ca, debut=A, fin=B, jours=Decimal("2.5")), actor=dd78.actor)
        verbs.keep(DemandeReferent(ca=ca, referent="Référent nutrition", sujet="Question"), actor=dd78.actor)
        verbs.keep(effet(ca, type="concertation"), actor=dd78.actor, communes=[CommuneFactory(), CommuneFactory()])

    with django_assert_num_queries(5):
        read = cote_ars(ca)
    assert (read.jours, read.en_attente) == (Decimal("7.5"), 3)


def test_who_writes_which_register(ca, dd78):
    partner = fabrique.partenaire(ca)[0]
    row = verbs.keep(CarenceDroitCommun(ca=ca, description="Pas de dentiste", constatee_le=A), actor=dd78.actor)
    for refused in (TempsAnimation(ca=ca, debut=A, fin=B, jours=1), CarenceDroitCommun(ca=ca, description="x")):
        with pytest.raises(Refused):
            verbs.keep(refused, actor=partner.actor)
    verbs.keep(row, actor=dd78.actor)
    with pytest.raises(StaleVersion):
        verbs.keep(row, actor=dd78.actor, version=1)

    verbs.drop(row, actor=dd78.actor)
    assert not ca.carences.exists()


def test_the_seven_conditions(ca, dd78):
    assert len(intersectorialite(ca).conditions) == 7
    verbs.appreciate(ca, actor=dd78.actor, condition=1, reunie=True, phrase="Santé, social et logement.")
    with pytest.raises(ValidationError):
        verbs.appreciate(ca, actor=dd78.actor, condition=2, reunie=True, phrase=" ")
    with pytest.raises(StaleVersion):
        verbs.appreciate(ca, actor=dd78.actor, condition=1, reunie=False, phrase="")

    read = intersectorialite(ca)
    assert (read.reunies, read.conditions[0].auteur) == (1, dd78.actor.label)


def conditions(**changes):
    return {f"c{c}-phrase": "" for c in ConditionIntersectorielle} | changes


def test_the_page_of_the_conditions(ca, dd78, connecte):
    client = connecte(dd78)
    asked = client.post(url("intersectorialite", ca), conditions(**{"c1-reunie": "on"}))
    assert "Une condition au moins est à revoir" in asked.content.decode()

    sent = conditions(**{"c1-reunie": "on", "c1-phrase": "Santé et social."})
    assert client.post(url("intersectorialite", ca), sent).status_code == 302
    assert "1\u00a0condition réunie sur 7" in client.get(url("intersectorialite", ca)).content.decode()
    stale = client.post(url("intersectorialite", ca), conditions(**{"c1-phrase": "Autre."}))
    assert "a écrit entre-temps" in stale.content.decode()


def test_a_row_is_written_then_taken_back_from_its_page(ca, dd78, connecte):
    client = connecte(dd78)
    sent = {"debut": "2026-01-01", "fin": "2026-03-31", "jours": "4,5", "appui": ""}
    assert client.post(url("ars_ligne_ajouter", ca, registre="temps"), sent).status_code == 302
    row = TempsAnimation.objects.get()
    assert row.jours == Decimal("4.5")

    again = client.post(url("ars_ligne_ajouter", ca, registre="temps"), sent | {"fin": "2026-01-02"}, follow=True)
    told = again.content.decode().replace("\u00a0", " ")
    assert "recoupe une autre, déjà notée : 4,5 jours du 1er janvier 2026 au 31 mars 2026" in told
    assert "4,5 jours d’animation pour une période de 2 jours : vérifiez." in told
    TempsAnimation.objects.exclude(pk=row.pk).delete()

    one = url("ars_ligne", ca, registre="temps", pk=row.pk)
    assert "Retirer cette ligne" in client.get(one).content.decode()
    assert client.post(one, sent | {"jours": "5", "version": "1"}).status_code == 302
    assert client.post(one, sent | {"jours": "6", "version": "1"}).status_code == 409
    assert client.post(url("ars_ligne_retirer", ca, registre="temps", pk=row.pk)).status_code == 302
    assert not TempsAnimation.objects.exists()
    assert client.get(url("ars_ligne_ajouter", ca, registre="inconnu")).status_code == 404


def test_the_side_of_the_ars_stays_with_the_ars(ca, dd78, connecte):
    verbs.keep(CarenceDroitCommun(ca=ca, description="Pas de dentiste", constatee_le=A), actor=dd78.actor)
    partner = connecte(fabrique.partenaire(ca)[0])

    assert partner.get(url("ars", ca)).status_code == 404
    assert "Pas de dentiste" in partner.get(url("intersectorialite", ca)).content.decode()
    assert connecte(utilisateur(RoleMandat.SIEGE)).get(url("ars", ca)).status_code == 200
    assert connecte(dd78).get(url("ars", ca)).status_code == 200


def test_the_siege_notes_what_it_told_the_health_instances(ca, dd78, connecte):
    client = connecte(utilisateur(RoleMandat.SIEGE))
    page = reverse("cooperatives:information_ajouter")
    sent = {"instance": "cts", "precision": "", "le": "2026-01-05", "objet": "Présentation.", "cas": [ca.pk]}
    assert "Dites de quel conseil" in client.post(page, sent).content.decode()

    assert client.post(page, sent | {"precision": "CTS fictif"}).status_code == 302
    assert "CTS fictif" in client.get(reverse("cooperatives:informations")).content.decode()
    assert "CTS fictif" in connecte(dd78).get(url("ars", ca)).content.decode()
    assert connecte(dd78).get(page).status_code == 403
