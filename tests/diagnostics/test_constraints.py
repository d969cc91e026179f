"""Every constraint of the diagnosis, by its name, refused by the database itself."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from diagnostics.enums import CouvertureBesoin, Niveau, RaisonAbsence, StatutDiagnostic
from diagnostics.models import (
    Analyse,
    Avis,
    Besoin,
    Bulletin,
    Constat,
    CriterePriorite,
    Diagnostic,
    Donnee,
    NoteBesoin,
    Priorisation,
    RessourceLocale,
    VoletDescriptif,
)
from tests.factories import ContactFactory

MODELS = (
    Analyse,
    Avis,
    Besoin,
    Bulletin,
    Constat,
    CriterePriorite,
    Diagnostic,
    Donnee,
    NoteBesoin,
    Priorisation,
    RessourceLocale,
    VoletDescriptif,
)


def refused(name: str, make) -> None:
    """`make` breaks a rule that one constraint alone holds; both engines name it or its columns."""
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
    assert any(name == c.name for model in MODELS for c in model._meta.constraints)


def test_diagnostic_version_unique(diagnostic):
    closed = {
        "statut": StatutDiagnostic.REMPLACE,
        "valide_le": date(2026, 1, 1),
        "instance_validation": "COPIL",
        "problematique": "?",
    }
    refused("diagnostic_version_unique", lambda: Diagnostic.objects.create(ca=diagnostic.ca, numero=1, **closed))


def test_diagnostic_un_brouillon_par_ca(diagnostic):
    refused("diagnostic_un_brouillon_par_ca", lambda: Diagnostic.objects.create(ca=diagnostic.ca, numero=2))


def test_diagnostic_un_valide_par_ca(ca):
    closed = {
        "statut": StatutDiagnostic.VALIDE,
        "valide_le": date(2026, 1, 1),
        "instance_validation": "COPIL",
        "problematique": "?",
    }
    Diagnostic.objects.create(ca=ca, numero=1, **closed)

    refused("diagnostic_un_valide_par_ca", lambda: Diagnostic.objects.create(ca=ca, numero=2, **closed))


@pytest.mark.parametrize("lacking", [{"valide_le": None}, {"instance_validation": ""}])
def test_diagnostic_valide_a_date_et_instance(ca, lacking):
    closed = {
        "statut": StatutDiagnostic.VALIDE,
        "valide_le": date(2026, 1, 1),
        "instance_validation": "COPIL",
        "problematique": "?",
    }

    refused("diagnostic_valide_a_date_et_instance", lambda: Diagnostic.objects.create(ca=ca, **(closed | lacking)))


def test_diagnostic_valide_a_une_problematique(ca):
    closed = {"statut": StatutDiagnostic.VALIDE, "valide_le": date(2026, 1, 1), "instance_validation": "COPIL"}

    refused("diagnostic_valide_a_une_problematique", lambda: Diagnostic.objects.create(ca=ca, **closed))


def test_analyse_niveau_unique(diagnostic):
    refused("analyse_niveau_unique", lambda: Analyse.objects.create(diagnostic=diagnostic, niveau=Niveau.OFFRE))


@pytest.mark.parametrize(
    ("valeur", "raison"), [(None, ""), (Decimal("0"), RaisonAbsence.SECRET)], ids=["neither", "both"]
)
def test_donnee_valeur_ou_raison(diagnostic, valeur, raison):
    fields = {"libelle": "Taux", "territoire": "Trappes", "annee": 2021, "source": "INSEE"}

    refused(
        "donnee_valeur_ou_raison",
        lambda: Donnee.objects.create(diagnostic=diagnostic, valeur=valeur, raison_absence=raison, **fields),
    )


def test_besoin_numero_unique(diagnostic):
    fields = {"libelle": "Besoin", "couverture": CouvertureBesoin.PARTIEL}
    Besoin.objects.create(diagnostic=diagnostic, numero=1, **fields)

    refused("besoin_numero_unique", lambda: Besoin.objects.create(diagnostic=diagnostic, numero=1, **fields))


def test_besoin_priorite_unique(diagnostic):
    fields = {"libelle": "Besoin", "couverture": CouvertureBesoin.PARTIEL, "retenu": True, "priorite": 1}
    Besoin.objects.create(diagnostic=diagnostic, numero=1, **fields)

    refused("besoin_priorite_unique", lambda: Besoin.objects.create(diagnostic=diagnostic, numero=2, **fields))


def voice(diagnostic, **fields):
    base = {"numero": 101, "le": date(2026, 3, 2), "texte": "x", "origine": "habitants", "mode": "papier"}
    return Avis.objects.create(diagnostic=diagnostic, **(base | fields))


def test_avis_numero_unique(diagnostic):
    voice(diagnostic)

    refused("avis_numero_unique", lambda: voice(diagnostic))


@pytest.mark.parametrize("known", ["contact", "organisation", "attribution"])
def test_avis_anonyme_sans_auteur(diagnostic, known):
    contact = ContactFactory()
    author = {"contact": contact, "organisation": contact.organisation, "attribution": "Quelqu’un"}

    refused("avis_anonyme_sans_auteur", lambda: voice(diagnostic, anonyme=True, **{known: author[known]}))


@pytest.mark.parametrize("half", [{"ecarte_le": date(2026, 3, 3)}, {"motif_ecart": "Reçu deux fois"}])
def test_avis_ecarte_avec_motif(diagnostic, half):
    refused("avis_ecarte_avec_motif", lambda: voice(diagnostic, **half))


def test_avis_au_moins_une_personne(diagnostic):
    refused("avis_au_moins_une_personne", lambda: voice(diagnostic, nombre_personnes=0))


def test_volet_descriptif_unique(diagnostic):
    VoletDescriptif.objects.create(diagnostic=diagnostic, volet="sante")

    refused("volet_descriptif_unique", lambda: VoletDescriptif.objects.create(diagnostic=diagnostic, volet="sante"))


def test_constat_numero_unique(diagnostic):
    fields = {"diagnostic": diagnostic, "numero": 1, "texte": "x", "niveau": Niveau.OFFRE}
    Constat.objects.create(**fields)

    refused("constat_numero_unique", lambda: Constat.objects.create(**fields))


def test_ressource_niveau_connu(diagnostic):
    fields = {"libelle": "x", "type": "soins", "etat": "disponible"}

    refused(
        "ressource_niveau_connu",
        lambda: RessourceLocale.objects.create(diagnostic=diagnostic, niveau=Niveau.BESOINS, **fields),
    )


@pytest.fixture
def vote(diagnostic):
    return Priorisation.objects.create(diagnostic=diagnostic)


def test_priorisation_close_apres_ouverture(diagnostic):
    refused(
        "priorisation_close_apres_ouverture",
        lambda: Priorisation.objects.create(diagnostic=diagnostic, close_le=date(2026, 3, 2)),
    )


def test_critere_priorite_unique(vote):
    CriterePriorite.objects.create(priorisation=vote, libelle="x")

    refused("critere_priorite_unique", lambda: CriterePriorite.objects.create(priorisation=vote, libelle="x"))


@pytest.mark.parametrize("poids", [0, 4])
def test_critere_priorite_poids(vote, poids):
    refused(
        "critere_priorite_poids", lambda: CriterePriorite.objects.create(priorisation=vote, libelle="x", poids=poids)
    )


def ballot(vote, **fields):
    return Bulletin.objects.create(priorisation=vote, mode="compte", le=date(2026, 3, 2), **fields)


def test_bulletin_un_par_votant(vote):
    contact = ContactFactory()
    ballot(vote, contact=contact)

    refused("bulletin_un_par_votant", lambda: ballot(vote, contact=contact))


def test_bulletin_au_moins_une_voix(vote):
    refused("bulletin_au_moins_une_voix", lambda: ballot(vote, voix=0))


@pytest.fixture
def mark(vote, diagnostic):
    need = Besoin.objects.create(diagnostic=diagnostic, numero=1, libelle="x", couverture=CouvertureBesoin.PARTIEL)
    criterion = CriterePriorite.objects.create(priorisation=vote, libelle="x")
    paper = ballot(vote)
    return lambda value: NoteBesoin.objects.create(bulletin=paper, besoin=need, critere=criterion, valeur=value)


def test_note_besoin_unique(mark):
    mark(2)

    refused("note_besoin_unique", lambda: mark(3))


@pytest.mark.parametrize("value", [0, 5])
def test_note_besoin_bornee(mark, value):
    refused("note_besoin_bornee", lambda: mark(value))
