"""The questionnaire of the actors (R-REF-6): what is asked, who is asked, answers while it runs, words without author after.

An answer belongs to a person only while the questionnaire runs. Closing it copies the words without their author, shuffled,
then erases the answers: nobody can tie them again, so that nothing personal is left to keep (R-SI-04).
"""

from django.db import models
from django.db.models import F, Q

from coop import horloge
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact
from coop.versions import Versioned
from evaluation.enums import ModeReponse
from evaluation.models.evaluation_ca import EvaluationCA

QUESTIONS_DU_GUIDE = 6


class Questionnaire(Versioned):
    """The one campaign of an evaluation: prepared, open until a day, closed, its restitution published."""

    evaluation = models.OneToOneField(
        EvaluationCA, models.CASCADE, related_name="questionnaire", verbose_name="évaluation"
    )
    introduction = models.TextField("introduction", max_length=3000)
    jusqu_au = models.DateField("réponses jusqu’au")
    ouvert_le = models.DateField("ouvert le", null=True, blank=True, editable=False)
    rappel_le = models.DateField("rappelé le", null=True, blank=True, editable=False)
    clos_le = models.DateField("clos le", null=True, blank=True, editable=False)
    publie_le = models.DateField("restitution publiée le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "questionnaire des acteurs"
        verbose_name_plural = "questionnaires des acteurs"
        ordering = ["evaluation"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ouvert_le__isnull=True) | Q(jusqu_au__gte=F("ouvert_le")),
                name="questionnaire_finit_apres_son_ouverture",
                violation_error_message="Le dernier jour suit l’ouverture.",
            ),
            models.CheckConstraint(
                condition=Q(clos_le__isnull=True) | Q(ouvert_le__isnull=False),
                name="questionnaire_clos_une_fois_ouvert",
                violation_error_message="Un questionnaire se clôt après avoir été ouvert.",
            ),
            models.CheckConstraint(
                condition=Q(publie_le__isnull=True) | Q(clos_le__isnull=False),
                name="questionnaire_publie_une_fois_clos",
                violation_error_message="La restitution se publie une fois le questionnaire clos.",
            ),
        ]

    def __str__(self) -> str:
        return "Questionnaire des acteurs"

    @property
    def ca(self):
        return self.evaluation.ca

    @property
    def recueille(self) -> bool:
        """Whether it takes answers today."""
        return self.ouvert_le is not None and self.clos_le is None and horloge.today() <= self.jusqu_au

    @property
    def termine(self) -> bool:
        """Its last day is over and nobody closed it yet."""
        return self.ouvert_le is not None and self.clos_le is None and horloge.today() > self.jusqu_au


