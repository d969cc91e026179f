"""A workbook deposited for a bilan: is it the one, and what do its cells say (decisions.md 32)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from coop.classeurs import releve
from coop.classeurs.formulaire import Genre
from coop.classeurs.lecture import lire_feuilles
from coop.classeurs.models import ClasseurRemis
from coop.classeurs.refus import Illisible, Refus
from coop.classeurs.relecture import Cellule, Relu, relire
from coop.journal.actors import Actor
from coop.territories.models.geographie import searchable
from coop.ui.typographie import date_heure, date_longue
from evaluation.models import Bilan
from evaluation.tableur.cases import OUI, Case, normale
from evaluation.tableur.feuilles import MODELE

REPRENDRE = "Téléchargez le vôtre sur cette page, puis recopiez-y vos réponses."
INCONNU = f"Ce classeur n’est pas celui d’un bilan, ou ses repères cachés ont été effacés. {REPRENDRE}"
MELANGE = (
    f"Ce classeur réunit des feuilles de plusieurs classeurs\u00a0: on ne sait pas à quoi les comparer. {REPRENDRE}"
)
D_UN_AUTRE_BILAN = f"Ce classeur n’a pas été fait pour ce bilan. {REPRENDRE}"
D_UN_AUTRE = (
    "Ce classeur a été fait pour quelqu’un d’autre. C’est à cette personne de le déposer\u00a0; ou bien téléchargez le vôtre "
    "sur cette page et recopiez-y ses réponses."
)
# What people write beside the words of a list.
AUTREMENT = {"en partie": "Partiellement", "partiellement": "En partie", "x": OUI, "vrai": OUI}


def lire(data: bytes) -> Relu:
    """The answers of the file. Raises Illisible."""
    return relire(lire_feuilles(data))


def remis_de(relu: Relu, bilan: Bilan, actor: Actor) -> ClasseurRemis:
    """The workbook handed out that comes back: for this bilan, to this person. Raises Illisible, which tells nothing of others."""
    if len(relu.references) != 1:
        raise _illisible(MELANGE if relu.references else INCONNU)
    [reference] = relu.references
    row = ClasseurRemis.objects.filter(reference=reference, modele=MODELE).first()
    if row is None:
        raise _illisible(D_UN_AUTRE_BILAN)
    mine = row.contact_id is not None and row.contact_id == actor.contact_id
    if row.cible != str(bilan.pk):
        raise _illisible(_du_bilan(row) if mine else D_UN_AUTRE_BILAN)
    if not mine:
        raise _illisible(D_UN_AUTRE)
    return row


def anciennete(remis: ClasseurRemis, bilan: Bilan) -> str:
    """What happened since a workbook was handed out, for who gives back an old one; empty when nothing did."""
    sent = bilan.versions.filter(transmise_le__gt=remis.remis_le).order_by("-numero").first()
    if sent:
        return f"Ce classeur date d’avant votre transmission du {date_longue(sent.transmise_le)}."
    newer = ClasseurRemis.objects.filter(modele=MODELE, cible=remis.cible, contact=remis.contact_id)
    last = newer.filter(remis_le__gt=remis.remis_le).first()
    return (
        f"Ce classeur n’est pas le dernier\u00a0: vous en avez téléchargé un autre le {date_heure(last.remis_le)}."
        if last
        else ""
    )


def _illisible(phrase: str) -> Illisible:
    return Illisible([Refus(0, "", phrase)])


def _du_bilan(row: ClasseurRemis) -> str:
    """Which bilan of theirs somebody took for another."""
    other = Bilan.objects.select_related("partie__organisation").get(pk=row.cible)
    return (
        f"Ce classeur est celui du trimestre {other.trimestre} ({other.debut:%d/%m/%Y}) de {other.partie.organisation.nom}\u00a0: "
        "déposez-le sur la page de ce bilan-là."
    )


def conserver(relu: Relu) -> str:
    """The reading as one text, kept with the deposit."""
    cells = {cle: [c.feuille, c.ligne, c.texte, c.faute] for cle, c in relu.cellules.items()}
    kept = {"cellules": cells, "refus": [r.en_dict() for r in relu.refus], "feuilles": relu.feuilles}
    return releve.en_texte(kept)


def retrouver(text: str) -> Relu:
    """What `conserver` has kept."""
    kept = releve.depuis_texte(text)
    return Relu(
        feuilles=kept["feuilles"],
        cellules={cle: Cellule(*cell) for cle, cell in kept["cellules"].items()},
        refus=[Refus(**r) for r in kept["refus"]],
    )


def valeur_lue(case: Case, texte: str, champ: forms.Field | None) -> Any:
    """What a cell says, as it would be stored; None for a blank. Raises ValidationError with what to do."""
    if not texte.strip():
        return None
    if case.genre == Genre.CHOIX:
        return _choix(case, texte)
    field = champ or forms.CharField(max_length=case.longueur, required=False)
    return normale(field.clean(texte))


def _choix(case: Case, texte: str) -> Any:
    known = {searchable(words): value for words, value in case.choix.items()}
    word = searchable(" ".join(texte.split()))
    for said in (word, searchable(AUTREMENT.get(word, ""))):
        if said in known:
            return known[said]
    if case.membre and word == "non":
        return None
    listed = ", ".join(list(case.choix)[:8])
    raise ValidationError(f"«\u00a0{texte[:60]}\u00a0» n’est pas dans la liste\u00a0: choisissez {listed}.")
