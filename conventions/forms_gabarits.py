"""Forms of the regional text and of its adaptations: written in words, stored with variables."""

from django import forms
from django.core.exceptions import ValidationError

from conventions import gabarit
from conventions.gabarit_mots import from_words, to_words
from conventions.models import AdaptationBloc, Convention, GabaritArticle
from coop import horloge
from coop.ui.forms import CoopForm, DateFr, VersionedFormMixin
from coop.ui.typographie import typo

ZONE = forms.Textarea(attrs={"rows": 14, "data-coop-apercu": ""})
AIDE_TEXTE = (
    "Une ligne vide sépare deux paragraphes. Les éléments entre crochets se remplissent pour chaque coopérative."
)


class _TexteEnMots(VersionedFormMixin, CoopForm):
    """A block of text: `cleaned_data["texte"]` is what is stored."""

    code = ""

    def clean_texte(self) -> str:
        """The wording with its variables, checked; errors are sentences."""
        try:
            stored = from_words(self.code, typo(self.cleaned_data["texte"]).strip())
            gabarit.check(self.code, stored)
        except ValidationError as error:
            raise ValidationError(error.message_dict["texte"]) from error
        return stored


class VersionForm(_TexteEnMots):
    """The next version of a block."""

    titre = forms.CharField(label="Titre du passage", max_length=150, required=False)
    texte = forms.CharField(label="Texte", widget=ZONE, help_text=AIDE_TEXTE, required=False)
    en_vigueur_depuis = DateFr(
        label="S’applique à compter du",
        help_text="Les projets de convention prennent cette version ce jour-là. Les textes déjà figés ne changent pas.",
    )
    motif = forms.CharField(label="Ce qui change et pourquoi", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, bloc: GabaritArticle, **kwargs) -> None:
        self.code = bloc.code
        initial = {
            "titre": bloc.titre,
            "texte": to_words(bloc.texte),
            "version": bloc.version,
            "en_vigueur_depuis": max(horloge.today(), bloc.en_vigueur_depuis),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["texte"].required = bool(bloc.texte)
        self.fields["titre"].required = bool(bloc.titre)


class ExempleForm(CoopForm):
    """The coopérative that the preview is filled with."""

    exemple = forms.ModelChoiceField(Convention.objects.none(), label="Rempli pour")

    def __init__(self, *args, exemples: list[Convention], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exemple"].queryset = Convention.objects.filter(pk__in=[row.pk for row in exemples])
        self.fields["exemple"].required = bool(exemples)
        self.fields["exemple"].choices = [(row.pk, str(row.ca)) for row in exemples] or [("", "Aucune convention")]


class AdaptationForm(_TexteEnMots):
    """One block rewritten for one convention."""

    texte = forms.CharField(label="Texte pour cette convention", widget=ZONE, help_text=AIDE_TEXTE)
    motif = forms.CharField(
        label="Pourquoi la convention s’écarte du modèle",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Le siège lit ce motif.",
    )

    def __init__(self, *args, modele: GabaritArticle, adaptation: AdaptationBloc | None, **kwargs) -> None:
        self.code = modele.code
        initial = {"texte": to_words((adaptation or modele).texte)}
        if adaptation is not None:
            initial |= {"motif": adaptation.motif, "version": adaptation.version}
        super().__init__(*args, initial=initial, **kwargs)
        # Empty when it was opened before somebody adapted the block: the workflow tells the conflict.
        self.fields["version"].required = False
