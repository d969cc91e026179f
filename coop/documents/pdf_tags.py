"""What PDF/UA asks of tables and title that WeasyPrint leaves out (stack.md §3), written deterministically."""

import io

HEADER_GROUPS = ("/THead", "/TFoot")


def complete_tags(data: bytes) -> bytes:
    """Give each header cell its scope, show the title in the window's bar, and fix the file's identifier."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for element in pdf.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TH":
                _set_scope(pdf, element)
        preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        preferences["/DisplayDocTitle"] = True
        pdf.Root["/ViewerPreferences"] = preferences
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


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
