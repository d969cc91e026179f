"""The synthesis as plain data: composed from the chain while it is prepared, kept whole once validated.

Pages, PDF and the validated row read the same dictionary. People are told by their function, never named; what a
coopérative answered is told by counts, and in its words where the région cited it.
"""

from dataclasses import dataclass

from coop import horloge
from coop.territories.models import Departement
from coop.ui.rubriques import lien
from coop.ui.typographie import avec_nombre, date_longue
from cooperatives.models import Cooperative
from cooperatives.queries.personnes import named
from evaluation.enums import Registre
from evaluation.enums_evaluation import ROLE_DU_CHARGE, ROLES_REGIONAUX, TypeInstanceRegionale
from evaluation.models import EvaluationExterne, EvaluationRegionale, InstanceRegionale, ReponseRegionale
from evaluation.queries import paroles_region, remontee
from evaluation.queries.remontee import TONS_JUGEMENT, CritereLu, QuestionRemontee, Remontee, ReponseLue, mots
from evaluation.workflows.regionale import Citable
from portail.evaluation_regionale import chiffres
from portail.evaluation_regionale.chiffres import ChiffreConnu
from portail.queries.region.portee import Portee


@dataclass(frozen=True)
class Matiere:
    """What is read once for a page or a synthesis: the answers gathered, the figures of the day."""

    remontee: Remontee
    chiffres: dict[int, list[ChiffreConnu]]


def matiere(rows, held: Portee, *, argent: bool = False) -> Matiere:
    return Matiere(remontee.lire(rows, argent=argent), chiffres.lire(rows, held, horloge.today()))


def de_la_region() -> Matiere:
    """The whole région, whoever asks: what its synthesis is made of."""
    held = Portee(list(Departement.objects.defer("trace").order_by("code")), True)
    return matiere(Cooperative.objects.all(), held)


def synthese(evaluation: EvaluationRegionale, known: Matiere | None = None) -> dict:
    """Everything the synthesis says today; `contenu` once validated."""
    if evaluation.contenu is not None:
        return evaluation.contenu
    known = known or de_la_region()
    told = {row.question_id: row for row in evaluation.reponses.prefetch_related("preuves")}
    return {
        "titre": str(evaluation), "le": date_longue(horloge.today()), "moment": evaluation.get_moment_display(),
        "objectifs": evaluation.objectifs, "instances": instances(evaluation),
        "registres": [str(code.label) for code in Registre if getattr(evaluation, code.value)],
        "cooperatives": [_cooperative(row) for row in known.remontee.cas],
        "validees": len(known.remontee.validees), "trop_tot": known.remontee.trop_tot,
        "questions": [_question(q, told.get(q.question.pk), known.chiffres) for q in known.remontee.questions],
        **_acteurs(), "externes": [_externe(row) for row in externes()],
    }  # fmt: skip


def instances(evaluation: EvaluationRegionale | None) -> list[dict]:
    """The two instances and the chargé, with the organisations that sit there (2 statements)."""
    rows = InstanceRegionale.objects.filter(fin__isnull=True).prefetch_related("sieges__contact__organisation")
    known = {row.type: row for row in rows}
    found = []
    for kind in TypeInstanceRegionale:
        row = known.get(kind)
        who = dict.fromkeys(str(s.contact.organisation or s.contact.fonction) for s in row.sieges.all()) if row else {}
        role = row.role_ecrit if row else ROLES_REGIONAUX[kind]
        found.append(
            {"code": kind.value, "nom": str(kind.label), "role": role, "constituee": bool(row), "sieges": list(who)}
        )
    charge = evaluation.charge if evaluation else None
    found.append(
        {"code": "charge", "nom": "Chargé d’évaluation", "role": ROLE_DU_CHARGE, "constituee": charge is not None,
         "sieges": [named(charge)] if charge else []}
    )  # fmt: skip
    return found


def externes() -> list[EvaluationExterne]:
    """The evaluations made by somebody outside, the last first (2 statements)."""
    return list(EvaluationExterne.objects.prefetch_related("recommandations").select_related("rapport"))


