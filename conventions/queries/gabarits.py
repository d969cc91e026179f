"""What the pages of the regional text read: versions, differences, previews, and where the CAs depart from it."""

from collections import Counter
from dataclasses import dataclass

from conventions import adresses, mise_en_page, modele, sources, texte
from conventions.gabarit_mots import to_words
from conventions.models import AdaptationBloc, Convention, GabaritArticle
from coop import horloge
from coop.mots import Morceau, mots
from cooperatives.models import Cooperative


@dataclass(frozen=True, slots=True)
class Ligne:
    """One block in the list: the version that applies, the one to come, how many conventions depart from it."""

    bloc: GabaritArticle
    a_venir: GabaritArticle | None
    adaptations: int


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a block, and what separates it from the one before (nothing for the first)."""

    bloc: GabaritArticle
    etat: str
    differences: list[Morceau]

    @property
    def mots(self) -> str:
        return to_words(self.bloc.texte)


@dataclass(frozen=True, slots=True)
class Ecart:
    """One adaptation beside the model it rewrites; `depassee` when the région has published another version since."""

    adaptation: AdaptationBloc
    modele: GabaritArticle
    differences: list[Morceau]

    @property
    def depassee(self) -> bool:
        return self.modele.version != self.adaptation.gabarit


def liste(ecarts: list[Ecart]) -> list[Ligne]:
    """Every block of the model, in the order of the document, with how many of `ecarts` it has (2 statements)."""
    today, latest = horloge.today(), {}
    for row in GabaritArticle.objects.order_by("version"):
        latest[row.code] = row
    counts = Counter(ecart.adaptation.code for ecart in ecarts)
    return [
        Ligne(row, latest[row.code] if latest[row.code].en_vigueur_depuis > today else None, counts[row.code])
        for row in GabaritArticle.objects.en_vigueur(today)
    ]


def versions(code: str) -> list[Version]:
    """The versions of a block, the newest first; empty for an unknown code."""
    today = horloge.today()
    rows = list(GabaritArticle.objects.filter(code=code).order_by("version"))
    running = max((r.version for r in rows if r.en_vigueur_depuis <= today), default=0)
    found = []
    for before, row in zip([None, *rows], rows, strict=False):
        etat = "à venir" if row.en_vigueur_depuis > today else "en vigueur" if row.version == running else "ancienne"
        found.append(Version(row, etat, _mots(before, row) if before else []))
    return found[::-1]


def ecarts(user) -> list[Ecart]:
    """The adaptations of the conventions a person reads, by coopérative (the siège: of the whole région)."""
    return _ecarts(_visible(user).select_related("convention__ca__departement"))


def ecarts_de(convention: Convention) -> list[Ecart]:
    """The adaptations of one convention, in the order of the document."""
    return _ecarts(convention.adaptations.all())


def apercu(code: str, titre: str, wording: str, convention: Convention | None) -> dict:
    """What `_corps.html` draws of one block as it would be, with the inserts of an example (none: to be completed)."""
    row = GabaritArticle(code=code, titre=titre, texte=wording)
    row.adapte = False
    if convention is None:
        contenu, values = {"parties": [], "objectifs": [], "actions": []}, {}
    else:
        rows = sources.read(convention)
        contenu, values = adresses.imprime(texte.assemble(rows), rows.parties), texte.valeurs(rows)
    contenu = contenu | {"blocs": [texte.bloc(row, values)]}
    return {
        "contenu": contenu,
        "blocs": mise_en_page.blocs(contenu),
        "actions": mise_en_page.actions(contenu)[:1],
        "blocs_signature": [],
    }


def exemples(user) -> list[Convention]:
    """The conventions a person may take as an example: the last one of each coopérative, by reference."""
    rows = Convention.objects.filter(ca__in=Cooperative.objects.visible_to(user).order_by().values("pk"))
    rows = rows.select_related("ca__departement", "programme").order_by("ca__reference", "id")
    return list({row.ca_id: row for row in rows}.values())


def _visible(user):
    visible = Cooperative.objects.visible_to(user).order_by().values("pk")
    return AdaptationBloc.objects.filter(convention__ca__in=visible)


def _ecarts(rows) -> list[Ecart]:
    models = modele.of_the_day()
    found = [
        Ecart(row, models[row.code], mots(to_words(models[row.code].texte), to_words(row.texte)))
        for row in rows
        if row.code in models
    ]
    return sorted(found, key=lambda e: (e.adaptation.convention.reference, e.modele.ordre))


def _mots(before: GabaritArticle, after: GabaritArticle) -> list[Morceau]:
    return mots(
        *(
            to_words(f"{row.titre}\n\n{row.texte}" if before.titre != after.titre else row.texte)
            for row in (before, after)
        )
    )
