"""Read the line that opens a finding: 关于“…”的问题, 存在问题：…, or a plain problem sentence."""

import re
from dataclasses import replace

from extract.language.sentences import first_sentence
from extract.lines.answered_heads import ANSWERED_FIRST, answered_head
from extract.lines.labels import Label, label_at
from extract.lines.named_problems import Head, name_alone, named_alone, named_in_full
from extract.lines.parts import is_category
from extract.lines.states_behind import STATES_OPEN, named_last, state_before, state_behind
from extract.lines.tags import OPENS_TAG, tag_at
from extract.roles.turning import may_name_fault
from extract.status.statements import hits_in, pure_status
from extract.status.statuses import StatusHit, classify_status

Range = tuple[int, int]
# X方面。 or X方面： and a sentence that tells of a problem
_FIELD = re.compile(
    r"[ ]*(?P<words>[^，,。；;：:“”（）()]{2,24}(?:方面|领域))[。：:][ ]*"
    r"(?=(?:仍|还|主要)?(?:存在|发现|有|因)?[^。；;：:]{4,80}问题。)"
)
_NAMES = re.compile(r"(?P<title>(?!存在|发现|审计)[^，,。；;：:]{4,60})的问题[。：:]")
_GAP = re.compile(r"(?P<title>[^。；;，,:：“” ]{4,30})(?:(?<!\d)[ ]+|[ ]+(?!\d))(?=[^ ]{12})")
_OPENING_BRACKET = re.compile(r"[ ]*[(（\[【〔](?P<words>[^()（）\[\]【】]{2,16})[)）\]】〕][ ]*")
_CITED = re.compile(r"第\d{1,2}\.\d{1,3}(?:[至及和、,-][ ]?\d{1,2}\.\d{1,3})*段[:：]?[ ]+(?=[^ ])")
_LISTS = re.compile(r"(?:以下|如下|下列|主要|包括|其中|一是|问题是)$|如下")
_COLON = re.compile(r"[^。；;:：“”]{4,40}(?P<c>[:：])")
_DASHED = re.compile(r"(?<![ —\-])[ ]*(?:—{1,2}|-{1,2})[ ]*(?P<words>[^ —。；;，,\-]{2,12})[。]?$")
_BRACKET_BEHIND = re.compile(r"[ ]*[(（\[【](?P<words>[^()（）]{2,20})[)）\]】]")
_BRACKET = re.compile(r"[(（\[【](?P<words>[^()（）\[\]【】]{2,20})[)）\]】][。]?$")


def cites_paragraph(words: str) -> bool:
    """True for 第2.8段 轮候时间未有监察: a problem with the paragraph of the report that tells it."""
    return _CITED.match(words) is not None


def read_head(folded: str, start: int, end: int) -> Head:
    """Split folded[start:end], a line without its enumerator, into title and rest."""
    return head_behind(label_at(folded, start, end), folded, start, end)


def head_behind(label: Label | None, folded: str, start: int, end: int) -> Head:
    """The same where the label that opens it is known."""
    if label and label.role in ("finding", "detail", "requirement"):
        start = label.end
    if folded[start : start + 1] == "第" and (cited := _CITED.match(folded, start, end)):
        start = cited.end()  # 第2.8段 轮候时间未有监察: the paragraph of the report that is answered
    before = state_before(folded, start, end) if folded[start : start + 1] in STATES_OPEN else None
    if before:  # 已整改 收入跨期确认。
        head = head_behind(None, folded, before[1], end)
        return replace(head, bracket=head.bracket or before[0])
    tag = tag_at(folded, start, end) if folded[start : start + 1] in OPENS_TAG else None
    if tag:  # 【财务核算】收入跨期确认。
        head = head_behind(None, folded, tag.end, end)
        return replace(head, field=tag.words or head.field)
    named = named_in_full(folded, start, end)
    if named:
        return named
    answered = answered_head(folded, start, end) if folded[start : start + 1] in ANSWERED_FIRST else None
    if answered:
        title, told = answered
        return Head(title=title, rest=told, bracket=None, about=True, rule="problem before who answers")
    field = _FIELD.match(folded, start, end)
    if field and is_category(field["words"]):
        return replace(
            _plain(folded, field.end(), end), field=field.span("words"), rule="sentence after its field"
        )
    return _plain(folded, start, end)


def state_in_bracket(folded: str, start: int, end: int) -> tuple[StatusHit, int] | None:
    """The state in a bracket that opens folded[start:end], and where that bracket ends."""
    m = _OPENING_BRACKET.match(folded, start, end)
    hits = hits_in(folded, *m.span("words")) if m else ()
    if m is None or not hits:
        return None
    first, last = hits[0], hits[-1]
    both = classify_status(folded[first.start : last.end]) if first is not last else None
    if both:  # （未销号，持续推进中）
        words = folded[first.start : last.end]
        return replace(first, end=last.end, status=both, text=words), m.end()
    return first, m.end()


