"""Where a text turns from what was found to what was done about it: sentences of the one, then of the other.

Each sentence is weighed by its words (data/cues.toml), by the words that announce a turn, and by the sentence-role model;
the turn is put where the weights before and after it add up to most.
"""

import re
from collections.abc import Callable
from itertools import pairwise

from extract.language.patterns import ABOVE
from extract.language.sentences import sentences
from extract.roles.cues import SentenceRole, leaning, tells_act, weigh
from extract.roles.requiring import MAY_REQUIRE, asked_by, cut_request
from extract.roles.role_model import LIKELY_FAULT, MOST, answers
from extract.status.statements import statements

Range = tuple[int, int]
# Words with which a text turns from the finding to what was done about it.
_TURNS_AWAY = re.compile(
    rf"[ ]*+(?:审计(?:机关|局|组)?(?:指出|提出|反馈|发现|查出|查明)(?:{ABOVE}|该|此|相关)?(?:问题|情况)?(?:之)?后|"
    r"(?:收到|接到|送达|出具)审计|(?:收到|接到)[^，,。；;]{0,10}后[，,]|审计报告(?:送达|印发|下达|出具)后|"
    rf"(?:针对|对)(?:{ABOVE}|该|此|这一|审计指出的?)(?:问题|情况|事项)?|对此|(?:在)?(?:审计|整改)(?:期间|过程中|中)|"
    r"此前(?:由于|因|受)|经(?:督促|整改|审计督促)|目前[，,]|截[至止](?:目前|公告日|整改)|问题(?:反馈|指出)后|整改(?:情况|措施)[:：])"
)
_AFTER_AUDIT = re.compile(
    r"[ ]*(?:(?:经)?(?:审计|巡察|督察|检查)(?:机关|局|组|部门)?(?:指出|提出|反馈|发现|查出)"
    rf"(?:{ABOVE}|该|此|相关)?(?:问题|情况)?(?:之)?后|(?:针对|对)(?:该|此|这一)(?:项)?(?:问题|情况))[，,]"
)
_CLAUSE_AFTER_AUDIT = re.compile(rf"(?:^|(?<=[，,。；;])){_AFTER_AUDIT.pattern}")
_BULLETS = " \t—–-●•■◆▪·○◇□►➢※"  # before an item: its words open behind them
_WHO_FOUND = "审计|巡察|巡视|督察|检查|抽查|核查|走访|暗访"
_OPENS_FINDING = re.compile(
    rf"[ ]*(?:(?:{_WHO_FOUND})(?:报告|调查|抽查|检查|组|发现)*(?:指出|发现|查出|认为|反映|查明|显示)|"
    r"报告(?:指出|反映)|(?:经)?(?:抽查|检查|核查|查)发现)[，,：:]?"
)
_ASKS = re.compile(r"[，,](?:审计[^，,。；;]{0,4}|我局|本局)?(?:已)?(?:责成|责令|要求|建议|督促)")
_DONE = re.compile(r"(?<!未)已|正在|目前|截[至止]")
# A sentence that weighs less tells a fault, one that weighs more an answer; between them it may be either.
FAULT, ANSWER = -0.8, 0.8
_CUES = 0.8  # what the words weigh beside the model
_ACT = 1.2
_FIRM = 5.0
_NO_DOUBT = 3.2
_DESCRIBES = 2.0  # less than this right behind a heading that names the problem still describes it
_LOOKED_INTO = re.compile(
    r"[ ]*(?:经|据)(?:我[局院校委会社]|该[局院校委会社])?(?:进一步)?(?:查|核查|核实|调查|了解|排查|清查|梳理|自查|分析)[，,]"
)
# What an act is done to: 对未达标的6家机构扣减资金, 5个未按期开工的项目已开工4个.
_OBJECT = re.compile(
    r"(?:对于?|将|把|针对|就|为)[^，,。；;]{2,45}?的(?=[\u4e00-\u9fff\d])"
    r"|(?:^|(?<=[，,；;]))[^，,。；;]{2,30}的[^，,。；;已均全]{0,12}(?=已|均|全部)"
)
_EXPLAINS = re.compile(r"是因为|系因|原因(?:是|在于|为)|成因|[因系].{2,30}(?:形成|所致|造成|导致)")
_OPENS_CAUSE = re.compile(r"由于|受.{2,24}影响")
# What the place makes likely: an answer at once where rectification is told, none where findings are listed.
_AT_ONCE, _GOES_ON, _SURE, _NEVER = 1.5, -1.0, 2.5, 4.5
_TAKEN_UP = 1.5
FIGURE = re.compile(
    r"(?=\d)(?:(?<!\d)(?<!\d[,. ])(?:\d[\d,. ]*(?<!\d))?\d{2,}(?:\.\d+)?"
    r"(?=[ ]?(?:[万亿]?元|[人户家个处台套份笔亩吨件条名所座]))|(?<!\d)\d+\.\d+(?=[ ]?[万亿]元))"
)
_ANSWERED = 1.5  # where rectification is told, a finding without any answer is rare


