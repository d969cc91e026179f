"""What stands in each of the 35 columns for one row, the same on the page, in the PDF, the workbook and the CSV."""

from dataclasses import dataclass
from decimal import Decimal

from conventions.enums import NatureIndicateur, TypeIndicateur
from coop.ui.typographie import nombre, pourcentage
from evaluation.colonnes_suivi import COLONNES, PAR_TYPE, Volet, mot
from evaluation.models import LigneBilan, Releve
from evaluation.queries.chiffres import taux_du_releve
from evaluation.queries.copil import quantite
from evaluation.queries.tableau_suivi import LigneTableau
from evaluation.questions import QUESTIONS, Question

PARTOUT = "Tout le territoire de l’action"
PUBLICS = 3


@dataclass(frozen=True, slots=True)
class Mesure:
    """A reading beside its target: `realise` in words or with its unit, `prevu` and `taux` when they exist."""

    releve: Releve
    realise: str
    prevu: str
    taux: Decimal | None

    @property
    def libelle(self) -> str:
        return self.releve.indicateur.libelle

    @property
    def rapport(self) -> str:
        """« prévu 24, 104 % »; empty without target."""
        parts = [f"prévu {self.prevu}"] if self.prevu else []
        return ", ".join([*parts, pourcentage(self.taux)] if self.taux is not None else parts)

    @property
    def phrase(self) -> str:
        """« Maraudes réalisées : 25 maraudes (prévu 24, 104 %) »."""
        text = f"{self.libelle}\u00a0: {self.realise}"
        text += f" ({self.rapport})" if self.rapport else ""
        return f"{text} – {self.releve.commentaire}" if self.releve.commentaire else text


def mesure(releve: Releve) -> Mesure:
    indicateur = releve.indicateur
    if releve.raison:
        done = releve.get_raison_display()
    elif indicateur.nature == NatureIndicateur.QUALITATIF:
        done = releve.texte
    else:
        done = "" if releve.valeur is None else quantite(releve.valeur, indicateur.unite)
    return Mesure(releve, done or "–", "" if releve.cible is None else nombre(releve.cible), taux_du_releve(releve))


def mesures(row: LigneTableau, kind: TypeIndicateur) -> list[Mesure]:
    return [mesure(releve) for releve in row.de_type(kind)]


def cellules(row: LigneTableau) -> list[str | int | None]:
    """The 35 values of a row, in order; a number where the column counts."""
    line = row.ligne
    publics = [public.libelle for public in line.publics.all()][:PUBLICS]
    values = [
        row.objectif, row.intitule, line.objectifs_poursuivis, line.resultats_attendus,
        *publics, *[""] * (PUBLICS - len(publics)), line.public_autre, line.beneficiaires_cibles, territoire(line),
    ]  # fmt: skip
    answers = {q.colonne: (mot(q, getattr(line, q.code)), q.texte(line)) for q in QUESTIONS}
    for column in (11, 13, 15, 17):
        values += answers[column]
    for kind in (TypeIndicateur.IA, TypeIndicateur.IR):
        told = [m.phrase for m in mesures(row, kind)[:PAR_TYPE]]
        values += [*told, *[""] * (PAR_TYPE - len(told))]
    for column in (25, 27, 29, 31):
        values += answers[column]
    return [*values, line.freins, line.leviers, line.pistes]


def territoire(line: LigneBilan) -> str:
    """Column 10."""
    return str(line.territoire) if line.territoire else PARTOUT


@dataclass(frozen=True, slots=True)
class Dit:
    """What a cell of the page says: a word that stands out, before it what it is of, after it what explains it."""

    mot: str = ""
    texte: str = ""
    titre: str = ""


def colonnes_de_la_page(volet: Volet) -> list[str]:
    """The headings of a volet on the page, where an answer and its reason, or three publics, share a cell."""
    titles = list(dict.fromkeys(colonne.titre for colonne in COLONNES if colonne.volet == volet))
    if volet == Volet.PROGRAMMATION:
        return [title for title in titles[2:] if not title.startswith("Si autre")]
    if volet in (Volet.CONFORMITE, Volet.CONTRIBUTION):
        return [question.libelle for question in QUESTIONS if COLONNES[question.colonne - 1].volet == volet]
    return titles


def cellules_de_la_page(row: LigneTableau, volet: Volet) -> list[list[Dit]]:
    """One list a heading; empty where nothing was told."""
    line = row.ligne
    if volet == Volet.PROGRAMMATION:
        return _programmation(line)
    if volet == Volet.INDICATEURS:
        kinds = (TypeIndicateur.IA, TypeIndicateur.IR)
        return [[_mesure_dite(m) for m in mesures(row, kind)] for kind in kinds]
    if volet == Volet.APPRENTISSAGES:
        return [[Dit(texte=text)] if text else [] for text in (line.freins, line.leviers, line.pistes)]
    asked = [question for question in QUESTIONS if COLONNES[question.colonne - 1].volet == volet]
    return [_reponse_dite(question, line) for question in asked]


def _programmation(line: LigneBilan) -> list[list[Dit]]:
    publics = [public.libelle for public in line.publics.all()]
    counted = "" if line.beneficiaires_cibles is None else nombre(line.beneficiaires_cibles)
    told = (
        [line.objectifs_poursuivis], [line.resultats_attendus], [*publics, line.public_autre], [counted], [territoire(line)],
    )  # fmt: skip
    return [[Dit(texte=text) for text in texts if text] for texts in told]


def _mesure_dite(m: Mesure) -> Dit:
    after = " – ".join(part for part in (m.rapport, m.releve.commentaire) if part)
    return Dit(m.realise, after, m.libelle)


def _reponse_dite(question: Question, line: LigneBilan) -> list[Dit]:
    word, text = mot(question, getattr(line, question.code)), question.texte(line)
    return [Dit(word, text)] if word or text else []
