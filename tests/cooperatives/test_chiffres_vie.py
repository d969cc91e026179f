"""F-16, F-17, F-18, F-23, F-26, F-33, F-34: their truth tables, and the page of a coopérative that shows them."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from cooperatives import chiffres_vie as formules
from cooperatives.chiffres_vie import Comite
from cooperatives.enums import StatutPresence
from cooperatives.models import (
    ActiviteParticipation,
    Convocation,
    Coordinateur,
    EffetEngagement,
    Formation,
    InscriptionFormation,
    Instance,
    MembreInstance,
    Presence,
    Reunion,
    SessionFormation,
    Tache,
)
from cooperatives.queries.chiffres_vie import RIEN, rythme, vie
from cooperatives.queries.comites import comites, tenus
from tests.factories import ContactFactory
from tests.factories import cooperatives as fabrique

D = Decimal
JOUR = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("jours", "expected"),
    [
        ([], []),
        ([date(2026, 1, 10)], []),
        ([date(2026, 3, 11), date(2026, 1, 10)], [(date(2026, 3, 11), 60)]),
        ([date(2026, 1, 10), date(2026, 3, 11), date(2026, 3, 12)], [(date(2026, 3, 11), 60), (date(2026, 3, 12), 1)]),
    ],
)
def test_days_between_comites_that_follow_each_other(jours, expected):
    assert formules.ecarts(jours) == expected


@pytest.mark.parametrize(
    ("tenu", "valide", "expected"),
    [
        (date(2026, 9, 1), date(2026, 9, 16), True),
        (date(2026, 9, 1), date(2026, 9, 17), False),
        (date(2026, 9, 1), None, False),
        (date(2026, 9, 16), None, None),  # its fifteenth day is today
        (date(2026, 9, 15), None, False),
        (date(2026, 9, 20), date(2026, 9, 21), True),
        (date(2026, 9, 20), date(2026, 10, 2), None),  # validated after the day that is read
    ],
)
def test_minutes_are_judged_once_fifteen_days_are_over(tenu, valide, expected):
    assert Comite(tenu, valide).ecrit_a_temps(JOUR) is expected


def test_share_of_minutes_leaves_out_those_not_due():
    rows = [Comite(date(2026, 1, 1), date(2026, 1, 5)), Comite(date(2026, 2, 1)), Comite(date(2026, 9, 30))]
    assert formules.ecrits_a_temps(rows, JOUR) == (1, 2)


@pytest.mark.parametrize(("membre", "expected"), [(None, (3, 5)), (1, (2, 2)), (2, (1, 2)), (3, (0, 1)), (4, (0, 0))])
def test_participation_counts_members_expected(membre, expected):
    rows = [Comite(JOUR, attendus={1, 2}, venus={1, 2}), Comite(JOUR, attendus={1, 2, 3}, venus={1})]
    assert formules.presences(rows, membre) == expected


@pytest.mark.parametrize(("niveaux", "expected"), [([], []), ([3], [3]), ([1, 2, 2], [2]), ([4, 1, 4, 1, 2], [1, 4])])
def test_most_frequent_level(niveaux, expected):
    assert formules.frequents(niveaux) == expected


@pytest.mark.parametrize(
    ("taches", "expected"),
    [
        ([], (0, 0)),
        ([("terminee", None), ("a_faire", None)], (1, 2)),
        ([("terminee", D("3.0")), ("en_cours", D("1.0")), ("a_faire", None)], (3, 5)),
        ([("terminee", D("0.5")), ("abandonnee", D("9.0"))], (D("0.5"), D("0.5"))),
    ],
)
def test_tasks_weigh_their_charge_or_one(taches, expected):
    assert formules.faites(taches) == expected


@pytest.mark.parametrize(
    ("lignes", "expected"),
    [
        ([], None),
        ([(date(2026, 1, 1), None)], date(2026, 1, 1)),
        ([(date(2025, 1, 1), date(2026, 3, 1)), (date(2026, 2, 1), None)], date(2026, 3, 1)),
        ([(date(2025, 1, 1), date(2026, 12, 1))], date(2025, 1, 1)),  # the departure is to come
        ([(date(2026, 11, 1), None)], None),
    ],
)
def test_last_change_of_coordinator(lignes, expected):
    assert formules.dernier_changement(lignes, JOUR) == expected


@pytest.mark.parametrize(
    ("debut", "months"),
    [(date(2026, 10, 1), 0), (date(2026, 9, 1), 1), (date(2026, 9, 2), 0), (date(2024, 10, 1), 24), (date(2025, 12, 31), 9)],
)  # fmt: skip
def test_whole_months(debut, months):
    assert formules.mois_entiers(debut, JOUR) == months


def copil(ca, jour, instance=None, **fields) -> Reunion:
    moment = timezone.make_aware(datetime.combine(jour, time(14)))
    values = {"statut": "tenue", "tenue_le": jour} | fields
    return Reunion.objects.create(ca=ca, instance=instance, type="copil", prevue_le=moment, **values)


@pytest.fixture
def ca(db, le_jour):
    le_jour("2026-01-05")
    row = fabrique.cooperative()
    le_jour("2026-10-01")
    return row


def test_who_was_expected_and_who_came(ca):
    """One member convened for nobody, one that several people represent, the ARS, an inhabitant without a member."""
    venu, absent, muet = (fabrique.membre(ca) for _ in range(3))
    ars = ca.membres.get(organisation__type="ars")
    instance = Instance.objects.create(ca=ca, type="copil", nom="Comité de pilotage")
    habitante = ContactFactory()
    MembreInstance.objects.create(instance=instance, contact=habitante, qualite="habitant")
    first, second = copil(ca, date(2026, 3, 1), instance), copil(ca, date(2026, 5, 1), instance, habitants_presents=2)
    cancelled = copil(ca, date(2026, 6, 1), statut="annulee", tenue_le=None)
    for membre, statuts in ((venu, ["absent", "represente"]), (absent, ["excuse"]), (ars, ["present"])):
        for statut in statuts:
            Presence.objects.create(reunion=first, contact=ContactFactory(), membre=membre, statut=statut)
    Presence.objects.create(reunion=first, contact=habitante, statut=StatutPresence.ABSENT)
    for reunion in (first, cancelled):
        Convocation.objects.create(reunion=reunion, contact=ContactFactory(), membre=muet)
    found = comites(tenus([ca.pk], JOUR))
    assert list(found) == [first.pk, second.pk]
    one, two = found.values()
    assert (one.attendus, one.venus) == ({venu.pk, absent.pk}, {venu.pk})  # of who was only convened nothing is said
    assert (one.habitants, two.habitants) == (False, True)
    Presence.objects.filter(contact=habitante).update(statut=StatutPresence.PRESENT)
    assert comites(tenus([ca.pk], JOUR))[first.pk].habitants


def chiffres(ca) -> dict[str, tuple[str, str]]:
    return {c.definition.code: (c.texte, c.note.replace("\u00a0", " ")) for c in vie(ca, JOUR).chiffres}


def test_nothing_to_divide_is_never_a_zero(ca):
    found = chiffres(ca)
    assert {code for code, (texte, _) in found.items() if texte == RIEN} == {
        "F-16", "F-16-cr", "F-17", "F-17-habitants", "F-18",
    }  # fmt: skip
    assert found["F-16"][1] == "aucun ne s’est encore tenu ; aucun n’est planifié"
    assert found["F-34"] == ("0", "aucun accompagnement noté")
    assert rythme(ca, JOUR) == "Aucun comité de pilotage tenu"


def test_figures_of_a_coopérative(ca):
    membre = fabrique.membre(ca)
    for jour, valide in ((date(2026, 2, 1), date(2026, 2, 10)), (date(2026, 4, 2), None), (date(2026, 9, 11), None)):
        row = copil(ca, jour, cr_valide_le=valide)
        Presence.objects.create(
            reunion=row, contact=ContactFactory(), membre=membre, statut="present" if valide else "absent"
        )
    copil(ca, date(2026, 11, 12), statut="planifiee", tenue_le=None)
    for niveau, habitants in ((2, 12), (2, None), (4, 8), (None, None)):
        ActiviteParticipation.objects.create(
            ca=ca, le=date(2026, 5, 1), type="atelier", intitule="Atelier", niveau_prevu=3, niveau_reel=niveau, nb_habitants=habitants
        )  # fmt: skip
    Tache.objects.filter(etape__ca=ca).delete()
    for statut, charge, avancement in (("terminee", D(3), 100), ("en_cours", None, 50)):
        Tache.objects.create(
            etape=ca.etapes.first(), libelle="Tâche", statut=statut, charge_jours=charge, avancement=avancement, fin=date(2026, 9, 30)
        )  # fmt: skip
    Coordinateur.objects.filter(ca=ca).update(debut=date(2026, 3, 15))
    EffetEngagement.objects.create(ca=ca, type="acteur", texte="Nouveau", membre=membre)
    EffetEngagement.objects.create(ca=ca, type="interpellation", texte="Courrier")
    formation = Formation.objects.create(ca=ca, type="accompagnement", intitule="Accompagnement")
    autre = Formation.objects.create(ca=ca, type="croisee", intitule="Formation croisée")
    for row, jours in ((formation, "1.0"), (autre, "3.0")):
        SessionFormation.objects.create(formation=row, le=date(2026, 6, 1), duree_jours=D(jours))
    SessionFormation.objects.create(formation=formation, le=date(2026, 6, 8), duree_jours=D("0.5"))
    for _ in range(2):
        InscriptionFormation.objects.create(formation=formation, contact=ContactFactory())
    assert chiffres(ca) == {
        "F-16": ("111 jours".replace(" ", "\u00a0"), "le dernier il y a 20 jours ; le prochain le 12 novembre 2026"),
        "F-16-cr": ("33\u00a0%", "1 sur 3 comptes rendus attendus"),
        "F-17": ("33\u00a0%", "1 sur 3 présences notées"),
        "F-17-habitants": ("0\u00a0%", "0 sur 3 comités tenus"),
        "F-18": ("Collaboration", "le plus souvent : consultation ; 20 habitants en 3 activités"),
        "F-23": ("75\u00a0%", "0 étape terminée sur 6 ; 1 tâche en retard"),
        "F-33": ("6\u00a0mois", "depuis le 15 mars 2026"),
        "F-26": ("1", ""),
        "F-34": ("1,5", "1 accompagnement, 2 participants"),
    }
    assert rythme(ca, JOUR).replace("\u00a0", " ") == "Un comité tous les 111 jours ; le dernier il y a 20 jours"


def test_members_read_the_page_and_nobody_is_ranked(client, ca):
    """The same page for a partner as for an inhabitant (R-HAB-08), the members by name (R-CADRE-21)."""
    copil(ca, date(2026, 5, 1))
    user, row = fabrique.partenaire(ca)
    for nom in ("Zèbre fictif", "Abeille fictive"):
        fabrique.membre(ca, nom=nom)
    client.force_login(user)
    response = client.get(reverse("cooperatives:chiffres", kwargs={"ca_ref": ca.reference}))
    names = [str(a.membre) for a in response.context["vie"].assiduites]
    assert names.index("Abeille fictive") < names.index("Zèbre fictif")
    assert sorted(names) == sorted(["Abeille fictive", "Zèbre fictif", str(row)])


def test_page_costs_the_same_whatever_was_held(client, ca, compte_a_1_et_3):
    user, membre = fabrique.partenaire(ca)
    client.force_login(user)

    def add() -> None:
        row = copil(ca, date(2026, 3, 1 + Reunion.objects.count()))
        Presence.objects.create(reunion=row, contact=ContactFactory(), membre=membre, statut="present")
        fabrique.membre(ca)

    compte_a_1_et_3(reverse("cooperatives:chiffres", kwargs={"ca_ref": ca.reference}), add, statements=19)
