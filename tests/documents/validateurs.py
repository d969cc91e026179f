"""Two validators that others wrote, over a PDF of ours: `page` (PDF/A-3a and PDF/UA-1) and `pdfua` (part of PDF/UA-1).

What each checks and what is left to a person: docs/documents.md.
"""

import re
import tempfile
from pathlib import Path

import page
import pdfua

PROFILES = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)
# `page` takes a carriage return that ends a stream for the beginning of the end of line; the length is checked here instead.
LENGTH = "PDFA3A-STREAM-LENGTH-001"
STREAM = re.compile(rb"/Length (\d+)[^>]*>>\s*stream\r?\n")


def refusals(data: bytes) -> list[str]:
    """What the validators refuse, a sentence each; empty when both accept the file."""
    found = []
    for profile in PROFILES:
        report = page.validate_pdf_bytes(data, profile=profile)
        found += [f"{f.rule_id}: {f.message}" for f in report.failures if f.rule_id != LENGTH or not lengths_hold(data)]
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(data)
        found += [f"{f.rule_id}: {f.message}" for f in pdfua.validate(file.name).findings]
    return found


def lengths_hold(data: bytes) -> bool:
    """Each stream says exactly its bytes before the end of line that qpdf writes (ISO 19005-3, 6.1.7.1)."""
    return all(data.startswith(b"\nendstream", stream.end() + int(stream[1])) for stream in STREAM.finditer(data))
