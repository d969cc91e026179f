"""Filters and tags that every template has without loading (builtins of the template engine)."""

import re

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from coop import horloge
from coop.ui import champs, icones, typographie
from coop.ui.charts.base import style
from coop.ui.rubriques import label_de, lien, pages_de, rubrique_de, rubriques_de

register = template.Library()

EXPOSANT = re.compile(r"\b(\d+)(er|re|e)\b")
NIVEAUX = {"success": "success", "warning": "warning", "error": "error"}
VIDE = (None, "")


def _filtre(name: str, function) -> None:
    """Register `function` so that an absent value gives an en dash, as in the tables of the pictures."""

    def filtre(value, argument=None):
        if value in VIDE:
            return typographie.TIRET
        return function(value) if argument is None else function(value, argument)

    register.filter(name, filtre)


for _name in ("date_longue", "date_courte", "date_jour", "heure", "date_heure", "nombre", "euros", "pourcentage"):
    _filtre(_name, getattr(typographie, _name))
_filtre("avec_nombre", typographie.avec_nombre)
_filtre("de", typographie.de)
_filtre("date_courte_annee", lambda value: typographie.date_courte(value, annee=True))
_filtre("echeance", lambda value: typographie.echeance(value, horloge.today()))
_filtre("depuis", lambda value: typographie.depuis(value, horloge.today()))


@register.filter
def pluriel(count, forms: str) -> str:
    """`{{ n|pluriel:"bilan,bilans" }}`: the form alone; `avec_nombre` gives the number too."""
    return typographie.pluriel(count or 0, forms)


@register.filter
def en_retard(day) -> bool:
    """Whether a due date is behind us."""
    return day not in VIDE and typographie.jour_civil(day) < horloge.today()


@register.filter
def mois_court(value) -> str:
    """« janv. » of a date."""
    return typographie.MOIS_COURTS[typographie.jour_civil(value).month - 1]


@register.filter
def ordinal(value: int, genre: str = "m") -> SafeString:
    """« 1er » or « 1re » (`:"f"`), « 2e », the ending in superscript."""
    ending = ("re" if genre == "f" else "er") if int(value) == 1 else "e"
    return format_html("{}<sup>{}</sup>", value, ending)


@register.filter
def date_exposant(value) -> SafeString:
    """The long date in a text, « 1er » in superscript."""
    text = conditional_escape(typographie.date_longue(value)) if value not in VIDE else typographie.TIRET
    return mark_safe(text.replace("1er\u00a0", "1<sup>er</sup>\u00a0", 1) if text.startswith("1er") else text)  # noqa: S308


@register.filter
def exposants(value) -> SafeString:
    """« 3e trimestre », « 1re année » of a stored sentence, the ending in superscript."""
    escaped = conditional_escape(value)
    return mark_safe(EXPOSANT.sub(r"\1<sup>\2</sup>", escaped))  # noqa: S308 - escaped on the line above


@register.filter(is_safe=True)
def typo(value) -> str:
    """Non-breaking spaces and apostrophes in a text typed by a person."""
    return typographie.typo(value if isinstance(value, SafeString) else str(value))


@register.filter
def niveau_alerte(tag: str) -> str:
    """The DSFR alert of a message level."""
    return NIVEAUX.get(tag, "info")


@register.simple_tag
def icone(nom: str) -> SafeString:
    """`{% icone "loupe" %}`: decorative; write the word beside."""
    return icones.icone(nom)


@register.simple_tag
def etat(mot: str, ton: str = "") -> SafeString:
    """`{% etat "En vigueur" "fait" %}`: a state as a word; tones: fait, cours, attente, retard, refus, clos."""
    return format_html('<span class="coop-mot{}">{}</span>', f" coop-mot--{ton}" if ton else "", mot)


@register.inclusion_tag("ui/partials/rubriques.html", takes_context=True)
def rubriques(context, ca, courante: str = "") -> dict:
    """The rubriques of a coopérative that the person of the request opens, and their drawer on a telephone; none for who
    reads the first alone."""
    courante = rubrique_de(_page(context), courante)
    entrees = rubriques_de(ca.reference, courante, getattr(context.get("request"), "roles", None))
    entrees = entrees if len(entrees) > 1 else []
    return {"entrees": entrees, "courante": next((e for e in entrees if e.current), None)}


@register.inclusion_tag("ui/partials/pages.html", takes_context=True)
def pages(context, ca, courante: str = "") -> dict:
    """The pages of the current rubrique that the person of the request opens: the second level, the same everywhere."""
    nom, roles = _page(context), getattr(context.get("request"), "roles", frozenset())
    entrees = pages_de(ca.reference, rubrique_de(nom, courante), nom, roles)
    return {"entrees": entrees, "courante": next((e for e in entrees if e.current), None)}


register.filter("nom_de_page", label_de)


def _page(context) -> str:
    """The URL name of the page shown, empty outside a request."""
    match = getattr(context.get("request"), "resolver_match", None)
    return match.view_name if match else ""


@register.simple_tag
def lien_si(name: str, label: str, ancre: str = "", **kwargs) -> SafeString:
    """A link when the URL name exists, at the heading `ancre` of its page; the bare words otherwise."""
    url = lien(name, **kwargs)
    return (
        format_html('<a href="{}{}">{}</a>', url, f"#{ancre}" if ancre else "", label)
        if url
        else format_html("{}", label)
    )


@register.inclusion_tag("ui/partials/pagination.html", takes_context=True)
def pagination(context, page: Page) -> dict:
    """`{% pagination page %}`: pages of a Paginator, other filters of the address kept."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numeros": numbers, "suite": f"{query.urlencode()}&" if query else ""}


@register.simple_tag
def champ(field) -> SafeString:
    """The widget of a bound field in DSFR clothes: `{% champ form.nom %}` where `{{ form.nom.as_field_group }}` is too much."""
    return champs.widget(field)


@register.filter
def genre_champ(field) -> str:
    """Which partial of templates/ui/forms/champs/ draws this field."""
    return champs.genre(field)


@register.filter
def champ_court(field) -> str:
    """The width class of a field: dates and numbers are not as wide as texts."""
    return champs.largeur(field)


@register.filter
def facultatif(field) -> bool:
    """Whether the label of a field says « facultatif »."""
    return champs.facultatif(field)


@register.filter
def choisis(field) -> list[str]:
    """The chosen answers of a long list of chips, to fold it."""
    return champs.choisis(field)


@register.filter
def erreurs_resume(form) -> list:
    """(bound field or None, messages) in the order of the page, for the summary."""
    return champs.erreurs(form)


@register.filter
def lignes_resume(formset) -> list:
    """(title of the row, its errors) of a formset, for its one summary."""
    rows = enumerate(formset.forms, start=1)
    found = [(getattr(form, "titre", f"Ligne {number}"), champs.erreurs(form)) for number, form in rows]
    return [(title, errors) for title, errors in found if errors]


@register.filter
def cible_champ(field) -> str:
    """The id to which the summary leads: the first answer of a group, the field otherwise."""
    return champs.cible(field)


@register.simple_tag
def svg(name: str) -> SafeString:
    """Inside our SVG templates: the class of a shape and its colours as attributes (for the PDF)."""
    return style(name)


@register.simple_tag
def gantt_legende() -> SafeString:
    """The legend of the tableau de bord."""
    return mark_safe(render_to_string("ui/charts/gantt_legende.html"))  # noqa: S308
