"""Every mail that leaves, with its state: the journal of what people were told."""

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.organisations.models import Contact


class Mail(models.Model):
    """One message to one address. `dedupe_key` makes a reminder leave once."""

    class Etat(models.TextChoices):
        A_ENVOYER = "a_envoyer", "à envoyer"
        ENVOYE = "envoye", "envoyé"
        ECHEC = "echec", "non remis"

    kind = models.CharField("nature", max_length=60)
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="mails", verbose_name="contact"
    )
    to = models.EmailField("destinataire", blank=True)
    subject = models.CharField("objet", max_length=250)
    body = models.TextField("texte")
    html = models.TextField("version mise en page", blank=True)
    ca_id = models.BigIntegerField("coopérative", null=True, blank=True, db_index=True)
    departement_code = models.CharField("département", max_length=3, blank=True)
    organisation_id = models.BigIntegerField("organisation", null=True, blank=True)
    dedupe_key = models.CharField("clé d’unicité", max_length=200, blank=True)
    state = models.CharField("état", max_length=12, choices=Etat, default=Etat.A_ENVOYER)
    error = models.TextField("raison", blank=True)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    # False: the text kept here hides a one-time code or link, so what is kept cannot be sent again.
    resendable = models.BooleanField("peut repartir", default=True)
    created_at = models.DateTimeField("créé le", default=horloge.now)
    # Set by who takes it to send it: until it is old, nobody else takes the same mail.
    tried_at = models.DateTimeField("dernier essai le", null=True, blank=True, editable=False)
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)

    class Meta:
        verbose_name = "courriel"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dedupe_key"],
                condition=~Q(dedupe_key=""),
                name="mail_dedupe_key_unique",
                violation_error_message="Ce courriel est déjà parti.",
            ),
            models.CheckConstraint(
                condition=~Q(to="") | Q(state="echec"),
                name="mail_sans_adresse_en_echec",
                violation_error_message="Un courriel sans adresse n’est pas envoyé.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Attachment(models.Model):
    """A small file that leaves with a mail (calendar invitation, receipt); kept so that a retry sends it too."""

    mail = models.ForeignKey(Mail, models.CASCADE, related_name="attachments", verbose_name="courriel")
    name = models.CharField("nom du fichier", max_length=150)
    content_type = models.CharField("type", max_length=100)
    content = models.BinaryField("contenu")

    class Meta:
        verbose_name = "pièce jointe"
        verbose_name_plural = "pièces jointes"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
