"""DOC-CONV: the exact text of the guide, in order, in a tagged PDF; frozen content once at the signature."""

import io
import itertools
import json
import re
import subprocess
from dataclasses import replace
from datetime import date

import openpyxl
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from conventions import adresses, documents, jointes, reference, texte
from conventions.models import FicheAction, Partie, Programme
from conventions.views.verification import SCHEMAS
from conventions.workflows import gabarits
from coop.documents import kinds, pieces, workflows
from coop.documents.models import Document
from coop.documents.render import to_html, to_pdf
from coop.journal.canonical import canonical_json
from cooperatives.pieces import LOGO
from tests.conventions.scene_convention import action, build
from tests.documents.norme_pdf import violations
from tests.factories import OrganisationFactory
from tests.guards.stage import staged

# Every fixed sentence of R-CONV-05, in reading order, as the guide of 2018 prints it (apostrophes apart).
SENTENCES = [
    "Convention de partenariat relative à",
    "Entre :",
    "L’Agence Régionale de Santé Ile-de-France (ARS-IDF), Représentée par le Délégué départemental",
    'Ci-après dénommées, ensemble les "Parties" et individuellement la "Partie".',
    "Il est convenu ce qui suit :",
    "Préambule",
    "Il est apparu nécessaire de mobiliser et coordonner les actions de chacun des acteurs, dans leurs domaines de compétences respectifs, afin de proposer",
    "Considérant l’ensemble de ces éléments, les parties prenantes souhaitent s’engager de manière partenariale au déploiement d’un programme de",
    "dans le cadre de la démarche « coopérative d’acteurs en promotion de la santé » initiée par l’ARS-IDF.",
    "Article 1 – Objet de la convention",
    "Par la présente convention, les signataires s’engagent, conformément à leurs missions et domaines de compétences respectifs, à mettre en œuvre, suivre et adapter en cohérence avec les orientations mentionnées en préambule, un programme relatif à",
    "Le programme doit répondre aux objectifs définis en commun à partir du diagnostic initial, à savoir :",
    "Article 2 – Descriptif des actions du programme",
    "Identification de l’action 1 et promoteur référent",
    "Contenu de l’action",
    "Calendrier prévisionnel",
    "Modes d’intervention",
    "Public cible",
    "Lieux précis de réalisation de l’action",
    "Moyens humains mobilisés par l’action (ETP)",
    "Identification de l’action 2 et promoteur référent",
    "Article 3 – Conditions de détermination des contributions financières",
    "L’ARS s’engage à contribuer au soutien financier du programme dans des proportions et selon des modalités qui sont déterminés respectivement et parallèlement. Le budget alloué est réparti en fonction de la contribution propre à chacun des intervenants dans les actions du programme.",
    "Article 4 – Pilotage et suivi de la coopérative d’acteurs",
    "4.1 Comité de pilotage",
    "Le pilotage et le suivi du programme seront réalisés dans le cadre d’un Comité technique « Santé »",
    "piloté par l’ARS",
    "Ce comité associera",
    "Il aura pour objectif de définir les modalités de mise en œuvre des actions mises en place dans le cadre du projet, d’échanger sur les pratiques respectives, d’évaluer les résultats recensés dans les bilans d’activité et les tendances se dégageant du programme et enfin, de procéder aux ajustements nécessaires pour la bonne marche de ce dernier.",
    "4.2 Réunions opérationnelles",
    "Les parties procéderont à des réunions opérationnelles nécessaires à la mise en œuvre et à l’évaluation du programme à une périodicité qu’elles définiront conjointement.",
    "Elles devront déterminer, avant le démarrage du programme, les indicateurs d’évaluation (processus, activité et résultats) qui permettront d’alimenter le bilan annuel.",
    "4.3 Bilans trimestriels",
    "Des bilans trimestriels devront être établis par les parties prenantes et transmis à l’ARS.",
    "4.4 Bilan annuel",
    "Une réunion élargie entre les différentes parties devant permettre de dresser un bilan complet, devra avoir lieu deux mois avant l’échéance annuelle. Il servira, par ailleurs, à déterminer la reconduction ou non d’une action engagée.",
    "Article 5 – Durée, modification et résiliation de la convention",
    "Cette convention prendra effet à compter de sa signature et perdura un an renouvelable de manière expresse.",
    "Toute proposition de modification de la présente convention ne pourra être prise en compte qu’après la signature d’un avenant par les parties signataires.",
    "Elle peut être résiliée à tout moment par l’une ou l’autre partie au moyen d’une lettre recommandée avec avis de réception adressée à chacune des autres parties. La résiliation de la convention prendra effet un mois après la réception de cette lettre.",
    "A Versailles, le",
    "Signatures des parties",
    "de l’Agence Régionale de Santé IDF",
]


