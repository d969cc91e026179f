"""Indicators (R-EVA-02, R-EVA-09, R-EVA-10, R-EVA-13)."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from conventions.models import FicheAction, Indicateur
from conventions.workflows import actions
from conventions.workflows import indicateurs as verbs
from coop.accounts.predicates import Refused
from coop.versions import StaleVersion


def test_add_numbers_in_each_type(s):
    action = s.action()
    rows = [s.indicateur(action, kind) for kind in ("ia", "ip", "ia", "ir")]

    assert [(row.type, row.numero) for row in rows] == [("ia", 1), ("ip", 1), ("ia", 2), ("ir", 1)]


@pytest.mark.parametrize(
    ("type", "sous_type", "allowed"),
    [
        ("ip", "", True),
        ("ia", "", True),
        ("ir", "intermediaire", True),
        ("ir", "final", True),
        ("ir", "", False),
        ("ip", "final", False),
        ("ia", "intermediaire", False),
    ],
)
def test_sous_type_if_and_only_if_result(s, type, sous_type, allowed):
    action = s.action()
    if allowed:
        assert s.indicateur(action, type, sous_type=sous_type).sous_type == sous_type
        return
    with pytest.raises(ValidationError, match="et seulement pour lui"):
        s.indicateur(action, type, sous_type=sous_type)
    with pytest.raises(IntegrityError, match="indicateur_sous_type_si_et_seulement_si_ir"), transaction.atomic():
        Indicateur.objects.create(action=action, type=type, sous_type=sous_type, libelle="X", sources_methodes="Y")


@pytest.mark.parametrize(
    ("type", "nature", "allowed"),
    [
        ("ia", "quantitatif", True),
        ("ia", "qualitatif", False),
        ("ip", "quantitatif", False),
        ("ir", "quantitatif", False),
    ],
)
def test_beneficiaries_are_counted_by_a_figure_of_activity(s, type, nature, allowed):
    action = s.action()
    if allowed:
        assert s.indicateur(action, type, nature=nature, beneficiaires=True).beneficiaires
        return
    with pytest.raises(ValidationError, match="compter des bénéficiaires"):
        s.indicateur(action, type, nature=nature, beneficiaires=True)
    sous_type = "final" if type == "ir" else ""
    with pytest.raises(IntegrityError, match="indicateur_beneficiaires_est_un_ia_quantitatif"), transaction.atomic():
        Indicateur.objects.create(
            action=action,
            type=type,
            sous_type=sous_type,
            nature=nature,
            beneficiaires=True,
            libelle="X",
            sources_methodes="Y",
        )


def test_indicateur_numero_unique_holds_in_the_database(s):
    row = s.indicateur(s.action())

    with pytest.raises(IntegrityError), transaction.atomic():
        Indicateur.objects.create(action=row.action, type="ia", numero=1, libelle="X", sources_methodes="Y")
    assert "indicateur_numero_unique" in {c.name for c in Indicateur._meta.constraints}


@pytest.mark.parametrize("name", ["valeur_initiale", "valeur_cible"])
def test_qualitative_indicator_has_no_figure(s, name):
    with pytest.raises(ValidationError) as refused:
        s.indicateur(s.action(), "ip", nature="qualitatif", **{name: Decimal(3)})
    assert list(refused.value.message_dict) == [name]


@pytest.mark.parametrize("name", ["libelle", "sources_methodes"])
def test_indicator_says_what_and_from_where(s, name):
    with pytest.raises(ValidationError, match=name):
        s.indicateur(s.action(), **{name: ""})


def test_update_to_another_type_renumbers_both(s):
    action = s.action()
    first, second = s.indicateur(action, "ia"), s.indicateur(action, "ia", libelle="Séances")
    verbs.update(first, actor=s.partenaire.actor, type="ip")

    second.refresh_from_db()
    assert (first.type, first.numero, second.numero) == ("ip", 1, 1)


def test_update_refuses_a_stale_version(s):
    row = s.indicateur(s.action())
    verbs.update(row, actor=s.dd.actor, libelle="Un", version=1)

    with pytest.raises(StaleVersion):
        verbs.update(Indicateur.objects.get(), actor=s.dd.actor, libelle="Deux", version=1)


def test_remove_closes_the_gap(s):
    action = s.action()
    first, _ = s.indicateur(action), s.indicateur(action, libelle="Séances")
    verbs.remove(first, actor=s.partenaire.actor)

    assert list(action.indicateurs.values_list("numero", "libelle")) == [(1, "Séances")]


@pytest.mark.parametrize(("model", "verb"), [(Indicateur, "indicateur"), (FicheAction, "action")])
def test_what_is_measured_is_not_removed(s, monkeypatch, model, verb):
    """Readings protect their indicator: the refusal of the database is told in words, and nothing is journaled."""
    row = s.indicateur(s.action())
    target, remove = (row, verbs.remove) if verb == "indicateur" else (row.action, actions.remove)

    def protected(self, *args, **kwargs):
        raise ProtectedError("used", {self})

    monkeypatch.setattr(model, "delete", protected)
    with pytest.raises(ValidationError, match="ne peut plus être retiré"):
        remove(target, actor=s.dd.actor)


def test_another_partner_touches_no_indicator(s):
    row = s.indicateur(s.action())

    for verb in (
        lambda: verbs.add(row.action, actor=s.autre.actor, type="ia", libelle="X", sources_methodes="Y"),
        lambda: verbs.update(row, actor=s.autre.actor, libelle="X"),
        lambda: verbs.remove(row, actor=s.autre.actor),
    ):
        with pytest.raises(Refused, match="promoteur référent"):
            verb()


def test_locked_indicator_does_not_move(s):
    row = s.indicateur(s.action())
    s.convention("en_vigueur")

    with pytest.raises(Refused, match="avenant signé"):
        verbs.update(row, actor=s.dd.actor, valeur_cible=Decimal(40))


def test_history_of_a_target_is_dated_by_the_clock(s, le_jour):
    le_jour("2027-01-15")
    row = s.indicateur(s.action(), valeur_cible=Decimal(30))
    le_jour("2027-02-01")
    verbs.update(row, actor=s.dd.actor, valeur_cible=Decimal(40))

    history = [(h.history_date.date().isoformat(), h.valeur_cible) for h in row.history.order_by("history_id")]
    assert (history[0], history[-1]) == (("2027-01-15", Decimal(30)), ("2027-02-01", Decimal(40)))
