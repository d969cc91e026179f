"""The regional text: written in words, versioned, applied from its day; and where a convention departs from it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from conventions import gabarit, modele, reference, sources, texte
from conventions.gabarit_mots import elements, from_words, to_words
from conventions.models import AdaptationBloc, Avenant, GabaritArticle
from conventions.queries import gabarits as queries
from conventions.workflows import gabarits
from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.gates import Blocked
from coop.journal.models import Entry
from coop.versions import StaleVersion
from tests.conventions.scene_convention import build
from tests.factories import utilisateur
from tests.guards.stage import staged

TEXTES = {code: text for code, _, text in reference.BLOCS}
JOUR = date(2027, 1, 4)
NOUVEAU = "Des bilans trimestriels seront transmis à l’ARS."


pytestmark = pytest.mark.django_db
scene = staged(build, le=JOUR)


@pytest.fixture
def siege():
    return utilisateur(RoleMandat.SIEGE)


def publish(siege, code="article-4-3", **changes) -> GabaritArticle:
    fields = {
        "titre": "4.3 Bilans trimestriels",
        "texte": NOUVEAU,
        "motif": "Plus court.",
        "en_vigueur_depuis": JOUR,
        "version": 1,
    }
    return gabarits.publish(code, actor=siege.actor, **fields | changes)


def printed(convention, code="article-4-3") -> dict:
    return next(b for b in texte.assemble(sources.read(convention))["blocs"] if b["code"] == code)


def plain(bloc: dict) -> str:
    return "".join(value for p in bloc["paragraphes"] for _, value in p)


# The language in words.


@pytest.mark.parametrize("code", TEXTES)
def test_words_and_variables_are_each_other_s_reverse(code):
    assert from_words(code, to_words(TEXTES[code])) == TEXTES[code]
    assert "{" not in to_words(TEXTES[code])


@pytest.mark.parametrize("word", ["[Intitulé  du programme]", "[ intitulé du programme ]"])
def test_word_is_read_whatever_its_blanks_and_capitals(word):
    assert from_words("titre", f"Convention {word}") == "Convention {{ intitule }}"


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        (
            "titre",
            "[nom]",
            "« [nom] » n’est pas un élément de ce passage. Éléments possibles : [intitulé du programme]",
        ),
        ("article-3", "[lieu de signature]", "Éléments possibles : aucun"),
        ("titre", "{{ intitule }}", "accolades"),
        ("titre", "[si intitulé du programme]x[fin]", "seul un élément facultatif"),
        ("article-4-1", "[si les co-pilotes]x", "doit être suivi de « [fin] »"),
        ("article-4-1", "[fin]", "sans « [si …] »"),
        ("article-4-1", "[sinon]", "sans « [si …] »"),
        ("article-4-1", "[si les co-pilotes][si dispositif ou réseau]x[fin][fin]", "avant d’en ouvrir un autre"),
    ],
)
def test_word_that_is_not_known_is_told(code, text, told):
    with pytest.raises(ValidationError) as refused:
        from_words(code, text)
    assert told in refused.value.messages[0].replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("titre", "Convention", "[intitulé du programme]"),
        ("article-4-1", "{% if copilotes %}{{ promoteurs }}{% endif %}", "[les promoteurs]"),
        ("article-1", "{{ intitule }}\n\nÀ savoir : {{ objectifs }}", "seuls dans leur paragraphe"),
    ],
)
def test_block_keeps_what_the_convention_needs(code, text, told):
    with pytest.raises(ValidationError) as refused:
        gabarit.check(code, text)
    assert told in refused.value.messages[0]


def test_elements_say_which_are_optional_and_which_stand_alone():
    found = {e["mot"]: (e["facultatif"], e["seul"]) for e in elements("article-4-1") + elements("article-2")}

    assert found == {
        "[les co-pilotes]": (True, False),
        "[dispositif ou réseau]": (True, False),
        "[les promoteurs]": (False, False),
        "[les actions]": (False, True),
    }


# Versions.


def test_new_version_applies_to_drafts_and_never_to_what_is_frozen(scene, siege):
    version = scene.a_la_signature()
    publish(siege)

    assert NOUVEAU not in str(version.contenu)
    version.refresh_from_db()
    assert texte.digest(version.contenu) == version.sha256
    assert plain(printed(scene.convention)) == NOUVEAU
    assert printed(scene.convention)["gabarit"] == 2


def test_version_to_come_waits_for_its_day(scene, siege):
    publish(siege, en_vigueur_depuis=date(2027, 2, 1))

    assert plain(printed(scene.convention)) == TEXTES["article-4-3"]
    with horloge.at(date(2027, 2, 1)):
        assert plain(printed(scene.convention)) == NOUVEAU
    assert [v.etat for v in queries.versions("article-4-3")] == ["à venir", "en vigueur"]


def test_avenant_keeps_the_model_that_was_signed(scene, siege):
    scene.a_la_signature()
    publish(siege)
    avenant = Avenant.objects.create(convention=scene.convention, numero=1)

    kept = {row.code: row.version for row in modele.read(scene.convention, avenant).blocs}
    assert kept["article-4-3"] == 1
    assert len(kept) == len(reference.BLOCS)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"motif": " "}, "Dites ce qui change et pourquoi."),
        ({"texte": TEXTES["article-4-3"]}, "Rien n’a changé"),
        ({"en_vigueur_depuis": date(2027, 1, 3)}, "ne s’applique pas au passé"),
        ({"texte": "{{ intitule }}"}, "n’est pas déclarée"),
    ],
)
def test_version_that_cannot_be_is_refused(scene, siege, changes, told):
    with pytest.raises(ValidationError) as refused:
        publish(siege, **changes)
    assert told in str(refused.value.messages)


def test_versions_follow_each_other(scene, siege):
    publish(siege, en_vigueur_depuis=date(2027, 3, 1))
    with pytest.raises(StaleVersion):
        publish(siege)
    with pytest.raises(ValidationError, match="La version 2 s’applique"):
        publish(siege, texte="Autre.", version=2)
    entry = Entry.objects.get(verb="gabarit.publish")
    assert entry.comment == "Plus court."


def test_unknown_block_is_refused(scene, siege):
    with pytest.raises(ValidationError):
        publish(siege, code="article-9")


def test_only_the_siege_publishes(scene):
    with pytest.raises(Refused, match="siège"):
        publish(scene.coordinatrice)


# Adaptations.


def adapt(scene, text=NOUVEAU, motif="Un délai écrit.", **kwargs) -> AdaptationBloc:
    return gabarits.adapt(
        scene.convention, "article-4-3", actor=scene.coordinatrice.actor, texte=text, motif=motif, **kwargs
    )


def test_adaptation_is_printed_marked_and_frozen(scene):
    adapt(scene)
    bloc = printed(scene.convention)
    assert (plain(bloc), bloc["adapte"]) == (NOUVEAU, True)
    assert "adapte" not in printed(scene.convention, "article-5")

    version = scene.a_la_signature()
    assert NOUVEAU in str(version.contenu)
    with pytest.raises(Blocked, match="figé"):
        adapt(scene, "Autre texte.")


def test_adaptation_comes_back_to_the_model(scene):
    gabarits.unadapt(adapt(scene), actor=scene.coordinatrice.actor)

    assert plain(printed(scene.convention)) == TEXTES["article-4-3"]
    assert set(Entry.objects.filter(verb__contains="adapt").values_list("verb", flat=True)) == {
        "convention.adapt",
        "convention.unadapt",
    }


@pytest.mark.parametrize(
    ("text", "motif", "told"),
    [
        (TEXTES["article-4-3"], "x", "rien à adapter"),
        ("{{ intitule }}", "x", "n’est pas déclarée"),
        (NOUVEAU, " ", "ne peut pas être vide|vide|Dites pourquoi"),
    ],
)
def test_adaptation_that_cannot_be_is_refused(scene, text, motif, told):
    with pytest.raises(ValidationError, match=told):
        adapt(scene, text, motif)


def test_adaptation_is_written_over_the_version_read(scene):
    row = adapt(scene)
    with pytest.raises(StaleVersion):
        adapt(scene, "Autre texte.")
    adapt(scene, "Autre texte.", version=row.version)
    with pytest.raises(StaleVersion):
        adapt(scene, "Encore un autre.", version=row.version)
    assert AdaptationBloc.objects.get().texte == "Autre texte."


def test_adaptation_of_an_unknown_block_is_refused(scene):
    with pytest.raises(ValidationError):
        gabarits.adapt(scene.convention, "article-9", actor=scene.coordinatrice.actor, texte="x", motif="x")


@pytest.mark.parametrize("who", ["asso", "delegue"])
def test_only_the_coordination_adapts(scene, who):
    actor = getattr(scene, who).actor
    with pytest.raises(Refused):
        gabarits.adapt(scene.convention, "article-4-3", actor=actor, texte=NOUVEAU, motif="x")


def test_adaptation_of_a_former_model_is_to_be_read_again(scene, siege):
    adapt(scene)
    assert not queries.ecarts(siege)[0].depassee
    publish(siege, texte="Le texte nouveau du siège.")
    assert queries.ecarts(siege)[0].depassee


# Pages.


def url(name, **kwargs):
    return reverse(f"gabarits:{name}", kwargs=kwargs or None)


def ca_url(name, **kwargs):
    return reverse(f"conventions:{name}", kwargs={"ca_ref": "CA-78-01", **kwargs})


def test_siege_writes_a_version_in_words_with_its_preview(scene, siege, connecte):
    client, page = connecte(siege), url("modifier", code="article-1")
    html = client.get(page).content.decode()
    assert "un programme relatif à [intitulé du programme]." in html
    assert "<mark>la santé des jeunes</mark>" in html

    data = {"version": 1, "titre": "Article 1", "texte": "Pour [intitulé du programme]\u00a0:\n\n[les objectifs]", "motif": "Plus court.",
            "en_vigueur_depuis": "04/01/2027", "exemple": scene.convention.pk}  # fmt: skip
    fragment = client.post(page, data | {"apercu": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "Pour <mark>la santé des jeunes</mark>" in fragment
    assert "<html" not in fragment
    assert GabaritArticle.objects.filter(code="article-1").count() == 1
    assert client.post(page, data).url == url("bloc", code="article-1")
    assert (
        GabaritArticle.objects.get(code="article-1", version=2).texte == "Pour {{ intitule }}\u00a0:\n\n{{ objectifs }}"
    )
    assert "<ins>" in client.get(url("bloc", code="article-1")).content.decode()
    assert client.post(page, data).status_code == 409


def test_preview_without_script_asks_for_nothing_else(scene, siege, connecte):
    data = {"version": 1, "titre": "", "texte": "Convention pour [intitulé du programme]", "motif": "", "apercu": "1"}
    html = connecte(siege).post(url("modifier", code="titre"), data).content.decode()

    assert "Convention pour <mark>la santé des jeunes</mark>" in html
    assert "obligatoire" not in html


def test_preview_tells_what_cannot_be_read(scene, siege, connecte):
    data = {"version": 1, "texte": "[nom]", "apercu": "1"}
    html = connecte(siege).post(url("modifier", code="titre"), data, headers={"HX-Request": "true"}).content.decode()

    assert "n’est pas un élément de ce passage" in html


def test_preview_without_any_convention_says_what_is_to_be_completed(siege, connecte):
    reference.load()

    assert "[à compléter]" in connecte(siege).get(url("modifier", code="titre")).content.decode()


@pytest.mark.parametrize("page", ["liste", "bloc", "modifier"])
def test_pages_of_the_model_by_role(scene, siege, connecte, page):
    address = url(page, **({} if page == "liste" else {"code": "article-3"}))
    assert connecte(siege).get(address).status_code == 200
    assert connecte(scene.coordinatrice).get(address).status_code == (403 if page == "modifier" else 200)
    assert connecte(scene.asso).get(address).status_code == 403


@pytest.mark.parametrize("page", ["bloc", "modifier"])
def test_unknown_block_is_not_found(scene, siege, connecte, page):
    assert connecte(siege).get(url(page, code="article-9")).status_code == 404


def test_list_shows_where_the_model_is_departed_from(scene, siege, connecte):
    adapt(scene)
    html = connecte(siege).get(url("liste")).content.decode()

    assert "Un délai écrit." in html
    assert "1\u00a0convention" in html
    other = utilisateur(RoleMandat.COORDINATEUR_DD, "95")
    assert "Un délai écrit." not in connecte(other).get(url("liste")).content.decode()


def test_list_has_a_fixed_number_of_statements(scene, siege, client, compte_a_1_et_3):
    client.force_login(siege)
    codes = iter(TEXTES)

    def add_row():
        code = next(codes)
        AdaptationBloc.objects.create(
            convention=scene.convention, code=code, texte="Autre", motif="x", gabarit=1, redigee_par="x"
        )

    compte_a_1_et_3(url("liste"), add_row, statements=9)


def test_coordination_adapts_and_everybody_reads_the_difference(scene, connecte):
    client, page = connecte(scene.coordinatrice), ca_url("convention_adapter", code="article-4-3")
    assert client.get(page).status_code == 200
    data = {"texte": NOUVEAU, "motif": "Un délai écrit.", "version": ""}
    fragment = client.post(page, data | {"apercu": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert NOUVEAU in fragment
    assert client.post(page, data).status_code == 302
    assert client.post(page, data | {"texte": "Autre."}).status_code == 409

    partner = connecte(scene.asso)
    assert "Un délai écrit." in partner.get(ca_url("convention")).content.decode()
    html = partner.get(ca_url("convention_adaptations")).content.decode()
    assert "<ins>" in html
    assert "Revenir au modèle" not in html
    assert partner.get(page).status_code == 404
    client.post(ca_url("convention_adaptation_retirer", code="article-4-3"))
    assert not AdaptationBloc.objects.exists()


def test_adaptation_that_is_the_model_is_told(scene, connecte):
    data = {"texte": TEXTES["article-4-3"], "motif": "x", "version": ""}
    html = connecte(scene.coordinatrice).post(ca_url("convention_adapter", code="article-4-3"), data).content.decode()

    assert "rien à adapter" in html


def test_frozen_convention_is_no_longer_adapted(scene, connecte):
    scene.a_la_signature()
    client = connecte(scene.coordinatrice)

    assert client.get(ca_url("convention_adapter", code="article-3")).status_code == 404
    assert "Adapter" not in client.get(ca_url("convention_adaptations")).content.decode()


@pytest.mark.parametrize("code", ["article-4", "article-9"])
def test_block_without_text_is_not_adapted(scene, connecte, code):
    assert connecte(scene.coordinatrice).get(ca_url("convention_adapter", code=code)).status_code == 404
