"""Any life of a convention, from its draft to the one that follows it: what holds after each act and each day.

Signed by paper, late paper or code; refused, asked again, reopened; amended, renewed, ended, followed by another.
No sequence reaches a signed text that differs from what each party signed, a second convention en vigueur, a gap or an
overlap of periods, or a lost signature.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
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
from conventions.workflows import (
    actions,
    avenants,
    avenants_fin,
    avenants_signature,
    echeance,
    parties,
    redaction,
    remplacement,
    resiliation,
    signature,
)
from coop import horloge
from coop.accounts.predicates import Refused
from coop.gates import Blocked
from coop.journal.actors import Actor
from tests.conventions import scene_convention
from tests.conventions.scene_avenant import EFFET, SceneAvenant

pytestmark = [pytest.mark.django_db, pytest.mark.lourd]

REFUSALS = (Refused, Blocked, ValidationError)


@dataclass
class Life:
    """The conventions of a CA and the acts that people try on them; an act that the rules refuse changes nothing."""

    scene: SceneAvenant
    day: date
    signed: set[tuple] = field(default_factory=set)

    @property
    def actor(self):
        return self.scene.coordinatrice.actor

    @property
    def convention(self) -> Convention:
        """The one that lives, or the last that did."""
        rows = Convention.objects.filter(ca=self.scene.ca).select_related("ca__departement", "programme")
        return rows.latest("id")

    def open_one(self) -> Avenant | None:
        rows = self.convention.avenants.filter(statut__in=[StatutAvenant.BROUILLON, StatutAvenant.EN_SIGNATURE])
        return rows.select_related("convention__ca__departement", "convention__programme").first()

    def asked(self):
        """The signatures of the text at the signature, convention or avenant."""
        avenant, convention = self.open_one(), self.convention
        rows = Signature.objects.filter(signee_le=None, version_convention__abandonnee_le=None).order_by("id")
        rows = rows.select_related("signataire__contact")
        if convention.statut == StatutConvention.EN_SIGNATURE:
            return rows.filter(version_convention__convention=convention, version_convention__avenant=None)
        return rows.filter(version_convention__avenant=avenant) if avenant else rows.none()

    def waiting(self) -> Signature | None:
        return self.asked().filter(refusee_le=None).first()

    def play(self, act: str) -> None:
        """Try an act; the page of most exists only while an avenant is open, or a signature waited for."""
        if (act in ON_AVENANT and self.open_one() is None) or (act in ON_SIGNATURE and self.waiting() is None):
            return
        getattr(self, act)()

    # --- what people try
    def proposer(self):
        signature.put_to_signature(self.convention, actor=self.actor)

    def reprendre(self):
        signature.reopen(self.convention, actor=self.actor, motif="Une faute.")

    def suivante(self):
        """The convention after one that is over, with the same parties."""
        row = redaction.draft(self.scene.ca, actor=self.actor)
        for user in (self.scene.asso, self.scene.ville):
            parties.set_partie(
                row, actor=self.actor, organisation=user.contact.organisation, type="partenaire",
                qualite_representant="Présidence", contact=user.contact,
            )  # fmt: skip

    def par_code(self):
        """The signatory itself, through its link."""
        row = self.waiting()
        contact = row.signataire.contact
        if contact:
            own = Actor(label=contact.fonction, contact_id=contact.pk)
            signature.request_code(row, actor=own)
            signature.sign_with_code(row, actor=own, code=CODE)

    def papier_tardif(self):
        """A paper that comes back late."""
        signature.sign_on_paper(self.waiting(), actor=self.actor, signee_le=self.day - timedelta(days=20))

    def tous_tard(self):
        """Every paper comes back late: the last date written may be before the end of what came before."""
        while self.waiting():
            self.papier_tardif()

    def changer(self):
        """Another person of the party, on paper; whoever was asked before, and whoever refused."""
        if row := self.asked().first():
            remplacement.remplacer(row, actor=self.actor, contact=None, qualite="Adjointe à la santé")

    def redemander(self):
        if row := self.asked().exclude(refusee_le=None).first():
            signature.ask_again(row, actor=self.actor)

    def approcher(self):
        """Into the last three months."""
        if end := self.convention.date_echeance:
            self.day = max(self.day, end - timedelta(days=80))

    def depasser(self):
        """Past the end."""
        if end := self.convention.date_echeance:
            self.day = max(self.day, end + timedelta(days=3))

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
        if row is not None:
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
        rows = list(Convention.objects.filter(ca=self.scene.ca).order_by("id"))
        self._signatures(rows)
        self._one_at_a_time(rows)
        for convention in rows:
            if convention.date_effet:
                self._periods(convention)
        if rows[-1].date_effet:
            self._live_rows(rows[-1])
            self._nothing_after_the_end(rows[-1])

    def _signatures(self, conventions: list[Convention]) -> None:
        """Nobody's signature is lost or moved; each bears the fingerprint of its text; what obliges was signed by all."""
        now = set()
        for version in VersionConvention.objects.filter(convention__in=conventions).prefetch_related("signatures"):
            assert texte.digest(version.contenu) == version.sha256
            asked = list(version.signatures.all())
            for row in asked:
                if row.signee_le:
                    assert row.sha256_signe == version.sha256
                    now.add((row.pk, row.sha256_signe, row.signee_le, row.mode))
            if self._obliges(version):
                assert asked
                assert all(row.signee_le for row in asked)
        assert self.signed <= now
        self.signed = now

    @staticmethod
    def _obliges(version: VersionConvention) -> bool:
        if version.abandonnee_le is not None:
            return False
        if version.avenant_id:
            return version.avenant.statut == StatutAvenant.SIGNE
        return version.convention.date_effet is not None

    def _one_at_a_time(self, conventions: list[Convention]) -> None:
        """One en vigueur at most, whatever the day, and none begins before the former ended."""
        assert sum(c.statut == StatutConvention.EN_VIGUEUR for c in conventions) <= 1
        with horloge.at(self.day):
            assert Convention.objects.en_vigueur().count() <= 1
        lived = [c for c in conventions if c.date_effet]
        assert all(a.fin <= b.date_effet for a, b in pairwise(lived))

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

    def _nothing_after_the_end(self, convention: Convention) -> None:
        """Nothing bears a date after the résiliation took effect, and nothing is waited for."""
        end = convention.resiliation_effet
        if end is None:
            return
        signed = Signature.objects.filter(version_convention__convention=convention, signee_le__isnull=False)
        assert end > max(signed.values_list("signee_le", flat=True))
        if self.day >= end:
            with horloge.at(self.day):
                assert not Signature.objects.attendues().exists()
                assert not Convention.objects.en_vigueur().exists()


