"""The player of one story: who acts, the rows made so far, and the clock moved for each act."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from coop import horloge
from coop.calendrier import add_months
from coop.journal.actors import Actor
from coop.organisations.models import Contact, Organisation, Secteur
from coop.organisations.workflows import create_contact, create_organisation
from coop.territories.models import Departement
from cooperatives.models import Cooperative, Membre
from portail.demo import personnes
from portail.demo.modele import Jalons, Recit, Structure

FONCTION_FICTIVE = "Personne contact (fictive)"


@dataclass
class Partie:
    """One performance of a story. `jour` is the day the demonstration is loaded: nothing is played after it."""

    recit: Recit
    jalons: Jalons
    jour: date
    courrier: list
    ca: Cooperative | None = None
    membres: dict[str, Membre] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)

    @cached_property
    def dd(self) -> Actor:
        """The coordinator of the délégation, who animates the coopérative."""
        return personnes.acteur(f"dd{self.recit.departement}")

    @cached_property
    def departement(self) -> Departement:
        return Departement.objects.get(code=self.recit.departement)

    def mois(self, nombre: int, jours: int = 0) -> date:
        """So many months, then days, after the creation."""
        return add_months(self.jalons.creation, nombre) + timedelta(days=jours)

    @contextmanager
    def le(self, jour: date) -> Iterator[date]:
        """Play the block on that day; an act after the day of loading is a mistake of the story."""
        if jour > self.jour:
            raise ValueError(f"{self.recit.intitule}: {jour} is after {self.jour}")
        with horloge.at(jour):
            yield jour

    def acteur_de(self, structure: Structure) -> Actor:
        """Who speaks for a structure: its persona, or its contact."""
        if structure.persona:
            return personnes.acteur(structure.persona)
        contact = self.contacts[structure.nom]
        return Actor(label=contact.fonction, contact_id=contact.pk)

    def inscrire(self, structure: Structure) -> Organisation:
        """The organisation of a structure, in the register once, with who speaks for it."""
        row = Organisation.objects.filter(nom=structure.nom).first()
        if row is None:
            row = create_organisation(
                actor=self.dd,
                nom=structure.nom,
                type=structure.type,
                secteur=Secteur.objects.get(code=structure.secteur),
                departement=self.departement,
                adresse=structure.adresse,
                est_fictive=structure.fictive,
                despite_duplicates=True,
            )
        self.contacts[structure.nom] = self._contact(structure, row)
        return row

    def _contact(self, structure: Structure, organisation: Organisation) -> Contact:
        known = organisation.contacts.order_by("pk").first()
        if known is not None:
            return known
        if structure.persona:
            return personnes.rattacher(structure.persona, organisation)
        return create_contact(
            actor=self.dd,
            fonction=FONCTION_FICTIVE,
            email=f"contact-{organisation.pk}@demo.invalid",
            organisation=organisation,
            est_fictif=True,
        )


def a_neuf_heures_trente(jour: date) -> datetime:
    """The usual hour of a meeting."""
    return timezone.make_aware(datetime.combine(jour, time(9, 30)))
