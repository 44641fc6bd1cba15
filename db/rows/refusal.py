"""A file that gives no rows but one of `issues`. Apart from `db.store`, which those who read files need not import."""

from dataclasses import dataclass

NO_BYTES = ""  # stands for the hash of a file whose bytes could not be had


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that was not read, and why (`kind` and `message` of the reader's `Unreadable`)."""

    place: str
    sha256: str
    file_name: str
    kind: str
    message: str
    container: str | None = None
