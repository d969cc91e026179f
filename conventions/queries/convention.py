"""What the pages of the convention read: a fixed number of statements, whatever the parties and the actions."""

from dataclasses import dataclass
from datetime import datetime

from conventions import adresses, annexes, mise_en_page, mise_en_page_annexes, origines, sources, texte
from conventions.enums import EtatConvention, StatutConvention
from conventions.models import Convention, Signature, VersionConvention
from conventions.queries import consolide
from conventions.rules_signature import missing, unsigned
from coop import horloge
from coop.gates import Manque
from cooperatives.models import Cooperative

SIGNEE, LUE, ATTENDUE, REFUSEE, PATIENTE = "s", "l", "a", "r", "p"


@dataclass(frozen=True, slots=True)
class Sceau:
    """One seal of the board: full when signed, ring when opened, dotted when not opened yet, always with its word.

    `a_son_tour` is False for who signs later in an ordered round.
    """

    signature: Signature
    a_son_tour: bool = True

    @property
    def forme(self) -> str:
        if self.signature.signee_le:
            return SIGNEE
        if self.signature.refusee_le:
            return REFUSEE
        if not self.a_son_tour:
            return PATIENTE
        return LUE if self.signature.ouverte_le else ATTENDUE


@dataclass(frozen=True, slots=True)
class Lecture:
    """A convention as it is read: the text that counts (frozen, or live while drafting), its margin, its signatures."""

    convention: Convention
    version: VersionConvention | None
    contenu: dict
    blocs: list[mise_en_page.Bloc]
    actions: list[dict]
    blocs_signature: list[dict]
    annexes: list[mise_en_page_annexes.Annexe]
    sceaux: list[Sceau]
    manques: list[Manque]

    @property
    def etat(self) -> EtatConvention:
        return self.convention.etat()

    @property
    def en_signature(self) -> bool:
        return self.etat == EtatConvention.EN_SIGNATURE

    @property
    def signees(self) -> int:
        return sum(sceau.forme == SIGNEE for sceau in self.sceaux)

    @property
    def attendues(self) -> list[Signature]:
        return unsigned([sceau.signature for sceau in self.sceaux])

    @property
    def relancables(self) -> list[Signature]:
        """Those whose turn it is, who have not answered and can be written to."""
        rows = [sceau.signature for sceau in self.sceaux if sceau.forme in (LUE, ATTENDUE)]
        return [s for s in rows if s.signataire.contact_id]

    @property
    def ordonnee(self) -> bool:
        """The parties sign one after the other."""
        return any(sceau.signature.rang > 1 for sceau in self.sceaux)

    @property
    def tour(self) -> str:
        """Whose turn it is in an ordered round, as words; empty in a parallel one, or once everybody has signed."""
        if not self.ordonnee:
            return ""
        rows = [s.signature for s in self.sceaux if s.a_son_tour and s.forme != SIGNEE]
        return texte.enumeration(list(dict.fromkeys(str(s.signataire.partie) for s in rows)))

    @property
    def refus(self) -> list[Signature]:
        """The refusals that hold the round."""
        return [sceau.signature for sceau in self.sceaux if sceau.forme == REFUSEE]

    @property
    def donnees(self) -> list[Signature]:
        """The signatures already given: those that a new text would have given again."""
        return [sceau.signature for sceau in self.sceaux if sceau.forme == SIGNEE]

    @property
    def dernier_rappel(self) -> datetime | None:
        """The last reminder sent to somebody who was asked to sign."""
        return max((s.signature.relancee_le for s in self.sceaux if s.signature.relancee_le), default=None)

    @property
    def bloquants(self) -> list[Manque]:
        return [manque for manque in self.manques if manque.obligation]

    @property
    def empreinte(self) -> str:
        """The first digits of the fingerprint, as people compare them."""
        return f"{self.version.sha256[:4]} {self.version.sha256[4:8]}" if self.version else ""


def current(ca: Cooperative) -> Convention | None:
    """The convention that a CA shows: the one that lives, else the last one closed."""
    related = ("programme", "ca__departement", "reprise__scan")
    rows = list(Convention.objects.filter(ca=ca).select_related(*related).order_by("-id"))
    return next((c for c in rows if c.statut != StatutConvention.CLOSE), rows[0] if rows else None)


def read(convention: Convention) -> Lecture:
    """The reading of one convention; what is frozen is printed from the frozen content, never from live rows."""
    rows = sources.read(convention)
    version = frozen(convention)
    etat = _du_jour(convention)
    live = None if version else texte.assemble(rows, annexes=annexes.choisies(convention))
    counts = etat.contenu if etat else version.contenu if version else live
    contenu = adresses.imprime(counts, rows.parties)
    signatures = signatures_of(version)
    # Who entered by an avenant signed that one.
    since = signatures_of(etat.version) if etat and etat.avenant else []
    draft = convention.statut == StatutConvention.BROUILLON
    return Lecture(
        convention=convention,
        version=version,
        contenu=contenu,
        blocs=mise_en_page.blocs(contenu, origines.of_inserts(rows), origines.of_blocs(rows)),
        actions=mise_en_page.actions(contenu, origines.of_actions(rows)),
        blocs_signature=mise_en_page.signature_blocks(contenu, since, signatures, parties=rows.parties),
        annexes=mise_en_page_annexes.annexes(_annexes(counts, version), origines.of_annexes(rows)),
        sceaux=sceaux(signatures),
        manques=missing(rows) if draft else [],
    )


def _du_jour(convention: Convention) -> consolide.Etat | None:
    """The text of today: what was signed, as the avenants that apply have changed it; None before it takes effect."""
    return consolide.a_la_date(convention, horloge.today()) if convention.date_effet else None


def _annexes(counts: dict, version: VersionConvention | None) -> dict:
    """The annexes of the version signed, with the indicators of the actions that an avenant has added since."""
    found = version.contenu["annexes"] if version else counts["annexes"]
    return found | {"indicateurs": counts["annexes"]["indicateurs"]}


def read_version(version: VersionConvention) -> Lecture:
    """What a signatory reads: the frozen content alone, without the margin of those who write."""
    signatures = signatures_of(version)
    contenu = adresses.imprime(version.contenu)
    return Lecture(
        convention=version.convention,
        version=version,
        contenu=contenu,
        blocs=mise_en_page.blocs(contenu),
        actions=mise_en_page.actions(contenu),
        blocs_signature=mise_en_page.signature_blocks(contenu, signatures),
        annexes=mise_en_page_annexes.annexes(contenu["annexes"]),
        sceaux=sceaux(signatures),
        manques=[],
    )


def sceaux(signatures: list[Signature]) -> list[Sceau]:
    """The board of a version: in an ordered round, those of the lowest rank that misses a signature are at their turn."""
    turn = min((s.rang for s in signatures if s.signee_le is None), default=0)
    return [Sceau(s, s.signee_le is not None or s.rang <= turn) for s in signatures]


def frozen(convention: Convention) -> VersionConvention | None:
    """The version at the signature or in force."""
    return convention.versions.courante().first()


def signatures_of(version: VersionConvention | None) -> list[Signature]:
    """Every signature of a version, in the order of the round, then of the parties."""
    if version is None:
        return []
    rows = version.signatures.select_related("signataire__contact", "signataire__partie__organisation", "scan")
    ordered = rows.order_by("rang", "signataire__partie__ordre", "signataire__partie_id", "signataire_id")
    return sorted(ordered, key=lambda s: (s.rang, s.signataire.partie.type != "ars"))
