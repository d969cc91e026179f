"""Who drafts, sends to signature and signs a convention, and what is missing before (domain.md §4.5, decisions.md 18)."""

from datetime import date

from django.db.models import Min
from django.urls import reverse

from conventions import gates
from conventions.enums import EtatConvention, NiveauObjectif, StatutAvenant, StatutConvention, TypePartie
from conventions.models import Avenant, Convention, Signature, VersionConvention
from conventions.sources import Sources
from conventions.texte import assemble, empties, enumeration
from coop.accounts.predicates import predicate
from coop.gates import Manque
from coop.journal.actors import Actor
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue
from cooperatives.enums import Phase
from cooperatives.models import Cooperative
from cooperatives.roles import ANIMATION, COORDINATION, roles

EN_COURS = (EtatConvention.EN_VIGUEUR, EtatConvention.A_RECONDUIRE, EtatConvention.EN_PREAVIS)
COORDINATION_ONLY = "Cet acte revient à la coordination de la délégation départementale."
ANIMATION_ONLY = "La convention se rédige avec la coordination ou un co-pilote."
SIGNATORY_ONLY = "Cette signature est demandée à une autre personne."

# What to say, and which form mends it, for each insert left empty.
VIDES = {
    "intitule": ("L’intitulé du programme n’est pas écrit.", "conventions:programme", "R-CONV-05"),
    "objectif_general": ("L’objectif général n’est pas écrit.", "conventions:programme", "R-CONV-02"),
    "objectifs": ("Aucun objectif spécifique ou opérationnel n’est écrit.", "conventions:programme", "R-CONV-02"),
    "actions": ("Le programme n’a aucune fiche-action.", "conventions:programme", "R-CONV-02"),
    "promoteurs": ("Aucun promoteur n’est connu.", "conventions:programme", "R-CONV-02"),
    "preambule": ("Le préambule n’est pas écrit.", "conventions:convention_elements", "R-CONV-14"),
    "lieu": ("Le lieu de signature n’est pas écrit.", "conventions:convention_elements", "R-CONV-09"),
    "parties": ("Aucune partie n’est inscrite.", "conventions:convention_parties", "R-CONV-01"),
}


@predicate
def coordinates(actor: Actor, ca: Cooperative) -> bool:
    return bool(roles(actor, ca) & COORDINATION)


@predicate
def animates(actor: Actor, ca: Cooperative) -> bool:
    return bool(roles(actor, ca) & ANIMATION)


@predicate
def is_signatory(actor: Actor, signature: Signature) -> bool:
    """The person asked, through an account or a link; a link opens its own signature only."""
    return actor.contact_id is not None and actor.contact_id == signature.signataire.contact_id


@predicate
def coordinates_signature(actor: Actor, signature: Signature) -> bool:
    return coordinates(actor, signature.version_convention.convention.ca)


def missing(sources: Sources) -> list[Manque]:
    """Everything that keeps the convention from the signature, obligations first."""
    found = [*_phase(sources), *_texte(sources), *_parties(sources), *_programme(sources)]
    unique = {manque.phrase: manque for manque in found}
    return sorted(unique.values(), key=lambda manque: not manque.obligation)


def _phase(sources: Sources) -> list[Manque]:
    """The signature belongs to its phase, and to a CA without running convention.

    A CA whose convention ended keeps its phase and signs a new one from there (decisions.md 22).
    """
    ca, found = sources.ca, []
    again = ca.phase == Phase.MISE_EN_OEUVRE and Convention.objects.filter(ca=ca).finies().exists()
    if ca.phase != Phase.CONVENTIONNEMENT and not again:
        phrase = "La coopérative n’a pas encore passé l’étape qui ouvre la signature de la convention."
        found.append(Manque("phase", phrase, lien("cooperatives:phase", ca_ref=ca.reference), "R-CONV-01"))
    running = Convention.objects.filter(ca=ca).en_vigueur().exclude(pk=sources.convention.pk)
    if running.exists():
        found.append(
            Manque("deja_en_vigueur", "Une convention est déjà en vigueur\u00a0: elle se modifie par avenant.")
        )
    return found


def _texte(sources: Sources) -> list[Manque]:
    ref = sources.ca.reference
    contenu = assemble(sources)
    found = [
        Manque(code, phrase, lien(name, ca_ref=ref), source)
        for code in empties(contenu)
        if code in VIDES
        for phrase, name, source in [VIDES[code]]
    ]
    if not contenu["blocs"]:
        found.append(
            Manque(
                "gabarit",
                "Le modèle de convention n’est pas chargé\u00a0: prévenez l’administration.",
                source="R-CONV-05",
            )
        )
    if not sources.convention.periodicite_operationnelle:
        phrase = "Le rythme des réunions opérationnelles n’est pas fixé."
        url = lien("conventions:convention_elements", ca_ref=ref)
        found.append(Manque("periodicite", phrase, url, "convention, art. 4.2", obligation=False))
    return found


def _parties(sources: Sources) -> list[Manque]:
    """The ARS once, a partner at least, somebody to sign for each (R-CONV-01)."""
    url = reverse("conventions:convention_parties", kwargs={"ca_ref": sources.ca.reference})
    kinds = [partie.type for partie in sources.parties]
    found = []
    if TypePartie.ARS not in kinds:
        found.append(Manque("ars", "L’ARS n’est pas inscrite parmi les parties.", url, "R-CONV-01"))
    if TypePartie.PARTENAIRE not in kinds:
        found.append(Manque("partenaire", "Aucun partenaire n’est inscrit parmi les parties.", url, "R-CONV-01"))
    for partie in sources.parties:
        if not list(partie.signataires.all()):
            phrase = f"Personne n’est désigné pour signer au nom de «\u00a0{partie.organisation}\u00a0»."
            form = lien("conventions:convention_partie", ca_ref=sources.ca.reference, partie=partie.pk)
            found.append(Manque(f"signataire_{partie.pk}", phrase, form, "R-CONV-09"))
    return found


