"""The official list of quartiers: preview, write, refuse."""

import io

import pytest
from django.core.management import CommandError, call_command

from coop.territories.models import Quartier
from tests.factories.territories import CommuneFactory, DepartementFactory

pytestmark = pytest.mark.django_db

HEADER = "code_qp;lib_qp;insee_reg;insee_dep;insee_com"


@pytest.fixture
def places():
    for code, departement in (("93066", "93"), ("93027", "93"), ("78621", "78")):
        CommuneFactory(code=code, departement=DepartementFactory(code=departement))


@pytest.fixture
def liste(tmp_path, places):
    """`liste(lines)`: the path of an official-looking file."""

    def write(*lines: str, encoding="utf-8"):
        path = tmp_path / "liste.csv"
        path.write_text("\n".join([HEADER, *lines]), encoding=encoding)
        return path

    return write


def run(path, **options) -> str:
    out = io.StringIO()
    call_command("import_qpv", path, stdout=out, **options)
    return out.getvalue().replace("\u00a0", " ")


GOOD = ["QN09301M;Franc Moisin;11;93;93066", "QN07801M;Merisiers;11;78;78621", "QN06901M;Ailleurs;84;69;69123"]


def test_import_qpv_previews_without_writing(liste):
    said = run(liste(*GOOD))
    assert "2 créés, 0 modifiés, 0 inchangés, 0 retirés ; 1 lignes hors Île-de-France" in said
    assert "relancez avec --apply" in said
    assert not Quartier.objects.exists()


def test_import_qpv_applies_then_finds_nothing_to_do(liste):
    run(liste(*GOOD), apply=True)
    quartier = Quartier.objects.get(code="QN09301M")
    assert (quartier.geographie, quartier.departement.code, quartier.recherche) == (2024, "93", "franc moisin qn09301m")
    assert "0 créés, 0 modifiés, 2 inchangés, 0 retirés" in run(liste(*GOOD))


def test_import_qpv_marks_the_absent_as_withdrawn_and_takes_them_back(liste):
    run(liste(*GOOD), apply=True)
    assert "1 retirés" in run(liste(GOOD[0]), apply=True)
    assert Quartier.objects.get(code="QN07801M").retire
    assert "1 modifiés" in run(liste(*GOOD), apply=True)
    assert not Quartier.objects.get(code="QN07801M").retire


def test_import_qpv_leaves_the_other_geographie_alone(liste):
    old = Quartier.objects.create(
        code="QP093001", nom="Ancien", geographie=2015, departement=DepartementFactory(code="93")
    )
    old.communes.add(CommuneFactory(code="93066"))
    run(liste(*GOOD), apply=True)
    old.refresh_from_db()
    assert not old.retire
    assert [commune.code for commune in old.communes.all()] == ["93066"]


def test_import_qpv_joins_the_communes_of_one_quartier(liste):
    run(liste(GOOD[0], "QN09301M;Franc Moisin;11;93;93027"), apply=True)
    run(liste("QN09302M;Autre;11;93;93066, 93027", GOOD[0]), apply=True)
    codes = {q.code: sorted(c.code for c in q.communes.all()) for q in Quartier.objects.all()}
    assert codes == {"QN09301M": ["93066"], "QN09302M": ["93027", "93066"]}


def test_import_qpv_reads_a_merged_commune_and_a_windows_file(liste):
    run(liste("QN09303M;Cité Fabien;11;93;93059", encoding="cp1252"), apply=True)
    quartier = Quartier.objects.get(code="QN09303M")
    assert quartier.nom == "Cité Fabien"
    assert [commune.code for commune in quartier.communes.all()] == ["93066"]


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("93-1;Sans code;11;93;93066", "code", "n’est pas un code de quartier prioritaire"),
        ("QN09309M;;11;93;93066", "nom", "la valeur manque"),
        ("QN09309M;Nom;11;93;93999", "communes", "« 93999 » est inconnu"),
        ("QN09309M;Nom;11;93;", "communes", "la valeur manque"),
        ("QN09301M;Un autre nom;11;93;93027", "nom", "porte plus haut le nom « Franc Moisin »"),
    ],
)
def test_import_qpv_refuses_a_bad_row_and_writes_nothing(liste, line, column, reason):
    with pytest.raises(CommandError) as refused:
        run(liste(GOOD[0], line), apply=True)
    message = str(refused.value).replace("\u00a0", " ")
    assert f"liste.csv, ligne 3, colonne « {column} »" in message
    assert reason in message
    assert not Quartier.objects.exists()


def test_import_qpv_refuses_a_file_of_another_geographie(liste):
    Quartier.objects.create(code="QN09301M", nom="X", geographie=2015, departement=DepartementFactory(code="93"))
    with pytest.raises(CommandError, match="appartient déjà à la géographie 2015"):
        run(liste(GOOD[0]))


def test_import_qpv_refuses_a_file_without_its_columns(tmp_path, places):
    path = tmp_path / "autre.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CommandError, match="la colonne manque .noms acceptés"):
        run(path)
    with pytest.raises(CommandError, match="fichier illisible"):
        run(tmp_path / "absent.csv")


def test_import_qpv_refuses_a_list_without_our_region(liste):
    with pytest.raises(CommandError, match="aucun quartier d’Île-de-France"):
        run(liste(GOOD[2]))
