"""Who speaks in a notice: the body named by a ledger's head, the signature, the title, the metadata or a byline."""

import re
from itertools import takewhile

from extract.language.folding import fold, squeeze
from extract.language.title_words import looks_like_title
from extract.lines.lines import Line, Page
from extract.model import SITE_BODY, Quote
from extract.notice.bylines import named_with_author
from extract.notice.facts import field_value, labelled_value
from extract.notice.signature import Signature, is_body_name
from extract.notice.told_issuers import body_below_title, byline_of, letterhead_of, masthead_of, speaker_of

_TITLE_ISSUER = re.compile(
    r"^(?P<who>[^，,。《》“”]{2,40}?)(?:关于|向(?=[^，,]{2,30}反馈)|對|就(?=审计|市审计)|(?:回应|响应|回[复覆]|答[复覆])(?=[^，,。]{0,60}(?:审[计核]|报告|意见))|(?=\d{4}年)|(?=20\d\d)|(?=(?:巡察|巡视|审计)(?:反馈|整改|查出|发现|结果))|(?:公布|发布|公开|公示|通报)(?=[^，,]{0,40}(?:审计|整改|巡[察视]|调查报告|调查结果|纠正案)))"
)
# 某某市政府办理112年度审核意见执行情形; not 审计室查核某某县政府办理…
_TITLE_DOES = re.compile(
    r"^(?P<who>(?:(?!查核|审核|抽查|稽核|调查)[^，,。《》“”]){3,40}?)办理(?=[^，,]{0,40}(?:审核|审计|稽核|查核|缺失|建议|决议|意见))"
)
# 某某科技大學113學年度…, where nothing else names who speaks
_TITLE_YEAR = re.compile(
    r"(?P<who>(?:(?!查核|审核|抽查|稽核|调查|审计)[^，,。《》“”]){3,30}?)(?=1\d\d学?年度)"
)
# 審計處查核某某市立醫院113年度…查核意見及辦理情形: who was looked at tells what it did
_TITLE_AUDITED = re.compile(
    r"(?:审计[部处室]|监察院|上级|主管机关)?[^，,。《》“”]{0,8}?(?:查核|审核|抽查|稽核)(?P<who>[^，,。《》“”]{3,24}?)(?=1?\d\d年度?)[^，,。]{0,40}(?:办理|处理|改善|执行)(?:情形|情况|结果)"
)
_OPENING, _SHORTEST = 8, 20  # lines; characters
_COMMITTEE = re.compile("(?:立法会)?(?:政府)?[帐账]目委员会(?=第[^号]{1,9}号报告书(?!的?政府[复覆]文))")
# 某某局就…, 某某局2023年…整改: a body that stands before the matter without 关于; 部署 is none.
_TITLE_BODY = re.compile(
    r"^(?P<who>[^，,。《》“”\n]{3,30}(?:局|(?<!部)署|处|厅|委|院|会|司|公司|集团|政府|中心|联合社|党组|党委|办公室))(?=[就对])|^(?P<lead>(?!.{0,30}\d{4}年)[^，,。《》“”\n]{3,30}(?:局|(?<!部)署|厅|委员会|公司|集团|政府|中心|联合社|公所|大学|学院|医院|党组|党委|办公室))(?!长|领导|负责|原)(?=[^的]{0,12}(?:整改|审计|巡察|巡视|问题|审核(?:意见|通知)|缺失))"
)


