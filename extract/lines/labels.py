"""Recognise labels (整改措施：, a column head, a sub-heading) and the role they give to what follows."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from extract.vocabulary import vocabulary

Role = Literal[
    "status", "progress", "measure", "result", "requirement", "deadline", "responsible", "assisting", "person", "pace",
    "category", "number", "finding", "detail", "cause", "acceptance", "remark", "count", "amount", "regulation",
]  # fmt: skip
PROBLEM: frozenset[Role] = frozenset(["finding", "detail"])
ANSWERS: frozenset[Role] = frozenset(["measure", "progress", "status", "result"])  # what was done
ABOUT_PROBLEM: frozenset[Role] = ANSWERS | {
    "requirement",
    "responsible",
    "deadline",
}  # what else is told of one

_DECORATION = re.compile(r"[\s【】\[\]〖〗“”\"'*:：。]|[(（][^()（）]*[)）]$")
_SET_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff])[\[【〔][^\[\]【】〔〕]{2,16}[\]】〕]$")  # 整改情况[已完成]
_INSIDE = re.compile(r"[(（【\[](?P<words>[^()（）【】\[\]]{2,8})[)）】\]]$")
_ASKS = re.compile(r"是否(?:已)?(?:全部)?(?:完成|整改|到位|销号|办结|落实|解决)+(?:到位|完成|完毕|销号)?")
# Who says it may stand before the core: 市集署的回應, 房管署的跟進; 教育局回復, 文化局改善措施 of what was done,
# 监察处建议 of what is advised.
_SAID = ("acceptance", "requirement", "progress", "measure", "finding", "detail")
_ONE_BODY = (
    r"(?:大学|学院|学校|医院|公司|机构|中心|委员会|协会|管理层|(?:[校院会处局署厅府])方|[\u4e00-\u9fff]{1,10}"
    r"(?:署|局|厅|处|公?司|部门|委员会|会|府|公所|院|校|大学|中心|所|场|馆|站|园|社|课|室|科|组|队))"
)
_BODY = rf"{_ONE_BODY}(?:[、及与和]{_ONE_BODY}){{0,4}}"
_LETTERS = ("回复", "函复", "声复", "申复", "查复", "跟进", "答复", "回应")  # what a body answers
_COMPOUND = re.compile(r"(?P<a>.{2,8}?)(?:以?及其?|和|与|、|/)(?P<b>.{2,6})")
# A label stands at the start of a line or after a sentence, holds no stop, and ends in a colon or a bracket.
_WORDS = (
    r"[【〖\[]?[ ]*+(?P<words>(?:“[^“”:：。；;，,\n\t]{2,6}”)?[^:：。；;，,？?！!“”《》\n\t]{1,16}?"
    r"(?:[(（\[【][^:：。；;()（）\[\]【】\n\t]{2,16}[)）\]】])?)[ ]*+"  # 整改结果（已整改销号）：
    r"(?P<close>[】〗\]][:：]?|[:：])"
)
_LABEL = re.compile(_WORDS)
_ROUND = re.compile(r"[(（](?P<words>[\u4e00-\u9fff]{4,8})(?P<close>[)）])")  # （辦理情形）業已補正
_SHORT_CELLS = (
    "deadline",
    "responsible",
    "assisting",
    "status",
)  # told in a few words, with others on their line
_LONGEST_ALONE = 20  # characters of a label that stands alone on its line
_LONGEST = 40  # characters of a label in running text; headings that are sentences are longer
_STATES = ("已", "未", "正在", "尚未", "基本", "部分")
_ARROWS = frozenset("→⇒➔➜➡⟶⇨➠↳»>=-")
_SIGN = "(?:[→⇒➔➜➡⟶⇨➠↳»]+|>{2,3}|[=-]{1,2}>)"
_ARROW = re.compile(rf"{_SIGN}[ ]*(?=[^ >])")  # below a problem it leads to what was done
_CLOSE = re.compile(r"[:：】〗\]→⇒➔➜➡⟶⇨➠↳»>]")
_LEADS_ON = re.compile(rf"[。；;][ ]*+(?={_SIGN}[ ]*[^ 【〔（(\[])")  # F。→ 已…; not →【已整改】
# a label that its brackets set off, no stop before it; not 甲站【责任单位：乙局】
_SET_IN = re.compile(r"(?<![。；;，,\n\t ：:])【(?=[^:：【】]{2,16}】)")
_STOP = re.compile(rf"[。；;，,\n\t ]++(?=({_WORDS})?)")  # and the label after it


@dataclass(slots=True, kw_only=True)
class Label:
    """A label at `start`..`end` (its colon included) and its role."""

    start: int
    end: int
    words: str
    role: Role


_BEHIND = re.compile(
    r"(?<=[\u4e00-\u9fff】])[(（\[【〔](?P<words>[^()（）\[\]【】〔〕]{2,16})[)）\]】〕][:： ]*$"
)


def in_bracket_of(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """The words in the bracket that ends a label at folded[start:end]: 整改结果（已整改销号）："""
    m = _BEHIND.search(folded[start:end])
    return (start + m.start("words"), start + m.end("words")) if m else None


# 审查结果, 调查核实情况, first of several labels of answers: what was looked at and found
_LOOKED = re.compile(
    r"(?:(?<![复再])审[查核视计]|(?<!踪)[查稽抽]核|[抽检调稽巡访]查|(?<!复)核[查实]|视察|探访|评[核估]|监察|督导|测试|访视)(?:的)?(?:结果|情[况形])[】:：\s]*$"
)


def tells_looking(words: str) -> bool:
    """True for a label (folded) that speaks of looking: what stands there was found, where another label tells the answer."""
    return _LOOKED.search(words) is not None


@cache
def matters() -> frozenset[str]:
    """Labels that name the problem only where no other label does (案由)."""
    return frozenset(vocabulary("labels")["matters"]["words"])


@cache
def _vocabulary() -> tuple[dict[str, Role], int, re.Pattern[str]]:
    """The core words and their roles, the length of the longest, and the modifiers before them."""
    data = vocabulary("labels")
    cores: dict[str, Role] = {}
    for role, words in data["cores"].items():
        for word in words:
            if word in cores:
                raise ValueError(
                    f"labels.toml: got {word} under two roles, expected one; remove it from {role}"
                )
            cores[word] = role
    again = data["progress_found"]
    cores |= {_DECORATION.sub("", f"{a}{b}"): "progress" for a in again["leads"] for b in again["tails"]}
    modifiers = sorted(data["modifiers"]["words"], key=len, reverse=True)
    return cores, max(map(len, cores)), re.compile("(?:" + "|".join(map(re.escape, modifiers)) + ")*")


@lru_cache(maxsize=8192)
def label_role(words: str, *, strict: bool = True) -> Role | None:
    """Return the role of a label, a column head or a sub-heading (folded), or None.

    `strict` asks that everything before the core word be a known modifier, as it must in running text; a column
    head is a label for certain and may hold other words.
    """
    if strict and len(words) > _LONGEST:
        return None
    cores, longest, modifiers = _vocabulary()
    bare = words if words.isalnum() else _DECORATION.sub("", _SET_BEHIND.sub("", words))
    bare = bare.replace("覆", "复")  # 聲覆 keeps its character, 回覆 does not
    if _ASKS.fullmatch(bare):
        return "status"
    both = None if bare in cores else _COMPOUND.fullmatch(bare)
    if both:  # 整改措施及成效: the first of two says what it holds
        first, second = label_role(both["a"], strict=strict), label_role(both["b"], strict=False)
        if first in ("measure", "progress") and second in ("result", "progress"):
            return first
        if first in ("acceptance", "measure", "progress") and second in ("measure", "progress", "status"):
            return "measure" if second == "measure" else "progress"  # 當局的回應及最新進展
        if first == "status" and second == "deadline":
            return first  # 整改状态及完成时间
        if not strict and first == "responsible" and second == "person":
            return first  # 责任单位及责任人 over a column: persons are told apart there
    inside = None if strict else _INSIDE.search(words)
    told = label_role(inside["words"]) if inside else None  # 我们怎么改（措施）
    if told and cores.get(bare) == "remark":  # 备注（成效）
        return told
    for at in range(max(0, len(bare) - longest), len(bare)):
        role = cores.get(bare[at:])
        if role is None:
            continue
        if at == 0 or modifiers.fullmatch(bare, 0, at) or _says(bare[:at], bare[at:], role):
            return role
        if not strict and (len(bare) - at > 1 or role == "count"):
            before = label_role(bare[:at]) if bare[at:] in _IN_WORDS else None
            return before if before in _TOLD_IN_WORDS else role  # 弱项 and 灯号 are no numbers
    return told or (_asked_by(bare) if _ASKING.search(bare) else None)


# 成效描述, 措施说明: a column that tells in words what stands before
_IN_WORDS = frozenset(["描述", "说明", "内容", "简述", "概述", "表述", "叙述", "详情"])
_TOLD_IN_WORDS = frozenset(["measure", "progress", "result", "requirement"])
_ASKING = re.compile("[谁何哪啥怎没吗]|什么")


@cache
def _questions() -> list[tuple[Role, re.Pattern[str]]]:
    return [(role, re.compile(pattern)) for role, pattern in vocabulary("labels")["asked"].items()]


def _asked_by(words: str) -> Role | None:
    """The role of a head that asks: 谁来改, 最迟何时改完."""
    return next((role for role, pattern in _questions() if pattern.fullmatch(words)), None)


def _says(before: str, core: str, role: Role) -> bool:
    """True for a body's name before a core, with 的 or, where it tells an answer by more than 情况, without."""
    if role not in _SAID:
        return False
    named, answering = _speakers()
    tells = role in ("progress", "measure", "acceptance") and (len(core) > 2 or core in _LETTERS)
    tells = tells or (role == "requirement" and core.endswith("建议"))
    return bool(named.fullmatch(before) or (tells and answering.fullmatch(before)))


