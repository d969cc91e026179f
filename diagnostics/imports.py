"""Figures brought by a file: one row a figure; territory, year and source compulsory, a number or the reason there is none."""

from decimal import Decimal
from typing import Any

from coop import horloge
from coop.classeurs import modele
from coop.classeurs.apercu import montrer
from coop.classeurs.modele import Colonne, ModeleImport, Refuse, Valeurs
from coop.journal.actors import Actor
from coop.territories.loading.figures import REGION
from coop.territories.models import Commune, Departement, Intercommunalite, Quartier
from coop.territories.models.geographie import searchable
from diagnostics.enums import Niveau, OrigineDonnee, RaisonAbsence
from diagnostics.models import Diagnostic, Donnee
from diagnostics.rules import may_contribute

CODE = "chiffres"
LIGNES_MAX = 10_000
REGION_NOM = "Île-de-France"
FRANCILIENS = ("75", "77", "78", "91", "92", "93", "94", "95")
RAISONS = {searchable(label): value for value, label in RaisonAbsence.choices}
LOT = 2_000
_lire_nombre = modele.nombre(decimales=3, chiffres=11)


class Territoires:
    """Every place of the région by code, and by name where one place only bears it (4 statements)."""

    def __init__(self) -> None:
        self.noms: dict[str, str] = {REGION: REGION_NOM}
        by_name: dict[str, set[str]] = {searchable(REGION_NOM): {REGION}}
        # In this order a name borne by a commune and by its département (Paris) means the commune.
        for rows in (Commune, Intercommunalite, Departement, Quartier):
            for code, nom, key in rows.objects.order_by("code").values_list("code", "nom", "recherche"):
                self.noms[code] = nom
                known = by_name.setdefault(key.removesuffix(f" {code.lower()}"), set())
                if rows is not Departement or not known:
                    known.add(code)
        self.codes = {name: next(iter(codes)) for name, codes in by_name.items() if len(codes) == 1}
        self.homonymes = {name for name, codes in by_name.items() if len(codes) > 1}


