"""F-16 to F-18, F-23, F-26, F-33, F-34 over the région: what counts, in which year and département, with what proof."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from conventions.chiffres_annuels import RIEN, ensemble
from coop.accounts.enums import RoleMandat
from cooperatives.models import (
    ActiviteParticipation,
    Cooperative,
    Coordinateur,
    EffetEngagement,
    Formation,
    InscriptionFormation,
    Presence,
    Reunion,
    SessionFormation,
    Tache,
)
from portail.queries.region import animation
from tests.factories import ContactFactory, utilisateur
from tests.factories import cooperatives as fabrique

D = Decimal
JOUR = date(2026, 10, 1)
PAGE = "/region/animation/"
ANNEES = [2025, 2026]


@pytest.fixture
def cas(db, le_jour):
    """Two coopératives of two départements, born in 2025."""
    le_jour("2025-01-05")
    found = [fabrique.cooperative("78"), fabrique.cooperative("93")]
    Tache.objects.all().delete()
    le_jour("2026-10-01")
    return found


def copil(ca, jour, membre=None, presence="present", **fields) -> Reunion:
    moment = timezone.make_aware(datetime.combine(jour, time(14)))
    row = Reunion.objects.create(
        ca=ca, type="copil", prevue_le=moment, **({"statut": "tenue", "tenue_le": jour} | fields)
    )
    if membre:
        Presence.objects.create(reunion=row, contact=ContactFactory(), membre=membre, statut=presence)
    return row


def compte(annee=2026, codes=None):
    return ensemble(animation.compter(Cooperative.objects.all(), ANNEES, JOUR), annee, codes)


def lu(definition, annee=2026, codes=None) -> str:
    return definition.texte(compte(annee, codes)).replace("\u00a0", " ")


def test_rhythm_belongs_to_the_year_of_the_later_comité(cas):
    a, b = cas
    for ca, jours in (
        (a, [date(2025, 11, 1), date(2026, 1, 10), date(2026, 4, 10)]),  # 70 then 90 days, both of 2026
        (b, [date(2025, 3, 1), date(2025, 5, 1)]),  # 61 days, of 2025
    ):
        for jour in jours:
            copil(ca, jour)
    copil(b, date(2026, 9, 1), statut="annulee", tenue_le=None)
    assert [lu(animation.F_16, annee) for annee in ANNEES] == ["61", "80"]
    assert lu(animation.F_16, codes=["93"]) == RIEN
    assert [lu(animation.F_16_COPILS, annee) for annee in ANNEES] == ["3", "2"]


def test_minutes_presences_and_inhabitants(cas):
    ca = cas[0]
    membre = fabrique.membre(ca)
    copil(ca, date(2026, 2, 1), membre, cr_valide_le=date(2026, 2, 16), habitants_presents=1)
    copil(ca, date(2026, 4, 1), membre, "absent", cr_valide_le=date(2026, 4, 17))
    copil(ca, date(2026, 9, 25), membre, "represente")  # its minutes are not due yet
    assert lu(animation.F_16_CR) == "50 %"
    assert lu(animation.F_17) == "67 %"
    assert lu(animation.F_17_HABITANTS) == "33 %"
    assert animation.F_17.note(compte()).replace("\u00a0", " ") == "2 sur 3 présences notées"


def test_levels_are_those_reached(cas):
    for niveau, habitants in ((2, 10), (2, None), (5, 3), (None, None)):
        ActiviteParticipation.objects.create(
            ca=cas[0], le=date(2026, 3, 1), type="atelier", intitule="Atelier", niveau_prevu=1, niveau_reel=niveau, nb_habitants=habitants
        )  # fmt: skip
    assert lu(animation.F_18) == "13"
    assert animation.F_18.note(compte()).replace("\u00a0", " ") == (
        "en 3 activités ; le plus souvent : consultation ; le plus haut : co-décision"
    )
    assert animation.F_18.note(compte(2025)) == "aucune activité notée"
    ActiviteParticipation.objects.update(niveau_prevu=5)
    for niveau in (1, 3, 4):
        ActiviteParticipation.objects.create(
            ca=cas[0], le=date(2026, 3, 1), type="atelier", intitule="Atelier", niveau_prevu=1, niveau_reel=niveau
        )
    ActiviteParticipation.objects.filter(niveau_reel=2).first().delete()
    assert "aucun niveau plus fréquent que les autres" in animation.F_18.note(compte())


def test_progress_is_that_of_the_day(cas):
    etape = cas[0].etapes.first()
    for statut, charge, done in (("terminee", D("4.0"), 100), ("a_faire", None, 0), ("abandonnee", D("50.0"), 0)):
        Tache.objects.create(etape=etape, libelle="Tâche", statut=statut, charge_jours=charge, avancement=done)
    Cooperative.objects.filter(pk=cas[1].pk).update(statut="suspendue")
    Tache.objects.create(etape=cas[1].etapes.first(), libelle="Tâche d’une coopérative suspendue")
    assert [lu(animation.F_23, annee) for annee in ANNEES] == [RIEN, "80 %"]
    assert compte().nombres["etapes"] == 6


def test_stability_is_read_at_the_end_of_each_year(cas):
    a, b = cas
    Coordinateur.objects.filter(ca=a).update(debut=date(2025, 2, 1), fin=date(2026, 7, 1))
    Coordinateur.objects.filter(ca=b).update(debut=date(2025, 6, 30))
    assert [lu(animation.F_33, annee, ["78"]) for annee in ANNEES] == ["10", "3"]
    assert [lu(animation.F_33, annee) for annee in ANNEES] == ["8", "9"]  # medians of 10 and 6, of 3 and 15


def test_new_actors_and_trainings(cas):
    a, b = cas
    EffetEngagement.objects.create(ca=a, type="acteur", texte="Nouveau", membre=fabrique.membre(a), le=date(2026, 1, 2))
    EffetEngagement.objects.create(ca=a, type="interpellation", texte="Courrier", le=date(2026, 1, 2))
    support = Formation.objects.create(ca=a, type="accompagnement", intitule="Accompagnement")
    offered = Formation.objects.create(ca=None, type="animation", intitule="Animer un territoire")
    crossed = Formation.objects.create(ca=b, type="croisee", intitule="Formation croisée")
    for row, jour, length in (
        (support, date(2025, 12, 1), "1.0"), (support, date(2026, 1, 10), "0.5"), (support, date(2026, 1, 17), "1.0"),
        (offered, date(2026, 5, 1), "2.0"), (crossed, date(2026, 5, 1), "3.0"),
    ):  # fmt: skip
        SessionFormation.objects.create(formation=row, le=jour, duree_jours=D(length))
    agent, partner = b.coordinateurs.get().contact, ContactFactory()
    for row, contact in ((support, partner), (offered, agent), (offered, partner), (crossed, partner)):
        InscriptionFormation.objects.create(formation=row, contact=contact)
    assert lu(animation.F_26) == "1"
    assert [lu(d) for d in (animation.F_34_NOMBRE, animation.F_34, animation.F_34_PARTICIPANTS)] == ["1", "1,5", "1"]
    assert (lu(animation.F_34, 2025), lu(animation.F_34_FORMES, codes=["93"])) == ("1", "1")
    assert lu(animation.F_34_FORMES, codes=["78"]) == "0"


@pytest.fixture
def plein(cas):
    """One row behind each figure, in the 78; a comité in the 93."""
    a, b = cas
    membre = fabrique.membre(a)
    copil(a, date(2026, 2, 1), membre)
    copil(b, date(2026, 2, 2))
    ActiviteParticipation.objects.create(
        ca=a, le=date(2026, 3, 1), type="atelier", intitule="Atelier", niveau_prevu=1, niveau_reel=2
    )
    EffetEngagement.objects.create(ca=a, type="acteur", texte="Nouveau", membre=membre, le=date(2026, 1, 2))
    support = Formation.objects.create(ca=a, type="accompagnement", intitule="Accompagnement")
    SessionFormation.objects.create(formation=support, le=date(2026, 1, 10))
    return a


def test_every_figure_leads_to_its_rows(client, plein):
    client.force_login(utilisateur(RoleMandat.SIEGE))
    page = client.get(PAGE)
    html = page.content.decode()
    rows = {
        animation.COMITES: 2, animation.ACTIVITES: 1, animation.AVANCEMENT: 2, animation.COORDINATION: 2,
        animation.NOUVEAUX: 1, animation.FORMATIONS: 1,
    }  # fmt: skip
    for liste, count in rows.items():
        href = reverse("portail:region_animation_preuves", args=[liste])
        assert f'href="{href}?annee=2026"' in html
        proof = client.get(f"{href}?annee=2026")
        assert len(proof.context["lignes"]) == count
        assert all(len(ligne) == len(proof.context["p"].colonnes) for ligne in proof.context["lignes"])
        assert proof.context["retour"] == ("Animation", PAGE)
    assert client.get(f"{PAGE}inconnue/").status_code == 404
    assert client.get(f"{PAGE}chiffres.xlsx").content.startswith(b"PK")


def test_délégation_reads_its_own_and_others_nothing(client, plein):
    client.force_login(fabrique.coordinatrice("78"))
    page = client.get(PAGE)
    assert [nom for nom, _ in page.context["tableau"].lignes] == ["Yvelines"]
    assert len(client.get(f"{PAGE}{animation.COMITES}/").context["lignes"]) == 1
    for role in (RoleMandat.EVALUATEUR, RoleMandat.LECTEUR, RoleMandat.PARTENAIRE):
        client.force_login(utilisateur(role))
        assert {client.get(PAGE + path).status_code for path in ("", "chiffres.csv", f"{animation.NOUVEAUX}/")} == {403}


def test_page_costs_the_same_with_one_row_and_three(client, cas, compte_a_1_et_3):
    client.force_login(utilisateur(RoleMandat.SIEGE))

    def add() -> None:
        ca = fabrique.cooperative("78")
        copil(ca, date(2026, 2, 1), fabrique.membre(ca))

    compte_a_1_et_3(PAGE, add, statements=20)