def may_name_fault(words: str) -> bool:
    """True where a word of a folded text speaks for a finding, or the model does: it may still tell what was done, too."""
    return weigh(words)["finding"] > 0 or answers(words) < LIKELY_FAULT


def explains(sentence: str) -> bool:
    """True for a folded sentence that says why something came so, or why it is not done, or that one looked into it."""
    return bool(_EXPLAINS.search(sentence) or _OPENS_CAUSE.match(sentence) or _LOOKED_INTO.match(sentence))


def turns_away(sentence: str) -> bool:
    """True for a folded sentence that opens with what was done upon the audit: 针对该问题，…, 审计指出后，…"""
    return _TURNS_AWAY.match(sentence) is not None


def opens_finding(sentence: str) -> bool:
    """True for a folded sentence that opens with who found it: 审计发现，…, 报告指出，…"""
    return _OPENS_FINDING.match(sentence) is not None


def after_audit(sentence: str) -> bool:
    """True for a folded sentence that opens 审计指出后，… or 针对该问题，…: what stands before it was found."""
    return _AFTER_AUDIT.match(sentence) is not None


def turn_after_audit(folded: str, start: int, end: int) -> int:
    """Where a clause of a stretch opens so; its end where none does."""
    m = _CLAUSE_AFTER_AUDIT.search(folded, start, end)
    return m.start() if m else end


def weight(sentence: str) -> float:
    """How much a folded sentence tells an answer (above 0) rather than a finding (below)."""
    told, doubtful = _by_words(sentence, 0, len(sentence))
    return told + answers(sentence) if doubtful else told


def _by_words(folded: str, start: int, end: int) -> tuple[float, bool]:
    """What the words of a sentence weigh, and whether they leave a doubt, so that the model's weight is added."""
    sentence = folded[start:end]
    if _TURNS_AWAY.match(sentence) or statements(folded, start, end):
        return _FIRM, False
    if _OPENS_FINDING.match(sentence):
        return -_FIRM, False
    explains = _EXPLAINS.search(sentence) or _OPENS_CAUSE.match(
        sentence
    )  # why it came so, or why it is not done
    # 对未达标的6家机构扣减资金: the fault only names the object
    cues = weigh(_OBJECT.sub("", sentence) if "的" in sentence else sentence)
    return _CUES * (cues["measure"] - cues["finding"]) + _ACT * tells_act(sentence) + (
        _SURE if explains else 0.0
    ), True


def split_roles(
    folded: str, ranges: list[Range], prior: SentenceRole, *, sure: bool, audited: Callable[[], bool] = bool
) -> list[tuple[SentenceRole, Range]]:
    """Cut stretches of text that follow one another into what describes a finding, requires, and answers.

    `prior` is what the place makes likely; `sure` that the heading has named the problem in full, so that an
    explanation is part of the answer unless it opens with 审计指出; `audited` that those who were audited speak, so
    that what 我局 demands of others is its answer.
    """
    found = [(n, s) for n, r in enumerate(ranges) for s in sentences(folded, *r)]
    asks = bool(ranges) and MAY_REQUIRE.search(folded, ranges[0][0], ranges[-1][1]) is not None
    if asks:
        found = [(n, part) for n, s in found for part in cut_request(folded, *s)]
    roles = _roles(folded, [s for _, s in found], prior, sure=sure, audited=asks and audited(), asks=asks)
    cut: list[tuple[int, SentenceRole, Range]] = []
    for (n, (a, b)), role in zip(found, roles, strict=True):
        if cut and cut[-1][:2] == (n, role):
            cut[-1] = (n, role, (cut[-1][2][0], b))
        else:
            cut.append((n, role, (a, b)))
    return [(role, where) for _, role, where in cut]


def _roles(
    folded: str, found: list[Range], prior: SentenceRole, *, sure: bool, audited: bool, asks: bool
) -> list[SentenceRole]:
    texts = [folded[a:b] if folded[a] not in _BULLETS else folded[a:b].lstrip(_BULLETS) for a, b in found]
    turn = _turn(folded, found, texts, prior, sure=sure)
    roles: list[SentenceRole] = []
    role: SentenceRole = "requirement" if prior == "requirement" else "finding"
    for i, text in enumerate(texts):
        who = asked_by(text) if asks else None
        ours = audited and who in ("ours", "nobody")  # 责成财务科补签合同: those who were audited speak
        here = i == turn or (i > turn and _TURNS_AWAY.match(text))
        if who == "auditor" or (who and not ours and i <= turn and prior == "finding"):
            role = "requirement" if _only_asks(folded, found[i]) else "measure"
        elif here:
            demands = who == "nobody" or leaning(text) == "requirement" or _ASKS.match(text, _turned(text))
            asked = bool(demands) and not ours and _only_asks(folded, found[i])
            role = "requirement" if asked else "measure"
        elif i > turn and role == "requirement" and _told(folded, found[i], text, prior):
            role = "measure"  # 审计要求甲。乙已…
        elif i < turn and role == "finding" and leaning(text, role, bonus=1.4) == "requirement" and not ours:
            role = "requirement"
        roles.append(role)
    return roles


