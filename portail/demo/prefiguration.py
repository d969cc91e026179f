"""First act: the délégation creates the coopérative, reads the ten principles, gathers the actors."""

from datetime import date, timedelta

from coop.territories.models import Commune, Departement, Intercommunalite, Quartier
from cooperatives.enums import Appreciation, Presence, StatutPresence, TypeDispositif, TypeInstance, TypeReunion
from cooperatives.models import Cooperative, Determinant, Instance, Public, Reunion, Thematique
from cooperatives.workflows import (
    coordination,
    creation,
    gouvernance,
    identite,
    membres,
    opportunite,
    phases,
    reunions,
    tableau,
)
from portail.demo import personnes
from portail.demo.joueur import Partie, a_neuf_heures_trente
from portail.demo.modele import Territoire

RESERVES = "Démonstration\u00a0: les conseils non suivis le seront à l’étape suivante."
MANDAT = "Mandat fictif\u00a0: représenter la structure, proposer et suivre ses actions."
SANS = "Aucun connu sur ce territoire (réponse fictive, à vérifier)."
DEMANDES = (TypeDispositif.CLS, TypeDispositif.CLSM, TypeDispositif.CONTRAT_VILLE)


def creer(partie: Partie) -> None:
    """The coopérative, with its identity, on the day of its creation."""
    recit, territoire = partie.recit, partie.recit.territoire
    with partie.le(partie.jalons.creation):
        coordinatrice = personnes.compte(f"dd{recit.departement}").contact
        partie.ca = creation.create(
            actor=partie.dd,
            intitule=recit.intitule,
            departement=partie.departement,
            coordinateur=coordinatrice,
            thematiques=Thematique.objects.filter(code__in=recit.thematiques),
            publics=Public.objects.filter(code__in=recit.publics),
            libelle_territoire=territoire.libelle,
            sites=territoire.sites,
            objectif_public=recit.objectif_public,
            est_fictive=recit.fictive,
            **_lieux(territoire),
        )


def _lieux(territoire: Territoire) -> dict:
    return {
        "communes": Commune.objects.filter(code__in=territoire.communes),
        "intercommunalites": Intercommunalite.objects.filter(code__in=territoire.intercommunalites),
        "quartiers": Quartier.objects.filter(code__in=territoire.quartiers, geographie=2015),
        "departements_vises": Departement.objects.filter(code__in=territoire.departements),
    }


def apprecier(partie: Partie) -> None:
    """The ten principles and the schemes of the territory, two weeks later."""
    ca, recit = partie.ca, partie.recit
    with partie.le(partie.mois(0, 14)) as jour:
        for row in ca.appreciations.select_related("principe"):
            reserve = recit.reserves_grille.get(row.principe.ordre, "")
            value = Appreciation.PARTIEL if reserve else Appreciation.SATISFAIT
            opportunite.appreciate(row, actor=partie.dd, appreciation=value, justification=reserve)
        told = {articulation.type: articulation for articulation in recit.articulations}
        for kind in {**dict.fromkeys(DEMANDES), **told}:
            known = told.get(kind)
            present = known is not None and known.presence == Presence.PRESENT
            opportunite.declare(
                ca,
                actor=partie.dd,
                type=kind,
                presence=known.presence if known else Presence.ABSENT,
                description=known.description if known else SANS,
                concertation_theme_le=jour if present else None,
                information_comites_le=jour if present else None,
            )


def rassembler(partie: Partie) -> None:
    """Every structure is invited, then joins at the first collective meeting; the comité de pilotage is created."""
    ca = partie.ca
    with partie.le(partie.mois(0, 16)):
        for structure in partie.recit.structures:
            organisation = partie.inscrire(structure)
            partie.membres[structure.nom] = membres.invite(
                ca, actor=partie.dd, organisation=organisation, contact=partie.contacts[structure.nom]
            )
        reunion = reunions.plan(
            ca, actor=partie.dd, type=TypeReunion.LANCEMENT, prevue_le=a_neuf_heures_trente(partie.mois(1)), points=None
        )
        reunions.convene(reunion, actor=partie.dd)
    with partie.le(partie.mois(1)) as jour:
        reunions.hold(reunion, actor=partie.dd, tenue_le=jour, presences=presents(partie))
        for structure in partie.recit.structures:
            _entrer(partie, structure.nom, fictive=structure.fictive)
        gouvernance.create_copil(ca, actor=partie.dd)
        if partie.recit.copilote:
            coordination.add_copilote(
                ca, actor=partie.dd, organisation=partie.membres[partie.recit.copilote].organisation
            )


