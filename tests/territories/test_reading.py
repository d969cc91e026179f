"""A wrong file is refused whole, and says its file, line, column and reason."""

import pytest
from django.core.management import CommandError, call_command

from coop.territories.loading import load_territories
from coop.territories.models import Commune, Departement
from coop.territories.reading import BadFile

pytestmark = pytest.mark.django_db

BAD = [
    (
        "communes_idf.csv",
        "77002,Amillis,77,",
        "77002,Amillis,60,",
        "ligne 4, colonne « departement »",
        "« 60 » est inconnu",
    ),
    ("communes_idf.csv", "77002,Amillis", "77001,Amillis", "ligne 4, colonne « code »", "est déjà cité"),
    ("communes_idf.csv", ",830,77120", ",beaucoup,77120", "colonne « population »", "n’est pas un nombre entier"),
    ("communes_idf.csv", ",830,77120", ",-830,77120", "colonne « population »", "n’est pas un nombre entier"),
    ("communes_idf.csv", "77002,Amillis,", "77002,,", "colonne « nom »", "la valeur manque"),
    ("communes_idf.csv", "77002,Amillis,", "77002," + "A" * 151 + ",", "colonne « nom »", "150 au plus"),
    ("communes_idf.csv", "77002,Amillis,", "77999,Amillis,", "colonne « code »", "aucun tracé"),
    ("communes_idf.csv", "code,nom,", "code,name,", "ligne 1, colonne « nom »", "la colonne manque"),
    ("communes_idf.csv", "77002,Amillis,", "77002,Amillis,trop,", "ligne 4", "nombre de colonnes"),
    ("intercommunalites_idf.csv", ",CC,FPU,5,5", ",XX,FPU,5,5", "colonne « nature »", "« XX » n’est pas une nature"),
    ("intercommunalites_idf.csv", ",93,200054781,", ",93,200054782,", "colonne « parent »", "est inconnu"),
    ("intercommunalites_idf.csv", "77180 77215", "77180 99999", "colonne « communes »", "« 99999 » est inconnu"),
    (
        "qpv_2015_idf.csv",
        "75113,200054781,2145",
        "75199,200054781,2145",
        "colonne « arrondissements_paris »",
        "est inconnu",
    ),
    (
        "indicateurs_communes_idf.csv",
        "Amillis,830,",
        "Amillis,830,n.d.",
        "colonne « part_moins_25_2020 »",
        "pas un nombre",
    ),
    ("indicateurs_territoires_idf.csv", "dep,75,", "zone,75,", "colonne « niveau »", "niveau inconnu"),
    ("carte_svg_idf.json", "{", "[", "carte_svg_idf.json, ligne 1", "fichier illisible"),
]


@pytest.mark.parametrize(("name", "before", "after", "place", "reason"), BAD)
def test_bad_file_says_where_and_why_and_writes_nothing(dossier, name, before, after, place, reason):
    with pytest.raises(BadFile) as refused:
        load_territories(dossier(name, before, after))
    message = str(refused.value)
    assert name in message
    assert place in message.replace("\u00a0", " ")
    assert reason in message.replace("\u00a0", " ")
    assert not Departement.objects.exists()


def test_bad_file_tells_every_fault_at_once(dossier):
    dossier("communes_idf.csv", ",830,77120", ",beaucoup,77120")
    folder = dossier("qpv_2015_idf.csv", "QP075001,Bédier - Boutroux", "QP075001,")
    with pytest.raises(BadFile) as refused:
        load_territories(folder)
    assert {problem.fichier for problem in refused.value.problems} == {"communes_idf.csv", "qpv_2015_idf.csv"}


def test_missing_file_is_said(dossier):
    folder = dossier("communes_idf.csv", "Amillis", "Amillis")
    (folder / "communes_idf.csv").unlink()
    with pytest.raises(BadFile, match="communes_idf.csv, ligne 1, colonne.*le fichier manque"):
        load_territories(folder)


def test_command_refuses_in_french_and_keeps_the_base(dossier):
    folder = dossier("communes_idf.csv", ",830,77120", ",beaucoup,77120")
    with pytest.raises(CommandError, match=r"Rien n’a été chargé\.\ncommunes_idf.csv, ligne 4"):
        call_command("load_reference", data=folder)
    assert not Commune.objects.exists()