_AUDITS = re.compile(
    r"(?:^|(?<=[，,。；;\n]))[ ]*(?P<who>[\u4e00-\u9fff]{2,12}审计[局厅署]|审计署)"
    r"(?=于|自|从|派出|组织|依法|对|组成|在|(?:19|20)\d\d年[^，,。；;]{0,12}对|[^，,。；;]{4,60}进行了?[^，,。；;]{0,6}审计)"
)
# 教育局曾於2023年5月在政府覆文中…作出回應
_REPORTS = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,14}[局署处厅院会司])(?:曾|已|现|谨|兹)(?:于|在|就|把|将)[^。]{0,80}(?:回应|汇报|载述|报告|回[复覆]|答[复覆])"
)
# A result of an audit names first who was audited: 某某医院2022年…审计结果
_RESULT = re.compile(
    r"审计(?:调查)?(?:结果|情况)?(?:的?(?:公告|公示|报告))?$|审计(?:调查)?(?:结果|情况)$|审计(?:报告)?(?:之|的)?跟进报告$"
)
# A text without a title that announces what an audit found
_ANNOUNCES = re.compile(r"审计(?:调查)?(?:结果|情况)[^，,。；;]{0,8}(?:公告|公示|公布|报告|通报)?如下")
# Sources that publish what others wrote: newspapers, sites.
_PRESS = re.compile(
    r"本网|本站|网站|互联网|(?:日|晚|晨|早|午|商|时)报(?:社|网)?$|证券报|在线$|都市报|新华社|通讯社|电视台|广播|融媒体|客户端|公众号|[\u4e00-\u9fff]网$"
    r"|(?i:https?:|www\.|\.(?:com|cn|net|org)\b)"
)


_POST = re.compile("(?<!委)员$")  # 社會處會計員: who put it on the site
_NEWSPAPER = re.compile("(?:日|晚|晨|早|午|商|时)报社?$|都市报$|电视台$")


# 强化内部控制　某某市政府…: a headline, which tells of a body; 跟进审计署…: what is answered, not who speaks
_HEADLINE = re.compile(
    r"(?:跟进|落实|回应|响应|采纳|就|针对|对)(?=[^ ]{0,10}审[计核])"
    r"|(?![^ ]*(?:局|委|办|办公室|政府|厅|署|部|处|院|党组|集团|公司|会|行政区|中心|大学|学院|学校|医院) )[^ ]{4,} "
)


def title_issuer(page: Page, title: Quote | None) -> Quote | None:
    """The body named before 关于 in the title, if it is a body's full name."""
    if title is None or not title.spans:
        return None
    span = title.spans[0]
    text = page.folded[span.start : span.end]
    if text.startswith("审计署署长"):
        return page.quote((span.start, span.start + 3))
    committee = _COMMITTEE.match(text)
    if committee:
        return page.quote((span.start, span.start + committee.end()))
    for pattern in (_TITLE_ISSUER, _TITLE_DOES, _TITLE_BODY):
        m = pattern.match(text)
        if m:
            group = "who" if m.group("who") else "lead"
            speaks = m.end() > m.end(group) or "审计" in m.group(group) or not _RESULT.search(text)
            if _HEADLINE.match(m.group(group)):
                return None
            own = m.group(group)[-2:-1] == "本"  # 審計機關查核本局…: its name stands elsewhere
            if speaks and not own and is_body_name(m.group(group)):
                return page.quote((span.start + m.start(group), span.start + m.end(group)))
    return None


def _signing(page: Page, signature: Signature) -> list[tuple[int, int]]:
    """The body that signs first; 香港特別行政區政府 above one of its own is the beginning of that name."""
    first, *others = signature.signers
    whole = others and page.folded.endswith("特别行政区政府", *first)
    return [first, *others[: int(bool(whole))]]


def _before_year(page: Page, title: Quote | None) -> Quote | None:
    """某某科技大學 before 113學年度 in the title."""
    span = title.spans[0] if title and title.spans else None
    if span is None:
        return None
    where = (page.folded, span.start, span.end)
    m = _TITLE_YEAR.match(*where) or _TITLE_AUDITED.match(*where)
    return page.quote(m.span("who")) if m and is_body_name(m["who"]) else None


