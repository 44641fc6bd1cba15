"""PDF: speed of text pages and rows right of tables, beside pdfplumber and camelot, in one run.

    python -m bench.pdf_tables

The files are drawn here (tests/extract/pdf_samples.py): invented ledgers, ruled and unruled, merged, over pages,
turned; a notice of running text. A row is right where every cell equals what was drawn, white space aside, merged
cells repeated. The other programs are called as their manuals say for such tables; rows that repeat the header are
not counted against anybody.
"""

import importlib.util
import io
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import pdfplumber

from bench.timing import least_seconds, spent
from extract.files.limits import DEFAULT_LIMITS
from extract.model import squeeze
from extract.readers.pdf.file import page_contents, read_pdf
from extract.readers.pdf.tables import read_pdf_tables
from scrapers.items import RawNotice
from tests.extract.comparing import filled, tables_of
from tests.extract.pdf_samples import TableLook, ledger, table_pdf, text_pdf, turned_pdf

Rows = list[list[str]]
_REPEATS = 9
_RULED = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
_UNRULED = {"vertical_strategy": "text", "horizontal_strategy": "text"}


def raw(body: bytes) -> RawNotice:
    return RawNotice(source="file", place="bench.pdf", file_name="bench.pdf", body=body)


def seconds(run: Callable[[], object], repeats: int = _REPEATS) -> float:
    """Least processor time of some runs after a first one that warms up."""
    run()
    return least_seconds(run, repeats)


def plumber_text(body: bytes) -> str:
    with pdfplumber.open(io.BytesIO(body)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def text_pages() -> list[str]:
    """Milliseconds a page and their ratio, and whether the texts are the same."""
    body = text_pdf(pages=40, header=False)
    document = read_pdf(raw(body))
    count = document.pages or 1
    theirs = plumber_text(body)
    for number in range(1, count + 1):
        theirs = theirs.replace(f"— {number} —", "")
    lines_s = seconds(lambda: page_contents(body, "bench.pdf", DEFAULT_LIMITS))
    ours_s, theirs_s = seconds(lambda: read_pdf(raw(body))), seconds(lambda: plumber_text(body), 5)
    same = squeeze(document.text) == squeeze(theirs)
    return [
        f"text pages        {count} pages, {len(squeeze(document.text)):,} characters",
        f"  lines of pages  {lines_s / count * 1e3:7.2f} ms a page   {theirs_s / lines_s:5.1f}x (what extract_text does)",
        f"  read_pdf        {ours_s / count * 1e3:7.2f} ms a page   {theirs_s / ours_s:5.1f}x (to paragraphs and title)",
        f"  pdfplumber      {theirs_s / count * 1e3:7.2f} ms a page     1.0x (extract_text)",
        f"  same text       {'yes' if same else 'NO'}",
    ]


LOOKS: dict[str, Callable[[Sequence[tuple[str, ...]]], bytes]] = {
    "ruled, 2 pages": lambda rows: table_pdf(rows, TableLook()),
    "ruled, merged cells": lambda rows: table_pdf(rows, TableLook(merged=True)),
    "ruled, rows cut by the page": lambda rows: table_pdf(rows, TableLook(split_rows=True)),
    "ruled, page on its side": lambda rows: turned_pdf(rows, TableLook(), 90),
    "unruled": lambda rows: table_pdf(rows, TableLook(ruled=False)),
    "unruled, cells centred": lambda rows: table_pdf(rows, TableLook(ruled=False, middle=True)),
    "unruled, rules around the head": lambda rows: table_pdf(rows, TableLook(ruled=False, head_rule=True)),
}


def ours(path: Path) -> Rows:
    """All rows of a file as the reader joins them, merged cells repeated."""
    return [row for table in tables_of(read_pdf(raw(path.read_bytes()))) for row in table]


def by_page(path: Path) -> Rows:
    """All rows of a file page by page, as `read_pdf_tables` gives them, merged cells repeated."""
    return [
        row
        for table in read_pdf_tables(path)
        for row in filled(table.rows, table.columns, table.cells, lambda cell: cell.text)
    ]


def plumber(settings: dict[str, str]) -> Callable[[Path], Rows]:
    def run(path: Path) -> Rows:
        with pdfplumber.open(path) as pdf:
            tables = [t for page in pdf.pages for t in page.extract_tables(settings)]
        return [[cell or "" for cell in row] for table in tables for row in table]

    return run


def camelot(flavor: str) -> Callable[[Path], Rows]:
    def run(path: Path) -> Rows:
        import camelot as library  # noqa: PLC0415 - only where it is installed

        more = {"copy_text": ["v"]} if flavor == "lattice" else {}
        tables = library.read_pdf(str(path), pages="all", flavor=flavor, **more)
        return [[str(cell) for cell in row] for table in tables for row in table.df.to_numpy().tolist()]

    return run


def readers() -> dict[str, Callable[[Path], Rows]]:
    found: dict[str, Callable[[Path], Rows]] = {
        "read_pdf": ours,
        "read_pdf_tables": by_page,
        "pdfplumber lines": plumber(_RULED),
        "pdfplumber text": plumber(_UNRULED),
    }
    if importlib.util.find_spec("camelot") is not None:
        found |= {"camelot lattice": camelot("lattice"), "camelot stream": camelot("stream")}
    return found


def filled_down(rows: Rows) -> Rows:
    """Rows with an empty category taken from the row above: how the other programs show merged cells."""
    out: Rows = []
    for row in rows:
        above = out[-1] if out else []
        out.append([c or (above[i] if i == 1 and len(above) == len(row) else c) for i, c in enumerate(row)])
    return out


def right(found: Rows, wanted: Sequence[tuple[str, ...]]) -> int:
    """How many of the wanted rows were found, each cell equal, white space aside."""
    rows = {tuple(squeeze(c) for c in row) for row in (*found, *filled_down(found))}
    return sum(tuple(squeeze(c) for c in row) in rows for row in wanted)


def table_rows() -> list[str]:
    lines = [f"{'table rows right':32}" + "".join(f"{name:>18}" for name in readers())]
    times: dict[str, list[float]] = {name: [] for name in readers()}
    with tempfile.TemporaryDirectory() as folder:
        for look, make in LOOKS.items():
            scores: dict[str, int] = dict.fromkeys(times, 0)
            total = 0
            for seed in (7, 11, 23):
                wanted = ledger(14, seed=seed)
                path = Path(folder) / "table.pdf"
                path.write_bytes(make(wanted))
                total += len(wanted)
                for name, run in readers().items():
                    found, took = spent(partial(run, path))
                    scores[name] += right(found, wanted)
                    times[name].append(took / 2)  # two pages each
            lines.append(f"  {look:30}" + "".join(f"{f'{n}/{total}':>18}" for n in scores.values()))
    lines.append(
        f"  {'ms of processor a page, median':30}"
        + "".join(f"{median(t) * 1e3:>18.0f}" for t in times.values())
    )
    if "camelot lattice" not in times:
        lines.append("  camelot: not installed (pip install camelot-py), not measured")
    return lines


def main() -> None:
    print("\n".join([*text_pages(), "", *table_rows()]))  # noqa: T201


if __name__ == "__main__":
    main()
