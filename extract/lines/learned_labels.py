"""Labels that no vocabulary holds, told by where they stand: the same few words open the same cells of record after record
(視察所得：… 當局期望：… 本社所述：…), so what they label is told by what stands in these cells.
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from operator import itemgetter
from typing import Any

from extract.language.sentences import first_sentence
from extract.lines.bare_cells import UNIT
from extract.lines.enumerators import mark_at
from extract.lines.labels import ABOUT_PROBLEM, ANSWERS, PROBLEM, Role, label_role
from extract.model import Block
from extract.roles.role_model import answers, ask_of, role_of
from extract.status.statements import pure_status
from extract.vocabulary import vocabulary

# 2.1 查察所得, 本社所述：…, 考核事實　…: words that open a line alone, before a colon or before a blank
_OPENS = re.compile(
    r"^[ ]*+(?:\d{1,2}[.．]\d{1,2}[ ]+|(?:[一二三四五六七八九十]{1,3}、|[(（][\d一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、])[ ]*)?【?(?P<words>[\u4e00-\u9fff]{2,9})(?P<close>】[:：]?|[ ]*[:：]|[ ]+(?=[^ \n])|[ ]*$)",
    re.MULTILINE,
)
_DATE = re.compile(
    r"[^，,。；;]{0,4}?(?:[12二]\S{3}年|\d{2,3}年|\d{2,4}[./-]\d{1,2})[\d〇零○一二三四五六七八九十年月日底前末旬./-]*[。]?"
)
_UNIT = re.compile(UNIT)
_OUGHT = re.compile(
    r"(?:[^，,。；;]{0,12}?[应宜须]|[^，,。；;]{0,6}(?:请|促请|建议|期望|希望|期盼))(?!收|付|计|缴|对)"
)
_FIRST = itemgetter(0)
_FEWEST = 3  # labels of a record
_SHARE = 0.6  # of the records that have a label
_PROBLEM_ABOVE: tuple[Role, ...] = ("finding",)
_LINES_ABOVE = 3  # a heading and what describes the problem
_TITLE = 60  # characters of a title without a number
_OPENING = re.compile("[，,；;。]")
_STATE = 24  # characters of a cell that but states


@dataclass(frozen=True, slots=True)
class _Cell:
    words: str
    start: int
    end: int  # of the words
    text: str
    numbered: bool  # 一、, （一）: as headings are, and no label of a record with a number of its own (1.2)


def with_known_labels(folded: str, blocks: Sequence[Block]) -> str:
    """Folded text of the same length, with words that every rule knows in place of learned labels."""
    again = {words for words, n in Counter(map(_FIRST, _OPENS.findall(folded))).items() if n > 1}
    again = {
        words for words in again if mark_at(f"{words}:") is None
    }  # 问题一： numbers, whatever stands there
    if len(again) < _FEWEST or not any(label_role(words) is None for words in again):
        return folded
    again = {words for words in again if pure_status(words, 0, len(words)) is None}  # 正在整改
    cells = _cells(folded, blocks, again) if len(again) >= _FEWEST else []
    records = [] if _are_contents(cells) else _records(cells)
    learned = _learned(records)
    if not learned and records and _are_headed(folded, cells):
        learned = _learned(records, headed=True)
    if not learned:
        return folded
    characters = list(folded)
    for cell in cells:
        role = learned.get(cell.words)
        if role is not None:
            characters[cell.start : cell.end] = written(role, cell.end - cell.start)
    return "".join(characters)


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = vocabulary("labels")["learned"]
    return found


def written(role: Role, length: int) -> str:
    """A label of so many characters that the vocabulary knows: 本本問題."""
    core: str = _data()["written"][role]
    return core.rjust(length, "本")


def _cells(folded: str, blocks: Sequence[Block], again: set[str]) -> list[_Cell]:
    """Where such words open a line of running text, and what they label: the rest of the line, else the next one. Bodies that
    sign with a date label nothing.
    """
    found: list[_Cell] = []
    signers: set[str] = set()
    for block in blocks:
        if block.kind not in ("paragraph", "heading", "note"):
            continue
        for m in _OPENS.finditer(folded, block.start, block.end):
            if m["words"] in again:
                numbered = (
                    m.start("words") > m.start()
                    and not folded[m.start() : m.start("words")].strip(" 【").isascii()
                )
                told = _labelled(folded, m.end())
                if _UNIT.fullmatch(m["words"]) and _DATE.fullmatch(told):
                    signers.add(m["words"])  # 甲镇人民政府　2024年9月12日
                found.append(_Cell(m["words"], *m.span("words"), told, numbered))
    return [cell for cell in found if cell.words not in signers]


def _are_contents(cells: list[_Cell]) -> bool:
    """True where most of such words are numbered and stand twice: headings, and the table of contents that lists them."""
    counted = Counter(cell.words for cell in cells if cell.numbered)
    return 2 * sum(n == 2 for n in counted.values()) > len({cell.words for cell in cells})


def _labelled(folded: str, at: int) -> str:
    stop = folded.find("\n", at)
    rest = folded[at : stop if stop >= 0 else len(folded)].strip()
    if rest or stop < 0:
        return rest
    below = folded.find("\n", stop + 1)
    return folded[stop + 1 : below if below >= 0 else len(folded)].strip()


def _records(cells: list[_Cell]) -> list[dict[str, str]]:
    """Cells shared out to records: one ends where a label comes again. Labels of most records alone, in one order."""
    records: list[dict[str, str]] = []
    for cell in cells:
        if not records or cell.words in records[-1]:
            records.append({})
        records[-1][cell.words] = cell.text
    counted = Counter(words for record in records for words in record)
    most = max(counted.values(), default=0)
    kept = {words for words, n in counted.items() if n >= max(2, _SHARE * most)}
    records = [told for record in records if (told := {w: t for w, t in record.items() if w in kept})]
    return records if len(kept) >= _FEWEST and _in_one_order(records) else []


def _in_one_order(records: list[dict[str, str]]) -> bool:
    before = Counter(pair for record in records for pair in combinations(record, 2))
    return all(10 * before[b, a] <= n for (a, b), n in before.items() if n >= before[b, a])


def _are_headed(folded: str, cells: list[_Cell]) -> bool:
    """True where each record stands below a numbered line that is no cell: the problem, which no label names. Lines that
    describe it may stand between. Without a number such a line stands right above each.
    """
    starts = {folded.rfind("\n", 0, cell.start) + 1: cell for cell in cells}
    firsts = [cell for cell in cells if cell.words == cells[0].words]
    headed = max(
        sum(stands_below_number(folded, cell.start, starts) for cell in firsts),
        sum(_stands_below_title(folded, cell.start, starts) for cell in firsts),
    )
    return headed >= _FEWEST - 1 and headed >= _SHARE * len(firsts)


def _stands_below_title(folded: str, at: int, starts: Mapping[int, _Cell]) -> bool:
    """True where the line above is neither a cell nor what a label alone above it labels."""
    title = line_above(folded, folded.rfind("\n", 0, at) + 1)
    before = starts.get(line_above(folded, title))
    alone = before is not None and folded[before.end : title].strip(" :：】\n") == ""
    stop = folded.find("\n", title)
    return title not in starts and not alone and stop - title <= _TITLE


def line_above(folded: str, at: int) -> int:
    return folded.rfind("\n", 0, max(at - 1, 0)) + 1


def stands_below_number(folded: str, at: int, starts: Container[int]) -> bool:
    at = folded.rfind("\n", 0, at) + 1
    for _ in range(_LINES_ABOVE):
        stop, at = at - 1, folded.rfind("\n", 0, max(at - 1, 0)) + 1
        if stop <= at or at in starts:
            return False
        if mark_at(folded, at, stop) is not None:
            return True
    return False


def _learned(records: list[dict[str, str]], *, headed: bool = False) -> dict[str, Role]:
    """The roles of labels that the vocabulary does not know; none unless they make a record: a problem, `headed` or
    labelled, and its answer.
    """
    order = list(dict.fromkeys(words for record in records for words in record))
    texts = {words: [t for record in records if (t := record.get(words))] for words in order}
    roles: dict[str, Role] = {words: role for words in order if (role := label_role(words))}
    if len(records) < 2 or (headed and PROBLEM & {*roles.values()}):
        return {}
    ask_of(sentence for told in texts.values() for text in told for sentence in _first(text))
    if len(records) == _TWO_LISTS and _tell_apart(*records):
        return {}
    learned: dict[str, Role] = {}
    for at, words in enumerate(order):
        if words not in roles and texts[words]:
            known: set[Role] = {*roles.values(), *_PROBLEM_ABOVE[:headed]}
            role = _role(words, texts[words], known, first=at == 0 and not headed)
            if role is not None:
                roles[words] = learned[words] = role
    told = [role for role in roles.values() if role in PROBLEM or role in ABOUT_PROBLEM]
    asked = headed or any(role in PROBLEM or role == "requirement" for role in told)
    whole = asked and any(role in ANSWERS for role in told) and len(told) >= _FEWEST
    return learned if whole else {}


_TWO_LISTS = 2


def _tell_apart(first: dict[str, str], second: dict[str, str]) -> bool:
    """True for fields of which one list tells what was found and another, below it, what was done: 1.工程：甲。乙。 2.财务：丙。
    and 1.工程：甲已…。 2.财务：丙已…。 are no two records.
    """
    told = [sum(answers(x) for x in _first(t)) for t in first.values()]
    done = [sum(answers(x) for x in _first(t)) for t in second.values()]
    return all(n < 0 for n in told) and all(n > 0 for n in done)


def _role(words: str, texts: list[str], known: set[Role], *, first: bool) -> Role | None:
    """What a label labels, by its cells, by its own words and by its place among the others."""
    if _most(texts, _states):
        return "status"
    if _most(texts, lambda t: bool(_DATE.fullmatch(t))):
        return "deadline"
    if _most(texts, _is_units):
        return "responsible"
    if sum(map(len, texts)) < 6 * len(texts):
        return None
    data = _data()
    if "requirement" not in known and not first:
        ought = sum(
            bool(_OUGHT.match(t)) or any(role_of(x) == "requirement" for x in _first(t)) for t in texts
        )
        if ought > (0.3 if any(w in words for w in data["asks"]) else 0.6) * len(texts):
            return "requirement"
    weight = sum(answers(x) for t in texts for x in _first(t)) / len(texts)
    weight += any(w in words for w in data["answers"]) - any(w in words for w in data["finds"])
    weight += -0.7 if first else 0.7 * bool(known & (PROBLEM | {"requirement"}))
    if weight < 0:
        return "detail" if "finding" in known else "finding"
    return "result" if "measure" in known else "progress"


def role_of_answer(texts: list[str]) -> Role | None:
    """What the same words open behind a problem, by what it tells: a state, what is asked, what was done."""
    if _most(texts, _opens_state):
        return "status"
    if _most(texts, lambda t: bool(_OUGHT.match(t))):
        return "requirement"
    return "progress" if sum(map(answers, texts)) > 0 else None


def _opens_state(text: str) -> bool:
    """True for a state, whatever follows it: 改了一半，住保中心应于3月底前解决。"""
    return _states(_OPENING.split(text, maxsplit=1)[0])


def _first(text: str) -> tuple[str, ...]:
    a, b = first_sentence(text, 0, len(text))
    return (text[a:b],) if a < b else ()


def _most(texts: list[str], test: Callable[[str], bool]) -> bool:
    return 2 * sum(map(test, texts)) > len(texts)


def _states(text: str) -> bool:
    return len(text) <= _STATE and pure_status(text, 0, len(text)) is not None


def _is_units(text: str) -> bool:
    return all(_UNIT.fullmatch(unit) for unit in re.split("[、，,;；]", text.strip("。 ")))
