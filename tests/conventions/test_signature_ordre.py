"""Together or one after the other, by delegation, after a refusal: what each person is told, and what happens then."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from conventions.models import Convention, Signature
from conventions.queries import convention as queries
from conventions.workflows import parties, signature
from coop import horloge
from coop.notifications.duties import duties_for
from coop.ui.typographie import date_longue
from tests.conventions.scene_convention import build
from tests.guards.client import run_on_commit
from tests.guards.stage import staged

JOUR = date(2027, 1, 4)


pytestmark = pytest.mark.django_db
scene = staged(build, le=JOUR)


def url(name, **kwargs):
    return reverse(f"conventions:{name}", kwargs={"ca_ref": "CA-78-01", **kwargs})


def rangs(scene, **by_user) -> dict[int, int]:
    """Party → rank, by the name of the person of the scene."""
    parties = {p.organisation_id: p.pk for p in scene.convention.parties.all()}
    ars = scene.convention.parties.get(type="ars").pk
    return {
        ars if name == "delegue" else parties[getattr(scene, name).contact.organisation_id]: rank
        for name, rank in by_user.items()
    }


def ordered(scene, **by_user):
    """The round where the ville signs first, then the association, then the délégué."""
    by_user = by_user or {"ville": 1, "asso": 2, "delegue": 3}
    with run_on_commit():
        return signature.put_to_signature(
            scene.convention, actor=scene.coordinatrice.actor, rangs=rangs(scene, **by_user)
        )


def received(user) -> list[str]:
    return [f"{m.subject}\n{m.body}" for m in mail.outbox if user.contact.email in m.to]


def test_ordered_round_tells_each_when_it_signs(scene):
    ordered(scene)

    assert "Signer la convention" in received(scene.ville)[0]
    waiting = received(scene.delegue)[0]
    assert "Lire la convention" in waiting
    assert "Avant vous\u00a0: Ville de Valfleuri et Association Soleil." in waiting


def test_next_signatory_is_called_when_the_one_before_has_signed(scene):
    ordered(scene)
    mail.outbox.clear()
    with run_on_commit():
        scene.signer_papier(scene.ville, JOUR)

    assert "À votre tour de signer" in received(scene.asso)[0]
    assert received(scene.delegue) == []


def test_two_parties_of_one_rank_are_waited_for_together(scene):
    ordered(scene, ville=1, asso=1, delegue=2)
    mail.outbox.clear()
    with run_on_commit():
        scene.signer_papier(scene.ville, JOUR)
    assert received(scene.delegue) == []
    with run_on_commit():
        scene.signer_papier(scene.asso, JOUR)

    assert "À votre tour" in received(scene.delegue)[0]


def test_code_out_of_turn_is_refused_with_the_names(scene):
    ordered(scene)

    with pytest.raises(ValidationError, match="avant la vôtre.*Ville de Valfleuri"):
        signature.request_code(scene.signature_de(scene.asso), actor=scene.asso.actor)


def test_code_asked_at_its_turn_does_not_serve_after_the_round_was_set_again(scene):
    """A code belongs to one version: a new round of another order starts from nothing."""
    ordered(scene)
    with run_on_commit():
        signature.request_code(scene.signature_de(scene.ville), actor=scene.ville.actor)
    code = next(w for w in mail.outbox[-1].body.split() if w.isdigit() and len(w) == 6)
    convention = signature.reopen(scene.convention, actor=scene.coordinatrice.actor, motif="Autre ordre.")
    signature.put_to_signature(
        convention, actor=scene.coordinatrice.actor, rangs=rangs(scene, ville=2, asso=1, delegue=2)
    )

    with pytest.raises(ValidationError):
        signature.sign_with_code(scene.signature_de(scene.ville), actor=scene.ville.actor, code=code)


def test_paper_that_arrives_out_of_turn_is_recorded(scene):
    """The order says who is asked; what has been signed on paper has been signed."""
    ordered(scene)
    scene.signer_papier(scene.delegue, JOUR)
    scene.signer_papier(scene.ville, JOUR)
    scene.signer_papier(scene.asso, JOUR)

    assert Convention.objects.get().date_effet == JOUR


def test_page_of_who_waits_opens_to_read_and_says_whose_turn_it_is(scene, connecte):
    ordered(scene)
    html = connecte(scene.asso).get(url("signer", signature=scene.signature_de(scene.asso).pk)).content.decode()

    assert "Ce n’est pas encore votre tour" in html
    assert "Signature attendue avant la vôtre&nbsp;: Ville de Valfleuri." in html
    assert "Article 3 – Conditions" in html
    assert "recevoir mon code" not in html
    assert "Recevoir un code pour refuser" in html


def test_who_waits_may_refuse_with_a_code(scene, connecte):
    ordered(scene)
    client, page = connecte(scene.asso), url("signer", signature=scene.signature_de(scene.asso).pk)
    client.post(page, {"acte": "code_refus"})
    code = next(w for w in mail.outbox[-1].body.split() if w.isdigit() and len(w) == 6)
    html = client.get(page).content.decode()
    assert "Signer la convention" not in html
    assert client.post(page, {"acte": "signer", "code": code}).status_code == 400
    client.post(page, {"acte": "refuser", "code": code, "motif": "Budget non voté."})

    assert scene.signature_de(scene.asso).motif_refus == "Budget non voté."


def test_board_says_whose_turn_it_is_and_the_last_reminder(scene, connecte):
    ordered(scene)
    with horloge.at(date(2027, 1, 12)):
        signature.remind_all(scene.convention, actor=scene.coordinatrice.actor)
        html = connecte(scene.coordinatrice).get(url("convention")).content.decode()

    assert "C’est au tour de&nbsp;: Ville de Valfleuri." in html
    assert f"Dernier rappel le {date_longue(date(2027, 1, 12))}." in html
    assert html.count("attend son tour") == 2
    assert "0\u00a0signataire sur 3" in html


def test_reminder_goes_to_those_whose_turn_it_is(scene):
    ordered(scene)
    with run_on_commit():
        assert signature.remind_all(scene.convention, actor=scene.coordinatrice.actor) == 1
    with pytest.raises(ValidationError, match="pas encore son tour"):
        signature.remind(scene.signature_de(scene.asso), actor=scene.coordinatrice.actor)


def test_duty_to_sign_comes_with_the_turn(scene):
    ordered(scene)
    assert "CONV-SIGNER" in {d.code for d in duties_for(scene.ville)}
    assert "CONV-SIGNER" not in {d.code for d in duties_for(scene.asso)}
    scene.signer_papier(scene.ville, JOUR)

    assert "CONV-SIGNER" in {d.code for d in duties_for(scene.asso)}


@pytest.mark.parametrize(
    ("posted", "expected"),
    [
        ({}, {1}),
        ({"ordre": "ensemble"}, {1}),
        ({"ordre": "ars_a_la_fin"}, {1, 2}),
        ({"ordre": "choisi"}, {1, 2, 3}),
    ],
)
def test_order_is_chosen_on_the_page(scene, connecte, posted, expected):
    assert connecte(scene.coordinatrice).post(url("convention_signature"), posted).status_code == 302

    ranks = {s.rang: s.signataire.partie.type for s in Signature.objects.order_by("rang")}
    assert set(ranks) == expected
    assert len(expected) == 1 or ranks[max(expected)] == "ars"


def test_numbers_typed_become_ranks_without_gap(scene, connecte):
    first, *others = scene.convention.parties.order_by("ordre")
    typed = {f"rang_{p.pk}": n for p, n in ((first, 40), (others[0], 7), (others[1], 7))}
    connecte(scene.coordinatrice).post(url("convention_signature"), {"ordre": "choisi", **typed})

    found = dict(Signature.objects.values_list("signataire__partie", "rang"))
    assert found == {first.pk: 2, others[0].pk: 1, others[1].pk: 1}


@pytest.mark.parametrize("typed", ["0", "-1", "deux", "100"])
def test_number_that_is_none_is_refused_in_place(scene, connecte, typed):
    partie = scene.convention.parties.first()
    response = connecte(scene.coordinatrice).post(
        url("convention_signature"), {"ordre": "choisi", f"rang_{partie.pk}": typed}
    )

    assert response.status_code == 200
    assert "à revoir" in response.content.decode()
    assert not Signature.objects.exists()


def test_delegation_is_printed_with_its_act(scene, connecte):
    partie = scene.convention.parties.get(organisation=scene.ville.contact.organisation)
    data = {
        "version": partie.version, "type": "partenaire", "qualite_representant": "Direction des solidarités",
        "contact": scene.ville.contact.pk, "par_delegation": "on", "delegation": "arrêté n° 41 du 2 mars 2026",
    }  # fmt: skip
    assert connecte(scene.coordinatrice).post(url("convention_partie", partie=partie.pk), data).status_code == 302
    scene.a_la_signature()

    assert scene.signature_de(scene.ville).delegation == "arrêté n° 41 du 2 mars 2026"
    html = connecte(scene.coordinatrice).get(url("convention")).content.decode()
    assert "par délégation (arrêté n° 41 du 2 mars 2026)" in html


def test_delegation_without_its_act_is_refused(scene, connecte):
    partie = scene.convention.parties.get(organisation=scene.ville.contact.organisation)
    data = {"version": partie.version, "type": "partenaire", "qualite_representant": "Maire", "par_delegation": "on"}
    html = connecte(scene.coordinatrice).post(url("convention_partie", partie=partie.pk), data).content.decode()

    assert "Citez l’acte qui délègue la signature" in html


def test_second_signatory_is_added_listed_then_removed(scene, connecte):
    client = connecte(scene.coordinatrice)
    partie = scene.convention.parties.get(organisation=scene.ville.contact.organisation)
    client.post(
        url("convention_signataire", partie=partie.pk), {"autre-contact": "", "autre-qualite": "Direction générale"}
    )
    second = partie.signataires.get(qualite="Direction générale")
    html = client.get(url("convention_partie", partie=partie.pk)).content.decode()
    assert "Ceux qui signent pour cette partie" in html
    client.post(url("convention_signataire_retirer", partie=partie.pk, signataire=second.pk))
    assert not partie.signataires.filter(pk=second.pk).exists()
    last = partie.signataires.get()
    client.post(url("convention_signataire_retirer", partie=partie.pk, signataire=last.pk))

    assert partie.signataires.filter(pk=last.pk).exists()


def test_signatory_asked_once_is_ended_not_deleted(scene):
    partie = scene.convention.parties.get(organisation=scene.ville.contact.organisation)
    second = parties.add_signataire(partie, actor=scene.coordinatrice.actor, contact=None, qualite="Direction")
    scene.a_la_signature()
    signature.reopen(scene.convention, actor=scene.coordinatrice.actor, motif="Une seule signature suffit.")
    parties.remove_signataire(second, actor=scene.coordinatrice.actor)

    second.refresh_from_db()
    assert second.retire_le == JOUR
    assert scene.a_la_signature().signatures.filter(signataire__partie=partie).count() == 1


def refused(scene):
    with run_on_commit():
        signature.refuse(scene.signature_de(scene.ville), actor=scene.coordinatrice.actor, motif="Budget non voté.")


def test_refusal_says_to_all_what_happens_then(scene):
    scene.a_la_signature()
    mail.outbox.clear()
    refused(scene)

    for user in (scene.delegue, scene.asso, scene.ville, scene.coordinatrice):
        (body,) = received(user)
        assert "Budget non voté." in body
        assert "Ce qui se passe maintenant" in body


def test_refusal_holds_an_ordered_round(scene):
    ordered(scene)
    refused(scene)
    mail.outbox.clear()

    with pytest.raises(ValidationError, match="pas encore votre tour"):
        signature.request_code(scene.signature_de(scene.asso), actor=scene.asso.actor)


def test_board_shows_the_refusal_and_the_two_ways_on(scene, connecte):
    scene.a_la_signature()
    refused(scene)
    html = connecte(scene.coordinatrice).get(url("convention")).content.decode()

    assert "Ville de Valfleuri n’a pas signé." in html
    assert "Redemander cette signature" in html
    assert url("convention_rouvrir") in html
    assert "Redemander" not in connecte(scene.asso).get(url("convention")).content.decode()


def test_signature_is_asked_again_on_the_same_text(scene, connecte):
    version = scene.a_la_signature()
    scene.signer_papier(scene.asso, JOUR)
    refused(scene)
    mail.outbox.clear()
    row = scene.signature_de(scene.ville)
    connecte(scene.coordinatrice).post(url("signature_redemander", signature=row.pk))

    row.refresh_from_db()
    assert (row.refusee_le, row.motif_refus) == (None, "")
    assert "Signer la convention" in received(scene.ville)[0]
    assert scene.signature_de(scene.asso).signee_le == JOUR
    assert version.abandonnee_le is None


def test_who_has_not_refused_is_not_asked_again(scene):
    scene.a_la_signature()
    with pytest.raises(ValidationError, match="n’a pas été refusée"):
        signature.ask_again(scene.signature_de(scene.ville), actor=scene.coordinatrice.actor)


def test_parallel_round_has_no_turn(scene):
    scene.a_la_signature()
    lecture = queries.read(Convention.objects.select_related("programme", "ca__departement").get())

    assert (lecture.ordonnee, lecture.tour) == (False, "")
    assert len(lecture.relancables) == 3
