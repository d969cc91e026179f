"""French typography and figures in words: pure functions shared by pages, mails and documents.

The only space used is U+00A0: the typeface has no U+202F and already draws it thin (design/tokens.md).
"""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils import timezone

NBSP = "\u00a0"
TIRET = "–"
VOYELLES = frozenset("aeiouyàâäéèêëîïôöùûüœæ")
MOIS = [
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
]  # fmt: skip
MOIS_COURTS = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juill.", "août", "sept.", "oct.", "nov.", "déc.",
]  # fmt: skip
JOURS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


def jour_civil(moment: date | datetime) -> date:
    """The civil date in Paris of a date or an aware moment."""
    if not isinstance(moment, datetime):
        return moment
    return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()


def quantieme(jour: date) -> str:
    """« 1er » or the bare number."""
    return "1er" if jour.day == 1 else str(jour.day)


def date_longue(moment: date | datetime) -> str:
    """« 15 janvier 2027 », « 1er mars 2027 »."""
    jour = jour_civil(moment)
    return f"{quantieme(jour)}{NBSP}{MOIS[jour.month - 1]}{NBSP}{jour.year}"


def date_jour(moment: date | datetime) -> str:
    """« vendredi 15 janvier 2027 »."""
    jour = jour_civil(moment)
    return f"{JOURS[jour.weekday()]} {date_longue(jour)}"


def date_courte(moment: date | datetime, annee: bool = False) -> str:
    """« 15 janv. », with the year on demand."""
    jour = jour_civil(moment)
    court = f"{quantieme(jour)}{NBSP}{MOIS_COURTS[jour.month - 1]}"
    return f"{court}{NBSP}{jour.year}" if annee else court


def heure(moment: datetime) -> str:
    """« 10 h 42 », « 9 h »."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{local.hour}{NBSP}h" + (f"{NBSP}{local.minute:02d}" if local.minute else "")


def date_heure(moment: datetime) -> str:
    """« 15 janvier 2027 à 10 h 42 »."""
    return f"{date_longue(moment)} à {heure(moment)}"


def nombre(value, decimales: int | None = None) -> str:
    """« 1 266 », « 12,5 »; without `decimales` the digits given are kept, useless zeros dropped.

    A value that is not a number comes back as text: a table never breaks on « n.d. ».
    """
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return "n.d."
    if decimales is not None:
        number = number.quantize(Decimal(1).scaleb(-decimales), rounding=ROUND_HALF_UP)
    text = f"{number:,f}"
    if decimales is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", NBSP).replace(".", ",").replace("-", "−")


def euros(value) -> str:
    """« 23 000 € », « 12,50 € »: cents only when there are some."""
    try:
        amount = Decimal(str(value)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return str(value)
    whole = amount == amount.to_integral_value()
    return f"{nombre(amount, 0 if whole else 2)}{NBSP}€"


def pourcentage(value, decimales: int = 0) -> str:
    """« 88 % » of a figure already out of one hundred."""
    text = nombre(value, decimales)
    return f"{text}{NBSP}%" if text != "n.d." else text


def pluriel(count, forms: str) -> str:
    """The form that agrees with `count`: `"bilan,bilans"`; in French 0 and 1,5 are singular."""
    singular, plural = forms.split(",")
    return plural if abs(Decimal(str(count))) >= 2 else singular


def avec_nombre(count, forms: str) -> str:
    """« 1 bilan », « 1 266 communes »."""
    return f"{nombre(count)}{NBSP}{pluriel(count, forms)}"


def echeance(jour: date, today: date) -> str:
    """How far a due date is: « aujourd’hui », « dans 9 jours », « 6 jours de retard »."""
    days = (jour_civil(jour) - today).days
    if days < 0:
        return f"{avec_nombre(-days, 'jour,jours')} de retard"
    return {0: "aujourd’hui", 1: "demain"}.get(days, f"dans {avec_nombre(days, 'jour,jours')}")


def depuis(moment: date | datetime, today: date) -> str:
    """How long ago: « aujourd’hui », « hier », « il y a 3 jours », then the date."""
    days = (today - jour_civil(moment)).days
    if days < 0:
        return f"le {date_longue(moment)}"
    if days > 30:
        return f"le {date_longue(moment)}"
    return {0: "aujourd’hui", 1: "hier"}.get(days, f"il y a {avec_nombre(days, 'jour,jours')}")


_HAUTE = re.compile(r"(?<=[^\s\u00a0])[ \u00a0]+(?=[;:!?%€»](?!//))")
_APRES = re.compile(r"«[ \u00a0]*")


def de(nom: object) -> str:
    """« d’Association A », « du Relais », « des Amis », « de Mission santé », « de l’ARS »: a name after « de »."""
    text = str(nom)
    if text.startswith("ARS"):
        return f"de l’{text}"
    for article, contracte in (("Le ", "du "), ("Les ", "des ")):
        if text.startswith(article):
            return contracte + text.removeprefix(article)
    return f"d’{text}" if text[:1].lower() in VOYELLES else f"de {text}"


def typo(text: str) -> str:
    """Non-breaking spaces where French wants them, curly apostrophes; addresses (http://) are left alone."""
    text = _HAUTE.sub(NBSP, text)
    text = _APRES.sub("«" + NBSP, text)
    return re.sub(r"(?<=\w)'(?=\w)", "’", text)


def adresse_masquee(adresse: str) -> str:
    """« m…@valfleuri.example »: enough for its owner to know it, too little to copy it."""
    name, at, domain = adresse.partition("@")
    return f"{name[:1]}…{at}{domain}" if at else ""
