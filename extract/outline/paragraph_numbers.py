"""Numbers that only count paragraphs: 2.2 tells a finding, 2.3 stands below 審計署的建議, 2.4 below 政府的回應.

Reports of Hong Kong and Macau number every paragraph and put labels between them. What stands below such a label is a
cell of the finding above it, whatever its number. Others let one number run through all their sections.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.lines.enumerators import mark_at
from extract.lines.labels import Role
from extract.lines.line_reading import introduces
from extract.lines.lines import Line, Page
from extract.outline.paired_paragraphs import ASKS, paired_paragraphs, stem_of
from extract.roles.turning import may_name_fault

_COUNTED = ("decimal", "subdecimal", "num")
_ANSWERS: frozenset[Role] = frozenset(["acceptance", "progress", "measure", "result"])
_AUDITED = re.compile(r"审计署(?:署长)?最近(?:就|完成|对)[^。；;]{2,60}(?:审查|审计|审视)")
_STOPS = re.compile("[。；;，,：:]")
_FEWEST = 3  # lines with a number and a letter
_LATEST = 3  # number of the first paragraph: words of thanks before it are no body
_SHORT = 24  # characters of a heading without a number


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lines without numbers that only count paragraphs; indexes of `cells`, labels and paragraphs that head no part,
    and of `heads`, lines between the paragraphs that head what follows.
    """

    lines: tuple[Line, ...]
    cells: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()


def without_paragraph_numbers(page: Page, lines: tuple[Line, ...]) -> Numbering:
    """Take the number off each paragraph below a label that stands between numbered paragraphs of one finding."""
    lettered = _lettered(page, lines)
    if lettered is not None:
        return lettered
    paired = paired_paragraphs(page, lines)
    if paired is not None:
        told, headed = paired
        gone = {x.index for x in told}
        kept = tuple(_unnumbered(x) if x.index in gone else x for x in lines)
        return Numbering(lines=kept, heads=frozenset(x.index for x in headed))
    lines = _without_running_numbers(page, lines)
    roles = {i: role for i, x in enumerate(lines) if x.is_plain and (role := x.heading_role)}
    asked = [i for i, role in roles.items() if role == "requirement" and _counts_over(page, lines, i)]
    if not asked:
        return Numbering(lines=lines)
    cells: set[int] = set()
    heads: set[int] = set()
    plain: dict[int, Line] = {}
    for i in asked:
        answer = next((k for k in range(i + 1, len(lines)) if k in roles), None)
        if answer is None and len(asked) == 1 and not _of_one(page, lines, roles, i, alone=True):
            heads.add(lines[i].index)  # advice for all that stands above, which nothing answers
            plain |= {k: _unnumbered(lines[k]) for k in range(i + 1, len(lines)) if _is_counted(lines[k])}
        if answer is None or roles[answer] not in _ANSWERS:
            continue
        below = [*range(i + 1, answer), *_answering(page, lines, roles, answer)]
        if _of_one(page, lines, roles, i, alone=len(asked) == 1):
            cells |= {lines[i].index, lines[answer].index}
            plain |= {k: _unnumbered(lines[k]) for k in below}
        else:  # advice for several findings heads a part of its own; the items below it keep their numbers
            heads |= {lines[i].index, lines[answer].index}
            plain |= {k: _unnumbered(lines[k]) for k in below if _is_counted(lines[k])}
    if not plain:
        return Numbering(lines=lines)
    plain |= {k: _unnumbered(lines[k]) for k in _introductions(page, lines)}
    heads |= {
        x.index for k, x in enumerate(lines) if k not in roles and x.is_plain and _heads(page, lines, k)
    }
    cells |= {x.index for x in plain.values()}
    numbered = tuple(plain.get(k, x) for k, x in enumerate(lines))
    return Numbering(lines=numbered, cells=frozenset(cells), heads=frozenset(heads))


# 3. (b) F: the number counts paragraphs, the letter the findings of a field
_LETTERED = re.compile(r"(?P<n>\d{1,3})[.．、]?[ ]*(?=[(（][a-z][)）])")


def _lettered(page: Page, lines: tuple[Line, ...]) -> Numbering | None:
    """2. (a) … 3. (b) … / 5. (a) …: letters that begin anew below each field, behind numbers that run through the paper."""
    found = [(k, m) for k, x in enumerate(lines) if (m := _LETTERED.match(page.folded, x.start, x.end))]
    numbers = [int(m["n"]) for _, m in found]
    if len(found) < _FEWEST or numbers != sorted({*numbers}):
        return None
    marks = {k: mark for k, m in found if (mark := mark_at(page.folded, m.end(), lines[k].end))}
    if len(marks) != len(found) or all(mark.value == 1 for mark in marks.values()):
        return None
    told = [
        replace(x, mark=marks[k], start=marks[k].start, body=marks[k].end)
        if k in marks
        else _unnumbered(x)
        if x.mark and x.mark.kind == "num"
        else x
        for k, x in enumerate(lines)
    ]
    above = (lines[k - 1] for k, mark in marks.items() if k and mark.value == 1)
    heads = (x for x in above if x.is_plain and not _STOPS.search(page.folded, x.start, x.end))
    return Numbering(lines=tuple(told), heads=frozenset(x.index for x in heads))


