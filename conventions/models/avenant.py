"""Avenants: the only way to change a convention in force (R-CONV-07, article 5; decisions.md 17 and 20).

An avenant is a draft of the next consolidated convention. Its text is never typed: it is the difference between the
text in force and the draft. `Modification` holds the changed texts of the programme, `PartieAvenant` who enters and
leaves, `ActionRetiree` what stops; changed and new fiches are rows of `FicheAction` that name the avenant.
"""

from django.db import models
from django.db.models import Q

from conventions.enums import SensPartie, StatutAvenant, TexteModifiable, TypePartie
from conventions.models.action import FicheAction
from conventions.models.convention import Convention
from conventions.models.programme import Objectif
from coop import horloge
from coop.documents.models import Piece
from coop.organisations.models import Contact, Organisation
from coop.versions import Versioned


class AvenantQuerySet(models.QuerySet):
    def signes_d_avance(self) -> "AvenantQuerySet":
        """Signed by all, and not applied yet: a renewal before its period, what was signed after it."""
        return self.filter(statut=StatutAvenant.SIGNE, date_effet__gt=horloge.today())


class Avenant(Versioned):
    """One avenant of a convention. `date_effet` is its last signature; for a reconduction, the start of the new period.

    An avenant signed before the tool (`repris`) has its signed PDF and its dates, and no computed text.
    """

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="avenants", verbose_name="convention")
    numero = models.PositiveSmallIntegerField("numéro", editable=False)
    statut = models.CharField(
        "statut", max_length=12, choices=StatutAvenant, default=StatutAvenant.BROUILLON, editable=False
    )
    motif = models.TextField("motif de l’avenant", blank=True)
    consequences_financieres = models.TextField("conséquences financières", blank=True)
    autres_dispositions = models.TextField("autres dispositions modifiées", blank=True)
    reconduction = models.BooleanField("reconduction expresse", default=False, editable=False)
    repris = models.BooleanField("signé avant l’outil", default=False, editable=False)
    scan = models.ForeignKey(
        Piece, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="exemplaire signé"
    )
    resume_repris = models.TextField("ce que change l’avenant", blank=True)
    ouvert_le = models.DateTimeField("ouvert le", default=horloge.now, editable=False)
    signe_le = models.DateField("signé le", null=True, blank=True, editable=False)
    date_effet = models.DateField("date d’effet", null=True, blank=True, editable=False)
    abandonne_le = models.DateTimeField("abandonné le", null=True, blank=True, editable=False)
    motif_abandon = models.TextField("motif de l’abandon", blank=True, editable=False)

    objects = AvenantQuerySet.as_manager()

    class Meta:
        verbose_name = "avenant"
        ordering = ["convention", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "numero"],
                name="avenant_numero_unique",
                violation_error_message="Un autre avenant porte déjà ce numéro.",
            ),
            models.UniqueConstraint(
                fields=["convention"],
                condition=Q(statut__in=["brouillon", "en_signature"]),
                name="avenant_un_seul_ouvert",
                violation_error_message="Un avenant est déjà en préparation ou à la signature.",
            ),
            models.CheckConstraint(
                condition=~Q(statut="signe") | Q(signe_le__isnull=False, date_effet__isnull=False),
                name="avenant_signe_a_ses_dates",
                violation_error_message="Un avenant signé a une date de signature et une date d’effet.",
            ),
            models.CheckConstraint(
                condition=~Q(statut="abandonne") | (Q(abandonne_le__isnull=False) & ~Q(motif_abandon="")),
                name="avenant_abandonne_dit_pourquoi",
                violation_error_message="Dites pourquoi l’avenant est abandonné.",
            ),
            models.CheckConstraint(
                condition=Q(repris=False) | Q(statut__in=["signe", "abandonne"]),
                name="avenant_repris_est_signe",
                violation_error_message="Un avenant repris est déjà signé.",
            ),
        ]

    def __str__(self) -> str:
        return f"Avenant n°\u00a0{self.numero}"


