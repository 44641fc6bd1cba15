"""The dataset as data: tables, keys, indexes, views, search indexes. The room's product module.

Names and meanings of `notices`, `findings`, `measures`, `focus_areas`, `spans`, `issues` and
`rectification_table` are a promise to whoever reads the file; see docs/dataset.md. Columns that are
"as printed" hold the source's own characters; what is derived stands in a column of its own.
"""

from db.tables.columns import Column, SearchIndex, Table, View
from db.tables.derived import DERIVED_TABLES
from db.tables.facts import FACT_TABLES
from db.tables.notices import NOTICE_TABLES
from db.tables.views import VIEWS

__all__ = [
    "SCHEMA_VERSION",
    "SEARCHES",
    "TABLES",
    "VIEWS",
    "Column",
    "SearchIndex",
    "Table",
    "View",
    "statements",
    "table",
]

SCHEMA_VERSION = 2  # raised with every change of names or meanings; db/file/migrations.py then gains a step

TABLES: tuple[Table, ...] = (*NOTICE_TABLES, *FACT_TABLES, *DERIVED_TABLES)

SEARCHES: tuple[SearchIndex, ...] = (
    SearchIndex(
        name="findings_fts",
        table="findings",
        columns=(
            ("title", ("title",)),
            ("body", ("detail", "requirement", "result")),
            ("other", ("category", "status_text", "responsible", "deadline_text")),
        ),
    ),
    SearchIndex(name="measures_fts", table="measures", columns=(("text", ("text",)),)),
    SearchIndex(
        name="notices_fts",
        table="notices",
        columns=(
            ("title", ("title",)),
            ("other", ("issuer", "city", "province", "document_number", "audit_report_number")),
            ("text", ("text",)),
        ),
    ),
)

_BY_NAME = {entry.name: entry for entry in TABLES}


def table(name: str) -> Table:
    """Return the table of this name; KeyError where there is none."""
    return _BY_NAME[name]


def statements() -> list[str]:
    """Return the SQL that makes an empty dataset, in order."""
    made = [entry.create() for entry in TABLES]
    made += [sql for entry in TABLES for sql in entry.create_indexes()]
    made += [entry.create for entry in VIEWS]
    return made + [entry.create for entry in SEARCHES]