def lire_territoire(cell: Any, contexte: Territoires) -> str:
    """The code of the place written, by code or by name; a place outside of the région is refused as such."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    code, name = text.upper().replace(" ", ""), searchable(text)
    if code in contexte.noms:
        return code
    if name in contexte.codes:
        return contexte.codes[name]
    if name in contexte.homonymes:
        raise Refuse(f"plusieurs territoires s’appellent «\u00a0{text[:60]}\u00a0»\u00a0: donnez le code.")
    if len(code) in (2, 5) and code[:2].isalnum() and code[-1:].isdecimal() and code[:2] not in FRANCILIENS:
        raise Refuse(f"«\u00a0{text[:60]}\u00a0» est hors d’Île-de-France.")
    raise Refuse(
        f"«\u00a0{text[:60]}\u00a0» n’est pas un territoire connu d’Île-de-France\u00a0: donnez un code de commune, "
        "d’intercommunalité, de quartier prioritaire ou de département."
    )


def lire_valeur(cell: Any, contexte: Any) -> Decimal | str:
    """A number, or one of the three reasons. « n.d. », a dash or a blank say nothing: the reason has to be written."""
    if isinstance(cell, str):
        reason = RAISONS.get(searchable(cell))
        if reason:
            return str(reason)
    try:
        return _lire_nombre(cell, contexte)
    except Refuse as refuse:
        reasons = ", ".join(label for _, label in RaisonAbsence.choices)
        raise Refuse(f"{refuse} Écrivez un nombre, ou la raison\u00a0: {reasons}.") from None


def lire_annee(cell: Any, contexte: Any) -> int:
    """A year from 1950 to the present one."""
    return modele.entier(1950, horloge.today().year)(cell, contexte)


def _lignes(diagnostic: Diagnostic):
    """Rows a file may change: those of a known place that were not pulled from the reference tables."""
    return diagnostic.donnees.filter(serie_code="").exclude(code_territoire="")


def existants(diagnostic: Diagnostic) -> dict[tuple, Valeurs]:
    fields = ("code_territoire", "libelle", "annee", "valeur", "raison_absence", "unite", "source", "niveau")
    found = {}
    for place, libelle, annee, valeur, raison, unite, source, niveau in _lignes(diagnostic).values_list(*fields):
        found[(place, libelle, annee)] = {
            "territoire": place,
            "libelle": libelle,
            "annee": annee,
            "valeur": raison if valeur is None else valeur,
            "unite": unite,
            "source": source,
            "niveau": niveau,
        }
    return found


def ecrire(diagnostic: Diagnostic, ajouts: list[Valeurs], modifications: list[Valeurs], actor: Actor) -> None:
    """Add and change in lots; a row changed stays itself, so that the findings that lean on it go on doing so."""
    noms = Territoires().noms
    Donnee.objects.bulk_create([_donnee(diagnostic, v, noms) for v in ajouts], batch_size=LOT)
    if not modifications:
        return
    rows = {(d.code_territoire, d.libelle, d.annee): d for d in _lignes(diagnostic)}
    changed = []
    for valeurs in modifications:
        row = rows[CHIFFRES.cle_de(valeurs)]
        for name, value in _champs(valeurs).items():
            setattr(row, name, value)
        row.version += 1
        changed.append(row)
    names = ["valeur", "raison_absence", "unite", "source", "niveau", "version"]
    Donnee.objects.bulk_update(changed, names, batch_size=LOT // 10)


def _donnee(diagnostic: Diagnostic, valeurs: Valeurs, noms: dict[str, str]) -> Donnee:
    return Donnee(
        diagnostic_id=diagnostic.pk,
        origine=OrigineDonnee.IMPORT,
        code_territoire=valeurs["territoire"],
        territoire=noms[valeurs["territoire"]],
        libelle=valeurs["libelle"],
        annee=valeurs["annee"],
        **_champs(valeurs),
    )


def _champs(valeurs: Valeurs) -> dict:
    valeur = valeurs["valeur"]
    known = isinstance(valeur, Decimal)
    return {
        "valeur": valeur if known else None,
        "raison_absence": "" if known else valeur,
        "unite": valeurs["unite"],
        "source": valeurs["source"],
        "niveau": valeurs["niveau"],
    }


def _cible(pk: str) -> Diagnostic:
    return Diagnostic.objects.select_related("ca__departement").get(pk=pk)


CHIFFRES = ModeleImport(
    code=CODE,
    nom="Chiffres du diagnostic",
    colonnes=(
        Colonne(
            "territoire",
            "Territoire",
            lire_territoire,
            alias=("Code", "Code INSEE", "Code du territoire", "Commune"),
            aide="Code INSEE de la commune, code de l’intercommunalité, du quartier prioritaire, du département (78) ou de la "
            f"région ({REGION})\u00a0; ou son nom.",
            exemple="78621",
            dire=lambda code, contexte: f"{contexte.noms.get(code, code)} ({code})",
        ),
        Colonne("libelle", "Indicateur", modele.texte(200), aide="Ce que le chiffre mesure.", exemple="Médecins généralistes", largeur=40),
        Colonne(
            "valeur",
            "Valeur",
            lire_valeur,
            aide="Un nombre (12,5) ou la raison\u00a0: secret statistique, non disponible, non applicable. Une valeur non publiée "
            "n’est pas un zéro.",
            exemple="12,5",
            dire=lambda valeur, contexte: montrer(valeur) if isinstance(valeur, Decimal) else RaisonAbsence(valeur).label,
        ),
        Colonne("unite", "Unité", modele.texte(30), obligatoire=False, vide="", aide="%, habitants, pour 10\u00a0000 habitants…", exemple="pour 10\u00a0000 habitants"),
        Colonne("annee", "Année", lire_annee, alias=("Millésime",), aide="L’année que le chiffre décrit.", exemple="2021"),
        Colonne("source", "Source", modele.texte(200), alias=("Producteur",), aide="Qui publie ce chiffre.", exemple="Insee, recensement", largeur=40),
        Colonne(
            "niveau",
            "Analyse",
            modele.choix(dict(Niveau.choices)),
            obligatoire=False,
            vide=str(Niveau.BESOINS),
            aide=f"L’analyse que le chiffre nourrit, «\u00a0{Niveau.BESOINS.label}\u00a0» sinon.",
            exemple=Niveau.OFFRE.label,
            dire=lambda niveau, contexte: Niveau(niveau).label,
            largeur=30,
        ),
    ),
    cle=("territoire", "libelle", "annee"),
    cible=_cible,
    peut=lambda actor, diagnostic: bool(may_contribute(actor, diagnostic)),
    contexte=lambda diagnostic: Territoires(),
    existants=existants,
    ecrire=ecrire,
    verbe="diagnostic.import_figures",
    lignes_max=LIGNES_MAX,
)  # fmt: skip
