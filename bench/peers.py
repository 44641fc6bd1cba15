"""The measurements of single parts beside their peers, as rows: web pages, PDF, scans, kin findings.

What is measured stands in the modules of these parts; each can be run alone for the full report.
"""

import importlib.util
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from bench.rows import Row, skipped
from bench.timing import spent


def _there(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def main_content() -> Iterator[Row]:
    """Main content of web pages beside trafilatura."""
    if not _there("trafilatura"):
        yield skipped("main content of web pages", "no trafilatura (extra `dev`)")
        return
    from bench.main_content import PAGES, measure  # noqa: PLC0415

    found = measure(PAGES, 5)
    mine, peer = found["zhenggai"], found["trafilatura"]
    yield Row(
        name="main content of web pages: kept of paragraphs and cells",
        figure=f"{mine.kept}/{mine.wanted}, leaked {mine.leaked}/{mine.leaks}",
        peer="trafilatura",
        peer_figure=f"{peer.kept}/{peer.wanted}, leaked {peer.leaked}/{peer.leaks}",
    )
    yield Row(
        name="main content of web pages: time",
        figure=f"{1e3 * mine.seconds:.0f} ms in all",
        peer="trafilatura",
        peer_figure=f"{1e3 * peer.seconds:.0f} ms in all",
        ratio=mine.seconds / peer.seconds,
    )


def pdf_text() -> Iterator[Row]:
    """Text pages of PDF beside pdfplumber."""
    from bench import pdf_tables as pdf  # noqa: PLC0415
    from extract.files.limits import DEFAULT_LIMITS  # noqa: PLC0415

    if not _has_font():
        yield skipped("PDF, text pages", "no Chinese font to draw them with")
        return
    body = pdf.text_pdf(pages=20, header=False)
    pages = pdf.read_pdf(pdf.raw(body)).pages or 1
    theirs = pdf.seconds(lambda: pdf.plumber_text(body), 3)
    for name, ours in (
        ("PDF, text pages: lines", pdf.seconds(lambda: pdf.page_contents(body, "a.pdf", DEFAULT_LIMITS), 5)),
        ("PDF, text pages: to paragraphs and title", pdf.seconds(lambda: pdf.read_pdf(pdf.raw(body)), 5)),
    ):
        yield Row(
            name=name,
            figure=f"{ours / pages * 1e3:.2f} ms a page",
            peer="pdfplumber extract_text",
            peer_figure=f"{theirs / pages * 1e3:.2f} ms a page",
            ratio=ours / theirs,
        )


def pdf_tables() -> Iterator[Row]:
    """Rows right of tables, beside every other reader that is installed; its best flavour for each look counts."""
    from bench import pdf_tables as pdf  # noqa: PLC0415

    if not _has_font():
        yield skipped("PDF, tables", "no Chinese font to draw them with")
        return
    right: dict[str, list[int]] = {}
    times: dict[str, list[float]] = {}
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        for look in pdf.LOOKS.values():
            wanted = pdf.ledger(14, seed=7)
            path = Path(folder) / "table.pdf"
            path.write_bytes(look(wanted))
            total += len(wanted)
            for name, run in pdf.readers().items():
                found, took = spent(partial(run, path))
                right.setdefault(name, []).append(pdf.right(found, wanted))
                times.setdefault(name, []).append(took)
    for peer in ("pdfplumber", "camelot"):
        flavours = [name for name in right if name.startswith(peer)]
        if not flavours:
            yield skipped(
                f"PDF, rows right of tables, beside {peer}", f"{peer} is not installed (extra `bench`)"
            )
            continue
        best = sum(max(right[name][n] for name in flavours) for n in range(len(pdf.LOOKS)))
        yield Row(
            name=f"PDF, rows right of {len(pdf.LOOKS)} kinds of tables",
            figure=f"{sum(right['read_pdf'])}/{total}",
            peer=f"{peer}, the best of {len(flavours)} ways for each",
            peer_figure=f"{best}/{total}",
            ratio=None,
        )
        yield Row(
            name="PDF, tables: time of a file",
            figure=f"{median(times['read_pdf']) * 1e3:.0f} ms",
            peer=flavours[0],
            peer_figure=f"{median(times[flavours[0]]) * 1e3:.0f} ms",
            ratio=median(times["read_pdf"]) / median(times[flavours[0]]),
        )


def ocr() -> Iterator[Row]:
    """A scanned table beside RapidOCR alone."""
    if not _there("rapidocr") or not _has_font():
        yield skipped("scans", "no recognition (extra `ocr`) or no Chinese font")
        return
    from bench import ocr as scans  # noqa: PLC0415

    scanner = scans.SCANNERS["200 dpi, skewed, noisy, sealed"]
    rows = scans.ledger(8, seed=5)
    body = scans.scan_pdf(scans.table_pdf(rows, scans.TableLook(merged=True)), scanner)
    scans.read_pdf(scans.raw(body))  # loads the models
    document, ours = spent(partial(scans.read_pdf, scans.raw(body)))
    text, theirs = scans.rapid_alone(body, scanner.dpi)
    printed = "".join(scans.HEADER) + "".join(c for row in rows for i, c in enumerate(row) if i != 1)
    wanted = [tuple(scans.squeeze(c) for c in row) for row in rows]
    right = sum(a == b for a, b in zip(wanted, scans.table_rows(document), strict=False))
    yield Row(
        name=f"scan (200 dpi, skewed, noisy, sealed): characters missed; rows right {right}/{len(wanted)}",
        figure=f"{scans.missed(document.text, printed):.4f}",
        peer="RapidOCR alone (no rows)",
        peer_figure=f"{scans.missed(text, printed):.4f}",
    )
    yield Row(
        name="scan: processor time of a page",
        figure=f"{ours / (document.pages or 1):.2f} s",
        peer="RapidOCR alone",
        peer_figure=f"{theirs:.2f} s",
        ratio=ours / (document.pages or 1) / theirs,
    )


def kin() -> Iterator[Row]:
    """Kin findings beside MinHash LSH of datasketch."""
    if not _there("datasketch"):
        yield skipped("kin findings", "no datasketch (extra `dev`)")
        return
    from bench import kin as likes  # noqa: PLC0415

    pairs, planted = likes.findings(4_000)
    figures = []
    for group in (likes.ours, likes.theirs):
        start = time.process_time()
        leader: dict[str, set[int]] = {}
        for number, members in enumerate(group(pairs)):
            for member in members:
                leader.setdefault(member, set()).add(number)
        seconds = time.process_time() - start
        found = sum(bool(leader.get(str(a), set()) & leader.get(str(b), set())) for a, b in planted)
        figures.append((seconds, found / len(planted)))
    (ours, ours_found), (theirs, theirs_found) = figures
    yield Row(
        name="kin findings among 4,000 (planted pairs found)",
        figure=f"{ours:.1f} s ({ours_found:.1%})",
        peer="datasketch MinHash LSH",
        peer_figure=f"{theirs:.1f} s ({theirs_found:.1%})",
        ratio=ours / theirs,
    )


def _has_font() -> bool:
    from tests.extract.pdf_samples import has_cjk_font  # noqa: PLC0415

    return has_cjk_font()
