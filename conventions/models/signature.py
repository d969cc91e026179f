"""Signatures of one frozen version: by paper, or simple electronic by one-time code (decisions.md 18)."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from conventions.enums import ModeSignature
from conventions.models.convention import Partie, VersionConvention
from coop import horloge
from coop.documents.models import Piece
from coop.organisations.models import Contact


class EnQualite(models.Model):
    """In what quality somebody signs for a party, and by which act when it is delegated, as printed under the signature."""

    qualite = models.CharField("qualité", max_length=150, blank=True)
    par_delegation = models.BooleanField("par délégation", default=False)
    # The act that delegates the signature, as it is printed: « arrêté n° 2026-41 du 2 mars 2026 ».
    delegation = models.CharField("acte de délégation", max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def mention(self) -> str:
        """« Adjointe à la santé, par délégation (arrêté n° 2026-41) »."""
        if not self.par_delegation:
            return self.qualite
        return f"{self.qualite}, par délégation" + (f" ({self.delegation})" if self.delegation else "")

    def in_quality_of(self, other: "EnQualite") -> None:
        """Take the quality and the act of another row."""
        self.qualite, self.par_delegation, self.delegation = other.qualite, other.par_delegation, other.delegation


class Signataire(EnQualite):
    """The person who signs for a party: known of the coordination, never part of the text that is signed."""

    partie = models.ForeignKey(Partie, models.CASCADE, related_name="signataires", verbose_name="partie")
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="signataire_de", verbose_name="contact"
    )
    qualite = models.CharField("qualité", max_length=150)
    # Kept, not deleted, once a version has asked for its signature.
    retire_le = models.DateField("retiré le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "signataire"
        ordering = ["partie", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partie", "contact"],
                name="signataire_unique",
                violation_error_message="Cette personne signe déjà pour cette partie.",
            ),
            models.CheckConstraint(
                condition=Q(delegation="") | Q(par_delegation=True),
                name="signataire_acte_si_par_delegation",
                violation_error_message="Un acte de délégation accompagne une signature par délégation.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.qualite}, {self.partie}"


class SignatureQuerySet(models.QuerySet):
    def a_la_signature(self) -> "SignatureQuerySet":
        """Signatures of a text that is at the signature: a convention, or an avenant of one that runs today."""
        version = "version_convention__"
        convention = Q(**{f"{version}avenant__isnull": True, f"{version}convention__statut": "en_signature"})
        today = horloge.today()
        runs = Q(**{f"{version}convention__resiliation_effet__isnull": True})
        runs |= Q(**{f"{version}convention__resiliation_effet__gt": today})
        avenant = runs & Q(
            **{f"{version}avenant__statut": "en_signature", f"{version}convention__date_echeance__gt": today}
        )
        return self.filter(convention | avenant, **{f"{version}abandonnee_le__isnull": True})

    def attendues(self) -> "SignatureQuerySet":
        """Those of them that nobody has answered yet, and whose turn it is."""
        before = self.model.objects.filter(
            version_convention=OuterRef("version_convention"), rang__lt=OuterRef("rang"), signee_le__isnull=True
        )
        return self.a_la_signature().filter(~Exists(before), signee_le__isnull=True, refusee_le__isnull=True)


class Signature(EnQualite):
    """The answer of a signatory to one version: opened, signed on a date, or refused with a reason.

    Its quality is the one it is asked in, then given in: a signatory who changes later changes no signature given.
    """

    version_convention = models.ForeignKey(
        VersionConvention, models.PROTECT, related_name="signatures", verbose_name="version signée"
    )
    signataire = models.ForeignKey(Signataire, models.PROTECT, related_name="signatures", verbose_name="signataire")
    # Everybody of a rank signs at once, when those of the ranks before have signed; all have 1 in a parallel round.
    rang = models.PositiveSmallIntegerField("rang de signature", default=1)
    ouverte_le = models.DateTimeField("lue le", null=True, blank=True)
    relancee_le = models.DateTimeField("dernière relance le", null=True, blank=True)
    signee_le = models.DateField("signée le", null=True, blank=True)
    mode = models.CharField("mode", max_length=14, choices=ModeSignature, blank=True)
    # What the service that signed calls this signature; empty for the house's own code, and for paper.
    reference_service = models.CharField("référence chez le prestataire", max_length=200, blank=True)
    lieu = models.CharField("lieu", max_length=100, blank=True)
    scan = models.ForeignKey(
        Piece, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="exemplaire signé"
    )
    sha256_signe = models.CharField("empreinte signée", max_length=64, blank=True)
    refusee_le = models.DateTimeField("refusée le", null=True, blank=True)
    motif_refus = models.TextField("motif du refus", blank=True)
    enregistree_par = models.CharField("enregistrée par", max_length=200, blank=True)
    enregistree_le = models.DateTimeField("enregistrée le", null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = "signature"
        ordering = ["version_convention", "signataire__partie__ordre", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version_convention", "signataire"],
                name="signature_unique_par_version",
                violation_error_message="Ce signataire a déjà signé cette version.",
            ),
            models.CheckConstraint(
                condition=Q(signee_le__isnull=True) | (~Q(mode="") & ~Q(sha256_signe="")),
                name="signature_signee_a_mode_et_empreinte",
                violation_error_message="Une signature a un mode et l’empreinte de ce qui est signé.",
            ),
            models.CheckConstraint(
                condition=Q(refusee_le__isnull=True) | (~Q(motif_refus="") & Q(signee_le__isnull=True)),
                name="signature_refusee_a_un_motif",
                violation_error_message="Un refus dit pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signataire} : {self.signee_le or 'en attente'}"


class CodeSignature(models.Model):
    """A one-time code sent to a signatory, kept hashed, valid for a few minutes and a few tries."""

    signature = models.ForeignKey(Signature, models.CASCADE, related_name="codes", verbose_name="signature")
    code_hash = models.CharField(max_length=128, editable=False)
    envoye_le = models.DateTimeField("envoyé le", default=horloge.now)
    expire_le = models.DateTimeField("expire le")
    essais = models.PositiveSmallIntegerField("essais", default=0)
    utilise_le = models.DateTimeField("utilisé le", null=True, blank=True)

    class Meta:
        verbose_name = "code de signature"
        verbose_name_plural = "codes de signature"
        ordering = ["-envoye_le", "-id"]

    def __str__(self) -> str:
        return f"Code du {self.envoye_le:%d/%m/%Y %H:%M}"


class DemandeSignature(models.Model):
    """What was asked to a service of signature outside the house, and what it answered (`conventions.prestataires`)."""

    signature = models.ForeignKey(Signature, models.CASCADE, related_name="demandes", verbose_name="signature")
    prestataire = models.CharField("prestataire", max_length=40)
    reference = models.CharField("référence chez le prestataire", max_length=200)
    adresse = models.URLField("adresse où le signataire continue", max_length=500, blank=True)
    demandee_le = models.DateTimeField("demandée le", default=horloge.now)
    terminee_le = models.DateTimeField("répondue le", null=True, blank=True)
    reponse = models.JSONField("réponse reçue", default=dict, blank=True)

    class Meta:
        verbose_name = "demande à un prestataire de signature"
        verbose_name_plural = "demandes à un prestataire de signature"
        ordering = ["-demandee_le", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["prestataire", "reference"],
                name="demande_signature_reference_unique",
                violation_error_message="Cette demande de signature est déjà connue.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.prestataire} {self.reference}"
