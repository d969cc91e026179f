"""What a form refuses is told at the field to mend: the summary leads to it, the sentence stands beside it."""

from datetime import date

import pytest
from django import forms
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from coop.ui.forms import CoopForm
from cooperatives import reference_vie
from cooperatives.models import Formation, LevierFrein
from cooperatives.workflows import gouvernance
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur
from tests.guards.stage import staged

JOUR = date(2027, 3, 10)
CARENCES, ARS, VIE = "gouvernance/carences/ajouter/", "ars/{}/ajouter/", "vie/{}"
CARENCE = {"description": "Pas de médecin.", "constatee_le": "2027-03-01"}
DEMANDE = {"referent": "Référent", "sujet": "Quoi faire", "demandee_le": "2027-03-01"}
TACHE = {"libelle": "Grille", "avancement": "0", "statut": "a_faire", "criticite": "2"}
ACTIVITE = {"intitule": "Atelier", "type": "atelier", "le": "2027-03-01", "niveau_prevu": "2"}

# What is typed → the only field told.
REFUS = {
    "carence signalée avant d’être constatée": (
        CARENCES, CARENCE | {"remontee_a": "CPAM", "remontee_le": "2027-02-01"}, "remontee_le",
    ),
    "carence signalée un jour inconnu": (CARENCES, CARENCE | {"remontee_a": "CPAM"}, "remontee_le"),
    "carence signalée à personne": (CARENCES, CARENCE | {"remontee_le": "2027-03-02"}, "remontee_a"),
    "temps à rebours": (ARS.format("temps"), {"debut": "2027-03-01", "fin": "2027-02-01", "jours": "1"}, "fin"),
    "réponse avant la demande": (
        ARS.format("demandes"), DEMANDE | {"reponse": "Oui", "repondue_le": "2027-02-01"}, "repondue_le",
    ),
    "réponse sans date": (ARS.format("demandes"), DEMANDE | {"reponse": "Oui"}, "repondue_le"),
    "réponse sans texte": (ARS.format("demandes"), DEMANDE | {"repondue_le": "2027-03-02"}, "reponse"),
    "acteur nouveau sans nom": (
        ARS.format("effets"), {"type": "acteur", "le": "2027-03-01", "texte": "Il vient."}, "membre",
    ),
    "second comité de pilotage": ("gouvernance/instances/ajouter/", {"type": "copil"}, "type"),
    "élu de nulle part": ("membres/elus/ajouter/", {"fonction": "Maire", "depuis": "2027-03-01"}, "commune"),
    "étape à rebours": (
        "tableau-de-bord/etapes/{etape}/",
        {"libelle": "Étape", "debut": "2027-03-01", "fin": "2027-02-01", "statut": "a_faire", "version": "1"}, "fin",
    ),
    "tâche à rebours": (
        "tableau-de-bord/taches/ajouter/", TACHE | {"etape": "{etape}", "debut": "2027-03-01", "fin": "2027-02-01"}, "fin",
    ),
    "autre élaboration sans un mot": (
        VIE.format("formations/elaboration/"), {"mode_elaboration": "autre", "version": "{version}"},
        "mode_elaboration_texte",
    ),
    "habitants venus, niveau inconnu": (
        VIE.format("participation/activites/ajouter/"), ACTIVITE | {"nb_habitants": "4"}, "niveau_reel",
    ),
    "frein levé avant son signalement": (
        VIE.format("freins/{frein}/lever/"),
        {"version": "1", "comment_leve": "Une réunion.", "leve_le": "2027-01-01"}, "leve_le",
    ),
    "deux sessions le même jour": (
        VIE.format("formations/{formation}/sessions/"), {"le": "2027-03-20", "duree_jours": "1"}, "le",
    ),
}  # fmt: skip


def build():
    reference_vie.load()
    dd78 = fabrique.coordinatrice("78")
    ca = fabrique.cooperative("78")
    fabrique.membre(ca)
    gouvernance.create_copil(ca, actor=dd78.actor)
    frein = LevierFrein.objects.create(ca=ca, type="frein", axe="qualite", libelle="Salle", signale_le=date(2027, 2, 1))
    formation = Formation.objects.create(ca=ca, type="croisee", intitule="Croisée")
    formation.sessions.create(le=date(2027, 3, 20), duree_jours=1)
    keys = {
        "frein": frein.pk, "formation": formation.pk, "etape": ca.etapes.get(ordre=2).pk, "version": ca.version,
    }  # fmt: skip
    return dd78, ca, keys


scene = staged(build, le=JOUR)


def told(response) -> list[str]:
    assert response.status_code == 200, response.status_code
    return list(response.context["form"].errors)


@pytest.mark.parametrize("cas", REFUS)
def test_the_sentence_stands_at_its_field(scene, connecte, cas):
    dd78, ca, keys = scene
    path, data, field = REFUS[cas]

    response = connecte(dd78).post(
        f"/cooperatives/{ca.reference}/{path.format(**keys)}",
        {name: value.format(**keys) for name, value in data.items()},
    )

    assert told(response) == [field]
    assert f'href="#id_{field}' in response.content.decode()


def test_the_siege_is_told_which_conseil_is_missing(scene, connecte):
    _, ca, _ = scene
    data = {"instance": "cts", "le": "2027-03-01", "objet": "Point.", "cas": [ca.pk]}

    assert told(connecte(utilisateur(RoleMandat.SIEGE)).post(reverse("cooperatives:information_ajouter"), data)) == [
        "precision"
    ]


class Signalement(CoopForm):
    remontee_a = forms.CharField(required=False)
    remontee_le = forms.DateField(required=False, widget=forms.HiddenInput)


def test_a_hidden_field_or_another_sentence_stays_in_the_summary():
    form = Signalement({"remontee_a": "CPAM"})
    form.add_error(None, ["Dites à qui la carence a été signalée, et quand.", "Cette réunion est annulée."])

    assert {name: len(errors) for name, errors in form.errors.items()} == {"remontee_a": 1, "__all__": 1}
