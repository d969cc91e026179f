"""Filling a draft: its lines, its readings, what it ends with (decisions.md 24, 26, 27)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery

from conventions.models import FicheAction, Indicateur
from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.versions import StaleVersion
from evaluation.completude import actions_of
from evaluation.enums import LevierISTS, StatutBilan
from evaluation.models import Bilan, LevierActive, LigneBilan, Releve, SaisiePourCompte, VersionBilan
from evaluation.rules import may_fill, owns

NOT_YOURS = "Ce bilan est celui d’un autre partenaire, ou il n’est plus modifiable."
TRANSMITTED = "Cette version est transmise\u00a0: elle ne se modifie plus."
NOT_CARRIED = "Cette action n’est pas portée par votre organisation."
LINE_FIELDS = frozenset(
    f.name
    for f in LigneBilan._meta.get_fields()
    if getattr(f, "editable", False) and not f.many_to_many and f.name not in {"id", "version", "action"}
)
# What a reading holds besides the values of its parts.
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
        bilan.statut = StatutBilan.BROUILLON
        bilan.full_clean()
        bilan.save()
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
    for row in (*previous.releves.all(), *previous.preuves.all()):
        row.pk, row.version = None, draft
        row.save()


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
    Releve, and `parts` (value by key). `reprises`: codes of the answers taken over from the previous quarter. A line not written yet has revision 1.
    Raises ValidationError, StaleVersion (its `current` is the line), Refused.
    """
    bilan = version.bilan
    require(may_fill, actor, bilan, NOT_YOURS)
    lock(version)
    check_carried(version, action)
    take_over(version, actor=actor)
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


def lock(version: VersionBilan) -> None:
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


def take_over(version: VersionBilan, *, actor: Actor) -> None:
    """The party writes in what was typed for it: from now on these are its own words (decisions.md 27)."""
    typed = SaisiePourCompte.objects.filter(version=version, reprise_le__isnull=True)
    if typed.exists() and owns(actor, version.bilan):
        typed.update(reprise_le=horloge.now())


def check_carried(version: VersionBilan, action: FicheAction) -> None:
    """ValidationError for a version already sent, or an action that the party does not carry."""
    if version.transmise_le is not None:
        raise ValidationError(TRANSMITTED)
    if not actions_of(version.bilan).filter(pk=action.pk).exists():
        raise ValidationError(NOT_CARRIED)


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
    indicateurs = {i.pk: i for i in action.indicateurs.avec_cible(version.bilan.debut).filter(pk__in=readings)}
    existing = {(r.indicateur_id, r.modalite): r for r in version.releves.filter(indicateur__in=indicateurs)}
    for pk, fields in readings.items():
        indicateur = indicateurs.get(pk)
        if indicateur is None:
            raise ValidationError("Cet indicateur n’est pas celui de l’action.")
        reading = existing.get((pk, "")) or Releve(version=version, indicateur=indicateur)
        reading.cible = indicateur.cible_en_vigueur
        for name in READING_FIELDS:
            if name in fields:
                setattr(reading, name, fields[name])
        reading.full_clean()
        reading.save()
        _write_parts(version, indicateur, fields.get("parts", {}), existing)


def _write_parts(version: VersionBilan, indicateur: Indicateur, parts: dict, existing: dict) -> None:
    """The parts of a figure: a value each, or no row. Raises ValidationError for a part the indicator has not."""
    known = {modalite.cle for modalite in indicateur.modalites}
    for cle, value in parts.items():
        if cle not in known:
            raise ValidationError("Cette part n’est pas dans la répartition de l’indicateur.")
        row = existing.get((indicateur.pk, cle))
        if value is None:
            if row:
                row.delete()
            continue
        row = row or Releve(version=version, indicateur=indicateur, modalite=cle)
        row.valeur = value
        row.full_clean()
        row.save()


@transaction.atomic
def save_summary(
    version: VersionBilan, *, actor: Actor, faits_marquants: str, besoins_ars: str, expected_version: int | None = None
) -> VersionBilan:
    """Write the highlights of the quarter and what the party needs of the ARS."""
    require(may_fill, actor, version.bilan, NOT_YOURS)
    if version.transmise_le is not None:
        raise ValidationError(TRANSMITTED)
    take_over(version, actor=actor)
    version.faits_marquants, version.besoins_ars = faits_marquants, besoins_ars
    _touch(version, expected_version)
    return version


def fix_targets(version: VersionBilan) -> None:
    """Each reading takes the target in force at its quarter: it may have been revised since the draft was written."""
    targets = Indicateur.objects.avec_cible(version.bilan.debut).filter(pk=OuterRef("indicateur"))
    version.releves.filter(modalite="").update(cible=Subquery(targets.values("cible_en_vigueur")[:1]))
