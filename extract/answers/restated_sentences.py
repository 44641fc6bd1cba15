"""Join running text of a later section to findings: sentences that name one, clauses that share words with one."""

import re

from extract.answers.content import read_answer, read_stretch
from extract.drafts import Draft
from extract.language.patterns import ABOVE, FOUND
from extract.language.sentences import sentences
from extract.lines.lines import Line, Page
from extract.lines.listed_numbers import listed_numbers
from extract.lines.series import LISTS, series, with_ends
from extract.mentions.matching import best_match, closest, closest_by, in_order
from extract.mentions.naming import (
    ABOUT_SENTENCE,
    AS_TO,
    listed,
    name_in,
    named_ahead,
    named_or_thing,
    restated_by,
)
from extract.roles.cues import SentenceRole, leaning
from extract.roles.turning import ANSWER, weight
from extract.status.statements import hits_in, pure_status

_SPEAKS_OF_ALL = re.compile(
    rf"(?:{ABOVE}|所有|全部|各项|审计(?:{FOUND}))[^，,。；;]{{0,12}}(?:问题|事项)|整改报告|高度重视|认真(?:研究|落实|组织)"
)


def join_sentences(
    page: Page, start: int, end: int, drafts: list[Draft], prior: SentenceRole
) -> tuple[int, list[tuple[int, int]]]:
    """Read sentences that name a finding (对F的问题，…) into it; return how many, and the other sentences."""
    joined = 0
    others: list[tuple[int, int]] = []
    chosen: list[Draft] = []
    whole = _tells_of_one(page, start, end, drafts)
    told = [_behind_lead(page, a, b) for a, b in sentences(page.folded, start, end, semicolons=True)]
    by_order = _by_order(page, told, drafts)
    for a, b in told:
        leads = page.folded[a:b].rstrip().endswith((":", "："))  # 对上述问题，整改结果如下：
        m = None if leads else named_ahead(page, a, b, drafts)
        m = m or (AS_TO.match(page.folded, a, b) if a in by_order else None)
        number, rest = listed(page, a, b, drafts)
        if chosen and whole:
            continue  # read with the sentence that names the finding
        if chosen and not m and not number and pure_status(page.folded, a, b):
            for draft in chosen:  # 针对F的问题，…正在复核。整改中。
                read_stretch(page, draft, a, b, prior)
            continue
        chosen = number
        sure = bool(chosen) and prior != "requirement"  # its number names the finding in full
        if not chosen and m:
            chosen, rest = restated_by(page, drafts, name_in(m)) or by_order.get(a, []), m.end()
            sure = prior == "measure" and m.re is ABOUT_SENTENCE
        if chosen:
            for draft in chosen:
                read_stretch(page, draft, rest, end if whole else b, prior, sure=sure)
            joined += 1
        else:
            others.append((a, b))
    return joined, others


_LEAD = re.compile(r"[^。；;:：]{6,60}[:：](?=对|针对|就|关于)")


def _behind_lead(page: Page, start: int, end: int) -> tuple[int, int]:
    """对上述问题，县审计局下达了审计决定：对F的问题，…: without the words that lead to the first."""
    m = _LEAD.match(page.folded, start, end)
    return (m.end(), end) if m and ABOUT_SENTENCE.match(page.folded, m.end(), end) else (start, end)


_LEAST = 0.25  # of the word pairs of a name that the finding holds


def _by_order(page: Page, told: list[tuple[int, int]], drafts: list[Draft]) -> dict[int, list[Draft]]:
    """For sentences that name a finding in few of its words (对改厕质量问题，…): where the others follow the findings' order,
    the one among those that stand between. By the offset of the sentence.
    """
    names = [(a, m) for a, b in told if (m := named_or_thing(page, a, b))]
    if len(names) < 3:
        return {}
    return _placed(page, [(a, name_in(m)) for a, m in names], drafts)


