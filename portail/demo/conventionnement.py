"""Fourth act: the convention, written, put to signature and signed by the fictitious structures and the délégation."""

import re
from datetime import date, timedelta

from conventions.enums import TypePartie
from conventions.models import Convention, Signature
from conventions.workflows import parties, redaction, signature
from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.journal.actors import Actor
from cooperatives.workflows import phases
from portail.demo import adaptations
from portail.demo.joueur import Partie
from portail.demo.prefiguration import RESERVES

DELAI_DE_SIGNATURE = timedelta(days=14)


def mettre_a_la_signature(partie: Partie, jour: date) -> Convention:
    """Draft the convention between the délégation and the fictitious structures, and ask for the signatures."""
    with partie.le(jour):
        convention = redaction.draft(partie.ca, actor=partie.dd)
        wanted = {s.nom for s in partie.recit.signataires}
        for partie_ in convention.parties.select_related("organisation"):
            if partie_.type == TypePartie.PARTENAIRE and partie_.organisation.nom not in wanted:
                parties.remove_partie(partie_, actor=partie.dd)
        _le_delegue_signe(partie, convention)
        redaction.write(
            convention,
            actor=partie.dd,
            periodicite_operationnelle="une réunion par mois",
            lieu_signature=partie.ca.departement.chef_lieu,
        )
        adaptations.adapter(partie, convention)
        signature.put_to_signature(convention, actor=partie.dd)
    return convention


def _le_delegue_signe(partie: Partie, convention: Convention) -> None:
    """Where nobody holds the mandate of délégué in the demonstration, the ARS signs on paper."""
    ars = convention.parties.select_related("organisation").get(type=TypePartie.ARS)
    if not ars.signataires.exists():
        parties.set_partie(
            convention,
            actor=partie.dd,
            organisation=ars.organisation,
            type=TypePartie.ARS,
            qualite_representant="Délégué départemental",
        )


def signer(partie: Partie, convention: Convention, dernier_jour: date) -> None:
    """Everybody signs in the last days, the délégation last; structures of `en_attente` do not answer."""
    rows = list(_signatures(convention))
    for rank, row in enumerate(rows):
        if _se_fait_attendre(partie, row):
            continue
        with partie.le(dernier_jour - timedelta(days=len(rows) - 1 - rank)):
            _signer(partie, row, electronique=_est_electronique(partie, row))


def _se_fait_attendre(partie: Partie, row: Signature) -> bool:
    party = row.signataire.partie
    name = "ARS" if party.type == TypePartie.ARS else party.organisation.nom
    return name in partie.recit.en_attente


def _signatures(convention: Convention):
    version = signature.current_version(convention)
    rows = version.signatures.select_related(
        "version_convention__convention__ca", "signataire__contact", "signataire__partie__organisation"
    )
    return sorted(rows, key=lambda row: (row.signataire.partie.type == TypePartie.ARS, row.signataire.partie.ordre))


def _est_electronique(partie: Partie, row: Signature) -> bool:
    contact = row.signataire.contact
    if contact is None:
        return False
    delegue = Mandate.objects.active().filter(contact=contact, role=RoleMandat.DELEGUE)
    return row.signataire.partie.organisation.nom in partie.recit.electroniques or delegue.exists()


def _signer(partie: Partie, row: Signature, *, electronique: bool) -> None:
    if not electronique:
        signature.sign_on_paper(row, actor=partie.dd, signee_le=horloge.today(), lieu=partie.ca.departement.chef_lieu)
        return
    contact = row.signataire.contact
    actor = Actor(label=contact.fonction, contact_id=contact.pk)
    signature.request_code(row, actor=actor)
    signature.sign_with_code(row, actor=actor, code=_code_recu(partie, contact.email))


def _code_recu(partie: Partie, adresse: str) -> str:
    """The six digits of the last message that reached this address, as the person would copy them."""
    message = next(m for m in reversed(partie.courrier) if adresse in m.to)
    return re.search(r"\b\d{6}\b", message.body).group()


def mettre_en_oeuvre(partie: Partie) -> None:
    with partie.le(partie.jalons.effet):
        phases.advance(partie.ca, actor=partie.dd, reserves=RESERVES)
