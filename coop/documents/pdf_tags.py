"""What PDF/A-3a and PDF/UA-1 together ask of a file and WeasyPrint leaves out (stack.md §3), written deterministically."""

import io

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
    """Declare PDF/UA-1 beside PDF/A-3a, scope header cells, show the title in the window's bar, fix the identifier."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for element in pdf.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TH":
                _set_scope(pdf, element)
            elif isinstance(element, pikepdf.Stream) and "/Interpolate" in element:
                del element["/Interpolate"]  # PDF/A draws the points that are there
        preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        preferences["/DisplayDocTitle"] = True
        pdf.Root["/ViewerPreferences"] = preferences
        _declare_ua(pdf)
        _associate_once(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


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