def _programme(sources: Sources) -> list[Manque]:
    """What the plan d’actions promised on entering the phase still holds, and each partner party has an action."""
    ca = sources.ca
    levels = {NiveauObjectif.GENERAL} if sources.general else set()
    levels |= {objectif.niveau for objectif in sources.objectifs}
    found = [
        *gates.objectifs_ecrits_of(ca, levels),
        *gates.fiches_completes_of(ca, sources.actions),
        *gates.indicateurs_poses_of(ca, sources.actions),
    ]
    involved = {action.promoteur.organisation_id for action in sources.actions}
    for action in sources.actions:
        involved |= {membre.organisation_id for membre in action.partenaires.all()}
    for partie in sources.parties:
        if partie.type == TypePartie.PARTENAIRE and partie.organisation_id not in involved:
            phrase = f"{partie.organisation} n’a aucune action, ni comme promoteur ni comme associé."
            found.append(
                Manque(
                    f"sans_action_{partie.pk}", phrase, lien("conventions:programme", ca_ref=ca.reference), "R-CONV-02"
                )
            )
    return found


def unsigned(signatures: list[Signature]) -> list[Signature]:
    """Signatures still waited for: a refused one is waited for too, until the convention is reopened."""
    return [signature for signature in signatures if signature.signee_le is None]


def is_open(signature: Signature, *, recorded: bool = False) -> bool:
    """The version is at the signature and this signatory has not answered yet.

    Nobody signs an avenant of a convention that no longer runs; a renewal signed on paper before the échéance may
    still be `recorded` after it (decisions.md 20).
    """
    version = signature.version_convention
    current = version.abandonnee_le is None and _at_signature(version, recorded)
    return current and signature.signee_le is None and signature.refusee_le is None


def _at_signature(version: VersionConvention, recorded: bool) -> bool:
    if version.avenant is None:
        return version.convention.statut == StatutConvention.EN_SIGNATURE
    running = version.convention.etat() in EN_COURS or (recorded and _signed_before_the_end(version.avenant))
    return running and version.avenant.statut == StatutAvenant.EN_SIGNATURE


def _signed_before_the_end(avenant: Avenant) -> bool:
    """A renewal may be recorded after the échéance; once résiliée, a convention stays so (decisions.md 20 and 22)."""
    return avenant.reconduction and avenant.convention.etat() == EtatConvention.ECHUE


def turn(version: VersionConvention) -> int | None:
    """The rank that is signing: the lowest that misses a signature; None when all are given. A refusal holds it."""
    return version.signatures.filter(signee_le__isnull=True).aggregate(rang=Min("rang"))["rang"]


def waiting_before(signature: Signature) -> str:
    """The parties that sign before this one and have not, as words; empty when it is its turn."""
    rows = Signature.objects.filter(
        version_convention=signature.version_convention_id, rang__lt=signature.rang, signee_le__isnull=True
    )
    ordered = rows.select_related("signataire__partie__organisation").order_by(
        "rang", "signataire__partie__ordre", "id"
    )
    return enumeration(list(dict.fromkeys(str(row.signataire.partie) for row in ordered)))


def closed(signature: Signature) -> str:
    """Why no answer is waited for any more, as the sentence people read."""
    return f"Cette signature n’est plus attendue\u00a0: {_cause(signature)}"


def _cause(signature: Signature) -> str:
    version = signature.version_convention
    if signature.signee_le:
        return f"elle est déjà enregistrée, le {date_longue(signature.signee_le)}."
    if signature.refusee_le:
        return f"elle a été refusée le {date_longue(signature.refusee_le)}. La coordination peut la redemander."
    if version.abandonnee_le:
        return f"{_replaced(version)}"
    if version.avenant is None:
        return "la convention n’est plus à la signature."
    convention = version.convention
    if convention.etat() not in EN_COURS:
        return f"la convention est {convention.etat().label} depuis le {date_longue(convention.fin)}."
    return "l’avenant n’est plus à la signature."


def _replaced(version: VersionConvention) -> str:
    """What became of a text that was opened again, or given up."""
    same = version.convention.versions.filter(avenant=version.avenant_id, abandonnee_le__isnull=True)
    newer = same.values_list("numero", flat=True).first()
    le = date_longue(version.abandonnee_le)
    if newer:
        return f"la version\u00a0{version.numero} a été reprise le {le}. La version\u00a0{newer} la remplace, et se signe par le lien du courriel suivant."
    if version.avenant is not None and version.avenant.statut == StatutAvenant.ABANDONNE:
        return f"l’avenant a été abandonné le {le}. Le texte en vigueur ne change pas."
    return f"le texte a été rouvert le {le}. Un nouveau lien vous sera envoyé avec le nouveau texte."


def not_signed_on(version: VersionConvention, jour: date) -> str:
    """Why a signature cannot bear this date; empty when it can. A renewal is signed before the échéance, strictly."""
    convention = version.convention
    if version.avenant is None:
        return ""
    if jour >= convention.date_echeance:
        return f"L’échéance est le {date_longue(convention.date_echeance)}\u00a0: la signature doit la précéder."
    if convention.resiliation_effet and jour >= convention.resiliation_effet:
        return f"La résiliation prend effet le {date_longue(convention.resiliation_effet)}\u00a0: la signature doit la précéder."
    if jour < convention.date_effet:
        return f"La convention n’a pris effet que le {date_longue(convention.date_effet)}."
    return ""
