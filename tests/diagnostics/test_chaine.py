"""From voices and figures to needs, and back; descriptive parts, resources, versions."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop.accounts.predicates import Refused
from coop.versions import StaleVersion
from diagnostics import workflows
from diagnostics.enums import CouvertureBesoin, NatureInegalite, Niveau, Volet
from diagnostics.models import VoletDescriptif
from diagnostics.queries.chaine import besoins_expliques, voix_citables
from diagnostics.queries.versions import differences
from tests.factories import cooperatives as fabrique

JOUR = date(2026, 3, 2)


@pytest.fixture
def preuves(diagnostic, dd78):
    """One figure, one voice, one document."""
    return {
        "donnees": [
            workflows.add_donnee(
                diagnostic,
                actor=dd78.actor,
                libelle="Taux",
                valeur=12,
                territoire="Trappes",
                annee=2021,
                source="INSEE",
            )
        ],
        "avis": [
            workflows.type_in_opinion(
                diagnostic, actor=dd78.actor, mode="papier", le=JOUR, texte="On attend.", origine="habitants"
            )
        ],
        "documents": [
            workflows.add_document(
                diagnostic, actor=dd78.actor, titre="CLS", origine="Ville fictive", annee=2024, niveau=Niveau.OFFRE
            )
        ],
    }


@pytest.fixture
def constat(diagnostic, dd78, preuves):
    return workflows.add_finding(
        diagnostic, actor=dd78.actor, texte="On attend trop.", niveau=Niveau.DEMANDE, volet=Volet.ATTENTES, **preuves
    )


@pytest.fixture
def besoin(diagnostic, dd78, constat):
    return workflows.add_besoin(
        diagnostic,
        actor=dd78.actor,
        libelle="Un lieu",
        niveau=Niveau.DEMANDE,
        couverture=CouvertureBesoin.NON_COUVERT,
        constats=[constat],
        publics=[fabrique.public()],
    )


def url(name, ca, **kwargs):
    return reverse(f"diagnostics:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


def test_a_need_is_walked_back_to_its_proofs(besoin, constat, preuves, django_assert_num_queries):
    with django_assert_num_queries(6):
        (found,) = besoins_expliques([besoin.pk])
        (finding,) = found.constats.all()
        proofs = [list(getattr(finding, name).all()) for name in ("donnees", "avis", "documents")]

    assert proofs == list(preuves.values())


def test_a_proof_is_walked_forward_to_the_needs(client, besoin, ca, dd78):
    client.force_login(dd78)

    html = client.get(url("partie", ca, partie="attentes")).content.decode().replace("\u00a0", " ")

    for words in ("On attend trop.", "On attend.", "CLS", "Mène à : ", "besoin 1, Un lieu"):
        assert words in html


def test_a_voice_set_aside_no_longer_shows_a_finding(besoin, preuves, dd78, diagnostic):
    workflows.set_opinion_aside(preuves["avis"][0], actor=dd78.actor, motif="Reçu deux fois")

    assert list(besoins_expliques([besoin.pk])[0].constats.get().avis.filter(ecarte_le=None)) == []
    assert not voix_citables(diagnostic).exists()


def test_a_finding_under_a_need_is_not_removed(constat, besoin, dd78):
    with pytest.raises(ValidationError, match="détachez-le"):
        workflows.remove_finding(constat, actor=dd78.actor)


def test_a_partner_adds_a_finding_and_does_not_remove_it(diagnostic, ca):
    user, _ = fabrique.partenaire(ca)
    row = workflows.add_finding(diagnostic, actor=user.actor, texte="Vu", niveau=Niveau.OFFRE)

    with pytest.raises(Refused):
        workflows.remove_finding(row, actor=user.actor)


def test_proofs_and_findings_of_another_coopérative_are_refused(diagnostic, dd78, preuves, constat):
    other = fabrique.coordinatrice("91")
    elsewhere = workflows.open_version(fabrique.cooperative("91"), actor=other.actor)

    with pytest.raises(ValidationError, match="propre diagnostic"):
        workflows.add_finding(elsewhere, actor=other.actor, texte="x", niveau=Niveau.OFFRE, avis=preuves["avis"])
    with pytest.raises(ValidationError, match="autre diagnostic"):
        workflows.add_besoin(
            elsewhere, actor=other.actor, libelle="x", niveau=Niveau.OFFRE, couverture="partiel", constats=[constat]
        )


def test_ethnic_origin_is_not_a_category_of_data():
    labels = " ".join(NatureInegalite.labels).lower()

    assert "ethni" not in labels
    assert "origine" not in labels


def test_two_people_beginning_the_same_part_see_both_texts(client, diagnostic, ca, dd78):
    first = VoletDescriptif(diagnostic=diagnostic, volet=Volet.SANTE)
    second = VoletDescriptif(diagnostic=diagnostic, volet=Volet.SANTE)
    workflows.write_part(first, actor=dd78.actor, contenu="Le texte de l’autre")

    with pytest.raises(StaleVersion):
        workflows.write_part(second, actor=dd78.actor, contenu="Mon texte")

    client.force_login(dd78)
    page = url("volet", ca, volet="sante")
    workflows.write_part(first, actor=dd78.actor, contenu="Encore l’autre")
    response = client.post(page, {"contenu": "Mon texte", "phrase": "", "version": "1"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Mon texte" in html
    assert "Encore l’autre" in html


@pytest.mark.parametrize("partie", [*Niveau.values, *Volet.values])
def test_every_part_opens(client, diagnostic, ca, dd78, partie):
    client.force_login(dd78)

    assert client.get(url("partie", ca, partie=partie)).status_code == 200


@pytest.mark.parametrize(("name", "kwargs"), [("partie", {"partie": "inconnue"}), ("volet", {"volet": "besoins"})])
def test_an_unknown_part_is_a_404(client, diagnostic, ca, dd78, name, kwargs):
    client.force_login(dd78)

    assert client.get(url(name, ca, **kwargs)).status_code == 404


def test_pages_write_parts_findings_and_needs(client, diagnostic, ca, dd78, preuves):
    client.force_login(dd78)
    figure, voice = preuves["donnees"][0].pk, preuves["avis"][0].pk
    finding = {"texte": "Constat", "niveau": "offre", "volet": "", "donnees": [figure], "avis": [voice]}

    assert client.get(url("constat_nouveau", ca) + "?partie=sante").status_code == 200
    assert client.post(url("volet", ca, volet="sante"), {"contenu": "Décrit", "phrase": "Retenu"}).status_code == 302
    assert client.post(url("constat_nouveau", ca), finding).status_code == 302
    changed = finding | {"texte": "Changé", "version": "1"}
    assert client.post(url("constat", ca, numero=1), changed).status_code == 302
    assert client.post(url("constat", ca, numero=1), changed | {"texte": "Autre"}).status_code == 409
    need = {"libelle": "B", "niveau": "offre", "couverture": "partiel", "constats": [diagnostic.constats.get().pk]}
    assert client.post(url("besoin_nouveau", ca), need).status_code == 302
    assert diagnostic.besoins.get().constats.get().texte == "Changé"
    client.post(url("constat_retirer", ca, numero=1))
    assert diagnostic.constats.count() == 1
    diagnostic.besoins.get().constats.clear()
    client.post(url("constat_retirer", ca, numero=1))
    assert not diagnostic.constats.exists()


def test_resources_are_filtered_and_read_by_commune(client, diagnostic, ca, dd78):
    client.force_login(dd78)
    here, there = ca.communes.order_by("code")
    base = {"niveau": "ressources", "etat": "disponible", "publics": [fabrique.public().pk]}
    for libelle, type_, commune in (("Le lieu", "accueil", here), ("Le soin", "soins", there)):
        data = base | {"libelle": libelle, "type": type_, "communes": [commune.pk]}
        assert client.post(url("ressource_nouvelle", ca), data).status_code == 302

    def shown(query=""):
        html = client.get(url("ressources", ca) + query).content.decode()
        return {name for name in ("Le lieu", "Le soin") if name in html}

    assert shown() == {"Le lieu", "Le soin"}
    assert shown("?type=soins") == {"Le soin"}
    assert shown(f"?commune={here.code}") == {"Le lieu"}
    assert shown("?niveau=offre") == set()
    assert shown("?public=jeunes") == {"Le lieu", "Le soin"}
    assert shown("?type=inconnu") == {"Le lieu", "Le soin"}
    row = diagnostic.ressources.get(libelle="Le soin")
    page = url("ressource", ca, ressource_id=row.pk)
    data = base | {"libelle": "Le soin, mardi", "type": "soins", "version": "1"}
    assert client.post(page, data).status_code == 302
    assert client.post(page, data | {"libelle": "Autre"}).status_code == 409
    client.post(url("ressource_retirer", ca, ressource_id=row.pk))
    assert shown() == {"Le lieu"}


def test_resources_are_counted_on_the_map_and_its_links_keep_the_other_filters(client, diagnostic, ca, dd78):
    client.force_login(dd78)
    here, there = ca.communes.order_by("code")
    for libelle, type_, communes in (
        ("A", "soins", [here]),
        ("B", "soins", [here]),
        ("C", "accueil", [there]),
        ("D", "soins", []),
    ):
        workflows.add_resource(
            diagnostic, actor=dd78.actor, libelle=libelle, type=type_, etat="disponible", communes=communes
        )

    def counts(query=""):
        page = client.get(url("ressources", ca) + query)
        return {p.commune.code: len(p.ressources) for p in page.context["communes"]}, page.content.decode()

    assert counts()[0] == {here.code: 2, there.code: 1}
    kept, html = counts("?type=soins")
    assert kept == {here.code: 2, there.code: 0}
    assert f"?type=soins&amp;commune={here.code}" in html
    assert "1\u00a0ressource sans commune précisée" in html
    _, html = counts(f"?type=soins&commune={here.code}")
    assert 'aria-current="true"' in html


def test_resources_cost_the_same_with_one_or_three(client, diagnostic, ca, dd78, compte_a_1_et_3):
    client.force_login(dd78)

    def add():
        workflows.add_resource(
            diagnostic, actor=dd78.actor, libelle="R", type="soins", etat="disponible", communes=ca.communes.all()
        )

    compte_a_1_et_3(url("ressources", ca), add, statements=13)


def test_a_part_costs_the_same_with_one_or_three_findings(client, diagnostic, ca, dd78, preuves, compte_a_1_et_3):
    client.force_login(dd78)

    def add():
        workflows.add_finding(diagnostic, actor=dd78.actor, texte="C", niveau=Niveau.OFFRE, **preuves)

    compte_a_1_et_3(url("partie", ca, partie="offre"), add, statements=17)


def test_the_next_version_keeps_the_chain(complet, besoin, constat, preuves, ca, dd78):
    workflows.validate(complet, actor=dd78.actor, on=JOUR, instance="COPIL")

    second = workflows.open_version(ca, actor=dd78.actor)

    (copy,) = second.besoins.all()
    (finding,) = copy.constats.all()
    assert (copy.pk, finding.pk) != (besoin.pk, constat.pk)
    assert finding.diagnostic == second
    assert finding.donnees.get().diagnostic == second
    assert finding.documents.get().diagnostic == second
    assert list(finding.avis.all()) == preuves["avis"]
    assert list(voix_citables(second)) == preuves["avis"]
    assert list(copy.publics.all()) == [fabrique.public()]
    assert differences(complet, second) == []


def test_differences_tell_figures_and_documents_and_stop_at_sixty(complet, ca, dd78, monkeypatch):
    fields = {"unite": "%", "annee": 2021, "source": "CPAM", "territoire": "Trappes"}
    workflows.add_donnee(complet, actor=dd78.actor, libelle="Médecins", valeur=12, **fields)
    workflows.add_document(complet, actor=dd78.actor, titre="CLS", origine="Ville", annee=2020, niveau="demande")
    workflows.validate(complet, actor=dd78.actor, on=JOUR, instance="COPIL")
    second = workflows.open_version(ca, actor=dd78.actor)
    assert differences(complet, second) == []
    workflows.update_donnee(second.donnees.get(), actor=dd78.actor, valeur=13)
    workflows.remove_document(second.documents.get(), actor=dd78.actor)

    figure, document = differences(complet, second)

    assert (figure.rubrique, figure.titre, figure.nature) == ("Chiffres", "Médecins, Trappes", "modifié")
    assert [m.texte for m in figure.morceaux if m.sens] == ["12", "13"]
    assert (document.titre, document.nature) == ("CLS", "retiré")

    monkeypatch.setattr("diagnostics.queries.versions.MONTREES", 1)
    for libelle in ("Infirmiers", "Dentistes"):
        workflows.add_donnee(second, actor=dd78.actor, libelle=libelle, valeur=1, **fields)
    shown = [row.titre for row in differences(complet, second) if row.rubrique == "Chiffres"]
    assert shown == ["Médecins, Trappes", "2\u00a0autres différences"]


def test_the_page_of_differences_tells_them_word_by_word(client, complet, besoin, ca, dd78):
    client.force_login(dd78)
    workflows.validate(complet, actor=dd78.actor, on=JOUR, instance="COPIL")
    second = workflows.open_version(ca, actor=dd78.actor)
    analyse = second.analyses.get(niveau=Niveau.OFFRE)
    workflows.write_analysis(analyse, actor=dd78.actor, constats="Un long constat fictif.")
    page = url("differences", ca, numero=2)

    html = client.get(page).content.decode()

    assert re.search(r"<ins><span[^<]*</span>\s?long\s?<span", html)
    assert "1 texte diffère" in html.replace("\u00a0", " ")
    assert client.get(url("differences", ca, numero=1)).status_code == 404
    assert client.get(url("differences", ca, numero=3)).status_code == 404
