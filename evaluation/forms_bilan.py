"""The form of one action, made of its own indicators, and those around it (R-EVA-12)."""

import re
from collections.abc import Iterable
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from conventions.enums import Dimension, NatureIndicateur
from conventions.models import Indicateur
from coop.documents.pieces import read_checked
from coop.ui.forms import CasesPuces, CoopForm, EntierField, FichierInput, NombreField, OuiNonField, VersionedFormMixin
from coop.ui.forms.widgets import PDF_OU_IMAGE
from evaluation import repartition
from evaluation.completude import LAST_QUARTER
from evaluation.enums import LevierISTS, RaisonSansValeur
from evaluation.models import QuestionChamp
from evaluation.queries.saisie import Saisie
from evaluation.questions import QUESTIONS, RECUEIL, TEXTES
from evaluation.workflows.preuves import ACCEPTE

LONGUEUR = 5000
PRUDENCE = "Une ou deux phrases suffisent. Pas de nom ni de donnée de santé."
DIT_QUI = "Ce que disent les habitants et les équipes, en quelques phrases."
PAS_UN_NOMBRE = (
    "Écrivez seulement un nombre, par exemple 1\u00a0200 ou 12,5. Une précision va dans le commentaire\u00a0; "
    "sans valeur, choisissez une raison."
)
DEUX = "Donnez une valeur ou une raison, pas les deux."
TROP = "Cette part dépasse le total de l’indicateur."
SOMME = "La somme des parts dépasse le total de l’indicateur."
# A person has one sex and one age; it may be of two publics or met in two places.
EXCLUSIVES = (Dimension.SEXE, Dimension.AGE)
# Digits, thousands parted by one space, one decimal sign: a date, two cells of a table or « env. 30 » are no number.
_NOMBRE = re.compile(r"-?(\d+|\d{1,3}([ \u00a0\u202f']\d{3})+)([.,]\d+)?\s?[%€]?")


class ValeurField(NombreField):
    """The value of an indicator: zero or more, never a text that resembles a number."""

    widget = forms.TextInput(attrs={"class": "coop-nombre"})

    def __init__(self, **kwargs) -> None:
        messages = {"invalid": PAS_UN_NOMBRE, "min_value": "Une valeur relevée n’est jamais négative."}
        super().__init__(min_value=0, max_digits=14, decimal_places=2, error_messages=messages, **kwargs)

    def to_python(self, value):
        if isinstance(value, str) and value.strip() and not _NOMBRE.fullmatch(value.strip()):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


