"""Sheets as Parquet, with typed columns: dates are dates, lists are lists."""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from json import dumps, loads
from pathlib import Path
from typing import Any

from db.exports.sheet import Sheet, read
from db.file.connection import StoreError
from db.tables.columns import Column

_CHUNK = 1 << 20


def parquet_pieces(connection: sqlite3.Connection, sheet: Sheet) -> Iterator[bytes]:
    """A Parquet file. Raises StoreError where the extra `parquet` is not installed."""
    try:
        import pyarrow.parquet as pq  # noqa: PLC0415 - a large library that only this format needs
        from pyarrow import RecordBatch  # noqa: PLC0415
    except ImportError as error:
        words = "got: no pyarrow; expected: the extra `parquet`; do: run `make env`, or pip install -e '.[parquet]'"
        raise StoreError(words) from error
    columns, batches = read(connection, sheet)
    schema = _schema(columns)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.parquet"
        with pq.ParquetWriter(path, schema, compression="zstd") as writer:
            for batch in batches:
                cells = {c.name: [_cell(c, row[n]) for row in batch] for n, c in enumerate(columns)}
                writer.write_batch(RecordBatch.from_pydict(cells, schema=schema))
        with path.open("rb") as file:
            while piece := file.read(_CHUNK):
                yield piece


def _cell(column: Column, value: Any) -> Any:
    if value is None:
        return None
    if column.json:
        entries = loads(value)
        return [entry if isinstance(entry, str) else dumps(entry, ensure_ascii=False) for entry in entries]
    return date.fromisoformat(value) if column.is_date else value


def _schema(columns: Sequence[Column]) -> Any:
    """Types by column; the Chinese label and the meaning travel in the file's metadata."""
    import pyarrow as pa  # noqa: PLC0415

    kinds = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}
    fields = []
    for column in columns:
        kind = pa.list_(pa.string()) if column.json else pa.date32() if column.is_date else kinds[column.type]
        fields.append(pa.field(column.name, kind, metadata={"label": column.zh, "meaning": column.about}))
    return pa.schema(fields)
