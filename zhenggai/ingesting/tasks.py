"""What is to be read and what becomes of it, as it travels between processes: no reader is needed to know these."""

from dataclasses import dataclass

from db.rows.notice import NoticeRows
from db.rows.refusal import Refusal
from extract.files.limits import Limits
from extract.model import Unreadable
from normalize.records import RegionRecord
from scrapers.items import RawNotice
from zhenggai.corrections.model import Corrections


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One file to be read, in whichever process. The bytes of a large file stay at `path` until then."""

    raw: RawNotice  # with an empty body where `path` is given
    sha256: str
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of one file: one result, or one a member where it is an archive."""

    task: Task
    results: tuple[NoticeRows | Refusal, ...]
    archive: bool = False


def worked(
    item: Task | Answer,
    limits: Limits,
    places: tuple[RegionRecord, ...],
    corrections: Corrections,
    stem: str | None = None,
) -> Answer:
    """Read what is to be read: the function that worker processes are given, with the address of the stem if there is one."""
    from extract.sandbox.starting import at_stem  # noqa: PLC0415 - as the next
    from zhenggai.ingesting.reading import answer  # noqa: PLC0415 - a second to import, for what is to be read only

    with at_stem(stem):
        return item if isinstance(item, Answer) else answer(item, limits, places, corrections)


def crashed(item: Task | Answer) -> Answer:
    """The answer for a file that ended the process which read it."""
    assert isinstance(item, Task)
    message = f"{item.raw.file_name}: the process that read it died; only this file is lost; please report it"
    return refused(item.raw, item.sha256, Unreadable("process_died", message))


def refused(raw: RawNotice, sha256: str, reason: Unreadable) -> Answer:
    """The answer for a file that nobody could read."""
    return Answer(task=Task(raw=raw, sha256=sha256), results=(refusal(raw, sha256, reason),))


def refusal(raw: RawNotice, sha256: str, reason: Unreadable) -> Refusal:
    """Say of a file why it was not read."""
    return Refusal(
        place=raw.place,
        sha256=sha256,
        file_name=raw.file_name,
        kind=reason.kind,
        message=reason.message,
        container=raw.container,
    )


def unreachable(file_name: str, error: OSError) -> Unreadable:
    """The refusal of a file whose bytes the system does not give."""
    return Unreadable(
        "unreachable_file", f"{file_name}: got no bytes ({error.strerror or error}); check the file's rights"
    )


def too_large(file_name: str, size: int, limits: Limits) -> Unreadable:
    """The refusal of a file that is larger than what is read."""
    return Unreadable(
        "too_large",
        f"{file_name}: got {size:,} bytes, at most {limits.max_bytes:,} are read; "
        "split the file or raise the limit (max_bytes)",
    )
