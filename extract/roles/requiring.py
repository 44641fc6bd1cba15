"""Sentences in which somebody requires something of who was audited: 审计要求县民政局…, 对多计的价款，责成建设单位…."""

import re
from functools import cache
from typing import Literal

from extract.language.patterns import either
from extract.vocabulary import vocabulary

# 审计要求整改的3个问题, 审计要求后, 审计要求落实不到位: the noun
_NOUN = (
    r"(?!(?:整改|纠正|落实|执行|完成|办理)?(?:的|之?后|[，,、；;和与及]|事项|情况|清单)"
    r"|(?<=要求|建议)[\u4e00-\u9fff]{1,3}的|[^，,。；;]{0,6}(?:落实|执行|整改)[^，,。；;]{0,4}[不未])"
)
# 对多计的价款，  据此，  根据《招标投标法》第四十九条的规定，
_LEAD = (
    r"[ ]*(?:(?:对于?|针对|就|鉴于)[^，,。；;：:]{2,50}[，,]|(?:对此|为此|据此|因此|故此|鉴此|此外|另外|同时|并|且|现)[，,]?"
    r"|(?:依据|根据|依照|按照)[^。；;，,]{4,60}(?:规定|条例|办法|》|要求)[，,])?"
)
_BROKEN = r"[^。；;]{0,80}?(?:[，,](?:但|而|却|实际|仍)|仍未|尚未)"  # 要求各县设立专户，但3个县…: a rule that was not kept


# 责令归还原渠道，(该局已归还); not 责令核减，已多付的予以收回
_ANSWER = re.compile(
    r"[，,；;](?=(?:(?:目前|现|现在|截[至止][^，,。；;]{1,12}|随后|审计期间)[，,]?)?"
    r"[^，,。；;对将把的应如若]{0,14}(?<!未)已(?!经?[^，,。；;]{0,10}的))"
)
# Cheaper than the verbs of the data file, and found wherever one of them is
MAY_REQUIRE = re.compile("要求|责|督促|促请|请|建议|限")
_COMMA = re.compile("[，,；;]")
Asker = Literal["auditor", "ours", "nobody"]


@cache
def _patterns() -> tuple[tuple[Asker, re.Pattern[str]], ...]:
    words = {kind: either(listed) for kind, listed in vocabulary("cues")["requires"].items()}
    given = f"{words['given']}*"
    body = rf"(?!未|经|在|因|与|为)(?:(?!按|依|根据|对照|落实|围绕)[^，,。；;：:“”]){{0,12}}?{words['bodies']}{words['organs']}?"
    asked: tuple[tuple[Asker, str], ...] = (
        ("auditor", f"{body}{given}{words['asks']}"),
        ("ours", f"{words['ours']}{given}{words['asks']}"),
        ("nobody", f"{given}{words['orders']}"),
    )
    return tuple((who, re.compile(f"{_LEAD}{pattern}{_NOUN}(?!{_BROKEN})")) for who, pattern in asked)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(either(vocabulary("cues")["requires"]["asks"]))


def asked_by(sentence: str) -> Asker | None:
    """Who requires something in a folded sentence: an auditor by name, 我局 - who may be the audited body as well - or
    nobody named (责成建设单位…); None where it requires nothing.
    """
    return _asked(sentence)[0]


def _asked(sentence: str) -> tuple[Asker | None, int]:
    """Who requires something, and where what is required begins."""
    if _verbs().search(sentence):
        for who, pattern in _patterns():
            m = pattern.match(sentence)
            if m:
                return who, m.end()
    return None, 0


def cut_request(folded: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Cut a sentence that requires before what was done upon it (责令归还，该局已归还。), and one that tells a finding before
    what an auditor, by name, requires (…未检测，审计要求尽快检测。).
    """
    if not _verbs().search(folded, start, end):
        return ((start, end),)
    who, told = _asked(folded[start:end])
    if who:
        cut = _ANSWER.search(folded, start + told, end)
    else:
        commas = _COMMA.finditer(folded, start, end)
        cut = next((m for m in commas if asked_by(folded[m.end() : end]) == "auditor"), None)
    return ((start, cut.start()), (cut.end(), end)) if cut else ((start, end),)
