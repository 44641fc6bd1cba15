"""Bring the picture of a page upright and take the red seal off its words."""

from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extract.readers.scans.engine import Engine, Picture

Quads = npt.NDArray[np.float64]  # n x 4 x 2: corners of lines, clockwise from the upper left

_SAMPLE = 12  # lines that are asked whether they stand on their heads
_LONG = 4.0  # a line this many times as long as high tells how the page lies
_LEAST = 0.08  # degrees of skew that are worth turning back
_MOST = 12.0  # degrees: more is no skew
_SEAL = (45.0, 200.0)  # points across: round seals measure 42 to 58 mm at most, small ones 16
_BLACK = 165  # red channel: darker is ink below the seal
_REDS = (
    45,
    30,
    20,
)  # how much stronger than green and blue red is, of a fresh seal, a worn one, a washed-out scan


class Upright(NamedTuple):
    """A picture turned upright, the corners of its lines, and what was done to it."""

    picture: Picture
    quads: Quads
    turned: int  # degrees clockwise: 0, 90, 180, 270
    skew: float  # degrees clockwise that were turned back after that


def upright(picture: Picture, engine: Engine) -> Upright:
    """Turn a picture so that its lines run from left to right, and level them."""
    quads = engine.find(picture)
    turned = 0
    if _stands(quads):
        picture, turned = _quarter(picture, 1), 90
        quads = engine.find(picture)
    if _on_its_head(picture, quads, engine):
        picture, turned = _quarter(picture, 2), turned + 180
        quads = engine.find(picture)
    skew = skew_of(quads)
    if abs(skew) >= _LEAST:
        picture, quads = _level(picture, quads, skew)
        return Upright(picture, quads, turned, skew)
    return Upright(picture, quads, turned, 0.0)


def _quarter(picture: Picture, turns: int) -> Picture:
    """Turn by quarters, clockwise."""
    return np.ascontiguousarray(np.rot90(picture, -turns))


def _sides(quads: Quads) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Width and height of each quad."""
    width = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    height = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    return width, height


def _stands(quads: Quads) -> bool:
    """Whether most of the text runs up or down the picture."""
    if not len(quads):
        return False
    width, height = _sides(quads)
    lying, standing = width > 1.6 * height, height > 1.6 * width
    return float(height[standing].sum()) > 1.5 * float(width[lying].sum())


def _on_its_head(picture: Picture, quads: Quads, engine: Engine) -> bool:
    if not len(quads):
        return False
    width, height = _sides(quads)
    longest = np.argsort(-width)[:_SAMPLE]
    lines = [crop(picture, quads[i]) for i in longest if width[i] > 2 * height[i]]
    return len(lines) >= 2 and engine.upside_down(lines) > 0.6


def skew_of(quads: Quads) -> float:
    """Degrees that lines fall to the right: the middle of their slopes, long lines counting more."""
    if not len(quads):
        return 0.0
    width, height = _sides(quads)
    long = width > _LONG * height
    if long.sum() < 3:
        return 0.0
    across = quads[long, 1] - quads[long, 0] + quads[long, 2] - quads[long, 3]
    slopes = np.degrees(np.arctan2(across[:, 1], across[:, 0]))
    order = np.argsort(slopes)
    weights = np.cumsum(width[long][order])
    skew = float(slopes[order][np.searchsorted(weights, weights[-1] / 2)])
    return skew if abs(skew) <= _MOST else 0.0


def _level(picture: Picture, quads: Quads, skew: float) -> tuple[Picture, Quads]:
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    paper = [int(v) for v in np.median(picture[::16, ::16].reshape(-1, picture.shape[2]), axis=0)]
    level = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper)
    corners = np.concatenate([quads, np.ones((*quads.shape[:2], 1))], axis=2) @ np.asarray(matrix).T
    return np.asarray(level, dtype=np.uint8), np.asarray(corners, dtype=np.float64)


def crop(picture: Picture, quad: npt.NDArray[np.float64]) -> Picture:
    """The part of a picture in the box around a quad."""
    height, width = picture.shape[:2]
    x0, y0 = np.floor(quad.min(axis=0)).astype(int)
    x1, y1 = np.ceil(quad.max(axis=0)).astype(int)
    part = picture[max(y0, 0) : min(y1, height), max(x0, 0) : min(x1, width)]
    return np.ascontiguousarray(part)


def without_seal(picture: Picture, dpi: float) -> Picture:
    """The picture with round red seals taken out. Words below them stay: black is dark in the red channel too.

    Red lines of text (a letterhead) stay.
    """
    wide = picture.astype(np.int16)
    redness = wide[..., 0] - np.maximum(wide[..., 1], wide[..., 2])
    redness -= max(int(np.median(redness[::8, ::8])), 0)  # of paper in warm light
    if (redness > _REDS[-1]).mean() < 0.0005:
        return picture
    out = picture.copy()
    taken = np.zeros(redness.shape, dtype=bool)  # by a seal of a stronger red
    for least in _REDS:
        red = ((redness > least) & ~taken).astype(np.uint8)
        for x, y, w, h in _seals(red, dpi):
            box = (slice(y, y + h), slice(x, x + w))
            _wash(out[box], red[box], redness[box] > least // 3)
            taken[box] = True
    return out


def _wash(part: Picture, red: npt.NDArray[np.uint8], reddish: npt.NDArray[np.bool_]) -> None:
    """Take a seal off a part of a picture, in place."""
    pink = (cv2.dilate(red, np.ones((3, 3), np.uint8)) > 0) & reddish
    ink = part[..., 0].copy()  # black below red is dark in it, red is as light as the paper
    part[...] = ink[..., None]
    part[pink & (ink > _BLACK)] = int(np.median(ink[red == 0]))


def _seals(red: npt.NDArray[np.uint8], dpi: float) -> list[tuple[int, int, int, int]]:
    """Boxes of red areas that are about as wide as high and as large as a seal."""
    reach = max(3, int(dpi * 0.06)) | 1
    grown = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(grown)
    boxes = []
    for x, y, w, h, area in stats[1:].tolist():
        across = max(w, h) * 72 / dpi
        if _SEAL[0] <= across <= _SEAL[1] and 0.6 < w / h < 1.6 and area > 0.08 * w * h:
            boxes.append((x, y, w, h))
    return boxes
