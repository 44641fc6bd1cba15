"""Boxes of recognised lines are cut where white parts cells, and nowhere else."""

import numpy as np
import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from extract.readers.scans.white import cut_at_white, stacked

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


def page(rows: list[list[int]]) -> np.ndarray:  # type: ignore[type-arg]
    """The ink of lines one below the other, 40 pixels apart."""
    return np.vstack([np.vstack([line(row), np.zeros((8, 420), np.uint8)]) for row in rows])


def boxes(count: int) -> list[tuple[float, float, float, float]]:
    return [(0.0, 40.0 * i, 400.0, 40.0 * i + 32) for i in range(count)]


@pytest.mark.parametrize("dust", [False, True])
def test_narrow_white_cuts_where_it_runs_down_several_lines(dust: bool) -> None:
    left = [2 + EM * i for i in range(6)]
    right = [168 + EM * i for i in range(6)]  # 16 pixels: less than a character
    ink = page([left + right, left[:5] + right, left + right[:4], left + right, left + right])
    if dust:
        ink[33:38, 100:300] = 255  # the edge of a shade between two lines

    found = cut_at_white(boxes(5), ink, 200)
    assert len(found) == 10
    assert all(x1 < 170 or x0 > 140 for x0, _, x1, _ in found)


def test_narrow_white_on_a_line_or_two_cuts_nothing() -> None:
    left, right = [2 + EM * i for i in range(6)], [168 + EM * i for i in range(6)]
    prose = [2 + EM * i for i in range(13)]
    for rows in ([left + right, prose, left + right, prose], [prose, left + right, left + right, prose]):
        assert cut_at_white(boxes(4), page(rows), 200) == boxes(4)


def test_a_tall_box_is_cut_into_the_characters_below_one_another() -> None:
    ink = np.zeros((140, 40), np.uint8)
    for top, bottom in (
        (4, 9),
        (22, 27),
        (36, 58),
        (66, 88),
        (98, 101),
        (118, 121),
    ):  # 二 and 二 in two strokes
        ink[top:bottom, 6:30] = 255

    found = stacked((4.0, 0.0, 32.0, 130.0), ink)
    assert [b[1] < y < b[3] for b, y in zip(found, (15, 47, 77, 110), strict=True)] == [True] * 4
    assert stacked((0.0, 0.0, 40.0, 60.0), ink) == [(0.0, 0.0, 40.0, 60.0)]
