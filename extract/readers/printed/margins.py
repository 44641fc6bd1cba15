"""Where the text area of printed pages begins and ends, beside menus too."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise

from extract.readers.printed.cells import PageTable
from extract.readers.printed.geometry import TextLine
from extract.readers.printed.page import PageContent

_GOING_ON = 3  # lines below full ones that tell where text begins
_MENU = 4  # em that a menu on the left is wide at least
_FEW = 8  # lines


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text area of pages of one width begins and ends, its usual size and step between lines."""

    left: float
    right: float
    width: float  # of the page
    size: float
    step: float


def margins_of(pages: Sequence[PageContent], width: float) -> Margins:
    same = [p for p in pages if p.width == width]
    lines = [i for p in same for i in p.items if isinstance(i, TextLine)]
    boxes = [i.box for p in same for i in p.items if isinstance(i, PageTable)]
    if not lines:
        return Margins(0.0, width, width, 10.0, 16.0)
    size = _text_size(lines)
    body = [line for line in lines if abs(line.size - size) < 0.15 * size] or lines
    ends = sorted(line.x1 for line in body)
    right = ends[-1 - len(ends) // 12]
    left = _left(body, right)
    if boxes and len(body) < 12:  # hardly any text but tables: they fill the text area
        left, right = min(left, *(b.x0 for b in boxes)), max(right, *(b.x1 for b in boxes))
    elif right < left + 0.5 * width and not _fill(body, right):  # the text area is symmetrical as a rule
        right = max(right, width - left)
    steps = sorted(b.top - a.top for a, b in pairwise(body) if 0.8 * size < b.top - a.top < 4 * size)
    return Margins(left, right, width, size, steps[len(steps) // 3] if steps else 1.6 * size)


def _fill(body: Sequence[TextLine], right: float) -> bool:
    """Whether many lines end at one place: one column of text, the other left empty; else all are short."""
    full = sum(right - line.x1 < 1.5 * line.size for line in body)
    return len(body) >= _FEW and 3 * full >= len(body)


def _left(body: Sequence[TextLine], right: float) -> float:
    """Where the text area begins: two em before most lines, where these are paragraphs of one line and a few go on.

    Beside a menu it begins where lines go on below full ones.
    """
    usual = sorted(line.x0 for line in body)[len(body) // 12]
    below = sorted(_below_full(body, right))
    goes_on = below[len(below) // 4] if len(below) >= _GOING_ON else usual
    if goes_on - usual > _MENU * body[0].size:
        return goes_on
    rest = [b.x0 for a, b in pairwise(body) if right - a.x1 < a.size and b.top > a.top]
    return min((x for x in rest if 1.6 < (usual - x) / body[0].size < 2.4), default=usual)


def _below_full(body: Sequence[TextLine], right: float) -> Iterator[float]:
    """Where the lines below full ones begin, whatever stands beside them."""
    for i, line in enumerate(body):
        if right - line.x1 < 1.5 * line.size:
            under = (b for b in body[i + 1 : i + 4] if b.top > line.top and b.x0 < line.x1 and line.x0 < b.x1)
            yield from (b.x0 for b in islice(under, 1))


def _text_size(lines: Sequence[TextLine]) -> float:
    """The size that most of the text has. Of a few lines (around tables) the smaller ones tell: one is the title."""
    ordered = sorted(lines, key=lambda line: line.size)
    if len(ordered) < _FEW:
        return ordered[len(ordered) // 4].size
    weights = list(accumulate(len(line.text) for line in ordered))
    return ordered[bisect_left(weights, weights[-1] / 2)].size


def menu_first(items: Sequence[TextLine | PageTable], m: Margins) -> Sequence[TextLine | PageTable]:
    """The items with the lines of a menu before the text that they stand beside."""
    lines = {n: i for n, i in enumerate(items) if isinstance(i, TextLine)}
    menu = {n: x for n, x in lines.items() if x.area is None and x.x1 < m.left - m.size}
    text = [x for x in lines.values() if x.x0 >= m.left - m.size] if menu else []
    beside = [n for n, x in menu.items() if any(_at_its_side(x, line) for line in text)]
    if not beside:
        return items
    among = [n for n in menu if beside[0] <= n <= beside[-1]]
    # the line of text that the menu's first one stands beside may come before it
    begins = max(0, beside[0] - 1)
    rest = (i for n, i in enumerate(items) if n >= begins and n not in among)
    return [*items[:begins], *(items[n] for n in among), *rest]


def _at_its_side(one: TextLine, other: TextLine) -> bool:
    return one.top < other.bottom and other.top < one.bottom
