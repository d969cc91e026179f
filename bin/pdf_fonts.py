"""Make the fonts of the documents again: the weights they print, cut once from the variable fonts of the pages.

WeasyPrint would cut them anew for each document, and write the present second into each.
"""

import os
from pathlib import Path

os.environ["SOURCE_DATE_EPOCH"] = "1735689600"  # fontTools dates what it saves: the same files whenever they are made
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).resolve().parents[1] / "static" / "coop" / "fonts"
WEIGHTS = (400, 600, 700)


def main() -> None:
    """Write one file for each weight and style."""
    for style in ("normal", "italic"):
        for weight in WEIGHTS:
            font = TTFont(FONTS / f"source-sans-3-latin-wght-{style}.woff2")
            font = instantiateVariableFont(font, {"wght": weight}, static=True, updateFontNames=True)
            font.flavor = "woff2"
            font.save(FONTS / "pdf" / f"source-sans-3-latin-{weight}-{style}.woff2")


if __name__ == "__main__":
    main()
