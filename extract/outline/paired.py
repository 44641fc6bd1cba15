"""Lines without a number that each name a problem above what was done about it, told by their look or by turns.

Below a heading of a part or a field: F。/ 已… / F。/ 已… line by line, or F in bold above its paragraphs.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.language.sentences import first_sentence
from extract.lines.heads import read_head
from extract.lines.lines import Line, Page
from extract.lines.parts import is_category, is_generic, part_role
from extract.lines.states_behind import state_behind
from extract.outline.answered_lines import heads_group
from extract.roles.cues import names_fault, weigh
from extract.roles.turning import ANSWER, FAULT, weight
from extract.status.statements import hits_in

_LONGEST = 120  # characters of a line that names a problem
_BOLD = 60  # of one that a page prints in bold
_MOST = 0.6  # share of the lines that must tell what their place says
_FIELD = 14  # of one that names a field
_STOPS = re.compile(r"[，,。；;：:“”！!？?\t]")
_CLAUSE = re.compile("[^，,。；;]+[，,；;]")
_HOLDS = ("finding", "rectification")


def paired_lines(page: Page, lines: list[Line]) -> list[int]:
    """Indexes of the lines that name a problem; none where there is only one."""
    stretches = list(_stretches(lines))
    found = [x.index for _, stretch in stretches for x in _marked(page, stretch)]
    for above, stretch in stretches:
        if above is not None and _holds_findings(page, above):
            found += [x.index for x in _in_turn(page, stretch)]
    found += [x.index for x in [*_with_state(page, lines), *_stated_at_once(page, lines)]]
    return list(dict.fromkeys(found)) if len(set(found)) > 1 else []


def _stretches(lines: list[Line]) -> Iterator[tuple[Line | None, list[Line]]]:
    """Runs of plain lines without a label, and the line above each."""
    above: Line | None = None
    run: list[Line] = []
    for line in lines:
        if line.is_plain and line.opening_label is None:
            run.append(line)
            continue
        if len(run) > 1:
            yield above, run
        above, run = line, []
    if len(run) > 1:
        yield above, run


def _holds_findings(page: Page, line: Line) -> bool:
    """True for a heading that says findings or their answers follow."""
    if line.is_table or line.mark is None or line.end - line.body > 40:
        return False
    words = page.folded[line.body : line.end].strip().rstrip(":：。")
    if is_category(words) or part_role(words) in _HOLDS:
        return True
    return "问题" in words and bool(hits_in(page.folded, line.body, line.end))


def _marked(page: Page, stretch: list[Line]) -> list[Line]:
    """Lines in bold, or headings of the page, each above lines that are neither: most tell a fault, none anything else. Those
    right above another one head a field.
    """
    heads = [x for x in stretch if x.block.kind == "heading" or (x.block.bold and x.end - x.start <= _BOLD)]
    if not heads or heads[-1] is stretch[-1]:
        return []
    fields = {a.index for a, b in pairwise(heads) if b.index == a.index + 1}
    if any(a.index in fields and not heads_field(a, b) for a, b in pairwise(heads)):
        return []
    heads = [x for x in heads if x.index not in fields]
    words = [x.text.strip().rstrip("。：:") for x in heads]
    parts = [is_category(w) or is_generic(w) or part_role(w) is not None for w in words]
    # below fields a problem may sound like a part
    told = (part and not (fields or names_fault(w)) for part, w in zip(parts, words, strict=True))
    if any(told) or any(w.endswith("?") for w in words) or (fields and _most(iter(parts))):
        return []
    return heads if _most(is_faulty(page, x) for x in heads) else []


def heads_field(line: Line, below: Line) -> bool:
    """True for a heading of the page right above one of a deeper level, and for the name of a field in bold above what is
    printed alike.
    """
    levels = (line.block.level, below.block.level)
    if levels[0] is not None and levels[1] is not None:
        return levels[0] < levels[1]
    return levels == (None, None) and is_category(line.text.strip().rstrip("。：:"))


def _in_turn(page: Page, stretch: list[Line]) -> list[Line]:
    """Every second line, where most of these tell a fault and most of the others an answer, none the contrary."""
    heads, answers = stretch[::2], stretch[1::2]
    if len(heads) != len(answers) or any(x.end - x.start > _LONGEST for x in heads):
        return []
    if any(answering(page, x) for x in heads) or any(is_faulty(page, x) for x in answers):
        return []
    told = _most(is_faulty(page, x) for x in heads) and _most(answering(page, x) for x in answers)
    return heads if told else []


def turns_below_fields(page: Page, lines: list[Line]) -> list[int]:
    """Indexes of every second line below two or more short ones (收入管理 / F。/ 已… / 支出管理 / F。/ 已…) in a text where
    nothing has a number or a label, and all such short ones are printed on one level.
    """
    runs: list[list[Line]] = []
    levels: set[int | None] = set()
    open_ = False
    for line in lines:
        if not line.is_plain or line.opening_label is not None:
            return []
        words = line.text.strip()
        if len(words) <= _FIELD and not _STOPS.search(words):
            levels.add(line.block.level)
            open_ = part_role(words) in (None, *_HOLDS)
            runs += [[]] if open_ else []
        elif open_:
            runs[-1].append(line)
    runs = [run for run in runs if run]
    if len(runs) < 2 or len(levels) > 1 or any(len(run) % 2 for run in runs):
        return []
    return [x.index for x in _in_turn(page, [x for run in runs for x in run])]


def _with_state(page: Page, lines: list[Line]) -> list[Line]:
    """Short lines that end in a state in brackets (F【正在整改】): most tell a fault, none an answer."""
    ended = [
        x for x in lines if x.is_plain and x.end - x.start <= _BOLD and page.folded[x.end - 1] in "】)）〕]"
    ]
    read = [(x, x.head) for x in ended if x.opening_label is None]
    heads = [x for x, head in read if head.bracket is not None]
    words = [page.folded[slice(*head.title)] for _, head in read if head.bracket is not None]
    told = _most(weigh(w)["finding"] > 0 or weight(w) < FAULT for w in words)
    return heads if told and all(weight(w) < ANSWER for w in words) else []


def _stated_at_once(page: Page, lines: list[Line]) -> list[Line]:
    """Paragraphs that open with a problem and its state (F问题，已整改到位。…), where they are most from the first of them on;
    none where one stands below a problem with a number, which it would only tell again.
    """
    found: list[Line] = []
    others = 0
    above: Line | None = None
    for line in lines:
        if not line.is_plain:
            above = line
        elif line.opening_label is None and _stated(page, *first_sentence(page.folded, line.start, line.end)):
            if above is not None and above.mark is not None and not heads_group(page, above):
                return []
            found.append(line)
        else:
            others += bool(found) and line.end - line.start > _BOLD
    return found if len(found) > others else []


def _stated(page: Page, start: int, end: int) -> bool:
    """True for a sentence that opens with its problem; not for 收回840万元，存量资金清理不彻底的问题已整改到位。"""
    if not state_behind(page.folded, start, end):
        return False
    first = _CLAUSE.match(page.folded, start, end)
    return first is None or weight(first[0]) <= ANSWER


def _most(told: Iterator[bool]) -> bool:
    values = list(told)
    return sum(values) >= _MOST * len(values)


def is_faulty(page: Page, line: Line) -> bool:
    start, stop = first_sentence(page.folded, line.start, line.end)
    if hits_in(page.folded, start, stop) and not read_head(page.folded, start, stop).bracket:
        return False
    words = page.folded[start:stop]
    return names_fault(words) or weight(words) < FAULT or line.head.about


def answering(page: Page, line: Line) -> bool:
    """True for a paragraph whose first sentence tells what was done."""
    start, stop = first_sentence(page.folded, line.start, line.end)
    words = page.folded[start:stop]
    return bool(hits_in(page.folded, start, stop)) or weight(words) > ANSWER
