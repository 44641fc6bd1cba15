"""Find where a text states the status of a finding, and tell such a sentence from the measures around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extract.language.anchors import edges
from extract.language.patterns import ABOVE
from extract.language.sentences import sentences
from extract.status.dues import Due, due_behind
from extract.status.forms import status_words
from extract.status.statuses import StatusHit, find_status, may_state
from extract.status.verified import BEHIND_CHECK, behind_check

# What may stand before the status words in a sentence that only states a status.
_SUBJECT = re.compile(
    r"^[ ]*(?:[→⇒➔➜➡⟶]+[ ]*)?(?:因此|因而|所以)?(?:[(（\[【〔])?(?:(?:整改|跟进|推行|落实|办理|改善|处理)(?:情[况形]|状[态况]|结果|进展|进度)(?:[:：]|[为是]))?(?:(?:截[至止]|[至到](?=\d{1,4}[年月]))[^，,。；]{0,24}[，,]?)?(?:目前|眼下|现|现阶段|至今|经整改|通过整改|整改后|总体上?|上述|针对(?=[该此这])|审计(?:指出|反馈|提出)(?:问题)?后[，,]?|经(?:现场|实地|本次|跟踪|再次|审计|我局|本局|检查组)?(?:检查|核查|核实|复查|复核|查证|查核|抽查|跟踪检查|回访)后?)?[，,]?"
    rf"(?:(?:委员会|[帐账]委会|公署|审计署|专员)的)?(?:(?:该|此|本|全(?=案)|{ABOVE}|这一?|相关|有关|所涉|涉案(?=线索))(?:各)?(?:项|个|类|些|条|[件桩](?:事情?)?|点|处|宗|笔|方面|案(?=缺失|建议))?(?:的)?(?:\d+|[一二三四五六七八九十两]+)?(?:个|项)?|我(?=[局处府所校院会厅委部队]|公[司所])|(?P<number>[二两三四五六\d][个项])(?=问题|事项))?(?:问题|事项|事宜|缺失|缺失事项|工作|整改工作|整改任务|情况|整改事项|反馈问题|建议|意见|隐患|任务|案|(?<=此)事|(?:主办|主管|权责|受[查核检稽]核?|承办|业管|执行)?(?:机关|单位)|(?<=[该本我])(?:[局处府所校院会厅委部队]|公[司所]))?(?:(?:人员)?(?:涉嫌)?(?:违[纪法规]{{1,2}}|违[纪法]违[纪法]|犯罪|案件|问题)*线索)?(?:的)?(?:整改|落实|改善|改进|跟进|处理)?(?:工作|任务|行动)?(?:属于?[^，,。；;]{{2,12}}(?=[，,]))?"
    r"[，,]?(?:目前|眼下|现(?:阶段|时)?|至今|迄今)?(?:均|全部|都|也|暂时|当[天日月年场][就即]?)?(?:只能|可以|可|才|也|大体)?(?:说|算)?(?:是|作)?"
    r"(?:(?<=[项事作题])[我本](?:[局委办会院校所站中心处馆镇乡场社]|公司|单位|街道))?$"
)
# 委员会察悉，有关建议…  经复核，认定该问题…  经县整改办现场核验，该问题…: who was told or judges stands before the sentence that states
_REPORTED = re.compile(
    r"[ ]*+(?:经[^，,。；;:：]{2,24}(?:检查|核[查实验]|复[查核]|查验|验收|审[核查]|评估)(?:后|合格|通过)?[，,]|(?:经[^，,。；;:：]{2,16}[，,])?[^，,。；;:：]{0,12}?(?:(?:认|判|评)定|判断|结论)(?:结果)?(?:为|是|其)?[，,:：]?|[^，,。；;:：]{2,28}(?:查证|复查|复核|核实|核查|检视|查验|视察|审阅|复检)后[，,]|(?:[^，,。；;:：]{0,10}(?:委员会|[帐账]委会|公署|专员|审计[署部处室](?:署长|长)?|[署局处厅]方|当局|政府)|本[署局处会院部室]|[^，,。；;:：]{2,12}[署局处厅院会](?=认为|表示|确认))"
    r"(?:[于在][^，,。；;:：]{2,14}?)?(?:其后|已|亦|现|均|遂){0,2}(?:(?:察|备|得|获|知)悉|[注留]意到?|认为|确认|认定|同意|认同|指出|表示|(?:通知|告知|函知|函复)[^，,。；;:：]{0,8})[，,:：]?)"
)

# either of both ways to say who tells it, one match for both
_TOLD = re.compile(f"{BEHIND_CHECK.pattern}|{_REPORTED.pattern}")

_LONGEST = (
    80  # characters: a sentence that only states a status is short, whatever date and subject it carries
)
_IN_BRACKET = re.compile(
    r"[ ]*[(（\[【〔](?P<words>[^()（）\[\]【】〔〕]{2,16})[)）\]】〕][ ]*(?=[^ 。])"
)  # （未整改到位）由于…
_STILL_LISTED = re.compile(
    r"[^，,。；;]{0,8}(?:持续|继续|赓续|续予?)(?:列管|追踪|管考)[^，,。；;]{0,4}[。；;]?"
    r"|[^，,。；;]{0,16}(?:通过|经)了?[^，,。；;]{0,16}(?:验收|核查|复核|认定|确认)[^，,。；;]{0,4}[。；;]?"  # 10月12日通过市审计局验收
    r"|(?:现|目前|正)?由[^，,。；;]{2,14}(?:立案|侦办|侦查|查处|审[查理]|调查|核查|处理|办理)[中。；;]*"  # 已移送处理，由公安机关侦办
)
# 线索已移送公安机关，3人被采取强制措施  有关情况已移送县纪委监委，结果由他们公布: what became of it there is nothing the body did
_MATTER = re.compile(
    r"[ ]*(?:有关|相关|上述|涉嫌|该|此)?(?:问题|违[纪法规]|犯罪|涉案|责任|人员|的){0,4}(?:线索|情况|[全本该]案|案件)"
)
_OUTCOME = re.compile(
    r"(?!.{0,60}(?:[追收退]回|缴|归还|整改|[修制]订|制定|完善|建立))[^。；;]{0,24}(?:被|由|结果|立案|处分|查处|侦|审理|结案)[^。；;]{0,40}[。；;]?"
)
_OPENING = re.compile(r"[^，,。；;：:]{3,24}[，,]")  # 正在整改，其中1家已…
_COMMA = re.compile(r"[，,；;]")
# 整改中，市城管局重新编码…: how it went, no state; 整改中，预计6月完成 is one
# 因工期顺延，尚未整改到位: a cause but leads to the state
_LEADS = re.compile(r"[ ]*(?:因为?|由于|鉴于)[^，,。；;]{3,30}[，,]")
_IN_COURSE = re.compile(r"整改(?:过程)?中[，,](?!预计|计划|拟|将|尚|仍|还|待|正)[^。；;]{8}")
_LASTING = "needs lasting work"  # …安装视频监控2套，需要长期坚持
_THIS_PROBLEM = re.compile(
    r"(?:该|此|这一?|本|是(?=项))(?:项|个)?(?:(?:整改|反馈|督察|审计){0,2}(?:问题|事项|任务)|缺失|建议|意见)|此事|[这此](?:一?[件桩条]|[一]?[点项])(?:事情?)?(?=[已也还仍尚可算办改])"
)
_SO = re.compile("[ ]*(?:故|因此|因而|所以|据此|为此)")  # …，故暂未能落实  …，故此项无需整改
_SHORT = 40  # characters of a clause that only states a status
# …筹资清偿9家企业，其余欠款仍在整改: what is left of the matter, uncounted, is how far it has come
_OF_THE_REST = re.compile(
    r"(?:其[余他它]|剩余|余下|尚余)(?:的)?(?!问题|事项)[^，,。；;\d]{0,10}?(?=[仍尚还正未][^，,。；;]{0,8}(?:整改|推进)|整改中)"
)
_OF_MATTER = re.compile("整改|推进")
# …，选聘机构一事已按审计意见纠正  …，超发薪酬的问题已整改完毕: the matter in few words, not one of several
_OF_TOPIC = re.compile(
    r"(?![ ]*+(?:其[中余他它]|部分|个别|另|剩余|余下|多数|有关|相关|上述|以上))[^ ，,。；;：:\d]{2,16}?(?:一事|的?问题)(?:目前|现)?(?=[已正均尚仍未])"
)
_UNFINISHED = ("in_progress", "not_completed", "long_term")
_RECTIFIED = re.compile("整改|[纠改]正|^(?:没有?|未|还没有?)[改办][完好成到]")  # 尚未纠正到位, 没有改成
_WORKS = re.compile("[ ]*(?:有关|相关|该项?|此项)?(?:工程|项目|程序)")  # …需与业权人商讨，工程仍在进行
_CLOSE = r"[)）\]】〕]?[。；;！!，,]?"
_NO_MORE = (  # …已落实，并同意无须再作跟进
    r"(?:[，,；;]?(?:并|且|故|而)?(?:同意|认为|建议)?(?:无[须需]|毋[须需]|不[须需]|不再|不必)(?:就此|对此)?(?:再)?(?:作|采取|进行)?(?:任何|进一步)?"
    r"(?:的)?(?:跟进|追查|行动|汇报|列管|追踪|[列纳]入[^，,。；;]{0,6}(?:台账|清单|管理))(?:行动|工作|此事)?"
    r"|[，,；;]?(?:并|故)?建议[^，,。；;]{0,16}报告[^，,。；;]{0,6}(?:删除|剔除|移除|删去)[^，,。；;]{0,8}"  # 建議從下次進度報告刪除
    r"|[，,；;](?:并|且|现|拟|建议|准予|予以|同意|申请){1,3}(?:结案|销号|办结|解除列管|备查|归档|存查))?"  # 已改善，同意結案
)
_NO_FURTHER = re.compile("[无毋不][须需再必]|[删剔移][除去]")  # in all of those
_LAST = 8  # characters: the last of a phrase, blanks, what closes it
_AFTER = re.compile(rf"^{_NO_MORE}{_CLOSE}$")
_OPEN_YET = re.compile(
    "正在|尚[未有]|仍|未能|其余"
)  # 车辆正在评估处置，退费问题已妥善解决: of several matters


@dataclass(slots=True, kw_only=True)
class Statement:
    """A range of text that states a status: the whole sentence or clause, and the words themselves."""

    start: int
    end: int
    hit: StatusHit  # offsets into the whole folded text
    whole: bool  # a sentence of its own, so no part of a measure
    due: Due | None = None  # by when the rest is to be done, where the same sentence says so


@lru_cache(maxsize=4096)  # several rules ask for the status words of one line or sentence
def hits_in(folded: str, start: int, end: int) -> tuple[StatusHit, ...]:
    """Status words in folded[start:end], with offsets into `folded`."""
    if not may_state(folded, start, end):
        return ()
    return tuple([_moved(h, start) for h in find_status(folded[start:end], is_folded=True)])


def _moved(hit: StatusHit, by: int) -> StatusHit:
    return StatusHit(
        start=hit.start + by,
        end=hit.end + by,
        status=hit.status,
        text=hit.text,
        rule=hit.rule,
        attributive=hit.attributive,
        counted=hit.counted,
    )


@cache
def _begins() -> re.Pattern[str]:
    """How a text begins that may open with a subject or a phrase of status."""
    return re.compile(rf"\s*{edges(_SUBJECT.pattern + status_words().phrase)[0]}")


@cache
def _ends() -> re.Pattern[str]:
    """The last characters of a text that may end in a phrase of status."""
    return re.compile(rf"(?:{edges(status_words().phrase)[1]}\s*{_CLOSE}|\s)$")


def _may_end(folded: str, start: int, end: int) -> bool:
    """False where a text can end in no phrase of status, nor in words that no more is to be done: most need not be read."""
    last = end - _LAST if end - start > _LAST else start
    return (_ends().search(folded, last, end) or _NO_FURTHER.search(folded, start, end)) is not None


def pure_status(folded: str, start: int, end: int) -> StatusHit | None:
    """Return the status words where folded[start:end] does nothing but state a status, be it as somebody's words (委员会察悉，…)."""
    if end - start > _LONGEST or not _may_end(folded, start, end):
        return None
    hit = _states_alone(folded, start, end)
    if hit is None and (told := _TOLD.match(folded, start, end)):
        hit = _states_alone(folded, told.end(), end)
    return hit


