"""Lists of advice, answers to them and verdicts that stand apart from the findings and are as many as these.

審計發現 1. 2. 3. / 建議 (a) (b) (c) / 回應 一、二、三、: item by item, where the items follow the findings' order.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.answers.apart_items import Item, items_of, opened, opens_with_topic
from extract.answers.content import read_stretch
from extract.answers.counted_states import may_list_states
from extract.answers.letters import without_acceptance
from extract.answers.order import asks_first
from extract.answers.restated_sentences import join_sentences
from extract.drafts import Draft
from extract.language.sentences import sentences
from extract.lines.labels import Role, heading_role
from extract.lines.lines import Line, Page
from extract.mentions.matching import in_order
from extract.mentions.naming import behind_name, name_in, named_ahead, restated_by
from extract.outline.paired_paragraphs import ASKS
from extract.outline.structure import Part
from extract.work import Work

_FEWEST = 2
_ADVICE, _ANSWER = "requirement", "measure"
_PARTS = {"recommendation": _ADVICE, "requirement": _ADVICE, "rectification": _ANSWER}
_ANSWERING: frozenset[Role] = frozenset(["acceptance", "progress", "measure"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Lines that tell one list; `part` is the index of the part that holds them, `draft` what was taken for a finding."""

    kind: str
    lines: tuple[Line, ...]
    at: int
    part: int | None = None
    draft: Draft | None = None


def join_told_apart(work: Work, found_in: set[int]) -> set[int]:
    """Give each finding the items of its place from lists of answers that count as many as there are findings, and from the
    list of advice that these answer; return the parts that were read.

    Advice that nothing answers item by item or finding by finding is the whole document's, whatever its number.
    """
    read: set[int] = set()
    _merge_asked(work)
    if len(work.drafts) < _FEWEST:
        return read
    blocks = sorted(
        [*_labelled_drafts(work), *_of_parts(work, found_in), *_closing(work)], key=lambda b: b.at
    )
    for block in blocks:
        if block.draft:
            work.drafts.remove(block.draft)
    for drafts, told in _scopes(work.drafts, blocks):
        given = _give(work, drafts, told)
        read |= {b.part for b in given if b.part is not None}
        work.given |= {x.index for b in given for x in b.lines}
    work.used |= read
    return read


def _merge_asked(work: Work) -> None:
    """Requests that were taken for findings (第一項，請…；第二項，請…) and are as many as the findings above them."""
    page, half = work.page, len(work.drafts) // 2
    told, asked = work.drafts[:half], work.drafts[half:]
    if half < _FEWEST or len(told) != len(asked) or any(d.answered for d in work.drafts):
        return
    if any(asks_first(page.folded, *d.title) for d in told) or not all(
        asks_first(page.folded, *d.title) for d in asked
    ):
        return
    if in_order(page, told, [d.title for d in asked]):
        for draft, request in zip(told, asked, strict=True):
            draft.requirement += [request.title, *request.detail, *request.requirement]
            draft.because("requirement", "request of a list as long as that of the findings")
        work.drafts[half:] = []


def _scopes(drafts: list[Draft], blocks: Sequence[_Block]) -> Iterator[tuple[list[Draft], list[_Block]]]:
    """The findings between lists and the lists below them, in turn."""
    at = [d.own[0] for d in drafts]
    for _, told in groupby(blocks, key=lambda b: bisect_left(at, b.at)):
        below = list(told)
        last = bisect_left(at, below[0].at)
        first = max((bisect_left(at, b.at) for b in blocks if b.at < below[0].at), default=0)
        yield drafts[first:last], below


def _labelled_drafts(work: Work) -> list[_Block]:
    """Numbered paragraphs that were taken for findings and are advice or an answer: 2.6 審計署的建議 …, 4.7 署長同意建議。…"""
    found: list[_Block] = []
    for draft in work.drafts:
        kind = _kind_of(work, draft)
        if kind is None:
            continue
        first = _first_word(work, draft)
        start = first[1] if heading_role(work.page.folded, *first) else draft.title[0]
        line = next(x for x in work.page.lines if x.start <= draft.title[0] < x.end)
        own = Line(
            index=line.index, start=start, end=line.end, body=start, mark=None, block=line.block,
            is_table=False, folded=line.folded,
        )  # fmt: skip
        found.append(_Block(kind=kind, lines=(own,), at=draft.own[0], draft=draft))
    return found if len(found) > 1 and found[0].at > work.drafts[0].own[0] else []


def _first_word(work: Work, draft: Draft) -> tuple[int, int]:
    """The title up to its first blank: 審計署的建議 of 審計署的建議　審計署建議署長應."""
    start, end = draft.title
    gap = work.page.folded.find(" ", start, end)
    return start, gap if gap > start else end


def _kind_of(work: Work, draft: Draft) -> str | None:
    words = work.page.folded[draft.title[0] : draft.title[1]]
    if not ("建议" in words or "意见" in words or "回应" in words or "答复" in words or "回复" in words):
        return None  # as most
    role = heading_role(work.page.folded, *_first_word(work, draft))
    if role in _ANSWERING:
        return _ANSWER
    if role == "requirement" or ASKS.match(work.page.folded, *draft.title):
        return _ADVICE
    accepted = without_acceptance(work.page, *draft.title) >= draft.title[1]
    return _ANSWER if accepted else None


