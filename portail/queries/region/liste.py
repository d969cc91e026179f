"""The rows of the list of coopératives: in the order of the départements, a fixed number of statements a page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from conventions.enums import EtatConvention, StatutConvention
from conventions.models import Convention, Signature
from conventions.queries.annees import annees_commencees
from coop.ui import charts
from coop.ui.charts import Graphique
from cooperatives.enums import Phase
from cooperatives.models import Membre
from cooperatives.queries.faits_publics import Resume
from cooperatives.queries.frise import etats
from evaluation.models import Bilan, SyntheseCooperative
from portail.queries.region import dates
from portail.queries.region.portee import Periode as Trimestre


@dataclass(frozen=True, slots=True)
class Ligne:
    """One coopérative of the list; `bilans` is (in time, due), None when nothing was due."""

    ca: Resume
    frise: Graphique
    etape: str
    convention: str
    partenaires: int
    bilans: tuple[int, int] | None
    prochaine: dates.Date | None


def lignes(cas: list[Resume], jour: date, periode: Trimestre) -> list[Ligne]:
    """The rows of one page (9 statements)."""
    ids = [ca.pk for ca in cas]
    annees, conventions, partners = annees_commencees(ids, jour), _conventions(ids, jour), _partenaires(ids)
    bilans, prochaines = _bilans(ids, periode), dates.prochaines(ids, jour)
    return [
        _ligne(
            ca,
            annees.get(ca.pk),
            conventions.get(ca.pk, ""),
            partners.get(ca.pk, 0),
            bilans.get(ca.pk),
            prochaines.get(ca.pk),
        )
        for ca in cas
    ]


def _ligne(ca: Resume, annee: int | None, convention: str, partners: int, bilans, prochaine) -> Ligne:
    stage = "Mise en œuvre" if ca.phase == Phase.MISE_EN_OEUVRE and ca.en_cours else ca.etape
    words = (
        f"{stage}, {'1re' if annee == 1 else f'{annee}e'} année"
        if annee and ca.phase == Phase.MISE_EN_OEUVRE
        else stage
    )
    drawing = charts.mini_frise(list(etats(ca.phase, annee is not None).values()), words)
    return Ligne(ca, drawing, words, convention, partners, bilans, prochaine)


def _conventions(ids: list[int], jour: date) -> dict[int, str]:
    """The state in words of the convention that lives, else of the last one closed; « 7 signataires sur 9 »."""
    signed = _signatures(ids)
    found: dict[int, str] = {}
    for convention in Convention.objects.filter(ca__in=ids).order_by("id"):
        state = convention.etat(jour)
        if state == EtatConvention.CLOSE and convention.ca_id in found:
            continue
        found[convention.ca_id] = (
            signed.get(convention.pk) if state == EtatConvention.EN_SIGNATURE else state.label.capitalize()
        )
    return {pk: words or "À la signature" for pk, words in found.items()}


def _signatures(ids: list[int]) -> dict[int, str]:
    rows = Signature.objects.filter(
        version_convention__convention__ca__in=ids,
        version_convention__convention__statut=StatutConvention.EN_SIGNATURE,
        version_convention__abandonnee_le__isnull=True,
    )
    counted = (
        rows.order_by()
        .values("version_convention__convention")
        .annotate(toutes=Count("pk"), faites=Count("pk", filter=Q(signee_le__isnull=False)))
    )
    return {
        row[
            "version_convention__convention"
        ]: f"{row['faites']} signataire{'s' if row['faites'] > 1 else ''} sur {row['toutes']}"
        for row in counted
    }


def _partenaires(ids: list[int]) -> dict[int, int]:
    rows = Membre.objects.actifs().partenaires().filter(ca__in=ids).order_by()
    return dict(rows.values("ca").annotate(nombre=Count("organisation", distinct=True)).values_list("ca", "nombre"))


def _bilans(ids: list[int], periode: Trimestre) -> dict[int, tuple[int, int]]:
    """(transmitted in time, due) of the period: the first from the summaries."""
    due = Bilan.objects.filter(ca__in=ids, echeance__range=(periode.debut, periode.fin)).order_by()
    counted = due.values("ca").annotate(dus=Count("pk")).values_list("ca", "dus")
    key = {"annee": periode.annee, "trimestre": periode.trimestre}
    in_time = dict(SyntheseCooperative.objects.filter(ca__in=ids, **key).values_list("ca", "bilans_a_temps"))
    return {ca: (in_time.get(ca, 0), dus) for ca, dus in counted}
