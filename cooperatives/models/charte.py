"""The charte de coopération: a regional text in versions, its adaptation by each CA, who signed it on paper (R-GOUV-28)."""

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.documents.models import Piece
from coop.versions import Versioned
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.membres import Membre


class CharteRegionale(models.Model):
    """One version of the text proposed by the ARS; a published version is never rewritten, the next one replaces it."""

    numero = models.PositiveSmallIntegerField("version", unique=True)
    publiee_le = models.DateField("publiée le", default=horloge.today)
    auteur = models.CharField("par", max_length=200, blank=True)

    class Meta:
        verbose_name = "texte régional de la charte"
        verbose_name_plural = "textes régionaux de la charte"
        ordering = ["-numero"]

    def __str__(self) -> str:
        return f"Texte régional, version {self.numero}"


class ArticleRegional(models.Model):
    """One article of a regional version; `[coopérative]`, `[territoire]` and `[délégation]` are filled for each CA."""

    charte = models.ForeignKey(CharteRegionale, models.CASCADE, related_name="articles", verbose_name="texte régional")
    ordre = models.PositiveSmallIntegerField("ordre")
    titre = models.CharField("titre", max_length=150)
    texte = models.TextField("texte")

    class Meta:
        verbose_name = "article du texte régional"
        verbose_name_plural = "articles du texte régional"
        ordering = ["charte", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["charte", "ordre"],
                name="article_regional_ordre_unique",
                violation_error_message="Un autre article occupe déjà cette place.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ordre}. {self.titre}"


class Charte(Versioned):
    """The charte of one CA in one version: being adapted, then adopted; the last adopted one is in force."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="chartes", verbose_name="coopérative")
    modele = models.ForeignKey(CharteRegionale, models.PROTECT, related_name="chartes", verbose_name="texte régional")
    numero = models.PositiveSmallIntegerField("version de la charte", default=1, editable=False)
    preparee_le = models.DateField("préparée le", default=horloge.today, editable=False)
    adoptee_le = models.DateField("adoptée le", null=True, blank=True)

    class Meta:
        verbose_name = "charte de coopération"
        verbose_name_plural = "chartes de coopération"
        ordering = ["ca", "-numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "numero"],
                name="charte_numero_unique",
                violation_error_message="La charte a déjà cette version.",
            ),
            models.UniqueConstraint(
                fields=["ca"],
                condition=Q(adoptee_le__isnull=True),
                name="charte_une_en_preparation",
                violation_error_message="Une version de la charte est déjà en préparation.",
            ),
        ]

    def __str__(self) -> str:
        return f"Charte de coopération, version {self.numero}"


class ArticleCharte(Versioned):
    """One article as the CA wrote it; `ordre` names the article of the regional text it was adapted from."""

    charte = models.ForeignKey(Charte, models.CASCADE, related_name="articles", verbose_name="charte")
    ordre = models.PositiveSmallIntegerField("ordre")
    titre = models.CharField("titre", max_length=150)
    texte = models.TextField("texte")

    class Meta:
        verbose_name = "article de la charte"
        verbose_name_plural = "articles de la charte"
        ordering = ["charte", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["charte", "ordre"],
                name="article_charte_ordre_unique",
                violation_error_message="Un autre article occupe déjà cette place.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ordre}. {self.titre}"


class SignatureCharte(models.Model):
    """A member that signed an adopted version on paper: when, by which function, with the scan."""

    charte = models.ForeignKey(Charte, models.CASCADE, related_name="signatures", verbose_name="charte")
    membre = models.ForeignKey(Membre, models.PROTECT, related_name="signatures_charte", verbose_name="membre")
    fonction = models.CharField("fonction de la personne qui signe", max_length=150)
    signee_le = models.DateField("signée le")
    scan = models.ForeignKey(
        Piece, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="exemplaire signé"
    )
    enregistree_par = models.CharField("enregistrée par", max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = "signature de la charte"
        verbose_name_plural = "signatures de la charte"
        ordering = ["charte", "signee_le", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["charte", "membre"],
                name="signature_charte_unique",
                violation_error_message="Ce membre a déjà signé cette version de la charte.",
            ),
            models.CheckConstraint(
                condition=~Q(fonction=""),
                name="signature_charte_dit_la_fonction",
                violation_error_message="Dites la fonction de la personne qui signe.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membre}, {self.fonction}"
