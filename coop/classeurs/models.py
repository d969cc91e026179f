"""Files deposited to be imported: kept whole, checked, then confirmed or given up; workbooks handed out to be filled."""

from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string

from coop import horloge
from coop.classeurs.enums import EtatImport, EtatRetour
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


ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that is read for something else


def nouvelle_reference() -> str:
    """What a workbook is known by: said to nobody but who receives it, and never guessed."""
    return get_random_string(16, ALPHABET)


class ClasseurRemis(models.Model):
    """A workbook handed out to be filled, and what it said then: the base that its return is compared with (decisions.md 32).

    `modele` and `cible` say of what, `contact` to whom; the file itself is not kept, only its reference travels.
    """

    reference = models.CharField("référence", max_length=16, unique=True, default=nouvelle_reference, editable=False)
    modele = models.CharField("formulaire", max_length=40)
    cible = models.CharField("objet", max_length=40)
    ca_id = models.BigIntegerField("coopérative", null=True, blank=True, db_index=True)
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="classeurs_remis", verbose_name="remis à"
    )
    remis_le = models.DateTimeField("remis le", default=horloge.now, editable=False)
    # Read back whole, never queried: what each cell said, by key.
    base = models.TextField("contenu remis", editable=False)

    class Meta:
        verbose_name = "classeur remis"
        verbose_name_plural = "classeurs remis"
        ordering = ["-remis_le", "-id"]
        indexes = [models.Index(fields=["modele", "cible"], name="classeur_remis_modele_cible")]

    def __str__(self) -> str:
        return f"{self.modele} {self.cible}, remis le {self.remis_le:%d/%m/%Y}"


class Retour(models.Model):
    """A workbook handed out that comes back filled: its file, what was read in it, what of it was written, what was decided."""

    remis = models.ForeignKey(ClasseurRemis, models.PROTECT, related_name="retours", verbose_name="classeur remis")
    piece = models.ForeignKey(Piece, models.PROTECT, related_name="retours", verbose_name="fichier")
    depose_par = models.CharField("déposé par", max_length=200)
    depose_le = models.DateTimeField("déposé le", default=horloge.now, editable=False)
    etat = models.CharField("état", max_length=10, choices=EtatRetour, default=EtatRetour.LU, editable=False)
    enregistre_le = models.DateTimeField("enregistré le", null=True, blank=True, editable=False)
    defait_le = models.DateTimeField("défait le", null=True, blank=True, editable=False)
    # Read back whole, never queried: cells as typed, answers to what was asked, (before, after) of what was written.
    lecture = models.TextField("lecture", editable=False)
    decisions = models.TextField("décisions", blank=True, editable=False)
    ecrites = models.TextField("cases écrites", blank=True, editable=False)

    class Meta:
        verbose_name = "retour d’un classeur"
        verbose_name_plural = "retours de classeurs"
        ordering = ["-depose_le", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat__in=["enregistre", "defait"], enregistre_le__isnull=False)
                | (~Q(etat__in=["enregistre", "defait"]) & Q(enregistre_le__isnull=True)),
                name="retour_enregistre_a_sa_date",
                violation_error_message="Un classeur enregistré a sa date, et lui seul.",
            ),
            models.CheckConstraint(
                condition=Q(etat="defait", defait_le__isnull=False) | (~Q(etat="defait") & Q(defait_le__isnull=True)),
                name="retour_defait_a_sa_date",
                violation_error_message="Un dépôt défait a sa date, et lui seul.",
            ),
        ]

    def __str__(self) -> str:
        return self.piece.original_name
