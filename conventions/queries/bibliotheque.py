"""Indicators of similar actions that somebody reads, to start from (same words, publics, themes)."""

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import Q

from conventions.models import FicheAction, Indicateur
from conventions.queries.modeles import readable
from cooperatives.models import Cooperative

PROPOSES = 12
# Words shorter than this, and those every objective uses, say nothing of what an action is.
LONGUEUR = 5
CREUX = frozenset({"action", "actions", "acteurs", "sante", "permettre", "mettre", "place", "territoire", "publics"})
# What a likeness weighs: a shared word of the objective or of the title, a shared public, a shared theme.
MOT, PUBLIC, THEME = 3, 2, 1
# What is taken from a similar indicator: never a figure, a date or a person of another action.
REPRIS = ("type", "sous_type", "libelle", "nature", "unite", "sens", "beneficiaires", "frequence", "sources_methodes",
          "par_public", "par_sexe", "par_age")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Propose:
    """One indicator, why it is proposed, and how alike its action is."""

    indicateur: Indicateur
    score: int
    raisons: list[str]


def proposes(action: FicheAction, user, type: str = "") -> list[Propose]:
    """The indicators of the actions most like `action`, of its own coopérative and of those `user` reads (7 statements)."""
    ca = action.programme.ca
    words, publics = _words(action), {public.pk: public.libelle for public in action.publics.all()}
    themes = {row.pk: row.libelle for row in ca.thematiques.all()}
    known = {indicateur.libelle.casefold() for indicateur in action.indicateurs.all()}
    rows = Indicateur.objects.filter(action__in=_visible(action, user, ca)).select_related(
        "action__objectif", "action__programme__ca"
    )
    rows = rows.filter(type=type) if type else rows
    found: dict[str, Propose] = {}
    for row in rows.prefetch_related("action__publics", "action__programme__ca__thematiques").order_by("pk"):
        label = row.libelle.casefold()
        said = _score(row.action, words, publics, themes)
        if label not in known and said.score and (label not in found or found[label].score < said.score):
            found[label] = Propose(row, said.score, said.raisons)
    return sorted(found.values(), key=lambda p: (-p.score, p.indicateur.libelle))[:PROPOSES]


def lisible(action: FicheAction, user, pk: int) -> Indicateur | None:
    """The indicator `pk` when `user` may start from it."""
    return Indicateur.objects.filter(pk=pk, action__in=_visible(action, user, action.programme.ca)).first()


def _visible(action: FicheAction, user, ca: Cooperative):
    """The other actions of the programme, and those of the coopératives `user` reads."""
    others = Q(programme=action.programme_id) | Q(pk__in=readable(user, ca).order_by().values("pk"))
    return FicheAction.objects.en_cours().filter(others).exclude(pk=action.pk).order_by().values("pk")


@dataclass(slots=True)
class _Likeness:
    score: int
    raisons: list[str]


def _score(other: FicheAction, words: set[str], publics: dict[int, str], themes: dict[int, str]) -> _Likeness:
    shared = words & _words(other)
    same_publics = [publics[p.pk] for p in other.publics.all() if p.pk in publics]
    same_themes = [themes[t.pk] for t in other.programme.ca.thematiques.all() if t.pk in themes]
    reasons = []
    if shared:
        reasons.append("mêmes mots\u00a0: " + ", ".join(sorted(shared)[:3]))
    if same_publics:
        reasons.append("même public\u00a0: " + ", ".join(same_publics))
    if same_themes:
        reasons.append("même thématique\u00a0: " + ", ".join(same_themes))
    # A shared theme alone says too little: the action itself must be alike.
    score = MOT * len(shared) + PUBLIC * len(same_publics)
    return _Likeness(score + THEME * len(same_themes) if score else 0, reasons)


def _words(action: FicheAction) -> set[str]:
    """The telling words of an action: its objective and its title, without accents or plural."""
    text = f"{action.objectif.libelle if action.objectif else ''} {action.intitule}".casefold()
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return {word.rstrip("s") for word in re.findall(r"[a-z]+", plain) if len(word) >= LONGUEUR and word not in CREUX}
