"""A coopérative with a coordinator, five members and their people, one of whom has no address."""

from dataclasses import dataclass
from datetime import date

from coop.accounts.models import User
from coop.organisations.models import Contact
from cooperatives.models import Cooperative
from evaluation.models import PersonneInterrogee, Questionnaire, QuestionPosee
from evaluation.workflows import questionnaire as verbs
from evaluation.workflows import reponses_acteurs
from tests.factories import cooperatives as fabrique

JOUR = date(2027, 3, 1)
FIN = date(2027, 3, 31)


@dataclass
class Scene:
    ca: Cooperative
    dd: User
    asso: User
    contacts: list[Contact]

    @property
    def q(self) -> Questionnaire:
        return Questionnaire.objects.select_related("evaluation__ca__departement").get()

    def personne(self, rang: int) -> PersonneInterrogee:
        rows = PersonneInterrogee.objects.select_related("contact", "questionnaire__evaluation__ca__departement")
        return rows.get(contact=self.contacts[rang])

    def question(self, ordre: int = 1) -> QuestionPosee:
        return QuestionPosee.objects.get(ordre=ordre)

    def actor(self, rang: int):
        return actor_of(self.contacts[rang])

    def open(self, **fields) -> Questionnaire:
        """Prepared with two questions of the guide, asked of everybody, opened."""
        values = {"introduction": "Bonjour.", "jusqu_au": FIN, "guide": {1, 3}} | fields
        row = verbs.prepare(self.ca, actor=self.dd.actor, **values)
        verbs.choose_people(row, actor=self.dd.actor, contacts=self.contacts)
        verbs.open_campaign(row, actor=self.dd.actor)
        return self.q

    def say(self, rang: int, **textes: str) -> PersonneInterrogee:
        """`q1="…"`: the person of that rank writes and sends."""
        said = {self.question(int(name[1:])).pk: text for name, text in textes.items()}
        row = reponses_acteurs.save(self.personne(rang), actor=self.actor(rang), textes=said)
        return reponses_acteurs.send(row, actor=self.actor(rang))


def actor_of(contact: Contact):
    from coop.journal.actors import Actor

    return Actor(label=contact.fonction, contact_id=contact.pk)


def bati() -> Scene:
    """Persons 0 to 2: associations; 3: a commune; 4: an association without address. The account is person 0."""
    ca, dd = fabrique.cooperative("78"), fabrique.coordinatrice("78")
    asso, _ = fabrique.partenaire(ca)
    kinds = ["association", "association", "commune", "association"]
    membres = [fabrique.membre(ca, type=kind) for kind in kinds]
    type(asso.contact.organisation).objects.filter(pk=asso.contact.organisation_id).update(type="association")
    contacts = [asso.contact, *(m.representants.get().contact for m in membres)]
    Contact.objects.filter(pk=contacts[4].pk).update(email="")
    contacts[4].refresh_from_db()
    return Scene(ca, dd, asso, contacts)
