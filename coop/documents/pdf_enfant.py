"""Opens one PDF from anybody in a process of its own: bytes on stdin, JSON on stdout.

Opening a PDF inflates the streams that hold its objects, whatever size they swell to: 300 kB take 700 MB. Here that costs
this process alone (ADR 0009 does the same for workbooks). Run as a file, with the root of the sources as its argument.
"""

import base64
import io
import json
import resource
import sys

MEMOIRE = 320 * 1024 * 1024  # address space, most of it never touched
SECONDES = 15


def lire(data: bytes) -> dict:
    """`{"pages", "refus", "jointes"}`, or `{"faute"}`: « protege », « abime » or « grand »."""
    import pikepdf

    from coop.documents import pdf_attachments
    from coop.documents.pdf_content import refusal

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found = {"pages": len(pdf.pages), "refus": refusal(pdf)}
            # The reader takes objects it has no memory for as absent: what they hide was not looked at.
            if any("bad_alloc" in str(warning) for warning in pdf.get_warnings()):
                return {"faute": "grand"}
    except pikepdf.PasswordError:
        return {"faute": "protege"}
    except pikepdf.PdfError:
        return {"faute": "abime"}
    joined = pdf_attachments.read(data, "application/json")
    return found | {"jointes": [base64.b64encode(content).decode() for content in joined]}


def main() -> None:
    """Out of memory or of time, the process ends with nothing said."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMOIRE, MEMOIRE))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDES, SECONDES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.path.insert(0, sys.argv[1])
    sys.stdout.write(json.dumps(lire(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
