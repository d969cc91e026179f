"""Each named constraint of the convention, by name."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conventions.models import (
    AdaptationBloc,
    Convention,
    GabaritArticle,
    Partie,
    Periode,
    Signataire,
    Signature,
    VersionConvention,
)
from coop import horloge
from tests.conventions.scene_convention import en_signature
from tests.factories import OrganisationFactory
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
JOUR = date(2027, 1, 4)


scene = staged(en_signature, le=JOUR)


def convention(scene, n, **fields):
    return Convention(ca=scene.ca, programme=scene.programme, reference=f"CA-78-01-C{n}", **fields)


def running(scene, n):
    return convention(scene, n, statut="en_vigueur", date_effet=JOUR, date_echeance=date(2028, 1, 4))


def version(scene, numero, **fields):
    return VersionConvention(convention=scene.convention, numero=numero, contenu={"x": 1}, sha256="0" * 64, **fields)


def periode(scene, numero, debut=JOUR, fin=date(2028, 1, 4)):
    return Periode(convention=scene.convention, numero=numero, debut=debut, fin=fin, signee_le=JOUR)


def partie(scene, organisation, type):
    return Partie(convention=scene.convention, organisation=organisation, type=type, qualite_representant="Direction")


def changed(scene, **fields):
    row = scene.signature_de(scene.asso)
    for name, value in fields.items():
        setattr(row, name, value)
    return row


# Rows that stand already, then the row that the constraint refuses.
def _adaptation(s, motif="Motif"):
    return AdaptationBloc(convention=s.convention, code="article-3", texte="x", motif=motif, gabarit=1, redigee_par="x")


CASES = {
    "convention_une_en_vigueur_par_ca": lambda s: [running(s, 8), running(s, 9)],
    "convention_en_vigueur_a_ses_dates": lambda s: [convention(s, 8, statut="en_vigueur")],
    "version_convention_numero_unique": lambda s: [version(s, 1, abandonnee_le=horloge.now())],
    "version_convention_une_courante": lambda s: [version(s, 2)],
    "partie_unique": lambda s: [partie(s, s.asso.contact.organisation, "financeur")],
    "partie_une_seule_ars": lambda s: [partie(s, OrganisationFactory(), "ars")],
    "periode_numero_unique": lambda s: [periode(s, 1), periode(s, 1, debut=date(2028, 1, 4), fin=date(2029, 1, 4))],
    "periode_debut_unique": lambda s: [periode(s, 1), periode(s, 2)],
    "periode_dates_ordonnees": lambda s: [periode(s, 1, fin=JOUR)],
    "signataire_unique": lambda s: [
        Signataire(partie=s.signature_de(s.asso).signataire.partie, contact=s.asso.contact, qualite="Direction")
    ],
    "signataire_acte_si_par_delegation": lambda s: [
        Signataire(partie=s.signature_de(s.asso).signataire.partie, qualite="Direction", delegation="arrêté n° 41")
    ],
    "signature_unique_par_version": lambda s: [
        Signature(version_convention=s.version, signataire=s.signature_de(s.asso).signataire)
    ],
    "signature_signee_a_mode_et_empreinte": lambda s: [changed(s, signee_le=JOUR, mode="papier")],
    "signature_refusee_a_un_motif": lambda s: [changed(s, refusee_le=horloge.now())],
    "gabarit_version_unique": lambda s: [GabaritArticle(code="article-3", version=1, ordre=99, texte="x")],
    "gabarit_nouvelle_version_motivee": lambda s: [GabaritArticle(code="article-3", version=2, ordre=99, texte="x")],
    "adaptation_unique_par_bloc": lambda s: [_adaptation(s), _adaptation(s)],
    "adaptation_a_un_motif": lambda s: [_adaptation(s, motif="")],
}
# With the avenants, with the résiliation.
TRIED_ELSEWHERE = {"version_avenant_une_courante", "convention_resiliee_apres_preavis"}
# SQLite names the columns of a broken uniqueness, not the constraint: the validation names it.
MESSAGES = {c.name: c for model in (Convention, VersionConvention, Partie, Periode, Signataire, Signature, GabaritArticle, AdaptationBloc)
            for c in model._meta.constraints}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_constraint_refuses_in_the_database(scene, name):
    *before, refused = CASES[name](scene)
    for row in before:
        row.save()

    with pytest.raises(IntegrityError), transaction.atomic():
        refused.save()


@pytest.mark.parametrize("name", CASES)
def test_constraint_is_the_one_that_refuses(scene, name):
    """The named constraint alone finds the fault: another one could not have refused in its place."""

    *before, refused = CASES[name](scene)
    for row in before:
        row.save()

    with pytest.raises(ValidationError):
        MESSAGES[name].validate(type(refused), refused)


def test_every_constraint_of_the_convention_is_tried():
    assert set(MESSAGES) - TRIED_ELSEWHERE == set(CASES)
