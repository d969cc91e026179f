"""Entry for another's account: a draft only, its informant shown, counted once the partner confirms (decisions.md 27)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop import horloge
from coop.accounts.predicates import Refused
from coop.gates import Blocked
from coop.notifications.models import Mail
from evaluation.models import SaisiePourCompte, SyntheseCooperative
from evaluation.workflows import bilans, pour_compte
from tests.evaluation.scene_bilan import OUI, T2_OPEN, scene  # noqa: F401
from tests.evaluation.test_bilans_document import built

pytestmark = pytest.mark.django_db
TOLD = {"informateur": "responsable des maraudes", "recueilli_le": T2_OPEN, "canal": "telephone"}


@pytest.fixture(autouse=True)
def played():
    with horloge.at(T2_OPEN):
        yield


def begin(scene, **told):  # noqa: F811
    return pour_compte.begin(scene.bilan(scene.asso_b, 1), actor=scene.dd.actor, **(TOLD | told))


def fill(scene, version):  # noqa: F811
    action = scene.actions[2]
    readings = {i.pk: {"valeur": Decimal(9)} for i in action.indicateurs.exclude(type="ip")}
    bilans.save_line(version, action, actor=scene.dd.actor, data=OUI, readings=readings)


def page(name, scene, **kwargs):  # noqa: F811
    return reverse(
        f"evaluation:{name}",
        kwargs={"ca_ref": scene.ca.reference, "bilan_id": scene.bilan(scene.asso_b, 1).pk, **kwargs},
    )


def text(response) -> str:
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def test_it_counts_once_the_partner_confirms(scene):  # noqa: F811
    version = begin(scene)
    fill(scene, version)
    bilan = scene.bilan(scene.asso_b, 1)
    with pytest.raises(Refused):
        bilans.transmit(bilan, actor=scene.dd.actor)
    pour_compte.ask_confirmation(bilan, actor=scene.dd.actor)
    assert not SyntheseCooperative.objects.exists()
    assert Mail.objects.get(kind="bilan.confirmer").contact == scene.asso_b.contact

    bilans.transmit(bilan, actor=scene.asso_b.actor)

    assert SyntheseCooperative.objects.get().beneficiaires == 9
    typed = SaisiePourCompte.objects.get()
    assert typed.confirmee_par == scene.asso_b.actor.label
    assert built(version).content["pour_compte"][1] == "responsable des maraudes"


def test_a_partner_who_began_writes_alone(scene):  # noqa: F811
    bilans.open_draft(scene.bilan(scene.asso_b, 1), actor=scene.asso_b.actor)

    with pytest.raises(ValidationError, match="lui seul l’écrit"):
        begin(scene)


def test_once_sent_or_taken_over_the_coordination_writes_no_more(scene):  # noqa: F811
    version = begin(scene)
    fill(scene, version)
    bilans.save_line(version, scene.actions[2], actor=scene.asso_b.actor, data={"freins": "Le froid"})

    with pytest.raises(Refused):
        fill(scene, version)
    with pytest.raises(Refused):
        pour_compte.ask_confirmation(scene.bilan(scene.asso_b, 1), actor=scene.dd.actor)
    assert SaisiePourCompte.objects.get().reprise_le is not None


def test_an_incomplete_entry_is_not_sent_to_confirm(scene):  # noqa: F811
    begin(scene)

    with pytest.raises(Blocked, match="n’est pas renseignée"):
        pour_compte.ask_confirmation(scene.bilan(scene.asso_b, 1), actor=scene.dd.actor)


@pytest.mark.parametrize(
    "told", [{"informateur": " "}, {"canal": "pigeon"}, {"recueilli_le": T2_OPEN + timedelta(days=1)}]
)
def test_who_told_when_and_how_is_named(scene, told):  # noqa: F811
    with pytest.raises(ValidationError):
        begin(scene, **told)


@pytest.mark.parametrize("who", ["asso_a", "asso_b"])
def test_a_partner_types_for_nobody(scene, who):  # noqa: F811
    with pytest.raises(Refused):
        pour_compte.begin(scene.bilan(scene.asso_b, 1), actor=getattr(scene, who).actor, **TOLD)


def test_by_pages_from_the_call_to_the_confirmation_by_link(client, scene):  # noqa: F811
    client.force_login(scene.dd)
    form = page("bilan_pour_compte", scene)
    assert "Qui vous a donné les réponses" in text(client.get(form))
    first = client.post(form, {"informateur": "responsable", "recueilli_le": "2026-07-14", "canal": "telephone"})
    assert first.url == page("bilan_action", scene, numero=3)
    assert "Saisie pour le compte" in text(client.get(first.url))
    ia, ir = scene.actions[2].indicateurs.exclude(type="ip").order_by("type")
    end = client.post(first.url, {"version": 1, f"i{ia.pk}": "9", f"i{ir.pk}": "4", **OUI, "suite": "suite"})
    assert "Transmettre à l’ARS" not in text(client.get(end.url))
    client.post(end.url, {"version": 1, "acte": "confirmer"})
    suivi = text(client.get(reverse("evaluation:suivi", kwargs={"ca_ref": scene.ca.reference})))
    assert "à confirmer par le partenaire" in suivi
    assert client.get(end.url).status_code == 404

    client.logout()
    read = client.get(scene.lien(scene.asso_b, 1), follow=True)
    assert "Saisi pour votre compte" in text(read)
    done = client.post(
        f"/l/bilan/{scene.bilan(scene.asso_b, 1).pk}/finir/", {"version": 2, "acte": "transmettre"}, follow=True
    )
    assert "Votre bilan est transmis" in text(done)
    assert "confirmé par" in text(done)


def test_a_day_before_the_recorded_one_prints_in_words(scene):  # noqa: F811
    version = begin(scene, recueilli_le=date(2026, 7, 1), canal="rendez_vous")

    assert version.pour_compte.get_canal_display() == "lors d’un rendez-vous"