def _cooperative(row: remontee.CaEvaluee) -> dict:
    return {
        "reference": row.ca.reference, "intitule": row.ca.intitule, "departement": str(row.ca.departement), "etat": row.etat,
        "ton": row.ton, "validee_le": date_longue(row.finale.validee_le) if row.finale else "", "ecrites": row.ecrites,
    }  # fmt: skip


def _question(q: QuestionRemontee, said: ReponseRegionale | None, known: dict[int, list[ChiffreConnu]]) -> dict:
    return {
        "numero": q.question.numero, "libelle": q.question.libelle, "titre": q.question.titre_court,
        "dimension": q.question.dimension, "cooperatives": q.cooperatives, "reponses": len(q.reponses),
        "comptes": [list(pair) for pair in mots(q.comptes)],
        "departements": [[str(d), [list(pair) for pair in mots(counts)]] for d, counts in q.par_departement],
        "criteres": [_critere(row) for row in q.criteres], "muettes": [row.intitule for row in q.muettes],
        "constat": said.constat if said else "", "jugement": said.get_jugement_display() if said else "",
        "ton": TONS_JUGEMENT.get(said.jugement, "clos") if said else "clos",
        "preuves": [[p.libelle, p.valeur, date_longue(p.jour)] for p in said.preuves.all()] if said else [],
        "chiffres": [[c.libelle, c.valeur if c.connu else "pas encore connu", c.note] for c in known[q.question.numero]],
    }  # fmt: skip


def _critere(row: CritereLu) -> dict:
    told = ", ".join(f"{n} {word}" for word, n in mots(row.comptes))
    return {
        "libelle": row.libelle,
        "propre": row.propre,
        "cooperatives": len({r.ca.pk for r in row.reponses}),
        "mots": told,
    }


def _acteurs() -> dict:
    rows = paroles_region.lire(Cooperative.objects.all())
    told = [
        {"libelle": r.libelle, "cooperatives": r.cooperatives, "themes": [list(pair) for pair in r.themes]}
        for r in rows
    ]
    return {"acteurs": told, "publies": max((row.cooperatives for row in rows), default=0)}


def _externe(row: EvaluationExterne) -> dict:
    return {
        "intitule": row.intitule, "evaluateur": row.evaluateur, "moment": row.get_moment_display(), "annees": row.annees,
        "entretiens": row.entretiens, "phases": row.phases, "documents": row.documents,
        "recommandations": [r.numero for r in row.recommandations.all()],
    }  # fmt: skip


def citables(question: QuestionRemontee, known: list[ChiffreConnu]) -> list[tuple[str, list[Citable]]]:
    """What the answer of the région may lean on: by critère, what each coopérative found; figures; external evaluations."""
    groups = [(row.libelle, [_de_ca(r) for r in row.reponses]) for row in question.criteres]
    groups.append(("Chiffres de l’année", [Citable(c.cle, c.libelle, c.texte, c.url) for c in known if c.connu]))
    groups.append(("Évaluations externes", [_de_externe(row) for row in externes()]))
    return [(name, rows) for name, rows in groups if rows]


def adresse(row: ReponseLue) -> str:
    """The answer where it was written."""
    url = lien("evaluation:reponses", ca_ref=row.ca.reference)
    return f"{url}#critere-{row.reponse.critere_id}"


def _de_ca(row: ReponseLue) -> Citable:
    said = [row.reponse.get_jugement_display().capitalize(), row.reponse.constat]
    return Citable(
        f"reponse:{row.reponse.pk}", f"{row.ca.intitule}\u00a0: {row.indicateur or row.critere}",
        ". ".join(word for word in said if word), adresse(row),
    )  # fmt: skip


def _de_externe(row: EvaluationExterne) -> Citable:
    advice = avec_nombre(len(row.recommandations.all()), "recommandation,recommandations")
    return Citable(
        f"externe:{row.pk}", f"{row.intitule} ({row.evaluateur})", f"{row.annees}, {advice}",
        lien("portail:region_evaluation_externe", pk=row.pk),
    )  # fmt: skip
