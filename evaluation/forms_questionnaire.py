"""Forms of the questionnaire of the actors: preparing it, who is asked, answering, a telephone exchange."""

from datetime import timedelta

from django import forms

from coop import horloge
from coop.organisations.models import Contact
from coop.ui.forms import CoopForm, CoopModelForm, DateFr, EntierField, VersionedFormMixin
from cooperatives.queries.personnes import named
from evaluation.guide_questionnaire import DUREE_MIN, INTRODUCTION, QUESTIONS
from evaluation.models import ParoleRecueillie, Questionnaire, QuestionPosee

PROPRES_MAX = 6
OUVERT_JOURS = 30


class PreparerForm(VersionedFormMixin, CoopModelForm):
    """The text, the last day, the questions of the guide (all proposed) and one's own, one a line."""

    guide = forms.MultipleChoiceField(
        label="Questions du guide d’entretien",
        choices=[(str(n), f"{n}. {libelle}") for n, libelle in enumerate(QUESTIONS, start=1)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Les six questions de l’évaluation de 2018. En laisser une se peut\u00a0: ses réponses manqueront à la comparaison.",
    )
    propres = forms.CharField(
        label="Vos questions", required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Une par ligne, six au plus. Posées après celles du guide.",
    )  # fmt: skip

    class Meta:
        model = Questionnaire
        fields = ["introduction", "jusqu_au"]
        widgets = {"introduction": forms.Textarea(attrs={"rows": 7})}
        help_texts = {"introduction": "Ce que chacun lit avant les questions."}

    field_order = ["introduction", "guide", "propres", "jusqu_au"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        posees = list(self.instance.questions.all()) if self.instance.pk else None
        if not self.instance.pk:
            self.initial |= {"introduction": INTRODUCTION, "jusqu_au": horloge.today() + timedelta(days=OUVERT_JOURS)}
        kept = range(1, len(QUESTIONS) + 1) if posees is None else [q.guide for q in posees if q.guide]
        self.initial["guide"] = [str(n) for n in kept]
        self.initial["propres"] = "\n".join(q.libelle for q in posees or () if q.guide is None)

    def clean_propres(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["propres"].splitlines() if line.strip()]
        if len(lines) > PROPRES_MAX:
            raise forms.ValidationError(f"{PROPRES_MAX}\u00a0questions au plus\u00a0: gardez l’essentiel.")
        if any(len(line) > 500 for line in lines):
            raise forms.ValidationError("Une question tient en 500\u00a0caractères.")
        return lines

    @property
    def donnees(self) -> dict:
        """What the verb takes (after validation)."""
        data = self.cleaned_data
        return {
            "introduction": data["introduction"], "jusqu_au": data["jusqu_au"], "version": data.get("version"),
            "guide": {int(n) for n in data["guide"]}, "propres": data["propres"],
        }  # fmt: skip


class ProlongerForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = Questionnaire
        fields = ["jusqu_au"]

    def _post_clean(self) -> None:
        """The verb reads the row again and checks the day."""


class _Personnes(forms.ModelMultipleChoiceField):
    def label_from_instance(self, contact: Contact) -> str:
        return named(contact) if contact.email else f"{named(contact)} (sans adresse\u00a0: par téléphone)"


class PersonnesForm(CoopForm):
    """Who is asked, by function and organisation: the people of the coopérative are proposed."""

    contacts = _Personnes(
        label="Personnes interrogées", queryset=Contact.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins une personne."},
    )  # fmt: skip

    def __init__(self, *args, proposes, ajout: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contacts"].queryset = proposes
        if ajout:
            self.fields["contacts"].label = "Personnes à interroger aussi"
            self.fields["contacts"].help_text = "Chacune reçoit aussitôt son lien."


class ReponsesForm(VersionedFormMixin, CoopForm):
    """One free text a question; none is asked for. The version is the one of the person's own page."""

    def __init__(self, *args, questions: list[QuestionPosee], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.noms = {f"q_{question.pk}": question.pk for question in questions}
        for name, question in zip(self.noms, questions, strict=True):
            self.fields[name] = forms.CharField(
                label=question.libelle, required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
            )

    @property
    def textes(self) -> dict[int, str]:
        """question → text (after validation)."""
        return {pk: self.cleaned_data[name] for name, pk in self.noms.items()}


class EchangeForm(CoopForm):
    """The day of a telephone exchange and how long it took."""

    recueilli_le = DateFr(label="Jour de l’échange")
    duree_min = EntierField(
        label="Durée en minutes", required=False, min_value=1, max_value=240,
        help_text=f"Comptez {DUREE_MIN}\u00a0minutes.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recueilli_le"].initial = horloge.today()


class RemiseForm(CoopForm):
    """Handing over what was typed; somebody without address heard it read again."""

    relu = forms.BooleanField(
        label="J’ai relu ses réponses à cette personne\u00a0; elle est d’accord pour les envoyer", required=False
    )

    def __init__(self, *args, sans_adresse: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not sans_adresse:
            del self.fields["relu"]


class ParoleForm(VersionedFormMixin, CoopModelForm):
    """The passage members read, its theme."""

    class Meta:
        model = ParoleRecueillie
        fields = ["extrait", "theme", "public"]
        widgets = {"extrait": forms.Textarea(attrs={"rows": 4})}
        labels = {"extrait": "Passage à montrer", "public": "Les membres peuvent lire ce passage"}
        help_texts = {
            "extrait": "Gardez les mots, coupez ce qui ferait reconnaître quelqu’un.",
            "theme": "Deux ou trois mots, les mêmes d’un passage à l’autre\u00a0: la restitution les compte.",
        }


class SyntheseForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = QuestionPosee
        fields = ["synthese"]
        widgets = {"synthese": forms.Textarea(attrs={"rows": 4})}
