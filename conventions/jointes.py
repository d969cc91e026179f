"""What the PDFs of a convention and of its avenants carry: the signed content as data, the fiches as a workbook."""

from conventions import mise_en_page_avenant
from conventions.models import VersionConvention
from coop import horloge
from coop.accounts.tokens import absolute
from coop.classeurs.ecriture import Colonne, Feuille, classeur
from coop.documents.kinds import Attachment
from coop.journal.canonical import canonical_json
from coop.ui.rubriques import lien

FICHES = [Colonne("Action", 10, "entier"), Colonne("Intitulé", 40), Colonne("Promoteur référent", 34)]
MODIFICATIONS = [Colonne("Ce que dit l’avenant", 60), Colonne("Avant", 44), Colonne("Après", 44)]
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


def of_avenant(version: VersionConvention) -> tuple[Attachment, ...]:
    """The signed content of an avenant, with the text it leads to, and the fiches it changes as a workbook."""
    contenu = version.contenu
    stem = f"avenant-{contenu['reference']}-{contenu['numero']}"
    what = "Contenu signé de l’avenant, avec le texte consolidé auquel il conduit"
    joined = Attachment(
        f"{stem}.json",
        canonical_json(contenu).encode(),
        f"{what}, décrit à l’adresse {schema_url(contenu['schema'])}",
    )
    data = workbook_of_avenant(version)
    if data is None:
        return (joined,)
    return joined, Attachment(f"{stem}.xlsx", data, "Fiches-action et passages que change l’avenant")


def workbook_of_avenant(version: VersionConvention) -> bytes | None:
    """The fiches that the avenant brings, changes, renews or takes out, then each passage before and after; None when none."""
    contenu = version.contenu
    note = f"Avenant n°\u00a0{contenu['numero']} à la convention {contenu['reference']}. Empreinte du contenu signé\u00a0: {version.sha256}"
    feuilles = []
    if fiches := mise_en_page_avenant.fiches_changees(contenu):
        libelles = next((action["lignes"] for _, action in fiches if action["lignes"]), [])
        colonnes = [
            FICHES[0],
            Colonne("Ce que fait l’avenant", 22),
            *FICHES[1:],
            *(Colonne(nom, 44) for nom, _ in libelles),
        ]
        lignes = [
            [a["numero"], effet, a["intitule"], a["promoteur"], *([v for _, v in a["lignes"]] or [""] * len(libelles))]
            for effet, a in fiches
        ]
        feuilles.append(Feuille("Fiches-action", colonnes, lignes, note))
    if contenu["differences"]:
        rows = [[d["phrase"], d["avant"], d["apres"]] for d in contenu["differences"]]
        feuilles.append(Feuille("Modifications", MODIFICATIONS, rows, note))
    if not feuilles:
        return None
    with horloge.at(version.figee_le):
        return classeur(feuilles)


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
