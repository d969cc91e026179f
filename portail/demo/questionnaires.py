"""The questionnaire of the actors, played: told back in CA-95, open in CA-78. Fictitious structures alone answer."""

from datetime import timedelta

from coop.journal.actors import Actor
from cooperatives.enums_vie import TypeLevierFrein
from evaluation.guide_questionnaire import INTRODUCTION, QUESTIONS
from evaluation.models import ParoleRecueillie, PersonneInterrogee, Questionnaire
from evaluation.workflows import cloture_questionnaire as cloture
from evaluation.workflows import questionnaire as campagne
from evaluation.workflows import reponses_acteurs as reponses
from evaluation.workflows import restitution_questionnaire as restitution
from portail.demo.joueur import Partie
from portail.demo.modele import Structure
from portail.demo.paroles import typo

TOUTES = set(range(1, len(QUESTIONS) + 1))
PROPRE = "Que faudrait-il garder, et que faudrait-il changer, l’an prochain\u00a0?"
# question → (what is said, theme, shown); one answer a structure, in the order of the story.
DITS = {
    1: (
        ("Un mot qui dit bien que chacun apporte et que chacun décide (parole fictive).", "Le nom parle", True),
        ("«\u00a0Coopérative\u00a0» fait penser à une structure juridique, il faut l’expliquer à chaque fois (parole fictive).", "Le nom s’explique", True),
        ("Pour moi c’est une alliance, pas un dispositif de plus (parole fictive).", "Le nom parle", False),
    ),
    2: (
        ("On ne répond plus chacun de son côté. La limite, c’est le temps des réunions (parole fictive).", "Le temps", True),
        ("Les petites structures ont du mal à dégager du temps (parole fictive).", "Le temps", True),
    ),
    3: (
        ("Une coordination présente et un ordre du jour qui arrive à l’avance (parole fictive).", "La coordination", True),
        ("Que les directions soutiennent leurs équipes (parole fictive).", "Les directions", True),
        ("Se connaître : les visites croisées ont tout changé (parole fictive).", "Se connaître", True),
    ),
    6: (
        ("Oui : on construit ensemble au lieu de remplir des cases (parole fictive).", "Construire ensemble", True),
        ("Plus de souplesse, mais les délais de versement restent longs (parole fictive).", "Les délais", True),
    ),
}  # fmt: skip
SYNTHESES = {
    2: "L’avantage cité par tous est de ne plus travailler côte à côte ; le temps demandé aux petites structures revient deux fois (texte fictif).",
    6: "Une façon de travailler jugée nouvelle, sauf pour les délais (texte fictif).",
}  # fmt: skip


def raconter_la_restitution(partie: Partie) -> None:
    """Asked of its three fictitious structures forty days ago, closed, read and published."""
    structures = [s for s in partie.recit.structures if s.fictive]
    with partie.le(partie.jour - timedelta(days=40)) as jour:
        row = _ouvrir(partie, structures, jusqu_au=jour + timedelta(days=21))
    with partie.le(partie.jour - timedelta(days=30)):
        for rang, structure in enumerate(structures):
            _repondre(partie, row, structure, rang)
    with partie.le(partie.jour - timedelta(days=15)):
        cloture.close(row, actor=partie.dd)
        _rendre(partie)


def raconter_l_ouverture(partie: Partie, *, repond: str) -> None:
    """Open since ten days in CA-78: one structure answered, the others are expected."""
    structures = [s for s in partie.recit.structures if s.fictive]
    with partie.le(partie.jour - timedelta(days=10)):
        row = _ouvrir(partie, structures, jusqu_au=partie.jour + timedelta(days=20), propres=[PROPRE])
    with partie.le(partie.jour - timedelta(days=4)):
        _repondre(partie, row, next(s for s in structures if s.nom == repond), 0)


def _ouvrir(partie: Partie, structures: list[Structure], **fields) -> Questionnaire:
    row = campagne.prepare(partie.ca, actor=partie.dd, introduction=INTRODUCTION, guide=TOUTES, **fields)
    contacts = [partie.contacts[structure.nom] for structure in structures]
    campagne.choose_people(row, actor=partie.dd, contacts=contacts)
    campagne.open_campaign(row, actor=partie.dd)
    return row


def _repondre(partie: Partie, row: Questionnaire, structure: Structure, rang: int) -> None:
    contact = partie.contacts[structure.nom]
    personne = PersonneInterrogee.objects.get(questionnaire=row, contact=contact)
    actor = Actor(label=contact.fonction, contact_id=contact.pk)
    said = {
        question.pk: typo(DITS[question.guide][rang][0])
        for question in row.questions.all()
        if len(DITS.get(question.guide, ())) > rang
    }
    reponses.send(reponses.save(personne, actor=actor, textes=said), actor=actor)


def _rendre(partie: Partie) -> None:
    """Passages chosen, one put in the register, syntheses written, published."""
    shown = {typo(said): (theme, public) for rows in DITS.values() for said, theme, public in rows}
    words = ParoleRecueillie.objects.filter(question__questionnaire__evaluation__ca=partie.ca)
    for parole in words.select_related("question__questionnaire__evaluation__ca"):
        theme, public = shown[parole.texte]
        restitution.choose_passage(parole, actor=partie.dd, extrait=parole.texte, theme=theme, public=public)
        if theme == "Les délais":
            restitution.to_register(parole, actor=partie.dd, type=TypeLevierFrein.FREIN)
    row = Questionnaire.objects.select_related("evaluation__ca").get(evaluation__ca=partie.ca)
    for question in row.questions.filter(guide__in=SYNTHESES).select_related("questionnaire__evaluation__ca"):
        text = typo(SYNTHESES[question.guide])
        restitution.write_synthese(question, actor=partie.dd, synthese=text)
    restitution.publish(row, actor=partie.dd, visible=True)
