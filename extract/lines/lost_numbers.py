"""Numbers of lines that only the lines around them tell: 第三项 that refers to a list, a number that a copy lost."""

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.language.numerals import parse_numeral
from extract.lines.enumerators import HAN, Mark, MarkKind, Numbered, may_refer
from extract.roles.cues import weigh

# How a line of a list opens whatever its number is: 关于“F”问题。  针对F的问题，
_OPENS_ALIKE = re.compile(r"(?:关于|针对|对)[“\u3400-\u9fff][^。；;]{2,100}?(?:问题|事项)")
_LABEL = re.compile(r"[(（【\[]?[\u3400-\u9fff]{2,8}[】\]]?[:：]")  # what opens the line below such a line
_STOPS = re.compile(r"[。；;:：，,！!？?（）()]")
_OPENING_LABEL = re.compile(r"[\u3400-\u9fff]{2,8}[:：]")
_SHORT = 16  # characters of a heading such as 政府投资建设
_LONGEST_PROBLEM = 60
_NEAR = 24  # lines between two numbers that may hold the one that was lost


def _followed_alike(folded: str, lines: Numbered, before: int, after: int) -> list[int]:
    """Lines between two numbered ones below which stands the label that stands below both: （责任单位：."""
    if after + 1 >= len(lines):
        return []
    below = [_LABEL.match(folded, start, end) for start, _, end, _ in lines[before : after + 2]]
    label = below[1].group() if below[1] else None
    if label is None or below[-1] is None or below[-1].group() != label or below[0] or below[-2]:
        return []
    alike = (k for k in range(2, len(below) - 3) if (m := below[k + 1]) and m.group() == label)
    return [before + k for k in alike if below[k] is None]


def references(folded: str, lines: Numbered) -> list[int]:
    """Lines whose 第三项，已… numbers nothing: a list before them has as many numbers, which they answer. So does 首先，…
    where nothing else counts in turn.
    """
    turns = [i for i, (*_, m) in enumerate(lines) if m and m.kind == "ordinal"]
    mark = lines[turns[0]][3] if turns and not turns[1:] else None
    if mark and folded.startswith("首先", mark.start):
        return turns
    refer = [i for i, (*_, m) in enumerate(lines) if m and may_refer(folded, m)]
    most = max((m.value for i in refer if (m := lines[i][3])), default=0)
    # the number right above them heads them: 三、审计发现的问题 / 第一项：…
    before = {m.kind for *_, m in lines[: refer[0] - 1] if m and m.value == most} if refer else set()
    if not before - {"ordinal"}:
        return []
    faults = sum(_names_fault(folded, body, end) for _, body, end, _ in (lines[i] for i in refer))
    return refer if 2 * faults < len(refer) else []


def _names_fault(folded: str, start: int, end: int) -> bool:
    stop = folded.find("。", start, end)
    words = folded[start : stop if stop > 0 else end]
    return _OPENS_ALIKE.match(words) is not None or weigh(words)["finding"] > weigh(words)["measure"]


def lost_numbers(folded: str, lines: Numbered) -> Iterator[tuple[int, Mark]]:
    """The one line between (三) and (五) that opens like both, and the number it lost: a mark of no length; and headings
    whose number only a blank sets off.
    """
    yield from _spaced(folded, lines)
    yield from _between_verdicts(folded, lines)
    last: dict[str, int] = {}
    for i, (_, _, _, mark) in enumerate(lines):
        if mark is None or mark.kind == "dash":
            continue
        before = last.get(mark.kind)
        last[mark.kind] = i
        above = lines[before][3] if before is not None and i - before <= _NEAR else None
        if before is None or above is None or mark.value != above.value + 2:
            continue
        between = _opened_alike(folded, lines, before, i)
        if len(between) == 1 and lines[between[0]][3] is None:
            start = lines[between[0]][0]
            yield (
                between[0],
                Mark(kind=mark.kind, value=above.value + 1, start=start, label_end=start, end=start),
            )


_VERDICT = re.compile(
    "(?:该|此|本)(?:项|个|条)?问题(?:已|正在|持续|基本|未|尚未|长期|部分)[^，,。；;:：]{2,10}[。，,；;]"
)


def _between_verdicts(folded: str, lines: Numbered) -> Iterator[tuple[int, Mark]]:
    """The line between 该问题已完成整改。… of the finding above and 该问题正在整改。…: it is the next one, without its number."""
    above: Mark | None = None
    told = False  # whether the line above is a verdict
    for i, (start, _, end, mark) in enumerate(lines):
        if mark is not None:
            above, told = mark, False
            continue
        verdict = _VERDICT.match(folded, start, end) is not None
        if told and not verdict and above and above.kind != "dash" and end - start <= _LONGEST_PROBLEM:
            below = lines[i + 1] if i + 1 < len(lines) else None
            if below and below[3] is None and _VERDICT.match(folded, below[0], below[2]):
                above = Mark(kind=above.kind, value=above.value + 1, start=start, label_end=start, end=start)
                yield i, above
        told = verdict


