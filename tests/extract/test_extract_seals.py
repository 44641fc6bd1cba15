"""Seals on scans: worn or faint red is taken off, and so are the letters of a rim that a scan without colour keeps."""

import numpy as np
import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

import cv2

from extract.readers.printed.geometry import Glyph, Rule, Run, run_of
from extract.readers.scans.seal_letters import without_seal_letters
from extract.readers.scans.upright import without_seal

DPI = 150
PAPER = (222, 219, 205)  # warm light


def sealed(strength: float) -> np.ndarray:  # type: ignore[type-arg]
    """A page with a line of print and a round seal across it; `strength` 1 is fresh ink, less is fainter."""
    picture = np.full((900, 900, 3), PAPER, np.uint8)
    ring = np.zeros(picture.shape[:2], np.uint8)
    cv2.circle(ring, (600, 600), 110, 255, 7)
    cv2.putText(ring, "SEAL", (545, 560), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 255, 4)
    red = np.array(PAPER) * (1 - strength) + np.array((205, 30, 35)) * strength
    picture[ring > 0] = red.astype(np.uint8)
    cv2.putText(picture, "2024-12-09", (470, 640), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (40, 40, 40), 3)
    return picture


@pytest.mark.parametrize("strength", [1.0, 0.4, 0.22])
def test_a_seal_is_taken_off_however_worn_and_print_below_it_stays(strength: float) -> None:
    clean = without_seal(sealed(strength), DPI)
    rim, letters = clean[480:500, 560:640], clean[530:565, 545:655]
    assert min(rim.min(), letters.min()) > 190
    assert clean[600:645, 470:700].min() < 60


def test_a_page_without_red_stays_as_it_is() -> None:
    picture = np.full((300, 300, 3), PAPER, np.uint8)
    assert without_seal(picture, DPI) is picture


def line(text: str, x0: float, top: float) -> Run:
    return run_of([Glyph(c, x0 + 13 * i, top, x0 + 13 * (i + 1), top + 13, 13.0) for i, c in enumerate(text)])


PAGE = [
    line("整改情况：已清理收回往来款并核销呆账，该问题已完成整", 80, 400),
    line("改。", 80, 425),
    line("栖川市档案馆", 400, 470),
    line("2024年12月16日", 390, 495),
]


def test_letters_of_a_rim_around_a_signed_date_are_no_text() -> None:
    rim = [line("川市", 420, 441), line("档", 470, 452), line("F", 400, 455)]
    assert without_seal_letters([*PAGE[:2], *rim, *PAGE[2:]]) == PAGE


def test_the_short_last_line_of_a_paragraph_and_what_stands_in_brackets_stay() -> None:
    page = [*PAGE, line("(章)", 430, 518)]
    assert without_seal_letters(page) == page


def test_short_words_stay_where_no_name_stands_above_the_date() -> None:
    page = [line("合计", 400, 441), line("2024年12月16日", 390, 495)]
    assert without_seal_letters(page) == page


def test_short_heads_below_the_day_above_a_ledger_stay() -> None:
    rows = [line("多收的住宿费退还学生，收费项目公示。", 80, 540 + 25 * n) for n in range(5)]
    page = [line("栖川市档案馆整改情况一览表", 350, 470), PAGE[3], line("已完成", 400, 518), *rows]
    assert without_seal_letters(page) == page


def test_short_cells_of_a_ruled_table_right_above_a_signature_stay() -> None:
    cells = [line("人事科", 400, 430), line("已完成", 470, 430), line("月", 440, 445)]
    borders = [Rule(60, y, 540, y) for y in (420, 462)]
    page = [PAGE[0], *cells, *PAGE[2:]]
    assert without_seal_letters(page, borders) == page
    assert without_seal_letters(page) == [PAGE[0], *PAGE[2:]]
