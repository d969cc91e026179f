"""A third coopérative of the Seine-et-Marne, fictitious from end to end: one of its parties has résilié the convention."""

from datetime import date, timedelta

from conventions.models import AvisReception, Partie
from conventions.workflows import resiliation
from coop.calendrier import add_months
from cooperatives.enums import Phase
from portail.demo import calendrier, fictions, joueur, suivi
from portail.demo.fictions import action, nom
from portail.demo.jeu import jouer
from portail.demo.modele import Programme, Recit, Territoire

B, C, D = (nom("77", rang) for rang in (1, 2, 3))
MOIS_DEPUIS_EFFET = 5
JOURS_DEPUIS_ENVOI, JOURS_DEPUIS_RECEPTION = 16, 13

PREAVIS = Recit(
    departement="77",
    intitule="Bien manger à Meaux (coopérative fictive)",
    phase=Phase.MISE_EN_OEUVRE,
    territoire=Territoire(communes=("77284", "77288"), libelle="Meaux et Melun (territoire fictif)"),
    thematiques=("nutrition_activite_physique",),
    publics=("tout_public",),
    objectif_public="Cuisiner simple et équilibré avec peu de moyens (objectif fictif).",
    structures=fictions.structures("77", 4)[1:],
    ists=fictions.ists("des familles qui n’ont pas accès à des produits frais"),
    plus_value=fictions.PLUS_VALUE,
    problematique="Comment rendre les produits frais accessibles à toutes les familles\u00a0?",
    constats=fictions.constats("l’alimentation"),
    besoins=fictions.besoins("Cuisiner ensemble près de chez soi", "Trouver des produits frais"),
    experimentale=False,
    fictive=True,
    programme=Programme(
        general="Rendre les produits frais accessibles (objectif fictif)",
        raison_etre=fictions.RAISON_ETRE,
        specifiques=(("Cuisiner avec les familles", ("Tenir des ateliers", "Tenir un marché")),),
        actions=(
            action("Ateliers de cuisine", B, "Familles.", "Maison de quartier", "77284", associes=(D,)),
            action("Marché solidaire", C, "Familles.", "Place du marché", "77288", objectif=1),
        ),
    ),
)


def raconter_le_preavis(jour: date, courrier: list) -> joueur.Partie:
    """The letter is sent; one receipt has not come back, so that the day of effect is not known yet (AL-11)."""
    jalons = calendrier.signee(add_months(jour, -MOIS_DEPUIS_EFFET))
    partie = jouer(PREAVIS, jalons, jour=jour, courrier=courrier)
    suivi.rendre(partie, suivi.rendus((B, C), 1))
    auteur = Partie.objects.select_related("convention__ca__departement", "organisation").get(
        convention__ca=partie.ca, organisation__nom=C
    )
    with partie.le(jour - timedelta(days=JOURS_DEPUIS_ENVOI)) as envoi:
        row = resiliation.notifier(auteur, actor=partie.dd, envoyee_le=envoi)
    with partie.le(jour - timedelta(days=JOURS_DEPUIS_RECEPTION)) as reception:
        received = AvisReception.objects.filter(resiliation=row).exclude(partie__organisation__nom=D)
        for avis in received.select_related("resiliation__auteur", "resiliation__convention", "partie__organisation"):
            resiliation.accuser(avis, actor=partie.dd, recu_le=reception)
    return partie
