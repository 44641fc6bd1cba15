"""Read a part of the partitioned Parquet back into what was written there, row for row."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from db.file.connection import StoreError
from db.parts.writing import IN_THE_PATH, NOWHERE, columns_of
from db.rows.notice import NoticeRows, Row
from db.schema import table
from db.store import Refusal
from db.writing.notices import SHARED, Outcome

Load = Callable[[str], bytes]  # the bytes at a path below the dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Stub:
    """What is known of a file without reading its rows."""

    task: int
    member: int
    outcome: Outcome
    place: str
    sha256: str
    file_name: str
    container: str | None
    version: str
    notice_id: str | None
    refusal: str | None
    reader: str | None
    withdrawn_at: str | None


@dataclass(slots=True, kw_only=True)
class Part:
    """One part: the paths of its files below the dataset, and how their bytes are had. Rows are read when asked for."""

    paths: Sequence[str]
    load: Load
    _rows: dict[str, dict[str | None, list[Row]]] = field(default_factory=dict)  # by table and owner
    _shared: dict[str, list[Row]] | None = None

    def stubs(self) -> list[Stub]:
        """Every file of the part, in the order in which the files were met."""
        withdrawn: dict[Any, Any] = {}
        for path in self._of("notices"):
            held = self._columns(path, ["id", "withdrawn_at"])
            withdrawn |= dict(zip(held["id"], held["withdrawn_at"], strict=True))
        names = list(Stub.__dataclass_fields__)[:-1]
        found = []
        for path in self._of("files"):
            held = self._columns(path, names)
            for values in zip(*(held[name] for name in names), strict=True):
                facts = dict(zip(names, values, strict=True))
                found.append(Stub(**facts, withdrawn_at=withdrawn.get(facts["notice_id"])))
        return sorted(found, key=lambda stub: (stub.task, stub.member))

    def result(self, stub: Stub) -> NoticeRows | Refusal:
        """The rows of a notice, or why a file was refused."""
        if not self._rows:
            self._read()
        if stub.outcome == "refused":
            names = table("issues").names
            row = next(row for row in self._rows["issues"][None] if row[names.index("id")] == stub.refusal)
            return Refusal(
                place=stub.place,
                sha256=stub.sha256,
                file_name=stub.file_name,
                kind=row[names.index("kind")],
                message=row[names.index("message")],
                container=stub.container,
            )
        assert stub.notice_id is not None
        assert stub.reader is not None
        tables = {name: rows.get(stub.notice_id, []) for name, rows in self._rows.items()}
        shared, self._shared = (
            self._shared or {},
            None,
        )  # with the first notice: what nobody names goes in the end
        return NoticeRows(
            id=stub.notice_id,
            place=stub.place,
            sha256=stub.sha256,
            file_name=stub.file_name,
            reader=stub.reader,
            container=stub.container,
            tables=tables | shared,
        )

    def _of(self, name: str) -> list[str]:
        return [path for path in self.paths if path.startswith(f"{name}/")]

    def _read(self) -> None:
        self._shared = {}
        for name in dict.fromkeys(path.partition("/")[0] for path in self.paths):
            if name == "files":
                continue
            rows = (row for path in self._of(name) for row in self._rows_of(name, path))
            if name in SHARED:
                self._shared[name] = list(rows)
                continue
            owner = table(name).names.index("id" if name == "notices" else "notice_id")
            held = self._rows.setdefault(name, {})
            for row in rows:
                held.setdefault(row[owner], []).append(row)

    def _rows_of(self, name: str, path: str) -> Iterator[Row]:
        described = dict(columns_of(name))
        held = self._columns(path, list(described))
        for column, about in described.items():
            if about is not None and about.is_date:
                held[column] = [value and value.isoformat() for value in held[column]]
        if name == "notices":
            count = len(held["id"])
            held |= {column: [value] * count for column, value in zip(IN_THE_PATH, _key(path), strict=True)}
        return zip(*(held[column] for column in table(name).names), strict=True)

    def _columns(self, path: str, names: list[str]) -> dict[str, list[Any]]:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415

        try:
            found: dict[str, list[Any]] = (
                pq.ParquetFile(io.BytesIO(self.load(path))).read(columns=names).to_pydict()
            )
        except (OSError, pa.ArrowException) as error:
            words = f"got: {path} that cannot be read ({error}); expected: a whole Parquet file"
            raise StoreError(f"{words}; do: run the same `zhenggai ingest` again") from error
        if missing := [name for name in names if name not in found]:
            words = f"got: {path} without {', '.join(missing)}; expected: the schema of this program"
            raise StoreError(f"{words}; do: run the same `zhenggai ingest` again")
        return found


def _key(path: str) -> tuple[str | None, int | None]:
    """Province and year in a path."""
    province, year = (part.partition("=")[2] for part in path.split("/")[1:3])
    return (None if province == NOWHERE else unquote(province)), (None if year == NOWHERE else int(year))
