"""The regional text of the convention (R-CONV-05), in versions that the siège edits."""

from django.db import models

from coop import horloge


class GabaritArticle(models.Model):
    """One block of the fixed text in one version; the text is a Django template with declared variables."""

    code = models.SlugField("bloc", max_length=30)
    version = models.PositiveSmallIntegerField("version", default=1)
    ordre = models.PositiveSmallIntegerField("ordre")
    titre = models.CharField("titre", max_length=150, blank=True)
    texte = models.TextField("texte")
    en_vigueur_depuis = models.DateField("en vigueur depuis", default=horloge.today)

    class Meta:
        verbose_name = "gabarit de la convention"
        verbose_name_plural = "gabarits de la convention"
        ordering = ["ordre", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"],
                name="gabarit_version_unique",
                violation_error_message="Ce bloc a déjà cette version.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"
