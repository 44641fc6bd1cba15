"""Rows of one wide cell between the rows of a table: the field, the units or the time of the rows below them.

资金管理类 names a field, 责任单位：县民政局 the units, and 一、资金管理（责任单位：县财政局） both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.answers.content import read_content
from extract.drafts import Draft, Range
from extract.layouts.cells import category_of_cell, pieces_in
from extract.layouts.columns import Columns
from extract.lines.brackets import labelled_bracket
from extract.lines.enumerators import mark_at
from extract.lines.labels import ANSWERS, Role, labels_in
from extract.lines.lines import Line, Page
from extract.lines.parts import is_category, without_tally
from extract.model import Cell, Table
from extract.notice.signature import is_body_name
from extract.outline.pieces import Piece, cut_line
from extract.tables.gridded import Grid, cell_words, column_cells

_FEWEST = 4  # columns of a table whose rows may be left empty but for a field
_ABOVE, _LINE = 4, 60  # lines above a table that may tell of its rows, and characters of one
_NAME = 20  # characters of a field or a unit
_STOPS = re.compile(r"[\d,，。;；:：]|^.$|^[^\u4e00-\u9fff]*$")
_NUMBER = 12  # characters: no number is longer
_TELLS: frozenset[Role] = frozenset(["responsible", "assisting", "deadline", "pace", "requirement"])


@dataclass(frozen=True, slots=True)
class Band:
    """What the last wide rows say of those below: the field they name, and labelled pieces."""

    category: tuple[Range, ...]
    told: tuple[Piece, ...] = ()

    def give(self, page: Page, draft: Draft) -> None:
        """Fill the cells of a finding that its own row leaves empty; units of one band go together."""
        draft.category = draft.category or self.category
        if self.category and draft.category == self.category:
            draft.because("category", "heading or row above")
        empty = {
            "responsible": not draft.responsible,
            "assisting": not draft.responsible,
            "deadline": draft.deadline is None,
            "pace": draft.pace is None,
            "requirement": not draft.requirement,
        }
        read_content(page, draft, [p for p in self.told if p.role and empty[p.role]], "finding")


def band_of(page: Page, cell: Cell, above: Band) -> Band:
    """What a wide row says, after what those above it said.

    A row of labels alone adds to the field above it; a row that names a field begins anew.
    """
    start, end = page.trim(cell.start, cell.end)
    bracket = labelled_bracket(page, start, end)
    if bracket is not None and bracket.start > start:
        named = Cell(row=cell.row, column=cell.column, start=start, end=bracket.start)
        return Band(category_of_cell(page, named), _pieces(page, *bracket.inside))
    told = _pieces(page, start, end)
    if not told:
        return Band(category_of_cell(page, cell))
    roles = {p.role for p in told}
    return Band(above.category, (*(p for p in above.told if p.role not in roles), *told))


def band_above(page: Page, table: Line, category: tuple[Range, ...]) -> Band:
    """What stands above a table of its rows: the field, and what lines of labels alone tell (责任单位：县财政局)."""
    told: list[Piece] = []
    for line in reversed(page.lines[max(0, table.index - _ABOVE) : table.index]):
        if line.is_table or line.end - line.start > _LINE:
            break
        told += _without_form_head(page, line, _pieces(page, line.start, line.end))
        if line.mark is not None and line.opening_label is None:
            break  # what stands above the heading of a table tells of other rows
    return Band(category, tuple(told))


# 单位：某镇中心　时间：2024年4月, 截至日期：5月31日: who filled in the form, and when
_DAY = re.compile(
    r"(?:截[至止](?:统计)?|统计|填报|填表|制表|报送|上报|更新|汇总|编制|数据)?(?:时间|日期|年月)"
)
_BODY = frozenset(["单位", "部门", "机构", "机关", "单位名称"])


def _without_form_head(page: Page, line: Line, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a line above a table but for the day of the form, and the body beside such a day."""
    labels = {x.end: x.words.strip() for x in labels_in(page.folded, line.start, line.end)} if pieces else {}
    words = [labels.get(_label_end(page, p, line), "") for p in pieces]
    dated = any(_DAY.fullmatch(w) for w in words)
    return [
        p for p, w in zip(pieces, words, strict=True) if not (dated and (_DAY.fullmatch(w) or w in _BODY))
    ]


