"""« Tenir la réunion »: presences, notes under each item, decisions. Several people may have it open at once."""

from collections.abc import Mapping

from django import forms
from django.utils import timezone

from coop import horloge
from coop.ui.forms import CoopForm, DateFr, EntierField, OuiNonField, VersionedFormMixin, coop_formset
from coop.ui.typographie import date_longue
from cooperatives.enums import StatutPresence
from cooperatives.models import Convocation, PointOdj, Reunion
from cooperatives.queries.participants import Participant

BASE = "base_"


class SeanceForm(VersionedFormMixin, CoopForm):
    """Presences as radios, notes under each item. Nothing is preselected.

    Each note and each presence travels with the value it had when the page was opened (`base_<field>`): what two people
    write at once is merged, and an unchanged presence overwrites nothing.
    """

    tenue_le = DateFr(label="Tenue le")
    habitants = EntierField(
        label="Habitants présents, en plus des personnes ci-dessous", required=False,
        help_text="Un nombre suffit\u00a0: les habitants ne sont pas nommés.",
    )  # fmt: skip

    def __init__(
        self,
        *args,
        reunion: Reunion,
        attendus: list[tuple[Participant, Convocation | None]],
        presences: Mapping[int, str],
        approbations: list[Reunion] = (),
        **kwargs,
    ) -> None:
        day = reunion.tenue_le or min(timezone.localtime(reunion.prevue_le).date(), horloge.today())
        given = {"version": reunion.version, "tenue_le": day, "habitants": reunion.habitants_presents}
        super().__init__(*args, initial=given, **kwargs)
        self.attendus, self.points = attendus, list(reunion.points.all())
        self.approbations = list(approbations)
        for expected, convocation in attendus:
            self._add_presence(expected, convocation, presences.get(expected.contact.pk, ""))
        for number, point in enumerate(self.points, start=1):
            self._add_notes(number, point)
        for earlier in self.approbations:
            self.fields[f"approuver_{earlier.pk}"] = forms.BooleanField(
                label=f"Le compte rendu du {date_longue(earlier.tenue_le)} est approuvé", required=False
            )
        for field in [*self.champs_presence(), *self.champs_notes(), *self.champs_approbation()]:
            field.field.facultatif = False  # Said once under the list, not on every line.

    def _add_presence(self, expected: Participant, convocation: Convocation | None, saved: str) -> None:
        name = f"presence_{expected.contact.pk}"
        self.fields[name] = OuiNonField(
            label=_label(expected), choices=StatutPresence.choices, required=False, initial=saved,
            help_text=_answer(convocation),
        )  # fmt: skip
        self._add_base(name, saved)

    def _add_notes(self, number: int, point: PointOdj) -> None:
        name = f"notes_{point.pk}"
        self.fields[name] = forms.CharField(
            label=f"{number}. {point.intitule}", required=False, initial=point.notes, strip=False,
            widget=forms.Textarea(attrs={"rows": 4}),
        )  # fmt: skip
        self._add_base(name, point.notes)

    def _add_base(self, name: str, value: str) -> None:
        self.fields[BASE + name] = forms.CharField(required=False, initial=value, strip=False, widget=forms.HiddenInput)

    def champs_presence(self):
        return [self[f"presence_{expected.contact.pk}"] for expected, _ in self.attendus]

    def champs_notes(self):
        return [self[f"notes_{point.pk}"] for point in self.points]

    def champs_approbation(self):
        return [self[f"approuver_{earlier.pk}"] for earlier in self.approbations]

    def reporter(self) -> None:
        """Tick, for those not ticked yet, what each person answered to the convocation."""
        self.data = self.data.copy()
        for expected, convocation in self.attendus:
            name = f"presence_{expected.contact.pk}"
            if convocation and convocation.reponse and not self.data.get(name):
                self.data[name] = convocation.reponse

    def tous_presents(self) -> None:
        """Tick as present those for whom nothing is ticked: the exceptions are noted first."""
        self.data = self.data.copy()
        for expected, _ in self.attendus:
            name = f"presence_{expected.contact.pk}"
            self.data[name] = self.data.get(name) or StatutPresence.PRESENT

    def presences(self) -> dict:
        """What changed since the page was opened, by contact."""
        data, found = self.cleaned_data, {}
        for expected, _ in self.attendus:
            name = f"presence_{expected.contact.pk}"
            if data.get(name) and data[name] != data.get(BASE + name):
                found[expected.contact] = data[name]
        return found

    def approuves(self) -> list[Reunion]:
        """Earlier minutes this meeting approves."""
        return [row for row in self.approbations if self.cleaned_data[f"approuver_{row.pk}"]]

    def notes(self) -> dict:
        """`notes` and `bases`, by item."""
        data = self.cleaned_data
        return {
            "notes": {point.pk: data[f"notes_{point.pk}"] for point in self.points},
            "bases": {p.pk: data[name] for p in self.points if (name := f"{BASE}notes_{p.pk}") in self.data},
        }

    def values(self) -> dict:
        """What `reunions.save_session` takes, decisions aside."""
        data = self.cleaned_data
        return self.notes() | {
            "tenue_le": data["tenue_le"],
            "habitants": data["habitants"] or 0,
            "presences": self.presences(),
            "version": self.expected_version,
        }


def _label(expected: Participant) -> str:
    organisation = expected.membre.organisation if expected.membre else expected.contact.organisation
    return f"{organisation}\u00a0: {expected.contact}" if organisation else str(expected.contact)


def _answer(convocation: Convocation | None) -> str:
    if convocation is None or not convocation.reponse:
        return ""
    who = f" par {convocation.represente_par}" if convocation.represente_par else ""
    return f"A répondu\u00a0: {convocation.get_reponse_display()}{who}"


class DecisionForm(CoopForm):
    """One decision; an empty row is left out."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    texte = forms.CharField(label="Décision", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    point = forms.ChoiceField(label="Point de l’ordre du jour", required=False)
    responsable = forms.CharField(label="Responsable", max_length=150, required=False)
    echeance = DateFr(label="Échéance", required=False)

    def __init__(self, *args, points: list[PointOdj] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.points = {str(point.pk): point for point in points}
        titles = [(str(p.pk), f"{n}. {p.intitule}") for n, p in enumerate(points, start=1)]
        self.fields["point"].choices = [("", "Aucun en particulier"), *titles]
        self.fields["texte"].facultatif = False  # An empty row is left out; a row that is kept has its text.

    def clean_point(self) -> PointOdj | None:
        return self.points.get(self.cleaned_data["point"])

    def clean(self) -> dict:
        data = super().clean()
        if data.get("pk") and not data.get("texte") and not data.get("DELETE"):
            self.add_error("texte", "Écrivez la décision, ou cochez «\u00a0retirer cette ligne\u00a0».")
        return data


DecisionFormSet = coop_formset(DecisionForm, ligne="Décision", extra=1)


class DecisionRapideForm(CoopForm):
    """A decision noted in front of everybody, under the item on the wall."""

    texte = forms.CharField(label="Décision prise", widget=forms.Textarea(attrs={"rows": 2}))
    responsable = forms.CharField(label="Responsable", max_length=150, required=False)
    echeance = DateFr(label="Échéance", required=False)
