"""Boxes of recognised lines are cut where white parts cells, and nowhere else."""

import numpy as np
import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from extract.readers.ocr_white import cut_at_white

EM = 25  # pixels: 9 points at 200 dpi
BOX = (0.0, 0.0, 400.0, 32.0)


def line(starts: list[int]) -> np.ndarray:  # type: ignore[type-arg]
    """The ink of a line with a block for each character."""
    ink = np.zeros((32, 420), np.uint8)
    for x in starts:
        ink[5:27, x : x + EM - 4] = 255
    return ink


def test_a_line_is_cut_at_white_wider_than_a_character() -> None:
    starts = [2 + EM * i for i in range(5)] + [190 + EM * i for i in range(6)]
    found = cut_at_white([BOX], line(starts), 200)
    assert len(found) == 2
    assert found[0][2] < found[1][0]
    assert 120 < found[0][2] < 140
    assert 180 < found[1][0] < 192


def test_the_white_of_a_full_width_stop_cuts_nothing() -> None:
    ink = line([2 + EM * i for i in (0, 1, 2, 4, 5, 6, 7)])
    ink[20:27, 78:84] = 255
    assert cut_at_white([BOX], ink, 200) == [BOX]


def test_dust_between_cells_does_not_join_them() -> None:
    ink = line([2 + EM * i for i in range(5)] + [190 + EM * i for i in range(6)])
    ink[15:17, 150:152] = 255
    assert len(cut_at_white([BOX], ink, 200)) == 2
