"""Samples of the regional text, of its adaptations, and of the public verification."""

from conventions.models import AdaptationBloc, Convention, VersionConvention
from tests.accounts.monde import Monde, Sample

CODE = "article-3"


def peupler(monde: Monde) -> None:
    """Both draft conventions adapt one block; the code verified is that of the own one."""
    for convention in Convention.objects.filter(ca__in=[monde.own, monde.foreign]):
        AdaptationBloc.objects.create(
            convention=convention, code=CODE, texte="Texte fictif.", motif="Essai", gabarit=1, redigee_par="Essai"
        )
    for name in (
        "gabarits:bloc",
        "gabarits:modifier",
        "conventions:convention_adapter",
        "conventions:convention_adaptation_retirer",
    ):
        monde.samples[f"{name}.code"] = Sample(CODE, CODE)
    sha256 = VersionConvention.objects.filter(convention__ca=monde.own).values_list("sha256", flat=True)[0]
    monde.samples["verification:version.code"] = Sample(sha256, sha256)
    monde.samples["prestataire:retour.code"] = Sample("simple", "simple")
    monde.samples["verification:schema.numero"] = Sample(1, 1)
