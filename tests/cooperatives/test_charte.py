"""The charte de coopération: regional text, adaptation, adoption, signatures on paper, DOC-CHART."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.documents import workflows as documents
from coop.journal.models import Entry
from coop.versions import StaleVersion
from cooperatives import reference_charte
from cooperatives.documents_charte import build
from cooperatives.models import ArticleCharte, ArticleRegional, Charte, SignatureCharte
from cooperatives.queries.charte import lecture
from cooperatives.workflows import charte as verbs
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur

JOUR = date(2027, 3, 1)


def url(name, ca, **kwargs):
    return reverse(f"cooperatives:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


@pytest.fixture
def charte(ca, dd78):
    return verbs.prepare(ca, actor=dd78.actor)


@pytest.fixture
def siege(db):
    return utilisateur(RoleMandat.SIEGE)


CASES = {
    "charte_numero_unique": lambda c: Charte(ca=c.ca, modele=c.modele, numero=1, adoptee_le=JOUR),
    "charte_une_en_preparation": lambda c: Charte(ca=c.ca, modele=c.modele, numero=2),
    "article_charte_ordre_unique": lambda c: ArticleCharte(charte=c, ordre=1, titre="x", texte="x"),
    "article_regional_ordre_unique": lambda c: ArticleRegional(charte=c.modele, ordre=1, titre="x", texte="x"),
    "signature_charte_unique": lambda c: SignatureCharte(
        charte=c, membre=c.ca.membres.first(), fonction="Directrice", signee_le=JOUR
    ),
    "signature_charte_dit_la_fonction": lambda c: SignatureCharte(
        charte=c, membre=fabrique.membre(c.ca), fonction="", signee_le=JOUR
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses_what_the_constraint_forbids(charte, name):
    SignatureCharte.objects.create(charte=charte, membre=charte.ca.membres.first(), fonction="Maire", signee_le=JOUR)
    row = CASES[name](charte)

    with pytest.raises(ValidationError):
        next(c for c in row._meta.constraints if c.name == name).validate(type(row), row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_charte_starts_from_the_regional_text_with_the_names_of_the_ca(charte, ca, dd78):
    texts = " ".join(charte.articles.values_list("texte", flat=True))

    assert charte.articles.count() == 9
    assert ca.intitule in texts
    assert "[" not in texts
    assert lecture(charte).adaptes == 0
    assert verbs.prepare(ca, actor=dd78.actor) == charte


def test_an_adapted_article_shows_its_difference_and_keeps_versions(charte, dd78):
    article = charte.articles.first()
    verbs.write(article, actor=dd78.actor, titre=article.titre, texte=f"{article.texte}\nUn ajout.")

    read = lecture(charte)
    assert read.adaptes == 1
    assert [m.sens for m in read.articles[0].morceaux] == ["", "ins"]
    with pytest.raises(StaleVersion):
        verbs.write(charte.articles.first(), actor=dd78.actor, titre="x", texte="x", version=1)
    with pytest.raises(Refused):
        verbs.write(article, actor=fabrique.partenaire(charte.ca)[0].actor, titre="x", texte="x")


def test_adopted_its_text_no_longer_moves_and_members_sign(charte, ca, dd78):
    member = fabrique.membre(ca)
    with horloge.at(JOUR), pytest.raises(ValidationError):
        verbs.sign(charte, actor=dd78.actor, membre=member, fonction="Présidente", signee_le=JOUR)
    with horloge.at(JOUR):
        with pytest.raises(ValidationError):
            verbs.adopt(charte, actor=dd78.actor, on=date(2027, 3, 2))
        verbs.adopt(charte, actor=dd78.actor, on=JOUR)
    article = ArticleCharte.objects.filter(charte=charte).first()
    with pytest.raises(ValidationError):
        verbs.write(article, actor=dd78.actor, titre="x", texte="x")

    with horloge.at(date(2027, 3, 10)):
        for wrong in (date(2027, 2, 28), date(2027, 3, 11)):
            with pytest.raises(ValidationError):
                verbs.sign(charte, actor=dd78.actor, membre=member, fonction="Présidente", signee_le=wrong)
        verbs.sign(charte, actor=dd78.actor, membre=member, fonction="Présidente", signee_le=date(2027, 3, 5))

    read = lecture(charte)
    assert [str(s.membre) for s in read.signatures] == [str(member)]
    assert member not in read.attendus
    pressenti = fabrique.membre(ca)
    type(pressenti).objects.filter(pk=pressenti.pk).update(statut="partant")
    assert lecture(charte).total == read.total
    assert Entry.objects.filter(verb="charte.sign", ca_id=ca.pk).exists()


def test_a_new_version_starts_from_the_last_one(charte, ca, dd78):
    article = charte.articles.first()
    verbs.write(article, actor=dd78.actor, titre="Ce qui nous lie", texte="Notre texte.")
    with horloge.at(JOUR):
        verbs.adopt(Charte.objects.get(pk=charte.pk), actor=dd78.actor, on=JOUR)
        following = verbs.prepare(ca, actor=dd78.actor)

    assert following.numero == 2
    assert following.articles.first().titre == "Ce qui nous lie"


def test_the_siege_publishes_the_next_regional_version(charte, siege, dd78):
    texts = list(charte.modele.articles.values_list("titre", "texte"))
    with pytest.raises(ValidationError):
        verbs.publish(actor=siege.actor, articles=texts, base=1)
    with pytest.raises(Refused):
        verbs.publish(actor=dd78.actor, articles=texts, base=1)
    changed = [("Nos valeurs communes", texts[0][1]), *texts[1:]]
    row = verbs.publish(actor=siege.actor, articles=changed, base=1)

    assert (row.numero, row.articles.first().titre) == (2, "Nos valeurs communes")
    assert charte.modele.articles.first().titre == "Nos valeurs"
    with pytest.raises(ValidationError):
        verbs.publish(actor=siege.actor, articles=texts, base=1)


def test_the_siege_sees_the_difference_before_publishing(siege, dd78, connecte, db):
    client = connecte(siege)
    page = reverse("cooperatives:charte_regionale")
    form = client.get(page).context["form"]
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data["titre_1"] = "Nos valeurs communes"

    shown = client.post(page, data).content.decode()
    assert "Aperçu de ce qui change" in shown
    assert "<ins>" in shown
    assert client.post(page, data | {"publier": "1"}).status_code == 302
    assert "Version 2" in client.get(page).content.decode()
    assert connecte(dd78).post(page, data).status_code == 403


def test_the_page_says_who_has_signed(charte, ca, dd78, connecte):
    member = fabrique.membre(ca)
    with horloge.at(JOUR):
        verbs.adopt(charte, actor=dd78.actor, on=JOUR)
        verbs.sign(charte, actor=dd78.actor, membre=member, fonction="Présidente", signee_le=JOUR)

    text = connecte(dd78).get(url("charte", ca)).content.decode()
    assert "Présidente, le 1" in text
    assert "N’ont pas encore signé" in text


def test_signing_is_recorded_from_the_page(charte, ca, dd78, connecte):
    with horloge.at(JOUR):
        client = connecte(dd78)
        assert client.post(url("charte_adopter", ca), {"adoptee_le": "2027-03-01"}).status_code == 302
        sent = {"membre": ca.membres.first().pk, "fonction": "Déléguée", "signee_le": "2027-03-01"}
        suite = client.post(url("charte_signer", ca), sent | {"suivante": "1"})

    assert SignatureCharte.objects.get().fonction == "Déléguée"
    assert suite.url == url("charte", ca)  # nobody is left to sign


def test_the_charte_as_a_document(charte, ca, dd78):
    document = documents.request("charte", charte.pk, actor=dd78.actor, ca_id=ca.pk, departement="78")
    built = build(document)

    assert built.draft
    assert len(built.content["articles"]) == 9
    assert built.content["attendus"] == [str(m) for m in ca.membres.all()]


def test_a_partner_reads_and_does_not_write(charte, ca, connecte):
    client = connecte(fabrique.partenaire(ca)[0])

    assert client.get(url("charte", ca)).status_code == 200
    assert client.post(url("charte_preparer", ca)).status_code == 403
    assert client.get(url("charte_article", ca, article_id=charte.articles.first().pk)).status_code == 404


@pytest.mark.django_db
def test_the_first_regional_text_comes_with_the_references():
    assert [reference_charte.load().crees, reference_charte.load().crees] == [1, 0]
