"""What the sign-in page shows in the demo profile; the name of a browser."""

from django import template

from coop.accounts import appareils, personas

register = template.Library()
register.filter("appareil", appareils.appareil)


@register.simple_tag
def personas_demo() -> tuple[personas.Persona, ...]:
    return personas.PERSONAS


@register.simple_tag
def mot_de_passe_demo() -> str:
    return personas.PASSWORD
