"""Writing the regional text of the convention, and departing from it for one CA (decisions.md 3, R-CONV-05)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import gabarit, modele
from conventions.enums import StatutConvention
from conventions.models import AdaptationBloc, Convention, GabaritArticle
from conventions.rules_signature import COORDINATION_ONLY, coordinates
from conventions.workflows._gardes import FROZEN
from coop import horloge
from coop.accounts.predicates import require
from coop.accounts.rules import has_account, is_admin, is_siege
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue
from coop.versions import StaleVersion
from cooperatives.models import Cooperative

may_write_model = has_account & (is_siege | is_admin)
SIEGE_ONLY = "Le texte régional de la convention est écrit par le siège."
PAST = "Une nouvelle version ne s’applique pas au passé\u00a0: choisissez aujourd’hui ou une date à venir."


@transaction.atomic
def publish(
    code: str, *, actor: Actor, titre: str, texte: str, motif: str, en_vigueur_depuis: date, version: int
) -> GabaritArticle:
    """Write the next version of a block, over `version` (the one read); conventions already frozen do not move.

    Raises Refused, StaleVersion when somebody published meanwhile, ValidationError when a variable is unknown or lost.
    """
    require(may_write_model, actor, None, SIEGE_ONLY)
    latest = GabaritArticle.objects.select_for_update().filter(code=code).order_by("-version").first()
    if latest is None:
        raise ValidationError(f"Le modèle n’a pas de bloc «\u00a0{code}\u00a0».")
    if latest.version != version:
        raise StaleVersion(latest)
    row = GabaritArticle(
        code=code, version=version + 1, ordre=latest.ordre, titre=titre.strip(), texte=texte.strip(),
        motif=motif.strip(), en_vigueur_depuis=en_vigueur_depuis, redige_par=actor.label,
    )  # fmt: skip
    _check_version(row, latest)
    row.full_clean(exclude=["texte"] if not gabarit.VARIABLES[code] else None)
    row.save()
    summary = f"Modèle de convention, {row}, à compter du {date_longue(en_vigueur_depuis)}."
    record("gabarit.publish", summary, actor=actor, obj=row, comment=row.motif)
    return row


@transaction.atomic
def adapt(
    convention: Convention, code: str, *, actor: Actor, texte: str, motif: str, version: int | None = None
) -> AdaptationBloc:
    """Rewrite one block for one convention, while it is a draft; the wording of the région stays for the others.

    Raises Refused, Blocked once the text is frozen, StaleVersion, ValidationError.
    """
    convention = _draft(convention, actor)
    model = modele.of_the_day().get(code)
    if model is None:
        raise ValidationError(f"Le modèle n’a pas de bloc «\u00a0{code}\u00a0».")
    row = convention.adaptations.filter(code=code).first()
    created = row is None
    if created:
        row = AdaptationBloc(convention=convention, code=code)
    elif version is None:
        raise StaleVersion(row)
    row.texte, row.motif, row.gabarit = texte.strip(), motif.strip(), model.version
    row.redigee_par, row.redigee_le = actor.label, horloge.now()
    gabarit.check(code, row.texte)
    if row.texte == model.texte.strip():
        raise ValidationError({"texte": "Ce texte est celui du modèle\u00a0: il n’y a rien à adapter."})
    if created:
        row.full_clean()
        row.save()
    else:
        row.save_version(version)
    _say(convention, "adapt", f"{model.nom}\u00a0: adapté pour cette convention.", row, actor, comment=row.motif)
    return row


@transaction.atomic
def unadapt(adaptation: AdaptationBloc, *, actor: Actor) -> None:
    """Come back to the wording of the région, while the convention is a draft."""
    convention = _draft(adaptation.convention, actor)
    model = modele.of_the_day()[adaptation.code]
    _say(convention, "unadapt", f"{model.nom}\u00a0: retour au modèle régional.", adaptation, actor)
    adaptation.delete()


def _check_version(row: GabaritArticle, latest: GabaritArticle) -> None:
    gabarit.check(row.code, row.texte)
    if not row.motif:
        raise ValidationError({"motif": "Dites ce qui change et pourquoi."})
    if (row.titre, row.texte) == (latest.titre, latest.texte.strip()):
        raise ValidationError({"texte": "Rien n’a changé depuis la version précédente."})
    if row.en_vigueur_depuis < horloge.today():
        raise ValidationError({"en_vigueur_depuis": PAST})
    if row.en_vigueur_depuis < latest.en_vigueur_depuis:
        told = date_longue(latest.en_vigueur_depuis)
        raise ValidationError(
            {
                "en_vigueur_depuis": f"La version {latest.version} s’applique à compter du {told}\u00a0: choisissez ce jour ou après."
            }
        )


def _draft(convention: Convention, actor: Actor) -> Convention:
    """The convention under the lock of its CA, if it is still a draft."""
    require(coordinates, actor, convention.ca, COORDINATION_ONLY)
    Cooperative.objects.select_for_update().get(pk=convention.ca_id)
    convention = Convention.objects.select_related("ca__departement", "programme").get(pk=convention.pk)
    if convention.statut != StatutConvention.BROUILLON:
        url = lien("conventions:convention", ca_ref=convention.ca.reference)
        raise Blocked([Manque("texte_fige", FROZEN, url, "R-CONV-07")])
    return convention


def _say(convention: Convention, verb: str, summary: str, row: AdaptationBloc, actor: Actor, **extra) -> None:
    departement = convention.ca.departement.code
    record(
        f"convention.{verb}", summary, actor=actor, obj=row, ca_id=convention.ca_id, departement=departement, **extra
    )
