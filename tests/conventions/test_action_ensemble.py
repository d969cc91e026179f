"""A fiche written together: associates, personal links, profiles, lists, field history."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conventions import rules_fiche
from conventions.models import (
    ApportVise,
    ContributionPropre,
    FicheAction,
    LevierVise,
    ModeIntervention,
    MoyenHumain,
)
from conventions.queries.historique_fiche import gestes, passages
from conventions.workflows import actions as verbs
from conventions.workflows import copies, fiches
from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import RoleMandat, UsageLien
from coop.accounts.predicates import Refused
from coop.journal.actors import SYSTEM
from coop.journal.models import Entry
from cooperatives.enums import StatutMembre
from tests.conventions.scene_programme import scene
from tests.factories import ContactFactory, utilisateur
from tests.factories import cooperatives as fabrique


def par_lien(action: FicheAction, contact, jours: int = 1):
    """The actor of a personal link to the fiche."""
    until = horloge.now() + timedelta(days=jours)
    issued = liens.create(contact=contact, usage=UsageLien.FICHE, object_id=action.pk, expire_le=until, actor=SYSTEM)
    return liens.actor_of(issued.link)


@pytest.mark.parametrize(
    ("qui", "fills", "leads"),
    [
        ("dd", True, True),
        ("partenaire", True, True),
        ("autre", True, False),
        ("siege", False, False),
        ("dd93", False, False),
    ],
)
def test_who_fills_and_who_leads(s, qui, fills, leads):
    """« autre » speaks for the associated partner."""
    action = s.action(partenaires=[s.voisin])
    others = {"siege": lambda: utilisateur(RoleMandat.SIEGE), "dd93": lambda: fabrique.coordinatrice("93")}
    actor = (others[qui]() if qui in others else getattr(s, qui)).actor

    assert (rules_fiche.fills(actor, action), rules_fiche.leads(actor, action)) == (fills, leads)


def test_associate_completes_but_does_not_name(s):
    action = s.action(partenaires=[s.voisin])
    verbs.write(action, actor=s.autre.actor, contenu="Complété par l’associé", lieux=[("Halle", None)])

    assert FicheAction.objects.get().contenu == "Complété par l’associé"
    for fields in ({"intitule": "Autre nom"}, {"partenaires": []}, {"objectif": s.objectif("operationnel")}):
        with pytest.raises(Refused, match="avec son promoteur référent"):
            verbs.write(FicheAction.objects.get(), actor=s.autre.actor, **fields)
    with pytest.raises(Refused):
        verbs.remove(action, actor=s.autre.actor)


def test_associate_that_left_completes_no_more(s):
    action = s.action(partenaires=[s.voisin])
    s.voisin.statut = StatutMembre.SORTI
    s.voisin.date_sortie = horloge.today()
    s.voisin.save()

    assert not rules_fiche.fills(s.autre.actor, FicheAction.objects.get(pk=action.pk))


@pytest.mark.parametrize(("side", "leads"), [("membre", True), ("voisin", False)])
def test_a_link_lets_a_contact_without_account_write(s, side, leads):
    action = s.action(partenaires=[s.voisin])
    actor = par_lien(action, ContactFactory(organisation=getattr(s, side).organisation))
    verbs.write(action, actor=actor, contenu="Par le lien")

    assert FicheAction.objects.get().contenu == "Par le lien"
    assert rules_fiche.leads(actor, action) is leads


@pytest.mark.parametrize("fault", ["autre fiche", "expiré", "révoqué", "autre organisation"])
def test_a_link_opens_its_fiche_and_nothing_else(s, fault):
    action, other = s.action(), s.action(promoteur=s.voisin)
    organisation = s.voisin.organisation if fault == "autre organisation" else s.membre.organisation
    actor = par_lien(
        other if fault == "autre fiche" else action,
        ContactFactory(organisation=organisation),
        jours=-1 if fault == "expiré" else 1,
    )
    if fault == "révoqué":
        liens.revoke(liens.PersonalLink.objects.get(), actor=SYSTEM)

    with pytest.raises(Refused):
        verbs.write(action, actor=actor, contenu="Non")


def test_profiles_give_the_etp_and_the_words_of_article_2(s):
    action = s.action(moyens=[("éducateur", Decimal("0.60")), ("coordination", Decimal("0.25"))])

    assert (action.etp, action.moyens_humains.replace("\u00a0", " ")) == (
        Decimal("0.85"),
        "0,60 éducateur, 0,25 coordination",
    )
    action = verbs.write(action, actor=s.partenaire.actor, moyens=[("éducateur", Decimal("0.50"))], etp=Decimal(9))
    assert (action.etp, action.moyens.get().etp) == (Decimal("0.50"), Decimal("0.50"))
    action = verbs.write(action, actor=s.partenaire.actor, moyens=[], etp=Decimal("0.40"))
    assert (action.etp, action.moyens.count()) == (Decimal("0.40"), 0)


def test_a_profile_is_written_once(s):
    with pytest.raises(ValidationError, match="deux fois"):
        s.action(moyens=[("Éducateur", Decimal(1)), ("éducateur", Decimal(1))])


@pytest.mark.parametrize(
    ("model", "fields", "constraint"),
    [
        (MoyenHumain, {"profil": "A", "etp": Decimal("-0.1")}, "moyen_humain_etp_positif"),
        (
            ContributionPropre,
            {"type": "locaux", "description": "Salle", "valorisation": Decimal(-1)},
            "contribution_propre_valorisation_positive",
        ),
    ],
)
def test_rows_refuse_what_makes_no_sense(s, model, fields, constraint):
    if model is ContributionPropre:
        fields = fields | {"membre": s.membre}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(action=s.action(), **fields)


@pytest.mark.parametrize(
    ("model", "fields", "constraint"),
    [
        (MoyenHumain, {"profil": "A", "etp": Decimal(1)}, "moyen_humain_profil_unique"),
        (ApportVise, {"apport": "coordination"}, "apport_vise_unique"),
        (LevierVise, {"levier": "participation"}, "levier_vise_unique"),
        (ContributionPropre, {"type": "locaux", "description": "Salle"}, "contribution_propre_unique"),
    ],
)
def test_rows_are_not_written_twice(s, model, fields, constraint):
    if model is ContributionPropre:
        fields = fields | {"membre": s.membre}
    action = s.action()
    model.objects.create(action=action, **fields)

    assert constraint in {c.name for c in model._meta.constraints}
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(action=action, **fields)


def test_lists_that_are_ticked(s):
    mode = ModeIntervention.objects.create(code="aller_vers", libelle="Aller-vers")
    action = s.action(modes=[mode], apports=["coordination", "interconnaissance"], leviers=["participation"])

    assert (list(action.modes.all()), action.leviers) == ([mode], ["participation"])
    assert action.apports == ["interconnaissance", "coordination"]
    verbs.write(action, actor=s.partenaire.actor, apports=[], leviers=["participation"])
    assert FicheAction.objects.get().apports == []


def test_history_tells_who_wrote_each_field(s, le_jour):
    le_jour("2027-01-15")
    action = s.action(contenu="Avant", partenaires=[s.voisin])
    le_jour("2027-01-16")
    verbs.write(action, actor=s.autre.actor, contenu="Après", etp=Decimal("0.5"))
    verbs.write(FicheAction.objects.get(), actor=s.autre.actor, contenu="Après tout")
    last, first = passages(FicheAction.objects.get())

    assert [(c.libelle, c.avant, c.apres) for c in last.changements] == [
        ("contenu", "Avant", "Après tout"),
        ("ETP", "", "0,50"),
    ]
    assert s.voisin.organisation.nom in last.par
    assert first.creation
    assert ("contenu", "Avant") in [(c.libelle, c.apres) for c in first.changements]


def test_journal_names_what_changed_lists_too(s):
    action = s.action()
    verbs.write(action, actor=s.dd.actor, contenu="Nouveau", lieux=[("Halle", None)])

    assert gestes(action)[0].summary == "Fiche-action 1 modifiée\u00a0: contenu, lieux."


def test_a_page_that_saves_itself_is_told_once_a_sitting(s, le_jour):
    le_jour("2027-01-15T09:00")
    action = s.action()
    for text in "abc":
        verbs.write(FicheAction.objects.get(), actor=s.partenaire.actor, contenu=text, saisie_continue=True)
    assert Entry.objects.filter(verb="action.write").count() == 1
    le_jour("2027-01-15T10:00")
    verbs.write(FicheAction.objects.get(pk=action.pk), actor=s.partenaire.actor, contenu="d", saisie_continue=True)
    assert Entry.objects.filter(verb="action.write").count() == 2


def rows(membre, description="Salle d’accueil", valorisation=None) -> list[dict]:
    return [{"membre": membre.pk, "type": "locaux", "description": description, "valorisation": valorisation}]


def test_each_member_writes_its_own_contributions(s):
    action = s.action(partenaires=[s.voisin])
    fiches.set_contributions(action, actor=s.partenaire.actor, rows=rows(s.membre, valorisation=Decimal("1200.50")))
    fiches.set_contributions(action, actor=s.autre.actor, rows=rows(s.voisin, "Véhicule"))
    fiches.set_contributions(action, actor=s.partenaire.actor, rows=rows(s.membre, "Salle et bureau"))

    assert set(action.contributions.values_list("description", flat=True)) == {"Véhicule", "Salle et bureau"}
    with pytest.raises(ValidationError, match="Chaque membre écrit"):
        fiches.set_contributions(action, actor=s.autre.actor, rows=rows(s.membre))


def test_contributions_are_for_those_around_the_action(s):
    with pytest.raises(Refused):
        fiches.set_contributions(s.action(), actor=s.autre.actor, rows=[])


def test_fiche_of_another_coop_is_taken_without_names_nor_amounts(s):
    other = scene()
    source = other.complete(
        publics=[fabrique.public()], partenaires=[other.voisin], moyens=[("Médiatrice", Decimal(1))]
    )
    other.indicateur(source, valeur_cible=Decimal(120))
    copy = copies.take_over(source, s.programme, actor=s.dd.actor, promoteur=s.membre)

    assert (copy.contenu, copy.publics.count(), copy.promoteur) == (source.contenu, 1, s.membre)
    assert (copy.etp, copy.calendrier, copy.lieux.count(), copy.partenaires.count()) == (None, "", 0, 0)
    assert (copy.moyens.count(), copy.indicateurs.get().valeur_cible) == (0, None)


def test_fiche_of_a_coop_one_does_not_read_is_not_taken(s):
    other = fabrique.cooperative("93")
    source = scene_of(other).complete()

    with pytest.raises(Refused, match="ne lisez pas"):
        copies.take_over(source, s.programme, actor=s.partenaire.actor, promoteur=s.membre)


def scene_of(ca):
    """The scene of a coopérative of another département."""
    from conventions.workflows import programme
    from tests.conventions.scene_programme import Scene

    dd = fabrique.coordinatrice(ca.departement.code)
    (user, membre), (autre, voisin) = fabrique.partenaire(ca), fabrique.partenaire(ca)
    return Scene(ca, dd, user, membre, autre, voisin, programme.open_programme(ca, actor=dd.actor))
