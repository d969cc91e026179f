"""What the annual bilan still lacks, as sentences that lead to where it is done; the PDF may be made all the same."""

from conventions.enums import TypeIndicateur
from conventions.rules_avenant import is_in_force
from conventions.rules_echeance import missing, periode_en_cours
from coop.gates import Manque
from coop.ui.rubriques import lien
from coop.ui.typographie import de
from evaluation.queries.annuel import BilanAnnuel


def manques(b: BilanAnnuel) -> list[Manque]:
    """Obligations first: the réunion, the validation, the decisions, the bilans; then what would complete it (1 statement more)."""
    found = missing(b.convention, b.annee) if _vivante(b) else []
    return sorted([*_bilans(b), *found, *_cadre(b), *_processus(b)], key=lambda manque: not manque.obligation)


def _vivante(b: BilanAnnuel) -> bool:
    """The year whose échéance comes, of a convention in force: another one decides no more."""
    return is_in_force(b.convention) and periode_en_cours(b.convention) == b.periode


def _lien(b: BilanAnnuel, name: str, **kwargs) -> str:
    return lien(name, ca_ref=b.ca.reference, **kwargs)


def _bilans(b: BilanAnnuel) -> list[Manque]:
    return [
        Manque(
            f"bilan_{row.pk}", f"Le bilan du T{row.trimestre} {de(row.partie.organisation.nom)} n’est pas transmis.", _lien(b, "evaluation:suivi"), "convention, art. 4.3"
        )
        for row in b.resultats.manquants
    ]  # fmt: skip


def _cadre(b: BilanAnnuel) -> list[Manque]:
    told = [
        (
            b.diagnostic and b.diagnostic.problematique, "problematique", "La problématique du diagnostic n’est pas écrite (section 1).",
            "diagnostics:diagnostic",
        ),
        (b.points, "point_etape", "Aucun point d’étape dans l’année (sections 2 et 7).", "cooperatives:points_etape"),
        (
            b.participation.strategie, "participation", "La stratégie de participation des habitants n’est pas écrite (section 5).",
            "cooperatives:participation",
        ),
        (not b.a_verifier, "articulation", "L’articulation avec des dispositifs reste à vérifier (section 6).", "cooperatives:opportunite"),
    ]  # fmt: skip
    return [Manque(code, phrase, _lien(b, page), obligation=False) for done, code, phrase, page in told if not done]


def _processus(b: BilanAnnuel) -> list[Manque]:
    """Process indicators never read in the year, told once."""
    silent = [
        serie.indicateur
        for action in b.resultats.actions
        for serie in action.indicateurs
        if serie.indicateur.type == TypeIndicateur.IP and not any(serie.cases)
    ]
    if not silent:
        return []
    first = silent[0].libelle
    more = f" et {len(silent) - 1} autres" if len(silent) > 2 else " et un autre" if len(silent) == 2 else ""
    phrase = f"Indicateurs de processus jamais relevés dans l’année\u00a0: «\u00a0{first}\u00a0»{more} (section 3)."
    return [Manque("processus", phrase, _lien(b, "evaluation:copil"), "R-EVA-11", obligation=False)]
