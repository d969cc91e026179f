"""The scene of a convention in force, to amend and renew."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from conventions.models import Avenant, Convention, FicheAction, Lieu, Objectif, VersionConvention
from conventions.rules_echeance import actions_a_decider, est_anticipee, periode_en_cours, retenue
from conventions.workflows import actions, avenants, avenants_signature, echeance, signature
from coop import horloge
from coop.accounts.models import User
from cooperatives.models import Membre, Reunion
from evaluation.models import ValidationBilanAnnuel
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
        """Fill the seven fields of a fiche, and give it the indicator it starts with."""
        action.objectif = Objectif.objects.get(programme=self.programme, niveau="operationnel")
        action.contenu, action.calendrier = "Un bus le jeudi.", "De mars à juin 2027."
        action.modes_intervention, action.public_cible = "Aller vers.", "Habitants."
        action.etp = Decimal("0.20")
        action.save_version()
        Lieu.objects.create(action=action, libelle="Place du marché")
        action.indicateurs.get_or_create(type="ia", defaults={"libelle": "Passages", "sources_methodes": "Carnet"})

    def tenir_la_reunion(self, le: date | None = None) -> Reunion:
        """A réunion élargie held that day, named for the period when it is early."""
        day = le or horloge.today()
        moment = timezone.make_aware(datetime.combine(day, time(9, 30)))
        row = Reunion.objects.create(ca=self.ca, type="elargie", prevue_le=moment, statut="tenue", tenue_le=day)
        periode = periode_en_cours(self.reread())
        if est_anticipee(periode, day):
            echeance.retenir_reunion(self.reread(), row, actor=self.coordinatrice.actor, motif="Salle libre ce jour.")
        return row

    def regler_l_annee(self) -> None:
        """What the réunion élargie settles: it is held, the bilan validated, each action renewed."""
        convention, actor = self.reread(), self.coordinatrice.actor
        periode = periode_en_cours(convention)
        if retenue(convention, periode) is None:
            self.tenir_la_reunion()
            periode = periode_en_cours(convention)
        ValidationBilanAnnuel.objects.get_or_create(
            periode=periode, defaults={"validee_le": horloge.today(), "instance": "Comité de pilotage"}
        )
        decided = periode.decisions.values_list("action", flat=True)
        for action in actions_a_decider(convention):
            if action.pk not in set(decided):
                echeance.decider(convention, action, actor=actor, decision="reconduite")

    def sign_avenant(self, avenant: Avenant) -> VersionConvention:
        if avenant.reconduction:
            self.regler_l_annee()
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


def en_preparation(scene) -> Avenant:
    """An avenant in preparation, that rewrites the first action."""
    row = avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor, motif="Adapter le programme.")
    rewrite(scene, row)
    return row


def rewrite(scene, avenant: Avenant, numero: int = 1, contenu: str = "Ateliers et permanences.") -> FicheAction:
    """The copy of an action that the avenant prepares, with another content."""
    copy = avenants.modifier_action(avenant, scene.action(numero), actor=scene.coordinatrice.actor)
    return actions.write(copy, actor=scene.coordinatrice.actor, contenu=contenu)


def url(name: str, **kwargs) -> str:
    """The address of a page of the convention of the scene."""
    return reverse(f"conventions:{name}", kwargs={"ca_ref": "CA-78-01", **kwargs})


def read(client, name: str, **kwargs) -> str:
    """The page as it is sent."""
    response = client.get(url(name, **kwargs))
    assert response.status_code == 200
    return response.content.decode()
