"""Read the line that opens a finding: 关于“…”的问题, 存在问题：…, or a plain problem sentence."""

import re
from dataclasses import dataclass, replace

from extract.language.patterns import ABOVE
from extract.language.sentences import first_sentence
from extract.lines.labels import Label, label_at
from extract.lines.parts import is_category
from extract.lines.states_behind import state_behind
from extract.lines.tags import OPENS_TAG, tag_at
from extract.roles.turning import may_name_fault
from extract.status.statements import hits_in, pure_status
from extract.status.statuses import StatusHit, classify_status

Range = tuple[int, int]
_ASIDE = r"(?:[ ]*(?P<aside>[(（](?![)）])[^()（）]{6,200}[)）]))"
# 关于…(的)问题(的整改情况)?  对“…”的问题：  针对…问题，
_ABOUT = re.compile(
    r"(?P<intro>关于|针对|对于|对|就)(?P<problem>.{2,300}?)(?:[,，]?(?:的|这一|等|等的)?(?:该)?(?:问题|事项|缺失))(?:的)?(?:整改|改进|办理|处理|落实|审计|情况|进展|结果|及|和)*(?:情况|结果|进展)?"
    rf"{_ASIDE}?(?P<stop>[。:：，,；;]|$)"
)
_INTROS = ("关于", "针对", "对于", "对", "就")
_INTRO = re.compile("|".join(_INTROS))
_PROBLEM = re.compile("问题|事项|缺失")
_UP_TO_STOP = re.compile(
    rf"(?:的)?(?:整改|改进|办理|处理|落实|审计|及|和)*(?:情况|结果|进展)?{_ASIDE}?(?P<s>[。:：，,；;]|$)"
)
_BEHIND = re.compile(_ASIDE)
# X方面。 or X方面： and a sentence that tells of a problem
_FIELD = re.compile(
    r"[ ]*(?P<words>[^，,。；;：:“”（）()]{2,24}(?:方面|领域))[。：:][ ]*"
    r"(?=(?:仍|还|主要)?(?:存在|发现|有|因)?[^。；;：:]{4,80}问题。)"
)
_NAMES = re.compile(r"(?P<title>(?!存在|发现|审计)[^，,。；;：:]{4,60})的问题[。：:]")
_QUOTED_ALONE = re.compile(r"“(?P<title>[^“”]{4,80}(?:“[^“”]*”[^“”]*)*)”(?:的)?问题[。:：]?")
# 關於「F」的意見, 就「F」一節: quoted in full after 关于
_ABOUT_QUOTED = re.compile(
    r"(?:有关|关于|针对|对于|对|就)[ ]*“(?P<title>[^“”]{4,80}(?:“[^“”]*”[^“”]*)*)”(?:之|的)?[\u4e00-\u9fff]{0,6}[。:：]?"
)
_QUOTED_FIRST = re.compile(r"[ ]*“(?P<title>[^“”]{4,80})”(?:的)?问题[，,]")
_NAMES_NONE = re.compile(
    rf"^(?:审计|巡察|巡视|督察|检查|调查|报告|反馈|{ABOVE}|这|该|此|各|存在|发现|查出|指出|提出)|^.{{0,4}}$|(?:发现|查出|指出|提出|反馈|反映|涉及|存在)的$"
)  # 针对审计查出的问题，…
_QUOTED = {"“": "”", '"': '"', "‘": "’", "《": ""}
_GAP = re.compile(r"(?P<title>[^。；;，,:：“” ]{4,30})(?:(?<!\d)[ ]+|[ ]+(?!\d))(?=[^ ]{12})")
_OPENING_BRACKET = re.compile(r"[ ]*[(（\[【〔](?P<words>[^()（）\[\]【】]{2,16})[)）\]】〕][ ]*")
_LISTS = re.compile(r"(?:以下|如下|下列|主要|包括|其中|一是|问题是)$|如下")
_COLON = re.compile(r"[^。；;:：“”]{4,40}(?P<c>[:：])")
_DASHED = re.compile(r"(?<![ —\-])[ ]*(?:—{1,2}|-{1,2})[ ]*(?P<words>[^ —。；;，,\-]{2,12})[。]?$")
_BRACKET_BEHIND = re.compile(r"[ ]*[(（\[【](?P<words>[^()（）]{2,20})[)）\]】]")
_BRACKET = re.compile(r"[(（\[【](?P<words>[^()（）\[\]【】]{2,20})[)）\]】][。]?$")


