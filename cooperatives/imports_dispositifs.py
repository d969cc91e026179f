"""The two imports of the register: schemes, then their fiches. A CSV or the first sheet of a workbook, row by row.

A file is imported for one département (the target), or for the région by the siège. Names are recognised whatever the
accents and the case; a commune is written by its name, its INSEE code or both. Values are what people read: a preview
shows them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.classeurs.modele import Colonne, ModeleImport, Refuse, Valeurs, choix, jour, texte
from coop.journal.actors import Actor
from coop.organisations.models import Organisation
from coop.territories.models import Commune, Departement
from coop.territories.models.geographie import searchable
from cooperatives.enums import TypeDispositif
from cooperatives.models import DispositifLocal, FicheDispositif, Thematique
from cooperatives.rules import keeps_register
from cooperatives.workflows import dispositifs as verbs

SEPARATEURS = re.compile(r"\s*[,;\n]\s*")


@dataclass(slots=True)
class Contexte:
    """What cells are looked up in, read once (5 statements at most); `schemes` only for fiches."""

    cible: Departement | None = None
    departements: dict[str, str] = field(default_factory=dict)
    communes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    structures: dict[str, str] = field(default_factory=dict)
    schemes: set[tuple[str, str, str]] = field(default_factory=set)
    themes: dict[str, str] = field(default_factory=dict)


def contexte(cible: Departement | None) -> Contexte:
    """Codes and names of the references; communes by name are kept with every one that bears it."""
    found = Contexte(cible)
    for code, nom in Departement.objects.order_by().values_list("code", "nom"):
        found.departements[code] = found.departements[searchable(nom)] = code
    for code, nom in Commune.objects.order_by().values_list("code", "nom"):
        for key in (code, searchable(nom), searchable(f"{nom} {code}")):
            found.communes[key].add(_commune(nom, code))
    for nom in Organisation.objects.order_by("pk").values_list("nom", flat=True):
        found.structures.setdefault(searchable(nom), nom)
    for nom in Thematique.objects.order_by().filter(archive=False).values_list("libelle", flat=True):
        found.themes[searchable(nom)] = nom
    return found


def _commune(nom: str, code: str) -> str:
    return f"{nom} ({code})"


def _code(commune: str) -> str:
    """The INSEE code that ends what `_commune` wrote."""
    return commune.rpartition("(")[2].rstrip(")")


def _departement(cell, contexte: Contexte) -> str:
    text = texte(100)(cell, contexte)
    code = contexte.departements.get(text) or contexte.departements.get(searchable(text))
    if code is None:
        raise Refuse(f"«\u00a0{text}\u00a0» n’est pas un département d’Île-de-France.")
    if contexte.cible is not None and code != contexte.cible.code:
        raise Refuse(f"ce fichier s’importe pour un seul département\u00a0: {contexte.cible.nom}.")
    return code


def _communes(cell, contexte: Contexte) -> list[str]:
    """« Provins (77379) », sorted."""
    found = set()
    for name in _names(cell, contexte):
        known = contexte.communes.get(searchable(name), set())
        if not known:
            raise Refuse(f"«\u00a0{name}\u00a0» n’est pas une commune d’Île-de-France.")
        if len(known) > 1:
            raise Refuse(f"plusieurs communes s’appellent «\u00a0{name}\u00a0»\u00a0: écrivez son code INSEE.")
        found |= known
    return sorted(found)


def _themes(cell, contexte: Contexte) -> list[str]:
    """Labels of themes, sorted. A label may hold a comma: the whole text is tried first, then its semicolons."""
    text = texte(2000)(cell, contexte)
    whole = contexte.themes.get(searchable(text))
    if whole:
        return [whole]
    found = set()
    for name in _greedy(re.split(r"\s*[;\n]\s*", text), contexte):
        found.add(name)
    return sorted(found)


def _greedy(parts: list[str], contexte: Contexte) -> Iterator[str]:
    """Each part is a label, or labels joined by commas, the longest first."""
    for part in parts:
        words = part.split(",")
        while any(word.strip() for word in words):
            size = next((n for n in range(len(words), 0, -1) if searchable(",".join(words[:n])) in contexte.themes), 0)
            if not size:
                raise Refuse(f"«\u00a0{words[0].strip()}\u00a0» n’est pas une thématique de la liste.")
            yield contexte.themes[searchable(",".join(words[:size]))]
            words = words[size:]


def _names(cell, contexte: Contexte) -> list[str]:
    return [name for name in SEPARATEURS.split(texte(10_000)(cell, contexte)) if name]


def _structure(cell, contexte: Contexte) -> str:
    text = texte(200)(cell, contexte)
    if searchable(text) not in contexte.structures:
        raise Refuse(
            f"«\u00a0{text}\u00a0» n’est pas au registre des organisations\u00a0: ajoutez-la d’abord, ou videz la cellule."
        )
    return contexte.structures[searchable(text)]


DEPARTEMENT = Colonne("departement", "Département", _departement, largeur=14, exemple="77", aide="Code ou nom.")
TYPES = {label: code for code, label in TypeDispositif.choices}
TYPE = Colonne("type", "Type", choix({label: label for label in TYPES}), largeur=34, exemple=TypeDispositif.CLS.label)
NOM = Colonne("nom", "Nom", texte(200), largeur=40, exemple="CLS de la ville")


def cible(id: str) -> Departement | None:
    """The département of an import; None for the région."""
    return Departement.objects.defer("trace").get(pk=id) if id else None


def peut(actor: Actor, cible: Departement | None) -> bool:
    """Those who keep the register of the département; the région is the siège's."""
    if cible is not None:
        return keeps_register(actor, cible)
    siege = Mandate.objects.active().filter(role=RoleMandat.SIEGE, contact_id=actor.contact_id)
    return actor.is_admin or (actor.contact_id is not None and siege.exists())


