"""Any life of a convention: what holds after each act, whatever the acts and the days between them (issue of the avenants)."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conventions import differences, sources, texte
from conventions.enums import StatutAvenant, StatutConvention, SuiteResiliation
from conventions.models import (
    Avenant,
    AvisReception,
    Convention,
    FicheAction,
    Resiliation,
    Signature,
    VersionConvention,
)
from conventions.queries import consolide
from conventions.rules_echeance import actions_a_decider
from conventions.workflows import actions, avenants, avenants_fin, avenants_signature, echeance, resiliation, signature
from coop import horloge
from coop.accounts.predicates import Refused
from coop.gates import Blocked
from tests.conventions.scene_avenant import SceneAvenant, en_vigueur

pytestmark = [pytest.mark.django_db, pytest.mark.lourd]

REFUSALS = (Refused, Blocked, ValidationError)


@dataclass
class Life:
    """A convention and the acts that people try on it; an act that the rules refuse changes nothing."""

    scene: SceneAvenant
    day: date
    signed: set[tuple[int, str]] = field(default_factory=set)

    @property
    def actor(self):
        return self.scene.coordinatrice.actor

    @property
    def convention(self) -> Convention:
        return self.scene.reread()

    def open_one(self) -> Avenant | None:
        rows = self.convention.avenants.filter(statut__in=[StatutAvenant.BROUILLON, StatutAvenant.EN_SIGNATURE])
        return rows.select_related("convention__ca__departement", "convention__programme").first()

    def waiting(self) -> Signature | None:
        rows = Signature.objects.filter(version_convention__avenant=self.open_one(), signee_le__isnull=True)
        return rows.filter(version_convention__abandonnee_le__isnull=True, refusee_le__isnull=True).first()

    def play(self, act: str) -> None:
        """Try an act; the page of most exists only while an avenant is open, or a signature waited for."""
        if (act in ON_AVENANT and self.open_one() is None) or (act in ON_SIGNATURE and self.waiting() is None):
            return
        getattr(self, act)()

    # --- what people try
    def ouvrir(self):
        avenants.ouvrir(self.convention, actor=self.actor, motif="Adapter.")

    def reconduire(self):
        echeance.preparer(self.convention, actor=self.actor)

    def decider(self):
        """The réunion élargie: the first action renewed, the last one not when several remain."""
        self.scene.regler_l_annee()
        last = actions_a_decider(self.convention)[1:]
        for action in last:
            echeance.decider(self.convention, action, actor=self.actor, decision="non_reconduite", motif="Sans suite.")

    def resilier(self):
        row = self.convention.parties.en_cours().exclude(type="ars").order_by("ordre").last()
        resiliation.notifier(row, actor=self.actor, envoyee_le=self.day, suite=SuiteResiliation.DEPART)

    def recevoir(self):
        """The next receipt comes back today."""
        rows = AvisReception.objects.filter(resiliation__convention=self.convention, recu_le__isnull=True)
        if row := rows.select_related("resiliation").order_by("id").first():
            resiliation.accuser(row, actor=self.actor, recu_le=self.day)

    def partir(self):
        """The others prepare to go on without the party that has résilié."""
        if row := Resiliation.objects.filter(convention=self.convention, levee_le__isnull=True).first():
            resiliation.ouvrir_depart(row, actor=self.actor)

    def journee(self):
        """The daily work: what is open on a convention that is over is given up."""
        avenants_fin.abandonner_les_echus(self.day)
        resiliation.abandonner_les_resilies(self.day)

    def quelques_jours(self):
        self.day += timedelta(days=12)

    def modifier(self):
        action = FicheAction.objects.filter(programme=self.scene.programme).order_by("numero").first()
        copy = avenants.modifier_action(self.open_one(), action, actor=self.actor)
        actions.write(copy, actor=self.actor, contenu=f"Contenu du {self.day}.")

    def intituler(self):
        avenants.modifier_texte(self.open_one(), actor=self.actor, champ="intitule", valeur=f"la santé, {self.day}")

    def retirer(self):
        action = FicheAction.objects.en_cours().filter(programme=self.scene.programme).order_by("numero").last()
        avenants.retirer_action(self.open_one(), action, actor=self.actor, motif="Sans suite.")

    def directement(self):
        """What article 5 forbids: a change of the text in force without avenant."""
        actions.write(self.scene.action(1), actor=self.actor, contenu="Sans avenant.")

    def mettre(self):
        avenants_signature.mettre_a_la_signature(self.open_one(), actor=self.actor)

    def signer(self):
        signature.sign_on_paper(self.waiting(), actor=self.actor, signee_le=self.day)

    def tous(self):
        while self.waiting():
            self.signer()

    def refuser(self):
        signature.refuse(self.waiting(), actor=self.actor, motif="Pas d’accord.")

    def rouvrir(self):
        avenants_signature.rouvrir(self.open_one(), actor=self.actor, motif="À reprendre.")

    def abandonner(self):
        avenants.abandonner(self.open_one(), actor=self.actor, motif="Sans objet.")

    def attendre(self):
        self.day += timedelta(days=75)

    # --- what must hold
    def check(self) -> None:
        convention = self.convention
        self._signed_texts(convention)
        self._periods(convention)
        self._live_rows(convention)
        running = Convention.objects.filter(ca=self.scene.ca, statut=StatutConvention.EN_VIGUEUR)
        assert running.count() == 1
        self._nothing_after_the_end(convention)

    def _nothing_after_the_end(self, convention: Convention) -> None:
        """Nothing bears a date after the résiliation took effect, and nothing is waited for."""
        end = convention.resiliation_effet
        if end is None:
            return
        assert end > max(v.signee_le for v in Signature.objects.filter(signee_le__isnull=False))
        if self.day >= end:
            with horloge.at(self.day):
                assert not Signature.objects.attendues().exists()
                assert not Convention.objects.en_vigueur().exists()

    def _signed_texts(self, convention: Convention) -> None:
        """Nobody's signature is lost, and each bears the fingerprint of the text it is under."""
        now = set()
        for version in VersionConvention.objects.filter(convention=convention):
            assert texte.digest(version.contenu) == version.sha256
            for row in version.signatures.filter(signee_le__isnull=False):
                assert row.sha256_signe == version.sha256
                now.add((row.pk, row.sha256_signe))
        assert self.signed <= now
        self.signed = now

    def _periods(self, convention: Convention) -> None:
        rows = list(convention.periodes.order_by("numero"))
        assert rows[0].debut == convention.date_effet
        assert all(a.fin == b.debut for a, b in pairwise(rows))
        assert rows[-1].fin == convention.date_echeance
        assert all(row.signee_le < row.debut for row in rows[1:])

    def _live_rows(self, convention: Convention) -> None:
        """The rows of the programme say what was signed last: no draft shows, nothing signed is missing."""
        with horloge.at(max(self.day, consolide.etats(convention)[-1].depuis)):
            live = texte.assemble(sources.read(convention))
        assert differences.between(consolide.dernier(convention), live) == []
        numbers = [action["numero"] for action in consolide.dernier(convention)["actions"]]
        assert len(numbers) == len(set(numbers))


