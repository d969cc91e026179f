"""« État du système », for who runs the platform: does the day's work pass, do files and mails leave, is the journal sealed.

Each line says what is observed and since when, then what to do when something is wrong. Nothing here is kept: it is read
from the rows that the work itself leaves.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min, Sum
from django.template.defaultfilters import filesizeformat

from coop import horloge
from coop.documents.enums import Etat
from coop.documents.models import Document, Piece
from coop.journal import seals
from coop.journal.models import Entry, Seal
from coop.notifications import daily
from coop.notifications.models import Mail
from coop.ui.typographie import avec_nombre, date_heure

DAY_WORK = daily.VERB
CHECK = "notifications.check_inconsistencies"
# Beat plays the day's work three times a morning, seals every minute, sweeps documents every thirty seconds.
WORK_IS_LATE = timedelta(hours=36)
SEAL_IS_LATE = timedelta(minutes=10)
FILE_IS_LATE = timedelta(minutes=10)
RECENT = timedelta(days=7)
BEAT = "Vérifiez que « celery beat » et un « worker » tournent."


@dataclass(frozen=True, slots=True)
class Constat:
    """One thing observed; `remede` says what to do, empty when all is well."""

    nom: str
    texte: str
    remede: str = ""

    @property
    def bon(self) -> bool:
        return not self.remede


def lire() -> list[Constat]:
    """Every observation, in the order of the chain: work of the day, journal, files, mails, data, storage, version."""
    return [_travail(), _scellement(), _documents(), _courriels(), _incoherences(), _stockage(), _version()]


def repond() -> bool:
    """Whether the database answers: what a proxy or a monitor asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _travail() -> Constat:
    name, embedded = "Travail du jour", settings.COOP_JOBS_MODE == "embedded"
    last = Entry.objects.filter(verb=DAY_WORK).first()
    if last is None:
        start = "Rechargez cette page dans une minute" if embedded else "Démarrez « celery beat »"
        return Constat(name, "Jamais joué.", f"{start}, ou lancez « manage.py run_day » chaque matin.")
    told = f"{date_heure(last.at)}\u00a0: {last.summary}"
    if embedded:
        told += " Ce profil d’essai le joue seul, une fois par jour, dès que le serveur répond."
    if failures := last.data.get("echecs"):
        return Constat(name, told, f"Lisez le journal du serveur\u00a0: {', '.join(failures)}.")
    if horloge.now() - last.at > WORK_IS_LATE:
        return Constat(name, told, "Redémarrez le serveur." if embedded else BEAT)
    return Constat(name, told)


def _scellement() -> Constat:
    name = "Journal"
    last, oldest = Seal.objects.order_by("-sequence").first(), seals.unsealed().first()
    told = f"Dernier acte scellé le {date_heure(last.sealed_at)}." if last else "Aucun acte scellé."
    if oldest and horloge.now() - oldest.at > SEAL_IS_LATE:
        return Constat(
            name, f"{told} Des actes attendent depuis le {date_heure(oldest.at)}.", "Vérifiez que le « worker » tourne."
        )
    return Constat(name, f"{told} « manage.py verify_journal » relit toute la chaîne.")


def _documents() -> Constat:
    name = "Documents PDF"
    waiting = Document.objects.filter(state__in=[Etat.EN_ATTENTE, Etat.EN_COURS])
    queue = waiting.aggregate(n=Count("pk"), oldest=Min("requested_at"))
    failed = Document.objects.filter(state=Etat.ECHEC, requested_at__gt=horloge.now() - RECENT).count()
    told = f"{avec_nombre(queue['n'], 'document en préparation,documents en préparation')}, {avec_nombre(failed, 'échec,échecs')} en sept jours."
    if queue["n"] and horloge.now() - queue["oldest"] > FILE_IS_LATE:
        return Constat(
            name,
            told,
            f"Le plus ancien attend depuis le {date_heure(queue['oldest'])}\u00a0: vérifiez que le « worker » tourne.",
        )
    return Constat(name, told, "Lisez la raison dans Administration › Documents." if failed else "")


def _courriels() -> Constat:
    name = "Courriels"
    recent = (
        Mail.objects.filter(created_at__gt=horloge.now() - RECENT)
        .values_list("state")
        .annotate(n=Count("pk"))
        .order_by()
    )
    counts = dict(recent)
    lost = counts.get(Mail.Etat.ECHEC, 0)
    told = f"En sept jours\u00a0: {avec_nombre(counts.get(Mail.Etat.ENVOYE, 0), 'envoyé,envoyés')}, {avec_nombre(lost, 'non remis,non remis')}."
    return Constat(name, told, "Lisez les raisons dans Administration › Courriels." if lost else "")


def _incoherences() -> Constat:
    name = "Cohérence des données"
    last = Entry.objects.filter(verb=CHECK).first()
    if last is None:
        return Constat(name, "Rien d’anormal n’a été inscrit par le contrôle de la nuit.")
    mended = horloge.now() - last.at > WORK_IS_LATE
    told = f"{date_heure(last.at)}\u00a0: {last.summary}"
    return Constat(name, told, "" if mended else "Lancez « manage.py check_inconsistencies », qui les nomme.")


def _stockage() -> Constat:
    made = Document.objects.aggregate(n=Count("pk"), total=Sum("size"))
    given = Piece.objects.aggregate(n=Count("pk"), total=Sum("size"))
    size = filesizeformat((made["total"] or 0) + (given["total"] or 0))
    files = avec_nombre(made["n"] + given["n"], "fichier,fichiers")
    return Constat("Fichiers", f"{files}, {size}. Ils se sauvegardent avec la base (docs/exploitation.md).")


def _version() -> Constat:
    executor = MigrationExecutor(connection)
    late = executor.migration_plan(executor.loader.graph.leaf_nodes())
    engine = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}[connection.vendor]
    if late:
        return Constat(
            "Base de données",
            f"{engine}, {avec_nombre(len(late), 'migration à jouer,migrations à jouer')}.",
            "Lancez « manage.py migrate ».",
        )
    return Constat("Base de données", f"{engine}, à jour du code.")
