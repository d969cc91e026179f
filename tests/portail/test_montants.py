"""Who reads amounts (ADR 0010): everything a person reaches is walked, page by page and document by document."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from conventions import montants
from conventions.models import (
    AutreFinancement,
    Budget,
    ContributionPropre,
    EngagementFinancier,
    FicheAction,
    VersionConvention,
)
from conventions.texte import digest
from coop.accounts.enums import RoleMandat
from coop.documents.models import Document
from coop.documents.workflows import request as demander
from coop.ui import rubriques
from cooperatives.enums import Role
from portail.documents_fiche_projet import may_read
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur
from tests.guards.stage import staged
from tests.portail.marche import Marche
from tests.portail.scene import APRES_T1, en_vigueur

pytestmark = pytest.mark.django_db
SOMME = 4321
EUROS = re.compile(r"\d[\d\s\u00a0\u202f.,]*(?:€|euros)|4\s?321")
BALISE = re.compile(r"<[^>]+>")
# What names a place, a field or a column; the sentences of the guide, of a charte or of a contract are not labels.
ETIQUETTES = re.compile(r"<(a|h[1-6]|th|dt|label|legend|button|caption)\b[^>]*>(.*?)</\1>", re.DOTALL)
ARGENT = re.compile(r"financ|valoris|montant|budget|subvention|€", re.IGNORECASE)
# Article 3 of the convention, which the inhabitants who sign it read whole.
CONTRAT = "Conditions de détermination des contributions financières"


def avec_argent():
    """A coopérative in force with money wherever the product keeps some."""
    found = en_vigueur()
    asso = found.asso.contact.organisation
    budget = Budget.objects.create(ca=found.ca, annee=2027, montant=SOMME)
    budget.lignes.create(beneficiaire=asso, action=FicheAction.objects.first(), montant=SOMME, motif="Ateliers.")
    AutreFinancement.objects.create(ca=found.ca, annee=2027, financeur="Ville fictive", montant=SOMME)
    EngagementFinancier.objects.create(
        ca=found.ca, organisation=asso, annee=2027, derniere_annee=2027, montant=SOMME, cumul=SOMME, seuil=23000,
        instrument="decision",
    )  # fmt: skip
    joindre_la_repartition()
    for action in FicheAction.objects.all():
        ContributionPropre.objects.create(
            action=action, membre=action.promoteur, type="locaux", description="Une salle", valorisation=Decimal(SOMME)
        )
        action.moyens_financiers = action.financement_existant = f"{SOMME} € de la ville"
        action.save()
    return found


def joindre_la_repartition() -> None:
    """The convention was signed with its distribution in annex."""
    version = VersionConvention.objects.get(avenant__isnull=True, abandonnee_le__isnull=True)
    ligne = ["Association", "Action 1", str(SOMME), "Ateliers."]
    version.contenu["annexes"]["repartition"] = [{"annee": 2027, "montant": str(SOMME), "lignes": [ligne]}]
    version.sha256 = digest(version.contenu)
    version.save()
    version.signatures.update(sha256_signe=version.sha256)


scene = staged(avec_argent, le=APRES_T1)


@pytest.fixture
def habitante(scene):
    user, _ = fabrique.partenaire(scene.ca)
    user.contact.organisation.type = "groupe_habitants"
    user.contact.organisation.save()
    return user


def depart(ca) -> list[str]:
    return [
        reverse("portail:a_faire"),
        f"{reverse('portail:recherche')}?q=ateliers",
        *(reverse(name, kwargs={"ca_ref": ca.reference}) for _, _, name in rubriques.RUBRIQUES),
    ]


def sommes(text: str) -> list[str]:
    return [found.group().strip() for found in EUROS.finditer(BALISE.sub(" ", text))]


def etiquettes(text: str) -> list[str]:
    named = [BALISE.sub(" ", inner).strip() for _, inner in ETIQUETTES.findall(text)]
    return [name for name in named if ARGENT.search(name) and CONTRAT not in name]


def test_no_page_and_no_document_of_an_inhabitant_speaks_of_money(connecte, scene, habitante):
    marche = Marche(connecte(habitante), depart(scene.ca))
    documents = marche.documents()
    texts = marche.pages | marche.classeurs | documents

    assert {url: found for url, text in texts.items() if (found := sommes(text))} == {}
    assert {url: found for url, text in (marche.pages | documents).items() if (found := etiquettes(text))} == {}
    # The walk went everywhere: the fiche, the convention, the minutes, the follow-up, their prints and workbooks.
    assert len(marche.pages) > 60
    assert len(marche.classeurs) >= 4
    assert {name.split()[0] for name in documents} >= {"fiche_action", "fiche_projet", "tableau_de_bord", "convention"}


def test_the_same_walk_finds_the_money_of_a_partner(connecte, scene):
    """What keeps the walk honest: with the right to read amounts, it meets each of them."""
    marche = Marche(connecte(scene.asso), depart(scene.ca))
    found = {url for url, text in (marche.pages | marche.documents()).items() if sommes(text)}

    for place in ("/financement/", "/engagements/", "/fiche-projet/", "/action/1/", "/convention/"):
        assert any(place in url for url in found), place
    assert any(url.startswith("fiche_action") for url in found)
    assert any(url.startswith("fiche_projet") for url in found)
    assert any(url.startswith("convention") for url in found)


@pytest.mark.parametrize("qui", ["lecteur", "autre_ca"])
def test_outside_the_cooperative_nobody_reads_an_amount(connecte, scene, qui):
    autre = fabrique.cooperative("92")
    user = utilisateur(RoleMandat.LECTEUR) if qui == "lecteur" else fabrique.partenaire(autre)[0]
    marche = Marche(connecte(user), depart(scene.ca))

    assert not any(
        str(SOMME) in found for text in marche.pages.values() for found in sommes(text.replace("\u00a0", ""))
    )
    for _, _, name in rubriques.RUBRIQUES[1:]:
        assert connecte(user).get(reverse(name, kwargs={"ca_ref": scene.ca.reference})).status_code == 404


def test_an_evaluator_reads_a_distribution_once_it_is_validated(connecte, scene):
    client = connecte(utilisateur(RoleMandat.EVALUATEUR, "78"))
    url = reverse("conventions:financement", kwargs={"ca_ref": scene.ca.reference})
    before = client.get(f"{url}?annee=2027").content.decode()

    Budget.objects.update(statut="valide", validee_le=APRES_T1)

    assert "Budget alloué par l’ARS" not in before
    assert "Budget alloué par l’ARS" in client.get(f"{url}?annee=2027").content.decode()
    assert "Engagements" not in before


def test_a_print_with_amounts_is_closed_to_an_inhabitant_whoever_asked_for_it(scene, habitante):
    whole = demander("fiche_projet", scene.ca.pk, actor=scene.asso.actor, ca_id=scene.ca.pk)
    plain = demander(
        "fiche_projet", scene.ca.pk, actor=habitante.actor, ca_id=scene.ca.pk, params=montants.params({Role.HABITANT})
    )

    assert Document.objects.count() == 2
    assert [may_read(habitante.actor, row) for row in (whole, plain)] == [False, True]
    assert may_read(scene.asso.actor, whole)


def test_the_history_of_a_fiche_leaves_out_its_amounts(connecte, scene, habitante):
    url = reverse("conventions:action_historique", kwargs={"ca_ref": scene.ca.reference, "numero": 1})

    assert f"{SOMME}" in connecte(scene.asso).get(url).content.decode()
    assert f"{SOMME}" not in connecte(habitante).get(url).content.decode()
