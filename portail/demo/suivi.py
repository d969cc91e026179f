"""Fifth act: the quarterly bilans of the fictitious structures, the readings of the coordination, the evaluation."""

from datetime import timedelta
from decimal import Decimal

from conventions.enums import TypeIndicateur
from conventions.models import FicheAction, Indicateur
from coop.journal.actors import Actor
from cooperatives.workflows import phases
from evaluation.completude import LAST_QUARTER, actions_of
from evaluation.enums import LevierISTS, Reponse
from evaluation.models import Bilan, CritereReferentiel, VersionBilan
from evaluation.workflows import bilans, evaluation_ca, processus
from portail.demo import paroles
from portail.demo.joueur import Partie
from portail.demo.modele import Mesure, Rendu, Structure
from portail.demo.prefiguration import RESERVES

# Days after the end of the quarter: transmitted, then read by the délégation.
TRANSMISSION, LECTURE = timedelta(days=6), timedelta(days=12)
FAITS = "Faits marquants fictifs, pour la démonstration."
BESOINS = "Appui à la mobilisation des partenaires (besoin fictif)."
POURQUOI = "Moins de rencontres que prévu pendant l’été (explication fictive)."


def rendre(partie: Partie, rendus: tuple[Rendu, ...]) -> None:
    """Play what each structure makes of its quarters, in the order of time; what is not told stays to establish."""
    structures = {s.nom: s for s in partie.recit.structures}
    for rendu in rendus:
        bilan = Bilan.objects.select_related("partie__organisation", "partie__convention", "ca").get(
            ca=partie.ca, trimestre=rendu.trimestre, partie__organisation__nom=rendu.structure
        )
        _transmettre(partie, bilan, structures[rendu.structure])
        _lire(partie, bilan, rendu)


def rendus(
    structures: tuple[str, ...], trimestres: int, *, sauf: tuple[tuple[str, int], ...] = ()
) -> tuple[Rendu, ...]:
    """Accepted bilans of the first `trimestres` quarters, but for the (structure, quarter) of `sauf`."""
    return tuple(
        Rendu(nom, trimestre)
        for trimestre in range(1, trimestres + 1)
        for nom in structures
        if (nom, trimestre) not in sauf
    )


def _transmettre(partie: Partie, bilan: Bilan, structure: Structure) -> None:
    actor = partie.acteur_de(structure)
    with partie.le(bilan.fin + TRANSMISSION):
        version = bilans.open_draft(bilan, actor=actor)
        remplir(partie, bilan, version, actor)
        bilans.transmit(bilan, actor=actor)


def remplir(partie: Partie, bilan: Bilan, version: VersionBilan, actor: Actor) -> None:
    """Write every line of a draft, and what it ends with."""
    for action in actions_of(bilan):
        data, readings = _reponses(partie, bilan, action), _releves(partie, action, bilan.trimestre)
        bilans.save_line(version, action, actor=actor, data=data, readings=readings)
    told = partie.recit.paroles
    faits, besoins = (paroles.FAITS, paroles.BESOINS) if told else ((FAITS,) * 4, (BESOINS,) * 4)
    bilans.save_summary(
        version,
        actor=actor,
        faits_marquants=paroles.typo(faits[bilan.trimestre - 1]),
        besoins_ars=besoins[bilan.trimestre - 1],
    )


def _reponses(partie: Partie, bilan: Bilan, action: FicheAction) -> dict:
    """Fictitious answers, in words of their own when the story has some.

    Otherwise, one quarter in two, the groups aimed at are only partly reached.
    """
    if partie.recit.paroles:
        titles = [fiche.intitule for fiche in partie.recit.programme.actions]
        return paroles.reponses(titles.index(action.intitule), bilan.trimestre)
    data = {"ressources": Reponse.OUI, "groupes": Reponse.OUI, "realisation": Reponse.OUI, "objectifs": Reponse.OUI}
    if (bilan.trimestre + action.numero) % 2:
        data |= {"groupes": Reponse.PARTIEL, "groupes_pourquoi": POURQUOI}
    data |= {
        "freins": "Frein fictif\u00a0: disponibilité des locaux.",
        "leviers": "Levier fictif\u00a0: confiance entre équipes.",
    }
    if bilan.trimestre == LAST_QUARTER:
        aspects = "Aspects fictifs, pour la démonstration."
        data |= {
            "dynamique": Reponse.OUI,
            "dynamique_aspects": aspects,
            "pratiques": Reponse.OUI,
            "pratiques_aspects": aspects,
        }
        data |= {
            "ists": Reponse.OUI,
            "leviers_ists": [LevierISTS.INTERSECTORIALITE],
            "parcours": Reponse.OUI,
            "parcours_aspects": aspects,
        }
        data |= {"pistes": "Piste fictive\u00a0: préparer l’été plus tôt."}
    return data