def _label_end(page: Page, piece: Piece, line: Line) -> int:
    """Where the label before a piece ends: blanks may stand between."""
    return line.start + len(page.folded[line.start : piece.start].rstrip())


def answers_in(page: Page, cell: Cell) -> list[Piece]:
    """The labelled pieces of a wide row that tells what was done about the finding above it: 整改措施：…"""
    pieces = pieces_in(page, cell)
    return pieces if pieces and pieces[0].labelled and pieces[0].role in ANSWERS else []


def first_band(page: Page, table: Table, grid: Grid, columns: Columns, above: Band) -> Band:
    """The unit or the field that a wide row names above the head, where further rows name others."""
    wide = {r: c for r in range(table.rows) if (c := grid.get((r, 0))) and c.column_span == table.columns > 1}
    words = {r: cell_words(page, c) for r, c in wide.items()}
    units = {r: c for r, c in wide.items() if is_body_name(words[r]) or is_category(words[r])}
    first = max((r for r in units if r < columns.first_row), default=None)
    return above if first is None or max(units) == first else band_of(page, units[first], above)


def counts_rows(page: Page, table: Table, grid: Grid, columns: Columns) -> bool:
    """True where the number column holds 1, 2, 3: then 一 beside a field numbers the field."""
    cells = [c for k in columns.of("number") for c in column_cells(table, grid, k, columns.first_row)]
    return 2 * sum(cell_words(page, c).rstrip(".、").isdecimal() for c in cells) > len(cells) > 0


def group_cell(columns: Columns, filled: Sequence[tuple[Cell, str]], *, counted: bool) -> Cell | None:
    """The cell that names a field in a row of nothing else, cells left unmerged: 一 | 资金管理方面 | | |."""
    numbers, problems = columns.of("number"), columns.of("finding", "detail")
    cell, words = filled[-1]
    if len(columns.heads) < _FEWEST or len(filled) > 2 or cell.column not in (*numbers, *problems):
        return None
    if len(filled) == 2:
        number = filled[0][1].rstrip("、.")
        return cell if counted and filled[0][0].column in numbers and _is_outer(f"{number}、") else None
    if counted and cell.column in numbers and len(words) <= _NAME and not _STOPS.search(words):
        return cell  # rows of numbers, and one of words: 县财政局
    return cell if is_category(words) or (counted and _is_outer(words)) else None


def is_remark(columns: Columns, filled: Sequence[tuple[Cell, str]]) -> bool:
    """True for a row of one long text in the place of the number: 截至6月底，已完成2个。"""
    cell, words = filled[0]
    return len(filled) == 1 and cell.column in columns.of("number") and len(words) > _NUMBER


def _is_outer(words: str) -> bool:
    """True for 一、 and （一）, which stand above 1, 2, 3."""
    mark = mark_at(words)
    return mark is not None and mark.kind in ("han", "han_paren", "part", "division", "formal", "roman")


def _pieces(page: Page, start: int, end: int) -> tuple[Piece, ...]:
    """The labelled pieces of a stretch that a label opens, without the number of findings (2项)."""
    pieces: list[Piece] = []
    cut_line(page, start, start, end, None, pieces)
    if not pieces or not pieces[0].labelled or pieces[0].role not in _TELLS:
        return ()
    stops = [without_tally(page.folded, *page.trim(p.start, p.end)) for p in pieces]
    return tuple(replace(p, end=e) for p, e in zip(pieces, stops, strict=True) if p.role in _TELLS)
