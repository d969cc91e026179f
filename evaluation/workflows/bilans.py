"""The life of a bilan: draft, transmission, reading by the DD (domain.md §3.4, decisions.md 24–26)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions.models import FicheAction
from coop import horloge
from coop.accounts.predicates import require
from coop.documents.workflows import request as ask_document
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.versions import StaleVersion
from evaluation import courriels
from evaluation.completude import actions_of, missing_to_transmit
from evaluation.enums import LevierISTS, StatutBilan
from evaluation.models import Bilan, LevierActive, LigneBilan, Releve, VersionBilan
from evaluation.queries.destinataires import contacts_of
from evaluation.rules import OPEN, may_fill, may_review
from evaluation.workflows.syntheses import refresh

NOT_YOURS = "Ce bilan est celui d’un autre partenaire, ou il n’est plus modifiable."
TRANSMITTED = "Cette version est transmise\u00a0: elle ne se modifie plus."
LINE_FIELDS = frozenset(
    f.name
    for f in LigneBilan._meta.get_fields()
    if getattr(f, "editable", False) and not f.many_to_many and f.name not in {"id", "version", "action"}
)
READING_FIELDS = ("valeur", "texte", "raison", "commentaire")


@transaction.atomic
def open_draft(bilan: Bilan, *, actor: Actor) -> VersionBilan:
    """The draft of the bilan, opened if needed; after a request to complete, it starts from what was transmitted."""
    require(may_fill, actor, bilan, NOT_YOURS)
    Bilan.objects.select_for_update().get(pk=bilan.pk)
    draft = bilan.versions.filter(transmise_le__isnull=True).first()
    if draft is not None:
        return draft
    previous = bilan.versions.order_by("-numero").first()
    draft = VersionBilan.objects.create(bilan=bilan, numero=previous.numero + 1 if previous else 1)
    if previous:
        _copy(previous, draft)
    if bilan.statut == StatutBilan.A_ETABLIR:
        _set_status(bilan, StatutBilan.BROUILLON)
    return draft


def _copy(previous: VersionBilan, draft: VersionBilan) -> None:
    draft.faits_marquants, draft.besoins_ars = previous.faits_marquants, previous.besoins_ars
    draft.save()
    for line in previous.lignes.prefetch_related("publics", "leviers_ists"):
        publics, levers = list(line.publics.all()), [lever.levier for lever in line.leviers_ists.all()]
        line.pk, line.version = None, draft
        line.save()
        line.publics.set(publics)
        LevierActive.objects.bulk_create(LevierActive(ligne=line, levier=lever) for lever in levers)
    for reading in previous.releves.all():
        reading.pk, reading.version = None, draft
        reading.save()


@transaction.atomic
def save_line(
    version: VersionBilan,
    action: FicheAction,
    *,
    actor: Actor,
    data: dict,
    readings: dict[int, dict] | None = None,
    reprises: Iterable[str] | None = None,
    expected_version: int | None = None,
) -> LigneBilan:
    """Write what the party says of one action, complete or not, over revision `expected_version` of its line.

    `data`: fields of LigneBilan, plus `publics` and `leviers_ists` (lists). `readings`: by indicator id, fields of
    Releve. `reprises`: codes of the answers taken over from the previous quarter. A line not written yet has revision 1.
    Raises ValidationError, StaleVersion (its `current` is the line), Refused.
    """
    bilan = version.bilan
    require(may_fill, actor, bilan, NOT_YOURS)
    _lock(version)
    _check_editable(version, action)
    line = _claim(version, action, expected_version)
    if reprises is not None:
        line.reprises = sorted(reprises)
    for name, value in data.items():
        if name in LINE_FIELDS:
            setattr(line, name, value)
        elif name not in {"publics", "leviers_ists"}:
            raise TypeError(f"{name} is not a field of a line")
    line.full_clean()
    line.save()
    _set_lists(line, data)
    _write_readings(version, action, readings or {})
    return line


def _lock(version: VersionBilan) -> None:
    """Take the draft's row and note when it was last written; its own version is left to the summary."""
    version.transmise_le = (
        VersionBilan.objects.select_for_update().values_list("transmise_le", flat=True).get(pk=version.pk)
    )
    version.enregistree_le = horloge.now()
    VersionBilan.objects.filter(pk=version.pk, transmise_le__isnull=True).update(enregistree_le=version.enregistree_le)