CODE = "123456"
ACTS = [
    "ouvrir", "reconduire", "modifier", "intituler", "retirer", "directement", "mettre", "signer", "tous", "refuser",
    "rouvrir", "abandonner", "attendre", "decider", "resilier", "recevoir", "partir", "journee", "quelques_jours",
    "proposer", "reprendre", "suivante", "par_code", "papier_tardif", "tous_tard", "redemander", "changer", "approcher",
    "depasser",
]  # fmt: skip
ON_SIGNATURE = {"signer", "refuser", "par_code", "papier_tardif", "tous", "tous_tard"}
ON_AVENANT = {"modifier", "intituler", "retirer", "mettre", "rouvrir", "abandonner"}
# Lives that go to the end of something, then anything.
ENTRY = ["proposer", "par_code", "papier_tardif", "tous"]
ROUND = ["proposer", "par_code", "refuser", "changer", "redemander", "reprendre", "directement", "proposer", "tous"]
USUAL = ["ouvrir", "modifier", "mettre", "par_code", "tous"]
RENEWAL = ["approcher", "decider", "reconduire", "mettre", "par_code", "tous"]
LETTER = ["resilier", "recevoir", "quelques_jours", "recevoir"]
DEPARTURE = [*LETTER, "partir", "mettre", "tous", "quelques_jours", "quelques_jours", "quelques_jours", "journee"]
FOLLOWED = ["depasser", "journee", "suivante", "proposer", "papier_tardif", "tous"]
FOLLOWED_LATE = ["depasser", "suivante", "proposer", "tous_tard"]
LIVES = st.sampled_from([USUAL, RENEWAL, LETTER, DEPARTURE, FOLLOWED, FOLLOWED_LATE])
ANY = st.one_of(st.sampled_from(ACTS).map(lambda act: [act]), LIVES)


@pytest.fixture
def draft(monkeypatch) -> SceneAvenant:
    """A convention ready for its signatures; the codes of its signatories are known."""
    monkeypatch.setattr("conventions.workflows.codes.secrets.randbelow", lambda _: int(CODE))
    with horloge.at(EFFET):
        return SceneAvenant(**vars(scene_convention.build()))


@example(start=ENTRY, parts=[FOLLOWED_LATE])
@settings(
    max_examples=14,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(start=st.sampled_from([ENTRY, ENTRY, ROUND]), parts=st.lists(ANY, min_size=2, max_size=6))
def test_no_life_of_a_convention_breaks_what_was_signed(draft, start, parts):
    point = transaction.savepoint()
    try:
        life = Life(draft, EFFET)
        for act in [*start, *(act for part in parts for act in part)]:
            with horloge.at(life.day), suppress(*REFUSALS), transaction.atomic():
                life.play(act)
            life.check()
    finally:
        transaction.savepoint_rollback(point)
