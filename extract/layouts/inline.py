"""Findings that are items of a list inside a paragraph (一是…；二是…), or plain problem paragraphs."""

import re
from collections.abc import Sequence

from extract.answers.content import read_content, read_stretch
from extract.answers.required import told_in
from extract.drafts import Draft
from extract.language.patterns import ABOVE
from extract.language.sentences import first_sentence, sentences
from extract.layouts.named_clauses import listed_names
from extract.layouts.told_each import told_each
from extract.layouts.unit_faults import unit_faults
from extract.lines.labels import ANSWERS
from extract.lines.lines import Line, Page
from extract.lines.series import LISTS, series, with_ends
from extract.outline.pieces import pieces_of
from extract.roles.cues import leaning, names_fault, says_nothing, weigh
from extract.roles.requiring import asked_by
from extract.roles.role_model import role_of
from extract.roles.turning import FIGURE, turn_after_audit, weight
from extract.status.statements import statements

_TITLE = f"(?!存在|发现|审计|{ABOVE}|这些|该|此|关于)[^，,。；;：:]{{4,60}}?"
_NAMES = re.compile(
    r"[ ]*(?P<intro>对于?(?![外口])|就(?![业学医餐职])|针对|关于)?"
    rf"(?P<title>{_TITLE}(?(intro)(?P<more>[，,][^，,。；;：:]{{4,40}}?)?))"
    r"(?:的)?问题[，,：:][ ]*(?=[^。；;]{6})"
)
_FIELD = re.compile(r"(?P<field>[^，,。；;：:]{2,24}(?:方面|领域))[，,：:][ ]*")
_ACCOUNT = re.compile(
    r"(?:送审|报审|申报|结算(?:总)?(?:造)?价|竣工结算)[^。；;]{0,90}(?:审定|核定|审核(?:认定|价|金额|造价)|经审[计核]|审减|核减)"
    r"|^(?:该|本)?(?:项目|工程)?(?:送审|报审|审计后|审减后|审定|核定)(?:的)?(?:总)?(?:投资|造价|金额|价款?|概算|决算)[^。；;]{0,6}\d"
)
_OVERPAID = re.compile(
    "多计|多报|多结|虚[增报列]|高估|重复计|不实|未按|违规"
)  # an account that tells a fault itself
_ASKS_ALL = re.compile(
    r"(?:请|要求)?(?:各|有关|相关)(?:单位|部门|科室|县|区|市|镇|乡|街道|地|网站|企业)[^。；;，,]{0,10}?(?:要|应|须|需|务必|请)(?!求不)"
)
# 审计认为，该工程基本履行了建设程序，…，但在合同管理上仍有不足。
_EVALUATES = re.compile(
    r"(?:总体看[，,]?|审计(?:结果|情况)?(?:认为|表明|显示))[^。；;]{0,160}(?:基本|较好|总体|能够|符合|合规|真实|有效|规范)[^。；;]{0,80}"
    r"[，,](?:但|然而|不过|同时)[^。；;]{2,60}(?:不足|问题|薄弱环节|差距|改进|完善|提高)[^，,。；;]{0,6}[。；;]?$"
)
_CLAUSES = re.compile(r"[^；;]+(?:[；;]|$)")
_FEWEST_CLAUSES, _LONGEST_CLAUSE = 3, 70
_COUNTS = re.compile(
    r"(?:从[^，,。；;]{1,12}[看讲说][，,])?[^，,。；;]{0,24}?(?:\d{1,6}|[一二三四五六七八九十]{1,6}|几|部分|个别)(?:个|项|条)?(?:[^，,。；;]{0,12}的)?(?:问题|事项)[^。]{0,6}(?:尚|仍|还|未|已|正|需|中|均|主要[是为]|[，,])"
)


def listed_in(page: Page, line: Line, category: tuple[tuple[int, int], ...]) -> list[Draft]:
    """Each item of an inline list is a finding: its first sentence the title, the rest detail."""
    marks = series(page.folded, line.start, line.end, LISTS)
    drafts = []
    for mark, stop in with_ends(marks, line.end):
        field = category or _field(page, line, marks[0].start)
        draft = _answered_in(page, mark.end, stop, field) or _draft(page, mark.end, stop, field)
        draft.own = (mark.start, stop)
        draft.label, draft.label_value = (mark.start, mark.label_end), mark.value
        draft.because("title", f"item of an inline list numbered like {mark.kind}")
        drafts.append(draft)
    return drafts


def _answered_in(page: Page, start: int, stop: int, category: tuple[tuple[int, int], ...]) -> Draft | None:
    """甲问题，区财政局已…；: an item that names its problem and goes on with the answer."""
    named = named_first(page, start, stop)
    if named is None:
        return None
    draft = Draft(title=named[0], own=(start, stop), category=category)
    read_stretch(page, draft, named[1], stop, "measure", sure=True)
    return draft


def named_first(page: Page, start: int, stop: int) -> tuple[tuple[int, int], int] | None:
    """The problem that a stretch names first, and where the answer to it begins; None where it names none."""
    m = _NAMES.match(page.folded, start, stop)
    if m is None:
        return None
    acts = weigh(m["title"])["measure"] > 0 or weight(page.folded[m.end() : stop]) <= 0
    if acts and not m["intro"]:
        return None
    if m["more"] and not names_fault(m["title"]):
        return None  # 对3家单位，要求解决…的问题，
    return m.span("title"), m.end()


