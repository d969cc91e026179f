"""Form of the fiche-action: the seven rows of article 2 with their exact labels, then what serves the follow-up."""

from django import forms
from django.db.models import Q

from conventions.enums import NiveauObjectif
from conventions.forms_programme import parent_label
from conventions.models import FicheAction, Programme
from conventions.queries.programme import associes_possibles, promoteurs_possibles
from coop.territories.models import Commune
from coop.ui.forms import CasesPuces, CoopForm, CoopModelForm, VersionedFormMixin, coop_formset
from coop.ui.forms.versions import Conflit
from cooperatives.models import Cooperative, Public
from cooperatives.queries import communes_couvertes

# Article 2 of the convention: the row, and the fields that fill it. The places are a list of their own.
ARTICLE_2 = (
    ("Identification de l’action et promoteur référent", ("intitule", "promoteur", "objectif")),
    ("Contenu de l’action", ("contenu",)),
    ("Calendrier prévisionnel", ("calendrier", "debut", "fin", "pluriannuelle")),
    ("Modes d’intervention", ("modes_intervention",)),
    ("Public cible", ("public_cible", "publics", "public_autre", "beneficiaires_cibles")),
    ("Lieux précis de réalisation de l’action", ()),
    ("Moyens humains mobilisés par l’action (ETP)", ("etp", "moyens_humains")),
)
SUIVI = ("partenaires", "objectifs_poursuivis", "resultats_attendus", "apport", "nature", "niveau_exigence")


class ActionForm(VersionedFormMixin, CoopModelForm):
    """Only the title and the promoteur are needed to start: the rest is asked before the signature (R-FA-01)."""

    class Meta:
        model = FicheAction
        fields = [name for _, names in ARTICLE_2 for name in names] + list(SUIVI)
        widgets = {
            "publics": CasesPuces,
            "partenaires": forms.CheckboxSelectMultiple,
            **{
                name: forms.Textarea(attrs={"rows": rows})
                for name, rows in [
                    ("contenu", 5),
                    ("calendrier", 3),
                    ("modes_intervention", 4),
                    ("public_cible", 3),
                    ("moyens_humains", 2),
                    ("objectifs_poursuivis", 3),
                    ("resultats_attendus", 3),
                ]
            },
        }
        labels = {"objectif": "Objectif opérationnel du projet auquel se rattache l’action"}
        help_texts = {
            "contenu": "Par exemple\u00a0: consultations avancées, maraudes, actions hors les murs pour aller vers les publics invisibles.",
            "calendrier": "Tel qu’il sera imprimé dans la convention. Les deux dates servent au tableau de bord.",
            "publics": "Trois au plus\u00a0; précisez les autres en toutes lettres.",
            "pluriannuelle": "L’action dépasse les douze mois de la convention.",
            "etp": "En équivalent temps plein, deux décimales\u00a0: 0,80 pour quatre jours par semaine.",
            "moyens_humains": "Par exemple\u00a0: 0,60 éducateur sportif, 0,20 coordination.",
            "partenaires": "Les autres membres qui mènent l’action avec le promoteur.",
            "niveau_exigence": "Approfondi pour une action plus importante\u00a0: un recueil plus soutenu et plus qualitatif est alors indispensable.",
        }

    def __init__(self, *args, programme: Programme, actor, animates: bool, **kwargs):
        super().__init__(*args, **kwargs)
        ca = programme.ca
        known = self.instance if self.instance.pk else None
        self.fields["promoteur"].queryset = promoteurs_possibles(ca, actor, known)
        if known and not animates:
            del self.fields["promoteur"]
        elif not animates and len(own := list(self.fields["promoteur"].queryset[:2])) == 1:
            self.fields["promoteur"].initial = own[0]
        operational = programme.objectifs.filter(niveau=NiveauObjectif.OPERATIONNEL).order_by("numero")
        self.fields["objectif"].queryset = operational
        self.fields["objectif"].label_from_instance = parent_label
        self.fields["objectif"].empty_label = "À choisir"
        shown = Q(archive=False) | Q(actions=known) if known else Q(archive=False)
        self.fields["publics"].queryset = Public.objects.filter(shown).distinct()
        self.fields["partenaires"].queryset = associes_possibles(ca, known)
        self.lieux = None

    def clean(self):
        """What the database would refuse, told at its field."""
        data = super().clean()
        debut, fin = data.get("debut"), data.get("fin")
        if debut and fin and fin < debut:
            self.add_error("fin", "La fin prévue suit le début.")
        if len(data.get("publics") or ()) > 3:
            self.add_error("publics", "Choisissez trois publics au plus\u00a0; précisez les autres en toutes lettres.")
        promoteur = data.get("promoteur") or (self.instance.promoteur if self.instance.pk else None)
        if promoteur and promoteur in (data.get("partenaires") or ()):
            self.add_error("partenaires", "Le promoteur référent n’est pas en plus partenaire associé.")
        return data

    def article_2(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The seven rows, with the fields this reader may fill."""
        return [(label, [self[name] for name in names if name in self.fields]) for label, names in ARTICLE_2]

    def suivi(self) -> list[forms.BoundField]:
        return [self[name] for name in SUIVI]

    def conflicts(self, current) -> list[Conflit]:
        """The places are compared too, as one list."""
        found = super().conflicts(current)
        theirs = [lieu.libelle for lieu in current.lieux.all()]
        mine = [libelle for libelle, _ in self.lieux or []]
        if self.lieux is not None and mine != theirs:
            label = "Lieux précis de réalisation de l’action"
            found.append(Conflit("lieux", label, "\n".join(mine) or "(vide)", "\n".join(theirs) or "(vide)", []))
        return found


class LieuForm(CoopForm):
    """One precise place, in a commune of the territory."""

    libelle = forms.CharField(label="Lieu précis", max_length=250, required=False, help_text="Le site ou l’adresse.")
    commune = forms.TypedChoiceField(label="Commune", required=False, coerce=int, empty_value=None)

    def __init__(self, *args, communes: list[tuple], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commune"].choices = communes

    def clean(self):
        data = super().clean()
        if data.get("commune") and not data.get("libelle"):
            self.add_error("libelle", "Nommez le lieu\u00a0: un site ou une adresse.")
        return data


_Lieux = coop_formset(LieuForm, ligne="Lieu", extra=0)


def lieux_formset(data, ca: Cooperative, action: FicheAction | None):
    """The places of `action` as rows, one empty row when there is none; the communes are read once."""
    known = list(action.lieux.all()) if action else []
    covered = communes_couvertes(ca).order_by().values("pk")
    named = {lieu.commune_id for lieu in known if lieu.commune_id}
    rows = Commune.objects.filter(Q(pk__in=covered) | Q(pk__in=named)).order_by("nom")
    communes = [("", "Non précisée"), *rows.values_list("pk", "nom")]
    initial = [{"libelle": lieu.libelle, "commune": lieu.commune_id} for lieu in known] or [{}]
    return _Lieux(data, initial=initial, prefix="lieux", form_kwargs={"communes": communes})


def lieux_saisis(formset) -> list[tuple[str, Commune | None]]:
    """The rows kept, with their commune."""
    rows = [f.cleaned_data for f in formset if f.cleaned_data.get("libelle") and not f.cleaned_data.get("DELETE")]
    communes = Commune.objects.in_bulk([row["commune"] for row in rows if row["commune"]])
    return [(row["libelle"], communes.get(row["commune"])) for row in rows]