def _states_alone(folded: str, start: int, end: int) -> StatusHit | None:
    if not _begins().match(folded, start, end):
        return None
    for hit in hits_in(folded, start, end):
        subject = folded[start : hit.start]
        kind = _KIND.match(folded, hit.end, end) if hit.attributive and _IS_OF.search(subject) else None
        if (hit.attributive and kind is None) or hit.counted:
            continue
        if "线索" in subject and hit.text[0] not in "已业均全也":
            continue  # 有关问题线索移送市纪委监委，…: an act
        subject = status_words().called.sub("", subject)
        m = _SUBJECT.match(subject)
        if m and m["number"] and hit.text[0] not in "均都皆全":
            continue  # 2个问题已整改, of more; 两个问题均已整改到位 says it of all that the item answers
        works = hit.status == "in_progress" and _WORKS.fullmatch(subject)
        if (m or works) and _AFTER.match(folded[kind.end() if kind else hit.end : end].strip()):
            return _with_its_noun(folded, start, hit)
    return None


_IS_OF = re.compile("(?:属于?|是|算)$")  # 属于需要长期坚持的事项
_KIND = re.compile("的?(?:工作|事项|任务|事)")
_ITS_NOUN = re.compile(r"[ (（\[【→]*(?P<noun>整改(?:工作|任务)?)$")


