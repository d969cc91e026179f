"""Each constraint of the models of this app, by its name, tried against the database itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coop import horloge
from coop.journal.models import AppendOnly
from cooperatives.models import (
    AppreciationPrincipe,
    Articulation,
    Cooperative,
    Coordinateur,
    CoPilote,
    DispositifLocal,
    Membre,
    Principe,
    Representant,
)
from tests.factories import ContactFactory, OrganisationFactory

HIER = -1


def day(shift=0):
    return horloge.today() + timedelta(days=shift)


def scheme(ca):
    return DispositifLocal.objects.create(type="cls", nom="CLS fictif", departement=ca.departement)


def intitule(ca):
    return Cooperative(reference="CA-78-99", intitule="", departement=ca.departement)


def priorite_sans_raison(ca):
    return Cooperative(reference="CA-78-99", intitule="x", departement=ca.departement, priorite_coordination=True)


def elaboration_muette(ca):
    return Cooperative(reference="CA-78-99", intitule="x", departement=ca.departement, mode_elaboration="autre")


def rang_3(ca):
    return Coordinateur(ca=ca, contact=ContactFactory(), rang=3, type="dd")


def rang_1_copilote(ca):
    ca.coordinateurs.all().delete()
    return Coordinateur(ca=ca, contact=ContactFactory(), rang=1, type="copilote")


def rang_occupe(ca):
    return Coordinateur(ca=ca, contact=ContactFactory(), rang=1, type="dd")


def fin_avant_debut(ca):
    return Coordinateur(ca=ca, contact=ContactFactory(), rang=2, type="dd", debut=day(), fin=day(HIER))


def copilote_double(ca):
    row = CoPilote.objects.create(ca=ca, organisation=OrganisationFactory())
    return CoPilote(ca=ca, organisation=row.organisation)


def participation_double(ca):
    row = Membre.objects.create(ca=ca, organisation=OrganisationFactory())
    return Membre(ca=ca, organisation=row.organisation, statut="invite")


def membre_sans_entree(ca):
    return Membre(ca=ca, organisation=OrganisationFactory(), statut="membre")


def sortie_avant_entree(ca):
    return Membre(ca=ca, organisation=OrganisationFactory(), statut="sorti", date_entree=day(), date_sortie=day(HIER))


def representant_double(ca):
    row = ca.membres.get().representants.get()
    return Representant(membre=row.membre, contact=row.contact)


def principe_double(ca):
    row = ca.appreciations.first()
    return AppreciationPrincipe(ca=ca, principe=row.principe)


def sans_justification(ca):
    principe = Principe.objects.create(ordre=11, libelle="Essai", court="Essai", groupe="projet")
    return AppreciationPrincipe(ca=ca, principe=principe, appreciation="non")


def type_double(ca):
    return Articulation(ca=ca, type="cls")


def dispositif_double(ca):
    row = Articulation.objects.create(ca=ca, type="cls", dispositif=scheme(ca))
    return Articulation(ca=ca, type="cls", dispositif=row.dispositif)


def present_non_decrit(ca):
    return Articulation(ca=ca, type="pta", presence="present")


CASES = {
    "cooperative_intitule_present": intitule,
    "cooperative_priorite_expliquee": priorite_sans_raison,
    "cooperative_autre_elaboration_dite": elaboration_muette,
    "coordinateur_rang_1_ou_2": rang_3,
    "coordinateur_rang_1_est_la_dd": rang_1_copilote,
    "coordinateur_un_actif_par_rang": rang_occupe,
    "coordinateur_dates_ordonnees": fin_avant_debut,
    "copilote_actif_unique": copilote_double,
    "membre_participation_active_unique": participation_double,
    "membre_actif_a_une_date_entree": membre_sans_entree,
    "membre_sortie_apres_entree": sortie_avant_entree,
    "representant_actif_unique": representant_double,
    "appreciation_principe_unique": principe_double,
    "appreciation_principe_justifiee": sans_justification,
    "articulation_par_type_unique": type_double,
    "articulation_par_dispositif_unique": dispositif_double,
    "articulation_presente_decrite": present_non_decrit,
}


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses_what_the_constraint_forbids(ca, name):
    row = CASES[name](ca)
    constraint = next(c for c in row._meta.constraints if c.name == name)

    with pytest.raises(ValidationError):
        constraint.validate(type(row), row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_second_participation_is_possible_after_a_refusal(ca):
    row = Membre.objects.create(ca=ca, organisation=OrganisationFactory(), statut="refus")

    Membre(ca=ca, organisation=row.organisation).full_clean()


def test_the_history_of_phases_is_append_only(ca):
    row = ca.transitions.get()
    row.motif = "Réécrit"

    with pytest.raises(AppendOnly):
        row.save()
    with pytest.raises(AppendOnly):
        row.delete()
