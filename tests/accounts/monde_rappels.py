"""Samples of the addresses around « À faire »: nobody's duty is another's, and a secret opens one calendar."""

from datetime import timedelta

from coop import horloge
from coop.notifications.models import Mail, MiseEnAttente
from tests.accounts.monde import Monde, Sample
from tests.factories import ContactFactory


def peupler(monde: Monde) -> None:
    until = horloge.today() + timedelta(days=30)
    row = MiseEnAttente.objects.create(
        contact=ContactFactory(), code="AL-01", objet="x:1", titre="Tâche fictive", motif="Motif fictif.",
        jusqu_au=until, cree_le=until - timedelta(days=31),
    )  # fmt: skip
    for route in ("pourquoi", "attente"):
        monde.samples[f"portail:{route}.code"] = Sample("AL-01", "AL-01")
        monde.samples[f"portail:{route}.objet"] = Sample("x:1", "x:1")
    monde.samples["portail:attente_reprendre.pk"] = Sample(row.pk, row.pk)
    contact = ContactFactory()
    sent = Mail.objects.create(
        contact=contact, to=contact.email, kind="recapitulatif", subject="À faire", body="Bonjour."
    )
    monde.samples["portail:recapitulatif_recu.pk"] = Sample(sent.pk, sent.pk)
    kept = [
        Mail.objects.create(
            contact=contact,
            to=contact.email,
            kind="bilan",
            subject="Bilan",
            body="Bonjour.",
            state="echec",
            ca_id=ca.pk,
        ).pk
        for ca in (monde.own, monde.foreign)
    ]
    monde.samples["portail:courriel_renvoyer.pk"] = Sample(*kept)
    monde.samples["portail:flux.token"] = Sample("inconnu", "inconnu")
