"""What the actors said, given back: passages chosen, themes, syntheses, published; what becomes a frein or an experience."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from cooperatives.enums_vie import AxeLevierFrein, SourceFrein, TypeLevierFrein
from cooperatives.models import LevierFrein, RetourExperience
from cooperatives.workflows.vie import leviers, retours
from evaluation.masquage import masquer, noms_de
from evaluation.models import ParoleRecueillie, Questionnaire, QuestionPosee
from evaluation.rules_questionnaire import may_read_words

REFUS = "Les paroles des acteurs se lisent avec la coordination, une fois le questionnaire clos."
D_ABORD = "Choisissez d’abord le passage à montrer\u00a0: lui seul quitte cette page."
RIEN = "Montrez au moins un passage, ou écrivez ce qui ressort d’une question."
# Where each question of the guide leads in the table of freins and leviers; corrected in the register.
AXES = {2: AxeLevierFrein.QUALITE, 4: AxeLevierFrein.QUALITE, 5: AxeLevierFrein.QUALITE, 6: AxeLevierFrein.ARS}
TITRE = 150


@transaction.atomic
def choose_passage(
    parole: ParoleRecueillie, *, actor: Actor, extrait: str, theme: str, public: bool, version: int | None = None
) -> ParoleRecueillie:
    """The passage members read, or not, and its theme. Raises Refused, StaleVersion, ValidationError (public and empty)."""
    require(may_read_words, actor, parole.question.questionnaire, REFUS)
    parole.extrait, parole.theme, parole.public = extrait.strip(), " ".join(theme.split()), public
    parole.save_version(version)
    _log("questionnaire.choose_passage", "Passage du questionnaire relu.", parole.question.questionnaire, actor)
    return parole


def show(parole: ParoleRecueillie, *, actor: Actor, visible: bool) -> ParoleRecueillie:
    """In one click: the words as they are, known names masked, read by members; or no longer."""
    require(may_read_words, actor, parole.question.questionnaire, REFUS)
    extrait = parole.extrait or masquer(parole.texte, noms_de(parole.question.questionnaire.ca))
    return choose_passage(parole, actor=actor, extrait=extrait, theme=parole.theme, public=visible)


@transaction.atomic
def erase(parole: ParoleRecueillie, *, actor: Actor) -> None:
    """Erase words that tell of somebody, or of somebody's health: they are not kept anywhere."""
    row = parole.question.questionnaire
    require(may_read_words, actor, row, REFUS)
    parole.delete()
    _log("questionnaire.erase", "Parole du questionnaire effacée.", row, actor)


@transaction.atomic
def write_synthese(
    question: QuestionPosee, *, actor: Actor, synthese: str, version: int | None = None
) -> QuestionPosee:
    """What comes out of a question, in the words of who read. Raises Refused, StaleVersion."""
    require(may_read_words, actor, question.questionnaire, REFUS)
    question.synthese = synthese.strip()
    question.save_version(version)
    _log("questionnaire.synthesise", f"Synthèse écrite, question {question.ordre}.", question.questionnaire, actor)
    return question


def cle(parole: ParoleRecueillie) -> str:
    """The key of a passage in the register of freins: it enters once."""
    return f"questionnaire:{parole.pk}"


@transaction.atomic
def to_register(parole: ParoleRecueillie, *, actor: Actor, type: TypeLevierFrein) -> LevierFrein:
    """A public passage becomes a frein or a levier of the register (R-LF-04). Raises Refused, ValidationError (already there)."""
    _shown(parole, actor)
    short = _short(parole.extrait, LevierFrein._meta.get_field("libelle").max_length)
    return leviers.report(
        parole.question.questionnaire.ca, actor=actor, source_cle=cle(parole), type=type, libelle=short,
        axe=AXES.get(parole.question.guide, AxeLevierFrein.DYNAMIQUE), source=SourceFrein.QUESTIONNAIRE,
        description="" if short == parole.extrait else parole.extrait,
    )  # fmt: skip


@transaction.atomic
def to_experience(parole: ParoleRecueillie, *, actor: Actor) -> RetourExperience:
    """A public passage becomes a retour d'expérience to complete. Raises Refused, ValidationError."""
    _shown(parole, actor)
    ca = parole.question.questionnaire.ca
    return retours.tell(ca, actor=actor, titre=_short(parole.extrait, TITRE), tatonnement=parole.extrait)


def _shown(parole: ParoleRecueillie, actor: Actor) -> None:
    require(may_read_words, actor, parole.question.questionnaire, REFUS)
    if not parole.public:
        raise ValidationError(D_ABORD)


def _short(text: str, limit: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rsplit(' ', 1)[0]}…"


@transaction.atomic
def publish(row: Questionnaire, *, actor: Actor, visible: bool) -> Questionnaire:
    """Let the members read the restitution, or no longer. Raises Refused, ValidationError (nothing to read)."""
    require(may_read_words, actor, row, REFUS)
    shown = ParoleRecueillie.objects.filter(question__questionnaire=row, public=True).exists()
    if visible and not shown and not row.questions.exclude(synthese="").exists():
        raise ValidationError(RIEN)
    row.publie_le = horloge.today() if visible else None
    row.save_version()
    if visible:
        _log("questionnaire.publish", "Ce que disent les acteurs est publié.", row, actor)
    else:
        _log("questionnaire.unpublish", "Ce que disent les acteurs n’est plus montré aux membres.", row, actor)
    return row


def _log(verb: str, summary: str, row: Questionnaire, actor: Actor) -> None:
    record(verb, summary, actor=actor, obj=row, ca_id=row.evaluation.ca_id)
