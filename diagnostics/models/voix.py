"""Voices and documents of a diagnosis: what inhabitants and professionals said (R-HAB-10), what was already written."""

from django.db import models
from django.db.models import Q

from coop.documents.models import Piece
from coop.organisations.models import Contact, Organisation
from coop.versions import Versioned
from diagnostics.enums import ModeAvis, Niveau, OrigineAvis, Volet
from diagnostics.models.diagnostic import Diagnostic


class Avis(models.Model):
    """What somebody said, kept as it was said: a row is never rewritten, only set aside with a reason.

    No data of a patient (R-EPAR-06). An anonymous voice keeps neither contact, nor organisation, nor link, and no moment finer than the day. Keys and
    numbers are drawn at random: their order would place it between two acts that the journal dates to the second.
    """

    diagnostic = models.ForeignKey(Diagnostic, models.CASCADE, related_name="avis", verbose_name="diagnostic")
    numero = models.PositiveIntegerField("numéro", editable=False)
    le = models.DateField("jour")
    texte = models.TextField("ce qui est dit", max_length=4000)
    origine = models.CharField("voix", max_length=15, choices=OrigineAvis)
    niveau = models.CharField("analyse", max_length=12, choices=Niveau, default=Niveau.DEMANDE)
    volet = models.CharField("partie du diagnostic", max_length=15, choices=Volet, blank=True)
    mode = models.CharField("mode de recueil", max_length=10, choices=ModeAvis)
    nombre_personnes = models.PositiveSmallIntegerField("nombre de personnes", default=1)
    anonyme = models.BooleanField("anonyme", default=True)
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="avis", verbose_name="contact"
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="avis", verbose_name="structure"
    )
    attribution = models.CharField("dit par", max_length=200, blank=True)
    ecarte_le = models.DateField("écarté le", null=True, blank=True)
    motif_ecart = models.CharField("motif", max_length=300, blank=True)

    class Meta:
        verbose_name = "avis recueilli"
        verbose_name_plural = "avis recueillis"
        ordering = ["diagnostic", "le", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["diagnostic", "numero"],
                name="avis_numero_unique",
                violation_error_message="Un autre avis porte déjà ce numéro.",
            ),
            models.CheckConstraint(
                condition=Q(anonyme=False) | Q(contact=None, organisation=None, attribution=""),
                name="avis_anonyme_sans_auteur",
                violation_error_message="Un avis anonyme ne garde ni contact, ni structure, ni signature.",
            ),
            models.CheckConstraint(
                condition=Q(ecarte_le=None, motif_ecart="") | (Q(ecarte_le__isnull=False) & ~Q(motif_ecart="")),
                name="avis_ecarte_avec_motif",
                violation_error_message="Dites en une phrase pourquoi cet avis est écarté.",
            ),
            models.CheckConstraint(
                condition=Q(nombre_personnes__gte=1),
                name="avis_au_moins_une_personne",
                violation_error_message="Un avis vient d’une personne au moins.",
            ),
        ]

    def __str__(self) -> str:
        return f"Avis {self.numero}"

    def save(self, *args, **kwargs) -> None:
        """Append-only: after its insertion a row can only be set aside."""
        if not self._state.adding and set(kwargs.get("update_fields") or ["texte"]) - {"ecarte_le", "motif_ecart"}:
            raise TypeError("An opinion is never rewritten.")
        super().save(*args, **kwargs)

    @property
    def extrait(self) -> str:
        """The first words, for lists of choices."""
        return self.texte if len(self.texte) <= 90 else self.texte[:90].rsplit(" ", 1)[0] + "…"

    @property
    def signature(self) -> str:
        """« habitants, recueilli sur papier », « Association fictive A (professionnels) »."""
        who = self.attribution or f"{self.get_origine_display()}, sans signature"
        return f"{who}, {self.nombre_personnes}\u00a0personnes" if self.nombre_personnes > 1 else who


class Recueil(Versioned):
    """The shared page where anybody who has its address may speak without saying who they are, until a day.

    One address for all, printed on the paper form too: nothing ties a voice to a person. Nothing is read there.
    """

    diagnostic = models.OneToOneField(Diagnostic, models.CASCADE, related_name="recueil", verbose_name="diagnostic")
    adresse = models.SlugField("adresse", max_length=40, unique=True, editable=False)
    question = models.CharField("question posée", max_length=300)
    jusqu_au = models.DateField("ouvert jusqu’au")
    clos_le = models.DateField("clos le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "recueil de la parole"
        verbose_name_plural = "recueils de la parole"
        ordering = ["diagnostic"]

    def __str__(self) -> str:
        return self.question


class DocumentAppui(models.Model):
    """A document the diagnosis leans on: where it comes from, its date, the file when there is one (R-DIAG-11)."""

    diagnostic = models.ForeignKey(Diagnostic, models.CASCADE, related_name="documents", verbose_name="diagnostic")
    titre = models.CharField("titre", max_length=200)
    origine = models.CharField("origine", max_length=200)
    annee = models.PositiveSmallIntegerField("année")
    niveau = models.CharField("analyse", max_length=12, choices=Niveau)
    volet = models.CharField("partie du diagnostic", max_length=15, choices=Volet, blank=True)
    piece = models.ForeignKey(
        Piece, models.PROTECT, null=True, blank=True, related_name="documents_appui", verbose_name="fichier"
    )

    class Meta:
        verbose_name = "document du diagnostic"
        verbose_name_plural = "documents du diagnostic"
        ordering = ["diagnostic", "-annee", "titre", "pk"]

    def __str__(self) -> str:
        return f"{self.titre} ({self.origine}, {self.annee})"
