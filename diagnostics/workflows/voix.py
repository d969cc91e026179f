"""What inhabitants and professionals say: given, collected, set aside; never rewritten."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import Refused, require
from coop.documents import pieces
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact
from diagnostics import courriels
from diagnostics.enums import ModeAvis
from diagnostics.models import Avis, Diagnostic, DocumentAppui, Recueil
from diagnostics.rules import is_collecting, may_contribute, may_speak, may_write

CLOSED = "Cette version du diagnostic n’est pas ouverte à vos contributions."
ANIMATION_ONLY = "Recueillir la parole revient à la coordination et aux co-pilotes."
PIECE = "document_diagnostic"
# The page of collection is open to anybody: a robot must not bury what people said.
PAR_JOUR = 300
ANONYME_SUR_PAPIER = frozenset({ModeAvis.PAPIER, ModeAvis.ECHANGE})


@transaction.atomic
def give_opinion(diagnostic: Diagnostic, *, actor: Actor, texte: str, origine: str, **place: str) -> Avis:
    """A signed opinion, by account or by personal link; `place` is `niveau` and `volet`. Refused, ValidationError."""
    require(may_speak, actor, diagnostic, CLOSED)
    contact = Contact.objects.select_related("organisation").get(pk=actor.contact_id)
    organisation = contact.organisation
    row = _insert(
        diagnostic,
        texte=texte,
        origine=origine,
        le=horloge.today(),
        mode=ModeAvis.LIEN if actor.link_id else ModeAvis.COMPTE,
        anonyme=False,
        contact=contact,
        organisation=organisation,
        attribution=(organisation.nom if organisation else contact.fonction)[:200],
        **place,
    )
    record("diagnostic.give_opinion", "Un avis a été donné.", actor=actor, obj=diagnostic, ca_id=diagnostic.ca_id)
    return row


@transaction.atomic
def give_anonymous_opinion(recueil: Recueil, *, texte: str, origine: str) -> Avis:
    """An opinion from the shared page. Nobody acts here and the journal says nothing: it would date it to the second.

    The number of voices is written in the journal when the collection closes. Raises Refused once it is over.
    """
    Recueil.objects.select_for_update().get(pk=recueil.pk)
    if not is_collecting(recueil):
        raise Refused("Ce recueil est terminé.")
    today = horloge.today()
    if recueil.diagnostic.avis.filter(mode=ModeAvis.RECUEIL, le=today).count() >= PAR_JOUR:
        raise Refused("Ce recueil a reçu beaucoup d’avis aujourd’hui\u00a0: revenez demain.")
    return _insert(recueil.diagnostic, texte=texte, origine=origine, le=today, mode=ModeAvis.RECUEIL)


@transaction.atomic
def type_in_opinion(
    diagnostic: Diagnostic, *, actor: Actor, mode: str, le: date, attribution: str = "", **fields
) -> Avis:
    """Type what was said on paper or during an exchange, as it was said; anonymous unless `attribution` says who."""
    require(may_write, actor, diagnostic, ANIMATION_ONLY)
    if mode not in ANONYME_SUR_PAPIER:
        raise ValueError(f"{mode} is not typed in")
    if le > horloge.today():
        raise ValidationError({"le": "Ce jour est à venir."})
    row = _insert(diagnostic, mode=mode, le=le, attribution=attribution, anonyme=not attribution, **fields)
    summary = f"Un avis {row.get_mode_display()} a été saisi."
    record("diagnostic.type_in_opinion", summary, actor=actor, obj=diagnostic, ca_id=diagnostic.ca_id)
    return row


def _insert(diagnostic: Diagnostic, **fields) -> Avis:
    row = Avis(diagnostic=diagnostic, numero=_free_number(diagnostic), **fields)
    row.pk = secrets.randbelow(2**52) + 1
    row.full_clean()
    row.save(force_insert=True)
    return row


def _free_number(diagnostic: Diagnostic) -> int:
    taken = set(diagnostic.avis.values_list("numero", flat=True))
    low, high = (100, 1_000) if len(taken) < 450 else (1_000, 1_000_000)
    while (number := low + secrets.randbelow(high - low)) in taken:
        pass
    return number


@transaction.atomic
def set_opinion_aside(avis: Avis, *, actor: Actor, motif: str) -> Avis:
    """Take an opinion out of the reading, with the reason; its text stays as it was written."""
    require(may_write, actor, avis.diagnostic, ANIMATION_ONLY)
    avis.ecarte_le, avis.motif_ecart = horloge.today(), motif.strip()
    avis.full_clean()
    avis.save(update_fields=["ecarte_le", "motif_ecart"])
    record(
        "diagnostic.set_opinion_aside",
        f"L’avis {avis.numero} a été écarté.",
        actor=actor,
        obj=avis.diagnostic,
        comment=avis.motif_ecart,
        ca_id=avis.diagnostic.ca_id,
    )
    return avis


@transaction.atomic
def open_collection(diagnostic: Diagnostic, *, actor: Actor, question: str, jusqu_au: date) -> Recueil:
    """Open the shared page, or open it again under the same address with another question or another last day."""
    require(may_write, actor, diagnostic, ANIMATION_ONLY)
    if jusqu_au < horloge.today():
        raise ValidationError({"jusqu_au": "Ce jour est déjà passé."})
    row = Recueil.objects.filter(diagnostic=diagnostic).first()
    row = row or Recueil(diagnostic=diagnostic, adresse=secrets.token_hex(6))
    row.question, row.jusqu_au, row.clos_le = question, jusqu_au, None
    if row.pk:
        row.save_version()
    else:
        row.full_clean()
        row.save()
    record(
        "diagnostic.open_collection",
        "Le recueil de la parole est ouvert.",
        actor=actor,
        obj=row,
        ca_id=diagnostic.ca_id,
    )
    return row


@transaction.atomic
def close_collection(recueil: Recueil, *, actor: Actor) -> Recueil:
    """Close the shared page; the journal keeps how many voices it gave."""
    require(may_write, actor, recueil.diagnostic, ANIMATION_ONLY)
    recueil.clos_le = horloge.today()
    recueil.save_version()
    total = recueil.diagnostic.avis.filter(mode=ModeAvis.RECUEIL).count()
    summary = f"Le recueil de la parole est clos\u00a0: {total} avis anonymes." if total > 1 else "Le recueil est clos."
    record("diagnostic.close_collection", summary, actor=actor, obj=recueil, ca_id=recueil.diagnostic.ca_id)
    return recueil


@transaction.atomic
def ask_opinions(diagnostic: Diagnostic, *, actor: Actor, contacts: Iterable[Contact]) -> int:
    """Send each contact a personal link to speak; returns how many messages were written."""
    require(may_write, actor, diagnostic, ANIMATION_ONLY)
    until = horloge.now() + timedelta(days=courriels.LINK_DAYS)
    return sum(courriels.ask_opinion(diagnostic, contact, until, actor=actor) for contact in contacts)


@transaction.atomic
def add_document(
    diagnostic: Diagnostic, *, actor: Actor, upload: UploadedFile | None = None, **fields
) -> DocumentAppui:
    """Note a document the diagnosis leans on, with its file when there is one. ValidationError on a wrong file."""
    require(may_contribute, actor, diagnostic, CLOSED)
    row = DocumentAppui(diagnostic=diagnostic, **fields)
    if row.annee and row.annee > horloge.today().year:
        raise ValidationError({"annee": "Cette année est à venir."})
    row.full_clean()
    row.save()
    if upload:
        row.piece = _store(diagnostic, row, upload, actor)
        row.save(update_fields=["piece"])
    summary = f"Document ajouté\u00a0: {row.titre}."
    record("diagnostic.add_document", summary, actor=actor, obj=row, ca_id=diagnostic.ca_id)
    return row


def _store(diagnostic: Diagnostic, row: DocumentAppui, upload: UploadedFile, actor: Actor):
    try:
        return pieces.store(
            upload,
            kind=PIECE,
            subject_id=row.pk,
            actor=actor,
            ca_id=diagnostic.ca_id,
            departement=diagnostic.ca.departement.code,
        )
    except ValidationError as error:
        raise ValidationError({"fichier": error.messages}) from error


@transaction.atomic
def remove_document(row: DocumentAppui, *, actor: Actor) -> None:
    """Take a document out of a version in progress; its file stays in the register of pieces."""
    require(may_contribute, actor, row.diagnostic, CLOSED)
    summary = f"Document retiré\u00a0: {row.titre}."
    record("diagnostic.remove_document", summary, actor=actor, ca_id=row.diagnostic.ca_id)
    row.delete()
