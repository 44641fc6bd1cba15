"""Take stated statuses out of a finding's text and put them into its draft; contradiction becomes doubt."""

import re
from collections.abc import Sequence

from extract.drafts import Draft, DraftStatus, Range
from extract.language.sentences import sentences
from extract.lines.lines import Page
from extract.model import Issue, Span
from extract.roles.cues import tells_act, weigh
from extract.status.boxes import chosen_in
from extract.status.dues import due_alone, dues_named
from extract.status.statements import hits_in, pure_status, statements
from extract.status.statuses import StatusHit, classify_status

_ACT = 1.0  # what the words of an act weigh (see `cues.weigh`)
_DUE_ALONE = re.compile(
    r"(?:预定|预计|计划|拟|限|应)*+(?:于|在)?(?:(?:完成|办结|改善|整改|解除列管)?(?:期限|时限|日期|时间|期程)[:：为至]?)?"
    r"(?P<due>\d{2,4}[年/.\-][\d年月日/.\-旬底末初前上下半第一二三四季度]{1,10}?(?:以前|之前|前)?)(?:完成|办结|改善)?(?:整改)?[。；;]?"
)

# What becomes of it on the list of whoever watches: no result
_LISTING = re.compile(
    r"[ ]*(?:建[请议]|拟请?|请|并|应|同意|准予)*(?:予以|续予|续行|继续|持续)*(?:解除)?(?:列管|管考|追踪|管制|管控)(?:列管|追踪|办理)?[。；;]?|[ ]*(?:建[请议]|拟请?|请|并|同意|准予)*(?:予以)?(?:结案|销号|解列|除管)[。；;]?|[ ]*(?:[下次][季次期]|继续)?(?:续查|续管|续追|提[请报][^，,。；;]{1,10}(?:核示|核定|裁示|审议|备查)|再[行次]?(?:查核|追踪|稽核))[。；;]?"
)
_AS_OF = re.compile(r"(?:截[至止]|以)[\d年月日底前末.\-/ ]+(?:止|为准)?")  # 已完成整改（截至2025年3月）
# lines that end in a comma go on below, be it a cell whose lines somebody broke by hand; items begin anew
_BROKEN = re.compile(r"(?<![，,、])\n|\n(?=[(（]?[\d一二三四五六七八九十①-⑳])")
_MORE = re.compile("[(（，,；;。]|正在")  # 正在清点 is a measure as well
OF_GROUP = "heading of its group"
_LONGEST_DUE = 40  # characters of a clause that sets a time
_FEW, _OPENING = 2, 10  # characters of a state that opens an answer
_WHOLE = 16  # characters: what is all that is said may be a state by itself


def status_of_hit(hit: StatusHit, rule: str) -> DraftStatus:
    """The status that words of the text state, with these words."""
    return DraftStatus(status=hit.status, words=(hit.start, hit.end), rule=rule)


