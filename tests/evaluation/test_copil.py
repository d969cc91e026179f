"""The COPIL table of six columns (R-EVA-11)."""

import subprocess
from datetime import date

import pytest
from django.urls import reverse

from conventions.models import Indicateur
from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.documents.kinds import Unbuildable, get
from coop.documents.models import Document
from coop.documents.render import to_pdf
from evaluation.models import Bilan
from evaluation.queries import copil
from tests.evaluation.scene_copil import en_vigueur, transmettre
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur
from tests.guards.stage import staged

HEADINGS = [
    "Intitulés des actions",
    "Indicateurs de processus",
    "Indicateurs d’activité",
    "Indicateurs de résultats",
    "Résultats attendus",
    "Sources et méthodes à mobiliser",
]


scene = staged(en_vigueur, le=date(2026, 1, 3))


def url(ca, name="copil", **kwargs) -> str:
    return reverse(f"evaluation:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


def bilan_de(scene, user, trimestre=1) -> Bilan:
    return Bilan.objects.get(partie__organisation=user.contact.organisation, trimestre=trimestre)


def test_table_has_the_six_headings_of_the_guide(client, scene):
    client.force_login(scene.asso)

    html = client.get(url(scene.ca)).content.decode()

    assert [heading for heading in HEADINGS if f'<th scope="col">{heading}</th>' in html] == HEADINGS
    assert list(copil.COLONNES) == HEADINGS


def test_type_without_indicator_is_a_definir(client, scene):
    Indicateur.objects.filter(type="ir").delete()
    client.force_login(scene.asso)

    html = client.get(url(scene.ca)).content.decode()

    assert [ligne.resultats for ligne in copil.read(scene.ca).lignes] == [[], []]
    # Results without indicator and results attendus not written, for each of the two actions.
    assert html.count("à définir") == 4


def test_last_transmitted_value_stands_beside_its_target(scene, le_jour):
    for row in Indicateur.objects.filter(type="ia"):
        row.valeur_cible, row.unite = 20, "séances"
        row.save()
    le_jour("2026-04-03")
    transmettre(bilan_de(scene, scene.asso), scene.asso.actor, {"ia": 12, "ir": 3})

    cells = [ligne.activite[0] for ligne in copil.read(scene.ca).lignes]

    assert [(c.prevu, c.dernier, c.quand) for c in cells] == [
        ("20\u00a0séances", "12\u00a0séances", "T1, année\u00a01"),
        ("20\u00a0séances", "", ""),
    ]


def test_later_quarter_replaces_the_earlier_one(scene, le_jour):
    for day, quarter, value in (("2026-04-03", 1, 12), ("2026-07-03", 2, 15)):
        le_jour(day)
        transmettre(bilan_de(scene, scene.asso, quarter), scene.asso.actor, {"ia": value, "ir": 3})

    cell = copil.read(scene.ca).lignes[0].activite[0]

    assert (cell.dernier, cell.quand) == ("15", "T2, année\u00a01")


def test_draft_value_is_not_in_the_table(scene, le_jour):
    from evaluation.workflows import bilans

    le_jour("2026-04-03")
    bilan = bilan_de(scene, scene.asso)
    version = bilans.open_draft(bilan, actor=scene.asso.actor)
    action = scene.programme.actions.get(numero=1)
    ia = action.indicateurs.get(type="ia")
    bilans.save_line(version, action, actor=scene.asso.actor, data={}, readings={ia.pk: {"valeur": 99}})

    assert copil.read(scene.ca).lignes[0].activite[0].dernier == ""


def test_absent_value_says_its_reason(scene, le_jour):
    from evaluation.models import Releve

    le_jour("2026-04-03")
    transmettre(bilan_de(scene, scene.asso), scene.asso.actor, {"ia": 12, "ir": 3})
    Releve.objects.filter(indicateur__type="ia").update(valeur=None, raison="non_disponible")

    assert copil.read(scene.ca).lignes[0].activite[0].dernier == "non disponible"


def test_table_costs_the_same_with_more_actions(client, scene, django_assert_num_queries):
    from tests.conventions.scene_convention import action

    first = scene.programme.actions.get(numero=1)
    with django_assert_num_queries(6):
        copil.read(scene.ca)
    for numero in (3, 4, 5):
        action(scene.programme, numero, first.promoteur, first.objectif)
    with django_assert_num_queries(6):
        assert len(copil.read(scene.ca).lignes) == 5


def test_stranger_gets_a_404(client, scene):
    client.force_login(utilisateur(RoleMandat.PARTENAIRE))

    assert client.get(url(scene.ca)).status_code == 404


def test_partner_reads_without_the_links_of_the_coordination(client, scene):
    client.force_login(scene.asso)
    partner = client.get(url(scene.ca)).content.decode()
    client.force_login(scene.coordinatrice)
    coordinator = client.get(url(scene.ca)).content.decode()

    assert "Relever le T1" not in partner
    assert coordinator.count("Relever le T1") == 2


def test_table_without_programme_says_so(client, db):
    ca = fabrique.cooperative("78")
    client.force_login(fabrique.coordinatrice("78"))

    assert "Le programme n’est pas encore ouvert" in client.get(url(ca)).content.decode()


def test_pdf_is_asked_by_a_member_and_names_its_kind(client, scene):
    client.force_login(scene.asso)

    response = client.post(url(scene.ca, "copil_pdf"))

    document = Document.objects.get(kind="tableau_copil")
    assert (response.status_code, document.ca_id, document.subject_id) == (302, scene.ca.pk, str(scene.ca.pk))
    assert client.get(response["Location"]).status_code == 200


def test_pdf_of_a_ca_without_programme_says_why(db):
    ca = fabrique.cooperative("78")

    with pytest.raises(Unbuildable, match="programme"):
        get("tableau_copil").build(Document(kind="tableau_copil", subject_id=str(ca.pk), requested_at=horloge.now()))


@pytest.mark.lourd
def test_pdf_prints_headings_and_rows(scene):
    built = get("tableau_copil").build(
        Document(kind="tableau_copil", subject_id=str(scene.ca.pk), requested_at=horloge.now())
    )

    out = subprocess.run(["pdftotext", "-", "-"], input=to_pdf(built), capture_output=True, check=True)
    text = " ".join(out.stdout.decode().replace("\xa0", " ").split())
    assert not built.draft
    assert "Ateliers du quartier 2" in text
    for heading in ("Intitulés des actions", "Résultats attendus"):
        assert heading in text
