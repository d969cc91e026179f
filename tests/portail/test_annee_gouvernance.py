"""A year of the governance of a coopérative: each of its alerts from its day to its day, once, never of what is cancelled."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from coop import horloge
from coop.documents.models import Document
from cooperatives.models import (
    Cooperative,
    Etape,
    LevierFrein,
    PointEtape,
    PointOdj,
    Presence,
    Representant,
    Reunion,
    StrategieParticipation,
    Tache,
    TransitionPhase,
)
from cooperatives.workflows import coordination, passation
from tests.factories import ContactFactory, OrganisationFactory, SecteurFactory
from tests.factories import cooperatives as fabrique
from tests.portail.annee import jouer

DEBUT, FIN = date(2027, 1, 4), date(2028, 1, 6)
COPIL, ANNULE, SUIVANT = date(2027, 9, 15), date(2027, 11, 20), date(2027, 12, 10)


def du(m1: int, j1: int, m2: int, j2: int) -> tuple[date, date]:
    return date(2027, m1, j1), date(2027, m2, j2)


ATTENDUS = {
    "AL-01": [du(10, 25, 10, 26)],  # both places left empty for two days
    "AL-14": [du(9, 1, 9, 14), du(11, 15, 11, 24)],  # never held; sixty days after, whatever was cancelled
    "AL-15": [du(10, 1, 10, 7)],
    "AL-16": [du(10, 14, 10, 17)],
    "AL-17": [du(11, 30, 12, 2)],  # the one of 20 November is cancelled ten days before it
    "AL-18": [du(1, 26, 2, 4), du(3, 14, 3, 16)],
    "AL-19": [du(8, 21, 8, 31)],
    "AL-25": [du(1, 4, 1, 31)],
    "AL-26": [du(2, 10, 2, 28)],
    "AL-27": [du(10, 6, 12, 9)],
    "AL-28": [du(2, 1, 2, 14), du(2, 1, 2, 14), du(12, 15, 12, 19), du(12, 15, 12, 19)],  # silent once suspended
    "AL-33": [du(6, 16, 6, 19), du(7, 2, 7, 4), du(7, 2, 7, 7), du(7, 5, 7, 7)],  # the task handed over on 5 July
    "AL-37": [du(8, 2, 8, 19)],  # the one withdrawn in July never speaks
    "AL-39": [du(1, 4, 1, 9), du(5, 10, 7, 8)],
    "AL-40": [du(2, 10, 2, 19)],
    "AL-45": [du(3, 6, 3, 19)],
    "AL-46": [du(1, 4, 1, 19), du(5, 10, 5, 16)],  # the successor has its own letter to be given
    "AL-47": [du(5, 3, 5, 5)],
}


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 14, tzinfo=ZoneInfo("Europe/Paris"))


class Annee:
    """The coopérative, and what happens to it day after day."""

    def __init__(self) -> None:
        self.dd = fabrique.coordinatrice("78")
        self.ca = fabrique.cooperative("78")
        self.ca.etapes.all().delete()
        self.reunions: dict[date, Reunion] = {}

    def changer(self, **fields) -> None:
        Cooperative.objects.filter(pk=self.ca.pk).update(**fields)

    def passer(self, de: str, vers: str) -> None:
        self.changer(phase=vers)
        TransitionPhase.objects.create(ca=self.ca, de=de, vers=vers, auteur="Essai")

    def point(self) -> None:
        """The points d'étape of every phase closed so far."""
        for row in TransitionPhase.objects.filter(ca=self.ca, point_etape__isnull=True).exclude(de=""):
            PointEtape.objects.create(ca=self.ca, phase=row.de, transition=row, chemin_parcouru="x", suite="y")

    def avancer(self, de: str, vers: str) -> None:
        self.passer(de, vers)
        self.point()

    def lettre(self) -> None:
        for row in self.ca.coordinateurs.filter(fin__isnull=True, lettre__isnull=True):
            passation.write_letter(row, actor=self.dd.actor, missions="Animer.", datee_le=horloge.today())

    def copilote(self) -> None:
        coordination.add_copilote(self.ca, actor=self.dd.actor, organisation=OrganisationFactory())

    def passer_la_main(self) -> None:
        heir = ContactFactory(organisation=self.dd.contact.organisation, fonction="Nouvelle coordinatrice")
        passation.hand_over(self.ca, actor=self.dd.actor, rang=1, successeur=heir)

    def membres(self, suffixes: str = "ab") -> None:
        for letter in suffixes:
            self.membre = fabrique.membre(self.ca, secteur=SecteurFactory(code=f"hors-sante-{letter}"))
        # Every one but the last is represented as it should be.
        for row in self.ca.membres.filter(representants__isnull=False).exclude(pk=self.membre.pk):
            self.suppleant(row)

    def suppleant(self, row) -> None:
        who = ContactFactory(organisation=row.organisation)
        Representant.objects.create(membre=row, contact=who, titulaire=False, mandat="Mandat.", debut=horloge.today())

    def prevoir(self, day: date, type: str = "copil") -> None:
        self.reunions[day] = Reunion.objects.create(
            ca=self.ca, type=type, prevue_le=moment(day), statut="convoquee", convoquee_le=horloge.now()
        )

    def reunion(self, day: date, **fields) -> None:
        Reunion.objects.filter(pk=self.reunions[day].pk).update(**fields)

    def tenir(self, day: date, type: str = "copil", presence: str = "") -> None:
        if day not in self.reunions:
            self.prevoir(day, type)
        self.reunion(day, statut="tenue", tenue_le=day)
        if presence:
            Presence.objects.create(
                reunion=self.reunions[day], contact=ContactFactory(), membre=self.membre, statut=presence
            )

    def etape(self) -> None:
        fin = date(2027, 6, 15)
        for rank, (name, statut) in enumerate([("Grille", "en_cours"), ("Renoncée", "abandonnee")], start=1):
            Etape.objects.create(ca=self.ca, ordre=rank, libelle=name, debut=DEBUT, fin=fin, statut=statut)
        open_one = Etape.objects.create(ca=self.ca, ordre=3, libelle="Plan", debut=DEBUT, statut="en_cours")
        self.tache = Tache.objects.create(
            etape=open_one, libelle="Écrire", fin=date(2027, 7, 1), contact=ContactFactory()
        )

    def tache_de(self, **fields) -> None:
        Tache.objects.filter(pk=self.tache.pk).update(**fields)

    def freins(self) -> None:
        self.frein, self.retire = (
            LevierFrein.objects.create(ca=self.ca, type="frein", axe="ars", libelle=name)
            for name in ("Urgence", "Erreur")
        )

    def lever(self) -> None:
        LevierFrein.objects.filter(pk=self.frein.pk).update(statut="leve", leve_le=horloge.today(), comment_leve="x")

    def document(self, state: str) -> None:
        Document.objects.create(
            kind="organisation", subject_id=str(self.ca.pk), ca_id=self.ca.pk, title="Organisation", filename="o.pdf",
            state=state, error="Panne." if state == "echec" else "", requester_contact_id=self.dd.contact_id,
            requested_at=horloge.now(),
        )  # fmt: skip

    def vide(self) -> None:
        self.ca.coordinateurs.filter(fin__isnull=True).update(debut=date(2028, 3, 1))

    def revenir(self) -> None:
        self.ca.coordinateurs.filter(fin__isnull=True).update(debut=date(2027, 5, 10))

    def evenements(self) -> dict:
        le = partial(date, 2027)
        return {
            le(1, 10): self.copilote,
            le(1, 20): self.lettre,
            le(2, 1): lambda: (self.membres(), self.freins()),
            le(2, 5): lambda: self.tenir(le(2, 5), "groupe_travail"),
            le(2, 10): lambda: self.passer("prefiguration", "diagnostic"),
            le(2, 15): lambda: self.suppleant(self.membre),
            le(2, 20): lambda: (self.point(), self.avancer("diagnostic", "elaboration")),
            le(3, 1): lambda: StrategieParticipation.objects.create(
                ca=self.ca, objectifs="x", niveau_attendu=3, modalites_mobilisation="y", suivi_evaluation="z"
            ),
            le(3, 17): lambda: [self.prevoir(le(3, 17), "cotech"), *self.travail()],
            le(3, 20): lambda: self.changer(dynamique_eparcours="non"),
            le(5, 3): lambda: self.document("echec"),
            le(5, 6): lambda: self.document("en_attente"),
            le(5, 10): self.passer_la_main,
            le(5, 17): self.lettre,
            le(6, 1): self.etape,
            le(6, 20): lambda: Etape.objects.filter(ca=self.ca, libelle="Grille").update(statut="terminee"),
            le(7, 5): lambda: self.tache_de(contact=ContactFactory()),
            le(7, 8): lambda: self.tache_de(statut="terminee", avancement=100),
            le(7, 12): lambda: self.retire.delete(),
            le(8, 20): self.lever,
            le(9, 1): lambda: self.avancer("elaboration", "mise_en_oeuvre"),
            COPIL: lambda: self.tenir(COPIL, presence="absent"),
            le(10, 6): lambda: self.tenir(le(10, 6), "cotech", presence="absent"),
            le(10, 8): lambda: self.reunion(COPIL, statut="cr_valide", cr_valide_le=le(10, 8), compte_rendu="Dit."),
            le(10, 18): lambda: self.reunion(COPIL, statut="cr_diffuse"),
            le(10, 20): lambda: self.prevoir(ANNULE),
            le(10, 25): self.vide,
            le(10, 27): self.revenir,
            le(11, 10): lambda: self.reunion(ANNULE, statut="annulee", motif_annulation="Salle fermée."),
            le(11, 25): lambda: self.prevoir(SUIVANT),
            le(12, 3): lambda: PointOdj.objects.create(reunion=self.reunions[SUIVANT], ordre=1, intitule="Bilans"),
            SUIVANT: lambda: self.tenir(SUIVANT, presence="present"),
            le(12, 15): lambda: self.membres("c"),
            le(12, 20): lambda: self.changer(statut="suspendue"),
        }

    def travail(self) -> list:
        """Working meetings held every two weeks until the end of the élaboration."""
        days = (date.fromordinal(date(2027, 3, 17).toordinal() + 14 * n) for n in range(13))
        return [
            Reunion.objects.create(
                ca=self.ca, type="groupe_travail", prevue_le=moment(day), statut="tenue", tenue_le=day
            )
            for day in days
        ]


@pytest.mark.django_db
def test_the_year_of_the_governance():
    with horloge.at(DEBUT):
        annee = Annee()

    assert jouer(DEBUT, FIN, annee.evenements(), ATTENDUS) == ATTENDUS
