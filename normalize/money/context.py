"""What stands around amounts of money: the verb that says what is done with them, and amounts that are damaged."""

import re
from dataclasses import dataclass
from typing import cast

from extract.model import fold
from normalize.money.grammar import MONEY_HINT, grammar
from normalize.money.numbers import ARABIC, LEADING_ZERO
from normalize.records import AmountRole

_AMOUNT = r"(?<![\d.])[\d.]++[万亿]?元"
_BREAK = re.compile(rf"[,。;:!?\n(]|{_AMOUNT}")
_RIGHT_BREAK = re.compile(rf"[,。;:、!?\n(]|{_AMOUNT}")
_SETTLED = ("recovered", "paid_in", "clawed_back", "refunded", "reduced")
_UNDONE = re.compile(
    "未(?:能|有|予|曾|按|照|规定|要求|约定|合同|进度|时|期|及时|足额|全额|如期|完全|严格|实际){0,4}$"
)
_DONE = re.compile("已|全部|均|予以|全额|足额|悉数|也|都")


@dataclass(frozen=True, slots=True, kw_only=True)
class DamagedAmount:
    """Characters that stand where an amount should: masked or broken."""

    start: int
    end: int
    text: str
    note: str


def find_damaged_amounts(text: str) -> list[DamagedAmount]:
    """Return what stands where an amount should and cannot be read: ***万元, ××元, 3,.83万元, 1.2.3元."""
    folded = fold(text)
    found: list[DamagedAmount] = []
    if not MONEY_HINT.search(folded):
        return found
    for m in grammar().suspect.finditer(folded):
        run = m[0][: m.start("unit") - m.start()].rstrip(" 十百千万亿兆")
        begin = m.start() + len(run) - len(run.lstrip(",")) if _after_word(folded, m.start()) else m.start()
        run = folded[begin : m.start() + len(run)]
        if re.fullmatch(r"\.\d+|\d{3}(?:\.\d+)?", run) and re.search(
            r"\d $", folded[max(0, begin - 2) : begin]
        ):
            continue  # the rest of 2,345 .67万元 or 1 036万元
        if (re.fullmatch(ARABIC, run) and not LEADING_ZERO.match(run)) or not run.strip(",.…"):
            continue
        note = "masked" if re.search("[*×xX?□■#_〇]", run) else "digits or marks are missing or doubled"
        found.append(DamagedAmount(start=begin, end=m.end(), text=text[begin : m.end()], note=note))
    return found


def amount_role(text: str, start: int, end: int) -> AmountRole | None:
    """Return what the words beside the amount `text[start:end]` say is done with it, if they do.

    Verbs are looked for in its own clause, up to the next amount. Settling an amount (收回, 上缴, 核减)
    outranks how it arose (多计, 欠缴): 追回多付的5万元 is clawed back, as is 多付的5万元已追回.
    """
    g = grammar()
    folded = fold(text)
    left = _BREAK.split(folded[max(0, start - 60) : start])[-1]
    right = _RIGHT_BREAK.split(folded[end : end + 24], maxsplit=1)[0]
    before = [_role(verb, left) for verb in g.roles.finditer(left)]
    settled = [role for role in before if role in _SETTLED]
    if settled:
        return cast(AmountRole, settled[-1])
    after = g.roles.search(right)
    role_after = _role(after, right) if after else None
    if after and role_after in (*_SETTLED, "paid_out") and not _DONE.search(right[: after.start()]):
        role_after = None
    if before and role_after not in _SETTLED:
        return cast(AmountRole, before[-1])
    return cast("AmountRole | None", role_after)


def _role(verb: re.Match[str], words: str) -> str:
    """Return the role of a verb: what was not settled is outstanding (未按规定上缴, 未足额拨付)."""
    role = grammar().role_of[verb[0]]
    settles = role in _SETTLED or role == "paid_out"
    return "outstanding" if settles and _UNDONE.search(words, 0, verb.start()) else role


def _after_word(folded: str, start: int) -> bool:
    return start == 0 or not folded[start - 1].isdigit()
