"""The words for what a browser says of itself: « Firefox sur Windows » rather than its whole signature."""

# The first that is found wins: Edge and Opera also say « Chrome », Chrome also says « Safari ».
NAVIGATEURS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def appareil(signature: str) -> str:
    """« Firefox sur Windows »; « Navigateur inconnu » when nothing is recognised."""
    navigateur = _trouve(NAVIGATEURS, signature) or "Navigateur inconnu"
    systeme = _trouve(SYSTEMES, signature)
    return f"{navigateur} sur {systeme}" if systeme else navigateur


def _trouve(table: tuple[tuple[str, str], ...], signature: str) -> str:
    return next((mot for marque, mot in table if marque in signature), "")
