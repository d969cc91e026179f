"""What the platform already knows of each indicator of the référentiel (R-REF-5): figures, each with its page."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from conventions import gates
from conventions.enums import TypeIndicateur
from conventions.models import AutreFinancement
from coop import horloge
from coop.ui.rubriques import lien
from coop.ui.typographie import avec_nombre, euros, nombre, pourcentage
from cooperatives import chiffres_vie as formules
from cooperatives.enums import Positionnement
from cooperatives.models import Cooperative, Formation
from cooperatives.models.perimetre import running
from cooperatives.queries.comites import comites, tenus
from cooperatives.queries.gouvernance import TENUES
from evaluation.enums import Reponse
from evaluation.models import Bilan, LigneBilan, VersionBilan
from evaluation.queries.chiffres import Part, transmission
from evaluation.queries.questionnaire import paroles
from evaluation.questions import CONTRIBUTION, Question

RIEN = "–"
TRIMESTRES = 4
# Code of an indicator or of an item of faisabilité → keys of the facts that speak of it (R-REF-5).
SOURCES = {
    "I1.1": ("dynamique", "pratiques"),
    "I1.2": ("parcours",),
    "I1.4": ("indicateurs",),
    "I2.1": ("presences", "ponctualite"),
    "I2.3": ("reunions", "instances"),
    "I2.4": ("formations",),
    "I2.5": ("complementarite",),
    "I2.6": ("subsidiarite",),
    "I3.3": ("paroles",),
    "I3.4": ("financements",),
    "I3.5": ("paroles",),
    "F1.2": ("parcours",),
    "F2.3": ("reunions", "instances"),
    "F3.3": ("etp",),
}


@dataclass(frozen=True, slots=True)
class Fait:
    """One fact: what it counts, what it says today, how it is made up, and the page that tells it."""

    cle: str
    libelle: str
    valeur: str
    note: str
    url: str
    montant: bool = False

    @property
    def connu(self) -> bool:
        return self.valeur != RIEN

    @property
    def texte(self) -> str:
        return f"{self.valeur} ({self.note})" if self.note else self.valeur


class Faits(dict[str, Fait]):
    """The facts of a coopérative by key."""

    def de(self, code: str) -> list[Fait]:
        """Those that speak of an indicator of the référentiel."""
        return [self[cle] for cle in SOURCES.get(code, ()) if cle in self]

    def de_question(self, numero: int) -> list[Fait]:
        """All those of a question, for a critère or an indicator of one's own."""
        keys = [cle for code, kept in SOURCES.items() if code[1] == str(numero) for cle in kept]
        return [self[cle] for cle in dict.fromkeys(keys) if cle in self]


def lire(ca: Cooperative, *, argent: bool) -> Faits:
    """Everything known today, in a fixed number of statements; without `argent`, no amount."""
    groups = (_contributions(ca), _actions(ca), _presences(ca), _reunions(ca), _formations(ca), _membres(ca))
    found = [fait for group in groups for fait in group]
    found += _paroles(ca)
    if argent:
        found += _financements(ca)
    return Faits({fait.cle: fait for fait in found})


def _contributions(ca: Cooperative) -> Iterator[Fait]:
    """Columns 25 to 32: the last answer of each action, in the bilans transmitted (1 statement)."""
    latest = VersionBilan.objects.dernieres().filter(bilan__ca=ca).order_by()
    rows = LigneBilan.objects.filter(version__in=latest.values("pk")).order_by("version__bilan__debut", "pk")
    rows = list(rows)
    url = lien("evaluation:tableau_suivi", ca_ref=ca.reference)
    for question in CONTRIBUTION:
        if question.code == "ists":
            continue
        last = {row.action_id: row for row in rows if getattr(row, question.code)}
        yield _contribution(question, list(last.values()), url)


LIBELLES = {
    "dynamique": "Actions qui améliorent la dynamique de coopération",
    "pratiques": "Actions qui améliorent les pratiques",
    "parcours": "Actions qui améliorent le parcours de santé",
}


def _contribution(question: Question, rows: list[LigneBilan], url: str) -> Fait:
    told = Counter(getattr(row, question.code) for row in rows)
    value = f"{told[Reponse.OUI]} oui sur {avec_nombre(len(rows), 'action,actions')}" if rows else RIEN
    words = [
        f"{told[code]} {label}"
        for code, label in ((Reponse.PARTIEL, "partiellement"), (Reponse.NON, "non"))
        if told[code]
    ]
    return Fait(question.code, LIBELLES[question.code], value, ", ".join(words), url)


def _actions(ca: Cooperative) -> Iterator[Fait]:
    """Indicators set by the actions, and the time they mobilise (2 statements)."""
    actions = list(gates.actions_of(ca))
    whole = [a for a in actions if {i.type for i in a.indicateurs.all()} >= set(TypeIndicateur.values)]
    yield Fait(
        "indicateurs", "Actions qui ont leurs indicateurs de processus, d’activité et de résultats",
        f"{len(whole)} sur {len(actions)}" if actions else RIEN, "", lien("evaluation:copil", ca_ref=ca.reference),
    )  # fmt: skip
    etp = sum((action.etp or Decimal(0) for action in actions), Decimal(0))
    people = ca.coordinateurs.filter(running()).count()
    yield Fait(
        "etp", "Équivalents temps plein que mobilisent les actions", nombre(etp) if etp else RIEN,
        avec_nombre(people, "coordinateur en fonction,coordinateurs en fonction"),
        lien("conventions:fiches", ca_ref=ca.reference),
    )  # fmt: skip


