"""What is measured, section by section: each runs in a process of its own, so that none warms or breaks another.

`python -m bench.sections MODULE:FUNCTION [NUMBER ...]` tells its rows as JSON, one a line.
"""

import json
import sys
from dataclasses import asdict, dataclass
from functools import partial
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A measurement: "module:function" that yields rows, what it is called with, after how many seconds it is ended.

    `apart`: it takes so long that only `--only` or `--large` asks for it.
    """

    target: str
    limit: int
    arguments: tuple[int, ...] = ()
    apart: bool = False


SECTIONS = {
    "startup": Section(target="bench.startup:rows", limit=120),
    "path": Section(target="bench.ingest:path_of_a_notice", limit=180),
    "understanding": Section(target="bench.understanding:rows", limit=240),
    "normalizing": Section(target="bench.normalizing:rows", limit=120),
    "main_content": Section(target="bench.peers:main_content", limit=180),
    "pdf_text": Section(target="bench.peers:pdf_text", limit=120),
    "pdf_tables": Section(target="bench.peers:pdf_tables", limit=240),
    "ocr": Section(target="bench.peers:ocr", limit=240),
    "kin": Section(target="bench.peers:kin", limit=120),
    "search": Section(target="bench.search:rows", limit=180),
    "site": Section(target="bench.site_rows:rows", limit=360),
    "jobs": Section(target="bench.ingest:jobs", limit=420, arguments=(2_000,)),
    "growth": Section(target="bench.ingest:growth", limit=900, arguments=(16_000,)),
    "growth_large": Section(target="bench.ingest:growth", limit=7_200, arguments=(100_000,), apart=True),
}


def main() -> None:
    """Measure one section and tell each row as soon as it is known."""
    module, _, function = sys.argv[1].partition(":")
    measure: Any = partial(getattr(import_module(module), function), *map(int, sys.argv[2:]))
    tell = sys.stdout.write
    sys.stdout = sys.stderr  # what libraries print is no row
    for row in measure():
        tell(json.dumps(asdict(row), ensure_ascii=False) + "\n")
        sys.__stdout__.flush()  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
