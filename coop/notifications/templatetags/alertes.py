"""The sentence of the guide behind the words of an alert of input."""

from django import template
from django.template.loader import render_to_string

from coop.notifications import saisie

register = template.Library()


@register.simple_tag
def source_de_phrase(phrase: object) -> str:
    """« D’où vient cette règle ? » under words an alert of input says; nothing under any other words."""
    known = next((row for row in saisie.registered().values() if row.phrase == str(phrase)), None)
    if known is None:
        return ""
    context = {"resume": "D’où vient cette règle\u00a0?", "phrase": known.source, "article": known.source_ref}
    return render_to_string("ui/partials/source.html", context)