def _claim(version: VersionBilan, action: FicheAction, expected: int | None) -> LigneBilan:
    """The line to write, its revision moved by one; StaleVersion when somebody else wrote it since."""
    line = version.lignes.filter(action=action).first() or _new_line(version, action)
    if expected is not None and line.revision != expected:
        raise StaleVersion(line)
    line.revision += 1
    return line


def _new_line(version: VersionBilan, action: FicheAction) -> LigneBilan:
    """Columns 3 to 9 come from the fiche-action: what was entered once is not typed again."""
    line = LigneBilan(
        version=version,
        action=action,
        objectifs_poursuivis=action.objectifs_poursuivis or (action.objectif.libelle if action.objectif else ""),
        resultats_attendus=action.resultats_attendus,
        public_autre=action.public_autre,
        beneficiaires_cibles=action.beneficiaires_cibles,
    )
    line.save()
    line.publics.set(action.publics.all())
    return line


def _check_editable(version: VersionBilan, action: FicheAction) -> None:
    if version.transmise_le is not None:
        raise ValidationError(TRANSMITTED)
    if not actions_of(version.bilan).filter(pk=action.pk).exists():
        raise ValidationError("Cette action n’est pas portée par votre organisation.")


def _touch(version: VersionBilan, expected: int | None) -> None:
    version.enregistree_le = horloge.now()
    version.save_version(expected)


def _set_lists(line: LigneBilan, data: dict) -> None:
    if "publics" in data:
        line.publics.set(data["publics"])
    if "leviers_ists" in data:
        line.leviers_ists.all().delete()
        LevierActive.objects.bulk_create(
            LevierActive(ligne=line, levier=LevierISTS(code)) for code in data["leviers_ists"]
        )


def _write_readings(version: VersionBilan, action: FicheAction, readings: dict[int, dict]) -> None:
    indicateurs = {i.pk: i for i in action.indicateurs.filter(pk__in=readings)}
    existing = {r.indicateur_id: r for r in version.releves.filter(indicateur__in=indicateurs, modalite="")}
    for pk, fields in readings.items():
        indicateur = indicateurs.get(pk)
        if indicateur is None:
            raise ValidationError("Cet indicateur n’est pas celui de l’action.")
        reading = existing.get(pk) or Releve(version=version, indicateur=indicateur)
        reading.cible = indicateur.valeur_cible
        for name in READING_FIELDS:
            if name in fields:
                setattr(reading, name, fields[name])
        reading.full_clean()
        reading.save()


@transaction.atomic
def save_summary(
    version: VersionBilan, *, actor: Actor, faits_marquants: str, besoins_ars: str, expected_version: int | None = None
) -> VersionBilan:
    """Write the highlights of the quarter and what the party needs of the ARS."""
    require(may_fill, actor, version.bilan, NOT_YOURS)
    if version.transmise_le is not None:
        raise ValidationError(TRANSMITTED)
    version.faits_marquants, version.besoins_ars = faits_marquants, besoins_ars
    _touch(version, expected_version)
    return version


@transaction.atomic
def transmit(bilan: Bilan, *, actor: Actor) -> VersionBilan:
    """Send the draft to the ARS: it becomes immutable and the figures move at once. Raises Blocked with what lacks."""
    require(may_fill, actor, bilan, NOT_YOURS)
    bilan = Bilan.objects.select_for_update(of=("self",)).select_related("ca", "partie__organisation").get(pk=bilan.pk)
    version = bilan.versions.filter(transmise_le__isnull=True).first()
    if version is None:
        raise Blocked([Manque("brouillon", "Il n’y a pas de brouillon à transmettre.")])
    manques = _too_early(bilan) + missing_to_transmit(version)
    if manques:
        raise Blocked(manques)
    version.transmise_le, version.transmise_par = horloge.now(), actor.label
    version.save_version()
    bilan.transmis_le = bilan.transmis_le or version.transmise_le
    _set_status(bilan, StatutBilan.TRANSMIS)
    refresh(bilan)
    summary = f"{bilan.partie.organisation.nom} a transmis son bilan du T{bilan.trimestre}."
    _log("bilan.transmit", summary, bilan, actor)
    ask_document(
        "bilan", version.pk, actor=actor, ca_id=bilan.ca_id, organisation_id=bilan.partie.organisation_id, final=True
    )
    courriels.acknowledge(version)
    return version


