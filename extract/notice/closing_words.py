"""Words that close a notice and tell nothing of its findings: whom to reach, copies, thanks, where comments go."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.language.folding import squeeze
from extract.language.patterns import ABOVE
from extract.language.sentences import sentences
from extract.lines.lines import Line, Page
from extract.notice.signature import is_body_name, is_month

_CLOSING = re.compile(
    r"^(?:(?:[\d一二三四五六七八九十]{1,3}[.、 ]+)?(?:谨?请)?(?:各?委员会?|议员|立法会)(?:请)?[备察知]悉"
    r"[^。；;]{0,20}(?:进展|内容|文件|情况|报告|资料)。?$|"
    r"[\u4e00-\u9fff]{0,6}(?:长|主任|首长|代表人)[ ]*[(（](?:职名章|签[字名]章|签[章名]|职章|章戳?|条戳|印信?)[)）]$|"
    r"[顺敬祇此即并耑端谨][ ]?[颂请祝候致]$|[公时台钧勋大政道教筹近][ ]?[祺安绥祉]。?$|"
    rf"(?:{ABOVE})[^。；;，,]{{0,8}}[，,]?(?:谨|敬|仅|特|祈|恳|尚)?(?:供|请|祈)[ ]*(?:[贵钧大][ ]?[署局会院处府部座]|阁下|台端|委员|议员)?[ ]*(?:参考|参阅|察悉|备悉|知悉|鉴察|鉴核|察照|查照|备查)[^。；;，,]{{0,4}}。|"
    r"(?:另|其[余他它]|更多|具体|上年度?)[^。；;]{2,50}[，,](?:请?(?:详[见阅参]?|参[阅见考]))[^。；;，,]{0,16}(?:报告|附[件表录]|公告|全文|[网本][站页署室])[^。；;，,]{0,12}。?$|"
    r"多谢(?:代理)?主席[。！!]?$|完$|散会(?:时间)?(?:[:：(（。]|$)|(?:会议)?(?:主席|主持人?|纪录|记录人员|[出列]席(?:人员|单位)|请假人员)[:：]|"
    rf"(?:{ABOVE})(?:办理|整改|落实|改善)?(?:情况|情形|结果)[^。；;]{{0,16}}(?:备案|抄送|副知|函复|知悉|鉴察|备查)[^。；;]{{0,12}}。?$|"
    rf"(?:{ABOVE})(?:办理|整改|落实|改善)?(?:情况|情形|结果)[，,]?(?:敬?请|欢迎|望)[^。；;]{{0,24}}(?:监督|指正|审阅)[^。；;]{{0,8}}。?$|"
    rf"(?:希望|望)(?:各|全[市县区校系]|有关|{ABOVE})[^。；;]{{2,60}}|特此(?:公告|报告|函复|通报|公示|说明|函告|通知)|此(?:复|致)|专此|报告完毕|以上报告[，,]?[^。]{{0,20}}|请予?审[议阅]|[(（](?:此件|联系|共印|公示|附注|作者|本文作者|执笔|[^()（）]{{0,16}}由[^()（）]{{2,24}}(?:提供|供稿|整理|起草)[)）]$)|"
    rf"(?:联系(?:人(?:及|和|与)?(?:联系)?(?:电话|方式)?|电话|方式|单位|科室)|(?:监督|咨询|举报|投诉|受理|服务|反馈|值班|查询)(?:举报|服务|投诉)?(?:电话|热线|邮箱|信箱)|电话|传真|邮编|邮政编码|地址|电子邮箱|电子邮件|邮箱|[^，,。；;:：]{{0,8}}(?:反映|反馈|举报|投诉|监督|受理|咨询|征集|来信|来访)(?:意见|问题)?(?:的)?(?:方式|渠道|途径|部门|单位|机构|地址)|(?:通[讯信]|联系|邮寄|办公)地址)(?:[(（][^()（）]{{1,12}}[)）])?[:：]|[^，,。；;:：]{{0,16}}欢迎(?:广大|社会|各界|干部|群众|职工|师生|市民|[^。；;，,]{{0,12}}监督。?$)|公(?:示|告|开)(?:期|时间)(?:间|限|为|自|[:：])|(?:上一?[篇条]|下一?[篇条])[:：]|(?:{ABOVE})(?:各项|各节|事项|意见|缺失)*[，,]?(?:业|已|并|爰){{1,2}}(?:经|于|以)[^。；;]{{0,60}}函(?:送|请|知|报|达)[^。；;]{{0,40}}。?$|"
    r"(?:如有|如对|[^。；;，,:：]{0,14}如有)[^。]{0,30}(?:意见|异议|建议)|请(?:各|贵|你)[^。；;]{2,60}(?:报|送|函)[^。；;]{0,24}。?$|"
    r"[^。；;]{0,40}?[可请](?:拨打|致电|来电|来信|登录|(?:以[^。；;]{2,16})?向[^。；;，,]{2,30}(?:反映|查询|举报|咨询|提出))|(?:填[报表制]|制表|报送|编制|上报)(?:单位|部门|机关|人|日期|时间)(?:[(（][^()（）]{1,6}[)）])?[:：]|抄[送报][:：]|[正副]本[:：]|主题词[:：]|(?:提案|调查)委员[:：]|(?:综上(?:所述)?|据上论结)[^。]{0,200}(?:提案(?:纠正|弹劾|纠举)|监察法)|[^，,。；;]{0,24}(?:感谢|谨此致谢|致以谢意)[^。；;]{0,60}。?$|(?:附件|档案|文件|相关附?件?)(?:下载)[:：]|附[件表][\d一二三四五六七八九十]*(?:[:：]|$)|附[:：]|"
    r"(?:相关|有关|延伸|更多|扩展|推荐)(?:链接|附件|阅读|新闻|报道|稿件|文档|信息|文章|解读)[:：])"
)
_SHORT = 40  # characters of a closing phrase
# 2.整改佐证材料目录.pdf: the name of a file, below 附件：1.…
_FILE = re.compile(r"[^。；;]{2,80}\.(?:pdf|docx?|xlsx?|pptx?|wps|ofd|zip|rar)", re.IGNORECASE)
# 以上說明，敬請 鑒核。
_HANDS_OVER = re.compile(
    f"(?:{ABOVE})?(?:各项|办理|改善|处理|执行)*(?:说明|情[形况]|报告|事项|意见|资料)?[，,]?"
    "(?:敬|谨|恭|惠|即|并)?请?[ ]*(?:敬|惠|赐)?(?:鉴[核察查]|[核备]查|查照|核备|卓参|察照)(?:为荷|是荷|办理)?[。.]?$"
)
_FOOT = re.compile(
    r"(?:版权所有|主办单位|主办|承办|网站标识码|(?:文章|稿件|信息)?来源|(?:责任?)?编辑|责编|审[核校]|校对|供稿|技术支持|[文图]片?)[:： ]|[^，,。；;:：]{2,24}(?:主办|承办|版权所有)[ ]+[^，,。；;]{2,40}$"
)  # of the page, where no finding is told below
# 对整改情况有不同看法的可以书面反映，电话 0000-6120035
_REACHED = re.compile(
    r"[^。；;]{0,40}(?:反映|意见|异议|看法|疑问|咨询|联系|监督|来[电信访])[^。；;\d]{0,24}(?:电话|热线|传真|邮箱|信箱)"
    r"[^。；;\d]{0,12}(?:\d{3,4}[-—－ ]?\d{7,8}|1\d{10}|[\w.-]+@[\w.-]+)"
)
# 以上6家单位应在期限届满后10日内，将整改结果书面报送县审计局。
_REPORTED = re.compile(
    rf"(?:请|要求)?(?:{ABOVE}|各|有关|相关|被审计)[^，,。；;:：]{{0,10}}(?:单位|部门|机构|企业|学校|乡镇)[^。；;:：]{{0,40}}"
    r"(?:整改|落实|纠正)[^，,。；;]{0,4}(?:结果|情况|报告)[^。；;]{0,16}(?:报送|书面报|报告|上报|报[^，,。；;]{0,10}[局办委署]|反馈|公[告布开])"
)


# 3. 本处会于下次会议再作汇报。, the last paragraph of a paper that numbers them
_PROMISES = re.compile(
    r"[^，,。；;:：]{0,16}(?:会|将)(?:于|在)?[^。；;]{0,16}(?:再作?|继续|定期|适时|按[年季月]|每[年季月半])[^。；;]{0,16}(?:汇报|报告|交代|公[布佈]|检[视讨])"
    r"|[^，,。；;:：]{0,16}(?:会|将)(?:于|在|透过)[^。；;，,]{2,24}(?:发表|提交|呈交|公[布佈]|上载|汇报|报告|交代)[^。；;]{0,16}(?:报告|汇报|进展|进度|情[况形])"
)


def promise(body: Sequence[Line]) -> list[Line]:
    """The last line of a body without its number, where it only promises to tell more: what comes next, no finding."""
    line = body[-1] if body else None
    if line is None or line.is_table or line.mark is None or line.mark.kind not in ("num", "decimal"):
        return []
    one = line.folded.find("。", line.body, line.end - 1) < 0
    promises = one and _PROMISES.match(line.folded, line.body, line.end)
    return [line.behind(line.body)] if promises else []


# 具体情况分述如下：, on a line of its own: whatever stands below it says the same without it
_LEADS_ON = re.compile(
    r"(?:现|兹|以下)?(?:将|就|为)?(?:(?:具体|相关|有关|主要|各项|详细)的?(?:整改)?(?:情况|内容|事项))?(?:逐[项条一]|分[项类别])?"
    r"(?:分?述|报告|公[告布示开]|说明|通报|汇报|列示)?如下[。：: ]*"
)


def leads_on(folded: str) -> bool:
    """True for a line that only says that something follows."""
    return "如下" in folded[-4:] and _LEADS_ON.fullmatch(folded.strip()) is not None


def is_closing(line: Line, folded: str, *, after_all: bool) -> bool:
    """True for a line that only closes the notice; `after_all` that no finding is told below it."""
    if line.is_table:
        return False  # 编制单位：… in its first cell is no end of a notice
    short = line.end - line.start <= _SHORT
    if _CLOSING.match(folded) or (short and _HANDS_OVER.match(folded)):
        return True
    if "." in folded[-5:-2] and _FILE.fullmatch(folded):
        return True
    return after_all and any(p.match(folded) for p in (_FOOT, _REACHED, _REPORTED))


def without_closing(page: Page, line: Line) -> Line:
    """下一步，我院将…。欢迎社会各界监督，电话… without its last sentences, which only close the notice."""
    parts = sentences(page.folded, line.start, line.end)
    while len(parts) > 1 and any(
        p.match(page.folded[slice(*parts[-1])].strip()) for p in (_CLOSING, _REACHED)
    ):
        parts = parts[:-1]
    return (
        replace(line, end=parts[-1][1])
        if parts and parts[-1][1] < page.trim(line.start, line.end)[1]
        else line
    )


_DAMAGED_DATE = re.compile(r"^[\d年月 ]{4,12}日$")  # 2022118日: a date that lost its marks
_COMPILED = re.compile(r"(?:汇整|汇编|编制|编印|整理|填报|制表|提供)$")


def is_date(folded: str, *, last: bool) -> bool:
    """True for a date that lost its marks, and for a month alone in the `last` line."""
    return (folded[-1:] == "日" and _DAMAGED_DATE.match(folded) is not None) or (last and is_month(folded))


def without_compiler(folded: str) -> str:
    """A body's name without what it did with a paper: 某县政府农业处汇整."""
    return _COMPILED.sub("", folded).rstrip()


_SENTENCE = 16  # characters


def echoes(line: Line, titles: set[str]) -> bool:
    """True for the title printed again."""
    return line.mark is None and not line.is_table and squeeze(line.text) in titles


def names_body(page: Page, line: Line) -> bool:
    """True for a body's name alone, which signs at the end where a copy lost the date below it."""
    if line.is_table or line.mark is not None or _heads_sentence(page, line):
        return False
    if line.index and page.lines[line.index - 1].heading_role:
        return False  # what stands below a label
    return is_body_name(without_compiler(line.text.strip()))


def _heads_sentence(page: Page, line: Line) -> bool:
    """True for a line right above a paragraph that is a sentence: the body named there heads what is told of it."""
    following = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else None
    told = following is not None and following.is_plain and following.end - following.start >= _SENTENCE
    return told and following is not None and page.folded[following.end - 1] == "。"
