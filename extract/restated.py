"""Join a later section - disposal, rectification results - to the findings that an earlier one lists."""

import re
from dataclasses import dataclass

from extract.content import read_content
from extract.cues import SentenceRole, leaning
from extract.drafts import Draft
from extract.line_reading import head_of
from extract.lines import Line, Page
from extract.listed_numbers import listed_numbers, opening_numbers
from extract.matching import best_match, closest, closest_by, containment
from extract.outline import Section
from extract.pieces import Piece, pieces_of
from extract.sentences import sentences
from extract.statements import hits_in, pure_status
from extract.turning import weight

_SPEAKS_OF_ALL = re.compile(
    r"(?:上述|以上|所有|全部|各项|审计(?:查出|发现|指出))[^，,。；;]{0,12}(?:问题|事项)|整改报告|高度重视|认真(?:研究|落实|组织)"
)
_ANSWERS = 0.8  # a clause that weighs this much tells an answer (see `turning`)
_ABOUT_SENTENCE = re.compile(r"[ ]*(?:对|针对|关于|就)(?P<p>.{2,120}?)(?:的)?(?:问题|情况|事项)[，,：:。]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """How many sections were joined, how many could have been, and which were not."""

    joined: int
    sections: int
    left: tuple[Section, ...]


def join_sections(page: Page, sections: list[Section], drafts: list[Draft], prior: SentenceRole) -> Joined:
    """Read each section into the finding it restates; by number where nothing is restated and the lists agree."""
    numbered = [s for s in sections if s.kind is not None]
    listed = {id(s) for s in numbered if s.line and read_listed(page, s.line, _below(s), drafts, prior)}
    listed |= {id(s) for s in numbered if id(s) not in listed and _tells_of_numbers(page, s, drafts, prior)}
    by_list = len(listed)
    numbered = [s for s in numbered if id(s) not in listed]
    fields = {id(s) for s in numbered if _names_field(page, s) and _read_category(page, s, drafts, prior)}
    by_list += len(fields)
    numbered = [s for s in numbered if id(s) not in fields]
    matches = [_match(page, s, drafts) for s in numbered]
    by_number = False
    if not any(matches) and len(numbered) == len(drafts):
        by_value = {d.label_value: d for d in drafts}
        if len(by_value) == len(drafts) and all(s.value in by_value for s in numbered):
            matches = [by_value[s.value] for s in numbered]
            by_number = True
    for section, draft in zip(numbered, matches, strict=True):
        if draft is not None:
            _read(page, section, draft, prior, restated=not by_number)
    open_ = [s for s, d in zip(numbered, matches, strict=True) if d is None]
    left = tuple(s for s in open_ if not _read_category(page, s, drafts, prior))
    return Joined(joined=by_list + len(numbered) - len(left), sections=by_list + len(numbered), left=left)


def restates(page: Page, section: Section, drafts: list[Draft]) -> bool:
    """True where a section names a finding that was read before, by its words or its number."""
    line = section.line
    if line is None or line.is_table:
        return False
    return bool(_listed(page, line.body, line.end, drafts)[0]) or _match(page, section, drafts) is not None


def restates_in(page: Page, line: Line, drafts: list[Draft]) -> bool:
    """True where a heading or a sentence of a line (对F的问题，…) names a finding in words like its own."""
    head = head_of(page, line)
    if head.about and _restated_by(page, drafts, page.folded[head.title[0] : head.title[1]]):
        return True
    told = (
        _ABOUT_SENTENCE.match(page.folded, *s)
        for s in sentences(page.folded, line.start, line.end, semicolons=True)
    )
    return any(m is not None and bool(_restated_by(page, drafts, m.group("p"))) for m in told)


def read_about(page: Page, line: Line, drafts: list[Draft], prior: SentenceRole) -> bool:
    """Read a line that restates findings in its heading (——关于甲和乙的问题。…) into each of them."""
    head = None if line.is_table else head_of(page, line)
    if head is None or not head.about or head.rest is None:
        return False
    words = page.folded[head.title[0] : head.title[1]]
    chosen = _restated_by(page, drafts, words)
    for draft in chosen:
        _read_stretch(page, draft, *head.rest, prior, sure=prior != "requirement")
        draft.because(_cell(prior), "restated in a later section")
    return bool(chosen)


def _cell(prior: SentenceRole) -> str:
    """The cell that a later part fills."""
    return "requirement" if prior == "requirement" else "measures"


def _read_stretch(
    page: Page, draft: Draft, start: int, end: int, prior: SentenceRole, *, sure: bool = False
) -> None:
    """Read text without labels into a finding."""
    read_content(page, draft, [Piece(role=None, start=start, end=end, labelled=False)], prior, sure=sure)


def _named_by(page: Page, drafts: list[Draft], words: str) -> Draft | None:
    return best_match(page, drafts, words) or closest(page, drafts, words)


def _restated_by(page: Page, drafts: list[Draft], words: str) -> list[Draft]:
    """The findings that one heading names: one, or one for each of its parts (甲和乙)."""
    parts = [p for p in re.split("以及|[和及与、]", words) if len(p) >= 4]
    each = [_named_by(page, drafts, p) for p in parts]
    several = [d for d in each if d is not None]
    if len(parts) > 1 and len({id(d) for d in several}) == len(parts):
        return several
    one = _named_by(page, drafts, words) or closest_by(page, drafts, words)
    return [one] if one else []


def _read_category(page: Page, section: Section, drafts: list[Draft], prior: SentenceRole) -> bool:
    """Read a section that answers a category (关于工程质量方面的问题。…；…): clause by clause into its findings.

    In order where there are as many clauses as findings, else each into the one finding it shares words with.
    """
    line = section.line
    if line is None or line.is_table:
        return False
    head = head_of(page, line)
    name = page.folded[head.title[0] : head.title[1]]
    scope = [d for d in drafts if d.category and _same_category(page, d, name)]
    rest = [head.rest] if head.rest else []
    rest += [(x.start, x.end) for x in section.lines() if x is not line and not x.is_table]
    clauses = [s for r in rest for s in sentences(page.folded, *r, semicolons=True)]
    clauses = [c for c in clauses if not hits_in(page.folded, *c) or len(page.folded[c[0] : c[1]]) > 20]
    if not scope or not clauses or prior == "requirement":
        return False
    for i, (a, b) in enumerate(clauses):
        draft = scope[i] if len(clauses) == len(scope) else closest(page, scope, page.folded[a:b])
        if draft is not None:
            _read_stretch(page, draft, a, b, prior, sure=True)
            draft.because("measures", "clause of a section that answers its category")
    return True


def _names_field(page: Page, section: Section) -> bool:
    line = section.line
    if line is None or line.is_table:
        return False
    title = head_of(page, line).title
    return page.folded[title[0] : title[1]].rstrip("。：:").endswith(("方面", "领域", "类"))


def _same_category(page: Page, draft: Draft, name: str) -> bool:
    category = page.folded[draft.category[0][0] : draft.category[0][1]]
    return min(containment(name, category), containment(category, name)) >= 0.6


def _below(section: Section) -> list[Line]:
    return [x for x in section.lines() if x is not section.line]


def read_listed(page: Page, line: Line, below: list[Line], drafts: list[Draft], prior: SentenceRole) -> bool:
    """Read 对第（二）、（三）项问题，要求… into each finding it lists."""
    if line.is_table:
        return False
    chosen, rest = _listed(page, line.body, line.end, drafts)
    if chosen and _lists_others(page, rest, line.end, chosen):
        return False  # 第1项，已…；第2项，正在…: clause by clause
    for draft in chosen:
        read_content(
            page, draft, pieces_of(page, below, (rest, line.end)), prior, sure=prior != "requirement"
        )
        draft.because(_cell(prior), "its number is listed")
    return bool(chosen)


def _tells_of_numbers(page: Page, section: Section, drafts: list[Draft], prior: SentenceRole) -> bool:
    """Read 第1、3项问题已整改完毕。其中：第1项，…；第3项，… sentence by sentence into the findings it lists."""
    line = section.line
    known = {d.label_value for d in drafts}
    if line is None or line.is_table or _below(section):
        return False
    if not listed_numbers(page.folded[line.body : min(line.end, line.body + 40)]) & known:
        return False
    join_sentences(page, line.body, line.end, drafts, prior)
    return True


def _lists_others(page: Page, start: int, end: int, chosen: list[Draft]) -> bool:
    known = {d.label_value for d in chosen}
    clauses = sentences(page.folded, start, end, semicolons=True)
    return any(listed_numbers(page.folded[a : min(b, a + 24)]) - known for a, b in clauses)


def _listed(page: Page, start: int, end: int, drafts: list[Draft]) -> tuple[list[Draft], int]:
    """Findings whose numbers open a stretch, and where what is said of them begins.

    None where a number is missing among the findings or stands there twice.
    """
    opened = opening_numbers(page.folded, start, end)
    if opened is None:
        return [], start
    numbers, rest = opened
    chosen = [d for d in drafts if d.label_value in numbers]
    return (chosen if len(chosen) == len(numbers) == len({d.label_value for d in chosen}) else []), rest


def _match(page: Page, section: Section, drafts: list[Draft]) -> Draft | None:
    line = section.line
    if line is None or line.is_table:
        return None
    about = _ABOUT_SENTENCE.match(page.folded, line.body, line.end)
    if about:
        draft = _named_by(page, drafts, about.group("p"))
        if draft:
            return draft
    head = head_of(page, line)
    words = page.folded[head.title[0] : head.title[1]]
    return best_match(page, drafts, words) or best_match(page, drafts, words.split(",")[0], floor=0.75)


def _read(page: Page, section: Section, draft: Draft, prior: SentenceRole, *, restated: bool) -> None:
    line = section.line
    if line is None:
        return
    rest = _rest(page, line, draft) if restated else (line.body, line.end)
    lines = [x for x in section.lines() if x is not line]
    read_content(page, draft, pieces_of(page, lines, rest), prior, sure=prior != "requirement")
    how = "restated in a later section" if restated else "same number in a later section"
    draft.because(_cell(prior), how)


def _rest(page: Page, line: Line, draft: Draft) -> tuple[int, int] | None:
    """What a line says after the words that restate the finding."""
    head = head_of(page, line)
    about = None if head.about else _ABOUT_SENTENCE.match(page.folded, line.body, line.end)
    if about:
        return about.end(), line.end
    if head.rest is not None or head.about:
        return head.rest
    words = page.folded[draft.title[0] : draft.title[1]].rstrip("。；;")
    if page.folded.startswith(words, head.title[0]):
        return head.title[0] + len(words), line.end
    comma = re.compile(r"[，,：:]").search(page.folded, head.title[0], head.title[1])
    return (comma.end(), line.end) if comma else None


def join_sentences(
    page: Page, start: int, end: int, drafts: list[Draft], prior: SentenceRole
) -> tuple[int, list[tuple[int, int]]]:
    """Read sentences that name a finding (对F的问题，…) into it; return how many, and the other sentences."""
    joined = 0
    others: list[tuple[int, int]] = []
    chosen: list[Draft] = []
    for a, b in sentences(page.folded, start, end, semicolons=True):
        if chosen and pure_status(page.folded, a, b):  # 针对F的问题，…正在复核。整改中。
            for draft in chosen:
                _read_stretch(page, draft, a, b, prior)
            continue
        m = _ABOUT_SENTENCE.match(page.folded, a, b)
        chosen, rest = _listed(page, a, b, drafts)
        sure = bool(chosen) and prior != "requirement"  # its number names the finding in full
        if not chosen and m:
            chosen, rest = _restated_by(page, drafts, m.group("p")), m.end()
        if chosen:
            for draft in chosen:
                _read_stretch(page, draft, rest, b, prior, sure=sure)
            joined += 1
        else:
            others.append((a, b))
    return joined, others


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
            (leaning(words) != "measure" and weight(words) < _ANSWERS)
            or _SPEAKS_OF_ALL.search(words)
            or hits_in(page.folded, a, b)
        ):
            continue
        draft = closest(page, drafts, words)
        if draft is None:
            left.append((a, b))
            continue
        read_content(page, draft, [Piece(role="measure", start=a, end=b, labelled=True)], "measure")
        draft.reasons["measures"] = "clause of a later section that shares words with this finding alone"
        joined += 1
    return joined, left
