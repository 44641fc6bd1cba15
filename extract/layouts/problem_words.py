"""Words around a problem in running text: what stands before it in place of a number, who found it, its field, and in what
words a sentence names it before, behind or in the midst of what was done.
"""

import re

from extract.language.patterns import AUDIT, FOUND, NUMBER, ONE_MORE
from extract.layouts.told import after_opener
from extract.lines.lines import Page
from extract.roles.cues import names_fault

_NOUN = r"(?:问题|情[形况]|现象|事项|毛病|意见|批评|一[事项节条点])"
_WHO = (
    rf"(?:(?:本次|此次|市|县|区|省)?(?:{AUDIT})(?:组|局|报告|机关|意见|部门|中|时)*|(?:审计)?报告[中里上]?"
    "|贵[局委办厅署组站处])"
)
_TOLD_BY = rf"(?:{_WHO}(?:所|关于|有关|对)*(?:{FOUND}|列出?|提到|提|指|说|认定|批评|点出)*的?)?"
_T = (
    r"(?P<title>(?!上述|以上|相关|有关|这些|该|此|各|所有|其[中他余]|切实|着力|推动|解决|纠正)"
    r"(?:[^。；;：:“”]|“[^“”]{1,40}”){4,90}?)"
)
# what turns back from an answer to its problem: 以此纠正F的问题, 针对的是F, 回应了审计关于F的意见
BACK = re.compile(
    rf"(?:(?:由此|以此|用[以来]|从而|进而|借此|据此|因此|这样)(?:有效|切实|彻底|及时|便|就|也|才){{0,2}}"
    rf"(?:纠正|解决|整改|消除|改正|化解|回应|对应|处理)了?|(?:有效|切实|彻底|及时|这|便|就|也){{0,2}}(?:纠正|解决|整改|消除|改正|化解|回应|处理)(?:了|的是)|(?:所)?(?:针对|对应|回应|纠正|解决|整改|涉及|说|指)的(?:就是|正是|便是|是|即)"
    rf"|这(?:就是|正是|便是|是)[^，,。；;]{{0,4}}?(?:对|针对)|为(?:了)?(?:解决|纠正))"
    rf"{_TOLD_BY}{_T}(?P<stop>(?:这一?个?|的|等|之)*(?:{_NOUN})(?:的[^，,。；;]{{2,10}})?(?=[，,。；;])|(?=[。；;]))"
)
# 之所以退款，是由于审计查明F。  这是所列第二个问题，即F。
WHY = re.compile(
    rf"(?:之所以[^，,。；;]{{2,24}}[，,](?:就|正|便)?是?(?:因为|由于|缘于|源于|基于)|[^，,。；;]{{0,16}}问题[，,](?:即|也就是|就是|指的是))"
    rf"(?:{_WHO}(?:{FOUND}|认定)了?[，,]?)?(?P<title>[^。；;]{{5,100}})"
)
# 对F的问题，… 至于F一事，… F的问题，… F的问题尚未整改
NAMED = re.compile(
    rf"(?P<about>(?:至于|关于|对于|针对|对|就)(?!的是))?{_TOLD_BY}{_T}(?:(?:这一?个?|的|等|之)*{_NOUN}"
    r"(?=[，,：:。]|[—]|[目现]|[已尚仍均都还正也得由因暂须需]|属)|(?(about)(?=[：:])|(?!)))"  # 关于F：已…
)
# 此前三年的水表未经招标，对此…: told behind what was done
ONCE = re.compile(r"[ ]*(?:在此)?(?:此前|之前|以前|原先|当初|过去)[，,]?(?=[^，,。；;])")
# what may stand before a problem in place of a number
_TURN = re.compile(
    r"[ ]*(?:与此同时|除此之外|除上述问题外|(?:另)?一方面|另一个(?:问题)?(?=是)"
    r"|此外|另外|同时|另|还有|再有|再者|接着|首先|其次|再次|最后|[一二三四五六其][来则]"
    r"|其[一二三四五六]"
    r"|(?:再|又|头|还有|另|第)?[一二三四五六七八九十](?:个|件|项|点)(?:问题|事情?|方面)?(?=[是，,])|第[一二三四五六七八九十])"
    r"(?:(?:还|就|的)?(?:有|是|要说的)?)[，,：:]?"
)
_LEFT = re.compile("[尚仍]|未[能收追退归缴补清完]|正在|承诺|计划|暂|剩余|其余|余下")
# who found it, the field it belongs to: 审计还指出，  在采购方面，  停车收费这块，  微改造工程里，
_FIELD = re.compile(
    r"[ ]*(?:关于|至于|再?说到|再?谈到|再说)[^，,。；;：:“”\d]{2,8}[，,]"
    r"|[ ]*(?:(?:再|先|来|看|说|关于|就|至于|在|从){0,3}[^，,。；;：:“”\d]{2,14}?"
    r"(?:方面|领域|环节|工作|这[块头项]|这一块|[上里中])[，,](?:主要)?)"
)
_OPENER = re.compile(
    rf"[ ]*(?:{_WHO}(?:人员|期间|过程)?(?:还|也|又|同时|另|首先){{0,2}}"
    rf"(?:{FOUND}|[说讲]|认为|提到|认定|批评|点到|点出|关注到|[查看]到)"
    rf"|[还又也](?:{FOUND}|[说讲](?=我)|认为|提到|点到))"
    r"(?:了|我(?:们|[局镇乡校院社场处街道]{1,2}))?[，,：:]?(?!的|之?后|问题|以来|各|这|该|上述|以上)"
)
_BY = re.compile(rf"[ ]*{_WHO}所?(?:{FOUND}|列|提到|提|指|说|认定|批评|点出)的(?=[^，,。；;]{{6}})")
# 某局存在的问题是：  还有一个问题是往年就提过的：  最后一个问题是
PROBLEM_IS = re.compile(
    r"(?:[^，,。；;：:“”]{0,24}存在的?(?:主要|突出)?问题(?:主要)?(?:[是为](?![：:])|(?:是|为|有)[：:])"
    r"|(?:还|另外?|再|最后|其中)?有?[一二三四五六七八九十第]{1,2}(?:个|项|类)(?:老|新)?问题[^，,。；;：:“”]{0,16}[：:])"
    rf"|[ ]*{ONE_MORE}"
    # 最棘手的是F, 委员们问得最多的，是F
    r"|[ ]*(?:最|首先|尤其|特别|需要|必须|要|值得|应当|令人|不容|不得不|群众|居民|大家|委员们?|代表们?|职工)"
    r"[^，,。；;：:\d]{1,12}的[，,]?还?[就便]?[是有]"
)
_TIME = re.compile(r"[\d年月日季度、至到—\-]+(?:以来|期间|底|末|初|前|后)?[，,]?")
_ABOUT = re.compile("[ ]*(?:关于|至于)(?=[^，,。；;]{6})")
_NAME = re.compile(r"[^，,。；;：:“”\d]{2,12}[：:](?=[^\n])")
ASKED = re.compile(rf"[ ]*(?:{AUDIT})[^，,。；;]{{0,6}}(?:建议|要求|责令|责成)")
_REST = re.compile(
    rf"[ ]*(?:其余|剩余|余下|另外?|还)(?:的|有)?(?:{NUMBER}|[\d.,]+)(?!方面|[来则是])(?P<what>[\u4e00-\u9fff]{{1,3}})"
)


