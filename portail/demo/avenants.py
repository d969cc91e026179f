"""The avenant of CA-78: an action of a fictitious structure reaches one more place, by a text that every party signs."""

from datetime import timedelta

from conventions.enums import StatutConvention
from conventions.models import Avenant, Convention, FicheAction
from conventions.workflows import actions, avenants, avenants_signature, signature
from coop.calendrier import add_months
from coop.horloge import today
from portail.demo.joueur import Partie

MOTIF = "Les personnes rencontrées demandent un accueil plus près de chez elles (motif fictif, pour la démonstration)."
CONTENU = (
    "Permanences d’accueil, dont une en soirée au pied d’une résidence, et accompagnement physique vers l’action "
    "sociale et les bilans de santé. Organisation fictive."
)
LIEU = "Pied de résidence (lieu fictif)"


def raconter(partie: Partie, *, numero: int, apres_mois: int = 5) -> Avenant:
    """Change the content and the places of action `numero`, some months after the entry into force, signed on paper."""
    convention = Convention.objects.get(ca=partie.ca, statut=StatutConvention.EN_VIGUEUR)
    jour = add_months(convention.date_effet, apres_mois)
    with partie.le(jour):
        avenant = avenants.ouvrir(convention, actor=partie.dd, motif=MOTIF)
        action = FicheAction.objects.get(programme=convention.programme_id, numero=numero)
        copy = avenants.modifier_action(avenant, action, actor=partie.dd)
        places = [(lieu.libelle, lieu.commune) for lieu in copy.lieux.select_related("commune")]
        actions.write(copy, actor=partie.dd, contenu=CONTENU, lieux=[*places, (LIEU, places[0][1])])
        version = avenants_signature.mettre_a_la_signature(avenant, actor=partie.dd)
    with partie.le(jour + timedelta(days=10)):
        for row in version.signatures.order_by("id"):
            signature.sign_on_paper(row, actor=partie.dd, signee_le=today(), lieu=partie.ca.departement.chef_lieu)
    return avenant
