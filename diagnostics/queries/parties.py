"""One part of the diagnosis (an analysis or a descriptive part): its figures, voices, documents, findings, its sentence."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from diagnostics.enums import Niveau, Volet
from diagnostics.models import Analyse, Avis, Constat, Diagnostic, DocumentAppui, Donnee, VoletDescriptif
from diagnostics.queries.chaine import constats_avec_preuves

# What the guide writes in italics beside each descriptive part (R-DIAG-07.x).
PARENTHESES = {
    Volet.POPULATION: "démographie, revenu, précarité, emploi, éducation…",
    Volet.TERRITOIRE: "logement, mobilité, environnement, aménagement, services, ressources locales, etc.",
    Volet.PARCOURS: "accessibilité, lisibilité, continuité, qualité…",
    Volet.SANTE: "mortalité, morbidité, etc.",
}
# Short names for menus and lists; the page gives the guide's own words.
COURTS = {
    Niveau.BESOINS: "Besoins",
    Niveau.DEMANDE: "Demande des habitants",
    Niveau.RESSOURCES: "Ressources",
    Niveau.OFFRE: "Offre de soins et de prévention",
    Volet.POPULATION: "Populations",
    Volet.TERRITOIRE: "Territoire, milieu de vie",
    Volet.PARCOURS: "Prévention, soins, parcours",
    Volet.SANTE: "État de santé",
    Volet.ECARTS: "Écarts entre groupes et territoires",
    Volet.INEGALITES: "Nature des inégalités",
    Volet.MECANISMES: "Facteurs et mécanismes",
    Volet.DETERMINANTS: "Déterminants sociaux",
    Volet.ATTENTES: "Avis et attentes",
}


@dataclass(frozen=True)
class Partie:
    """What one part gathers."""

    code: str
    titre: str
    court: str
    precision: str
    texte: str
    phrase: str
    methode: str
    donnees: list[Donnee]
    avis: list[Avis]
    documents: list[DocumentAppui]
    constats: list[Constat]
    sources: list
    est_analyse: bool

    @property
    def territoire(self) -> str:
        """The territory of most of its figures, "" without any: said once, not on each row."""
        places = Counter(row.territoire for row in self.donnees)
        return places.most_common(1)[0][0] if places else ""


@dataclass(frozen=True)
class Apercu:
    """A descriptive part in the list of the nine."""

    code: str
    titre: str
    court: str
    texte: str
    phrase: str


def apercus(diagnostic: Diagnostic) -> list[Apercu]:
    """The nine parts, written or not, in the order of the guide; `volets` is already prefetched."""
    rows = {row.volet: row for row in diagnostic.volets.all()}
    empty = VoletDescriptif()
    found = [(volet, rows.get(volet, empty)) for volet in Volet]
    return [Apercu(volet.value, volet.label, COURTS[volet], row.contenu, row.phrase) for volet, row in found]


def lire(diagnostic: Diagnostic, code: str) -> Partie:
    """The part `code` of a version; KeyError when there is no such part."""
    if code in Niveau.values:
        return _analyse(diagnostic, Niveau(code))
    if code not in Volet.values:
        raise KeyError(code)
    volet = Volet(code)
    row = VoletDescriptif.objects.filter(diagnostic=diagnostic, volet=volet).first() or VoletDescriptif()
    return _partie(diagnostic, volet, Q(volet=volet), row.contenu, row.phrase)


def _analyse(diagnostic: Diagnostic, niveau: Niveau) -> Partie:
    row = Analyse.objects.filter(diagnostic=diagnostic, niveau=niveau).prefetch_related("sources").first()
    sources = list(row.sources.all()) if row else []
    row = row or Analyse()
    return _partie(diagnostic, niveau, Q(niveau=niveau), row.constats, row.phrase, methode=row.methode, sources=sources)


def _partie(diagnostic: Diagnostic, part: Niveau | Volet, here: Q, texte: str, phrase: str, **more) -> Partie:
    findings = list(constats_avec_preuves().filter(here, diagnostic=diagnostic).prefetch_related("besoins"))
    figures = _figures(diagnostic, part, findings)
    return Partie(
        code=part.value,
        titre=part.label,
        court=COURTS[part],
        precision=PARENTHESES.get(part, ""),
        texte=texte,
        phrase=phrase,
        methode=more.get("methode", ""),
        donnees=figures,
        avis=list(diagnostic.avis.filter(here, ecarte_le=None).order_by("le", "numero")),
        documents=list(diagnostic.documents.filter(here).select_related("piece")),
        constats=findings,
        sources=more.get("sources", []),
        est_analyse=isinstance(part, Niveau),
    )


def _figures(diagnostic: Diagnostic, part: Niveau | Volet, findings: list[Constat]) -> list[Donnee]:
    """Those of the analysis; for a descriptive part, those its findings lean on."""
    if isinstance(part, Niveau):
        return list(diagnostic.donnees.filter(niveau=part).order_by("id"))
    found = {row.pk: row for finding in findings for row in finding.donnees.all()}
    return [found[key] for key in sorted(found)]
