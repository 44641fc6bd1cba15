"""Findings that are sections of the outline: labelled lines, sub-headings, paragraphs, or a status in brackets.

Which level of numbering holds the findings is decided by trying each level and scoring what its headings and the lines
under them look like, and whether their number is the one the document states.
"""

from collections import Counter
from dataclasses import dataclass

from extract.brackets import labelled_bracket
from extract.content import read_content
from extract.cues import SentenceRole, says_nothing, weigh
from extract.drafts import Draft, DraftStatus, Range
from extract.enumerators import series
from extract.heads import Head, read_head
from extract.labels import heading_role, label_role, labels_in
from extract.layouts.opening import opening_of
from extract.lines import Line, Page
from extract.outline import Section
from extract.parts import is_category, is_generic
from extract.pieces import Piece, pieces_of, split_units
from extract.role_model import role_of
from extract.stated import put_status
from extract.statements import hits_in, pure_status
from extract.structure import heading_text

_KINDS = (
    "named",
    "formal",
    "stem",
    "han",
    "han_paren",
    "ordinal",
    "problem",
    "num",
    "latin",
    "num_paren",
    "circled",
    "shi",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A candidate: the sections that would be the findings, and how much they look like it (-2..3)."""

    kind: str
    sections: tuple[Section, ...]
    score: float
    why: str


def levels(page: Page, sections: tuple[Section, ...], stated: int | None) -> list[Level]:
    """Try each kind of numbering in these sections; best first."""
    found: list[Level] = []
    for kind in _KINDS:
        chosen = [s for top in sections for s in _outermost(top, kind)]
        if not chosen or (len(chosen) == 1 and _lists_inside(page, chosen[0])):
            continue
        chosen += [s for top in sections for s in _leaves_beside(page, top, kind, chosen)]
        chosen.sort(key=lambda s: s.start())
        scores = [_looks(page, s) for s in chosen]
        score = sum(scores) / len(scores)
        why = f"{len(chosen)} sections numbered like {kind}, headings weigh {score:.2f}"
        if stated and len(chosen) == stated:
            score += 1.0
            why += f", their number is the stated {stated}"
        found.append(Level(kind=kind, sections=tuple(chosen), score=score, why=why))
    return sorted(found, key=lambda level: -level.score)


def _lists_inside(page: Page, section: Section) -> bool:
    """True where the whole list stands in the section's own line: 一是…；二是…."""
    line = section.line
    return line is not None and len(series(page.folded, line.start, line.end, (section.kind,))) > 1  # type: ignore[arg-type]


def _outermost(section: Section, kind: str) -> list[Section]:
    if section.kind == kind:
        return [section]
    return [s for child in section.children for s in _outermost(child, kind)]


def _leaves_beside(page: Page, section: Section, kind: str, chosen: list[Section]) -> list[Section]:
    """Numbered sections of an outer level that hold none of the chosen ones and look like findings themselves."""
    taken = {id(s) for s in chosen}
    if id(section) in taken:
        return []
    holds = any(id(s) in taken for s in section.walk())
    if section.kind is not None and not holds:
        if section.kind not in _KINDS or _KINDS.index(section.kind) > _KINDS.index(kind):
            return []
        if _looks(page, section) > 0.15:
            return [section]
    return [s for child in section.children for s in _leaves_beside(page, child, kind, chosen)]


def _looks(page: Page, section: Section) -> float:
    """How much a section looks like one finding (-2..3): its heading's words, and labels under it."""
    line = section.line
    if line is None or line.is_table:
        return -2.0
    text = page.folded[line.body : line.end]
    bare = text.strip().rstrip("。：:")
    if is_category(bare):
        return -1.5
    if is_generic(bare) or (label_role(bare) is not None):
        return -2.0
    labels = _own_labels(page, section)
    head = read_head(page.folded, line.body, line.end)
    weights = weigh(page.folded[head.title[0] : head.title[1]])
    score = (
        0.4 * min(weights["finding"], 3)
        - 0.5 * min(weights["measure"], 2)
        - 0.6 * min(weights["requirement"], 2)
    )
    if says_nothing(page.folded[head.title[0] : head.title[1]]) and not head.about:
        told = role_of(page.folded[head.title[0] : head.title[1]])
        score += 0.2 * (told == "finding") - 0.4 * (told in ("measure", "requirement", "background"))
    score += 1.2 * head.about + 1.2 * (head.bracket is not None)
    score += 0.5 * min(
        len(labels & {"status", "progress", "measure", "requirement", "deadline", "responsible", "detail"}), 3
    )
    score += 0.8 * _states_status(page, section)
    if line.mark and line.mark.kind == "problem":
        score += 1.0
    return score


def _own_labels(page: Page, section: Section) -> set[str]:
    roles: set[str] = set()
    for line in section.lines():
        if line is section.line:
            roles |= {x.role for x in labels_in(page.folded, line.body, line.end)}
        elif not line.is_table:
            roles |= {x.role for x in labels_in(page.folded, line.body, min(line.end, line.body + 400))}
            role = heading_role(page.folded, line.body, line.end)
            roles |= {role} if role else set()
    return roles


def _states_status(page: Page, section: Section) -> bool:
    """True where a line right under the heading states a status of 该问题."""
    for child in section.children[:6]:
        line = child.line
        if line is None or line.is_table:
            continue
        stop = page.folded.find("。", line.body, line.end) + 1 or line.end
        if pure_status(page.folded, line.body, stop):
            return True
    return False


def read_sections(
    page: Page, level: Level, prior: SentenceRole, *, stop_at: set[int] | None = None
) -> list[Draft]:
    """Read the sections of a level as findings. Lines whose index is in `stop_at` belong to nobody here."""
    return [read_section(page, s, prior, stop_at or set()) for s in level.sections]


def read_section(page: Page, section: Section, prior: SentenceRole, stop_at: set[int]) -> Draft:
    """Read one section: its heading, then what stands under it."""
    line = section.line
    if line is None:
        raise ValueError("got the root of the outline, expected a section with a heading")
    opening = opening_of(page, line)
    head, cut, rest = opening.head, opening.cut, opening.rest
    draft = _opened(page, section, line, head)
    lines = [x for x in section.lines() if x is not line and x.index not in stop_at]
    if draft.status is not None and head.bracket is None and prior == "finding":
        prior = "measure"  # sorted by status: what stands below tells the rectification
    answered = (head.about or head.bracket is not None) and prior != "requirement"
    expected: SentenceRole = "measure" if answered else prior
    pieces = pieces_of(page, lines, rest)
    if rest is not None and pieces and not head.about and pieces[0].role is None:
        told_later = (
            any(p.role in ("measure", "progress", "result", "status") for p in pieces) or len(pieces) > 1
        )
        end = cut if rest[0] < cut < line.end else rest[1]
        _read_rest(page, draft, pieces.pop(0).start, end, "finding" if told_later else prior)
    read_content(page, draft, [*opening.told, *pieces], expected, sure=answered)
    if not draft.responsible:
        inherit_units(page, draft, section)
    return draft


def inherit_units(page: Page, draft: Draft, section: Section) -> None:
    """Take the units that a heading above names in a bracket: 商场（责任单位：区商务局，白鹤街道）."""
    above = section.parent
    while above is not None and above.line is not None:
        for piece in opening_of(page, above.line).told if not above.line.is_table else ():
            if piece.role in ("responsible", "assisting"):
                draft.responsible.extend(split_units(page, piece.start, piece.end))
                draft.because("responsible", "in brackets after a heading above")
        if draft.responsible:
            return
        above = above.parent


def _read_rest(page: Page, draft: Draft, start: int, end: int, prior: SentenceRole) -> None:
    """What follows the first sentence on the heading's own line describes the finding, up to a turn.

    Where nothing else stands under the heading of a rectification report, it may be the rectification itself.
    """
    piece = Piece(role=None, start=start, end=end, labelled=False)
    read_content(page, draft, [piece], prior)


def _opened(page: Page, section: Section, line: Line, head: Head) -> Draft:
    mark = line.mark
    draft = Draft(
        title=head.title,
        own=(line.start, section.end()),
        label=(mark.start, mark.label_end) if mark else None,
        label_value=mark.value if mark else None,
        category=category_of(page, section),
    )
    draft.because("title", head.rule)
    if head.bracket:
        put_status(
            draft,
            DraftStatus(
                status=head.bracket.status,
                words=(head.bracket.start, head.bracket.end),
                rule="in brackets after the title",
            ),
        )
    else:
        group = group_status(page, section)
        if group:
            put_status(draft, group)
    return draft


def category_of(page: Page, section: Section) -> tuple[Range, ...]:
    """The nearest heading above that names a field; generic ones (审计发现的主要问题) are none."""
    above = section.parent
    while above is not None and above.line is not None:
        text = heading_text(page, above).strip()
        stop = text.find("。")
        bare = text.rstrip("。：: ")
        if above.kind is not None or above.children:
            bracket = labelled_bracket(page, above.line.body, above.line.end)
            if bracket and bracket.start > above.line.body:
                return ((above.line.body, bracket.start),)
            names = not is_generic(bare) and (stop < 0 or (stop >= len(bare) and is_category(bare)))
            if len(bare) <= 60 and (names or hits_in(page.folded, above.line.body, above.line.end)):
                end = above.line.body + len(page.folded[above.line.body : above.line.end].rstrip("。：: "))
                return ((above.line.body, end),)
        above = above.parent
    return ()


def group_status(page: Page, section: Section) -> DraftStatus | None:
    """A heading above that sorts findings by status: 已完成整改的问题（12项）."""
    above = section.parent
    while above is not None and above.line is not None:
        if above.line.end - above.line.body <= 40:
            hits = hits_in(page.folded, above.line.body, above.line.end)
            if len(hits) == 1:
                return DraftStatus(
                    status=hits[0].status, words=(hits[0].start, hits[0].end), rule="heading of its group"
                )
        above = above.parent
    return None


def restart_count(level: Level) -> int:
    """How many sections carry number 1: categories restart their numbers, one list does not."""
    return Counter(s.value for s in level.sections)[1]
