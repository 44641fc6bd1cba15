"""What a request to the API may ask, held against its description: a misspelt filter must not answer with everything."""

from collections.abc import Iterable

from db.site.asked.answers import Ask, Wrong
from db.site.asked.openapi import OPERATIONS, Parameter

__all__ = ["BY_NAME", "CHOICE", "check"]

ANYWHERE = frozenset({"lang"})
BY_NAME = {operation.name: operation.parameters for operation in OPERATIONS}
CHOICE = tuple(p for p in BY_NAME["listFindings"] if p.name not in ("size", "after"))


def check(ask: Ask, parameters: Iterable[Parameter]) -> None:
    """Raise Wrong for an argument that is not described, or a value that its description does not allow."""
    known = {parameter.name: parameter for parameter in parameters if parameter.place == "query"}
    for name in ask.args:
        if name in known:
            for value in ask.all(name) if known[name].many else [ask.get(name)]:
                _check_value(known[name], value)
        elif name not in ANYWHERE:
            raise Wrong(f"got the argument {name}; expected one of {', '.join(known) or 'none'}")


def _check_value(parameter: Parameter, value: str) -> None:
    if not value:
        return
    if parameter.choices and value not in parameter.choices:
        raise Wrong(f"got {parameter.name}={value[:80]}; expected one of {', '.join(parameter.choices)}")
    if parameter.type == "integer":
        low, high = parameter.least, parameter.most
        if not value.removeprefix("-").isdecimal() or len(value) > 10 or not low <= int(value) <= high:
            raise Wrong(f"got {parameter.name}={value[:80]}; expected a whole number from {low} to {high}")
