"""Share the lines of one record out among the columns of a table: which cells had several lines, which had none."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from extract.language.folding import fold, plain_of
from extract.lines.enumerators import mark_at
from extract.lines.labels import Role, label_role
from extract.notice.signature import is_body_name
from extract.status.statements import pure_status
from extract.status.statuses import classify_status

_DATE = re.compile(
    r"^(?:(?:截?至|于|在)?(?:[12]\d{3}|\d{2,3})(?:年|[-/.])[\d年月日旬初中底末前以之\-/.]*(?:前|底|内)?|\d{1,2}月[\d日底前以之]*|.{0,4}年底(?:前)?)$"
)
_PACE = re.compile(
    r"^(?:立行立改|立改立行|即知即改|长期(?:坚持)?|持续.{0,4}|分阶段.{0,4}|限期.{0,4}|立即.{0,4})$"
)
_NOTHING = re.compile(r"^[\-—–/\\无]+$")
_SENTENCE = re.compile(r"[。；;]|.{40}")
_LONG: frozenset[Role | None] = frozenset(
    ["finding", "detail", "measure", "progress", "result", "requirement", "cause", "acceptance"]
)
_ITEMS = frozenset(["num", "num_half", "num_paren", "circled", "shi", "han_paren"])
_MISSING = -1.6
_MAY_MISS: frozenset[Role | None] = frozenset(["remark", "amount", "count", "assisting"])


def share_out(heads: Sequence[str], lines: Sequence[str], *, open_end: bool) -> list[list[str]] | None:
    """The lines of each column in order, or None where they do not fit. `open_end`: lines may be left over at the end.

    The best sharing is found over all ways to cut the lines into runs, one run (or none) for each column.
    """
    roles = [_role(head) for head in heads]
    width, count = len(roles), len(lines)
    # best[c][n]: the best score of the first n lines in the first c columns, and how many of them the last column holds
    best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(float("-inf"), 0)] * count]
    for role in roles:
        best.append(_with_column(best[-1], role, lines))
    stop = max(range(count + 1), key=lambda n: best[width][n][0]) if open_end else count
    if best[width][stop][0] < -1.5 * width:
        return None
    cells: list[list[str]] = []
    for c in range(width, 0, -1):
        k = best[c][stop][1]
        cells.append(list(lines[stop - k : stop]))
        stop -= k
    return cells[::-1]


def _with_column(
    before: list[tuple[float, int]], role: Role | None, lines: Sequence[str]
) -> list[tuple[float, int]]:
    """The best scores once a column holds the lines up to each n: what they say, less for every further line."""
    fits = [_fit(role, line) for line in lines]
    opens = [_opening(role, line) for line in lines]
    further = [fit - _cost(role, line) for fit, line in zip(fits, lines, strict=True)]
    row: list[tuple[float, int]] = []
    for n in range(len(lines) + 1):
        best = (before[n][0] + (-0.5 if role in _MAY_MISS else _MISSING), 0)
        rest = 0.0
        for k in range(1, n + 1):
            first = n - k
            best = max(best, (before[first][0] + fits[first] + opens[first] + rest, k), key=lambda x: x[0])
            rest += further[first]
        row.append(best)
    return row


def _opening(role: Role | None, line: str) -> float:
    """What speaks for a cell that begins with a line: not in the middle of a list."""
    item = _item(line)
    return -6.0 if item > 1 else 0.5 * (item == 1 and role in ("measure", "progress"))


def _cost(role: Role | None, line: str) -> float:
    """What a further line of a cell costs; the items of a list cost nothing."""
    item = _item(line)
    return 0.0 if item > 1 else 1.5 if item else 0.4 if role in _LONG else 1.0


@cache
def _role(head: str) -> Role | None:
    return label_role(plain_of(head), strict=False)


@lru_cache(maxsize=8192)
def _item(line: str) -> int:
    """The number of an item of a list (1. （2） ③ 一是); 0 for other lines, 36.2万元 among them."""
    folded = fold(line)
    mark = mark_at(folded)
    if mark is None or mark.kind not in _ITEMS or folded[mark.end : mark.end + 1].isdigit():
        return 0
    return mark.value


@lru_cache(maxsize=8192)
def _fit(role: Role | None, line: str) -> float:
    words = plain_of(line)
    if _NOTHING.match(words):
        return 0.0
    if role == "number":
        return 1.0 if len(words) <= 5 and any(ch.isdigit() for ch in words) else -6.0
    dated = bool(_DATE.match(words)) or bool(_PACE.match(words))
    state = len(words) <= 30 and (pure_status(words, 0, len(words)) or classify_status(words)) is not None
    if role in _LONG:
        return _fit_text(role, words, dated, state)
    if _SENTENCE.search(words) and role not in (None, "remark"):
        return -3.0
    match role:
        case "status":
            return 3.0 if state else -1.0
        case "deadline":
            return 3.0 if dated else -1.5
        case "responsible" | "assisting":
            named = all(is_body_name(unit) or len(unit) < 3 for unit in re.split("[、,，;；]", words))
            return 2.0 if named and not dated else -2.0 if dated or state else -0.5
        case "category" | "pace" | "person":
            return -1.5 if state or (dated and role != "pace") else 1.0 if len(words) <= 12 else -0.5
        case "amount" | "count":
            return 1.5 if re.match(r"[\d.,]+", words) else -1.5
        case _:
            return 0.0


def _fit_text(role: Role | None, words: str, dated: bool, state: bool) -> float:
    if state:
        return 2.0 if role == "progress" else -2.0
    if dated:
        return -2.0
    return 1.0 if _SENTENCE.search(words) or len(words) > 12 else -1.0 if is_body_name(words) else 0.2
