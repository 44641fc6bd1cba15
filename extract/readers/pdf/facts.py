"""What kind of page is it? Told from the page's objects and lines, before anything slow is done."""

import ctypes
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from extract.language.folding import fold
from extract.readers.pdf.frame import Frame
from extract.readers.pdf.glyphs import INVISIBLE_MODES, is_white
from extract.readers.printed.geometry import TextLine

_THIN = 4.0  # points
_LONG = 12.0  # points: a shorter line is an underline of a word or part of a drawing
_DEPTH = 4  # nested forms
_MANY = 20_000  # objects: a map or a drawing; its lines are not looked at

# The 200 most frequent characters of Chinese official prose, simplified: text whose encoding was lost has few of them.
_COMMON = re.compile(
    "["
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还"
    "因由其些前外天政四日社义事平形相全表间样与关各重新线内数正心反你明看原利比或但质气第向道命此变条只没结解问意建"
    "月公无系军市情者最立代想已通并提直题党程展五果料员入常文总次品式活设及管特件资金审计整改财务单位项目万元情况措施责任"
    "规范收支预算管理督促完成落实制度监局厅委办号〇六七八九二〇至未将按"
    "]"
)
_ACCENTED = re.compile("[\u0080-\u024f]")
_CHINESE = re.compile("[\u3400-\u9fff]")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\ufffe\uffff\x00-\x08\x0e-\x1f]|[\U000f0000-\U0010ffff]")


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


def is_garbled(text: str) -> bool:
    """Whether text is no text: private or unknown characters, (cid:n), or Chinese without its commonest signs."""
    solid = "".join(text.split())
    if not solid:
        return False
    bad = len(_PRIVATE.findall(solid)) + 6 * solid.count("(cid:")
    if bad > 0.15 * len(solid):
        return True
    if len(_COMMON.findall(solid)) > 0.2 * len(solid):
        return False
    if len(solid) > 30 and len(_ACCENTED.findall(solid)) > 0.4 * len(solid):
        return True
    chinese = _CHINESE.findall(fold(solid))
    return len(chinese) > 60 and len(_COMMON.findall("".join(chinese))) < 0.12 * len(chinese)
