"""« Qui fait quoi ? » told in words: what nobody does, what several do in the same place."""

from conventions.queries.matrice import SANS, Axe, Case, Etat, Matrice
from coop.ui.typographie import NBSP

LIMIT = 12
VOYELLES = "aàâeéèêiîoôuùhyœ"


def trous(matrice: Matrice) -> list[str]:
    """« Personne n’intervient auprès de jeunes à Trappes. »; a whole row or column without anyone is said once."""
    if matrice.choix.partenaires:
        return _trous_de_partenaires(matrice)
    rows, columns = matrice.choix.lignes, matrice.choix.colonnes
    empty_rows = {r.code for r in matrice.rangs if all(c.etat == Etat.VIDE for c in r.cases)}
    codes = list(matrice.colonnes)
    empty_columns = {
        code
        for i, code in enumerate(codes)
        if matrice.rangs and all(r.cases[i].etat == Etat.VIDE for r in matrice.rangs)
    }
    found = [_personne({rows: r.libelle}) for r in matrice.rangs if r.code in empty_rows]
    found += [_personne({columns: matrice.colonnes[code]}) for code in codes if code in empty_columns]
    for rang in matrice.rangs:
        for code, case in zip(codes, rang.cases, strict=True):
            known = rang.code in empty_rows or code in empty_columns or SANS in (rang.code, code)
            if case.etat == Etat.VIDE and not known:
                found.append(_personne({rows: rang.libelle, columns: matrice.colonnes[code]}))
    return found


def recouvrements(matrice: Matrice) -> list[str]:
    """Crossings that several promoteurs name: to be looked at together, complementary or the same twice."""
    if matrice.choix.partenaires:
        return []
    found = []
    for rang in matrice.rangs:
        for (code, label), case in zip(matrice.colonnes.items(), rang.cases, strict=True):
            if case.etat == Etat.PLUSIEURS and SANS not in (rang.code, code):
                place = _where({matrice.choix.lignes: rang.libelle, matrice.choix.colonnes: label})
                found.append(f"Plusieurs promoteurs interviennent {place}{NBSP}: {_qui(matrice, case)}.")
    return found


def shortened(phrases: list[str], limit: int = LIMIT) -> tuple[list[str], int]:
    """The first sentences, and how many more the table shows."""
    return phrases[:limit], max(0, len(phrases) - limit)


def _trous_de_partenaires(matrice: Matrice) -> list[str]:
    """A value without any partner; a partner without any action there."""
    by_row = matrice.choix.lignes == Axe.PARTENAIRES
    partners = [(r.libelle, r.cases) for r in matrice.rangs]
    others = [(label, [r.cases[i] for r in matrice.rangs]) for i, label in enumerate(matrice.colonnes.values())]
    if not by_row:
        partners, others = others, partners
    axe = matrice.choix.colonnes if by_row else matrice.choix.lignes
    found = [_personne({axe: label}) for label, cases in others if not any(case.actions for case in cases)]
    return found + [f"{label} n’intervient dans aucune de ces actions." for label, cases in partners if _absent(cases)]


def _absent(cases: list[Case]) -> bool:
    return not any(case.actions for case in cases)


def _personne(values: dict[Axe, str]) -> str:
    return f"Personne n’intervient {_where(values)}."


def _where(values: dict[Axe, str]) -> str:
    """« auprès de jeunes à Trappes, par : dépistage, repérage »."""
    parts = []
    if Axe.PUBLICS in values:
        parts.append(f"auprès {_de(values[Axe.PUBLICS])}")
    if Axe.TERRITOIRES in values:
        parts.append(_a(values[Axe.TERRITOIRES]))
    words = " ".join(parts)
    if Axe.MODES in values:
        mode = f"par ce mode{NBSP}: {_minuscule(values[Axe.MODES])}"
        return f"{words} {mode}" if words else mode
    return words


def _qui(matrice: Matrice, case: Case) -> str:
    said = (
        f"{matrice.faits.qui(a)} (action{NBSP}{a.numero}{f', {a.annonce}' if a.annonce else ''})" for a in case.actions
    )
    return ", ".join(said)


def _minuscule(label: str) -> str:
    return label[:1].lower() + label[1:]


def _de(label: str) -> str:
    """« de jeunes », « d’habitants »."""
    text = _minuscule(label)
    return f"d’{text}" if text[:1] in VOYELLES else f"de {text}"


def _a(commune: str) -> str:
    """« à Trappes », « au Pecq », « aux Mureaux »."""
    if commune.startswith("Le "):
        return f"au {commune[3:]}"
    return f"aux {commune[4:]}" if commune.startswith("Les ") else f"à {commune}"
