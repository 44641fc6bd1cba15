"""The dataset as partitioned Parquet: what many machines write side by side, and any engine reads.

    TABLE/province=PROVINCE/year=YEAR/part-00012.parquet

Every table has the columns of the schema, dates as dates; `province` and `year` stand in the path alone, as is
usual (`__HIVE_DEFAULT_PARTITION__` where they are not known). A part holds a run of input files, in their order.
What is derived from all notices together (kin, links, search) is not there: `db.store` makes it.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from db.file.connection import StoreError
from db.rows.notice import NoticeRows, Row
from db.schema import table
from db.store import Refusal
from db.tables.columns import Column
from db.writing.notices import SHARED, refusal_id

NOWHERE = "__HIVE_DEFAULT_PARTITION__"  # what Hive, Spark, DuckDB and Polars write and read for null
IN_THE_PATH = ("province", "year")
ORDER = ("task", "member")  # columns of `files` beside the schema's: the order in which the files were met

Key = tuple[str | None, int | None]  # province, year
Piece = tuple[str, bytes]  # path below the dataset, and what stands there


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """An archive all of whose members have been dealt with."""

    place: str
    sha256: str
    file_name: str
    container: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What became of one file. `task` counts the files of the input, `member` those of an archive."""

    task: int
    member: int
    version: str
    result: NoticeRows | Refusal | Container


def check_parquet() -> None:
    """Raise StoreError where the extra `parquet` is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401, PLC0415 - a large library that only Parquet needs
    except ImportError as error:
        words = "got: no pyarrow; expected: the extra `parquet`; do: run `make env`, or pip install -e '.[parquet]'"
        raise StoreError(words) from error


def pieces(entries: Iterable[Entry], *, part: int) -> Iterator[Piece]:
    """Yield the Parquet files of one part, by path."""
    gathered: dict[tuple[str, Key], list[Row]] = {}
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        file = (entry.result.place, entry.result.sha256)
        if file not in seen:  # the same member twice in one archive
            seen.add(file)
            for name, key, rows in _rows(entry):
                gathered.setdefault((name, key), []).extend(rows)
    for (name, key), rows in sorted(gathered.items(), key=lambda item: (item[0][0], str(item[0][1]))):
        if name in SHARED:
            rows = sorted(set(rows), key=repr)  # noqa: PLW2901
        yield f"{name}/{_folder(key)}/part-{part:05}.parquet", _encoded(name, rows)


def _rows(entry: Entry) -> Iterator[tuple[str, Key, list[Row]]]:
    result, key = entry.result, _key(entry.result)
    facts: dict[str, Any] = {
        name: getattr(result, name) for name in ("place", "sha256", "file_name", "container")
    }
    facts |= {"version": entry.version, "task": entry.task, "member": entry.member}
    if isinstance(result, NoticeRows):
        yield from ((name, key, rows) for name, rows in result.tables.items())
        facts |= {"outcome": "notice", "notice_id": result.id, "reader": result.reader}
    elif isinstance(result, Refusal):
        issue = {name: getattr(result, name) for name in ("place", "file_name", "kind", "message")}
        issue["id"] = facts["refusal"] = refusal_id(result.place, result.sha256)
        yield "issues", key, [tuple(map(issue.get, table("issues").names))]
        facts["outcome"] = "refused"
    else:
        facts["outcome"] = "container"
    yield "files", key, [tuple(map(facts.get, (*table("files").names, *ORDER)))]


def _key(result: NoticeRows | Refusal | Container) -> Key:
    if not isinstance(result, NoticeRows):
        return None, None
    names, row = table("notices").names, result.tables["notices"][0]
    return row[names.index("province")], row[names.index("year")]


def _folder(key: Key) -> str:
    province, year = key
    where = (
        NOWHERE if province is None else "".join(c if c.isalnum() else quote(c, safe="") for c in province)
    )
    return f"province={where}/year={NOWHERE if year is None else year}"


def columns_of(name: str) -> Sequence[tuple[str, Column | None]]:
    """The columns of a table's files; None stands for a whole number that only Parquet has."""
    entry = table(name)
    held = [(c.name, c) for c in entry.columns if name != "notices" or c.name not in IN_THE_PATH]
    return [*held, *((extra, None) for extra in ORDER)] if name == "files" else held


def _encoded(name: str, rows: Sequence[Row]) -> bytes:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    kinds = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}
    every = list(table(name).names) + list(ORDER) * (name == "files")
    arrays, fields = [], []
    for column, described in columns_of(name):
        number = every.index(column)
        values = [row[number] for row in rows]
        if described is not None and described.is_date:
            fields.append(pa.field(column, pa.date32()))
            arrays.append(pa.array(values, pa.string()).cast(pa.date32()))
        else:
            fields.append(pa.field(column, kinds[described.type] if described else pa.int64()))
            arrays.append(pa.array(values, fields[-1].type))
    file = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), file, compression="zstd")
    return file.getvalue()
