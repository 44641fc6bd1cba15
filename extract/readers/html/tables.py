"""Tell tables of data from tables that only lay out a page."""

import re
from collections.abc import Iterator

from extract.language.folding import fold
from extract.lines.labels import ABOUT_PROBLEM, PROBLEM, label_role
from extract.readers.html.tree import Element

_DATE = re.compile(
    r"[\[(（【]?(?:\d{2,4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?[\])）】]?"
)
_LONG = 300  # characters in one cell: more than a data cell usually holds
_LABEL = 15  # characters: more is no label of a column
_PARAGRAPHS = 3
_PARTS = ("tbody", "thead", "tfoot", "-content", "form")


def table_rows(table: Element) -> list[list[Element]]:
    """The table's own rows of cells, without those of nested tables; head first and foot last, as shown."""
    rows: dict[str, list[list[Element]]] = {"thead": [], "": [], "tfoot": []}
    for row in _own(table, "tr"):
        cells = [c for c in row.elements() if c.tag in ("td", "th")]
        if cells:
            part = row.parent.tag if row.parent is not None else ""
            rows[part if part in rows else ""].append(cells)
    return rows["thead"] + rows[""] + rows["tfoot"]


def _own(table: Element, tag: str) -> Iterator[Element]:
    for child in table.elements():
        if child.tag == tag:
            yield child
        elif child.tag in _PARTS:
            yield from _own(child, tag)


_DONE = frozenset(["measure", "progress"])


def record_rows(terms: Element) -> list[list[Element]]:
    """The pairs of a <dl> that tells a problem and what was done about it (缺失 … 改善措施 …), or of one that tells what was
    asked, done and by whom of the problem named above it; none of any other.
    """
    rows: list[list[Element]] = []
    for item in _items(terms):
        if item.tag == "dt":
            rows.append([item])
        elif rows and len(rows[-1]) == 1:
            rows[-1].append(item)
        else:
            return []  # a second value, or one without a term
    roles = {label_role(fold(_words(row[0]))) for row in rows}
    about = len(roles & ABOUT_PROBLEM)
    told = about > 1 if roles & PROBLEM else about > 2 and bool(roles & _DONE)
    return rows if told and all(len(row) == 2 for row in rows) else []


def _items(terms: Element) -> Iterator[Element]:
    """The <dt> and <dd> of a list, those in a <div> around each pair too."""
    for child in terms.elements():
        if child.tag in ("dt", "dd"):
            yield child
        elif child.tag == "div":
            yield from (e for e in child.elements() if e.tag in ("dt", "dd"))


def _words(element: Element) -> str:
    return "".join(c for e in element.walk() for c in e.children if isinstance(c, str)).strip()


def is_data_table(table: Element) -> bool:
    """Whether a table holds data: at least two columns that several rows share, no cell with a page in it."""
    if table.data is None:
        table.data = _is_data_table(table)
    return table.data


def _is_data_table(table: Element) -> bool:
    if (table.attrs.get("role") or "").lower() in ("presentation", "none"):
        return False
    rows = table_rows(table)
    sizes = [[cell.size for cell in row] for row in rows]
    total = sum(map(sum, sizes))
    filled = [sum(1 for s in row if s) for row in sizes]
    if not total or max(filled) < 2:
        return False
    marked = _is_marked(table, rows)
    shared = sum(1 for n in filled if n >= 2)
    heads_alone = marked and shared == 1 and max(filled) > 2
    blank_form = len({len(row) for row in rows}) == 1  # heads, and below them as many cells to be filled in
    if shared < 2 and not (heads_alone and (len(rows) <= 2 or blank_form)):
        return False
    return not _holds_a_page(rows, sizes, total, marked)


def _holds_a_page(rows: list[list[Element]], sizes: list[list[int]], total: int, marked: bool) -> bool:
    largest = max(max(row) for row in sizes)
    if any(
        cell.size * 10 > total * 6 and cell.size > _LONG / 2 and _is_page(cell)
        for row in rows
        if len(row) == 1
        for cell in row
    ):
        return True  # one row holds the text, the others say what it is
    nested = [
        e
        for row in rows
        for cell in row
        for e in cell.walk()
        if e.tag in ("table", "h1", "h2", "form", "nav")
    ]
    if any(e.tag != "table" for e in nested):
        return True
    headed = marked and len(rows) > 1 and len(rows[0]) > 2 and max(sizes[0]) <= _LABEL
    if not headed and any(is_data_table(e) and e.size * 3 > total for e in nested):
        return True
    if nested and not marked:
        return True
    if (
        largest * 2 > total
        and largest > (3 * _LONG if marked else _LONG)
        and len(rows) < (3 if marked else 8)
    ):
        return True
    links = sum(cell.link_size for row in rows for cell in row)
    dates = sum(cell.size for row in rows for cell in row if _is_date(cell)) if links else 0
    return links * 2 > total - dates


def _is_page(cell: Element) -> bool:
    """Whether a cell holds paragraphs."""
    return sum(e.tag in ("p", "br", "div", "section") for e in cell.walk()) >= _PARAGRAPHS


def _is_date(cell: Element) -> bool:
    """Whether a cell holds a date and nothing else, as beside the links of a list."""
    if not 0 < cell.size <= _LABEL + 6:
        return False
    return bool(_DATE.fullmatch(_words(cell)))


def _is_marked(table: Element, rows: list[list[Element]]) -> bool:
    """Signs that an author meant data: borders, header cells, a caption, an editor's class."""
    border = table.attrs.get("border")
    if border is not None and border.strip() not in ("", "0"):
        return True
    if "border" in (table.attrs.get("style") or "") or "rules" in table.attrs:
        return True
    if any(name.startswith("msotable") or name == "msonormaltable" for name in table.names):
        return True
    if any(cell.tag == "th" for row in rows for cell in row) or any(
        c.tag == "caption" for c in table.elements()
    ):
        return True
    return any("border" in (cell.attrs.get("style") or "") for row in rows[:2] for cell in row)
