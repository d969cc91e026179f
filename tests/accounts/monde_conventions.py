"""Programme, convention, parties and signatures of the access world: each person asked has a signature of its own."""

from conventions import reference, sources, texte
from conventions.enums import StatutConvention
from conventions.models import (
    Convention,
    FicheAction,
    Indicateur,
    Objectif,
    Partie,
    Programme,
    Signataire,
    Signature,
    VersionConvention,
)
from coop import horloge
from coop.organisations.models import Contact
from cooperatives.models import Cooperative, Membre
from tests.accounts.monde import Monde, Sample

# They sign, for the ARS or for their organisation.
SIGNATORIES = ("dd78", "delegue78", "copilote78", "asso-a", "asso-b", "habitant")
AT_SIGNATURE = (
    "conventions:convention_rouvrir",
    "conventions:convention_relancer",
    "conventions:signer",
    "conventions:signature_papier",
    "conventions:signature_refus",
    "conventions:signature_remplacer",
    "conventions:signature_redemander",
    "conventions:signature_adresse",
    "signature:signer",
)
OF_AN_ACTION = ("action", "action_modifier", "action_dupliquer", "action_retirer", "action_pdf", "indicateur_nouveau")
OF_AN_INDICATOR = ("indicateur", "indicateur_retirer")
OF_AN_OBJECTIVE = ("objectif", "objectif_retirer", "objectif_monter", "objectif_descendre")
OF_A_PARTY = (
    "convention_partie",
    "convention_signataire",
    "convention_signataire_retirer",
    "convention_partie_retirer",
)


def peupler(monde: Monde) -> None:
    """A programme with an action of each member, and a convention in drafting whose first version was reopened."""
    reference.load()
    own = _programme(monde.own, monde.membres, 1)
    foreign = _programme(monde.foreign, {"voisin": monde.voisin}, 90)
    contacts = {code: monde.users[code].contact for code in SIGNATORIES}
    parts = _convention(own["programme"], contacts)
    others = _convention(foreign["programme"], {"voisin": monde.users["dd95"].contact})
    monde.samples |= _samples(monde, own, foreign) | _samples_of_signature(monde, parts, others)
    monde.link_objects["signer"] = (parts["signatures"]["asso-a"], parts["signatures"]["asso-b"])
    monde.link_contacts["signer"] = contacts["asso-a"]
    monde.states |= dict.fromkeys(AT_SIGNATURE, at_signature)
    monde.posts |= {name: {"acte": "code"} for name in ("conventions:signer", "signature:signer")}


def at_signature() -> None:
    """Both conventions wait for their signatures."""
    VersionConvention.objects.update(abandonnee_le=None)
    Convention.objects.update(statut=StatutConvention.EN_SIGNATURE)


def in_force() -> None:
    """Both conventions were signed and run."""
    VersionConvention.objects.update(abandonnee_le=None)
    Convention.objects.update(statut=StatutConvention.EN_VIGUEUR, date_effet="2026-01-01", date_echeance="2027-01-01")


def _programme(ca: Cooperative, membres: dict[str, Membre], first: int) -> dict:
    programme = Programme.objects.create(ca=ca, intitule="la santé fictive")
    objectif = Objectif.objects.create(programme=programme, niveau="general", libelle="Objectif fictif")
    actions, indicators = {}, {}
    for numero, (code, membre) in enumerate(membres.items(), start=first):
        action = FicheAction.objects.create(
            programme=programme, numero=numero, intitule="Action fictive", promoteur=membre
        )
        indicator = Indicateur.objects.create(action=action, type="ia", libelle="Indicateur", sources_methodes="Essai")
        actions[code], indicators[code] = numero, indicator.pk
    return {"programme": programme, "objectif": objectif.pk, "numero": actions, "indicateur": indicators}


def _samples(monde: Monde, own: dict, foreign: dict) -> dict[str, Sample]:
    action = Sample(monde.of(own["numero"]), foreign["numero"]["voisin"])
    indicator = Sample(monde.of(own["indicateur"]), foreign["indicateur"]["voisin"])
    objective = Sample(own["objectif"], foreign["objectif"])
    return (
        {f"conventions:{name}.numero": action for name in OF_AN_ACTION + OF_AN_INDICATOR}
        | {f"conventions:{name}.pk": indicator for name in OF_AN_INDICATOR}
        | {f"conventions:{name}.pk": objective for name in OF_AN_OBJECTIVE}
    )


def _convention(programme: Programme, contacts: dict[str, Contact]) -> dict:
    """A party for the organisation of each contact; people of one organisation sign for the same party."""
    convention = Convention.objects.create(
        ca=programme.ca, programme=programme, reference=f"{programme.ca.reference}-C1"
    )
    parties, signataires = {}, {}
    for code, contact in contacts.items():
        kind = "ars" if contact.organisation.type == "ars" else "partenaire"
        party, _ = Partie.objects.get_or_create(
            convention=convention,
            organisation=contact.organisation,
            defaults={"type": kind, "qualite_representant": "Direction"},
        )
        parties[code] = party.pk
        signataires[code] = Signataire.objects.create(partie=party, contact=contact, qualite="Direction")
    ids = {code: row.pk for code, row in signataires.items()}
    return {"partie": parties, "signataires": ids, "signatures": _signatures(convention, signataires)}


def _signatures(convention: Convention, signataires: dict[str, Signataire]) -> dict[str, int]:
    """A frozen version, reopened since: drafting goes on until a route asks for another state."""
    contenu = texte.assemble(sources.read(convention))
    version = VersionConvention.objects.create(
        convention=convention,
        numero=1,
        contenu=contenu,
        sha256=texte.digest(contenu),
        abandonnee_le=horloge.now(),
        motif_abandon="Essai",
    )
    return {
        code: Signature.objects.create(version_convention=version, signataire=row).pk
        for code, row in signataires.items()
    }


def _samples_of_signature(monde: Monde, own: dict, foreign: dict) -> dict[str, Sample]:
    party = Sample(own["partie"]["asso-a"], foreign["partie"]["voisin"])
    asked = Sample(monde.of(own["signatures"]), foreign["signatures"]["voisin"])
    one = Sample(own["signataires"]["asso-a"], foreign["signataires"]["voisin"])
    return {f"conventions:{name}.partie": party for name in OF_A_PARTY} | {
        "signature": asked,
        "conventions:convention_signataire_retirer.signataire": one,
    }
