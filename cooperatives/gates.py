"""What is missing before the next phase, for what this floor knows (names of `cooperatives.phases`)."""

from coop.gates import Manque
from coop.organisations.enums import TypeOrganisation
from coop.ui import typographie
from coop.ui.rubriques import lien
from cooperatives import guide
from cooperatives.enums import (
    Appreciation,
    CodeAvertissement,
    OuiNonAVerifier,
    Presence,
    TypeInstance,
)
from cooperatives.models import AppreciationPrincipe, Cooperative, Representant
from cooperatives.models.perimetre import running
from cooperatives.queries import avertissements
from cooperatives.queries.avertissements import sans_reponse
from cooperatives.queries.avertissements_lecture import SIEGE, Lecture
from cooperatives.queries.presences import COPIL, REUNION
from cooperatives.queries.territoire import has_territory


def url(ca: Cooperative, name: str, ancre: str = "") -> str:
    """The page that mends, empty while no app declares it."""
    found = lien(f"cooperatives:{name}", ca_ref=ca.reference)
    return f"{found}#{ancre}" if found and ancre else found


def principes_consideres(ca: Cooperative) -> list[Manque]:
    """The ten are read; an unfavourable reading never blocks (R-PRIN-00b)."""
    return principes_consideres_of(ca, list(ca.appreciations.select_related("principe")))


def principes_consideres_of(ca: Cooperative, rows: list[AppreciationPrincipe]) -> list[Manque]:
    """The same on rows already read, with their `principe`: for a list of coopératives."""
    unread = [row.principe for row in rows if row.appreciation == Appreciation.A_ETUDIER]
    if rows and not unread:
        return []
    read = len(rows) - len(unread)
    phrase = f"{read} principe{'s' if read > 1 else ''} de choix sur 10 {'sont renseignés' if read > 1 else 'est renseigné'}."
    ancre = f"principe-{unread[0].ordre}" if unread else ""
    reste = ", ".join(principe.court for principe in unread)
    return [
        Manque(
            "principes_consideres",
            phrase,
            url(ca, "opportunite", ancre),
            "R-PRIN-00b",
            precision=f"À étudier\u00a0: {reste}.",
        )
    ]


def articulation_declaree(ca: Cooperative) -> list[Manque]:
    """CLS, CLSM and contrat de ville each have an answer: present and described, or none here (R-TERR-05, R-VIG-01)."""
    rows = Lecture.de(ca).articulations[ca.pk]
    answered = {row.type for row in rows if row.presence != Presence.A_VERIFIER}
    missing = [kind for kind in guide.DISPOSITIFS_DEMANDES if kind not in answered]
    return [
        Manque(
            "articulation_declaree",
            f"Dites s’il existe un dispositif «\u00a0{kind.label}\u00a0» sur le territoire.",
            url(ca, "opportunite", "dispositifs"),
            "R-VIG-01",
            precision="La coopérative doit impérativement s’articuler avec les autres dispositifs.",
        )
        for kind in missing
    ]


def theme_public_territoire(ca: Cooperative) -> list[Manque]:
    """At least one of each (R-DEF-17, R-VIG-02, decisions.md 7); the duration is a warning of the grid (`durees`)."""
    held = Lecture.de(ca).presences[ca.pk]
    wanted = [
        ("thematiques" in held, "Choisissez au moins une thématique.", "id_thematiques"),
        ("publics" in held, "Choisissez au moins un public.", "id_publics"),
        (has_territory(ca, held), "Dites sur quel territoire.", "territoire"),
    ]
    code = "theme_public_territoire"
    return [Manque(code, phrase, url(ca, "identite", ancre), "§3.2") for held, phrase, ancre in wanted if not held]


def identite_complete(ca: Cooperative) -> list[Manque]:
    """Inequalities aimed at (R-CADRE-01), determinants and added value, before the diagnosis (decisions.md 8)."""
    wanted = [
        (
            ca.enonce_ists,
            "Écrivez les inégalités sociales et territoriales de santé visées.",
            "id_enonce_ists",
            "R-PRIN-02",
        ),
        (
            "determinants" in Lecture.de(ca).presences[ca.pk],
            "Choisissez les déterminants de santé visés.",
            "id_determinants",
            "R-VIG-04",
        ),
        (
            ca.plus_value_existant,
            "Écrivez la plus-value au regard de l’existant.",
            "id_plus_value_existant",
            "R-TERR-04",
        ),
    ]
    return [
        Manque("identite_complete", phrase, url(ca, "identite", ancre), source)
        for held, phrase, ancre, source in wanted
        if not held
    ]


def _avertis(ca: Cooperative, code: str, genre) -> list[Manque]:
    """Warnings of one kind that nobody answered, as advice."""
    rows = sans_reponse(list(genre(Lecture.de(ca))))
    return [Manque(code, row.phrase, row.url, row.source, obligation=False) for row in rows]


def deux_communes(ca: Cooperative) -> list[Manque]:
    """AL-20: two communes (R-TERR-01, -02), a justified perimeter or an answer; a whole département needs none."""
    return _avertis(ca, "deux_communes", avertissements.une_commune)


def secteurs_non_sanitaires(ca: Cooperative) -> list[Manque]:
    """AL-25: fewer than two sectors beyond health among those who take part, and no answer."""
    return _avertis(ca, "secteurs_non_sanitaires", avertissements.secteurs)


