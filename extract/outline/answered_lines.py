"""Lines without a number right above what was done: F。 / 责任单位：… / 整改结果：…, or F。 / 针对该问题，…"""

import re
from collections import defaultdict
from collections.abc import Container, Iterator
from itertools import pairwise

from extract.language.sentences import STOPS, first_sentence
from extract.lines.labels import ABOUT_PROBLEM, PROBLEM
from extract.lines.lines import Line, Page
from extract.lines.parts import is_category, is_generic, part_role
from extract.roles.cues import names_fault, weigh
from extract.roles.turning import turns_away
from extract.status.statements import pure_status

HEADING = 40  # characters of a heading
_FIELD = 8  # characters of one that names but a field
_FEW, _MOST = 0.3, 0.6  # shares of stretches that tell a fault


def above_answers(page: Page, lines: list[Line]) -> list[int]:
    """Lines that labelled cells follow (F。 / 责任单位：… / 整改结果：…), where nothing else numbers the findings."""
    found: list[int] = []
    bare = _bare_labels(lines)
    if [x.is_answer or x.index in bare or (x.is_plain and _turns(x)) for x in lines].count(True) < 2:
        return []
    for stretch in _told_first(page, list(_stretches(page, lines, bare, _entitled(page, lines)))):
        if stretch and not found and _leads(stretch[-1]):
            continue  # 现将主要问题及处理意见公告如下。 above the first unit
        at = _opens(page, stretch)
        if at is None:
            return []
        found.append(at)
    return found if len(found) > 1 else []


def _bare_labels(lines: list[Line]) -> set[int]:
    """Lines that are but a label of an answer (整改落实情况) and come again in the same words, as with every record; none
    where such labels name the problems too (反馈问题 / F).
    """
    places: dict[str, list[int]] = defaultdict(list)
    named = 0
    for line in lines:
        role = line.heading_role if line.end - line.start <= HEADING and not line.is_table else None
        named += role in PROBLEM
        if role in ABOUT_PROBLEM and line.is_plain:
            places[line.text.strip()].append(line.index)
    return {index for found in places.values() if len(found) > 1 and named < 2 for index in found}


def _entitled(page: Page, lines: list[Line]) -> set[int]:
    """Labels of a problem (不足之處：…) that each stand right below a line without a stop, most of which tell a fault: that line
    is the title, what the label opens describes it.
    """
    above: dict[str, list[Line | None]] = defaultdict(list)
    places: dict[str, list[int]] = defaultdict(list)
    for before, line in pairwise(lines):
        label = line.opening_label if line.is_plain else None
        if label is not None and label.role in PROBLEM and label.end < line.end:
            above[label.words].append(before if _may_entitle(page, before) else None)
            places[label.words].append(line.index)
    return {
        index
        for words, heads in above.items()
        if len(heads) > 1 and None not in heads and _share(page, heads) >= _MOST
        for index in places[words]
    }


def _share(page: Page, heads: list[Line | None]) -> float:
    return sum(x is not None and tells_fault(page, x) for x in heads) / len(heads)


def _may_entitle(page: Page, line: Line) -> bool:
    words = page.folded[line.start : line.end].strip()
    if not line.is_plain or len(words) > HEADING or STOPS.search(words) or line.opening_label:
        return False
    return not (is_category(words) or is_generic(words) or part_role(words))


def _told_first(page: Page, stretches: list[tuple[list[Line], str]]) -> list[list[Line]]:
    """The stretches that open records: where most of those above one label tell a fault (F。 / 责任部门：…), those above another
    that tell none stand inside them (… / 整改状态：已完成).
    """
    faults: dict[str, list[bool]] = {}
    for stretch, words in stretches:
        faults.setdefault(words, []).append(any(tells_fault(page, x) for x in stretch))
    shares = {words: sum(told) / len(told) for words, told in faults.items() if len(told) > 1}
    inside = {words for words, share in shares.items() if share < _FEW and max(shares.values()) >= _MOST}
    return [stretch for stretch, words in stretches if words not in inside]


