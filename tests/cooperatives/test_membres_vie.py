"""The life of a membership as a truth table, positioning, commitment, mandates, elected officials (§3.4, R-GOUV-26)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.documents.models import Piece
from cooperatives.enums import StatutMembre
from cooperatives.models import EluAssocie, Membre
from cooperatives.vie_membre import may_become
from cooperatives.workflows import coordination, elus, gouvernance, membres
from tests.factories import OrganisationFactory, UserFactory, utilisateur
from tests.factories import cooperatives as fabrique

ORDRE = ("repere", "invite", "partant", "membre", "signataire", "refus", "sorti")
# Rows: the state; columns, in the same order: what it may become.
TABLE = {
    "repere": (0, 1, 1, 1, 0, 1, 0),
    "invite": (0, 0, 1, 1, 0, 1, 0),
    "partant": (0, 0, 0, 1, 0, 1, 0),
    "membre": (0, 0, 0, 0, 1, 0, 1),
    "signataire": (0, 0, 0, 0, 0, 0, 1),
    "refus": (0, 0, 0, 0, 0, 0, 0),
    "sorti": (0, 0, 0, 0, 0, 0, 0),
}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def page(name, ca, **kwargs):
    return reverse(f"cooperatives:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


@pytest.mark.parametrize("now", ORDRE)
def test_the_life_is_this_table(now):
    assert tuple(int(may_become(now, then)) for then in ORDRE) == TABLE[now]


@pytest.mark.parametrize("now", ORDRE)
def test_the_verbs_obey_the_table(ca, dd78, now):
    row = Membre.objects.create(ca=ca, organisation=OrganisationFactory(), statut=now, date_entree=date(2026, 1, 5))
    verbs = {
        "partant": lambda: membres.mark_partant(row, actor=dd78.actor),
        "membre": lambda: membres.join(row, actor=dd78.actor),
        "refus": lambda: membres.refuse(row, actor=dd78.actor, motif="Une raison"),
        "sorti": lambda: membres.leave(row, actor=dd78.actor, motif="Une raison", concertation_le=date(2026, 1, 6)),
    }
    for then, verb in verbs.items():
        row.statut = now
        allowed = may_become(now, then) and (now, then) != ("signataire", "sorti")
        if allowed:
            verb()
            assert row.statut == then
        else:
            with pytest.raises(ValidationError):
                verb()


def test_a_party_leaves_by_the_convention_only(ca, dd78):
    row = fabrique.membre(ca)
    row.statut = StatutMembre.SIGNATAIRE

    with pytest.raises(ValidationError, match="qu’à l’échéance annuelle"):
        membres.leave(row, actor=dd78.actor, motif="x", concertation_le=horloge.today())


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"motif": " "}, "pourquoi l’organisation s’en va"),
        ({"concertation_le": None}, "suit une concertation"),
        ({"concertation_le": date(2100, 1, 1)}, "précède la sortie"),
        ({"on": date(2100, 1, 1)}, "ne peut pas être à venir"),
    ],
)
def test_an_exit_says_why_and_follows_a_concertation(ca, dd78, fields, sentence):
    values = {"motif": "Fin du projet associatif", "concertation_le": horloge.today()} | fields

    with pytest.raises(ValidationError, match=sentence):
        membres.leave(fabrique.membre(ca), actor=dd78.actor, **values)


def test_the_exit_is_of_the_delegation(ca, dd78, connecte):
    leader, _ = fabrique.partenaire(ca)
    coordination.add_copilote(ca, actor=dd78.actor, organisation=leader.contact.organisation)
    row = fabrique.membre(ca)

    with pytest.raises(Refused):
        membres.leave(row, actor=leader.actor, motif="x", concertation_le=horloge.today())
    assert connecte(leader).get(page("membre_sortie", ca, pk=row.pk)).status_code == 404
    today = horloge.today().isoformat()
    data = {"motif": "Fin du projet", "concertation_le": today, "date_sortie": today}
    assert connecte(dd78).post(page("membre_sortie", ca, pk=row.pk), data).status_code == 302
    assert "Fin du projet" in connecte(dd78).get(page("membres", ca)).content.decode()


def test_a_party_is_led_to_the_convention_it_leaves_by(ca, dd78, connecte):
    row = fabrique.membre(ca)
    Membre.objects.filter(pk=row.pk).update(statut=StatutMembre.SIGNATAIRE)

    answer = connecte(dd78).get(page("membre_sortie", ca, pk=row.pk))

    assert answer["Location"] == reverse("conventions:echeance", kwargs={"ca_ref": ca.reference})


def test_who_left_sits_and_reads_no_more(ca, dd78, connecte):
    with horloge.at(date(2026, 1, 5)):
        user, row = fabrique.partenaire(ca)
        copil = gouvernance.create_copil(ca, actor=dd78.actor)
    assert copil.participants.filter(membre=row).exists()
    client = connecte(user)
    assert client.get(reverse("cooperatives:gouvernance", kwargs={"ca_ref": ca.reference})).status_code == 200

    membres.leave(row, actor=dd78.actor, motif="x", concertation_le=date(2026, 2, 1), on=date(2026, 2, 2))

    assert row.date_sortie == date(2026, 2, 2)
    assert not copil.participants.filter(membre=row).exists()
    assert client.get(reverse("cooperatives:gouvernance", kwargs={"ca_ref": ca.reference})).status_code == 404


def test_a_party_gone_by_the_convention_is_past_and_may_be_invited_again(ca, dd78, connecte, le_jour):
    row = fabrique.membre(ca)
    gone = {"statut": "signataire", "date_sortie": date(2026, 9, 15), "motif_sortie": "Par avenant."}
    Membre.objects.filter(pk=row.pk).update(**gone, date_entree=date(2026, 1, 5))
    le_jour("2026-09-14")
    assert not Membre.objects.get(pk=row.pk).finie
    assert row in ca.membres.actifs()
    assert "sortie prévue le 15" in connecte(dd78).get(page("membre", ca, pk=row.pk)).content.decode()

    le_jour("2026-09-15")
    assert row not in ca.membres.actifs()
    assert "sortie le 15" in connecte(dd78).get(page("membres", ca)).content.decode()
    again = membres.invite(ca, actor=dd78.actor, organisation=row.organisation)

    row.refresh_from_db()
    assert (row.statut, again.statut) == (StatutMembre.SORTI, StatutMembre.INVITE)


def test_who_left_comes_back_by_another_participation(ca, dd78):
    row = fabrique.membre(ca)
    membres.leave(row, actor=dd78.actor, motif="x", concertation_le=horloge.today())

    again = membres.invite(ca, actor=dd78.actor, organisation=row.organisation)

    assert again.pk != row.pk


def test_an_entry_may_be_dated_at_any_time_but_not_to_come(ca, dd78, connecte):
    row = membres.propose(ca, actor=dd78.actor, organisation=OrganisationFactory())
    client = connecte(dd78)

    refused = client.post(page("membre_entree", ca, pk=row.pk), {"date_entree": "2100-01-01"})
    assert "à venir" in refused.content.decode()
    client.post(page("membre_entree", ca, pk=row.pk), {"date_entree": "2026-03-02"})

    row.refresh_from_db()
    assert (row.statut, row.date_entree) == (StatutMembre.MEMBRE, date(2026, 3, 2))


def test_a_member_writes_its_positioning_and_joins_the_letter_of_its_direction(ca, dd78, connecte):
    user, row = fabrique.partenaire(ca)
    data = {
        "role_mission": "Maraudes", "positionnement": "mixte", "positionnement_texte": "Relais du soir",
        "engagement_direction_le": "2026-03-02", "version": row.version,
        "engagement": SimpleUploadedFile("lettre.pdf", PDF),
    }  # fmt: skip
    response = connecte(user).post(page("membre", ca, pk=row.pk), data)

    assert response.status_code == 302, response.context["form"].errors
    row.refresh_from_db()
    assert (row.positionnement, row.positionnement_texte) == ("mixte", "Relais du soir")
    letter = reverse("documents:piece", args=[row.engagement_document.uid])
    assert b"".join(connecte(dd78).get(letter)) == PDF
    assert connecte(utilisateur(RoleMandat.LECTEUR)).get(letter).status_code == 404
    text = connecte(fabrique.partenaire(ca)[0]).get(page("membre", ca, pk=row.pk)).content.decode()
    assert "lettre.pdf" in text
    assert "Relais du soir" in text


def test_a_letter_without_date_is_refused_and_kept_nowhere(ca, connecte):
    user, row = fabrique.partenaire(ca)
    data = {"version": row.version, "engagement": SimpleUploadedFile("lettre.pdf", PDF)}

    form = connecte(user).post(page("membre", ca, pk=row.pk), data).context["form"]

    assert list(form.errors) == ["engagement_direction_le"]
    assert not Piece.objects.exists()


def test_what_a_representative_may_engage_is_written(ca, connecte):
    user, row = fabrique.partenaire(ca)
    known = row.representants.get()
    url = page("representant", ca, pk=row.pk, representant_pk=known.pk)
    data = {
        "contact": known.contact_id,
        "titulaire": "1",
        "mandat": "Décider",
        "peut_engager": "on",
        "engagements": "Une salle",
    }
    client = connecte(user)

    assert client.get(url).context["form"].initial["contact"] == known.contact_id
    client.post(url, data)
    assert "Une salle" in client.get(page("membre", ca, pk=row.pk)).content.decode()
    client.post(url, data | {"peut_engager": ""})
    assert row.representants.get().engagements == ""


def test_past_representatives_stay_readable(ca, dd78, connecte):
    with horloge.at(date(2026, 1, 5)):
        row = fabrique.membre(ca)
    membres.end_representation(row.representants.get(), actor=dd78.actor)

    assert "représentant précédent" in connecte(dd78).get(page("membre", ca, pk=row.pk)).content.decode()


def test_an_elected_official_is_noted_by_function_and_commune(ca, dd78, connecte):
    commune = ca.communes.first()
    data = {"fonction": "Adjointe à la santé", "commune": commune.pk, "depuis": "2026-03-02"}
    client = connecte(dd78)

    assert client.post(page("elu_ajouter", ca), data).status_code == 302
    assert client.post(page("elu_ajouter", ca), data).context["form"].errors
    text = client.get(page("membres", ca)).content.decode()
    assert "Adjointe à la santé" in text
    assert commune.nom in text
    client.post(page("elu_fin", ca, pk=EluAssocie.objects.get().pk))
    assert EluAssocie.objects.get().fin == horloge.today()
    assert "Adjointe à la santé" not in client.get(page("membres", ca)).content.decode()


def test_an_official_noted_today_by_mistake_leaves_no_row(ca, dd78):
    row = elus.associate(ca, actor=dd78.actor, fonction="Maire", collectivite="Département")
    elus.end(row, actor=dd78.actor)

    assert not EluAssocie.objects.exists()


def test_a_partner_notes_no_official(ca, connecte):
    user, _ = fabrique.partenaire(ca)

    assert connecte(user).get(page("elu_ajouter", ca)).status_code == 404
    with pytest.raises(Refused):
        elus.associate(ca, actor=user.actor, fonction="Maire", collectivite="x")


def elu_double(ca):
    values = {"ca": ca, "fonction": "Maire", "commune": ca.communes.first()}
    EluAssocie.objects.create(**values)
    return EluAssocie(**values)


def elu_sans_lieu(ca):
    return EluAssocie(ca=ca, fonction="Maire")


def elu_fin_avant(ca):
    return EluAssocie(ca=ca, fonction="Maire", collectivite="x", depuis=date(2026, 2, 1), fin=date(2026, 1, 1))


def ecrit_sans_date(ca):
    piece = Piece.objects.create(kind="x", subject_id="1", size=1, sha256="x", file="x")
    return Membre(ca=ca, organisation=OrganisationFactory(), engagement_document=piece)


@pytest.mark.parametrize(
    ("build", "name", "sentence"),
    [
        (elu_double, "elu_associe_unique", "Cet élu est déjà noté pour cette commune."),
        (elu_sans_lieu, "elu_associe_a_une_collectivite", "Dites de quelle commune"),
        (elu_fin_avant, "elu_associe_dates_ordonnees", "La fin suit le début."),
        (ecrit_sans_date, "membre_engagement_ecrit_date", "Datez l’engagement de la direction"),
    ],
)
def test_constraints_hold_in_the_database_and_speak(ca, build, name, sentence):
    row = build(ca)

    with pytest.raises(ValidationError, match=sentence):
        row.full_clean()
    with pytest.raises(IntegrityError, match=f"{name}|UNIQUE"), transaction.atomic():
        row.save()


def test_an_inhabitant_is_not_offered_what_is_closed_to_it(ca, connecte):
    row = fabrique.membre(ca, type="groupe_habitants")
    user = UserFactory(contact=row.representants.get().contact)

    html = connecte(user).get(page("membre", ca, pk=row.pk)).content.decode()

    assert str(row.organisation) in html
    assert page("representant_ajouter", ca, pk=row.pk) not in html
    assert 'name="role_mission"' not in html
