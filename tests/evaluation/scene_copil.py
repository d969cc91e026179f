"""A convention in force since 2 January 2026, with its two actions, for the COPIL table and the région."""

from datetime import date

from evaluation.workflows import bilans
from tests.conventions import scene_convention
from tests.conventions.scene_convention import Scene

EFFET = date(2026, 1, 2)


def en_vigueur() -> Scene:
    """The scene, signed by all on paper on 2 January 2026."""
    scene = scene_convention.build()
    scene.a_la_signature()
    for user in (scene.asso, scene.ville, scene.delegue):
        scene.signer_papier(user, EFFET)
    scene.convention.refresh_from_db()
    scene.ca.refresh_from_db()
    return scene


def transmettre(bilan, actor, valeurs: dict[str, object]) -> None:
    """Fill and transmit a bilan: `valeurs` gives the figure of indicators by type."""
    version = bilans.open_draft(bilan, actor=actor)
    for action in bilan.partie.convention.programme.actions.filter(
        promoteur__organisation=bilan.partie.organisation
    ).order_by("numero"):
        readings = {
            i.pk: {"valeur": valeurs[i.type], "raison": ""} for i in action.indicateurs.all() if i.type in valeurs
        }
        answers = dict.fromkeys(("ressources", "groupes", "realisation", "objectifs"), "oui")
        bilans.save_line(version, action, actor=actor, data=answers, readings=readings)
    bilans.transmit(bilan, actor=actor)
