"""The whole dataset as a Frictionless data package (v1): every table as CSV, described, with checksums."""

import hashlib
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from db.exports.sheet import Sheet, sheet_of
from db.exports.text import csv_pieces
from db.file.lookup import dataset_version
from db.schema import TABLES, Table
from db.tables.columns import Column

_CHUNK = 1 << 20
_TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}
_MADE = (1980, 1, 1, 0, 0, 0)  # the same dataset gives the same bytes
_LEFT_OUT = frozenset({"meta", "files"})  # bookkeeping of the program


def package_pieces(connection: sqlite3.Connection, sheet: Sheet) -> Iterator[bytes]:
    """A ZIP with `datapackage.json` and one CSV a table, whatever the sheet: a package holds all tables."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.zip"
        with zipfile.ZipFile(path, "w") as package:
            described = [
                _resource(connection, package, entry) for entry in TABLES if entry.name not in _LEFT_OUT
            ]
            text = json.dumps(
                _descriptor(described, dataset_version(connection)), ensure_ascii=False, indent=1
            )
            _add(package, "datapackage.json", iter([text.encode()]))
        with path.open("rb") as file:
            while piece := file.read(_CHUNK):
                yield piece


def _descriptor(resources: list[dict[str, Any]], version: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "zhenggai",
        "version": version,
        "title": "Audit-rectification notices 审计整改公告",
        "description": "Findings, statuses and measures read out of published notices; what is printed is the notices'"
        " own, all else is under the licence.",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": resources,
    }


def _add(package: zipfile.ZipFile, name: str, parts: Iterator[bytes]) -> tuple[str, int]:
    """Add one file; return its hash and size."""
    digest, size = hashlib.sha256(), 0
    info = zipfile.ZipInfo(name, date_time=_MADE)
    info.compress_type = zipfile.ZIP_DEFLATED
    with package.open(info, "w", force_zip64=True) as file:
        for part in parts:
            digest.update(part)
            size += len(part)
            file.write(part)
    return digest.hexdigest(), size


def _resource(connection: sqlite3.Connection, package: zipfile.ZipFile, entry: Table) -> dict[str, Any]:
    path = f"data/{entry.name}.csv"
    digest, size = _add(package, path, csv_pieces(connection, sheet_of(entry.name), for_excel=False))
    return {
        "profile": "tabular-data-resource",
        "name": entry.name,
        "title": entry.zh,
        "description": entry.about,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": {
            "fields": [_field(column) for column in entry.columns],
            "primaryKey": list(entry.key),
            "foreignKeys": [_reference(column) for column in entry.columns if _is_kept(column)],
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.zh,
        "description": column.about,
        **_typed(column),
    }
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    return field | ({"constraints": constraints} if constraints else {})


def _typed(column: Column) -> dict[str, str]:
    """Its type in a table schema: lists, dates and instants (with or without parts of a second) are text in SQLite."""
    if column.json:
        return {"type": "array"}
    if column.is_instant:
        return {"type": "datetime", "format": "any"}
    return {"type": "date" if column.is_date else _TYPES[column.type]}


def _is_kept(column: Column) -> bool:
    """Whether the column refers to a table of the package whose rows are always there."""
    return column.references is not None and column.references.split(".")[0] not in _LEFT_OUT


def _reference(column: Column) -> dict[str, Any]:
    assert column.references is not None
    resource, field = column.references.split(".")
    return {"fields": column.name, "reference": {"resource": resource, "fields": field}}
