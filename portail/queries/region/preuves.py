"""The lists behind the figures: each row that was counted, in words, under the same filters."""

from collections.abc import Callable
from functools import partial

from conventions.models import Convention
from coop.organisations.enums import TypeOrganisation
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue, jour_civil, nombre
from cooperatives.enums import StatutMembre
from cooperatives.models.perimetre import parmi
from cooperatives.queries import faits_publics as lecture
from evaluation.models import Bilan
from portail.queries.region import dates, mesures, preuves_annee, veille
from portail.queries.region.liste_preuves import Cellule, Preuves, ca_, oui, texte
from portail.queries.region.situation import Base, concernees, surveiller

TITRES = {"a_reconduire": "Conventions à reconduire avant deux mois", "echues": "Conventions échues"}


def cooperatives(base: Base) -> Preuves:
    """F-01 and F-02."""

    def ligne(ca: lecture.Resume) -> list[Cellule]:
        counted = "active" if ca.active else "en préparation" if ca.en_preparation else "non comptée"
        return [ca_(ca.reference, ca.intitule), texte(ca.departement), texte(ca.etape), texte(counted)]

    phrase = "Les actives comptent dans le chiffre\u00a0; celles en préfiguration ou en diagnostic sont en préparation."
    return Preuves(
        "Coopératives actives", phrase, ["Coopérative", "Département", "Étape", "Comptée comme"], base.cas, ligne
    )


def communes(base: Base) -> Preuves:
    """F-03."""
    by_commune: dict[int, list[lecture.Resume]] = {}
    for ca in base.cas:
        for pk in base.territoires.get(ca.pk, ()) if ca.active else ():
            by_commune.setdefault(base.places[pk].parent or pk, [])
            if ca not in by_commune[base.places[pk].parent or pk]:
                by_commune[base.places[pk].parent or pk].append(ca)
    objects = sorted(by_commune.items(), key=lambda item: (base.places[item[0]].departement, base.places[item[0]].nom))

    def ligne(item: tuple[int, list[lecture.Resume]]) -> list[Cellule]:
        place = base.places[item[0]]
        return [texte(place.nom), texte(place.departement), texte(" ; ".join(ca.intitule for ca in item[1]))]

    phrase = "Communes choisies, d’une intercommunalité ou d’un quartier choisis, des coopératives actives."
    return Preuves("Communes couvertes", phrase, ["Commune", "Département", "Coopératives"], objects, ligne)


def partenaires(base: Base) -> Preuves:
    """F-04, F-05, F-06: one row a participation, the organismes in alphabetical order."""
    rows = mesures.membres(base.rows).exclude(organisation__type=TypeOrganisation.ARS)
    objects = rows.select_related("organisation__secteur", "ca").order_by(
        "organisation__recherche", "organisation_id", "ca__reference"
    )

    def ligne(row) -> list[Cellule]:
        organisation = row.organisation
        return [
            texte(organisation.nom),
            texte(organisation.secteur.libelle),
            oui(organisation.secteur.sanitaire),
            oui(organisation.petit_acteur),
            ca_(row.ca.reference, row.ca.intitule),
            texte(StatutMembre(row.statut).label),
        ]

    phrase = "Une ligne par participation\u00a0: un organisme présent dans deux coopératives ne compte qu’une fois."
    columns = ["Organisme", "Secteur", "Sanitaire", "Petit acteur", "Coopérative", "Statut"]
    return Preuves("Partenaires engagés", phrase, columns, objects, ligne)


def conventions(base: Base, etat: str = "") -> Preuves:
    """F-07, F-08: all of them, or those in one state of today."""
    rows = Convention.objects.filter(parmi(base.rows)).select_related("ca")
    rows = rows.filter(mesures.etats_de_convention(base.jour)[etat]) if etat else rows
    objects = rows.order_by("ca__departement__code", "ca__reference", "id")

    def ligne(row: Convention) -> list[Cellule]:
        days = nombre((row.date_effet - row.ca.creee_le).days) if row.date_effet else ""
        return [
            ca_(row.ca.reference, row.ca.intitule),
            texte(row.etat(base.jour).label),
            texte(date_longue(row.date_effet) if row.date_effet else ""),
            texte(date_longue(row.date_echeance) if row.date_echeance else ""),
            texte(days),
        ]

    phrase = "En vigueur\u00a0: signée par toutes les parties et non échue. À reconduire en fait partie."
    columns = ["Coopérative", "État", "Date d’effet", "Échéance", "Jours depuis la création"]
    return Preuves(TITRES.get(etat, "Conventions"), phrase, columns, objects, ligne)


