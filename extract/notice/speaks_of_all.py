"""Lines that speak of all findings, of a part of them, or of listed numbers, wherever they stand."""

import re
from functools import cache

from extract.language.anchors import edges
from extract.language.patterns import ABOVE, AUDIT, FOUND
from extract.lines.listed_problems import names_each
from extract.notice.shared_cells import cells_of_these

_LISTED_NUMBERS = re.compile(
    r"^(?:第|问题)[(（]?[\d一二三四五六七八九十]{1,3}[)）]?(?:[、,，至和]第?[(（]?[\d一二三四五六七八九十]{1,3}[)）]?)+(?:项|个|条)?(?:问题|事项)?"
)
_IN_PART = re.compile(
    r"第[ ]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[ ]?(?:部分|大类|个?方面|类)(?:问题)?[中里]?的?[，,]?"
    r"第[ (（]*[\d一二三四五六七八九十]"
)
_SPEAKS_OF_ALL = re.compile(
    rf"^(?:对于?|针对|就)?(?:截[至止][^，,。]{{0,24}}[，,])?(?:目前[，,])?(?:{ABOVE}|(?:审计|巡察|报告|反馈|本次)[^。，,]{{0,24}}?(?:的)?\d{{1,3}}(?:个|项|条)|所有|全部)[^。，,]{{0,14}}(?:问题|事项|缺失)(?!的?(?:行为|做法)?(?:不符合|不符|违反|违背|有悖))"
)
# 综上，9个问题中已完成5个，…  以上七处，改完四处，还在改三处。
_TALLIES = re.compile(
    r"^(?:综上(?:所述)?|总的?来?[看说]|总体(?:上|来)?[看说]?)[，,][^。；;，,]{0,16}?\d{1,3}(?:个|项|条)[^。；;，,]{0,6}(?:问题|事项)[中里]?[，,]?[^。；;]{0,8}\d"
    r"|^(?:以上|上述|这)[\d一二两三四五六七八九十]{1,3}[处条项点个件][，,](?:[^。；;，,]{1,8}[\d一二两三四五六七八九十]{1,3}[处条项点个件][，,。]){2}"
)
_OF_ALL_FOUND = re.compile(
    rf"^(?:对于?|针对)(?:本次|此次)?(?:{AUDIT})(?:调查)?(?:{FOUND})的(?:主要|各项|有关|上述)?问题[，,]"
)
# 审计指出后，中心高度重视，上述问题正在逐项整改。: how it was taken, and how far all of it is
_TAKEN = (
    r"[^，,。；;:：]{2,16}(?:重视|研究|部署|行动|整改落实|认领|认账|对待|专题会议?|会议|方案|台账|责任)"
    r"(?:整改|落实|解决|措施|分工)?[，,]"
)
_ANSWERS_ALL = re.compile(
    rf"[ ]*+(?:针对|对于?|收到|接到)?(?:本次|此次)?(?:审计|检查|巡[察视]|督察|稽核|查核|审核)[^，,。；;:：]{{0,10}}?"
    rf"(?:指出|反馈|发现|提出|结束|报告|意见|下达|出具)[^，,。；;:：]{{0,6}}后[，,]"
    rf"(?:{_TAKEN}){{0,4}}(?:截至目前[，,]|目前[，,]?)?(?:对)?(?:{ABOVE})[^，,。；;]{{0,10}}(?:问题|事项|缺失)(?:目前)?(?=[正已均都全仍尚还])"
)
# 对有关违纪违规问题，审计机关已依法提出处理意见。
_ACTED = re.compile(
    rf"(?:对于?|针对)(?:本次|此次)?(?:有关|相关|各项|{ABOVE}|审计(?:调查)?(?:{FOUND})的?|违[纪规法])[^，,。；;]{{0,16}}(?:问题|结果|事项|线索|行为)[，,][^，,。；;]{{0,10}}审计(?:机关|[部厅局署处])"
    r"(?:均|已|均已|已经)?[^，,。；;]{0,12}(?:依法|依规|按照?有关|按规定|提出|出具|下达|作出|移送)"
)


