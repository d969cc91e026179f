"""The siège: its answers to a few recommendations, and the note of the last quarter, published. Every text is fictitious."""

from datetime import date, timedelta

from coop import horloge
from coop.territories.models import Departement
from cooperatives.models import Recommandation
from cooperatives.workflows.vie import recommandations
from cooperatives.workflows.vie.recommandations import DE_LA_DD, DE_LA_REGION
from portail.demo import personnes
from portail.models import REGION
from portail.note_regionale import verbes
from portail.note_regionale.modele import Exercice
from portail.queries.region.portee import derniere_periode

DITES = ("suivie", "en_cours", "a_examiner")
PREUVE = "Inscrit au programme de travail de l’année (fictif)."
INTRODUCTION = (
    "Les coopératives en mise en œuvre ont transmis leurs bilans à la date (texte fictif).\n\n"
    "La participation des habitants reste le point que le plus grand nombre dit «\u00a0en cours\u00a0» (texte fictif)."
)
DECISIONS = (
    "Organiser un échange de pratiques sur la participation des habitants (texte fictif).\n"
    "Préparer la réponse aux conventions qui arrivent à leur échéance (texte fictif)."
)


def raconter(jour: date) -> None:
    """The answers first, the note the same day, so that it tells them."""
    siege, dd = personnes.acteur("siege"), personnes.acteur("dd78")
    with horloge.at(jour - timedelta(days=40)):
        _repondre(siege, DE_LA_REGION, None)
        _repondre(dd, DE_LA_DD, Departement.objects.get(code="78"))
    with horloge.at(jour):
        last = derniere_periode(jour)
        row = verbes.brouillon(REGION, Exercice(last.annee, last.trimestre))
        row = verbes.ecrire(row, actor=siege, introduction=INTRODUCTION, decisions=DECISIONS)
        verbes.publier(row, actor=siege)


def _repondre(actor, niveaux, departement: Departement | None) -> None:
    """The first recommendations of the level that nobody answered yet."""
    rows = Recommandation.objects.filter(niveau__in=niveaux).exclude(suivis__ca=None, suivis__departement=departement)
    for row, statut in zip(rows.order_by("numero"), DITES, strict=False):
        recommandations.follow(row, actor=actor, departement=departement, statut=statut, preuve=PREUVE)
