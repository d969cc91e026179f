"""What one page of the form shows: the action, what is written of it, and what was said the quarter before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from conventions.enums import NiveauExigence, TypeIndicateur
from conventions.models import FicheAction, Indicateur
from conventions.queries import a_ce_jour
from coop.territories.models import Commune
from evaluation import repartition
from evaluation.completude import LAST_QUARTER, actions_of
from evaluation.models import Bilan, LigneBilan, PreuveBilan, QuestionChamp, Releve, VersionBilan
from evaluation.questions import CONFORMITE, QUESTIONS, RECUEIL, TEXTES, groupe

PROGRAMMATION = ("beneficiaires_cibles", "public_autre")


@dataclass
class Saisie:
    """`brouillon` and `avant` are versions, or None; `valeurs` and `valeurs_avant` are keyed by form field."""

    bilan: Bilan
    actions: list[FicheAction]
    action: FicheAction
    indicateurs: list[Indicateur]
    brouillon: VersionBilan | None
    avant: VersionBilan | None
    ligne: LigneBilan | None
    ligne_avant: LigneBilan | None
    questions: list[QuestionChamp] = field(default_factory=list)
    preuves: list[PreuveBilan] = field(default_factory=list)
    communes: list[Commune] = field(default_factory=list)  # of the CA, for column 10
    valeurs: dict = field(default_factory=dict)
    valeurs_avant: dict = field(default_factory=dict)

    @property
    def revision(self) -> int:
        """What the form carries to know whether somebody else wrote the line since; 1 while there is none."""
        return self.ligne.revision if self.ligne else 1

    @property
    def approfondi(self) -> bool:
        """Whether the action is important: asked more, and in words (R-EVA-06)."""
        return self.action.niveau_exigence == NiveauExigence.APPROFONDI

    @property
    def leger(self) -> bool:
        """Whether columns 25 to 31 are folded: a small action, in a quarter that does not ask for them (R-EVA-06)."""
        return not self.approfondi and self.bilan.trimestre != LAST_QUARTER

    @property
    def textes(self) -> list[tuple[str, str]]:
        """(code, label) of the free texts of this action."""
        return [RECUEIL, *TEXTES] if self.approfondi else list(TEXTES)

    @property
    def codes(self) -> list[str]:
        """Everything the page asks, in its order."""
        return [f"i{i.pk}" for i in self.indicateurs] + [q.code for q in QUESTIONS] + [code for code, _ in self.textes]

    def champs(self, code: str) -> list[str]:
        """The fields that one « Inchangé » takes over: an answer, what follows it, the parts of a figure."""
        parts = [name for i in self.indicateurs if f"i{i.pk}" == code for name in repartition.champs(i)]
        return [*groupe(code), *parts]

    def inchanges(self, valeurs: dict, asked: Iterable[str]) -> list[str]:
        """Among the answers taken over, now or earlier, those that still say what the quarter before said."""
        if self.ligne_avant is None:
            return []
        marked = set(asked) | set(self.ligne.reprises if self.ligne else ())
        return [code for code in self.codes if code in marked and self._same(code, valeurs)]

    def _same(self, code: str, valeurs: dict) -> bool:
        return all((valeurs.get(name) or None) == (self.valeurs_avant.get(name) or None) for name in self.champs(code))


def bilan_du_lien(**where) -> QuerySet[Bilan]:
    """Bilans with all that their pages name, in one statement."""
    rows = Bilan.objects.select_related("ca__departement", "partie__organisation", "partie__convention", "periode")
    return rows.filter(**where)


def versions(bilan: Bilan) -> tuple[VersionBilan | None, VersionBilan | None]:
    """(draft, last version transmitted for an earlier quarter) of the same organisation, in one statement."""
    earlier = Q(
        bilan__ca=bilan.ca_id, bilan__debut__lt=bilan.debut, transmise_le__isnull=False,
        bilan__partie__organisation=bilan.partie.organisation_id,
    )  # fmt: skip
    rows = VersionBilan.objects.filter(Q(bilan=bilan, transmise_le__isnull=True) | earlier)
    rows = rows.select_related("bilan", "pour_compte")
    found = list(rows.order_by("-bilan__debut", "-numero", "-id")[:2])
    draft = found[0] if found and found[0].bilan_id == bilan.pk else None
    before = next((version for version in found if version.bilan_id != bilan.pk), None)
    return draft, before


def derniere_transmise(bilan: Bilan) -> VersionBilan | None:
    """What a bilan sent back starts from before its new draft is written; None for a bilan never transmitted."""
    if bilan.transmis_le is None:
        return None
    rows = bilan.versions.filter(transmise_le__isnull=False).select_related("bilan", "pour_compte")
    return rows.order_by("-numero").first()


def actions_a_remplir(bilan: Bilan, *listes: str) -> list[FicheAction]:
    """The actions of the bilan, with what their pages name and these `listes`, as they are in force today."""
    rows = actions_of(bilan).select_related("objectif").prefetch_related(*listes)
    return a_ce_jour.fiches(rows, "objectif", *listes)


def lire_saisie(bilan: Bilan, numero: int) -> Saisie | None:
    """The page of action `numero`; None when the party does not carry it. A fixed number of statements."""
    actions = actions_a_remplir(bilan)
    return next(iter(lire_saisies(bilan, [a for a in actions if a.numero == numero], actions)), None)


def lire_saisies(bilan: Bilan, choisies: list[FicheAction], actions: list[FicheAction]) -> list[Saisie]:
    """The pages of these actions, among those of the bilan. The same number of statements for one or twelve."""
    if not choisies:
        return []
    ids = [action.pk for action in choisies]
    draft = bilan.versions.filter(transmise_le__isnull=True).select_related("bilan", "pour_compte").first()
    base = draft or derniere_transmise(bilan)
    lines, earlier = _lignes(bilan, base, ids)
    kept = [version.pk for version in (base, *(line.version for line in earlier.values())) if version]
    readings = _par_action(
        Releve.objects.filter(version__in=kept, indicateur__action__in=ids).annotate(action_id=F("indicateur__action"))
    )
    measured = Indicateur.objects.filter(action__in=ids).avec_cible(bilan.debut).exclude(type=TypeIndicateur.IP)
    indicateurs = _par_action(measured.order_by("type", "numero"))
    asked = _par_action(questions_ouvertes(bilan).filter(action__in=ids)) if bilan.transmis_le else {}
    proofs = _par_action(base.preuves.filter(action__in=ids).select_related("piece", "indicateur")) if base else {}
    places = list(bilan.ca.communes.order_by("nom", "pk"))
    found = []
    for action in choisies:
        now, before = lines.get(action.pk), earlier.get(action.pk)
        saisie = Saisie(
            bilan, actions, action, indicateurs.get(action.pk, []), draft, before.version if before else None, now, before,
            questions=asked.get(action.pk, []), preuves=proofs.get(action.pk, []), communes=places,
        )  # fmt: skip
        read = readings.get(action.pk, [])
        saisie.valeurs = valeurs(now, [r for r in read if now and r.version_id == now.version_id]) or {
            name: getattr(action, name) for name in PROGRAMMATION
        }
        saisie.valeurs_avant = valeurs(before, [r for r in read if before and r.version_id == before.version_id])
        found.append(saisie)
    return found


def _lignes(bilan: Bilan, base: VersionBilan | None, ids: list[int]) -> tuple[dict, dict]:
    """By action: what is written now, and the last line transmitted for an earlier quarter, whoever carried the action then."""
    told = VersionBilan.objects.filter(
        bilan__ca=bilan.ca_id, bilan__debut__lt=bilan.debut, transmise_le__isnull=False, lignes__action=OuterRef("action")
    ).order_by("-bilan__debut", "-numero", "-id")  # fmt: skip
    rows = LigneBilan.objects.filter(action__in=ids).filter(
        Q(version=base) | Q(version=Subquery(told.values("pk")[:1]))
    )
    rows = rows.select_related("version__bilan", "version__pour_compte").prefetch_related("leviers_ists")
    lines, earlier = {}, {}
    for line in rows:
        (lines if base and line.version_id == base.pk else earlier)[line.action_id] = line
    return lines, earlier


def _par_action(rows: Iterable) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(row.action_id, []).append(row)
    return found


def questions_ouvertes(bilan: Bilan) -> QuerySet[QuestionChamp]:
    """The questions sent to the party since its last transmission, answered or not."""
    newer = VersionBilan.objects.filter(bilan=bilan, transmise_le__isnull=False, numero__gt=OuterRef("version__numero"))
    return bilan.questions.filter(~Exists(newer), envoyee_le__isnull=False)


def valeurs(line: LigneBilan | None, readings: Iterable[Releve]) -> dict:
    """What a line and its readings say, keyed by the fields of the form."""
    if line is None:
        return {}
    found = {name: getattr(line, name) for q in QUESTIONS for name in (q.code, q.suite) if name != "leviers_ists"}
    found |= {name: getattr(line, name) for name, _ in (RECUEIL, *TEXTES)}
    found |= {name: getattr(line, name) for name in PROGRAMMATION}
    found |= {
        "ists_autre": line.ists_autre,
        "territoire": line.territoire_id,
        "leviers_ists": [row.levier for row in line.leviers_ists.all()],
    }
    for reading in readings:
        if reading.modalite:
            found[repartition.champ(reading.indicateur_id, reading.modalite)] = reading.valeur
            continue
        code = f"i{reading.indicateur_id}"
        found[code] = reading.texte if reading.texte else reading.valeur
        found[f"{code}_raison"], found[f"{code}_commentaire"] = reading.raison, reading.commentaire
    return found


def photo(line: LigneBilan) -> SimpleNamespace:
    """The line as somebody else left it, for the page that compares two versions."""
    readings = Releve.objects.filter(version=line.version_id, indicateur__action=line.action_id)
    return SimpleNamespace(version=line.revision, **valeurs(line, readings))


def reponses(saisie: Saisie, given: dict) -> tuple[int, int]:
    """(answered, asked) among figures and questions: the free texts do not count, nor what is optional for a small action."""
    questions = CONFORMITE if saisie.leger else QUESTIONS
    asked = [f"i{i.pk}" for i in saisie.indicateurs] + [q.code for q in questions]
    answered = sum(given.get(code) not in (None, "") or bool(given.get(f"{code}_raison")) for code in asked)
    return answered, len(asked)
