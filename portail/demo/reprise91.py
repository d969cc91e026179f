"""CA-91-02, fictitious from end to end: it ran before the tool and is taken up, with its signed convention (decisions.md 9)."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from conventions.workflows.reprise import confirm
from coop import horloge
from coop.calendrier import add_months
from coop.documents import pieces
from coop.documents.kinds import Built
from coop.documents.render import to_pdf
from cooperatives.enums import Phase
from cooperatives.models import Reprise
from cooperatives.pieces import REPRISE
from cooperatives.workflows import reprise
from portail.demo import fictions, prefiguration
from portail.demo.fictions import nom
from portail.demo.joueur import Partie
from portail.demo.modele import Jalons, Recit, Territoire

PROGRAMME = "Grandir en mouvement (programme fictif)"
ACTIONS = ("Pédibus et goûters de quartier", "Ateliers des parents", "Un médiateur dans les écoles")
RECIT = Recit(
    departement="91",
    intitule="Grandir en mouvement (coopérative fictive)",
    phase=Phase.MISE_EN_OEUVRE,
    territoire=Territoire(communes=("91174", "91521"), libelle="Corbeil-Essonnes et Ris-Orangis (territoire fictif)"),
    thematiques=("nutrition_activite_physique",),
    publics=("enfants_4_12",),
    objectif_public="Donner aux enfants le goût de bouger et de bien manger (objectif fictif).",
    structures=fictions.structures("91", 3),
    ists=fictions.ists("des enfants qui n’ont ni jardin ni club"),
    experimentale=False,
    fictive=True,
)
MOIS_D_EFFET, JOURS_DEPUIS_REPRISE = 20, 12


def raconter(jour: date, courrier: list) -> Partie:
    """Signed twenty months ago, in its second year; taken up twelve days before the demonstration is loaded."""
    day = jour - timedelta(days=JOURS_DEPUIS_REPRISE)
    effet = add_months(jour, -MOIS_D_EFFET)
    partie = Partie(RECIT, Jalons(day, effet), jour, courrier)
    prefiguration.creer(partie)
    with partie.le(day):
        row = reprise.begin(partie.ca, actor=partie.dd)
        reprise.write(
            row, actor=partie.dd, phase=Phase.MISE_EN_OEUVRE, date_effet=effet, annee=2, intitule_programme=PROGRAMME,
            scan=_scan(partie, effet), **_dates(effet),
        )  # fmt: skip
        _membres(partie, row, effet)
        confirm(row, actor=partie.dd)
        partie.ca.refresh_from_db()
    return partie


def _dates(effet: date) -> dict[str, date]:
    """When each stage began, before the tool."""
    return {
        "creation": add_months(effet, -14),
        "entree_diagnostic": add_months(effet, -12),
        "entree_elaboration": add_months(effet, -7),
        "entree_conventionnement": add_months(effet, -2),
        "entree_mise_en_oeuvre": effet,
    }


def _membres(partie: Partie, row: Reprise, effet: date) -> None:
    for rank, structure in enumerate(RECIT.structures):
        organisation = partie.inscrire(structure)
        reprise.add_member(
            row, actor=partie.dd, organisation=organisation, entree_le=add_months(effet, -6 - rank),
            qualite="Sa présidence (fictive)",
        )  # fmt: skip
        reprise.add_action(
            row, actor=partie.dd, intitule=f"{ACTIONS[rank]} (action fictive)", organisation=organisation
        )


def _scan(partie: Partie, effet: date):
    """The convention signed on paper, as a PDF that says it is fictitious."""
    built = Built(
        template="documents/portail/convention_reprise.html",
        context={
            "ca": partie.ca, "programme": PROGRAMME, "effet": effet, "actions": ACTIONS,
            "parties": [nom("91", rank) for rank in range(len(ACTIONS))],
        },
        content={"ca": partie.ca.intitule, "effet": effet},
        title=f"Convention de partenariat – {PROGRAMME}",
        filename="convention-signee.pdf",
        created=horloge.now(),
        template_version="DEMO-REPRISE 1",
        draft=False,
    )  # fmt: skip
    upload = SimpleUploadedFile(built.filename, to_pdf(built), "application/pdf")
    return pieces.store(
        upload, kind=REPRISE, subject_id=partie.ca.pk, actor=partie.dd, ca_id=partie.ca.pk, departement="91"
    )
