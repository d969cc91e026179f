"""Which acts of the journal somebody reads in a coopérative, and under which rubrique (domain.md §4.5, R-SI-03).

A fact is read by everybody inside the CA. The acts of those who write (drafts, corrections) are read by those who write.
What touches people not yet members, or one partner alone, is read by the coordination and by that partner.
"""

from collections.abc import Iterable

from django.db.models import Q

from coop.ui.rubriques import lien
from cooperatives.enums import Role

ECRIVENT = frozenset({Role.ADMIN, Role.SIEGE, Role.COORDINATION, Role.COPILOTE, Role.DELEGUE, Role.PARTENAIRE})
PILOTENT = frozenset({Role.ADMIN, Role.SIEGE, Role.COORDINATION, Role.COPILOTE})
MOTIFS = PILOTENT | {Role.DELEGUE}
# Comments that the ARS keeps to itself: nobody else learns that they exist.
ARS = frozenset({Role.ADMIN, Role.SIEGE, Role.COORDINATION, Role.DELEGUE})
INTERNE = "commentaire_interne."
COTE_ARS = ("ars.", "information.")

# code, label, families of verbs, page.
RUBRIQUES = [
    ("cooperative", "Vie de la coopérative", ("cooperative",), "portail:vue_ensemble"),
    (
        "opportunite",
        "Opportunité",
        ("principe", "articulation", "dispositif", "vigilance", "avertissement", "reperage"),
        "cooperatives:opportunite",
    ),
    ("membres", "Membres", ("membre", "coordination", "cooperatives", "reprise"), "cooperatives:membres"),
    (
        "gouvernance",
        "Gouvernance",
        ("instance", "reunion", "charte", "carence", "intersectorialite", "ars", "information"),
        "cooperatives:gouvernance",
    ),
    (
        "vie",
        "Points d’étape, freins, participation",
        ("point_etape", "frein", "retour", "participation", "formation", "recommandation"),
        "cooperatives:vie",
    ),
    ("diagnostic", "Diagnostic", ("diagnostic",), "diagnostics:diagnostic"),
    (
        "programme",
        "Programme",
        ("programme", "action", "commentaire", "commentaire_interne", "indicateur"),
        "conventions:programme",
    ),
    (
        "convention",
        "Convention",
        ("convention", "financement", "engagement", "avenant", "echeance", "resiliation"),
        "conventions:convention",
    ),
    ("tableau", "Tableau de bord", ("tableau",), "cooperatives:tableau_de_bord"),
    ("suivi", "Suivi et bilans", ("bilan", "processus"), "evaluation:suivi"),
    ("evaluation", "Évaluation", ("evaluation", "questionnaire"), "evaluation:evaluation"),
]
FAMILLES = {family: row for row in RUBRIQUES for family in row[2]}

FAITS = frozenset(
    [
        "cooperative.create",
        "cooperative.advance",
        "cooperative.go_back",
        "cooperative.force",
        "cooperative.close_as",
        "cooperative.designate_evaluation_team",
        "coordination.add_copilote",
        "coordination.end_copilote",
        "coordination.appoint",
        "coordination.end_second",
        "membre.partant",
        "membre.join",
        "charte.adopt",
        "charte.sign",
        "coordination.hand_over",
        "reprise.apply",
        "instance.create",
        "instance.close",
        "reunion.plan",
        "reunion.convene",
        "reunion.hold",
        "reunion.decide",
        "reunion.complete",
        "reunion.take_up",
        "reunion.validate_minutes",
        "reunion.diffuse",
        "reunion.approve",
        "reunion.cancel",
        "point_etape.mark",
        "frein.lift",
        "retour.share",
        "participation.write_strategy",
        "participation.add_activity",
        "formation.offer",
        "diagnostic.open",
        "diagnostic.add_concertation",
        "diagnostic.open_collection",
        "diagnostic.close_collection",
        "diagnostic.close_ranking",
        "diagnostic.retain",
        "diagnostic.validate",
        "programme.open",
        "convention.draft",
        "convention.put_to_signature",
        "convention.sign",
        "convention.enter_into_force",
        "convention.close",
        "avenant.put_to_signature",
        "avenant.apply",
        "avenant.record",
        "avenant.abandon",
        "resiliation.notify",
        "resiliation.effect",
        "bilan.validate_annual",
        "bilan.open",
        "bilan.transmit",
        "bilan.accept",
        "evaluation.open",
        "evaluation.validate_final",
        "questionnaire.open",
        "questionnaire.close",
        "questionnaire.publish",
    ]
)
# Sentences that tell what a meeting decided: a draft until its minutes are validated.
BROUILLONS_DE_REUNION = frozenset(
    {"reunion.decide", "reunion.amend", "reunion.withdraw", "reunion.complete", "reunion.take_up"}
)
RESERVES = frozenset(
    [
        "reperage.write",
        "reperage.add",
        "reperage.update",
        "reperage.remove",
        "membre.propose",
        "membre.invite",
        "membre.refuse",
        "cooperatives.invitation",
        "bilan.ask_completion",
        "bilan.reopen",
        "bilan.begin_on_behalf",
        "bilan.ask_confirmation",
        "bilan.leave_action",
        "bilan.workbook_save",
        "bilan.workbook_undo",
        "convention.refuse",
        "convention.remind",
        "convention.request_code",
        "action.remind",
        "engagement.propose",
        "engagement.update",
        "engagement.cite_letter",
        "engagement.complete",
        "engagement.decide",
        "engagement.notify",
        "engagement.receive",
        "engagement.settle",
        "engagement.cancel",
    ]
)


def faits() -> Q:
    """The facts alone."""
    return Q(verb__in=FAITS)


def lisibles(roles: Iterable[Role], organisations: Iterable[int] = ()) -> Q:
    """Entries of one CA that a person with these roles reads, speaking for these organisations."""
    held = frozenset(roles)
    found = faits()
    if held & ECRIVENT:
        found |= _familles(FAMILLES) & ~Q(verb__in=RESERVES) & ~Q(verb__startswith=INTERNE) & ~_commence(COTE_ARS)
        found |= Q(verb__in=RESERVES, organisation_id__in=list(organisations))
    if held & PILOTENT:
        found |= Q(verb__in=RESERVES)
    elif Role.DELEGUE in held:
        found |= Q(verb__startswith="engagement.")
    if held & ARS:
        found |= Q(verb__startswith=INTERNE) | _commence(COTE_ARS)
    return found


def de_rubrique(code: str) -> Q:
    """Entries of one rubrique; every known one when the code is unknown."""
    families = next((row[2] for row in RUBRIQUES if row[0] == code), tuple(FAMILLES))
    return _familles(families)


def _commence(prefixes: Iterable[str]) -> Q:
    found = Q()
    for prefix in prefixes:
        found |= Q(verb__startswith=prefix)
    return found


def _familles(families: Iterable[str]) -> Q:
    found = Q()
    for family in families:
        found |= Q(verb__startswith=f"{family}.")
    return found


def rubrique(verb: str) -> str:
    """The label of the rubrique of a verb."""
    row = FAMILLES.get(verb.partition(".")[0])
    return row[1] if row else ""


def adresse(verb: str, object_kind: str, object_id: str, reference: str) -> str:
    """The page that shows the act: the meeting itself, else its rubrique; empty when no app declares it."""
    if object_kind == "cooperatives.reunion":
        found = lien("cooperatives:reunion", ca_ref=reference, reunion_id=object_id)
        if found:
            return found
    row = FAMILLES.get(verb.partition(".")[0])
    return lien(row[3], ca_ref=reference) if row else ""