def _with_its_noun(folded: str, start: int, hit: StatusHit) -> StatusHit:
    """整改完成 as a whole where nothing else stands before the state: 整改 names no problem there."""
    m = _ITS_NOUN.match(folded, start, hit.start)
    if m is None:
        return hit
    return replace(hit, start=m.start("noun"), text=m["noun"] + hit.text)


def tells_more(folded: str, start: int, end: int) -> bool:
    """True where a sentence that states a status opens a text that tells more: 已完成整改。一是按日结算…"""
    found = sentences(folded, start, end)
    rest = folded[found[0][1] : end].strip("。；;，, ") if found else ""
    stated = (
        (h for h in hits_in(folded, found[0][1], end) if not (h.counted or h.attributive)) if rest else ()
    )
    return len(rest) > 3 and pure_status(folded, *found[0]) is not None and not any(stated)


def statements(folded: str, start: int, end: int) -> list[Statement]:
    """Find the sentences of a text that state the status of its finding; a closing clause that does counts too."""
    if not may_state(folded, start, end):
        return []
    return [s for a, b in sentences(folded, start, end) if b - a <= 3000 for s in _stated(folded, a, b)]


@lru_cache(maxsize=4096)  # first to tell what a sentence does, then to take what it states
def _stated(folded: str, start: int, end: int) -> tuple[Statement, ...]:
    """What one sentence states, with the time that its last clause sets: 正在整改，2025年6月底前完成。"""
    if not may_state(folded, start, end):
        return ()
    due = due_behind(folded, start, end)
    told = _without_due(folded, start, due.start) if due else ()
    if due and told and told[-1].end == due.start and told[-1].hit.status != "completed":
        return (*told[:-1], replace(told[-1], end=end, whole=True, due=due))
    return _without_due(folded, start, end)


