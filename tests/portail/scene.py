"""A coopérative whose convention is in force, with bilans of its first quarter to transmit."""

from datetime import date
from decimal import Decimal

from conventions.models import Indicateur
from coop import horloge
from coop.accounts.models import User
from evaluation.models import Bilan
from evaluation.workflows import bilans
from tests.conventions.scene_convention import Scene, build

SIGNEE = date(2027, 1, 4)
APRES_T1 = date(2027, 4, 10)


def en_vigueur() -> Scene:
    """The scene of the convention, signed by everybody on 4 January 2027."""
    with horloge.at(SIGNEE):
        scene = build()
        for indicateur in Indicateur.objects.filter(type="ia"):
            indicateur.valeur_cible, indicateur.beneficiaires = Decimal(40), True
            indicateur.save()
        scene.a_la_signature()
        for user in (scene.delegue, scene.asso, scene.ville):
            scene.signer_papier(user, SIGNEE)
    scene.convention.refresh_from_db()
    scene.ca.phase = "mise_en_oeuvre"
    scene.ca.save()
    return scene


def transmettre(user: User, trimestre: int, valeur: int, reponse: str = "oui") -> Bilan:
    """Fill and transmit the bilan of the organisation of `user`, today."""
    bilan = Bilan.objects.get(partie__organisation=user.contact.organisation, trimestre=trimestre)
    version = bilans.open_draft(bilan, actor=user.actor)
    action = bilans.actions_of(bilan).get()
    readings = {i.pk: {"valeur": Decimal(valeur)} for i in action.indicateurs.exclude(type="ip")}
    answers = dict.fromkeys(("ressources", "groupes", "realisation", "objectifs"), reponse)
    reasons = {f"{name}_pourquoi": "Une raison fictive." for name in answers if reponse != "oui"}
    bilans.save_line(version, action, actor=user.actor, data=answers | reasons, readings=readings)
    bilans.transmit(bilan, actor=user.actor)
    bilan.refresh_from_db()
    return bilan
