"""CA-78: its charte, the side of the ARS, the gaps it met, the lettre de mission. Every text says it is fictitious."""

from datetime import timedelta
from decimal import Decimal

from coop import horloge
from cooperatives.enums import TypeEffet
from cooperatives.models import CarenceDroitCommun, DemandeReferent, EffetEngagement, TempsAnimation
from cooperatives.models.passation import MISSIONS
from cooperatives.models.perimetre import running
from cooperatives.roles import ACTIFS
from cooperatives.workflows import charte, cote_ars, passation
from portail.demo.joueur import Partie

CONDITIONS = (
    (1, "Santé, social et logement travaillent dans les mêmes actions (texte fictif)."),
    (3, "Le comité de pilotage et les réunions opérationnelles se tiennent à leur rythme (texte fictif)."),
    (4, "L’objectif général est partagé et signé (texte fictif)."),
)


def raconter(partie: Partie) -> None:
    """Told over the last months: the charte first, signed by the fictitious structures."""
    today = horloge.today()
    with partie.le(today - timedelta(days=150)) as jour:
        row = charte.prepare(partie.ca, actor=partie.dd)
        article = row.articles.get(ordre=6)
        charte.write(
            article, actor=partie.dd, titre=article.titre,
            texte=f"{article.texte}\nLe groupe d’habitants siège au comité de pilotage (texte fictif).",
        )  # fmt: skip
        charte.adopt(row, actor=partie.dd, on=jour)
        members = partie.ca.membres.filter(statut__in=ACTIFS, organisation__est_fictive=True)
        for membre in members.order_by("pk")[:2]:
            charte.sign(row, actor=partie.dd, membre=membre, fonction="Présidente", signee_le=jour)
    with partie.le(today - timedelta(days=20)) as jour:
        _registres(partie, jour)


def _registres(partie: Partie, jour) -> None:
    ca, dd = partie.ca, partie.dd
    before = jour - timedelta(days=90)
    rows = (
        TempsAnimation(ca=ca, debut=before, fin=jour, jours=Decimal("11.5"), appui="Formation au plaidoyer (fictif)."),
        DemandeReferent(
            ca=ca, referent="Référent santé mentale", sujet="Quels relais pour les personnes à la rue ? (fictif)",
            demandee_le=before, reponse="Une équipe mobile peut venir au comité (fictif).", repondue_le=jour,
        ),
        DemandeReferent(ca=ca, referent="Référent nutrition", sujet="Outils pour l’accueil de jour (fictif)", demandee_le=jour),
        CarenceDroitCommun(
            ca=ca, description="Aucun rendez-vous de dentiste avant six mois (fictif)", constatee_le=before,
            remontee_a="Conseil territorial de santé", remontee_le=jour,
        ),
        EffetEngagement(ca=ca, type=TypeEffet.INTERPELLATION, le=jour, texte="Transports de nuit abordés avec l’agglomération (fictif)"),
    )  # fmt: skip
    for row in rows:
        cote_ars.keep(row, actor=dd)
    newcomer = ca.membres.filter(statut__in=ACTIFS, organisation__est_fictive=True).order_by("pk").last()
    if newcomer is not None:
        cote_ars.keep(
            EffetEngagement(
                ca=ca, type=TypeEffet.ACTEUR, le=jour, texte="Première action de prévention (fictif)", membre=newcomer
            ),
            actor=dd,
        )
    for condition, phrase in CONDITIONS:
        cote_ars.appreciate(ca, actor=dd, condition=condition, reunie=True, phrase=phrase)
    premier = ca.coordinateurs.filter(running(), rang=1).select_related("contact", "ca__departement").first()
    passation.write_letter(
        premier, actor=dd, missions="\n".join(MISSIONS),
        datee_le=jour, rattachement="Prévention et promotion de la santé", quotite=Decimal(40),
    )  # fmt: skip