def _without_due(folded: str, start: int, end: int) -> tuple[Statement, ...]:
    """What a sentence states: all of it, a bracket or a clause at its start, else clauses of it."""
    hit = pure_status(folded, start, end)
    if hit:
        return (Statement(start=start, end=end, hit=hit, whole=True),)
    bracket = _IN_BRACKET.match(folded, start, end)
    told = pure_status(folded, *bracket.span("words")) if bracket else None
    if bracket and told:
        return (Statement(start=start, end=bracket.end(), hit=told, whole=True),)
    leads = _LEADS.match(folded, start, end)
    told = pure_status(folded, leads.end(), end) if leads else None
    if leads and told:
        return (Statement(start=start, end=end, hit=told, whole=True),)
    opening = _OPENING.match(folded, start, end)
    if opening and _IN_COURSE.match(folded, start, end):
        opening = None
    hit = pure_status(folded, start, opening.end() - 1) if opening else None
    hands_on = hit and hit.status == "transferred" and _MATTER.fullmatch(folded, start, hit.start)
    if opening and hit and (hands_on or _speaks_of_state(folded, start, hit)):
        rest = (_OUTCOME if hands_on else _STILL_LISTED).fullmatch(folded, opening.end(), end)
        return (Statement(start=start, end=end if rest else opening.end(), hit=hit, whole=True),)
    return tuple(_clauses(folded, start, end))


def _speaks_of_state(folded: str, start: int, hit: StatusHit) -> bool:
    """Whether the words that open a sentence state how far the finding is: 部分改善，将再行检讨, not 已办结，…."""
    part = hit.status in ("largely_completed", "in_progress", "not_completed") and hit.start == start
    return part or "整改" in hit.text or _names_problem(folded[start : hit.start])


