"""Voices, findings, resources, documents and criteria of the access world: one of each in both coopératives."""

from datetime import date

from cooperatives.models import Cooperative
from diagnostics.enums import Niveau, Volet
from diagnostics.models import (
    Analyse,
    Avis,
    Constat,
    CriterePriorite,
    Diagnostic,
    DocumentAppui,
    Priorisation,
    Recueil,
    RessourceLocale,
)
from tests.accounts.monde import Monde, Sample

VERSIONS = ("partie_version", "voix_version", "ressources_version", "priorites_version", "differences")


def peupler(monde: Monde) -> None:
    """The diagnoses are made by `monde_diagnostics`: number 1 in the own CA, number 7 in the foreign one."""
    own, foreign = _rows(monde.own, 1), _rows(monde.foreign, 7)
    # The version before, for the page of differences: number 2 exists in the own CA alone, 8 in the foreign one.
    _next(monde.own, 2)
    _next(monde.foreign, 8)
    monde.samples |= {f"diagnostics:{name}.numero": Sample(1, 7) for name in VERSIONS}
    monde.samples |= {
        "diagnostics:differences.numero": Sample(2, 8),
        # Parts are the same everywhere: there is no foreign one to ask for.
        "partie": Sample(Niveau.BESOINS.value, Niveau.BESOINS.value),
        "diagnostics:volet.volet": Sample(Volet.SANTE.value, Volet.SANTE.value),
        "diagnostics:constat.numero": Sample(1, 7),
        "diagnostics:constat_retirer.numero": Sample(1, 7),
        "diagnostics:voix_ecarter.avis": Sample(101, 107),
        "document_id": Sample(own["document"], foreign["document"]),
        "ressource_id": Sample(own["ressource"], foreign["ressource"]),
        "diagnostics:critere.critere": Sample(own["critere"], foreign["critere"]),
        "diagnostics:critere_retirer.critere": Sample(own["critere"], foreign["critere"]),
        "adresse": Sample("recueil-1", "recueil-7"),
        "conventions:objectif_origine.pk": monde.samples["conventions:objectif.pk"],
    }
    for usage in ("avis", "prioriser"):
        monde.link_objects[usage] = (own["diagnostic"], foreign["diagnostic"])


def _rows(ca: Cooperative, numero: int) -> dict[str, int]:
    diagnostic, _ = Diagnostic.objects.get_or_create(ca=ca, numero=numero)
    Analyse.objects.get_or_create(diagnostic=diagnostic, niveau=Niveau.BESOINS)
    Constat.objects.create(diagnostic=diagnostic, numero=numero, texte="Constat fictif", niveau=Niveau.BESOINS)
    Avis.objects.create(
        diagnostic=diagnostic, numero=100 + numero, le=date(2026, 3, 2), texte="x", origine="habitants", mode="papier"
    )
    Recueil.objects.create(
        diagnostic=diagnostic, adresse=f"recueil-{numero}", question="Et vous ?", jusqu_au=date(2099, 1, 1)
    )
    document = DocumentAppui.objects.create(
        diagnostic=diagnostic, titre="Document", origine="Essai", annee=2025, niveau=Niveau.BESOINS
    )
    ressource = RessourceLocale.objects.create(
        diagnostic=diagnostic, libelle="Ressource", type="soins", etat="disponible"
    )
    vote = Priorisation.objects.create(diagnostic=diagnostic)
    critere = CriterePriorite.objects.create(priorisation=vote, libelle="Critère")
    return {
        "diagnostic": diagnostic.pk,
        "document": document.pk,
        "ressource": ressource.pk,
        "critere": critere.pk,
    }


def _next(ca: Cooperative, numero: int) -> None:
    """An older version, replaced: a CA has one draft."""
    Diagnostic.objects.create(
        ca=ca, numero=numero, statut="remplace", valide_le=date(2026, 1, 1), instance_validation="x", problematique="x"
    )
