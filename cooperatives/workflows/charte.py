"""Writing the charte: the regional text by the siège, its adaptation by a CA, its adoption and signatures (R-GOUV-28)."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from coop import horloge
from coop.accounts.predicates import require
from coop.documents import pieces
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import date_longue
from cooperatives.guide_charte import ARTICLES
from cooperatives.journal import note
from cooperatives.models import (
    ArticleCharte,
    ArticleRegional,
    Charte,
    CharteRegionale,
    Cooperative,
    Membre,
    SignatureCharte,
)
from cooperatives.pieces import CHARTE
from cooperatives.roles import ACTIFS
from cooperatives.rules import animates, coordinates, writes_regional_text

REFUS = "La charte s’écrit avec la coordination ou un co-pilote."
REFUS_COORDINATION = "La coordination de la délégation départementale tient la charte adoptée et ses signatures."
REFUS_SIEGE = "Le siège publie le texte régional de la charte."


def regional_text() -> CharteRegionale:
    """The regional version in use; the very first is the product's, laid at the first need."""
    known = CharteRegionale.objects.order_by("-numero").first()
    return known or _publish(1, [(article.titre, article.texte) for article in ARTICLES], "")


@transaction.atomic
def publish(*, actor: Actor, articles: Sequence[tuple[str, str]], base: int) -> CharteRegionale:
    """Publish the next regional version over version `base`: the charters already written keep theirs.

    Raises Refused, ValidationError (nothing changed, an empty article, another version published in between).
    """
    require(writes_regional_text, actor, None, REFUS_SIEGE)
    current = CharteRegionale.objects.select_for_update().get(pk=regional_text().pk)
    if current.numero != base:
        raise ValidationError(
            f"La version {current.numero} a été publiée entre-temps\u00a0: relisez-la avant de publier la vôtre."
        )
    texts = [(title.strip(), text.strip()) for title, text in articles]
    if any(not title or not text for title, text in texts):
        raise ValidationError("Chaque article a un titre et un texte.")
    if texts == list(current.articles.values_list("titre", "texte")):
        raise ValidationError("Rien ne change dans ce texte.")
    row = _publish(current.numero + 1, texts, actor.label)
    record("charte.publish", f"{row} de la charte de coopération publiée.", actor=actor, obj=row)
    return row


def _publish(numero: int, texts: Sequence[tuple[str, str]], auteur: str) -> CharteRegionale:
    row = CharteRegionale(numero=numero, auteur=auteur, publiee_le=horloge.today())
    row.full_clean()
    row.save()
    for ordre, (titre, texte) in enumerate(texts, start=1):
        article = ArticleRegional(charte=row, ordre=ordre, titre=titre, texte=texte)
        article.full_clean()
        article.save()
    return row


@transaction.atomic
def prepare(ca: Cooperative, *, actor: Actor) -> Charte:
    """Open the charte of the CA: from the regional text, or from its own last adopted version. Gives back an open one."""
    require(animates, actor, ca, REFUS)
    Cooperative.objects.select_for_update().get(pk=ca.pk)
    known = ca.chartes.filter(adoptee_le__isnull=True).first()
    if known is not None:
        return known
    last = ca.chartes.order_by("-numero").first()
    modele = regional_text()
    row = Charte(ca=ca, modele=modele, numero=(ca.chartes.aggregate(n=Max("numero"))["n"] or 0) + 1)
    row.full_clean()
    row.save()
    source = last.articles.all() if last else modele.articles.all()
    for article in source:
        copie = ArticleCharte(
            charte=row,
            ordre=article.ordre,
            titre=article.titre,
            texte=article.texte if last else filled(article.texte, ca),
        )
        copie.full_clean()
        copie.save()
    note("charte.prepare", f"{row}\u00a0: préparée à partir du texte régional.", actor=actor, ca=ca, obj=row)
    return row


def filled(texte: str, ca: Cooperative) -> str:
    """A regional text with the name, the territory and the délégation of the CA."""
    values = {
        "[coopérative]": ca.intitule,
        "[territoire]": ca.libelle_territoire or ca.departement.nom,
        "[délégation]": f"la {ca.departement.nom_dd[:1].lower()}{ca.departement.nom_dd[1:]}",
    }
    for name, value in values.items():
        texte = texte.replace(name, value)
    return texte


@transaction.atomic
def write(article: ArticleCharte, *, actor: Actor, titre: str, texte: str, version: int | None = None) -> ArticleCharte:
    """Adapt one article while the version is in preparation. Raises Refused, StaleVersion, ValidationError."""
    charte = article.charte
    require(animates, actor, charte.ca, REFUS)
    _open(charte)
    article.titre, article.texte = titre.strip(), texte.strip()
    article.save_version(version)
    note(
        "charte.write",
        f"Charte\u00a0: article «\u00a0{article.titre}\u00a0» adapté.",
        actor=actor,
        ca=charte.ca,
        obj=charte,
    )
    return article


@transaction.atomic
def adopt(charte: Charte, *, actor: Actor, on: date) -> Charte:
    """Adopt the version: its text no longer moves, members sign it. Raises Refused, ValidationError."""
    require(coordinates, actor, charte.ca, REFUS_COORDINATION)
    _open(charte)
    if on > horloge.today():
        raise ValidationError({"adoptee_le": "La charte ne peut pas être adoptée dans le futur."})
    charte.adoptee_le = on
    charte.save_version()
    note("charte.adopt", f"{charte}, adoptée le {date_longue(on)}.", actor=actor, ca=charte.ca, obj=charte)
    return charte


@transaction.atomic
def sign(
    charte: Charte, *, actor: Actor, membre: Membre, fonction: str, signee_le: date, scan: UploadedFile | None = None
) -> SignatureCharte:
    """Record that a member signed on paper, with the scan when there is one. Raises Refused, ValidationError."""
    ca = charte.ca
    require(coordinates, actor, ca, REFUS_COORDINATION)
    if charte.adoptee_le is None:
        raise ValidationError("Adoptez d’abord la charte\u00a0: son texte ne bougera plus.")
    if membre.ca_id != ca.pk or membre.statut not in ACTIFS:
        raise ValidationError({"membre": "Cette organisation n’est pas membre de la coopérative."})
    if not charte.adoptee_le <= signee_le <= horloge.today():
        raise ValidationError(
            {"signee_le": f"La signature a lieu entre l’adoption ({date_longue(charte.adoptee_le)}) et aujourd’hui."}
        )
    row = SignatureCharte(
        charte=charte, membre=membre, fonction=fonction.strip(), signee_le=signee_le, enregistree_par=actor.label
    )
    row.full_clean()
    if scan:
        row.scan = pieces.store(
            scan, kind=CHARTE, subject_id=charte.pk, actor=actor, ca_id=ca.pk, departement=ca.departement.code
        )
    row.save()
    summary = f"{membre} a signé la charte de coopération le {date_longue(signee_le)}."
    note("charte.sign", summary, actor=actor, ca=ca, obj=charte, organisation_id=membre.organisation_id)
    return row


def _open(charte: Charte) -> None:
    """Hold the version; ValidationError once adopted."""
    if Charte.objects.select_for_update().get(pk=charte.pk).adoptee_le is not None:
        raise ValidationError("Cette version est adoptée\u00a0: préparez-en une nouvelle pour la modifier.")
