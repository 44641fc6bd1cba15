"""The lines of a plain text page, with few calls into pdfium: one for the text, a handful for each line.

A page with text that this cannot be sure of (sideways, hidden, set in columns) is left to the slower way.
"""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from extract.readers.pdf.glyphs import is_bold
from extract.readers.printed.frame import Frame
from extract.readers.printed.geometry import TextLine, is_cjk

_ASCENT = 0.88  # of the em square above the baseline
_APART = 1.6  # em: a gap inside a row that parts two lines
_BLANK = 0.6  # em: a narrower gap beside a Chinese character is no blank


class FastLines(NamedTuple):
    """The lines of a page, and how many of them have a wide gap inside."""

    lines: list[TextLine]
    gaps: int


class _Reader:
    """Asks pdfium about single characters of one page."""

    def __init__(self, textpage: Any, frame: Frame) -> None:
        self.raw = textpage.raw
        self.affine = frame.affine
        self._box = pdfium_c.FS_RECTF()
        self._matrix = pdfium_c.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def ends(self, index: int) -> tuple[float, float]:
        """Left and right end of a character."""
        box = self._box
        pdfium_c.FPDFText_GetLooseCharBox(self.raw, index, box)
        a, _, c, _, e, _ = self.affine
        x0, x1 = a * box.left + c * box.bottom + e, a * box.right + c * box.top + e
        return (x0, x1) if x0 <= x1 else (x1, x0)

    def size(self, index: int) -> float | None:
        """The size of a character in points; None for text that does not run from left to right."""
        m, a = self._matrix, self.affine
        if not pdfium_c.FPDFText_GetMatrix(self.raw, index, m):
            return None
        across, down = m.a * a.a + m.b * a.c, m.a * a.b + m.b * a.d
        if across <= 0 or abs(down) > 0.02 * across:
            return None
        tall = abs(m.c * a.b + m.d * a.d)
        size: float = pdfium_c.FPDFText_GetFontSize(self.raw, index) * tall
        return size or None

    def baseline(self, index: int) -> float:
        pdfium_c.FPDFText_GetCharOrigin(self.raw, index, self._x, self._y)
        return self.affine.at(self._x.value, self._y.value)[1]


def fast_lines(textpage: Any, frame: Frame) -> FastLines | None:
    """The lines of a page from top to bottom, or None where a closer look is needed."""
    text: str = textpage.get_text_range()
    if len(text) != textpage.count_chars() or "\x02" in text or "\ufffe" in text or "\x00" in text:
        return None
    reader = _Reader(textpage, frame)
    lines: list[TextLine] = []
    gaps = at = 0
    for piece in text.split("\r\n"):
        solid = piece.strip()
        if solid:
            start = at + len(piece) - len(piece.lstrip())
            found = _line(reader, solid, start)
            if found is None:
                return None
            gaps += len(found) > 1 or _stretched(found[0])
            lines += [line for line in found if _on_page(line, frame)]
        at += len(piece) + 2
    return FastLines(_in_rows(lines), gaps)


def _on_page(line: TextLine, frame: Frame) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    return 0 <= x <= frame.width and 0 <= y <= frame.height


def _line(reader: _Reader, text: str, start: int) -> list[TextLine] | None:
    """The lines that one piece of text makes: several where wide gaps part it."""
    size = reader.size(start)
    if size is None:
        return None
    top = reader.baseline(start) - _ASCENT * size
    bold = is_bold(reader.raw, start)
    cuts: list[tuple[int, int]] = []  # character before, character after a wide gap
    dropped: set[int] = set()
    for i in _blanks(text):
        if not (is_cjk(text[i - 1]) or is_cjk(text[i + 1])):
            continue
        gap = reader.ends(start + _next(text, i))[0] - reader.ends(start + _previous(text, i))[1]
        if gap < -size:
            return None  # drawn further left: the page draws in another order than it reads
        if gap >= _APART * size:
            cuts.append((_previous(text, i), _next(text, i)))
        elif gap < _BLANK * size and pdfium_c.FPDFText_IsGenerated(reader.raw, start + i) == 1:
            dropped.add(i)
    bounds = [0, *(k for cut in dict.fromkeys(cuts) for k in (cut[0] + 1, cut[1])), len(text)]
    out = []
    for a, b in zip(bounds[::2], bounds[1::2], strict=True):
        words = "".join(c for i, c in enumerate(text[a:b], a) if i not in dropped) if dropped else text[a:b]
        x0, x1 = reader.ends(start + a)[0], reader.ends(start + b - 1)[1]
        out.append(TextLine(text=words, x0=x0, top=top, x1=x1, bottom=top + size, size=size, bold=bold))
    return out


def _blanks(text: str) -> Iterator[int]:
    at = text.find(" ")
    while at >= 0:
        yield at
        at = text.find(" ", at + 1)


def _next(text: str, i: int) -> int:
    while text[i] == " ":
        i += 1
    return i


def _previous(text: str, i: int) -> int:
    while text[i] == " ":
        i -= 1
    return i


def _stretched(line: TextLine) -> bool:
    """Whether a line is wider than its characters explain: there is a gap that no blank shows."""
    narrow = len(line.text.encode("ascii", "ignore"))
    em = len(line.text) - narrow + 0.62 * narrow
    return line.x1 - line.x0 > (em + 2.5) * line.size * 1.15


def _in_rows(lines: list[TextLine]) -> list[TextLine]:
    """Lines from top to bottom; pieces of one row that stand close are one line (raised signs, other fonts)."""
    if all(b.top - a.top > 0.5 * max(a.size, b.size) for a, b in pairwise(lines)):
        return lines
    out: list[TextLine] = []
    for line in sorted(lines, key=lambda k: (k.top + k.bottom) / 2):
        at = len(out)
        while at > 0 and _level(out[at - 1], line) and out[at - 1].x0 > line.x0:
            at -= 1
        out.insert(at, line)
    joined: list[TextLine] = []
    for line in out:
        last = joined[-1] if joined else None
        if last and _level(last, line) and -0.3 * line.size < line.x0 - last.x1 < _BLANK * last.size:
            joined[-1] = _one(last, line)
        else:
            joined.append(line)
    return joined


def _level(a: TextLine, b: TextLine) -> bool:
    return abs((a.top + a.bottom) - (b.top + b.bottom)) / 2 < 0.45 * max(a.size, b.size)


def _one(a: TextLine, b: TextLine) -> TextLine:
    blank = b.x0 - a.x1 > 0.16 * b.size and not (is_cjk(a.text[-1]) or is_cjk(b.text[0]))
    main = a if len(a.text) >= len(b.text) else b
    return TextLine(
        text=a.text + " " * blank + b.text,
        x0=a.x0,
        top=main.top,
        x1=max(a.x1, b.x1),
        bottom=main.bottom,
        size=main.size,
        bold=a.bold and b.bold,
    )
