"""Join a later section - disposal, rectification results - to the findings that an earlier one lists."""

import re
from dataclasses import dataclass

from extract.answers.content import read_content, read_stretch
from extract.answers.restated_fields import names_field, read_category
from extract.answers.restated_sentences import join_sentences
from extract.drafts import Draft, Range
from extract.language.sentences import sentences
from extract.lines.enumerators import mark_at
from extract.lines.lines import Line, Page
from extract.lines.listed_numbers import listed_numbers
from extract.mentions.matching import best_match, containment, restates_title
from extract.mentions.naming import (
    ABOUT_SENTENCE,
    behind_name,
    listed,
    named_by,
    restated_by,
    shortly_named,
)
from extract.outline.pieces import pieces_of
from extract.outline.tree import Section
from extract.roles.cues import SentenceRole
from extract.roles.turning import ANSWER, weight


def cell_of(prior: SentenceRole) -> str:
    """The cell that a later part fills."""
    return "requirement" if prior == "requirement" else "measures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """How many sections were joined, how many could have been, and which were not."""

    joined: int
    sections: int
    left: tuple[Section, ...]
    named: tuple[tuple[Section, Draft], ...]  # sections and the findings they were read into


def join_sections(page: Page, sections: list[Section], drafts: list[Draft], prior: SentenceRole) -> Joined:
    """Read each section into the finding it restates; by number where nothing is restated and the lists agree."""
    numbered = [s for s in sections if s.kind is not None]
    read = {id(s) for s in numbered if read_listed(page, s.line, _below(s), drafts, prior)}
    read |= {id(s) for s in numbered if id(s) not in read and _tells_of_numbers(page, s, drafts, prior)}
    read |= {id(s) for s in numbered if id(s) not in read and _tells_of_several(page, s, drafts, prior)}
    runs = {
        id(s): own for s in numbered if id(s) not in read and (own := _tells_of_run(page, s, drafts, prior))
    }
    read |= set(runs)
    by_list = len(read)
    numbered = [s for s in numbered if id(s) not in read]
    fields = {id(s) for s in numbered if names_field(page, s) and read_category(page, s, drafts, prior)}
    by_list += len(fields)
    numbered = [s for s in numbered if id(s) not in fields]
    matches = [_match(page, s, drafts) for s in numbered]
    restated = any(matches)
    told = {id(d) for own in runs.values() for d in own}
    others = [d for d in drafts if id(d) not in told] if told else drafts
    matches = _by_number(numbered, matches, others) or _called_problem(numbered, matches, others)
    for section, draft in zip(numbered, matches, strict=True):
        if draft is not None:
            _read(page, section, draft, prior, restated=restated)
    open_ = [s for s, d in zip(numbered, matches, strict=True) if d is None]
    left = tuple(s for s in open_ if not read_category(page, s, drafts, prior))
    return Joined(
        joined=by_list + len(numbered) - len(left),
        sections=by_list + len(numbered),
        left=left,
        named=tuple((s, d) for s, d in zip(numbered, matches, strict=True) if d is not None),
    )


def _by_number(
    numbered: list[Section], matches: list[Draft | None], drafts: list[Draft]
) -> list[Draft | None] | None:
    """The findings with the sections' numbers, where there is one for each and no section's words tell of another."""
    by_value = _by_label(drafts)
    found = [by_value.get(s.value) for s in numbered]
    told = {s.value for s in numbered}
    if not len(told) == len(numbered) == len(drafts) == len(by_value) or None in found:
        return None
    return found if all(m is None or m is d for m, d in zip(matches, found, strict=True)) else None


def _by_label(drafts: list[Draft]) -> dict[int | None, Draft]:
    """The findings by their numbers; nothing where two have the same."""
    by_value = {d.label_value: d for d in drafts}
    return by_value if len(by_value) == len(drafts) else {}


def _called_problem(
    numbered: list[Section], matches: list[Draft | None], drafts: list[Draft]
) -> list[Draft | None]:
    """Beside what sections restate: 问题2，… below findings numbered 1 to 5 tells of the second in so many words."""
    by_value = _by_label(drafts)
    told = {id(m) for m in matches if m}
    called = [by_value.get(s.value) if s.kind == "problem" else None for s in numbered]
    return [m or (c if c and id(c) not in told else None) for m, c in zip(matches, called, strict=True)]


def restates(page: Page, section: Section, drafts: list[Draft]) -> bool:
    """True where a section names a finding that was read before, by its words or its number."""
    line = section.line
    if line.is_table:
        return False
    return bool(listed(page, line.body, line.end, drafts)[0]) or _match(page, section, drafts) is not None


def restates_in(page: Page, line: Line, drafts: list[Draft]) -> bool:
    """True where a heading or a sentence of a line (对F的问题，…) names a finding in words like its own."""
    head = line.head
    if head.about and restated_by(page, drafts, page.folded[head.title[0] : head.title[1]]):
        return True
    told = (
        ABOUT_SENTENCE.match(page.folded, *s)
        for s in sentences(page.folded, line.start, line.end, semicolons=True)
    )
    return any(m is not None and bool(restated_by(page, drafts, m.group("p"))) for m in told)


def read_about(page: Page, line: Line, drafts: list[Draft], prior: SentenceRole) -> bool:
    """Read a line that restates findings in its heading (——关于甲和乙的问题。…) into each of them."""
    head = None if line.is_table else line.head
    if head is None or not head.about or head.rest is None:
        return False
    words = page.folded[head.title[0] : head.title[1]]
    chosen = restated_by(page, drafts, words)
    for draft in chosen:
        read_stretch(page, draft, *head.rest, prior, sure=prior != "requirement")
        draft.because(cell_of(prior), "restated in a later section")
    return bool(chosen)


def _put(
    page: Page, chosen: list[Draft], below: list[Line], rest: Range | None, prior: SentenceRole, why: str
) -> None:
    """Read the rest of a line and the lines below it into each of some findings."""
    for draft in chosen:
        read_content(page, draft, pieces_of(page, below, rest), prior, sure=prior != "requirement")
        draft.because(cell_of(prior), why)


def _below(section: Section) -> list[Line]:
    return [x for x in section.lines if x is not section.line]


def read_listed(page: Page, line: Line, below: list[Line], drafts: list[Draft], prior: SentenceRole) -> bool:
    """Read 对第（二）、（三）项问题，要求… into each finding it lists."""
    if line.is_table:
        return False
    chosen, rest = listed(page, line.body, line.end, drafts)
    if chosen and _lists_others(page, rest, line.end, chosen):
        return False  # 第1项，已…；第2项，正在…: clause by clause
    _put(page, chosen, below, (rest, line.end), prior, "its number is listed")
    return bool(chosen)


def _tells_of_numbers(page: Page, section: Section, drafts: list[Draft], prior: SentenceRole) -> bool:
    """Read 第1、3项问题已整改完毕。其中：第1项，…；第3项，… sentence by sentence into the findings it lists."""
    line = section.line
    known = {d.label_value for d in drafts}
    if line.is_table or _below(section):
        return False
    if not listed_numbers(page.folded[line.body : min(line.end, line.body + 40)]) & known:
        return False
    join_sentences(page, line.body, line.end, drafts, prior)
    return True


def _tells_of_run(page: Page, section: Section, drafts: list[Draft], prior: SentenceRole) -> list[Draft]:
    """Read 四、五、已协调… into the findings of all the numbers that open the line; return them."""
    line = section.line
    if line.is_table or section.value is None:
        return []
    values, at = [section.value], line.body
    while (mark := mark_at(page.folded, at, line.end)) and (mark.kind, mark.value) == (
        section.kind,
        values[-1] + 1,
    ):
        values.append(mark.value)
        at = mark.end
    by_value = _by_label(drafts)
    if len(values) < 2 or not set(values) <= set(by_value):
        return []
    chosen = [by_value[value] for value in values]
    _put(page, chosen, _below(section), (at, line.end), prior, "its number opens a later paragraph")
    return chosen


_NAMES_ONE = 0.75  # of the word pairs of 甲和乙 that one title holds
_SEVERAL = re.compile(
    r"[ ]*(?:关于|对于?|针对|就)?(?P<names>[^，,。；;：:]{3,30}[和及与、][^，,。；;：:]{3,30}?)(?:的)?问题[，,：:。]"
)


def _tells_of_several(page: Page, section: Section, drafts: list[Draft], prior: SentenceRole) -> bool:
    """Read （6）项目库和资产确权问题。… into each finding that its heading names in a few words."""
    line = section.line
    m = _SEVERAL.match(page.folded, line.body, line.end) if not line.is_table else None
    if m is None or names_field(page, section):
        return False
    one = best_match(page, drafts, m["names"])
    if one and containment(m["names"], page.folded[slice(*one.title)]) >= _NAMES_ONE:
        return False
    chosen = shortly_named(page, drafts, m["names"])
    rest = (m.end(), line.end) if m.end() < line.end else None
    _put(page, chosen, _below(section), rest, prior, "one of the names in a later heading")
    return bool(chosen)


def _lists_others(page: Page, start: int, end: int, chosen: list[Draft]) -> bool:
    known = {d.label_value for d in chosen}
    clauses = sentences(page.folded, start, end, semicolons=True)
    return any(listed_numbers(page.folded[a : min(b, a + 24)]) - known for a, b in clauses)


def _match(page: Page, section: Section, drafts: list[Draft]) -> Draft | None:
    line = section.line
    if line.is_table:
        return None
    about = ABOUT_SENTENCE.match(page.folded, line.body, line.end)
    if about:
        draft = named_by(page, drafts, about.group("p"))
        if draft:
            return draft
    head = line.head
    words = page.folded[head.title[0] : head.title[1]]
    return best_match(page, drafts, words) or best_match(page, drafts, words.split(",")[0], floor=0.75)


def _read(page: Page, section: Section, draft: Draft, prior: SentenceRole, *, restated: bool) -> None:
    line = section.line
    below = _below(section)
    whole = None if below and _NAMES.fullmatch(page.folded, line.body, line.end) else (line.body, line.end)
    rest = _rest(page, line, draft) if restated else whole
    why = "restated in a later section" if restated else "same number in a later section"
    _put(page, [draft], below, rest, prior, why)


_NAMES = re.compile(
    r"(?:关于|有关|就)[^，,。；;：:]{2,40}[：:]?"
)  # 一、關於閒置校舍清冊更新, above what was done


def _rest(page: Page, line: Line, draft: Draft) -> tuple[int, int] | None:
    """What a line says after the words that restate the finding."""
    head = line.head
    named = line.body if head.about else behind_name(page, line.body, line.end)
    if line.body < named < line.end:
        return named, line.end
    if not head.about and weight(page.folded[slice(*head.title)]) > ANSWER:
        return line.body, line.end  # 问题1：该局已收回…。该问题已整改到位。
    if head.rest is not None or head.about:
        return head.rest
    words = page.folded[draft.title[0] : draft.title[1]].rstrip("。；;")
    if page.folded.startswith(words, head.title[0]):
        return head.title[0] + len(words), line.end
    comma = re.compile(r"[，,：:]").search(page.folded, head.title[0], head.title[1])
    if comma and not restates_title(page, draft, page.folded[head.title[0] : comma.start()]):
        return line.body, line.end  # its first clause tells an act already
    return (comma.end(), line.end) if comma else None
