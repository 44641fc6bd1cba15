"""Tell which finding each paragraph of a later section answers, where it restates none in its own words.

押金方面，… answers 违规收取遗体存放押金: the words and sums that a paragraph shares with one finding and with no other.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import fsum

from extract.answers.content import read_content
from extract.answers.restated import restates_in
from extract.answers.verdict_targets import named_and_counted
from extract.drafts import Draft, Range
from extract.language.folding import squeeze
from extract.language.patterns import ABOVE, FOUND
from extract.lines.lines import Line, Page
from extract.lines.listed_numbers import listed_numbers
from extract.mentions.matching import QUOTED, bare, best_match
from extract.mentions.naming import behind_name
from extract.outline.pieces import pieces_of
from extract.outline.tree import Section
from extract.outline.units_before import unit_before

_COUNTED = re.compile(
    r"(?=\d)(?<!\d)(?<!\d[,.])\d[\d,.]*\d?[ ]*(?:[万亿]?元|万?[家人户处个台套辆份笔亩吨宗件条名所座栋批次]|平方米|公里|%)"
)
_FOR_ALL = re.compile(
    rf"(?:{ABOVE}|所有|全部|各项|审计(?:{FOUND})|逐项|逐条)[^，,。；;]{{0,12}}(?:问题|事项|整改)"
)
_SUM = 4.0  # a sum or a number with its unit that both tell
_ENOUGH, _CLEARLY = 3.0, 1.6  # least score; how many times that of the next finding
_ENOUGH_AMONG_FEW = 1.0  # where the body named above leaves few findings


def assign(
    page: Page, drafts: Sequence[Draft], stretches: Sequence[Range], among: Sequence[Sequence[Draft]] = ()
) -> list[Draft | None]:
    """For each stretch of text the finding it answers, or None; no finding is given twice. `among` may say for each stretch
    which findings alone come into question.

    What a stretch opens with (押金方面，) counts again: it names the finding.

    A pair counts where each is the other's best and the score is clearly above the stretch's next best. Pairs that
    are found make others clear, so it is asked again until nothing is added.
    """
    known = [_marks(page, (d.title[0], max(d.own[1], d.title[1]))) for d in drafts]
    told = [_marks(page, s) for s in stretches]
    spread = Counter(chain.from_iterable(known))
    named = [_marks(page, (a, behind_name(page, a, b))) for a, b in stretches]
    scores = [
        [_score(t, k, spread) + _score(n, k, spread) for k in known] for t, n in zip(told, named, strict=True)
    ]
    for row, few in zip(scores, among, strict=False):
        row[:] = [x if any(d is y for y in few) else 0.0 for x, d in zip(row, drafts, strict=True)]
    free_s, free_d = set(range(len(told))), set(range(len(known)))
    found: list[Draft | None] = [None] * len(told)
    enough = [_ENOUGH if len(few) == len(drafts) else _ENOUGH_AMONG_FEW for few in among] or [_ENOUGH] * len(
        told
    )
    while pairs := _clear_pairs(scores, enough, free_s, free_d) or _last_pair(scores, free_s, free_d):
        for s, d in pairs:
            found[s] = drafts[d]
            free_s.discard(s)
            free_d.discard(d)
    return found


def _marks(page: Page, where: Range) -> set[str]:
    words = page.folded[where[0] : where[1]]
    plain = bare(_COUNTED.sub(" ", words))
    return {plain[i : i + 2] for i in range(len(plain) - 1)} | {squeeze(m) for m in _COUNTED.findall(words)}


def _score(told: set[str], known: set[str], spread: Counter[str]) -> float:
    """What both hold; a pair of characters that several findings hold tells less."""
    return fsum((_SUM if m[0].isdigit() else 1.0) / spread[m] for m in told & known)  # the same in any order


def _clear_pairs(
    scores: list[list[float]], enough: list[float], free_s: set[int], free_d: set[int]
) -> list[tuple[int, int]]:
    pairs = []
    for s in sorted(free_s):
        ranked = sorted(((scores[s][d], -d) for d in free_d), reverse=True)
        if not ranked or ranked[0][0] < enough[s]:
            continue
        if len(ranked) > 1 and ranked[0][0] < _CLEARLY * ranked[1][0]:
            continue
        d = -ranked[0][1]
        if all(scores[o][d] < scores[s][d] for o in free_s - {s}):
            pairs.append((s, d))
    return pairs


def _last_pair(scores: list[list[float]], free_s: set[int], free_d: set[int]) -> list[tuple[int, int]]:
    """The one stretch and the one finding left of as many stretches as findings, if they share anything."""
    alone = len(scores) == len(scores[0]) > len(free_s) == len(free_d) == 1 if scores else False
    (s, d) = (min(free_s), min(free_d)) if alone else (0, 0)
    return [(s, d)] if alone and scores[s][d] > 0 else []


def names_findings(page: Page, line: Line, drafts: list[Draft]) -> bool:
    """True where a paragraph lists numbers, quotes titles or restates findings in words of their own."""
    words = line.text
    quoted = any(best_match(page, drafts, m.group(1)) for m in QUOTED.finditer(words))
    if quoted or listed_numbers(words) or restates_in(page, line, drafts):
        return True
    return bool(named_and_counted(page, words[: words.find(",") + 1], drafts))  # 甲和乙两个问题，均已…


def join_assigned(
    page: Page, sections: Iterable[Section], drafts: Sequence[Draft], among: Mapping[int, Sequence[Draft]]
) -> list[Section]:
    """Read sections and paragraphs into the findings without an answer that they answer; return those read. `among` are
    the findings that alone come into question for a section, by its id.
    """
    open_ = [d for d in drafts if not d.answered]
    told = [s for s in sections if _answers_one(s.line)]
    stretches = [(s.line.body, s.end()) for s in told]
    given = assign(page, open_, stretches, [among.get(id(s), open_) for s in told])
    read = []
    for section, draft in zip(told, given, strict=True):
        if draft is not None:
            _read(page, section, section.line, draft)
            read.append(section)
    return read


def _answers_one(line: Line) -> bool:
    """False for a paragraph that speaks of all findings or leads to what follows."""
    words = line.text.rstrip()
    return not words.endswith((":", "：")) and not _FOR_ALL.search(words) and "整改报告" not in words


def _read(page: Page, section: Section, line: Line, draft: Draft) -> None:
    unit = unit_before(page, line)
    start = unit[1] + 1 if unit else line.body
    rest = (behind_name(page, start, line.end), line.end)
    below = [x for x in section.lines if x is not line]
    read_content(page, draft, pieces_of(page, below, rest), "measure", sure=True)
    draft.because("measures", "shares words and sums with this finding alone")
    if unit and not draft.responsible:
        draft.responsible.append(unit)
        draft.because("responsible", "names itself before what it did")
