"""The fiche-action: the seven fields of article 2 (R-FA-01), owned by its promoteur référent."""

from datetime import date
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from conventions.enums import NatureAction, NiveauExigence
from conventions.models.modes import ModeIntervention
from conventions.models.programme import Objectif, Programme
from coop import horloge
from coop.historique import Historique
from coop.territories.models import Commune
from coop.ui.typographie import date_longue
from coop.versions import Versioned
from cooperatives.models import Determinant, Membre, Public


class FicheActionQuerySet(models.QuerySet):
    def en_cours(self, on: date | None = None) -> "FicheActionQuerySet":
        """Actions of the programme on a day: those an avenant or a renewal took out are past (R-CONV-13)."""
        day = on or horloge.today()
        return self.filter(Q(retiree_le__isnull=True) | Q(retiree_le__gt=day))


class FichesInscrites(models.Manager.from_queryset(FicheActionQuerySet)):
    """The fiches of the programme; what an avenant prepares is not among them before it is signed."""

    def get_queryset(self) -> FicheActionQuerySet:
        return super().get_queryset().filter(avenant__isnull=True)


class FicheAction(Versioned):
    """What one member does in the programme (R-FA-02). Locked once the convention is in force (R-CONV-07).

    An avenant in preparation holds its own copy (`avenant`, `remplace`), or a fiche to come (`remplace` empty): the
    last signature brings it back into the programme, on the row that the bilans already know. When it is signed ahead,
    the copy that stays with it holds the text that obliges until it takes effect (`queries.a_ce_jour`).
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="actions", verbose_name="programme")
    numero = models.PositiveSmallIntegerField("numéro", editable=False)
    intitule = models.CharField("intitulé de l’action", max_length=200)
    promoteur = models.ForeignKey(
        Membre, models.PROTECT, related_name="actions_portees", verbose_name="promoteur référent"
    )
    partenaires = models.ManyToManyField(
        Membre, blank=True, related_name="actions_associees", verbose_name="partenaires associés"
    )
    objectif = models.ForeignKey(
        Objectif,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name="objectif opérationnel du projet auquel se rattache l’action",
    )
    contenu = models.TextField("contenu de l’action", blank=True)
    calendrier = models.TextField("calendrier prévisionnel", blank=True)
    debut = models.DateField("début prévu", null=True, blank=True)
    fin = models.DateField("fin prévue", null=True, blank=True)
    modes_intervention = models.TextField("modes d’intervention", blank=True)
    modes = models.ManyToManyField(
        ModeIntervention, blank=True, related_name="actions", verbose_name="modes d’intervention, dans la liste"
    )
    public_cible = models.TextField("public cible", blank=True)
    publics = models.ManyToManyField(Public, blank=True, related_name="actions", verbose_name="publics (trois au plus)")
    public_autre = models.CharField("si autre public cible, précisez", max_length=200, blank=True)
    beneficiaires_cibles = models.PositiveIntegerField("nombre de bénéficiaires ciblés", null=True, blank=True)
    etp = models.DecimalField(
        "moyens humains mobilisés par l’action (ETP, équivalent temps plein)",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0), "Les moyens humains ne peuvent pas être négatifs.")],
    )
    moyens_humains = models.TextField("profils mobilisés", blank=True)
    objectifs_poursuivis = models.TextField("objectifs poursuivis", blank=True)
    resultats_attendus = models.TextField("résultats attendus", blank=True)
    determinants = models.ManyToManyField(
        Determinant, blank=True, related_name="actions", verbose_name="déterminants de santé visés"
    )
    nature = models.CharField("nature", max_length=12, choices=NatureAction, blank=True)
    preexistante = models.BooleanField("action qui existait avant la coopérative", default=False)
    financement_existant = models.TextField("financement existant conservé", blank=True)
    moyens_financiers = models.TextField("moyens financiers", blank=True)
    moyens_materiels = models.TextField("moyens matériels", blank=True)
    opportunites = models.TextField("opportunités", blank=True)
    obstacles = models.TextField("obstacles éventuels", blank=True)
    fiche_cls = models.CharField(
        "fiche du contrat local de santé à laquelle l’action répond", max_length=250, blank=True
    )
    niveau_exigence = models.CharField(
        "niveau de suivi", max_length=12, choices=NiveauExigence, default=NiveauExigence.ALLEGE
    )
    pluriannuelle = models.BooleanField("action pluriannuelle", default=False)
    avenant = models.ForeignKey(
        "conventions.Avenant",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="préparée par l’avenant",
    )
    remplace = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="remplace la fiche",
    )
    # Brought in by an avenant, from the day it takes effect; empty for an action that the convention had from the start.
    entree_le = models.DateField("au programme depuis le", null=True, blank=True, editable=False)
    # Rewritten by an avenant signed ahead: the day the text of this row applies from.
    texte_depuis = models.DateField("texte applicable depuis le", null=True, blank=True, editable=False)
    retiree_le = models.DateField("sortie du programme le", null=True, blank=True, editable=False)
    history = Historique()

    objects = FichesInscrites()
    toutes = FicheActionQuerySet.as_manager()

    class Meta:
        verbose_name = "fiche-action"
        verbose_name_plural = "fiches-action"
        ordering = ["programme", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "numero"],
                condition=Q(avenant__isnull=True),
                name="fiche_action_numero_unique",
                violation_error_message="Une autre action du programme porte déjà ce numéro.",
            ),
            models.UniqueConstraint(
                fields=["avenant", "remplace"],
                condition=Q(remplace__isnull=False),
                name="fiche_action_une_copie_par_avenant",
                violation_error_message="L’avenant modifie déjà cette fiche-action.",
            ),
            models.CheckConstraint(
                condition=Q(remplace__isnull=True) | Q(avenant__isnull=False),
                name="fiche_action_copie_a_un_avenant",
                violation_error_message="Une fiche-action ne se remplace que par un avenant.",
            ),
            models.CheckConstraint(
                condition=Q(etp__isnull=True) | Q(etp__gte=0),
                name="fiche_action_etp_positif",
                violation_error_message="Les moyens humains ne peuvent pas être négatifs.",
            ),
            models.CheckConstraint(
                condition=Q(debut__isnull=True) | Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                name="fiche_action_dates_ordonnees",
                violation_error_message="La fin prévue suit le début.",
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.numero} – {self.intitule}"

    @property
    def a_venir(self) -> bool:
        """Signed ahead, by a renewal for instance: the action is in the programme, and does not run yet."""
        return self.entree_le is not None and self.entree_le > horloge.today()

    @property
    def sur_le_depart(self) -> bool:
        """A signed avenant takes it out, on a day that has not come."""
        return self.retiree_le is not None and self.retiree_le > horloge.today()

    @property
    def reecrite(self) -> bool:
        """A signed avenant gives it another text, on a day that has not come."""
        return self.texte_depuis is not None and self.texte_depuis > horloge.today()

    @property
    def annonce(self) -> str:
        """What a signed avenant will do to it, in words; empty for one that simply runs."""
        if self.a_venir:
            return f"à compter du {date_longue(self.entree_le)}"
        if self.sur_le_depart:
            return f"jusqu’au {date_longue(self.retiree_le)}, ce jour exclu"
        return f"réécrite à compter du {date_longue(self.texte_depuis)}" if self.reecrite else ""

    @property
    def mesuree(self) -> "FicheAction":
        """The fiche whose indicators count: a copy prepared by an avenant has none of its own."""
        return self.remplace or self

    @property
    def valorisee(self) -> bool:
        """Whether one contribution at least says what it is worth, to this reader."""
        return any(row.valorisation is not None for row in self.contributions.all())

    @property
    def apports(self) -> list[str]:
        """Codes of the « apports » of a CA the action illustrates (R-DEF-06)."""
        return [row.apport for row in self.apports_vises.all()]

    @property
    def leviers(self) -> list[str]:
        """Codes of the levers on inequalities the action pulls (R-FA-08)."""
        return [row.levier for row in self.leviers_vises.all()]


class Lieu(models.Model):
    """A precise place of the action (R-FA-06)."""

    action = models.ForeignKey(FicheAction, models.CASCADE, related_name="lieux", verbose_name="action")
    libelle = models.CharField("lieu précis", max_length=250)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="commune"
    )

    class Meta:
        verbose_name = "lieu"
        verbose_name_plural = "lieux"
        ordering = ["action", "id"]

    def __str__(self) -> str:
        return self.libelle
