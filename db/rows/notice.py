"""Turn a `NoticeRecord` into the rows of the dataset: a pure function, so worker processes can do it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from db.rows.cells import Cells, cells, finding_id, to_json
from db.rows.spans import Pages, box_text, pieces
from db.schema import table
from normalize.records import CorrectionNote, Issue, NoticeRecord, Quote

Row = tuple[Any, ...]
_MARKS = {"notices": "", "findings": "-", "measures": "-m", "focus_areas": "-a"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRows:
    """The rows of one notice by table, in the order of the schema's columns; `notices` holds one row."""

    id: str
    place: str
    sha256: str
    file_name: str
    reader: str
    container: str | None
    tables: dict[str, list[Row]]

    @property
    def text_sha256(self) -> str:
        """Hash of the text, as the row of `notices` has it."""
        found: str = self.tables["notices"][0][table("notices").names.index("text_sha256")]
        return found


def notice_rows(record: NoticeRecord) -> NoticeRows:
    """Return every row that the dataset holds of one notice."""
    tables: dict[str, list[Row]] = {}
    spans = _Spans(record)
    for entry in cells(record):
        tables.setdefault(entry.table, []).append(_row(entry))
        row_id = entry.id
        for column, quote in entry.quotes.items():
            if quote is not None:
                spans.add(entry.table, row_id, column, (quote,))
        for column, quotes in entry.lists.items():
            spans.add(entry.table, row_id, column, quotes)
    if record.stated_count is not None:
        spans.add("notices", record.id, "stated_finding_count", (record.stated_count,))
    tables |= {
        "spans": spans.rows,
        "finding_topics": list(_finding_topics(record)),
        "places": list(_places(record)),
        "issues": [_issue(record, number, issue) for number, issue in enumerate(record.issues, 1)],
        "corrections": [_correction(record, note) for note in record.corrections],
        "sources": [(record.source, None, None, None)],
        "regions": list(_regions(record)),
    }
    return NoticeRows(
        id=record.id,
        place=record.place,
        sha256=record.sha256,
        file_name=record.file_name,
        reader=record.reader,
        container=record.container,
        tables=tables,
    )


def _row(entry: Cells) -> Row:
    """Bring the cells into the order of the table's columns; a name the table does not know raises."""
    values = dict(entry.values)
    for column, quote in entry.quotes.items():
        values[column] = quote and quote.text
    for column, quotes in entry.lists.items():
        values[column] = to_json([quote.text for quote in quotes])
    return _ordered(entry.table, values)


@cache
def _columns(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    names = table(name).names
    return names, frozenset(names)


def _ordered(name: str, values: dict[str, Any]) -> Row:
    names, known = _columns(name)
    if not known.issuperset(values):
        raise KeyError(f"table {name} has no columns {sorted(values.keys() - known)}")
    return tuple(map(values.get, names))


class _Spans:
    """Collects where the cells of a notice stand."""

    def __init__(self, record: NoticeRecord) -> None:
        self.rows: list[Row] = []
        self._notice = record.id
        self._text = record.text
        self._pages = Pages(record.places)

    def add(self, name: str, row_id: str, column: str, quotes: Iterable[Quote]) -> None:
        """Add the pieces of one cell, in order."""
        number = 0
        for quote in quotes:
            for piece in pieces(quote, self._text, self._pages):
                number += 1
                self.rows.append((self._notice, name, row_id, column, number, *piece))


def _finding_topics(record: NoticeRecord) -> Iterator[Row]:
    for finding in record.findings:
        owner = finding_id(record.id, finding.position)
        for mention in finding.topics:
            yield (owner, mention.topic, record.id, mention.decided_by, mention.certainty)


def _places(record: NoticeRecord) -> Iterator[Row]:
    for piece, entry in enumerate(record.places, 1):
        place = entry.place
        where = (place.page, box_text(place), place.sheet, place.cell, place.paragraph)
        yield (record.id, piece, entry.start, entry.end, *where)


def _regions(record: NoticeRecord) -> Iterator[Row]:
    if (region := record.region) is not None:
        above = (region.city_code, region.city, region.province_code, region.province)
        yield (region.code, region.name, region.short_name, *above)


def _correction(record: NoticeRecord, note: CorrectionNote) -> Row:
    own = ("id", "kind", "state", "decided_at", "who", "why", "message")
    values = {name: getattr(note, name) for name in own} | {
        "notice_id": record.id,
        "findings": to_json([finding_id(record.id, position) for position in note.findings]),
        "fields": to_json(note.fields),
        "typed": to_json(note.typed),
    }
    return _ordered("corrections", values)


def _issue(record: NoticeRecord, number: int, issue: Issue) -> Row:
    """An `Issue` names its record by table and position, else it speaks of the notice; a table without a mark raises."""
    name, position = issue.record or ("notices", 0)
    record_id = record.id if name == "notices" else f"{record.id}{_MARKS[name]}{position}"
    values = {
        "id": f"{record.id}-i{number}",
        "notice_id": record.id,
        "place": record.place,
        "file_name": record.file_name,
        "record_table": name,
        "record_id": record_id,
        "kind": issue.kind,
        "message": issue.message,
        "start": issue.span and issue.span.start,
        "end": issue.span and issue.span.end,
    }
    return _ordered("issues", values)
