"""What the evaluations of the demonstration have in common: an effect, answers with their evidence, opinions."""

from conventions.models import Objectif
from evaluation.enums import Reponse
from evaluation.models import (
    AvisFaisabilite,
    Effet,
    EvaluationCA,
    ItemFaisabilite,
    ReponseReferentiel,
    SelectionIndicateur,
)
from evaluation.queries import faits_evaluation
from evaluation.workflows import faisabilite, reponses, theorie
from portail.demo.joueur import Partie

# Code of an indicator of the référentiel (empty: the coopérative's own) → judgement, finding, facts cited.
Reponses = dict[str, tuple[str, str, tuple[str, ...]]]
COMMENTAIRES = {
    Reponse.OUI: "",
    Reponse.PARTIEL: "Avec du temps pour le relever (avis fictif).",
    Reponse.NON: "Rien ne le dit encore (avis fictif).",
}


def effets(partie: Partie, evaluation: EvaluationCA, niveau: str, told: tuple) -> None:
    """For each objective of a level, in their order, its effects: (words, direct, horizon)."""
    rows = Objectif.objects.filter(programme__ca=partie.ca, niveau=niveau).order_by("numero")
    for objectif, said in zip(rows.select_related("programme"), told, strict=True):
        for libelle, direct, horizon in said:
            effet(partie, evaluation, libelle=libelle, objectif=objectif, direct=direct, horizon=horizon)


def effet(partie: Partie, evaluation: EvaluationCA, **fields) -> None:
    fields["libelle"] = f"{fields['libelle']} (effet fictif)"
    theorie.write_effet(Effet(evaluation=evaluation), actor=partie.dd, **fields)


def repondre(partie: Partie, said: Reponses) -> None:
    """Write answers for the indicators kept, and cite what is known that day."""
    facts = faits_evaluation.lire(partie.ca, argent=True)
    kept = SelectionIndicateur.objects.filter(critere__evaluation__ca=partie.ca)
    for code, (jugement, constat, cles) in said.items():
        row = (
            kept.select_related("critere__evaluation__ca").get(indicateur__code=code)
            if code
            else kept.get(indicateur=None)
        )
        answer = reponses.write_answer(
            ReponseReferentiel(critere=row.critere, indicateur=row), actor=partie.dd, constat=constat, jugement=jugement
        )
        for cle in cles:
            if facts[cle].connu:
                reponses.cite(answer, actor=partie.dd, fait=facts[cle])


def donner_avis(partie: Partie, avis: dict[str, tuple[str, ...]]) -> None:
    """nom of a structure → what it says of the nine items, in their order."""
    structures = {structure.nom: structure for structure in partie.recit.structures}
    items = list(ItemFaisabilite.objects.select_related("question"))
    evaluation = EvaluationCA.objects.select_related("ca").get(ca=partie.ca)
    for nom, told in avis.items():
        row = AvisFaisabilite(evaluation=evaluation, organisation=partie.membres[nom].organisation)
        said = {item: (code, COMMENTAIRES[code]) for item, code in zip(items, told, strict=True)}
        faisabilite.write_opinion(row, actor=partie.acteur_de(structures[nom]), reponses=said)