def _stretches(
    page: Page, lines: list[Line], bare: Container[int], entitled: Container[int]
) -> Iterator[tuple[list[Line], str]]:
    """The plain lines between a heading or an answer and the next answer, with the words of its label; empty where a
    finding with a number or a label stands there.
    """
    gathered: list[Line] = []
    free, listed = True, -1  # `listed`: the last item of a list below an empty label (整改措施： 1.… 2.…)
    for line in lines:
        if line.index in bare or line.index in entitled or _opens_cells(page, line, gathered):
            label = line.opening_label
            gathered = gathered[-1:] if line.index in entitled else gathered
            if gathered or not free:
                yield gathered if free else [], label.words if label else ""
            gathered, free = [], True
            listed = 0 if line.heading_role else -1
        elif _turns(line):
            continue  # 责任单位：… 针对该问题，…
        elif line.mark and not gathered and line.mark.value == listed + 1 > 0:
            listed += 1
        elif listed == 0 and line.is_plain and line.opening_label is None:
            listed = -1  # what the empty label speaks of
        elif line.is_plain and line.opening_label is None:
            states = pure_status(page.folded, line.start, line.end)  # 委员会察悉，有关建议已落实。
            gathered += [] if states else [line]
        elif line.is_table or not heads_group(page, line):
            free = False
        else:
            gathered, free = [], True


def _opens_cells(page: Page, line: Line, gathered: list[Line]) -> bool:
    """True for a label of what is told about a problem, and for 问题描述： right below a line that tells a fault."""
    label = line.opening_label if line.mark is None else None
    if label is None:
        return bool(gathered) and _turns(line)
    if label.role in ABOUT_PROBLEM or not gathered:
        return label.role in ABOUT_PROBLEM
    above = gathered[-1]
    bare = label.role == "detail" and not STOPS.match(page.folded, above.end - 1)
    return label.role in PROBLEM and (bare or tells_fault(page, above))


def _turns(line: Line) -> bool:
    """True for a paragraph that opens 针对该问题，…, 审计指出后，…: what stands above it names the problem."""
    return line.is_plain and turns_away(line.text)


def _opens(page: Page, stretch: list[Line]) -> int | None:
    """The line of a stretch that names its problem: below what introduces it, the first that tells a fault, else the last."""
    leads = [i for i, x in enumerate(stretch) if _leads(x)]
    told = stretch[leads[-1] + 1 :] if leads else stretch
    if len(told) < 2:
        return told[0].index if told else None
    bare = [x for x in told if not STOPS.match(page.folded, x.end - 1)]
    if len(bare) == 1 and not _names_field(page, bare[0]):
        return bare[0].index  # among lines that end in a stop
    faults = (x.index for x in told if tells_fault(page, x))
    return next(faults, told[-1].index)


def _names_field(page: Page, line: Line) -> bool:
    """True for 运行管理 above the problems of that field."""
    return line.end - line.start <= _FIELD and not tells_fault(page, line)


def heads_group(page: Page, line: Line) -> bool:
    """True for a heading that names a field, an object or a part above its list, and no problem of its own."""
    if line.is_table or line.is_bullet or line.end - line.body > HEADING or line.opening_label:
        return False
    words = page.folded[line.body : line.end].strip().rstrip(":：。")
    if STOPS.search(words) or not words:
        return False
    if is_category(words) or is_generic(words):
        return True
    if line.mark is not None and line.mark.kind == "problem":
        return False  # 建議(a) 處方應…
    if line.mark is not None and (line.head.about or words.startswith("“")):
        return False  # 1.关于F的问题
    return part_role(words) in ("finding", "rectification") or (
        line.mark is not None and weigh(words)["finding"] == 0
    )


def _leads(line: Line) -> bool:
    words = line.text.rstrip()
    return words.endswith((":", "：")) or _LEADS.search(words) is not None


_LEADS = re.compile(
    r"(?:如下|以下|下列)[^，,。；;]{0,14}[。:：]?$|现(?:将|就|把)[^。；;]{2,60}(?:如下|公[告示布开]|通报|报告)(?:[，,][^。；;]{2,24})?。?$"
)


def tells_fault(page: Page, line: Line) -> bool:
    return names_fault(page.folded[slice(*first_sentence(page.folded, line.body, line.end))])
