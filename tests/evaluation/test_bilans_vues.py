"""The form of the quarter: by account and by personal link, with bad input, two tabs, and nothing lost."""

import pytest
from django.urls import reverse

from coop import horloge
from coop.notifications.models import Mail
from evaluation.models import Bilan, LigneBilan, Releve, VersionBilan
from evaluation.queries.suivi import lire_suivi
from evaluation.workflows import bilans
from tests.evaluation.scene_bilan import OUI, T2_OPEN, scene  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def played():
    with horloge.at(T2_OPEN):
        yield


def url(name, scene, bilan=None, **kwargs):  # noqa: F811
    keys = {"ca_ref": scene.ca.reference} | ({"bilan_id": bilan.pk} if bilan else {})
    return reverse(f"evaluation:{name}", kwargs=keys | kwargs)


def text(response) -> str:
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def typed(scene, numero=1, **more) -> dict:  # noqa: F811
    ia, ir = scene.actions[numero - 1].indicateurs.exclude(type="ip").order_by("type")
    return {"version": "1", f"i{ia.pk}": "12", f"i{ir.pk}": "30", **OUI, **more}


@pytest.fixture
def page(client, scene):  # noqa: F811
    client.force_login(scene.asso_a)
    return url("bilan_action", scene, scene.bilan(scene.asso_a, 2), numero=1)


def test_the_first_opening_writes_nothing_and_preselects_nothing(client, page):
    response = client.get(page)

    assert response.status_code == 200
    assert "checked" not in text(response)
    assert not VersionBilan.objects.exists()


def test_saving_one_action_leads_to_the_next_and_is_found_again(client, page, scene):  # noqa: F811
    response = client.post(page, typed(scene, suite="suite"))

    assert response.url.endswith("/action-2/")
    line = LigneBilan.objects.get()
    assert line.ressources == "oui"
    assert sorted(Releve.objects.values_list("valeur", flat=True)) == [12, 30]
    assert "5 réponses" not in text(client.get(page))
    assert "6 réponses sur 6" in text(client.get(page))


@pytest.mark.parametrize(
    ("written", "value"), [("1 200", 1200), ("1\xa0200", 1200), ("12,5", 12.5), ("0", 0), ("", None)]
)
def test_a_figure_is_read_as_typed_in_french(client, page, scene, written, value):  # noqa: F811
    ia = scene.actions[0].indicateurs.get(type="ia")

    response = client.post(page, typed(scene, **{f"i{ia.pk}": written}))

    assert response.status_code == 302
    row = Releve.objects.get(indicateur=ia)
    assert row.valeur == value if value is not None else row.valeur is None


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("env. 30", "Écrivez seulement un nombre"),
        ("N/A", "Écrivez seulement un nombre"),
        ("12/05/2026", "Écrivez seulement un nombre"),
        ("12\t13", "Écrivez seulement un nombre"),
        ("👍", "Écrivez seulement un nombre"),
        ("-3", "jamais négative"),
    ],
)
def test_what_is_no_figure_is_refused_at_the_field_and_the_rest_is_kept(client, page, scene, written, sentence):  # noqa: F811
    ia = scene.actions[0].indicateurs.get(type="ia")

    response = client.post(page, typed(scene, **{f"i{ia.pk}": written}))

    shown = text(response)
    assert response.status_code == 200
    assert sentence in shown
    assert written in shown
    assert LigneBilan.objects.get().ressources == "oui"
    assert not Releve.objects.filter(indicateur=ia).exists()


def test_a_page_with_a_mistake_can_be_sent_again(client, page, scene):  # noqa: F811
    ia = scene.actions[0].indicateurs.get(type="ia")
    first = client.post(page, typed(scene, **{f"i{ia.pk}": "env. 30"}))

    assert 'name="version" value="2"' in text(first)
    assert client.post(page, typed(scene, version="2")).status_code == 302


def test_value_and_reason_together_are_refused(client, page, scene):  # noqa: F811
    ia = scene.actions[0].indicateurs.get(type="ia")

    response = client.post(page, typed(scene, **{f"i{ia.pk}_raison": "a_venir"}))

    assert "une valeur ou une raison, pas les deux" in text(response)


