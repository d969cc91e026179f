"""The lists behind the figures of the animation: comités, activities, progress, coordination, new actors, trainings."""

from collections import defaultdict
from collections.abc import Callable

from django.db.models import Count, Prefetch

from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue, nombre, pourcentage
from cooperatives import chiffres_vie as formules
from cooperatives.enums import StatutTache
from cooperatives.models import Etape, SessionFormation, Tache
from portail.queries.region import animation
from portail.queries.region.liste_preuves import Cellule, Preuves, ca_, oui, texte
from portail.queries.region.situation import Base


def _ids(base: Base):
    return base.rows.order_by().values("pk")


def _jour(day) -> Cellule:
    return texte(date_longue(day) if day else "")


def comites(base: Base) -> Preuves:
    """F-16 and F-17: one row a comité held in the year."""
    cas = {ca.pk: ca for ca in base.cas}
    held = [row for row in animation.comites_de(_ids(base), base.jour) if row[2].le.year == base.annee]
    objects = sorted(held, key=lambda row: (cas[row[1]].reference, row[2].le, row[0]))

    def ligne(found: tuple) -> list[Cellule]:
        pk, ca_pk, row, gap = found
        ca = cas[ca_pk]
        in_time = row.ecrit_a_temps(base.jour)
        return [
            (date_longue(row.le), lien("cooperatives:reunion", ca_ref=ca.reference, reunion_id=pk)), ca_(ca.reference, ca.intitule),
            texte(gap), _jour(row.valide_le), texte("pas encore dû" if in_time is None else "oui" if in_time else "non"),
            texte(f"{len(row.venus)} sur {len(row.attendus)}" if row.attendus else ""), oui(row.habitants),
        ]  # fmt: skip

    columns = [
        "Comité tenu le", "Coopérative", "Jours depuis le précédent", "Compte rendu validé le", "Dans les quinze jours",
        "Membres venus", "Habitants présents",
    ]  # fmt: skip
    return Preuves(f"Comités de pilotage tenus en {base.annee}", animation.F_16.phrase, columns, objects, ligne)


def activites(base: Base) -> Preuves:
    """F-18: one row an activity."""
    rows = animation.activites_de(_ids(base), [base.annee]).select_related("ca__departement")
    objects = rows.order_by("ca__departement__code", "ca__reference", "le", "pk")

    def ligne(row) -> list[Cellule]:
        page = lien("cooperatives:participation", ca_ref=row.ca.reference)
        return [
            (row.intitule, f"{page}#activite-{row.pk}"), ca_(row.ca.reference, row.ca.intitule), texte(row.ca.departement.code),
            _jour(row.le), texte(row.get_niveau_prevu_display()), texte(row.get_niveau_reel_display()), texte(row.nb_habitants),
        ]  # fmt: skip

    columns = ["Activité", "Coopérative", "Département", "Date", "Niveau prévu", "Niveau atteint", "Habitants"]
    return Preuves(f"Activités avec les habitants en {base.annee}", animation.F_18.phrase, columns, objects, ligne)


def avancement(base: Base) -> Preuves:
    """F-23: one row a running coopérative, of the day."""
    running = [ca for ca in base.cas if ca.en_cours]
    stages, tasks = defaultdict(list), defaultdict(list)
    rows = Etape.objects.filter(ca__in=_ids(base)).exclude(statut=StatutTache.ABANDONNEE).order_by()
    for ca, statut in rows.values_list("ca", "statut"):
        stages[ca].append(statut)
    told = Tache.objects.filter(etape__ca__in=_ids(base)).order_by().values_list("etape__ca", "statut", "charge_jours")
    for ca, statut, charge in told:
        tasks[ca].append((statut, charge))

    def ligne(ca) -> list[Cellule]:
        done, whole = formules.faites(tasks[ca.pk])
        page = lien("cooperatives:tableau_de_bord", ca_ref=ca.reference)
        return [
            (ca.intitule, page), texte(f"{stages[ca.pk].count(StatutTache.TERMINEE)} sur {len(stages[ca.pk])}"),
            texte(f"{nombre(done)} sur {nombre(whole)}" if whole else ""), texte(pourcentage(100 * done / whole) if whole else ""),
        ]  # fmt: skip

    columns = ["Coopérative", "Étapes terminées", "Tâches terminées (en charge)", "Part"]
    return Preuves("Avancement des tableaux de bord", animation.F_23.phrase, columns, running, ligne)