def _entrer(partie: Partie, nom: str, *, fictive: bool) -> None:
    membre = membres.join(partie.membres[nom], actor=partie.dd)
    if fictive:
        contact = partie.contacts[nom]
        membres.name_representative(membre, actor=partie.dd, contact=contact, mandat=MANDAT, peut_engager=True)
        membres.update_role(
            membre,
            actor=partie.dd,
            role_mission="Porte ou partage une action du programme (rôle fictif).",
            engagement_direction_le=membre.date_entree,
        )


def presents(partie: Partie) -> dict:
    """The fictitious structures came; nothing is said of the real ones (decisions.md 37)."""
    people = [partie.contacts[s.nom] for s in partie.recit.structures if s.fictive]
    people.append(personnes.compte(f"dd{partie.recit.departement}").contact)
    return dict.fromkeys(people, StatutPresence.PRESENT)


def cadrer(partie: Partie) -> None:
    """Inequalities aimed at, determinants, added value; then the first two stages of the tableau de bord."""
    recit, ca = partie.recit, partie.ca
    with partie.le(partie.mois(1, 10)):
        identite.update(
            ca,
            actor=partie.dd,
            enonce_ists=recit.ists,
            plus_value_existant=recit.plus_value,
            determinants=Determinant.objects.filter(code__in=recit.determinants),
            appellation_locale=recit.appellation,
            experimentale=recit.experimentale,
            justification_perimetre=recit.territoire.justification,
        )
        _planifier(partie)


def _planifier(partie: Partie) -> None:
    """The six stages, as the guide's table by month; the plan d'actions is carried out over its whole year of convention."""
    bornes = ((0, 2), (2, 5), (5, 9), (9, 21), (12, 22), (22, 26))
    for etape, (debut, fin) in zip(partie.ca.etapes.order_by("ordre"), bornes, strict=True):
        tableau.schedule_stage(
            etape,
            actor=partie.dd,
            debut=partie.mois(debut),
            fin=partie.mois(fin),
            responsable=f"Coordinatrice DD {partie.recit.departement}",
        )


def ouvrir_le_diagnostic(partie: Partie) -> None:
    with partie.le(partie.mois(2)):
        phases.advance(partie.ca, actor=partie.dd, reserves=RESERVES)


def copil(ca: Cooperative) -> Instance:
    return ca.instances.get(type=TypeInstance.COPIL, fin__isnull=True)


def tenir_un_copil(partie: Partie, jour: date, decisions: tuple[str, ...]) -> Reunion:
    """A comité de pilotage from its convocation, two weeks before, to its diffused minutes, a week after."""
    with partie.le(jour - timedelta(days=14)):
        reunion = reunions.plan(
            partie.ca,
            actor=partie.dd,
            type=TypeReunion.COPIL,
            instance=copil(partie.ca),
            prevue_le=a_neuf_heures_trente(jour),
            lieu="Salle de réunion (lieu fictif)",
            points=None,
        )
        reunions.convene(reunion, actor=partie.dd)
    with partie.le(jour):
        reunions.hold(reunion, actor=partie.dd, tenue_le=jour, presences=presents(partie), habitants=2)
        for texte in decisions:
            reunions.decide(
                reunion,
                actor=partie.dd,
                texte=texte,
                responsable="Comité de pilotage",
                echeance=jour + timedelta(days=60),
            )
        notes = {
            point.pk: f"{point.intitule}\u00a0: échanges fictifs, pour la démonstration."
            for point in reunion.points.all()
        }
        reunions.write_minutes(reunion, actor=partie.dd, compte_rendu="", notes=notes)
    with partie.le(jour + timedelta(days=7)):
        reunions.validate_minutes(reunion, actor=partie.dd)
        return reunions.diffuse(reunion, actor=partie.dd)


def tenir_les_decisions(partie: Partie) -> None:
    """What the comités decided was done ten days before its date, once that date has come."""
    rows = partie.ca.decisions.filter(echeance__lte=partie.jour, faite_le__isnull=True)
    for row in rows.select_related("reunion__ca").order_by("echeance", "pk"):
        with partie.le(row.echeance - timedelta(days=10)):
            reunions.complete(row, actor=partie.dd)