def test_a_text_of_20000_characters_is_refused_and_kept_on_screen(client, page, scene):  # noqa: F811
    response = client.post(page, typed(scene, freins="é" * 20_000))

    assert "trop long" in text(response)
    assert "é" * 20_000 in text(response)
    assert LigneBilan.objects.get().freins == ""


def test_autosave_answers_the_new_revision(client, page, scene):  # noqa: F811
    response = client.post(page, typed(scene), headers={"X-Coop-Enregistrement": "1"})

    assert response.json() == {"version": 2, "message": ""}


def test_two_tabs_see_both_texts(client, page, scene):  # noqa: F811
    client.post(page, typed(scene, freins="Le texte du premier onglet"))

    response = client.post(page, typed(scene, freins="Le texte du second"))

    assert response.status_code == 409
    assert "Le texte du premier onglet" in text(response)
    assert "Le texte du second" in text(response)


def test_two_people_on_two_actions_do_not_meet(client, page, scene):  # noqa: F811
    other = url("bilan_action", scene, scene.bilan(scene.asso_a, 2), numero=2)

    assert client.post(page, typed(scene)).status_code == 302
    assert client.post(other, typed(scene, 2)).status_code == 302


def test_unchanged_is_offered_only_after_a_report(client, page):
    assert "Tout reprendre" not in text(client.get(page))
    client.post(page, {"version": "1", "inchange": "tout"})
    assert LigneBilan.objects.get().reprises == []


def test_taking_everything_over_is_recorded_then_undone_by_a_change(client, page, scene):  # noqa: F811
    scene.transmettre(scene.asso_a, 1, 17, {"freins": "Un seul véhicule"})
    ia = scene.actions[0].indicateurs.get(type="ia")
    assert "Tout reprendre du 1" in text(client.get(page))

    client.post(page, {"version": "1", "inchange": "tout"})

    line = LigneBilan.objects.get(version__bilan__trimestre=2)
    assert line.inchangee
    assert line.freins == "Un seul véhicule"
    assert Releve.objects.get(version=line.version, indicateur=ia).valeur == 17
    client.post(page, typed(scene, version="2", freins="Un seul véhicule", beneficiaires_cibles="200"))
    line.refresh_from_db()
    assert not line.inchangee
    assert f"i{ia.pk}" not in line.reprises
    assert "ressources" in line.reprises


def test_one_unchanged_answer_comes_with_its_reason(client, page, scene):  # noqa: F811
    scene.transmettre(scene.asso_a, 1, 17, {"groupes": "partiel", "groupes_pourquoi": "Peu de femmes."})

    response = client.post(page, {"version": "1", "inchange": "groupes"})

    line = LigneBilan.objects.get(version__bilan__trimestre=2)
    assert response.url.endswith("#q-groupes")
    assert (line.groupes, line.groupes_pourquoi, line.ressources) == ("partiel", "Peu de femmes.", "")
    assert line.reprises == ["groupes"]


def test_read_through_names_what_is_missing_with_its_link(client, page, scene):  # noqa: F811
    client.post(page, typed(scene, groupes="non"))

    response = client.post(
        url("bilan_finir", scene, scene.bilan(scene.asso_a, 2)),
        {"version": "1", "faits_marquants": "Un fait.", "acte": "transmettre"},
    )

    shown = text(response)
    assert "Le bilan n’est pas encore transmis" in shown
    assert "dites pourquoi" in shown
    assert f"{page}#q-groupes" in shown
    assert "L’action 2 n’est pas renseignée." in shown
    assert "Un fait." in shown


def test_transmission_gives_a_receipt_and_a_mail(client, scene):  # noqa: F811
    scene.remplir(scene.asso_a, 1)
    bilan = scene.bilan(scene.asso_a, 1)
    client.force_login(scene.asso_a)

    response = client.post(url("bilan_finir", scene, bilan), {"version": "1", "acte": "transmettre"}, follow=True)

    assert "Votre bilan est transmis" in text(response)
    assert Mail.objects.get(kind="bilan.recu").contact == scene.asso_a.contact
    assert client.get(url("bilan_action", scene, bilan, numero=1)).status_code == 302


