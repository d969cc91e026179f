"""Who prepares an avenant, and what is missing before its signature (R-CONV-07, R-CONV-13, decisions.md 17 and 20)."""

from datetime import date

from conventions import mise_en_page_avenant, rules_echeance, texte_avenant
from conventions.enums import ChoixReconduction, SensPartie, TypeIndicateur
from conventions.gates import missing_fields
from conventions.models import Avenant, Convention, Indicateur
from conventions.rules_signature import EN_COURS
from conventions.sources import Sources
from coop import horloge
from coop.gates import Manque
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue

IN_FORCE_ONLY = "Seule une convention en vigueur se modifie par avenant."


def is_in_force(convention: Convention, on: date | None = None) -> bool:
    """The convention obliges its parties on that day."""
    return convention.etat(on) in EN_COURS


def missing(avenant: Avenant, projet: Sources, contenu: dict) -> list[Manque]:
    """Everything that keeps the avenant from the signature, obligations first."""
    found = [*_vide(avenant, contenu), *_delai(avenant), *_fiches(projet), *_signataires(avenant, projet)]
    found += [*_reconduction(avenant), *_inchangees(avenant, contenu), *_portees(avenant, projet)]
    found += _indicateurs(avenant, projet)
    return sorted(found, key=lambda manque: not manque.obligation)


def _vide(avenant: Avenant, contenu: dict) -> list[Manque]:
    url = page_avenant(avenant)
    found = []
    if texte_avenant.is_empty(contenu):
        found.append(Manque("rien", "L’avenant ne change rien au texte en vigueur.", url, "R-CONV-07"))
    if not avenant.motif:
        motif = lien("conventions:avenant_motif", ca_ref=avenant.convention.ca.reference, numero=avenant.numero)
        found.append(Manque("motif", "Le motif de l’avenant n’est pas écrit.", motif, "R-CONV-13"))
    return found


def _delai(avenant: Avenant) -> list[Manque]:
    """Past the échéance nothing is in force: no avenant, no renewal (R-CONV-06)."""
    convention = avenant.convention
    if is_in_force(convention, horloge.today()):
        return []
    phrase = f"La convention est {convention.etat().label} depuis le {date_longue(convention.fin)}."
    return [Manque("echue", phrase, source="R-CONV-06")]


def _reconduction(avenant: Avenant) -> list[Manque]:
    """What the réunion élargie settles first (domain.md §3.2)."""
    return rules_echeance.missing(avenant.convention) if avenant.reconduction else []


def _inchangees(avenant: Avenant, contenu: dict) -> list[Manque]:
    """Advice: the réunion élargie decided to change an action, and its fiche says what it said (article 4.4)."""
    if not avenant.reconduction:
        return []
    changed = {action["numero"] for action in mise_en_page_avenant.actions_modifiees(contenu)}
    periode = rules_echeance.periode_en_cours(avenant.convention)
    decided = periode.decisions.filter(decision=ChoixReconduction.MODIFIEE).select_related("action")
    return [
        Manque(
            f"inchangee_{row.action.numero}",
            f"L’action {row.action.numero} est reconduite «\u00a0modifiée\u00a0», et sa fiche ne change pas.",
            page_avenant(avenant), "convention, art. 4.4", obligation=False,
        )
        for row in decided.order_by("action__numero")
        if row.action.numero not in changed
    ]  # fmt: skip


def _portees(avenant: Avenant, projet: Sources) -> list[Manque]:
    """Advice: an action whose promoteur leaves needs another one, or to be withdrawn."""
    leaving = set(avenant.parties.exclude(sens=SensPartie.ENTREE).values_list("organisation", flat=True))
    return [
        Manque(
            f"porteur_{action.numero}",
            f"L’action {action.numero} est portée par «\u00a0{action.promoteur.organisation}\u00a0», qui quitte la convention.",
            page_avenant(avenant), "R-CONV-02", obligation=False,
        )
        for action in projet.actions
        if action.promoteur.organisation_id in leaving
    ]  # fmt: skip


def _fiches(projet: Sources) -> list[Manque]:
    """The seven fields of each fiche of the text to come (R-FA-01)."""
    return [
        Manque(
            f"fiche_{action.numero}",
            f"La fiche-action {action.numero} de l’avenant n’est pas complète.",
            lien("conventions:avenant_action", ca_ref=projet.ca.reference, numero=action.numero),
            "R-FA-01",
            precision="Il manque\u00a0: " + ", ".join(lacking) + ".",
        )
        for action in projet.actions
        if action.avenant_id and (lacking := missing_fields(action))
    ]


def _indicateurs(avenant: Avenant, projet: Sources) -> list[Manque]:
    """An action the avenant adds has an indicator; advice when a type leaves the programme with those it takes out (A-54).

    Every action of a convention in force has one (domain.md §4.7, 2): once signed the programme is locked, and an action
    brought in without any would keep none. The indicators of the other actions are locked already: nothing but an action
    to add would mend the loss of a type, and a departure does not wait for it.
    """
    found = [
        Manque(
            f"indicateur_{action.numero}",
            f"L’action {action.numero} n’a pas d’indicateur\u00a0: à déterminer avant son démarrage.",
            lien("conventions:indicateur_nouveau", ca_ref=projet.ca.reference, numero=action.numero),
            "R-EVA-02",
        )
        for action in projet.actions
        if action.avenant_id and not action.remplace_id and not action.indicateurs.all()
    ]
    kept = {i.type for action in projet.actions for i in action.mesuree.indicateurs.all()}
    retired = Indicateur.objects.filter(action__retraits__avenant=avenant).order_by()
    lost = set(retired.values_list("type", flat=True)) - kept
    return found + [
        Manque(
            f"type_{kind}",
            f"Sans les actions retirées, le programme n’a plus aucun {kind.label}.",
            page_avenant(avenant),
            "R-EVA-02",
            obligation=False,
        )
        for kind in TypeIndicateur
        if kind in lost
    ]


def _signataires(avenant: Avenant, projet: Sources) -> list[Manque]:
    return [
        Manque(
            f"signataire_{partie.pk}",
            f"Personne n’est désigné pour signer au nom de «\u00a0{partie.organisation}\u00a0».",
            lien("conventions:avenant_signataire", ca_ref=projet.ca.reference, numero=avenant.numero, partie=partie.pk),
            "R-CONV-09",
        )
        for partie in projet.parties
        if not list(partie.signataires.all())
    ]


def page_avenant(avenant: Avenant) -> str:
    """The page of an avenant."""
    return lien("conventions:avenant", ca_ref=avenant.convention.ca.reference, numero=avenant.numero)
