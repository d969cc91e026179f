"""The acts of a commitment's life: each with its form, its verb and its words, in the order of the life."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from conventions import forms_financement as forms
from conventions.enums_financement import StatutEngagement as S
from conventions.models import EngagementFinancier
from conventions.workflows import engagements as verbs
from coop.documents import pieces
from coop.journal.actors import Actor
from coop.ui.forms import CoopForm


@dataclass(frozen=True, slots=True)
class Acte:
    """`statuts` are those in which it is proposed; `form(row, data, files)`; `verbe(row, actor, cleaned_data)`."""

    titre: str
    bouton: str
    fait: str
    statuts: frozenset[S]
    form: Callable[..., CoopForm]
    verbe: Callable[[EngagementFinancier, Actor, dict], object]


def _plain(kind: type[CoopForm], *names: str) -> Callable[..., CoopForm]:
    """A form whose fields start from those of the commitment."""
    return lambda row, data, files: kind(data, files, initial={name: getattr(row, name) for name in names})


def _compte_rendu(row: EngagementFinancier, data, files) -> CoopForm:
    received = {compte.annee for compte in row.comptes_rendus.all()}
    return forms.CompteRenduForm(data, annees=[year for year in row.annees if year not in received])


def _viser(row: EngagementFinancier, actor: Actor, data: dict) -> EngagementFinancier:
    """The letter and its visa, together or not at all."""
    ca = row.ca
    try:
        piece = pieces.store(
            data["courrier"], kind=forms.PIECE, subject_id=row.pk, actor=actor, ca_id=ca.pk,
            departement=ca.departement.code, organisation_id=row.organisation_id,
        )  # fmt: skip
    except ValidationError as error:
        raise ValidationError({"courrier": error.messages}) from error
    return verbs.viser_courrier(row, actor=actor, **data | {"courrier": piece})


ACTES = {
    "decider": Acte(
        "Enregistrer l’acte signé", "Enregistrer la décision", "L’engagement est décidé.", frozenset({S.PROPOSE}),
        _plain(forms.DeciderForm), lambda row, actor, data: verbs.decider(row, actor=actor, **data),
    ),
    "courrier": Acte(
        "Viser un courrier de demande de subvention", "Viser ce courrier", "Le courrier est visé.", frozenset({S.PROPOSE}),
        _plain(forms.CourrierForm, "courrier_date", "courrier_qualite"), _viser,
    ),
    "dossier": Acte(
        "Compléter le dossier", "Enregistrer", "Le dossier est complété.", frozenset({S.PROPOSE, S.DECIDE, S.NOTIFIE}),
        _plain(forms.DossierForm, "demande_le", "republicain_le"),
        lambda row, actor, data: verbs.completer_dossier(row, actor=actor, **data),
    ),
    "notifier": Acte(
        "Enregistrer la notification", "Enregistrer la notification", "L’engagement est notifié.", frozenset({S.DECIDE}),
        _plain(forms.DateForm), lambda row, actor, data: verbs.notifier(row, actor=actor, **data),
    ),
    "compte-rendu": Acte(
        "Recevoir un compte rendu financier", "Enregistrer", "Le compte rendu financier est reçu.",
        frozenset({S.DECIDE, S.NOTIFIE}), _compte_rendu, lambda row, actor, data: verbs.recevoir(row, actor=actor, **data),
    ),
    "solder": Acte(
        "Solder l’engagement", "Solder", "L’engagement est soldé.", frozenset({S.NOTIFIE}),
        _plain(forms.DateForm), lambda row, actor, data: verbs.solder(row, actor=actor, **data),
    ),
    "annuler": Acte(
        "Annuler l’engagement", "Annuler l’engagement", "L’engagement est annulé.",
        frozenset({S.PROPOSE, S.DECIDE, S.NOTIFIE}),
        _plain(forms.MotifForm), lambda row, actor, data: verbs.annuler(row, actor=actor, **data),
    ),
}  # fmt: skip


def possibles(row: EngagementFinancier, today: date) -> list[tuple[str, Acte]]:
    """(code, act) of what can be written now; a compte rendu is received once its exercise is over."""
    found = [(code, acte) for code, acte in ACTES.items() if row.statut in acte.statuts]
    return [(code, acte) for code, acte in found if code != "compte-rendu" or row.annee < today.year]