@dataclass(slots=True, kw_only=True)
class Head:
    """The opening of a finding: its title, the rest of its line, and a status printed in brackets after it."""

    title: Range
    rest: Range | None
    bracket: StatusHit | None
    about: bool  # the 关于…问题 form: the problem is named in full, what follows answers it
    rule: str
    field: Range | None = None  # 债务管理方面。存在F的问题。: the field that stands before the problem
    aside: Range | None = None  # 关于F的问题（反映4项补贴…）。: what a bracket behind the problem describes


def read_head(folded: str, start: int, end: int) -> Head:
    """Split folded[start:end], a line without its enumerator, into title and rest."""
    return head_behind(label_at(folded, start, end), folded, start, end)


def head_behind(label: Label | None, folded: str, start: int, end: int) -> Head:
    """The same where the label that opens it is known."""
    if label and label.role in ("finding", "detail", "requirement"):
        start = label.end
    tag = tag_at(folded, start, end) if folded[start : start + 1] in OPENS_TAG else None
    if tag:  # 【财务核算】收入跨期确认。
        head = head_behind(None, folded, tag.end, end)
        return replace(head, field=tag.words or head.field)
    about = _about(folded, start, end) or _quoted_alone(folded, start, end)
    if about:
        return about
    quoted = _QUOTED_FIRST.match(folded, start, end)
    if quoted:
        title, rest = quoted.span("title"), _rest(folded, quoted.end(), end)
        return Head(title=title, rest=rest, bracket=None, about=True, rule="quoted problem first")
    field = _FIELD.match(folded, start, end)
    if field and is_category(field["words"]):
        return replace(
            _plain(folded, field.end(), end), field=field.span("words"), rule="sentence after its field"
        )
    return _plain(folded, start, end)


def _about(folded: str, start: int, end: int) -> Head | None:
    if not folded.startswith(_INTROS, start, end):
        return None
    line_end = _line_end(folded, start, end)
    best: re.Match[str] | None = None
    for m in _matches(folded, start, line_end):
        if m.start() != start:
            break
        inside = folded[m.start("problem") : m.end("problem")]
        if inside.count("“") > inside.count("”"):
            continue  # a 问题 inside the quotation marks
        best = m
        break
    if best is None:
        return None
    if (
        best.group("intro") in ("对", "就", "针对")
        and best.group("stop") in ("，", ",")
        and not _is_quoted(best.group("problem"))
        and (best.group("intro") != "针对" or _NAMES_NONE.search(best.group("problem")))
    ):
        return None  # 对发现的问题，我局已…: a sentence that names no problem
    title = _unquote(folded, best.start("problem"), best.end("problem"))
    aside = best.span("aside") if best["aside"] else None
    stop = best.end()
    behind = _BEHIND.match(folded, stop, end) if aside is None and folded[stop : stop + 1] in "(（ " else None
    if behind and folded[behind.end() : end].strip() and _describes(folded, *behind.span("aside")):
        aside, stop = behind.span("aside"), behind.end()  # 关于F的问题。（反映…）某局已…
    rest = (stop, end) if folded[stop:end].strip() else None
    return Head(title=title, rest=rest, bracket=None, about=True, rule="heading 关于…问题", aside=aside)


def _describes(folded: str, start: int, end: int) -> bool:
    """True for a bracket that neither states how far it has come nor opens with a label: （反映欠征3项规费）."""
    inside = (start + 1, end - 1)
    return label_at(folded, *inside) is None and not hits_in(folded, *inside)


def _named(folded: str, start: int, end: int) -> Head | None:
    """关于F的问题 or “F”的问题, and nothing else."""
    about = _about(folded, start, end)
    if about:
        return about if about.rest is None else None
    return _quoted_alone(folded, start, end)


def _quoted_alone(folded: str, start: int, end: int) -> Head | None:
    quoted = _QUOTED_ALONE.fullmatch(folded, start, end)
    if quoted is None and folded.startswith(_INTROS, start, end):
        quoted = _ABOUT_QUOTED.fullmatch(folded, start, end)
        quoted = quoted if quoted and may_name_fault(quoted["title"]) else None
    return quoted and Head(
        title=quoted.span("title"), rest=None, bracket=None, about=True, rule="quoted problem"
    )


def _matches(folded: str, start: int, end: int) -> list[re.Match[str]]:
    """Matches that begin at `start`, with ever longer problems."""
    found = []
    m = _INTRO.match(folded, start, end)
    if not m:
        return []
    for tail in _PROBLEM.finditer(folded, m.end(), end):
        stop = tail.end()
        full = _UP_TO_STOP.match(folded, stop, end)
        if full is None:
            continue
        whole = _ABOUT.fullmatch(folded, start, full.end())
        if whole and (whole["aside"] is None or _describes(folded, *whole.span("aside"))):
            found.append(whole)
    return found


def _line_end(folded: str, start: int, end: int) -> int:
    at = folded.find("\n", start, end)
    return end if at < 0 else at


