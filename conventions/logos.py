"""The logos of the parties on the first page (R-CONV-04): those that were left; none is neither replaced nor guessed."""

import base64
import io

from conventions.models import Partie
from coop.documents.models import Piece
from cooperatives.pieces import LOGO

# Three hundred dots per inch at the printed size: 40 × 16 mm.
LARGEUR, HAUTEUR = 472, 189


def of_parties(contenu: dict) -> list[dict]:
    """`{"nom", "image", "sha256"}` for each party that has a logo, in the order of the document (2 statements).

    Logos are not contractual (decisions.md 16): the last one left is printed, on a frozen version too.
    """
    ids = [partie["id"] for partie in contenu["parties"]]
    of = dict(Partie.objects.filter(pk__in=ids).values_list("pk", "organisation_id"))
    rows = Piece.objects.filter(kind=LOGO, subject_id__in=[str(pk) for pk in of.values()]).order_by("uploaded_at", "id")
    latest = {piece.subject_id: piece for piece in rows}
    found = []
    for partie in contenu["parties"]:
        piece = latest.get(str(of.get(partie["id"])))
        if piece is not None:
            found.append({"nom": partie["denomination"], "image": _printed(piece), "sha256": piece.sha256})
    return found


def _printed(piece: Piece) -> str:
    """The logo as an inline image: plain colours on white (PDF/A refuses inks), no larger than what is printed."""
    from PIL import Image  # 30 ms that the pages do not pay

    with piece.file.open("rb") as file, Image.open(file, formats=("PNG", "JPEG")) as source:
        image = source.convert("RGBA")
        image.thumbnail((LARGEUR, HAUTEUR))
        flat = Image.new("RGB", image.size, "white")
        flat.paste(image, mask=image.getchannel("A"))
    out = io.BytesIO()
    flat.save(out, "PNG")
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"
