"""The grid of the ten principles and one articulation."""

from django import forms

from coop.ui.forms import CoopForm, DateFr
from cooperatives.enums import Appreciation, NatureArticulation, Presence, TypeDispositif
from cooperatives.forms import PucesRadio
from cooperatives.models import AppreciationPrincipe, Articulation, Cooperative, DispositifLocal
from cooperatives.queries.dispositifs import choix_pour

SANS_JUSTIFICATION = (Appreciation.A_ETUDIER, Appreciation.SATISFAIT)


class AppreciationForm(CoopForm):
    """One principle of the grid; ten of them make one page."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    appreciation = forms.ChoiceField(choices=Appreciation.choices, widget=PucesRadio, label="Appréciation")
    justification = forms.CharField(
        label="Justification", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="En une phrase, sauf si le principe est satisfait.",
    )  # fmt: skip
    preuve = forms.CharField(
        label="Sur quoi s’appuie cette lecture", required=False, max_length=300,
        help_text="Diagnostic, chiffre, compte rendu, parole d’habitants…",
    )  # fmt: skip

    def __init__(self, *args, row: AppreciationPrincipe, **kwargs) -> None:
        self.row = row
        kwargs["prefix"] = f"p{row.principe.ordre}"
        kwargs["initial"] = {
            "version": row.version,
            "appreciation": row.appreciation,
            "justification": row.justification,
            "preuve": row.preuve,
        }
        super().__init__(*args, **kwargs)

    @property
    def a_justifier(self) -> bool:
        """The justification shows at once: something is written, or the answer or an error asks for it."""
        answer = self["appreciation"].value()
        written = self["justification"].value() or self["preuve"].value()
        return bool(written or self.errors) or answer not in SANS_JUSTIFICATION

    def clean(self) -> dict:
        data = super().clean()
        if data.get("appreciation") not in (None, *SANS_JUSTIFICATION) and not data.get("justification", "").strip():
            self.add_error(
                "justification", "Justifiez en une phrase une appréciation autre que «\u00a0satisfait\u00a0»."
            )
        return data

    def show_theirs(self, current: AppreciationPrincipe) -> None:
        """Somebody wrote this principle in between: say what, keep mine, let the next save replace it."""
        text = f"{current.auteur} a écrit entre-temps\u00a0: «\u00a0{current.get_appreciation_display()}\u00a0». {current.justification}"
        self.add_error("justification", f"{text} Enregistrez à nouveau pour garder votre réponse.")
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(current.version)


def grid(ca: Cooperative, data=None) -> list[AppreciationForm]:
    """The ten forms, in the guide's order (1 statement)."""
    rows = ca.appreciations.select_related("principe").order_by("principe__ordre")
    return [AppreciationForm(data, row=row) for row in rows]


class ArticulationForm(CoopForm):
    """How the CA articulates with one scheme; a scheme missing from the register is named here."""

    type = forms.ChoiceField(label="Type de dispositif", choices=TypeDispositif.choices)
    presence = forms.ChoiceField(
        label="Y en a-t-il un sur le territoire\u00a0?", choices=Presence.choices, widget=PucesRadio
    )
    dispositif = forms.ModelChoiceField(
        DispositifLocal.objects.none(), label="Dispositif du registre", required=False, empty_label="Aucun de cette liste",
        help_text="Ceux qui couvrent vos communes d’abord.",
    )  # fmt: skip
    nouveau = forms.CharField(
        label="Ou nom d’un dispositif absent de la liste", max_length=200, required=False,
        help_text="Il entre au registre régional et servira aux autres coopératives.",
    )  # fmt: skip
    nature = forms.ChoiceField(
        label="Nature de l’articulation", required=False, choices=[("", "À préciser"), *NatureArticulation.choices],
        widget=PucesRadio,
    )  # fmt: skip
    description = forms.CharField(
        label="Articulation", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="En quoi les deux démarches se complètent-elles\u00a0?",
    )  # fmt: skip
    fiche_cls = forms.CharField(
        label="Fiche-action du dispositif que la coopérative décline", max_length=250, required=False
    )
    concertation_theme_le = DateFr(label="Sa coordination a été associée au choix du thème le", required=False)
    information_comites_le = DateFr(label="Son comité de pilotage a été informé le", required=False)
    information_cotech_le = DateFr(label="Son comité technique a été informé le", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, ca: Cooperative, row: Articulation | None = None, **kwargs) -> None:
        initial = {name: getattr(row, name) for name in self.base_fields if row is not None and hasattr(row, name)}
        super().__init__(*args, initial=initial, **kwargs)
        if row is not None:
            self.fields["type"].widget = forms.HiddenInput()
            self.fields["type"].choices = [(row.type, row.get_type_display())]
        proches, autres = choix_pour(ca, row.type if row is not None else "", row.dispositif_id if row else None)
        field = self.fields["dispositif"]
        field.queryset = DispositifLocal.objects.filter(pk__in=[pk for pk, _ in (*proches, *autres)])
        groups = [("Sur vos communes", proches), ("Ailleurs dans le département", autres)]
        field.choices = [("", field.empty_label), *[(titre, rows) for titre, rows in groups if rows]]

    def clean(self) -> dict:
        data = super().clean()
        named = data.get("dispositif") or data.get("nouveau")
        if data.get("dispositif") and data.get("nouveau"):
            self.add_error("nouveau", "Choisissez dans la liste ou donnez un nom, pas les deux.")
        if data.get("dispositif") and data["dispositif"].type != data.get("type"):
            self.add_error("dispositif", "Ce dispositif est d’un autre type.")
        if named and data.get("presence") == Presence.ABSENT:
            self.add_error("presence", "Vous nommez un dispositif et vous dites qu’il n’y en a aucun.")
        if data.get("presence") == Presence.PRESENT and not data.get("description"):
            self.add_error("description", "Dites en une phrase comment la coopérative s’articule avec ce dispositif.")
        return data