def issuer_of(
    page: Page, title: Quote | None, signature: Signature | None, lines: list[Line]
) -> tuple[Quote | None, str]:
    """Who speaks: a ledger's head, the signature, the title, the metadata, a byline - in this order."""
    ledger = labelled_value(page, "ledger_issuer", list(page.lines)) or field_value(page, "ledger_issuer")
    if ledger:
        return ledger, "ledger head"
    if signature and signature.signers:
        return page.quote(*_signing(page, signature)), "signature"
    named, field = title_issuer(page, title), field_value(page, "issuer")
    press = field if field and _PRESS.search(fold(field.text)) else None
    field = None if press or (field and _POST.search(fold(field.text))) else field
    if field and field.spans and (signed := named_with_author(fold(field.text))):  # 某县审计局 某某 某某
        start = page.folded.find(signed["who"], field.spans[0].start)
        field = page.quote((start, start + len(signed["who"])))
    if head := _at_head(page, named):
        full = next((x for x in (field, _head_of_table(page)) if x and _completes(x, head[0])), None)
        return (full, f"label, which has the full name of the body in the {head[1]}") if full else head
    headed = _before_year(page, title)
    site = _site_body(page, lines)
    if site and field and not headed and _SECTION.fullmatch(fold(field.text).strip()):
        return site, "body of the page, of which the metadata name a section"
    of_field = _of_field(page, field, title, lines, headed) if field else None
    if of_field:
        return of_field
    told = byline_of(page, lines) or body_below_title(page)
    if told:
        return told, "byline"
    if site and not headed:
        return site, "body of the page, which its text speaks for"
    published = field_value(page, "issuer_meta")
    if published and is_body_name(fold(published.text)) and not _PRESS.search(fold(published.text)):
        return published, "metadata of the page"
    told_last = (
        (headed, "title, before its year"),
        (labelled_value(page, "assigning_issuer", list(page.lines)), "who hands it over"),
        (_head_of_table(page), "head of the table"),
        (_auditor(page, title, lines), "opening of an audit's result"),
        (_in_opening(page, _REPORTS, lines), "opening, which tells who reports"),
        (press if _tells_itself(press, title) else None, "newspaper whose own story it is"),
        (None, "nothing names one"),
    )
    return next((x for x in told_last if x[0]), told_last[-1])


def _at_head(page: Page, named: Quote | None) -> tuple[Quote, str] | None:
    """The body that the title, a masthead or the line of a speaker tells, and which of these."""
    if named:
        return named, "title"
    if head := masthead_of(page) or letterhead_of(page):
        return head, "masthead"
    speaker = speaker_of(page)
    return (speaker, "speaker below the title") if speaker else None


def _head_of_table(page: Page) -> Quote | None:
    """部門：某某局 above a table; 單位：元 names no body."""
    above = list(takewhile(lambda x: not x.is_table, page.lines[:_OPENING]))
    told = labelled_value(page, "body_above", above) if len(above) < len(page.lines) else None
    return told if told and is_body_name(fold(told.text)) else None


# 第一課, 會計室, 政風室: a section of the body whose page it is
_SECTION = re.compile(
    "第[一二三四五六七八九十]{1,2}[课科厅处组室]|(?!审计室)[\u4e00-\u9fff]{2,4}(?:[课科股组]|室|中心)"
)
_SPOKEN = 600  # characters of the text that may say for whom it speaks


def _site_body(page: Page, lines: list[Line]) -> Quote | None:
    """Who owns the page, where the text speaks for it: 本局 of a bureau, or an audit office by its name."""
    told = [f.value for f in page.fields.get(_SITE_KEY, ())]
    meta = field_value(page, "issuer_meta") if page.fields else None
    told += [meta.text] if meta else []
    opening = page.folded[lines[0].start : lines[0].start + _SPOKEN] if told and lines else ""
    for value in told:
        name = fold(value).strip()
        bare = name.rpartition(" ")[2]
        if not is_body_name(name) or _PRESS.search(name) or not bare:
            continue
        ours = re.search(rf"[本我]{re.escape(bare[-1])}(?![\u4e00-\u9fff]{{0,2}}部门)", opening)
        auditor = _AUDIT_OFFICE.search(bare)
        if ours or (auditor and auditor.group() in opening) or _defined(bare, opening):
            return Quote(text=value.strip().rpartition(" ")[2], spans=())
    return None