def test_a_quarter_that_runs_is_filled_and_not_transmitted(client, scene):  # noqa: F811
    scene.remplir(scene.asso_a, 3)
    client.force_login(scene.asso_a)
    finir = url("bilan_finir", scene, scene.bilan(scene.asso_a, 3))

    assert "à partir du 15 octobre 2026" in text(client.get(finir))
    assert "Le trimestre n’est pas terminé" in text(client.post(finir, {"version": "1", "acte": "transmettre"}))


@pytest.mark.parametrize("name", ["bilan", "bilan_action", "bilan_finir", "bilan_recu"])
def test_the_draft_of_another_is_a_404(client, scene, name):  # noqa: F811
    scene.remplir(scene.asso_a, 2)
    client.force_login(scene.asso_b)

    assert (
        client.get(
            url(name, scene, scene.bilan(scene.asso_a, 2), **({"numero": 1} if name == "bilan_action" else {}))
        ).status_code
        == 404
    )


def test_the_coordination_reads_no_draft_and_writes_no_answer(client, scene):  # noqa: F811
    scene.remplir(scene.asso_a, 1)
    client.force_login(scene.dd)
    bilan = scene.bilan(scene.asso_a, 1)

    assert client.get(url("bilan", scene, bilan)).status_code == 404
    assert client.post(url("bilan_action", scene, bilan, numero=1), typed(scene)).status_code == 404


def test_a_transmitted_bilan_is_read_by_the_ca(client, scene):  # noqa: F811
    scene.transmettre(scene.asso_a, 1, 17)
    client.force_login(scene.asso_b)

    shown = text(client.get(url("bilan", scene, scene.bilan(scene.asso_a, 1))))

    assert "Personnes rencontrées" in shown
    assert "85 % du prévu" in shown


def test_the_whole_quarter_by_a_personal_link(client, scene):  # noqa: F811
    bilan = scene.bilan(scene.asso_a, 1)
    first = client.get(scene.lien(scene.asso_a, 1), follow=True)
    assert first.request["PATH_INFO"] == f"/l/bilan/{bilan.pk}/action-1/"

    client.post(f"/l/bilan/{bilan.pk}/action-1/", typed(scene, suite="suite"))
    second = client.post(f"/l/bilan/{bilan.pk}/action-2/", typed(scene, 2, suite="suite"))
    assert second.url.endswith("/finir/")
    end = client.post(second.url, {"version": "1", "acte": "transmettre"}, follow=True)

    assert "Votre bilan est transmis" in text(end)
    bilan.refresh_from_db()
    assert bilan.statut == "transmis"
    assert bilan.versions.get().transmise_par == scene.asso_a.contact.fonction


def test_a_link_opens_its_own_bilan_only(client, scene):  # noqa: F811
    client.get(scene.lien(scene.asso_a, 1))
    assert client.get(f"/l/bilan/{scene.bilan(scene.asso_b, 1).pk}/action-3/").status_code == 404
    assert client.get(f"/l/bilan/{scene.bilan(scene.asso_a, 1).pk}/action-3/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "dit"), [(True, "Ce bilan a été transmis le"), (False, "Ce bilan était à transmettre avant")]
)
def test_a_link_whose_time_is_over_says_why_and_promises_no_mail(client, scene, le_jour, sent, dit):  # noqa: F811
    link = scene.lien(scene.asso_a, 1)
    if sent:
        scene.transmettre(scene.asso_a, 1)
    le_jour("2027-02-01")

    answer = client.get(link)

    assert answer.status_code == 410
    assert dit in text(answer)
    assert "Recevoir un nouveau lien" not in text(answer)


def test_a_telephone_is_told_what_a_bilan_takes(client, scene):  # noqa: F811
    shown = text(client.get(scene.lien(scene.asso_a, 1), follow=True))

    assert 'accept=".pdf,application/pdf,image/jpeg,image/png,.xlsx"' in shown


