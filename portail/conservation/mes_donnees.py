"""What the platform keeps about one person, in the words of its pages: the right of access (RGPD art. 15)."""

from dataclasses import dataclass
from datetime import date, datetime

from conventions.models import Signature
from coop.accounts.models import User
from coop.accounts.queries import mandates_of
from coop.journal.models import Entry
from coop.notifications.models import Mail
from coop.organisations.models import Contact
from coop.ui.typographie import date_heure, date_longue
from cooperatives.models import Convocation, Coordinateur, MembreInstance, Presence, Representant
from evaluation.models import SiegeRegional

# The page shows the last rows of a long list; the file holds them all.
MONTREES = 20


@dataclass(frozen=True, slots=True)
class Partie:
    """One list: its title, its columns, its rows as text."""

    code: str
    titre: str
    colonnes: tuple[str, ...]
    lignes: list[tuple[str, ...]]

    @property
    def nommees(self) -> list[list[tuple[str, str]]]:
        """The rows the page shows, each value with its column."""
        return [list(zip(self.colonnes, ligne, strict=True)) for ligne in self.lignes[:MONTREES]]

    @property
    def autres(self) -> int:
        """How many rows the page leaves to the file."""
        return max(0, len(self.lignes) - MONTREES)


def lire(user: User) -> list[Partie]:
    """Everything tied to the account and to its contact, the last first; a fixed number of statements."""
    contact = user.contact
    parties = [_compte(user), _mandats(user)]
    if contact:
        parties += [_participations(contact), _reunions(contact), _signatures(contact), _courriels(contact)]
    return [*parties, _actes(user)]


def fichier(user: User) -> dict:
    """The same, whole, for a file that another tool reads."""
    return {
        partie.titre: [dict(zip(partie.colonnes, ligne, strict=True)) for ligne in partie.lignes]
        for partie in lire(user)
    }


def _quand(moment: date | datetime | None) -> str:
    if moment is None:
        return ""
    return date_heure(moment) if isinstance(moment, datetime) else date_longue(moment)


def _compte(user: User) -> Partie:
    contact = user.contact
    rows = [("Adresse du compte", user.email), ("Compte ouvert le", _quand(user.date_joined))]
    rows += [("Dernière visite", _quand(user.derniere_visite))]
    if contact:
        rows += [
            ("Fonction", contact.fonction),
            ("Nom ou pseudonyme", contact.nom),
            ("Organisation", str(contact.organisation or "")),
            ("Adresse électronique", contact.email),
            ("Téléphone", contact.telephone),
            ("Contact créé le", _quand(contact.cree_le)),
        ]
    return Partie("compte", "Identité et compte", ("Donnée", "Valeur"), rows)


def _mandats(user: User) -> Partie:
    rows = [
        (str(m.get_role_display()), str(m.perimetre), _quand(m.debut), _quand(m.dernier_jour))
        for m in mandates_of(user)
    ]
    return Partie("mandats", "Mandats", ("Mandat", "Périmètre", "Depuis le", "Jusqu’au"), rows)


def _participations(contact: Contact) -> Partie:
    speaks = Representant.objects.filter(contact=contact).select_related("membre__ca", "membre__organisation")
    leads = Coordinateur.objects.filter(contact=contact).select_related("ca")
    sits = MembreInstance.objects.filter(contact=contact).select_related("instance__ca")
    rows = [(_quand(r.debut), str(r.membre.ca), f"Représente {r.membre}", _quand(r.dernier_jour)) for r in speaks]
    rows += [(_quand(c.debut), str(c.ca), "Coordonne", _quand(c.fin)) for c in leads]
    rows += [("", str(s.instance.ca), f"Siège\u00a0: {s.instance}", _quand(s.instance.fin)) for s in sits]
    regional = SiegeRegional.objects.filter(contact=contact).select_related("instance")
    rows += [("", "Région", f"Siège\u00a0: {s.instance}", _quand(s.instance.fin)) for s in regional]
    return Partie("participations", "Participations", ("Depuis le", "Coopérative", "À quel titre", "Jusqu’au"), rows)


def _reunions(contact: Contact) -> Partie:
    asked = Convocation.objects.filter(contact=contact).select_related("reunion__ca").order_by("-reunion__prevue_le")
    came = Presence.objects.filter(contact=contact).select_related("reunion__ca").order_by("-reunion__prevue_le")
    rows = [
        (
            _quand(c.reunion.prevue_le),
            str(c.reunion.ca),
            f"Convocation\u00a0: {c.get_reponse_display() or 'sans réponse'}",
        )
        for c in asked
    ]
    rows += [
        (_quand(p.reunion.prevue_le), str(p.reunion.ca), f"Présence\u00a0: {p.get_statut_display()}") for p in came
    ]
    return Partie("reunions", "Réunions", ("Réunion du", "Coopérative", "Ce qui est noté"), rows)


def _signatures(contact: Contact) -> Partie:
    rows = Signature.objects.filter(signataire__contact=contact).select_related("signataire__partie__convention__ca")
    told = [
        (_quand(s.signee_le), str(s.signataire.partie.convention), s.signataire.qualite, s.get_mode_display())
        for s in rows.order_by("-pk")
    ]
    return Partie("signatures", "Signatures demandées", ("Signée le", "Texte", "Qualité", "Comment"), told)


def _courriels(contact: Contact) -> Partie:
    rows = Mail.objects.filter(contact=contact).values_list("created_at", "subject", "to", "state")
    states = dict(Mail.Etat.choices)
    told = [(_quand(at), subject, to, str(states[state])) for at, subject, to, state in rows]
    return Partie("courriels", "Courriels envoyés", ("Le", "Objet", "À l’adresse", "État"), told)


def _actes(user: User) -> Partie:
    rows = Entry.objects.filter(actor_user_id=user.pk).values_list("at", "summary")
    return Partie("actes", "Actes au journal", ("Le", "Ce qui s’est passé"), [(_quand(at), said) for at, said in rows])
