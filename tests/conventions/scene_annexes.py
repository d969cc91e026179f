"""The scene of a convention with something to join: a calendar, an adopted charte, a validated distribution."""

from datetime import date
from decimal import Decimal

from conventions.models import Budget, Convention, FicheAction
from conventions.workflows import redaction
from cooperatives.models import ArticleCharte, Charte, CharteRegionale, Etape
from tests.conventions.scene_convention import Scene, build

JOUR = date(2027, 1, 4)
TOUTES = {"calendrier": True, "charte": True, "repartition": True}


def peupler(scene: Scene) -> None:
    """A calendar, an adopted charte, a validated distribution of the year."""
    Etape.objects.create(
        ca=scene.ca, ordre=1, libelle="Diagnostic", debut=date(2026, 2, 1), fin=date(2026, 6, 30), livrables="Synthèse"
    )
    Etape.objects.create(ca=scene.ca, ordre=2, libelle="Mise en œuvre du plan d’actions")
    charte = Charte.objects.create(
        ca=scene.ca, modele=CharteRegionale.objects.create(numero=1), adoptee_le=date(2026, 9, 3)
    )
    ArticleCharte.objects.create(charte=charte, ordre=1, titre="Nos valeurs", texte="Une parole libre.")
    budget = Budget.objects.create(ca=scene.ca, annee=2027, montant=4321, statut="valide", validee_le=JOUR)
    asso, action = scene.asso.contact.organisation, FicheAction.objects.get(programme=scene.programme, numero=1)
    budget.lignes.create(beneficiaire=asso, action=action, montant=Decimal("4000.50"), motif="Ses ETP.")
    budget.lignes.create(beneficiaire=asso, nature="coordination", montant=Decimal("320.50"), motif="Animation.")


def complete() -> Scene:
    scene = build()
    peupler(scene)
    return scene


def choisir(scene, **choix) -> Convention:
    found = redaction.choisir_annexes(scene.convention, actor=scene.coordinatrice.actor, **(TOUTES | choix))
    scene.convention = found
    return found
