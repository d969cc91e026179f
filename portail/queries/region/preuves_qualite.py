"""The lists behind the principles, the points, the diagnoses, the freins, the critères and the alerts."""

from collections.abc import Callable
from functools import partial

from django.db.models import F
from django.db.models.functions import Coalesce

from coop.notifications import regles
from coop.notifications.enums import Urgence
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue, nombre
from cooperatives.enums import PointVigilance, Statut, StatutVigilance
from cooperatives.enums_vie import AxeLevierFrein, TypeLevierFrein
from cooperatives.models import AppreciationPrincipe, SuiviRecommandation, VigilanceSuivi
from cooperatives.models.perimetre import parmi
from diagnostics.models import Besoin
from evaluation.models import EvaluationFinale
from portail.queries.region import alertes, enseignements, vigilance
from portail.queries.region.liste_preuves import Cellule, Preuves, ca_, oui, texte
from portail.queries.region.situation import Base

ORDRE = ("ca__departement__code", "ca__reference")
PRINCIPES = range(1, 11)
QUESTIONS = range(1, 4)


def principes(base: Base, rang: int | None = None) -> Preuves:
    """F-28: one row a principle read, of one principle or of all."""
    rows = AppreciationPrincipe.objects.filter(parmi(base.rows), ca__statut=Statut.EN_COURS)
    rows = rows.filter(principe__ordre=rang) if rang else rows
    objects = rows.select_related("ca__departement", "principe").defer("ca__departement__trace")
    objects = objects.order_by("principe__ordre", *ORDRE)

    def ligne(row) -> list[Cellule]:
        page = lien("cooperatives:opportunite", ca_ref=row.ca.reference)
        return [
            (str(row.principe), page), ca_(row.ca.reference, row.ca.intitule), texte(row.ca.departement.code),
            texte(row.get_appreciation_display()), texte(row.justification),
        ]  # fmt: skip

    columns = ["Principe", "Coopérative", "Département", "Lecture", "Ce qui la justifie"]
    title = f"Principe {rang}" if rang else "Principes de choix"
    return Preuves(title, vigilance.F_28.phrase, columns, objects, ligne)


def points(base: Base, point: PointVigilance | None = None) -> Preuves:
    """F-29: one row a coopérative and a point somebody wrote about; the others are not treated."""
    rows = VigilanceSuivi.objects.filter(parmi(base.rows), ca__statut=Statut.EN_COURS)
    rows = rows.filter(point=point) if point else rows
    objects = rows.select_related("ca__departement").defer("ca__departement__trace").order_by("point", *ORDRE)

    def ligne(row) -> list[Cellule]:
        page = f"{lien('cooperatives:vigilance', ca_ref=row.ca.reference)}#point-{row.point}"
        return [
            (row.get_point_display(), page), ca_(row.ca.reference, row.ca.intitule), texte(row.ca.departement.code),
            texte(StatutVigilance(row.statut).label), texte(row.commentaire),
        ]  # fmt: skip

    title = str(point.label) if point else "Points de vigilance"
    phrase = "Une coopérative qui n’a rien écrit sur un point n’est pas dans la liste\u00a0: il n’y est pas traité."
    return Preuves(title, phrase, ["Point", "Coopérative", "Département", "État", "Comment"], objects, ligne)


def diagnostics(base: Base) -> Preuves:
    """F-35: one row a diagnosis."""
    rows = vigilance.avec_analyses(vigilance.diagnostics_de(base.rows)).select_related("ca__departement")
    objects = rows.defer("ca__departement__trace").order_by(*ORDRE)

    def ligne(row) -> list[Cellule]:
        page = lien("diagnostics:diagnostic", ca_ref=row.ca.reference)
        return [
            (f"Diagnostic, version {row.numero}", page), ca_(row.ca.reference, row.ca.intitule), texte(row.ca.departement.code),
            texte(row.get_statut_display()), texte(date_longue(row.valide_le) if row.valide_le else ""),
            texte(f"{row.remplies} sur {vigilance.ANALYSES}"), texte(nombre(row.discussions)),
        ]  # fmt: skip

    columns = ["Diagnostic", "Coopérative", "Département", "État", "Validé le", "Analyses remplies", "Concertations"]
    return Preuves("Diagnostics partagés", vigilance.F_35_ANALYSES.phrase, columns, objects, ligne)


