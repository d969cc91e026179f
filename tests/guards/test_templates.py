"""The guard on undefined variables: strict on our templates, silent on those of libraries."""

import pytest
from django.template import Context, Engine, Origin, Template

from tests.guards.templates import StrictEmpty, UndefinedVariable

ENGINE = Engine(string_if_invalid=StrictEmpty())
LIBRARY = Origin("/venv/lib/python3.11/site-packages/allauth/templates/account/login.html")


@pytest.mark.parametrize(
    "source",
    ["{{ absent }}", "{{ absent|default:'x' }}", "{{ ici.absent }}", "{% with a=absent %}{% endwith %}"],
)
def test_undefined_variable_fails_in_our_templates(source):
    with pytest.raises(UndefinedVariable, match="absent"):
        Template(source, engine=ENGINE).render(Context({"ici": object()}))


@pytest.mark.parametrize("source", ["{% if absent %}x{% endif %}", "{% for x in absent %}x{% endfor %}", "{{ vide }}"])
def test_questions_and_empty_values_are_allowed(source):
    assert Template(source, engine=ENGINE).render(Context({"vide": ""})) == ""


def test_library_template_keeps_its_silence():
    template = Template("[{{ absent }}{{ absent|default:'x' }}]", origin=LIBRARY, engine=ENGINE)
    assert template.render(Context()) == "[x]"
