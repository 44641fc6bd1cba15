"""Ruling lines in pictures of pages, shaded areas beside them."""

import numpy as np
import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from extract.readers.scans.rules import rules_in

DPI = 150


def ruled_with_dark_head() -> np.ndarray:  # type: ignore[type-arg]
    """A table of three rows and two columns, the first row filled with a strong blue."""
    picture = np.full((400, 700, 3), 255, np.uint8)
    picture[50:110, 60:600] = (60, 130, 220)
    for y in (50, 110, 170, 230):
        picture[y : y + 2, 60:602] = 20
    for x in (60, 330, 600):
        picture[50:232, x : x + 2] = 20
    return picture


def test_rules_at_the_edge_of_a_shaded_row_are_found() -> None:
    rules, _ = rules_in(ruled_with_dark_head(), DPI)
    assert sorted(round(r.top / 10) * 10 for r in rules if r.horizontal) == [50, 110, 170, 230]
    assert sorted(round(r.x0 / 10) * 10 for r in rules if not r.horizontal) == [60, 330, 600]


def test_the_edges_of_a_shaded_area_without_lines_are_no_rules() -> None:
    picture = np.full((400, 700, 3), 255, np.uint8)
    picture[50:110, 60:600] = (60, 130, 220)
    assert rules_in(picture, DPI)[0] == []


def test_a_thick_frame_is_a_rule_and_holds_the_thin_ones_that_end_on_it() -> None:
    picture = np.full((400, 700, 3), 255, np.uint8)
    for y, thick in ((50, 11), (130, 2), (210, 2), (290, 11)):
        picture[y : y + thick, 60:612] = 20
    for x, thick in ((60, 11), (330, 2), (602, 11)):
        picture[50:300, x : x + thick] = 20
    rules, _ = rules_in(picture, DPI)
    assert sorted(round(r.top / 10) * 10 for r in rules if r.horizontal) == [60, 130, 210, 300]
    assert sorted(round(r.x0 / 10) * 10 for r in rules if not r.horizontal) == [70, 330, 610]
