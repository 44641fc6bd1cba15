"""Metadata in the head of a text, in the forms that a copy of a page leaves: `k：v k：v`, labels and values on lines of
their own, labels with only a blank or nothing behind them, and values whose labels are lost.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from extract.language.folding import fold, squeeze
from extract.readers.furniture.dates import is_bare_date
from extract.readers.furniture.fields import (
    Pair,
    field_words,
    is_key,
    is_weak,
    pair_at,
    pairs_in,
)
from extract.readers.furniture.head_lines import is_column, is_named_body

Fields = list[tuple[str, str, str]]  # key, value, as printed

_LISTED = re.compile(
    r"(?:[•●▪■◆◇○∙‣*-]|\d{1,2}\.(?=[ ]*[^\u4e00-\u9fff\d]*(?:您|你|当前|现在|所在|首页|网站首页|>)))[ ]*"
)
_STOPS = re.compile(r"[。；;，,！？]")
_LONGEST = 150
_FEWEST = 2  # lines of a run of labels without colons
_FEWEST_GLUED = 3
_GOES_ON = re.compile(
    r"[的为和及与或在是由于]|方面|情况|工作|单位|部门|机关"
)  # what makes 发布机构… a word of a sentence
# 11330000012345678X/2024-00012, 00512345-6/2024-00003: the number of an organisation, a year and a serial
_INDEX = re.compile(r"[0-9A-Za-z]{6,20}(?:-[0-9A-Za-z])?/(?:[a-z]{2,8}/)?(?:19|20)\d\d-\d{3,8}")
_OPENNESS = re.compile("(?:主动|依申请|不予|免予)公开|有效|现行有效|全文公开")


def unlisted(line: str) -> str:
    """A line without the bullet (or, of a breadcrumb, the number) of the list that it was an item of."""
    found = _LISTED.match(line)
    return line[found.end() :] or line if found else line


def fields_of(line: str) -> Fields:
    """The fields of a line `k：v k：v`."""
    return _fields(line, pairs_in(line))


def _fields(line: str, pairs: Iterable[Pair]) -> Fields:
    return [(p.key, p.value, line[p.label : p.end]) for p in pairs]


_AROUND_KEY = "[]【】:： "
_RULE = re.compile(r"[|+:=-]*[|+][|+:=-]*")


def barred(lines: Sequence[str], framed: Collection[int]) -> dict[int, Fields]:
    """Lines | 索引号 | ab/2024-3 | 发布机构 | 某某局 |, labels and values by turns between bars, and rules |---| below them.

    A row of labels that also open sentences (来源, 栏目) is one right below a line that is `framed`: known to be of the page.
    """
    found: dict[int, Fields] = {}
    for i, line in enumerate(lines):
        plain = squeeze(fold(line))
        if i - 1 in found and _RULE.fullmatch(plain):
            found[i] = []
        if "|" not in plain or ":" in plain:
            continue  # what has a colon is read by it
        cells = [cell.strip() for cell in re.split("[|｜]", line.strip().strip("|｜"))]
        if len(cells) % 2 == 0 and all(map(is_key, cells[::2])) and not any(map(is_key, cells[1::2])):
            sure = i - 1 in framed or i - 1 in found or not all(map(is_weak, cells[::2]))
            pairs = zip(cells[::2], cells[1::2], strict=True)
            found |= {i: [(k.strip(_AROUND_KEY), v, f"{k} {v}") for k, v in pairs]} if sure else {}
    return found


def alternating(lines: Sequence[str]) -> dict[int, Fields]:
    """Labels and values on lines of their own, at least two such pairs in a row."""
    found: dict[int, Fields] = {}
    i = 0
    while i + 3 < len(lines):
        run = i
        while run + 1 < len(lines) and _is_pair(lines[run], lines[run + 1]):
            run += 2
        if run - i >= 4:
            for at in range(i, run, 2):
                key = squeeze(lines[at]).rstrip(":：|")
                found[at] = [(key, lines[at + 1].strip("| "), f"{lines[at]} {lines[at + 1]}")]
                found[at + 1] = []
        i = max(run, i + 1)
    return found


def _is_pair(label: str, value: str) -> bool:
    return len(label) < 14 and is_key(label) and not is_key(value) and not pairs_in(value) and len(value) < 60


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """Labels between blanks, one at the start of a line with its value right behind it, and what they begin with."""
    words = sorted(field_words().keys, key=len, reverse=True)
    spaced = "|".join(r"[ \t]*".join(map(re.escape, word)) for word in words)
    sure = "|".join(re.escape(word) for word in words if not is_weak(word) and len(word) > 1)
    return (
        re.compile(rf"(?:^|(?<=[ \t|]))({spaced})[ \t]*(?::|(?=[ \t|])|$)"),
        re.compile(rf"({sure})(?=\S|$)"),
        frozenset(word[0] for word in words),
    )


def without_colons(
    lines: Sequence[str], known: Collection[int], passed: Collection[int]
) -> dict[int, Fields]:
    """Lines that begin with a label that no colon follows (索引号 ab/2021-0032 公开目录：…, 发布机构某某局), several together.

    `known` are the lines of the head that hold fields, so that one such line among them is enough; `passed` are lines
    that part none (-).
    """
    begin = _labels()[2]
    asked = [(i, line) for i, line in enumerate(lines) if i not in known and fold(line)[:1] in begin]
    spaced = {i: p for i, line in asked if (p := _spaced(line))}
    glued = {i: p for i, line in asked if i not in spaced and (p := _glued(line))}
    found: dict[int, Fields] = {}
    for run in _runs([*known, *spaced, *glued], passed):
        labelled = [i for i in run if i in spaced]
        sure = any(not is_weak(p.key) for i in labelled for p in spaced[i])
        if sure and (len(labelled) >= _FEWEST or len(run) > len(labelled)):
            found.update({i: _fields(lines[i], spaced[i]) for i in labelled})
        if sum(i in glued for i in run) >= _FEWEST_GLUED:
            found.update({i: _fields(lines[i], glued[i]) for i in run if i in glued})
    return found


def _runs(indexes: Iterable[int], passed: Collection[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for i in sorted(indexes):
        if runs and all(k in passed for k in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _spaced(line: str) -> list[Pair]:
    folded = fold(line)
    labels = _labels()[0]
    if len(line) > _LONGEST or labels.match(folded) is None or _STOPS.search(folded):
        return []
    marks = list(labels.finditer(folded))
    ends = [*(m.start() for m in marks[1:]), len(line)]
    return [pair_at(line, m.start(1), m.end(1), m.end(), end) for m, end in zip(marks, ends, strict=True)]


def _glued(line: str) -> list[Pair]:
    folded = fold(line)
    mark = _labels()[1].match(folded) if len(line) <= 60 else None
    if mark is None or _STOPS.search(folded) or _GOES_ON.match(folded, mark.end()):
        return []
    return [pair_at(line, 0, mark.end(), mark.end(), len(line))]


def without_labels(lines: Sequence[str], framed: Collection[int]) -> dict[int, Fields]:
    """Values whose labels a copy lost: an index number, who publishes, a date, each on a line of its own at the top."""
    run: dict[int, Fields] = {}
    told: set[str] = set()
    for i, line in enumerate(lines):
        if i in framed:
            continue
        bare = unlisted(line).strip()
        kind = _kind(bare, listed=bare != line.strip())
        if kind is None:
            break
        told.add(kind)
        key = "索引号" if kind == "index" else ""
        run[i] = [(key, bare, bare)] if kind in ("index", "body", "date") else []
    return run if "index" in told and len(told) > 2 else {}


def _are_themes(plain: str) -> bool:
    """财政,审计: names of fields and columns side by side."""
    pieces = re.split("[,，、/]", plain)
    return len(pieces) > 1 and all(re.fullmatch("[\u4e00-\u9fff]{2,4}", p) or is_column(p) for p in pieces)


def _kind(line: str, *, listed: bool) -> str | None:
    plain = squeeze(fold(line))
    if _INDEX.fullmatch(plain):
        return "index"
    if is_bare_date(line) and plain[0].isdigit():
        return "date"
    if is_named_body(plain) or re.fullmatch("[省市县区州旗镇乡][\u4e00-\u9fff]{1,8}[局厅委办]", plain):
        return "body"
    if _OPENNESS.fullmatch(plain) or is_column(plain) or _are_themes(plain):
        return "other"
    return "other" if listed and len(plain) <= 16 else None
