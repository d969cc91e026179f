"""Parts of a figure, the library of indicators, AL-03."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from conventions.devoirs_indicateurs import missing_indicators
from conventions.models import Indicateur
from conventions.queries.bibliotheque import lisible, proposes
from conventions.workflows import actions, indicateurs, programme
from coop import horloge
from cooperatives.models import Cooperative
from tests.conventions.test_action_indicateurs_pages import INDICATEUR
from tests.conventions.test_action_pages import text, url
from tests.factories import cooperatives as fabrique


def test_parts_are_named_one_a_line(s):
    row = s.indicateur(s.action(), par_sexe=" Femmes \n\nHommes", par_age="18 à 25 ans")

    assert [(m.cle, m.libelle) for m in row.modalites] == [
        ("sexe-femmes", "Femmes"), ("sexe-hommes", "Hommes"), ("age-18-a-25-ans", "18 à 25 ans"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [("Femmes\nfemmes", "le même nom"), ("x" * 41, "40"), ("\n".join(f"Part {n}" for n in range(13)), "Douze parts")],
)
def test_bad_parts_are_refused_at_their_list(s, parts, sentence):
    with pytest.raises(ValidationError) as refused:
        s.indicateur(s.action(), par_public=parts)
    assert sentence in refused.value.message_dict["par_public"][0]


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"nature": "qualitatif", "par_sexe": "Femmes"}, "par_sexe"),
        ({"valeur_initiale_le": "2026-12-01"}, "valeur_initiale"),
        ({"par_sexe": "Femmes\nfemmes"}, "par_sexe"),
        ({"frequence": "zz"}, "frequence"),
    ],
)
def test_the_sheet_tells_what_is_wrong_at_its_field(s, connecte, fields, at):
    s.action()
    response = connecte(s.dd).post(url(s, "indicateur_nouveau", numero=1), INDICATEUR | fields)

    assert list(response.context["form"].errors) == [at]


def autre(s, **fields):
    """An action of another coopérative the coordinator reads, with one indicator; its words are those of `fields`."""
    ca = fabrique.cooperative("78", coordinateur=s.dd)
    _, membre = fabrique.partenaire(ca)
    row = programme.open_programme(ca, actor=s.dd.actor)
    action = actions.create(row, actor=s.dd.actor, promoteur=membre, **({"intitule": "Permanences mobiles"} | fields))
    return indicateurs.add(
        action, actor=s.dd.actor, type="ia", libelle="Personnes accueillies", sources_methodes="Registre",
        valeur_cible=Decimal(80), responsable="Accueil", par_sexe="Femmes\nHommes", par_territoire="Centre",
    )  # fmt: skip


# programme, its themes, publics and indicators; the likes with their publics and themes
COUT = 7


def test_similar_actions_propose_their_indicators(s):
    other, action = autre(s), s.action()

    found = proposes(action, s.dd)

    assert [(p.indicateur, p.raisons) for p in found] == [
        (other, ["mêmes mots\u00a0: permanence", "même thématique\u00a0: Thème precarite"])
    ]
    assert proposes(action, s.dd, "ip") == []


def test_what_is_not_alike_already_there_or_not_readable_is_not_proposed(s):
    other = autre(s)
    assert proposes(s.action(intitule="Ateliers de cuisine"), s.dd) == []
    assert proposes(s.action(), s.partenaire) == []
    assert lisible(s.action(), s.partenaire, other.pk) is None
    action = s.action()
    s.indicateur(action, libelle="personnes Accueillies")
    assert [p.indicateur for p in proposes(action, s.dd)] == []


def test_the_library_costs_the_same_whatever_it_holds(s, django_assert_num_queries):
    autre(s)
    action = s.action()
    with django_assert_num_queries(COUT):
        proposes(action, s.dd)
    autre(s, intitule="Permanences de nuit")
    with django_assert_num_queries(COUT):
        assert len(proposes(action, s.dd)) == 1


def test_pick_prefills_the_definition_and_no_figure(s, connecte):
    other = autre(s)
    s.action()
    client = connecte(s.dd)
    assert "Personnes accueillies" in text(client.get(url(s, "indicateurs_proposes", numero=1)))

    form = client.get(url(s, "indicateur_nouveau", numero=1) + f"?modele={other.pk}").context["form"]

    taken = {
        name: form[name].value() for name in ("libelle", "par_sexe", "valeur_cible", "responsable", "par_territoire")
    }
    assert taken == {"libelle": "Personnes accueillies", "par_sexe": "Femmes\nHommes", "valeur_cible": None,
                     "responsable": "", "par_territoire": ""}  # fmt: skip
    unread = connecte(s.partenaire).get(url(s, "indicateur_nouveau", numero=1) + f"?modele={other.pk}")
    assert not unread.context["form"]["libelle"].value()


def facts(ca) -> list[tuple[str, str, str]]:
    rows = missing_indicators(Cooperative.objects.filter(pk=ca.pk), horloge.today())
    return [(fact.objet.partition(":")[0], fact.urgency.value, fact.text.replace("\u00a0", " ")) for fact in rows]


AVANT = " : à déterminer avant le démarrage du programme."


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ((), [("action", "U", f"L’action 1 n’a pas d’indicateur{AVANT}")]),
        (
            ("ia",),
            [
                (
                    "programme",
                    "U",
                    f"Le programme n’a pas d’indicateur de processus ni d’indicateur de résultats{AVANT}",
                ),
                ("action", "V", f"L’action 1 n’a pas d’indicateur de processus ni de résultats{AVANT}"),
            ],
        ),
        (
            ("ip", "ir"),
            [
                ("programme", "U", f"Le programme n’a pas d’indicateur d’activité{AVANT}"),
                ("action", "V", f"L’action 1 n’a pas d’indicateur d’activité{AVANT}"),
            ],
        ),
        (("ip", "ia", "ir"), []),
    ],
)
def test_al_03(s, types, expected):
    Cooperative.objects.filter(pk=s.ca.pk).update(phase="elaboration")
    action = s.action()
    for kind in types:
        s.indicateur(action, kind)

    assert facts(s.ca) == expected


@pytest.mark.parametrize(
    ("phase", "statut", "told"),
    [("diagnostic", "", False), ("elaboration", "", True), ("conventionnement", "brouillon", True),
     ("conventionnement", "en_signature", True), ("conventionnement", "en_vigueur", False), ("mise_en_oeuvre", "", False)],
)  # fmt: skip
def test_al_03_speaks_between_the_plan_and_the_start(s, phase, statut, told):
    Cooperative.objects.filter(pk=s.ca.pk).update(phase=phase)
    s.action()
    if statut:
        s.convention(statut)

    assert bool(facts(s.ca)) is told


def test_al_03_reads_every_cooperative_in_two_statements(s, django_assert_num_queries):
    Cooperative.objects.update(phase="elaboration")
    s.action()
    with django_assert_num_queries(2):
        list(missing_indicators(Cooperative.objects.all(), horloge.today()))
    autre(s)
    Cooperative.objects.update(phase="elaboration")
    Indicateur.objects.all().delete()
    with django_assert_num_queries(2):
        assert len(list(missing_indicators(Cooperative.objects.all(), horloge.today()))) == 2
