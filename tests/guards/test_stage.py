"""A scene shared by several tests: each plays on its own copy, and nothing of one reaches the next."""

from datetime import date

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from coop import horloge
from coop.organisations.models import Organisation
from tests.factories import OrganisationFactory
from tests.guards.stage import Play, Stage, staged

pytestmark = pytest.mark.django_db
built = []


def build() -> list[Organisation]:
    built.append(horloge.today())
    mail.send_mail("Objet", "Corps", None, ["quelquun@demo.invalid"])
    default_storage.save("scan.txt", ContentFile(b"scan"))
    return [OrganisationFactory(nom="Association fictive")]


scene = staged(build, le=date(2027, 2, 1))


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_the_scene_as_it_was_built(scene, turn):
    assert built == [date(2027, 2, 1)]
    assert horloge.today() == date(2027, 2, 1)
    assert [row.nom for row in Organisation.objects.all()] == ["Association fictive"] == [row.nom for row in scene]
    assert [message.subject for message in mail.outbox] == ["Objet"]
    with default_storage.open("scan.txt") as scan:
        assert scan.read() == b"scan"

    scene[0].nom = "Autre nom"
    scene[0].save()
    scene.append(OrganisationFactory(nom="En trop"))
    mail.outbox.clear()
    default_storage.delete("scan.txt")


def test_a_test_without_scene_finds_an_empty_stage():
    assert not Organisation.objects.exists()


def test_scene_leaves_before_whatever_the_next_test_holds(tmp_path, django_db_blocker):
    stage, play = Stage(tmp_path, django_db_blocker), Play(OrganisationFactory)
    depth = len(connection.savepoint_ids)
    stage.show(play)
    stage.clear_for(play)
    assert Organisation.objects.count() == 1

    stage.clear_for(None)

    assert not Organisation.objects.exists()
    assert len(connection.savepoint_ids) == depth
