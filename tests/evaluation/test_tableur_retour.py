"""The workbook of a bilan that comes back: compared cell by cell, recorded by the verbs of the form, taken back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from coop import horloge
from coop.classeurs.models import Retour
from coop.journal.models import Entry
from coop.versions import StaleVersion
from cooperatives.roles import roles
from evaluation.models import LigneBilan, Releve, VersionBilan
from evaluation.workflows import bilans, examen, pour_compte
from portail.lecture import lisibles
from tests.evaluation.scene_bilan import T2_OPEN, action, scene  # noqa: F401
from tests.evaluation.tableur_rempli import Tableur, ouvrir, played, text  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def codes(scene):  # noqa: F811
    """Fields of the two indicators of the first action, then the prefix of its cells."""
    ia, ir = scene.actions[0].indicateurs.exclude(type="ip").order_by("type")
    return f"i{ia.pk}", f"i{ir.pk}", f"{scene.actions[0].pk}."


def ligne(scene):  # noqa: F811
    return LigneBilan.objects.get(action=scene.actions[0], version__bilan__trimestre=2)


def test_what_is_typed_is_shown_then_recorded_and_leads_to_the_reading_through(ouvrir, scene, codes):  # noqa: F811
    ia, ir, _ = codes
    book = ouvrir().ecrire(
        "Action 1", **{ia: 12, ir: "30,5"}, ressources="OUI", groupes="En partie", groupes_pourquoi="Peu."
    )
    book.ecrire("Action 1", ists="Oui", leviers_ists__participation="Oui", freins="Un seul véhicule\nLe froid")
    book.ecrire("Pour finir", faits_marquants="Un fait.")

    shown = text(book.deposer())

    assert "Ce que votre tableur change" in shown
    assert "<b>9</b> cases changées" in shown
    assert not VersionBilan.objects.exists()
    response = book.enregistrer()
    assert response.redirect_chain[-1][0].endswith("/finir/")
    assert "9 réponses enregistrées d’après votre tableur. Rien n’est encore transmis." in text(response)
    line = ligne(scene)
    assert (line.ressources, line.groupes, line.groupes_pourquoi) == ("oui", "partiel", "Peu.")
    assert line.freins == "Un seul véhicule\nLe froid"
    assert [row.levier for row in line.leviers_ists.all()] == ["participation"]
    assert sorted(Releve.objects.values_list("valeur", flat=True)) == [12, Decimal("30.5")]
    assert line.version.faits_marquants == "Un fait."
    assert scene.bilan(scene.asso_a, 2).statut == "brouillon"
    entry = Entry.objects.get(verb="bilan.workbook_save")
    assert entry.summary.endswith("9\xa0réponses enregistrées d’après un tableur.")
    assert entry.data["retour"] == Retour.objects.get().pk


def test_the_same_workbook_given_back_as_it_was_changes_nothing(ouvrir, scene):  # noqa: F811
    scene.remplir(scene.asso_a, 2, 12, {"freins": " Un \r\n seul ", "leviers_ists": ["participation"], "ists": "oui"})

    assert "Ce classeur ne change rien" in text(ouvrir().deposer())


def test_what_was_written_on_line_meanwhile_is_kept_or_asked(ouvrir, scene, codes):  # noqa: F811
    scene.remplir(scene.asso_a, 2, 10, {"freins": "Ancien", "leviers": "Ancien"})
    book = ouvrir().ecrire("Action 1", freins="Du tableur", pistes="Du tableur")
    draft = VersionBilan.objects.get()
    bilans.save_line(
        draft, scene.actions[0], actor=scene.asso_a.actor, data={"freins": "En ligne", "leviers": "En ligne"}
    )

    shown = text(book.deposer())

    assert "<b>1</b> case changée" in shown
    assert "<b>1</b> à décider" in shown
    assert "1 réponse écrite en ligne depuis" in shown
    assert "valeur d’alors : Ancien" in shown
    after = text(book.enregistrer())
    assert "<b>1</b> à décider" in after  # no choice: nothing lost on either side
    assert (ligne(scene).freins, ligne(scene).leviers, ligne(scene).pistes) == ("En ligne", "En ligne", "Du tableur")
    book.enregistrer(choix={f"{codes[2]}freins": "fichier"})
    assert ligne(scene).freins == "Du tableur"


def test_keeping_what_is_on_line_ends_the_conflict(ouvrir, scene, codes):  # noqa: F811
    scene.remplir(scene.asso_a, 2, 10, {"freins": "Ancien"})
    book = ouvrir().ecrire("Action 1", freins="Du tableur")
    bilans.save_line(
        VersionBilan.objects.get(), scene.actions[0], actor=scene.asso_a.actor, data={"freins": "En ligne"}
    )
    book.deposer()

    response = book.enregistrer(choix={f"{codes[2]}freins": "ligne"})

    assert response.redirect_chain[-1][0].endswith("/finir/")
    assert ligne(scene).freins == "En ligne"


@pytest.mark.parametrize(("ticked", "left"), [(False, "Ancien"), (True, "")])
def test_an_emptied_cell_is_erased_only_when_its_box_is_ticked(ouvrir, scene, codes, ticked, left):  # noqa: F811
    scene.remplir(scene.asso_a, 2, 10, {"freins": "Ancien"})
    book = ouvrir().ecrire("Action 1", freins=None)

    assert "Le tableur vide cette case." in text(book.deposer())
    response = book.enregistrer(effacer={f"{codes[2]}freins": "1"} if ticked else {})

    assert ligne(scene).freins == left
    assert response.redirect_chain[-1][0].endswith("/finir/")


@pytest.mark.parametrize(
    ("champ", "typed", "sentence"),
    [
        ("ia", "env. 30", "Écrivez seulement un nombre"),
        ("ia", -3, "jamais négative"),
        ("ia", T2_OPEN, "Écrivez seulement un nombre"),
        ("ressources", "Peut-être", "« Peut-être » n’est pas dans la liste : choisissez OUI, En partie, NON."),
        ("beneficiaires_cibles", "12,5", "Indiquez un nombre entier"),
        ("freins", "é" * 5001, "5000 caractères"),
        ("ia", "=12+5", "cette cellule contient une formule : remplacez-la par sa valeur"),
    ],
)
def test_a_refused_cell_is_shown_with_its_row_and_the_others_are_recorded(ouvrir, scene, codes, champ, typed, sentence):  # noqa: F811
    champ = codes[0] if champ == "ia" else champ
    book = ouvrir().ecrire("Action 1", **{champ: typed}, leviers="Le bouche-à-oreille")

    shown = text(book.deposer())

    assert sentence.lower() in shown.lower()
    assert f"ligne {book.ligne('Action 1', champ)}</small>" in shown
    after = text(book.enregistrer())
    assert ligne(scene).leviers == "Le bouche-à-oreille"
    assert "Ce que votre tableur change" in after
    assert "<b>1</b> à corriger" in after


def test_a_refused_cell_is_corrected_on_the_page(ouvrir, scene, codes):  # noqa: F811
    ia, _, prefixe = codes
    book = ouvrir().ecrire("Action 1", **{ia: "env. 30"}, ressources="Peut-être")
    assert "env. 30" in text(book.deposer())

    still = book.enregistrer(corriger={f"{prefixe}{ia}": "une trentaine", f"{prefixe}ressources": "NON"})
    assert "une trentaine" in text(still)
    assert "dites pourquoi" in text(still)
    assert ligne(scene).ressources == "non"
    done = book.enregistrer(corriger={f"{prefixe}{ia}": "30"})

    assert done.redirect_chain[-1][0].endswith("/finir/")
    assert Releve.objects.get(indicateur=ia[1:]).valeur == 30


def test_a_refused_cell_given_up_leaves_what_is_on_line(ouvrir, scene, codes):  # noqa: F811
    ia, _, prefixe = codes
    scene.remplir(scene.asso_a, 2, 10)
    book = ouvrir().ecrire("Action 1", **{ia: "?"})
    book.deposer()

    assert book.enregistrer(corriger={f"{prefixe}{ia}": ""}).redirect_chain[-1][0].endswith("/finir/")
    assert Releve.objects.get(indicateur=ia[1:], modalite="").valeur == 10


def test_a_value_and_a_reason_together_are_refused_as_in_the_form(ouvrir, scene, codes):  # noqa: F811
    ia, ir, _ = codes
    book = ouvrir().ecrire("Action 1", **{ia: 12, f"{ia}_raison": "à venir", f"{ia}_commentaire": "Dit.", ir: 5})

    assert "Donnez une valeur ou une raison, pas les deux." in text(book.deposer())
    book.enregistrer()

    row = Releve.objects.get(indicateur=ia[1:])
    assert (row.valeur, row.raison, row.commentaire) == (None, "a_venir", "Dit.")


def test_a_lever_without_its_answer_is_told_and_levers_go_with_a_no(ouvrir, scene):  # noqa: F811
    book = ouvrir().ecrire("Action 1", leviers_ists__participation="x")
    assert "aucun levier n’est gardé" in text(book.deposer()).lower()
    book.ecrire("Action 1", leviers_ists__participation=None)
    scene.remplir(scene.asso_a, 2, 10, {"ists": "oui", "leviers_ists": ["participation"]})
    book = ouvrir().ecrire("Action 1", ists="Non")

    assert "Case vidée" in text(book.deposer())
    book.enregistrer()
    assert not ligne(scene).leviers_ists.exists()
    book.defaire()
    assert (ligne(scene).ists, ligne(scene).leviers_ists.count()) == ("oui", 1)


def test_a_page_drawn_before_somebody_wrote_is_drawn_again_and_writes_nothing(ouvrir, scene, client):  # noqa: F811
    scene.remplir(scene.asso_a, 2, 10)
    book = ouvrir().ecrire("Action 1", freins="Du tableur")
    book.deposer()
    page, row = book.page()
    bilans.save_line(
        VersionBilan.objects.get(), scene.actions[0], actor=scene.asso_a.actor, data={"freins": "En ligne"}
    )

    data = {"acte": "enregistrer", "empreinte": page.context["plan"].empreinte}
    response = client.post(f"{book.base}{row.pk}/", data, follow=True)

    assert "la comparaison a été refaite" in text(response)
    assert "<b>1</b> à décider" in text(response)
    assert ligne(scene).freins == "En ligne"


def test_a_deposit_is_taken_back_but_for_what_changed_since(ouvrir, scene, codes):  # noqa: F811
    scene.remplir(scene.asso_a, 2, 10, {"freins": "Ancien"})
    book = ouvrir().ecrire("Action 1", **{codes[0]: 99}, freins="Du tableur", leviers="Du tableur")
    book.ecrire("Pour finir", besoins_ars="Un local.")
    book.deposer()
    book.enregistrer()
    bilans.save_line(VersionBilan.objects.get(), scene.actions[0], actor=scene.asso_a.actor, data={"leviers": "Depuis"})
    assert "changée en ligne" in text(book.page()[0])

    shown = text(book.defaire())

    assert "Revenu à avant ce dépôt : 3 réponses remises. 1 réponse changée depuis reste en ligne." in shown
    assert (ligne(scene).freins, ligne(scene).leviers) == ("Ancien", "Depuis")
    assert Releve.objects.get(indicateur=codes[0][1:], modalite="").valeur == 10
    assert VersionBilan.objects.get().besoins_ars == ""
    assert Retour.objects.get().etat == "defait"
    assert "n’a été enregistré" in text(book.defaire())


def test_what_was_transmitted_is_not_taken_back(ouvrir, scene):  # noqa: F811
    scene.remplir(scene.asso_a, 2, 10)
    book = ouvrir().ecrire("Action 1", freins="Du tableur")
    book.deposer()
    assert "Des réponses viennent de votre tableur" in text(book.enregistrer())
    bilans.transmit(scene.bilan(scene.asso_a, 2), actor=scene.asso_a.actor)
    bilans.ask_completion(scene.bilan(scene.asso_a, 2), actor=scene.dd.actor, commentaire="Complétez.")

    assert "ce dépôt ne se défait plus" in text(book.defaire())
    assert ligne(scene).freins == "Du tableur"


def test_an_old_workbook_says_so(ouvrir, scene):  # noqa: F811
    book = ouvrir().ecrire("Action 1", freins="Du tableur")
    with horloge.at(T2_OPEN + timedelta(days=1)):
        ouvrir()
        assert "vous en avez téléchargé un autre le 16 juillet 2026" in text(book.deposer())
        scene.transmettre(scene.asso_a, 2)
        bilans.ask_completion(scene.bilan(scene.asso_a, 2), actor=scene.dd.actor, commentaire="Complétez.")
        shown = text(book.deposer())

    assert "Ce classeur date d’avant votre transmission du 16 juillet 2026." in shown
    assert "<b>1</b> case changée" in shown


def test_once_transmitted_every_page_leads_to_the_receipt(ouvrir, scene, client):  # noqa: F811
    book = ouvrir().ecrire("Action 1", freins="Du tableur")
    book.deposer()
    scene.transmettre(scene.asso_a, 2)

    for url in (book.base, f"{book.base}xlsx/", f"{book.base}{Retour.objects.get().pk}/"):
        assert client.post(url).url.endswith("/recu/")
    assert ligne(scene).freins == ""


def test_somebody_who_writes_at_the_same_moment_stops_the_recording(ouvrir, scene, monkeypatch):  # noqa: F811
    book = ouvrir().ecrire("Action 1", freins="Du tableur")
    book.deposer()

    def taken(*args, **kwargs):
        raise StaleVersion(None)

    monkeypatch.setattr(bilans, "save_line", taken)

    assert "Quelqu’un vient d’écrire" in text(book.enregistrer())
    assert not VersionBilan.objects.exists()
    assert Retour.objects.get().etat == "lu"


def test_given_up_it_writes_nothing(ouvrir, client):  # noqa: F811
    book = ouvrir().ecrire("Action 1", freins="Du tableur")
    book.deposer()

    client.post(f"{book.base}{Retour.objects.get().pk}/", {"acte": "abandonner"})

    assert Retour.objects.get().etat == "abandonne"
    assert not VersionBilan.objects.exists()


def test_an_answer_to_the_coordination_comes_back_too(ouvrir, scene, codes):  # noqa: F811
    version = scene.transmettre(scene.asso_a, 2, 12)
    with horloge.at(T2_OPEN + timedelta(days=2)):
        asked = examen.ask(
            version, actor=scene.dd.actor, action=scene.actions[0], champ=codes[0], question="Combien de femmes ?"
        )
        bilans.ask_completion(scene.bilan(scene.asso_a, 2), actor=scene.dd.actor, commentaire="")
        book = ouvrir().ecrire("Action 1", **{f"rep_{asked.pk}": "La moitié."})
        book.deposer()
        book.enregistrer()

    asked.refresh_from_db()
    assert (asked.reponse, asked.repondue_par) == ("La moitié.", scene.asso_a.actor.label)


def test_by_a_personal_link_and_the_file_is_its_party_s(client, scene):  # noqa: F811
    bilan = scene.bilan(scene.asso_a, 2)
    client.get(scene.lien(scene.asso_a, 2))
    book = Tableur(client, f"/l/bilan/{bilan.pk}/tableur/").ecrire("Action 1", freins="Du tableur")
    assert "Ce que votre tableur change" in text(book.deposer())
    assert book.enregistrer().status_code == 200
    row = Retour.objects.get()
    assert client.get(f"{book.base}{row.pk}/fichier/").getvalue() == book.deposes[-1]
    assert row.depose_par == scene.asso_a.actor.label
    other = scene.bilan(scene.asso_b, 2)
    client.get(scene.lien(scene.asso_b, 2))

    assert client.get(f"/l/bilan/{other.pk}/tableur/{row.pk}/").status_code == 404
    assert client.get(f"{book.base}{row.pk}/").status_code == 404


def test_the_coordination_uses_it_for_a_party_s_account_without_its_answers_to_questions(ouvrir, scene, client):  # noqa: F811
    bilan = scene.bilan(scene.asso_a, 2)
    pour_compte.begin(bilan, actor=scene.dd.actor, informateur="Responsable", recueilli_le=T2_OPEN, canal="papier")
    client.force_login(scene.dd)
    keys = {"ca_ref": scene.ca.reference, "bilan_id": bilan.pk}
    book = Tableur(client, reverse("evaluation:bilan_tableur", kwargs=keys)).ecrire("Action 1", freins="D’après elle.")
    book.deposer()

    assert "Rien n’est encore transmis" in text(book.enregistrer())
    assert ligne(scene).freins == "D’après elle."
    assert VersionBilan.objects.get().pour_compte.reprise_le is None


def test_the_pages_cost_the_same_for_two_actions_and_for_twelve(ouvrir, scene, client, django_assert_num_queries):  # noqa: F811
    def costs() -> None:
        scene.remplir(scene.asso_a, 2, 10, {"freins": "Ancien", "territoire": scene.ca.communes.first()})
        book = ouvrir()
        for name in (name for name in book.book.sheetnames if name.startswith("Action")):
            book.ecrire(name, freins="Du tableur", ressources="Peut-être")
        book.deposer()
        page = f"{book.base}{Retour.objects.latest('pk').pk}/"
        for url, statements in ((book.base, 12), (page, 24)):
            client.get(url)
            with django_assert_num_queries(statements):
                client.get(url)
        with django_assert_num_queries(28):
            client.post(f"{book.base}xlsx/")

    costs()
    scene.actions += [action(scene.programme, numero, scene.actions[0].promoteur) for numero in range(10, 20)]
    costs()


def test_the_journal_of_a_draft_is_read_by_its_party_and_the_coordination_alone(ouvrir, scene):  # noqa: F811
    book = ouvrir().ecrire("Action 1", freins="Du tableur")
    book.deposer()
    book.enregistrer()

    def reads(user) -> bool:
        found = lisibles(roles(user.actor, scene.ca), [user.contact.organisation_id])
        return Entry.objects.filter(found, ca_id=scene.ca.pk, verb="bilan.workbook_save").exists()

    assert [reads(user) for user in (scene.asso_a, scene.asso_b, scene.dd)] == [True, False, True]
