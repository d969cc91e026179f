"""Warnings beside the grid: when each shows, what an answer does, what others see, what it costs."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop.accounts.predicates import Refused
from coop.journal.models import Entry
from coop.notifications.regles import registered
from coop.territories.models import Departement, Quartier
from coop.versions import StaleVersion
from cooperatives import gates
from cooperatives.enums import CodeAvertissement
from cooperatives.models import Articulation, Cooperative, DispositifLocal, FicheDispositif, MembreInstance
from cooperatives.queries.avertissements import avertissements, recouvrements, sans_reponse
from cooperatives.queries.avertissements_lecture import Lecture
from cooperatives.workflows import gouvernance, opportunite
from cooperatives.workflows.vigilance import respond
from tests.factories import CommuneFactory, ContactFactory, DepartementFactory, OrganisationFactory, SecteurFactory
from tests.factories import cooperatives as fabrique

# One coopérative: itself, places, communes, answers, register, fiches, other coopératives, members, instances.
STATEMENTS = 12
PAGE = 19


def codes(ca):
    ca.refresh_from_db()
    return {row.code for row in avertissements(ca) if row.reponse is None}


def url(name, ca, **kwargs):
    return reverse(f"cooperatives:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


def cls(*communes, theme=None, nom="CLS fictif", quartiers=(), de_fiche=(), **fields):
    row = DispositifLocal.objects.create(type="cls", nom=nom, departement=DepartementFactory(code="78"), **fields)
    row.communes.set(communes)
    if theme:
        fiche = FicheDispositif.objects.create(dispositif=row, intitule="Fiche fictive")
        fiche.thematiques.set([theme])
        fiche.communes.set(de_fiche)
        fiche.quartiers.set(quartiers)
    return row


def quartier(commune, code="QP078001"):
    row = Quartier.objects.create(code=code, nom=f"Quartier {code}", geographie=2024, departement=commune.departement)
    row.communes.set([commune])
    return row


@pytest.fixture
def seule(dd78):
    """A coopérative made on a single commune."""
    return fabrique.cooperative("78", communes=[CommuneFactory(departement=DepartementFactory(code="78"))])


@pytest.mark.parametrize(
    ("change", "warned"),
    [
        (lambda ca: None, True),
        (lambda ca: ca.communes.add(CommuneFactory()), False),
        (lambda ca: ca.departements_vises.add(ca.departement), False),
        (lambda ca: Cooperative.objects.filter(pk=ca.pk).update(justification_perimetre="Écrite."), False),
    ],
)
def test_one_commune_is_warned_until_a_second_or_a_justification(seule, change, warned):
    change(seule)

    assert (CodeAvertissement.COMMUNE in codes(seule)) is warned


def test_an_arrondissement_is_not_counted_beside_its_commune(dd78):
    paris = CommuneFactory(nom="Paris")
    ca = fabrique.cooperative("78", communes=[paris, CommuneFactory(parent=paris)])

    assert CodeAvertissement.COMMUNE in codes(ca)


@pytest.mark.parametrize(
    ("declare", "plus_value", "communes", "warned"),
    [
        ("registre", "", 1, True),
        ("articulation", "", 1, True),
        ("rien", "", 1, False),
        ("registre", "Écrite.", 1, False),
        ("registre", "", 2, False),
    ],
)
def test_a_single_commune_with_a_cls_asks_its_added_value(seule, dd78, declare, plus_value, communes, warned):
    if declare == "registre":
        cls(*seule.communes.all())
    if declare == "articulation":
        opportunite.declare(seule, actor=dd78.actor, type="cls", presence="present", description="x")
    if communes == 2:
        seule.communes.add(CommuneFactory())
    Cooperative.objects.filter(pk=seule.pk).update(plus_value_existant=plus_value)

    assert (CodeAvertissement.COMMUNE_CLS in codes(seule)) is warned


@pytest.mark.parametrize(
    ("theme", "lieu", "fin", "warned"),
    [
        ("precarite", "commune", None, True),
        ("precarite", "ailleurs", None, False),
        ("tabac", "commune", None, False),
        ("precarite", "commune", date(2020, 1, 1), False),
        ("precarite", "fiche", None, True),
        ("precarite", "fiche_ailleurs", None, False),
        ("precarite", "quartier_de_la_commune", None, True),
    ],
)
def test_the_same_theme_and_place_in_a_fiche_is_an_overlap(seule, theme, lieu, fin, warned):
    here, elsewhere = seule.communes.get(), CommuneFactory()
    wide = (here, elsewhere)
    places = {
        "commune": ((here,), {}),
        "ailleurs": ((elsewhere,), {}),
        "fiche": (wide, {"de_fiche": [here]}),
        "fiche_ailleurs": (wide, {"de_fiche": [elsewhere]}),
        "quartier_de_la_commune": (wide, {"quartiers": [quartier(here)]}),
    }
    communes, fields = places[lieu]
    cls(*communes, theme=fabrique.thematique(theme), fin=fin, **fields)

    assert (CodeAvertissement.RECOUVREMENT in codes(seule)) is warned


def test_two_quartiers_of_one_commune_do_not_overlap(dd78):
    commune = CommuneFactory()
    first, second = quartier(commune, "QP1"), quartier(commune, "QP2")
    ca = fabrique.cooperative("78", quartiers=[first])
    scheme = cls(theme=fabrique.thematique(), quartiers=[second])
    assert CodeAvertissement.RECOUVREMENT not in codes(ca)

    scheme.fiches.get().quartiers.set([first])

    assert CodeAvertissement.RECOUVREMENT in codes(ca)


def test_another_cooperative_shows_its_public_facts_alone(seule, dd78):
    other = fabrique.cooperative("93", communes=[seule.communes.get()], intitule="Voisine")
    Cooperative.objects.filter(pk=other.pk).update(enonce_ists="Interne", plus_value_existant="Interne")

    (row,) = recouvrements(Lecture(Cooperative.objects.filter(pk=seule.pk)))

    assert f"«\u00a0Voisine\u00a0» ({other.reference})" in row.phrase
    assert "Interne" not in row.phrase + row.precision
    assert row.url == ""
    Cooperative.objects.filter(pk=other.pk).update(statut="terminee")
    assert CodeAvertissement.RECOUVREMENT not in codes(seule)


@pytest.mark.parametrize(("sanitaires", "warned"), [((False,), True), ((False, False), False), ((False, True), True)])
def test_two_sectors_beyond_health_are_wanted(ca, sanitaires, warned):
    for rank, sanitaire in enumerate(sanitaires):
        fabrique.membre(
            ca,
            organisation=OrganisationFactory(
                secteur=SecteurFactory(code=f"s{rank}", libelle=f"S{rank}", sanitaire=sanitaire)
            ),
        )

    assert (CodeAvertissement.SECTEURS in codes(ca)) is warned


def test_an_inhabitant_is_a_member_group_or_a_seat(ca, dd78):
    assert CodeAvertissement.HABITANTS in codes(ca)
    instance = gouvernance.create_copil(ca, actor=dd78.actor)
    MembreInstance.objects.create(instance=instance, contact=ContactFactory(), qualite="habitant")

    assert CodeAvertissement.HABITANTS not in codes(ca)


def test_a_group_of_inhabitants_is_enough(ca):
    fabrique.membre(ca, type="groupe_habitants")

    assert CodeAvertissement.HABITANTS not in codes(ca)


@pytest.mark.parametrize(
    ("theme", "copil", "cotech", "warned"),
    [(True, True, False, False), (True, False, True, False), (True, False, False, True), (False, True, True, True)],
)
def test_a_coordination_is_informed_and_associated(ca, dd78, theme, copil, cotech, warned):
    day = date(2027, 1, 15)
    opportunite.declare(
        ca, actor=dd78.actor, type="cls", presence="present", description="x",
        concertation_theme_le=day if theme else None, information_comites_le=day if copil else None,
        information_cotech_le=day if cotech else None,
    )  # fmt: skip

    assert (CodeAvertissement.CONCERTATION in codes(ca)) is warned


def test_a_scheme_of_the_register_is_told_even_when_the_answer_was_none(ca, dd78):
    scheme = cls(ca.communes.first(), nom="CLS d’ici")
    opportunite.declare(ca, actor=dd78.actor, type="cls", presence="absent")

    (row,) = [row for row in avertissements(ca) if row.code == CodeAvertissement.CONCERTATION]

    assert row.objet == f"dispositif:{scheme.pk}"
    assert "CLS d’ici" in row.phrase


@pytest.mark.parametrize(("annees", "warned"), [(None, True), (1, True), (2, False), (3, False)])
def test_a_duration_is_pluriannual(ca, annees, warned):
    Cooperative.objects.filter(pk=ca.pk).update(duree_previsionnelle_ans=annees)

    assert (CodeAvertissement.DUREE in codes(ca)) is warned


def test_an_answer_silences_the_warning_the_gate_and_the_alert_and_is_journaled(seule, dd78):
    cas = Cooperative.objects.filter(pk=seule.pk)
    assert gates.deux_communes(seule)
    assert [fact.ca_id for fact in registered()["AL-20"].trouver(cas, date(2027, 1, 1))] == [seule.pk]

    respond(seule, actor=dd78.actor, code="commune", objet="territoire", reponse="Une ville de 100 000 habitants.")

    (row,) = [row for row in avertissements(seule) if row.code == CodeAvertissement.COMMUNE]
    assert row.reponse.reponse == "Une ville de 100 000 habitants."
    assert row.reponse.auteur == dd78.actor.label
    assert row not in sans_reponse(avertissements(seule))
    assert gates.deux_communes(seule) == []
    assert not list(registered()["AL-20"].trouver(cas, date(2027, 1, 1)))
    entry = Entry.objects.get(verb="avertissement.respond")
    assert (entry.ca_id, entry.comment) == (seule.pk, "Une ville de 100 000 habitants.")


def test_an_answer_is_written_by_the_animation_to_a_warning_that_exists(seule, dd78):
    partner, _ = fabrique.partenaire(seule)
    wanted = {"code": "commune", "objet": "territoire", "reponse": "Oui."}

    with pytest.raises(Refused):
        respond(seule, actor=partner.actor, **wanted)
    with pytest.raises(ValidationError):
        respond(seule, actor=dd78.actor, **wanted | {"objet": "ailleurs"})
    with pytest.raises(ValidationError):
        respond(seule, actor=dd78.actor, **wanted | {"reponse": "  "})
    respond(seule, actor=dd78.actor, **wanted)
    with pytest.raises(StaleVersion):
        respond(seule, actor=dd78.actor, **wanted)
    assert respond(seule, actor=dd78.actor, **wanted | {"version": 1}).version == 2


def test_the_gate_counts_the_warnings(seule):
    (manque,) = gates.avertissements_repondus(seule)

    assert manque.phrase == "4\u00a0avertissements de la grille attendent une réponse."
    assert not manque.obligation


@pytest.mark.parametrize(("answer", "found"), [("a_verifier", 1), ("non", 0), ("oui", 0)])
def test_e_parcours_is_looked_for(ca, answer, found):
    ca.dynamique_eparcours = answer

    assert len(gates.eparcours_recherche(ca)) == found


@pytest.mark.parametrize(
    ("today", "answer", "found"),
    [(60, "a_verifier", 0), (61, "a_verifier", 1), (61, "non", 0)],
)
def test_al_45_waits_sixty_days(ca, settings, today, answer, found):
    Cooperative.objects.filter(pk=ca.pk).update(dynamique_eparcours=answer)
    day = date.fromordinal(ca.creee_le.toordinal() + today)

    facts = list(registered()["AL-45"].trouver(Cooperative.objects.all(), day))

    assert [fact.ca_id for fact in facts] == [ca.pk] * found


@pytest.mark.parametrize(
    ("referent", "said"),
    [
        ("", "celui de votre délégation départementale"),
        ("Chargée de mission numérique", "Chargée de mission numérique"),
    ],
)
def test_al_45_names_the_referent_of_the_delegation(ca, referent, said):
    Cooperative.objects.filter(pk=ca.pk).update(dynamique_eparcours="a_verifier")
    Departement.objects.filter(pk=ca.departement_id).update(referent_eparcours=referent)
    day = date.fromordinal(ca.creee_le.toordinal() + 100)

    (fact,) = registered()["AL-45"].trouver(Cooperative.objects.all(), day)

    assert fact.text.endswith(f"(référent\u00a0: {said}).")


def test_al_21_and_al_22_speak_of_the_cls_of_the_commune(seule, dd78):
    scheme = cls(seule.communes.get())
    found = {
        code: list(registered()[code].trouver(Cooperative.objects.all(), date(2027, 1, 1)))
        for code in ("AL-21", "AL-22")
    }

    assert [fact.objet for fact in found["AL-21"]] == [f"{seule.pk}:territoire"]
    assert [fact.objet for fact in found["AL-22"]] == [f"{seule.pk}:dispositif:{scheme.pk}"]
    assert "avertissement-commune_cls-territoire" in found["AL-21"][0].url
    opportunite.declare(
        seule, actor=dd78.actor, type="cls", presence="present", description="x", dispositif=scheme,
        concertation_theme_le=date(2027, 1, 1), information_comites_le=date(2027, 1, 1),
    )  # fmt: skip
    assert not list(registered()["AL-22"].trouver(Cooperative.objects.all(), date(2027, 1, 1)))


@pytest.mark.parametrize(("code", "statements"), [("AL-20", 4), ("AL-21", 7), ("AL-22", 6), ("AL-45", 1)])
def test_rules_cost_the_same_for_one_and_three(dd78, django_assert_num_queries, code, statements):
    for size in (1, 3):
        while Cooperative.objects.count() < size:
            commune = CommuneFactory(departement=DepartementFactory(code="78"))
            cls(fabrique.cooperative("78", communes=[commune]).communes.get(), nom=f"CLS {commune.nom}")
        with django_assert_num_queries(statements):
            found = list(registered()[code].trouver(Cooperative.objects.all(), date(2030, 1, 1)))
        assert len(found) == size


def test_all_the_warnings_cost_a_fixed_number(seule, django_assert_num_queries):
    for rank in range(3):
        cls(seule.communes.get(), theme=fabrique.thematique(), nom=f"CLS {rank}")
        fabrique.cooperative("78", communes=[seule.communes.get()])
        with django_assert_num_queries(STATEMENTS):
            avertissements(seule)


def test_the_page_costs_the_same_with_more_schemes(seule, dd78, client, compte_a_1_et_3):
    client.force_login(dd78)
    numbers = iter(range(9))

    def add():
        opportunite.declare(
            seule, actor=dd78.actor, type="cls", presence="present", description="x",
            dispositif=cls(seule.communes.get(), nom=f"CLS {next(numbers)}"),
        )  # fmt: skip

    compte_a_1_et_3(url("opportunite", seule), add, statements=PAGE)


def test_the_page_shows_a_warning_beside_its_principle_and_takes_the_answer(seule, dd78, connecte):
    cls(seule.communes.get(), theme=fabrique.thematique(), nom="CLS de la ville")
    client = connecte(dd78)
    text = client.get(url("opportunite", seule)).content.decode()
    assert "porte déjà ce thème sur ce territoire" in text
    assert 'href="#avertissement-commune_cls-territoire"' in text

    empty = client.post(url("avertissement", seule), {"avertissement": "commune_cls|territoire"})
    assert "Répondez en une phrase." in empty.content.decode()
    field = "avertissement-commune_cls-territoire-reponse"
    sent = {"avertissement": "commune_cls|territoire", field: "Le contrat ne couvre pas ce public."}
    assert client.post(url("avertissement", seule), sent).status_code == 302
    text = client.get(url("opportunite", seule)).content.decode()
    assert "Répondu&nbsp;:" in text
    assert "Le contrat ne couvre pas ce public." in text
    assert 'href="#avertissement-commune_cls-territoire"' not in text


def test_an_answer_given_meanwhile_is_shown_and_mine_is_kept(seule, dd78, connecte):
    respond(seule, actor=dd78.actor, code="commune", objet="territoire", reponse="La première.")
    sent = {"avertissement": "commune|territoire", "avertissement-commune-territoire-reponse": "La mienne."}

    text = connecte(dd78).post(url("avertissement", seule), sent).content.decode()

    assert "a répondu entre-temps" in text
    assert "La mienne." in text


def test_a_warning_that_is_gone_asks_nothing(ca, dd78, connecte):
    response = connecte(dd78).post(url("avertissement", ca), {"avertissement": "commune|territoire"})

    assert response.status_code == 302


def test_articulations_of_each_type_stay_apart(ca, dd78):
    assert set(Articulation.objects.filter(ca=ca).values_list("type", flat=True)) == {"cls", "clsm", "contrat_ville"}
