"""Second act: the diagnosis, with the published figures of the territory and fictitious findings, until its validation."""

from cooperatives.models import Reunion
from cooperatives.workflows import phases
from diagnostics import workflows as diagnostics
from diagnostics.enums import Niveau
from diagnostics.models import Diagnostic, SourceDonnees
from portail.demo import ateliers
from portail.demo.joueur import Partie
from portail.demo.prefiguration import RESERVES, tenir_un_copil

SOURCES = {
    Niveau.BESOINS: ("ors", "cpam"),
    Niveau.DEMANDE: ("enquete_habitants",),
    Niveau.RESSOURCES: ("diagnostics_locaux",),
    Niveau.OFFRE: ("drees_apl", "enquete_pros"),
}
PHRASES = {
    Niveau.BESOINS: "Les besoins sont connus, ils arrivent tard (phrase fictive).",
    Niveau.DEMANDE: "On demande un lieu et un nom à qui parler (phrase fictive).",
    Niveau.RESSOURCES: "Des forces existent, chacune de son côté (phrase fictive).",
    Niveau.OFFRE: "L’offre existe, le chemin vers elle manque (phrase fictive).",
}
METHODE = "Données publiées du territoire et entretiens (entretiens fictifs)."
PARTICIPANTS = "Structures de la coopérative et habitants (concertation fictive)."
COMPTE_RENDU = (
    "Les participants relisent les quatre analyses et classent les besoins. Compte rendu fictif, pour la démonstration."
)


def commencer(partie: Partie) -> Diagnostic:
    """Open the diagnosis, bring the published figures, write what is known of the needs and of the demand."""
    with partie.le(partie.mois(2, 3)) as jour:
        row = diagnostics.open_version(partie.ca, actor=partie.dd)
        fictives = [partie.membres[s.nom].organisation for s in partie.recit.structures if s.fictive]
        diagnostics.write_frame(row, actor=partie.dd, debut=jour, acteurs_associes=fictives)
        diagnostics.pull_figures(row, actor=partie.dd)
        _analyser(partie, row, Niveau.BESOINS, Niveau.DEMANDE)
        ateliers.recueillir(partie, row)
    return row


def achever(partie: Partie, row: Diagnostic) -> None:
    """The two other analyses, a concertation, the needs; validation by the comité de pilotage; next phase."""
    with partie.le(partie.mois(3)) as jour:
        _analyser(partie, row, Niveau.RESSOURCES, Niveau.OFFRE)
        diagnostics.add_concertation(
            row,
            actor=partie.dd,
            date=jour,
            intitule="Restitution du diagnostic aux acteurs et aux habitants",
            participants=PARTICIPANTS,
            compte_rendu=COMPTE_RENDU,
        )
        _retenir_les_besoins(partie, row)
        row.refresh_from_db()
        diagnostics.write_frame(
            row,
            actor=partie.dd,
            problematique=partie.recit.problematique,
            synthese_preambule=f"{partie.recit.problematique} (éléments de diagnostic fictifs).",
        )
    reunion = tenir_un_copil(
        partie, partie.mois(4), ("Valider le diagnostic partagé.", "Ouvrir l’élaboration du plan d’actions.")
    )
    _valider(partie, row, reunion)


def _analyser(partie: Partie, row: Diagnostic, *niveaux: Niveau) -> None:
    for analyse in row.analyses.filter(niveau__in=niveaux):
        constats = partie.recit.constats.get(analyse.niveau)
        if constats:
            sources = SourceDonnees.objects.filter(code__in=SOURCES[analyse.niveau])
            diagnostics.write_analysis(
                analyse,
                actor=partie.dd,
                constats=constats,
                methode=METHODE,
                phrase=PHRASES[analyse.niveau],
                sources=sources,
            )


def _retenir_les_besoins(partie: Partie, row: Diagnostic) -> None:
    """Each need leans on two findings; the vote ranks them, the group retains them in that order."""
    constats = ateliers.constater(partie, row)
    besoins = [
        diagnostics.add_besoin(
            row,
            actor=partie.dd,
            libelle=besoin.libelle,
            niveau=Niveau.BESOINS,
            couverture=besoin.couverture,
            justification=besoin.justification,
            constats=[constats[rang % 3], constats[(rang + 1) % 3]],
        )
        for rang, besoin in enumerate(partie.recit.besoins)
    ]
    ateliers.prioriser(partie, row, besoins)


def _valider(partie: Partie, row: Diagnostic, reunion: Reunion) -> None:
    with partie.le(partie.mois(4, 10)):
        row.refresh_from_db()
        diagnostics.validate(row, actor=partie.dd, on=reunion.tenue_le, instance="Comité de pilotage", reunion=reunion)
        phases.advance(partie.ca, actor=partie.dd, reserves=RESERVES)
