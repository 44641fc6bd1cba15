"""What stands on a page: glyphs, runs of glyphs, ruling lines.

All coordinates are points from the upper left corner of the upright page. PDF pages and scanned pages are
both brought to a `Sheet`; every rule about tables and paragraphs works on sheets alone.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.model import Box


class Glyph(NamedTuple):
    """One character (a ligature may hold several). `top` and `bottom` are those of its em square.

    Glyphs of one `piece` were written in one go: by one operator of the page, or as one word of a picture.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    confidence: float = 1.0
    piece: int = 0


class Rule(NamedTuple):
    """A straight ruling line along one axis. `shade`: it is only the edge of a filled area."""

    x0: float
    top: float
    x1: float
    bottom: float
    shade: bool = False

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


class Fill(NamedTuple):
    """An area filled with a colour, six hexadecimal digits; white ones and hair lines are none."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: str


class Run(NamedTuple):
    """Glyphs that stand side by side on one line with no wide gap between them, blanks included."""

    glyphs: tuple[Glyph, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    upright: bool = True

    @property
    def text(self) -> str:
        return "".join(g.text for g in self.glyphs)

    @property
    def size(self) -> float:
        return max(g.size for g in self.glyphs)

    @property
    def bold(self) -> bool:
        return all(g.bold for g in self.glyphs if not g.text.isspace())

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def confidence(self) -> float:
        """Of the least certain letter, digit or ideograph: stops and brackets are doubtful too often to tell."""
        return min((g.confidence for g in self.glyphs if g.text.isalnum()), default=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One printed line outside tables. `confidence` is below 1 for recognised text only.

    `area` is where the column of text begins and ends that the line stands in, on a page set in several; `fill` the
    colour that it stands on, or that of a swatch beside it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    confidence: float = 1.0
    area: tuple[float, float] | None = None
    fill: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One upright page: its runs and its rules. `turned`: degrees clockwise it was turned to be upright.

    `drawings` are areas whose text labels a chart or another drawing; `slanted` counts characters left out because
    they stand slanted across the page.
    """

    number: int
    width: float
    height: float
    runs: tuple[Run, ...] = ()
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()  # as they were drawn, one on another
    turned: int = 0
    drawings: tuple[Box, ...] = ()
    slanted: int = 0


def run_of(glyphs: Sequence[Glyph], *, upright: bool = True) -> Run:
    """The run that some glyphs make; outer blanks are left out. At least one glyph must not be blank."""
    solid = [i for i, g in enumerate(glyphs) if not g.text.isspace()]
    kept = tuple(glyphs[solid[0] : solid[-1] + 1])
    return Run(
        kept,
        min(g.x0 for g in kept),
        min(g.top for g in kept),
        max(g.x1 for g in kept),
        max(g.bottom for g in kept),
        upright,
    )


def box_around(pieces: Iterable[Glyph | Run | TextLine | Box]) -> Box:
    """The smallest box that holds all pieces."""
    x0 = top = math.inf
    x1 = bottom = -math.inf
    for p in pieces:
        x0, top, x1, bottom = min(x0, p.x0), min(top, p.top), max(x1, p.x1), max(bottom, p.bottom)
    return Box(x0=round(x0, 2), top=round(top, 2), x1=round(x1, 2), bottom=round(bottom, 2))


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """Length that two intervals share; negative: the gap between them."""
    return min(a1, b1) - max(a0, b0)


def is_cjk(char: str) -> bool:
    """Whether a character is set without blanks: ideographs, kana, full-width punctuation."""
    code = ord(char[0])
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
        or char[0] in "“”‘’…—·〇①②③④⑤⑥⑦⑧⑨⑩"
    )
