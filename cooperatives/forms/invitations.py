"""Inviting by pasting: a text, then one small form a line where everything can still be corrected."""

from django import forms

from coop.organisations.enums import TypeOrganisation
from coop.organisations.genres import PAR_DEFAUT, genre
from coop.organisations.models import Contact, Secteur
from coop.ui.forms import CoopForm, coop_formset
from cooperatives.invitations import MAX_LIGNES, Groupe, Ligne, contacts_of, parse, reconnaitre
from cooperatives.models import Cooperative
from cooperatives.workflows.invitations import AInviter


class CollageForm(CoopForm):
    texte = forms.CharField(
        label="Adresses des organisations à inviter",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=(
            "Une par ligne\u00a0: une adresse, «\u00a0Nom de l’organisation\u00a0; adresse\u00a0», ou des colonnes copiées d’un "
            "tableur. Rien ne part avant que vous ayez relu."
        ),
        max_length=40_000,
    )

    def saisies(self) -> list[dict]:
        """What each line says; valid after `is_valid()`."""
        return [
            {"nom": row.nom, "email": row.email, "fonction": row.fonction} for row in parse(self.cleaned_data["texte"])
        ]

    def clean_texte(self) -> str:
        text = self.cleaned_data["texte"]
        if not parse(text):
            raise forms.ValidationError(
                "Aucune ligne à lire\u00a0: collez au moins une adresse ou un nom d’organisation."
            )
        return text


class LigneForm(CoopForm):
    """One organisation to invite. The address is judged by the preview, which says what was probably meant."""

    nom = forms.CharField(label="Organisation", max_length=200, required=False)
    email = forms.CharField(
        label="Adresse électronique", max_length=254, required=False,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    fonction = forms.CharField(label="Fonction de la personne", max_length=150, required=False)
    type = forms.ChoiceField(
        label="Type, si elle est nouvelle", choices=[c for c in TypeOrganisation.choices if c[0] != "ars"]
    )
    secteur = forms.TypedChoiceField(label="Secteur, si elle est nouvelle", coerce=int)
    # What was previewed: a line changed since is shown again before anything leaves.
    vu = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("nom", "email"):
            self.fields[name].facultatif = False  # One of the two at least: the sentence of the line says which.

    def ligne(self) -> Ligne:
        """The line as it stands: typed now, or read from the pasted text."""
        names = ("nom", "email", "fonction")
        if self.is_bound:
            return _line(*(self.data.get(self.add_prefix(name), "") for name in names))
        return _line(*(self.initial.get(name, "") for name in names))

    def saisie(self) -> dict:
        """What is typed in the line, to show it again."""
        names = ("nom", "email", "fonction", "type", "secteur")
        return {name: self.data.get(self.add_prefix(name), "") for name in names}

    @property
    def genre(self) -> str:
        """Type and sector a new organisation would take, as the preview says them."""
        type, secteur = self["type"].value(), str(self["secteur"].value())
        labels = dict(self.fields["type"].choices), {str(pk): name for pk, name in self.fields["secteur"].choices}
        return f"{labels[0].get(type, '')}, secteur «\u00a0{labels[1].get(secteur, '')}\u00a0»"

    @property
    def retiree(self) -> bool:
        return self.is_bound and bool(self.data.get(self.add_prefix("DELETE")))

    @property
    def inchangee(self) -> bool:
        """Sent as it was last shown."""
        return self.is_bound and self.data.get(self.add_prefix("vu")) == empreinte(self.ligne())


def _line(nom: str, email: str, fonction: str) -> Ligne:
    return Ligne(nom.strip(), email.strip().lower(), fonction.strip())


def empreinte(ligne: Ligne) -> str:
    """What is previewed of a line, as its form carries it."""
    return f"{ligne.nom}|{ligne.email}"


class Apercu:
    """The lines of a pasted text, or of its corrections, sorted in the three groups of the preview.

    `data` are the lines as they come back; `saisies` what each line shows, the rest as usual for an association.
    """

    def __init__(self, ca: Cooperative, user, *, data=None, saisies: list[dict] | None = None) -> None:
        self.secteurs = {row.pk: row for row in Secteur.objects.filter(archive=False)}
        self.formset = _formset(data=data) if data is not None else _formset(initial=self._initial(saisies or []))
        for form in self.formset.forms:
            form.fields["secteur"].choices = [(pk, row.libelle) for pk, row in self.secteurs.items()]
        self.forms = [form for form in self.formset.forms if not form.retiree]
        lignes = [form.ligne() for form in self.forms]
        for form, known in zip(self.forms, reconnaitre(ca, lignes, _visible_ids(lignes, user)), strict=True):
            form.devenir = known
            if known.proposition and not form.is_bound:
                form.initial["email"] = known.proposition

    def _initial(self, saisies: list[dict]) -> list[dict]:
        return [
            self._genre(row["nom"]) | row | {"vu": empreinte(_line(row["nom"], row["email"], row["fonction"]))}
            for row in saisies
        ]

    def _genre(self, nom: str) -> dict[str, str]:
        """The type and the sector its name makes probable."""
        type, code = genre(nom)
        codes = {row.code: str(pk) for pk, row in self.secteurs.items()}
        usual = codes.get(PAR_DEFAUT[1], next(iter(codes.values()), ""))
        return {"type": str(type), "secteur": codes.get(code, usual)}

    def _saisie(self, form: LigneForm) -> dict:
        """What is typed in a line; type and sector that came from the name it had follow the name it has now."""
        typed, guessed = form.saisie(), self._genre(form.data.get(form.add_prefix("vu"), "").partition("|")[0])
        chosen = any(typed[name] != guessed[name] for name in guessed)
        return typed if chosen else {name: typed[name] for name in typed if name not in guessed}

    @property
    def saisies(self) -> list[dict]:
        """What is typed, line by line."""
        return [self._saisie(form) for form in self.forms]

    def groupe(self, groupe: Groupe) -> list[LigneForm]:
        return [form for form in self.forms if form.devenir.groupe == groupe]

    @property
    def pretes(self) -> list[LigneForm]:
        return self.groupe(Groupe.PRETE)

    @property
    def a_corriger(self) -> list[LigneForm]:
        return self.groupe(Groupe.A_CORRIGER)

    @property
    def deja(self) -> list[LigneForm]:
        return self.groupe(Groupe.DEJA)

    def a_inviter(self) -> tuple[list[AInviter], list[dict]]:
        """The ready lines that were read as they are, and what is typed in those still to be corrected or read again."""
        rows, left = [], [self._saisie(form) for form in self.a_corriger]
        for form in self.pretes:
            if form.is_valid() and form.inchangee:
                secteur = self.secteurs[form.cleaned_data["secteur"]]
                visible = form.devenir.contact is not None
                rows.append(AInviter(form.ligne(), form.cleaned_data["type"], secteur, visible))
            else:
                left.append(self._saisie(form))
        return rows, left


def _visible_ids(lignes: list[Ligne], user) -> frozenset[int]:
    ids = [row.pk for row in contacts_of(lignes).values()]
    return frozenset(Contact.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))


def _formset(**kwargs):
    kind = coop_formset(LigneForm, ligne="Ligne", extra=0, max_num=MAX_LIGNES)
    return kind(prefix="l", **kwargs)