ACTS = [
    "ouvrir", "reconduire", "modifier", "intituler", "retirer", "directement", "mettre", "signer", "tous", "refuser",
    "rouvrir", "abandonner", "attendre", "decider", "resilier", "recevoir", "partir", "journee", "quelques_jours",
]  # fmt: skip
ON_SIGNATURE = {"signer", "refuser"}
ON_AVENANT = {"modifier", "intituler", "retirer", "mettre", "tous", "rouvrir", "abandonner", *ON_SIGNATURE}
# Lives that go to the end of an avenant, then anything.
USUAL = ["ouvrir", "modifier", "mettre", "tous"]
RENEWAL = ["attendre", "attendre", "decider", "reconduire", "mettre", "tous"]
LETTER = ["resilier", "recevoir", "quelques_jours", "recevoir"]
DEPARTURE = [*LETTER, "partir", "mettre", "tous", "quelques_jours", "quelques_jours", "quelques_jours", "journee"]
LIVES = st.sampled_from([USUAL, RENEWAL, LETTER, DEPARTURE])


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.one_of(st.sampled_from(ACTS).map(lambda act: [act]), LIVES), min_size=4, max_size=14))
def test_no_life_of_a_convention_breaks_what_was_signed(parts):
    point = transaction.savepoint()
    try:
        with horloge.at(date(2027, 2, 1)):
            life = Life(en_vigueur(), date(2027, 2, 1))
        for act in [act for part in parts for act in part]:
            with horloge.at(life.day), suppress(*REFUSALS), transaction.atomic():
                life.play(act)
            life.check()
    finally:
        transaction.savepoint_rollback(point)
