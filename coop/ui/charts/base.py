"""What the charts share: the object given to templates, numbers as SVG writes them, styles for the PDF."""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

# Classes carry the theme of the page; the same values as attributes serve where no style sheet reaches (PDF, mail).
STYLES = {
    "axe": 'stroke="#dbe0df"',
    "fort": 'fill="#0b4f60"',
    "moyen": 'fill="#2a8299"',
    "doux": 'fill="#b5d6de" stroke="#2a8299" stroke-width="1"',
    "vide": 'fill="none" stroke="#0b4f60" stroke-width="1.5"',
    "prevu-h": 'stroke="#fff" stroke-width="4"',
    "prevu": 'stroke="#17242a" stroke-width="1.75"',
    "t": 'font-size="13" fill="#586870"',
    "t tf": 'font-size="13" font-weight="650" fill="#17242a"',
    "on": 'fill="#0b4f60"',
    "off": 'fill="#dbe0df"',
    "f": 'fill="#0b4f60"',
    "c": 'fill="#b5d6de" stroke="#2a8299" stroke-width="1"',
    "v": 'fill="#fff" stroke="#2a8299" stroke-width="1"',
    "now": 'fill="#f2b01e" stroke="#17242a" stroke-width="1"',
    "sem": 'stroke="#dbe0df"',
    "mois": 'stroke="#586870"',
    "m": 'font-size="14" fill="#586870"',
    "l": 'font-size="15" fill="#33424a"',
    "ld": 'font-weight="650" fill="#17242a"',
    "tige": 'stroke="#dbe0df" stroke-width="1.5"',
    "ligne": 'stroke="#b5d6de" stroke-width="4"',
    "passe": 'fill="#586870"',
    "duty": 'fill="#0b4f60"',
    "rdv": 'fill="#fff" stroke="#0b4f60" stroke-width="2"',
    "retard": 'fill="#b3261e"',
    "auj": 'stroke="#b97900" stroke-width="2"',
    "auj-t": 'font-size="14" font-weight="650" fill="#7a4d00"',
    "fini": 'fill="#0b4f60"',
    "cours": 'fill="#b5d6de" stroke="#2a8299" stroke-width="1"',
    "late": 'fill="#fdeeec" stroke="#b3261e" stroke-width="1.5"',
    "ref": 'fill="none" stroke="#586870" stroke-width="2"',
    "jal": 'fill="#17242a" stroke="#fff" stroke-width="1.5"',
    "q": 'stroke="#dbe0df" stroke-width=".6"',
    "q4": 'stroke="#b9c2c4" stroke-width="1"',
    "mo": 'font-size="13" fill="#586870"',
    "mo oct": 'font-size="13" font-weight="700" fill="#7a4d00"',
    "an": 'font-size="13" font-weight="650" fill="#17242a"',
    "sep": 'stroke="#b9c2c4"',
    "suite": 'fill="none" stroke="#0b4f60" stroke-width="2"',
    "dep": 'fill="none" stroke="#586870" stroke-width="1" stroke-linejoin="round"',
    "depn": 'font-size="17" font-weight="600" fill="#586870"',
    "fil": 'fill="none" stroke="#17242a" stroke-width=".9"',
    "fil-p": 'fill="#17242a"',
    "lab": 'font-size="18" font-weight="650" fill="#17242a"',
    "lab2": 'font-size="16" fill="#33424a"',
    "couv meo": 'fill="#0b4f60" stroke="#fff" stroke-width=".7"',
    "couv elab": 'fill="#6fb4c5" stroke="#0b4f60" stroke-width=".7"',
    "couv sign": 'fill="#f2b01e" stroke="#7a4d00" stroke-width=".7"',
    "couv diag": 'fill="#b5d6de" stroke="#2a8299" stroke-width=".7"',
    "couv autre": 'fill="#dbe0df" stroke="#586870" stroke-width=".7"',
    "perim": 'fill="none" stroke="#2a8299" stroke-width=".5"',
    "l-duty": 'fill="#0b4f60"',
    "l-rdv": 'fill="#fff" stroke="#0b4f60" stroke-width="2"',
    "l-ret": 'fill="#b3261e"',
    "voisine": 'fill="#f4f6f6" stroke="#dbe0df"',
    "libre": 'fill="none"',
    "choisie": 'fill="#b5d6de" stroke="#0b4f60"',
    "pale": 'fill="#eef6f8" stroke="#2a8299"',
    "limite": 'fill="none" stroke="#586870"',
    "nom": 'font-weight="650" fill="#17242a"',
    "marque": 'fill="#fff" stroke="#0b4f60"',
    "marque choisie": 'fill="#f2b01e" stroke="#17242a"',
    "marque-t": 'font-weight="650" fill="#17242a"',
    "h-trait2": 'stroke="#2a8299" stroke-width="1.6"',
}


def style(name: str) -> SafeString:
    """`class` and its attributes, for one SVG element. Raises KeyError on an unknown name."""
    return mark_safe(f'class="{name}" {STYLES[name]}')  # noqa: S308 - constants of this file


def n(value: float) -> str:
    """A coordinate as SVG writes it: a point, at most one decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".") or "0"


@dataclass(frozen=True)
class Graphique:
    """A drawing, the sentence that says it, and the table of its figures."""

    gabarit: str
    titre: str
    resume: str
    donnees: dict
    entetes: list[str] = field(default_factory=list)
    lignes: list[list[str]] = field(default_factory=list)
    classe: str = ""

    @property
    def svg(self) -> SafeString:
        """The drawing alone."""
        context = {"titre": self.titre, "resume": self.resume, **self.donnees}
        return mark_safe(render_to_string(f"ui/charts/{self.gabarit}.svg.html", context).strip())  # noqa: S308

    @property
    def tableau(self) -> SafeString:
        """The table alone, `data-l` on each cell so that it stacks on a telephone."""
        return render_to_string("ui/charts/tableau.html", {"g": self, "rangs": self._rangs()})

    def _rangs(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [(row[0], list(zip(self.entetes[1:], row[1:], strict=True))) for row in self.lignes]

    def __str__(self) -> str:
        return render_to_string("ui/charts/graphique.html", {"g": self})
