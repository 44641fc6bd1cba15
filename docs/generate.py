"""Write the parts of the docs that follow from the program: `python docs/generate.py` (or `make docs`).

docs/cli.md comes from the commands' own help, docs/dataset.md from the schema. A test tells when they are stale.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from db.schema import SEARCHES, TABLES, VIEWS
from db.tables.columns import Column
from zhenggai.cli import COMMANDS, main

HERE = Path(__file__).resolve().parent
NOTE = "<!-- Written by docs/generate.py; do not edit. -->"


def cli() -> str:
    """The help of every command."""
    parts = [NOTE, "# Commands", _help(main, "zhenggai")]
    for name, command in _commands(main, "zhenggai"):
        parts += [f"## {name}", _help(command, name)]
    return "\n\n".join(parts) + "\n"


def _commands(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            yield f"{prefix} {name}", command
            if isinstance(command, click.Group):
                yield from _commands(command, f"{prefix} {name}")


def _help(command: click.Command, name: str) -> str:
    # with the settings of the program itself: click keeps the help option of whoever asked first
    context = click.Context(
        command, info_name=name, max_content_width=100, terminal_width=100, **main.context_settings
    )
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    return "```text\n" + "\n".join(lines) + "\n```"


def dataset() -> str:
    """Every table and column, with what it means."""
    parts = [NOTE, "# The dataset", _PROMISE]
    for entry in TABLES:
        head = "| column | 列 | type | meaning |\n|---|---|---|---|\n"
        parts += [f"## {entry.name} {entry.zh}", entry.about, head + "\n".join(map(_line, entry.columns))]
    for view in VIEWS:
        rows = [f"| {name} | {zh} | {about} |" for name, zh, about in view.columns]
        parts += [
            f"## {view.name} {view.zh} (view)",
            view.about,
            "| column | 列 | meaning |\n|---|---|---|\n" + "\n".join(rows),
        ]
    names = ", ".join(f"`{search.name}`" for search in SEARCHES)
    parts += [
        "## Search",
        f"{names}: FTS5 indexes of character pairs, whose rowids are those of their tables. " + _SEARCH,
    ]
    return "\n\n".join(parts) + "\n"


def _line(column: Column) -> str:
    about = column.about.replace("|", "\\|")
    notes = [f"one of {', '.join(f'`{word}`' for word in column.choices)}"] if column.choices else []
    notes += [f"refers to `{column.references}`"] if column.references else []
    return (
        f"| {column.name} | {column.zh} | {column.type} | {about}{''.join(f' ({note})' for note in notes)} |"
    )


_PROMISE = (
    "What the SQLite file promises to whoever reads it. Columns that are *as printed* hold the source's own\n"
    "characters, white space folded; what is derived stands in a column of its own beside it. Names and\n"
    "meanings change only together with the schema's version (`PRAGMA user_version`).\n\n"
    "Exports hold the same columns. Parquet has their types; of a CSV read every column as text (pandas:\n"
    "`dtype=str`, Polars: `infer_schema=False`): labels such as 1 and codes of regions only look like numbers."
)
_SEARCH = (
    "`db.search.words.search_query` turns what a reader types into a MATCH expression.\n\n"
    "```sql\nSELECT f.* FROM findings_fts AS x JOIN findings AS f ON f.rowid = x.rowid\n"
    "WHERE findings_fts MATCH '\"等级 级保 保护\"' ORDER BY rank;\n```"
)
GENERATED = {"cli.md": cli, "dataset.md": dataset}


def write() -> None:
    """Write every generated file."""
    for name, make in GENERATED.items():
        (HERE / name).write_text(make(), encoding="utf-8")


def stale() -> list[str]:
    """Names of the files that no longer say what the program says."""
    return [name for name, make in GENERATED.items() if (HERE / name).read_text(encoding="utf-8") != make()]


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(f"stale: {', '.join(old)}; run `make docs`" if (old := stale()) else 0)
    write()
    sys.stdout.write(f"wrote {', '.join(GENERATED)}; {len(COMMANDS)} commands\n")
