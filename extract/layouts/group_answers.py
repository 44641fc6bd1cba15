"""Answers that stand below the last finding of a group but speak of the whole group.

整改情况：以上问题均已整改到位。 after 1. 2. 3.; 上述第一、二项已整改完毕，第三项正在整改。其中：第二项，… after a bare list.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extract.drafts import Draft
from extract.language.numerals import parse_numeral
from extract.language.patterns import ABOVE, THIS_PART
from extract.lines.labels import ANSWERS, Role
from extract.lines.lines import Line, Page
from extract.lines.listed_numbers import ends_in_numbers, listed_numbers, opening_numbers
from extract.mentions.matching import containment
from extract.outline.tree import Section
from extract.status.statements import hits_in, statements

_TOLD_ONCE = ANSWERS | {"requirement", "deadline", "responsible", "assisting"}
_NAMED = 0.8  # share of a title's word pairs that a line which names it holds
_SPEAKS_OF_ALL = re.compile("(?:问题|事项)(?:均|都|已?全部|皆)")
_COUNT = re.compile(r"(\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个|项|类|条)[^，,。；;]{0,4}(?:问题|事项)")
_ABOVE = re.compile(
    rf"(?:{ABOVE}|{THIS_PART})[^，,。；;]{{0,16}}(?:问题|事项)(?!的?(?:不符合|违反|有悖|与))"
    rf"|^[ ]*(?:{ABOVE}|这)(?:\d{{1,2}}|[两二三四五六七八九十]{{1,3}})[个项条](?=[中均都已全正需将，,])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAnswer:
    """The sections of one group and the lines below the last of them that speak of them all."""

    sections: tuple[Section, ...]
    lines: tuple[Line, ...]


def group_answers(page: Page, sections: Iterable[Section]) -> list[GroupAnswer]:
    """Find them among sections that would be findings; empty where each finding is answered for itself."""
    groups = [tuple(g) for _, g in groupby(sections, key=lambda s: id(s.parent))]
    numbers = [s.value for g in groups for s in g]
    unique = {*numbers} if len({*numbers}) == len(numbers) else set()
    found = _labelled_once(groups) or [_spoken(page, g, unique) for g in groups]
    return [GroupAnswer(sections=g, lines=x) for g, x in zip(groups, found, strict=True) if x]


def _plain(section: Section) -> list[Line]:
    """Lines without a number that stand right under a section."""
    return [c.line for c in section.children if c.kind is None and not c.line.is_table]


def _spoken(page: Page, group: tuple[Section, ...], unique: set[int | None]) -> tuple[Line, ...]:
    """The lines from the first one on whose words name other findings of the group, or all of them; `unique` are numbers
    that stand once on the page, so that words may name findings of other groups too.
    """
    if len(group) < 2:
        return ()
    lines = _plain(group[-1])
    if not lines:
        return ()
    own = {group[-1].value}
    others, alone = (unique or {s.value for s in group}) - own, not _is_answered(group[:-1])
    only = len(lines) == 1  # 閒置11處。…上揭事項已改善完成。: it tells of its own finding first
    spoken = (
        _beyond(page, x, others, own, alone, only)
        or _names_another(page, group, x)
        or (states_of_several(page, x.start, x.end) and not _are_stated(page, group))
        for x in lines
    )
    at = next((i for i, found in enumerate(spoken) if found), None)
    if at is None or (_ABOVE.search(lines[at].text[:60]) and _speak_of_above(page, group[:-1])):
        return ()
    return tuple(lines[at - 1 if at and leads(lines[at - 1]) else at :])


def leads(line: Line) -> bool:
    """True for 收到报告后，我馆立即整改：, which only leads to what follows it."""
    return line.text.rstrip().endswith(":") and line.opening_label is None


def _beyond(
    page: Page,
    line: Line,
    others: set[int | None],
    own: set[int | None],
    may_speak_of_all: bool,
    only: bool = False,
) -> bool:
    """True for a line whose words name findings with other numbers than the one it stands below, or all of them."""
    label = line.opening_label
    start = label.end if label else line.start
    words = page.folded[start : line.end]
    opened = opening_numbers(page.folded, start, line.end)
    if opened and opened[0] & others:
        return True
    head = "".join(words[:200].partition("其中")[:1])
    listed = listed_numbers(head)
    if len(listed) > 1 and listed & others and listed <= others | own:
        return True
    first = words[:60].partition("。")[0] if only and not label else words[:60]
    return may_speak_of_all and (
        bool(_SPEAKS_OF_ALL.search(first) or _ABOVE.search(first))
        or _counts(first, len(others | own))
        or states_of_several(page, start, line.end)
    )


def states_of_several(page: Page, start: int, end: int) -> bool:
    """True for 截至12月底，甲问题已完成整改，另两项正在整改。: nothing but states, each of other findings."""
    if end - start > _STATES_IN:
        return False
    hits = [h for h in hits_in(page.folded, start, end) if not h.attributive]
    if len(hits) < 2 or page.folded[hits[-1].end : end].strip("。；; "):
        return False
    subjects = [
        page.folded[a:b]
        for a, b in zip([start, *(h.end for h in hits)], [h.start for h in hits], strict=False)
    ]
    named = (_NAMES_ONE.search(s) is not None or ends_in_numbers(s) for s in subjects)
    return all(named)


_STATES_IN = 160  # characters
# 甲问题, 后两项, 另一个, 后者, 其余均: before a state
_NAMES_ONE = re.compile(
    r"(?:问题|事项)(?:均|都|已)?$|(?:另外?|其[余他它]|剩余|余下|[前后])的?(?:\d{1,2}|[一两二三四五六七八九十]{1,3})[个项条](?:问题)?(?:均|都|已)?$|[前后]者$"
    r"|(?:其[余他它]|剩余|余下)(?:全部|均|都|已)*$"
)


def _counts(words: str, number: int) -> bool:
    """True for 7类问题涉及的部门边审边改 below the last of seven."""
    m = _COUNT.search(words)
    return m is not None and number > 2 and parse_numeral(m[1]) == number


def names_beyond(lines: Iterable[Line], group: Sequence[Draft], drafts: Sequence[Draft]) -> bool:
    """True for 问题3、问题9正在整改，其余30个问题已完成整改 below the last group: it names findings of others too."""
    if len(group) == len(drafts):
        return False
    named = {n for x in lines for n in listed_numbers(x.text)}
    if not named:
        return False  # before what takes a look at all findings
    own, every = {d.label_value for d in group}, {d.label_value for d in drafts}
    return len(every) == len(drafts) and bool(named & (every - own))


def cut_closing(
    page: Page, sections: Iterable[Section], numbers: set[int | None]
) -> tuple[list[Section], list[Section]]:
    """The sections of a part that answers findings with these numbers, and apart from them what stands below the last one
    and speaks of others or of all (截至6月10日，问题3至8已完成整改，问题1正在整改。).
    """
    found = list(sections)
    last = next((i for i, s in reversed(list(enumerate(found))) if s.kind is not None), None)
    line = found[last].line if last is not None else None
    if last is None or line is None or len(numbers) < 2:
        return found, []
    below = found[last].children
    own: set[int | None] = {*listed_numbers(page.folded[line.body : line.end][:40])}
    at = next(
        (
            i
            for i, c in enumerate(below)
            if c.kind is None and not c.line.is_table and _beyond(page, c.line, numbers - own, own, True)
        ),
        None,
    )
    if at is None or any(c.kind is not None for c in below[at:]):
        return found, []
    found[last] = replace(found[last], children=below[:at])
    return found, below[at:]


def _names_another(page: Page, group: tuple[Section, ...], line: Line) -> bool:
    """True for 票据管理不规范、账实不符等2个问题已整改到位 below the third of them."""
    if line.opening_label is not None or not hits_in(page.folded, line.start, line.end):
        return False
    words = line.text
    titles = (page.folded[slice(*s.line.head.title)] for s in group[:-1])
    return any(containment(title, words) > _NAMED for title in titles if len(title) > 4)


def _are_stated(page: Page, group: Sequence[Section]) -> bool:
    """Whether most findings state for themselves how far they have come."""
    lines = ([s.line, *_plain(s)] for s in group[:-1])
    stated = (any(statements(page.folded, x.start, x.end) for x in told) for told in lines)
    return 2 * sum(stated) >= len(group)


def _is_answered(sections: Iterable[Section]) -> bool:
    return any(role in ANSWERS for s in sections for role in _labels(s))


def _speak_of_above(page: Page, sections: Iterable[Section]) -> bool:
    """Whether a finding has words on 上述问题 of its own: what the last one has is its own, too."""
    heads = (page.folded[x.start : x.start + 60] for s in sections for x in _plain(s))
    return any("上" in head and _ABOVE.search(head) for head in heads)


def _labelled_once(groups: list[tuple[Section, ...]]) -> list[tuple[Line, ...]]:
    """In each of several groups only the last finding has an answer, a request, a time or units by a label: they are the
    group's.
    """
    several = [g for g in groups if len(g) > 1]
    if not several or len(groups) < 2:
        return []
    before = {role for g in several for s in g[:-1] for role in _labels(s)}
    if before & ANSWERS:
        return []
    found = []
    for group in groups:
        lines = _plain(group[-1]) if len(group) > 1 else []
        roles = (label.role if (label := x.opening_label) else None for x in lines)
        at = next((i for i, role in enumerate(roles) if role in _TOLD_ONCE and role not in before), None)
        if at is None and len(group) > 1:
            return []
        found.append(_from(group[-1], lines[at]) if at is not None else ())
    listed = (len(x) > len(g) for x, g in zip(found, groups, strict=True) if x)
    return found if len(several) > 1 or all(listed) else []


def _from(section: Section, line: Line) -> tuple[Line, ...]:
    """What stands below a section from a line on, the list that it may open among it."""
    below = [x for c in section.children for x in c.lines if not x.is_table]
    return tuple(below[below.index(line) :])


def _labels(section: Section) -> Iterator[Role]:
    """The roles of the labels that open the lines of a section."""
    for line in [section.line, *_plain(section)]:
        label = line.opening_label
        if label is not None:
            yield label.role
