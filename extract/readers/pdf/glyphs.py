"""Glyphs of a PDF page with their places, as pdfium knows them.

What nobody can see is left out: text drawn in the invisible mode, in white on nothing, outside the page or
outside its clip path. So is what stands slanted across the page: watermarks, the words around a seal. A glyph
that is printed twice to look bold is kept once.
"""

import ctypes
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2.raw as pdfium_c

from extract.readers.pdf.clip import clip_of
from extract.readers.pdf.frame import shown_frame
from extract.readers.printed.directions import PageGlyphs, all_glyphs, is_slanted, main_direction
from extract.readers.printed.frame import Affine, Corners, Frame, turned_frame
from extract.readers.printed.geometry import Glyph

_BOLD = re.compile(r"bold|black|heavy|simhei|heiti|fzhei|fzxbs", re.IGNORECASE)
_ASCENT = 0.88  # of the em square above the baseline, as CJK fonts have it
INVISIBLE_MODES = (3, 7)  # neither fill nor stroke; clip only


@dataclass(frozen=True, slots=True)
class _Ink:
    """What the glyphs of one text object share."""

    size: float
    bold: bool
    direction: int  # degrees clockwise from left-to-right: 0, 90 (downwards), 180, 270 (upwards)
    hidden: bool
    slanted: bool
    clip: Corners | None
    baseline: float | None  # of text that runs from left to right
    piece: int


def upright_glyphs(page: Any, textpage: Any) -> tuple[Frame, PageGlyphs]:
    """The glyphs of a page, turned first where most of its text runs sideways."""
    frame = shown_frame(page)
    found = glyphs_of(page, textpage, frame)
    direction = main_direction(found)
    if direction:
        frame = turned_frame(frame, direction)
        found = glyphs_of(page, textpage, frame)
    return frame, found


def glyphs_of(page: Any, textpage: Any, frame: Frame) -> PageGlyphs:
    """All visible glyphs of a page, in the order of its content stream, blanks that are printed included."""
    raw, count = textpage.raw, textpage.count_chars()
    box = pdfium_c.FS_RECTF()
    inks: dict[int, _Ink] = {}
    found: dict[int, list[Glyph]] = {}
    slanted: dict[int, list[Glyph]] = {}
    backdrops: list[Corners] | None = None
    hidden = 0
    for i in range(count):
        text = _text(raw, i, pdfium_c.FPDFText_GetUnicode(raw, i))
        if not text or not pdfium_c.FPDFText_GetLooseCharBox(raw, i, box):
            continue
        handle = pdfium_c.FPDFText_GetTextObject(raw, i)
        key = ctypes.addressof(handle.contents) if handle else 0
        ink = inks.get(key)
        if ink is None:
            if backdrops is None and handle and is_white(handle):
                backdrops = _backdrops(page, frame.affine)
            ink = inks[key] = _ink(raw, i, handle, frame.affine, backdrops or [], len(inks))
        glyph = _glyph(text, box, ink, frame.affine)
        if ink.hidden or _outside(glyph, frame, ink.clip):
            hidden += text != " "
            continue
        (slanted if ink.slanted else found).setdefault(ink.direction, []).append(glyph)
    return all_glyphs(found, slanted, hidden)


def _text(raw: Any, index: int, code: int) -> str:
    if code in (13, 10, 0):
        return ""
    if code == 32:
        return "" if pdfium_c.FPDFText_IsGenerated(raw, index) == 1 else " "
    if code in (2, 0xFFFE):  # what pdfium makes of a hyphen at the end of a line
        return "-"
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return " " if code in (9, 0xA0) else chr(code)


def _glyph(text: str, box: Any, ink: _Ink, affine: Affine) -> Glyph:
    x0, y0, x1, y1 = affine.box(box.left, box.bottom, box.right, box.top)
    if ink.baseline is not None:
        y0 = ink.baseline - _ASCENT * ink.size
        y1 = y0 + ink.size
    return Glyph(text, x0, y0, x1, y1, ink.size, ink.bold, 1.0, ink.piece)


def _ink(raw: Any, index: int, handle: Any, affine: Affine, backdrops: list[Corners], piece: int) -> _Ink:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(raw, index, matrix)
    size = pdfium_c.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.c, matrix.d)
    across = matrix.a * affine.a + matrix.b * affine.c
    down = matrix.a * affine.b + matrix.b * affine.d
    angle = math.degrees(math.atan2(down, across))
    direction = round(angle / 90) % 4 * 90
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(raw, index, x, y)
    left, baseline = affine.at(x.value, y.value)
    level = direction == 0 and abs(down) < 0.01 * abs(across)
    hidden = bool(handle) and (
        pdfium_c.FPDFTextObj_GetTextRenderMode(handle) in INVISIBLE_MODES
        or (is_white(handle) and not any(_holds(b, left + 1, baseline - 1) for b in backdrops))
    )
    clip = clip_of(handle, affine) if handle else None
    bold, level_at = is_bold(raw, index), baseline if level else None
    return _Ink(abs(size) or 1.0, bold, direction, hidden, is_slanted(angle), clip, level_at, piece)


_NAME, _FLAGS = ctypes.create_string_buffer(96), ctypes.c_int()
_COLOR = tuple(ctypes.c_uint() for _ in range(4))


def is_bold(raw: Any, index: int) -> bool:
    """Whether the font of a character is bold, by its name or weight."""
    if pdfium_c.FPDFText_GetFontWeight(raw, index) >= 600:
        return True
    pdfium_c.FPDFText_GetFontInfo(raw, index, _NAME, 96, _FLAGS)
    return _says_bold(_NAME.value)


@lru_cache(maxsize=256)
def _says_bold(name: bytes) -> bool:
    return bool(_BOLD.search(name.decode("utf-8", "replace")))


def is_white(handle: Any) -> bool:
    """Whether an object is filled with white, or with nothing at all."""
    if not pdfium_c.FPDFPageObj_GetFillColor(handle, *_COLOR):
        return False
    r, g, b, alpha = _COLOR
    return alpha.value == 0 or (r.value >= 250 and g.value >= 250 and b.value >= 250)


def _backdrops(page: Any, affine: Affine) -> list[Corners]:
    """Boxes of images and of areas filled with a colour: white text can be seen on them."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    boxes = []
    for i in range(pdfium_c.FPDFPage_CountObjects(page)):
        handle = pdfium_c.FPDFPage_GetObject(page, i)
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        drawn = kind == pdfium_c.FPDF_PAGEOBJ_PATH and not is_white(handle)
        if (drawn or kind not in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_TEXT)) and (
            pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
        ):
            boxes.append(affine.box(left.value, bottom.value, right.value, top.value))
    return boxes


def _holds(box: Corners, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _outside(g: Glyph, frame: Frame, clip: Corners | None) -> bool:
    x, y = (g.x0 + g.x1) / 2, (g.top + g.bottom) / 2
    if not (0 <= x <= frame.width and 0 <= y <= frame.height):
        return True
    return clip is not None and not (clip[0] - 1 <= x <= clip[2] + 1 and clip[1] - 1 <= y <= clip[3] + 1)