@cache
def _speakers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A body's name with 的 and without, and modifiers after it."""
    modifiers = _vocabulary()[2].pattern
    return re.compile(f"{_BODY}的{modifiers}"), re.compile(f"{_BODY}{modifiers}")


_IN_ROUND = ANSWERS | {"responsible", "deadline", "status"}


def label_at(folded: str, start: int, end: int) -> Label | None:
    """Return the label that opens folded[start:end], or None."""
    arrow = _ARROW.match(folded, start, end) if folded[start : start + 1] in _ARROWS else None
    if arrow:
        return Label(start=start, end=arrow.end(), words=arrow[0].strip(), role="measure")
    m = _LABEL.match(folded, start, end)
    if m:
        return _label(m, start)
    m = _ROUND.match(folded, start, end) if folded[start:end][:1] in ("(", "（") else None
    label = _label(m, start) if m else None
    return label if label and label.role in _IN_ROUND and folded[label.end : end].strip() else None


def _label(m: re.Match[str], start: int) -> Label | None:
    if m["close"][0] in "】〗]" and m["words"].startswith(_STATES):
        return None  # 【已整改】 states, it heads nothing
    role = label_role(m["words"].removesuffix("如下"))
    return None if role is None else Label(start=start, end=m.end("close"), words=m["words"], role=role)


