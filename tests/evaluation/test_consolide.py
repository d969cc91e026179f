"""DOC-BTC of a coopérative: nine sections, of transmitted bilans alone, the same on the page and in the PDF (§5.5)."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.documents.kinds import Unbuildable, get
from coop.documents.models import Document
from coop.documents.render import to_pdf
from coop.notifications import regles
from coop.notifications.enums import Niveau, Public
from coop.notifications.regles import Fait, Regle
from cooperatives.models import Decision, Presence, Reunion, VigilanceSuivi
from evaluation import documents_consolide
from evaluation.queries import consolide, consolide_vie
from evaluation.workflows import bilans
from tests.evaluation.scene_bilan import T2_OPEN, T4, build
from tests.evaluation.test_bilans_document import texte
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur
from tests.guards.stage import staged

T1_OPEN = date(2026, 4, 20)
ECARTS = {
    "groupes": "partiel",
    "groupes_pourquoi": "Peu de femmes.",
    "ressources": "non",
    "ressources_pourquoi": "Grève.",
}


def deux_trimestres():
    """T1 told by both parties, T2 by the second alone."""
    scene = build()
    with horloge.at(T1_OPEN):
        scene.transmettre(scene.asso_a, 1, 10, ECARTS)
        scene.transmettre(scene.asso_b, 1, 5)
    scene.transmettre(scene.asso_b, 2, 15, T4)
    return scene


scene = staged(deux_trimestres, le=T2_OPEN)


def lu(scene, trimestre=2):
    return consolide.lire(scene.ca, scene.periode.pk, trimestre, T2_OPEN)


def url(scene, name="bilan_consolide", trimestre=2) -> str:
    return reverse(
        f"evaluation:{name}",
        kwargs={"ca_ref": scene.ca.reference, "periode_id": scene.periode.pk, "trimestre": trimestre},
    )


def built(scene, **params):
    row = Document(kind="bilan_consolide", subject_id=str(scene.ca.pk), requested_at=horloge.now(), params=params)
    return get("bilan_consolide").build(row)


def test_bilans_are_received_missing_or_late(scene, le_jour):
    c = lu(scene).completude
    assert (c.recus, c.attendus, c.en_retard) == (1, 2, 0)
    assert [(b.partie.organisation_id, e.mot) for b, e in c.manquants] == [
        (scene.asso_a.contact.organisation_id, "à établir")
    ]

    le_jour("2026-08-01")
    late = consolide.lire(scene.ca, scene.periode.pk, 2, date(2026, 8, 1)).completude
    assert (late.en_retard, late.manquants[0][1].mot, late.a_temps.denominateur) == (1, "en retard de 3\u00a0jours", 2)


def test_a_draft_counts_for_nothing(scene):
    scene.remplir(scene.asso_a, 2, 99, ECARTS)

    found = lu(scene)

    assert [a.action.numero for a in found.actions] == [3]
    assert found.origine.chiffres.beneficiaires.numerateur == 15
    assert found.completude.manquants[0][1].mot == "brouillon"


def test_each_action_has_its_four_answers_in_words(scene):
    first = lu(scene, 1).actions[0]

    assert [(r.mot, r.texte) for r in first.reponses] == [
        ("Non", "Grève."),
        ("En partie", "Peu de femmes."),
        ("Oui", ""),
        ("Oui", ""),
    ]


def test_figures_are_those_of_the_formulas(scene):
    origin = lu(scene, 1).origine

    # F-10: 10, 10 and 5 of 20; F-12 adds them; F-11: 10, 10 and 5 of 40.
    assert origin.chiffres.realisation == (50 + 50 + 25) / Decimal(3)
    assert (origin.chiffres.beneficiaires.numerateur, origin.chiffres.beneficiaires.denominateur) == (25, 60)
    assert [c.taux for c in origin.resultats] == [25, 25, Decimal("12.5")]
    # F-13: two of three actions lacked means; F-14 and F-15 of the second quarter.
    assert [(mot, p.numerateur, p.denominateur) for mot, p in origin.conformite[0].parts] == [
        ("Oui", 1, 3),
        ("En partie", 0, 3),
        ("Non", 2, 3),
    ]
    second = lu(scene).origine
    assert [d.parts[0][1].numerateur for d in second.contribution] == [1, 1, 1, 1]
    assert dict(second.leviers)["Participation des habitants"] == 1


def test_an_indicator_stands_beside_the_reading_before(scene):
    (action,) = lu(scene).actions

    assert [(i.cellule.releve.valeur, i.avant.valeur, i.quand) for i in action.indicateurs] == [
        (15, 5, "T1"),
        (15, 5, "T1"),
    ]
    assert [i.avant for i in lu(scene, 1).actions[0].indicateurs] == [None, None]


def test_trends_compare_those_who_told_both_quarters(scene):
    found = lu(scene)

    assert [t.nom for t in found.trimestres] == ["T1, année\u00a01", "T2, année\u00a01"]
    assert found.evolution.entete == "Sur 1\u00a0partenaire qui a transmis au T1 et au T2\u00a0:"
    # The second party alone: 5 then 15 of 20, all « Oui » in both.
    assert found.evolution.phrases == [
        "Indicateurs d’activité, en moyenne du prévu\u00a0: 75\u00a0%, 50\u00a0points de plus qu’au T1.",
        "Réponses «\u00a0Oui\u00a0» de conformité\u00a0: 100\u00a0%, comme au T1.",
        "Bénéficiaires touchés\u00a0: 15, 10\u00a0personnes de plus qu’au T1.",
    ]
    assert len(found.courbes) == 3
    assert (lu(scene, 1).evolution, lu(scene, 1).courbes) == (None, [])


def test_all_parties_are_compared_when_all_told_both(scene):
    scene.transmettre(scene.asso_a, 2, 4)

    found = lu(scene)

    assert found.evolution.entete == ""
    assert found.evolution.phrases[2] == "Bénéficiaires touchés\u00a0: 23, 2\u00a0personnes de moins qu’au T1."


def test_the_last_quarter_told_is_read_by_default_and_a_quarter_without_bilan_is_none(scene):
    assert consolide.lire(scene.ca, None, 0, T2_OPEN).trimestre == 2
    assert consolide.lire(scene.ca, scene.periode.pk, 3, T2_OPEN) is None
    assert consolide.lire(fabrique.cooperative("92"), None, 0, T2_OPEN) is None


def test_life_is_that_of_the_quarter_and_decisions_of_the_day(scene):
    held = [
        Reunion.objects.create(
            ca=scene.ca,
            type="copil",
            prevue_le=horloge.now(),
            statut=statut,
            tenue_le=day,
            cr_valide_le=day if statut == "cr_valide" else None,
            compte_rendu="Dit.",
        )
        for day, statut in ((date(2026, 3, 3), "tenue"), (date(2026, 5, 5), "cr_valide"), (date(2026, 7, 15), "tenue"))
    ]
    membre = scene.actions[0].promoteur
    Presence.objects.create(reunion=held[1], contact=scene.asso_a.contact, membre=membre, statut="present")
    Decision.objects.create(ca=scene.ca, reunion=held[0], numero="D-2026-01", texte="Pas encore relue.")
    Decision.objects.create(ca=scene.ca, reunion=held[1], numero="D-2026-02", texte="Ouvrir le samedi.")
    Decision.objects.create(ca=scene.ca, reunion=held[1], numero="D-2026-03", texte="Faite.", faite_le=T2_OPEN)
    VigilanceSuivi.objects.create(ca=scene.ca, point=6, statut="en_cours")

    c = lu(scene)
    v = consolide_vie.lire(scene.ca, c.debut, c.fin, T2_OPEN)

    assert [k.le for k in v.comites] == [date(2026, 5, 5)]
    assert (v.presences.numerateur, v.presences.denominateur) == (1, 1)
    assert [d.numero for d in v.decisions] == ["D-2026-02"]
    assert [statut for _, statut, _ in v.vigilances].count("en cours") == 1
    assert len(v.vigilances) == 7


def test_alerts_are_those_that_partners_may_read(scene, monkeypatch):
    def fact(title, *publics):
        return Fait(objet=title, ca_id=scene.ca.pk, title=title, url="/", publics=frozenset(publics))

    rows = [
        fact("À deux", Public.COORDINATION, Public.COPILOTES),
        fact("D’une partie", Public.PARTIE),
        fact("De l’ARS", Public.COORDINATION),
    ]
    rule = Regle(
        code="AL-99",
        niveau=Niveau.CONSEIL,
        condition="",
        source="",
        source_ref="",
        trouver=lambda cas, day: rows,
        immediate=True,
    )
    monkeypatch.setattr(regles, "_regles", {"AL-99": rule})

    assert [a.title for a in consolide_vie.alertes(scene.ca, T2_OPEN)] == ["À deux"]


def test_the_page_and_the_document_say_the_same(client, scene):
    client.force_login(scene.asso_a)

    html = client.get(url(scene, trimestre=1)).content.decode().replace("\xa0", " ")
    content = built(scene, periode=scene.periode.pk, trimestre=1).content

    assert content["completude"][:2] == [2, 2]
    for words in (
        "2 bilans reçus sur 2 attendus", "<b>25 sur 60 prévus</b>", "<b>En partie</b>", "Peu de femmes.", "42 %",
        "Préparer le PDF", "9. Vigilance, le 15 juillet 2026",
    ):  # fmt: skip
        assert words in html, words
    assert content["chiffres"][3] == [25, 60]


def test_the_follow_up_leads_to_it_and_the_quarters_to_one_another(client, scene):
    client.force_login(scene.dd)

    follow_up = client.get(reverse("evaluation:suivi", kwargs={"ca_ref": scene.ca.reference})).content.decode()
    page = client.get(url(scene)).content.decode()

    assert [f'href="{url(scene, trimestre=n)}"' in follow_up for n in (1, 2, 3)] == [True, True, False]
    assert f'href="{url(scene, trimestre=1)}"' in page
    assert client.get(url(scene, trimestre=3)).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [(RoleMandat.SIEGE, 200), (RoleMandat.PARTENAIRE, 404), (RoleMandat.LECTEUR, 404)]
)
def test_who_reads_it(client, scene, role, status):
    client.force_login(utilisateur(role))

    assert client.get(url(scene)).status_code == status


def test_the_pdf_is_asked_by_a_member(client, scene):
    client.force_login(scene.asso_b)

    response = client.post(url(scene, "bilan_consolide_pdf"))

    document = Document.objects.get(kind="bilan_consolide")
    assert (response.status_code, document.params) == (302, {"periode": scene.periode.pk, "trimestre": 2})
    assert documents_consolide.may_read(scene.asso_a.actor, document)
    assert not documents_consolide.may_read(utilisateur(RoleMandat.PARTENAIRE).actor, document)
    assert client.post(url(scene, "bilan_consolide_pdf", 4)).status_code == 404
    with pytest.raises(Unbuildable):
        built(scene, periode=scene.periode.pk, trimestre=4)


def test_the_page_costs_the_same_with_more_parties_actions_and_quarters(
    client, scene, settings, django_assert_num_queries
):
    settings.COOP_FAITS_GARDES = True
    client.force_login(scene.dd)
    for trimestre in (1, 2):
        client.get(url(scene, trimestre=trimestre))
    with django_assert_num_queries(24):
        client.get(url(scene, trimestre=2))
    bilans.accept(scene.bilan(scene.asso_b, 2), actor=scene.dd.actor)
    scene.transmettre(scene.asso_a, 2)
    client.get(url(scene))
    with django_assert_num_queries(24):
        client.get(url(scene))


@pytest.mark.lourd
def test_the_pdf_prints_the_nine_sections(scene):
    text = texte(to_pdf(built(scene, periode=scene.periode.pk, trimestre=2)))

    for words in (
        "1. Complétude", "2. Synthèse par action", "3. Comme prévu ?", "4. Indicateurs", "5. Tendances", "6. Contribution",
        "7. Freins, leviers et pistes", "8. Vie de la coopérative", "9. Vigilance", "15 personnes", "5 (T1)",
        "Participation des habitants, 1 action".lower(),
    ):  # fmt: skip
        assert words in text, words
    assert "PROJET" not in text
