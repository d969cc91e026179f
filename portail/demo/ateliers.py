"""What a diagnosis gathers besides its figures: voices, documents, resources, findings, a vote. All of it fictitious."""

from datetime import timedelta

from cooperatives.enums import Phase
from cooperatives.models import Public
from cooperatives.queries import communes_couvertes
from diagnostics import workflows as diagnostics
from diagnostics.enums import EtatRessource, ModeAvis, Niveau, OrigineAvis, TypeRessource, Volet
from diagnostics.forms_voix import QUESTION
from diagnostics.models import Avis, Besoin, Constat, Diagnostic, DocumentAppui, VoletDescriptif
from portail.demo.joueur import Partie

# The communes where the resources of a story stand: the most peopled ones.
PEUPLEES = 5
HABITANTS, PROS = OrigineAvis.HABITANTS, OrigineAvis.PROFESSIONNELS
VOIX = (
    ("On ne sait pas à qui parler quand on s’inquiète pour son enfant. On attend l’école. (parole fictive)", HABITANTS, 1, ModeAvis.PAPIER),
    ("Il faut deux bus pour aller au rendez-vous, alors on finit par ne plus y aller. (parole fictive)", HABITANTS, 6, ModeAvis.ECHANGE),
    ("L’atelier du mercredi, on y va parce qu’on nous y accueille sans papier à remplir. (parole fictive)", HABITANTS, 4, ModeAvis.ECHANGE),
    ("Nous repérons, mais nous n’avons personne vers qui orienter avant plusieurs mois. (parole fictive)", PROS, 3, ModeAvis.ECHANGE),
    ("Chacun a son outil de repérage, personne ne lit celui des autres. (parole fictive)", PROS, 5, ModeAvis.ECHANGE),
)  # fmt: skip
VOLETS = {
    Volet.POPULATION: ("Les chiffres publiés disent une population jeune et des revenus modestes (lecture fictive).", "Beaucoup d’enfants, peu de marges pour les familles (phrase fictive)."),
    Volet.TERRITOIRE: ("Les services sont regroupés dans les centres ; les quartiers y vont en bus (description fictive).", "Ce qui existe est loin de ceux qui en ont besoin (phrase fictive)."),
    Volet.PARCOURS: ("Les délais d’orientation découragent familles et professionnels (analyse fictive).", "On repère sans pouvoir orienter (phrase fictive)."),
    Volet.INEGALITES: ("Les écarts tiennent au niveau socio-économique et au territoire (analyse fictive).", "Le lieu de vie pèse plus que l’âge (phrase fictive)."),
    Volet.ATTENTES: ("Habitants et professionnels demandent un lieu et un nom à qui s’adresser (synthèse fictive).", "Un lieu, un nom, sans attendre (phrase fictive)."),
}  # fmt: skip
RESSOURCES = (
    ("Accueil parents-enfants sans rendez-vous (fictif)", Niveau.RESSOURCES, TypeRessource.ACCUEIL, EtatRessource.DISPONIBLE),
    ("Collectif d’habitants du quartier (fictif)", Niveau.RESSOURCES, TypeRessource.HABITANTS, EtatRessource.MOBILISABLE),
    ("Salle et minibus prêtés par une association (fictif)", Niveau.RESSOURCES, TypeRessource.RESEAU, EtatRessource.MOBILISABLE),
    ("Consultation avancée, une demi-journée par semaine (fictive)", Niveau.OFFRE, TypeRessource.SOINS, EtatRessource.DISPONIBLE),
)  # fmt: skip
# Marks of two groups during the restitution: for each need of the story, in order, one mark a criterion.
SEANCES = (("Table des habitants (fictive)", 9, ((4, 3, 4), (3, 4, 3), (3, 3, 3))), ("Table des professionnels (fictive)", 12, ((4, 4, 3), (4, 3, 3), (2, 3, 3))))  # fmt: skip


