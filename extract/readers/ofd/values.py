"""Values of OFD attributes: numbers, boxes, matrices, distances, colours. What cannot be read is left out, never raised."""

import math
import re
from itertools import islice

from lxml import etree

from extract.readers.office.package import attribute, child
from extract.readers.printed.frame import Affine

POINTS = 72 / 25.4  # a millimetre
_FAR = 1e6  # millimetres: nothing of a page stands further away
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_HEX = re.compile(r"#([0-9a-fA-F]{1,4})")
_NOTHING = Affine(1, 0, 0, 1, 0, 0)
_MOST_PARAMETERS = 8  # that refer to one another

Box = tuple[float, float, float, float]  # x, y, width, height


def numbers(text: str | None) -> list[float]:
    """The finite numbers of a list that blanks part."""
    found = (_number(word) for word in (text or "").replace(",", " ").split())
    return [n for n in found if n is not None]


def _number(word: str) -> float | None:
    if _NUMBER.fullmatch(word) is None:
        return None
    value = float(word)
    return value if math.isfinite(value) and abs(value) < _FAR else None


def number(element: etree._Element, name: str) -> float | None:
    """An attribute that is one number."""
    return next(iter(numbers(attribute(element, name))), None)


def box(text: str | None) -> Box | None:
    """x, y, width and height; None unless there are four."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


def matrix(text: str | None) -> Affine:
    """A transformation; the one that changes nothing where there are not six numbers."""
    found = numbers(text)
    return Affine(*found) if len(found) == 6 else _NOTHING


def composed(outer: Affine, inner: Affine) -> Affine:
    """The transformation that applies `inner` first, then `outer`."""
    e, f = outer.at(inner.e, inner.f)
    return Affine(
        outer.a * inner.a + outer.c * inner.b,
        outer.b * inner.a + outer.d * inner.b,
        outer.a * inner.c + outer.c * inner.d,
        outer.b * inner.c + outer.d * inner.d,
        e,
        f,
    )


def shifted(outer: Affine, x: float, y: float) -> Affine:
    """The transformation that moves by (x, y) first, then applies `outer`."""
    return composed(outer, Affine(1, 0, 0, 1, x, y))


def placed(element: etree._Element, outer: Affine) -> Affine:
    """What maps the own space of an object to that of `outer`: its matrix, then the corner of its boundary."""
    x, y, _, _ = box(attribute(element, "Boundary")) or (0.0, 0.0, 0.0, 0.0)
    return composed(shifted(outer, x, y), matrix(attribute(element, "CTM")))


def distances(text: str | None, count: int) -> list[float] | None:
    """The distances between characters, `g n d` being n times d; the last one is repeated. None where none is told."""
    words = iter((text or "").split())
    found: list[float] = []
    for word in words:
        if word.lower() == "g":
            times, value = _number(next(words, "")), _number(next(words, ""))
            found += [value] * min(max(int(times or 0), 0), count) if value is not None else []
        elif (value := _number(word)) is not None:
            found.append(value)
        if len(found) >= count:
            break
    if not found:
        return None
    return [*islice(found, count), *[found[-1]] * (count - len(found))]


def is_true(element: etree._Element, name: str, default: bool) -> bool:
    """An attribute that is true or false."""
    told = (attribute(element, name) or "").strip().lower()
    return default if told not in ("true", "false", "1", "0") else told in ("true", "1")


def color(
    element: etree._Element, name: str, parameters: dict[str, etree._Element], layer: str | None
) -> tuple[float, ...] | None:
    """The colour (`FillColor`, `StrokeColor`) of an object as shares of 1: its own, or its drawing parameters'."""
    told = child(element, name)
    following = attribute(element, "DrawParam") or layer
    for _ in range(_MOST_PARAMETERS):
        parameter = parameters.get(following or "")
        if told is not None or parameter is None:
            break
        told, following = child(parameter, name), attribute(parameter, "Relative")
    value = attribute(told, "Value")
    if value is None:
        return None
    return tuple(n / 255 for n in numbers(_HEX.sub(lambda m: str(int(m[1], 16)), value)))
