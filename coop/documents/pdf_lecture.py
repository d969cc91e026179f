"""Reading a PDF that comes from anybody, in a child process whose memory and time are bounded."""

import base64
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from coop.documents import pdf_enfant

ENFANT = Path(pdf_enfant.__file__)
RACINE = ENFANT.parents[2]
DELAI = 60  # seconds, on a machine that is busy


class Illisible(Exception):
    """Why a PDF is not read; `code` is « protege », « abime » or « grand »."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Lecture:
    """What is known of a PDF: its pages, the sentence that refuses it (empty when none), the JSON files it carries."""

    pages: int
    refus: str
    jointes: tuple[bytes, ...]


def lire(data: bytes) -> Lecture:
    """Open `data` in a child; one that dies had a file too large for its memory or its time. Raises Illisible."""
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and file
            [sys.executable, "-I", str(ENFANT), str(RACINE)],
            input=data,
            capture_output=True,
            timeout=DELAI,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Illisible("grand") from error
    if done.returncode:
        raise Illisible("grand")
    answer = json.loads(done.stdout)
    if "faute" in answer:
        raise Illisible(answer["faute"])
    return Lecture(answer["pages"], answer["refus"], tuple(map(base64.b64decode, answer["jointes"])))
