"""The money of CA-78, invented: fictitious structures alone receive amounts (decisions.md 37)."""

from datetime import date
from decimal import Decimal

from conventions.models import FicheAction
from conventions.workflows import engagements, financement
from coop import horloge
from coop.organisations.models import Organisation
from portail.demo.joueur import Partie

RAISON = "{etp} ETP dans l’action et part prise aux réunions opérationnelles (répartition fictive)."


def raconter(partie: Partie, montants: dict[str, int], coordination: tuple[str, int], mairie: int) -> None:
    """A settled distribution, one commitment below the threshold, one above it, one that still cites nothing."""
    annee, jour = horloge.today().year, partie.jour
    with partie.le(jour):
        actions = (
            FicheAction.objects.en_cours()
            .filter(programme__ca=partie.ca)
            .select_related("programme", "promoteur__organisation")
        )
        portees = {row.promoteur.organisation.nom: row for row in actions.order_by("-numero")}
        lignes = [_ligne(portees[nom], montant) for nom, montant in montants.items()]
        nom, montant = coordination
        animateur = Organisation.objects.get(nom=nom)
        lignes.append(
            {"beneficiaire": animateur, "action": None, "montant": Decimal(montant),
             "motif": "Animation de la coopérative avec la délégation (montant fictif)."}
        )  # fmt: skip
        total = sum(ligne["montant"] for ligne in lignes)
        budget = financement.fixer_budget(partie.ca, actor=partie.dd, annee=annee, montant=total)
        budget = financement.repartir(budget, actor=partie.dd, lignes=lignes)
        financement.valider(budget, actor=partie.dd)
        financement.noter_autre(
            partie.ca, actor=partie.dd, annee=annee, financeur="Commune fictive du territoire", origine="existant",
            beneficiaire=None, action=None, montant=Decimal(mairie), precision="Poste de médiatrice conservé (fictif).",
        )  # fmt: skip
        _engager(partie, annee, lignes)


def _ligne(action: FicheAction, montant: int) -> dict:
    etp = f"{action.etp:.2f}".replace(".", ",")
    return {
        "beneficiaire": action.promoteur.organisation, "action": action, "montant": Decimal(montant),
        "motif": RAISON.format(etp=etp),
    }  # fmt: skip


def _engager(partie: Partie, annee: int, lignes: list[dict]) -> None:
    """Two are decided and notified, the first over three years; the others are proposed, without their file."""
    for rank, ligne in enumerate(ligne for ligne in lignes if ligne["action"] is not None):
        row = engagements.proposer(
            partie.ca, actor=partie.dd, organisation=ligne["beneficiaire"], annee=annee,
            derniere_annee=annee + 2 if rank == 0 else None, montant=ligne["montant"], actions=[ligne["action"]],
        )  # fmt: skip
        if rank < 2:
            day = date(annee, 3, 2 + rank)
            day = min(max(day, partie.jalons.effet), partie.jour)
            row = engagements.completer_dossier(row, actor=partie.dd, demande_le=day, republicain_le=day)
            row = engagements.decider(row, actor=partie.dd, le=day, numero_acte=f"{annee}-{rank + 1:03} (fictif)")
            engagements.notifier(row, actor=partie.dd, le=day)
