"""How the space of a PDF page maps to the upright page that everything else works on."""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium_c

from extract.readers.printed.frame import Affine, Frame


def shown_frame(page: Any) -> Frame:
    """The page as it is displayed: crop box and /Rotate applied."""
    width, height = page.get_size()
    x, y = ctypes.c_int(), ctypes.c_int()
    fine = 64  # device pixels a point: the call rounds to whole pixels

    def device(px: float, py: float) -> tuple[float, float]:
        across, down = int(width * fine), int(height * fine)
        pdfium_c.FPDF_PageToDevice(page, 0, 0, across, down, 0, px, py, x, y)
        return x.value / fine, y.value / fine

    ex, ey = device(0, 0)
    ax, ay = device(1000, 0)
    cx, cy = device(0, 1000)
    affine = Affine((ax - ex) / 1000, (ay - ey) / 1000, (cx - ex) / 1000, (cy - ey) / 1000, ex, ey)
    return Frame(width, height, affine)
