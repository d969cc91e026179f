"""The scene of a convention in force, to amend and renew."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from conventions.models import Avenant, Convention, FicheAction, Lieu, Objectif, VersionConvention
from conventions.workflows import avenants_signature, signature
from coop import horloge
from coop.accounts.models import User
from cooperatives.models import Membre
from tests.conventions import scene_convention

EFFET = date(2026, 9, 15)


@dataclass
class SceneAvenant(scene_convention.Scene):
    def action(self, numero: int) -> FicheAction:
        return FicheAction.objects.get(programme=self.programme, numero=numero)

    def membre(self, user: User) -> Membre:
        return Membre.objects.get(ca=self.ca, organisation=user.contact.organisation)

    def parties(self, on: date | None = None) -> set[int]:
        return set(self.convention.parties.en_cours(on).values_list("organisation", flat=True))

    def reread(self) -> Convention:
        return Convention.objects.get(pk=self.convention.pk)

    def complete(self, action: FicheAction) -> None:
        """Fill the seven fields of a fiche."""
        action.objectif = Objectif.objects.get(programme=self.programme, niveau="operationnel")
        action.contenu, action.calendrier = "Un bus le jeudi.", "De mars à juin 2027."
        action.modes_intervention, action.public_cible = "Aller vers.", "Habitants."
        action.etp = Decimal("0.20")
        action.save_version()
        Lieu.objects.create(action=action, libelle="Place du marché")

    def sign_avenant(self, avenant: Avenant) -> VersionConvention:
        version = avenants_signature.mettre_a_la_signature(avenant, actor=self.coordinatrice.actor)
        self.sign_all(version)
        return version

    def sign_all(self, version: VersionConvention, le: date | None = None) -> None:
        for row in version.signatures.filter(signee_le__isnull=True):
            signature.sign_on_paper(row, actor=self.coordinatrice.actor, signee_le=le or horloge.today())


def en_vigueur() -> SceneAvenant:
    """The scene of the convention, signed by everybody on EFFET."""
    built = scene_convention.build()
    scene = SceneAvenant(**vars(built))
    with horloge.at(EFFET):
        version = scene.a_la_signature()
        scene.sign_all(version)
    scene.convention = scene.reread()
    return scene
