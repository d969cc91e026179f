"""The note composed from the reading of the région: the same counts as its pages, section by section."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from conventions import chiffres_annuels as annuels
from conventions import chiffres_argent
from conventions.queries import chiffres_argent as argent
from coop.territories.models import Departement
from coop.ui.typographie import avec_nombre, nombre, pourcentage
from cooperatives.models import Cooperative
from cooperatives.queries import plan
from evaluation.queries import territoires
from evaluation.queries.origine import Distribution, repondu
from evaluation.queries.territoires import Comptes
from portail.models import REGION
from portail.note_regionale.modele import ChiffreNote, Exercice, Note, Section, TableauNote
from portail.queries.region import (
    chiffres,
    continuite,
    enseignements,
    mesures,
    preuves,
    preuves_annee,
    repartition,
    situation,
    vigilance,
)
from portail.queries.region.portee import Portee
from portail.queries.region.situation import Base

RIEN = annuels.RIEN


class UnknownTerritory(LookupError):
    """Neither the région nor one of its départements."""


def base_de(territoire: str, exercice: Exercice, jour: date) -> Base:
    departements = Departement.objects.defer("trace").order_by("code")
    if territoire == REGION:
        held, rows = Portee(list(departements), True), Cooperative.objects.all()
    else:
        found = list(departements.filter(code=territoire))
        if not found:
            raise UnknownTerritory(territoire)
        held, rows = Portee(found, False), Cooperative.objects.filter(departement=found[0])
    return situation.lire(rows, held, jour, entier=True, annee=exercice.annee)


def composer(territoire: str, exercice: Exercice, jour: date) -> Note:
    """What the territory is that day, what its bilans say of the period, what its year costs; a fixed number of statements."""
    base = base_de(territoire, exercice, jour)
    appris = enseignements.compter(base.rows, [jour.year], jour)
    sections = [
        _qui(base), _conventions(base), _bilans(base, exercice), _conformite(base, exercice), _finance(base),
        _freins(base, appris), _vigilance(base), _recommandations(base, appris), _a_reconduire(base), _non_reconduites(base),
        _deploiement(base),
    ]  # fmt: skip
    told = [section for section in sections if section is not None]
    return Note(base.portee.nom, exercice.nom, jour.isoformat(), told, _carte(base))


def _carte(base: Base) -> list[dict]:
    drawn = plan.a_dessiner(base.rows, base.groupes)
    return [asdict(row) | {"url": "", "communes": list(row.communes)} for row in drawn]


def _lus(definitions: Iterable[annuels.Definition], comptes: annuels.Comptes, annee: int) -> list[ChiffreNote]:
    return [ChiffreNote.de_lecture(annuels.lire(d, comptes, annee), comptes) for d in definitions]


def _par_departement(
    base: Base, definitions: list[annuels.Definition], comptes: annuels.Comptes, titre: str, annee: int
) -> list[TableauNote]:
    """One row a département, and the whole; nothing when there is one département only."""
    places = [(d.code, d.nom) for d in base.portee.departements]
    if len(places) == 1:
        return []
    told = annuels.tableau(definitions, comptes, annee, places)
    lines = [*told.lignes, ("Ensemble", told.ensemble)]
    return [
        TableauNote(
            titre, ["Département", *told.titres], [[name, *(cell for _, cell in cells)] for name, cells in lines]
        )
    ]


def _qui(base: Base) -> Section:
    counted = situation.mesurer(base)
    found = [
        c
        for c in (*chiffres.cles(counted, base.periode), *chiffres.autres(counted, mesures.completer(base.rows)))
        if c.code not in ("F-07", "F-08", "F-09")
    ]
    shared = repartition.repartir(base.rows, base.groupes, base.portee.departements)
    table = _etapes(shared.etapes)
    themes = TableauNote(
        "Coopératives par thématique", ["Thématique", "Coopératives"], [[name, nombre(n)] for name, n in shared.thematiques],
        note="Une coopérative de deux thématiques compte dans chacune.",
    )  # fmt: skip
    return Section(
        "qui",
        "Qui nous sommes",
        [ChiffreNote.de_chiffre(c) for c in found],
        [table, *([themes] if themes.lignes else [])],
    )


def _etapes(steps: repartition.Tableau) -> TableauNote:
    """One row a département; of a single one, one row a stage."""
    if len(steps.lignes) == 1:
        return TableauNote(
            "Coopératives par étape", ["Étape", "Coopératives"], [[name, nombre(n)] for name, n in steps.totaux]
        )
    rows = [*steps.lignes, ("Ensemble", steps.totaux)]
    return TableauNote(
        "Coopératives par département et par étape", ["Département", *steps.colonnes],
        [[name, *(nombre(n) for _, n in cells)] for name, cells in rows],
    )  # fmt: skip


def _conventions(base: Base) -> Section:
    counted = continuite.compter(base.rows, annuels.annees_de(base.annee), base.jour)
    shown = [d for d in continuite.DEFINITIONS if d.code != "F-24"]
    return Section(
        "conventions", "Conventions et partenaires", _lus(shown, counted, base.annee),
        _par_departement(base, shown, counted, f"Conventions et partenaires en {base.annee}, par département", base.annee),
    )  # fmt: skip


def _bilans(base: Base, exercice: Exercice) -> Section:
    quarters = exercice.trimestres
    counted = territoires.comptes_par_trimestre(base.rows, quarters[0], quarters[-1], base.jour)
    known = [(quarter, counted[quarter]) for quarter in quarters if counted[quarter].attendus]
    whole = sum((row for _, row in known), Comptes())
    if not whole.attendus:
        return Section("bilans", "Bilans trimestriels", vide=f"Aucun bilan n’est attendu {exercice.libelle}.")
    rows = [[quarter.nom.capitalize(), *_ligne_de_bilans(k)] for quarter, k in known]
    table = TableauNote(
        "Bilans attendus, trimestre par trimestre",
        ["Attendus de", "Reçus", "À la date", "En retard", "Indicateurs d’activité, du prévu", "Bénéficiaires touchés"], rows,
        note="D’après la date à laquelle les bilans sont attendus.",
    )  # fmt: skip
    return Section("bilans", "Bilans trimestriels", _chiffres_de_bilans(whole), [table] if len(rows) > 1 else [])


def _ligne_de_bilans(k: Comptes) -> list[str]:
    return [
        f"{nombre(k.recus)} sur {nombre(k.attendus)}", f"{nombre(k.a_temps.numerateur)} sur {nombre(k.a_temps.denominateur)}",
        nombre(k.en_retard), _taux(k.chiffres.realisation),
        f"{nombre(k.chiffres.beneficiaires.numerateur)} sur {nombre(k.chiffres.beneficiaires.denominateur)}",
    ]  # fmt: skip


def _taux(value) -> str:
    return RIEN if value is None else pourcentage(value)


def _brut(value) -> str:
    return "" if value is None else str(round(value, 2))


def _chiffres_de_bilans(k: Comptes) -> list[ChiffreNote]:
    people, time = k.chiffres.beneficiaires, k.a_temps
    return [
        ChiffreNote(
            "F-09", "bilans à la date", _taux(time.pourcent), f"{nombre(time.numerateur)} transmis à temps sur {nombre(time.denominateur)} dus\u00a0; {nombre(k.recus)} reçus en comptant les retards",
            "Bilans transmis au plus tard à leur date, rapportés aux bilans dus dans la période.", _brut(time.pourcent),
        ),
        ChiffreNote(
            "F-10", "réalisation des indicateurs d’activité", _taux(k.chiffres.realisation), f"sur {avec_nombre(k.chiffres.renseignes, 'indicateur renseigné,indicateurs renseignés')}",
            "Moyenne des taux réalisé sur prévu, chacun plafonné à 100\u00a0%\u00a0; les unités ne sont jamais additionnées.", _brut(k.chiffres.realisation),
        ),
        ChiffreNote(
            "F-12", "bénéficiaires touchés, du prévu", _taux(people.pourcent), f"{nombre(people.numerateur)} sur {nombre(people.denominateur)} prévus",
            "Somme des bénéficiaires touchés, rapportée à ceux prévus pour les mêmes actions et périodes. Une personne touchée par deux actions peut être comptée deux fois.", _brut(people.pourcent),
        ),
    ]  # fmt: skip


def _conformite(base: Base, exercice: Exercice) -> Section:
    conformity, contribution = territoires.reponses(base.rows, exercice)
    tables = [_reponses("F-13. Comme prévu\u00a0?", conformity)] if repondu(conformity) else []
    if repondu(contribution):
        levers = territoires.leviers(base.rows, exercice)
        tables += [
            _reponses("F-14. Ce que les actions ont changé", contribution),
            TableauNote(
                "F-15. Leviers activés contre les inégalités",
                ["Levier", "Actions"],
                [[label, nombre(n)] for label, n in levers],
            ),
        ]
    return Section(
        "conformite", "Conformité et contribution", tableaux=tables,
        vide="" if tables else f"Aucune réponse dans les bilans attendus {exercice.libelle}.",
    )  # fmt: skip


def _reponses(titre: str, rows: list[Distribution]) -> TableauNote:
    def cell(part) -> str:
        return f"{nombre(part.numerateur)} ({pourcentage(part.pourcent)})" if part.denominateur else RIEN

    lines = [
        [d.question.libelle, *(cell(part) for _, part in d.parts), nombre(d.parts[0][1].denominateur)] for d in rows
    ]
    return TableauNote(titre, ["Question", "Oui", rows[0].question.partiel, "Non", "Réponses"], lines)


def _finance(base: Base) -> Section:
    counted = argent.compter(base.rows, annuels.annees_de(base.annee), base.jour)
    shown = chiffres_argent.DEFINITIONS
    return Section(
        "finance", "Financements", _lus(shown, counted, base.annee),
        _par_departement(base, shown, counted, f"Financements {base.annee}, par département", base.annee),
    )  # fmt: skip


def _freins(base: Base, counted: annuels.Comptes) -> Section:
    shown = [enseignements.F_27, enseignements.F_27_AGE, enseignements.F_27_LEVES, enseignements.F_27_LEVIERS]
    rows = enseignements.axes(base.rows, annuels.ensemble(counted, base.jour.year))
    summary = TableauNote(
        "Axe par axe", ["Axe", "Freins ouverts", "Freins levés", "Leviers"],
        [[axe.nom, nombre(axe.ouverts), nombre(axe.leves), nombre(axe.leviers)] for axe in rows],
    )  # fmt: skip
    said = [
        [axe.nom, kind, label, nombre(n)]
        for axe in rows
        for kind, told in (("frein", axe.freins_dits), ("levier", axe.leviers_dits))
        for label, n in told
    ]
    words = TableauNote(
        "Dans les mots du tableau des leviers et des freins",
        ["Axe", "Nature", "Levier ou frein", "Coopératives"],
        said,
        3,
    )
    return Section(
        "freins", "Leviers et freins", _lus(shown, counted, base.jour.year), [summary, *([words] if said else [])]
    )


def _vigilance(base: Base) -> Section:
    counted = vigilance.compter(base.rows, [base.jour.year], base.jour)
    whole = annuels.ensemble(counted, base.jour.year)
    table = TableauNote(
        "Les sept points de vigilance", ["Point", "Traité", "En cours", "Non traité"],
        [[str(p.label), nombre(c["traite"]), nombre(c["en_cours"]), nombre(c["non_traite"])] for p, _, c in vigilance.totaux_des_points(whole)],
    )  # fmt: skip
    return Section(
        "vigilance",
        "Principes, vigilance et diagnostics",
        _lus(vigilance.DEFINITIONS, counted, base.jour.year),
        [table],
    )


def _recommandations(base: Base, counted: annuels.Comptes) -> Section:
    whole = annuels.ensemble(counted, base.jour.year)
    rows = enseignements.recommandations([d.pk for d in base.portee.departements], whole)
    words = [word.capitalize() for word, _ in rows[0][1]]
    table = TableauNote(
        "Réponses aux vingt-neuf recommandations",
        ["Qui répond", *words],
        [[who, *(nombre(n) for _, n in told)] for who, told in rows],
    )
    shown = [d for d in enseignements.DEFINITIONS if d.code in ("F-30", "F-31", "F-32")]
    return Section("recommandations", "Recommandations et évaluation", _lus(shown, counted, base.jour.year), [table])


def _a_reconduire(base: Base) -> Section:
    tables = [TableauNote.de_preuves(preuves.conventions(base, etat), (0, 2, 3)) for etat in ("a_reconduire", "echues")]
    kept = [table for table in tables if table.lignes]
    return Section(
        "a-reconduire",
        "Conventions à reconduire",
        tableaux=kept,
        vide="" if kept else "Aucune convention à reconduire avant deux mois, aucune échue.",
    )


def _non_reconduites(base: Base) -> Section:
    table = TableauNote.de_preuves(preuves_annee.non_reconduites(base), (0, 1, 4, 5))
    counted = continuite.compter(base.rows, [base.annee], base.jour)
    shown = _lus([continuite.F_24, continuite.F_24_NON], counted, base.annee)
    empty = "" if table.lignes else f"Aucune action n’a été arrêtée pour une échéance de {base.annee}."
    return Section(
        "non-reconduites", "Actions non reconduites, et pourquoi", shown, [table] if table.lignes else [], vide=empty
    )


def _deploiement(base: Base) -> Section | None:
    """Of the région, or of a département without any; said nowhere else."""
    missing = situation.surveiller(base).sans_cooperative
    if not missing and not base.portee.entiere:
        return None
    if not missing:
        return Section(
            "deploiement",
            "Départements sans coopérative",
            vide="Chaque département a au moins une coopérative en cours.",
        )
    names = ", ".join(f"{d.nom} ({d.code})" for d in missing)
    return Section(
        "deploiement", "Départements sans coopérative", phrases=[f"Pas de coopérative en cours\u00a0: {names}."]
    )
