"""What the pages of the échéance and of the résiliation read, in a fixed number of statements."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from conventions import calendrier, reconduction
from conventions.enums import EtatConvention, StatutAvenant, StatutConvention, TypePartie
from conventions.models import (
    Avenant,
    AvisReception,
    Convention,
    DecisionReconduction,
    DemandeSortie,
    FicheAction,
    Partie,
    Periode,
    Resiliation,
)
from conventions.reconduction import Volet
from conventions.rules_avenant import is_in_force
from conventions.rules_echeance import Annee, actions_a_decider, missing, periode_en_cours
from conventions.rules_resiliation import effet
from coop import horloge
from coop.gates import Manque
from coop.journal.actors import Actor
from cooperatives.models import Cooperative, Reunion
from cooperatives.roles import spoken_for


@dataclass(frozen=True, slots=True)
class LigneAction:
    """One action and what was decided of it, if anything."""

    action: FicheAction
    decision: DecisionReconduction | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """The file of the réunion élargie of one period."""

    convention: Convention
    periode: Periode
    etat: EtatConvention
    ouvre: date
    cible: date
    tenue: Reunion | None
    anticipees: list[Reunion]
    prevue: Reunion | None
    volets: list[tuple[Volet, dict[str, Any]]]
    actions: list[LigneAction]
    sorties: list[DemandeSortie]
    manques: list[Manque]
    parties: list[Partie]
    avenant: Avenant | None

    @property
    def vivante(self) -> bool:
        """In force today: something may still be decided."""
        return is_in_force(self.convention)

    @property
    def ouvert(self) -> bool:
        """The last three months have begun (AL-06)."""
        return horloge.today() >= self.ouvre

    @property
    def en_retard(self) -> bool:
        """The two months before the échéance have begun without the meeting (AL-07)."""
        return self.tenue is None and horloge.today() > self.cible

    @property
    def tard(self) -> bool:
        """Held, but after the day of article 4.4."""
        return self.tenue is not None and self.tenue.tenue_le > self.cible

    @property
    def motif_reunion(self) -> str:
        """Why the meeting was held that day, when it had to be said."""
        named = getattr(self.periode, "reunion_annuelle", None)
        return named.motif if named else ""

    @property
    def bloquants(self) -> list[Manque]:
        return [manque for manque in self.manques if manque.obligation]

    def peuvent_sortir(self, organisations: frozenset[int] | None = None) -> list[Partie]:
        """The parties that have not asked to leave, the ARS apart: all of them, or those of `organisations`."""
        asking = {demande.partie_id for demande in self.sorties}
        rows = (p for p in self.parties if p.type != TypePartie.ARS and p.pk not in asking)
        return [p for p in rows if organisations is None or p.organisation_id in organisations]

    @property
    def decidees(self) -> int:
        return sum(ligne.decision is not None for ligne in self.actions)


def signee(ca: Cooperative) -> Convention | None:
    """The last convention signed by all that is not closed: in force, échue or résiliée."""
    rows = Convention.objects.filter(ca=ca, statut=StatutConvention.EN_VIGUEUR)
    return rows.select_related("ca__departement", "programme").first()


def dossier(convention: Convention) -> Dossier:
    """Everything the réunion élargie settles, and what is missing for the renewal."""
    periode = convention.periodes.select_related("reunion_annuelle__reunion").order_by("-numero").first()
    annee = Annee(convention, periode)
    first, target = calendrier.fenetre_reunion_elargie(periode.fin)
    return Dossier(
        convention=convention,
        periode=periode,
        etat=convention.etat(),
        ouvre=first,
        cible=target,
        tenue=annee.retenue,
        anticipees=[r for r in annee.tenues if r.tenue_le < first],
        prevue=annee.prevue,
        volets=reconduction.volets(convention, periode),
        actions=[LigneAction(action, annee.decisions.get(action.pk)) for action in annee.actions],
        sorties=annee.sorties,
        manques=missing(convention, annee) if is_in_force(convention) else [],
        parties=parties(convention),
        avenant=_renouvellement(convention),
    )


def suivante(convention: Convention, action: FicheAction) -> FicheAction | None:
    """The next action without decision, after this one if any."""
    decided = DecisionReconduction.objects.filter(periode=periode_en_cours(convention)).values_list("action", flat=True)
    left = [row for row in actions_a_decider(convention) if row.pk not in set(decided)]
    return next((row for row in left if row.numero > action.numero), left[0] if left else None)


def organisations_parties(convention: Convention, actor: Actor) -> frozenset[int]:
    """The parties `actor` speaks for, as ids of organisations (1 statement)."""
    return frozenset(convention.parties.filter(spoken_for(actor)).values_list("organisation_id", flat=True))


def _renouvellement(convention: Convention) -> Avenant | None:
    open_ones = (StatutAvenant.BROUILLON, StatutAvenant.EN_SIGNATURE)
    return convention.avenants.filter(reconduction=True, statut__in=open_ones).first()


@dataclass(frozen=True, slots=True)
class LectureResiliation:
    """One résiliation with its receipts and the day they lead to."""

    resiliation: Resiliation
    avis: list[AvisReception]
    effet: date | None
    mienne: bool

    @property
    def recus(self) -> int:
        return sum(avis.recu_le is not None for avis in self.avis)


def resiliations(convention: Convention, organisations: frozenset[int], ars: bool) -> list[LectureResiliation]:
    """The résiliations of a convention, the first first; the reader speaks for `organisations`, and for the ARS if `ars`."""
    rows = convention.resiliations.select_related("auteur__organisation", "avenant")
    found = []
    for row in rows.prefetch_related("avis__partie__organisation", "avis__scan"):
        row.convention = convention
        found.append(
            LectureResiliation(row, list(row.avis.all()), effet(row), _parle_pour(row.auteur, organisations, ars))
        )
    return found


def _parle_pour(partie: Partie, organisations: frozenset[int], ars: bool) -> bool:
    return ars if partie.type == TypePartie.ARS else partie.organisation_id in organisations


def parties(convention: Convention) -> list[Partie]:
    """The parties of the day, in their order."""
    return list(convention.parties.en_cours().select_related("organisation").order_by("ordre", "id"))
