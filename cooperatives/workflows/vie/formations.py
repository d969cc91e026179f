"""Trainings of a coopérative or offered by the siège, and exchanges of practice (R-FORM, R-REC-08, R-REC-09)."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact
from coop.territories.models import Departement
from cooperatives.journal import note
from cooperatives.models import Cooperative, EchangePratiques, Formation, InscriptionFormation, SessionFormation
from cooperatives.models.formations import LIVRABLES
from cooperatives.rules import animates, takes_part
from cooperatives.rules_vie import delegation_of, of_siege, shares_practice, writes_exchange
from cooperatives.workflows.vie.commun import write

REFUS = "La coordination tient les formations de la coopérative\u00a0; le siège, celles qu’il propose à tous."
REFUS_INSCRIPTION = "Les membres de la coopérative s’inscrivent à ses formations."
REFUS_ECHANGE = "Le siège et les délégations tiennent les échanges de pratiques."
REFUS_CORRECTION = "La délégation qui a noté cet échange, ou le siège, le corrige."
CHAMPS = ("type", "intitule", "focus", "formateur", "contenu", *LIVRABLES)
ELABORATION = ("mode_elaboration", "mode_elaboration_texte", "mode_elaboration_le")
CHAMPS_ECHANGE = ("le", "type", "theme", "participants", "compte_rendu")


def _require_keeper(actor: Actor, ca: Cooperative | None) -> None:
    if ca is None:
        require(of_siege, actor, None, REFUS)
    else:
        require(animates, actor, ca, REFUS)


@transaction.atomic
def offer(ca: Cooperative | None, *, actor: Actor, **fields) -> Formation:
    """Add a training to a coopérative, or to what the siège proposes (`ca` None).

    Raises Refused, ValidationError (`accompagnement_d_une_cooperative`).
    """
    _require_keeper(actor, ca)
    row = Formation(ca=ca)
    write(row, fields, CHAMPS, None)
    _note("formation.offer", f"Formation proposée\u00a0: {row}.", actor, row)
    return row


@transaction.atomic
def update(row: Formation, *, actor: Actor, version: int | None = None, **fields) -> Formation:
    """Write a training again, or tick its expected outputs (R-FORM-04). Raises Refused, StaleVersion, ValidationError."""
    _require_keeper(actor, row.ca)
    write(row, fields, CHAMPS, version)
    _note("formation.update", f"Formation mise à jour\u00a0: {row}.", actor, row)
    return row


@transaction.atomic
def withdraw(row: Formation, *, actor: Actor) -> None:
    """Take back a training noted by mistake, or that will not be. Raises Refused, ValidationError once a day of it is past."""
    _require_keeper(actor, row.ca)
    if row.commencee:
        raise ValidationError(
            "Une formation commencée reste dans l’histoire de la coopérative\u00a0: elle ne se retire pas."
        )
    _note("formation.withdraw", f"Formation retirée\u00a0: {row}.", actor, row)
    row.delete()


@transaction.atomic
def choose_elaboration(ca: Cooperative, *, actor: Actor, version: int | None = None, **fields) -> Cooperative:
    """Write how the programme is worked out (R-FORM-07): `mode_elaboration`, `…_texte`, `…_le`.

    Raises Refused, StaleVersion, ValidationError (a day to come, another way without a word of it).
    """
    require(animates, actor, ca, REFUS)
    chosen_on = fields.get("mode_elaboration_le")
    if chosen_on and chosen_on > horloge.today():
        raise ValidationError({"mode_elaboration_le": "Une décision se note une fois prise."})
    write(ca, fields, ELABORATION, version)
    note(
        "cooperative.choose_elaboration",
        f"Le programme s’élabore {ca.get_mode_elaboration_display()}.",
        actor=actor,
        ca=ca,
    )
    return ca


@transaction.atomic
def add_session(row: Formation, *, actor: Actor, le: date, duree_jours: Decimal, lieu: str = "") -> SessionFormation:
    """Add a day. Raises Refused, ValidationError (`session_formation_jour_unique`)."""
    _require_keeper(actor, row.ca)
    session = SessionFormation(formation=row, le=le, duree_jours=duree_jours, lieu=lieu.strip())
    session.full_clean()
    session.save()
    _note("formation.add_session", f"Session ajoutée\u00a0: {row}.", actor, row)
    return session


@transaction.atomic
def remove_session(session: SessionFormation, *, actor: Actor) -> None:
    row = session.formation
    _require_keeper(actor, row.ca)
    session.delete()
    _note("formation.remove_session", f"Session retirée\u00a0: {row}.", actor, row)


@transaction.atomic
def enrol(row: Formation, *, actor: Actor, contact: Contact) -> InscriptionFormation:
    """Put somebody on the list: oneself, or anybody when one keeps the training. Twice is once. Raises Refused."""
    if actor.contact_id == contact.pk and row.ca is not None:
        require(takes_part, actor, row.ca, REFUS_INSCRIPTION)
    elif actor.contact_id == contact.pk:
        require(shares_practice, actor, None, REFUS_INSCRIPTION)
    else:
        _require_keeper(actor, row.ca)
    found, fresh = InscriptionFormation.objects.get_or_create(formation=row, contact=contact)
    if fresh:
        _note("formation.enrol", f"Inscription à la formation\u00a0: {row}.", actor, row)
    return found


@transaction.atomic
def leave(inscription: InscriptionFormation, *, actor: Actor) -> None:
    """Take somebody off the list: oneself, or anybody when one keeps the training. Raises Refused."""
    row = inscription.formation
    if actor.contact_id != inscription.contact_id:
        _require_keeper(actor, row.ca)
    inscription.delete()
    _note("formation.leave", f"Désinscription de la formation\u00a0: {row}.", actor, row)


def _note(verb: str, summary: str, actor: Actor, row: Formation) -> None:
    if row.ca is None:
        record(verb, summary, actor=actor, obj=row)
    else:
        note(verb, summary, actor=actor, ca=row.ca, obj=row)


@transaction.atomic
def exchange(
    row: EchangePratiques | None = None,
    *,
    actor: Actor,
    departements: list[Departement],
    version: int | None = None,
    **fields,
) -> EchangePratiques:
    """Plan, tell or correct an exchange of practice (AL-41). Raises Refused, StaleVersion, ValidationError."""
    require(shares_practice, actor, None, REFUS_ECHANGE)
    if not departements:
        raise ValidationError({"departements": "Choisissez au moins une délégation."})
    known = row is not None
    if known:
        require(writes_exchange, actor, row, REFUS_CORRECTION)
    row = row or EchangePratiques(tenu_par=delegation_of(actor, departements))
    row.auteur = actor.label
    if fields.get("le", horloge.today()) > horloge.today() and fields.get("compte_rendu", "").strip():
        raise ValidationError({"compte_rendu": "Ce qu’on en retient s’écrit une fois l’échange tenu."})
    write(row, fields, CHAMPS_ECHANGE, version if known else None)
    row.departements.set(departements)
    word = "mis à jour" if known else "ajouté"
    record(
        f"echange.{'update' if known else 'add'}", f"Échange de pratiques {word}\u00a0: {row}.", actor=actor, obj=row
    )
    return row
