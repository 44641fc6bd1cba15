"""The letters before the year of a document number: place, organ, line, kind (遂 审 电 调报)."""

import re
from dataclasses import dataclass
from functools import cache

from normalize.vocabulary import any_of, vocabulary

S = r"\s{0,2}"  # white space that pages print inside a number
NUMBER = r"(?P<number>\d{1,6}|[〇零一二三四五六七八九十百]{1,6})"
_LETTERS = re.compile(
    r"(?:(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff] ){1,7}[\u4e00-\u9fff]|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]++)\s{0,2}$"
)
_LONGEST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """A document number as meant; `text[start:end]` prints it.

    `issuer_prefix` is all before the year (遂审电调报); `place` its place (遂), `line` the letters of the
    audit's kind (电), `line_meaning` what they stand for, `kind` what is numbered (审计报告, 公告, 函 ...).
    `brackets` as printed. `canonical` has 〔〕, half-width digits and 号. Of a damaged number `year` and
    `number` hold only what is certain, `canonical` is None, and `repaired` lists what it may have been.
    """

    text: str
    start: int
    end: int
    year: int | None
    number: int | None
    issuer_prefix: str = ""
    place: str | None = None
    line: str | None = None
    line_meaning: str | None = None
    kind: str | None = None
    part: str | None = None  # 之一 or -1 of a number that was split
    total_number: int | None = None
    brackets: str = ""
    canonical: str | None = None
    damaged: bool = False
    repaired: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefix:
    """Offsets of a prefix and of its parts; equal offsets where a part is missing."""

    start: int
    end: int
    place: tuple[int, int] | None = None
    line: tuple[int, int] | None = None
    line_meaning: str | None = None
    kind: str | None = None
    certain: bool = False  # organ and kind are both known words

    def printed(self, text: str) -> str:
        """Return the prefix as printed, without white space."""
        return "".join(text[self.start : self.end].split())

    def place_of(self, text: str) -> str | None:
        """Return the place as printed."""
        return "".join(text[self.place[0] : self.place[1]].split()) if self.place else None

    def line_of(self, text: str) -> str | None:
        """Return the letters of the line as printed."""
        return "".join(text[self.line[0] : self.line[1]].split()) if self.line else None


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: dict[str, str]
    kind: re.Pattern[str]
    audit_kinds: frozenset[str]
    other_report: str
    organ: re.Pattern[str]
    never_place: frozenset[str]
    lines: dict[str, str]
    cut: re.Pattern[str]
    cut_inside: re.Pattern[str]
    taiwan: dict[str, str]


@cache
def _words() -> _Words:
    data = vocabulary("document_number_words")
    return _Words(
        kinds=data["kinds"],
        kind=re.compile(any_of(data["kinds"]) + "$"),
        audit_kinds=frozenset(data["kinds_by_organ"]["审"]),
        other_report=data["kinds_by_organ"]["other_report"],
        organ=re.compile(any_of(data["organs"]["list"])),
        never_place=frozenset(data["organs"]["never_place"]),
        lines={letters: line for line, words in data["lines"].items() for letters in words},
        cut=re.compile(".*" + any_of(data["text"]["cut"]), re.DOTALL),
        cut_inside=re.compile(".+" + any_of(data["text"]["cut_inside"]) + "(?=..)", re.DOTALL),
        taiwan=data["taiwan"],
    )


def taiwan_kind(letter: str) -> str:
    """Return what a Taiwanese case number's letter stands for."""
    return _words().taiwan[letter]


def read_prefix(folded: str, end: int) -> Prefix:
    """Read the prefix that ends at `end`; words of the sentence before it (根据, 收到 ...) are left out."""
    words = _words()
    begin = max(0, end - _LONGEST - 2)
    m = _LETTERS.search(folded[begin:end])
    if m is None:
        return Prefix(start=end, end=end)
    start, stop = begin + m.start(), begin + len(m[0].rstrip()) + m.start()
    if folded[start] in "年月日" and folded[max(0, start - 2) : start].rstrip()[-1:].isdigit():
        start += 1  # 113年5月1日院授主预字第…号
    cut = words.cut.match(folded[start : stop - 1])
    if cut:
        start += cut.end()
    whole = _parts(folded, start, stop)
    inside = words.cut_inside.match(folded[start:stop]) if not whole.certain or _too_long(whole) else None
    if inside:
        shorter = _parts(folded, start + inside.end(), stop)
        return shorter if shorter.place else whole
    return whole


def _too_long(prefix: Prefix) -> bool:
    """A place takes up to three characters in a document number."""
    return prefix.place is not None and prefix.place[1] - prefix.place[0] > 3


def _parts(folded: str, start: int, stop: int) -> Prefix:
    words = _words()
    letters = folded[start:stop]
    organ = words.organ.search(letters, 1)
    if organ is None or letters[: organ.start()] in words.never_place:
        organ = words.organ.match(letters) or organ
    kind = words.kind.search(letters, organ.end() if organ else 0)
    named = organ is not None and organ.start() > 0 and letters[: organ.start()] not in words.never_place
    place = (start, start + organ.start()) if organ and named else None
    if organ is None or kind is None:
        return Prefix(start=start, end=stop, place=place, kind=words.kinds[kind[0]] if kind else None)
    audit = organ[0].startswith("审")
    line = letters[organ.end() : kind.start()].strip()
    name = words.kinds[kind[0]]
    if not audit and kind[0] in words.audit_kinds and "报" in kind[0]:
        name = words.other_report
    return Prefix(
        start=start,
        end=stop,
        place=place,
        line=(start + organ.end(), start + kind.start()) if line else None,
        line_meaning=words.lines.get(line) if audit else None,
        kind=name,
        certain=True,
    )
