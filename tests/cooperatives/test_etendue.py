"""What the database counts of many coopératives is what one counts one by one (F-03, the map)."""

import random

import pytest
from django.db.models import Q

from coop.territories.models import Departement, Intercommunalite, Quartier
from cooperatives.enums import Phase, Statut
from cooperatives.models import Cooperative
from cooperatives.queries import etendue, faits_publics, plan
from tests.factories import CommuneFactory, DepartementFactory

PHASES, STATUTS = list(Phase), [Statut.EN_COURS, Statut.EN_COURS, Statut.SUSPENDUE]


@pytest.fixture(params=range(6))
def region(request, db):
    """Coopératives drawn at random: communes, arrondissements with and without Paris, intercommunalités, quartiers."""
    drawn = random.Random(request.param)
    paris, yvelines = DepartementFactory(code="75"), DepartementFactory(code="78")
    capital = CommuneFactory(departement=paris, code="75056")
    places = [capital, *(CommuneFactory(departement=paris, code=f"7510{n}", parent=capital) for n in range(1, 4))]
    places += [CommuneFactory(departement=yvelines, code=f"7800{n}") for n in range(1, 6)]
    together = Intercommunalite.objects.create(code="200000001", nom="Interco")
    together.communes.set(places[5:7])
    quarter = Quartier.objects.create(code="QP075001", nom="Quartier", departement=paris, geographie=2024)
    quarter.communes.set(places[1:2])
    for n in range(12):
        ca = Cooperative.objects.create(
            reference=f"CA-78-{n + 10}", intitule="Fictive", departement=drawn.choice([paris, yvelines]),
            phase=drawn.choice(PHASES), statut=drawn.choice(STATUTS), libelle_territoire="Ici",
        )  # fmt: skip
        ca.communes.set(drawn.sample(places, drawn.randrange(4)))
        ca.intercommunalites.set(drawn.sample([together], drawn.randrange(2)))
        ca.quartiers.set(drawn.sample([quarter], drawn.randrange(2)))


SELECTIONS = [Q(), Q(departement__code="75"), Q(communes__code="75056") | Q(communes__code="78001"), Q(pk=None)]


@pytest.mark.parametrize("chosen", range(len(SELECTIONS)))
def test_the_database_counts_what_one_counts(region, chosen):
    rows = Cooperative.objects.filter(SELECTIONS[chosen])
    cas, covered, places = set(faits_publics.etats(rows)), faits_publics.communes(rows), faits_publics.lieux()
    of = {ca: faits_publics.distinctes(covered.get(ca.pk, set()), places) for ca in cas}
    active = [pk for ca in cas if ca.active for pk in covered.get(ca.pk, ())]

    assert etendue.compter(rows) == etendue.Etendue(
        communes=len({places[pk].parent or pk for pk in active}),
        deux_communes=sum(ca.active and len(ids) >= etendue.DEUX for ca, ids in of.items()),
        une_commune=sum(ca.en_cours and len(ids) == 1 for ca, ids in of.items()),
    )
    ids = dict(Departement.objects.values_list("code", "pk"))
    ranked = {
        places[pk].code: min(
            (etendue.AVANCEMENT.index(ca.ton), ids[ca.departement]) for ca in cas if pk in covered.get(ca.pk, ())
        )
        for communes in covered.values()
        for pk in communes
    }
    assert etendue.a_qui(rows) == {code: (etendue.AVANCEMENT[rank], dep) for code, (rank, dep) in ranked.items()}
    assert sum(group.nombre for group in faits_publics.groupes(rows)) == len(cas)


def test_many_are_drawn_once_each(region, monkeypatch):
    monkeypatch.setattr(plan, "LISIBLES", 3)
    rows = Cooperative.objects.all()

    drawn = plan.a_dessiner(rows, faits_publics.groupes(rows))

    codes = [code for territory in drawn for code in territory.communes]
    assert len(codes) == len(set(codes)) == len({pk for ids in faits_publics.communes(rows).values() for pk in ids})
    assert [t.departement for t in drawn] == sorted(t.departement for t in drawn)
