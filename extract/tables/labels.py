"""Find what labels a grid: header rows (also of two rows), or labels down the side."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extract.language.folding import fold, plain_of, squeeze
from extract.lines.labels import label_role
from extract.tables.model import Grid, GridCell
from extract.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class _Labels:
    words: frozenset[str]
    stems: tuple[str, ...]
    longest: int
    continued: re.Pattern[str]
    caption: re.Pattern[str]


@cache
def _labels() -> _Labels:
    data = vocabulary("grid_labels")
    return _Labels(
        frozenset(data["labels"]),
        tuple(data["stems"]),
        data["longest"],
        re.compile(data["continued"]),
        re.compile(data["caption"]),
    )


_NOTE = re.compile(r"[(（\[【].*$")


@lru_cache(maxsize=4096)  # heads and cells come back, and every line of a page is asked
def is_label(text: str) -> bool:
    """Whether a cell's text is a word that labels columns: 序号, 整改措施, 責任單位, 金额(万元)."""
    plain = squeeze(_NOTE.sub("", fold(text)) or fold(text)).rstrip(":")
    known = _labels()
    if plain in known.words or len(plain) > known.longest:
        return plain in known.words
    return bool(label_role(plain)) or (len(plain) > 2 and plain.endswith(known.stems) and plain[0].isalpha())


def says_continued(text: str) -> bool:
    """Whether a line between two tables only says that the table goes on (续表)."""
    return bool(_labels().continued.match(plain_of(text)))


def is_caption(text: str) -> bool:
    """Whether a line may be the caption of the table below it."""
    plain = plain_of(text)
    return 2 < len(plain) <= 60 and bool(_labels().caption.search(plain))


def describe(grid: Grid) -> Grid:
    """Find the header rows of a grid, or that labels stand down its side."""
    if grid.rows < 2 or grid.columns < 2:
        return grid
    header_rows = _header_rows(grid)
    sided = _headed_down_the_side(grid) or _labelled_beside_a_side(grid)
    header_rows = 0 if sided else header_rows
    transposed = sided or (header_rows == 0 and _labelled_down_the_side(grid))
    return replace(grid, header_rows=header_rows, transposed=transposed)


def _headed_down_the_side(grid: Grid) -> bool:
    """Whether the page marks the cells of the first of two columns as heads, and most of them are labels."""
    side = [c for c in grid.cells if c.column == 0]
    if grid.columns != 2 or not all(c.header for c in side) or any(c.header for c in grid.cells if c.column):
        return False
    return sum(is_label(c.text) for c in side) * 3 >= len(side) * 2


_LABELLED = re.compile(r"[^:。,;]{2,14}:[^:]{2,}")
_BRACKETS = re.compile(r"[(][^()]*[)]")  # 填报单位(盖章):某某局
# 全市共9个问题, 截至2025年6月底: of a whole table
_TELLS = re.compile(
    r"[^:。,;]{0,14}(?:共|计|合计|总计)(?:有)?\d{1,4}[个项条件类][^:。;]{0,12}|(?:数据)?截[至止](?:到)?(?:[12]\d{3}|\d{2,3})年[\d年月日底末中上下旬]{0,10}"
)


def is_remark_row(texts: Iterable[str]) -> bool:
    """Whether a row only tells about the table below it: 填报单位：某某局 | 2025年6月填报."""
    words = [plain_of(t) for t in texts if t.strip()]
    told = [_TELLS.fullmatch(w.strip("()")) is not None for w in words]
    return any(a or _LABELLED.fullmatch(w) for w, a in zip(words, told, strict=True)) and all(
        len(w) <= 40 and (a or not is_label(_BRACKETS.sub("", w))) for w, a in zip(words, told, strict=True)
    )


def _header_rows(grid: Grid) -> int:
    top = 0
    while top < grid.rows - 1 and (is_full_width(grid, top) or is_remark_row(c.text for c in grid.row(top))):
        top += 1
    row = grid.row(top)
    if not row or not _labels_columns(row, grid, top):
        return 0
    bottom = max((c.row + c.row_span for c in row if c.column_span < grid.columns), default=top + 1)
    if bottom == top + 1 and any(c.column_span > 1 for c in row):
        bottom += _sub_labels(grid, row, bottom)
    bottom = min(bottom, grid.rows - 1)
    if bottom < grid.rows and _numbers_columns(grid.row(bottom)):
        bottom += 1
    return bottom if bottom < grid.rows else 0


def is_full_width(grid: Grid, row: int) -> bool:
    """Whether a row is one cell over all columns."""
    cells = grid.row(row)
    return len(cells) == 1 and cells[0].column_span == grid.columns


def _labelled_beside_a_side(grid: Grid) -> bool:
    """Whether labels stand down the second column, beside merged cells: 问题情况 over 描述 and 单位."""
    sides = [c for c in grid.cells if c.column == 0 and c.column_span == 1 and c.row_span > 1]
    beside = {r for c in sides for r in range(c.row, c.row + c.row_span)}
    if grid.columns < 3 or 3 * len(beside) < 2 * grid.rows:
        return False
    second = [c.text for c in grid.cells if c.column == 1 and c.row in beside and c.column_span == 1]
    third = [c.text for c in grid.cells if c.column == 2 and c.row in beside and c.text.strip()]
    return 3 * sum(map(is_label, second)) >= 2 * len(second) > 2 and 3 * sum(map(is_label, third)) <= len(
        third
    )


