"""Rows of the life of both coopératives; what the region shares is the same on both sides."""

from datetime import date

from coop.territories.models import Departement
from cooperatives import reference_vie
from cooperatives.models import (
    ActiviteParticipation,
    Cooperative,
    EchangePratiques,
    Formation,
    InscriptionFormation,
    LevierFrein,
    PointEtape,
    RetourExperience,
    SessionFormation,
    TransitionPhase,
)
from tests.accounts.monde import Monde, Sample
from tests.factories import ContactFactory

JOUR = date(2026, 4, 2)


def peupler(monde: Monde) -> None:
    """The rows of the own coopérative are brought by association A: its people may correct them."""
    reference_vie.load()
    author = monde.users["asso-a"].contact
    own, foreign = (_rows(ca, author) for ca in (monde.own, monde.foreign))
    monde.samples |= {
        f"cooperatives:{route}.{name}": Sample(own[key], foreign[key]) for route, name, key in _parameters()
    }
    offer = Formation.objects.create(type="croisee", intitule="Offre fictive")
    exchanges = _exchanges(monde)
    siege = monde.users["siege"].pk
    monde.samples |= {
        "cooperatives:recommandation.numero": Sample(10, 10),
        "cooperatives:region_recommandation.numero": Sample(*[lambda user: 1 if user and user.pk == siege else 3] * 2),
        "cooperatives:offre.pk": Sample(offer.pk, offer.pk),
        "cooperatives:offre_inscription.pk": Sample(offer.pk, offer.pk),
        "cooperatives:echange.pk": Sample(exchanges, exchanges),
    }


def _exchanges(monde: Monde):
    """The exchange each délégation noted: another one’s is closed to it."""
    noted = {
        code: EchangePratiques.objects.create(
            le=JOUR, type="inter_dd", theme="Thème fictif", tenu_par=Departement.objects.get(code=code[2:])
        ).pk
        for code in monde.users
        if code.startswith("dd")
    }
    by_user = {monde.users[code].pk: pk for code, pk in noted.items()}
    return lambda user: by_user.get(user.pk if user else None, noted["dd78"])


def _parameters() -> list[tuple[str, str, str]]:
    """(route, parameter, key of the row)."""
    of_training = ("modifier", "retirer", "livrables", "inscrire", "desinscrire")
    return [
        ("point_etape_phase", "transition_id", "transition"),
        ("point_etape", "pk", "point"),
        *((f"frein{verb}", "pk", "frein") for verb in ("", "_lever", "_retirer")),
        *((f"retour{verb}", "pk", "retour") for verb in ("", "_partager", "_retirer")),
        *((f"activite{verb}", "pk", "activite") for verb in ("", "_retirer")),
        ("formation", "pk", "formation"),
        *((f"formation_{verb}", "pk", "formation") for verb in of_training),
        *((f"session_{verb}", "pk", "formation") for verb in ("ajouter", "retirer")),
        ("session_retirer", "session_id", "session"),
        ("formation_desinscrire", "inscription_id", "inscription"),
    ]


def _rows(ca: Cooperative, author) -> dict[str, int]:
    brought = {"ca": ca, "contact": author, "organisation": author.organisation}
    transition = TransitionPhase.objects.create(ca=ca, de="prefiguration", vers="diagnostic", auteur="x")
    formation = Formation.objects.create(ca=ca, type="accompagnement", intitule="Accompagnement fictif")
    found = {
        "transition": transition,
        "point": PointEtape.objects.create(ca=ca, phase="prefiguration", chemin_parcouru="x", suite="y"),
        "frein": LevierFrein.objects.create(type="frein", axe="ars", libelle="Un frein fictif", **brought),
        "retour": RetourExperience.objects.create(titre="Un essai", tatonnement="x", **brought),
        "activite": ActiviteParticipation.objects.create(
            le=JOUR, type="atelier", intitule="Un atelier", niveau_prevu=2, **brought
        ),
        "formation": formation,
        "session": SessionFormation.objects.create(formation=formation, le=JOUR),
        "inscription": InscriptionFormation.objects.create(
            formation=formation, contact=author if ca.departement.code == "78" else ContactFactory()
        ),
    }
    return {key: row.pk for key, row in found.items()}