def dispositifs_existants(cible: Departement | None) -> dict[tuple, Valeurs]:
    """Schemes of the register by key (2 statements)."""
    rows = DispositifLocal.objects.select_related("departement", "structure_porteuse").defer("departement__trace")
    rows = rows.filter(departement=cible) if cible is not None else rows
    found = {}
    for row in rows.prefetch_related("communes"):
        values = {
            "departement": row.departement.code,
            "type": row.get_type_display(),
            "nom": row.nom,
            "communes": sorted(_commune(commune.nom, commune.code) for commune in row.communes.all()),
            "structure": row.structure_porteuse.nom if row.structure_porteuse else "",
            "debut": row.debut,
            "fin": row.fin,
        }
        found[DISPOSITIFS.cle_de(values)] = values
    return found


def ecrire_dispositifs(
    cible: Departement | None, ajouts: list[Valeurs], modifications: list[Valeurs], actor: Actor
) -> None:
    """By the verbs of the register: a row of a département that `actor` does not keep raises Refused."""
    departements = {row.code: row for row in Departement.objects.defer("trace")}
    codes = {_code(name) for values in (*ajouts, *modifications) for name in values["communes"]}
    communes = {row.code: row for row in Commune.objects.defer("trace").filter(code__in=codes)}
    for values in ajouts:
        verbs.create(actor=actor, departement=departements[values["departement"]], **_fields(values, communes))
    for values in modifications:
        row = DispositifLocal.objects.select_related("departement").get(
            departement__code=values["departement"], type=TYPES[values["type"]], nom=values["nom"]
        )
        verbs.update(row, actor=actor, **_fields(values, communes))


def _fields(values: Valeurs, communes: dict[str, Commune]) -> dict:
    structure = (
        Organisation.objects.filter(nom=values["structure"]).order_by("pk").first() if values["structure"] else None
    )
    return {
        "type": TYPES[values["type"]], "nom": values["nom"], "debut": values["debut"], "fin": values["fin"],
        "structure_porteuse": structure, "communes": [communes[_code(name)] for name in values["communes"]],
    }  # fmt: skip


def verifier_dispositif(values: Valeurs, contexte: Contexte) -> Iterator[tuple[str, str]]:
    if values["debut"] and values["fin"] and values["fin"] < values["debut"]:
        yield "fin", "la fin suit le début."


