"""Preparing an avenant: a draft of the next text, over the one in force (R-CONV-07, R-CONV-13; decisions.md 17).

One avenant at a time is open on a convention: its difference is always read against the text in force.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from conventions import copie, sources
from conventions.enums import SensPartie, StatutAvenant, TexteModifiable, TypePartie
from conventions.models import (
    ActionRetiree,
    Avenant,
    Convention,
    FicheAction,
    Modification,
    Objectif,
    Partie,
    PartieAvenant,
    Signataire,
)
from conventions.rules import carries
from conventions.rules_avenant import IN_FORCE_ONLY, is_in_force
from conventions.rules_signature import ANIMATION_ONLY, COORDINATION_ONLY, animates, coordinates
from conventions.workflows.avenants_fin import fermer
from coop import horloge
from coop.accounts.predicates import Refused, require
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact, Organisation
from cooperatives.models import Cooperative, Membre

FIELDS = ("motif", "consequences_financieres", "autres_dispositions")
FROZEN = "L’avenant est à la signature\u00a0: rouvrez-le d’abord."
NOT_A_PARTY = "Cette organisation n’est pas partie à la convention."
LEAVING_AT_END = "La sortie n’est possible qu’à l’échéance annuelle, après concertation avec la DD\u00a0: elle accompagne la reconduction."
ALREADY_PARTY = "Cette organisation est déjà partie à la convention."


@transaction.atomic
def ouvrir(convention: Convention, *, actor: Actor, motif: str = "", reconduction: bool = False) -> Avenant:
    """Open an avenant, or give back the one being prepared.

    Raises Refused when the convention is not in force, Blocked while another avenant is at the signature.
    """
    require(animates, actor, convention.ca, ANIMATION_ONLY)
    convention = _locked(convention)
    if not is_in_force(convention):
        raise Refused(IN_FORCE_ONLY)
    open_one = convention.avenants.filter(statut__in=[StatutAvenant.BROUILLON, StatutAvenant.EN_SIGNATURE]).first()
    if open_one is not None:
        if open_one.statut == StatutAvenant.EN_SIGNATURE:
            raise Blocked([Manque("avenant_en_signature", f"{open_one} est à la signature\u00a0: rouvrez-le d’abord.")])
        if reconduction and not open_one.reconduction:
            open_one.reconduction = True
            open_one.save_version()
        return open_one
    avenant = Avenant(
        convention=convention, numero=_next_number(convention), motif=motif.strip(), reconduction=reconduction
    )
    avenant.full_clean()
    avenant.save()
    _say("open", f"{avenant} est ouvert.", avenant, actor)
    return avenant


@transaction.atomic
def ecrire(avenant: Avenant, *, actor: Actor, version: int | None = None, **fields) -> Avenant:
    """Write the reason and the clauses that no form computes: FIELDS. TypeError on another field."""
    avenant = _draft(avenant, actor)
    for name, value in fields.items():
        if name not in FIELDS:
            raise TypeError(f"{name} is not written here")
        setattr(avenant, name, value.strip())
    avenant.save_version(version)
    _say("write", f"{avenant}\u00a0: motif et clauses écrits.", avenant, actor)
    return avenant


@transaction.atomic
def modifier_texte(
    avenant: Avenant, *, actor: Actor, champ: TexteModifiable, valeur: str, objectif: Objectif | None = None
) -> Modification | None:
    """Give a text of the programme its new wording; the wording in force takes the change back (None)."""
    avenant = _draft(avenant, actor)
    if objectif is not None and objectif.programme_id != avenant.convention.programme_id:
        raise ValidationError({"objectif": "Cet objectif n’est pas dans le programme."})
    known = avenant.modifications.filter(champ=champ, objectif=objectif).first()
    if valeur.strip() == en_vigueur(avenant.convention, champ, objectif).strip():
        if known:
            known.delete()
            _say("undo", f"{avenant}\u00a0: {TexteModifiable(champ).label} inchangé.", avenant, actor)
        return None
    row = known or Modification(avenant=avenant, champ=champ, objectif=objectif)
    row.valeur = valeur.strip()
    row.full_clean()
    row.save()
    _say("rewrite", f"{avenant}\u00a0: {TexteModifiable(champ).label} modifié.", avenant, actor)
    return row


@transaction.atomic
def modifier_action(avenant: Avenant, action: FicheAction, *, actor: Actor) -> FicheAction:
    """The copy of a fiche that the avenant prepares, made at the first call; it is then written like any fiche."""
    avenant = _draft(avenant, actor, for_action=action)
    known = FicheAction.toutes.filter(avenant=avenant, remplace=action).first()
    if known is not None:
        return known
    _of_programme(avenant, action)
    copy = FicheAction(avenant=avenant, remplace=action, numero=action.numero, **copie.fields_of(action))
    copy.full_clean()
    copy.save()
    copie.copy_lists(action, copy)
    _say("change_action", f"{avenant}\u00a0: l’action {action.numero} est reprise pour être modifiée.", avenant, actor)
    return copy


@transaction.atomic
def ajouter_action(avenant: Avenant, *, actor: Actor, intitule: str, promoteur: Membre) -> FicheAction:
    """A new fiche that the avenant brings into the programme once signed; it is then written like any fiche."""
    avenant = _draft(avenant, actor)
    if promoteur.ca_id != avenant.convention.ca_id:
        raise ValidationError({"promoteur": "Le promoteur référent est un membre de la coopérative."})
    programme = avenant.convention.programme
    number = (FicheAction.toutes.filter(programme=programme).aggregate(n=Max("numero"))["n"] or 0) + 1
    action = FicheAction(
        programme=programme, avenant=avenant, numero=number, intitule=intitule.strip(), promoteur=promoteur
    )
    action.full_clean()
    action.save()
    _say("add_action", f"{avenant}\u00a0: action ajoutée, {action.intitule}.", avenant, actor)
    return action


@transaction.atomic
def retirer_action(avenant: Avenant, action: FicheAction, *, actor: Actor, motif: str) -> ActionRetiree:
    """Take an action out of the programme, with its reason; a copy being written for it is dropped."""
    avenant = _draft(avenant, actor)
    _of_programme(avenant, action)
    FicheAction.toutes.filter(avenant=avenant, remplace=action).delete()
    row = avenant.retraits.filter(action=action).first() or ActionRetiree(avenant=avenant, action=action)
    row.motif = motif.strip()
    row.full_clean()
    row.save()
    _say("drop_action", f"{avenant}\u00a0: l’action {action.numero} est retirée.", avenant, actor, comment=row.motif)
    return row


@transaction.atomic
def garder_action(avenant: Avenant, action: FicheAction, *, actor: Actor) -> None:
    """Leave an action as the text in force has it: no copy, no withdrawal, no addition by this avenant."""
    avenant = _draft(avenant, actor)
    avenant.retraits.filter(action=action).delete()
    FicheAction.toutes.filter(avenant=avenant, remplace=action).delete()
    if action.avenant_id == avenant.pk:
        action.delete()
    _say("keep_action", f"{avenant}\u00a0: l’action {action.numero} reste inchangée.", avenant, actor)


@transaction.atomic
def faire_entrer(
    avenant: Avenant,
    *,
    actor: Actor,
    organisation: Organisation,
    qualite_representant: str,
    type: TypePartie = TypePartie.PARTENAIRE,
    contact: Contact | None = None,
    par_delegation: bool = False,
) -> Partie:
    """A new party, that signs the avenant with the others and counts once it is signed (R-ENG-04)."""
    avenant = _draft(avenant, actor)
    convention = avenant.convention
    if convention.parties.en_cours().filter(organisation=organisation).exists():
        raise ValidationError({"organisation": ALREADY_PARTY})
    row = PartieAvenant(
        avenant=avenant, sens=SensPartie.ENTREE, organisation=organisation, type=type,
        qualite_representant=qualite_representant.strip(), contact=contact, par_delegation=par_delegation,
    )  # fmt: skip
    row.full_clean()
    row.save()
    partie = _entrante(avenant, row)
    _say("enter", f"{avenant}\u00a0: {organisation} devient partie.", avenant, actor, organisation_id=organisation.pk)
    return partie


@transaction.atomic
def faire_sortir(avenant: Avenant, partie: Partie, *, actor: Actor, concertation_le: date) -> PartieAvenant:
    """A party that leaves at the échéance, after concertation with the DD: only a renewal does it (R-ENG-05)."""
    avenant = _draft(avenant, actor)
    if not avenant.reconduction:
        raise Refused(LEAVING_AT_END)
    if partie.type == TypePartie.ARS:
        raise ValidationError("L’ARS est toujours partie à la convention.")
    if not avenant.convention.parties.en_cours().filter(pk=partie.pk).exists():
        raise ValidationError(NOT_A_PARTY)
    if concertation_le > horloge.today():
        raise ValidationError({"concertation_le": "La concertation a déjà eu lieu\u00a0: sa date est passée."})
    row = PartieAvenant(
        avenant=avenant, sens=SensPartie.SORTIE, organisation=partie.organisation, concertation_le=concertation_le
    )
    row.full_clean()
    row.save()
    _say("leave", f"{avenant}\u00a0: sortie de {partie}.", avenant, actor, organisation_id=partie.organisation_id)
    return row


@transaction.atomic
def annuler_mouvement(mouvement: PartieAvenant, *, actor: Actor) -> None:
    """Take back an entry or an exit from the draft."""
    avenant = _draft(mouvement.avenant, actor)
    if mouvement.sens == SensPartie.ENTREE:
        avenant.entrantes.filter(organisation=mouvement.organisation).delete()
    name = mouvement.organisation
    mouvement.delete()
    _say("stay", f"{avenant}\u00a0: rien ne change pour {name}.", avenant, actor, organisation_id=name.pk)


@transaction.atomic
def abandonner(avenant: Avenant, *, actor: Actor, motif: str) -> Avenant:
    """Give the avenant up: the text in force stays, what was prepared is kept with the avenant."""
    require(coordinates, actor, avenant.convention.ca, COORDINATION_ONLY)
    convention = _locked(avenant.convention)
    avenant = Avenant.objects.get(pk=avenant.pk)
    avenant.convention = convention
    if avenant.statut == StatutAvenant.SIGNE:
        raise Refused("Un avenant signé ne s’abandonne pas\u00a0: un autre avenant le modifie.")
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi l’avenant est abandonné."})
    return fermer(avenant, actor=actor, motif=motif.strip())


def _draft(avenant: Avenant, actor: Actor, for_action: FicheAction | None = None) -> Avenant:
    """The avenant under the lock, still being prepared; the promoteur may prepare the change of its own action."""
    if for_action is None or not carries(actor, for_action):
        require(animates, actor, avenant.convention.ca, ANIMATION_ONLY)
    convention = _locked(avenant.convention)
    fresh = Avenant.objects.get(pk=avenant.pk)
    fresh.convention = convention
    if fresh.statut != StatutAvenant.BROUILLON:
        raise Blocked([Manque("avenant_fige", FROZEN, source="R-CONV-07")])
    return fresh


def _locked(convention: Convention) -> Convention:
    """The convention as it is once its CA is held."""
    Cooperative.objects.select_for_update().get(pk=convention.ca_id)
    return Convention.objects.select_related("ca__departement", "programme").get(pk=convention.pk)


def _next_number(convention: Convention) -> int:
    return (convention.avenants.aggregate(n=Max("numero"))["n"] or 0) + 1


def en_vigueur(convention: Convention, champ: str, objectif: Objectif | None) -> str:
    """The wording in force of a text."""
    if objectif is not None:
        return objectif.libelle
    return getattr(convention if champ in ("preambule", "en_lien_avec") else convention.programme, champ)


def _of_programme(avenant: Avenant, action: FicheAction) -> None:
    current = FicheAction.objects.en_cours(sources.depuis(avenant.convention)).filter(
        programme=avenant.convention.programme_id, pk=action.pk
    )
    if not current.exists():
        raise ValidationError("Cette action n’est pas dans le programme en vigueur.")


def _entrante(avenant: Avenant, row: PartieAvenant) -> Partie:
    """The party to come, with who signs for it; an organisation that had left comes back on its own row."""
    convention = avenant.convention
    partie = convention.parties.filter(organisation=row.organisation).first()
    if partie is None:
        order = (convention.parties.aggregate(n=Max("ordre"))["n"] or 0) + 1
        partie = Partie(convention=convention, organisation=row.organisation, ordre=order)
    partie.type, partie.qualite_representant, partie.avenant_entree = row.type, row.qualite_representant, avenant
    partie.full_clean()
    partie.save()
    signataire, _ = Signataire.objects.get_or_create(partie=partie, contact=row.contact)
    signataire.qualite, signataire.par_delegation, signataire.retire_le = (
        row.qualite_representant, row.par_delegation, None,
    )  # fmt: skip
    signataire.full_clean()
    signataire.save()
    return partie


def _say(verb: str, summary: str, avenant: Avenant, actor: Actor, **extra) -> None:
    convention = avenant.convention
    record(
        f"avenant.{verb}",
        summary[:500],
        actor=actor,
        obj=avenant,
        ca_id=convention.ca_id,
        departement=convention.ca.departement.code,
        **extra,
    )
