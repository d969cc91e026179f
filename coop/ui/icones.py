"""A small set of line icons drawn on a 24 × 24 grid; always decorative, the word beside carries the meaning."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

TRACES = {
    "loupe": "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16 16l4.5 4.5",
    "compte": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM6.5 18.5c1-2.3 3-3.5 5.5-3.5s4.5 1.2 5.5 3.5",
    "coche": "M4 12.5l5.5 5.5L20 6.5",
    "croix": "M5.5 5.5l13 13M18.5 5.5l-13 13",
    "alerte": "M12 4L2.5 20h19zM12 10v4.5M12 17.2v.3",
    "info": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 11v5.5M12 7.5v.3",
    "telecharger": "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14",
    "deposer": "M12 16V5M7.5 9.5L12 5l4.5 4.5M5 20h14",
    "calendrier": "M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8",
    "document": "M6 3h8l4.5 4.5V21H6zM14 3v4.5h4.5M9 12.5h6M9 16h6",
    "courriel": "M3.5 5.5h17v13h-17zM3.5 6.5L12 13l8.5-6.5",
    "crayon": "M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5l3.5 3.5",
    "corbeille": "M5 7h14M9.5 7V4.5h5V7M7 7l1 13.5h8L17 7M10.5 11v6M13.5 11v6",
    "plus": "M12 5v14M5 12h14",
    "fleche": "M5 12h14M13 6l6 6-6 6",
    "retour": "M19 12H5M11 6l-6 6 6 6",
    "cadenas": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5V17",
    "imprimer": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "groupe": "M9 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM3 19c.6-3 2.8-4.5 6-4.5s5.4 1.5 6 4.5M15.5 5.6a3 3 0 0 1 0 5M17.5 14.8c2 .6 3.1 2 3.5 4.2",
    "lien": "M10 14a4 4 0 0 1 0-5.6l3-3a4 4 0 0 1 5.6 5.6l-1.5 1.5M14 10a4 4 0 0 1 0 5.6l-3 3A4 4 0 0 1 5.400 13l1.500-1.500",
    "question": "M4 4.500h16v12h-8L7 21v-4.500H4zM9.800 8.700a2.200 2.200 0 1 1 3.200 2c-.7.4-1 .8-1 1.500M12 14v.3",
    "horloge": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7.500V12l3.500 2.500",
    "lieu": "M12 21c4.500-5 6.500-8.200 6.500-11a6.500 6.500 0 0 0-13 0c0 2.800 2 6 6.500 11zM12 7.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5z",
}


def icone(nom: str) -> SafeString:
    """The inline SVG of an icon, drawn by its own attributes where no style sheet reaches (PDF).

    Raises KeyError on an unknown name, so that a typing error is seen at once.
    """
    trace = mark_safe(TRACES[nom])  # noqa: S308 - constant of this file
    return format_html(
        '<svg class="coop-icone" viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        trace,
    )
