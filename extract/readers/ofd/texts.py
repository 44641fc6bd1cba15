"""The glyphs of a text object: each character where its distances put it, in points of the page."""

import math
import re
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from extract.readers.ofd.values import composed, distances, number
from extract.readers.office.package import attribute, children
from extract.readers.printed.directions import is_slanted
from extract.readers.printed.frame import Affine
from extract.readers.printed.geometry import Glyph, is_cjk

_ASCENT = 0.88  # of the em square above the baseline, as CJK fonts have it
# A distance up to so many em is a character's own width: fonts of one width are wider, and numbers are spaced in titles.
_LETTER, _THIN_LETTER, _DIGIT = 0.62, 0.52, 1.05
_SMALLEST = 0.5  # points: smaller letters are dust
_ESCAPED = re.compile(r"\\([0-9a-fA-F]{4})")  # what XML cannot hold
_UNSEEN = re.compile("[\0-\x1f\x7f]")
_HEAVY = 600.0
_NARROW = frozenset("ijlI|!.,;:'`()[]{}ftr ")
_BROAD = frozenset("mwMW@%&")


class Spot(NamedTuple):
    """A glyph, the direction its text runs in (degrees clockwise), and whether it stands slanted."""

    glyph: Glyph
    direction: int
    slanted: bool


def spots_of(element: etree._Element, to_page: Affine, piece: int, *, bold: bool) -> list[Spot]:
    """The glyphs of one text object; `to_page` maps its own space to points of the page."""
    size = abs(number(element, "Size") or 0.0)
    if size * math.hypot(to_page.c, to_page.d) < _SMALLEST:
        return []
    stretch = abs(number(element, "HScale") or 1.0)
    turn = number(element, "CharDirection") or 0.0
    heavy = bold or (number(element, "Weight") or 0.0) >= _HEAVY
    found: list[Spot] = []
    x = y = 0.0
    for code in children(element, "TextCode"):
        x, y = _or(number(code, "X"), x), _or(number(code, "Y"), y)
        text = _text(code.text or "")
        widths = [_em(c) * size * stretch for c in text]
        across = distances(attribute(code, "DeltaX"), max(len(text) - 1, 0))
        down = distances(attribute(code, "DeltaY"), max(len(text) - 1, 0))
        along = across if across is not None else [0.0] * len(text) if down is not None else widths[:-1]
        xs = list(accumulate(along, initial=x))
        ys = list(accumulate(down or [0.0] * len(text), initial=y))
        for i, char in enumerate(text):
            ahead = math.hypot(xs[i + 1] - xs[i], ys[i + 1] - ys[i]) if i + 1 < len(text) else 0.0
            most = _widest(char, text[i + 1 : i + 2]) * size * stretch
            if 0 < ahead <= most:
                widths[i] = ahead
            elif i and char.isdigit() and text[i - 1].isdigit():
                widths[i] = widths[i - 1]  # digits of a font are equally wide
            own = composed(to_page, _turned(turn, xs[i], ys[i]))
            found.append(_spot(char, own, widths[i], size, heavy, piece))
    return found


def _or(value: float | None, default: float) -> float:
    return default if value is None else value


def _text(printed: str) -> str:
    text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), printed) if "\\" in printed else printed
    if "\n" in text:  # how the file was laid out
        text = "".join(line.strip() for line in text.splitlines())
    return _UNSEEN.sub(" ", text)


def _em(char: str) -> float:
    """About how wide a character is, in em: fonts are not read."""
    if is_cjk(char):
        return 1.0
    if char in _NARROW:
        return 0.32
    return 0.85 if char in _BROAD else 0.68 if char.isupper() else 0.5


def _widest(char: str, following: str) -> float:
    """The distance to the next character, in em, up to which nothing stands between the two."""
    if char.isdigit() and following.isdigit():
        return _DIGIT
    return max(_em(char), _THIN_LETTER if char in _NARROW else _LETTER)


def _turned(degrees: float, x: float, y: float) -> Affine:
    """A glyph's own space, its baseline beginning at 0, to that of its text."""
    angle = math.radians(degrees)
    cos, sin = round(math.cos(angle), 6), round(math.sin(angle), 6)
    return Affine(cos, sin, -sin, cos, x, y)


def _spot(char: str, own: Affine, width: float, size: float, bold: bool, piece: int) -> Spot:
    corners = [own.at(x, y) for x in (0, width) for y in (-_ASCENT * size, (1 - _ASCENT) * size)]
    angle = math.degrees(math.atan2(own.b, own.a))
    shown = size * math.hypot(own.c, own.d)
    box = (
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )
    return Spot(Glyph(char, *box, shown, bold, 1.0, piece), round(angle / 90) % 4 * 90, is_slanted(angle))
