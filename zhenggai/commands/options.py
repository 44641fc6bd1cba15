"""Options and helpers that several commands share."""

import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:  # options are known before anything else is imported
    from zhenggai.corrections.model import Corrections

Command = TypeVar("Command", bound=Callable[..., object])


def db_option(*, exists: bool, required: bool = True) -> Callable[[Command], Command]:
    """The option that names the dataset's file."""
    kind = click.Path(path_type=Path, dir_okay=False, exists=exists)
    return click.option(
        "--db", type=kind, required=required, metavar="FILE", help="The dataset (a SQLite file)."
    )


def corrections_option(*, required: bool, exists: bool = True) -> Callable[[Command], Command]:
    """The option that names the folder of corrections; `exists` is false where the command may make it."""
    kind = click.Path(path_type=Path, file_okay=False, exists=exists)
    words = "Folder of corrections (see docs/review.md)."
    return click.option("--corrections", type=kind, required=required, metavar="DIR", help=words)


def load_corrections(folder: Path | None) -> "Corrections":
    """Every correction below a folder; one that cannot be read is wrong usage, told in one line."""
    from zhenggai.corrections.files import CorrectionError, load  # noqa: PLC0415
    from zhenggai.corrections.model import NO_CORRECTIONS  # noqa: PLC0415

    try:
        return load(folder) if folder else NO_CORRECTIONS
    except CorrectionError as error:
        raise click.BadParameter(str(error)) from error


class Unusable(click.ClickException):
    """A file that cannot be read or written: wrong usage."""

    exit_code = 2


@contextmanager
def told_in_words() -> Iterator[None]:
    """Print what is wrong with the dataset's file, or with this machine, in one line, and end with exit code 2."""
    from db.file.connection import StoreError  # noqa: PLC0415

    try:
        yield
    except StoreError as error:
        raise Unusable(str(error)) from error
    except MemoryError as error:
        words = (
            "got: too little memory; expected: some hundred MB (docs/scale.md); do: free some, then run again"
        )
        raise Unusable(words) from error
    except OSError as error:
        if error.errno not in (errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM):
            raise
        words = f"got: {error.strerror}; expected: room for the processes; do: raise `ulimit -n` and `-u`, or lower --jobs"
        raise Unusable(words) from error


def is_terminal() -> bool:
    """Whether progress may be shown: it goes to standard error, and only where somebody looks on."""
    return sys.stderr.isatty()
