"""Match texts that speak of the same finding: restated titles, quoted titles, shared amounts."""

import re
from collections import Counter
from functools import lru_cache
from operator import add

from extract.drafts import Draft
from extract.lines.lines import Page

QUOTED = re.compile(r"“([^“”]{3,80}(?:“[^“”]*”[^“”]*)*)”")  # a title in quotation marks
_PUNCTUATION = re.compile(r"[\W_]+")
_AMOUNT = re.compile(r"(?=\d)(?<!\d)(?<!\d[,. ])(?:\d[\d,. ]*\d(?:[ ]*[万亿]?元)|\d+(?:\.\d+)?[ ]*[万亿]元)")
_LEADS = re.compile("关于|对|针对")


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Folded text without punctuation and the words that only introduce a problem."""
    words = _PUNCTUATION.sub("", text)
    lead = _LEADS.match(words)
    words = words[lead.end() :] if lead else words
    return words.removesuffix("问题").removesuffix("的") if words.endswith("问题") else words


@lru_cache(maxsize=8192)
def _bigrams(text: str) -> Counter[str]:
    return Counter(map(add, text, text[1:])) or Counter([text])


def _overlap(a: Counter[str], b: Counter[str]) -> int:
    """How many bigrams two texts share, each as often as both hold it."""
    shared = 0
    for pair in a.keys() & b.keys():
        here, there = a[pair], b[pair]
        shared += here if here < there else there  # min() would be most of the work
    return shared


def containment(short: str, long: str) -> float:
    """Share of the bigrams of `short` that `long` holds too (0..1)."""
    a, b = _bigrams(bare(short)), _bigrams(bare(long))
    total = sum(a.values())
    return _overlap(a, b) / total if total else 0.0


def likeness(a: str, b: str) -> float:
    """Dice coefficient of the bigrams of two texts (0..1)."""
    x, y = _bigrams(bare(a)), _bigrams(bare(b))
    total = sum(x.values()) + sum(y.values())
    return 2 * _overlap(x, y) / total if total else 0.0


def _title(page: Page, draft: Draft) -> str:
    return page.folded[draft.title[0] : draft.title[1]]


def _whole(page: Page, draft: Draft) -> str:
    return page.folded[draft.own[0] : min(draft.own[1], draft.own[0] + 1500)]


def _asked(page: Page, draft: Draft) -> str:
    """What was required of a finding in another place of the document."""
    return "".join(page.folded[a:b] for a, b in draft.requirement if not draft.own[0] <= a < draft.own[1])


def best_match(page: Page, drafts: list[Draft], words: str, *, floor: float = 0.6) -> Draft | None:
    """The finding whose title these (folded) words restate, or None where none or several would do."""
    told = _bigrams(bare(words))
    here, amounts = told.total(), _amounts(words)
    scored = sorted([(_score(page, d, amounts, told, here), -i) for i, d in enumerate(drafts)], reverse=True)
    if not scored or scored[0][0] < floor:
        near = [drafts[-i] for score, i in scored[:_NEAR] if score >= _SHARED]
        return _shortened(page, near, bare(words)) if near else None
    if len(scored) > 1 and scored[1][0] > scored[0][0] - 0.05 and scored[0][0] < 0.95:
        return None
    return drafts[-scored[0][1]]


_NEAR, _SHARED = 3, 0.3  # how many titles may be named in short, and what they share at least with the words
_SHORTENED = 6  # characters of a name that a title holds in its order, other words between them


def _shortened(page: Page, drafts: list[Draft], words: str) -> Draft | None:
    """The one finding whose title holds all characters of a name in their order: 项目经理未到岗 for 项目经理未按合同到岗."""
    if len(words) < _SHORTENED:
        return None
    found = [d for d in drafts if _holds_in_order(bare(_title(page, d)), words)]
    return found[0] if len(found) == 1 else None


def _holds_in_order(title: str, words: str) -> bool:
    left = iter(title)
    return all(c in left for c in words)


def restates_title(page: Page, draft: Draft, words: str) -> bool:
    """True where (folded) words repeat a finding's title more than they tell anything else."""
    return likeness(_title(page, draft), words) >= 0.45 or containment(words, _title(page, draft)) >= 0.6


def _score(page: Page, draft: Draft, amounts: frozenset[str], told: Counter[str], here: int) -> float:
    known = _bigrams(bare(_title(page, draft)))
    both, alike = _overlap(told, known), 0.0
    if both:
        there = known.total()
        alike = max(2 * both / (here + there), min(both / there, both / here + 0.25))
    return alike + 0.3 * bool(amounts and _shared_amounts(page, draft, amounts))


def _shared_amounts(page: Page, draft: Draft, amounts: frozenset[str]) -> frozenset[str]:
    """Those of some sums of money that the whole finding tells too."""
    return amounts & _amounts(_whole(page, draft)) if amounts else amounts


@lru_cache(maxsize=4096)  # every finding is asked of the same words
def _amounts(text: str) -> frozenset[str]:
    return frozenset(_AMOUNT.findall(text))


def closest_by(page: Page, drafts: list[Draft], words: str, *, floor: float = 0.5) -> Draft | None:
    """The one finding whose title, or else whose text, holds most of a short name's word pairs (食堂, 租车), clearly more
    than others: an answer may tell of several findings.
    """
    titled = sorted(((containment(words, _title(page, d)), -i) for i, d in enumerate(drafts)), reverse=True)
    if (
        titled
        and titled[0][0] >= max(floor, _MOST)
        and (len(titled) < 2 or titled[1][0] < titled[0][0] - _MORE)
    ):
        return drafts[-titled[0][1]]
    scored = sorted(((_holds(page, d, words), -i) for i, d in enumerate(drafts)), reverse=True)
    if not scored or scored[0][0] < floor or (len(scored) > 1 and scored[1][0] > scored[0][0] - 0.15):
        return None
    return drafts[-scored[0][1]]


_MOST, _MORE = 0.6, 0.3  # of a name's word pairs, that a title holds, and how many more than any other


def _holds(page: Page, draft: Draft, words: str) -> float:
    return max(containment(words, _title(page, draft)), 0.9 * containment(words, _whole(page, draft)))


def closest(page: Page, drafts: list[Draft], words: str) -> Draft | None:
    """The one finding that shares clearly more with these words than any other: an amount, or three word pairs."""
    found, amounts = _bigrams(bare(words)), _amounts(words)
    scored = []
    for i, draft in enumerate(drafts):
        shared = _overlap(_bigrams(bare(_title(page, draft))), found)
        scored.append((shared + 4 * len(_shared_amounts(page, draft, amounts)), -i))
    scored.sort(reverse=True)
    if not scored or scored[0][0] < 3 or (len(scored) > 1 and scored[1][0] * 2 > scored[0][0]):
        return None
    return drafts[-scored[0][1]]


def in_order(page: Page, drafts: list[Draft], items: list[tuple[int, int]], *, counted: bool = False) -> bool:
    """True where as many items as findings follow their order: most share words with the finding of their own place. Where
    the items are counted as the findings are (`counted`), they need only not share more with those of other places.
    """
    told = [_bigrams(bare(page.folded[a:b])) for a, b in items]
    known = [_bigrams(bare(_whole(page, d) + _asked(page, d))) for d in drafts]
    shared = [[sum((t & k).values()) for k in known] for t in told]
    fits = sum(row[i] > 0 and row[i] == max(row) for i, row in enumerate(shared))
    others = sum(row[i] < max(row) for i, row in enumerate(shared))
    return others <= fits if counted else 2 * fits > len(items)
