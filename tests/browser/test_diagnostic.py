"""The diagnostic in the browser: a voice and what becomes of it on a telephone; warnings and validation by keyboard."""

from datetime import date

import pytest

from coop.accounts.models import PersonalLink
from coop.journal.models import Entry
from coop.territories.models import Commune, Intercommunalite, Quartier
from cooperatives.models import AppreciationPrincipe, DispositifLocal, FicheDispositif, Reunion
from diagnostics import workflows
from diagnostics.models import Avis, Diagnostic
from tests.browser.pages.diagnostic import Animation, AuClavier, Habitante
from tests.factories import CommuneFactory, DepartementFactory
from tests.factories import cooperatives as fabrique

TELEPHONE = 360
PAROLE = "Il faut deux bus pour aller au centre de santé."


@pytest.fixture
def dd(le_jour_partout, transactional_db):
    le_jour_partout("2027-04-01")
    return fabrique.coordinatrice("78")


def test_a_voice_without_name_becomes_a_need_that_is_ranked(dd, navigateur):
    ca = fabrique.cooperative("78")
    diagnostic = workflows.open_version(ca, actor=dd.actor)
    workflows.add_besoin(diagnostic, actor=dd.actor, libelle="Bouger", niveau="besoins", couverture="partiel")
    recueil = workflows.open_collection(diagnostic, actor=dd.actor, question="Et ici ?", jusqu_au=date(2027, 5, 1))
    acts = Entry.objects.count()

    elle = Habitante(navigateur(width=TELEPHONE))
    elle.dire(recueil.adresse, PAROLE)

    assert not elle.nav.overflows()
    avis = Avis.objects.get()
    assert (avis.texte, avis.le, avis.anonyme) == (PAROLE, date(2027, 4, 1), True)
    assert (avis.contact, avis.organisation, avis.attribution) == (None, None, "")
    assert (Entry.objects.count(), PersonalLink.objects.count()) == (acts, 0)

    lui = Animation(navigateur(dd, width=TELEPHONE), ca.reference)
    lui.constater(avis.numero, "Le centre de santé est loin.")
    lui.nommer_le_besoin("Aller au centre de santé", "Le centre de santé est loin.")
    lui.ouvrir_le_vote()
    lui.voter("2", "4")

    first, second = lui.resultat()
    assert "Aller au centre de santé" in first
    assert "4 sur 4" in first.replace("\u00a0", " ")
    assert "Bouger" in second
    assert not lui.nav.overflows()
    lui.nav.screenshots("priorites")
    assert [k.texte for k in diagnostic.besoins.get(numero=2).constats.all()] == ["Le centre de santé est loin."]


@pytest.fixture
def seule(dd):
    """A CA of one commune, whose theme is already in a fiche of the CLS of that commune; no meeting was held."""
    commune = CommuneFactory(nom="Trappes", departement=DepartementFactory(code="78"))
    ca = fabrique.cooperative("78", communes=[commune])
    cls = DispositifLocal.objects.create(type="cls", nom="CLS fictif", departement=ca.departement)
    cls.communes.set([commune])
    fiche = FicheDispositif.objects.create(dispositif=cls, intitule="Fiche fictive")
    fiche.thematiques.set(ca.thematiques.all())
    assert not Reunion.objects.exists()
    return ca


def test_a_warning_is_answered_a_principle_graded_and_a_diagnostic_validated_by_keyboard(dd, seule, navigateur):
    elle = AuClavier(navigateur(dd), seule.reference)
    elle.ouvrir("opportunite/")
    waiting, phrase = elle.attendent(), "porte déjà ce thème"

    elle.repondre_a_l_avertissement(phrase, "Le CLS vise les écoles, la coopérative les adultes isolés.")

    assert elle.attendent() == waiting - 1
    page = elle.nav.page
    assert page.locator(".coop-avert-l", has_text=phrase).count() == 0
    assert "Le CLS vise les écoles" in page.locator(".coop-avert--dit").inner_text()
    act = Entry.objects.get(verb="avertissement.respond")
    assert act.ca_id == seule.pk

    elle.apprecier(1, fleches=1)
    elle.envoyer(page.get_by_role("button", name="Enregistrer la grille"))
    graded = AppreciationPrincipe.objects.get(ca=seule, principe__ordre=1)
    assert graded.appreciation == "satisfait"

    preparer(seule, dd)
    elle.ouvrir("diagnostic/")
    elle.suivre("Valider le diagnostic")
    elle.envoyer(page.get_by_role("button", name="Valider le diagnostic"))
    assert Diagnostic.objects.get(ca=seule).valide_le == date(2027, 4, 1)
    assert elle.nav.clicks == 0


def preparer(ca, dd) -> None:
    """What the validation asks for: four analyses, a concertation, a problématique."""
    diagnostic = workflows.open_version(ca, actor=dd.actor)
    for analyse in diagnostic.analyses.all():
        workflows.write_analysis(analyse, actor=dd.actor, constats="Un constat fictif.")
    workflows.add_concertation(
        diagnostic, actor=dd.actor, date=date(2027, 3, 2), intitule="Atelier", participants="Habitants",
        compte_rendu="Des échanges.",
    )  # fmt: skip
    workflows.write_frame(diagnostic, actor=dd.actor, problematique="Comment rejoindre les adultes isolés ?")


def test_a_territory_is_chosen_on_the_map(dd, seule, navigateur):
    trappes = seule.communes.get()
    Commune.objects.filter(pk=trappes.pk).update(code="78621")
    elancourt = CommuneFactory(code="78208", nom="Élancourt")
    epci = Intercommunalite.objects.create(code="200058782", nom="Un EPCI", nature="CA")
    epci.communes.set([trappes, elancourt])
    quartier = Quartier.objects.create(
        code="QP078001", nom="Les Merisiers", geographie=2015, departement=trappes.departement
    )
    quartier.communes.set([trappes])
    elle = Animation(navigateur(dd), seule.reference)
    elle.ouvrir("territoire/choisir/")

    elle.montrer_du_doigt("Les Merisiers")
    elle.montrer_du_doigt("Élancourt")
    elle.montrer_du_doigt("Trappes")

    assert elle.coches() == {"1. Les Merisiers (Trappes)", "Élancourt"}
    assert elle.colories() == {"Les Merisiers (Trappes)", "Élancourt"}
    elle.cocher("Toute l’intercommunalité")
    assert elle.colories() == {"Les Merisiers (Trappes)", "Élancourt", "Trappes"}
    elle.nav.click("Enregistrer le territoire")
    elle.doit_etre_accepte()
    assert set(seule.quartiers.all()) == {quartier}
    assert set(seule.intercommunalites.all()) == {epci}