def _only_asks(folded: str, where: Range) -> bool:
    """False for 责成企业更换树木，正在整改。; 责令归还；该问题已整改。 asks all the same."""
    return all(s.whole for s in statements(folded, *where))


def _told(folded: str, where: Range, text: str, prior: SentenceRole) -> bool:
    """True for a sentence behind a requirement that tells what was done upon it."""
    if statements(folded, *where):
        return True
    if leaning(text) == "requirement" or (prior != "measure" and not _DONE.search(text)):
        return False
    return weight(text) > 0


def _turned(text: str) -> int:
    """Where a sentence goes on after the words that announce the turn: 对上述问题，责成…"""
    m = _TURNS_AWAY.match(text)
    return m.end() if m else 0


def _turn(folded: str, found: list[Range], texts: list[str], prior: SentenceRole, *, sure: bool) -> int:
    """Index of the first sentence that answers; their number where none does."""
    if prior == "requirement":  # words that announce a turn end it, and what was done
        told_on = (k for k, s in enumerate(found) if k and _told(folded, s, texts[k], prior))
        away = (k for k, t in enumerate(texts) if _TURNS_AWAY.match(t))
        return min(next(told_on, len(texts)), next(away, len(texts)))
    after = next((k for k, t in enumerate(texts) if _AFTER_AUDIT.match(t)), -1)
    if after >= 0 and all(_by_words(folded, *s)[0] < _NO_DOUBT for s in found[:after]):
        return after  # 关于F的问题。5家机构套取补贴。审计指出后，…: what stands before these words was found
    if sure:
        if not (texts and _OPENS_FINDING.match(texts[0])):
            return _described(texts)
        below = _first_below(folded, found)
        if below is not None:
            return below  # 关于F的问题。报告指出，… and the answer in a paragraph of its own
    here = [0.0] * (len(texts) + 1)  # what the place adds to a turn before each sentence, and to none at all
    here[0] += (_GOES_ON if _goes_on(folded, found) else _AT_ONCE) * (prior == "measure") + _SURE * sure
    here[-1] += _NEVER if prior == "finding" else -_ANSWERED
    told = [_by_words(folded, *s) for s in found]
    weights = [w - _TAKEN_UP * t for (w, _), t in zip(told, _taken_up(texts), strict=True)]
    doubt = [MOST * doubtful for _, doubtful in told]
    first, last = (_best([w + by * d for w, d in zip(weights, doubt, strict=True)], here) for by in (1, -1))
    if first == last:
        return first
    for i in range(first, last):  # the model is asked only of sentences where its word can move the turn
        weights[i] += answers(texts[i]) if doubt[i] else 0.0
    return _best(weights, here)


def _described(texts: list[str]) -> int:
    """How many sentences right after a heading that names the problem still describe it: only such as leave no doubt,
    with an answer after them (关于F的问题。接收捐款58万元，至今仍未拨付。我会已…).
    """
    for k, text in enumerate(texts):
        told = _SURE if _LOOKED_INTO.match(text) else weight(text)
        if told > -_DESCRIBES:
            return k if told > 0 else 0
    return 0


def _first_below(folded: str, found: list[Range]) -> int | None:
    """The first sentence on another line than the one before it."""
    breaks = (k for k, (a, b) in enumerate(pairwise(found), 1) if "\n" in folded[a[1] - 1 : b[0]])
    return next(breaks, None)


def _goes_on(folded: str, found: list[Range]) -> bool:
    """True for text on the line of the title, which tells more of the finding before it tells the answer."""
    at = found[0][0] if found else 0
    while at and folded[at - 1] == " ":
        at -= 1
    return at > 0 and folded[at - 1] != "\n"


def _best(weights: list[float], here: list[float]) -> int:
    """Where the weights after a turn less those before it, and what the place adds, are most."""
    best, at = float("-inf"), 0
    before, after = 0.0, sum(weights)
    for k, added in enumerate(here):
        if k:
            before, after = before + weights[k - 1], after - weights[k - 1]
        total = after - before + added
        if total > best:
            best, at = total, k
    return at


def _taken_up(texts: list[str]) -> list[bool]:
    """Which sentences tell a figure that the next one takes up: 多发23.6万元。…追回23.6万元: the first is what was found."""
    if len(texts) < 2:
        return [False] * len(texts)
    told = [{m.group() for m in FIGURE.finditer(t)} for t in texts]
    return [*(bool(a & b) for a, b in pairwise(told)), False]