DISPOSITIFS = ModeleImport(
    code="dispositifs",
    nom="Dispositifs locaux",
    colonnes=(
        DEPARTEMENT,
        TYPE,
        NOM,
        Colonne("communes", "Communes", _communes, obligatoire=False, vide=[], largeur=50, exemple="Meaux, Villenoy",
                aide="Noms ou codes INSEE, séparés par des virgules."),
        Colonne("structure", "Structure porteuse", _structure, obligatoire=False, vide="", largeur=30, exemple="",
                aide="Son nom au registre des organisations."),
        Colonne("debut", "Début", jour, obligatoire=False, largeur=14, exemple="01/01/2026"),
        Colonne("fin", "Fin", jour, obligatoire=False, largeur=14, exemple="31/12/2030"),
    ),
    cle=("departement", "type", "nom"),
    cible=cible,
    peut=peut,
    existants=dispositifs_existants,
    ecrire=ecrire_dispositifs,
    verbe="dispositif.import",
    contexte=contexte,
    verifier=verifier_dispositif,
)  # fmt: skip


def contexte_fiches(cible: Departement | None) -> Contexte:
    found = contexte(cible)
    rows = DispositifLocal.objects.order_by().values_list("departement__code", "type", "nom")
    found.schemes = {(code, TypeDispositif(kind).label, nom) for code, kind, nom in rows}
    return found


def verifier_fiche(values: Valeurs, contexte: Contexte) -> Iterator[tuple[str, str]]:
    if (values["departement"], values["type"], values["nom"]) not in contexte.schemes:
        yield "nom", "ce dispositif n’est pas au registre\u00a0: importez d’abord les dispositifs."


def fiches_existantes(cible: Departement | None) -> dict[tuple, Valeurs]:
    """Fiches of the register by key (2 statements)."""
    rows = FicheDispositif.objects.select_related("dispositif__departement").defer("dispositif__departement__trace")
    rows = rows.filter(dispositif__departement=cible) if cible is not None else rows
    found = {}
    for row in rows.prefetch_related("thematiques"):
        scheme = row.dispositif
        values = {
            "departement": scheme.departement.code,
            "type": scheme.get_type_display(),
            "nom": scheme.nom,
            "fiche": row.intitule,
            "themes": sorted(theme.libelle for theme in row.thematiques.all()),
        }
        found[FICHES.cle_de(values)] = values
    return found


def ecrire_fiches(cible: Departement | None, ajouts: list[Valeurs], modifications: list[Valeurs], actor: Actor) -> None:
    """By the verbs of the register; the places of a fiche that exists are kept."""
    themes = {row.libelle: row for row in Thematique.objects.all()}
    for values in (*ajouts, *modifications):
        scheme = DispositifLocal.objects.select_related("departement").get(
            departement__code=values["departement"], type=TYPES[values["type"]], nom=values["nom"]
        )
        fiche = scheme.fiches.filter(intitule=values["fiche"]).first() or FicheDispositif(dispositif=scheme)
        known = bool(fiche.pk)
        verbs.write_fiche(
            fiche, actor=actor, intitule=values["fiche"], thematiques=[themes[name] for name in values["themes"]],
            communes=fiche.communes.all() if known else (), quartiers=fiche.quartiers.all() if known else (),
        )  # fmt: skip


FICHES = ModeleImport(
    code="fiches_dispositifs",
    nom="Fiches des dispositifs locaux",
    colonnes=(
        DEPARTEMENT,
        TYPE,
        NOM,
        Colonne("fiche", "Fiche", texte(250), largeur=50, exemple="Santé mentale des jeunes"),
        Colonne("themes", "Thématiques", _themes, largeur=50, exemple="Santé mentale; Addictions",
                aide="Celles de la liste, séparées par des points-virgules."),
    ),
    cle=("departement", "type", "nom", "fiche"),
    cible=cible,
    peut=peut,
    existants=fiches_existantes,
    ecrire=ecrire_fiches,
    verbe="dispositif.import",
    contexte=contexte_fiches,
    verifier=verifier_fiche,
)  # fmt: skip
