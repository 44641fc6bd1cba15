"""Recognise a picture of a page: its words as runs and its ruling lines as rules, on an upright sheet."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extract.readers.printed.geometry import Glyph, Rule, Run, Sheet, is_cjk, run_of
from extract.readers.scans.engine import Char, Engine, Picture, Reading, engine
from extract.readers.scans.rules import Mask, ink_of, rules_in, wiped
from extract.readers.scans.seal_letters import without_seal_letters
from extract.readers.scans.upright import crop, upright, without_seal
from extract.readers.scans.white import Box4, cut_at_white, stacked

_EM = 0.78  # of the height of a line's box: the boxes of the engine stand a little off the characters
_WIDE = {"(": "（", ")": "）", ",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


class Recognised(NamedTuple):
    """The sheet of a picture, the confidences of its characters, and its skew in degrees."""

    sheet: Sheet
    confidences: tuple[float, ...]
    skew: float


def recognise(picture: Picture, *, dpi: float, number: int, threads: int = 1) -> Recognised:
    """Read one page. Raises OcrMissing without the extra `ocr`.

    `picture` is height x width x RGB; `dpi` its resolution, by which strokes are told from ruling lines.
    """
    reader = engine(threads)
    page = upright(without_seal(picture, dpi), reader)
    rules, mask = rules_in(page.picture, dpi)
    clean = wiped(page.picture, mask) if rules else page.picture
    ink = ink_of(clean, dpi)
    lines = cut_at_white(_boxes(page.quads, rules), ink, dpi)
    boxes, readings = _read(reader, clean, ink, lines)
    point = 72 / dpi
    pairs = enumerate(zip(boxes, readings, strict=True))
    drawn = tuple(Rule(r.x0 * point, r.top * point, r.x1 * point, r.bottom * point) for r in rules)
    runs = without_seal_letters([run for i, (box, r) in pairs for run in _run(box, r, point, i)], drawn)
    marks = tuple(g.confidence for run in runs for g in run.glyphs if not g.text.isspace())
    height, width = page.picture.shape[:2]
    sheet = Sheet(
        number=number,
        width=width * point,
        height=height * point,
        runs=tuple(runs),
        rules=drawn,
        turned=page.turned,
    )
    return Recognised(sheet, marks, page.skew)


def _read(
    reader: Engine, picture: Picture, ink: Mask, lines: Sequence[Box4]
) -> tuple[list[Box4], list[Reading]]:
    """Boxes and what stands in them. A tall one is read as a whole and character by character: the surer reading counts."""
    boxes: list[Box4] = []
    readings: list[Reading] = []
    for box, whole in zip(lines, reader.read([crop(picture, _corners(b)) for b in lines]), strict=True):
        parts = stacked(box, ink)
        single = reader.read([crop(picture, _corners(p)) for p in parts]) if len(parts) > 1 else []
        if single and _certainty(single) > _certainty([whole]):
            boxes += parts
            readings += single
        else:
            boxes.append(box)
            readings.append(whole)
    return boxes, readings


def _certainty(readings: Sequence[Reading]) -> float:
    """Mean confidence of the characters; a reading without any counts as 0."""
    marks = [c for r in readings for c in ([x.confidence for x in r.chars] or [0.0])]
    return sum(marks) / len(marks)


def _boxes(quads: npt.NDArray[np.float64], rules: list[Rule]) -> list[Box4]:
    """Level boxes of the lines, cut where a vertical rule runs through them."""
    walls = [r for r in rules if not r.horizontal]
    out: list[Box4] = []
    for quad in quads:
        x0, x1 = float(quad[[0, 3], 0].mean()), float(quad[[1, 2], 0].mean())
        top, bottom = float(quad[:2, 1].mean()), float(quad[2:, 1].mean())
        middle, height = (top + bottom) / 2, bottom - top
        cuts = sorted(
            w.x0
            for w in walls
            if w.top < middle < w.bottom and x0 + 0.35 * height < w.x0 < x1 - 0.35 * height
        )
        edges = [x0, *cuts, x1]
        out += [(a, top, b, bottom) for a, b in itertools.pairwise(edges) if b - a > 2 and height > 2]
    return out


def _corners(box: Box4) -> npt.NDArray[np.float64]:
    x0, top, x1, bottom = box
    return np.array([[x0, top], [x1, top], [x1, bottom], [x0, bottom]])


def _run(box: Box4, reading: Reading, point: float, piece: int) -> list[Run]:
    """The run of one recognised line, its characters at their places."""
    if not reading.chars:
        return []
    x0, top, x1, bottom = (v * point for v in box)
    inset = (bottom - top) * (1 - _EM) / 2
    top, bottom = top + inset, bottom - inset
    size = bottom - top
    glyphs: list[Glyph] = []
    texts = _printed(reading)
    for i, c in enumerate(reading.chars):
        half = (0.5 if is_cjk(c.text) else 0.28) * size
        middle = x0 + c.at * (x1 - x0)
        left, right = max(x0, middle - half), min(x1, middle + half)
        if glyphs and left < glyphs[-1].x1:
            left = min((left + glyphs[-1].x1) / 2, right)
            glyphs[-1] = glyphs[-1]._replace(x1=max(left, glyphs[-1].x0))
        if i in reading.blanks_before and not _tight(reading.chars[i - 1], c):
            glyphs.append(Glyph(" ", glyphs[-1].x1, top, left, bottom, size, False, c.confidence, piece))
        glyphs.append(Glyph(texts[i], left, top, right, bottom, size, False, c.confidence, piece))
    glyphs[0] = glyphs[0]._replace(x0=min(glyphs[0].x0, x0 + inset))
    glyphs[-1] = glyphs[-1]._replace(x1=max(glyphs[-1].x1, x1 - inset))
    return [run_of(glyphs)]


def _tight(before: Char, after: Char) -> bool:
    """Blanks beside Chinese characters are the white of full-width punctuation."""
    return is_cjk(before.text) or is_cjk(after.text)


def _printed(reading: Reading) -> list[str]:
    """The characters, brackets and stops between Chinese signs full-width where the page prints them so.

    The engine tells full-width from narrow signs badly, but it sees the white beside them as a blank.
    """
    texts = [c.text for c in reading.chars]
    out = list(texts)
    opened: list[int] = []
    for i, text in enumerate(texts):
        beside = [texts[k] for k in (i - 1, i + 1) if 0 <= k < len(texts)]
        blank = i in reading.blanks_before or i + 1 in reading.blanks_before
        between = len(beside) == 2 and all(map(is_cjk, beside))
        if text in _WIDE and any(map(is_cjk, beside)) and (blank or between or text in "()"):
            out[i] = _WIDE[text]
        if text in "(（":
            opened.append(i)
        elif text in ")）" and opened:
            start = opened.pop()
            if out[start] == "（" or out[i] == "）":
                out[start], out[i] = "（", "）"
    return out
