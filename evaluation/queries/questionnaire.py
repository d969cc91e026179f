"""The questionnaire of a coopérative as its pages read it; never who said what."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact
from cooperatives.enums_vie import SourceFrein
from cooperatives.models import Cooperative
from cooperatives.queries.personnes import people_of
from evaluation.enums import ModeReponse
from evaluation.guide_questionnaire import gardes
from evaluation.models import ParoleRecueillie, PersonneInterrogee, Questionnaire, QuestionPosee


def du(ca: Cooperative) -> Questionnaire | None:
    """The questionnaire of the coopérative (1 statement)."""
    rows = Questionnaire.objects.select_related("evaluation__ca__departement").defer(
        "evaluation__ca__departement__trace"
    )
    return rows.filter(evaluation__ca=ca).first()


def proposees(ca: Cooperative, row: Questionnaire | None) -> QuerySet[Contact]:
    """The people of the coopérative, its délégation left out, and whoever was chosen already."""
    people = people_of(ca).exclude(organisation__type=TypeOrganisation.ARS)
    chosen = PersonneInterrogee.objects.filter(questionnaire=row).values("contact") if row else []
    rows = Contact.objects.filter(Q(pk__in=people.order_by().values("pk")) | Q(pk__in=chosen))
    return rows.select_related("organisation").order_by("organisation__recherche", "fonction", "pk")


def personne_de(ca: Cooperative, contact_id: int | None) -> PersonneInterrogee | None:
    """What somebody is asked in this coopérative, once it is open (1 statement)."""
    if contact_id is None:
        return None
    rows = _personnes().filter(questionnaire__evaluation__ca=ca, questionnaire__ouvert_le__isnull=False)
    return rows.filter(contact=contact_id).first()


def personne(**wanted) -> PersonneInterrogee | None:
    return _personnes().filter(**wanted).first()


def _personnes() -> QuerySet[PersonneInterrogee]:
    return PersonneInterrogee.objects.select_related("contact", "questionnaire__evaluation__ca__departement")


@dataclass(frozen=True, slots=True)
class Etat:
    """Where somebody stands: the word and the tone of its badge."""

    personne: PersonneInterrogee
    mot: str
    ton: str

    @property
    def attendue(self) -> bool:
        return self.ton == "attente"

    @property
    def retirable(self) -> bool:
        """Whether its invitation may be taken back; the verb refuses once the person began to write."""
        return self.attendue and not self.personne.remise_le

    @property
    def saisissable(self) -> bool:
        """Whether the coordination may type what it says by telephone."""
        return self.retirable or self.personne.a_la_coordination


def etat(row: PersonneInterrogee) -> tuple[str, str]:
    """What the coordination sees of somebody: whether they answered, never what."""
    if row.envoyee_le:
        return "a répondu", "fait"
    if row.retiree_le:
        return "ne répond pas", "clos"
    if row.a_la_coordination:
        return "échange en cours de saisie", "cours"
    return ("à relire par la personne", "attente") if row.remise_le else ("pas encore", "attente")


@dataclass(frozen=True, slots=True)
class Suivi:
    """Who was asked and who answered."""

    etats: list[Etat]

    @property
    def repondu(self) -> int:
        return sum(bool(e.personne.envoyee_le) for e in self.etats)

    @property
    def attendues(self) -> int:
        return sum(e.attendue for e in self.etats)

    @property
    def par_telephone(self) -> int:
        return sum(e.personne.mode == ModeReponse.TELEPHONE for e in self.etats if e.personne.envoyee_le)

    @property
    def non_envoyees(self) -> int:
        """Exchanges typed and not sent by their person: they would be lost."""
        return sum(bool(e.personne.saisie_par) and not e.personne.envoyee_le for e in self.etats)

    @property
    def en_ligne(self) -> int:
        return self.repondu - self.par_telephone

    @property
    def gardes(self) -> set[str]:
        """The modes whose words would be read if it were closed now."""
        return gardes({ModeReponse.EN_LIGNE: self.en_ligne, ModeReponse.TELEPHONE: self.par_telephone})

    @property
    def lisible(self) -> bool:
        """Whether closing now would give something to read."""
        return ModeReponse.EN_LIGNE in self.gardes or bool(self.gardes and self.par_telephone)

    @property
    def perdues(self) -> int:
        """Answers that closing now would erase: too few people wrote on line, or answered at all."""
        kept = self.gardes
        lost = {ModeReponse.EN_LIGNE: self.en_ligne, ModeReponse.TELEPHONE: self.par_telephone}
        return sum(count for mode, count in lost.items() if mode not in kept)


def suivi(row: Questionnaire) -> Suivi:
    """The people asked, by organisation and function (1 statement)."""
    rows = row.personnes.select_related("contact__organisation")
    rows = rows.order_by("contact__organisation__recherche", "contact__fonction", "pk")
    return Suivi([Etat(personne, *etat(personne)) for personne in rows])


@dataclass(slots=True)
class Theme:
    """One theme of a question: how many passages, those that members read."""

    nom: str
    nombre: int = 0
    passages: list[ParoleRecueillie] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ParolesQuestion:
    """One question with what comes out of it: its themes, the passages shown."""

    question: QuestionPosee
    themes: list[Theme]

    @property
    def libelle(self) -> str:
        return self.question.libelle

    @property
    def muette(self) -> bool:
        """Answered, and nothing of it is shown: neither passage, nor theme, nor synthesis."""
        told = self.question.synthese or self.passages or any(theme.nom for theme in self.themes)
        return bool(self.themes) and not told

    @property
    def passages(self) -> list[ParoleRecueillie]:
        return [passage for theme in self.themes for passage in theme.passages]


def restitution(row: Questionnaire) -> list[ParolesQuestion]:
    """By question, what members read: the public passages by theme, the untold themes last (2 statements)."""
    questions = list(row.questions.order_by("ordre"))
    themes: dict[int, dict[str, Theme]] = {question.pk: {} for question in questions}
    for parole in ParoleRecueillie.objects.filter(question__questionnaire=row).order_by("pk"):
        theme = themes[parole.question_id].setdefault(parole.theme.casefold(), Theme(parole.theme))
        theme.nombre += 1
        if parole.public:
            theme.passages.append(parole)
    return [ParolesQuestion(question, sorted(themes[question.pk].values(), key=_rank)) for question in questions]


def _rank(theme: Theme) -> tuple:
    return (not theme.nom, -theme.nombre, theme.nom)


def paroles(ca: Cooperative) -> list[ParolesQuestion]:
    """The published passages of the coopérative by question, without author; empty before publication (3 statements)."""
    row = Questionnaire.objects.filter(evaluation__ca=ca, publie_le__isnull=False).first()
    return [question for question in restitution(row) if question.passages] if row else []


@dataclass(frozen=True, slots=True)
class ALire:
    """One question and the words it received; each says `au_registre` when it is a frein or a levier already."""

    question: QuestionPosee
    paroles: list[ParoleRecueillie]

    @property
    def montrees(self) -> int:
        return sum(parole.public for parole in self.paroles)


def a_lire(row: Questionnaire) -> list[ALire]:
    """Every word of a closed questionnaire, by question, without author (3 statements)."""
    paroles = list(ParoleRecueillie.objects.filter(question__questionnaire=row).order_by("pk"))
    taken = set(row.ca.leviers_freins.filter(source=SourceFrein.QUESTIONNAIRE).values_list("source_cle", flat=True))
    found: dict[int, list[ParoleRecueillie]] = {}
    for parole in paroles:
        parole.au_registre = f"questionnaire:{parole.pk}" in taken
        found.setdefault(parole.question_id, []).append(parole)
    return [ALire(question, found.get(question.pk, [])) for question in row.questions.order_by("ordre")]


def lisible(row: Questionnaire) -> bool:
    """Whether its closing left words to read (1 statement)."""
    return ParoleRecueillie.objects.filter(question__questionnaire=row).exists()


def themes(row: Questionnaire) -> list[str]:
    """The themes already used in this questionnaire, to be used again (1 statement)."""
    rows = ParoleRecueillie.objects.filter(question__questionnaire=row).exclude(theme="")
    return sorted(set(rows.values_list("theme", flat=True)))


def parole(row: Questionnaire, pk: int) -> ParoleRecueillie | None:
    rows = ParoleRecueillie.objects.filter(question__questionnaire=row, pk=pk)
    return rows.select_related("question__questionnaire__evaluation__ca__departement").first()
