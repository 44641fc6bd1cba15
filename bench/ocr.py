"""Scans: character errors, rows right of ruled tables and processor seconds a page, beside RapidOCR alone, in one run.

    python -m bench.ocr

Pages are drawn (tests/extract/pdf_samples.py), turned into pictures and spoiled as a scanner spoils them.
RapidOCR alone has the same models and one thread; it gives lines, not tables, so only its characters compare:
both texts are cut into characters and counted against the print, regardless of order.
"""

import importlib.util
import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from statistics import mean

import numpy as np
import pypdfium2 as pdfium

from bench.timing import spent
from extract.model import Document, squeeze
from extract.readers.pdf.file import read_pdf
from scrapers.items import RawNotice
from tests.extract.comparing import body_rows, edit_distance
from tests.extract.pdf_samples import (
    HEADER,
    PARAGRAPHS,
    Scanner,
    TableLook,
    has_cjk_font,
    ledger,
    scan_pdf,
    table_pdf,
    text_pdf,
)

SCANNERS = {
    "200 dpi, clean": Scanner(dpi=200),
    "150 dpi, clean": Scanner(dpi=150),
    "200 dpi, skewed, noisy, sealed": Scanner(dpi=200, skew=0.8, noise=8, seal=True),
    "150 dpi, skewed, noisy, sealed": Scanner(dpi=150, skew=-0.7, noise=8, seal=True),
    "150 dpi, lying on its side": Scanner(dpi=150, turn=90),
}
_SEEDS = (5, 6, 7)
_ROWS = 8


def raw(body: bytes) -> RawNotice:
    return RawNotice(source="file", place="scan.pdf", file_name="scan.pdf", body=body)


def missed(found: str, printed: str) -> float:
    """Share of the printed characters that are missing in what was found, regardless of order."""
    want, have = Counter(squeeze(printed)), Counter(squeeze(found))
    return sum((want - have).values()) / sum(want.values())


def table_rows(document: Document) -> list[tuple[str, ...]]:
    """The rows of all tables below their headers."""
    return [row for rows in body_rows(document) for row in rows]


def rapid_alone(body: bytes, dpi: float) -> tuple[str, float]:
    """Text and seconds of RapidOCR without anything around it."""
    import rapidocr  # noqa: PLC0415 - part of the extra

    engine = rapidocr.RapidOCR(
        params={"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": 1}
    )
    picture = pdfium.PdfDocument(body)[0].render(scale=dpi / 72).to_numpy()
    engine(np.ascontiguousarray(picture[:200]))
    found, took = spent(partial(engine, picture))
    return "".join(found.txts or ()), took


def one_scanner(name: str, scanner: Scanner) -> str:
    right = total = 0
    errors: list[float] = []
    times: list[float] = []
    ours_missed: list[float] = []
    alone: list[tuple[float, float]] = []
    for seed in _SEEDS:
        wanted = [tuple(squeeze(c) for c in row) for row in ledger(_ROWS, seed=seed)]
        body = scan_pdf(table_pdf(ledger(_ROWS, seed=seed), TableLook(merged=True)), scanner)
        document, took = spent(partial(read_pdf, raw(body)))
        times.append(took / (document.pages or 1))
        found = table_rows(document)
        right += sum(a == b for a, b in zip(wanted, found, strict=False))
        total += len(wanted)
        printed = "".join(c for row in wanted for c in row)
        errors.append(edit_distance("".join(c for row in found for c in row), printed) / len(printed))
        printed_once = "".join(HEADER) + "".join(c for row in wanted for i, c in enumerate(row) if i != 1)
        ours_missed.append(missed(document.text, printed_once))
        text, took = rapid_alone(body, scanner.dpi)
        alone.append((missed(text, printed_once), took))
    return (
        f"  {name:32}{right:>4}/{total:<4}{mean(errors):>12.4f}{mean(times):>14.2f}"
        f"{mean(ours_missed):>12.4f}{mean(a for a, _ in alone):>14.4f}{mean(t for _, t in alone):>14.2f}"
    )


def letter() -> str:
    """Character errors of a page of running text, in reading order."""
    rates = []
    printed = squeeze("".join(PARAGRAPHS))
    for dpi in (200, 150):
        text = squeeze(read_pdf(raw(scan_pdf(text_pdf(header=False), Scanner(dpi=dpi)))).text)
        rates.append(
            edit_distance(text[text.index(printed[:6]) : text.rindex("云泊市")], printed) / len(printed)
        )
    return f"running text, character errors  200 dpi {rates[0]:.4f}   150 dpi {rates[1]:.4f}"


def main(names: Sequence[str] = ()) -> None:
    if importlib.util.find_spec("rapidocr") is None:
        print('ocr: not installed (pip install ".[ocr]"), not measured')  # noqa: T201
        return
    if not has_cjk_font():
        print("ocr: no Chinese font to draw pages with (apt-get install fonts-wqy-zenhei), not measured")  # noqa: T201
        return
    print(letter())  # noqa: T201
    print(  # noqa: T201
        f"  {'ruled table with merged cells':32}{'rows right':>9}{'char errors':>12}{'cpu s a page':>14}"
        f"{'missed':>12}{'alone: missed':>14}{'cpu s a page':>14}"
    )
    for name, scanner in SCANNERS.items():
        if not names or name in names:
            print(one_scanner(name, scanner), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
