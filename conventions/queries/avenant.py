"""What the pages of an avenant read: its text, its signatures, and what may still be changed in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from conventions import adresses, mise_en_page, mise_en_page_avenant, sources
from conventions.enums import StatutAvenant, StatutConvention, TexteModifiable
from conventions.mise_en_page_avenant import Article, Changement
from conventions.models import Avenant, Convention, FicheAction, Partie, PartieAvenant, VersionConvention
from conventions.queries import consolide
from conventions.queries.convention import Lecture, sceaux, signatures_of
from conventions.rules_avenant import missing
from cooperatives.models import Cooperative

OUVERTS = (StatutAvenant.BROUILLON, StatutAvenant.EN_SIGNATURE)


@dataclass(frozen=True, slots=True)
class LectureAvenant(Lecture):
    """An avenant as it is read: `contenu` is its own text; `blocs` and `actions` are the convention it leads to."""

    projet_de: Avenant

    @property
    def en_signature(self) -> bool:
        return self.projet_de.statut == StatutAvenant.EN_SIGNATURE

    @property
    def effet_convention(self) -> date:
        return date.fromisoformat(self.contenu["date_effet_convention"])

    @property
    def jour(self) -> date | None:
        """The date of the text; None before it is frozen."""
        return date.fromisoformat(self.contenu["date"]) if self.contenu["date"] else None

    @property
    def articles(self) -> list[Article]:
        return mise_en_page_avenant.articles(self.contenu)

    @property
    def types(self) -> list[str]:
        return mise_en_page_avenant.types(self.contenu)

    @property
    def titre(self) -> str:
        return mise_en_page_avenant.titre(self.contenu)

    @property
    def changements(self) -> list[Changement]:
        return mise_en_page_avenant.changements(self.contenu)

    @property
    def actions_modifiees(self) -> list[dict]:
        return mise_en_page_avenant.actions_modifiees(self.contenu)

    @property
    def numeros_modifies(self) -> set[int]:
        """The actions whose new wording is in the annex."""
        return {action["numero"] for action in self.actions_modifiees}


@dataclass(frozen=True, slots=True)
class ChoixTexte:
    """A text of the programme that the avenant may rewrite."""

    champ: str
    libelle: str
    extrait: str
    modifie: bool
    objectif: int | None = None


@dataclass(frozen=True, slots=True)
class ChoixAction:
    """An action of the programme and what the avenant does to it: "", modifiee, retiree or nouvelle."""

    action: FicheAction
    effet: str
    motif: str = ""


@dataclass(frozen=True, slots=True)
class Atelier:
    """Everything that may be changed in an avenant being prepared."""

    textes: list[ChoixTexte]
    actions: list[ChoixAction]
    mouvements: list[PartieAvenant]
    parties: list[Partie]


def of(ca: Cooperative, numero: int) -> Avenant | None:
    """The avenant of that number of the convention the CA shows."""
    rows = Avenant.objects.filter(convention__ca=ca, numero=numero).order_by("-convention_id")
    return rows.select_related("convention__ca__departement", "convention__programme", "scan").first()


def open_one(convention: Convention) -> Avenant | None:
    """The avenant being prepared or at the signature."""
    return convention.avenants.filter(statut__in=OUVERTS).first()


def brouillon_of(ca: Cooperative) -> Avenant | None:
    """The avenant being prepared in a CA, whose fiches are written."""
    rows = Avenant.objects.filter(convention__ca=ca, statut=StatutAvenant.BROUILLON)
    return rows.select_related("convention__ca__departement", "convention__programme").first()


def liste(convention: Convention) -> list[tuple[Avenant, list[str]]]:
    """The avenants of a convention, the latest first, each with what it does (its text once frozen says it)."""
    if convention.statut in (StatutConvention.BROUILLON, StatutConvention.EN_SIGNATURE):
        return []
    frozen = VersionConvention.objects.filter(abandonnee_le__isnull=True)
    rows = convention.avenants.order_by("-numero").prefetch_related(
        Prefetch("versions", queryset=frozen, to_attr="figees")
    )
    return [(row, mise_en_page_avenant.types(row.figees[0].contenu) if row.figees else []) for row in rows]


def read(avenant: Avenant) -> LectureAvenant | None:
    """The reading of an avenant: frozen text once at the signature, computed before; None when there is no text.

    An avenant signed before the tool has its signed copy; one given up shows the text that was at the signature.
    """
    if avenant.repris:
        return None
    version = _version(avenant)
    if version is not None:
        return of_version(version)
    if avenant.statut != StatutAvenant.BROUILLON:
        return None
    projet = consolide.projet(avenant)
    manques = missing(avenant, projet.sources, projet.contenu)
    return _lecture(avenant, None, projet.contenu, manques, projet.signataires)


def of_version(version: VersionConvention) -> LectureAvenant:
    """What was frozen, and who answered what."""
    return _lecture(version.avenant, version, version.contenu, [])


def atelier(avenant: Avenant) -> Atelier:
    """What may be changed, with what already is."""
    return Atelier(
        textes=_textes(avenant),
        actions=_actions(avenant),
        mouvements=list(avenant.parties.select_related("organisation")),
        parties=sources.parties(avenant.convention, avenant),
    )


def copie_of(action: FicheAction) -> Avenant | None:
    """The avenant in preparation that already holds a copy of this action."""
    copy = FicheAction.toutes.filter(remplace=action, avenant__statut=StatutAvenant.BROUILLON)
    row = copy.select_related("avenant").first()
    return row.avenant if row else None


def _version(avenant: Avenant) -> VersionConvention | None:
    rows = avenant.versions.select_related("convention__ca__departement", "convention__programme", "avenant")
    if avenant.statut != StatutAvenant.ABANDONNE:
        rows = rows.filter(abandonnee_le__isnull=True)
    return rows.order_by("-numero").first()


def _lecture(
    avenant: Avenant,
    version: VersionConvention | None,
    contenu: dict,
    manques: list,
    parties: Iterable[Partie] = (),
) -> LectureAvenant:
    signatures, contenu = signatures_of(version), adresses.imprime(contenu, parties)
    return LectureAvenant(
        convention=avenant.convention,
        version=version,
        contenu=contenu,
        blocs=mise_en_page.blocs(contenu["consolide"]),
        actions=mise_en_page.actions(contenu["consolide"]),
        blocs_signature=mise_en_page.signature_blocks(contenu, signatures, parties=parties),
        annexes=[],  # an avenant joins none: those of the convention stay as signed
        sceaux=sceaux(signatures),
        manques=manques,
        projet_de=avenant,
    )


def _textes(avenant: Avenant) -> list[ChoixTexte]:
    """The texts the convention prints, in its order."""
    convention, programme = avenant.convention, avenant.convention.programme
    changed = {(row.champ, row.objectif_id): row.valeur for row in avenant.modifications.all()}
    by_field = {
        TexteModifiable.INTITULE: programme.intitule,
        TexteModifiable.PREAMBULE: convention.preambule,
        TexteModifiable.LIBELLE: programme.libelle_deploiement or programme.intitule,
        TexteModifiable.EN_LIEN_AVEC: convention.en_lien_avec,
    }
    found = [
        ChoixTexte(champ.value, champ.label, changed.get((champ, None), text), (champ, None) in changed)
        for champ, text in by_field.items()
    ]
    for row in objectifs(avenant.convention):
        key = (TexteModifiable.OBJECTIF, row.pk)
        label = f"{row.get_niveau_display()} {row.numero}"
        found.append(ChoixTexte("objectif", label, changed.get(key, row.libelle), key in changed, row.pk))
    return found


def objectifs(convention: Convention) -> list:
    """The objectives that the convention prints: the general one, then those of article 1."""
    rows = list(convention.programme.objectifs.order_by("numero"))
    general = [row for row in rows if row.niveau == "general"][:1]
    specific = [row for row in rows if row.niveau == "specifique"]
    return general + (specific or [row for row in rows if row.niveau == "operationnel"])


def _actions(avenant: Avenant) -> list[ChoixAction]:
    """The actions in force, each with what the avenant does to it, then those it adds."""
    inside = FicheAction.toutes.filter(avenant=avenant).select_related("promoteur__organisation").order_by("numero")
    copies, added = {}, []
    for row in inside:
        if row.remplace_id:
            copies[row.remplace_id] = row
        else:
            added.append(ChoixAction(row, "nouvelle"))
    reasons = dict(avenant.retraits.values_list("action", "motif"))
    found = []
    for row in _en_cours(avenant):
        if row.pk in copies:
            found.append(ChoixAction(copies[row.pk], "modifiee"))
        else:
            found.append(ChoixAction(row, "retiree" if row.pk in reasons else "", reasons.get(row.pk, "")))
    return found + added


def _en_cours(avenant: Avenant) -> QuerySet[FicheAction]:
    rows = FicheAction.objects.en_cours().filter(programme=avenant.convention.programme_id)
    return rows.select_related("promoteur__organisation").order_by("numero")
