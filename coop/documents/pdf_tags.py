"""What PDF/A-3a and PDF/UA-1 together ask of a file and WeasyPrint leaves out (stack.md §3), written deterministically."""

import io

# What WeasyPrint writes before a tagged content, and before one that no one reads aloud.
MARKED = b"/%s\n<</MCID %d>>\nBDC"
PAGINATION = b"/Artifact\n<</Type /Pagination>>\nBDC"
DECORATION = b"/Artifact\nBMC"

HEADER_GROUPS = ("/THead", "/TFoot")

# PDF/A allows a property it does not know once the file describes it: the identification of PDF/UA (ISO 14289-1, 5).
UA_SCHEMA = b"""<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
"""
END_OF_RDF = b"</rdf:RDF>"


def complete_tags(data: bytes) -> bytes:
    """Declare PDF/UA-1 beside PDF/A-3a, scope header cells, silence what is no content, show the title, fix the identifier."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        silent = _running_lines(pdf)
        for element in pdf.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TH":
                _set_scope(pdf, element)
            elif isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure" and "/Alt" not in element:
                _take_out(pdf, element, silent)
            elif isinstance(element, pikepdf.Stream) and "/Interpolate" in element:
                del element["/Interpolate"]  # PDF/A draws the points that are there
        _write_artefacts(pdf, silent)
        preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        preferences["/DisplayDocTitle"] = True
        pdf.Root["/ViewerPreferences"] = preferences
        _declare_ua(pdf)
        _associate_once(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _running_lines(pdf) -> dict[int, dict[bytes, bytes]]:
    """The marks to change on each page, by its place: first those of its head and foot (ISO 14289-1, 7.8).

    WeasyPrint tags the boxes of the margin, last on the page, and links them to nothing: a reader that follows the order of the page
    would say the title of the document on each.
    """
    tree = pdf.Root.StructTreeRoot
    document = tree.K[0]
    linked = {element.objgen for element in document.K}
    silent = {}
    for place in range(len(pdf.pages)):
        held = tree.ParentTree.Nums[2 * place + 1]
        marks = silent[place] = {}
        while len(held):
            top = element = held[len(held) - 1]
            while top.P.objgen != document.objgen:
                top = top.P
            if top.objgen in linked:
                break
            tag = str(element.S).lstrip("/").encode()
            marks[MARKED % (tag, len(held) - 1)] = PAGINATION
            del held[len(held) - 1]
    return silent


def _take_out(pdf, figure, silent: dict[int, dict[bytes, bytes]]) -> None:
    """A drawing without alternative decorates what is written beside it: an artefact, and no element (ISO 14289-1, 7.3)."""
    place = int(figure.Pg.StructParents)
    for number in map(int, figure.K):
        if silent[place].setdefault(MARKED % (b"Figure", number), DECORATION) == DECORATION:
            pdf.Root.StructTreeRoot.ParentTree.Nums[2 * place + 1][number] = None
    parent = figure.P
    for index, kid in enumerate(parent.K):
        if not isinstance(kid, int) and kid.objgen == figure.objgen:
            del parent.K[index]
            break


def _write_artefacts(pdf, silent: dict[int, dict[bytes, bytes]]) -> None:
    for place, marks in silent.items():
        if marks:
            contents = pdf.pages[place].obj.Contents
            content = contents.read_bytes()
            for mark, artefact in marks.items():
                content = content.replace(mark, artefact, 1)
            contents.write(content)


def _declare_ua(pdf) -> None:
    metadata = pdf.Root.Metadata
    metadata.write(metadata.read_bytes().replace(END_OF_RDF, UA_SCHEMA + END_OF_RDF, 1))


def _associate_once(pdf) -> None:
    """WeasyPrint lists each associated file twice."""
    files = pdf.Root.get("/AF")
    if files is not None:
        once = {file.objgen: file for file in files}
        pdf.Root["/AF"] = list(once.values())


def _set_scope(pdf, cell) -> None:
    from pikepdf import Array, Dictionary, Name

    scope = Name.Column if _is_column_header(cell) else Name.Row
    attributes = cell.get("/A")
    owned = list(attributes) if isinstance(attributes, Array) else [attributes] if attributes is not None else []
    for attribute in owned:
        if isinstance(attribute, Dictionary) and attribute.get("/O") == "/Table":
            attribute["/Scope"] = scope
            return
    cell["/A"] = Array([*owned, Dictionary(O=Name.Table, Scope=scope)])


def _is_column_header(cell) -> bool:
    """A header cell in the head of its table heads a column; elsewhere it heads its row."""
    row = cell.get("/P")
    group = row.get("/P") if row is not None else None
    return group is not None and str(group.get("/S")) in HEADER_GROUPS
