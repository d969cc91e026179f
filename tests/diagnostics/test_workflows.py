"""The verbs of the diagnosis, over played time."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from coop import horloge
from coop.accounts.predicates import Refused
from coop.gates import Blocked
from coop.journal.models import Entry
from coop.territories.models import Serie, ValeurReference
from coop.versions import StaleVersion
from diagnostics import gates, workflows
from diagnostics.enums import CouvertureBesoin, Niveau, RaisonAbsence, StatutDiagnostic
from tests.factories import cooperatives as fabrique


def test_open_version_writes_the_four_analyses(diagnostic):
    assert [a.niveau for a in diagnostic.analyses.order_by("id")] == list(Niveau.values)
    assert diagnostic.numero == 1


def test_open_version_twice_gives_the_same_draft(diagnostic, ca, dd78):
    assert workflows.open_version(ca, actor=dd78.actor) == diagnostic


def test_open_version_is_refused_to_a_partner(ca):
    user, _ = fabrique.partenaire(ca)

    with pytest.raises(Refused):
        workflows.open_version(ca, actor=user.actor)


def test_validate_says_everything_that_is_missing(diagnostic, dd78):
    with pytest.raises(Blocked) as blocked:
        workflows.validate(diagnostic, actor=dd78.actor, on=date(2026, 3, 9), instance="COPIL")

    codes = [m.code for m in blocked.value.manques]
    assert codes == [
        "analyse_besoins",
        "analyse_demande",
        "analyse_ressources",
        "analyse_offre",
        "concertation",
        "problematique",
    ]


def test_validate_records_instance_and_opens_the_gate(complet, dd78, ca):
    assert gates.diagnostic_valide(ca)

    with horloge.at(date(2026, 3, 10)):
        workflows.validate(complet, actor=dd78.actor, on=date(2026, 3, 9), instance="Comité de pilotage")

    assert complet.statut == StatutDiagnostic.VALIDE
    assert gates.diagnostic_valide(ca) == []
    assert Entry.objects.filter(verb="diagnostic.validate", ca_id=ca.pk).count() == 1


def test_validate_refuses_a_date_to_come(complet, dd78):
    with horloge.at(date(2026, 3, 8)), pytest.raises(Blocked) as blocked:
        workflows.validate(complet, actor=dd78.actor, on=date(2026, 3, 9), instance="COPIL")

    assert [m.code for m in blocked.value.manques] == ["date_validation"]


def test_validate_is_refused_to_a_partner(complet, ca):
    user, _ = fabrique.partenaire(ca)

    with pytest.raises(Refused):
        workflows.validate(complet, actor=user.actor, on=date(2026, 3, 9), instance="COPIL")


def test_a_validated_version_is_not_rewritten(complet, dd78):
    workflows.validate(complet, actor=dd78.actor, on=date(2026, 3, 9), instance="COPIL")

    with pytest.raises(Refused):
        workflows.write_frame(complet, actor=dd78.actor, problematique="Autre chose")


def test_the_next_version_copies_and_replaces(complet, dd78, ca):
    workflows.add_besoin(
        complet, actor=dd78.actor, libelle="Un besoin", niveau=Niveau.BESOINS, couverture=CouvertureBesoin.PARTIEL
    )
    workflows.validate(complet, actor=dd78.actor, on=date(2026, 3, 9), instance="COPIL")

    second = workflows.open_version(ca, actor=dd78.actor)

    assert second.numero == 2
    assert second.problematique == complet.problematique
    assert [a.constats for a in second.analyses.all()] == ["Un constat fictif."] * 4
    assert [b.libelle for b in second.besoins.all()] == ["Un besoin"]
    assert not second.concertations.exists()
    workflows.add_concertation(
        second, actor=dd78.actor, date=date(2026, 9, 1), intitule="Retour", participants="Membres", compte_rendu="Vu."
    )
    workflows.validate(second, actor=dd78.actor, on=date(2026, 9, 2), instance="COPIL")
    complet.refresh_from_db()
    assert complet.statut == StatutDiagnostic.REMPLACE


def test_write_analysis_over_an_old_version_is_refused(diagnostic, dd78):
    analyse = diagnostic.analyses.get(niveau=Niveau.OFFRE)
    workflows.write_analysis(analyse, actor=dd78.actor, constats="Premier", version=1)
    late = diagnostic.analyses.get(niveau=Niveau.OFFRE)

    with pytest.raises(StaleVersion):
        workflows.write_analysis(late, actor=dd78.actor, constats="Second", version=1)


def test_a_partner_proposes_a_need_but_does_not_rank_it(diagnostic, ca):
    user, _ = fabrique.partenaire(ca)
    fields = {"libelle": "Un besoin", "niveau": Niveau.DEMANDE, "couverture": CouvertureBesoin.NON_COUVERT}

    besoin = workflows.add_besoin(diagnostic, actor=user.actor, **fields)

    assert besoin.numero == 1
    with pytest.raises(Refused):
        workflows.update_besoin(besoin, actor=user.actor, retenu=True)


def test_two_retained_needs_cannot_share_a_rank(diagnostic, dd78):
    fields = {"niveau": Niveau.DEMANDE, "couverture": CouvertureBesoin.NON_COUVERT, "retenu": True, "priorite": 1}
    workflows.add_besoin(diagnostic, actor=dd78.actor, libelle="Un", **fields)

    with pytest.raises(ValidationError, match="déjà ce rang"):
        workflows.add_besoin(diagnostic, actor=dd78.actor, libelle="Deux", **fields)


def test_pulled_figures_never_make_a_zero_of_what_is_not_published(diagnostic, dd78, ca):
    serie = Serie.objects.create(code="taux", libelle="Taux", source="INSEE", annee=2021)
    absente = Serie.objects.create(code="absente", libelle="Absente", source="INSEE", annee=2021)
    for commune in ca.communes.all():
        ValeurReference.objects.create(serie=serie, niveau="com", code=commune.code, valeur=12)

    workflows.pull_figures(diagnostic, actor=dd78.actor, series=[serie.code, absente.code])
    workflows.pull_figures(diagnostic, actor=dd78.actor, series=[serie.code, absente.code])

    rows = {d.serie_code: d for d in diagnostic.donnees.all()}
    assert len(rows) == diagnostic.donnees.count() == 2
    assert rows["absente"].valeur is None
    assert rows["absente"].raison_absence == RaisonAbsence.NON_DISPONIBLE


def test_history_of_the_problematique_is_dated_by_the_clock(diagnostic, dd78):
    with horloge.at(date(2025, 5, 6)):
        workflows.write_frame(diagnostic, actor=dd78.actor, problematique="En mai")

    assert diagnostic.history.order_by("-history_id").first().history_date.date() == date(2025, 5, 6)


def test_advice_of_the_diagnosis(diagnostic, ca, dd78):
    assert [m.code for m in gates.acteurs_associes(ca)] == ["acteurs_associes"]
    assert [m.code for m in gates.besoin_non_couvert(ca)] == ["besoin_non_couvert"]
    member = fabrique.membre(ca)
    workflows.write_frame(diagnostic, actor=dd78.actor, acteurs_associes=[member.organisation])
    workflows.add_besoin(
        diagnostic, actor=dd78.actor, libelle="B", niveau=Niveau.OFFRE, couverture=CouvertureBesoin.PARTIEL, retenu=True
    )
    assert gates.acteurs_associes(ca) == gates.besoin_non_couvert(ca) == []
