"""The page « Vie de la coopérative »: where each of the seven subjects stands, in one sentence each."""

from django.db.models import Count, Q

from coop import horloge
from coop.ui.typographie import avec_nombre, date_longue
from cooperatives.models import Cooperative, StrategieParticipation
from cooperatives.queries.chiffres_vie import rythme
from cooperatives.queries.vie.leviers import ouverts
from cooperatives.queries.vie.points_etape import attendu
from cooperatives.queries.vie.recommandations import bilan, de_la_ca


def resumes(ca: Cooperative) -> dict[str, str]:
    """subject → sentence (9 statements)."""
    found = Cooperative.objects.filter(pk=ca.pk).annotate(
        points=Count("points_etape", distinct=True),
        recits=Count("retours", distinct=True),
        activites=Count("activites_participation", distinct=True),
        partages=Count("retours", filter=Q(retours__visible_reseau=True), distinct=True),
        sessions=Count("formations", distinct=True),
    )
    row = found.get()
    done, total = bilan(de_la_ca(ca))
    return {
        "rythme": rythme(ca, horloge.today()),
        "points": _points(ca, row.points),
        "freins": _freins(list(ouverts(ca))),
        "retours": _retours(row.recits, row.partages),
        "participation": _participation(ca, row.activites),
        "formations": avec_nombre(row.sessions, "formation,formations") if row.sessions else "Aucune formation notée",
        "recommandations": f"{avec_nombre(done, 'recommandation suivie,recommandations suivies')} sur {total}",
    }


def _points(ca: Cooperative, count: int) -> str:
    waited = attendu(ca)
    if waited is not None:
        return f"À faire\u00a0: la phase «\u00a0{waited.get_de_display()}\u00a0» vient de se clore"
    return avec_nombre(count, "point d’étape,points d’étape") if count else "Le premier se fait à la fin de la phase"


def _freins(rows: list) -> str:
    if not rows:
        return "Aucun frein ouvert"
    return f"{avec_nombre(len(rows), 'frein ouvert,freins ouverts')}, le plus ancien depuis le {date_longue(rows[0].signale_le)}"


def _retours(count: int, shared: int) -> str:
    if not count:
        return "Aucun récit pour l’instant"
    return f"{avec_nombre(count, 'récit,récits')}, dont {avec_nombre(shared, 'partagé,partagés')}"


def _participation(ca: Cooperative, count: int) -> str:
    strategy = StrategieParticipation.objects.filter(ca=ca).first()
    opening = (
        f"Stratégie écrite, niveau attendu\u00a0: {strategy.get_niveau_attendu_display().lower()}"
        if strategy
        else "Stratégie à écrire"
    )
    return f"{opening}\u00a0; {avec_nombre(count, 'activité,activités')}"
