"""Find the lines without a number that each name one problem: 关于F的问题。, ——F。…, a line right above 整改情况：…."""

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from extract.language.sentences import first_sentence, sentences
from extract.lines.bulleted import answered_below, is_bullet, items_of_answers
from extract.lines.labels import ABOUT_PROBLEM, PROBLEM
from extract.lines.line_reading import head_of, heading_role_of, is_answer, opening_label, record_number
from extract.lines.lines import Line, Page, is_plain
from extract.lines.parts import announces_problems, is_category, is_generic, part_role
from extract.lines.series import LISTS, series
from extract.outline.paired import answering
from extract.roles.cues import names_fault, weigh
from extract.roles.turning import FAULT, weight
from extract.status.statements import hits_in, pure_status

_STOPS = re.compile(r"[。；;！!？?]")
# ——欠款未收回的问题。…  ——“欠款未收回”问题，…
_BULLET_NAMES = re.compile(r"[^。；;：:]{4,60}(?:的)?问题[。：:]|“[^。；;：:“”]{4,60}”(?:的)?问题[，,]")
_NAMES_PROBLEM = re.compile(
    r"(?:关于|针对)[^。；;]{2,80}问题(?:的?整改(?:落实)?情况)?(?:[。：:]|$)|(?:关于|针对|对于?|就)“[^。；;]{2,80}”(?:的|等)?问题[，,]"
)
_BRACKET = re.compile(r"[(（\[【〔](?P<words>[^()（）\[\]【】〔〕]{2,16})[)）\]】〕][。；;]?$")
_HEADING = 40  # characters of a heading


def problem_lines(page: Page, lines: list[Line]) -> list[int]:
    """Their indexes; of each kind none where there is only one such line."""
    return [
        *_headed(page, lines),
        *_named(page, lines),
        *_bulleted(page, lines),
        *_above_answers(page, lines),
        *_announced(page, lines),
    ]


def _headed(page: Page, lines: list[Line]) -> list[int]:
    """Headings without a number, each with a labelled answer before the next one, in pages that have no others."""
    found: list[int] = []
    open_: int | None = None
    for line in lines:
        label = opening_label(page, line)
        if label is not None and label.role == "finding":
            return []  # 问题：… below a field
        if is_plain(line) and line.block.kind == "heading" and label is None:
            words = page.folded[line.start : line.end]
            if open_ is not None or is_category(words) or is_generic(words):
                return []
            open_ = line.index
        elif line.is_table or (line.mark and line.block.kind == "heading"):
            return []
        elif open_ is not None and is_answer(page, line):
            found.append(open_)
            open_ = None
    return found if len(found) > 1 and open_ is None else []


def _named(page: Page, lines: list[Line]) -> list[int]:
    """Lines without a number that open 关于F的问题。, where there are several: each heads its finding."""
    one_paragraph = {
        z.index for x, y in pairwise(lines) if "\n" not in page.folded[x.end : y.start] for z in (x, y)
    }
    below_fields = _below_fields(page, lines)
    named = [
        x
        for x in filter(is_plain, lines)
        if (
            x.index in one_paragraph
            or _NAMES_PROBLEM.match(page.folded, x.start, x.end)
            or (x.index in below_fields and _AIMED.match(page.folded, x.start, x.end))
        )
        and head_of(page, x).about
    ]
    return [x.index for x in named] if len(named) > 1 else []


# 二、聚焦主责主业，着力解决服务群众不到位问题 heads a field, as 部门预算审计查出问题整改情况 does; 针对F的问题，已… below
# it tells each finding
_SLOGAN = re.compile(
    r"[^。；;：:]{4,24}[，,][^。；;：:]{0,12}(?:解决|破解|整治|纠治|消除|防范|扭转)[^。；;：:]{2,30}(?:问题|现象|风险|难题|倾向)?[。]?"
)
_AIMED = re.compile(r"针对[^。；;]{4,80}问题[，,]")


def _below_fields(page: Page, lines: list[Line]) -> set[int]:
    """The plain lines below numbered headings that name a field, where all numbered headings above such lines do."""
    found: set[int] = set()
    field = False
    for line in lines:
        if line.mark is not None and not line.is_table:
            slogan = _SLOGAN.fullmatch(page.folded, line.body, line.end) is not None
            field = slogan or (_groups(page, line) and not is_generic(page.folded[line.body : line.end]))
        elif is_plain(line) and _AIMED.match(page.folded, line.start, line.end):
            if not field:
                return set()
            found.add(line.index)
    return found if len(found) > 2 else set()


def _bulleted(page: Page, lines: list[Line]) -> list[int]:
    """Lines with a bullet in a list announced as problems, above labelled answers (■ F。 / 整改结果：…), or that tell
    problem and answer below a heading: ——F。…（已完成整改）.
    """
    if sum(map(is_bullet, lines)) < 2:
        return []
    named: list[int] = []
    announced: list[int] = []
    answered: list[int] = []
    told: list[int] = []
    open_, grouped = False, False
    items = items_of_answers(page, lines)
    for at, line in enumerate(lines):
        if not is_bullet(line):
            open_ = _announces_list(page, line) or (open_ and is_plain(line))
            grouped = _groups(page, line)
        elif line.index not in items and not record_number(page, line) and opening_label(page, line) is None:
            named += [line.index] if _BULLET_NAMES.match(page.folded, line.body, line.end) else []
            announced += [line.index] if open_ else []
            answered += [line.index] if answered_below(page, lines, at) else []
            told += [line.index] if grouped and _tells_both(page, line) else []
    return [index for found in (named, announced, answered, told) if len(found) > 1 for index in found]


