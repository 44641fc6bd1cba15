"""Main content of web pages: kept, leaked and time, side by side with trafilatura in one run.

    python -m bench.main_content [FOLDER]

FOLDER holds pages (NAME.html) and what is known of them: either NAME.toml (`title`, `body`, `cells`, `leaks`), or
NAME.txt with the whole main text, as public collections have it; by default the saved pages of the tests. A
paragraph or cell counts as kept where its characters stand in the result, white space aside; a leak is text of the
site in it. Against a whole text each page has a precision, a recall and an F1 of words (Chinese: of characters), and
the means are printed. Runs of the two readers take turns, and each page's time is the median of its runs.
"""

import argparse
import re
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import trafilatura

from extract.model import Unreadable, squeeze
from extract.readers.html.page import read_html

PAGES = Path(__file__).parents[1] / "tests" / "extract" / "fixtures" / "html"
Reader = Callable[[bytes], str]
_WORD = re.compile("[\u3400-\u9fff]|[^\\W\u3400-\u9fff]+")


def ours(body: bytes) -> str:
    """Title, body, tables and notes as this project reads them."""
    try:
        return read_html(body).body
    except Unreadable:
        return ""


def theirs(body: bytes) -> str:
    """The same by trafilatura with its defaults, comments left out."""
    return trafilatura.extract(body, include_comments=False) or ""


READERS: Mapping[str, Reader] = {"zhenggai": ours, "trafilatura": theirs}


@dataclass(slots=True)
class Tally:
    """What one reader did with all pages."""

    kept: int = 0
    wanted: int = 0
    titles: int = 0
    titled: int = 0
    leaked: int = 0
    leaks: int = 0
    seconds: float = 0.0
    words: list[tuple[float, float, float]] = field(
        default_factory=list
    )  # precision, recall, F1 of each page

    def line(self, name: str) -> str:
        """One line of the report."""
        if self.words:
            precision, recall, f1 = (
                sum(column) / len(self.words) for column in zip(*self.words, strict=True)
            )
            figures = f"precision {precision:.4f}   recall {recall:.4f}   F1 {f1:.4f}"
            return f"{name:<12} {len(self.words)} texts   {figures}   {1000 * self.seconds:.1f} ms in all"
        return (
            f"{name:<12} kept {self.kept}/{self.wanted} ({self.kept / max(1, self.wanted):.3f})   "
            f"titles {self.titles}/{self.titled}   leaked {self.leaked}/{self.leaks}   "
            f"{1000 * self.seconds:.1f} ms in all"
        )


def measure(folder: Path, runs: int = 7) -> dict[str, Tally]:
    """Read every page of a folder with both readers."""
    tallies = {name: Tally() for name in READERS}
    for page, wanted in _pages(folder):
        body = page.read_bytes()
        times: dict[str, list[float]] = {name: [] for name in READERS}
        for run in range(runs + 1):
            for name, reader in READERS.items():
                begin = time.perf_counter()
                text = reader(body)
                if run:
                    times[name].append(time.perf_counter() - begin)
                else:  # the first run warms up
                    _count(tallies[name], text, wanted)
        for name, tally in tallies.items():
            tally.seconds += median(times[name])
    return tallies


def _pages(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for page in sorted(folder.glob("*.html")):
        whole = page.with_suffix(".txt")
        if whole.exists():
            yield page, {"whole": whole.read_text(encoding="utf-8")}
        else:
            with page.with_suffix(".toml").open("rb") as file:
                yield page, tomllib.load(file)


def overlap(text: str, wanted: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words of a text; of the characters of Chinese."""
    found, known = (Counter(_WORD.findall(t.lower())) for t in (text, wanted))
    common = (found & known).total()
    if not common:
        return (float(not found), float(not known), float(not found and not known))
    precision, recall = common / found.total(), common / known.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def _count(tally: Tally, text: str, wanted: Mapping[str, Any]) -> None:
    if "whole" in wanted:
        tally.words.append(overlap(text, wanted["whole"]))
        return
    text = squeeze(text)
    for piece in (*wanted["body"], *wanted.get("cells", [])):
        tally.wanted += 1
        tally.kept += squeeze(piece) in text
    if "title" in wanted:
        tally.titled += 1
        tally.titles += squeeze(wanted["title"]) in text
    for leak in wanted["leaks"]:
        tally.leaks += 1
        tally.leaked += squeeze(leak) in text


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description="main content beside trafilatura")
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES)
    tallies = measure(parser.parse_args().folder)
    for name, tally in tallies.items():
        print(tally.line(name))  # noqa: T201
    mine, peer = tallies["zhenggai"], tallies["trafilatura"]
    print(f"time: {mine.seconds / peer.seconds:.2f} of trafilatura's")  # noqa: T201


if __name__ == "__main__":
    main()
