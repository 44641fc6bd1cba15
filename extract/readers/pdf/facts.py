"""What kind of page is it? Told from the page's objects and lines, before anything slow is done."""

import ctypes
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from extract.readers.pdf.glyphs import INVISIBLE_MODES, is_white
from extract.readers.printed.frame import Frame
from extract.readers.printed.geometry import TextLine

_THIN = 4.0  # points
_LONG = 12.0  # points: a shorter line is an underline of a word or part of a drawing
_DEPTH = 4  # nested forms
_MANY = 20_000  # objects: a map or a drawing; its lines are not looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """Counts of what is drawn on a page."""

    flat: int  # horizontal rules
    tall: int  # vertical rules
    areas: int  # larger rectangles and paths
    texts: int
    hidden_texts: int  # text objects in the invisible mode or in white
    covered: float  # share of the page that its largest image covers

    @property
    def drawn(self) -> int:
        return self.flat + self.tall + self.areas


def facts_of(page: Any, frame: Frame) -> PageFacts:
    """Count the objects of a page, those inside forms included."""
    counts: Counter[str] = Counter()
    largest = _count(page, frame, counts)
    return PageFacts(
        flat=counts["flat"],
        tall=counts["tall"],
        areas=counts["area"],
        texts=counts["text"],
        hidden_texts=counts["hidden"],
        covered=min(1.0, largest / max(1.0, frame.width * frame.height)),
    )


def _count(page: Any, frame: Frame, counts: Counter[str]) -> float:
    edges = tuple(ctypes.c_float() for _ in range(4))
    largest = 0.0
    stack = [(page, pdfium_c.FPDFPage_CountObjects(page), pdfium_c.FPDFPage_GetObject, 0)]
    seen = texts = hidden = 0
    kind_of, mode_of = pdfium_c.FPDFPageObj_GetType, pdfium_c.FPDFTextObj_GetTextRenderMode  # called most
    text_kind, path_kind = pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_PATH
    while stack and seen < _MANY:
        holder, count, get, depth = stack.pop()
        for i in range(min(count, _MANY - seen)):
            handle = get(holder, i)
            kind = kind_of(handle)
            seen += 1
            if kind == text_kind:
                texts += 1
                hidden += mode_of(handle) in INVISIBLE_MODES or is_white(handle)
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
                if depth < _DEPTH:
                    inner = pdfium_c.FPDFFormObj_CountObjects(handle)
                    stack.append((handle, inner, pdfium_c.FPDFFormObj_GetObject, depth + 1))
            elif pdfium_c.FPDFPageObj_GetBounds(handle, *edges):
                x0, top, x1, bottom = frame.affine.box(*(e.value for e in edges))
                if kind == path_kind:
                    counts[_shape(x1 - x0, bottom - top)] += 1
                elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                    area = (min(x1, frame.width) - max(x0, 0)) * (min(bottom, frame.height) - max(top, 0))
                    largest = max(largest, area)
    counts["text"], counts["hidden"] = texts - hidden, hidden
    return largest


def _shape(width: float, height: float) -> str:
    if height <= _THIN:
        return "flat" if width > _LONG else "dot"
    if width <= _THIN:
        return "tall" if height > _LONG else "dot"
    return "area"


def may_hold_table(facts: PageFacts, lines: Sequence[TextLine], gaps: int) -> bool:
    """Whether a page must be looked at more closely: ruled, shaded, or with text set in columns."""
    ruled = facts.tall >= 2 or facts.flat >= 3 or facts.areas >= 2 or (facts.areas and facts.flat)
    return bool(ruled) or gaps >= 3 or _beside(lines) >= 3


def _beside(lines: Sequence[TextLine]) -> int:
    """How many lines stand beside another: on one level, or on levels too close for lines below one another."""
    return sum(
        abs(b.top - a.top) < (0.85 if a.x1 < b.x0 or b.x1 < a.x0 else 0.4) * a.size
        for a, b in itertools.pairwise(lines)
    )