def _announces_list(page: Page, line: Line) -> bool:
    """True for 三、审计发现的问题 and for a paragraph that ends in 还存在以下问题：."""
    words = "" if line.is_table else page.folded[line.body : line.end].strip()
    heading = len(words) <= _HEADING and not _STOPS.search(words)
    return (heading and part_role(words.rstrip(":：。")) == "finding") or announces_problems(words)


def _groups(page: Page, line: Line) -> bool:
    """True for a heading that names a field, an object or a part above its list, and no problem of its own."""
    if line.is_table or is_bullet(line) or line.end - line.body > _HEADING or opening_label(page, line):
        return False
    words = page.folded[line.body : line.end].strip().rstrip(":：。")
    if _STOPS.search(words) or not words:
        return False
    known = is_category(words) or is_generic(words) or part_role(words) in ("finding", "rectification")
    return known or (line.mark is not None and weigh(words)["finding"] == 0)


def _tells_both(page: Page, line: Line) -> bool:
    """True for a bullet that tells a fault and then what was done, or ends in its state: F。已…。（已完成整改）."""
    start, stop = first_sentence(page.folded, line.body, line.end)
    rest = page.folded[stop : line.end].strip()
    if not rest or stop - start > 80 or hits_in(page.folded, start, stop):
        return False
    bracket = _BRACKET.search(page.folded, line.body, line.end)
    if bracket and hits_in(page.folded, *bracket.span("words")):
        return True
    last = sentences(page.folded, stop, line.end)[-1]
    if pure_status(page.folded, *last):
        return True
    return _tells_fault(page, line)


def _above_answers(page: Page, lines: list[Line]) -> list[int]:
    """Lines that labelled cells follow (F。 / 责任单位：… / 整改结果：…), where nothing else numbers the findings."""
    found: list[int] = []
    if sum(is_answer(page, x) for x in lines) < 2:
        return []
    for stretch in _stretches(page, lines):
        at = _opens(page, stretch)
        if at is None:
            return []
        found.append(at)
    return found if len(found) > 1 else []


def _stretches(page: Page, lines: list[Line]) -> Iterator[list[Line]]:
    """The plain lines between a heading or an answer and the next answer; empty where a finding with a number or a
    label stands there.
    """
    gathered: list[Line] = []
    free, listed = True, -1  # `listed`: the last item of a list below an empty label (整改措施： 1.… 2.…)
    for line in lines:
        if _opens_cells(page, line, gathered):
            if gathered or not free:
                yield gathered if free else []
            gathered, free = [], True
            listed = 0 if heading_role_of(page, line) else -1
        elif line.mark and not gathered and line.mark.value == listed + 1 > 0:
            listed += 1
        elif listed == 0 and is_plain(line) and opening_label(page, line) is None:
            listed = -1  # what the empty label speaks of
        elif is_plain(line) and opening_label(page, line) is None:
            gathered.append(line)
        elif line.is_table or not _groups(page, line):
            free = False
        else:
            gathered, free = [], True


def _opens_cells(page: Page, line: Line, gathered: list[Line]) -> bool:
    """True for a label of what is told about a problem, and for 问题描述： right below a line that tells a fault."""
    label = opening_label(page, line) if line.mark is None else None
    if label is None:
        return False
    return label.role in ABOUT_PROBLEM or (
        label.role in PROBLEM and bool(gathered) and _tells_fault(page, gathered[-1])
    )


def _opens(page: Page, stretch: list[Line]) -> int | None:
    """The line of a stretch that names its problem: below what introduces it, the first that tells a fault, else the last."""
    leads = [i for i, x in enumerate(stretch) if _leads(page, x)]
    told = stretch[leads[-1] + 1 :] if leads else stretch
    if len(told) < 2:
        return told[0].index if told else None
    faults = (x.index for x in told if _tells_fault(page, x))
    return next(faults, told[-1].index)


def _announced(page: Page, lines: list[Line]) -> list[int]:
    """Paragraphs right below one that ends in 还存在以下问题：, where the text has no other numbers and most tell a fault."""
    at = next((i for i, x in enumerate(lines) if is_plain(x) and _announces_list(page, x)), None)
    if at is None or any(x.is_table or x.mark or is_answer(page, x) for x in lines[at + 1 :]):
        return []
    below = list(takewhile(lambda x: is_plain(x) and opening_label(page, x) is None, lines[at + 1 :]))
    told = list(takewhile(lambda x: not answering(page, x), below))
    if any(series(page.folded, x.start, x.end, LISTS) for x in told):
        return []  # each paragraph lists several
    faults = [x.index for x in told if _opens_fault(page, x)]
    return faults if len(faults) > 1 and 2 * len(faults) > len(told) else []


def _opens_fault(page: Page, line: Line) -> bool:
    start, stop = first_sentence(page.folded, line.body, line.end)
    return stop - start <= 120 and (_tells_fault(page, line) or weight(page.folded[start:stop]) < FAULT)


def _leads(page: Page, line: Line) -> bool:
    words = page.folded[line.start : line.end].rstrip()
    return words.endswith((":", "：")) or _LEADS.search(words) is not None


_LEADS = re.compile(r"(?:如下|以下|下列)[^，,。；;]{0,14}[。:：]?$")


def _tells_fault(page: Page, line: Line) -> bool:
    return names_fault(page.folded[slice(*first_sentence(page.folded, line.body, line.end))])
