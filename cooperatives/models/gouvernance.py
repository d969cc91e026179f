"""Instances, meetings, presences, decisions (domain.md §2.8)."""

from datetime import date

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.organisations.models import Contact
from coop.ui.typographie import avec_nombre
from coop.versions import Versioned
from cooperatives.enums import QualiteInstance, StatutPresence, StatutReunion, TypeInstance, TypeReunion
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.membres import Membre

RYTHMES = {
    1: "tous les jours",
    7: "toutes les semaines",
    14: "toutes les deux semaines",
    15: "tous les quinze jours",
    21: "toutes les trois semaines",
    **dict.fromkeys((30, 31), "tous les mois"),
    45: "tous les mois et demi",
    **dict.fromkeys((60, 61), "tous les deux mois"),
    **dict.fromkeys((75, 76), "tous les deux mois et demi"),
    **dict.fromkeys((90, 91, 92), "tous les trois mois"),
    **dict.fromkeys((120, 122), "tous les quatre mois"),
    **dict.fromkeys((180, 182, 183), "tous les six mois"),
    365: "tous les ans",
}


class Instance(Versioned):
    """A body of the CA, with its written role (R-GOUV-04) and the rhythm decided together (R-GOUV-06)."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="instances", verbose_name="coopérative")
    type = models.CharField("type", max_length=20, choices=TypeInstance)
    nom = models.CharField("nom", max_length=150)
    role_ecrit = models.TextField("rôle de l’instance", blank=True)
    periodicite_jours = models.PositiveSmallIntegerField("rythme en jours", null=True, blank=True)
    creee_le = models.DateField("créée le", default=horloge.today)
    fin = models.DateField("close le", null=True, blank=True)

    class Meta:
        verbose_name = "instance"
        ordering = ["ca", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca"],
                condition=Q(type="copil", fin__isnull=True),
                name="instance_un_copil_actif",
                violation_error_message="La coopérative a déjà un comité de pilotage.",
            )
        ]

    def __str__(self) -> str:
        return self.nom

    @property
    def rythme(self) -> str:
        """« toutes les deux semaines », « tous les deux mois et demi »: days said as people say them; empty when not decided."""
        days = self.periodicite_jours
        return RYTHMES.get(days, f"tous les {avec_nombre(days, 'jour,jours')}") if days else ""


class MembreInstance(models.Model):
    """A person sitting in an instance, for a member of the CA or in another quality."""

    instance = models.ForeignKey(Instance, models.CASCADE, related_name="participants", verbose_name="instance")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="instances", verbose_name="contact")
    membre = models.ForeignKey(
        Membre, models.PROTECT, null=True, blank=True, related_name="sieges", verbose_name="au titre de"
    )
    qualite = models.CharField("qualité", max_length=20, choices=QualiteInstance, default=QualiteInstance.MEMBRE)

    class Meta:
        verbose_name = "participant d’une instance"
        verbose_name_plural = "participants d’une instance"
        ordering = ["instance", "qualite", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["instance", "contact"],
                name="membre_instance_unique",
                violation_error_message="Cette personne siège déjà dans l’instance.",
            )
        ]

    def __str__(self) -> str:
        return str(self.contact)


class Reunion(Versioned):
    """A meeting: planned, convened, held, reported, diffused."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="reunions", verbose_name="coopérative")
    instance = models.ForeignKey(
        Instance, models.PROTECT, null=True, blank=True, related_name="reunions", verbose_name="instance"
    )
    type = models.CharField("type", max_length=24, choices=TypeReunion)
    prevue_le = models.DateTimeField("prévue le")
    duree_minutes = models.PositiveSmallIntegerField("durée en minutes", default=120)
    lieu = models.CharField("lieu", max_length=200, blank=True)
    statut = models.CharField("statut", max_length=12, choices=StatutReunion, default=StatutReunion.PLANIFIEE)
    convoquee_le = models.DateTimeField("convoquée le", null=True, blank=True)
    tenue_le = models.DateField("tenue le", null=True, blank=True)
    compte_rendu = models.TextField("compte rendu", blank=True)
    cr_valide_le = models.DateField("compte rendu validé le", null=True, blank=True)
    cr_diffuse_le = models.DateTimeField("compte rendu diffusé le", null=True, blank=True)
    cr_remarques_jusqu_au = models.DateField("remarques jusqu’au", null=True, blank=True)
    cr_approuve_le = models.DateField("compte rendu approuvé le", null=True, blank=True)
    cr_approuve_en = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="approbations", verbose_name="approuvé en réunion"
    )
    motif_reouverture = models.TextField("motif de la réouverture", blank=True)
    habitants_presents = models.PositiveSmallIntegerField("habitants présents", default=0)
    motif_annulation = models.TextField("motif de l’annulation", blank=True)
    mouvements = models.PositiveIntegerField(
        "changements de composition depuis la convocation", default=0, editable=False
    )

    class Meta:
        verbose_name = "réunion"
        ordering = ["ca", "-prevue_le", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(statut__in=["tenue", "cr_valide", "cr_diffuse"]) | Q(tenue_le__isnull=False),
                name="reunion_tenue_a_une_date",
                violation_error_message="Une réunion tenue a une date.",
            ),
            models.CheckConstraint(
                condition=~Q(statut__in=["cr_valide", "cr_diffuse"]) | ~Q(compte_rendu=""),
                name="reunion_validee_a_un_compte_rendu",
                violation_error_message="Écrivez le compte rendu avant de le valider.",
            ),
            models.CheckConstraint(
                condition=Q(cr_approuve_le__isnull=True) | Q(statut="cr_diffuse"),
                name="reunion_approuvee_apres_diffusion",
                violation_error_message="Un compte rendu s’approuve une fois diffusé.",
            ),
            models.CheckConstraint(
                condition=Q(duree_minutes__gte=15, duree_minutes__lte=720),
                name="reunion_duree_plausible",
                violation_error_message="Une réunion dure entre un quart d’heure et douze heures.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} du {self.prevue_le:%d/%m/%Y}"

    @property
    def sequence(self) -> int:
        """What a calendar reads: grows when the meeting changes and when who is expected does; the latter is no edit of its form."""
        return self.version + self.mouvements

    def corrections_ouvertes(self, day: date) -> bool:
        """Whether remarks on the diffused minutes are received on `day`: until the day announced, unless approved."""
        until = self.cr_remarques_jusqu_au
        return self.statut == StatutReunion.CR_DIFFUSE and self.cr_approuve_le is None and bool(until and day <= until)


class PointOdj(Versioned):
    """One item of the agenda, and the minutes written in it; its version lets several people write at once."""

    reunion = models.ForeignKey(Reunion, models.CASCADE, related_name="points", verbose_name="réunion")
    ordre = models.PositiveSmallIntegerField("ordre")
    intitule = models.CharField("point", max_length=250)
    notes = models.TextField("ce qui s’est dit", blank=True)

    class Meta:
        verbose_name = "point de l’ordre du jour"
        verbose_name_plural = "ordre du jour"
        ordering = ["reunion", "ordre", "id"]

    def __str__(self) -> str:
        return self.intitule


class Presence(models.Model):
    """Who came, for which member."""

    reunion = models.ForeignKey(Reunion, models.CASCADE, related_name="presences", verbose_name="réunion")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="presences", verbose_name="contact")
    membre = models.ForeignKey(
        Membre, models.PROTECT, null=True, blank=True, related_name="presences", verbose_name="membre"
    )
    statut = models.CharField("présence", max_length=12, choices=StatutPresence)

    class Meta:
        verbose_name = "présence"
        ordering = ["reunion", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reunion", "contact"],
                name="presence_unique",
                violation_error_message="La présence de cette personne est déjà notée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact} : {self.get_statut_display()}"


class Decision(models.Model):
    """A decision taken in a meeting, numbered in the CA and the year (D-2027-04)."""

    reunion = models.ForeignKey(Reunion, models.CASCADE, related_name="decisions", verbose_name="réunion")
    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="decisions", verbose_name="coopérative")
    point = models.ForeignKey(
        PointOdj, models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name="point"
    )
    tache = models.ForeignKey(
        "cooperatives.Tache", models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name="tâche"
    )
    numero = models.CharField("numéro", max_length=12, editable=False)
    texte = models.TextField("décision")
    responsable = models.CharField("responsable", max_length=150, blank=True)
    echeance = models.DateField("échéance", null=True, blank=True)
    faite_le = models.DateField("faite le", null=True, blank=True)

    class Meta:
        verbose_name = "décision"
        ordering = ["ca", "-numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "numero"],
                name="decision_numero_unique",
                violation_error_message="Une décision porte déjà ce numéro.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.numero} {self.texte}"