def test_review_goes_from_one_bilan_to_the_next(client, scene):  # noqa: F811
    scene.transmettre(scene.asso_a, 1)
    scene.transmettre(scene.asso_b, 1)
    client.force_login(scene.dd)

    first = client.get(url("bilan_suivant", scene), follow=True)
    assert "Bilan 1 sur 2 à lire" in text(first)
    second = client.post(first.request["PATH_INFO"], {"acte": "accepter"}, follow=True)
    assert "Bilan 1 sur 1 à lire" in text(second)
    client.post(second.request["PATH_INFO"], {"acte": "completer", "commentaire": "Précisez les freins."})

    assert (scene.bilan(scene.asso_a, 1).statut, scene.bilan(scene.asso_b, 1).statut) == ("accepte", "a_completer")
    mail = Mail.objects.get(kind="bilan.completer")
    assert "Précisez les freins." in mail.body
    assert "/lien/" not in mail.body
    client.force_login(scene.asso_b)
    assert "Précisez les freins." in text(
        client.get(url("bilan_action", scene, scene.bilan(scene.asso_b, 1), numero=3))
    )


def test_a_request_to_complete_says_what(client, scene):  # noqa: F811
    scene.transmettre(scene.asso_a, 1)
    client.force_login(scene.dd)

    response = client.post(
        url("bilan_examiner", scene, scene.bilan(scene.asso_a, 1)), {"acte": "completer", "commentaire": " "}
    )

    assert response.status_code == 200
    assert "Renseignez ce champ." in text(response)
    assert scene.bilan(scene.asso_a, 1).statut == "transmis"


@pytest.mark.parametrize("who", ["asso_a", "asso_b"])
def test_only_the_coordination_reviews(client, scene, who):  # noqa: F811
    scene.transmettre(scene.asso_a, 1)
    client.force_login(getattr(scene, who))

    assert client.get(url("bilan_examiner", scene, scene.bilan(scene.asso_a, 1))).status_code == 404


def test_suivi_says_where_each_party_stands(client, scene):  # noqa: F811
    scene.transmettre(scene.asso_a, 1)
    client.force_login(scene.dd)

    shown = text(client.get(url("suivi", scene)))

    assert "<b>1 sur 2 transmis</b> ; " in shown
    assert "1 en retard</span></p>" in shown
    assert "en retard de 77 jours" in shown
    assert "Relancer" in shown


def test_suivi_counts_each_bilan_once(client, scene):  # noqa: F811
    first = scene.transmettre(scene.asso_a, 1)
    bilans.ask_completion(first.bilan, actor=scene.dd.actor, commentaire="Précisez les freins.")
    client.force_login(scene.dd)

    shown = text(client.get(url("suivi", scene)))

    assert "<b>1 sur 2 transmis</b>, dont 1 à compléter ; " in shown
    for quarter in lire_suivi(scene.ca, frozenset(), T2_OPEN, coordinates=True):
        counted = quarter.transmis + quarter.en_retard + quarter.a_confirmer + quarter.attendus
        assert counted == len(quarter.lignes)


def test_suivi_puts_the_quarters_to_act_on_before_the_running_one(scene):  # noqa: F811
    rows = lire_suivi(scene.ca, frozenset(), T2_OPEN, coordinates=True)

    assert [(q.numero, q.a_agir, q.en_cours) for q in rows[:3]] == [
        (2, True, False),
        (1, True, False),
        (3, False, True),
    ]


def test_suivi_puts_the_running_quarter_before_a_complete_one(scene):  # noqa: F811
    Bilan.objects.filter(ca=scene.ca, trimestre=1).update(statut="accepte", transmis_le=horloge.now())

    rows = lire_suivi(scene.ca, frozenset(), T2_OPEN, coordinates=True)

    assert [q.numero for q in rows[:3]] == [2, 3, 1]


def test_partner_finds_its_own_bilans_first(client, scene):  # noqa: F811
    client.force_login(scene.asso_a)

    shown = text(client.get(url("suivi", scene)))

    assert shown.index("Vos bilans à transmettre") < shown.index("Bilans du")
    assert "Relancer" not in shown


def test_reminding_writes_once_a_day_to_the_titular(client, scene):  # noqa: F811
    client.force_login(scene.dd)
    page = url("bilan_relancer", scene, scene.bilan(scene.asso_b, 1))

    client.post(page)
    client.post(page)

    assert Mail.objects.get(kind="bilan.rappel").contact == scene.asso_b.contact
    client.force_login(scene.asso_a)
    assert client.post(page).status_code in (403, 404)
