"""Files deposited to be imported: kept whole, checked, then confirmed or given up."""

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.classeurs.enums import EtatImport
from coop.documents.models import Piece
from coop.organisations.models import Contact


class Import(models.Model):
    """One deposit. `modele` is a code of the registry; `cible` the id it writes under; ids place it (decisions.md 15)."""

    modele = models.CharField("table", max_length=40)
    cible = models.CharField("objet", max_length=40, blank=True)
    ca_id = models.BigIntegerField("coopérative", null=True, blank=True, db_index=True)
    departement_code = models.CharField("département", max_length=3, blank=True)
    piece = models.ForeignKey(Piece, models.PROTECT, related_name="imports", verbose_name="fichier")
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="imports", verbose_name="déposé par"
    )
    etat = models.CharField("état", max_length=10, choices=EtatImport, default=EtatImport.DEPOSE, editable=False)
    depose_le = models.DateTimeField("déposé le", default=horloge.now, editable=False)
    confirme_le = models.DateTimeField("importé le", null=True, blank=True, editable=False)
    ajoutees = models.PositiveIntegerField("lignes ajoutées", default=0, editable=False)
    modifiees = models.PositiveIntegerField("lignes modifiées", default=0, editable=False)
    inchangees = models.PositiveIntegerField("lignes inchangées", default=0, editable=False)
    refusees = models.PositiveIntegerField("lignes refusées", default=0, editable=False)
    # Shown and read back whole, never queried: the rows that were checked, and what was refused.
    releve = models.TextField("relevé", blank=True, editable=False)

    class Meta:
        verbose_name = "import"
        ordering = ["-depose_le", "-id"]
        indexes = [models.Index(fields=["modele", "cible"], name="import_modele_cible")]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat="confirme", confirme_le__isnull=False)
                | (~Q(etat="confirme") & Q(confirme_le__isnull=True)),
                name="import_confirme_a_sa_date",
                violation_error_message="Un import confirmé a sa date, et lui seul.",
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=["verifie", "confirme"]) | Q(refusees=0),
                name="import_sans_refus_pour_avancer",
                violation_error_message="Un fichier dont une ligne est refusée ne s’importe pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.piece.original_name

    @property
    def lignes(self) -> int:
        """Rows of the file that were read."""
        return self.ajoutees + self.modifiees + self.inchangees + self.refusees