_SPACED = re.compile(rf"(?P<v>\d{{1,2}}|{HAN})[ ]+(?=[\u3400-\u9fff“《])")
_COLUMNS = re.compile(
    r"[\u3400-\u9fff。；;、，”）)][ ]+[\u3400-\u9fff“]"
)  # words that blanks part, as in a row
_SURELY = 3  # lines that count on, of which nothing else says that they are numbered


def _spaced(folded: str, lines: Numbered) -> Iterator[tuple[int, Mark]]:
    """Lines whose number only a blank sets off (2 整改情况, 一　基本情况): they count on, and no other sign stands behind
    numbers of their kind.
    """
    opened = [
        (i, m)
        for i, (start, _, end, mark) in enumerate(lines)
        if mark is None
        and (m := _SPACED.match(folded, start, end))
        and not _COLUMNS.search(folded, m.end(), end)
    ]
    kinds: tuple[tuple[MarkKind, bool], ...] = (("num", True), ("han", False))
    for kind, digits in kinds:
        told = [(i, m, parse_numeral(m["v"]) or 0) for i, m in opened if m["v"].isdigit() == digits]
        values = [v for *_, v in told]
        counted = all(v in (1, before + 1) for before, v in pairwise([0, *values]))
        known = any(m and m.kind == kind for *_, m in lines)
        if (
            counted
            and not known
            and (len(values) >= _SURELY or _divided(folded, lines, [i for i, *_ in told]))
        ):
            for i, m, v in told:
                yield i, Mark(kind=kind, value=v, start=m.start(), label_end=m.end("v"), end=m.end())


def _divided(folded: str, lines: Numbered, opened: list[int]) -> bool:
    """True where 2.1 stands right below 2 整改情况."""
    below = ((lines[i][0], lines[i + 1][3]) for i in opened if i + 1 < len(lines))
    return any(
        b
        and b.kind == "decimal"
        and folded[b.start : b.label_end]
        .replace("-", ".")
        .startswith(folded[start : start + 2].split(" ", maxsplit=1)[0] + ".")
        for start, b in below
    )


def _opened_alike(folded: str, lines: Numbered, before: int, after: int) -> list[int]:
    """Lines between two numbered ones that open as both do, by the first way of opening that these share."""
    _, above_body, above_end, _ = lines[before]
    _, body, end, _ = lines[after]
    for opening in (_about, _label, _heading):
        how = opening(folded, body, end)
        if how and how == opening(folded, above_body, above_end):
            return [k for k in range(before + 1, after) if opening(folded, lines[k][0], lines[k][2]) == how]
    return _followed_alike(folded, lines, before, after)


def _about(folded: str, start: int, end: int) -> str | None:
    """关于“F”问题。 and the like open alike, whatever their problem."""
    return "about" if _OPENS_ALIKE.match(folded, start, end) else None


def _heading(folded: str, start: int, end: int) -> str | None:
    """Short lines without a stop open alike: 政府投资建设."""
    return "heading" if 2 < end - start <= _SHORT and not _STOPS.search(folded, start, end) else None


def _label(folded: str, start: int, end: int) -> str | None:
    """The label that opens a line: 问题描述：."""
    m = _OPENING_LABEL.match(folded, start, end)
    return m.group() if m else None


_PAGE_NUMBER = re.compile(
    r"[-—]{1,2} ?\d{1,3} ?[-—]{1,2}|第 ?\d{1,3} ?页[ ,/]{0,3}(?:共 ?\d{1,3} ?页)?"
    r"|共 ?\d{1,3} ?页[ ,/]{0,3}第 ?\d{1,3} ?页"
)


def is_page_number(folded: str, start: int, end: int) -> bool:
    """True for - 3 - and 第3页 共8页 alone on a line: a copy of pages took them along, and they belong to no finding."""
    return end - start <= 16 and _PAGE_NUMBER.fullmatch(folded, start, end) is not None


_SECOND = re.compile(r"[。；;][ ]?(?:二|其二|第二)是")


def opens_paragraph(folded: str, mark: Mark, end: int) -> bool:
    """True for 一是甲；二是乙。 on one line: a paragraph that lists, which heads nothing below it."""
    return mark.kind == "shi" and mark.value == 1 and _SECOND.search(folded, mark.end, end) is not None
