"""Forms of a meeting: preparation, answers, proposals, minutes and what follows."""

from datetime import datetime

from django import forms
from django.utils import timezone

from coop import horloge
from coop.ui.forms import CoopForm, DateFr, EntierField, OuiNonField, SaisieProposee, VersionedFormMixin
from cooperatives.enums import Reponse, TypeReunion
from cooperatives.models import Convocation, Cooperative, Instance, Representant, Reunion
from cooperatives.models.perimetre import running
from cooperatives.workflows import reunions as verbs

DUREE = 120  # minutes, when nothing is said


class PreparationForm(CoopForm):
    """When, where, what about: the agenda is one item a line."""

    type = forms.ChoiceField(label="Type de réunion", choices=TypeReunion.choices)
    instance = forms.ModelChoiceField(Instance.objects.none(), label="Instance", required=False, empty_label="Aucune")
    jour = DateFr(label="Jour")
    heure = forms.TimeField(
        label="Heure", initial="14:00", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Indiquez une heure, par exemple 14:00."},
    )  # fmt: skip
    duree_minutes = EntierField(label="Durée en minutes", initial=DUREE, min_value=15, max_value=720, required=False)
    lieu = forms.CharField(
        label="Lieu", max_length=200, required=False, help_text="Salle et adresse, ou lien de visioconférence."
    )
    points = forms.CharField(
        label="Ordre du jour",
        required=False,
        widget=forms.Textarea(attrs={"rows": 11}),
        help_text="Un point par ligne.",
    )

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "instance" in self.fields:
            self.fields["instance"].queryset = ca.instances.filter(fin__isnull=True)

    def clean_points(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["points"].splitlines() if line.strip()]
        if any(len(line) > 250 for line in lines):
            raise forms.ValidationError("Un point de l’ordre du jour tient en 250 caractères.")
        return lines

    def clean(self) -> dict:
        """Nobody is called to a day that is past, nor to an empty agenda without a word (R-GOUV-21).

        A meeting already held is planned without convocation, then noted.
        """
        data = super().clean()
        if "convoquer" not in self.data:
            return data
        if data.get("jour") and data["jour"] < horloge.today():
            self.add_error("jour", verbs.DATE_PASSEE)
        if data.get("points") == [] and "sans_ordre_du_jour" not in self.data:
            self.add_error("points", verbs.ODJ_VIDE)
        return data

    def moment(self) -> datetime:
        """The day and the hour, in Paris."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["jour"], self.cleaned_data["heure"]))

    def values(self) -> dict:
        """What `reunions.plan` takes."""
        data = self.cleaned_data
        given = {name: data[name] for name in ("type", "instance") if name in data}
        return given | {
            "prevue_le": self.moment(),
            "duree_minutes": data["duree_minutes"] or DUREE,
            "lieu": data["lieu"],
            "points": data["points"],
        }


class ModificationForm(VersionedFormMixin, PreparationForm):
    """The same for a meeting already planned: its kind no longer changes."""

    type = None
    instance = None

    def __init__(self, *args, reunion: Reunion, **kwargs) -> None:
        local = timezone.localtime(reunion.prevue_le)
        lines = "\n".join(point.intitule for point in reunion.points.all())
        given = {
            "jour": local.date(),
            "heure": local.time(),
            "duree_minutes": reunion.duree_minutes,
            "lieu": reunion.lieu,
            "points": lines,
            "version": reunion.version,
        }
        super().__init__(*args, ca=reunion.ca, initial=given, **kwargs)


class PointForm(CoopForm):
    intitule = forms.CharField(label="Point à proposer", max_length=250)


class SuiteForm(CoopForm):
    """What becomes of an item proposed: the word is asked when it is left aside."""

    mot = forms.CharField(
        label="Un mot pour la personne", max_length=300, required=False,
        help_text="Demandé si le point n’est pas retenu.",
    )  # fmt: skip


class ReponseForm(CoopForm):
    """The answer to a convocation. Nothing is preselected; who else speaks for the member is proposed to represent it."""

    reponse = OuiNonField(label="Serez-vous présent\u00a0?", choices=Reponse.choices)
    represente_par = forms.CharField(
        label="Représenté par", max_length=150, required=False, help_text="Sa fonction suffit, si vous êtes représenté."
    )

    def __init__(self, *args, convocation: Convocation | None = None, **kwargs) -> None:
        if convocation:
            kwargs["initial"] = {"reponse": convocation.reponse, "represente_par": convocation.represente_par}
        super().__init__(*args, **kwargs)
        if convocation and (names := _autres_voix(convocation)):
            self.fields["represente_par"].widget = SaisieProposee(names)


def _autres_voix(convocation: Convocation) -> list[str]:
    """The other people who speak for the member today, the titulaire first."""
    if convocation.membre_id is None:
        return []
    rows = Representant.objects.filter(running(), membre=convocation.membre_id).exclude(contact=convocation.contact_id)
    return [str(row) for row in rows.select_related("contact").order_by("-titulaire", "pk")]


class RemarqueForm(CoopForm):
    texte = forms.CharField(label="Votre remarque", max_length=3000, widget=forms.Textarea(attrs={"rows": 4}))


class ReponseRemarqueForm(CoopForm):
    reponse = forms.CharField(
        label="Réponse", max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Demandée si la remarque n’est pas retenue.",
    )  # fmt: skip


class MotifForm(CoopForm):
    motif = forms.CharField(label="Motif de l’annulation", widget=forms.Textarea(attrs={"rows": 2}))


class ReouvertureForm(CoopForm):
    motif = forms.CharField(
        label="Motif de la réouverture", widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Le compte rendu redevient modifiable ; il sera à valider et à diffuser de nouveau.",
    )  # fmt: skip


class CompteRenduForm(VersionedFormMixin, CoopForm):
    compte_rendu = forms.CharField(
        label="Compte rendu", required=False, widget=forms.Textarea(attrs={"rows": 18}),
        help_text="Assemblé des notes et des décisions\u00a0; vidé, il est assemblé de nouveau.",
    )  # fmt: skip
