"""F-01 and F-03 to F-09 as people read them: value, note, definition, numerator and denominator, list of proofs."""

from dataclasses import dataclass

from coop.ui.typographie import avec_nombre, nombre, pluriel, pourcentage
from portail.queries.region.mesures import Complement, Mesures
from portail.queries.region.portee import Periode

ND = "n.d."
EN_LETTRES = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]


@dataclass(frozen=True, slots=True)
class Chiffre:
    """One figure; `preuve` names the list that proves it, `unite` is « % » or empty."""

    code: str
    libelle: str
    valeur: str
    definition: str
    preuve: str
    note: str = ""
    unite: str = ""
    numerateur: int | None = None
    denominateur: int | None = None
    seul: str = ""

    @property
    def accorde(self) -> str:
        """`libelle`, or its singular when the figure is one."""
        return self.seul if self.seul and self.numerateur is not None and self.numerateur < 2 else self.libelle


def cles(m: Mesures, periode: Periode) -> list[Chiffre]:
    """The five key figures."""
    return [
        Chiffre(
            "F-01", "coopératives actives", nombre(m.actives),
            "Coopératives en cours, de l’élaboration du plan d’actions à l’évaluation. Celles qui sont en préfiguration ou en diagnostic sont comptées à part.",
            "cooperatives", f"et {nombre(m.preparation)} en préfiguration ou en diagnostic", numerateur=m.actives,
            seul="coopérative active",
        ),
        Chiffre(
            "F-03", "communes couvertes", nombre(m.communes),
            "Communes distinctes du territoire des coopératives actives\u00a0; Paris compte pour une.", "communes",
            f"sur {nombre(m.communes_region)}\u00a0; {avec_nombre(m.deux_communes, 'coopérative,coopératives')} sur {nombre(m.actives)} en {pluriel(m.deux_communes, 'réunit,réunissent')} au moins deux",
            numerateur=m.communes, denominateur=m.communes_region,
            seul="commune couverte",
        ),
        Chiffre(
            "F-04", "partenaires engagés", nombre(m.organismes),
            "Organismes distincts, membres ou signataires à ce jour. L’ARS n’est pas comptée.", "partenaires",
            _note_partenaires(m), numerateur=m.organismes, seul="partenaire engagé",
        ),
        Chiffre(
            "F-07", "conventions en vigueur", nombre(m.en_vigueur),
            "Conventions signées par toutes les parties et non échues à ce jour. À reconduire\u00a0: échéance dans deux mois au plus.", "conventions",
            _note_conventions(m), numerateur=m.en_vigueur, seul="convention en vigueur",
        ),
        _bilans(m, periode),
    ]  # fmt: skip


def autres(m: Mesures, c: Complement) -> list[Chiffre]:
    """The figures that come second."""
    delai = ND if c.delai_median is None else nombre(round(c.delai_median))
    return [
        Chiffre(
            "F-05", "secteurs d’activité représentés", nombre(c.secteurs),
            "Secteurs distincts où interviennent les partenaires engagés. Non sanitaires, d’après leur premier secteur\u00a0: ni santé, ni prévention, ni médico-social.", "partenaires",
            f"{_part(m.non_sanitaires, m.organismes)} des partenaires hors du secteur sanitaire ({nombre(m.non_sanitaires)} sur {nombre(m.organismes)})",
            numerateur=m.non_sanitaires, denominateur=m.organismes,
        ),
        Chiffre(
            "F-06", "petits acteurs", _taux(m.petits, m.organismes),
            "Part des partenaires engagés que le soutien habituel de l’Agence sert mal.", "partenaires",
            f"{nombre(m.petits)} sur {nombre(m.organismes)} partenaires", _unite(m.organismes),
            numerateur=m.petits, denominateur=m.organismes,
        ),
        Chiffre(
            "F-08", "jours de la création à la convention", delai,
            "Médiane, en jours, de la création de la coopérative à la date d’effet de sa première convention.", "conventions",
            f"sur {avec_nombre(c.delais, 'coopérative conventionnée,coopératives conventionnées')}", denominateur=c.delais,
        ),
    ]  # fmt: skip


def _bilans(m: Mesures, periode: Periode) -> Chiffre:
    definition = (
        "Bilans transmis au plus tard à leur date, rapportés aux bilans dus dans la période. "
        f"{nombre(m.transmis)} sur {nombre(m.dus)} en comptant les retards."
    )
    note = f"{nombre(m.a_temps)} transmis à temps sur {nombre(m.dus)} à transmettre {periode.libelle}"
    if not m.dus:
        note = f"aucun bilan dû {periode.libelle}"
    return Chiffre(
        "F-09", "bilans à la date", _taux(m.a_temps, m.dus), definition, "bilans", note, _unite(m.dus), m.a_temps, m.dus
    )


def _note_partenaires(m: Mesures) -> str:
    note = f"dont {nombre(m.non_sanitaires)} hors du secteur sanitaire"
    if m.plusieurs == 1:
        return f"{note}\u00a0; l’un agit dans plusieurs coopératives"
    return f"{note}\u00a0; {nombre(m.plusieurs)} agissent dans plusieurs coopératives" if m.plusieurs else note


def _note_conventions(m: Mesures) -> str:
    parts = [f"{nombre(m.en_signature)} à la signature", f"{nombre(m.a_reconduire)} à reconduire avant deux mois"]
    if m.en_preavis:
        parts.append(f"{nombre(m.en_preavis)} en préavis")
    if m.echues:
        parts.append(avec_nombre(m.echues, "échue,échues"))
    return ", ".join(parts)


def _taux(part: int, whole: int) -> str:
    return nombre(100 * part / whole, 0) if whole else ND


def _part(part: int, whole: int) -> str:
    return pourcentage(100 * part / whole) if whole else ND


def _unite(whole: int) -> str:
    return "%" if whole else ""


def titre(cooperatives: int, departements: int) -> str:
    """« Sept coopératives dans six départements »."""
    if not cooperatives:
        return "Aucune coopérative"
    one = "une" if cooperatives == 1 else lettres(cooperatives)
    words = f"{one} coopérative{'s' if cooperatives > 1 else ''}"
    return f"{words[0].upper()}{words[1:]} dans {lettres(departements)} département{'s' if departements > 1 else ''}"


def lettres(count: int) -> str:
    return EN_LETTRES[count] if count < len(EN_LETTRES) else nombre(count)
