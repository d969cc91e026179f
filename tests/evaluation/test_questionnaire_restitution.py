"""What the actors said, read without author, given back by passages, exported without names."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.versions import StaleVersion
from cooperatives.models import LevierFrein, RetourExperience
from evaluation.masquage import Noms, masquer
from evaluation.models import ParoleRecueillie
from evaluation.queries.questionnaire import a_lire, paroles, restitution
from evaluation.workflows import cloture_questionnaire as cloture
from evaluation.workflows import restitution_questionnaire as verbs
from tests.evaluation.scene_questionnaire import JOUR, bati
from tests.evaluation.test_questionnaire_pages import text, url
from tests.factories.accounts import utilisateur
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
DITS = ("On se connaît mieux.", "Le travail dans l’urgence, dit Camille Réelle.", "On se connaît enfin.")


def closed():
    scene = bati()
    row = scene.open()
    type(scene.contacts[1]).objects.filter(pk=scene.contacts[1].pk).update(nom="Camille Réelle")
    for rang, dit in enumerate(DITS):
        scene.say(rang, q1=dit, **({"q2": "Le temps."} if not rang else {}))
    cloture.close(row, actor=scene.dd.actor)
    return scene


scene = staged(closed, le=JOUR)


def parole(rang: int = 0) -> ParoleRecueillie:
    return ParoleRecueillie.objects.select_related("question__questionnaire__evaluation__ca").get(texte=DITS[rang])


def choose(scene, rang: int, **fields) -> ParoleRecueillie:
    values = {"extrait": DITS[rang], "theme": "", "public": True} | fields
    return verbs.choose_passage(parole(rang), actor=scene.dd.actor, **values)


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("Camille Réelle m’a aidé", "[une personne] m’a aidé"),
        ("la camille des champs", "la camille des champs"),
        ("Camille et Camilles", "[une personne] et Camilles"),
        ("à l’AFA ou à l’Association A", "à l’[une structure] ou à l’[une structure]"),
        ("écrire à x.y@exemple.invalid ou au 06 12 34 56 78", "écrire à [coordonnées] ou au [coordonnées]"),
        ("en 2027, 1200 personnes", "en 2027, 1200 personnes"),
    ],
)
def test_names_are_masked_and_words_are_kept(said, masked):
    assert masquer(said, Noms(("Camille Réelle", "Camille"), ("Association A", "AFA"))) == masked
    assert masquer(said, Noms((), ())).startswith(said[:5])


def test_the_coordination_alone_reads_then_members_what_was_chosen(scene):
    with pytest.raises(Refused):
        verbs.choose_passage(parole(), actor=scene.asso.actor, extrait="x", theme="", public=True)
    with pytest.raises(ValidationError, match="passage à montrer"):
        choose(scene, 0, extrait=" ")
    with pytest.raises(ValidationError, match="au moins un passage"):
        verbs.publish(scene.q, actor=scene.dd.actor, visible=True)
    choose(scene, 0, theme=" Se  connaître ")
    choose(scene, 2, theme="se connaître", public=False)
    assert paroles(scene.ca) == [], "not published yet"

    verbs.publish(scene.q, actor=scene.dd.actor, visible=True)

    [told] = paroles(scene.ca)
    assert [p.extrait for p in told.passages] == [DITS[0]]
    assert [(t.nom.casefold(), t.nombre) for t in restitution(scene.q)[0].themes] == [("se connaître", 2), ("", 1)]
    verbs.publish(scene.q, actor=scene.dd.actor, visible=False)
    assert paroles(scene.ca) == []


def test_two_people_and_a_synthesis(scene):
    row = choose(scene, 0)
    with pytest.raises(StaleVersion):
        choose(scene, 0, version=row.version - 1)
    question = scene.question()
    verbs.write_synthese(question, actor=scene.dd.actor, synthese=" Se connaître. ")
    verbs.publish(scene.q, actor=scene.dd.actor, visible=True)
    assert restitution(scene.q)[0].question.synthese == "Se connaître."


def test_a_public_passage_becomes_a_frein_once_or_an_experience(scene):
    with pytest.raises(ValidationError, match="d’abord"):
        verbs.to_register(parole(0), actor=scene.dd.actor, type="levier")
    choose(scene, 0, extrait="a" * 60 + " " + "b" * 200)

    row = verbs.to_register(parole(0), actor=scene.dd.actor, type="levier")

    assert (row.source, row.axe, row.libelle, row.description[-3:]) == (
        "questionnaire",
        "dynamique",
        "a" * 60 + "…",
        "bbb",
    )
    assert [p.au_registre for x in a_lire(scene.q) for p in x.paroles].count(True) == 1
    with pytest.raises(ValidationError, match="déjà au registre"):
        verbs.to_register(parole(0), actor=scene.dd.actor, type="frein")
    assert verbs.to_experience(parole(0), actor=scene.dd.actor).tatonnement.startswith("aaa")


def test_reading_costs_the_same_whatever_was_said(scene, django_assert_num_queries):
    row = scene.q
    for _ in range(2):
        with django_assert_num_queries(3):
            a_lire(row)
        with django_assert_num_queries(2):
            restitution(row)
        for rang in range(3):
            choose(scene, rang, theme=f"Thème {rang}")


def test_from_reading_to_what_members_read(client, scene):
    client.force_login(scene.asso)
    assert client.get(url(scene, "lire")).status_code == 404
    assert DITS[0] not in text(client.get(url(scene)))
    client.force_login(scene.dd)
    assert url(scene, "lire") in text(client.get(url(scene)))
    page = text(client.get(url(scene, "lire")))
    assert all(dit in page for dit in DITS)
    camille = {"parole_id": parole(1).pk}
    assert "dit [une personne]" in text(client.get(url(scene, "passage", **camille)))
    data = {"extrait": "L’urgence.", "theme": "Rythme", "public": "on", "version": parole(1).version}
    client.post(url(scene, "passage", **camille), data)
    assert client.post(url(scene, "passage", **camille), data | {"extrait": "Autre."}).status_code == 409
    client.post(url(scene, "montrer", parole_id=parole(0).pk), {"visible": "1"})
    client.post(url(scene, "synthese", question_id=scene.question().pk), {"synthese": "Se connaître.", "version": scene.question().version})  # fmt: skip
    made = client.post(url(scene, "devenir", parole_id=parole(1).pk), {"en": "frein"})
    assert made["Location"] == reverse("cooperatives:frein", kwargs={"ca_ref": scene.ca.reference, "pk": LevierFrein.objects.get().pk})  # fmt: skip
    client.post(url(scene, "devenir", parole_id=parole(1).pk), {"en": "retour"})
    assert RetourExperience.objects.get().titre == "L’urgence."
    client.post(url(scene, "effacer", parole_id=parole(2).pk))
    assert ParoleRecueillie.objects.count() == 3

    client.post(url(scene, "publier"), {"visible": "1"})

    client.force_login(scene.asso)
    page = text(client.get(url(scene)))
    assert all(
        words in page for words in ("Se connaître.", "L’urgence.", DITS[0], "Rythme", "3 personnes ont répondu sur 5")
    )
    assert "Réelle" not in page
    assert "Le temps." not in page, "not chosen"
    assert page.count("Aucun passage n’est montré.") == 1


def test_the_ars_exports_without_names(client, scene):
    client.force_login(scene.asso)
    assert client.get(url(scene, "xlsx")).status_code == 404
    client.force_login(utilisateur(RoleMandat.SIEGE))
    assert client.get(url(scene, "lire")).status_code == 404
    said = client.get(url(scene, "csv")).content.decode()
    assert "[une personne]" in said
    assert "Réelle" not in said
    book = client.get(url(scene, "xlsx"))
    assert book["Content-Type"].endswith("sheet")
