"""Avenants of the access world, over its conventions: one being prepared in each coopérative, with a copy and an entry."""

from datetime import timedelta

from conventions.enums import StatutAvenant, StatutConvention
from conventions.models import (
    Avenant,
    Convention,
    FicheAction,
    Objectif,
    PartieAvenant,
    VersionConvention,
)
from coop import horloge
from cooperatives.models import Cooperative
from tests.accounts.monde import Monde, Sample
from tests.factories import OrganisationFactory

UN = ("", "_motif", "_texte", "_objectif", "_action_nouvelle", "_action_retirer", "_action_garder", "_entree", "_sortie",
      "_mouvement_annuler", "_signataire", "_signature", "_relancer", "_rouvrir", "_abandonner", "_pdf")  # fmt: skip
PREPARED = ("_ouvrir", "_action", "_action_changer", "_action_demander", "", "_motif", "_texte", "_objectif", "_action_nouvelle",
            "_action_retirer", "_action_garder", "_entree", "_sortie", "_mouvement_annuler", "_signataire", "_signature",
            "_abandonner", "_pdf", "_relancer")  # fmt: skip


def peupler(monde: Monde) -> None:
    """One avenant of each coopérative: they stay aside until a route asks for a convention in force."""
    own, foreign = _rows(monde.own, 1), _rows(monde.foreign, 90)
    for name in UN:
        monde.samples[f"conventions:avenant{name}.numero"] = Sample(1, 90)
    for name in ("avenant_action_retirer", "avenant_action_garder"):
        monde.samples[f"conventions:{name}.action"] = Sample(own["numero"], foreign["numero"])
    for name in ("avenant_action", "avenant_action_changer", "avenant_action_demander"):
        # Each promoteur is given the copy of its own action.
        monde.samples[f"conventions:{name}.numero"] = monde.samples["conventions:action.numero"]
    monde.samples |= {
        "conventions:avenant_texte.champ": Sample("intitule", "intitule"),
        "conventions:avenant_objectif.pk": Sample(own["objectif"], foreign["objectif"]),
        "conventions:avenant_mouvement_annuler.mouvement": Sample(own["mouvement"], foreign["mouvement"]),
        "conventions:avenant_signataire.partie": Sample(own["partie"], foreign["partie"]),
    }
    monde.states |= {f"conventions:avenant{name}": en_preparation for name in PREPARED}
    monde.states |= {"conventions:avenant_rouvrir": a_la_signature, "conventions:avenant_repris": en_vigueur}


def en_vigueur() -> None:
    """Both conventions were signed a month ago and run."""
    today = horloge.today()
    VersionConvention.objects.filter(avenant__isnull=True).update(abandonnee_le=None)
    Convention.objects.update(
        statut=StatutConvention.EN_VIGUEUR,
        date_effet=today - timedelta(days=30),
        date_echeance=today + timedelta(days=335),
    )


def en_preparation() -> None:
    """Both have an avenant being prepared; it is a renewal, so that every form exists."""
    en_vigueur()
    Avenant.objects.update(statut=StatutAvenant.BROUILLON, abandonne_le=None, motif_abandon="", reconduction=True)


def a_la_signature() -> None:
    """Both have an avenant at the signature."""
    en_preparation()
    Avenant.objects.update(statut=StatutAvenant.EN_SIGNATURE)


def _rows(ca: Cooperative, numero: int) -> dict[str, int]:
    convention = Convention.objects.get(ca=ca)
    avenant = Avenant.objects.create(
        convention=convention, numero=numero, statut=StatutAvenant.ABANDONNE, abandonne_le=horloge.now(),
        motif_abandon="Essai", motif="Essai",
    )  # fmt: skip
    actions = list(FicheAction.objects.filter(programme=convention.programme).order_by("numero"))
    for action in actions:
        FicheAction.toutes.create(
            programme=convention.programme, avenant=avenant, remplace=action, numero=action.numero,
            intitule=action.intitule, promoteur=action.promoteur,
        )  # fmt: skip
    entering = OrganisationFactory(nom=f"Organisation entrante {ca.reference}")
    mouvement = PartieAvenant.objects.create(
        avenant=avenant, sens="entree", organisation=entering, qualite_representant="Direction"
    )
    objectif = Objectif.objects.get(programme=convention.programme, niveau="general")
    return {
        "numero": actions[0].numero,
        "mouvement": mouvement.pk,
        "partie": convention.parties.order_by("pk").first().pk,
        "objectif": objectif.pk,
    }