def coordination(base: Base) -> Preuves:
    """F-33: one row a running coopérative that has, or had, a coordinator."""
    lines, last = animation.changements_de(_ids(base)), animation.dernier_jour(base.annee, base.jour)
    known = {ca.pk: formules.dernier_changement(lines[ca.pk], last) for ca in base.cas if ca.pk in lines}
    objects = [ca for ca in base.cas if known.get(ca.pk)]

    def ligne(ca) -> list[Cellule]:
        changed = known[ca.pk]
        page = lien("cooperatives:lettres_mission", ca_ref=ca.reference)
        return [(ca.intitule, page), _jour(changed), texte(formules.mois_entiers(changed, last))]

    columns = ["Coopérative", "Dernier changement de coordinateur", "Mois entiers depuis"]
    return Preuves(
        f"Stabilité de la coordination au {date_longue(last)}", animation.F_33.phrase, columns, objects, ligne
    )


def nouveaux(base: Base) -> Preuves:
    """F-26: one row a member that is new in health promotion."""
    rows = animation.nouveaux_de(_ids(base)).filter(le__year=base.annee)
    objects = rows.select_related("ca__departement", "membre__organisation").order_by("ca__departement__code", "ca__reference", "le", "pk")  # fmt: skip

    def ligne(row) -> list[Cellule]:
        page = lien("cooperatives:ars", ca_ref=row.ca.reference)
        return [
            (row.membre.organisation.nom, page), ca_(row.ca.reference, row.ca.intitule), texte(row.ca.departement.code),
            _jour(row.le), texte(row.texte),
        ]  # fmt: skip

    columns = ["Acteur nouveau", "Coopérative", "Département", "Date", "Ce qui s’est passé"]
    return Preuves(f"Acteurs nouveaux en {base.annee}", animation.F_26.phrase, columns, objects, ligne)


def formations(base: Base) -> Preuves:
    """F-34: one row a support, or a training to animate."""
    deps = {ca.departement for ca in base.cas}
    days = Prefetch("sessions", queryset=SessionFormation.objects.filter(le__year=base.annee))
    rows = animation.formations_de(_ids(base), deps, [base.annee]).select_related("ca__departement")
    objects = rows.annotate(inscrits=Count("inscriptions__contact", distinct=True)).prefetch_related(days)

    def ligne(row) -> list[Cellule]:
        ca = row.ca
        page = lien("cooperatives:formation", ca_ref=ca.reference, pk=row.pk) if ca else ""
        return [
            (row.intitule, page), texte(row.get_type_display()), ca_(ca.reference, ca.intitule) if ca else texte("Proposée par le siège"),
            texte(nombre(row.jours)), texte(row.inscrits),
        ]  # fmt: skip

    columns = ["Formation", "Type", "Coopérative", "Jours de l’année", "Inscrits"]
    return Preuves(
        f"Accompagnements et formations en {base.annee}", animation.F_34.phrase, columns, objects.order_by("type", "pk"), ligne
    )  # fmt: skip


LISTES: dict[str, Callable[[Base], Preuves]] = {
    animation.COMITES: comites, animation.ACTIVITES: activites, animation.AVANCEMENT: avancement,
    animation.COORDINATION: coordination, animation.NOUVEAUX: nouveaux, animation.FORMATIONS: formations,
}  # fmt: skip
