"""Numbered paragraphs in turn: one tells a fault and what is asked, those behind it answer.

渠務巡查 / 2. …未能按時完成。審計署建議署方… / 3. 署方已…: the first of each turn is a finding, its heading a field. The numbers
run through the paper or through each chapter (4.12), whatever numbers the headings (A., nothing).
"""

import re
from itertools import pairwise

from extract.language.sentences import sentences
from extract.lines.line_reading import tells_field
from extract.lines.lines import Line, Page
from extract.roles.cues import weigh

# 委员会促请处方…: what one paragraph of several below a heading asks
ASKS = re.compile(
    r"(?:因此|为此|有见及此|就此)?[，,]?(?:政府[帐账]目)?(?:委员会|审计署|公署|申诉专员|[帐账]委会|本署|廉署|监察院|审计[部处室])(?:[^，,。；;建促要敦的]{0,4})(?:建议|促请|要求|敦促)(?![:：书])"
)
_LOOKED = re.compile(
    r"[^。；;]{0,40}(?:审计署|委员会|[帐账]委会|公署|专员|廉署|监察院|审计[部处室])[^。；;]{0,40}(?:审查|审计|审议|调查|研究|聆讯|检讨|审视|查核)"
)
# 委員會對…深表關注, 委員會察悉…: whose paragraph it is
_SPEAKS = re.compile(
    r"(?:政府[帐账]目)?(?:委员会|审计署|公署|申诉专员|[帐账]委会|本署|廉署|监察院)(?:亦|并|又|已|仍|特别|强烈|极度){0,2}"
    r"(?:对|就|认为|察悉|知悉|得悉|[注留]意到|发现|促请|建议|敦促|关注|质疑)"
)
# 31. 政府歡迎委員會的建議，現匯報最新進展。
_WELCOMES = re.compile(
    r"[^。；;，,]{0,16}(?:欢迎|感谢|接纳|同意|认同|重视)[^。；;，,]{0,20}(?:建议|意见|报告|结论|工作)"
)
_FEWEST = 2  # findings
_MOST = 3  # paragraphs that answer one
_SHORT = 24  # characters of a heading without a number
_STOPS = re.compile("[。；;，,：:]")


def paired_paragraphs(page: Page, lines: tuple[Line, ...]) -> tuple[list[Line], list[Line]] | None:
    """The paragraphs whose numbers number no finding, and the headings above findings; None where they do not take turns."""
    if not (_SPEAKS.search(page.folded) or ASKS.search(page.folded)):
        return None
    gone: list[Line] = []
    asking: list[int] = []
    for counted in _runs(page, lines):
        asks = [k for k in counted if _tells_and_asks(page, lines[k])]
        answers = _answers(page, lines, counted, asks)
        if answers is None:
            return None
        gone += answers
        asking += asks
    if len(asking) < _FEWEST:
        return None
    heads = [lines[k - 1] for k in asking if _heads(page, lines[k - 1])]
    return gone, heads


def _runs(page: Page, lines: tuple[Line, ...]) -> list[list[int]]:
    """The indexes of the numbered paragraphs: all 1., 2., …, or those of each chapter (4.1, 4.2, … / 5.1, …); none where the
    numbers do not count on.
    """
    for kind in ("num", "decimal"):
        runs: dict[str, list[int]] = {}
        for k, x in enumerate(lines):
            if x.mark and x.mark.kind == kind and not x.is_table:
                runs.setdefault(stem_of(page, x), []).append(k)
        if sum(map(len, runs.values())) >= 2 * _FEWEST:
            values = [[x.mark.value for k in run if (x := lines[k]).mark] for run in runs.values()]
            return [*runs.values()] if all(v == [*range(v[0], v[0] + len(v))] for v in values) else []
    return []


def stem_of(page: Page, line: Line) -> str:
    """2 of 2.3; nothing of 7."""
    label = page.folded[line.mark.start : line.mark.label_end] if line.mark else ""
    return label.replace("．", ".").rpartition(".")[0]


def _answers(page: Page, lines: tuple[Line, ...], counted: list[int], asking: list[int]) -> list[Line] | None:
    """The paragraphs that no asking one is among: what stands before the first says what the paper is about, and each asking
    one is answered by one paragraph or more, of which only the first may tell what is wrong as well.
    """
    first = counted.index(asking[0]) if asking else len(counted)
    if not all(tells_field(page, lines[k]) or _is_preface(page, lines[k]) for k in counted[:first]):
        return None
    for k, end in pairwise([*asking, counted[-1] + 1]):
        told = [i for i in counted if k < i < end]
        if not 1 <= len(told) <= _MOST or any(_tells_fault(page, lines[i]) for i in told[1:]):
            return None
    return [lines[k] for k in counted if k not in asking]


def _tells_fault(page: Page, line: Line) -> bool:
    return weigh(page.folded[line.body : line.end])["finding"] > 0


def _tells_and_asks(page: Page, line: Line) -> bool:
    """True where a sentence asks: behind what tells the fault, or the only one (審計署建議處方…); and where who looked opens
    it (委員會對…表示不滿).
    """
    if _SPEAKS.match(page.folded, line.body, line.end):
        return True
    found = sentences(page.folded, line.body, line.end)
    return any(ASKS.match(page.folded, a, b) for a, b in (found[1:] or found))


def _is_preface(page: Page, line: Line) -> bool:
    """True for 2. 審計署於2023年審查…，提出11項建議。: who looked at what, and no fault."""
    looked = _LOOKED.match(page.folded, line.body, line.end)
    welcomes = _WELCOMES.match(page.folded, line.body, line.end)
    return bool(looked or welcomes) and not _tells_fault(page, line)


def _heads(page: Page, line: Line) -> bool:
    short = line.is_plain and line.end - line.start <= _SHORT
    return short and not _STOPS.search(page.folded, line.start, line.end)