pytestmark = pytest.mark.django_db
scene = staged(build, le=date(2027, 1, 4))


def built(scene, final=False) -> kinds.Built:
    return documents.build(Document(kind="convention", subject_id=str(scene.convention.pk), final=final))


def words(html: str) -> str:
    """The text of a page, blanks made equal."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.replace("&quot;", '"')).replace("\u00a0", " "))


def in_order(text: str, sentences: list[str]) -> list[str]:
    """The sentences that are not found after the one before."""
    position, missing = 0, []
    for sentence in sentences:
        found = text.find(sentence, position)
        missing += [sentence] if found < 0 else []
        position = max(found, position)
    return missing


# The title of the signature block stands above its date: the guide prints the date first.
ORDER = [s for s in SENTENCES if s not in {"A Versailles, le"}]


def test_every_fixed_sentence_of_the_guide_is_there_in_order(scene):
    text = re.sub(r" ([.,])", r"\1", words(to_html(built(scene))))

    assert in_order(text, ORDER) == []
    assert "A Versailles, le" in text


@pytest.mark.lourd
def test_pdf_prints_the_text_and_is_tagged(scene):
    scene.a_la_signature()
    with pikepdf.open(io.BytesIO(to_pdf(built(scene, final=True)))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "fr"
        tables = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Table"]
        headers = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TH"]
        embedded = pdf.attachments["convention-CA-78-01-C1-v1.json"].get_file().read_bytes()
    assert len(tables) >= 4  # two actions, their two tables of indicators; one cut by a page counts twice
    assert len(headers) >= 2 * 7 + 2 * 4
    assert all("/Scope" in str(list(h.A)) if isinstance(h.A, pikepdf.Array) else "/Scope" in h.A for h in headers)
    assert texte.digest_of_bytes(embedded) == scene.convention.versions.get().sha256


@pytest.mark.lourd
def test_text_of_the_pdf_holds_the_sentences(scene, tmp_path):
    path = tmp_path / "convention.pdf"
    path.write_bytes(to_pdf(built(scene)))
    out = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, text=True).stdout
    glued = re.sub(r"[\s\u00ad\u2010-]+", "", out)

    assert [s for s in SENTENCES if re.sub(r"[\s-]+", "", s) not in re.sub(r"page\d+/\d+", "", glued)] == []
    assert "PROJET" in glued


def test_seven_rows_for_each_action(scene):
    for row in texte.assemble(documents.sources.read(scene.convention))["actions"]:
        assert [row["identification"], *(label for label, _ in row["lignes"])] == [
            s.replace("action 1", f"action {row['numero']}") for s in SENTENCES[13:20]
        ]


def test_draft_says_what_is_to_be_completed(scene):
    Programme.objects.update(intitule="")
    result = built(scene)

    assert result.draft
    assert to_html(result).count("[à compléter]") >= 3


def test_final_of_a_draft_is_refused(scene):
    with pytest.raises(kinds.Unbuildable, match="projet"):
        built(scene, final=True)


def test_frozen_version_never_reads_live_rows(scene):
    scene.a_la_signature()
    before = to_html(built(scene, final=True))
    Programme.objects.update(intitule="un autre programme")
    type(scene.ca).objects.update(intitule="Un autre nom")

    after = built(scene, final=True)
    assert "un autre programme" not in to_html(after).replace(after.title, "")
    assert words(before).count("la santé des jeunes") >= 3
    assert not after.draft


def test_signed_version_carries_its_proof(scene):
    version = scene.a_la_signature()
    assert "Page de preuve" not in to_html(built(scene, final=True))
    scene.signer_papier(scene.asso, date(2027, 1, 4))

    html = to_html(built(scene, final=True))
    assert "Page de preuve" in html
    assert version.sha256 in html
    assert "4\u00a0janvier\u00a02027, sur papier" in html


def test_same_content_is_asked_once(scene):
    ask = {"actor": scene.coordinatrice.actor, "ca_id": scene.ca.pk}
    assert workflows.request("convention", scene.convention.pk, **ask) == workflows.request(
        "convention", scene.convention.pk, **ask
    )


@pytest.mark.parametrize("ref", ["CA-78-01", "CA-78-01-C1"])
def test_reference_is_resolved(scene, ref):
    assert documents.resolve(ref) == scene.convention.pk


def test_unknown_reference_is_not_found():
    with pytest.raises(LookupError):
        documents.resolve("CA-99-01")


def test_digest_is_the_canonical_one(scene):
    contenu = texte.assemble(documents.sources.read(scene.convention), date(2027, 1, 4))

    assert texte.digest(contenu) == texte.digest_of_bytes(canonical_json(contenu).encode())
    assert len(reference.BLOCS) == len(contenu["blocs"])


def png(colour: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGBA", (900, 300), colour).save(out, "PNG")
    return SimpleUploadedFile("logo.png", out.getvalue(), content_type="image/png")


def leave_logo(scene, organisation, colour="#0b4f60"):
    pieces.store(png(colour), kind=LOGO, subject_id=organisation.pk, actor=scene.coordinatrice.actor)


def test_first_page_carries_the_logos_that_were_left(scene):
    assert 'class="logos"' not in to_html(built(scene))
    leave_logo(scene, scene.ville.contact.organisation)
    leave_logo(scene, scene.ville.contact.organisation, "red")

    result = built(scene)
    html = to_html(result)
    assert html.count("data:image/png;base64,") == 1
    assert 'alt="Logo&nbsp;: Ville de Valfleuri"' in html
    assert len(result.content["logos"]) == 1


def test_logo_changes_what_is_printed_and_not_what_is_signed(scene):
    version = scene.a_la_signature()
    before = built(scene, final=True)
    leave_logo(scene, scene.asso.contact.organisation)
    after = built(scene, final=True)

    assert before.content_hash() != after.content_hash()
    assert after.content["contenu"] == version.contenu


def moves(organisation, adresse: str) -> None:
    organisation.adresse = adresse
    organisation.save_version()


def test_new_address_is_printed_and_nobody_signs_again(scene, connecte):
    """decisions.md 16: an address obliges nobody; it is read where one expects it, on the page and on paper."""
    ville = scene.ville.contact.organisation
    moves(ville, "3, place de la Maire")
    version = scene.a_la_signature()
    scene.signer_papier(scene.asso, date(2027, 1, 4))
    before = built(scene, final=True)
    assert "Ville de Valfleuri, 3, place de la Maire, représentée par Présidence" in to_html(before)
    moves(ville, "3, place de la Mairie")
    after = built(scene, final=True)

    printed = "Ville de Valfleuri, 3, place de la Mairie, représentée par Présidence"
    page = reverse("conventions:convention", kwargs={"ca_ref": "CA-78-01"})
    assert printed in connecte(scene.coordinatrice).get(page).content.decode().replace("<mark>", "")
    assert printed in to_html(after)
    assert before.content_hash() != after.content_hash()
    version.refresh_from_db()
    assert texte.digest(version.contenu) == version.sha256 == scene.signature_de(scene.asso).sha256_signe
    assert "place" not in str(version.contenu["parties"])


def test_address_that_was_signed_under_schema_1_stays(scene):
    version = scene.a_la_signature()
    moves(scene.ville.contact.organisation, "Une autre adresse")
    frozen = version.contenu | {"parties": [p | {"adresse": "1, rue ancienne"} for p in version.contenu["parties"]]}

    assert {partie["adresse"] for partie in adresses.imprime(frozen)["parties"]} == {"1, rue ancienne"}


def test_workbook_holds_the_fiches_as_frozen(scene):
    version = scene.a_la_signature()
    data = jointes.workbook(version)
    row = FicheAction.objects.get(numero=1)
    row.intitule = "Autre"
    row.save()

    sheets = openpyxl.load_workbook(io.BytesIO(data))
    rows = list(sheets["Fiches-action"].values)
    assert rows[1][:4] == ("Action", "Intitulé", "Promoteur référent", "Contenu de l’action")
    assert rows[2][:3] == (1, "Ateliers du quartier 1", "Association Soleil")
    assert len(list(sheets["Indicateurs"].values)) == 2 + 6
    assert jointes.workbook(version) == data


def test_workbook_of_a_content_without_action_opens(scene):
    version = scene.a_la_signature()
    version.contenu |= {"actions": [], "annexes": {"periodicite": "", "indicateurs": []}}

    assert openpyxl.load_workbook(io.BytesIO(jointes.workbook(version))).sheetnames == ["Fiches-action"]


def test_signed_content_follows_the_published_schema(scene):
    adapt(scene)
    version = scene.a_la_signature()
    schema = json.loads((SCHEMAS / f"convention-{texte.SCHEMA}.json").read_text(encoding="utf-8"))

    definition = schema["$defs"]["convention"]
    assert faults(version.contenu, definition, schema) == []
    assert faults(version.contenu | {"nouveau": 1}, definition, schema) == ["$: nouveau is not described"]
    assert faults({**version.contenu, "schema": 1}, definition, schema) == ["$.schema: not 3"]
    assert jointes.schema_url(texte.SCHEMA).endswith("/verifier/schema/3/")


def adapt(scene) -> None:
    gabarits.adapt(scene.convention, "article-3", actor=scene.coordinatrice.actor, texte="Autre.", motif="Essai")


def faults(value, rule: dict, schema: dict, path: str = "$") -> list[str]:
    """The part of JSON Schema that the published one uses."""
    kinds_ = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    if "$ref" in rule:
        return faults(value, schema["$defs"][rule["$ref"].rpartition("/")[2]], schema, path)
    if "const" in rule:
        return [] if value == rule["const"] else [f"{path}: not {rule['const']}"]
    if "enum" in rule:
        return [] if value in rule["enum"] else [f"{path}: not one of {rule['enum']}"]
    if not isinstance(value, kinds_[rule["type"]]):
        return [f"{path}: not {rule['type']}"]
    found = []
    if isinstance(value, list):
        for index, item in enumerate(value):
            found += faults(item, rule["items"], schema, f"{path}[{index}]")
    if isinstance(value, dict):
        found += [f"{path}: {name} is missing" for name in rule.get("required", []) if name not in value]
        for name, item in value.items():
            known = rule["properties"].get(name)
            if known is None and rule.get("additionalProperties") is False:
                found.append(f"{path}: {name} is not described")
            found += faults(item, known, schema, f"{path}.{name}") if known else []
    return found


@pytest.mark.lourd
def test_signed_pdf_breaks_no_rule_and_carries_its_data(scene):
    leave_logo(scene, scene.ville.contact.organisation)
    version = scene.a_la_signature()
    scene.signer_papier(scene.asso, date(2027, 1, 4))
    result = built(scene, final=True)
    data = to_pdf(result)

    assert violations(data) == []
    assert data == to_pdf(built(scene, final=True))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert sorted(pdf.attachments) == ["convention-CA-78-01-C1-v1.json", "convention-CA-78-01-C1-v1.xlsx"]
        titles = {str(item.title) for item in pdf.open_outline().root}
    assert titles  # bookmarks
    assert documents.verification_url(version).endswith(f"/verifier/{version.sha256}/")


def parties(contenu: dict, count: int) -> dict:
    rows = [dict(row) for row in itertools.islice(itertools.cycle(contenu["parties"]), count)]
    return contenu | {"parties": rows}


@pytest.mark.lourd
@pytest.mark.parametrize("count", [3, 4, 7, 9, 12])
def test_no_signature_stands_alone_on_a_page(scene, count):
    version = scene.a_la_signature()
    contenu = parties(version.contenu, count)
    asked = list(version.signatures.select_related("signataire"))
    result = replace(built(scene, final=True), context=documents.context_of(contenu, version, asked), attachments=())
    with pikepdf.open(io.BytesIO(to_pdf(result))) as pdf:
        texts = [text_of(page) for page in pdf.pages]
    signed = [n for n in (text.count("Date et signature") for text in texts) if n]

    assert sum(signed) == count
    assert min(signed) >= 2
    # Nor do signatures begin on a page without any of the text.
    assert "lettre" in next(text for text in texts if "Signatures des parties" in text)


def text_of(page) -> str:
    """The words of a page, through its fonts."""
    one = pikepdf.new()
    one.pages.append(page)
    out = io.BytesIO()
    one.save(out)
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=out.getvalue(), capture_output=True, check=True)
    return done.stdout.decode().replace("\u00a0", " ")


def test_preview_holds_in_twenty_five_statements(scene, connecte, django_assert_max_num_queries):
    for numero in range(3, 21):
        action(scene.programme, numero, scene.ca.membres.first(), scene.programme.objectifs.last())
    for _ in range(9):
        Partie.objects.create(
            convention=scene.convention, organisation=OrganisationFactory(), qualite_representant="Direction"
        )
    client = connecte(scene.coordinatrice)
    page = reverse("conventions:convention", kwargs={"ca_ref": "CA-78-01"})
    client.get(page)

    with django_assert_max_num_queries(25):
        assert client.get(page).status_code == 200