class Modification(models.Model):
    """The new wording of one contractual text that is not in a fiche-action."""

    avenant = models.ForeignKey(Avenant, models.CASCADE, related_name="modifications", verbose_name="avenant")
    champ = models.CharField("texte", max_length=30, choices=TexteModifiable)
    objectif = models.ForeignKey(
        Objectif, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="objectif"
    )
    valeur = models.TextField("nouvelle rédaction")
    # Written when the avenant applies: what obliges until its effect date, when it is signed ahead.
    avant = models.TextField("rédaction remplacée", blank=True, editable=False)

    class Meta:
        verbose_name = "texte modifié"
        verbose_name_plural = "textes modifiés"
        ordering = ["avenant", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["avenant", "champ", "objectif"],
                condition=Q(objectif__isnull=False),
                name="modification_une_par_objectif",
                violation_error_message="L’avenant modifie déjà cet objectif.",
            ),
            models.UniqueConstraint(
                fields=["avenant", "champ"],
                condition=Q(objectif__isnull=True),
                name="modification_une_par_texte",
                violation_error_message="L’avenant modifie déjà ce texte.",
            ),
            models.CheckConstraint(
                condition=Q(champ="objectif", objectif__isnull=False)
                | (~Q(champ="objectif") & Q(objectif__isnull=True)),
                name="modification_objectif_designe",
                violation_error_message="Dites quel objectif est modifié.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.avenant}\u00a0: {self.get_champ_display()}"


class PartieAvenant(models.Model):
    """Who enters or leaves by the avenant. A party that leaves does so at the échéance, after concertation (R-ENG-05)."""

    avenant = models.ForeignKey(Avenant, models.CASCADE, related_name="parties", verbose_name="avenant")
    sens = models.CharField("mouvement", max_length=8, choices=SensPartie)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisation")
    type = models.CharField("type", max_length=12, choices=TypePartie, default=TypePartie.PARTENAIRE)
    qualite_representant = models.CharField("représentée par (qualité)", max_length=150, blank=True)
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="signataire"
    )
    par_delegation = models.BooleanField("par délégation", default=False)
    concertation_le = models.DateField("concertation avec la délégation départementale le", null=True, blank=True)

    class Meta:
        verbose_name = "mouvement d’une partie"
        verbose_name_plural = "mouvements des parties"
        ordering = ["avenant", "sens", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["avenant", "organisation"],
                name="partie_avenant_unique",
                violation_error_message="L’avenant nomme déjà cette organisation.",
            ),
            models.CheckConstraint(
                condition=~Q(sens="sortie") | Q(concertation_le__isnull=False),
                name="partie_avenant_sortie_concertee",
                violation_error_message="Une sortie suit une concertation avec la délégation départementale\u00a0: datez-la.",
            ),
            models.CheckConstraint(
                condition=~Q(sens="entree") | ~Q(qualite_representant=""),
                name="partie_avenant_entree_a_une_qualite",
                violation_error_message="Dites en quelle qualité la nouvelle partie est représentée.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sens_display()}\u00a0: {self.organisation}"


class ActionRetiree(models.Model):
    """An action that the avenant takes out of the programme, and why (« non reconduite » at a renewal)."""

    avenant = models.ForeignKey(Avenant, models.CASCADE, related_name="retraits", verbose_name="avenant")
    action = models.ForeignKey(FicheAction, models.PROTECT, related_name="retraits", verbose_name="action")
    motif = models.TextField("motif")

    class Meta:
        verbose_name = "action retirée"
        verbose_name_plural = "actions retirées"
        ordering = ["avenant", "action__numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["avenant", "action"],
                name="action_retiree_unique",
                violation_error_message="L’avenant retire déjà cette action.",
            ),
            models.CheckConstraint(
                condition=~Q(motif=""),
                name="action_retiree_dit_pourquoi",
                violation_error_message="Dites pourquoi l’action est retirée.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.action)
