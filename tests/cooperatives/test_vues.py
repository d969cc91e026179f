"""The pages of D1: the right persona reads and writes, others get 404 or 403, nothing typed is lost."""

import pytest
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from coop.journal.actors import SYSTEM
from cooperatives.enums import Appreciation, Phase, Presence, StatutMembre
from cooperatives.models import Cooperative, DispositifLocal, Membre
from cooperatives.workflows import membres
from tests.factories import CommuneFactory, OrganisationFactory, utilisateur
from tests.factories import cooperatives as fabrique

PAGES = ["identite", "opportunite", "membres", "phase"]

# Statements of the two lists: session, account, perimeter, rows and their relations.
LISTE = 15
MEMBRES = 15


def page(name, ca, **kwargs):
    return reverse(f"cooperatives:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_read_by_the_people_of_the_ca(ca, dd78, connecte, name):
    partner, _ = fabrique.partenaire(ca)

    assert connecte(dd78).get(page(name, ca)).status_code == 200
    assert connecte(partner).get(page(name, ca)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", [RoleMandat.LECTEUR, RoleMandat.PARTENAIRE])
def test_pages_are_unknown_to_strangers(ca, connecte, name, role):
    assert connecte(utilisateur(role)).get(page(name, ca)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_unknown_to_another_dd(ca, connecte, name):
    assert connecte(fabrique.coordinatrice("93")).get(page(name, ca)).status_code == 404


@pytest.mark.parametrize("name", ["identite", "opportunite", "phase"])
def test_a_partner_who_writes_is_refused(ca, connecte, name):
    partner, _ = fabrique.partenaire(ca)

    assert connecte(partner).post(page(name, ca), {}).status_code == 403


@pytest.mark.parametrize(
    "name",
    [
        "inviter",
        "membre_ajouter",
        "articulation_ajouter",
        "phase_reculer",
        "coordination_copilote",
        "coordination_second",
        "coordination_premier",
        "phase_statut",
    ],
)
def test_forms_of_the_coordination_are_shown_to_it_and_unknown_to_a_partner(ca, dd78, connecte, name):
    partner, _ = fabrique.partenaire(ca)

    assert connecte(dd78).get(page(name, ca)).status_code == 200
    assert connecte(partner).get(page(name, ca)).status_code == 404


def test_nouvelle_creates_with_six_answers(dd78, connecte):
    fabrique.grille()
    commune = CommuneFactory(nom="Élancourt-Fictif")
    client = connecte(dd78)
    asked = client.get(reverse("cooperatives:nouvelle")).context["form"]
    assert sum(field.required for field in asked.fields.values()) <= 6

    typed = {
        "intitule": "Alliance nouvelle",
        "departement": commune.departement_id,
        "coordinateur": dd78.contact_id,
        "publics": [fabrique.public().pk],
        "lieux": [f"commune:{commune.pk}"],
    }
    response = client.post(reverse("cooperatives:nouvelle"), typed)

    assert response.status_code == 302
    assert list(Cooperative.objects.get(intitule="Alliance nouvelle").communes.all()) == [commune]


def test_nouvelle_searches_a_place_without_accents_and_keeps_what_was_typed(dd78, connecte):
    commune = CommuneFactory(nom="Élancourt-Fictif")

    response = connecte(dd78).post(
        reverse("cooperatives:nouvelle"), {"intitule": "Gardé", "recherche_lieu": "elancourt", "chercher": "1"}
    )

    form = response.context["form"]
    assert f"commune:{commune.pk}" in dict(form.fields["lieux"].choices)
    assert not form.errors
    assert 'value="Gardé"' in response.content.decode()


def test_nouvelle_says_what_is_missing(dd78, connecte):
    response = connecte(dd78).post(reverse("cooperatives:nouvelle"), {"intitule": "Sans rien"})

    assert set(response.context["form"].errors) == {"departement", "coordinateur", "thematiques", "recherche_lieu"}
    assert not Cooperative.objects.exists()


@pytest.mark.parametrize("role", [RoleMandat.SIEGE, RoleMandat.PARTENAIRE, RoleMandat.LECTEUR, RoleMandat.DELEGUE])
def test_nouvelle_is_refused_to_others(connecte, role, db):
    assert connecte(utilisateur(role)).get(reverse("cooperatives:nouvelle")).status_code == 403


def test_liste_shows_the_perimeter_and_public_facts(ca, connecte, dd78):
    other = fabrique.cooperative("93", intitule="Alliance du 93")
    url = reverse("cooperatives:liste")

    assert [row.pk for row in connecte(dd78).get(url).context["page"]] == [ca.pk]
    assert [row.pk for row in connecte(utilisateur(RoleMandat.LECTEUR)).get(url).context["page"]] == [ca.pk, other.pk]
    assert list(connecte(utilisateur()).get(url).context["page"]) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=equipee", 1),
        ("q=ÉQUIPÉE", 1),
        ("q=absente", 0),
        ("departement=78", 1),
        ("departement=93", 0),
        ("phase=diagnostic", 0),
    ],
)
def test_liste_filters_whatever_the_accents(dd78, connecte, query, found):
    fabrique.cooperative("78", intitule="L’équipée des quartiers", coordinateur=dd78)
    fabrique.coordinatrice("93")

    assert connecte(dd78).get(f"{reverse('cooperatives:liste')}?{query}").context["page"].paginator.count == found


def test_liste_draws_what_answers_on_a_map_and_offers_its_search_at_once(ca, dd78, connecte):
    answer = connecte(dd78).get(reverse("cooperatives:liste"))
    page = answer.content.decode()

    assert [row[0] for row in answer.context["carte"].lignes] == [
        f'<a href="/cooperatives/{ca.reference}/">{ca.appellation_locale or ca.intitule}</a>'
    ]
    assert page.index('name="q"') < page.index('<details class="coop-pan"')
    assert "coop-carte" not in connecte(dd78).get(reverse("cooperatives:liste") + "?q=absente").content.decode()


def test_liste_costs_the_same_for_one_and_three(dd78, client, compte_a_1_et_3):
    client.force_login(dd78)

    compte_a_1_et_3(
        reverse("cooperatives:liste"), lambda: fabrique.cooperative("78", coordinateur=dd78), statements=LISTE
    )


def test_membres_costs_the_same_for_one_and_three(ca, dd78, client, compte_a_1_et_3):
    client.force_login(dd78)

    compte_a_1_et_3(page("membres", ca), lambda: fabrique.membre(ca), statements=MEMBRES)


def grille_post(ca, **changes):
    data = {}
    for row in ca.appreciations.select_related("principe"):
        prefix = f"p{row.principe.ordre}"
        data |= {
            f"{prefix}-version": row.version,
            f"{prefix}-appreciation": row.appreciation,
            f"{prefix}-justification": row.justification,
        }
    return data | changes


def test_grille_saves_what_changed(ca, dd78, connecte):
    response = connecte(dd78).post(page("opportunite", ca), grille_post(ca, **{"p1-appreciation": "satisfait"}))

    assert response.status_code == 302
    assert list(
        ca.appreciations.exclude(appreciation=Appreciation.A_ETUDIER).values_list("principe__ordre", "version")
    ) == [(1, 2)]


def test_grille_asks_a_justification_and_saves_nothing(ca, dd78, connecte):
    data = grille_post(ca, **{"p1-appreciation": "satisfait", "p2-appreciation": "non"})

    response = connecte(dd78).post(page("opportunite", ca), data)

    assert "Justifiez en une phrase" in response.content.decode()
    assert not ca.appreciations.exclude(appreciation=Appreciation.A_ETUDIER).exists()


def test_grille_shows_what_somebody_else_wrote_and_keeps_mine(ca, dd78, connecte):
    opened = grille_post(ca, **{"p1-appreciation": "non", "p1-justification": "La mienne"})
    connecte(dd78).post(page("opportunite", ca), grille_post(ca, **{"p1-appreciation": "satisfait"}))

    response = connecte(dd78).post(page("opportunite", ca), opened)
    text = response.content.decode()

    assert "a écrit entre-temps" in text
    assert "La mienne" in text
    assert ca.appreciations.get(principe__ordre=1).appreciation == Appreciation.SATISFAIT
    again = opened | {"p1-version": "2"}
    assert connecte(dd78).post(page("opportunite", ca), again).status_code == 302
    assert ca.appreciations.get(principe__ordre=1).appreciation == Appreciation.NON


def test_articulation_adds_a_scheme_to_the_register(ca, dd78, connecte):
    row = ca.articulations.get(type="cls")

    data = {
        "type": "cls",
        "presence": "present",
        "nouveau": "CLS fictif",
        "description": "Complémentaire.",
        "version": row.version,
    }
    response = connecte(dd78).post(page("articulation", ca, pk=row.pk), data)

    row.refresh_from_db()
    assert response.status_code == 302
    assert row.dispositif == DispositifLocal.objects.get(nom="CLS fictif")
    assert row.presence == Presence.PRESENT


def test_articulation_present_asks_its_description(ca, dd78, connecte):
    row = ca.articulations.get(type="cls")

    response = connecte(dd78).post(
        page("articulation", ca, pk=row.pk), {"type": "cls", "presence": "present", "version": 1}
    )

    assert list(response.context["form"].errors) == ["description"]


def test_articulation_of_another_ca_is_unknown(ca, dd78, connecte):
    foreign = fabrique.cooperative("93").articulations.first()

    assert connecte(dd78).get(page("articulation", ca, pk=foreign.pk)).status_code == 404


def test_membre_etat_goes_one_click_from_partant_to_membre(ca, dd78, connecte):
    row = membres.invite(ca, actor=dd78.actor, organisation=OrganisationFactory())
    client = connecte(dd78)

    client.post(page("membre_etat", ca, pk=row.pk), {"etat": "partant"})
    client.post(page("membre_etat", ca, pk=row.pk), {"etat": "membre"})

    assert Membre.objects.get(pk=row.pk).statut == StatutMembre.MEMBRE


def test_several_organisations_become_members_at_once(ca, dd78, connecte):
    rows = [membres.invite(ca, actor=dd78.actor, organisation=OrganisationFactory()) for _ in range(2)]
    foreign = membres.invite(fabrique.cooperative("92"), actor=SYSTEM, organisation=OrganisationFactory())
    client, envoi = connecte(dd78), {"etat": "membre"}

    client.post(page("membres_etat", ca), envoi | {"membres": [rows[0].pk, foreign.pk]})
    assert {Membre.objects.get(pk=row.pk).statut for row in rows} == {"invite"}
    client.post(page("membres_etat", ca), envoi | {"membres": [row.pk for row in rows]})

    assert {Membre.objects.get(pk=row.pk).statut for row in rows} == {"membre"}


def test_membre_etat_refuses_a_get_and_an_unknown_state(ca, dd78, connecte):
    row = membres.invite(ca, actor=dd78.actor, organisation=OrganisationFactory())
    client = connecte(dd78)

    assert client.get(page("membre_etat", ca, pk=row.pk)).status_code == 405
    client.post(page("membre_etat", ca, pk=row.pk), {"etat": "signataire"})
    assert Membre.objects.get(pk=row.pk).statut == StatutMembre.INVITE


def test_membre_lets_a_partner_write_its_own_role_only(ca, connecte):
    partner, own = fabrique.partenaire(ca)
    other = fabrique.membre(ca)
    client = connecte(partner)

    assert (
        client.post(page("membre", ca, pk=own.pk), {"role_mission": "Nos maraudes", "version": own.version}).status_code
        == 302
    )
    assert (
        client.post(page("membre", ca, pk=other.pk), {"role_mission": "x", "version": other.version}).status_code == 403
    )
    assert Membre.objects.get(pk=own.pk).role_mission == "Nos maraudes"


def test_membre_shows_both_versions_when_stale(ca, dd78, connecte):
    row = fabrique.membre(ca)
    membres.update_role(row, actor=dd78.actor, role_mission="Autre texte")

    response = connecte(dd78).post(
        page("membre", ca, pk=row.pk), {"role_mission": "Mon texte", "version": row.version - 1}
    )

    assert response.status_code == 409
    assert "Autre texte" in response.content.decode()
    assert "Mon texte" in response.content.decode()


def test_representant_writes_a_mandate(ca, connecte):
    partner, own = fabrique.partenaire(ca)

    data = {"fonction": "Directeur adjoint", "email": "", "titulaire": "0", "mandat": "Parler en réunion."}
    response = connecte(partner).post(page("representant_ajouter", ca, pk=own.pk), data)

    assert response.status_code == 302
    assert own.representants.get(titulaire=False).mandat == "Parler en réunion."


def test_phase_shows_missing_sentences_as_links_and_stays(ca, dd78, connecte):
    response = connecte(dd78).post(page("phase", ca), {"reserves": "Sans attendre"})

    text = response.content.decode()
    assert "0 principe de choix sur 10 est renseigné." in text
    assert f'href="{page("opportunite", ca)}#principe-1"' in text
    assert Cooperative.objects.get(pk=ca.pk).phase == Phase.PREFIGURATION


def test_forcer_is_the_administrators(ca, dd78, connecte):
    admin = utilisateur(is_superuser=True, is_staff=True)

    assert connecte(dd78).get(page("phase_forcer", ca)).status_code == 404
    assert connecte(admin).post(page("phase_forcer", ca), {"vers": "diagnostic", "motif": "Reprise"}).status_code == 302
    assert Cooperative.objects.get(pk=ca.pk).phase == Phase.DIAGNOSTIC


def test_identite_saves_and_warns_of_a_single_commune(ca, dd78, connecte):
    commune = ca.communes.first()
    data = {
        "version": ca.version,
        "intitule": "Nouvel intitulé",
        "thematiques": [fabrique.thematique().pk],
        "lieux": [f"commune:{commune.pk}"],
        "couverture_locale": "a_verifier",
        "dynamique_eparcours": "a_verifier",
    }
    client = connecte(dd78)

    assert client.post(page("identite", ca), data).status_code == 302
    text = client.get(page("identite", ca)).content.decode()
    assert "Nouvel intitulé" in text
    assert "au moins deux communes" in text
    assert client.post(page("identite", ca), data | {"intitule": "Trop tard"}).status_code == 409