_PLANS = "我本该将拟计预争力下恳请望"
# 余款一时难以收齐，尚未整改到位，(我局将继续追收): what is planned goes on from the state
_PLAN = re.compile(
    "(?:[我本该][^，,。；;]{1,6}?)?(?:下一?步)?(?:将|拟|计划|预计|争取|力争|恳请|提请|请求|望)"
)


def _clauses(folded: str, start: int, end: int) -> Iterator[Statement]:
    """Clauses of a sentence that state a status: any one that names its problem (…，该问题已整改完成，…), or the last."""
    at = start
    for stop in [*(m.end() for m in _COMMA.finditer(folded, start, end)), end]:
        so = _SO.match(folded, at, stop)
        begins, at = at, so.end() if so else at
        names = _THIS_PROBLEM.search(folded, at, stop)
        plans = stop < end and folded[stop] in _PLANS and _PLAN.match(folded, stop, end) is not None
        asked = (names or plans or stop == end) and start < at and stop - at <= _SHORT
        hit = _clause_state(folded, start, at, stop, stop == end) if asked else None
        checked = behind_check(folded, at, stop) if hit else None
        subject = folded[min(checked or at, hit.start) : hit.start] if hit else ""
        if hit and _THIS_PROBLEM.search(subject):
            yield Statement(start=begins, end=stop, hit=hit, whole=True)
        elif hit and stop == end:
            clues = "线索" in subject  # …，有关人员违纪问题线索已移送纪委: an act that states as well
            told = (
                _RECTIFIED.search(hit.text) is not None
                or _OF_THE_REST.match(folded, at, stop) is not None
                or (hit.start == at and "改善" in hit.text)
                or hit.rule == _LASTING
                or (checked is not None and "销号" in hit.text)
                or (_names_problem(subject) and not clues)
                or "一事" in subject
                or hit.text.startswith("问题")
            )
            if told or clues or so or _alone(hit, at, stop):  # an act alone (已移送…处理) stays with the acts
                yield Statement(start=begins, end=stop, hit=hit, whole=told)
        elif hit and plans and hit.status in _UNFINISHED and ("整改" in hit.text or "工作" in subject):
            yield Statement(start=begins, end=stop, hit=hit, whole=False)
        at = stop


def _clause_state(folded: str, start: int, at: int, end: int, is_last: bool) -> StatusHit | None:
    """The state that the clause from `at` on gives in a sentence that begins at `start`."""
    hit = pure_status(folded, at, end) or _of_the_rest(folded, at, end)
    return hit or (_of_topic(folded, start, at, end) if is_last else None)


def _of_the_rest(folded: str, start: int, end: int) -> StatusHit | None:
    """The state of a last clause that speaks of what is left to put right: …，其余欠款仍在整改。 …，其余敞口的处置仍在推进。"""
    lead = _OF_THE_REST.match(folded, start, end)
    hit = pure_status(folded, lead.end(), end) if lead else None
    return (
        hit if hit and hit.status in _UNFINISHED and _OF_MATTER.search(hit.text) and not hit.counted else None
    )


def _of_topic(folded: str, start: int, at: int, end: int) -> StatusHit | None:
    """The state of a last clause that names its matter in few words, where no clause before it states one."""
    lead = _OF_TOPIC.match(folded, at, end)
    if lead is None or _OPEN_YET.search(folded, start, at) or hits_in(folded, start, at):
        return None
    hit = _states_alone(folded, lead.end(), end)
    return hit if hit and hit.start == lead.end() else None


def _alone(hit: StatusHit, start: int, end: int) -> bool:
    """True for …制定了三年处置方案，正在推进。 and …进行责任认定，已移送市监委处理。: a last clause that is nothing but the state."""
    if end - hit.end > 1:
        return False
    handed = hit.status == "transferred" and hit.text[0] in "已业均"  # …，我公司已将线索移送纪检监察组。
    return handed or (hit.status == "in_progress" and hit.start == start)


def _names_problem(subject: str) -> bool:
    return bool(
        re.search(
            r"问题|事项|事宜|缺失|^[ ]*(?:建议|工程|项目)|[此本该这](?:项|案|件)|此事|整改(?:工作|任务)|(?:有关|相关|这项|该项)(?:工作|建议)|目前|现",
            subject,
        )
    )
