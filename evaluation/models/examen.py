"""What the coordination does with a transmitted version: it reads it, and asks about one field (decisions.md 25)."""

from django.db import models
from django.db.models import Q

from conventions.models import FicheAction
from coop import horloge
from coop.organisations.models import Contact
from evaluation.models.bilan import Bilan, VersionBilan


class LectureBilan(models.Model):
    """One person of the coordination has read one transmitted version: nothing is accepted in a lot before."""

    version = models.ForeignKey(VersionBilan, models.CASCADE, related_name="lectures", verbose_name="version")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="+", verbose_name="lu par")
    lue_le = models.DateTimeField("lue le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "lecture d’un bilan"
        verbose_name_plural = "lectures d’un bilan"
        ordering = ["version", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "contact"],
                name="lecture_bilan_unique",
                violation_error_message="Cette personne a déjà lu cette version.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} lue par {self.contact}"


class QuestionChamp(models.Model):
    """A question of the coordination on one answer; it waits until it is sent, then for the answer of the party.

    `action` is None for the highlights and the needs; `champ` is the code of the field in the form, `libelle` its
    words on the day of the question.
    """

    bilan = models.ForeignKey(Bilan, models.CASCADE, related_name="questions", verbose_name="bilan")
    version = models.ForeignKey(VersionBilan, models.PROTECT, related_name="questions", verbose_name="version lue")
    action = models.ForeignKey(
        FicheAction, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="action"
    )
    champ = models.CharField("champ", max_length=40)
    libelle = models.CharField("intitulé du champ", max_length=300)
    question = models.TextField("question")
    posee_par = models.CharField("posée par", max_length=200)
    posee_le = models.DateTimeField("posée le", default=horloge.now, editable=False)
    envoyee_le = models.DateTimeField("envoyée le", null=True, blank=True)
    reponse = models.TextField("réponse", blank=True)
    repondue_par = models.CharField("répondue par", max_length=200, blank=True)
    repondue_le = models.DateTimeField("répondue le", null=True, blank=True)

    class Meta:
        verbose_name = "question sur un champ"
        verbose_name_plural = "questions sur un champ"
        ordering = ["bilan", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(question=""),
                name="question_champ_a_un_texte",
                violation_error_message="Écrivez la question.",
            ),
            models.CheckConstraint(
                condition=Q(reponse="", repondue_le__isnull=True)
                | (~Q(reponse="") & Q(repondue_le__isnull=False, envoyee_le__isnull=False)),
                name="question_champ_reponse_apres_envoi",
                violation_error_message="Une réponse est datée et suit l’envoi de la question.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.libelle} : {self.question}"
