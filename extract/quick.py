"""Frozen dataclasses that are made in half the time: what pages make by the hundred and later rooms are given.

A frozen dataclass fills each of its fields by a call, past its own guard. An object of these is of an open class while it is
filled (the same slots, no guard) and then of its own: two calls, however many fields it has.
"""

from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar

_T = TypeVar("_T")
_BY_FACTORY = object()


def quickly_made(cls: type[_T]) -> type[_T]:
    """Give a dataclass (frozen, slotted, keyword-only, without bases) a quicker `__init__`. Raises TypeError for others."""
    told = fields(cls)  # type: ignore[arg-type]
    if cls.__bases__ != (object,) or not all(f.kw_only and f.init for f in told):
        raise TypeError(
            f"got {cls.__name__}, expected a keyword-only dataclass without bases, all fields given"
        )
    opened = type(f"_Open{cls.__name__}", (), {"__slots__": tuple(f.name for f in told)})
    known: dict[str, Any] = {
        "set_class": object.__dict__["__class__"].__set__, "opened": opened, "cls": cls, "by_factory": _BY_FACTORY,
    }  # fmt: skip
    parameters = [_parameter(f, known) for f in told]
    lines = [_filled(f) for f in told]
    ends = ["self.__post_init__()"] if hasattr(cls, "__post_init__") else []
    body = "\n    ".join(["set_class(self, opened)", *lines, "self.__class__ = cls", *ends])
    exec(f"def __init__(self, *, {', '.join(parameters)}):\n    {body}", known)  # noqa: S102 - as dataclasses does
    made = known["__init__"]
    made.__qualname__, made.__annotations__ = f"{cls.__qualname__}.__init__", cls.__init__.__annotations__
    cls.__init__ = made  # type: ignore[method-assign]
    return cls


def _parameter(f: Field[Any], known: dict[str, Any]) -> str:
    """A field as a parameter; what it is by default goes into `known`."""
    if f.default is not MISSING:
        known[f"default_{f.name}"] = f.default
        return f"{f.name}=default_{f.name}"
    if f.default_factory is not MISSING:
        known[f"make_{f.name}"] = f.default_factory
        return f"{f.name}=by_factory"
    return f.name


def _filled(f: Field[Any]) -> str:
    if f.default_factory is MISSING:
        return f"self.{f.name} = {f.name}"
    return f"self.{f.name} = make_{f.name}() if {f.name} is by_factory else {f.name}"
