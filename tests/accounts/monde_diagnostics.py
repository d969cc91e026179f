"""A diagnosis in writing in each coopérative, under numbers that the other one does not have."""

from cooperatives.models import Cooperative
from diagnostics.enums import Niveau
from diagnostics.models import Analyse, Besoin, Diagnostic, Donnee
from tests.accounts.monde import Monde, Sample


def peupler(monde: Monde) -> None:
    """Version 1 and need 1 in the own CA, version 7 and need 7 in the foreign one."""
    own, foreign = _rows(monde.own, 1), _rows(monde.foreign, 7)
    monde.samples |= {
        "diagnostics:version.numero": Sample(1, 7),
        "diagnostics:synthese.numero": Sample(1, 7),
        "diagnostics:besoin.numero": Sample(1, 7),
        # The four analyses are the same everywhere: there is no foreign one to ask for.
        "niveau": Sample(Niveau.BESOINS.value, Niveau.BESOINS.value),
        "donnee_id": Sample(own, foreign),
    }


def _rows(ca: Cooperative, numero: int) -> int:
    diagnostic, _ = Diagnostic.objects.get_or_create(ca=ca, numero=numero)
    Analyse.objects.get_or_create(diagnostic=diagnostic, niveau=Niveau.BESOINS)
    Besoin.objects.create(diagnostic=diagnostic, numero=numero, libelle="Besoin fictif", couverture="partiel")
    figure = Donnee.objects.create(
        diagnostic=diagnostic, libelle="Donnée", territoire="78", raison_absence="secret", annee=2025, source="Essai"
    )
    return figure.pk