def _of_parts(work: Work, found_in: set[int]) -> Iterator[_Block]:
    """The parts that advise or answer, cut at labels on lines of their own (機關回應); others from such a label on."""
    for i, part in enumerate(work.case.parts):
        if i in found_in or i in work.used:
            continue
        kind, at, lines = _part_kind(part), part.start, list[Line]()
        for line in [x for s in part.sections for x in s.lines]:
            role = None if line.is_table else line.heading_role
            if role in _ANSWERING or role == "requirement":
                if kind:
                    yield _Block(kind=kind, lines=tuple(lines), at=at, part=i)
                kind, at, lines = _ADVICE if role == "requirement" else _ANSWER, line.start, []
            elif kind:
                lines.append(line)
        if kind and (part.role != "rectification" or _answers_by_topic(work, lines)):
            yield _Block(kind=kind, lines=tuple(lines), at=at, part=i)


def _answers_by_topic(work: Work, lines: Sequence[Line]) -> bool:
    """True where every number opens with what it is about, and no line lists findings by state (已完成整改（2项）：1.甲)."""
    return all(opens_with_topic(x) for x in lines if x.mark) and not any(
        may_list_states(work.page, x) for x in lines
    )


def _closing(work: Work) -> Iterator[_Block]:
    """Lists and paragraphs of advice that were taken for the whole document's."""
    frame = work.case.frame
    for closing in frame.lists:
        if closing.kind == "recommendation":
            lines = tuple(x for item in closing.items for x in item)
            yield _Block(kind=_ADVICE, lines=lines, at=closing.lead.start)
    for line in frame.advice:
        yield _Block(kind=_ADVICE, lines=(line,), at=line.start)


def _part_kind(part: Part) -> str | None:
    kind = _PARTS.get(part.role or "")
    line = part.heading.line if part.heading else None
    return kind or (_ANSWER if line and line.heading_role in _ANSWERING else None)


def _give(work: Work, drafts: Sequence[Draft], blocks: Sequence[_Block]) -> list[_Block]:
    """Read the lists below some findings into these; return the lists that were read."""
    if len(drafts) < _FEWEST or any(d.answered for d in drafts):
        return []
    asked = any(d.requirement for d in drafts)
    advice = None if asked else _first_of(work, drafts, blocks, _ADVICE)
    for draft, item in zip(drafts, advice[1] if advice else (), strict=False):
        draft.requirement.extend(item.told)
    answer = _first_of(work, drafts, blocks, _ANSWER)
    if advice and answer is None and not _answered_by_name(work, drafts, advice[0]):
        for draft in drafts:
            draft.requirement.clear()
        return []
    for draft, item in zip(drafts, answer[1] if answer else (), strict=False):
        read_item(work.page, draft, item)
    if advice and answer is None:  # …同意各项建议。收费方面，已…: below the list, in the part that advises
        last = max(x.index for x in advice[0].lines if x.mark)
        for line in (x for x in advice[0].lines if x.index > last):
            join_sentences(work.page, line.start, line.end, [*drafts], "measure")
    for draft in drafts if advice else ():
        draft.because("requirement", "item of a list of advice as long as that of the findings")
    return [b for b, _ in filter(None, (advice, answer))]


def _answered_by_name(work: Work, drafts: Sequence[Draft], advice: _Block) -> bool:
    """True where what stands below advice names several findings before what was done (關於選址問題，…；財產方面，…)."""
    page, last = work.page, max((x.index for x in advice.lines if x.mark), default=0)
    told = [
        m
        for x in page.lines[last + 1 :]
        if x.is_plain
        for a, b in sentences(page.folded, x.start, x.end, semicolons=True)
        if (m := named_ahead(page, a, b, [*drafts]))
    ]
    named = [restated_by(page, [*drafts], name_in(m)) for m in told]
    return len({id(d) for each in named for d in each}) >= _FEWEST


def _first_of(
    work: Work, drafts: Sequence[Draft], blocks: Sequence[_Block], kind: str
) -> tuple[_Block, list[Item]] | None:
    """The first list of a kind that counts as many items as there are findings."""
    told = ((b, items_in_order(work.page, drafts, b.lines)) for b in blocks if b.kind == kind)
    return next(((b, items) for b, items in told if items), None)


def items_in_order(
    page: Page, drafts: Sequence[Draft], lines: Sequence[Line], *, counted: bool = False
) -> list[Item]:
    """The items of a list that counts as many as there are findings and follows their order; `counted` as in `in_order`."""
    items = items_of(page, lines, len(drafts))
    places = [(item.told[0][0], item.told[-1][1]) for item in items]
    return items if items and in_order(page, list(drafts), places, counted=counted) else []


def read_item(page: Page, draft: Draft, item: Item) -> None:
    """Read an answer told apart from its finding into it."""
    for start, end in item.told:
        told = opened(page, start, end)
        named = behind_name(page, told, end)
        read_stretch(page, draft, named if named < end else told, end, "measure", sure=True)
    draft.because("measures", "item of a list of answers as long as that of the findings")
