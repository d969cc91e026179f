"""Rows of the charte, of the ARS's side, of the passation and of the reprise for the access sweep."""

from datetime import date

from cooperatives.models import (
    ActionReprise,
    ArticleCharte,
    CarenceDroitCommun,
    Charte,
    Cooperative,
    Coordinateur,
    InformationInstance,
    MembreRepris,
    Reprise,
    TempsAnimation,
)
from cooperatives.workflows import charte as verbs
from tests.accounts.monde import Monde, Sample

JOUR = date(2026, 1, 5)
PAR_PK = ("carence", "carence_retirer", "ars_ligne", "ars_ligne_retirer")


def peupler(monde: Monde) -> None:
    own, foreign = _rows(monde.own, 1), _rows(monde.foreign, 3)
    pairs = {
        "cooperatives:charte_article.article_id": "article",
        "cooperatives:charte_pdf.numero": "numero",
        "cooperatives:carence.pk": "carence",
        "cooperatives:carence_retirer.pk": "carence",
        "cooperatives:ars_ligne.pk": "temps",
        "cooperatives:ars_ligne_retirer.pk": "temps",
        "cooperatives:lettre_mission.pk": "coordinateur",
        "cooperatives:lettre_mission_pdf.pk": "coordinateur",
        "cooperatives:passation.pk": "coordinateur",
        "conventions:reprise_membre_retirer.pk": "membre",
        "conventions:reprise_action_retirer.pk": "action",
    }
    monde.samples |= {route: Sample(own[key], foreign[key]) for route, key in pairs.items()}
    for route in ("ars_ligne", "ars_ligne_ajouter", "ars_ligne_retirer"):
        monde.samples[f"cooperatives:{route}.registre"] = Sample("temps", "temps")
    info = InformationInstance.objects.create(instance="crsa", objet="Présentation fictive", le=JOUR)
    monde.samples["cooperatives:information.pk"] = Sample(info.pk, info.pk)


def _rows(ca: Cooperative, first: int) -> dict[str, int]:
    """One row of each register; the charte has an adopted version and one in preparation."""
    modele = verbs.regional_text()
    adopted = Charte.objects.create(ca=ca, modele=modele, numero=first, adoptee_le=JOUR)
    draft = Charte.objects.create(ca=ca, modele=modele, numero=first + 1)
    reprise = Reprise.objects.create(ca=ca)
    organisation = ca.membres.first().organisation if ca.membres.exists() else ca.departement.organisations.first()
    return {
        "article": ArticleCharte.objects.create(charte=draft, ordre=1, titre="Article", texte="Texte").pk,
        "numero": adopted.numero,
        "carence": CarenceDroitCommun.objects.create(ca=ca, description="Carence fictive", constatee_le=JOUR).pk,
        "temps": TempsAnimation.objects.create(ca=ca, debut=JOUR, fin=JOUR, jours=1).pk,
        "coordinateur": Coordinateur.objects.get(ca=ca, rang=1, fin__isnull=True).pk,
        "membre": MembreRepris.objects.create(reprise=reprise, organisation=organisation, entree_le=JOUR).pk,
        "action": ActionReprise.objects.create(
            reprise=reprise, organisation=organisation, intitule="Action fictive"
        ).pk,
    }