def _part(part: Part | tuple[int, int], words: str) -> tuple[str, str]:
    top, whole = (part.numerateur, part.denominateur) if isinstance(part, Part) else part
    return (
        pourcentage(Decimal(100) * top / whole) if whole else RIEN
    ), f"{nombre(top)} sur {avec_nombre(whole, words)}"


def _presences(ca: Cooperative) -> Iterator[Fait]:
    """How many come to the comités, from the first to the last, and the bilans sent in time (5 statements)."""
    today = horloge.today()
    rows = list(comites(tenus([ca.pk], today)).values())
    value, note = _part(formules.presences(rows), "présence attendue,présences attendues")
    if len(rows) > 1:
        first, last = (_part(formules.presences([row]), "x,x")[0] for row in (rows[0], rows[-1]))
        note += f"\u00a0; {first} au premier comité, {last} au dernier"
    chiffres = lien("cooperatives:chiffres", ca_ref=ca.reference)
    yield Fait("presences", "Participation des membres au comité de pilotage", value, note, chiffres)
    in_time, _ = transmission(Bilan.objects.filter(ca=ca), today)
    value, note = _part(in_time, "bilan dû,bilans dus")
    yield Fait("ponctualite", "Bilans transmis à temps", value, note, lien("evaluation:suivi", ca_ref=ca.reference))


def _reunions(ca: Cooperative) -> Iterator[Fait]:
    """Meetings held by civil quarter, the last four, and the bodies open (2 statements)."""
    held = Counter(
        (day.year, (day.month - 1) // 3 + 1)
        for day in ca.reunions.filter(statut__in=TENUES).order_by().values_list("tenue_le", flat=True)
    )
    quarters = list(_derniers_trimestres())
    value = " · ".join(str(held[quarter]) for quarter in quarters) if held else RIEN
    note = f"du T{quarters[0][1]} {quarters[0][0]} au T{quarters[-1][1]} {quarters[-1][0]}"
    yield Fait(
        "reunions", "Réunions tenues, trimestre par trimestre", value, note if held else "",
        lien("cooperatives:reunions", ca_ref=ca.reference),
    )  # fmt: skip
    kinds = ca.instances.filter(fin__isnull=True).count()
    yield Fait(
        "instances", "Instances ouvertes", str(kinds) if kinds else RIEN, "",
        lien("cooperatives:gouvernance", ca_ref=ca.reference),
    )  # fmt: skip


def _derniers_trimestres() -> Iterator[tuple[int, int]]:
    today = horloge.today()
    last = today.year * 4 + (today.month - 1) // 3
    for index in range(last - TRIMESTRES + 1, last + 1):
        yield index // 4, index % 4 + 1


def _formations(ca: Cooperative) -> Iterator[Fait]:
    """Trainings begun where people of two organisations at least were enrolled (1 statement)."""
    organisations = Count("inscriptions__contact__organisation", distinct=True)
    rows = Formation.objects.filter(ca=ca, sessions__le__lte=horloge.today()).order_by().values("pk")
    found = list(rows.annotate(n=organisations, gens=Count("inscriptions__contact", distinct=True)))
    common = [row for row in found if row["n"] > 1]
    people = sum(row["gens"] for row in common)
    yield Fait(
        "formations", "Formations communes à plusieurs organisations", str(len(common)) if found else RIEN,
        avec_nombre(people, "participant,participants") if common else "",
        lien("cooperatives:formations", ca_ref=ca.reference),
    )  # fmt: skip


def _membres(ca: Cooperative) -> Iterator[Fait]:
    """How members stand beside one another, as the page of the members says it (1 statement)."""
    rows = ca.membres.actifs().partenaires().order_by()
    said = rows.aggregate(
        tous=Count("pk"),
        **{code: Count("pk", filter=Q(positionnement=code)) for code in Positionnement.values},
    )
    url = lien("conventions:matrice", ca_ref=ca.reference)
    both = said[Positionnement.MIXTE]
    for code in (Positionnement.COMPLEMENTARITE, Positionnement.SUBSIDIARITE):
        known = sum(said[kind] for kind in Positionnement.values)
        value = f"{said[code] + both} sur {avec_nombre(said['tous'], 'membre,membres')}" if known else RIEN
        note = f"dont {both} en complémentarité et en subsidiarité selon les sujets" if both else ""
        yield Fait(str(code), f"Membres positionnés en {code.label}", value, note, url)


def _paroles(ca: Cooperative) -> Iterable[Fait]:
    """The words of the actors that are published, without author (1 statement at least)."""
    count = sum(len(question.passages) for question in paroles(ca))
    url = lien("evaluation:questionnaire", ca_ref=ca.reference)
    value = avec_nombre(count, "parole publiée,paroles publiées") if count else RIEN
    return [Fait("paroles", "Ce que disent les acteurs, au questionnaire", value, "", url)]


def _financements(ca: Cooperative) -> Iterable[Fait]:
    """What others than the ARS give, year by year (1 statement)."""
    rows = AutreFinancement.objects.filter(ca=ca).order_by("annee").values("annee").annotate(total=Sum("montant"))
    told = [f"{row['annee']}\u00a0: {euros(row['total'])}" for row in rows]
    url = lien("conventions:financement", ca_ref=ca.reference)
    return [Fait("financements", "Financements hors ARS, par année", " · ".join(told) or RIEN, "", url, montant=True)]