def behind_turns(folded: str, at: int, end: int) -> int:
    """Where words go on behind 最后, 一个是: what stands in place of a number."""
    while (turn := _TURN.match(folded, at, end)) and turn.end() > at:
        at = turn.end()
    return at


def parts_off(folded: str, start: int, end: int) -> bool:
    """True for words that part a matter from the one before: 另一方面，…, 审计还指出，…."""
    return _TURN.match(folded, start, end) is not None or _OPENER.match(folded, start, end) is not None


def what_is_left(folded: str, start: int, end: int, before: int) -> bool:
    """True for 另有1个课题… where folded[before:start] tells of 13个课题: what is left of the matter above."""
    m = _REST.match(folded, start, end)
    if m is None:
        return False
    amount = m["what"][0] in "元万" and not names_fault(folded[m.end() : end])
    return amount or folded.find(m["what"], before, start) >= 0


def behind_leads(page: Page, start: int, end: int) -> tuple[int, bool, bool]:
    """Where a sentence tells its matter behind 此外，在采购方面，审计还指出：; whether words part it from the one before, and
    whether they say who found it.
    """
    at, turned, opener = start, False, False
    for _ in range(_MOST):
        turn = behind_turns(page.folded, at, end)
        said = turn if turn > at else _behind_opener(page, at, end)
        turned, opener = turned or turn > at, opener or (turn == at and said > at)
        stop = said if said > at else _behind_field(page.folded, at, end)
        if stop == at:
            break
        at = stop
    return at, turned, opener


_MOST = 5  # leads of one sentence


def _behind_opener(page: Page, at: int, end: int) -> int:
    m = _OPENER.match(page.folded, at, end) or PROBLEM_IS.match(page.folded, at, end)
    return m.end() if m else after_opener(page, at, end)


def _behind_field(folded: str, at: int, end: int) -> int:
    m = _ABOUT.match(folded, at, end) or _BY.match(folded, at, end)
    m = m or _FIELD.match(folded, at, end) or _NAME.match(folded, at, end)
    return at if m is None or names_fault(m.group()) else m.end()
