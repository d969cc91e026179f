"""Structural checks of PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), written against the clauses with pikepdf.

`violations(data)` gives one sentence per failure, ours and those of two independent validators. They are what a program can
read, and no certificate: the order of reading, the sense of an alternative text and the colours are judged by eyes (docs/documents.md).
"""

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.documents.validateurs import refusals

PDFA, PDFUA = "http://www.aiim.org/pdfa/ns/id/", "http://www.aiim.org/pdfua/ns/id/"
RDF, DC = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/"
XMP, SCHEMA = "http://ns.adobe.com/xap/1.0/", "http://www.aiim.org/pdfa/ns/schema#"
FORBIDDEN_ACTIONS = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ImportData", "/ResetForm", "/SetOCGState"}
TEXT_SHOWN = {"Tj", "TJ", "'", '"'}
PAINTED = TEXT_SHOWN | {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "EI"}
HEADING = re.compile(r"/H([1-6])$")
STANDARD = {
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "TFoot",
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Figure",
    "Formula",
    "Form",
}


def violations(data: bytes) -> list[str]:
    """What the file breaks, by our checks and by the validators of others; empty when everything passes."""
    return structural(data) + refusals(data)


def structural(data: bytes) -> list[str]:
    """What the file breaks by the checks of this module."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        rules = (
            _file, _identification, _info, _colours, _actions, _fonts, _images, _annotations, _attachments, _marked,
            _margins, _roles, _figures, _headings, _tables, _links, _lists, _content,
        )  # fmt: skip
        return [found for rule in rules for found in rule(pdf)]


def _dictionaries(pdf: Pdf) -> list[Dictionary]:
    return [o for o in pdf.objects if isinstance(o, Dictionary | Stream)]


def _elements(pdf: Pdf) -> list[Dictionary]:
    return [
        o for o in pdf.objects if isinstance(o, Dictionary) and "/S" in o and "/P" in o and o.get("/Type") != "/Page"
    ]


def _xmp(pdf: Pdf) -> ElementTree.Element:
    return ElementTree.fromstring(pdf.Root.Metadata.read_bytes().decode())


def _file(pdf: Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "A-3 6.1.3: the file is encrypted"
    if "/ID" not in pdf.trailer:
        yield "A-3 6.1.3: the trailer has no ID"
    for stream in (o for o in _dictionaries(pdf) if isinstance(o, Stream)):
        if "/F" in stream or "LZW" in str(stream.get("/Filter", "")):
            yield "A-3 6.1.7: a stream is external, or compressed with LZW"


def _identification(pdf: Pdf) -> Iterator[str]:
    root = _xmp(pdf)
    attributes = {key: value for node in root.iter() for key, value in node.attrib.items()}
    if (attributes.get(f"{{{PDFA}}}part"), attributes.get(f"{{{PDFA}}}conformance")) != ("3", "A"):
        yield "A-3 6.6.4: the metadata do not say PDF/A-3a"
    if attributes.get(f"{{{PDFUA}}}part") != "1":
        yield "UA-1 5: the metadata do not say PDF/UA-1"
    if PDFUA not in [node.text for node in root.iter(f"{{{SCHEMA}}}namespaceURI")]:
        yield "A-3 6.6.2.3: the identification of PDF/UA is not described by an extension schema"
    if len(list(root.iter(f"{{{RDF}}}RDF"))) != 1:
        yield "XMP: not exactly one RDF element"


def _info(pdf: Pdf) -> Iterator[str]:
    root = _xmp(pdf)
    title = next((n.text for n in root.findall(f".//{{{DC}}}title//{{{RDF}}}li")), None)
    if not title:
        yield "UA-1 7.1: no title in the metadata"
    if title != str(pdf.docinfo.get("/Title")):
        yield "A-3 6.6.3: the title differs between metadata and information"
    for key, tag in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        written = next((n.text for n in root.iter(f"{{{XMP}}}{tag}")), "")
        if re.sub(r"\D", "", written)[:14] != re.sub(r"\D", "", str(pdf.docinfo.get(key)))[:14]:
            yield f"A-3 6.6.3: {tag} differs between metadata and information"


def _colours(pdf: Pdf) -> Iterator[str]:
    intents = pdf.Root.get("/OutputIntents", Array())
    if not any(i.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in i for i in intents):
        yield "A-3 6.2.3: no output intent with its profile"


def _actions(pdf: Pdf) -> Iterator[str]:
    if "/AA" in pdf.Root or "/AcroForm" in pdf.Root or "/JavaScript" in pdf.Root.get("/Names", {}):
        yield "A-3 6.5: additional actions, forms or scripts"
    if any(str(o.get("/S")) in FORBIDDEN_ACTIONS for o in _dictionaries(pdf)):
        yield "A-3 6.5.1: a forbidden action"


def _fonts(pdf: Pdf) -> Iterator[str]:
    for font in (o for o in _dictionaries(pdf) if o.get("/Type") == "/Font"):
        if font.get("/Subtype") == "/Type0" and "/ToUnicode" not in font:
            yield f"A-3 6.2.11.7: {font.BaseFont} has no ToUnicode"
        if font.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in font:
            yield f"A-3 6.2.11.3: {font.BaseFont} has no CIDToGIDMap"
        if font.get("/Subtype") in ("/Type1", "/TrueType") and "/FontDescriptor" not in font:
            yield f"A-3 6.2.11.4: {font.get('/BaseFont')} is not embedded"
    for descriptor in (o for o in _dictionaries(pdf) if o.get("/Type") == "/FontDescriptor"):
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
            yield f"A-3 6.2.11.4: {descriptor.FontName} is not embedded"


def _images(pdf: Pdf) -> Iterator[str]:
    for image in (o for o in _dictionaries(pdf) if o.get("/Subtype") == "/Image"):
        if {"/Alternates", "/OPI"} & set(image.keys()) or bool(image.get("/Interpolate", False)):
            yield "A-3 6.2.8: an image has alternates, or is interpolated"
        if image.get("/ColorSpace") == "/DeviceCMYK":
            yield "A-3 6.2.4: an image in inks, with a profile of a screen"


def _annotations(pdf: Pdf) -> Iterator[str]:
    for page in pdf.pages:
        annots = page.obj.get("/Annots", Array())
        if len(annots) and page.obj.get("/Tabs") != "/S":
            yield "UA-1 7.18.3: a page with annotations does not follow the structure"
        for annot in annots:
            flags = int(annot.get("/F", 0))
            if not flags & 4 or flags & 0b100011:
                yield "A-3 6.3.2: an annotation is hidden, or not printed"


def _attachments(pdf: Pdf) -> Iterator[str]:
    associated = {o.objgen for o in pdf.Root.get("/AF", Array())}
    if len(associated) != len(pdf.Root.get("/AF", Array())):
        yield "A-3 6.8: a file is associated twice"
    for spec in (o for o in _dictionaries(pdf) if o.get("/Type") == "/Filespec"):
        if not {"/F", "/UF", "/AFRelationship", "/Desc"} <= set(spec.keys()) or spec.objgen not in associated:
            yield "A-3 6.8: a file has no name, no relationship, no description or is not associated"
        embedded = spec.EF.F
        if "/Subtype" not in embedded or "/ModDate" not in embedded.get("/Params", Dictionary()):
            yield "A-3 6.8: an embedded file has no type or no date"


def _marked(pdf: Pdf) -> Iterator[str]:
    info = pdf.Root.get("/MarkInfo", Dictionary())
    if not bool(info.get("/Marked", False)) or bool(info.get("/Suspects", False)):
        yield "UA-1 7.1: the file is not tagged, or doubts its tags"
    if not str(pdf.Root.get("/Lang", "")):
        yield "UA-1 7.2: no language"
    if not bool(pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
        yield "UA-1 7.1: the title is not shown"
    if "/ParentTree" not in pdf.Root.get("/StructTreeRoot", Dictionary()):
        yield "UA-1 7.1: no parent tree"
    if any("/StructParents" not in page.obj for page in pdf.pages):
        yield "UA-1 7.1: a page is outside the structure"
    if len(pdf.pages) > 3 and "/Outlines" not in pdf.Root:
        yield "UA-1 7.17: a long document has no bookmarks"


def _margins(pdf: Pdf) -> Iterator[str]:
    """What repeats in the margins is an artefact: nothing tagged is out of the tree."""
    held = {e.objgen for e in _in_order(pdf.Root.StructTreeRoot)}
    tagged = [e for numbers in list(pdf.Root.StructTreeRoot.ParentTree.Nums)[1::2] for e in _several(numbers)]
    if any(e.objgen not in held for e in tagged if e is not None):
        yield "UA-1 7.8: a head or a foot of page is tagged as a content"


def _several(numbers) -> list:
    return list(numbers) if isinstance(numbers, Array) else [numbers]


def _roles(pdf: Pdf) -> Iterator[str]:
    mapped = {str(key) for key in pdf.Root.StructTreeRoot.get("/RoleMap", Dictionary()).keys()}  # noqa: SIM118
    for role in sorted({str(e.S) for e in _elements(pdf)}):
        if role.lstrip("/") not in STANDARD and role not in mapped:
            yield f"UA-1 7.1: the role {role} is not standard"


def _figures(pdf: Pdf) -> Iterator[str]:
    for figure in (e for e in _elements(pdf) if e.S == "/Figure"):
        if not str(figure.get("/Alt", "")) and "/ActualText" not in figure:
            yield "UA-1 7.3: a figure has no alternative"


def _headings(pdf: Pdf) -> Iterator[str]:
    before = 0
    for element in _in_order(pdf.Root.StructTreeRoot):
        found = HEADING.match(str(element.get("/S")))
        if found:
            level = int(found[1])
            if level > before + 1:
                yield f"UA-1 7.4.2: a heading of level {level} after level {before}"
            before = level


def _in_order(node: Dictionary) -> Iterator[Dictionary]:
    kids = node.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _in_order(kid)


def _tables(pdf: Pdf) -> Iterator[str]:
    for table in (e for e in _elements(pdf) if e.S == "/Table"):
        rows = [e for e in _in_order(table) if e.S == "/TR"]
        widths = {sum(_span(c, "/ColSpan") for c in _in_order(r) if c.S in ("/TH", "/TD")) for r in rows}
        if len(widths) > 1 and not any(_span(c, "/RowSpan") > 1 for c in _in_order(table)):
            yield f"UA-1 7.2: rows of a table have {sorted(widths)} cells"
        cells = [c for c in _in_order(table) if c.S == "/TH"]
        if not cells:
            yield "UA-1 7.5: a table without header cell"
        if any(not _attribute(c, "/Scope") for c in cells):
            yield "UA-1 7.5: a header cell without scope"


def _span(cell: Dictionary, name: str) -> int:
    return int(_attribute(cell, name) or 1)


def _attribute(cell: Dictionary, name: str):
    owned = cell.get("/A", Array())
    return next((a[name] for a in (owned if isinstance(owned, Array) else [owned]) if name in a), None)


def _links(pdf: Pdf) -> Iterator[str]:
    for link in (e for e in _elements(pdf) if e.S == "/Link"):
        kids = link.get("/K", Array())
        if not any(
            isinstance(k, Dictionary) and k.get("/Type") == "/OBJR"
            for k in (kids if isinstance(kids, Array) else [kids])
        ):
            yield "UA-1 7.18.5: a link does not hold its annotation"
    for annot in (o for o in _dictionaries(pdf) if o.get("/Subtype") == "/Link"):
        if not str(annot.get("/Contents", "")):
            yield "UA-1 7.18.5: a link does not say where it leads"
        if "/StructParent" not in annot:
            yield "UA-1 7.18.5: a link is outside the structure"


def _lists(pdf: Pdf) -> Iterator[str]:
    for item in (e for e in _elements(pdf) if e.S == "/LI"):
        if item.P.S != "/L":
            yield "UA-1 7.6: an item outside a list"


def _content(pdf: Pdf) -> Iterator[str]:
    """Whatever is painted is either tagged or an artefact (UA-1 7.1)."""
    for number, page in enumerate(pdf.pages, start=1):
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            word = str(operator)
            if word in ("BDC", "BMC"):
                inside = word == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]
                depth += 1
                if not inside and operands[0] not in (Name.Artifact, Name.Span):
                    yield f"UA-1 7.1: page {number} marks a content that nothing holds"
            elif word == "EMC":
                depth -= 1
            elif word in PAINTED and not depth:
                yield f"UA-1 7.1: page {number} paints outside the structure ({word})"
                break
