"""What keeps a convention from its renewal, and who acts at the échéance (articles 4.4 and 5; decisions.md 20 and 21)."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from conventions import calendrier, reconduction
from conventions.enums import EtatConvention, TypePartie
from conventions.models import Convention, DecisionReconduction, DemandeSortie, FicheAction, Partie, Periode
from conventions.rules_signature import coordinates
from coop import horloge
from coop.accounts.predicates import predicate
from coop.gates import Manque
from coop.journal.actors import Actor
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue
from cooperatives.enums import Role, StatutReunion, TypeReunion
from cooperatives.models import Reunion
from cooperatives.roles import organisations_of, roles

PARTY_ONLY = "Cet acte revient à la partie elle-même, ou à la coordination qui l’enregistre pour elle."
SORTIE = "La sortie n’est possible qu’à l’échéance annuelle, après concertation avec la DD."


@predicate
def speaks_for_party(actor: Actor, partie: Partie) -> bool:
    """The people of the organisation; for the ARS, the délégué of the département."""
    if partie.type == TypePartie.ARS:
        return Role.DELEGUE in roles(actor, partie.convention.ca)
    return partie.organisation_id in organisations_of(actor)


@predicate
def coordinates_party(actor: Actor, partie: Partie) -> bool:
    return coordinates(actor, partie.convention.ca)


def periode_en_cours(convention: Convention) -> Periode | None:
    """The last annual period signed: the one whose échéance comes."""
    return convention.periodes.order_by("-numero").first()


@dataclass(frozen=True)
class Annee:
    """The year that ends at an échéance: what was held, decided and asked in it, each list read once."""

    convention: Convention
    periode: Periode

    @cached_property
    def reunions(self) -> list[Reunion]:
        """The réunions élargies of the CA, whenever they are; those held first, the first of them first."""
        rows = Reunion.objects.filter(ca=self.convention.ca_id, type=TypeReunion.ELARGIE)
        return list(rows.exclude(statut=StatutReunion.ANNULEE).order_by("tenue_le", "prevue_le", "id"))

    @property
    def tenues(self) -> list[Reunion]:
        """Held in the period, the first first."""
        return [r for r in self.reunions if r.tenue_le and self.periode.debut <= r.tenue_le < self.periode.fin]

    @property
    def prevue(self) -> Reunion | None:
        """The next one planned."""
        rows = [r for r in self.reunions if r.statut in (StatutReunion.PLANIFIEE, StatutReunion.CONVOQUEE)]
        return min(rows, key=lambda r: (r.prevue_le, r.pk), default=None)

    @property
    def retenue(self) -> Reunion | None:
        """The réunion élargie of the period: the one named, else the first held from three months before (A-10)."""
        named = getattr(self.periode, "reunion_annuelle", None)
        if named is not None:
            return named.reunion
        first, _ = calendrier.fenetre_reunion_elargie(self.periode.fin)
        return next((r for r in self.tenues if r.tenue_le >= first), None)

    @cached_property
    def actions(self) -> list[FicheAction]:
        """The actions of the programme in force, one decision each."""
        rows = FicheAction.objects.en_cours(max(horloge.today(), self.periode.debut))
        rows = rows.filter(programme=self.convention.programme_id)
        return list(rows.select_related("promoteur__organisation").order_by("numero"))

    @cached_property
    def decisions(self) -> dict[int, DecisionReconduction]:
        """What was decided, by action."""
        rows = DecisionReconduction.objects.filter(periode=self.periode).select_related("seance")
        return {row.action_id: row for row in rows}

    @cached_property
    def sorties(self) -> list[DemandeSortie]:
        """Who asked to leave and is still a party."""
        return sorties_demandees(self.convention)


def reunions_tenues(convention: Convention, periode: Periode) -> list[Reunion]:
    return Annee(convention, periode).tenues


def retenue(convention: Convention, periode: Periode) -> Reunion | None:
    return Annee(convention, periode).retenue


def est_anticipee(periode: Periode, jour: date) -> bool:
    """Held before the window of A-10: accepted with a reason."""
    return jour < calendrier.fenetre_reunion_elargie(periode.fin)[0]


def actions_a_decider(convention: Convention) -> list[FicheAction]:
    return Annee(convention, periode_en_cours(convention)).actions


def sorties_demandees(convention: Convention) -> list[DemandeSortie]:
    """Who asked to leave and is still a party."""
    rows = DemandeSortie.objects.filter(convention=convention, renoncee_le__isnull=True, partie__sortie_le__isnull=True)
    return list(rows.select_related("partie__organisation").order_by("partie__ordre", "id"))


def missing(convention: Convention, annee: Annee | None = None) -> list[Manque]:
    """What keeps the renewal from being prepared and signed, obligations first."""
    annee = annee or Annee(convention, periode_en_cours(convention))
    found = [*_preavis(convention), *_reunion(annee), *reconduction.checked(annee.periode)]
    found += [*_decisions(annee), *_sorties(annee)]
    return sorted(found, key=lambda manque: not manque.obligation)


def _preavis(convention: Convention) -> list[Manque]:
    if convention.etat() != EtatConvention.EN_PREAVIS:
        return []
    phrase = "La convention est en préavis de résiliation\u00a0: elle ne se reconduit pas."
    return [Manque("preavis", phrase, _page(convention, "resiliation"), "R-CONV-08")]


def _reunion(annee: Annee) -> list[Manque]:
    if annee.retenue:
        return []
    convention = annee.convention
    if annee.tenues:
        phrase = f"La réunion élargie du {date_longue(annee.tenues[-1].tenue_le)} a été tenue plus de trois mois avant l’échéance\u00a0: dites pourquoi."
        return [Manque("reunion_anticipee", phrase, _page(convention, "echeance_reunion"), "convention, art. 4.4")]
    url = lien("cooperatives:gouvernance", ca_ref=convention.ca.reference)
    if planned := annee.prevue:
        url = lien("cooperatives:reunion", ca_ref=convention.ca.reference, reunion_id=planned.pk)
    return [Manque("reunion", "La réunion élargie de bilan annuel n’est pas tenue.", url, "convention, art. 4.4")]


def _decisions(annee: Annee) -> list[Manque]:
    """AL-08’s sentence, with the form of each action."""
    return [
        Manque(
            f"decision_{action.numero}",
            f"Déterminer la reconduction ou non de l’action {action.numero}, «\u00a0{action.intitule}\u00a0».",
            lien("conventions:echeance_decision", ca_ref=annee.convention.ca.reference, numero=action.numero),
            "convention, art. 4.4",
        )
        for action in annee.actions
        if action.pk not in annee.decisions
    ]


def _sorties(annee: Annee) -> list[Manque]:
    return [
        Manque(
            f"sortie_{demande.partie_id}", SORTIE,
            lien("conventions:sortie_concertation", ca_ref=annee.convention.ca.reference, partie=demande.partie_id),
            "R-ENG-05", obligation=False, precision=f"{demande.partie} a demandé à sortir\u00a0: datez la concertation, sinon elle reste partie.",
        )
        for demande in annee.sorties
        if demande.concertation_le is None
    ]  # fmt: skip


def _page(convention: Convention, name: str) -> str:
    return lien(f"conventions:{name}", ca_ref=convention.ca.reference)
