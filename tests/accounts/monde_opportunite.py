"""Actors spotted in both coopératives; one scheme of the shared register, which has no foreign one but an unknown number."""

from coop.classeurs.models import Import
from coop.documents.models import Piece
from cooperatives.models import ActeurRepere, DispositifLocal, FicheDispositif
from tests.accounts.monde import Monde, Sample

INCONNU = 10**9


def peupler(monde: Monde) -> None:
    own, foreign = (ActeurRepere.objects.create(ca=ca, categorie="strategique", libelle="Centre social").pk
                    for ca in (monde.own, monde.foreign))  # fmt: skip
    scheme = DispositifLocal.objects.create(type="cls", nom="CLS fictif", departement=monde.own.departement)
    fiche = FicheDispositif.objects.create(dispositif=scheme, intitule="Fiche fictive")
    piece = Piece.objects.create(
        kind="import", subject_id="dispositifs", original_name="dispositifs.csv", size=1, sha256="x", file="x"
    )
    depot = Import.objects.create(modele="dispositifs", piece=piece)
    acteurs = ("acteur", "acteur_retirer", "acteur_partant", "acteur_membre")
    monde.samples |= {f"cooperatives:{name}.pk": Sample(own, foreign) for name in acteurs}
    tenus = ("dispositif_modifier", "dispositif_fiche_ajouter", "dispositif_fiche", "dispositif_fiche_retirer")
    monde.samples |= {f"cooperatives:{name}.pk": Sample(scheme.pk, scheme.pk) for name in tenus}
    monde.samples |= {
        "cooperatives:dispositif.pk": Sample(scheme.pk, INCONNU),
        "fiche_pk": Sample(fiche.pk, fiche.pk),
        "cooperatives:dispositifs_importer.table": Sample("dispositifs", "fiches"),
        "cooperatives:dispositifs_modele.table": Sample("dispositifs", "fiches"),
        "cooperatives:dispositifs_import.pk": Sample(depot.pk, depot.pk),
    }