def _without_running_numbers(page: Page, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Take off 1., 2., 3. … that run through the whole text, one below each heading of a list: （一）F / 3. evidence."""
    counted = [k for k, x in enumerate(lines) if x.mark and x.mark.kind == "num" and not x.is_table]
    values = [x.mark.value for k in counted if (x := lines[k]).mark]
    if not values or values[0] > _LATEST or values != list(range(values[0], values[0] + len(values))):
        return lines
    below = [k for k in counted if k and _is_heading(page, lines[k - 1])]
    if len(below) < 2:
        return lines
    first = counted.index(below[0])
    one_each = first > 0 and counted[first : first + len(below)] == below
    if not one_each and not _asked_below(page, lines, counted[first:], below):
        return lines
    gone = set(counted)
    return tuple(_unnumbered(x) if k in gone else x for k, x in enumerate(lines))


def _asked_below(page: Page, lines: tuple[Line, ...], counted: list[int], below: list[int]) -> bool:
    """True where most headings have a paragraph below their first that asks for something: one tells, one asks, one answers."""
    later = [k for k in counted if k not in below]
    asking = [k for k in later if ASKS.match(page.folded, lines[k].body, lines[k].end)]
    headed = {max(b for b in below if b <= k) for k in asking}
    return 3 * len(headed) > 2 * len(below)


def _is_heading(page: Page, line: Line) -> bool:
    numbered = line.mark is not None and line.mark.kind not in _COUNTED
    return numbered and line.end - line.body <= 40 and not _STOPS.search(page.folded, line.body, line.end)


def _is_counted(line: Line) -> bool:
    return line.mark is not None and line.mark.kind in _COUNTED


def _unnumbered(line: Line) -> Line:
    """The paragraph without its number; an item below it keeps its own, which `split_items` needs."""
    start = line.body if line.mark and line.mark.kind in _COUNTED else line.start
    return line.behind(start)


def _counts_over(page: Page, lines: tuple[Line, ...], label: int) -> bool:
    """True where the paragraph below a label has the number after that of the last one above it."""
    below = lines[label + 1] if label + 1 < len(lines) else None
    if below is None or below.mark is None or below.mark.kind not in _COUNTED:
        return False
    above = next(_numbered_above(lines, label, below.mark.kind), None)
    return (
        above is not None
        and above.mark is not None
        and above.mark.value + 1 == below.mark.value
        and stem_of(page, above) == stem_of(page, below)
    )


def _numbered_above(lines: tuple[Line, ...], before: int, kind: str) -> Iterator[Line]:
    return (x for x in reversed(lines[:before]) if x.mark and not x.is_table and x.mark.kind == kind)


def _of_one(page: Page, lines: tuple[Line, ...], roles: dict[int, Role], asked: int, *, alone: bool) -> bool:
    """True where one paragraph alone tells a fault between the answer (or the heading) before and the label.

    A label that is `alone` speaks of all above it, whatever headings part them.
    """
    told = 0
    for k in range(asked - 1, -1, -1):
        if k in roles or (not alone and _heads(page, lines, k)):
            break
        told += lines[k].mark is not None and _tells_fault(page, lines[k])
    return told == 1


def _answering(page: Page, lines: tuple[Line, ...], roles: dict[int, Role], label: int) -> Iterator[int]:
    """The lines below the label of an answer: its first paragraph, and what follows up to the next finding."""
    counted = 0
    for k in range(label + 1, len(lines)):
        line = lines[k]
        counted += line.mark is not None and line.mark.kind in _COUNTED
        if (
            k in roles
            or line.is_table
            or _heads(page, lines, k)
            or (counted > 1 and _tells_fault(page, line))
        ):
            return
        yield k


def _heads(page: Page, lines: tuple[Line, ...], k: int) -> bool:
    """True for a heading: of an outer number, or short and without a stop above a numbered paragraph."""
    line = lines[k]
    if line.mark is not None:
        return line.mark.kind in ("part", "division", "formal", "roman", "han", "stem")
    short = not line.is_table and line.end - line.start <= _SHORT
    below = lines[k + 1].mark if short and k + 1 < len(lines) else None
    return (
        below is not None and below.kind in _COUNTED and not _STOPS.search(page.folded, line.start, line.end)
    )


def _tells_fault(page: Page, line: Line) -> bool:
    if line.mark is None or line.mark.kind not in _COUNTED or introduces(page, line):
        return False
    return may_name_fault(page.folded[slice(*line.head.title)])


def _introductions(page: Page, lines: tuple[Line, ...]) -> list[int]:
    """Paragraphs such as 2.1 本部分探討…: they tell no finding."""
    return [
        k
        for k, x in enumerate(lines)
        if x.mark
        and x.mark.kind in _COUNTED
        and (introduces(page, x) or _AUDITED.search(page.folded, x.body, x.end))
    ]