def named_paragraphs(page: Page, lines: Sequence[Line], category: tuple[tuple[int, int], ...]) -> list[Draft]:
    """Paragraphs that each name a problem and answer it: 对甲的问题，7个单位已…。; empty where there is only one."""
    found = []
    for line in lines:
        draft = _answered_in(page, line.body, line.end, category)
        if draft is not None:
            draft.because("title", "paragraph that names its problem first")
            found.append(draft)
    return found if len(found) > 1 else []


def _field(page: Page, line: Line, end: int) -> tuple[tuple[int, int], ...]:
    """选人用人方面，一是…：the field that a paragraph names before its list."""
    m = _FIELD.fullmatch(page.folded, line.body, end)
    return (m.span("field"),) if m else ()


def paragraph_finding(
    page: Page, line: Line, category: tuple[tuple[int, int], ...], *, answered: bool = False
) -> Draft | None:
    """A paragraph in a part on findings that has no number is a finding where its words say so."""
    start, end = first_sentence(page.folded, line.body, line.end)
    sentence = page.folded[start:end]
    if _ASKS_ALL.match(sentence):
        return None  # 各单位要及时整改: what is asked of all
    if _COUNTS.match(sentence):
        return None  # 有10个问题尚未完成整改: tells of findings, names none
    if _EVALUATES.match(sentence):
        return None
    account = _ACCOUNT.search(sentence)
    if account and not _OVERPAID.search(sentence):
        return None  # 送审1.2亿元，审定1.1亿元，审减…: the outcome of checking an account
    by_model = says_nothing(sentence)
    if not account and (role_of(sentence) if by_model else leaning(sentence)) != "finding":
        return None
    draft = _draft(page, line.body, line.end, category, answered=answered)
    who = "the sentence-role model" if by_model else "its words"
    draft.because("title", f"paragraph without a number that tells a problem, by {who}")
    return draft


def paragraph_findings_of(
    page: Page, lines: list[Line], category: tuple[tuple[int, int], ...] = (), *, answered: bool = False
) -> list[Draft]:
    """The findings of a part whose paragraphs have no numbers: each that tells a fault, with the account of it below;
    `answered`: the part's heading says that it tells what was done as well.
    """
    drafts = unit_faults(page, lines)
    for draft in drafts:
        draft.category = category
    for line in lines if not drafts else ():
        if drafts and _accounts_for(page, line, drafts[-1]):
            drafts[-1].detail.append((line.body, line.end))
            drafts[-1].own = (drafts[-1].own[0], line.end)
        elif len(lines) == 1 and (clauses := _clauses(page, line) or listed_names(page, line)):
            drafts += clauses
        elif not told_in(page, line) and (each := told_each(page, line.body, line.end, category)):
            drafts += each
        elif not told_in(page, line) and (told := paragraph_finding(page, line, category, answered=answered)):
            drafts.append(told)
    return drafts


def _accounts_for(page: Page, line: Line, draft: Draft) -> bool:
    """True for 送审…，审定…，审减… below a fault, and for a paragraph with the fault's own figure or words."""
    words, title = page.folded[line.body : line.end], page.folded[slice(*draft.title)].rstrip("。；;，, ")
    if _ACCOUNT.search(words) or (len(title) > 5 and title in words):
        return True
    return bool(set(FIGURE.findall(title)) & set(FIGURE.findall(words)))


def _clauses(page: Page, line: Line) -> list[Draft]:
    """往来款未清理3万元；资产未入账…；…: the clauses of the only paragraph of a part, where each tells a fault."""
    _, end = first_sentence(page.folded, line.body, line.end)
    found = [m.span() for m in _CLAUSES.finditer(page.folded, line.body, line.end)]
    short = all(b - a <= _LONGEST_CLAUSE for a, b in found)
    if len(found) < _FEWEST_CLAUSES or not short or page.folded[end : line.end].strip():
        return []
    if any(role_of(page.folded[a:b]) != "finding" for a, b in found):
        return []
    drafts = [_draft(page, a, b, ()) for a, b in found]
    for draft in drafts:
        draft.because("title", "clause of a paragraph each of whose clauses tells a problem")
    return drafts


def _draft(
    page: Page, start: int, end: int, category: tuple[tuple[int, int], ...], *, answered: bool = False
) -> Draft:
    a, b = first_sentence(page.folded, start, end)
    draft = Draft(title=(a, b), own=(start, end), category=category)
    after = turn_after_audit(page.folded, b, end)
    told = b + len(page.folded[b:after].rstrip(" ，,")) if after < end else end
    pieces = pieces_of(page, (), (b, end)) if page.folded.find(":", b, end) > 0 else []
    if any(p.role in ANSWERS for p in pieces):
        read_content(page, draft, pieces, "finding")
        return draft
    if answered:
        read_stretch(page, draft, b, end, "measure")
        return draft
    if _asks_or_states(page, b, told):  # 审计责令归还。该问题已整改。
        read_stretch(page, draft, b, told, "finding")
    elif page.folded[b:told].strip():
        draft.detail.append((b, told))
    if after < end:  # 审计指出问题后，已…
        draft.measures.append(((after, end),))
        draft.because("measures", "told with the finding, after words that turn to what was done")
    return draft


def _asks_or_states(page: Page, start: int, end: int) -> bool:
    asked = (asked_by(page.folded[a:b]) for a, b in sentences(page.folded, start, end))
    return any(asked) or bool(statements(page.folded, start, end))
