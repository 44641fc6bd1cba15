"""The command line. Commands are imported when they run, so that `zhenggai --help` answers at once."""

import difflib
import errno
import io
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

# name: (module:function, one line for --help)
COMMANDS: dict[str, tuple[str, str]] = {
    "ingest": ("zhenggai.commands.ingest:ingest", "Read notices from files and folders into a dataset."),
    "build": (
        "zhenggai.commands.build:build",
        "Make a dataset of the Parquet that `ingest --engine dask` wrote.",
    ),
    "serve": ("zhenggai.commands.serve:serve", "Serve a dataset as a web site."),
    "demo": ("zhenggai.commands.serve:demo", "Build a dataset from the bundled samples and serve it."),
    "explain": ("zhenggai.commands.explain:explain_command", "Show how a document is read, and why."),
    "crawl": (
        "zhenggai.crawling.commands:crawl",
        "Bring home the notices of city sites into an archive, politely, again and again.",
    ),
    "sources": (
        "zhenggai.crawling.commands:sources",
        "List, recognise and check the sites that are crawled.",
    ),
    "archive": ("zhenggai.crawling.commands:archive", "Look into the archive of a crawl."),
    "export": (
        "zhenggai.commands.export:export",
        "Write a table of the dataset as CSV, XLSX, Parquet or JSON lines.",
    ),
    "evaluate": ("zhenggai.commands.evaluate:evaluate", "Score a dataset against gold annotations."),
    "release": ("zhenggai.commands.release:release", "Build, check and publish a dataset, or say why not."),
    "why": (
        "zhenggai.commands.why:why",
        "Tell the story of one row: bytes, program, layout, rule of each cell, corrections.",
    ),
    "review": (
        "zhenggai.commands.review:review",
        "Review doubtful rows on a local page; each decision becomes a file.",
    ),
    "corrections": (
        "zhenggai.commands.corrections:corrections",
        "See which corrections hold; take reviewed notices away as gold.",
    ),
}

_GOES_ON = dict.fromkeys(("ingest", "build", "demo"), "; what was read is kept, the same command goes on")
_STOPPED = 130  # 128 and the number of the signal, as shells have it
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_BARRED = (
    errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP, *_FULL
)  # fmt: skip
_OWN = tuple(
    Path(__file__).resolve().parents[1] / room
    for room in ("scrapers", "extract", "normalize", "db", "zhenggai")
)


def _told(error: OSError) -> str | None:
    """What the machine refused, in words; None where the fault may be the program's: a file of its own is missing."""
    if error.filename is None and error.errno in _FULL:
        needed = "expected: room where the command writes or prints; do: make some, or write elsewhere"
        return f"got: {error.strerror}; {needed}"
    file = error.filename2 or error.filename
    if (
        not isinstance(file, str)
        or error.errno not in _BARRED
        or any(map(Path(file).absolute().is_relative_to, _OWN))
    ):
        return None
    needed = "expected: a file or folder that can be read or written there; do: name another, or make it so"
    return f"got: {file} ({error.strerror}); {needed}"


class Commands(click.Group):
    """A group whose commands are imported by name."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command; say in words that there is no room for what it writes or prints, or no right to a file."""
        try:
            return super().main(*args, **extra)
        except OSError as error:
            if (words := _told(error)) is None:
                raise
            click.echo(f"Error: {words}", err=True)
            sys.stdout = None  # else Python tries to write the rest at its end
            sys.exit(2)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl-C ends it with the code that shells know, and says what is kept."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(f"\nstopped{_GOES_ON.get(ctx.invoked_subcommand or '', '')}", err=True)
            ctx.exit(_STOPPED)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a name that is none is told with the nearest one."""
        if args and args[0] not in COMMANDS and (near := difflib.get_close_matches(args[0], COMMANDS, n=1)):
            ctx.fail(
                f"got: {args[0]!r}, no command; expected: one of `zhenggai --help`; do: try `zhenggai {near[0]}`"
            )
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zhenggai", prog_name="zhenggai")
def main() -> None:
    """From published audit-rectification notices (审计整改公告) to a comparable, source-linked dataset.

    \b
    A first look:  zhenggai demo
    Your files:    zhenggai ingest FOLDER --db notices.db
                   zhenggai serve --db notices.db
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # where a console knows GBK only, say


if __name__ == "__main__":
    sys.exit(main())