def besoins(base: Base) -> Preuves:
    """F-35: one row a need taken up."""
    rows = Besoin.objects.filter(
        diagnostic__in=vigilance.diagnostics_de(base.rows).order_by().values("pk"), retenu=True
    ).select_related("diagnostic__ca__departement")
    objects = rows.defer("diagnostic__ca__departement__trace").order_by(*(f"diagnostic__{f}" for f in ORDRE), "numero")

    def ligne(row) -> list[Cellule]:
        ca = row.diagnostic.ca
        page = lien("diagnostics:priorites", ca_ref=ca.reference)
        return [
            (str(row), page), ca_(ca.reference, ca.intitule), texte(ca.departement.code), texte(row.get_couverture_display()),
        ]  # fmt: skip

    columns = ["Besoin retenu", "Coopérative", "Département", "Couverture"]
    return Preuves("Besoins retenus", vigilance.F_35_BESOINS.phrase, columns, objects, ligne)


def freins(base: Base, axe: str = "", nature: str = "") -> Preuves:
    """F-27: one row a levier or a frein, of one axis or of all."""
    rows = enseignements.leviers_de(base.rows)
    rows = rows.filter(**{name: value for name, value in (("axe", axe), ("type", nature)) if value})
    objects = (
        rows.select_related("ca__departement")
        .defer("ca__departement__trace")
        .order_by("type", *ORDRE, "signale_le", "pk")
    )

    def ligne(row) -> list[Cellule]:
        page = lien("cooperatives:freins", ca_ref=row.ca.reference)
        return [
            (row.libelle, page), ca_(row.ca.reference, row.ca.intitule), texte(row.ca.departement.code),
            texte(row.get_type_display()), texte(row.get_axe_display()),
            texte(row.get_statut_display() if row.type == TypeLevierFrein.FREIN else ""), texte(date_longue(row.signale_le)),
        ]  # fmt: skip

    columns = ["Levier ou frein", "Coopérative", "Département", "Nature", "Axe", "Où en est-on", "Signalé le"]
    title = str(AxeLevierFrein(axe).label) if axe else "Leviers" if nature == TypeLevierFrein.LEVIER else "Freins"
    return Preuves(title, enseignements.F_27.phrase if nature else "Leviers et freins notés.", columns, objects, ligne)


def recommandations(base: Base) -> Preuves:
    """F-30: one row an answer of a coopérative."""
    rows = SuiviRecommandation.objects.filter(parmi(base.rows), ca__statut=Statut.EN_COURS)
    rows = rows.select_related("ca__departement", "recommandation").defer("ca__departement__trace")

    def ligne(row) -> list[Cellule]:
        page = f"{lien('cooperatives:recommandations', ca_ref=row.ca.reference)}#r{row.recommandation.numero}"
        return [
            (f"{row.recommandation.numero}. {row.recommandation.libelle}", page), ca_(row.ca.reference, row.ca.intitule),
            texte(row.ca.departement.code), texte(row.get_statut_display()), texte(row.preuve),
        ]  # fmt: skip

    columns = ["Recommandation", "Coopérative", "Département", "Où en est-on", "Ce qui le montre"]
    objects = rows.order_by("recommandation__numero", *ORDRE)
    return Preuves("Recommandations suivies", enseignements.F_30.phrase, columns, objects, ligne)


