"""Name the version of the program that read a file, so that a new one reads again only what it affects."""

import hashlib
import re
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_READERS = "extract/readers/"
_IMPORT = re.compile(r"^[ ]*+from (extract\.readers(?:\.\w+)*) import (\([^)]*\)|[^\n]*)", re.M)
_DECIDING = (
    "scrapers/items.py", "extract", "normalize", "db/rows", "zhenggai/corrections", "zhenggai/certainty/calibration.json",
    *(f"zhenggai/certainty/{name}.py" for name in ("judging", "signal", "signals", "cell_signals", "uncovered")),
)  # fmt: skip
_ASIDE = frozenset({"__pycache__", "training"})  # neither is read when a document is


@cache
def program_version() -> str:
    """The installed version, and a fingerprint of the code and data that read and understand."""
    return f"{metadata.version('zhenggai')}+{_digest(None)}"


@cache
def extractor_version(reader: str | None) -> str:
    """The version that matters to a file read by `reader`: all that is shared, and the modules it imports.

    None: not known which reader it was, so every module counts (refused files, archives).
    """
    return f"{metadata.version('zhenggai')}+{_digest(reader)}"


@cache
def _hashes() -> tuple[tuple[str, str], ...]:
    """The hash of every file that reading and understanding depend on, by path."""
    files = [
        path
        for room in _DECIDING
        for path in ([_ROOT / room] if room.endswith(".py") else sorted((_ROOT / room).rglob("*")))
        if path.is_file() and not _ASIDE.intersection(path.parts)
    ]
    return tuple(
        (path.relative_to(_ROOT).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files
    )


def reads_pictures(reader: str | None) -> bool:
    """Whether what this reader makes of a file depends on the recognition of pictures; None: it may."""
    modules = None if reader is None else _modules_of(reader)
    return modules is None or "extract/readers/scans/pages.py" in modules


@cache
def has_recognition() -> bool:
    """Whether the extra `ocr` is installed."""
    return find_spec("rapidocr") is not None


def _digest(reader: str | None) -> str:
    needed = None if reader is None else _modules_of(reader)
    digest = hashlib.sha256()
    for path, content in _hashes():
        if needed is None or not path.startswith(_READERS) or path in needed:
            digest.update(f"{path}\0{content}\n".encode())
    return digest.hexdigest()[:12]


@cache
def _modules_of(reader: str) -> frozenset[str] | None:
    """The paths of the modules of extract/readers that this reader imports, directly or not; None where not known."""
    from extract.reading import FORMATS  # noqa: PLC0415 - only `ingest` needs it

    entry = next((row.reader for row in FORMATS if row.name == reader), None)
    if not entry:
        return None
    reached: set[str] = set()
    waiting = [entry.partition(":")[0]]
    while waiting:
        path = waiting.pop().replace(".", "/") + ".py"
        if path in reached or not (_ROOT / path).is_file():
            continue
        reached.add(path)
        for package, several in _IMPORT.findall((_ROOT / path).read_text(encoding="utf-8")):
            waiting += [package, *(f"{package}.{name}" for name in re.findall(r"\w+", several))]
    return frozenset(reached)