_SITE_KEY = squeeze(SITE_BODY)
_AUDIT_OFFICE = re.compile("审计[部署局厅处室]$")


def _defined(name: str, opening: str) -> bool:
    """True for 城岸大學（「大學」）, 文娛設施管理局（下稱本局） in the opening: the text goes on to speak for it."""
    return (
        re.search(rf"(?:^|[，,。；;\n]){re.escape(name)}[(（](?:以?下[简称]*称?|简称|[“「『])", opening)
        is not None
    )


def _of_field(
    page: Page, field: Quote, title: Quote | None, lines: list[Line], headed: Quote | None
) -> tuple[Quote, str] | None:
    """Who speaks where the page names a source: that body, or the one that its title or opening tells instead."""
    if headed and fold(headed.text) not in fold(field.text):
        return headed, "title, before its year"
    auditor = _auditor(page, title, lines)
    if auditor and _audits_too(field, auditor):
        return auditor, "opening, of a result that another office shows on its site"
    if auditor and not is_body_name(fold(field.text)):
        return None
    fuller = _in_full(page, field, lines)
    return (fuller, "metadata, in full in the opening") if fuller else (field, "metadata")


def _audits_too(field: Quote, auditor: Quote) -> bool:
    """True where the source is 某市审计局, whose site shows what 某区审计局 announces, or 投审中心, a section of the body."""
    shown, told = fold(field.text), fold(auditor.text)
    other = shown.endswith(("审计局", "审计厅")) and shown not in told and told not in shown
    return other or re.fullmatch(r"[\u4e00-\u9fff]{2,4}(?:中心|科|股|室|处)", shown) is not None


def _tells_itself(press: Quote | None, title: Quote | None) -> bool:
    """True for a newspaper below a headline; a document that it prints is somebody else's."""
    named = press is not None and _NEWSPAPER.search(fold(press.text)) is not None
    return named and title is not None and not looks_like_title(title.text)


def _completes(field: Quote, named: Quote) -> bool:
    """True for 某市审计局 beside 市审计局: the title leaves the place's name out."""
    short, full = fold(named.text), fold(field.text)
    left = full[: -len(short)] if full.endswith(short) else ""
    return bool(left) and (short[0] in "省市县区州盟旗镇乡" or left[-1] in "省市县区州盟旗")


def _in_full(page: Page, field: Quote, lines: list[Line]) -> Quote | None:
    """某某县审计局 in the opening, where the metadata say only 县审计局."""
    short = fold(field.text)
    bare = re.fullmatch("[^省市县区州盟旗镇乡]{2,4}[局厅委办]", short)  # 审计局: the place is left out
    if not bare and (short[:1] not in "省市县区州盟旗镇乡" or not is_body_name(short)):
        return None
    place = "{2,10}[省市县区州盟旗]" if bare else "{2,6}"
    full = re.compile(rf"(?:^|(?<=[，,。由\n]))(?P<who>[\u4e00-\u9fff]{place}{re.escape(short)})")
    return _in_opening(page, full, lines)


def _auditor(page: Page, title: Quote | None, lines: list[Line]) -> Quote | None:
    """某某县审计局 that tells in the opening of its result whom it audited, where nothing else names who speaks."""
    if title is None:
        told = any(_ANNOUNCES.search(page.folded, x.start, x.end) for x in lines[:_OPENING])
    else:
        told = bool(_RESULT.search(squeeze(fold(title.text))))
    return _in_opening(page, _AUDITS, lines) if told else None


def _in_opening(page: Page, names: re.Pattern[str], lines: list[Line]) -> Quote | None:
    """What the group `who` of a pattern finds in the first three lines; a date and a number alone are none."""
    told = [x for x in lines[:_OPENING] if not x.is_table and x.end - x.start >= _SHORTEST][:3]
    found = (names.search(page.folded, x.start, x.end) for x in told)
    return next((page.quote(m.span("who")) for m in found if m), None)
