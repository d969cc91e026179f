"""The text of an avenant as plain data: what is read, printed, frozen and signed (domain.md §5.2 DOC-AVEN).

It names what changes, and carries the whole consolidated convention it leads to: the fingerprint that each party signs
covers both, so that no consolidated text can differ from what was signed.
"""

from dataclasses import asdict
from datetime import date

from django.db.models import Max

from conventions import calendrier, differences
from conventions.differences import Difference, Genre
from conventions.enums import StatutAvenant, TypeAvenant
from conventions.models import Avenant
from conventions.rules_resiliation import effet
from conventions.texte import SCHEMA
from coop import horloge
from coop.calendrier import add_months
from coop.ui.typographie import date_longue
from cooperatives.enums import StatutReunion, TypeReunion
from cooperatives.models import Reunion

# The sentence of article 5 that every avenant cites.
VISA = (
    "Toute proposition de modification de la présente convention ne pourra être prise en compte qu’après la signature "
    "d’un avenant par les parties signataires."
)
EFFET = "Le présent avenant prend effet à la date de sa dernière signature."
EFFET_RECONDUCTION = "Le présent avenant prend effet le {depuis}, premier jour de la nouvelle période."
EFFET_APRES = (
    "Le présent avenant prend effet le {jour}, comme la reconduction déjà signée, ou à la date de sa dernière signature si "
    "elle est postérieure."
)
EFFET_DEPART = "Le présent avenant, signé avant le {jour}, prend effet ce jour-là, un mois après la réception de la lettre de résiliation."
INCHANGEES = "Les autres clauses de la convention restent inchangées."
OF_GENRE = {
    Genre.ACTION_AJOUTEE: TypeAvenant.AJOUT,
    Genre.ACTION_RETIREE: TypeAvenant.RETRAIT,
    Genre.PARTIE_ENTREE: TypeAvenant.ENTREE,
    Genre.PARTIE_SORTIE: TypeAvenant.SORTIE,
}


def assemble(avenant: Avenant, base: dict, projet: dict, jour: date | None = None) -> dict:
    """The content of `avenant`: from `base` (the text in force) to `projet` (the text once signed).

    The parties of the text to come are those asked to sign.
    """
    found, renewal = differences.between(base, projet), _reconduction(avenant)
    return {
        "schema": SCHEMA,
        "nature": "avenant",
        "reference": avenant.convention.reference,
        "cooperative": projet["cooperative"],
        "numero": avenant.numero,
        "date": jour.isoformat() if jour else "",
        "lieu": avenant.convention.lieu_signature,
        "intitule": avenant.convention.programme.intitule,
        "date_effet_convention": avenant.convention.date_effet.isoformat(),
        "types": [kind.value for kind in types(avenant, found)],
        "motif": avenant.motif,
        "visa": VISA,
        "differences": [asdict(difference) | {"phrase": difference.phrase} for difference in found],
        "actions_ajoutees": [a for a in projet["actions"] if a["numero"] in _numbers(found, Genre.ACTION_AJOUTEE)],
        "retraits": _retraits(avenant),
        "reconduction": renewal,
        "consequences_financieres": avenant.consequences_financieres,
        "autres_dispositions": avenant.autres_dispositions,
        "inchangees": INCHANGEES,
        "effet": _effet(avenant, renewal),
        "parties": projet["parties"],
        "consolide": projet,
    }


def types(avenant: Avenant, found: list[Difference]) -> list[TypeAvenant]:
    """What the avenant does, read from what it changes, in the order of the list (R-CONV-13)."""
    kinds = {OF_GENRE.get(difference.genre) or _of_text(difference) for difference in found}
    if avenant.consequences_financieres:
        kinds.add(TypeAvenant.FINANCIERE)
    if avenant.reconduction:
        kinds.add(TypeAvenant.RECONDUCTION)
    if avenant.autres_dispositions:
        kinds.add(TypeAvenant.AUTRE)
    return [kind for kind in TypeAvenant if kind in kinds]


def is_empty(contenu: dict) -> bool:
    """Nothing would change."""
    return not contenu["types"]


def titre(avenant: Avenant) -> str:
    """« Avenant n° 1 à la convention de partenariat relative à … »."""
    return f"{avenant} à la convention de partenariat relative à {avenant.convention.programme.intitule}"


def _of_text(difference: Difference) -> TypeAvenant:
    return TypeAvenant.PROGRAMME if difference.action is None else TypeAvenant.MODIFICATION


def _numbers(found: list[Difference], genre: Genre) -> set[int | None]:
    return {difference.action for difference in found if difference.genre == genre}


def _retraits(avenant: Avenant) -> list[dict]:
    rows = avenant.retraits.select_related("action__promoteur__organisation")
    return [
        {
            "numero": row.action.numero,
            "intitule": row.action.intitule,
            "promoteur": row.action.promoteur.organisation.nom,
            "motif": row.motif,
        }
        for row in rows
    ]


def _reconduction(avenant: Avenant) -> dict | None:
    """The period a renewal opens: it starts where the last one ends (decisions.md 19 and 20)."""
    if not avenant.reconduction:
        return None
    debut, fin, numero = nouvelle_periode(avenant)
    return {
        "periode": numero,
        "debut": debut.isoformat(),
        "fin": fin.isoformat(),
        "depuis": date_longue(debut),
        "echeance": date_longue(fin),
        "reunion": _reunion_elargie(avenant, debut),
    }


def _effet(avenant: Avenant, renewal: dict | None) -> str:
    if renewal:
        return EFFET_RECONDUCTION.format(depuis=renewal["depuis"])
    leaves = prise_d_effet(avenant)
    if leaves is None:
        return EFFET
    model = EFFET_DEPART if avenant.resiliations.exists() else EFFET_APRES
    return model.format(jour=date_longue(leaves))


def prise_d_effet(avenant: Avenant) -> date | None:
    """The day an avenant takes effect when its last signature does not say it: a new period, the end of a préavis."""
    if avenant.reconduction:
        return nouvelle_periode(avenant)[0]
    leaves = max((day for row in avenant.resiliations.all() if (day := effet(row))), default=None)
    waits = _en_attente(avenant)
    return max((day for day in (leaves, waits) if day), default=None)


def _en_attente(avenant: Avenant) -> date | None:
    """The day a renewal signed ahead takes effect: what is signed after it starts from its text, so it waits too."""
    others = avenant.convention.avenants.filter(statut=StatutAvenant.SIGNE).exclude(pk=avenant.pk)
    last = others.aggregate(le=Max("date_effet"))["le"]
    return last if last and last > horloge.today() else None


def _reunion_elargie(avenant: Avenant, fin: date) -> str:
    """The day of the réunion élargie held in the year that ends on `fin`; empty when none was."""
    held = Reunion.objects.filter(
        ca=avenant.convention.ca_id, type=TypeReunion.ELARGIE, tenue_le__gte=add_months(fin, -12), tenue_le__lt=fin
    ).exclude(statut=StatutReunion.ANNULEE)
    day = held.order_by("-tenue_le").values_list("tenue_le", flat=True).first()
    return date_longue(day) if day else ""


def nouvelle_periode(avenant: Avenant) -> tuple[date, date, int]:
    """(start, end, number) of the annual period after the last one, counted from the effect date."""
    convention = avenant.convention
    last = convention.periodes.order_by("-numero").first()
    numero = last.numero + 1
    debut, fin = calendrier.periode(convention.date_effet, numero)
    return debut, fin, numero