def _texte(label: str, rows: int = 2, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LONGUEUR, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class ActionFormBase(VersionedFormMixin, CoopForm):
    """What the party says of one action: nothing is obligatory to save, `completude` judges at the transmission."""

    saisie: Saisie

    def clean(self) -> dict:
        data = super().clean()
        for indicateur in self.saisie.indicateurs:
            code = f"i{indicateur.pk}"
            if data.get(code) not in (None, "") and data.get(f"{code}_raison"):
                self.add_error(code, DEUX)
            self._check_parts(indicateur, data)
        return data

    def _check_parts(self, indicateur: Indicateur, data: dict) -> None:
        """No part is more than the whole; nor is the sum where one excludes the other."""
        whole, sums = data.get(f"i{indicateur.pk}"), dict.fromkeys(EXCLUSIVES, Decimal(0))
        if not isinstance(whole, Decimal):
            return
        for modalite in indicateur.modalites:
            name = repartition.champ(indicateur.pk, modalite.cle)
            value = data.get(name)
            if value is None:
                continue
            if value > whole:
                self.add_error(name, TROP)
            elif modalite.dimension in sums:
                sums[modalite.dimension] += value
                if sums[modalite.dimension] > whole:
                    self.add_error(name, SOMME)

    def line_data(self) -> dict:
        """The valid fields of the line; what is wrong is left as it was."""
        kept = {name: value for name, value in self.cleaned_data.items() if not _of_elsewhere(name)}
        if "ists" in kept and kept["ists"] in ("", "non"):
            kept["leviers_ists"] = []
        return kept

    def readings(self) -> dict[int, dict]:
        """The valid readings by indicator."""
        found = {}
        for indicateur in self.saisie.indicateurs:
            code = f"i{indicateur.pk}"
            names = (code, f"{code}_raison", f"{code}_commentaire")
            if all(name in self.cleaned_data for name in names):
                found[indicateur.pk] = self._reading(indicateur, *(self.cleaned_data[name] for name in names))
                found[indicateur.pk]["parts"] = self._parts(indicateur)
        return found

    def ecriture(self, codes: Iterable[str] = ()) -> dict:
        """What `save_line` is given of what is valid; `codes` were taken over from the quarter before."""
        commune = self.cleaned_data.get("territoire")
        told = self.cleaned_data | {"territoire": commune.pk if commune else None}
        kept = self.saisie.inchanges(told, codes)
        data = self.line_data() | {"inchangee": bool(kept) and len(kept) == len(self.saisie.codes)}
        return {
            "data": data, "readings": self.readings(), "reprises": kept, "expected_version": self.expected_version,
        }  # fmt: skip

    def answers(self) -> dict[int, str]:
        """The answers to the questions of the coordination, by question."""
        given = {question.pk: self.cleaned_data.get(f"rep_{question.pk}") for question in self.saisie.questions}
        return {pk: text for pk, text in given.items() if text is not None}

    def _parts(self, indicateur: Indicateur) -> dict[str, Decimal | None]:
        """The valid parts, by key; what is wrong is left as it was."""
        fields = {m.cle: repartition.champ(indicateur.pk, m.cle) for m in indicateur.modalites}
        return {cle: self.cleaned_data[name] for cle, name in fields.items() if name in self.cleaned_data}

    def _reading(self, indicateur: Indicateur, value: Decimal | str | None, raison: str, commentaire: str) -> dict:
        qualitative = indicateur.nature == NatureIndicateur.QUALITATIF
        return {
            "valeur": None if qualitative else value,
            "texte": value or "" if qualitative else "",
            "raison": raison,
            "commentaire": commentaire,
        }


def _of_elsewhere(name: str) -> bool:
    """What is no field of the line: the version, readings, answers to questions, the file."""
    return name in ("version", "preuve", "preuve_de") or bool(re.match(r"(i|rep_)\d+(_|$)", name))


def action_form(saisie: Saisie) -> type[ActionFormBase]:
    """The form of the action of `saisie`."""
    fields: dict = {"saisie": saisie}
    for indicateur in saisie.indicateurs:
        fields |= _indicateur(indicateur)
    for question in QUESTIONS:
        fields[question.code] = OuiNonField(label=question.libelle, choices=question.choix, required=False)
        if question.code == "ists":
            fields["leviers_ists"] = forms.MultipleChoiceField(
                label=question.suite_libelle, choices=LevierISTS.choices, required=False, widget=CasesPuces
            )
            fields["ists_autre"] = forms.CharField(label="Si autre levier, précisez", max_length=200, required=False)
        else:
            fields[question.suite] = _texte(question.suite_libelle, 3, PRUDENCE)
    last = saisie.bilan.trimestre == LAST_QUARTER
    for code, label in TEXTES:
        fields[code] = _texte(
            label, help_text="«\u00a0Aucun\u00a0» convient aussi." if last and code != "effets_non_attendus" else ""
        )
    if saisie.approfondi:
        fields[RECUEIL[0]] = _texte(RECUEIL[1], 4, f"{DIT_QUI} {PRUDENCE}")
    fields |= {f"rep_{question.pk}": _reponse(question) for question in saisie.questions}
    return type("ActionForm", (ActionFormBase,), fields | _programmation(saisie) | _preuve(saisie))


def _reponse(question: QuestionChamp) -> forms.CharField:
    """The answer to a question of the coordination, beside the field it is about."""
    label = f"Votre réponse à la question sur «\u00a0{question.libelle}\u00a0»"
    return forms.CharField(label=label, required=False, max_length=2000, initial=question.reponse,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip


def _preuve(saisie: Saisie) -> dict:
    """A file to join, and what it is about."""
    places = [("", "Toute l’action"), *((str(i.pk), i.libelle) for i in saisie.indicateurs)]
    return {
        "preuve": PreuveField(
            label="Une photo, un PDF ou un classeur", required=False,
            widget=FichierInput(attrs={"accept": f"{PDF_OU_IMAGE},.xlsx"}),
            help_text="20 Mo au plus. Pas de visage reconnaissable sans accord, pas de liste de personnes.",
        ),
        "preuve_de": forms.ChoiceField(label="Cette pièce montre", choices=places, required=False),
    }  # fmt: skip


class PreuveField(forms.FileField):
    """A file whose type, size and content are checked before anything is kept."""

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload:
            read_checked(upload, ACCEPTE)
        return upload


def _indicateur(indicateur: Indicateur) -> dict:
    code = f"i{indicateur.pk}"
    qualitative = indicateur.nature == NatureIndicateur.QUALITATIF
    return {
        code: _texte(indicateur.libelle, 3, PRUDENCE)
        if qualitative
        else ValeurField(label=indicateur.libelle, required=False),
        f"{code}_raison": forms.ChoiceField(
            label="Pas de valeur\u00a0? Dites pourquoi", choices=[("", "–"), *RaisonSansValeur.choices], required=False
        ),
        f"{code}_commentaire": forms.CharField(label="Commentaire", max_length=300, required=False),
        **{
            repartition.champ(indicateur.pk, m.cle): ValeurField(label=m.libelle, required=False)
            for m in indicateur.modalites
        },
    }


def _programmation(saisie: Saisie) -> dict:
    """Columns 8 to 10, as the fiche-action has them: to correct only if this quarter differs."""
    places = {commune.pk: commune for commune in saisie.communes}
    return {
        "territoire": forms.TypedChoiceField(
            label="Territoire d’intervention",
            required=False,
            empty_value=None,
            choices=[("", "Tout le territoire de l’action"), *((pk, str(place)) for pk, place in places.items())],
            coerce=lambda pk: places[int(pk)],
        ),
        "beneficiaires_cibles": EntierField(
            label="Nombre de bénéficiaires ciblés", required=False, max_value=10_000_000
        ),
        "public_autre": forms.CharField(label="Si autre public cible, précisez", max_length=200, required=False),
    }
