"""Alerts of the opportunity: territory (AL-20, AL-21), coordinations to associate (AL-22), e-parcours (AL-45).

The first three are the warnings of the grid that nobody answered: an answer silences the alert.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.conf import settings

from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from cooperatives import gates
from cooperatives.enums import OuiNonAVerifier
from cooperatives.models.perimetre import CooperativeQuerySet
from cooperatives.queries import avertissements
from cooperatives.queries.avertissements import sans_reponse
from cooperatives.queries.avertissements_lecture import Avertissement, Lecture

COORDINATION = frozenset({Public.COORDINATION})
TITRES = {
    "commune": "Justifier un territoire d’une seule commune",
    "commune_cls": "Expliciter la plus-value au regard du contrat local de santé",
    "concertation": "Informer et associer une coordination locale",
}


def _avertir(genre: Callable[[Lecture], Iterator[Avertissement]]):
    """The rule of one kind of warning, answered where it is read."""

    def trouver(cas: CooperativeQuerySet, today: date) -> Iterator[Fait]:
        for row in sans_reponse(list(genre(Lecture(cas)))):
            yield Fait(
                objet=f"{row.ca.pk}:{row.objet}",
                ca_id=row.ca.pk,
                title=TITRES[row.code],
                url=gates.url(row.ca, "opportunite", row.ancre),
                publics=COORDINATION,
                text=row.phrase,
                group=row.ca.reference,
            )

    return trouver


def eparcours(cas: CooperativeQuerySet, today: date) -> Iterator[Fait]:
    """AL-45: nobody has said for so many days whether there is an e-parcours (1 statement)."""
    limite = today - timedelta(days=settings.COOP_EPARCOURS_DAYS)
    wanted = cas.filter(dynamique_eparcours=OuiNonAVerifier.A_VERIFIER, creee_le__lt=limite)
    for ca in wanted.select_related("departement").defer("departement__trace"):
        referent = ca.departement.referent_eparcours or "celui de votre délégation départementale"
        yield Fait(
            objet=f"ca:{ca.pk}", ca_id=ca.pk, title="Rechercher une dynamique e-parcours",
            url=gates.url(ca, "reperage", "eparcours"), publics=COORDINATION, urgency=Urgence.INFORMATION,
            text=f"Rechercher l’existence d’une dynamique e-parcours (référent\u00a0: {referent}).",
            group=ca.reference,
        )  # fmt: skip


AL_20 = Regle(
    code="AL-20", niveau=Niveau.CONSEIL, condition="Le territoire compte moins de deux communes, et rien ne le justifie.",
    source="La coopérative d’acteurs a intérêt à se positionner résolument sur des territoires élargis, à une échelle intercommunale et/ou sur des territoires de projet à dimension variable, associant au moins deux communes",
    source_ref="Guide, foire aux questions", trouver=_avertir(avertissements.une_commune), publics=COORDINATION,
)  # fmt: skip
AL_21 = Regle(
    code="AL-21", niveau=Niveau.CONSEIL,
    condition="Le territoire est une seule commune, qui a un contrat local de santé, et la plus-value n’est pas écrite.",
    source="Quelle différence avérée entre une coopérative d’acteurs et un projet multi-partenarial inscrit dans le cadre d’un contrat local de santé\u00a0?",
    source_ref="Évaluation ex ante", trouver=_avertir(avertissements.commune_avec_cls), publics=COORDINATION,
)  # fmt: skip
AL_22 = Regle(
    code="AL-22", niveau=Niveau.CONSEIL,
    condition="Un contrat local de santé, un atelier santé ville ou un conseil local de santé mentale du territoire n’a pas été informé, ou sa coordination n’a pas été associée au choix du thème.",
    source="Associer résolument les coordinations des contrats locaux de santé au choix des thématiques retenues",
    source_ref="Évaluation ex ante", trouver=_avertir(avertissements.concertations), publics=COORDINATION,
)  # fmt: skip
AL_45 = Regle(
    code="AL-45", niveau=Niveau.INFORMATION,
    condition="L’existence d’une dynamique e-parcours est à vérifier depuis plus de deux mois.",
    source="Rechercher l’existence d’une dynamique e-parcours sur le territoire", source_ref="Guide, repérage",
    trouver=eparcours, publics=COORDINATION,
)  # fmt: skip
REGLES = (AL_20, AL_21, AL_22, AL_45)
