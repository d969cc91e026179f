"""What the PDF of a convention carries: the signed content as data, and its fiches as a workbook (wish « données »)."""

from conventions.models import VersionConvention
from coop import horloge
from coop.accounts.tokens import absolute
from coop.classeurs.ecriture import Colonne, Feuille, classeur
from coop.documents.kinds import Attachment
from coop.journal.canonical import canonical_json
from coop.ui.rubriques import lien

FICHES = [Colonne("Action", 10, "entier"), Colonne("Intitulé", 40), Colonne("Promoteur référent", 34)]
INDICATEURS = [
    Colonne("Action", 10, "entier"),
    Colonne("Type", 26),
    Colonne("Indicateur", 44),
    Colonne("Valeur prévue par trimestre", 26),
    Colonne("Sources et méthodes", 40),
]


def of_version(version: VersionConvention) -> tuple[Attachment, ...]:
    """The canonical content, whose sha256 is the fingerprint of the signatures, and the fiches as a workbook."""
    contenu, stem = version.contenu, f"convention-{version.contenu['reference']}-v{version.numero}"
    return (
        Attachment(
            f"{stem}.json",
            canonical_json(contenu).encode(),
            f"Contenu signé de la convention, décrit à l’adresse {schema_url(contenu['schema'])}",
        ),
        Attachment(f"{stem}.xlsx", workbook(version), "Fiches-action et indicateurs de la convention"),
    )


def schema_url(numero: int) -> str:
    """The public address that describes the attached data."""
    return absolute(lien("verification:schema", numero=numero))


def workbook(version: VersionConvention) -> bytes:
    """The fiches and their indicators as frozen; made at the date of the version, so that its bytes never change."""
    contenu = version.contenu
    libelles = [libelle for libelle, _ in contenu["actions"][0]["lignes"]] if contenu["actions"] else []
    fiches = [[a["numero"], a["intitule"], a["promoteur"], *(v for _, v in a["lignes"])] for a in contenu["actions"]]
    mesures = [[a["numero"], *ligne] for a in contenu["annexes"]["indicateurs"] for ligne in a["lignes"]]
    note = f"Convention {contenu['reference']}, version {version.numero}. Empreinte du contenu signé\u00a0: {version.sha256}"
    feuilles = [Feuille("Fiches-action", [*FICHES, *(Colonne(libelle, 44) for libelle in libelles)], fiches, note)]
    if mesures:
        feuilles.append(Feuille("Indicateurs", INDICATEURS, mesures, note))
    with horloge.at(version.figee_le):
        return classeur(feuilles)