def recueillir(partie: Partie, row: Diagnostic) -> None:
    """Voices, a document, the descriptive parts, the resources of the territory."""
    for texte, origine, nombre, mode in VOIX:
        diagnostics.type_in_opinion(
            row, actor=partie.dd, mode=mode, le=partie.mois(2, 1), texte=texte, origine=origine,
            nombre_personnes=nombre, niveau=Niveau.DEMANDE if origine == HABITANTS else Niveau.BESOINS, volet=Volet.ATTENTES,
        )  # fmt: skip
    diagnostics.add_document(
        row, actor=partie.dd, titre="Diagnostic d’un contrat local de santé (document fictif)",
        origine="Document fictif, pour la démonstration", annee=partie.mois(2).year - 1, niveau=Niveau.OFFRE, volet=Volet.PARCOURS,
    )  # fmt: skip
    for volet, (contenu, phrase) in VOLETS.items():
        part = VoletDescriptif(diagnostic=row, volet=volet)
        diagnostics.write_part(part, actor=partie.dd, contenu=contenu, phrase=phrase)
    _ressources(partie, row)
    last_day = partie.jour if partie.recit.phase == Phase.DIAGNOSTIC else partie.mois(2, 3)
    diagnostics.open_collection(row, actor=partie.dd, question=QUESTION, jusqu_au=last_day + timedelta(days=20))


def _ressources(partie: Partie, row: Diagnostic) -> None:
    communes = list(communes_couvertes(row.ca).order_by("-population", "code")[:PEUPLEES])
    publics = Public.objects.filter(code__in=partie.recit.publics)
    for rank, (libelle, niveau, type_, etat) in enumerate(RESSOURCES):
        diagnostics.add_resource(
            row, actor=partie.dd, libelle=libelle, niveau=niveau, type=type_, etat=etat,
            communes=communes[rank % len(communes) :][:2] if communes else [], publics=publics,
        )  # fmt: skip


def constater(partie: Partie, row: Diagnostic) -> list[Constat]:
    """Three findings, each with what shows it: the first published figures, the voices, the document."""
    figures = list(row.donnees.exclude(valeur=None).order_by("id"))
    said = {avis.texte: avis for avis in Avis.objects.filter(diagnostic=row)}
    voices = {whose: [said[texte] for texte, origine, *_ in VOIX if origine == whose] for whose in (HABITANTS, PROS)}
    documents = list(DocumentAppui.objects.filter(diagnostic=row))
    add = diagnostics.add_finding
    return [
        add(row, actor=partie.dd, texte="Les familles ne savent pas à qui s’adresser (constat fictif).",
            niveau=Niveau.DEMANDE, volet=Volet.ATTENTES, avis=voices[HABITANTS][:2]),
        add(row, actor=partie.dd, texte="Les revenus et les distances pèsent sur le recours aux services (constat fictif).",
            niveau=Niveau.BESOINS, volet=Volet.INEGALITES, nature_inegalite="socio_eco", donnees=figures[:3], avis=voices[HABITANTS][1:2]),
        add(row, actor=partie.dd, texte="L’offre existe sans se connaître, l’orientation attend (constat fictif).",
            niveau=Niveau.OFFRE, volet=Volet.PARCOURS, avis=voices[PROS], documents=documents, donnees=figures[3:4]),
    ]  # fmt: skip


def prioriser(partie: Partie, row: Diagnostic, besoins: list[Besoin]) -> None:
    """A vote typed in session by two tables, closed the same day, then the needs retained in its order."""
    if len(besoins) < 2:
        diagnostics.retain(row, actor=partie.dd, besoins=besoins)
        return
    vote = diagnostics.prepare(row, actor=partie.dd)
    diagnostics.open_vote(vote, actor=partie.dd, jusqu_au=partie.mois(3) + timedelta(days=15))
    criteres = list(vote.criteres.all())
    for libelle, voix, marks in SEANCES:
        notes = {
            (besoin.pk, critere.pk): mark
            for besoin, line in zip(besoins, marks, strict=False)
            for critere, mark in zip(criteres, line, strict=True)
        }
        diagnostics.vote_in_session(vote, actor=partie.dd, libelle=libelle, voix=voix, notes=notes)
    diagnostics.close_vote(vote, actor=partie.dd)
    diagnostics.retain(row, actor=partie.dd, besoins=besoins)