def _plain(folded: str, start: int, end: int) -> Head:
    """A heading that does not name its problem in full: its first sentence, or less where a state, a gap or a colon parts it."""
    told = _TOLD_BEHIND.search(folded[start:end]) if folded[end - 2 : end] == "。)" else None
    if told and told.start():  # 标段扣分没有兑现（2023年4个标段考核低于90分，实际一分未扣。）
        head = _plain(folded, start, start + told.start())
        return replace(head, aside=(start + told.start("words"), start + told.end("words")))
    before = state_in_bracket(folded, start, end)
    if before:  # 【已整改】捐款未按意愿使用。
        head = _plain(folded, before[1], end)
        return replace(head, bracket=before[0], rule="status in brackets before the title")
    bracket, stop = _state_last(folded, start, end)
    about = named_alone(folded, start, stop) if bracket else None
    if about:  # 关于F的问题（已完成整改）
        return replace(about, bracket=bracket)
    a, b = first_sentence(folded, start, stop)
    stated = _state_inside(folded, a, b, stop) if bracket is None else None
    if stated:
        return stated
    gap = _GAP.match(folded, a, b)
    if gap and may_name_fault(gap["title"]):  # 轮候时间未有监察 审计署分析了…
        rest = (gap.end(), stop)
        return Head(
            title=gap.span("title"), rest=rest, bracket=bracket, about=False, rule="words before a gap"
        )
    colon = _COLON.match(folded, a, b)
    if (
        colon
        and (b - colon.end() >= 10 or folded.startswith(("已", "正"), colon.end()))
        and not _LISTS.search(folded[a : colon.start("c")])
    ):
        rest = (colon.end(), stop)  # F：what was found
        return Head(
            title=(a, colon.start("c")), rest=rest, bracket=bracket, about=False, rule="words before a colon"
        )
    m = _BRACKET_BEHIND.match(folded, b, stop) if bracket is None else None
    hits = hits_in(folded, *m.span("words")) if m else ()
    if m and hits:  # 问题。（已完成整改） with text after it
        rest_behind = _rest(folded, m.end(), stop)
        return Head(title=(a, b), rest=rest_behind, bracket=hits[0], about=False, rule=_IN_BRACKETS)
    after = _rest(folded, b, stop)
    named = _NAMES.fullmatch(folded, a, b) if after else None
    # ——欠款未收回的问题。已收回…: as after 关于
    title = named.span("title") if named else name_alone(folded, a, b) or (a, b)
    return Head(title=title, rest=after, bracket=bracket, about=False, rule="first sentence")


_IN_BRACKETS = "status in brackets"
_TOLD_BEHIND = re.compile(
    r"\((?P<words>[^()]{8,300}。)\)$"
)  # a sentence to its end in a bracket behind a title


def _state_last(folded: str, start: int, end: int) -> tuple[StatusHit | None, int]:
    """The state that ends a heading in a bracket or behind a dash, and where the heading ends before it."""
    m = _last_bracket(folded[start:end].rstrip())
    hits = hits_in(folded, start + m.start("words"), start + m.end("words")) if m else ()
    if m and hits:
        return hits[0], start + m.start()
    may_dash = folded.find("—", start, end) >= 0 or folded.find("-", start, end) >= 0
    dashed = _DASHED.search(folded, start, end) if may_dash else None
    said = pure_status(folded, *dashed.span("words")) if dashed else None
    return (said, dashed.start()) if dashed and said else (None, end)  # F——已整改


def _state_inside(folded: str, start: int, end: int, stop: int) -> Head | None:
    """A first sentence that ends in a state, in a bracket or in words of its own; the rest of the heading ends at `stop`."""
    inner = _last_bracket(folded[start:end])
    told = hits_in(folded, start + inner.start("words"), start + inner.end("words")) if inner else ()
    if inner and told:  # 少计收入问题（已完成）。调整会计账目…
        title, rest = (start, start + inner.start()), _rest(folded, end, stop)
        about = named_alone(folded, *title)
        if about:
            return replace(about, rest=rest, bracket=told[0])
        return Head(title=title, rest=rest, bracket=told[0], about=False, rule=_IN_BRACKETS)
    behind = state_behind(folded, start, end)
    if behind is None:
        return None
    rest = _rest(folded, end, stop)
    last = start if rest else named_last(folded, start, behind[0])  # F问题，已整改到位。已…
    return Head(
        title=(last, behind[0]),
        rest=(start, last) if last > start else rest,
        bracket=behind[1],
        about=False,
        rule="problem and its state in one sentence",
    )


def _last_bracket(words: str) -> re.Match[str] | None:
    """The short bracket that ends some words; most end in none, which their last characters tell."""
    return _BRACKET.search(words) if words.rstrip("。\n").endswith((")", "）", "]", "】")) else None


def _rest(folded: str, start: int, end: int) -> Range | None:
    return (start, end) if folded[start:end].strip() else None
