"""Actors spotted in both coopératives; one scheme of the shared register, which has no foreign one but an unknown number."""

from cooperatives.models import ActeurRepere, DispositifLocal, FicheDispositif
from tests.accounts.monde import Monde, Sample

INCONNU = 10**9


def peupler(monde: Monde) -> None:
    own, foreign = (ActeurRepere.objects.create(ca=ca, categorie="strategique", libelle="Centre social").pk
                    for ca in (monde.own, monde.foreign))  # fmt: skip
    scheme = DispositifLocal.objects.create(type="cls", nom="CLS fictif", departement=monde.own.departement)
    fiche = FicheDispositif.objects.create(dispositif=scheme, intitule="Fiche fictive")
    acteurs = ("acteur", "acteur_retirer", "acteur_partant", "acteur_membre")
    monde.samples |= {f"cooperatives:{name}.pk": Sample(own, foreign) for name in acteurs}
    tenus = ("dispositif_modifier", "dispositif_fiche_ajouter", "dispositif_fiche", "dispositif_fiche_retirer")
    monde.samples |= {f"cooperatives:{name}.pk": Sample(scheme.pk, scheme.pk) for name in tenus}
    monde.samples |= {
        "cooperatives:dispositif.pk": Sample(scheme.pk, INCONNU),
        "fiche_pk": Sample(fiche.pk, fiche.pk),
    }
