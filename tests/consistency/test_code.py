"""The shape of the code: short views, workflows that say who acts, no stray French typography."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.consistency.sources import python_of_the_apps, short

VIEW_LINES = 30
# Questions and signal receivers also speak of an actor: they are no verbs.
NOT_A_VERB = ("_", "may_", "can_", "require", "on_")


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The functions written at the top of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in tree.body if isinstance(node, ast.FunctionDef))


def is_view(function: ast.FunctionDef) -> bool:
    return bool(function.args.args) and function.args.args[0].arg == "request"


def length(function: ast.FunctionDef) -> int:
    """Lines of the body, docstring apart."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return body[-1].end_lineno - body[0].lineno + 1


def test_views_are_short():
    in_views = [path for path in python_of_the_apps() if "views" in path.parts or path.name == "views.py"]
    long = {
        f"{short(path)}:{function.name}": length(function)
        for path in in_views
        for function in functions(path)
        if is_view(function) and length(function) > VIEW_LINES
    }
    assert long == {}


def test_actor_is_passed_by_name():
    """A verb called with its actor among other ids by position would one day take one for the other."""
    by_position = [
        f"{short(path)}:{function.name}"
        for path in python_of_the_apps()
        if "workflows" in path.parts or path.name == "workflows.py"
        for function in functions(path)
        if "actor" in [argument.arg for argument in function.args.args] and not function.name.startswith(NOT_A_VERB)
    ]
    assert by_position == []


def test_every_module_says_what_it_is_for():
    silent = []
    for path in python_of_the_apps():
        source = path.read_text(encoding="utf-8")
        if path.name in {"__init__.py", "apps.py", "enums.py", "urls.py"} or "urls" in path.parts or not source.strip():
            continue
        if not ast.get_docstring(ast.parse(source)):
            silent.append(short(path))
    assert silent == []
