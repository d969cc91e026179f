"""Reading the files that a PDF carries, when the PDF comes from anybody: bounded, and nothing is run."""

import io
import zlib
from collections.abc import Iterator

MAX_FILES = 10
MAX_BYTES = 4 * 1024 * 1024


def read(data: bytes, media_type: str) -> Iterator[bytes]:
    """The contents of the attached files of `media_type`; none when the PDF does not open or a file is too large."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            specs = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Filespec"]
            streams = [spec.EF.F for spec in specs[:MAX_FILES] if "/EF" in spec and "/F" in spec.EF]
            wanted = [s for s in streams if str(s.get("/Subtype")) == f"/{media_type}"]
            contents = [content(stream) for stream in wanted]
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
        return
    yield from (found for found in contents if found is not None)


def content(stream) -> bytes | None:
    """The bytes of one stream, plain or deflated; None beyond MAX_BYTES, whatever size it says it has."""
    raw, filters = stream.read_raw_bytes(), str(stream.get("/Filter", ""))
    if not filters:
        return raw if len(raw) <= MAX_BYTES else None
    if filters != "/FlateDecode" or "/DecodeParms" in stream:
        return None
    engine = zlib.decompressobj()
    try:
        plain = engine.decompress(raw, MAX_BYTES)
    except zlib.error:
        return None
    return None if engine.unconsumed_tail else plain
