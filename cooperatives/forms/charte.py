"""The charte: one article, its adoption, a signature on paper; the regional text of the siège."""

from django import forms

from coop.documents.kinds import get_piece_kind
from coop.documents.pieces import read_checked
from coop.ui.forms import CoopForm, CoopModelForm, DateFr, VersionedFormMixin
from coop.ui.forms.widgets import DateInput, FichierInput
from cooperatives.models import ArticleCharte, CharteRegionale, Membre
from cooperatives.pieces import CHARTE


class ArticleForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = ArticleCharte
        fields = ("titre", "texte")
        widgets = {"texte": forms.Textarea(attrs={"rows": 8})}


class AdoptionForm(CoopForm):
    adoptee_le = DateFr(
        label="Adoptée le", widget=DateInput, help_text="Ensuite son texte ne bouge plus, et les membres la signent."
    )


class SignatureForm(CoopForm):
    """A member signs on paper: who, by which function, when, the scan."""

    membre = forms.ModelChoiceField(Membre.objects.none(), label="Membre", empty_label="Choisissez un membre")
    fonction = forms.CharField(label="Fonction de la personne qui signe", max_length=150)
    signee_le = DateFr(label="Signée le", widget=DateInput)
    scan = forms.FileField(
        label="Exemplaire signé", required=False, widget=FichierInput, help_text="PDF, PNG ou JPEG.",
    )  # fmt: skip

    def __init__(self, *args, attendus: list[Membre], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membre"].queryset = Membre.objects.filter(pk__in=[m.pk for m in attendus]).select_related(
            "organisation"
        )

    def clean_scan(self):
        upload = self.cleaned_data["scan"]
        if upload:
            read_checked(upload, get_piece_kind(CHARTE).accept)
        return upload


class TexteRegionalForm(CoopForm):
    """Every article of the regional text, and the version it starts from."""

    base = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, charte: CharteRegionale, **kwargs) -> None:
        super().__init__(*args, initial={"base": charte.numero}, **kwargs)
        self.ordres = []
        for article in charte.articles.all():
            self.ordres.append(article.ordre)
            self.fields[f"titre_{article.ordre}"] = forms.CharField(
                label=f"Article {article.ordre}, titre", max_length=150, initial=article.titre,
                error_messages={"required": "Donnez un titre à cet article."},
            )  # fmt: skip
            self.fields[f"texte_{article.ordre}"] = forms.CharField(
                label=f"Article {article.ordre}, texte", initial=article.texte,
                widget=forms.Textarea(attrs={"rows": 5}),
                error_messages={"required": "Écrivez le texte de cet article."},
            )  # fmt: skip

    @property
    def articles(self) -> list[tuple[str, str]]:
        """(title, text) in order; after `is_valid()`."""
        data = self.cleaned_data
        return [(data[f"titre_{n}"].strip(), data[f"texte_{n}"].replace("\r\n", "\n").strip()) for n in self.ordres]
