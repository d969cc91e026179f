"""The golden texts of the documents of a convention, sentence by sentence (domain.md §5.1 and §5.2; R-CONV-13)."""

from collections.abc import Callable
from datetime import date

import pytest

from conventions import documents, documents_avenant, documents_resiliation
from conventions.models import Avenant
from conventions.workflows import actions, avenants, avenants_signature, echeance
from coop import horloge
from coop.documents.models import Document
from coop.documents.render import to_html
from tests.conventions import scene_annexes, scene_convention
from tests.conventions.scene_avenant import EFFET, SceneAvenant, en_vigueur
from tests.conventions.textes_dores import comparer, lignes
from tests.factories import OrganisationFactory
from tests.guards.stage import staged

JOUR = date(2027, 2, 1)
RECONDUCTION = date(2027, 7, 20)


@pytest.fixture(autouse=True)
def adresse(settings):
    settings.COOP_BASE_URL = "https://coop.test"


pytestmark = pytest.mark.django_db
scene = staged(en_vigueur, le=JOUR)


def html_of(build: Callable, kind: str, subject, **more) -> str:
    return to_html(build(Document(kind=kind, subject_id=str(subject.pk), requested_at=horloge.now(), **more)))


def ouvrir(scene: SceneAvenant, motif: str = "Adapter le programme.") -> Avenant:
    row = avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor, motif=motif)
    return Avenant.objects.select_related("convention__ca__departement", "convention__programme").get(pk=row.pk)


# --- the avenants, one of each type
def entree(scene, avenant):
    avenants.faire_entrer(
        avenant, actor=scene.coordinatrice.actor, organisation=OrganisationFactory(nom="Centre de santé du Lac"),
        qualite_representant="Direction",
    )  # fmt: skip
    nouveau = avenants.modifier_action(avenant, scene.action(1), actor=scene.coordinatrice.actor)
    actions.write(nouveau, actor=scene.coordinatrice.actor, contenu="Ateliers hebdomadaires, avec le centre de santé.")


def ajout(scene, avenant):
    actor = scene.coordinatrice.actor
    row = avenants.ajouter_action(avenant, actor=actor, intitule="Bus santé", promoteur=scene.membre(scene.ville))
    scene.complete(row)


def modification(scene, avenant):
    copy = avenants.modifier_action(avenant, scene.action(1), actor=scene.coordinatrice.actor)
    lieux = [("Centre social", None), ("Maison des jeunes", None)]
    actions.write(copy, actor=scene.coordinatrice.actor, contenu="Ateliers et permanences.", lieux=lieux)


def retrait(scene, avenant):
    avenants.retirer_action(avenant, scene.action(2), actor=scene.coordinatrice.actor, motif="Le lieu a fermé.")


def programme(scene, avenant):
    avenants.modifier_texte(avenant, actor=scene.coordinatrice.actor, champ="intitule", valeur="la santé de tous")


def financiere(scene, avenant):
    texte = "La part de la ville passe à 12\u00a0000\u00a0€."
    avenants.ecrire(avenant, actor=scene.coordinatrice.actor, consequences_financieres=texte)


def autre(scene, avenant):
    texte = "Les parties publient chaque année une lettre commune."
    avenants.ecrire(avenant, actor=scene.coordinatrice.actor, autres_dispositions=texte)


def complet(scene, avenant):
    """Nearly everything at once: the articles are numbered and ordered as the convention is."""
    for change in (ajout, retrait, programme, modification, financiere, autre):
        change(scene, avenant)


TYPES = {f.__name__: f for f in (entree, ajout, modification, retrait, programme, financiere, autre, complet)}


@pytest.mark.parametrize("nom", TYPES)
def test_avenant_of_each_type(scene, nom):
    avenant = ouvrir(scene)
    TYPES[nom](scene, avenant)
    avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    comparer(f"avenant-{nom}", html_of(documents_avenant.build, "avenant", avenant, final=True))


