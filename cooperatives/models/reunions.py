"""Around a meeting: who was convened and what they answered, items proposed, remarks on the minutes."""

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.notifications.models import Mail
from coop.organisations.models import Contact
from cooperatives.enums import Reponse, StatutProposition, StatutRemarque
from cooperatives.models.gouvernance import PointOdj, Reunion
from cooperatives.models.membres import Membre


class Convocation(models.Model):
    """One person convened to a meeting, the last mail written to them, and their answer."""

    reunion = models.ForeignKey(Reunion, models.CASCADE, related_name="convocations", verbose_name="réunion")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="convocations", verbose_name="contact")
    membre = models.ForeignKey(
        Membre, models.PROTECT, null=True, blank=True, related_name="convocations", verbose_name="au titre de"
    )
    courriel = models.ForeignKey(
        Mail, models.SET_NULL, null=True, blank=True, related_name="convocations", verbose_name="courriel"
    )
    envoyee_le = models.DateTimeField("envoyée le", default=horloge.now)
    relancee_le = models.DateTimeField("relancée le", null=True, blank=True)
    reponse = models.CharField("réponse", max_length=12, choices=Reponse, blank=True)
    represente_par = models.CharField("représenté par", max_length=150, blank=True)
    repondue_le = models.DateTimeField("répondue le", null=True, blank=True)

    class Meta:
        verbose_name = "convocation"
        ordering = ["reunion", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reunion", "contact"],
                name="convocation_unique",
                violation_error_message="Cette personne est déjà convoquée.",
            ),
            models.CheckConstraint(
                condition=~Q(reponse=Reponse.REPRESENTE) | ~Q(represente_par=""),
                name="convocation_representee_par_quelqu_un",
                violation_error_message="Dites qui vous représente.",
            ),
            models.CheckConstraint(
                condition=Q(reponse="", repondue_le__isnull=True) | (~Q(reponse="") & Q(repondue_le__isnull=False)),
                name="convocation_reponse_datee",
                violation_error_message="Une réponse a une date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact}, {self.reunion}"


class PropositionPoint(models.Model):
    """An item somebody proposes for the agenda; the coordination takes it or leaves it, with a word."""

    reunion = models.ForeignKey(Reunion, models.CASCADE, related_name="propositions", verbose_name="réunion")
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="points_proposes", verbose_name="proposé par"
    )
    intitule = models.CharField("point proposé", max_length=250)
    statut = models.CharField("suite", max_length=12, choices=StatutProposition, default=StatutProposition.PROPOSEE)
    mot = models.CharField("mot de la coordination", max_length=300, blank=True)
    point = models.OneToOneField(
        PointOdj, models.SET_NULL, null=True, blank=True, related_name="proposition", verbose_name="point retenu"
    )
    cree_le = models.DateTimeField("proposé le", default=horloge.now)

    class Meta:
        verbose_name = "point proposé"
        verbose_name_plural = "points proposés"
        ordering = ["reunion", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(statut=StatutProposition.ECARTEE) | ~Q(mot=""),
                name="proposition_ecartee_avec_un_mot",
                violation_error_message="Dites en un mot pourquoi ce point n’est pas retenu.",
            )
        ]

    def __str__(self) -> str:
        return self.intitule


class RemarqueCR(models.Model):
    """A remark on diffused minutes, during the time of corrections; the coordination answers it."""

    reunion = models.ForeignKey(Reunion, models.CASCADE, related_name="remarques", verbose_name="réunion")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="remarques_cr", verbose_name="de")
    texte = models.TextField("remarque")
    statut = models.CharField("suite", max_length=12, choices=StatutRemarque, default=StatutRemarque.RECUE)
    reponse = models.TextField("réponse de la coordination", blank=True)
    cree_le = models.DateTimeField("reçue le", default=horloge.now)
    traitee_le = models.DateTimeField("traitée le", null=True, blank=True)

    class Meta:
        verbose_name = "remarque sur un compte rendu"
        verbose_name_plural = "remarques sur les comptes rendus"
        ordering = ["reunion", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(statut=StatutRemarque.NON_SUIVIE) | ~Q(reponse=""),
                name="remarque_non_suivie_expliquee",
                violation_error_message="Dites pourquoi la remarque n’est pas retenue.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact}, {self.reunion}"