def _sub_labels(grid: Grid, row: list[GridCell], below: int) -> int:
    """1 where the next row divides the wide cells of a header row: all of its cells are short labels."""
    wide = {c.column + i for c in row if c.column_span > 1 for i in range(c.column_span)}
    sub = [c for c in grid.row(below) if c.text.strip()] if below < grid.rows - 1 else []
    if not sub or not {c.column for c in sub} <= wide or len(sub) < 2:
        return 0
    return 1 if all(_short(c.text) for c in sub) else 0


_STEMS = "甲乙丙丁戊己庚辛壬癸"


def _numbers_columns(row: list[GridCell]) -> bool:
    """A row that only counts the columns below the labels: 1 2 3 4, 甲 乙 1 2."""
    words = [plain_of(c.text).strip("()") for c in row]
    digits = [int(w) for w in words if w.isascii() and w.isdigit()]
    others = [w for w in words if not w.isdigit()]
    known = len(others) <= 2 or "".join(others) == _STEMS[: len(others)]
    return len(digits) > 2 and digits == list(range(1, len(digits) + 1)) and known


def _short(text: str) -> bool:
    plain = squeeze(text)
    return 0 < len(plain) <= 20 and plain[-1] not in "。；;" and not _is_number(plain)


def _is_number(plain: str) -> bool:
    return not any(ch.isalpha() for ch in plain)


def _labels_columns(row: list[GridCell], grid: Grid, index: int) -> bool:
    texts = [c.text for c in row if c.text.strip()]
    if len(texts) < 2 or not all(_short(t) for t in texts):
        return False
    known = sum(map(is_label, texts))
    if known >= max(2, (len(texts) + 1) // 2):
        return not is_paired(grid) and not (grid.columns == 2 and _is_form(grid, index))
    if known and label_role(plain_of(texts[0])) == "number" and _counts_below(grid, index):
        return True  # 序号 over 1, 2, 3: whatever the other columns are called
    marked = all(c.header for c in row if c.text.strip())
    below = [c for c in grid.row(index + 1) if c.text.strip()]
    if marked and below and not all(c.header for c in below):
        return not _labelled_down_the_side(grid)
    if grid.columns == 2 and _labelled_down_the_side(grid):
        return False  # 存在问题 | 账实不符, a short value beside the first of the labels
    distinct = len({squeeze(t) for t in texts}) == len(texts)
    return distinct and len(texts) == len(row) and _differs_below(grid, index)


def _is_form(grid: Grid, index: int) -> bool:
    """Whether a grid of two columns has labels down its side; 序号 over 1 heads a list."""
    below = next((c for c in grid.row(index + 1) if c.column == 0), None)
    return _labelled_down_the_side(grid) and (below is None or not _is_number(squeeze(below.text)))


def _counts_below(grid: Grid, index: int) -> bool:
    """Whether the first column counts 1, 2, 3 below a row, titles and groups between them aside."""
    cells = sorted((c.row, c.text) for c in grid.cells if c.column == 0 and c.row > index)
    numbers = [int(n) for _, text in cells if (n := plain_of(text).rstrip(".、")).isascii() and n.isdigit()]
    return numbers[:2] == [1, 2]


def _differs_below(grid: Grid, index: int) -> bool:
    """Whether columns hold numbers or long text below a row of words: then the row labels them."""
    hits = 0
    columns: dict[int, list[str]] = {}
    for cell in grid.cells:
        if cell.row > index and cell.text.strip():
            columns.setdefault(cell.column, []).append(cell.text)
    for cell in grid.row(index):
        below = columns.get(cell.column, [])
        if below and sum(_is_number(squeeze(t)) or len(squeeze(t)) > 25 for t in below) * 2 > len(below):
            hits += 1
    return hits * 2 >= len(grid.row(index))


def is_paired(grid: Grid) -> bool:
    """Rows of label, value, label, value: a form, not a list with a header."""
    if not grid.rows or grid.columns % 2 or grid.columns < 4:
        return False
    rows = [grid.row(r) for r in range(grid.rows)]
    if len(rows[0]) == grid.columns and all(is_label(c.text) for c in rows[0]):
        return False  # a head, even where states (已完成) stand below its first word
    filled = [c for row in rows for c in row if c.text.strip()]
    even = [c.text for c in filled if c.column % 2 == 0]
    odd = [c.text for c in filled if c.column % 2]
    second = [c.text for c in filled if c.column == 2]  # labels, not the values of a list turned sideways
    return (
        sum(map(is_label, even)) * 3 >= len(even) * 2
        and sum(map(is_label, second)) * 2 >= len(second)
        and sum(map(is_label, odd)) * 3 <= len(odd)
    )


def _labelled_down_the_side(grid: Grid) -> bool:
    """Whether column 0 holds labels: known words, or short bold or distinct words beside long text."""
    side = [c for c in grid.cells if c.column == 0 and c.column_span == 1 and c.text.strip()]
    if len(side) < 2:
        return False
    known = sum(is_label(c.text) for c in side)
    if known * 2 >= len(side) and all(len(squeeze(c.text)) <= 20 for c in side):
        first = [c for c in grid.row(side[0].row) if c.text.strip()]
        return not (len(first) > 2 and all(is_label(c.text) for c in first))
    beside = [c for c in grid.cells if c.column == 1]
    if all(c.header for c in side) and not any(c.header for c in beside):
        return True
    colons = sum(plain_of(c.text).endswith(":") for c in side)
    return colons * 2 > len(side)
