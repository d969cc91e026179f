"""Forms of a meeting: preparation, the session itself, minutes."""

from datetime import datetime

from django import forms
from django.utils import timezone

from coop import horloge
from coop.ui.forms import CoopForm, DateFr, EntierField, OuiNonField, VersionedFormMixin, coop_formset
from cooperatives.enums import StatutPresence, TypeReunion
from cooperatives.models import Cooperative, Instance, Reunion
from cooperatives.queries.participants import Participant


class PreparationForm(CoopForm):
    """When, where, what about: the agenda is one item a line."""

    type = forms.ChoiceField(label="Type de réunion", choices=TypeReunion.choices)
    instance = forms.ModelChoiceField(Instance.objects.none(), label="Instance", required=False, empty_label="Aucune")
    jour = DateFr(label="Jour")
    heure = forms.TimeField(
        label="Heure", initial="14:00", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Indiquez une heure, par exemple 14:00."},
    )  # fmt: skip
    lieu = forms.CharField(
        label="Lieu", max_length=200, required=False, help_text="Salle et adresse, ou lien de visioconférence."
    )
    points = forms.CharField(
        label="Ordre du jour", required=False, widget=forms.Textarea(attrs={"rows": 7}), help_text="Un point par ligne."
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

    def moment(self) -> datetime:
        """The day and the hour, in Paris."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["jour"], self.cleaned_data["heure"]))

    def values(self) -> dict:
        """What `reunions.plan` takes."""
        data = self.cleaned_data
        given = {name: data[name] for name in ("type", "instance") if name in data}
        return given | {"prevue_le": self.moment(), "lieu": data["lieu"], "points": data["points"]}


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
            "lieu": reunion.lieu,
            "points": lines,
            "version": reunion.version,
        }
        super().__init__(*args, ca=reunion.ca, initial=given, **kwargs)


class PointForm(CoopForm):
    intitule = forms.CharField(label="Point à proposer", max_length=250)


class MotifForm(CoopForm):
    motif = forms.CharField(label="Motif de l’annulation", widget=forms.Textarea(attrs={"rows": 2}))


class SeanceForm(VersionedFormMixin, CoopForm):
    """« Tenir la réunion »: presences as radios, notes under each item. Nothing is preselected."""

    tenue_le = DateFr(label="Tenue le")
    habitants = EntierField(
        label="Habitants présents, en plus des personnes ci-dessous", required=False,
        help_text="Un nombre suffit\u00a0: les habitants ne sont pas nommés.",
    )  # fmt: skip

    def __init__(
        self, *args, reunion: Reunion, attendus: list[Participant], presences: dict[int, str], **kwargs
    ) -> None:
        day = reunion.tenue_le or min(timezone.localtime(reunion.prevue_le).date(), horloge.today())
        given = {"version": reunion.version, "tenue_le": day, "habitants": reunion.habitants_presents}
        super().__init__(*args, initial=given, **kwargs)
        self.attendus, self.points = attendus, list(reunion.points.all())
        for expected in attendus:
            self.fields[f"presence_{expected.contact.pk}"] = OuiNonField(
                label=_label(expected), choices=StatutPresence.choices, required=False,
                initial=presences.get(expected.contact.pk),
            )  # fmt: skip
        for number, point in enumerate(self.points, start=1):
            self.fields[f"notes_{point.pk}"] = forms.CharField(
                label=f"{number}. {point.intitule}", required=False, initial=point.notes,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
        for field in [*self.champs_presence(), *self.champs_notes()]:
            field.field.facultatif = False  # Said once under the list, not on every line.

    def champs_presence(self):
        return [self[f"presence_{expected.contact.pk}"] for expected in self.attendus]

    def champs_notes(self):
        return [self[f"notes_{point.pk}"] for point in self.points]

    def values(self) -> dict:
        """What `reunions.save_session` takes, decisions aside."""
        data = self.cleaned_data
        said = {e.contact: data[f"presence_{e.contact.pk}"] for e in self.attendus if data[f"presence_{e.contact.pk}"]}
        return {
            "tenue_le": data["tenue_le"],
            "habitants": data["habitants"] or 0,
            "presences": said,
            "notes": {point.pk: data[f"notes_{point.pk}"] for point in self.points},
            "version": self.expected_version,
        }


def _label(expected: Participant) -> str:
    organisation = expected.membre.organisation if expected.membre else expected.contact.organisation
    return f"{organisation}\u00a0: {expected.contact}" if organisation else str(expected.contact)


class DecisionForm(CoopForm):
    """One decision; an empty row is left out."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    texte = forms.CharField(label="Décision", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    responsable = forms.CharField(label="Responsable", max_length=150, required=False)
    echeance = DateFr(label="Échéance", required=False)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("pk") and not data.get("texte") and not data.get("DELETE"):
            self.add_error("texte", "Écrivez la décision, ou cochez «\u00a0retirer cette ligne\u00a0».")
        return data


DecisionFormSet = coop_formset(DecisionForm, ligne="Décision", extra=1)


class CompteRenduForm(VersionedFormMixin, CoopForm):
    compte_rendu = forms.CharField(
        label="Compte rendu", required=False, widget=forms.Textarea(attrs={"rows": 18}),
        help_text="Assemblé des notes et des décisions\u00a0; vidé, il est assemblé de nouveau.",
    )  # fmt: skip
