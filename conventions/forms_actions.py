"""Form of the fiche-action: the seven rows of article 2 with their exact labels, then what serves the follow-up."""

from django import forms
from django.db.models import Q

from conventions.champs import ARTICLE_2, IDENTITE, SUIVI
from conventions.enums import Apport, LevierISTS, NatureAction, NiveauObjectif
from conventions.forms_moyens import lieux_formset, lieux_saisis, moyens_formset, moyens_saisis
from conventions.forms_programme import parent_label
from conventions.gates import SEVEN
from conventions.models import FicheAction, ModeIntervention, Programme
from conventions.queries.programme import associes_possibles, promoteurs_possibles
from coop.ui.forms import CasesPuces, CoopModelForm, VersionedFormMixin
from coop.ui.forms.versions import Conflit
from cooperatives.models import Determinant, Public

__all__ = ["ActionForm", "lieux_formset", "lieux_saisis", "moyens_formset", "moyens_saisis"]
ROWS = {
    "contenu": 5,
    "calendrier": 3,
    "modes_intervention": 4,
    "public_cible": 3,
    "moyens_humains": 2,
    "objectifs_poursuivis": 3,
    "resultats_attendus": 3,
    "opportunites": 2,
    "obstacles": 2,
    "moyens_materiels": 2,
    "moyens_financiers": 2,
    "financement_existant": 2,
}
HELP = {
    "contenu": "Par exemple\u00a0: consultations avancées, maraudes, actions hors les murs pour aller vers les publics invisibles.",
    "calendrier": "Tel qu’il sera imprimé dans la convention. Les deux dates servent au tableau de bord.",
    "publics": "Trois au plus\u00a0; précisez les autres en toutes lettres.",
    "pluriannuelle": "L’action dépasse les douze mois de la convention.",
    "modes": "Ils servent au tableau «\u00a0Qui fait quoi\u00a0?\u00a0»\u00a0; le texte ci-dessus est celui que signent les parties.",
    "etp": "Le total, si vous ne le détaillez pas par profil. Deux décimales\u00a0: 0,80 pour quatre jours par semaine.",
    "moyens_humains": "Par exemple\u00a0: 0,60 éducateur sportif, 0,20 coordination.",
    "partenaires": "Les autres membres qui mènent l’action avec le promoteur. Ils peuvent compléter la fiche.",
    "apports": "Ce que l’action apporte par la coopérative.",
    "leviers": "Pour agir sur les inégalités sociales et territoriales de santé.",
    "preexistante": "La coopérative peut structurer des actions qui existaient déjà.",
    "financement_existant": "Un financement déjà obtenu peut être conservé\u00a0: dites lequel.",
    "opportunites": "Ce sur quoi l’action peut s’appuyer.",
    "obstacles": "Ce qui pourrait la gêner.",
    "niveau_exigence": "Approfondi pour une action plus importante\u00a0: un recueil plus soutenu et plus qualitatif est alors indispensable.",
}


class ActionForm(VersionedFormMixin, CoopModelForm):
    """Only the title and the promoteur are needed to start: the rest is asked before the signature (R-FA-01).

    `leads` is False for an associated partner: what names the action is then left to the promoteur référent.
    """

    apports = forms.MultipleChoiceField(
        label="Apports", choices=Apport.choices, required=False, widget=CasesPuces, help_text=HELP["apports"]
    )
    leviers = forms.MultipleChoiceField(
        label="Leviers visés", choices=LevierISTS.choices, required=False, widget=CasesPuces, help_text=HELP["leviers"]
    )

    class Meta:
        model = FicheAction
        fields = [
            name
            for _, names in (*ARTICLE_2, *SUIVI)
            for name in names
            if name not in ("apports", "leviers", "lieux", "moyens")
        ]
        widgets = {
            "publics": CasesPuces,
            "modes": CasesPuces,
            "determinants": CasesPuces,
            "partenaires": forms.CheckboxSelectMultiple,
            **{name: forms.Textarea(attrs={"rows": rows}) for name, rows in ROWS.items()},
        }
        labels = {"objectif": "Objectif opérationnel du projet auquel se rattache l’action"}
        help_texts = {name: text for name, text in HELP.items() if name not in ("apports", "leviers")}

    def __init__(self, *args, programme: Programme, actor, animates: bool, leads: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        known = self.instance if self.instance.pk else None
        self._set_promoteur(programme, actor, known, animates)
        operational = programme.objectifs.filter(niveau=NiveauObjectif.OPERATIONNEL).order_by("numero")
        self.fields["objectif"].queryset = operational
        self.fields["objectif"].label_from_instance = parent_label
        self.fields["objectif"].empty_label = "À choisir"
        for name, model in (("publics", Public), ("modes", ModeIntervention), ("determinants", Determinant)):
            shown = Q(archive=False) | Q(actions=known) if known else Q(archive=False)
            self.fields[name].queryset = model.objects.filter(shown).distinct()
        self.fields["partenaires"].queryset = associes_possibles(programme.ca, known)
        self.fields["nature"].choices = [("", "Non précisée"), *NatureAction.choices]
        if known:
            self.initial |= {"apports": known.apports, "leviers": known.leviers}
        for name in () if leads else IDENTITE:
            self.fields.pop(name, None)
        # The fiche may be left unfinished; what article 2 prints is asked before the signature, and is no option.
        for name in ("objectif", *(name for name, _ in SEVEN)):
            if name in self.fields:
                self.fields[name].facultatif = False
        self.lieux, self.moyens = None, None

    def _set_promoteur(self, programme: Programme, actor, known: FicheAction | None, animates: bool) -> None:
        """Only the animation changes it; a member with one organisation has nothing to choose."""
        if known and not animates:
            del self.fields["promoteur"]
            return
        self.fields["promoteur"].queryset = promoteurs_possibles(programme.ca, actor, known)
        if not animates and len(own := list(self.fields["promoteur"].queryset[:2])) == 1:
            self.fields["promoteur"].initial = own[0]

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
        return [(label, self._shown(names)) for label, names in ARTICLE_2]

    def suivi(self) -> list[tuple[str, list[forms.BoundField]]]:
        """What completes the fiche for the follow-up, group by group."""
        return [(label, shown) for label, names in SUIVI if (shown := self._shown(names))]

    def _shown(self, names) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    def conflicts(self, current) -> list[Conflit]:
        """The places and the profiles are compared too, each as one list."""
        found = super().conflicts(current)
        lists = (
            ("lieux", "Lieux précis de réalisation de l’action", self.lieux, [x.libelle for x in current.lieux.all()]),
            ("moyens", "Moyens humains par profil", self.moyens, [str(x.profil) for x in current.moyens.all()]),
        )
        for name, label, typed, theirs in lists:
            mine = [text for text, _ in typed or []]
            if typed is not None and mine != theirs:
                found.append(Conflit(name, label, "\n".join(mine) or "(vide)", "\n".join(theirs) or "(vide)", []))
        return found
