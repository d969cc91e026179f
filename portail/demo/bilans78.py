"""What happens around the bilans of CA-78: a question on a figure, a bilan typed for a partner, drafts under way."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from conventions.enums import TypeIndicateur
from evaluation.completude import actions_of
from evaluation.enums import CanalSaisie, Reponse
from evaluation.models import Bilan
from evaluation.tableur.feuilles import Feuille, classeur_de, lire_feuilles, nom_du_fichier
from evaluation.workflows import bilans, examen, pour_compte, tableur
from portail.demo import paroles, suivi
from portail.demo.joueur import Partie

EN_LIGNE = " Une permanence de plus depuis novembre."
DANS_LE_TABLEUR = "Deux permanences ont ouvert ce trimestre."
INFORMATRICE = "responsable des séances (fonction fictive)"


def questionner(partie: Partie, structure: str, trimestre: int, question: str) -> None:
    """The coordination asks where a result comes from, and sends its question."""
    bilan = _bilan(partie, structure, trimestre)
    version = bilan.versions.get(transmise_le__isnull=False)
    action = actions_of(bilan).first()
    resultat = action.indicateurs.filter(type=TypeIndicateur.IR).first()
    with partie.le(bilan.fin + suivi.LECTURE):
        examen.mark_read(version, actor=partie.dd)
        examen.ask(version, actor=partie.dd, action=action, champ=f"i{resultat.pk}", question=question)
        bilans.ask_completion(bilan, actor=partie.dd, commentaire="")


def saisir_pour(partie: Partie, structure: str, trimestre: int) -> None:
    """A partner without time tells its quarter by telephone; it has not confirmed yet."""
    bilan = _bilan(partie, structure, trimestre)
    with partie.le(bilan.fin + timedelta(days=20)) as jour:
        version = pour_compte.begin(
            bilan, actor=partie.dd, informateur=INFORMATRICE, recueilli_le=jour, canal=CanalSaisie.TELEPHONE
        )
        bilan.refresh_from_db()
        suivi.remplir(partie, bilan, version, partie.dd)
        pour_compte.ask_confirmation(bilan, actor=partie.dd)


def commencer(partie: Partie, structure: str, trimestre: int) -> None:
    """A draft under way in the quarter that runs: the first action, without its figures."""
    bilan = _bilan(partie, structure, trimestre)
    actor = partie.acteur_de(next(s for s in partie.recit.structures if s.nom == structure))
    with partie.le(partie.jour):
        version = bilans.open_draft(bilan, actor=actor)
        bilans.save_summary(version, actor=actor, faits_marquants=paroles.FAITS[trimestre - 1], besoins_ars="")


def rendre_un_tableur(partie: Partie, structure: str, trimestre: int) -> None:
    """The same draft by workbook: given back with figures, one that is no number, and words that somebody has changed on line since."""
    bilan = _bilan(partie, structure, trimestre)
    actor = partie.acteur_de(next(s for s in partie.recit.structures if s.nom == structure))
    with partie.le(partie.jour):
        feuilles = lire_feuilles(bilan)
        remis = tableur.remettre(bilan, feuilles, actor=actor)
        version = bilans.open_draft(bilan, actor=actor)
        bilans.save_summary(
            version, actor=actor, faits_marquants=paroles.FAITS[trimestre - 1] + EN_LIGNE, besoins_ars=""
        )
        for feuille in feuilles:
            feuille.valeurs |= dict(_tapees(feuille))
        upload = SimpleUploadedFile(nom_du_fichier(bilan), classeur_de(bilan, remis, feuilles))
        tableur.deposer(bilan, upload, actor=actor)


def _tapees(feuille: Feuille) -> Iterator[tuple[str, object]]:
    """What somebody types in a sheet."""
    if feuille.saisie is None:
        yield f"{feuille.prefixe}.faits_marquants", DANS_LE_TABLEUR
        return
    figures = [case for case in feuille.cases if case.numero and 19 <= case.numero <= 24]
    for rank, case in enumerate(figures):
        yield case.cle, "une quinzaine" if rank else 12
    for champ in ("ressources", "groupes", "realisation"):
        yield f"{feuille.prefixe}.{champ}", Reponse.OUI.value


def _bilan(partie: Partie, structure: str, trimestre: int) -> Bilan:
    rows = Bilan.objects.select_related("partie__organisation", "partie__convention", "ca__departement")
    return rows.get(ca=partie.ca, trimestre=trimestre, partie__organisation__nom=structure)
