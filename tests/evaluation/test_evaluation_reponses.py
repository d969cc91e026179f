"""Answers to the référentiel: what the platform knows, cited in one click; judgements; faisabilité (R-REF-5, R-EVCA-11)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.journal.models import Entry
from coop.notifications.duties import duties_for
from coop.organisations.models import Organisation
from cooperatives.models import Cooperative, Formation, Membre, Reunion
from evaluation import devoirs_faisabilite
from evaluation.models import (
    AppreciationFaisabilite,
    AvisFaisabilite,
    EvaluationFinale,
    ItemFaisabilite,
    PreuveReponse,
    ReponseReferentiel,
)
from evaluation.queries import faits_evaluation, reponses
from evaluation.workflows import evaluation_ca, faisabilite
from evaluation.workflows import reponses as verbs
from tests.conventions.test_verification import blank_pdf
from tests.evaluation.scene_evaluation import JOUR, build, indicateur, url
from tests.factories import accounts
from tests.factories import cooperatives as fabrique
from tests.guards.stage import staged

scene = staged(build, le=JOUR)


def adresse(scene, numero: int) -> str:
    row = indicateur(scene, numero)
    return url(scene, "repondre_indicateur", selection_id=row.critere_id, indicateur_id=row.pk)


def fait(scene, cle: str) -> faits_evaluation.Fait:
    return faits_evaluation.lire(scene.ca, argent=True)[cle]


def test_facts_of_the_bilans_count_the_last_answer_of_each_action(scene):
    assert fait(scene, "dynamique").valeur == "2 oui sur 2\u00a0actions"
    assert fait(scene, "pratiques").valeur == "2 oui sur 2\u00a0actions"
    assert not fait(scene, "parcours").connu
    assert fait(scene, "indicateurs").valeur == "3 sur 3"
    assert fait(scene, "ponctualite").texte == "67\u00a0% (2 sur 3\u00a0bilans dus)"


def test_facts_of_the_life_of_the_cooperative(scene):
    ca = scene.ca
    for day in (date(2025, 12, 3), date(2026, 2, 3), date(2026, 2, 20), date(2026, 7, 2)):
        Reunion.objects.create(ca=ca, type="cotech", prevue_le=horloge.now(), tenue_le=day, statut="tenue")
    common = Formation.objects.create(ca=ca, type="autre", intitule="Accueil")
    for user in (scene.asso_a, scene.asso_b):
        common.inscriptions.create(contact=user.contact)
    Membre.objects.filter(ca=ca, organisation=scene.asso_a.contact.organisation).update(positionnement="mixte")
    assert not fait(scene, "formations").connu, "a training to come is none yet"
    common.sessions.create(le=JOUR)

    assert fait(scene, "reunions").texte == "1 · 2 · 0 · 1 (du T4 2025 au T3 2026)"
    assert fait(scene, "formations").texte == "1 (2\u00a0participants)"
    assert fait(scene, "complementarite").valeur == fait(scene, "subsidiarite").valeur == "1 sur 2\u00a0membres"
    assert fait(scene, "financements").valeur == "2026\u00a0: 8\u00a0000\u00a0€"


def test_every_fact_of_the_mapping_exists_and_amounts_are_kept_from_who_reads_none(scene):
    known = faits_evaluation.lire(scene.ca, argent=True)

    assert {cle for keys in faits_evaluation.SOURCES.values() for cle in keys} == set(known)
    assert {f.cle for f in known.values() if f.montant} == {"financements"}
    assert set(known) - set(faits_evaluation.lire(scene.ca, argent=False)) == {"financements"}
    assert all(f.url for f in known.values())


def test_answer_is_written_and_a_fact_cited_in_the_same_click(client, scene):
    client.force_login(scene.dd)
    page = adresse(scene, 1)
    assert "Citer comme preuve" in client.get(page).content.decode()

    data = {"constat": "Les équipes se parlent.", "jugement": "favorable", "citer": "dynamique"}
    assert client.post(page, data).url == f"{page}#preuves"

    row = ReponseReferentiel.objects.get()
    [preuve] = row.preuves.all()
    assert (row.constat, row.jugement, preuve.valeur) == (
        "Les équipes se parlent.",
        "favorable",
        "2 oui sur 2\u00a0actions",
    )
    html = client.get(url(scene, "reponses")).content.decode()
    assert "Les équipes se parlent." in html
    assert "favorable" in html
    assert preuve.source in html
    stale = client.post(page, {"constat": "Autre", "jugement": "", "version": 9})
    assert stale.status_code == 409


def test_cited_fact_stays_as_it_was_and_is_brought_up_to_date_when_cited_again(scene):
    row = ReponseReferentiel.objects.create(critere=indicateur(scene, 2).critere)
    verbs.cite(row, actor=scene.dd.actor, fait=fait(scene, "indicateurs"))
    scene.actions[0].indicateurs.filter(type="ip").delete()
    assert row.preuves.get().valeur == "3 sur 3"

    verbs.cite(row, actor=scene.dd.actor, fait=fait(scene, "indicateurs"))

    assert row.preuves.get().valeur == "2 sur 3"
    with pytest.raises(ValidationError, match="pas encore connu"):
        verbs.cite(row, actor=scene.dd.actor, fait=fait(scene, "formations"))


def test_piece_is_joined_opened_and_taken_out(client, scene):
    client.force_login(scene.dd)
    upload = SimpleUploadedFile("entretiens.pdf", blank_pdf(), "application/pdf")
    assert client.post(adresse(scene, 1), {"fichier": upload, "intitule": "Entretiens"}).status_code == 302
    preuve = PreuveReponse.objects.select_related("piece").get()
    opened = reverse("documents:piece", kwargs={"uid": preuve.piece.uid})
    for user in (scene.dd, scene.asso_a):
        client.force_login(user)
        assert b"".join(client.get(opened).streaming_content).startswith(b"%PDF")

    client.force_login(scene.dd)
    client.post(url(scene, "preuve_retirer", preuve_id=preuve.pk))
    assert not PreuveReponse.objects.exists()
    assert client.get(opened).status_code == 404


@pytest.mark.parametrize("verb", ["critere_retirer", "indicateur_retirer"])
def test_what_is_answered_is_not_dropped(client, scene, verb):
    row = indicateur(scene, 1)
    ReponseReferentiel.objects.create(critere=row.critere, indicateur=row, constat="Écrit")
    ReponseReferentiel.objects.create(critere=row.critere, constat="Écrit aussi")
    client.force_login(scene.dd)
    kwargs = {"selection_id": row.critere_id} if verb == "critere_retirer" else {"indicateur_id": row.pk}

    page = client.post(url(scene, verb, **kwargs), follow=True).content.decode()

    assert "Une réponse est déjà écrite" in page
    assert ReponseReferentiel.objects.count() == 2


def test_evaluateur_answers_and_a_partner_does_not(client, scene):
    evaluateur = accounts.utilisateur(RoleMandat.EVALUATEUR)
    client.force_login(evaluateur)
    assert client.post(adresse(scene, 1), {"constat": "Lu", "jugement": "mitige"}).status_code == 302
    assert client.post(url(scene, "evaluation_cadre"), {}).status_code in {403, 404}
    client.force_login(scene.asso_a)
    assert client.get(adresse(scene, 1)).status_code == 404
    assert adresse(scene, 1) not in client.get(url(scene, "reponses")).content.decode()
    with pytest.raises(Refused):
        verbs.write_answer(ReponseReferentiel.objects.get(), actor=scene.asso_a.actor, constat="", jugement="")


def test_inhabitants_read_answers_without_amounts(client, scene):
    row = indicateur(scene, 3)
    answer = ReponseReferentiel.objects.create(critere=row.critere, indicateur=row, constat="La ville s’engage")
    verbs.cite(answer, actor=scene.dd.actor, fait=fait(scene, "financements"))
    told = [entry.summary for entry in Entry.objects.filter(verb="evaluation.cite")]
    assert not any("8" in summary for summary in told)
    habitant, membre = fabrique.partenaire(scene.ca)
    Organisation.objects.filter(pk=membre.organisation_id).update(type="groupe_habitants")
    for user, read in ((scene.asso_a, True), (habitant, False)):
        client.force_login(user)
        html = client.get(url(scene, "reponses")).content.decode()
        assert "La ville s’engage" in html
        assert ("8\u00a0000" in html) is read


def test_effects_nobody_expected_come_from_the_bilans(client, scene):
    client.force_login(scene.dd)

    html = client.get(url(scene, "reponses")).content.decode()

    assert html.count("Des voisins alertent") >= 2
    assert "?attente=non&amp;libelle=Des%20voisins%20alertent" in html


def test_each_organisation_gives_its_opinion_and_all_are_shown_together(client, scene):
    items = list(ItemFaisabilite.objects.all())
    organisation = scene.asso_a.contact.organisation
    page = url(scene, "faisabilite_avis", organisation_id=organisation.pk)
    client.force_login(scene.asso_a)
    assert page in client.get(url(scene, "faisabilite")).content.decode()
    assert (
        client.get(url(scene, "faisabilite_avis", organisation_id=scene.asso_b.contact.organisation_id)).status_code
        == 404
    )
    data = {f"i{items[0].pk}": "partiel", f"c{items[0].pk}": "Avec du temps"}
    for wrong, words in (
        ({"x": "1"}, "Répondez à un item"),
        ({f"c{items[1].pk}": "Sans réponse"}, "oui, en partie ou non"),
    ):
        answer = client.post(page, wrong)
        assert (answer.status_code, AvisFaisabilite.objects.count()) == (200, 0)
        assert words in answer.content.decode()
    assert client.post(page, data).status_code == 302
    assert [client.post(page, data | {"version": 1}).status_code for _ in range(2)] == [302, 409]

    html = client.get(url(scene, "faisabilite")).content.decode()
    assert "Avec du temps" in html
    assert AppreciationFaisabilite.objects.count() == 1
    avis = AvisFaisabilite(evaluation=scene.evaluation, organisation=organisation)
    with pytest.raises(Refused):
        faisabilite.write_opinion(avis, actor=scene.asso_b.actor, reponses={items[0]: ("oui", "")})
    with pytest.raises(Refused):
        faisabilite.write_opinion(avis, actor=scene.dd.actor, reponses={items[0]: ("oui", "")})


def test_partners_are_asked_their_opinion_once_the_frame_is_written(client, scene, django_assert_num_queries):
    """FAISAB-AVIS: « avec l’ensemble des acteurs concernés » (R-EVCA-11)."""

    def asked(user) -> list[str]:
        return [d.url for d in duties_for(user) if d.code == "FAISAB-AVIS"]

    assert asked(scene.asso_a) == [], "there is nothing to confront yet"
    evaluation_ca.write_frame(scene.evaluation, actor=scene.dd.actor, registres={"utilite"}, objectifs="Savoir")
    mine = url(scene, "faisabilite_avis", organisation_id=scene.asso_a.contact.organisation_id)
    assert asked(scene.asso_a) == [mine]
    assert asked(scene.dd) == []
    with django_assert_num_queries(1):
        assert {f.organisation_id for f in devoirs_faisabilite.to_give(Cooperative.objects.all(), JOUR)} >= {
            scene.asso_a.contact.organisation_id, scene.asso_b.contact.organisation_id,
        }  # fmt: skip

    client.force_login(scene.asso_a)
    client.post(mine, {f"i{ItemFaisabilite.objects.first().pk}": "oui"})
    assert asked(scene.asso_a) == []
    assert asked(scene.asso_b) != []
    finale = {"processus": True, "activite": True, "resultats": True, "instance": "Copil", "validee_le": JOUR}
    EvaluationFinale.objects.create(ca=scene.ca, **finale)
    assert list(devoirs_faisabilite.to_give(Cooperative.objects.all(), JOUR)) == [], (
        "validated: nothing to say any more"
    )


def refused(name: str, manager, **values) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        manager.create(**values)
    assert name


def test_constraints(scene):
    row = indicateur(scene, 1)
    answer = ReponseReferentiel.objects.create(critere=row.critere)
    ReponseReferentiel.objects.create(critere=row.critere, indicateur=row)
    refused("reponse_critere_unique", ReponseReferentiel.objects, critere=row.critere)
    refused("reponse_indicateur_unique", ReponseReferentiel.objects, critere=row.critere, indicateur=row)
    answer.preuves.create(cle="etp", libelle="ETP")
    refused("preuve_reponse_citee_une_fois", answer.preuves, cle="etp", libelle="ETP")
    refused("preuve_reponse_nommee", answer.preuves, cle="reunions", libelle="")
    refused("preuve_reponse_fait_ou_piece", answer.preuves, libelle="Rien")
    values = {"evaluation": scene.evaluation, "organisation": scene.asso_a.contact.organisation}
    avis, item = AvisFaisabilite.objects.create(**values), ItemFaisabilite.objects.first()
    refused("avis_faisabilite_unique", AvisFaisabilite.objects, **values)
    avis.appreciations.create(item=item, faisable="oui")
    refused("appreciation_faisabilite_unique", avis.appreciations, item=item, faisable="non")


def test_page_costs_the_same_with_more_answers(scene, django_assert_num_queries):
    def counted():
        with django_assert_num_queries(25):
            reponses.lire(scene.ca, argent=True)

    row = indicateur(scene, 2)
    answer = ReponseReferentiel.objects.create(critere=row.critere, indicateur=row, constat="Écrit")
    counted()
    for cle in ("ponctualite", "indicateurs"):
        verbs.cite(answer, actor=scene.dd.actor, fait=fait(scene, cle))
    for critere in scene.evaluation.criteres.all():
        ReponseReferentiel.objects.create(critere=critere, constat="Écrit")
    counted()
