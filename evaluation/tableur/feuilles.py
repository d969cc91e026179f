"""The sheets of the workbook of a bilan: one an action, then « Pour finir », with what is written now and was before."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import prefetch_related_objects

from coop import horloge
from coop.classeurs.formulaire import Feuillet, Genre, Notice, Question, Section, formulaire
from coop.classeurs.models import ClasseurRemis
from coop.ui.typographie import date_longue
from evaluation.colonnes_suivi import COLONNES
from evaluation.models import Bilan, QuestionChamp
from evaluation.queries.saisie import (
    Saisie,
    actions_a_remplir,
    derniere_transmise,
    lire_saisies,
    questions_ouvertes,
    versions,
)
from evaluation.tableur.cases import Case, Ligne, cases_de, sur_la_feuille

MODELE = "bilan"
FIN = "fin"
SYNTHESE = (
    ("faits_marquants", "Faits marquants", "Une ou deux phrases suffisent. Ni nom, ni donnée de santé."),
    ("besoins_ars", "Besoins vis-à-vis de l’ARS", "Ce que vous attendez de la délégation au prochain trimestre."),
)
CONSEILS = [
    "Remplir|Écrivez dans la colonne «\u00a0Votre réponse\u00a0»\u00a0: les cases encadrées. Une feuille par action, puis «\u00a0Pour "
    "finir\u00a0». Les autres cases sont verrouillées.",
    "Choisir|Là où une flèche s’affiche, choisissez dans la liste. Effacer une case, c’est ne pas répondre.",
    "Chiffres|Un nombre seul, sans l’unité ni «\u00a0environ\u00a0». Pas de valeur\u00a0? Choisissez pourquoi, juste en dessous.",
    "Pourquoi\u00a0?|Une réponse «\u00a0NON\u00a0» ou «\u00a0En partie\u00a0» demande une phrase d’explication dans la case suivante.",
    "Vie privée|Ni nom de personne, ni donnée de santé.",
    "Enregistrer|Gardez le format XLSX, sans formule, sans macro, sans mot de passe. N’ajoutez ni colonne ni feuille.",
    "Rendre|Revenez sur la page d’où vient ce classeur et déposez-le. Vous verrez ce qu’il change, case par case, avant "
    "d’enregistrer. Il peut être incomplet\u00a0: rien n’est transmis à l’ARS sans vous.",
    "À plusieurs|Ce classeur est fait pour la personne qui l’a téléchargé. Si quelqu’un écrit en ligne entre-temps, rien "
    "n’est écrasé\u00a0: le choix vous est proposé.",
]  # fmt: skip


@dataclass
class Feuille:
    """One sheet. `valeurs` and `avant`: by key of cell; `fixes` comes from the fiche-action; `saisie` None for « Pour finir »."""

    prefixe: str
    titre: str
    intitule: str
    lignes: list[Ligne]
    valeurs: dict[str, Any] = field(default_factory=dict)
    avant: dict[str, Any] = field(default_factory=dict)
    fixes: list[Question] = field(default_factory=list)
    saisie: Saisie | None = None
    questions: list[QuestionChamp] = field(default_factory=list)
    trimestre_avant: str = ""
    revision: int | None = None  # of the draft, for « Pour finir »

    @property
    def cases(self) -> list[Case]:
        return [ligne for ligne in self.lignes if isinstance(ligne, Case)]


def lire_feuilles(bilan: Bilan, *, questions: bool = True) -> list[Feuille]:
    """What the workbook holds today; the questions of the coordination are answered by the party alone (`questions`)."""
    actions = actions_a_remplir(bilan, "publics")
    read = lire_saisies(bilan, actions, actions)
    prefetch_related_objects([saisie.ligne for saisie in read if saisie.ligne], "publics")
    return [*(_action(saisie, questions) for saisie in read), _fin(bilan, questions)]


def _action(saisie: Saisie, questions: bool) -> Feuille:
    action = saisie.action
    found = Feuille(
        str(action.pk), f"Action {action.numero}", f"Action {action.numero} – {action.intitule}",
        cases_de(saisie, questions=questions), fixes=list(_fixes(saisie)), saisie=saisie, questions=saisie.questions,
    )  # fmt: skip
    values = saisie.valeurs | {f"rep_{q.pk}": q.reponse for q in saisie.questions}
    found.valeurs = {case.cle: case.valeur(values) for case in found.cases}
    if saisie.avant and saisie.ligne_avant:
        found.avant = {case.cle: case.valeur(saisie.valeurs_avant) for case in found.cases}
        found.trimestre_avant = _trimestre(saisie.avant.bilan)
    return found


def _trimestre(bilan: Bilan) -> str:
    return f"T{bilan.trimestre} (du {bilan.debut:%d/%m/%Y} au {bilan.fin - timedelta(days=1):%d/%m/%Y})"


def _fixes(saisie: Saisie) -> Iterator[Question]:
    """Columns 1 to 7: what the fiche-action says, to read."""
    action, source = saisie.action, saisie.ligne or saisie.action
    publics = [str(public.libelle) for public in source.publics.all()]
    told = {
        1: action.objectif.libelle if action.objectif else "", 2: action.intitule, 3: source.objectifs_poursuivis,
        4: source.resultats_attendus, 5: ", ".join(publics),
    }  # fmt: skip
    for numero, text in told.items():
        yield Question(
            f"{action.pk}.fixe:{numero}", COLONNES[numero - 1].titre, Genre.FIXE, text, numero=numero,
            aide="Vient de la fiche-action\u00a0: ne se change pas ici.",
        )  # fmt: skip


def _fin(bilan: Bilan, questions: bool) -> Feuille:
    draft, before = versions(bilan)
    base = draft or derniere_transmise(bilan)
    asked = [q for q in questions_ouvertes(bilan) if q.action_id is None] if questions and bilan.transmis_le else []
    cases = [Case(f"{FIN}.{champ}", champ, libelle, aide=aide) for champ, libelle, aide in SYNTHESE]
    cases += [
        Case(
            f"{FIN}.rep_{q.pk}",
            f"rep_{q.pk}",
            f"Question sur «\u00a0{q.libelle}\u00a0»\u00a0: {q.question}",
            longueur=2000,
        )
        for q in asked
    ]
    found = Feuille(FIN, "Pour finir", "Pour finir", [Section("Ce que vous ajoutez pour l’ARS"), *cases])
    found.questions, found.revision = asked, draft.version if draft else None
    values = {champ: getattr(base, champ, "") for champ, _, _ in SYNTHESE} | {f"rep_{q.pk}": q.reponse for q in asked}
    found.valeurs = {case.cle: case.valeur(values) for case in cases}
    if before:
        found.avant = {case.cle: case.valeur({case.champ: getattr(before, case.champ, "")}) for case in cases}
        found.trimestre_avant = _trimestre(before.bilan)
    return found


def base_de(feuilles: list[Feuille]) -> dict:
    """What is kept on the server of a workbook handed out: what each of its cells says, and the names of its sheets."""
    return {
        "cases": {cle: value for feuille in feuilles for cle, value in feuille.valeurs.items()},
        "fixes": {fixe.cle: fixe.valeur for feuille in feuilles for fixe in feuille.fixes},
        "feuilles": {feuille.prefixe: feuille.titre for feuille in feuilles},
    }


def classeur_de(bilan: Bilan, remis: ClasseurRemis, feuilles: list[Feuille]) -> bytes:
    """The workbook itself."""
    return formulaire(remis.reference, notice(bilan, remis), [_feuillet(bilan, feuille) for feuille in feuilles])


def _feuillet(bilan: Bilan, feuille: Feuille) -> Feuillet:
    fixed = [Section("Ce que prévoit la fiche-action"), *feuille.fixes] if feuille.fixes else []
    rows = [ligne if isinstance(ligne, Section) else _ligne(feuille, ligne) for ligne in feuille.lignes]
    note = f"Bilan du {_trimestre(bilan)}, à transmettre avant le {date_longue(bilan.echeance)}. Répondez dans les cases encadrées."
    return Feuillet(feuille.prefixe, feuille.titre, feuille.intitule, [*fixed, *rows], note, feuille.trimestre_avant)


def _ligne(feuille: Feuille, case: Case) -> Question:
    now, before = (sur_la_feuille(case.dire(rows.get(case.cle))) for rows in (feuille.valeurs, feuille.avant))
    return Question(
        case.cle, case.libelle, case.genre, now, before, case.numero, case.aide, tuple(case.choix), case.longueur
    )


def notice(bilan: Bilan, remis: ClasseurRemis) -> Notice:
    """« Lisez-moi »."""
    facts = [
        ("Organisation", bilan.partie.organisation.nom),
        ("Coopérative d’acteurs", bilan.ca.intitule),
        ("Trimestre", f"{bilan.trimestre}, du {date_longue(bilan.debut)} au {date_longue(bilan.fin - timedelta(days=1))}"),
        ("À transmettre avant le", bilan.echeance),
        ("Classeur préparé le", horloge.now()),
        ("Référence", remis.reference),
    ]  # fmt: skip
    return Notice(f"Bilan du trimestre {bilan.trimestre}, à remplir dans un tableur", facts, CONSEILS)


def nom_du_fichier(bilan: Bilan) -> str:
    """« bilan-T2-2026-CA-78-01.xlsx »."""
    return f"bilan-T{bilan.trimestre}-{bilan.debut:%Y}-{bilan.ca.reference}.xlsx"
