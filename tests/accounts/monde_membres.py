"""Samples of the directory of partners and of the elected officials of a coopérative."""

from cooperatives.models import Cooperative, EluAssocie
from tests.accounts.monde import START, Monde, Sample
from tests.factories import OrganisationFactory

INCONNUE = 999_999_999


def peupler(monde: Monde) -> None:
    """The directory is one for all: a foreign organisation is one that does not exist; any pair may be compared."""
    own = monde.membres["asso-a"].organisation_id
    others = [OrganisationFactory(nom=f"Structure fictive du monde {rank}").pk for rank in "ABC"]
    monde.samples |= {
        "annuaire:fiche.pk": Sample(own, INCONNUE),
        "annuaire:modifier.pk": Sample(own, INCONNUE),
        "annuaire:distinguer.pk": Sample(own, others[0]),
        "annuaire:distinguer.autre_pk": Sample(others[1], others[2]),
        "annuaire:reproposer.pk": Sample(own, others[0]),
        "annuaire:reproposer.autre_pk": Sample(others[1], others[2]),
        "annuaire:reunir.pk": Sample(own, others[0]),
        "annuaire:reunir.autre_pk": Sample(others[1], others[2]),
        "cooperatives:invitation_recue.pk": Sample(monde.membres["asso-a"].pk, monde.voisin.pk),
        "cooperatives:elu_fin.pk": Sample(_elu(monde.own), _elu(monde.foreign)),
    }


def _elu(ca: Cooperative) -> int:
    return EluAssocie.objects.create(ca=ca, fonction="Maire", collectivite="Ville fictive", depuis=START).pk
