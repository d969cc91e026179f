"""How far many coopératives reach, counted by the database: thousands cost what fifty do to the page that shows it.

The pairs (coopérative, commune) are those of `faits_publics.couples`, the only definition; a test counts them again one by one.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from coop.territories.models import Commune
from cooperatives.enums import Phase, Statut
from cooperatives.models import Cooperative
from cooperatives.queries.faits_publics import PREPARATION, TONS, couples

DEUX = 2
RANG = 1_000_000  # above the id of any département
CAS, PLACES = Cooperative._meta.db_table, Commune._meta.db_table
# A commune of several coopératives takes the most advanced.
AVANCEMENT = ["meo", "sign", "elab", "diag", "autre"]


@dataclass(frozen=True, slots=True)
class Etendue:
    """F-03: communes of the active ones, how many of these have two at least; how many running ones have a single one."""

    communes: int
    deux_communes: int
    une_commune: int


def compter(rows: QuerySet[Cooperative]) -> Etendue:
    """An arrondissement does not count beside its commune; for the région it counts as that commune (1 statement)."""
    pairs, values = couples(rows.filter(statut=Statut.EN_COURS)).query.sql_with_params()
    phases = ", ".join(["%s"] * len(PREPARATION))
    sql = f"""
        WITH couples (ca, commune) AS ({pairs}),
        doubles AS (
            SELECT a.ca, count(*) AS n FROM {PLACES} t JOIN couples a ON a.commune = t.id
            JOIN couples p ON p.ca = a.ca AND p.commune = t.parent_id
            WHERE t.parent_id IS NOT NULL GROUP BY a.ca
        ),
        entiers AS (SELECT ca, count(*) AS n FROM couples GROUP BY ca),
        comptes AS (
            SELECT e.n - coalesce(d.n, 0) AS n, CASE WHEN c.phase IN ({phases}) THEN 0 ELSE 1 END AS active
            FROM entiers e JOIN {CAS} c ON c.id = e.ca LEFT JOIN doubles d ON d.ca = e.ca
        ),
        actives AS (
            SELECT DISTINCT couples.commune FROM couples JOIN {CAS} c ON c.id = couples.ca WHERE c.phase NOT IN ({phases})
        )
        SELECT
            (SELECT count(DISTINCT coalesce(t.parent_id, t.id)) FROM actives JOIN {PLACES} t ON t.id = actives.commune),
            (SELECT count(*) FROM comptes WHERE n >= %s AND active = 1),
            (SELECT count(*) FROM comptes WHERE n = 1)
    """  # noqa: S608 - names of our tables, every value is a parameter
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *PREPARATION, *PREPARATION, DEUX])
        return Etendue(*cursor.fetchone())


def a_qui(rows: QuerySet[Cooperative]) -> dict[str, tuple[str, int]]:
    """INSEE code → (tone, id of the département) of the most advanced coopérative there, one of its départements (1 statement)."""
    pairs, values = couples(rows, repetes=True).query.sql_with_params()
    tones = [value for phase in Phase for value in (phase.value, AVANCEMENT.index(TONS[phase]))]
    when = " ".join(["WHEN c.phase = %s THEN %s"] * len(Phase))
    sql = f"""
        WITH couples (ca, commune) AS ({pairs}),
        premiers AS (
            SELECT couples.commune, min(CASE WHEN c.statut <> %s THEN %s {when} END * {RANG} + c.departement_id) AS premier
            FROM couples JOIN {CAS} c ON c.id = couples.ca GROUP BY couples.commune
        )
        SELECT t.code, premier FROM premiers JOIN {PLACES} t ON t.id = premiers.commune ORDER BY t.code
    """  # noqa: S608 - names of our tables, every value is a parameter
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, Statut.EN_COURS, AVANCEMENT.index("autre"), *tones])
        return {code: (AVANCEMENT[first // RANG], first % RANG) for code, first in cursor.fetchall()}