def _is_quoted(text: str) -> bool:
    return text.strip()[:1] in ("“", '"')


def _unquote(folded: str, start: int, end: int) -> Range:
    """Drop quotation marks that hold the whole problem: “…”的 and “…”, but not “三会一课”质量不高."""
    text = folded[start:end]
    for tail in ("的", ""):
        body = text.removesuffix(tail) if tail else text
        closing = _QUOTED.get(body[:1])
        if closing and body.endswith(closing) and _one_pair(body, closing):
            return start + 1, start + len(body) - 1
    if text.endswith("的"):
        return start, end - 1
    return start, end


def _one_pair(body: str, closing: str) -> bool:
    """True where the first mark closes only at the end: depth is counted, since inner marks repeat the outer ones."""
    if body[0] == closing:
        return body.count(closing) == 2
    if body.count(body[0]) == 1:
        return body.index(closing) == len(body) - 1
    depth = 0
    for i, c in enumerate(body):
        depth += (c == body[0]) - (c == closing)
        if depth == 0:
            return i == len(body) - 1
    return False


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
    bracket, stop = None, end
    before = state_in_bracket(folded, start, end)
    if before:  # 【已整改】捐款未按意愿使用。
        head = _plain(folded, before[1], end)
        return replace(head, bracket=before[0], rule="status in brackets before the title")
    m = _last_bracket(folded[start:end].rstrip())
    if m:
        hits = hits_in(folded, start + m.start("words"), start + m.end("words"))
        if hits:
            bracket, stop = hits[0], start + m.start()
            about = _named(folded, start, stop)
            if about:  # 关于F的问题（已完成整改）
                return replace(about, bracket=bracket)
    may_dash = bracket is None and (folded.find("—", start, end) >= 0 or folded.find("-", start, end) >= 0)
    dashed = _DASHED.search(folded, start, end) if may_dash else None
    said = pure_status(folded, *dashed.span("words")) if dashed else None
    if dashed and said:  # F——已整改
        bracket, stop = said, dashed.start()
    a, b = first_sentence(folded, start, stop)
    inner = _last_bracket(folded[a:b]) if bracket is None else None
    told = hits_in(folded, a + inner.start("words"), a + inner.end("words")) if inner else []
    if inner and told:  # 少计收入问题（已完成）。调整会计账目…
        rest = _rest(folded, b, stop)
        about = _named(folded, a, a + inner.start())
        if about:
            return replace(about, rest=rest, bracket=told[0])
        title = (a, a + inner.start())
        return Head(title=title, rest=rest, bracket=told[0], about=False, rule="status in brackets")
    behind = state_behind(folded, a, b) if bracket is None else None
    if behind:  # F问题，已整改到位。已…
        rest = _rest(folded, b, stop)
        return Head(
            title=(a, behind[0]),
            rest=rest,
            bracket=behind[1],
            about=False,
            rule="problem and its state in one sentence",
        )
    gap = _GAP.match(folded, a, b)
    if gap and may_name_fault(gap["title"]):  # 轮候时间未有监察 审计署分析了…
        rest = (gap.end(), stop)
        return Head(
            title=gap.span("title"), rest=rest, bracket=bracket, about=False, rule="words before a gap"
        )
    colon = _COLON.match(folded, a, b)
    if colon and b - colon.end() >= 10 and not _LISTS.search(folded[a : colon.start("c")]):
        rest = (colon.end(), stop)  # F：what was found
        return Head(
            title=(a, colon.start("c")), rest=rest, bracket=bracket, about=False, rule="words before a colon"
        )
    if bracket is None:  # 问题。（已完成整改） with text after it
        m = _BRACKET_BEHIND.match(folded, b, stop)
        hits = hits_in(folded, m.start("words"), m.end("words")) if m else ()
        if m and hits:
            return Head(
                title=(a, b),
                rest=_rest(folded, m.end(), stop),
                bracket=hits[0],
                about=False,
                rule="status in brackets",
            )
    after = _rest(folded, b, stop)
    named = (_NAMES.fullmatch(folded, a, b) if after else None) or _QUOTED_ALONE.fullmatch(folded, a, b)
    title = named.span("title") if named else (a, b)  # ——欠款未收回的问题。已收回…: as after 关于
    return Head(title=title, rest=after, bracket=bracket, about=False, rule="first sentence")


def _last_bracket(words: str) -> re.Match[str] | None:
    """The short bracket that ends some words; most end in none, which their last characters tell."""
    return _BRACKET.search(words) if words.rstrip("。\n").endswith((")", "）", "]", "】")) else None


def _rest(folded: str, start: int, end: int) -> Range | None:
    return (start, end) if folded[start:end].strip() else None