def reconduire(scene, *, sortie: bool = False) -> Avenant:
    """The renewal after the réunion élargie: the second action is not renewed, or its party leaves."""
    actor = scene.coordinatrice.actor
    with horloge.at(RECONDUCTION):
        if sortie:
            ville = scene.convention.parties.get(organisation=scene.ville.contact.organisation)
            row = echeance.demander_sortie(ville, actor=actor, demandee_le=RECONDUCTION, motif="Fusion de services.")
            echeance.concerter(row, actor=actor, concertation_le=RECONDUCTION)
        scene.tenir_la_reunion()
        echeance.decider(
            scene.reread(), scene.action(2), actor=actor, decision="non_reconduite", motif="Le lieu ferme."
        )
        scene.regler_l_annee()
        row = echeance.preparer(scene.reread(), actor=actor)
        avenant = Avenant.objects.select_related("convention__ca__departement", "convention__programme").get(pk=row.pk)
        avenants_signature.mettre_a_la_signature(avenant, actor=actor)
    return avenant


@pytest.mark.parametrize(("nom", "sortie"), [("reconduction", False), ("reconduction-sortie", True)])
def test_renewal(scene, nom, sortie):
    avenant = reconduire(scene, sortie=sortie)
    with horloge.at(RECONDUCTION):
        comparer(nom, html_of(documents_avenant.build, "avenant", avenant, final=True))


def test_letter_of_resiliation(scene):
    ville = scene.convention.parties.get(organisation=scene.ville.contact.organisation)
    comparer("resiliation", html_of(documents_resiliation.build, "resiliation", ville))


def test_convention():
    with horloge.at(date(2027, 1, 4)):
        scene = scene_convention.build()
        scene.a_la_signature()
        comparer("convention", html_of(documents.build, "convention", scene.convention, final=True))


def test_convention_with_every_annex():
    with horloge.at(scene_annexes.JOUR):
        scene = scene_annexes.complete()
        scene_annexes.choisir(scene)
        scene.a_la_signature()
        comparer("convention-annexes", html_of(documents.build, "convention", scene.convention, final=True))


# --- the consolidated text
@pytest.mark.parametrize("jour", [EFFET, JOUR, date(2027, 3, 1)])
def test_consolidated_state_on_three_dates(scene, jour):
    """As signed; after an avenant that does nearly everything; after a second one."""
    avenant = ouvrir(scene)
    for change in (programme, modification, retrait, ajout):
        change(scene, avenant)
    scene.sign_avenant(avenant)
    with horloge.at(date(2027, 3, 1)):
        avenant = ouvrir(scene)
        copy = avenants.modifier_action(avenant, scene.action(1), actor=scene.coordinatrice.actor)
        actions.write(copy, actor=scene.coordinatrice.actor, contenu="Ateliers en ligne.")
        scene.sign_avenant(avenant)
        kind, params = "convention_consolidee", {"le": jour.isoformat()}
        html = html_of(documents_avenant.build_consolidee, kind, scene.convention, params=params, final=True)
    comparer(f"consolidee-{jour}", html)


# --- the comparison itself
def test_a_sentence_that_moves_is_shown(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.conventions.textes_dores.DOSSIER", tmp_path)
    monkeypatch.delenv("COOP_GOLDEN", raising=False)
    (tmp_path / "essai.txt").write_text("Une phrase.\nUne autre.\n", encoding="utf-8")
    comparer("essai", "<body><p>Une phrase. Une autre.</p></body>")
    with pytest.raises(AssertionError, match=r"-Une autre.\n\+Une⍽autre\."):
        comparer("essai", "<body><p>Une phrase.</p><p>Une\u00a0autre.</p></body>")


def test_what_is_not_text_is_left_out():
    page = "<body><style>p {}</style><p>Une\n phrase</p><svg><text>axe</text></svg><ul><li>un<li>deux</ul></body>"
    assert lignes(page) == ["Une phrase", "un", "deux"]
