"""Third act: the objectives, the fiches-action written by those who carry them, their indicators."""

from conventions.enums import NiveauExigence, NiveauObjectif
from conventions.models import Objectif
from conventions.models import Programme as ProgrammeRow
from conventions.workflows import actions, indicateurs, programme
from coop.calendrier import add_months
from coop.territories.models import Commune
from cooperatives.models import Public
from cooperatives.workflows import gouvernance, phases
from diagnostics.queries import besoins_retenus
from portail.demo import fiches, fictions
from portail.demo.joueur import Partie
from portail.demo.modele import Fiche, Mesure
from portail.demo.prefiguration import RESERVES, tenir_un_copil


def ecrire_le_programme(partie: Partie) -> ProgrammeRow:
    """The tree of objectives, each answering the needs taken up."""
    plan = partie.recit.programme
    with partie.le(partie.mois(5)):
        row = programme.open_programme(partie.ca, actor=partie.dd)
        programme.write(
            row,
            actor=partie.dd,
            intitule=partie.recit.intitule,
            raison_etre=plan.raison_etre,
            libelle_deploiement=plan.deploiement,
        )
        programme.write_communication(row, actor=partie.dd, plan_communication=fictions.COMMUNICATION)
        besoins = list(besoins_retenus(partie.ca))
        general = programme.set_objective(
            row, actor=partie.dd, niveau=NiveauObjectif.GENERAL, libelle=plan.general, besoins=besoins
        )
        for rank, (libelle, operationnels) in enumerate(plan.specifiques):
            specifique = programme.set_objective(
                row,
                actor=partie.dd,
                niveau=NiveauObjectif.SPECIFIQUE,
                libelle=libelle,
                parent=general,
                besoins=besoins[rank : rank + 1],
            )
            for text in operationnels:
                programme.set_objective(
                    row, actor=partie.dd, niveau=NiveauObjectif.OPERATIONNEL, libelle=text, parent=specifique
                )
    return row


def ecrire_les_fiches(partie: Partie, row: ProgrammeRow) -> None:
    """Each fictitious promoteur writes its own fiche and its indicators."""
    with partie.le(partie.mois(6)):
        objectifs = list(row.objectifs.filter(niveau=NiveauObjectif.OPERATIONNEL).order_by("numero"))
        for fiche in partie.recit.programme.actions:
            _ecrire(partie, row, fiche, objectifs)


def _ecrire(partie: Partie, row: ProgrammeRow, fiche: Fiche, objectifs: list[Objectif]) -> None:
    porteur = next(s for s in partie.recit.structures if s.nom == fiche.porteur)
    actor = partie.acteur_de(porteur)
    debut = partie.jalons.effet or partie.mois(9)
    action = actions.create(
        row,
        actor=actor,
        intitule=fiche.intitule,
        promoteur=partie.membres[fiche.porteur],
        objectif=objectifs[fiche.objectif],
        contenu=fiche.contenu,
        calendrier=fiche.calendrier,
        debut=debut,
        fin=add_months(debut, 11),
        modes_intervention=fiche.modes,
        public_cible=fiche.public_cible,
        etp=fiche.moyens,
        resultats_attendus=objectifs[fiche.objectif].libelle,
        lieux=[(nom, Commune.objects.filter(code=code).first()) for nom, code in fiche.lieux],
        publics=list(Public.objects.filter(code__in=fiche.publics or partie.recit.publics)[:3]),
        niveau_exigence=NiveauExigence.APPROFONDI if fiche.approfondi else NiveauExigence.ALLEGE,
        partenaires=[partie.membres[nom] for nom in fiche.associes],
    )
    fiches.completer(partie, action, fiche, actor)
    for mesure in fiche.mesures:
        indicateurs.add(action, actor=actor, **_definition(mesure))


def _definition(mesure: Mesure) -> dict:
    return {
        "type": mesure.type,
        "libelle": mesure.libelle,
        "sources_methodes": mesure.sources,
        "sous_type": mesure.sous_type,
        "nature": mesure.nature,
        "unite": mesure.unite,
        "valeur_initiale": None if mesure.cible is None else 0,
        "valeur_cible": mesure.cible,
        "par_sexe": "Femmes\nHommes" if mesure.femmes else "",
        "responsable": "Équipe de l’action (fictive)",
        "beneficiaires": mesure.beneficiaires,
    }


def arreter_le_plan(partie: Partie) -> None:
    """The comité de pilotage adopts the plan; the team of the evaluation is written; next phase."""
    tenir_un_copil(partie, partie.mois(7), ("Arrêter le plan d’actions.", "Préparer la convention de partenariat."))
    with partie.le(partie.mois(7, 10)):
        gouvernance.designate_evaluation_team(
            partie.ca,
            actor=partie.dd,
            texte="La coordination et deux représentants des membres (équipe fictive).",
        )
        phases.advance(partie.ca, actor=partie.dd, reserves=RESERVES)
