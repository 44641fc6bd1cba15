"""The recognition engine: RapidOCR with the models that its wheel carries. Nothing is downloaded.

Imported when the first picture is read; without the extra `ocr`, `OcrMissing` says how to install it.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]  # height x width x 3 (red, green, blue) or height x width

_DETECT_SIDE = 1440  # pixels: pictures are shrunk to this to look for words; twice as fast as 2000
_LINE_SHAPE = [3, 48, 96]  # of the narrowest picture of a line; with 320 short cells cost twice as much
_MODELS = {
    "Det": "PP-OCRv6_det_small.onnx",
    "Rec": "PP-OCRv6_rec_small.onnx",
    "Cls": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
}


class OcrMissing(Exception):  # noqa: N818 - named for the fact
    """The engine or one of its models is not installed."""


class Char(NamedTuple):
    """One recognised character; `at` is its middle as a share of the line's width."""

    text: str
    confidence: float
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was recognised in the picture of one line: characters without blanks, and where blanks stand."""

    chars: tuple[Char, ...]
    blanks_before: frozenset[int] = frozenset()  # indices of characters that follow a blank


class Engine:
    """Finds and recognises words. Made once for each process; not safe for several threads."""

    def __init__(self, threads: int) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of libraries below, at import
            try:
                import cv2  # noqa: PLC0415
                import rapidocr  # noqa: PLC0415
            except ImportError as error:
                raise OcrMissing(str(error)) from error
            models = Path(rapidocr.__file__).parent / "models"
            missing = [name for name in _MODELS.values() if not (models / name).is_file()]
            if missing:
                raise OcrMissing(f"no {', '.join(missing)} in {models}")
            params: dict[str, Any] = {f"{part}.model_path": str(models / m) for part, m in _MODELS.items()}
            params |= {
                "Global.log_level": "critical",
                "Global.max_side_len": _DETECT_SIDE,
                "Rec.rec_img_shape": _LINE_SHAPE,
                "Rec.rec_batch_num": 1,  # lines of different width are padded in a batch
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
            cv2.setNumThreads(threads)  # it would take every core
            self._ocr: Any = rapidocr.RapidOCR(params=params)
            self._ocr.return_word_box = True

    def load(self) -> None:
        """Load the models now: the library does at the first page, in each copy of this process anew."""
        for part in ("det", "rec", "cls"):
            getattr(self._ocr, f"_load_{part}_model")()

    def find(self, picture: Picture) -> npt.NDArray[np.float64]:
        """The corners of every line of text: n x 4 x 2, clockwise from the upper left, in pixels."""
        found = self._ocr(picture, use_det=True, use_cls=False, use_rec=False)
        if getattr(found, "boxes", None) is None:
            return np.zeros((0, 4, 2))
        return np.asarray(found.boxes, dtype=np.float64)

    def read(self, lines: Sequence[Picture]) -> list[Reading]:
        """Recognise pictures of single lines."""
        if not lines:
            return []
        self._ocr.return_word_box = True  # find() sets what it is not given back to the configuration
        found = self._ocr.recognize_txt(list(lines))
        return [_reading(t, words) for t, words in zip(found.txts, found.word_results, strict=True)]

    def upside_down(self, lines: Sequence[Picture]) -> float:
        """Share of the pictures of lines that stand on their heads."""
        if not lines:
            return 0.0
        self._ocr.cls_and_rotate([lines[0].copy()])  # loads the model
        labels = self._ocr.text_cls([line.copy() for line in lines]).cls_res
        turned = sum(1 for label, score in labels if label == "180" and score > 0.6)
        return turned / len(lines)


def _reading(text: str, words: Any) -> Reading:
    columns = [c for word in words.word_cols or [] for c in word]
    length = max(float(words.line_txt_len or 1.0), 1.0)
    chars: list[Char] = []
    blanks: set[int] = set()
    for c, confidence in zip(text, words.confs or [], strict=False):
        if c.isspace():
            blanks.add(len(chars))
        elif len(chars) < len(columns):
            at = (columns[len(chars)] + 0.5) / length
            chars.append(Char(c, float(confidence), min(max(at, 0.0), 1.0)))
    return Reading(chars=tuple(chars), blanks_before=frozenset(blanks - {0}))


@cache
def engine(threads: int = 1) -> Engine:
    """The engine of this process. Raises OcrMissing where the extra `ocr` is not installed."""
    return Engine(threads)
