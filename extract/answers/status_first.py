"""What stands under a label or in a cell that may open with a status: the state is taken, what tells more is left.

One way after the other is tried; the first that fits decides.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.answers.stated import put_deadline, put_status
from extract.drafts import Draft, DraftStatus, Range
from extract.language.sentences import sentences
from extract.lines.lines import Page
from extract.model import Issue, Span, Status
from extract.roles.cues import tells_act, weigh
from extract.status.boxes import chosen_in
from extract.status.statements import hits_in, pure_status
from extract.status.statuses import StatusHit, classify_status

_ACT = 1.0  # what the words of an act weigh (see `cues.weigh`)
# What becomes of it on the list of whoever watches: no result
_LISTING = re.compile(
    r"[ ]*(?:建[请议]|拟请?|请|并|应|同意|准予)*(?:予以|续予|续行|继续|持续)*"
    r"(?:解除)?(?:列管|管考|追踪|管制|管控)(?:列管|追踪|办理)?[。；;]?"
    r"|[ ]*(?:建[请议]|拟请?|请|并|同意|准予)*(?:予以)?(?:结案|销号|解列|除管)[。；;]?"
    r"|[ ]*(?:[下次][季次期]|继续)?(?:续查|续管|续追|"
    r"提[请报][^，,。；;]{1,10}(?:核示|核定|裁示|审议|备查)|再[行次]?(?:查核|追踪|稽核))[。；;]?"
)
_AS_OF = re.compile(r"(?:截[至止]|以)[\d年月日底前末.\-/ ]+(?:止|为准)?")  # 已完成整改（截至2025年3月）
_MORE = re.compile("[(（，,；;。]|正在")  # 正在清点 is a measure as well
_FEW, _OPENING = 2, 10  # characters of a state that opens an answer
_WHOLE = 16  # characters: what is all that is said may be a state by itself
_ALL_WORDS = 24  # characters: a sentence alone in its cell is the status with all its words
_MOST = 40  # characters in which a state may stand beside other words
_CLAUSE = re.compile(r"[^，,。；;:：]{2,16}[，,:：]")
_BESIDE = re.compile(r"[ ]*(?:[(（](?P<a>[^()（）]{2,60})[)）]|[，,；;](?P<b>.{4,60}))")
_DAYS = re.compile(r"[\d年月日.\-/ 底前末至]+")
_PARTS = ",，;；。"  # parts an act from the state behind it
_SHORTEST_ACT = 5  # characters
_EMPTY = ("—", "-", "/", "无", "無")
_ASKING, _YES_OR_NO = 16, 2  # characters of a label that asks; of the answer


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a cell or behind a label, for the finding of `draft`: all of it, trimmed, and its sentences."""

    page: Page
    draft: Draft
    start: int
    end: int
    trimmed: Range
    sentences: Sequence[Range]
    named: bool  # its column or label is named a status

    @property
    def short(self) -> bool:
        return self.trimmed[1] - self.trimmed[0] <= _WHOLE

    def states(self) -> tuple[StatusHit, ...]:
        """The states in a text that is short enough for one to speak for it."""
        a, b = self.trimmed
        return hits_in(self.page.folded, a, b) if b - a <= _MOST else ()

    def take(self, status: Status, words: Range) -> None:
        put_status(self.draft, DraftStatus(status=status, words=words, rule="label"))


_Way = Callable[[_Text], list[Range] | None]


def status_first(page: Page, draft: Draft, start: int, end: int, *, named_status: bool) -> list[Range]:
    """Take a status that opens the text; return what is left. A cell that is named a status keeps all its words."""
    start, end = (chosen_in(page.folded, start, end) if named_status else None) or (start, end)
    found = sentences(page.folded, start, end, semicolons=True)
    if not found:
        return []
    text = _Text(page, draft, start, end, page.trim(start, end, also="。；;，,"), found, named_status)
    for way in _NAMED if named_status else _UNNAMED:
        left = way(text)
        if left is not None:
            return left
    return [(start, end)]


def _first_sentence(text: _Text) -> list[Range] | None:
    """整改中。已归还…: a first sentence that does nothing but state."""
    page, (a, b) = text.page, text.trimmed
    first, rest = text.sentences[0], page.trim(text.sentences[0][1], text.end)
    hit = pure_status(page.folded, *first)
    if hit is None:
        return None
    all_of_it = text.named and len(text.sentences) == 1 and b - a <= _ALL_WORDS and hit.start == a
    text.take(hit.status, (a, b) if all_of_it else (hit.start, hit.end))
    return [rest] if rest[0] < rest[1] and not put_deadline(page, text.draft, rest) else []


def _first_words(text: _Text) -> list[Range] | None:
    """查處中。其中188件…: a first sentence of a few words that would state nothing within others."""
    if len(text.sentences) == 1:
        return None
    a, b = text.page.trim(*text.sentences[0], also="。；;，,")
    state = classify_status(text.page.folded[a:b]) if _FEW < b - a <= _OPENING else None
    if state is None:
        return None
    text.take(state, (a, b))
    return [(text.sentences[0][1], text.end)]


