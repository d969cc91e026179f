"""Forms of the diagnosis."""

from django import forms

from coop import horloge
from coop.organisations.models import Organisation
from coop.ui.forms import CasesPuces, CoopForm, CoopModelForm, DateFr, VersionedFormMixin
from cooperatives.enums import StatutReunion
from diagnostics.models import Analyse, Besoin, Concertation, Diagnostic, SourceDonnees
from diagnostics.queries.preambule import phrases_pour_le_preambule

PRUDENCE = "Aucune donnée individuelle de santé, aucun nom\u00a0: des constats d’ensemble."
PHRASE = "Une phrase que chacun peut reprendre\u00a0: ce que cette partie apprend."


class AnalyseForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = Analyse
        fields = ["constats", "phrase", "methode", "sources"]
        widgets = {
            "constats": forms.Textarea(attrs={"rows": 10}),
            "phrase": forms.Textarea(attrs={"rows": 2}),
            "methode": forms.Textarea(attrs={"rows": 3}),
            "sources": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "constats": PRUDENCE,
            "phrase": PHRASE,
            "methode": "Comment ces constats ont été établis\u00a0: enquête, entretiens, données publiées…",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["constats"].required = True
        self.fields["sources"].queryset = SourceDonnees.objects.filter(archive=False)


class CadreForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = Diagnostic
        fields = ["problematique", "synthese_preambule", "acteurs_associes", "diagnostics_preexistants", "debut"]
        widgets = {
            "problematique": forms.Textarea(attrs={"rows": 4}),
            "synthese_preambule": forms.Textarea(attrs={"rows": 5}),
            "diagnostics_preexistants": forms.Textarea(attrs={"rows": 3}),
            "acteurs_associes": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "problematique": f"La question que la coopérative se donne à traiter, tirée du diagnostic partagé. {PRUDENCE}",
            "synthese_preambule": "Proposées d’après les phrases de vos analyses\u00a0: relisez-les, la convention les reprendra dans son préambule.",
            "diagnostics_preexistants": "Diagnostics de CLS, d’ASV… repris ici, avec leur date.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ca = self.instance.ca
        if not self.instance.synthese_preambule:
            self.initial["synthese_preambule"] = phrases_pour_le_preambule(self.instance)
        self.fields["acteurs_associes"].queryset = Organisation.objects.filter(participations__ca=ca).distinct()


class ConcertationForm(CoopModelForm):
    class Meta:
        model = Concertation
        fields = ["date", "intitule", "participants", "compte_rendu"]
        widgets = {
            "participants": forms.Textarea(attrs={"rows": 2}),
            "compte_rendu": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {"participants": "Des structures et des fonctions, pas de nom.", "compte_rendu": PRUDENCE}

    def clean_date(self):
        day = self.cleaned_data["date"]
        if day > horloge.today():
            raise forms.ValidationError("Notez une concertation une fois qu’elle a eu lieu.")
        return day


class BesoinForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = Besoin
        fields = ["libelle", "niveau", "constats", "couverture", "publics", "justification", "retenu", "priorite"]
        widgets = {
            "couverture": forms.RadioSelect,
            "constats": forms.CheckboxSelectMultiple,
            "publics": CasesPuces,
            "justification": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "constats": "Ce qui a été observé et qui conduit à ce besoin.",
            "justification": f"Ce que les constats ne disent pas\u00a0; et, pour un besoin déjà couvert, pourquoi le retenir. {PRUDENCE}",
            "priorite": "1 pour le premier des besoins retenus.",
        }

    def __init__(self, *args, decides: bool, **kwargs):
        super().__init__(*args, **kwargs)
        findings = self.instance.diagnostic.constats.order_by("numero")
        self.fields["constats"].queryset = findings
        if not decides:
            del self.fields["retenu"]
            del self.fields["priorite"]


class ValidationForm(CoopForm):
    on = DateFr(label="Date de validation")
    instance = forms.CharField(label="Instance qui valide", max_length=150, initial="Comité de pilotage")
    reunion = forms.ModelChoiceField(label="Réunion", queryset=None, required=False)

    def __init__(self, *args, ca, **kwargs):
        super().__init__(*args, **kwargs)
        held = [StatutReunion.TENUE, StatutReunion.CR_VALIDE, StatutReunion.CR_DIFFUSE]
        self.fields["reunion"].queryset = ca.reunions.filter(statut__in=held)
        self.fields["on"].initial = horloge.today()
