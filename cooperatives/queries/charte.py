"""The charte as it is read: articles beside the regional text, who has signed."""

from dataclasses import dataclass

from coop.mots import Morceau, mots
from cooperatives.models import ArticleCharte, Charte, Cooperative, Membre, SignatureCharte
from cooperatives.workflows.charte import filled


@dataclass(frozen=True, slots=True)
class ArticleLu:
    """One article with what separates it from the regional text, empty when nothing does."""

    article: ArticleCharte
    morceaux: list[Morceau]


@dataclass(frozen=True, slots=True)
class Lecture:
    """One version: its articles, its signatures, the members that have not signed."""

    charte: Charte
    articles: list[ArticleLu]
    signatures: list[SignatureCharte]
    attendus: list[Membre]

    @property
    def adaptes(self) -> int:
        return sum(bool(row.morceaux) for row in self.articles)

    @property
    def total(self) -> int:
        return len(self.signatures) + len(self.attendus)


def versions(ca: Cooperative) -> list[Charte]:
    """Every version of the charte of a CA, the newest first (1 statement)."""
    return list(ca.chartes.select_related("modele", "ca__departement").order_by("-numero"))


def lecture(charte: Charte) -> Lecture:
    """One version read whole (4 statements)."""
    regional = {row.ordre: row for row in charte.modele.articles.all()}
    articles = [ArticleLu(row, _ecart(row, regional.get(row.ordre), charte.ca)) for row in charte.articles.all()]
    signatures = list(charte.signatures.select_related("membre__organisation", "scan"))
    signed = {row.membre_id for row in signatures}
    members = charte.ca.membres.actifs().select_related("organisation")
    return Lecture(charte, articles, signatures, [m for m in members if m.pk not in signed])


def _ecart(article: ArticleCharte, regional, ca: Cooperative) -> list[Morceau]:
    before = filled(f"{regional.titre}\n{regional.texte}", ca) if regional else ""
    after = f"{article.titre}\n{article.texte}"
    return [] if before == after else mots(before, after)
