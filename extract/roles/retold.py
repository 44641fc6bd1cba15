"""Annotated findings told again in other manners, for the training of the chain: several in a paragraph, faults before answers.

Most annotated documents number their findings. What numbers and lines say there must not be all that the chain goes by, so
the same faults and answers are also read as running text puts them: behind one another, with and without words between.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

Piece = tuple[str, str]  # words and what they do: O other, B opens a finding, F fault, M answer
_MARKS = "。；;，,：: "
_FOUND = ("审计发现，", "审计指出，", "检查发现，", "审计反映", "", "", "")
_UPON = ("对此，", "审计指出后，", "针对该问题，", "目前，", "收到报告后，", "经整改，", "", "", "", "", "")
_ABOUT = (
    ("关于", "问题，"),
    ("关于", "的问题，"),
    ("针对", "问题，"),
    ("", "问题，"),
    ("对", "的问题，"),
    ("", "的问题。"),
)
_TURNS = (
    ("一是", "二是", "三是", "四是", "五是"),
    ("一为", "二为", "三为", "四为", "五为"),
    ("", "", "", "", ""),
)
_STATES = ("该问题已整改到位。", "已完成整改。", "此项正在整改。", "整改工作正在推进。", "", "", "", "")
_TOGETHER = ("以上问题均已整改到位。", "上述{n}个问题已全部完成整改。", "", "")
_MOST = 4  # findings of one paragraph


@dataclass(frozen=True, slots=True)
class Kept:
    """What an annotated finding tells, folded."""

    title: str
    detail: str
    answer: str


def retell(findings: Sequence[Kept], seed: str) -> list[list[Piece]]:
    """The findings told anew: lines of pieces."""
    by = random.Random(seed)  # noqa: S311 - a manner of telling, not a secret
    lines: list[list[Piece]] = []
    left = list(findings)
    while left:
        some = [left.pop(0) for _ in range(min(len(left), by.randint(1, _MOST)))]
        lines += by.choice((_one_by_one, _named, _faults_first, _apart))(some, by)
    return lines


def _ended(words: str, mark: str) -> str:
    return words.rstrip(_MARKS) + mark


def _fault(finding: Kept, mark: str, *, described: bool) -> list[Piece]:
    if finding.detail and described:
        return [("B", _ended(finding.title, "。")), ("F", _ended(finding.detail, mark))]
    return [("B", _ended(finding.title, mark))]


def _one_by_one(some: list[Kept], by: random.Random) -> list[list[Piece]]:
    """甲，已…。该问题已整改到位。乙。…"""
    found, mark = by.choice(_FOUND), by.choice("。，，")
    stop = by.choice("。。；")
    line: list[Piece] = [("O", found)]
    for k, f in enumerate(some):
        line += _fault(f, mark, described=mark == "。" and by.random() < 0.7)
        line += [
            ("M", by.choice(_UPON)),
            ("M", _ended(f.answer, stop if k + 1 < len(some) else "。")),
            ("M", by.choice(_STATES) if stop == "。" else ""),
        ]
    line.append(("M", by.choice(_TOGETHER).format(n=len(some))))
    return [line]


def _named(some: list[Kept], by: random.Random) -> list[list[Piece]]:
    """关于甲问题，已…。: a line each."""
    lines = []
    opens, ends = by.choice(_ABOUT)
    state_first = by.random() < 0.3
    for f in some:
        name = f.title.rstrip(_MARKS).removesuffix("问题").removesuffix("的")
        state = by.choice(_STATES)
        told = [("M", state), ("M", _ended(f.answer, "。"))]
        lines.append([("B", opens + name + ends), *(told if state_first else told[::-1])])
    return lines


def _faults_first(some: list[Kept], by: random.Random) -> list[list[Piece]]:
    """审计发现，甲；乙。甲已…；乙已…。"""
    turns, between = by.choice(_TURNS), by.choice("；；，。")
    first: list[Piece] = [("O", by.choice(_FOUND))]
    for k, f in enumerate(some):
        words = turns[k] + f.title
        first.append(("B", _ended(words, between if k + 1 < len(some) else "。")))
    told: list[Piece] = [("M", by.choice(_UPON))]
    for k, f in enumerate(some):
        told.append(("M", turns[k] + _ended(f.answer, "；" if k + 1 < len(some) else "。")))
    told.append(("M", by.choice(_TOGETHER).format(n=len(some))))
    return [first, [("O", by.choice(("整改情况：", ""))), *told]] if by.random() < 0.4 else [first + told]


def _apart(some: list[Kept], by: random.Random) -> list[list[Piece]]:
    """A paragraph for the fault, or its title alone, and one for the answer."""
    lines: list[list[Piece]] = []
    mark = by.choice("。。 ")
    label = by.choice(("整改情况：", "", ""))
    for f in some:
        lines.append(_fault(f, mark, described=mark == "。"))
        lines.append(
            [("O", label), ("M", by.choice(_UPON)), ("M", _ended(f.answer, "。")), ("M", by.choice(_STATES))]
        )
    return lines
