"""What auditors asked and what the body answered, where one paragraph tells finding, request and answer in running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extract.language.patterns import ABOVE, either
from extract.language.sentences import sentences
from extract.lines.lines import Line, Page
from extract.notice.speaking import auditors_speak
from extract.outline.pieces import Piece
from extract.status.statements import pure_status
from extract.vocabulary import vocabulary

_NEAR = 120  # characters after 请 within which one of the wanted words stands
_GATE = re.compile("函|审计署|据|通知|请|宜|委员?会|公署|专员|廉署|监察院|同意|接纳|认同|采纳")


@dataclass(frozen=True, slots=True)
class _Words:
    letters: re.Pattern[str]
    plain: re.Pattern[str]
    advice: re.Pattern[str]
    ought: re.Pattern[str]
    answers: re.Pattern[str]
    accepts: re.Pattern[str]
    agrees: re.Pattern[str]
    bare: re.Pattern[str]
    says_yes: re.Pattern[str]  # found wherever one of these three matches
    speaks: re.Pattern[str]


@cache
def _words() -> _Words:
    data = vocabulary("letters")
    asks, answers = data["asks"], data["answers"]
    clause = r"(?:^|(?<=[，,。；;\n]))[ ]*"
    who, speaks = either(answers["who"]), either(answers["speaks"])
    said = rf"(?:(?:并|及|亦|同时|又|且)?(?:(?:已|亦|并)?{speaks})?[，,:：]?)"
    accepts = rf"{either(answers['how'])}{{0,3}}{either(answers['accepts'])}了?"
    agrees = rf"{who}(?:[及和与][^，,。；;]{{2,24}})?{accepts}"
    ends = rf"(?:[。；;]|[，,]{said}|$)"
    return _Words(
        letters=re.compile(clause + either(asks["letters"]), re.MULTILINE),
        plain=re.compile(
            rf"{clause}{either(asks['plain'])}(?=[^。]{{0,{_NEAR}}}?{either(asks['wanted'])})", re.MULTILINE
        ),
        advice=re.compile(either(asks["advice"])),
        ought=re.compile(f"(?={either(asks['ought'])})"),
        answers=re.compile(clause + either(answers["letters"]), re.MULTILINE),
        accepts=re.compile(rf"{agrees}{either(answers['what'])}*{either(answers['names'])}{ends}"),
        agrees=re.compile(agrees + ends),
        bare=re.compile(rf"{accepts}(?:{either(answers['what'])}*{either(answers['names'])})?[。；;]"),
        says_yes=re.compile(either(answers["accepts"])),
        speaks=re.compile(
            rf"{who}(?:[及和与][^，,。；;]{{2,24}})?(?:已|亦|并)?{speaks}(?:时)?(?:称|表示|指出)?[，,:：]?"
        ),
    )


def cut_letters(page: Page, pieces: list[Piece]) -> list[Piece]:
    """Cut pieces without a label where a request and where an answer begins; others are left as they are."""
    found: list[Piece] = []
    asked = False
    for i, piece in enumerate(pieces):
        if (
            piece.labelled
            or piece.role not in (None, "detail", "finding")
            or not _gate(page, piece, asked=asked)
        ):
            found += _closing_status(page, piece) if piece.role == "progress" else [piece]
            asked = asked or piece.role == "requirement"
            continue
        answered = any(p.labelled and p.role in ("progress", "measure") for p in pieces[i + 1 :])
        cut = list(_cut(page, piece, asked=asked, answered=answered))
        asked = asked or any(p.role == "requirement" for p in cut)
        found += cut
    return found


def without_acceptance(page: Page, start: int, end: int) -> int:
    """Where the telling begins behind 署長同意審計署的建議，並表示… 處長接納建議。 or 同意。; `end` where it never does."""
    words = _words()
    start = page.trim(start, end)[0]
    if not words.says_yes.search(page.folded, start, end):
        return start
    forms = (words.accepts, words.agrees, words.bare)
    m = next((m for form in forms if (m := form.match(page.folded, start, end))), None)
    return m.end() if m and page.folded[m.end() - 1] not in "，," else start


def speaks_until(page: Page, start: int, end: int) -> int:
    """Where the telling begins behind 署長表示，… 他指出：…; `start` where nobody speaks."""
    m = _HE_SAYS.match(page.folded, start, end) or _words().speaks.match(page.folded, start, end)
    return m.end() if m and page.folded[m.end() - 1] in "，,:：" else start


_HE_SAYS = re.compile(
    "[ ]*(?:他|她|该[局署处厅院]|其)(?:亦|并|同时|又)?(?:表示|指出|解释|说明|回应|补充|称)[，,:：]"
)


def asks(page: Page, line: Line) -> bool:
    """True for a line with words of a letter that asks, or with 审计署建议: it tells a finding before them."""
    if not _GATE.search(page.folded, line.body, line.end):
        return False
    whole = Piece(role=None, start=line.body, end=line.end, labelled=False)
    request = _request(page, whole, answered=False)
    return request is not None and request[0] > line.body


def _gate(page: Page, piece: Piece, *, asked: bool) -> bool:
    return asked or _GATE.search(page.folded, piece.start, piece.end) is not None


def _cut(page: Page, piece: Piece, *, asked: bool, answered: bool) -> Iterator[Piece]:
    request = _request(page, piece, answered=answered)
    after = request[1] if request else piece.start
    answer = _answer(page, after, piece.end, asked=asked or request is not None)
    if request is None and answer is None:
        yield piece
        return
    if request and answer and _FORMULA.fullmatch(page.folded, after, answer[0]):
        yield from _some(
            page, replace(piece, end=request[0])
        )  # 經函請檢討改善，據復：… asks nothing of its own
    elif request:
        yield from _some(page, replace(piece, end=request[0]))
        stop = answer[0] if answer else sentences(page.folded, after, piece.end)[0][1]
        asked_by = request[0] if _is_told(page, *request) else after
        yield from _some(page, Piece(role="requirement", start=asked_by, end=stop, labelled=True))
        if not answer:
            yield from _some(page, replace(piece, start=stop))
    elif answer:
        yield from _some(page, replace(piece, end=answer[0]))
    if answer:
        yield from _closing_status(
            page, Piece(role="progress", start=answer[1], end=piece.end, labelled=True)
        )


# 本案審計室將賡續追蹤後續情形。 below an answer: what the auditors do next is nobody's measure, but may state how far it is
_AUDITOR_CLOSES = re.compile(
    rf"(?<=[。；;，,])[ ]*(?:[本该此全]案|[本该此](?:项|部分)(?:缺失|意见)?|(?:{ABOVE})各?(?:[节项]|事项|缺失)?)?"
    r"[，,]?(?:惟|爰|并|仍|业|嗣后?)?(?:审计(?:[室处部署]|机关)|本室)(?:仍|业|已|将|并|爰|以|嗣后|持续|继续|赓续)"
    r"(?![^。]{0,30}(?:函复|据复))[^。]{2,80}。?[ ]*$"
)
_STATE_OF_AUDITOR = re.compile(
    "(?:赓续|持续|继续|续予?|仍续|列管)(?:追踪|列管|督促|注意|查核|管考)(?:列管|追踪)?|移送(?:[^，,。；;]{0,14}?(?:侦办|究办|调查|审理|处理))"
)


_ASKED_BY = re.compile("[，,。；; ]*(?:业|已|爰|并)*经")  # 經函請縣府… is printed as what was required
_BY_AUDITORS = re.compile("经|审计|本[室部]")
_FORMULA = re.compile(
    "(?:[加迅]速|儘速|尽速|积极|确实|切实)?"
    "(?:(?:检讨|研谋|研议|查明|督促|加强|加速|妥[为善]|积极)+(?:改善|改进|妥处|办理|处理|见[复覆])?|改善|改进|妥处|办理|处理)"
    "(?:见[复覆])?[，,。；; ]*"
)


def _closing_status(page: Page, piece: Piece) -> Iterator[Piece]:
    """Cut …，已改善完成。 off an answer that ends in a clause which states its status."""
    closes = _AUDITOR_CLOSES.search(page.folded, piece.start, piece.end)
    if closes:
        yield from _closing_status(page, replace(piece, end=closes.start()))
        state = _STATE_OF_AUDITOR.search(page.folded, *closes.span())
        yield from [replace(piece, role="status", start=state.start(), end=state.end())] if state else []
        return
    said = sentences(page.folded, piece.start, piece.end)
    if said and pure_status(page.folded, *said[-1]):
        yield piece  # 截至目前，已改善完成。 says no more
        return
    at = max(page.folded.rfind(c, piece.start, piece.end) for c in "，,；;") + 1
    if at > piece.start and pure_status(page.folded, at, piece.end):
        yield from _some(page, replace(piece, end=at))
        yield replace(piece, role="status", start=at)
    else:
        yield from _some(page, piece)


def _is_told(page: Page, start: int, end: int) -> bool:
    """True for words that ask and are printed as what was required: 經函請縣府…, 審計署建議署方應… without a colon."""
    told = page.folded[end - 1] not in ":：" and _words().advice.match(page.folded, start, end) is not None
    return told or _ASKED_BY.match(page.folded, start, end) is not None


def _some(page: Page, piece: Piece) -> Iterator[Piece]:
    if page.folded[piece.start : piece.end].strip(" 。；;，,\n"):
        yield piece


def _request(page: Page, piece: Piece, *, answered: bool) -> tuple[int, int] | None:
    """Where words that ask stand; what follows them is asked."""
    words = _words()
    m = words.letters.search(page.folded, piece.start, piece.end)
    if m and auditors_speak(page) is False and not _BY_AUDITORS.search(m[0]):
        m = None  # 已函請各校…: what those who were audited did
    if m is None:
        starts = (a for a, _ in sentences(page.folded, piece.start, piece.end))
        asking = ((a, p) for a in starts for p in (words.advice, words.ought))
        m = next((x for a, p in asking if (x := p.match(page.folded, a, piece.end))), None)
    if m is None:
        m = words.plain.search(page.folded, piece.start, piece.end)
        if m and not answered and not words.answers.search(page.folded, m.end(), piece.end):
            return None
    return m.span() if m and page.folded[m.end() : piece.end].strip("。 ") else None


def _answer(page: Page, start: int, end: int, *, asked: bool) -> tuple[int, int] | None:
    """Where words that announce an answer stand; 处长表示 announces one only after a request."""
    words = _words()
    m = words.answers.search(page.folded, start, end)
    if m:
        return m.span()
    for a, _ in sentences(page.folded, start, end, semicolons=True):
        patterns = (words.accepts, words.agrees, words.speaks) if asked else (words.accepts,)
        told = next((m for p in patterns if (m := p.match(page.folded, a, end))), None)
        if told:
            return told.span()
    return None
