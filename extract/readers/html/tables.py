"""Tell tables of data from tables that only lay out a page."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from extract.language.folding import fold
from extract.lines.labels import ABOUT_PROBLEM, ANSWERS, PROBLEM, label_role
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


_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3  # the head among them


def with_tables(children: Iterable[Element | str]) -> Iterator[Element | str | list[list[Element]]]:
    """Children as they stand, and the rows of a table in place of boxes that only look like one: a box of labels above others
    of as many boxes.
    """
    beside = iter(children)
    child = next(beside, None)
    while child is not None:
        if isinstance(child, Element) and child.tag == "div" and _heads_columns(child):
            rows, child = _rows(child, beside)
            yield rows
        else:
            yield child
            child = next(beside, None)


def _heads_columns(element: Element) -> bool:
    """True where boxes hold the labels of columns, of a problem and of what was done about it among them."""
    cells = _boxes(element)
    if cells is None or element.parent is None:
        return False
    words = [fold(_words(c)) for c in cells]
    if max(map(len, words)) > _LABEL or not all(words):
        return False
    roles = {label_role(w) for w in words}
    if not (roles & PROBLEM and roles & ANSWERS):
        return False
    behind = islice(element.parent.children, element.parent.children.index(element) + 1, None)
    below = [*islice((e for e in behind if isinstance(e, Element) and _words(e)), _FEWEST_ROWS - 1)]
    return len(below) == _FEWEST_ROWS - 1 and all(len(_boxes(e) or ()) == len(cells) for e in below)


def _rows(head: Element, beside: Iterator[Element | str]) -> tuple[list[list[Element]], Element | str | None]:
    """The boxes of a head and of those behind it that hold as many, and what stands behind these."""
    rows = [list(head.elements())]
    for child in beside:
        if not (child.strip() if isinstance(child, str) else _words(child)):
            continue
        cells = _boxes(child) if isinstance(child, Element) else None
        if cells is None or len(cells) != len(rows[0]):
            return rows, child
        rows.append(cells)
    return rows, None


def _boxes(element: Element) -> list[Element] | None:
    """The elements in one that holds nothing beside them; None where there are few or they are parts of a table."""
    cells = list(element.elements())
    if element.tag != "div" or len(cells) < _FEWEST_COLUMNS:
        return None
    alone = all(isinstance(c, Element) or not c.strip() for c in element.children)
    return cells if alone and all(c.tag in ("div", "span", "p") for c in cells) else None


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