def status_first(page: Page, draft: Draft, start: int, end: int, *, named_status: bool) -> list[Range]:
    """Take a status that opens the text; return what is left. A cell that is named a status keeps all its words."""
    start, end = (chosen_in(page.folded, start, end) if named_status else None) or (start, end)
    a, b = page.trim(start, end, also="。；;，,")
    found = sentences(page.folded, start, end, semicolons=True)
    if not found:
        return []
    hit = pure_status(page.folded, *found[0])
    if hit:
        all_of_it = named_status and len(found) == 1 and b - a <= 24 and hit.start == a
        words = (a, b) if all_of_it else (hit.start, hit.end)
        put_status(draft, DraftStatus(status=hit.status, words=words, rule="label"))
        rest = page.trim(found[0][1], end)
        return [rest] if rest[0] < rest[1] and not put_deadline(page, draft, rest) else []
    if len(found) > 1 and (opens := _opening_words(page, *found[0])):  # 查處中。其中188件…
        put_status(draft, opens)
        return [(found[0][1], end)]
    whole = (
        classify_status(page.folded[a:b]) if b - a <= _WHOLE and not _MORE.search(page.folded, a, b) else None
    )
    if whole:  # 续管, 施工中: a state where it is all that is said
        put_status(draft, DraftStatus(status=whole, words=(a, b), rule="label"))
        return []
    if len(found) > 1 and pure_status(page.folded, *found[-1]):
        return [(start, end)]  # 进展：已增设三个岗位。此事项仍在处理中。
    hits = hits_in(page.folded, a, b) if b - a <= 40 else []
    beside = _beside(page, hits, a, b)
    if beside and _LISTING.fullmatch(page.folded, *beside):  # 辦理中，續予列管
        put_status(draft, DraftStatus(status=hits[0].status, words=(a, b), rule="label"))
        return []
    if beside:  # 推进中（8个科室已上线）
        put_status(draft, DraftStatus(status=hits[0].status, words=(a, hits[0].end), rule="label"))
        return [] if put_deadline(page, draft, beside) or _AS_OF.fullmatch(page.folded, *beside) else [beside]
    if not named_status:
        clause = re.compile(r"[^，,。；;:：]{2,16}[，,:：]").match(page.folded, start, end)
        hit = pure_status(page.folded, start, clause.end() - 1) if clause else None
        if clause and hit:  # 已完成整改，收回…
            put_status(draft, status_of_hit(hit, "label"))
            return [(clause.end(), end)]
        return [(start, end)]
    told = _act_before(page, hits, a)
    if told:  # 补办审批手续，已完成整改
        put_status(draft, status_of_hit(hits[-1], "label"))
        return [page.trim(a, told, also="，,；;")]
    if hits:
        put_status(draft, DraftStatus(status=hits[0].status, words=(a, b), rule="label"))
        return []
    if b - a <= 16 and not _tells_act(page.folded[a:b]):
        _put_unknown(page, draft, a, b)
        return []
    return [(start, end)]


def _opening_words(page: Page, start: int, end: int) -> DraftStatus | None:
    """A first sentence of a few words that states where nothing else is said."""
    a, b = page.trim(start, end, also="。；;，,")
    state = classify_status(page.folded[a:b]) if _FEW < b - a <= _OPENING else None
    return DraftStatus(status=state, words=(a, b), rule="label") if state else None


def _act_before(page: Page, hits: Sequence[StatusHit], start: int) -> int:
    """Where an act ends that stands before the only state of a text, parted from it by a comma; 0 where none does."""
    if len(hits) != 1 or hits[0].start - start < 5 or page.folded[hits[0].start - 1] not in ",，;；。":
        return 0
    return hits[0].start if _tells_act(page.folded[start : hits[0].start]) else 0


def _tells_act(words: str) -> bool:
    """True for 已补扣质保金52万元: an act alone is a measure, no state."""
    return tells_act(words) or weigh(words)["measure"] >= _ACT


def _beside(page: Page, hits: Sequence[StatusHit], start: int, end: int) -> Range | None:
    """What stands in brackets or after a comma behind a status that opens the text, where it states none itself."""
    if len(hits) != 1 or hits[0].start != start:
        return None
    m = re.compile(r"[ ]*(?:[(（](?P<a>[^()（）]{2,60})[)）]|[，,；;](?P<b>.{4,60}))").fullmatch(
        page.folded, hits[0].end, end
    )
    if m is None or re.fullmatch(r"[\d年月日.\-/ 底前末至]+", m["a"] or m["b"]):
        return None
    return m.span("a") if m["a"] else m.span("b")


def put_deadline(page: Page, draft: Draft, where: Range) -> bool:
    """True for 预定完成期限114年6月30日 beside a status: it is the deadline, no result."""
    m = _DUE_ALONE.fullmatch(page.folded, *where)
    if m is None and where[1] - where[0] > _LONGEST_DUE:
        return False
    due = m.span("due") if m else due_alone(page.folded, *where)
    if due is None:
        return False
    _put_due(draft, due, None)
    return True


_ASKING, _YES_OR_NO = 16, 2  # characters of a label that asks; of the answer


