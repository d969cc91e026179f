"""The filters of the « Tableau de suivi des actions »."""

from django import forms

from coop.ui.forms import CoopForm
from evaluation.queries.tableau_suivi import Choix, Tableau


class SuiviForm(CoopForm):
    """Quarter or year, party, action: among those of the table."""

    quand = forms.ChoiceField(label="Trimestre ou année", required=False)
    partie = forms.ChoiceField(label="Partenaire", required=False)
    action = forms.ChoiceField(label="Action", required=False)

    def __init__(self, table: Tableau, choix: Choix) -> None:
        super().__init__(initial={"quand": table.moment.code, "partie": choix.partie, "action": choix.action})
        self.fields["quand"].choices = [(moment.code, moment.nom) for moment in table.moments]
        self.fields["partie"].choices = [("", "Tous"), *((str(row.pk), row.nom) for row in table.parties)]
        self.fields["action"].choices = [("", "Toutes"), *((str(row.numero), str(row)) for row in table.actions)]