def _placed(page: Page, names: list[tuple[int, str]], drafts: list[Draft]) -> dict[int, list[Draft]]:
    place = {id(d): i for i, d in enumerate(drafts)}
    found = [[place[id(d)] for d in restated_by(page, drafts, p)] for _, p in names]
    known = [i for each in found for i in each]
    if known != sorted(set(known)) or 2 * sum(map(bool, found)) < len(names):
        return {}
    given: dict[int, list[Draft]] = {}
    for n, (a, p) in enumerate(names):
        if not found[n]:
            first = max((i for each in found[:n] for i in each), default=-1) + 1
            last = min((i for each in found[n + 1 :] for i in each), default=len(drafts))
            alone = len(names) == len(drafts) and (first, last) == (n, n + 1)
            one = drafts[n] if alone else closest_by(page, drafts[first:last], p, floor=_LEAST)
            given |= {a: [one]} if one else {}
    return given


def _tells_of_one(page: Page, start: int, end: int, drafts: list[Draft]) -> bool:
    """True for a paragraph whose first sentence alone names a finding (对F的问题，…。…。): all of it answers that one."""
    named = [
        named_ahead(page, a, b, drafts) is not None or bool(listed_numbers(page.folded[a:b]))
        for a, b in sentences(page.folded, start, end, semicolons=True)
    ]
    return named[:1] == [True] and not any(named[1:])


def join_clauses(
    page: Page, clauses: list[tuple[int, int]], drafts: list[Draft]
) -> tuple[int, list[tuple[int, int]]]:
    """Link clauses that name no finding (已将12.37万元上缴；已制定采购办法) where words or amounts fit one alone.

    Returns how many were linked, and the clauses that tell an act but fit no finding or several.
    """
    joined = 0
    left: list[tuple[int, int]] = []
    for a, b in clauses:
        words = page.folded[a:b]
        if (
            (leaning(words) != "measure" and weight(words) < ANSWER)
            or _SPEAKS_OF_ALL.search(words)
            or hits_in(page.folded, a, b)
        ):
            continue
        draft = closest(page, drafts, words)
        if draft is None:
            left.append((a, b))
            continue
        read_answer(page, draft, a, b)
        draft.reasons["measures"] = "clause of a later section that shares words with this finding alone"
        joined += 1
    return joined, left


def join_list(page: Page, line: Line, drafts: list[Draft]) -> bool:
    """Read 针对上述问题，我中心：一是…；二是…。 item by item where it counts as many items as there are findings.

    The items answer in the order of the findings; words or sums that both share must not say otherwise.
    """
    marks = series(page.folded, line.start, line.end, LISTS)
    if len(marks) != len(drafts) or len(marks) < 2:
        return False
    items = [(m.end, stop) for m, stop in with_ends(marks, line.end)]
    if not in_order(page, drafts, items):
        return False
    _read_in_order(page, drafts, items, "item of a list that answers the findings in their order")
    return True


def _read_in_order(page: Page, drafts: list[Draft], stretches: list[tuple[int, int]], why: str) -> None:
    for draft, (start, end) in zip(drafts, stretches, strict=True):
        read_stretch(page, draft, start, end, "measure", sure=True)
        draft.because("measures", why)


def join_paragraphs(page: Page, lines: list[Line], drafts: list[Draft]) -> bool:
    """Read as many paragraphs as findings, each 针对F的问题，…, one into each where they follow the findings' order."""
    opened = [m for x in lines if (m := ABOUT_SENTENCE.match(page.folded, x.start, x.end))]
    if not 2 <= len(drafts) == len(lines) == len(opened):
        return False
    for m, draft in zip(opened, drafts, strict=True):
        named = best_match(page, drafts, m["p"])
        if named is not None and named is not draft:
            return False
    if not in_order(page, drafts, [(x.start, x.end) for x in lines]):
        return False
    told = [(m.end(), x.end) for m, x in zip(opened, lines, strict=True)]
    _read_in_order(page, drafts, told, "paragraph that names the finding, in the findings' order")
    return True