def _releves(partie: Partie, action: FicheAction, trimestre: int) -> dict[int, dict]:
    told = _mesures(partie, action)
    return {
        row.pk: _valeur(told[row.libelle].releves[trimestre - 1]) | _par_sexe(told[row.libelle], trimestre)
        for row in action.indicateurs.exclude(type=TypeIndicateur.IP)
    }


def _par_sexe(mesure: Mesure, trimestre: int) -> dict:
    """The same figure told by sex, when the story has it."""
    if not mesure.femmes:
        return {}
    women = mesure.femmes[trimestre - 1]
    return {"parts": {"sexe-femmes": Decimal(women), "sexe-hommes": Decimal(mesure.releves[trimestre - 1] - women)}}


def _mesures(partie: Partie, action: FicheAction) -> dict[str, Mesure]:
    fiche = next(f for f in partie.recit.programme.actions if f.intitule == action.intitule)
    return {mesure.libelle: mesure for mesure in fiche.mesures}


def _valeur(releve: int | str) -> dict:
    return {"texte": releve} if isinstance(releve, str) else {"valeur": Decimal(releve)}


def _lire(partie: Partie, bilan: Bilan, rendu: Rendu) -> None:
    if not rendu.accepte and not rendu.a_completer:
        return
    bilan.refresh_from_db()
    with partie.le(bilan.fin + LECTURE):
        if rendu.a_completer:
            bilans.ask_completion(bilan, actor=partie.dd, commentaire=rendu.a_completer)
        else:
            bilans.accept(bilan, actor=partie.dd)


def relever_les_processus(partie: Partie, trimestres: int) -> None:
    """The process indicators, entered by the coordination for each ended quarter (decisions.md 29)."""
    rows = Indicateur.objects.filter(action__programme__ca=partie.ca, type=TypeIndicateur.IP).select_related("action")
    for trimestre in range(1, trimestres + 1):
        bilan = Bilan.objects.filter(ca=partie.ca, trimestre=trimestre).select_related("periode").first()
        with partie.le(bilan.fin + LECTURE):
            for row in rows.order_by("action__numero", "numero"):
                mesure = _mesures(partie, row.action)[row.libelle]
                releve = _valeur(mesure.releves[trimestre - 1])
                processus.record_reading(
                    row,
                    actor=partie.dd,
                    periode=bilan.periode,
                    trimestre=trimestre,
                    constat=releve.get("texte", "Relevé fictif, pour la démonstration."),
                    valeur=releve.get("valeur"),
                )


def preparer_l_evaluation(partie: Partie) -> None:
    """Two critères of each question, chosen before the programme starts (R-EVCA-10)."""
    with partie.le(partie.mois(7, 15)):
        evaluation = evaluation_ca.open_evaluation(partie.ca, actor=partie.dd)
        for critere in CritereReferentiel.objects.filter(ordre__lte=2).select_related("question"):
            selection = evaluation_ca.select_critere(evaluation, actor=partie.dd, critere=critere)
            indicateur = critere.question.indicateurreferentiels.filter(ordre=critere.ordre).first()
            evaluation_ca.select_indicateur(selection, actor=partie.dd, indicateur=indicateur)


def evaluer(partie: Partie) -> None:
    """The coopérative enters its evaluation, today."""
    with partie.le(partie.jour):
        phases.advance(partie.ca, actor=partie.dd, reserves=RESERVES)
