"""Loading the demonstration once, and knowing that it is there."""

from datetime import date

from conventions import documents as document_convention
from conventions.models import Convention
from coop import horloge
from coop.documents import runner
from coop.documents import workflows as documents
from coop.journal.actors import SYSTEM
from coop.journal.models import Entry
from coop.journal.workflows import record
from cooperatives.models import Cooperative
from portail.demo import (
    ca77,
    ca78,
    ca91,
    ca92,
    ca93,
    ca94,
    ca95,
    calendrier,
    courrier,
    echeances,
    evaluation_region,
    opportunite,
    personnes,
    prefiguration,
    rappels,
    region,
    reprise91,
)
from portail.demo.joueur import Partie

VERBE = "demo.load"
RECITS = (
    ca78.raconter,
    ca92.raconter,
    ca93.raconter_diabete,
    ca93.raconter_habitat,
    ca94.raconter,
    ca95.raconter,
    ca91.raconter,
    reprise91.raconter,
    ca77.raconter_le_debut,
    ca77.raconter_l_echue,
    echeances.raconter_le_preavis,
)


def est_chargee() -> bool:
    """A demonstration was loaded to its end in this database."""
    return Entry.objects.filter(verb=VERBE).exists()


def base_occupee() -> bool:
    """There are coopératives: real ones, or those of a loading that stopped on the way."""
    return Cooperative.objects.exists()


def charger(jour: date, *, avec_documents: bool = True) -> list[Partie]:
    """Play every story as seen on `jour`; the mark of the end is written last.

    The documents asked along the way are prepared here and now, unless a runner is to do it later.
    """
    with courrier.retenu() as messages:
        with horloge.at(calendrier.ouverture(jour)):
            personnes.ouvrir_les_comptes()
        parties = [raconter(jour, messages) for raconter in RECITS]
        for partie in parties:
            opportunite.suivre_a_mesure(partie)
            prefiguration.tenir_les_decisions(partie)
        evaluation_region.raconter(jour)
        region.raconter(jour)
        rappels.raconter(jour)
        with horloge.at(jour):
            _demander_la_convention(parties[0])
            record(VERBE, f"Démonstration chargée\u00a0: {len(parties)} coopératives.", actor=SYSTEM)
        if avec_documents:
            runner.drain()
    return parties


def _demander_la_convention(partie: Partie) -> None:
    """The convention of CA-78 is asked by its coordinator, and waits for nobody."""
    convention = Convention.objects.get(ca=partie.ca)
    documents.request(
        document_convention.KIND,
        convention.pk,
        actor=partie.dd,
        ca_id=partie.ca.pk,
        departement=partie.recit.departement,
        final=True,
    )
