"""Full-text search that is exact for any number of characters, in either script.

FTS5 splits text at spaces, and Chinese has none; its trigram tokenizer finds nothing below three
characters. So each run of Han characters is written as its overlapping pairs, followed by its last
character alone: 资金管理 becomes `资金 金管 管理 理`. A query of two or more characters is then a
phrase of pairs, a single character is a prefix, and neither ever crosses punctuation by accident.
Letters and digits stay words; what goes on with a number (1,500 and 12.5) is a word that begins with a mark, so that 500万元
finds neither 1,500万元 nor 5万元 12.5万元. Text and query are folded alike (width, script, case), so 資金 finds
资金; characters whose conversion depends on their neighbours (乾, 著 ...) are searched as one.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import add

from normalize.records import fold

# Simplified forms that t2s chooses by context: each is searched as the character beside it.
_SAME = (
    "乾干 着著 藉借 瞭了 馀余 徵征 锺钟 麽么 於于 剋克 摺折 妳你 覈核 後后 裏里 裡里 複复 "
    "覆复 穫获 係系 繫系 並并 併并 準准 週周 佈布 託托"
)
_SAME_AS = {pair[0]: pair[1] for pair in _SAME.split()}
_TO_SAME = re.compile(f"[{''.join(_SAME_AS)}]")
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
INSIDE = "·"  # begins a word that goes on with a number
_RUN = re.compile(rf"([{_HAN}]+)|({INSIDE}?[^\W_{_HAN}]+)")
# between the digits of one number: before groups of three, before decimals (2024.6.30 is three numbers)
_GOES_ON = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))|\.(?<=\d\.)(?=\d+(?!\.?\d))")
_IS_HAN = re.compile(f"[{_HAN}]")
_TERM = re.compile(r'-?"[^"]*"|[^\s"]+')
# an amount: how its number is printed says nothing about it
_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?=[万亿元])")
NO_MATCH = '""'  # an FTS5 query that matches nothing


def fold_for_search(text: str) -> str:
    """Fold text for the index; the length stays, so offsets stay."""
    return for_search(fold(text))


def for_search(folded: str) -> str:
    """What is folded for the index beyond `fold`: characters that are searched as one, case, and marks inside numbers."""
    same = _TO_SAME.sub(lambda found: _SAME_AS[found[0]], folded)
    same = _GOES_ON.sub(INSIDE, same.replace(INSIDE, " "))
    lowered = same.lower()
    if len(lowered) != len(same):  # a few letters become two
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in same)
    return lowered.replace("ς", "σ")  # at the end of a word the letter is the same


def is_han(char: str) -> bool:
    """Whether a character is indexed by its pairs."""
    return _IS_HAN.match(char) is not None


def is_letter(char: str) -> bool:
    """Whether a character is part of a word that is indexed as it stands: no Han character, but a letter or digit."""
    return char == INSIDE or (_RUN.match(char) is not None and not is_han(char))


def bigrams(text: str | None) -> str:
    """Return the words under which `text` is indexed, separated by spaces."""
    if not text:
        return ""
    words: list[str] = []
    for han, word in _RUN.findall(fold_for_search(text)):
        if han:
            words += map(add, han, han[1:])
            words.append(han[-1])
        else:
            words.append(word)
    return " ".join(words)


def search_query(user_text: str) -> str:
    """Turn what a reader typed into an FTS5 MATCH expression over the bigram columns; it never fails.

    Terms parted by white space must all occur; "a term in quotes" may hold spaces; -term must not
    occur. An amount is found however its number is printed. A term with no letter, digit or Han
    character is passed over; where nothing is left the expression matches nothing.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for negative, term in _terms(user_text):
        (unwanted if negative else wanted).append(_phrases(term))
    if not wanted:
        return NO_MATCH
    expression = " AND ".join(wanted)
    return f"({expression}) NOT ({' OR '.join(unwanted)})" if unwanted else expression


def _terms(user_text: str) -> Iterator[tuple[bool, str]]:
    """Yield (is it excluded, term) for each term that holds something to search for."""
    spaced = fold(user_text.replace("\0", " ").replace("“", '"').replace("”", '"'))
    for term in _TERM.findall(spaced):
        negative = len(term) > 1 and term[0] == "-" and not term[1].isdigit()
        bare = term[1:] if negative else term
        if _RUN.search(fold_for_search(bare)):
            yield negative, bare.strip('"')


def _phrases(term: str) -> str:
    """Return the phrase of one term, or of each way to print its amount."""
    ways = list(dict.fromkeys(_phrase(runs) for runs in _ways(term)))
    return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"


def _ways(term: str) -> Iterator[list[tuple[str, str]]]:
    """The runs of a term, or of each way to print its amount; without marks for 6.30, which may be a day of 2024.6.30."""
    for printed in _printed(term):
        runs = _RUN.findall(fold_for_search(printed))
        yield runs
        if any(word.startswith(INSIDE) for _, word in runs):
            yield [(han, word.removeprefix(INSIDE)) for han, word in runs]


def _printed(term: str) -> list[str]:
    """A term as it stands, and with its first amount as others print it: 1500万元 as 1,500万元 and 1,500.00万元."""
    found = _AMOUNT.search(term)
    if found is None:
        return [term]
    whole, part = found[1].replace(",", ""), (found[2] or "").rstrip("0")
    parts = [f".{part:0<{width}}" if width else "" for width in range(len(part), max(len(part), 2) + 1)]
    numbers = [f"{number}{rest}" for number in (whole, f"{int(whole):,}") for rest in parts]
    return [term, *(term[: found.start()] + number + term[found.end() :] for number in numbers)]


def _phrase(runs: Sequence[tuple[str, str]]) -> str:
    """Return the phrase of runs: pairs within them; a run's last character where another run follows."""
    words: list[str] = []
    prefix = False
    for index, (han, word) in enumerate(runs):
        last = index == len(runs) - 1
        words += map(add, han, han[1:]) if han else [word]
        if han and (not last or len(han) == 1):
            words.append(han[-1])
            prefix = last
    return '"' + " ".join(words) + '"' + (" *" if prefix else "")


def matches(text: str, user_text: str) -> list[tuple[int, int]]:
    """Return the ranges of `text` that a query finds, in order and merged, for highlighting."""
    folded = fold_for_search(text)
    found = [hit.span() for pattern in _patterns(user_text) for hit in pattern.finditer(folded)]
    if len(found) < 2:
        return found
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


@lru_cache(maxsize=64)
def _patterns(user_text: str) -> tuple[re.Pattern[str], ...]:
    """What a query looks for, term by term; the texts of a page are asked the same."""
    return tuple(_pattern(term) for negative, term in _terms(user_text) if not negative)


def _pattern(term: str) -> re.Pattern[str]:
    """What a term finds: the longest way to print its amount first."""
    return re.compile("|".join(sorted(map(_in_order, _ways(term)), key=len, reverse=True)))


def _in_order(runs: Sequence[tuple[str, str]]) -> str:
    """Runs in order, with nothing but punctuation between them; words are whole words."""
    return r"[\W_]*?".join(re.escape(han) if han else _whole(word) for han, word in runs)


def _whole(word: str) -> str:
    before = "" if word.startswith(INSIDE) else rf"(?<![^\W_{_HAN}])(?<!{INSIDE})"
    return rf"{before}{re.escape(word)}(?![^\W_{_HAN}])"
