"""Findings that are paragraphs without a number: F。evidence。收到报告后，我局…。该问题已整改到位。

A paragraph whose first sentence tells a fault opens a finding; what follows up to the next one belongs to it.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from extract.answers.content import read_content, read_stretch
from extract.drafts import Draft, Range, opened
from extract.language.sentences import first_sentence, sentences
from extract.layouts.answered_before import NAMES, answered_before
from extract.layouts.fields_ahead import behind_field, fields_ahead
from extract.layouts.inline import named_first
from extract.layouts.opened_each import opening_of
from extract.layouts.problem_words import PROBLEM_IS
from extract.layouts.speeches import tells_what_people_said
from extract.layouts.told import told_from
from extract.layouts.told_on import told_on
from extract.lines.lines import Line, Page
from extract.outline.pieces import pieces_of
from extract.roles.cues import leaning
from extract.roles.role_model import role_of
from extract.roles.turning import ANSWER, FAULT, weight
from extract.status.statements import hits_in, pure_status

# 首先是, 其次是, 还有一个是, 第二个问题是, 此外，: what a spoken account puts in place of numbers
_IN_TURN = re.compile(
    r"[ ]*(?:首先|其次|再次|再者|接着|最后|此外|另外|还有|再有"
    r"|(?:还有|再|另|第|头)?[一二三四五六七八九十](?:个|项|点|件)(?:问题|事情?)?)(?:就是|是|[，,])"
)
_OF = re.compile("[ ]*(?P<title>[^。；;，,：:]{4,60})的问题[，,。：:]")
# 县审计局对我镇…进行了审计，(指出我镇存在一些不足)
_AUDIT_HELD = re.compile(r"[^。；;]{0,80}?(?:进行了?[^，,。；;]{0,12}(?:审计|检查|核查)|审计后)[，,]")
_IN_GENERAL = re.compile(
    r"存在(?:着|了)?(?:一些|若干|部分|不少|一定)?的?(?:不足|问题|薄弱环节|差距)[。；;]?$"
)
_NAMES = re.compile("|".join(NAMES))
FIRST_SENTENCE = "first sentence of a paragraph without a number that tells a fault"
NAMED_BEHIND = "problem that a paragraph names behind its answer"
_FEWEST_NARRATED = 2
_LONGEST = 120  # characters of a sentence that tells a fault
_MANY = 2  # where one paragraph in so many opens with a fault, others may say it less plainly
_ANSWERED = 0.6  # share of the findings that must have an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opens:
    """The problem that a paragraph opens with, and where the rest of it begins; `sure`: it says who found it; `told`: what
    stands before the problem and answers it.
    """

    title: Range
    rest: int
    told: Range | None = None
    sure: bool = False


def paragraph_findings(page: Page, lines: list[Line], fields: Container[int] = ()) -> list[Draft]:
    """Read plain lines; empty unless two paragraphs, or one that says who found it, have an answer. `fields` are the indexes
    of those that name a field: what stands below one speaks of no finding above it.
    """
    named = fields_ahead(page, lines)
    lines = [behind_field(x, named[x.index]) if x.index in named else x for x in lines]
    narrated = {x.index: turn for x in lines if (turn := _narrated(page, x)) is not None}
    if len(narrated) >= _FEWEST_NARRATED:
        return _told_in_turn(page, lines, narrated)
    drafts: list[tuple[Draft, bool]] = []
    for line, told, below in _with_what_follows(lines, _openings(page, lines, fields), fields):
        own, more = (line, []) if below or not line.is_plain else told_on(page, line)
        read = [_read(page, own, told, below), *more]
        for draft in read:
            draft.category = (named[line.index],) if line.index in named else draft.category
        drafts += [(draft, told.sure) for draft in read]
    answered = [sure for d, sure in drafts if d.answered]
    enough = len(answered) >= 2 or (len(drafts) == 1 and answered == [True])
    found = [d for d, _ in drafts] if enough and len(answered) >= _ANSWERED * len(drafts) else []
    sure = any(says for _, says in drafts)
    return found if sure or not tells_what_people_said(page, found) else []


def _openings(page: Page, lines: list[Line], fields: Container[int]) -> dict[int, _Opens]:
    """The problems that lines open with, by the index of the line; none on a line that names a field."""
    ended = _concluded(page, lines)
    plain = [(x, y) for x, y in zip_longest(lines, lines[1:]) if x.index not in fields]
    opens = {x.index: told for x, following in plain if (told := _opens(page, x, following, ended))}
    if _MANY * len(opens) >= len(plain) > _MANY:
        rest = (x for x, _ in plain if x.index not in opens)
        opens |= {x.index: told for x in rest if (told := _tells_alike(page, x))}
    return opens


def _with_what_follows(
    lines: list[Line], opens: dict[int, _Opens], fields: Container[int]
) -> list[tuple[Line, _Opens, list[Line]]]:
    """Each line that opens with a problem, the problem, and the lines below it up to the next one or to a field."""
    opened: list[tuple[Line, _Opens, list[Line]]] = []
    below_field = False
    for line in lines:
        told = opens.get(line.index)
        if told is not None:
            opened.append((line, told, []))
            below_field = False
        elif line.index in fields or below_field:
            below_field = True
        elif opened:
            opened[-1][2].append(line)
    return opened


def _opens(page: Page, line: Line, following: Line | None, ended: dict[int, Range]) -> _Opens | None:
    """The problem that a paragraph opens with, if it does."""
    told = told_from(page, line)
    if told:
        return _Opens(title=told, rest=told[1], sure=True)
    first = first_sentence(page.folded, line.body, line.end)
    opening = opening_of(page, *first) if line.is_plain else None
    if opening and len(opening.titles) == 1:  # 关于F的问题，…
        return _Opens(title=opening.titles[0], rest=opening.rest)
    may_name = line.is_plain and "问题" in line.text
    named = named_first(page, line.body, line.end) if may_name else None
    if named:
        return _Opens(title=named[0], rest=named[1])
    before = answered_before(page, line) if line.is_plain and _NAMES.search(line.text) else None
    if before:
        return _Opens(title=before.title, rest=before.rest, told=before.told)
    title = ended.get(line.index) or _fault(page, line) or _answered(page, line, following)
    if title is None:
        return None
    says = opening if opening and not opening.titles and not opening.by_number else None  # 审计认为F。
    start = says.rest if says else _behind_lead(page, *title)
    return _Opens(title=(start, title[1]), rest=title[1])


def _behind_lead(page: Page, start: int, end: int) -> int:
    lead = PROBLEM_IS.match(page.folded, start, end)
    return lead.end() if lead else start


def _tells_alike(page: Page, line: Line) -> _Opens | None:
    """The first sentence of a paragraph among many that open with a fault, where it may tell one and is answered behind it."""
    start, end = first_sentence(page.folded, line.body, line.end)
    behind = page.folded[end : line.end].strip()
    if _tells_of_audit(page.folded[start:end]) or _is_aside(page, line):
        return None
    told = line.is_plain and behind and end - start <= _LONGEST and weight(page.folded[start:end]) < 0
    if not told or weight(behind) <= ANSWER or hits_in(page.folded, start, end):
        return None
    return _Opens(title=(_behind_lead(page, start, end), end), rest=end)


def _narrated(page: Page, line: Line) -> tuple[Range, int] | None:
    """The problem that a spoken account names behind 首先是, 其次是, 还有一个是, and where it goes on; None elsewhere."""
    m = _IN_TURN.match(page.folded, line.body, line.end) if line.is_plain else None
    if m is None:
        return None
    named = _OF.match(page.folded, m.end(), line.end)
    if named:
        return named.span("title"), named.end()
    start, end = first_sentence(page.folded, m.end(), line.end)
    return ((start, end), end) if weight(page.folded[start:end]) < FAULT else None


def _told_in_turn(page: Page, lines: list[Line], narrated: dict[int, tuple[Range, int]]) -> list[Draft]:
    """The findings of such an account: each goes on to the paragraph that opens the next."""
    drafts: list[Draft] = []
    opens = [i for i, x in enumerate(lines) if x.index in narrated]
    for at, stop in pairwise([*opens, len(lines)]):
        line, below = lines[at], lines[at + 1 : stop]
        title, rest = narrated[line.index]
        own = (line.start, max([line.end, *(x.end for x in below)]))
        draft = opened(title, "problem that a spoken account names in its turn", own)
        told = (rest, line.end) if page.folded[rest : line.end].strip() else None
        read_content(page, draft, pieces_of(page, below, told), "measure")
        drafts.append(draft)
    return drafts


def _concluded(page: Page, lines: list[Line]) -> dict[int, Range]:
    """First sentences of the paragraphs that end in 该问题已完成整改。, where several do: each tells one finding whole."""
    found: dict[int, Range] = {}
    for line in (x for x in lines if x.is_plain):
        parts = list(sentences(page.folded, line.body, line.end))
        if len(parts) > 2 and pure_status(page.folded, *parts[-1]):
            found[line.index] = first_sentence(page.folded, line.body, line.end)
    return found if len(found) > 1 else {}


def _fault(page: Page, line: Line) -> Range | None:
    """The first sentence of a paragraph that goes on after it, where it tells a fault."""
    if not line.is_plain or line.opening_label:
        return None
    start, end = first_sentence(page.folded, line.body, line.end)
    words = page.folded[start:end]
    if _tells_of_audit(words) or _is_aside(page, line):
        return None
    if words[:1] == "“" and words[-2:-1] in "。！？!?，":
        return None  # somebody speaks
    if (
        len(words) > _LONGEST
        or hits_in(page.folded, start, end)
        or leaning(words) in ("measure", "requirement")
    ):
        return None
    if role_of(words) in ("background", "measure", "result", "requirement") or weight(words) > FAULT:
        return None
    return start, end


def _is_aside(page: Page, line: Line) -> bool:
    """True for a line in brackets: （院办公室 供稿）."""
    words = page.folded[line.body : line.end].strip()
    return words[:1] in "(（" and words[-1:] in ")）" and not re.search("[。；;]", words)


def _tells_of_audit(words: str) -> bool:
    """True where a sentence says that an audit was held, and names no fault that it found."""
    held = _AUDIT_HELD.match(words) if "审计" in words else None
    return held is not None and (_IN_GENERAL.search(words) is not None or weight(words[held.end() :]) > FAULT)


def _answered(page: Page, line: Line, following: Line | None) -> Range | None:
    """The first sentence of a line that a labelled answer follows (整改情况：…), whatever its words."""
    if following is None or following.mark is not None or line.mark is not None or line.opening_label:
        return None
    label = following.opening_label
    answers = label is not None and label.role in ("progress", "measure", "status")
    return first_sentence(page.folded, line.body, line.end) if answers else None


def _read(page: Page, line: Line, told: _Opens, below: list[Line]) -> Draft:
    title, behind = told.title, told.rest
    field = line.head.field
    if field is not None and title[0] <= field[0]:  # 低保认定方面。存在F的问题。
        title, behind = line.head.title, line.head.title[1]
    own = (line.start, max([line.end, *(x.end for x in below)]))
    draft = opened(title, NAMED_BEHIND if told.told else FIRST_SENTENCE, own)
    draft.category = (field,) if field is not None else ()
    rest = (behind, line.end) if page.folded[behind : line.end].strip("，,。；; ") else None
    if told.told is not None:
        read_stretch(page, draft, *told.told, "measure", sure=True)
    read_content(page, draft, pieces_of(page, below, rest), "measure")
    return draft
