"""A decision number written in a text becomes the way to the decision."""

import re
from collections.abc import Mapping

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
NUMERO = re.compile(r"\bD-\d{4}-\d{2,}\b")


@register.filter
def decisions_citees(texte: str, adresses: Mapping[str, str]) -> SafeString:
    """« D-2027-04 » leads to it when this reader may open it; any other number stays as it is typed."""

    def link(found: re.Match) -> str:
        number = found.group()
        return format_html('<a href="{}">{}</a>', adresses[number], number) if number in adresses else number

    return mark_safe(NUMERO.sub(link, conditional_escape(texte)))  # noqa: S308 - escaped on the line itself
