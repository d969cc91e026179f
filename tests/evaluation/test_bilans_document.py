"""DOC-BT: every value entered is in the PDF; who may open it."""

import subprocess
from datetime import date

import pytest

from coop import horloge
from coop.accounts import liens
from coop.accounts.models import PersonalLink
from coop.documents.kinds import get
from coop.documents.models import Document
from coop.documents.render import to_pdf
from evaluation import documents
from evaluation.workflows import bilans
from tests.evaluation.scene_bilan import T2_OPEN, T4, scene  # noqa: F401

pytestmark = pytest.mark.django_db
WORDS = {
    "groupes": "partiel", "groupes_pourquoi": "Peu de femmes rencontrées.", "dynamique_aspects": "Une fiche d’orientation commune.",
    "ists": "oui", "ists_autre": "Aller vers en soirée", "leviers_ists": ["participation", "intersectorialite"],
    "freins": "Un seul véhicule", "leviers": "Bénévoles formés", "pistes": "Un créneau le samedi", "effets_non_attendus": "Un voisinage apaisé",
}  # fmt: skip


def texte(pdf: bytes) -> str:
    out = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return " ".join(out.replace("\xa0", " ").split())


def built(version):
    return get("bilan").build(Document(kind="bilan", subject_id=str(version.pk), requested_at=horloge.now()))


@pytest.mark.lourd
def test_every_value_entered_is_printed(scene):  # noqa: F811
    with horloge.at(T2_OPEN):
        draft = scene.remplir(scene.asso_b, 1, 1234, T4 | WORDS)
        ir = scene.actions[2].indicateurs.get(type="ir")
        missing = {ir.pk: {"valeur": None, "raison": "a_venir", "commentaire": "Enquête en mai"}}
        bilans.save_line(draft, scene.actions[2], actor=scene.asso_b.actor, data={}, readings=missing)
        bilans.save_summary(
            draft,
            actor=scene.asso_b.actor,
            faits_marquants="Une maraude de nuit",
            besoins_ars="Un appui méthodologique",
        )
        version = bilans.transmit(scene.bilan(scene.asso_b, 1), actor=scene.asso_b.actor)
        text = texte(to_pdf(built(version)))

    said = [v for k, v in WORDS.items() if isinstance(v, str) and k not in ("groupes", "ists")]
    for words in [
        *said, "En partie", "1 234", "à venir", "Enquête en mai", "Une maraude de nuit", "Un appui méthodologique",
        "Participation des habitants, Intersectorialité", "Aller vers.", "200", "Maraudes 3", "Transmis le 15 juillet 2026",
        scene.asso_b.contact.organisation.nom, "29 avril 2026",
    ]:  # fmt: skip
        assert words in text, words
    assert "PROJET" not in text
    assert scene.actions[0].intitule not in text


def test_a_draft_is_a_project_and_its_content_follows_the_answers(scene):  # noqa: F811
    with horloge.at(T2_OPEN):
        draft = scene.remplir(scene.asso_b, 1)
        before = built(draft)
        scene.remplir(scene.asso_b, 1, reponses={"freins": "Un seul véhicule"})

        assert before.draft
        assert built(draft).content_hash() != before.content_hash()


def test_who_opens_the_document(scene):  # noqa: F811
    with horloge.at(T2_OPEN):
        draft = scene.remplir(scene.asso_a, 1)
        row = Document(kind="bilan", subject_id=str(draft.pk))
        assert documents.may_read(scene.asso_a.actor, row)
        assert not documents.may_read(scene.asso_b.actor, row)
        assert not documents.may_read(scene.dd.actor, row)
        scene.lien(scene.asso_a, 1)
        scene.lien(scene.asso_b, 1)
        mine, other = (PersonalLink.objects.get(contact=user.contact) for user in (scene.asso_a, scene.asso_b))
        assert documents.may_read(liens.actor_of(mine), row)
        assert not documents.may_read(liens.actor_of(other), row)
        bilans.transmit(scene.bilan(scene.asso_a, 1), actor=scene.asso_a.actor)
        assert documents.may_read(scene.asso_b.actor, row)


def test_meetings_of_the_quarter_are_counted(scene):  # noqa: F811
    from cooperatives.models import Presence, Reunion

    reunion = Reunion.objects.create(
        ca=scene.ca, type="copil", prevue_le=horloge.now(), statut="tenue", tenue_le=date(2026, 3, 3)
    )
    Presence.objects.create(reunion=reunion, contact=scene.asso_a.contact, statut="present")

    with horloge.at(T2_OPEN):
        assert len(built(scene.transmettre(scene.asso_a, 1)).content["presences"]) == 1
        assert built(scene.transmettre(scene.asso_b, 1)).content["presences"] == []


def test_a_ca_resolves_to_its_last_transmitted_bilan(scene):  # noqa: F811
    with pytest.raises(LookupError):
        documents.resolve(scene.ca.reference)
    with horloge.at(T2_OPEN):
        version = scene.transmettre(scene.asso_a, 1)
    assert documents.resolve(scene.ca.reference) == version.pk
