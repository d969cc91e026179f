"""An avenant signed ahead: the programme shows the text that obliges until it applies, and says what comes (decisions.md 20)."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from conventions import classeur_matrice, documents_fiche, documents_matrice, phrases_matrice
from conventions.models import FicheAction
from conventions.queries import a_ce_jour, consolide
from conventions.queries.matrice import Axe, Choix, cross, read
from conventions.queries.programme import action_a_ce_jour, full_action
from conventions.workflows import actions, avenants, echeance
from coop import horloge
from coop.classeurs.ecriture import classeur
from coop.documents.models import Document
from coop.documents.render import to_html
from cooperatives.models import Membre
from evaluation import completude
from evaluation.models import Bilan
from evaluation.queries.copil import read_programme
from evaluation.queries.lecture import lire
from evaluation.queries.saisie import lire_saisie
from portail.queries import fiche_projet
from tests.conventions.scene_avenant import SceneAvenant, en_vigueur
from tests.factories import cooperatives as fabrique
from tests.guards.stage import staged

SIGNE, EFFET = date(2027, 7, 20), date(2027, 9, 15)
AVANT, APRES = "Ateliers hebdomadaires.", "Ateliers et permanences."


def reconduite() -> SceneAvenant:
    """Renewed two months ahead: the first action has a new text, promoteur, public and places; the second ends; a third enters."""
    scene = en_vigueur()
    jeunes = fabrique.public("jeunes")
    scene.action(1).publics.add(jeunes)
    scene.action(2).publics.add(jeunes)
    scene.tenir_la_reunion()
    actor = scene.coordinatrice.actor
    echeance.decider(scene.reread(), scene.action(1), actor=actor, decision="modifiee", motif="Deux lieux.")
    echeance.decider(scene.reread(), scene.action(2), actor=actor, decision="non_reconduite", motif="Sans public.")
    scene.regler_l_annee()
    avenant = echeance.preparer(scene.reread(), actor=actor)
    copy = FicheAction.toutes.get(avenant=avenant)
    actions.write(
        copy, actor=actor, intitule="Ateliers du nord", contenu=APRES, promoteur=scene.membre(scene.ville),
        publics=[fabrique.public("aidants")], lieux=[("Maison des jeunes", None)],
    )  # fmt: skip
    bus = avenants.ajouter_action(avenant, actor=actor, intitule="Bus santé", promoteur=scene.membre(scene.ville))
    scene.complete(bus)
    objectif = scene.programme.objectifs.get(niveau="specifique")
    avenants.modifier_texte(avenant, actor=actor, champ="objectif", objectif=objectif, valeur="Ouvrir deux lieux")
    avenants.modifier_texte(avenant, actor=actor, champ="intitule", valeur="la santé de tous")
    scene.sign_avenant(avenant)
    return scene


pytestmark = pytest.mark.django_db
scene = staged(reconduite, le=SIGNE)


def adresse(name: str, **more) -> str:
    return reverse(f"conventions:{name}", kwargs={"ca_ref": "CA-78-01", **more})


def mots(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def texte(response) -> str:
    return mots(response.content.decode())


def table(scene):
    return cross(read(scene.ca), Choix(Axe.PUBLICS, Axe.PARTENAIRES))


# --- the fiches
def test_fiche_rewritten_keeps_its_text_until_the_renewal_applies(scene):
    row = action_a_ce_jour(scene.ca, 1)

    assert (row.contenu, row.intitule, row.promoteur.organisation.nom) == (
        AVANT, "Ateliers du quartier 1", "Association Soleil",
    )  # fmt: skip
    assert [lieu.libelle for lieu in row.lieux.all()] == ["Centre social"]
    assert [public.code for public in row.publics.all()] == ["jeunes"]
    # What belongs to the action and not to its text stays its own.
    assert row.pk == scene.action(1).pk
    assert len(row.indicateurs.all()) == 3
    with horloge.at(EFFET):
        assert action_a_ce_jour(scene.ca, 1).contenu == APRES
        assert not scene.action(1).reecrite


def test_next_avenant_starts_from_the_last_text_signed(scene):
    avenant = avenants.ouvrir(scene.reread(), actor=scene.coordinatrice.actor, motif="Encore.")
    assert full_action(scene.ca, 1).contenu == APRES
    assert avenants.modifier_action(avenant, scene.action(1), actor=scene.coordinatrice.actor).contenu == APRES


def test_two_avenants_signed_ahead_leave_the_text_in_force_until_the_first_applies(scene):
    avenant = avenants.ouvrir(scene.reread(), actor=scene.coordinatrice.actor, motif="Encore.")
    copy = avenants.modifier_action(avenant, scene.action(1), actor=scene.coordinatrice.actor)
    actions.write(copy, actor=scene.coordinatrice.actor, contenu="Un troisième texte.")
    scene.sign_avenant(avenant)

    row = action_a_ce_jour(scene.ca, 1)
    assert (row.contenu, row.reecrite_par.numero) == (AVANT, 1)
    with horloge.at(EFFET):
        assert action_a_ce_jour(scene.ca, 1).contenu == "Un troisième texte."


def test_what_is_shown_is_what_the_consolidated_text_says(scene):
    for jour in (SIGNE, date(2027, 9, 14), EFFET):
        with horloge.at(jour):
            signed = next(a for a in consolide.a_la_date(scene.convention, jour).contenu["actions"] if a["numero"] == 1)
            shown = action_a_ce_jour(scene.ca, 1)
        assert (signed["intitule"], signed["promoteur"], dict(signed["lignes"])["Contenu de l’action"]) == (
            shown.intitule, shown.promoteur.organisation.nom, shown.contenu,
        ), jour  # fmt: skip


def test_avenant_that_applies_at_once_keeps_nothing_aside():
    with horloge.at(date(2027, 2, 1)):
        scene = en_vigueur()
        avenant = avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor, motif="Un lieu.")
        copy = avenants.modifier_action(avenant, scene.action(1), actor=scene.coordinatrice.actor)
        actions.write(copy, actor=scene.coordinatrice.actor, contenu=APRES)
        scene.sign_avenant(avenant)
        assert not FicheAction.toutes.filter(remplace__isnull=False).exists()
        assert scene.action(1).texte_depuis is None


def test_programme_untouched_costs_no_statement(django_assert_num_queries):
    with horloge.at(date(2027, 2, 1)):
        scene = en_vigueur()
        rows = list(FicheAction.objects.filter(programme=scene.programme))
        with django_assert_num_queries(0):
            assert a_ce_jour.fiches(rows, "lieux") == rows


# --- the pages
def test_page_of_the_fiche_shows_the_text_in_force_and_leads_to_what_comes(scene, connecte):
    client = connecte(scene.asso)
    html = client.get(adresse("action", numero=1))

    assert AVANT in texte(html)
    assert APRES not in texte(html)
    assert "Réécrite à compter du 15 septembre 2027." in texte(html)
    assert f'href="{adresse("avenant", numero=1)}"' in html.content.decode()
    assert APRES in texte(client.get(adresse("avenant", numero=1)))


def test_programme_shows_the_objectives_in_force_and_the_avenant_to_come(scene, connecte):
    client = connecte(scene.asso)
    before = texte(client.get(adresse("programme")))
    with horloge.at(EFFET):
        after = texte(connecte(scene.asso).get(adresse("programme")))

    assert "L’avenant n° 1, signé le 20 juillet 2027, s’appliquera le 15 septembre 2027." in before
    for new, old in (
        ("Ouvrir deux lieux", "Ouvrir un lieu d’écoute"),
        ("la santé de tous", "la santé des jeunes"),
        ("Ateliers du nord", "Ateliers du quartier 1"),
    ):
        assert (old in before, new in before, old in after, new in after) == (True, False, False, True), new
    assert "s’appliquera" not in after


def test_board_overview_and_fiche_projet_show_the_text_in_force(scene, connecte):
    client = connecte(scene.asso)
    overview = reverse("portail:vue_ensemble", kwargs={"ca_ref": scene.ca.reference})
    for url in (adresse("fiches"), overview):
        shown = texte(client.get(url))
        assert ("Ateliers du quartier 1" in shown, "Ateliers du nord" in shown) == (True, False), url
    lecture = fiche_projet.read(scene.ca, horloge.today())
    assert lecture.actions[0].intitule == "Ateliers du quartier 1"
    assert "Ouvrir un lieu d’écoute" in [o.libelle for o in lecture.objectifs]


def test_print_of_the_fiche_is_the_text_in_force(scene):
    html = to_html(documents_fiche.build(Document(kind="fiche_action", subject_id=str(scene.action(1).pk))))
    assert AVANT in html
    assert APRES not in html


# --- « Qui fait quoi ? »
def test_matrix_says_what_begins_ends_and_changes(scene, connecte):
    page = texte(connecte(scene.coordinatrice).get(adresse("matrice")))
    printed = mots(to_html(documents_matrice.build(Document(kind="qui_fait_quoi", subject_id=str(scene.ca.pk)))))

    for words in (page, printed):
        assert "action 1 (réécrite à compter du 15 septembre 2027)" in words
        assert "action 2 (jusqu’au 15 septembre 2027, ce jour exclu)" in words
        assert "action 3 (à compter du 15 septembre 2027)" in words


def test_matrix_crosses_the_publics_and_partners_in_force(scene):
    m = table(scene)
    assert {r.libelle for r in m.rangs if any(1 in [a.numero for a in c.actions] for c in r.cases)} == {
        fabrique.public("jeunes").libelle
    }
    with horloge.at(EFFET):
        m = table(scene)
        assert {r.libelle for r in m.rangs if any(1 in [a.numero for a in c.actions] for c in r.cases)} == {
            fabrique.public("aidants").libelle
        }


def test_sentences_and_workbook_say_it_too(scene):
    m = cross(read(scene.ca), Choix(Axe.PUBLICS, Axe.MODES))
    sheets = load_workbook(BytesIO(classeur(classeur_matrice.feuilles(m))))
    cells = " ".join(str(c) for row in sheets["Toutes les interventions"].values for c in row)

    assert any("action\u00a01, réécrite à compter du" in phrase for phrase in phrases_matrice.recouvrements(m)) or (
        "réécrite à compter du" in str([list(r) for r in sheets["Qui fait quoi"].values])
    )
    assert "à compter du 15\u00a0septembre\u00a02027" in cells


# --- the bilans
def test_bilan_and_follow_up_name_the_action_as_it_obliges(scene):
    carried = scene.action(1)
    former = FicheAction.toutes.get(remplace=carried, avenant__isnull=False).intitule
    with horloge.at(date(2027, 8, 1)):
        bilan = next(row for row in Bilan.objects.order_by("debut") if carried in completude.actions_of(row))
        assert lire(bilan, None, None).actions[0].action.intitule == former
        assert lire_saisie(bilan, 1).action.intitule == former
        assert read_programme(scene.programme).lignes[0].action.intitule == former
    with horloge.at(EFFET):
        assert read_programme(scene.programme).lignes[0].action.intitule == "Ateliers du nord"


def test_last_quarter_is_told_by_who_carries_the_action_until_the_renewal(scene):
    last = Bilan.objects.filter(fin=EFFET)
    told = {b.partie.organisation.nom: [a.numero for a in completude.actions_of(b)] for b in last}
    assert told["Association Soleil"] == [1]
    assert told["Ville de Valfleuri"] == [2]
    with horloge.at(EFFET):
        following = Bilan.objects.filter(debut=EFFET)
        told = {b.partie.organisation.nom: [a.numero for a in completude.actions_of(b)] for b in following}
    assert told["Ville de Valfleuri"] == [1, 3]
    assert Membre.objects.filter(ca=scene.ca).count() == 2
