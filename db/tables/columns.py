"""How a table is described as data, and the SQL that follows from the description."""

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["TEXT", "INTEGER", "REAL", "BLOB"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its SQL type, its Chinese label, and what it means (for data dictionaries and the site)."""

    name: str
    type: ColumnType
    zh: str
    about: str
    required: bool = False
    choices: tuple[str, ...] = ()
    references: str | None = None  # "table.column"
    json: bool = False  # the text is a JSON list
    default: str | None = None  # of a required column that a later schema added

    @property
    def is_date(self) -> bool:
        """Whether its text is an ISO date."""
        return self.type == "TEXT" and (self.name.endswith("_on") or self.name == "date")

    @property
    def is_instant(self) -> bool:
        """Whether its text is a date and time, ISO 8601 in UTC."""
        return self.type == "TEXT" and self.name.endswith("_at")

    @property
    def sql(self) -> str:
        """The column's clause in CREATE TABLE."""
        clause = f'"{self.name}" {self.type}'
        if self.required:
            clause += " NOT NULL"
        if self.default is not None:
            clause += f" DEFAULT '{self.default}'"
        if self.choices:
            words = ", ".join(f"'{word}'" for word in self.choices)
            clause += f' CHECK ("{self.name}" IN ({words}))'
        if self.references:
            table, column = self.references.split(".")
            clause += f' REFERENCES "{table}" ("{column}")'
        return clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table. `rowid` false: rows lie in the order of the primary key, which a dump then follows.

    `order` is the canonical order of a table with rowids, as SQL; `Store.finish` brings rows into it.
    """

    name: str
    zh: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    rowid: bool = False
    order: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def create(self, name: str | None = None) -> str:
        """CREATE TABLE, under another name if one is given."""
        clauses = [column.sql for column in self.columns]
        clauses.append("PRIMARY KEY (" + ", ".join(f'"{column}"' for column in self.key) + ")")
        options = "STRICT" if self.rowid else "STRICT, WITHOUT ROWID"
        body = ",\n  ".join(clauses)
        return f'CREATE TABLE "{name or self.name}" (\n  {body}\n) {options}'

    def create_indexes(self) -> list[str]:
        """One CREATE INDEX for each index."""
        return [
            f'CREATE INDEX "{self.name}_{"_".join(columns)}" ON "{self.name}" ('
            + ", ".join(f'"{column}"' for column in columns)
            + ")"
            for columns in self.indexes
        ]

    @property
    def insert(self) -> str:
        """INSERT with one placeholder a column."""
        marks = ", ".join("?" * len(self.columns))
        names = ", ".join(f'"{name}"' for name in self.names)
        return f'INSERT INTO "{self.name}" ({names}) VALUES ({marks})'


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view: its SELECT, and a description of what its rows are."""

    name: str
    zh: str
    about: str
    select: str
    columns: tuple[tuple[str, str, str], ...]  # name, Chinese label, meaning

    @property
    def create(self) -> str:
        """CREATE VIEW."""
        return f'CREATE VIEW "{self.name}" AS\n{self.select.strip()}'


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchIndex:
    """A contentless FTS5 table of bigrams over `table`; each column gathers text columns of the table.

    Its rowids are those of the table.
    """

    name: str
    table: str
    columns: tuple[tuple[str, tuple[str, ...]], ...]  # (column of the index, columns of the table)

    @property
    def create(self) -> str:
        """CREATE VIRTUAL TABLE. The tokenizer only cuts at spaces: `db.search.words` has folded what is to be folded."""
        names = ", ".join(f'"{name}"' for name, _ in self.columns)
        options = "content='', tokenize='ascii'"
        return f'CREATE VIRTUAL TABLE "{self.name}" USING fts5({names}, {options})'


def text(name: str, zh: str, about: str, **more: object) -> Column:
    """Describe a column of text."""
    return Column(name=name, type="TEXT", zh=zh, about=about, **more)  # type: ignore[arg-type]


def json_list(name: str, zh: str, about: str, *, default: str | None = None) -> Column:
    """Describe a column that holds a JSON list; [] where there is nothing."""
    return Column(name=name, type="TEXT", zh=zh, about=about, required=True, json=True, default=default)


def integer(name: str, zh: str, about: str, **more: object) -> Column:
    """Describe a column of whole numbers."""
    return Column(name=name, type="INTEGER", zh=zh, about=about, **more)  # type: ignore[arg-type]


def real(name: str, zh: str, about: str, **more: object) -> Column:
    """Describe a column of floating-point numbers."""
    return Column(name=name, type="REAL", zh=zh, about=about, **more)  # type: ignore[arg-type]
