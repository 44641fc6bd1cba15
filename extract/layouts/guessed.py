"""What columns hold whose heads no vocabulary knows: by the cells below them."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from extract.lines.labels import Role
from extract.notice.signature import is_body_name
from extract.roles.cues import weigh
from extract.roles.role_model import answers
from extract.status.statements import pure_status
from extract.status.statuses import classify_status

_DATE = re.compile(
    r"^(?:截?至|于)?(?:[12]\d{3}年?|\d{2,3}年|(?:[89]\d|1\d\d)(?=[-/.]))[-/.]?[\d年月日旬初中底末前以之\-/.]*(?:前|底|内)?$"
)
_YEAR = re.compile(r"(?:[12]\d{3}|\d{2,3}(?=年))年?")
_OUGHT = re.compile(
    "(?:[1１一][.、]|[(（][1一][)）]|①)?(?:允|亟|洵|诚)?[宜应]|(?:建|函)?请|责[成令]|须|督促|限期"
)
_YES_OR_NO = re.compile("[是否有无√×✓✔/—-]|没有")
_FIGURE = re.compile(r"\d[\d,.]*[个项件%]?|[—/-]")
# 情况属实，同意销号: what whoever checked an answer says of it
_APPROVES = re.compile(
    r"(?:[^。;]{0,36}[,。;])?(?:经[^,。;]{1,20})?(?:拟|建议|现|已)?(?:同意|准予|予以|可以?|暂不予?|不予|不同意|暂缓|通过)"
    r"(?:其|该问题|该项|该事项|予以|对账|通过|按规定|申请)*(?:销号|验收|认定|结案|办结|销账|整改销号|上报|解除列管)"
    r"(?:[,;][^。]{0,20})?[。!]?|(?:经[^,。;]{1,20},?)?(?:整改)?(?:情况)?(?:基本)?(?:属实|符合要求)[。!]?|(?:准予|同意|予以|拟予)?(?:备查|存查|核备|洽悉)[。!]?"
)
_SIGNED = re.compile(
    r"[(（]?(?:签[字名章]|盖章|公章|负责人|经办人|验收人|年月日)[)）:]?.*$"
)  # where people sign
# 主管单位：（盖章）年 月 日, an empty place to sign
_UNSIGNED = re.compile(r"(?:[^:。;,]{2,12}:)?(?:[(（]?(?:签[字名章]|盖章|公章)[)）]?:?(?:年月日)?|年月日)")
_FIRST_CLAUSE = re.compile(r"[^,，。;；]{2,16}(?=[,，;；])")
_HAN = re.compile("[\u4e00-\u9fff]")
_LEAST_TEXT = 6  # of these: a problem or a measure is told in more
_MOST = 0.5  # of the cells of a column
_SURE = 0.4  # log-odds of a telling column, on average


def guess_roles(columns: dict[int, list[str]], known: dict[int, Role]) -> dict[int, Role]:
    """Roles for columns without one, from their filled cells (folded, without blanks). Known roles are not given twice.

    Remarks may hold what no other column tells: how far it has come, or what was done.
    """
    guess = _Guess(columns, known)
    guess.plain()
    guess.states_in_remarks()
    told = guess.texts()
    guess.problem(told)
    guess.asked(told)
    guess.measure(told)
    return guess.found


@dataclass(slots=True)
class _Guess:
    """The columns of one table, the roles that are known of them, and those found so far."""

    columns: dict[int, list[str]]
    known: dict[int, Role]
    found: dict[int, Role] = field(default_factory=dict)

    def free(self, *roles: Role) -> bool:
        return not {*self.known.values(), *self.found.values()} & set(roles)

    def unknown(self) -> dict[int, list[str]]:
        held = (self.known, self.found)
        return {c: texts for c, texts in self.columns.items() if texts and not any(c in x for x in held)}

    def remarks(self) -> dict[int, list[str]]:
        remarks = {c: t for c, t in self.columns.items() if self.known.get(c) == "remark" and t}
        return {c: t for c, t in remarks.items() if not is_approval(t)}

    def plain(self) -> None:
        """Columns whose cells say by their form what they are: numbers, states, days, units."""
        for column, texts in self.unknown().items():
            if self.free("number") and _counts(texts):
                self.found[column] = "number"
                continue
            for role, says, least in _BY_FORM:
                if self.free(role) and _share(texts, says) > least:
                    self.found[column] = role
                    break

    def states_in_remarks(self) -> None:
        if not self.free("status", "progress"):
            return
        for column, texts in list(self.remarks().items())[:1]:
            if _share(texts, _is_state) > _MOST:
                self.found[column] = "status"

    def texts(self) -> dict[int, float]:
        """The columns of text that have no role yet, with how much each tells what was done (below 0: a fault)."""
        return {c: told_of(texts) for c, texts in self.unknown().items() if _is_text(texts)}

    def problem(self, told: dict[int, float]) -> None:
        """The column that tells the problem most of all; next to a known description, the one that names it."""
        column = None
        if self.free("finding", "detail"):
            # 审计查出的情况 ends like 整改情况
            how = [c for c, r in self.known.items() if r == "progress" and _is_text(self.columns.get(c, []))]
            both = told | {c: told_of(self.columns[c]) for c in how}
            first = min(both, key=lambda c: both[c], default=None)
            # the model takes any name for a fault's, as most names it learned from were: 第001号信箱
            sure = first is not None and both[first] < -_SURE
            column = (
                first if first is not None and sure and any(map(names_fault, self.columns[first])) else None
            )
        elif self.free("finding"):
            column = _named(self.columns, self.known, told)
        if column is not None:
            self.found[column] = "finding"
            told.pop(column, None)

    def asked(self, told: dict[int, float]) -> None:
        """允宜检讨: the only column that says what ought to be done, beside one that tells the problem."""
        asked = [c for c in told if says_what_ought(self.columns[c])]
        if len(asked) == 1 and self.free("requirement") and not self.free("finding"):
            self.found[asked[0]] = "requirement"
            told.pop(asked[0])

    def measure(self, told: dict[int, float]) -> None:
        """The column, or the remarks, that tell most of all what was done, where none is known to."""
        if not self.free("measure", "progress", "result"):
            return
        told |= {c: told_of(t) for c, t in self.remarks().items() if c not in self.found and _is_text(t)}
        told = {
            c: m for c, m in told.items() if self.free("requirement") or not says_what_ought(self.columns[c])
        }
        last = max(told, key=lambda c: told[c], default=None)
        if last is not None and told[last] > _SURE:
            self.found[last] = "measure"


def _named(columns: dict[int, list[str]], known: dict[int, Role], told: Collection[int]) -> int | None:
    """The column under an unknown head, right before 具体表现, that names what this describes."""
    detail = min(c for c, r in known.items() if r == "detail")
    name = max((c for c in told if c < detail and _share(columns[c], names_fault) > _MOST), default=None)
    if name is None or any(name < c < detail and r != "number" for c, r in known.items()):
        return None
    return name


@lru_cache(maxsize=4096)  # a cell is asked several times, and many say the same
def approves(words: str) -> bool:
    """True where a cell (folded, without blanks) only says that an answer was accepted, or not yet: 同意销号, or waits for it."""
    first = _FIRST_CLAUSE.match(words)
    if first and classify_status(first[0]):
        return False  # 已改善，同意结案
    asks = len(words) <= 60 and (_UNSIGNED.fullmatch(words) or _APPROVES.fullmatch(_SIGNED.sub("", words)))
    return bool(asks)


def is_approval(texts: list[str]) -> bool:
    """True for a column of words of acceptance."""
    return bool(texts) and _share(texts, approves) > 0.5


def says_what_ought(texts: list[str]) -> bool:
    """True for a column of what is asked: 应督促业者改善, 允宜检讨, 责成X清退."""
    return bool(texts) and _share(texts, lambda t: bool(_OUGHT.match(t))) > 0.6


def are_figures(texts: list[str]) -> bool:
    """True for a column of nothing but numbers."""
    return bool(texts) and _share(texts, lambda t: bool(_FIGURE.fullmatch(t))) == 1


def says_yes_or_no(texts: list[str]) -> bool:
    """True for a column of nothing but 是 and 否, whatever it was asked (是否建章立制)."""
    return bool(texts) and _share(texts, lambda t: bool(_YES_OR_NO.fullmatch(t))) == 1


def _share(texts: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, texts)) / len(texts)


_CODE = re.compile(r"(?P<stem>[A-Z]|(?:\d{1,2}[.．-])+)(?P<n>\d{1,2})")


def _counts(texts: list[str]) -> bool:
    """True for 1, 2, … and for codes that count on below each stem: 1.1, 1.2, 2.1; A1, A2, B1."""
    codes = [(m["stem"], int(m["n"])) for t in texts if (m := _CODE.fullmatch(t))]
    if len(texts) > 2 and len(codes) == len(texts) and codes[0][1] == 1:
        return all(y[1] == (x[1] + 1 if x[0] == y[0] else 1) for x, y in pairwise(codes))
    numbers = [int(t) for t in texts if t.isascii() and t.isdigit()]
    return len(texts) > 1 and numbers[:2] == [1, 2] and len(numbers) * 3 >= len(texts) * 2


def _is_due(text: str) -> bool:
    """True for a date; a year alone says which year is spoken of."""
    return bool(_DATE.match(text)) and not _YEAR.fullmatch(text)


def _is_state(text: str) -> bool:
    return len(text) <= 30 and bool(pure_status(text, 0, len(text)) or classify_status(text))


def names_fault(text: str) -> bool:
    """True for a sentence, or words of a fault: not for the name of a project."""
    return answers(text) < 0 and (text.endswith("。") or weigh(text)["finding"] > 0)


def _is_unit(text: str) -> bool:
    return all(is_body_name(unit) for unit in re.split("[、,，;；]", text) if unit)


def tells_answers(texts: list[str]) -> bool:
    """True for a column that surely tells what was done."""
    return _is_text(texts) and told_of(texts) > _SURE


def tells_findings(texts: list[str]) -> bool:
    """True for a column that surely tells what was found."""
    return _is_text(texts) and told_of(texts) < -_SURE


def _is_text(texts: list[str]) -> bool:
    return bool(texts) and sum(len(_HAN.findall(t)) for t in texts) >= _LEAST_TEXT * len(texts)


def told_of(texts: list[str]) -> float:
    """How much a column tells what was done (above 0) rather than what was found (below)."""
    return sum(map(answers, texts[:20])) / len(texts[:20])


_BY_FORM: tuple[tuple[Role, Callable[[str], bool], float], ...] = (
    ("status", _is_state, _MOST),
    ("deadline", _is_due, _MOST),
    ("responsible", _is_unit, 0.6),
)