# 某某镇正在按照审计意见组织整改，整改结果由该镇自行公告。: what an auditor says at the end
_PUBLISHED = re.compile(
    r"[^。；;]{0,60}[^，,。；;]{0,12}整改(?:情况|结果)[^。；;，,]{0,4}由[^。；;，,]{1,16}(?:自行|另行|依法|负责|向社会)+公[告布开示]"
)

# 除第三项（一项）外均已整改; 第八项尚未完成整改，其余各项均已整改到位: findings, not the houses or sums of one of them
_ALL_BUT = re.compile(
    r"(?:[^。；;、除外]{0,40}[，,中:])?[ ]*+"
    r"(?=[^。；;]{0,120}?(?:第[ (（]*[\d一二三四五六七八九十]{1,3}[)）]?[ ]*[项个条点]|问题|事项|缺失))"
    r"(?:除了?[^。；;]{1,80}?外|第[^，,。；;]{1,30}(?=[，,；;]))[，,；;]?(?:(?:其[余他它]|剩余|余下)的?|(?=[均都皆全]))"
    r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|各)?[项个条]?(?:问题|事项|缺失|整改任务)?(?:目前|现)?(?:均|都|皆|全部|已|业)+"
    r"[^，,。；;]{0,8}?(?:整改|办结|办理|办妥|改善|销号|结案|列管|完成|落实(?!到(?!位)))[^，,。；;]{0,8}(?:[，,。；;]|$)"
)


@cache
def _opens_for_all() -> re.Pattern[str]:
    """Where a line may begin that speaks of all, 第一部分 aside: most lines do not."""
    openings = (_SPEAKS_OF_ALL, _TALLIES, _OF_ALL_FOUND, _ACTED, _LISTED_NUMBERS)
    return re.compile("|".join([*(edges(pattern.pattern)[0] for pattern in openings), "[ ]", ABOVE]))


# 逾期仍未整改的，我局将提请督办。: what the sender says at the end
_OVERDUE = re.compile(
    r"(?:对于?)?(?:逾期|到期|届时)[仍尚还]?[未不拒][^，,。；;]{0,12}的[，,][^。；;]{0,24}(?:将|依法|依规|按规定)"
)
# 截至公告日，6个问题中已完成整改3个。
_SO_FAR = re.compile(
    r"(?:截[至止][^，,。；;]{0,24}[，,])(?:以上|上述|反馈的?|审计[^，,。；;]{0,6}的)?\d{1,3}(?:个|项|条)(?:问题|事项)中?[，,]?[^，,。；;\d]{0,10}\d{1,3}(?:个|项|条)?[^。]{0,40}。?$"
)


def for_all(text: str) -> bool:
    if ("期" in text[:4] or "届时" in text[:4]) and _OVERDUE.match(text):
        return True
    if text[:1] == "截" and _SO_FAR.match(text):
        return True
    if "由" in text and "公" in text[-6:] and _PUBLISHED.match(text):
        return True
    if ("外" in text or "其" in text) and ("除" in text or "第" in text) and _ALL_BUT.match(text):
        return True
    if not ("第" in text or _opens_for_all().match(text)) or names_each(text):
        return False
    if _IN_PART.search(text[:120]) or cells_of_these(text, 0, len(text)):
        return True  # 除第一部分第（二）项外，其余均已整改
    m = _SPEAKS_OF_ALL.match(text) or _TALLIES.match(text) or _OF_ALL_FOUND.match(text) or _ACTED.match(text)
    if m is not None and text[m.end() : m.end() + 1] not in (":", "："):  # not 审计发现3个问题：一是…
        return True
    listed = _LISTED_NUMBERS.match(text)
    return listed is not None and text[listed.end() : listed.end() + 1] not in (":", "：", "，", ",")


def answers_all(text: str) -> bool:
    """True for 审计指出后，…高度重视，上述问题正在逐项整改。, which speaks of all where it stands behind the last of them."""
    return "后" in text[:40] and _ANSWERS_ALL.match(text) is not None