def heading_role(folded: str, start: int, end: int) -> Role | None:
    """Role of a line that is nothing but a label: a sub-heading (问题整改措施), or 主要措施： with its text below."""
    if end - start > 2 * _LONGEST_ALONE:
        return None
    words = folded[start:end].strip().rstrip(":： ")
    if words.endswith("。"):
        return None  # a sentence
    if not words or len(words) > _LONGEST_ALONE or ":" in words:
        return None
    return label_role(words)


def labels_in(folded: str, start: int, end: int) -> list[Label]:
    """Find every label of a line: at its start, and after each stop within it (责任科室：…。整改时限：…)."""
    return labels_behind(label_at(folded, start, end), folded, start, end)


def labels_behind(first: Label | None, folded: str, start: int, end: int) -> list[Label]:
    """The same where the label that opens the line is known."""
    found = [first] if first else []
    if not _CLOSE.search(folded, first.end if first else start, end):
        return found
    for m in _LEADS_ON.finditer(folded, start, end):
        arrow = label_at(folded, m.end(), end)
        found += [arrow] if arrow else []
    for m in _STOP.finditer(folded, start, end):
        if m["words"] is None or (found and m.end() < found[-1].end):
            continue
        label = _label(m, m.end())
        if label and label.role == "cause" and not found:
            continue  # …尚未完成。主要原因：… goes on with the sentence before it
        if label and (
            m.group()[0] not in "，, "
            or label.role in _SHORT_CELLS
            or (m.group()[0] in "，," and label.role in ANSWERS and len(label.words) > 3)
            or (
                m.group()[0] == " "
                and found
                and found[-1].role in _SHORT_CELLS
                and (len(label.words) > 3 or label.role == "person")  # 责任单位：财务处　责任人：某某、某某
            )
        ):  # 责任单位：财务处　整改情况：已…
            found.append(label)
    if "【" in folded[start + 1 : end]:  # …总务主任【完成时间】2024年9月
        told = (label_at(folded, m.start(), end) for m in _SET_IN.finditer(folded, start + 1, end))
        found = sorted([*found, *(x for x in told if x)], key=lambda x: x.start)
    return found