def _too_early(bilan: Bilan) -> list[Manque]:
    if horloge.today() >= bilan.fin:
        return []
    return [Manque("trimestre", "Le trimestre n’est pas terminé\u00a0: le bilan se transmet à partir de sa fin.")]


@transaction.atomic
def accept(bilan: Bilan, *, actor: Actor) -> Bilan:
    """The DD accepts what was transmitted: a status, not a figure (decisions.md 25)."""
    require(may_review, actor, bilan, "L’acceptation revient à la coordination de la délégation.")
    bilan = Bilan.objects.select_for_update(of=("self",)).select_related("partie__organisation").get(pk=bilan.pk)
    if bilan.statut != StatutBilan.TRANSMIS:
        raise ValidationError("Seul un bilan transmis s’accepte.")
    bilan.accepte_le = horloge.now()
    _set_status(bilan, StatutBilan.ACCEPTE)
    _log("bilan.accept", f"Bilan du T{bilan.trimestre} de {bilan.partie.organisation.nom} accepté.", bilan, actor)
    return bilan


@transaction.atomic
def ask_completion(bilan: Bilan, *, actor: Actor, commentaire: str) -> Bilan:
    """Send a transmitted bilan back with a motive; the figures keep the last transmitted version."""
    require(may_review, actor, bilan, "La demande de complément revient à la coordination de la délégation.")
    bilan = Bilan.objects.select_for_update(of=("self",)).select_related("partie__organisation").get(pk=bilan.pk)
    if bilan.statut not in (StatutBilan.TRANSMIS, StatutBilan.ACCEPTE):
        raise ValidationError("Seul un bilan transmis se renvoie.")
    if not commentaire.strip():
        raise ValidationError({"commentaire": "Dites ce qu’il faut compléter."})
    bilan.commentaire_dd, bilan.accepte_le = commentaire.strip(), None
    _set_status(bilan, StatutBilan.A_COMPLETER)
    summary = f"Complément demandé à {bilan.partie.organisation.nom} pour le T{bilan.trimestre}."
    _log("bilan.ask_completion", summary, bilan, actor, comment=bilan.commentaire_dd)
    courriels.ask_completion(bilan, actor=actor)
    return bilan


@transaction.atomic
def remind(bilan: Bilan, *, actor: Actor) -> int:
    """Write again to those who owe the bilan, with their link; returns how many people were written to.

    Raises ValidationError when nothing is awaited or nobody can be written to; once a day a person at most.
    """
    require(may_review, actor, bilan, "La relance revient à la coordination de la délégation.")
    if bilan.statut not in OPEN:
        raise ValidationError("Ce bilan est transmis\u00a0: il n’y a personne à relancer.")
    people = contacts_of(bilan)
    if not any(contact.email for contact in people):
        raise ValidationError("Aucun représentant n’a d’adresse électronique\u00a0: complétez la fiche du membre.")
    sent = courriels.remind(bilan, people, f"relance:{horloge.today()}", actor=actor)
    if sent:
        _log(
            "bilan.remind",
            f"{bilan.partie.organisation.nom} a été relancé pour le bilan du T{bilan.trimestre}.",
            bilan,
            actor,
        )
    return sent


def _set_status(bilan: Bilan, statut: StatutBilan) -> None:
    bilan.statut = statut
    bilan.full_clean()
    bilan.save()


def _log(verb: str, summary: str, bilan: Bilan, actor: Actor, comment: str = "") -> None:
    record(
        verb,
        summary,
        actor=actor,
        obj=bilan,
        ca_id=bilan.ca_id,
        comment=comment,
        organisation_id=bilan.partie.organisation_id,
    )