def _put_unknown(page: Page, draft: Draft, start: int, end: int) -> None:
    """是否完成整改：是; any other words become doubt."""
    label = page.folded[max(0, start - _ASKING) : start].rpartition("\n")[2]
    asked = classify_status(page.folded[start:end], heading=label) if end - start <= _YES_OR_NO else None
    if asked:
        put_status(draft, DraftStatus(status=asked, words=(start, end), rule="label"))
    else:
        _unknown_status(page, draft, start, end)


def _unknown_status(page: Page, draft: Draft, start: int, end: int) -> None:
    words = page.text[start:end]
    if words.strip() in ("—", "-", "/", "无", "無"):
        return
    draft.issues.append(
        Issue(
            kind="unknown_status",
            message=f"got {words!r} where a status stands, expected a phrase of status_words.toml; add it if it is one",
            span=Span(start=start, end=end),
        )
    )
    draft.status = DraftStatus(status=None, words=(start, end), rule="unknown words in a status cell")


_UNFINISHED = frozenset({"in_progress", "not_completed", "long_term"})


def _says_more(status: DraftStatus, before: DraftStatus) -> bool:
    """True for 整改进展：正在整改 below 尚未整改到位的问题: the finding's own label, and the group's heading less closely."""
    return (
        before.rule == OF_GROUP and status.rule == "label" and {status.status, before.status} <= _UNFINISHED
    )


def put_status(draft: Draft, status: DraftStatus) -> None:
    """Set the status once; a second, different one becomes doubt."""
    if draft.status is None or draft.status.status is None or _says_more(status, draft.status):
        draft.status = status
        draft.reasons["status"] = status.rule
    elif status.status != draft.status.status and status.words:
        draft.issues.append(
            Issue(
                kind="contradicting_status",
                message=f"got {status.status} after {draft.status.status} for one finding, expected one; the first is kept",
                span=Span(start=status.words[0], end=status.words[1]),
            )
        )


def without_statements(page: Page, draft: Draft, where: Range, *, asked: bool = False) -> list[Range]:
    """Take the sentences that only state a status out of a text; what is left, line by line.

    `asked`: the text is a requirement, in which 移送…处理 and a status alone say what is asked.
    """
    kept: list[Range] = []
    cuts: list[Range] = []
    for statement in statements(page.folded, *where):
        if asked and (
            statement.start == where[0] or statement.hit.status == "transferred" or not statement.whole
        ):
            continue
        put_status(draft, status_of_hit(statement.hit, "sentence that states it"))
        if statement.due is not None:
            _put_due(draft, statement.due.when, statement.due.unit)
        if statement.whole:
            cuts.append((statement.start, statement.end))
    cuts += [] if asked else _dues(page, draft, where, cuts)
    if not cuts:
        return _lines(page, *where)
    at = where[0]
    for start, end in sorted(cuts):
        kept.append((at, start))
        at = end
    kept.append((at, where[1]))
    return [line for part in kept for line in _lines(page, *part)]


def _dues(page: Page, draft: Draft, where: Range, cuts: list[Range]) -> list[Range]:
    """The sentences and last clauses outside of `cuts` that only name the time for rectification (整改时限为6月底。)."""
    if draft.deadline is not None:
        return []
    for named, due in dues_named(page.folded, *where):
        if not any(a <= named[0] < b for a, b in cuts):
            _put_due(draft, due, None)
            return [named]
    return []


def _put_due(draft: Draft, due: Range, unit: Range | None) -> None:
    if draft.deadline is None:
        draft.deadline = due
        draft.because("deadline", "named beside the status")
    if unit is not None and not draft.responsible:
        draft.responsible.append(unit)
        draft.because("responsible", "named beside the status")


def _lines(page: Page, start: int, end: int) -> list[Range]:
    found: list[Range] = []
    at = start
    for part in _BROKEN.split(page.text[start:end]):
        stop = at + len(part)
        a, b = page.trim(at, stop, also="，,")  # …4.38万元，问题已整改。
        if a < b and page.folded[a:b].strip("。；;，, "):
            found.append((a, b))
        at = stop + 1
    return found
