"""What the public page of verification says of a text: whether it is whole, and whether it still obliges (R-CONV-16).

Whoever holds a document may ask, without account. Nothing is said that the paper does not already say to its holder:
no party, no person, no amount, no wording.
"""

from dataclasses import dataclass, field

from django.db.models import F

from conventions import texte
from conventions.enums import EtatConvention, StatutAvenant
from conventions.models import Avenant, Convention, VersionConvention
from coop import horloge
from coop.documents import kinds, pdf_lecture
from coop.documents.enums import Etat
from coop.documents.models import Document
from coop.ui.typographie import NBSP, date_longue

# Sixteen hexadecimal digits: as many as nobody guesses, and few enough to be typed from paper.
CODE_MINIMUM = 16
OBLIGE, ATTEND, FINI = "fait", "attente", "clos"


@dataclass(frozen=True, slots=True)
class Verification:
    """What is said of one frozen text: `ton` is OBLIGE, ATTEND or FINI; `suites` are further sentences."""

    version: VersionConvention
    intacte: bool
    ton: str
    etat: str
    suites: list[str] = field(default_factory=list)

    @property
    def titre(self) -> str:
        """« Convention de partenariat CA-78-01-C1, version 2 »."""
        avenant = self.version.avenant
        what = f"{avenant} à la convention" if avenant else "Convention de partenariat"
        return f"{what} {self.version.convention.reference}, version{NBSP}{self.version.numero}"


@dataclass(frozen=True, slots=True)
class Constat:
    """What is said of a file: prepared here and unchanged (`document`), or carrying a text we froze, or unknown."""

    empreinte: str
    document: Document | None = None
    verification: Verification | None = None

    @property
    def nature(self) -> str:
        return kinds.get(self.document.kind).label if self.document else ""


def of_code(code: str) -> Verification | None:
    """The text whose fingerprint begins with `code` (spaces apart); None when there is none, or too few digits."""
    digits = "".join(code.split()).lower()
    if len(digits) < CODE_MINIMUM:
        return None
    rows = VersionConvention.objects.filter(sha256__startswith=digits).select_related("convention", "avenant")
    # The same content may have been frozen twice: the one that lives is told.
    found = rows.order_by(F("abandonnee_le").desc(nulls_first=True), "-numero").first()
    return _read(found) if found else None


def of_file(data: bytes) -> Constat:
    """What is known of a PDF; nothing of it is kept. Unreadable files are unknown ones."""
    empreinte = texte.digest_of_bytes(data)
    document = Document.objects.filter(sha256=empreinte, state=Etat.PRET).order_by("-id").first()
    for attached in _jointes(data):
        if found := of_code(texte.digest_of_bytes(attached)):
            return Constat(empreinte, document, found)
    return Constat(empreinte, document)


def _jointes(data: bytes) -> tuple[bytes, ...]:
    try:
        return pdf_lecture.lire(data).jointes
    except pdf_lecture.Illisible:
        return ()


def _read(version: VersionConvention) -> Verification:
    intacte = texte.digest(version.contenu) == version.sha256
    if version.abandonnee_le:
        return Verification(version, intacte, FINI, *_abandoned(version))
    told = _of_avenant(version.avenant, version) if version.avenant else _of_convention(version.convention, version)
    return Verification(version, intacte, *told)


def _abandoned(version: VersionConvention) -> tuple[str, list[str]]:
    le = date_longue(version.abandonnee_le)
    same = version.convention.versions.filter(avenant=version.avenant, numero__gt=version.numero)
    newer = same.filter(abandonnee_le__isnull=True).first()
    if newer is None:
        return f"Sans valeur\u00a0: ce texte a été abandonné le {le}, avant que tous l’aient signé.", []
    return f"Remplacée par la version{NBSP}{newer.numero}.", [
        f"Ce texte a été abandonné le {le}, avant que tous l’aient signé."
    ]


def _of_convention(convention: Convention, version: VersionConvention) -> tuple[str, str, list[str]]:
    etat = convention.etat()
    if etat in (EtatConvention.BROUILLON, EtatConvention.EN_SIGNATURE):
        return ATTEND, _waiting(version), _progress(version)
    changed = [_change(avenant) for avenant in _signed(convention)]
    depuis = f"En vigueur depuis le {date_longue(convention.date_effet)}"
    if etat == EtatConvention.ECHUE:
        return FINI, f"Échue depuis le {date_longue(convention.date_echeance)}.", changed
    if etat == EtatConvention.RESILIEE:
        return FINI, f"Résiliée, sans effet depuis le {date_longue(convention.resiliation_effet)}.", changed
    if etat == EtatConvention.CLOSE:
        return FINI, "Close\u00a0: cette convention n’oblige plus.", changed
    if etat == EtatConvention.EN_PREAVIS:
        return OBLIGE, f"{depuis}, en préavis de résiliation.", changed
    return OBLIGE, f"{depuis}, jusqu’au {date_longue(convention.date_echeance)}.", changed


def _of_avenant(avenant: Avenant, version: VersionConvention) -> tuple[str, str, list[str]]:
    if avenant.statut == StatutAvenant.SIGNE:
        later = [a for a in _signed(avenant.convention) if a.numero > avenant.numero]
        depuis = date_longue(avenant.date_effet)
        word = "En vigueur depuis" if avenant.date_effet <= horloge.today() else "Signé, en vigueur à partir du"
        fin = avenant.convention.fin
        if fin <= horloge.today():
            return FINI, f"La convention qu’il modifie a pris fin le {date_longue(fin)}.", []
        joined = " le" if word.endswith("depuis") else ""
        return OBLIGE, f"{word}{joined} {depuis}.", [_change(a) for a in later]
    if avenant.statut == StatutAvenant.ABANDONNE:
        return FINI, "Sans valeur\u00a0: cet avenant a été abandonné avant que tous l’aient signé.", []
    return ATTEND, _waiting(version), _progress(version)


def _waiting(version: VersionConvention) -> str:
    return f"À la signature depuis le {date_longue(version.figee_le)}\u00a0: il n’oblige pas encore."


def _progress(version: VersionConvention) -> list[str]:
    rows = version.signatures.all()
    given = sum(row.signee_le is not None for row in rows)
    return [f"{given} signature{'s' if given > 1 else ''} sur {len(rows)}."]


def _signed(convention: Convention) -> list[Avenant]:
    return list(convention.avenants.filter(statut=StatutAvenant.SIGNE).order_by("numero"))


def _change(avenant: Avenant) -> str:
    verb = "Renouvelée" if avenant.reconduction else "Modifiée"
    return f"{verb} par l’avenant n°{NBSP}{avenant.numero}, à compter du {date_longue(avenant.date_effet)}."
