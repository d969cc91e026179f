"""What the last signature of an avenant sets in motion, once, in its own transaction (R-CONV-07, decisions.md 17, 20)."""

from datetime import date

from django.db.models import F

from conventions import calendrier, copie, courriels, texte_avenant
from conventions.enums import SensPartie, StatutAvenant, TexteModifiable
from conventions.models import Avenant, Convention, FicheAction, Partie, Periode, VersionConvention
from conventions.rules_signature import unsigned
from conventions.signals import convention_en_vigueur
from conventions.workflows import preavis, vigueur
from coop import horloge
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import date_longue
from cooperatives.enums import StatutMembre
from cooperatives.models import Membre


def apply_if_complete(version: VersionConvention, *, actor: Actor) -> Avenant | None:
    """Apply the avenant when everybody has signed; None while a signature is missing.

    To be called inside the transaction of a signature, the CA's row locked. What is applied is what was frozen: no
    row of a draft at the signature can be written. The effect date is the last signature, or for a renewal the first
    day of the new period; what is signed after a renewal waits for it.
    """
    avenant = Avenant.objects.select_related("convention__programme", "convention__ca__departement").get(
        pk=version.avenant_id
    )
    signatures = list(version.signatures.all())
    if avenant.statut != StatutAvenant.EN_SIGNATURE or not signatures or unsigned(signatures):
        return None
    signed = max(signature.signee_le for signature in signatures)
    avenant.statut, avenant.signe_le = StatutAvenant.SIGNE, signed
    avenant.date_effet = max(signed, texte_avenant.prise_d_effet(avenant) or signed)
    avenant.save_version()
    _write_texts(avenant)
    _write_actions(avenant)
    _write_parties(avenant)
    preavis.lever(avenant, actor=actor)
    summary = f"{avenant} est signé par toutes les parties\u00a0: il prend effet le {date_longue(avenant.date_effet)}."
    record(
        "avenant.apply",
        summary,
        actor=actor,
        obj=avenant,
        ca_id=avenant.convention.ca_id,
        departement=avenant.convention.ca.departement.code,
        data={"sha256": version.sha256},
    )
    if avenant.reconduction:
        renew(avenant, actor=actor)
    courriels.tell_in_force(version)
    return avenant


def _write_texts(avenant: Avenant) -> None:
    convention, programme = avenant.convention, avenant.convention.programme
    for row in avenant.modifications.select_related("objectif"):
        if row.champ == TexteModifiable.OBJECTIF:
            row.avant, row.objectif.libelle = row.objectif.libelle, row.valeur
            row.objectif.save_version()
        else:
            holder = convention if row.champ in ("preambule", "en_lien_avec") else programme
            row.avant = getattr(holder, row.champ)
            setattr(holder, row.champ, row.valeur)
        row.save()
    programme.save_version()
    convention.save_version()


def _write_actions(avenant: Avenant) -> None:
    """Copies go back on the rows that the bilans know; new fiches enter; withdrawn ones end."""
    ahead = avenant.date_effet > horloge.today()
    for copy in FicheAction.toutes.filter(avenant=avenant, remplace__isnull=False).select_related("remplace"):
        original = copy.remplace
        if ahead:
            _keep_former(original, copy)
            original.texte_depuis = avenant.date_effet
        for name, value in copie.fields_of(copy).items():
            setattr(original, name, value)
        original.save_version()
        copie.copy_lists(copy, original)
        copy.delete()
    for action in FicheAction.toutes.filter(avenant=avenant, remplace__isnull=True):
        action.avenant, action.entree_le = None, avenant.date_effet
        action.save_version()
    for action in FicheAction.objects.filter(pk__in=avenant.retraits.values("action")):
        action.retiree_le = avenant.date_effet
        action.save_version()


def _keep_former(original: FicheAction, copy: FicheAction) -> None:
    """Leave with the avenant the text that obliges until its effect date, in the place of its `copy`."""
    avenant, copy.remplace = copy.avenant, None
    copy.save()
    former = FicheAction(avenant=avenant, remplace=original, numero=original.numero, **copie.fields_of(original))
    former.full_clean()
    former.save()
    copie.copy_lists(original, former)


def _write_parties(avenant: Avenant) -> None:
    """Who enters counts from the effect date; who leaves does so at the échéance (R-ENG-05), or when it has résilié."""
    convention = avenant.convention
    for partie in avenant.entrantes.all():
        partie.entree_le, partie.sortie_le = avenant.date_effet, None
        partie.save_version()
        vigueur.become_signatory(convention.ca_id, [partie.organisation_id], avenant.date_effet)
    leaving = avenant.parties.exclude(sens=SensPartie.ENTREE).values_list("organisation", flat=True)
    for partie in Partie.objects.filter(convention=convention, organisation__in=leaving):
        partie.sortie_le = avenant.date_effet
        partie.save_version()
    _tell_members(convention, list(leaving), avenant.date_effet)


def _tell_members(convention: Convention, organisations: list[int], le: date) -> None:
    """The member of a party that leaves is known to leave on that day."""
    Membre.objects.filter(ca=convention.ca_id, organisation__in=organisations, statut=StatutMembre.SIGNATAIRE).update(
        date_sortie=le, motif_sortie="Sortie de la convention, par avenant.", version=F("version") + 1
    )


def renew(avenant: Avenant, *, actor: Actor) -> None:
    """Open the next annual period: its quarters and its réunion élargie follow (decisions.md 19 to 21)."""
    convention = avenant.convention
    debut, fin, numero = texte_avenant.nouvelle_periode(avenant)
    periode = Periode(convention=convention, numero=numero, debut=debut, fin=fin, signee_le=avenant.signe_le)
    periode.full_clean()
    periode.save()
    convention.date_echeance = calendrier.echeance(convention.date_effet, numero)
    convention.save_version()
    vigueur.plan_enlarged_meeting(convention)
    record(
        "convention.renew",
        f"La convention est reconduite jusqu’au {date_longue(fin)}.",
        actor=actor,
        obj=convention,
        ca_id=convention.ca_id,
        departement=convention.ca.departement.code,
    )
    convention_en_vigueur.send(sender=Convention, convention=convention, periode=periode, actor=actor)
