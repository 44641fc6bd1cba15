"""Say what kind of document this is, by its title, its opening words and what it holds."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import get_args

from extract.language.title_words import looks_like_title
from extract.model import Family
from extract.vocabulary import vocabulary

NOTHING_SAYS = "nothing says more"
WITHOUT_TITLE = "findings of an audit, without a title"
NEWS = "speaks of results, announces none"
BYLINE = "byline"
RULES = "questions and answers on rules"
BLANK_FORM = "a form to be filled in"
ARTICLES = "articles of a regulation"


@dataclass(frozen=True)
class _Words:
    title: tuple[tuple[Family, re.Pattern[str]], ...]
    opening: tuple[tuple[Family, re.Pattern[str]], ...]
    article: re.Pattern[str]
    formal: re.Pattern[str]
    results: re.Pattern[str]
    never: re.Pattern[str]
    surely: re.Pattern[str]
    announces: re.Pattern[str]
    demands: re.Pattern[str]
    subject: re.Pattern[str]
    headline: re.Pattern[str]
    tabled: re.Pattern[str]
    news: re.Pattern[str]
    meeting: re.Pattern[str]
    replies: re.Pattern[str]


@cache
def _words() -> _Words:
    data = vocabulary("families")
    for entry in [*data["title"], *data["opening"]]:
        if entry["family"] not in get_args(Family):
            raise ValueError(
                f"families.toml: got family {entry['family']!r}, expected one of {get_args(Family)}"
            )
    return _Words(
        title=tuple((e["family"], re.compile(e["pattern"])) for e in data["title"]),
        opening=tuple((e["family"], re.compile(e["pattern"])) for e in data["opening"]),
        article=re.compile(data["article_title"]),
        formal=re.compile(data["formal_title"]),
        results=re.compile(data["results_title"]),
        never=re.compile(data["never_title"]),
        surely=re.compile(data["sure_title"]),
        announces=re.compile(data["announces"]),
        demands=re.compile(data["demands"]),
        subject=re.compile(data["subject"]),
        headline=re.compile(data["headline"]),
        tabled=re.compile(data["tabled"]),
        news=re.compile(data["news"]),
        meeting=re.compile(data["meeting"]),
        replies=re.compile(data["replies"]),
    )


def family_of(
    title: str,
    opening: str,
    *,
    findings: int,
    byline: bool,
    subject: str = "",
    printed: Callable[[str], str] = str,
) -> tuple[Family, str]:
    """Return the family and the rule that decided.

    `title` and `opening` (the text before the first part) are folded; `findings` counts numbered sections; `byline`
    tells that author and body are named as in a journal; `subject` is what a letter says it is about; `printed` gives
    folded words as they are printed, for the rule to quote.
    """
    words = _words()
    answer = _answered(subject, printed) if subject else None
    if answer:
        return answer
    if words.article.search(title) and not words.formal.search(title):
        return "audit_article", "title of an article"
    announces = words.surely.search(title) or (
        words.results.search(title) and not words.never.search(title)
    )  # 关于文物征集经费审计整改情况的公告 announces results, whatever matter it names
    for family, pattern in words.title:
        m = (family == "other" and words.never.search(title)) or pattern.search(title)
        if m and not (family == "other" and announces):
            return _replied(family, opening, printed) or (family, f"title says {printed(m.group())!r}")
    about = words.subject.search(title + opening) is not None
    for family, pattern in words.opening:
        if family == "audit_article" and not about:
            continue
        m = next((m for m in pattern.finditer(opening) if not _demanded(opening, m, family)), None)
        if m:
            rule = f"opening says {printed(m.group()[:24])!r}"
            return _replied(family, opening, printed) or (family, rule)
    if byline and findings and about:
        return "audit_article", BYLINE
    if findings and "审计" in opening:
        return "audit_result", WITHOUT_TITLE
    return "other", NOTHING_SAYS


def _replied(family: Family, opening: str, printed: Callable[[str], str]) -> tuple[Family, str] | None:
    """A letter that answers another (來信收悉，現回覆如下) announces no result: it tells what was done about it."""
    m = _words().replies.search(opening) if family == "audit_result" else None
    return ("rectification_report", f"opening says {printed(m.group()[:24])!r}") if m else None


def _answered(subject: str, printed: Callable[[str], str]) -> tuple[Family, str] | None:
    """A letter that answers a member's question, or tells how findings were put right."""
    bare = re.sub("[，,、；;]", "", subject)
    for family, pattern in _words().title:
        of_member = family == "proposal_reply" and _MEMBER.search(bare)
        m = pattern.search(bare) if of_member or family == "rectification_report" else None
        if m:
            return family, f"subject of a letter says {printed(m.group()[:24])!r}"
    return None


_MEMBER = re.compile("质询|议员|代表|提案|政协|委员(?!会)")


def _demanded(opening: str, m: re.Match[str], family: Family) -> bool:
    """True for a report that is yet to be written (提交整改情况报告, 及时将整改情况通报) or was heard, not given."""
    return family == "rectification_report" and bool(
        _words().demands.search(opening, max(0, m.start() - 40), m.start())
    )


def only_speaks(title: str, opening: str, *, counted: bool, listed: bool) -> bool:
    """True for the story of an audit (本报讯 …, a title of no document): its words are those of a result, but it announces
    none. Both are folded; for documents in which no finding was read, or bare names were `listed`. `counted`: it states
    a number of findings.
    """
    words = _words()
    if words.tabled.search(opening[:300]):
        return True
    if listed:
        return False
    if words.news.search(opening[:120]) or len(words.meeting.findall(opening)) > 1:
        return True
    of_document = title and looks_like_title(title) and not words.headline.search(title)
    return not counted and not of_document and not words.announces.search(opening)