def criteres(base: Base, question: int | None = None) -> Preuves:
    """F-31: one row a critère kept."""
    rows = enseignements.criteres_de(base.rows)
    rows = rows.annotate(numero=Coalesce("critere__question__numero", "question__numero"))
    rows = rows.filter(numero=question) if question else rows
    rows = rows.select_related("evaluation__ca__departement", "critere").prefetch_related("indicateurs__indicateur")
    # Those of the référentiel in its order, then those of one's own.
    objects = rows.defer("evaluation__ca__departement__trace").order_by(
        "numero", F("critere__ordre").asc(nulls_last=True), *(f"evaluation__{f}" for f in ORDRE)
    )

    def ligne(row) -> list[Cellule]:
        ca = row.evaluation.ca
        page = lien("evaluation:evaluation", ca_ref=ca.reference)
        return [
            (row.libelle, f"{page}#critere-{row.pk}"), ca_(ca.reference, ca.intitule), texte(ca.departement.code),
            texte(f"Q{row.numero}"), texte("\u00a0; ".join(_court(i) for i in row.indicateurs.all())),
        ]  # fmt: skip

    title = f"Critères de la question {question}" if question else "Critères retenus"
    columns = ["Critère", "Coopérative", "Département", "Question", "Indicateurs"]
    return Preuves(title, enseignements.F_31.phrase, columns, objects, ligne)


def _court(kept) -> str:
    return kept.libelle_libre or kept.indicateur.libelle_revise or kept.indicateur.libelle


def evaluations(base: Base) -> Preuves:
    """F-32: one row a running coopérative."""
    rows = enseignements.avec_evaluation(base.rows, base.jour).select_related("departement").defer("departement__trace")
    objects = rows.order_by("departement__code", "reference")
    dates = dict(
        EvaluationFinale.objects.entieres()
        .filter(parmi(base.rows))
        .order_by("validee_le")
        .values_list("ca", "validee_le")
    )

    def ligne(row) -> list[Cellule]:
        validated = dates.get(row.pk)
        return [
            (row.intitule, lien("evaluation:evaluation", ca_ref=row.reference)), texte(row.departement.code),
            texte(row.get_phase_display()), texte(date_longue(validated) if validated else ""), oui(row.a_equipe),
            texte("" if not row.a_actions else "non" if row.incomplete else "oui"),
        ]  # fmt: skip

    columns = [
        "Coopérative",
        "Département",
        "Étape",
        "Évaluation finale validée le",
        "Équipe d’évaluation",
        "IP, IA et IR complets",
    ]
    return Preuves("Couverture évaluative", enseignements.F_32.phrase, columns, objects, ligne)


def alertes_de(base: Base, code: str) -> Preuves:
    """One row a fact of one rule."""
    names = {ca.pk: ca for ca in base.cas}
    found = [fait for known, fait in alertes.ouvertes(base) if known == code]
    objects = sorted(found, key=lambda fait: (names[fait.ca_id].departement, names[fait.ca_id].reference, fait.title))

    def ligne(fait) -> list[Cellule]:
        ca = names[fait.ca_id]
        return [
            ca_(ca.reference, ca.intitule), texte(ca.departement), texte(fait.title), texte(fait.text),
            texte(date_longue(fait.due) if fait.due else ""), oui(fait.urgency == Urgence.URGENT),
        ]  # fmt: skip

    columns = ["Coopérative", "Département", "Alerte", "Précision", "À faire avant le", "Urgente"]
    return Preuves(f"Alertes {code}", regles.registered()[code].condition, columns, objects, ligne)


LISTES: dict[str, Callable[[Base], Preuves]] = {
    vigilance.PRINCIPES: principes, vigilance.POINTS: points, vigilance.DIAGNOSTICS: diagnostics, vigilance.BESOINS: besoins,
} | {f"principe-{rang}": partial(principes, rang=rang) for rang in PRINCIPES} | {
    f"point-{point.value}": partial(points, point=point) for point in PointVigilance
}  # fmt: skip
LISTES_ENSEIGNEMENTS: dict[str, Callable[[Base], Preuves]] = {
    enseignements.FREINS: partial(freins, nature=TypeLevierFrein.FREIN),
    enseignements.LEVIERS: partial(freins, nature=TypeLevierFrein.LEVIER),
    enseignements.RECOMMANDATIONS: recommandations, enseignements.CRITERES: criteres, enseignements.EVALUATIONS: evaluations,
} | {f"axe-{axe.value}": partial(freins, axe=axe.value) for axe in AxeLevierFrein} | {
    f"criteres-{numero}": partial(criteres, question=numero) for numero in QUESTIONS
}  # fmt: skip
