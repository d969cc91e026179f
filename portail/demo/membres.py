"""The members of CA-78 told further: sheets of the directory, positioning, substitutes, elected officials, arrivals.

Everything is carried by fictitious structures (decisions.md 37).
"""

from datetime import timedelta

from coop.organisations.models import Organisation, Secteur
from coop.organisations.workflows import create_contact
from cooperatives.enums import Positionnement
from cooperatives.models import Membre
from cooperatives.workflows import annuaire, elus, membres
from portail.demo import personnes
from portail.demo.joueur import Partie

FICHES = {
    "Association fictive A": {
        "missions": "Aller vers les personnes à la rue ou isolées\u00a0: maraudes, accueil de jour, accompagnement (texte fictif).",
        "points_contact": "Accueil du lundi au vendredi, 9 h – 17 h. Équipe de maraude\u00a0: le soir (texte fictif).",
        "outils": "Carnet d’orientation de poche, camion aménagé prêtable deux jours par mois (texte fictif).",
        "besoins_formation": "Repérage de la souffrance psychique (texte fictif).",
        "besoins_partenariat": "Un relais vers les bilans de santé (texte fictif).",
        "petit_acteur": False,
    },
    "Association fictive B": {
        "missions": "Accueil, ouverture de droits, accompagnement vers l’emploi (texte fictif).",
        "points_contact": "Permanence sans rendez-vous le mardi matin (texte fictif).",
        "outils": "Fiche d’orientation commune, ateliers numériques (texte fictif).",
        "besoins_information": "Calendrier des bilans de santé du territoire (texte fictif).",
        "petit_acteur": True,
    },
    "Association fictive C": {
        "missions": "Éducation pour la santé dans les quartiers (texte fictif).",
        "outils": "Mallette «\u00a0bien manger\u00a0», exposition itinérante (texte fictif).",
        "petit_acteur": True,
    },
}
POSITIONS = {
    "Association fictive A": (Positionnement.COMPLEMENTARITE, "Va vers ceux que les permanences ne voient pas (fictif)."),
    "Association fictive B": (Positionnement.MIXTE, "Prend le relais de A, supplée la permanence d’accès aux droits l’été (fictif)."),
}  # fmt: skip
MANDAT = "Mandat fictif\u00a0: remplacer le titulaire, rapporter les échanges à la direction."
ELUS = (
    ("Adjointe au maire chargée de la santé (fictive)", "Ville fictive du territoire", "Invitée aux comités de pilotage (fictif)."),
    ("Vice-président chargé de la politique de la ville (fictif)", "Agglomération fictive", ""),
)  # fmt: skip
# name, sector, the step reached
ARRIVEES = (
    ("Ludothèque fictive", "jeunesse", "repere"),
    ("Club sportif fictif", "jeunesse", "invite"),
    ("Épicerie solidaire fictive", "insertion", "partant"),
)
DOUBLE, GARDEE = "Épicerie solidaire fictive (asso)", "Épicerie solidaire fictive"
RESSEMBLANTE = "La ludothèque fictive"


def raconter(partie: Partie) -> None:
    """What happened in the last weeks."""
    with partie.le(partie.jour - timedelta(days=40)):
        _ecrire_les_fiches(partie)
        _completer_les_membres(partie)
    with partie.le(partie.jour - timedelta(days=12)):
        _annoncer_les_arrivees(partie)
        _reunir_un_doublon(partie)


def _ecrire_les_fiches(partie: Partie) -> None:
    for nom, fields in FICHES.items():
        annuaire.write_sheet(Organisation.objects.get(nom=nom), actor=partie.dd, **fields)


def _completer_les_membres(partie: Partie) -> None:
    for nom, (position, texte) in POSITIONS.items():
        row = Membre.objects.get(pk=partie.membres[nom].pk)
        membres.update_role(
            row, actor=partie.dd, role_mission=row.role_mission, positionnement=position, positionnement_texte=texte
        )
        contact = create_contact(
            actor=partie.dd,
            fonction="Personne suppléante (fictive)",
            email=f"suppleance-{row.organisation_id}@demo.invalid",
            organisation=row.organisation,
            est_fictif=True,
        )
        membres.name_representative(row, actor=partie.dd, contact=contact, titulaire=False, mandat=MANDAT)
    for fonction, collectivite, modalites in ELUS:
        elus.associate(partie.ca, actor=partie.dd, fonction=fonction, collectivite=collectivite, modalites=modalites)


def _annoncer_les_arrivees(partie: Partie) -> None:
    for nom, secteur, etape in ARRIVEES:
        organisation = _ajouter(partie, nom, secteur)
        row = membres.propose(partie.ca, actor=partie.dd, organisation=organisation)
        if etape == "invite":
            membres.invite(partie.ca, actor=partie.dd, organisation=organisation)
        elif etape == "partant":
            membres.mark_partant(row, actor=partie.dd)


def _reunir_un_doublon(partie: Partie) -> None:
    """One actor written twice was merged by the siège; another pair waits to be looked at."""
    double = _ajouter(partie, DOUBLE, "insertion")
    annuaire.merge(double, into=Organisation.objects.get(nom=GARDEE), actor=personnes.acteur("siege"))
    _ajouter(partie, RESSEMBLANTE, "jeunesse")


def _ajouter(partie: Partie, nom: str, secteur: str) -> Organisation:
    return annuaire.add(
        actor=partie.dd, despite_duplicates=True, nom=nom, type="association",
        secteur=Secteur.objects.get(code=secteur), departement=partie.departement, est_fictive=True,
    )  # fmt: skip