def avertissements_repondus(ca: Cooperative) -> list[Manque]:
    """How many warnings of the grid wait for a sentence, said when one of them has no gate of its own."""
    apart = (CodeAvertissement.COMMUNE, CodeAvertissement.SECTEURS, CodeAvertissement.CONCERTATION)
    rows = sans_reponse(avertissements.avertissements(ca))
    others = [row for row in rows if row.code not in apart]
    if not others:
        return []
    attend = typographie.avec_nombre(
        len(rows), "avertissement de la grille attend,avertissements de la grille attendent"
    )
    page = url(ca, "opportunite", "avertissements")
    phrase = f"{attend} une réponse."
    return [Manque("avertissements_repondus", phrase, page, "R-VIG", obligation=False, precision=others[0].phrase)]


def eparcours_recherche(ca: Cooperative) -> list[Manque]:
    """An e-parcours was looked for on the territory (R-AMONT-03)."""
    if ca.dynamique_eparcours != OuiNonAVerifier.A_VERIFIER:
        return []
    phrase = "Recherchez l’existence d’une dynamique e-parcours sur le territoire."
    page = url(ca, "reperage", "eparcours")
    return [Manque("eparcours_recherche", phrase, page, "R-AMONT-03", obligation=False)]


def premiere_reunion(ca: Cooperative) -> list[Manque]:
    """The first collective meeting was held and somebody is « partant » (R-CONST-01)."""
    lecture = Lecture.de(ca)
    if REUNION not in lecture.presences[ca.pk]:
        return [
            Manque(
                "premiere_reunion",
                "La première réunion collective n’est pas tenue.",
                url(ca, "gouvernance"),
                "R-CONST-01",
                obligation=False,
            )
        ]
    if {kind for kind, _ in lecture.participants[ca.pk]} <= {TypeOrganisation.ARS, SIEGE}:
        return [
            Manque(
                "premiere_reunion",
                "Aucun partenaire n’est noté «\u00a0partant\u00a0».",
                url(ca, "membres"),
                "R-CONST-01",
                obligation=False,
            )
        ]
    return []


def instances_creees(ca: Cooperative) -> list[Manque]:
    if COPIL in Lecture.de(ca).presences[ca.pk]:
        return []
    phrase = "Le comité de pilotage n’est pas créé."
    return [Manque("instances_creees", phrase, url(ca, "gouvernance"), "R-GOUV-02", obligation=False)]


def dispositifs_informes(ca: Cooperative) -> list[Manque]:
    """AL-22: committees informed and coordination associated to the theme, for each CLS, ASV or CLSM here."""
    return _avertis(ca, "dispositifs_informes", avertissements.concertations)


def _partners(ca: Cooperative):
    return ca.membres.actifs().partenaires().select_related("organisation")


def membre_hors_ars(ca: Cooperative) -> list[Manque]:
    if _partners(ca).exists():
        return []
    return [Manque("membre_hors_ars", "Aucun partenaire n’est encore membre.", url(ca, "membres"), "R-ENG-06")]


def mandats_ecrits(ca: Cooperative) -> list[Manque]:
    """What each member's representative may say and engage is written (R-ENG-07)."""
    written = Representant.objects.filter(running(), membre__ca=ca).exclude(mandat="").order_by().values("membre")
    without = [m.organisation.nom for m in _partners(ca).exclude(pk__in=written)]
    return _named(
        "mandats_ecrits", "Le mandat des représentants n’est pas écrit.", without, url(ca, "membres"), "R-ENG-07", False
    )


def directions_engagees(ca: Cooperative) -> list[Manque]:
    """The engagement of each direction, taken into account from the launch: advice (R-DEF-15, R-ENG-01)."""
    without = [m.organisation.nom for m in _partners(ca).filter(engagement_direction_le__isnull=True)]
    phrase = "L’engagement de la direction n’est pas noté pour tous les membres."
    return _named("directions_engagees", phrase, without, url(ca, "membres"), "R-ENG-01", False)


def copil_represente_chacun(ca: Cooperative) -> list[Manque]:
    """Each actor has its representative in the comité de pilotage (R-GOUV-02): structured first (R-CADRE-29, R-CONST-03)."""
    copil = ca.instances.filter(type=TypeInstance.COPIL, fin__isnull=True).first()
    page = url(ca, "gouvernance")
    if copil is None:
        return [Manque("copil_represente_chacun", "Le comité de pilotage n’est pas créé.", page, "R-GOUV-02")]
    seated = copil.participants.filter(membre__isnull=False).order_by().values("membre")
    rows = list(ca.membres.actifs().select_related("organisation").exclude(pk__in=seated))
    named = Representant.objects.filter(running(), membre__in=rows).values("membre").distinct().count() if rows else 0
    # A seat is given on the page of the instances, to somebody named on the page of the members.
    page = page if named == len(rows) else url(ca, "membres")
    phrase = "Le comité de pilotage n’a pas un représentant de chaque membre."
    return _named("copil_represente_chacun", phrase, [m.organisation.nom for m in rows], page, "R-GOUV-02", True)


def equipe_evaluation_designee(ca: Cooperative) -> list[Manque]:
    """A team for the evaluation is written, or an instance of that type has people (R-GOUV-22)."""
    teams = ca.instances.filter(type=TypeInstance.EQUIPE_EVALUATION, fin__isnull=True, participants__isnull=False)
    if ca.equipe_evaluation or teams.exists():
        return []
    phrase = "L’équipe d’évaluation n’est pas désignée."
    return [Manque("equipe_evaluation_designee", phrase, url(ca, "gouvernance", "evaluation"), "R-GOUV-22")]


def _named(code: str, phrase: str, names: list[str], page: str, source: str, obligation: bool) -> list[Manque]:
    if not names:
        return []
    precision = f"Il manque\u00a0: {', '.join(names)}."
    return [Manque(code, phrase, page, source, obligation, precision)]
