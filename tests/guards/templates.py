"""An undefined variable in one of our templates is an error, not an empty string."""

import sys
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.template.base import FilterExpression, Node

# Templates of installed packages rely on silent undefined variables; ours do not.
LIBRARIES = ("site-packages", "dist-packages")


class UndefinedVariable(AssertionError):
    """A template of the project printed a variable that its context does not give."""


class StrictEmpty(str):
    """Stands for `string_if_invalid`: Django asks for its truth exactly when a variable is undefined."""

    __slots__ = ()

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        expression = frame.f_locals.get("self")
        if frame.f_code.co_name == "resolve" and isinstance(expression, FilterExpression):
            origin = rendering_template(frame)
            if is_ours(origin):
                raise UndefinedVariable(f"{{{{ {expression.token} }}}} is undefined in {origin}")
        return False


def rendering_template(frame: FrameType | None) -> str:
    """The path of the template whose node is being rendered at `frame`."""
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return str(node.origin.name)
        frame = frame.f_back
    return "<unknown source>"


def is_ours(origin: str) -> bool:
    """Whether a template path belongs to the project (a template made from a string does too)."""
    return not any(part in LIBRARIES for part in Path(origin).parts)


def pytest_configure() -> None:
    """Put the strict value in the settings before the first template engine is built."""
    for backend in settings.TEMPLATES:
        backend["OPTIONS"]["string_if_invalid"] = StrictEmpty()
