"""Find regulations named in 《》 and what the text does to them: cites, issues, revises or repeals them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from extract.model import fold
from normalize.documents.numbers import parse_document_number
from normalize.records import RegulationEffect
from normalize.vocabulary import any_of, vocabulary

_MARKS = re.compile("[《》]")
_LONGEST = 120
_VERSION = re.compile(r"\((?:[^()]{0,12}(?:行|稿|版|本|修订|修正|年|暂定|案|定)|\d{4}年?[-—~至]+\d{4}年?)\)$")
_SUBTITLE = re.compile("[—-]{2}")  # 政府会计制度——行政事业单位会计科目和报表
_LIST = re.compile(r"\s*(?:\([^()]{0,40}\))?\s*[、,和及与]?\s*(?:以及|和)?\s*")
_NUMBERED = re.compile(r"\s*\(([^()]{4,40}号|(?:GB|DB|GA|YD|JR|SL|CJJ|JGJ|WS|TD|ISO)[/A-Z0-9 .:—-]{3,24})\)")
_COUNT = r"[〇零一二三四五六七八九十百\d]{1,5}"
_ITEM = rf"第(?:{_COUNT}|\({_COUNT}\)(?:[、和及]\({_COUNT}\)){{0,5}})[款项目]"  # 条款项目, in Taiwan 條項款目
_ONE = rf"第{_COUNT}条(?:之[一二三四五六\d])?(?:{_ITEM}(?:[、及和与]{_ITEM}){{0,3}}){{0,3}}"
_ARTICLE = re.compile(
    rf"\s?(?:\([^()]{{2,40}}\)\s?)?({_ONE}(?:(?:、|和|及|与|以及|至|到|,(?=第)){_ONE}){{0,8}})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation:
    """A regulation named in a text: `text[start:end]` is its title in its brackets, 《…》.

    `effect`: issues (印发, 制定), revises (修订, 完善), repeals (废止), else cites - also where the text only
    asks for it, plans it or says it was not done. `document_number` is the number printed after it, in brackets, also
    of a standard (GB/T 22239-2019); `article` the article, paragraph and item after it, as printed.
    """

    name: str
    effect: RegulationEffect
    start: int
    end: int
    text: str
    document_number: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    ending: re.Pattern[str]
    not_ending: re.Pattern[str]
    verbs: re.Pattern[str]
    effect_of: dict[str, str]
    undone: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _words() -> _Words:
    data = vocabulary("regulation_words")
    verbs = data["verbs"]
    acting = any_of([*verbs["issues"], *verbs["revises"], *verbs["repeals"]])
    return _Words(
        ending=re.compile(any_of(data["endings"]) + "$"),
        not_ending=re.compile(any_of(data["not_endings"]) + "$"),
        verbs=re.compile(any_of([verb for words in verbs.values() for verb in words])),
        effect_of={verb: effect for effect, words in verbs.items() for verb in words},
        undone=re.compile(data["around"]["undone"]),
        after=re.compile(
            data["around"]["after"].replace("{so}", data["around"]["so"])
            + f"(?P<verb>{acting})(?![^,。;]{{0,4}}《)"
            + data["around"]["under_way"]
        ),
    )


def find_regulations(text: str) -> list[Regulation]:
    """Return every regulation named in `text`, in order; titles of reports, letters and books are left out.

    >>> [(r.name, r.effect) for r in find_regulations("根据《预算法》修订《绩效管理办法》")]
    [('预算法', 'cites'), ('绩效管理办法', 'revises')]
    """
    folded = fold(text)
    found = []
    previous_end = 0
    for group in _groups(folded):
        effect = _effect(folded, previous_end, group[0][0], group[-1][1])
        previous_end = group[-1][1]
        for start, end in group:
            if _is_regulation(folded[start + 1 : end - 1]):
                found.append(_regulation(folded, text, start, end, effect))
    return found


def _regulation(folded: str, text: str, start: int, end: int, effect: RegulationEffect) -> Regulation:
    number = _NUMBERED.match(folded, end)
    printed = text[number.start(1) : number.end(1)] if number else ""
    parsed = parse_document_number(printed) if printed.endswith(("号", "號")) else None
    article = _ARTICLE.match(folded, number.end() if number else end)
    return Regulation(
        name="".join(text[start + 1 : end - 1].split()),
        effect=effect,
        start=start,
        end=end,
        text=text[start:end],
        document_number=parsed.canonical
        if parsed
        else None
        if printed.endswith(("号", "號"))
        else printed or None,
        article=text[article.start(1) : article.end(1)] if article else None,
    )


def _groups(folded: str) -> Iterator[list[tuple[int, int]]]:
    """Yield titles that stand in one list (《…》、《…》和《…》): the text does the same to all of them."""
    group: list[tuple[int, int]] = []
    for title in _titles(folded):
        if group and not _LIST.fullmatch(folded, group[-1][1], title[0]):
            yield group
            group = []
        group.append(title)
    if group:
        yield group


def _titles(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the outermost closed 《…》; an opening mark that is never closed near by is passed over."""
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for m in _MARKS.finditer(folded):
        if m[0] == "《":
            opened.append(m.start())
        elif opened:
            start = opened.pop()
            if m.end() - start <= _LONGEST:
                closed.append((start, m.end()))
    last = 0
    for start, end in sorted(closed):
        if start >= last:
            yield start, end
            last = end


def _is_regulation(name: str) -> bool:
    words = _words()
    bare = _VERSION.sub("", "".join(name.split()))
    if words.not_ending.search(bare):
        return False
    return words.ending.search(bare) is not None or words.ending.search(_SUBTITLE.split(bare)[0]) is not None


def _effect(folded: str, previous_end: int, start: int, end: int) -> RegulationEffect:
    """Read the verb right after the titles start..end, else the last one before them in their sentence."""
    words = _words()
    after = words.after.match(folded, end, min(len(folded), end + 80))
    if after and not re.search("(?:未|拟|将|应|待|尚)$", folded[end : after.start("verb")]):
        return cast(RegulationEffect, words.effect_of[after["verb"]])
    left = re.split("[。;!?\n]", folded[max(previous_end, start - 60) : start])[-1]
    verbs = list(words.verbs.finditer(left))
    if not verbs:
        return "cites"
    last = verbs[-1]
    effect = words.effect_of[last[0]]
    if effect == "cites" or words.undone.search(left[: last.start()]):
        return "cites"
    before = (
        words.effect_of[verbs[-2][0]] if len(verbs) > 1 and last.start() - verbs[-2].end() <= 3 else effect
    )
    return "revises" if effect == "issues" and before == "revises" else cast(RegulationEffect, effect)
