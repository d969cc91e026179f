"""Applying the reprise of a living CA: its past, its members, its signed convention and the titles of its actions."""

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import calendrier
from conventions.enums import StatutConvention, TypePartie
from conventions.models import Convention, ConventionReprise, FicheAction, Partie, Periode, Programme
from conventions.rules_signature import COORDINATION_ONLY, coordinates
from conventions.signals import convention_en_vigueur
from conventions.workflows.vigueur import become_signatory, plan_enlarged_meeting
from coop import horloge
from coop.accounts.predicates import Refused, require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.enums import TypeOrganisation
from coop.ui.typographie import date_longue
from cooperatives.enums import Phase, StatutMembre
from cooperatives.models import Cooperative, Membre, Reprise
from cooperatives.workflows import reprise as de_la_ca


@transaction.atomic
def confirm(reprise: Reprise, *, actor: Actor) -> Cooperative:
    """Apply the whole draft at once, or nothing of it. Raises Refused, ValidationError with every fault."""
    members = de_la_ca.apply(reprise, actor=actor)
    ca = reprise.ca
    if Phase(reprise.phase) in de_la_ca.EN_CONVENTION:
        programme = _programme(ca, reprise, members)
        _convention(ca, reprise, programme, actor)
    return ca


def _programme(ca: Cooperative, reprise: Reprise, members: list[Membre]) -> Programme:
    """The programme with the titles of its actions: each fiche is completed from the signed text."""
    programme, _ = Programme.objects.get_or_create(
        ca=ca, defaults={"intitule": reprise.intitule_programme or ca.intitule}
    )
    by_organisation = {m.organisation_id: m for m in ca.membres.filter(statut=StatutMembre.MEMBRE)}
    for numero, row in enumerate(reprise.actions.order_by("id"), start=1):
        action = FicheAction(
            programme=programme, numero=numero, intitule=row.intitule, promoteur=by_organisation[row.organisation_id]
        )
        action.full_clean()
        action.save()
    return programme


def _convention(ca: Cooperative, reprise: Reprise, programme: Programme, actor: Actor) -> Convention:
    effet = reprise.date_effet
    convention = Convention(
        ca=ca, programme=programme, reference=f"{ca.reference}-C{ca.conventions.count() + 1}",
        statut=StatutConvention.EN_VIGUEUR, date_effet=effet, lieu_signature=ca.departement.chef_lieu,
        date_echeance=calendrier.echeance(effet, reprise.annee),
    )  # fmt: skip
    if calendrier.periode(effet, reprise.annee)[0] > horloge.today():
        raise ValidationError("L’année indiquée de la convention n’a pas encore commencé.")
    convention.full_clean()
    convention.save()
    paper = ConventionReprise(convention=convention, scan=reprise.scan, auteur=actor.label, reprise_le=horloge.today())
    paper.full_clean()
    paper.save()
    _parties(convention, reprise)
    last = _periods(convention, reprise.annee)
    plan_enlarged_meeting(convention)
    record(
        "convention.take_up",
        f"La convention signée avant l’outil est reprise\u00a0: effet au {date_longue(effet)}, échéance au {date_longue(convention.date_echeance)}.",
        actor=actor, obj=convention, ca_id=ca.pk, departement=ca.departement.code,
    )  # fmt: skip
    # What fell due before today was settled outside the tool: it is not owed here.
    convention_en_vigueur.send(
        sender=Convention, convention=convention, periode=last, actor=actor, depuis=horloge.today()
    )
    return convention


def _parties(convention: Convention, reprise: Reprise) -> None:
    ca, effet = convention.ca, convention.date_effet
    dd = ca.membres.get(organisation__type=TypeOrganisation.ARS, organisation__departement=ca.departement)
    rows = [(dd.organisation, TypePartie.ARS, ca.departement.titre_signataire)]
    for row in reprise.membres.filter(signataire=True).select_related("organisation").order_by("id"):
        kind = TypePartie.FINANCEUR if row.financeur else TypePartie.PARTENAIRE
        rows.append((row.organisation, kind, row.qualite or "Son représentant légal"))
    for ordre, (organisation, kind, qualite) in enumerate(rows, start=1):
        partie = Partie(
            convention=convention, organisation=organisation, type=kind, qualite_representant=qualite,
            ordre=ordre, entree_le=effet,
        )  # fmt: skip
        partie.full_clean()
        partie.save()
    become_signatory(ca.pk, [organisation.pk for organisation, _, _ in rows], effet)


def _periods(convention: Convention, annee: int) -> Periode:
    """Every annual period until the one under way: the renewals signed before are known by their dates."""
    for numero in range(1, annee + 1):
        debut, fin = calendrier.periode(convention.date_effet, numero)
        row = Periode(convention=convention, numero=numero, debut=debut, fin=fin, signee_le=debut)
        row.full_clean()
        row.save()
    return row


@transaction.atomic
def close_copying(convention: Convention, *, actor: Actor) -> None:
    """The fiches say what was signed: from now on an avenant alone changes them (R-CONV-07). Raises Refused."""
    require(coordinates, actor, convention.ca, COORDINATION_ONLY)
    paper = ConventionReprise.objects.select_for_update().filter(convention=convention).first()
    if paper is None or paper.saisie_close_le is not None:
        raise Refused("La saisie de ces fiches est déjà close.")
    paper.saisie_close_le = horloge.today()
    paper.full_clean()
    paper.save()
    record(
        "convention.close_copying", "Les fiches-action reprennent le texte signé\u00a0: leur saisie est close.",
        actor=actor, obj=convention, ca_id=convention.ca_id, departement=convention.ca.departement.code,
    )  # fmt: skip
