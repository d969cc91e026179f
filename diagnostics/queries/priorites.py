"""The priorisation as one reads it."""

from dataclasses import dataclass

from django.db.models import Sum

from coop.journal.actors import Actor
from diagnostics import rules
from diagnostics.classement import Classement, Critere, Marque, Place, classer
from diagnostics.models import Besoin, Bulletin, Diagnostic, NoteBesoin, Priorisation


@dataclass(frozen=True)
class LigneResultat:
    """A need beside its place."""

    besoin: Besoin
    place: Place
    egalites: list[Besoin]


@dataclass(frozen=True)
class LecturePriorisation:
    """What the page shows: the vote, who voted, the result once it may be read."""

    priorisation: Priorisation
    bulletins: list[Bulletin]
    classement: Classement
    lignes: list[LigneResultat]
    ouverte: bool
    mon_bulletin: Bulletin | None
    may_write: bool
    may_vote: bool

    @property
    def votants(self) -> int:
        return self.classement.votants


def resultat(priorisation: Priorisation, besoins: list[Besoin]) -> Classement:
    """The ranks of `besoins` (3 statements)."""
    criteria = [Critere(c.pk, c.libelle, c.poids) for c in priorisation.criteres.all()]
    marks = NoteBesoin.objects.filter(bulletin__priorisation=priorisation)
    rows = marks.values_list("besoin_id", "critere_id", "valeur", "bulletin__voix")
    voters = priorisation.bulletins.aggregate(n=Sum("voix"))["n"] or 0
    return classer([b.pk for b in besoins], criteria, [Marque(*row) for row in rows], voters)


def lignes(classement: Classement, besoins: list[Besoin]) -> list[LigneResultat]:
    """Needs from the first to the last."""
    by_key = {besoin.pk: besoin for besoin in besoins}
    return [LigneResultat(by_key[p.besoin], p, [by_key[k] for k in p.egalites]) for p in classement.places]


def read(diagnostic: Diagnostic, actor: Actor) -> LecturePriorisation | None:
    """The priorisation of a version for `actor`; None when it is not prepared."""
    row = Priorisation.objects.filter(diagnostic=diagnostic).select_related("diagnostic__ca").first()
    if row is None:
        return None
    needs = list(diagnostic.besoins.order_by("numero"))
    result = resultat(row, needs)
    ballots = list(row.bulletins.select_related("contact__organisation").order_by("id"))
    mine = next((b for b in ballots if actor.contact_id and b.contact_id == actor.contact_id), None)
    return LecturePriorisation(
        priorisation=row,
        bulletins=ballots,
        classement=result,
        lignes=lignes(result, needs),
        ouverte=rules.takes_votes(row),
        mon_bulletin=mine,
        may_write=rules.may_write(actor, row.diagnostic),
        may_vote=rules.may_vote(actor, row.diagnostic),
    )


def marks_of(priorisation: Priorisation, contact_id: int) -> dict[str, str]:
    """The marks somebody already gave, by name of field (`n-<need>-<criterion>`)."""
    rows = NoteBesoin.objects.filter(bulletin__priorisation=priorisation, bulletin__contact=contact_id)
    return {f"n-{n}-{c}": str(value) for n, c, value in rows.values_list("besoin_id", "critere_id", "valeur")}
