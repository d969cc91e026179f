"""The évaluation finale of the programme (R-GOUV-11): recorded, asked for a month after the end (AL-44), and what ends a CA."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conventions.models import Convention
from coop import horloge
from coop.accounts.predicates import Refused
from coop.notifications import regles
from coop.notifications.duties import duties_for
from coop.notifications.enums import Public
from coop.versions import StaleVersion
from cooperatives.enums import Phase, Statut
from cooperatives.models import Cooperative
from cooperatives.workflows import phases as machine
from evaluation.models import EvaluationFinale
from evaluation.workflows import finale as verbs
from tests.conventions.scene_avenant import en_vigueur
from tests.conventions.test_verification import blank_pdf
from tests.guards.stage import staged

JOUR = date(2027, 7, 1)
TOUT = {"processus", "activite", "resultats"}


pytestmark = pytest.mark.django_db
scene = staged(en_vigueur, le=JOUR)


@pytest.fixture
def ca(scene):
    return scene.ca


@pytest.fixture
def actor(scene):
    return scene.coordinatrice.actor


def found(jour: date) -> list:
    with horloge.at(jour):
        return list(regles.registered()["AL-44"].trouver(Cooperative.objects.all(), jour))


def fin(scene) -> date:
    return scene.reread().fin


def enregistrer(ca, actor, jour: date, **fields) -> EvaluationFinale:
    values = {"validee_le": jour, "instance": "Comité de pilotage", "volets": TOUT} | fields
    with horloge.at(jour):
        return verbs.enregistrer(ca, actor=actor, **values)


def test_al_44_speaks_a_month_after_the_end_until_the_evaluation_is_whole(scene, ca, actor):
    assert fin(scene) == date(2027, 9, 15)
    days = [date(2027, 9, 14), date(2027, 9, 15), date(2027, 10, 14), date(2027, 10, 15), date(2028, 3, 1)]
    assert [len(found(day)) for day in days] == [0, 0, 0, 1, 1]
    [fait] = found(date(2027, 10, 15))
    assert fait.publics == {Public.COORDINATION, Public.SIEGE}
    assert fait.due == date(2027, 10, 15)
    assert "(processus, activité, résultats) est à réaliser" in fait.text

    enregistrer(ca, actor, date(2027, 10, 20), volets={"processus", "activite"})
    [fait] = found(date(2027, 10, 21))
    assert fait.title.startswith("Compléter")
    assert "(résultats)" in fait.text

    enregistrer(ca, actor, date(2027, 10, 22), validee_le=date(2027, 10, 22))
    assert found(date(2027, 10, 23)) == []
    assert EvaluationFinale.objects.count() == 1, "completed, not doubled"


def test_an_evaluation_made_before_the_end_counts(scene, ca, actor):
    enregistrer(ca, actor, date(2027, 9, 1))

    assert found(date(2027, 10, 15)) == []


def test_al_44_is_silent_while_the_next_convention_is_prepared_and_asks_again_for_the_next_programme(scene, ca, actor):
    enregistrer(ca, actor, date(2027, 9, 1))
    old = scene.reread()
    Convention.objects.filter(pk=old.pk).update(statut="close")
    following = Convention.objects.create(ca=ca, programme=old.programme, reference="CONV-SUITE")
    assert found(date(2027, 10, 15)) == []

    Convention.objects.filter(pk=following.pk).update(
        statut="en_vigueur", date_effet=date(2028, 1, 1), date_echeance=date(2029, 1, 1)
    )
    assert found(date(2029, 1, 31)) == []
    assert len(found(date(2029, 2, 1))) == 1, "the evaluation of the former programme is not the one of this one"


def test_al_44_follows_a_resiliation_and_reads_many_in_two_statements(scene, ca):
    Convention.objects.update(preavis_depuis=date(2027, 7, 5), resiliation_effet=date(2027, 8, 5))
    assert [len(found(day)) for day in (date(2027, 9, 4), date(2027, 9, 5))] == [0, 1]

    with CaptureQueriesContext(
        connection,
    ) as queries:
        found(date(2027, 9, 5))
    assert len(queries) == 2


def test_the_coordination_reads_it_and_pourquoi_explains_it(client, scene):
    with horloge.at(date(2027, 10, 16)):
        [duty] = [d for d in duties_for(scene.coordinatrice) if d.code == "AL-44"]
        client.force_login(scene.coordinatrice)
        page = client.get(reverse("portail:pourquoi", kwargs={"code": duty.code, "objet": duty.objet}))

    assert "aucune autre n’est en préparation" in page.content.decode()
    assert "Méthodologie, Innovation et participation des habitants" in page.content.decode()


def test_the_page_records_it_with_its_document_where_one_looks_for_it(client, scene, ca):
    home = reverse("evaluation:evaluation", kwargs={"ca_ref": ca.reference})
    page = reverse("evaluation:evaluation_finale", kwargs={"ca_ref": ca.reference})
    client.force_login(scene.coordinatrice)
    assert page in client.get(home).content.decode()
    assert "Comité de pilotage" in client.get(page).content.decode()

    file = SimpleUploadedFile("evaluation.pdf", blank_pdf(), "application/pdf")
    data = {"volets": ["processus", "activite", "resultats"], "instance": "COPIL", "fichier": file}
    response = client.post(page, data | {"validee_le": "2027-06-30"})

    assert response.status_code == 302, response.content.decode()
    row = EvaluationFinale.objects.get()
    read = client.get(home).content.decode()
    assert reverse("documents:piece", kwargs={"uid": row.document.uid}) in read
    assert "par COPIL" in read
    assert b"".join(client.get(reverse("documents:piece", kwargs={"uid": row.document.uid})).streaming_content)
    client.force_login(scene.asso)
    assert page not in client.get(home).content.decode()
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"validee_le": "2027-07-02"}, "dans le futur"),
        ({"volets": []}, "sur quoi porte"),
        ({"instance": ""}, "quelle instance"),
        ({"fichier": SimpleUploadedFile("x.pdf", b"MZ pas un PDF", "application/pdf")}, "fichier"),
    ],
)
def test_bad_input_is_told_at_its_field(client, scene, ca, fields, message):
    client.force_login(scene.coordinatrice)
    page = reverse("evaluation:evaluation_finale", kwargs={"ca_ref": ca.reference})
    data = {"volets": list(TOUT), "instance": "COPIL", "validee_le": "2027-06-30"} | fields

    response = client.post(page, data)

    assert response.status_code == 200
    assert message in response.content.decode()
    assert not EvaluationFinale.objects.exists()


def test_two_people_and_a_partner(scene, ca, actor):
    row = enregistrer(ca, actor, JOUR)
    with pytest.raises(StaleVersion):
        enregistrer(ca, actor, JOUR, version=row.version - 1)
    with pytest.raises(Refused):
        enregistrer(ca, scene.asso.actor, JOUR)


def refused(name: str, **fields) -> None:
    values = {"validee_le": JOUR, "instance": "COPIL", "processus": True} | fields
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        EvaluationFinale.objects.create(**values)


def test_constraints(ca):
    refused("evaluation_finale_par_une_instance", ca=ca, instance="")
    refused("evaluation_finale_porte_sur_quelque_chose", ca=ca, processus=False)
    EvaluationFinale.objects.create(ca=ca, validee_le=JOUR, instance="COPIL", processus=True)
    # evaluation_finale_unique
    with pytest.raises(ValidationError, match="ce jour-là"):
        EvaluationFinale(ca=ca, validee_le=JOUR, instance="COPIL", processus=True).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        EvaluationFinale.objects.create(ca=ca, validee_le=JOUR, instance="COPIL", processus=True)


def test_the_coordination_ends_a_cooperative_once_its_final_evaluation_is_validated(client, scene, ca, actor):
    Cooperative.objects.filter(pk=ca.pk).update(phase=Phase.EVALUATION_CA)
    ca.refresh_from_db()
    client.force_login(scene.coordinatrice)
    step = reverse("cooperatives:phase", kwargs={"ca_ref": ca.reference})
    status = reverse("cooperatives:phase_statut", kwargs={"ca_ref": ca.reference})
    assert "résultats) n’est pas validée" in client.get(step).content.decode()
    assert "Terminer" not in client.get(status).content.decode()
    with pytest.raises(Refused):
        machine.close_as(ca, actor=actor, statut=Statut.TERMINEE, motif="Fin")

    enregistrer(ca, actor, JOUR)

    assert "peut être close" in client.get(step).content.decode()
    assert client.post(status, {"statut": "terminee", "motif": "Programme mené à son terme."}).status_code == 302
    ca.refresh_from_db()
    assert ca.statut == Statut.TERMINEE
