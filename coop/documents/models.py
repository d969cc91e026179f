"""Every generated or uploaded file: a row first, then the work (architecture.md decision 4)."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from coop import horloge
from coop.documents.enums import Etat
from coop.documents.querysets import DocumentQuerySet, PieceQuerySet


def random_key(instance, filename: str) -> str:
    """A storage path that says nothing of the content and cannot be guessed."""
    extension = filename.rsplit(".", 1)[-1].lower()
    key = secrets.token_hex(16)
    return f"{key[:2]}/{key}.{extension}"


class Located(models.Model):
    """What a kernel row is about, as plain ids that the access predicate of its kind reads (decisions.md 15)."""

    kind = models.CharField("nature", max_length=40)
    subject_id = models.CharField("objet", max_length=40)
    ca_id = models.BigIntegerField("coopérative", null=True, blank=True, db_index=True)
    departement_code = models.CharField("département", max_length=3, blank=True)
    organisation_id = models.BigIntegerField("organisation", null=True, blank=True, db_index=True)

    class Meta:
        abstract = True


class Document(Located):
    """A document asked for by somebody, prepared in the background."""

    uid = models.UUIDField("identifiant", default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField("titre", max_length=250)
    filename = models.CharField("nom du fichier", max_length=150)
    params = models.JSONField("paramètres", default=dict, blank=True)
    final = models.BooleanField("version définitive", default=False)
    template_version = models.CharField("version du modèle", max_length=40, blank=True)
    content_hash = models.CharField("empreinte du contenu", max_length=64, blank=True)
    requester = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="demandeur"
    )
    requester_contact_id = models.BigIntegerField("contact demandeur", null=True, blank=True)
    requested_at = models.DateTimeField("demandé le", default=horloge.now)
    state = models.CharField("état", max_length=12, choices=Etat, default=Etat.EN_ATTENTE)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    lease_until = models.DateTimeField("réservé jusqu’à", null=True, blank=True)
    error = models.TextField("raison de l’échec", blank=True)
    file = models.FileField("fichier", upload_to=random_key, blank=True)
    sha256 = models.CharField("empreinte du fichier", max_length=64, blank=True)
    size = models.PositiveIntegerField("taille en octets", default=0)
    ready_at = models.DateTimeField("prêt le", null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document"
        ordering = ["-requested_at", "-id"]
        indexes = [
            models.Index(fields=["kind", "subject_id"]),
            models.Index(fields=["requester", "-requested_at"]),
            models.Index(
                fields=["state", "requested_at"],
                condition=Q(state__in=["en_attente", "en_cours"]),
                name="document_a_faire",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="pret") | (~Q(file="") & ~Q(sha256="")),
                name="document_pret_a_un_fichier",
                violation_error_message="Un document prêt a un fichier et son empreinte.",
            ),
            models.CheckConstraint(
                condition=~Q(state="echec") | ~Q(error=""),
                name="document_echec_a_une_raison",
                violation_error_message="Un échec dit pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        """Nothing more happens by itself: ready or failed."""
        return self.state in (Etat.PRET, Etat.ECHEC)


class Piece(Located):
    """An uploaded file: scanned signature, source of a diagnostic, evidence. Its type is checked by content."""

    uid = models.UUIDField("identifiant", default=uuid.uuid4, unique=True, editable=False)
    original_name = models.CharField("nom d’origine", max_length=200)
    media_type = models.CharField("type", max_length=100)
    file = models.FileField("fichier", upload_to=random_key)
    size = models.PositiveIntegerField("taille en octets")
    sha256 = models.CharField("empreinte", max_length=64)
    uploaded_at = models.DateTimeField("déposé le", default=horloge.now)
    uploaded_by = models.CharField("déposé par", max_length=200)

    objects = PieceQuerySet.as_manager()

    class Meta:
        verbose_name = "pièce déposée"
        verbose_name_plural = "pièces déposées"
        ordering = ["-uploaded_at", "-id"]
        indexes = [models.Index(fields=["kind", "subject_id"])]

    def __str__(self) -> str:
        return self.original_name
