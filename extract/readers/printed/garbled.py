"""Whether the text of a page is none: its encoding was lost."""

import re

from extract.language.folding import fold

# The 200 most frequent characters of Chinese official prose, simplified: text whose encoding was lost has few of them.
_COMMON = re.compile(
    "["
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还"
    "因由其些前外天政四日社义事平形相全表间样与关各重新线内数正心反你明看原利比或但质气第向道命此变条只没结解问意建"
    "月公无系军市情者最立代想已通并提直题党程展五果料员入常文总次品式活设及管特件资金审计整改财务单位项目万元情况措施责任"
    "规范收支预算管理督促完成落实制度监局厅委办号〇六七八九二〇至未将按"
    "]"
)
_ACCENTED = re.compile("[\u0080-\u024f]")
_CHINESE = re.compile("[\u3400-\u9fff]")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\ufffe\uffff\x00-\x08\x0e-\x1f]|[\U000f0000-\U0010ffff]")


def is_garbled(text: str) -> bool:
    """Whether text is no text: private or unknown characters, (cid:n), or Chinese without its commonest signs."""
    solid = "".join(text.split())
    if not solid:
        return False
    bad = len(_PRIVATE.findall(solid)) + 6 * solid.count("(cid:")
    if bad > 0.15 * len(solid):
        return True
    if len(_COMMON.findall(solid)) > 0.2 * len(solid):
        return False
    if len(solid) > 30 and len(_ACCENTED.findall(solid)) > 0.4 * len(solid):
        return True
    chinese = _CHINESE.findall(fold(solid))
    return len(chinese) > 60 and len(_COMMON.findall("".join(chinese))) < 0.12 * len(chinese)
