"""Coverage-guided fuzzing of one reader or parser, by atheris: `python -m tests.fuzz TARGET --seconds 60`.

Seeds are made by the tests' own makers; whatever is found becomes a file in build/fuzz/TARGET/found. A reader may
refuse (`Unreadable`), and a library below it may fail in its own code: the sandbox refuses such a file. An exception
of our own code, a document that contradicts itself, two minutes or 3 GB for one input are findings.
Without TARGET: the names of all targets.
"""

import argparse
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "fuzz"
READERS = (
    "html", "text", "csv", "pdf", "ofd", "docx", "xlsx", "odt", "ods", "xls", "workbook_2003", "word_xml", "doc", "rtf", "web_archive", "archive",
    "image",
)  # fmt: skip
PARSERS = {
    "money": ("normalize.money.amounts", ("parse_money", "parse_unit")),
    "money_damage": ("normalize.money.context", ("find_damaged_amounts",)),
    "date": ("normalize.dates.reading", ("parse_date", "parse_dates", "parse_deadline")),
    "document_number": ("normalize.documents.numbers", ("parse_document_number", "find_document_numbers")),
    "count": ("normalize.money.counts", ("parse_count", "parse_percent")),
    "regulation": ("normalize.documents.regulations", ("find_regulations",)),
    "status": ("normalize.status", ("parse_status",)),
}
TARGETS = (*READERS, *PARSERS, "understand")
SECONDS_EACH = (
    120  # of the clock for one input: instrumented code is ten times as slow, and the machine may be busy
)
MEGABYTES = 3072


def main() -> None:
    """Fuzz one target for a bounded time."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", nargs="?", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--replay", type=Path, help="run this one input and show what it raises")
    asked = parser.parse_args()
    if asked.target is None:
        print(*TARGETS, sep="\n")  # noqa: T201
    elif asked.replay:
        checked(asked.target)(asked.replay.read_bytes())
    else:
        fuzz(asked.target, asked.seconds)


def fuzz(target: str, seconds: int) -> None:
    """Does not return: libFuzzer ends the process, with 0 where nothing was found."""
    import atheris  # noqa: PLC0415 - only fuzzing needs it

    with atheris.instrument_imports(include=["extract", "normalize", "scrapers", "db"]):
        run = checked(target)
    from tests.fuzz import seeds  # noqa: PLC0415 - after: what it imports must be instrumented

    work = FOLDER / target
    seeds.write(work / "seeds", target)
    for name in ("found", "corpus"):
        (work / name).mkdir(parents=True, exist_ok=True)
    options = [
        sys.argv[0], f"-max_total_time={seconds}", f"-timeout={SECONDS_EACH}", f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={work / 'found'}/", f"-max_len={seeds.LARGEST}", "-print_final_stats=1", "-verbosity=1",
        "-close_fd_mask=1",
    ]  # fmt: skip
    words = Path(__file__).parent / "words.dict"
    atheris.Setup([*options, f"-dict={words}", str(work / "corpus"), str(work / "seeds")], run)
    atheris.Fuzz()


def checked(target: str) -> Callable[[bytes], None]:
    """The function that is fuzzed. It raises for what is a finding."""
    if target in READERS:
        return _reader(target)
    if target == "understand":
        return _understand()
    module, names = PARSERS[target]
    functions = [getattr(import_module(module), name) for name in names]

    def run(data: bytes) -> None:
        text = data.decode("utf-8", "replace")[:4000]
        for function in functions:
            function(text)

    return run


def _reader(name: str) -> Callable[[bytes], None]:
    from extract.files.limits import Limits  # noqa: PLC0415
    from extract.model import Unreadable  # noqa: PLC0415
    from extract.reading import FORMATS, members, read  # noqa: PLC0415
    from scrapers.items import RawNotice  # noqa: PLC0415

    for row in FORMATS:
        if row.name == name:
            import_module((row.reader or row.unpacker).partition(":")[0])
    limits = Limits(ocr_threads=0, max_seconds=SECONDS_EACH, max_unpacked=64 << 20, max_cells=2_000)
    ending = {
        "text": "txt",
        "workbook_2003": "xls",
        "word_xml": "doc",
        "web_archive": "mht",
        "archive": "zip",
    }
    file_name = f"a.{ending.get(name, name)}"

    def run(data: bytes) -> None:
        raw = RawNotice(source="file", place=file_name, file_name=file_name, body=data)
        try:
            if name == "archive":
                list(members(raw, limits=limits))
            else:
                _check(read(raw, limits=limits))
        except Unreadable as refusal:
            assert refusal.message.strip()
        except (MemoryError, RecursionError):
            return  # the sandbox says so in words
        except Exception as error:
            if _is_ours(error):
                raise

    return run


def _is_ours(error: Exception) -> bool:
    """Whether our own code raised it; a library that fails in its own is refused by the sandbox."""
    last = traceback.extract_tb(error.__traceback__)[-1].filename
    return last.startswith(str(ROOT)) and ".venv" not in last


def _check(document: object) -> None:
    """A document's blocks tile its text, and its text can be written to a file."""
    from extract.model import Document  # noqa: PLC0415

    assert isinstance(document, Document)
    document.text.encode("utf-8")
    assert "\0" not in document.text
    assert "\n".join(document.text[b.start : b.end] for b in document.blocks) == document.text


def _understand() -> Callable[[bytes], None]:
    from db.rows.notice import notice_rows  # noqa: PLC0415
    from extract.model import Unreadable, squeeze  # noqa: PLC0415
    from extract.reading import read  # noqa: PLC0415
    from extract.understanding import understand  # noqa: PLC0415
    from normalize.notice import normalize  # noqa: PLC0415
    from scrapers.items import RawNotice  # noqa: PLC0415

    import_module("extract.readers.text.file")

    def run(data: bytes) -> None:
        text = data.decode("utf-8", "replace")[:20_000]
        raw = RawNotice(source="file", place="a.txt", file_name="a.txt", body=text.encode())
        try:
            document = read(raw)
        except Unreadable:
            return
        extraction = understand(document)
        for finding in extraction.findings:
            held = "".join(document.text[s.start : s.end] for s in finding.title.spans)
            assert squeeze(held) == squeeze(finding.title.text)
        notice_rows(normalize(extraction, document, raw))

    return run


if __name__ == "__main__":
    main()