class QuestionPosee(Versioned):
    """One question asked: one of the six of the sources (`guide`), or the coopérative's own."""

    questionnaire = models.ForeignKey(
        Questionnaire, models.CASCADE, related_name="questions", verbose_name="questionnaire"
    )
    ordre = models.PositiveSmallIntegerField("ordre")
    guide = models.PositiveSmallIntegerField("question du guide", null=True, blank=True)
    libelle = models.TextField("question", max_length=500)
    synthese = models.TextField("ce qu’il en ressort", max_length=4000, blank=True)

    class Meta:
        verbose_name = "question posée"
        verbose_name_plural = "questions posées"
        ordering = ["questionnaire", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "ordre"],
                name="question_posee_a_sa_place",
                violation_error_message="Deux questions ne tiennent pas la même place.",
            ),
            models.UniqueConstraint(
                fields=["questionnaire", "guide"],
                condition=Q(guide__isnull=False),
                name="question_du_guide_posee_une_fois",
                violation_error_message="Cette question est déjà posée.",
            ),
            models.CheckConstraint(
                condition=Q(guide__isnull=True) | Q(guide__gte=1, guide__lte=QUESTIONS_DU_GUIDE),
                name="question_du_guide_existe",
                violation_error_message="Le guide d’entretien compte six questions.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle


class PersonneInterrogee(Versioned):
    """Somebody who is asked. What they said is in `reponses`, theirs alone while the questionnaire runs.

    By telephone the coordination types what was said (`saisie_par`) until it is handed over (`remise_le`): from then on
    the person alone reads and writes it, as the party does with a bilan typed for it (decisions.md 27).
    """

    questionnaire = models.ForeignKey(
        Questionnaire, models.CASCADE, related_name="personnes", verbose_name="questionnaire"
    )
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+", verbose_name="contact")
    mode = models.CharField("mode", max_length=10, choices=ModeReponse, default=ModeReponse.EN_LIGNE)
    recueilli_le = models.DateField("échange du", null=True, blank=True)
    duree_min = models.PositiveSmallIntegerField("durée de l’échange (minutes)", null=True, blank=True)
    saisie_par = models.CharField("saisi par", max_length=200, blank=True)
    remise_le = models.DateTimeField("remise à la personne le", null=True, blank=True)
    envoyee_le = models.DateField("réponses envoyées le", null=True, blank=True)
    retiree_le = models.DateField("ne répond pas, depuis le", null=True, blank=True)

    class Meta:
        verbose_name = "personne interrogée"
        verbose_name_plural = "personnes interrogées"
        ordering = ["questionnaire", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "contact"],
                name="personne_interrogee_une_fois",
                violation_error_message="Cette personne est déjà interrogée.",
            ),
            models.CheckConstraint(
                condition=Q(envoyee_le__isnull=True) | Q(retiree_le__isnull=True),
                name="reponses_envoyees_ou_retirees",
                violation_error_message="Des réponses sont envoyées, ou retirées.",
            ),
            models.CheckConstraint(
                condition=Q(mode="en_ligne", saisie_par="", recueilli_le__isnull=True)
                | (Q(mode="telephone", recueilli_le__isnull=False) & ~Q(saisie_par="")),
                name="echange_telephonique_date_et_signe",
                violation_error_message="Un échange téléphonique a une date et quelqu’un qui l’a saisi.",
            ),
            models.CheckConstraint(
                condition=Q(duree_min__isnull=True) | Q(duree_min__gte=1, duree_min__lte=240),
                name="echange_duree_plausible",
                violation_error_message="La durée d’un échange va de 1 à 240 minutes.",
            ),
        ]

    def __str__(self) -> str:
        return "Personne interrogée"

    @property
    def a_la_coordination(self) -> bool:
        """Whether the coordination is still typing it."""
        return bool(self.saisie_par) and self.remise_le is None


class ReponseActeur(models.Model):
    """What one person answers to one question, as long as the questionnaire runs."""

    personne = models.ForeignKey(
        PersonneInterrogee, models.CASCADE, related_name="reponses", verbose_name="personne interrogée"
    )
    question = models.ForeignKey(QuestionPosee, models.CASCADE, related_name="reponses", verbose_name="question")
    texte = models.TextField("réponse", max_length=4000)

    class Meta:
        verbose_name = "réponse"
        ordering = ["personne", "question__ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["personne", "question"],
                name="reponse_une_par_question",
                violation_error_message="Cette question a déjà une réponse.",
            ),
            models.CheckConstraint(
                condition=~Q(texte=""),
                name="reponse_non_vide",
                violation_error_message="Une réponse vide ne se garde pas.",
            ),
        ]

    def __str__(self) -> str:
        return "Réponse"


class ParoleRecueillie(Versioned):
    """The words of somebody who is no longer known. Keys are drawn at random: their order tells nothing of the answers'.

    The coordination chooses the passage that members read (`extrait`, `public`), and the theme it belongs to.
    """

    question = models.ForeignKey(QuestionPosee, models.CASCADE, related_name="paroles", verbose_name="question")
    texte = models.TextField("ce qui a été dit", max_length=4000)
    type_organisation = models.CharField("type de structure", max_length=30, choices=TypeOrganisation, blank=True)
    extrait = models.TextField("passage à montrer", max_length=4000, blank=True)
    theme = models.CharField("thème", max_length=80, blank=True)
    public = models.BooleanField("les membres peuvent lire ce passage", default=False)

    class Meta:
        verbose_name = "parole d’acteur"
        verbose_name_plural = "paroles d’acteurs"
        ordering = ["question", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(public=False) | ~Q(extrait=""),
                name="parole_publique_a_un_passage",
                violation_error_message="Écrivez le passage à montrer.",
            )
        ]

    def __str__(self) -> str:
        return self.extrait or "Parole d’acteur"