def _all_of_it(text: _Text) -> list[Range] | None:
    """续管, 施工中: a state where it is all that is said."""
    folded, (a, b) = text.page.folded, text.trimmed
    if not text.short:
        return None
    parted = _MORE.search(folded, a, b) is not None and not (text.named and not text.states())
    state = None if parted else classify_status(folded[a:b])  # 纳入长期监管，暂不销号 is one, parted as it is
    if state is None:
        return None
    text.take(state, (a, b))
    return []


def _said_at_the_end(text: _Text) -> list[Range] | None:
    """进展：已增设三个岗位。此事项仍在处理中。: left to whoever reads sentences."""
    ends = len(text.sentences) > 1 and pure_status(text.page.folded, *text.sentences[-1])
    return [(text.start, text.end)] if ends else None


def _with_words_beside(text: _Text) -> list[Range] | None:
    """推进中（8个科室已上线）: what stands beside the state is left; 辦理中，續予列管 is nothing but the state."""
    page, hits, (a, b) = text.page, text.states(), text.trimmed
    beside = _beside(page, hits, a, b)
    if beside is None:
        return None
    if _LISTING.fullmatch(page.folded, *beside):
        text.take(hits[0].status, (a, b))
        return []
    text.take(hits[0].status, (a, hits[0].end))
    dated = put_deadline(page, text.draft, beside) or _AS_OF.fullmatch(page.folded, *beside)
    return [] if dated else [beside]


def _beside(page: Page, hits: Sequence[StatusHit], start: int, end: int) -> Range | None:
    """What stands in brackets or after a comma behind a status that opens the text, where it states none itself."""
    if len(hits) != 1 or hits[0].start != start:
        return None
    m = _BESIDE.fullmatch(page.folded, hits[0].end, end)
    if m is None or _DAYS.fullmatch(m["a"] or m["b"]):
        return None
    return m.span("a") if m["a"] else m.span("b")


def _first_clause(text: _Text) -> list[Range] | None:
    """已完成整改，收回…"""
    clause = _CLAUSE.match(text.page.folded, text.start, text.end)
    hit = pure_status(text.page.folded, text.start, clause.end() - 1) if clause else None
    if clause is None or hit is None:
        return None
    text.take(hit.status, (hit.start, hit.end))
    return [(clause.end(), text.end)]


def _behind_act(text: _Text) -> list[Range] | None:
    """补办审批手续，已完成整改: the act stands before the only state, parted from it by a comma."""
    folded, hits, start = text.page.folded, text.states(), text.trimmed[0]
    if len(hits) != 1 or hits[0].start - start < _SHORTEST_ACT or folded[hits[0].start - 1] not in _PARTS:
        return None
    if not _tells_act(folded[start : hits[0].start]):
        return None
    text.take(hits[0].status, (hits[0].start, hits[0].end))
    return [text.page.trim(start, hits[0].start, also="，,；;")]


def _within(text: _Text) -> list[Range] | None:
    """A state anywhere in the short text of a cell for states: all its words are the status."""
    hits = text.states()
    if not hits:
        return None
    text.take(hits[0].status, text.trimmed)
    return []


def _unknown(text: _Text) -> list[Range] | None:
    """Words in such a cell that tell no act: 是否完成整改：是; any others become doubt."""
    start, end = text.trimmed
    if not text.short or _tells_act(text.page.folded[start:end]):
        return None
    label = text.page.folded[max(0, start - _ASKING) : start].rpartition("\n")[2]
    short = end - start <= _YES_OR_NO
    answer = classify_status(text.page.folded[start:end], heading=label) if short else None
    if answer:
        text.take(answer, (start, end))
    elif text.page.text[start:end].strip() not in _EMPTY:
        _doubt(text)
    return []


def _doubt(text: _Text) -> None:
    start, end = text.trimmed
    words = text.page.text[start:end]
    text.draft.issues.append(
        Issue(
            kind="unknown_status",
            message=f"got {words!r} where a status stands, expected a phrase of status_words.toml; add it if it is one",
            span=Span(start=start, end=end),
        )
    )
    text.draft.status = DraftStatus(status=None, words=(start, end), rule="unknown words in a status cell")


def _tells_act(words: str) -> bool:
    """True for 已补扣质保金52万元: an act alone is a measure, no state."""
    return tells_act(words) or weigh(words)["measure"] >= _ACT


_ANY: tuple[_Way, ...] = (
    _first_sentence,
    _first_words,
    _all_of_it,
    _said_at_the_end,
    _with_words_beside,
)
_UNNAMED: tuple[_Way, ...] = (*_ANY, _first_clause)
_NAMED: tuple[_Way, ...] = (*_ANY, _behind_act, _within, _unknown)