def bilans(base: Base) -> Preuves:
    """F-09: states and dates only, never what is written in a bilan."""
    rows = mesures.bilans_dus(base.rows, base.periode).select_related("ca", "partie__organisation")
    objects = rows.order_by("ca__departement__code", "ca__reference", "partie__ordre", "id")

    def ligne(row: Bilan) -> list[Cellule]:
        sent = jour_civil(row.transmis_le) if row.transmis_le else None
        return [
            ca_(row.ca.reference, row.ca.intitule),
            texte(row.partie.organisation.nom),
            texte(f"T{row.trimestre}"),
            texte(date_longue(row.echeance)),
            texte(date_longue(sent) if sent else "non transmis"),
            oui(sent is not None and sent <= row.echeance),
        ]

    phrase = f"Bilans dus {base.periode.libelle}."
    columns = ["Coopérative", "Partie", "Trimestre", "À transmettre avant le", "Transmis le", "À la date"]
    return Preuves("Bilans à la date", phrase, columns, objects, ligne)


def echeances(base: Base) -> Preuves:
    def ligne(row: dates.Date) -> list[Cellule]:
        return [
            texte(date_longue(row.jour)),
            (row.nature.capitalize(), lien(row.page, ca_ref=row.reference)),
            ca_(row.reference, row.intitule),
            texte(row.departement),
        ]

    objects, _ = dates.echeances(base.rows, base.jour, None)
    columns = ["Date", "Échéance", "Coopérative", "Département"]
    return Preuves(
        "Échéances des trois mois",
        "Fins de convention, réunions élargies, fins d’étape prévues.",
        columns,
        objects,
        ligne,
    )


def _signalees(code: str, titre: str, phrase: str) -> Callable[[Base], Preuves]:
    def lire(base: Base) -> Preuves:
        listed = cooperatives(base)  # all are read, for their names: what is counted is there too
        wanted = concernees(base, code)
        return Preuves(
            titre,
            phrase,
            listed.colonnes[:3],
            [ca for ca in base.cas if ca.pk in wanted],
            lambda ca: listed.ligne(ca)[:3],
        )

    return lire


def sans_cooperative(base: Base) -> Preuves:
    objects = surveiller(base).sans_cooperative
    return Preuves(
        "Départements sans coopérative",
        "Aucune coopérative en cours.",
        ["Département", "Code"],
        objects,
        lambda d: [texte(d.nom), texte(d.code)],
    )


LISTES: dict[str, Callable[[Base], Preuves]] = {
    "cooperatives": cooperatives,
    "communes": communes,
    "partenaires": partenaires,
    "conventions": conventions,
    veille.A_RECONDUIRE: partial(conventions, etat="a_reconduire"),
    veille.ECHUES: partial(conventions, etat="echues"),
    "bilans": bilans,
    "echeances": echeances,
    veille.SANS_HABITANT: _signalees(
        veille.SANS_HABITANT,
        "Coopératives sans habitant au comité de pilotage",
        "Les habitants font partie du comité de pilotage.",
    ),
    veille.UNE_COMMUNE: _signalees(
        veille.UNE_COMMUNE,
        "Coopératives sur une seule commune",
        "Une coopérative réunit plutôt au moins deux communes.",
    ),
    veille.SANS_COORDINATION: _signalees(
        veille.SANS_COORDINATION,
        "Coopératives sans coordinateur de la délégation",
        "Un ou deux coordinateurs, dont obligatoirement la délégation départementale.",
    ),
    veille.SANS_COOPERATIVE: sans_cooperative,
} | preuves_annee.LISTES
