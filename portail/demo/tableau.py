"""The tableau de bord of CA-78: tasks of its running stages, one late, one blocked by it, a person responsible for some.

Only the délégation and fictitious structures are given work (decisions.md 37).
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from cooperatives.enums import Criticite, StatutTache
from cooperatives.models import Etape, Tache
from cooperatives.workflows import tableau, tableau_dates
from portail.demo import personnes
from portail.demo.joueur import Partie


@dataclass(frozen=True)
class Prevue:
    """A task: `debut` and `fin` in days from the day of the demonstration; `qui` a structure, the délégation otherwise."""

    cle: str
    etape: str
    libelle: str
    debut: int
    fin: int
    livrable: str = ""
    qui: str = ""
    aussi: str = ""
    attend: tuple[str, ...] = ()
    avancement: int = 0
    criticite: Criticite = Criticite.MOYENNE
    charge: str | None = None


MEO, SUIVI, EVALUATION = "mise_en_oeuvre", "suivi_evaluation", "evaluation_ca"
A, B, C = "Association fictive A", "Association fictive B", "Association fictive C"
TACHES = (
    Prevue("fiche", MEO, "Fiche d’orientation commune", -210, -120, "Fiche", A, avancement=100, charge="6"),
    Prevue("maraudes", MEO, "Deux maraudes par semaine", -240, 45, "40 maraudes", A, attend=(), avancement=80),
    Prevue(
        "grille", MEO, "Grille de repérage partagée", -75, -12, "Grille", B, attend=("fiche",), avancement=60,
        criticite=Criticite.HAUTE, charge="8",
    ),
    Prevue(
        "formation", MEO, "Formation des bénévoles à la grille", -5, 24, "20 personnes formées", B, "Coordination",
        attend=("grille",), charge="4",
    ),
    Prevue("bilans_sante", MEO, "Bilans de santé du mois prochain", 25, 44, "3 demi-journées", C, attend=("formation",), charge="3"),
    Prevue("t3", SUIVI, "Bilans du troisième trimestre", -40, 10, "4 bilans", avancement=50, criticite=Criticite.HAUTE),
    Prevue("t4", SUIVI, "Bilans du quatrième trimestre", 50, 64, "4 bilans", attend=("t3",)),
    Prevue("annuel", SUIVI, "Bilan annuel de la coopérative", 65, 90, "Bilan annuel", aussi="Comité de pilotage", attend=("t4",)),
    Prevue("criteres", EVALUATION, "Choix des critères d’évaluation", 85, 110, "Critères retenus", aussi="Équipe d’évaluation"),
)  # fmt: skip


def raconter(partie: Partie) -> None:
    """Tasks written two months ago and taken as the reference calendar; the grid then slipped by two weeks."""
    etapes = {row.code: row for row in partie.ca.etapes.select_related("ca__departement")}
    with partie.le(partie.jour - timedelta(days=60)):
        _livrables(partie, etapes)
        _prefigurer(partie, etapes["prefiguration"])
        faites = {}
        for prevue in TACHES:
            faites[prevue.cle] = _ajouter(partie, etapes[prevue.etape], prevue, faites)
        tableau_dates.fix_calendar(partie.ca, actor=partie.dd)
    for prevue in TACHES:
        if prevue.avancement:
            _avancer(partie, faites[prevue.cle], prevue)
    with partie.le(partie.jour - timedelta(days=20)):
        grille = faites["grille"]
        tableau.update_task(grille, actor=partie.dd, fin=grille.fin + timedelta(days=14))


def _livrables(partie: Partie, etapes: dict[str, Etape]) -> None:
    """What each stage gives, and the coordination as the person responsible."""
    rendus = {
        "prefiguration": "Note de repérage", "diagnostic": "Synthèse du diagnostic", "elaboration": "Convention signée",
        MEO: "Actions du programme", SUIVI: "Bilans trimestriels", EVALUATION: "Synthèse d’évaluation",
    }  # fmt: skip
    contact = personnes.compte(f"dd{partie.recit.departement}").contact
    for row in etapes.values():
        tableau.schedule_stage(
            row,
            actor=partie.dd,
            debut=row.debut,
            fin=row.fin,
            contact=contact,
            livrables=rendus.get(row.code, ""),
            statut=StatutTache.EN_COURS if row.code == SUIVI else None,
        )


def _prefigurer(partie: Partie, etape: Etape) -> None:
    """The four tasks of the guide, over the first two months."""
    for rank, row in enumerate(etape.taches.select_related("etape__ca__departement").order_by("ordre")):
        debut = etape.debut + timedelta(days=14 * rank)
        tableau.update_task(row, actor=partie.dd, debut=debut, fin=debut + timedelta(days=14), avancement=100)


def _ajouter(partie: Partie, etape: Etape, prevue: Prevue, faites: dict[str, Tache]) -> Tache:
    # The grid was first promised two weeks earlier.
    early = 14 if prevue.cle == "grille" else 0
    dd = personnes.compte(f"dd{partie.recit.departement}").contact
    return tableau.add_task(
        etape,
        actor=partie.dd,
        libelle=prevue.libelle,
        contact=partie.contacts[prevue.qui] if prevue.qui else dd,
        responsable=prevue.aussi,
        debut=partie.jour + timedelta(days=prevue.debut),
        fin=partie.jour + timedelta(days=prevue.fin - early),
        livrable=prevue.livrable,
        criticite=prevue.criticite,
        charge_jours=Decimal(prevue.charge) if prevue.charge else None,
        dependances=[faites[cle] for cle in prevue.attend],
    )


def _avancer(partie: Partie, tache: Tache, prevue: Prevue) -> None:
    with partie.le(partie.jour - timedelta(days=25)):
        tableau.mark_progress(tache, actor=partie.dd, avancement=prevue.avancement)
