"""What an answer is, before anybody reads it: a page, a refusal, a challenge, a failure.

Signatures of protection systems are data/blocks.toml. A challenge never counts as a page, whatever its
status.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import urlsplit

from scrapers.addresses import link
from scrapers.answers.decoding import charset_of, decode
from scrapers.answers.magic import kind_of
from scrapers.articles.shown import shown, visible_text
from scrapers.lists.links import soup_of
from scrapers.pages import Exchange
from scrapers.vocabulary import vocabulary

OUTCOMES = {
    "ok": "a body came",
    "not_modified": "the archived body still holds (304)",
    "redirect": "the answer points elsewhere",
    "gone": "there is no such page (404, 410, or a page that says so with 200)",
    "forbidden": "access is refused (401, 403, 405, 451)",
    "blocked": "a protection system answered instead of the site",
    "busy": "the site asks to wait (429, or 503 with Retry-After)",
    "error": "the site failed (5xx, or a status that means nothing here)",
    "unreachable": "no answer",
    "truncated": "the body ended early",
    "too_large": "the body is larger than the limit, packed or unpacked",
    "mismatch": "the bytes are not the file that was asked for",
    "limit": "one of our own limits (bytes, time) was reached",
    "refused": "we do not ask this address (host list, private address, robots.txt)",
}
ERRORS = {  # what a failed request is called, and the outcome it leads to
    "timeout": "unreachable",
    "dns": "unreachable",
    "connection": "unreachable",
    "tls": "unreachable",
    "truncated": "truncated",
    "too_large": "too_large",
    "private": "refused",
}
LONGEST_LOOK = 20_000  # characters of a page in which signatures are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An outcome (a word of OUTCOMES) with its reason; where to go on, or how many seconds to wait."""

    outcome: str
    reason: str = ""
    location: str | None = None
    wait: float | None = None


@cache
def signatures() -> tuple[frozenset[int], tuple[tuple[str, tuple[str, ...]], ...]]:
    """Challenge statuses, and named groups of words: `data/blocks.toml`."""
    values = vocabulary("blocks")
    words = tuple((entry["name"], tuple(entry["any"])) for entry in values["signature"])
    return frozenset(values["statuses"]), words


def judge(exchange: Exchange, now: datetime) -> Judgement:
    """Classify an answer by what happened on the wire, its status, and the look of its body."""
    if exchange.error_kind is not None:
        outcome = ERRORS[exchange.error_kind]
        return Judgement(outcome=outcome, reason=exchange.error or exchange.error_kind)
    status = exchange.status or 0
    if challenge := challenge_in(exchange):
        return Judgement(outcome="blocked", reason=challenge)
    if status == 304:
        return Judgement(outcome="not_modified")
    if status in (301, 302, 303, 307, 308):
        target = link(exchange.url, exchange.header("location") or "")
        if target:
            return Judgement(outcome="redirect", reason=f"{status} to {target}", location=target)
        return Judgement(outcome="error", reason=f"{status} without a Location")
    if 200 <= status < 300:
        return Judgement(outcome="ok")
    return refusal(exchange, status, now)


def refusal(exchange: Exchange, status: int, now: datetime) -> Judgement:
    """What a 4xx or 5xx means."""
    wait = retry_after(exchange.header("retry-after"), now)
    if status == 429 or (status == 503 and wait is not None):
        return Judgement(outcome="busy", reason=f"status {status}", wait=wait)
    if status in (404, 410):
        return Judgement(outcome="gone", reason=f"status {status}")
    if status in (401, 403, 405, 451):
        return Judgement(outcome="forbidden", reason=f"status {status}")
    return Judgement(outcome="error", reason=f"status {status}")


def challenge_in(exchange: Exchange) -> str | None:
    """The protection system that answered, by status or by its words, or None."""
    statuses, groups = signatures()
    name = None
    if kind_of(exchange.body[:4000]) in ("html", "text"):
        body = exchange.body[: 4 * LONGEST_LOOK]
        text = decode(body, charset_of(exchange.header("content-type")))[:LONGEST_LOOK]
        text += "".join(f"\n{key}" for key, _ in exchange.headers)
        name = next((group for group, words in groups if any(word in text for word in words)), None)
    if exchange.status in statuses:
        return f"challenge with status {exchange.status}" + (f" by {name}" if name else "")
    return f"challenge page by {name} with status {exchange.status}" if name else None


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header (seconds or a date), or None."""
    if value is None:
        return None
    if re.fullmatch(r"\s*\d{1,9}\s*", value):
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (when - now).total_seconds()) if when.tzinfo else None


def same_page(one: bytes, other: bytes) -> bool:
    """Are these the same page but for small changing parts (a clock, a counter, a token)?

    Same bytes, or the same words once scripts, digits and white space are left out. Sizes and titles do not tell:
    on some sites every page has the same title and little else than its template.
    """
    if one == other:
        return bool(one)
    if abs(len(one) - len(other)) > 0.1 * max(len(one), len(other)):
        return False
    first, second = words_of(one), words_of(other)
    return bool(first) and first == second


def words_of(body: bytes) -> str:
    """What a reader sees of a page, without digits."""
    soup = soup_of(decode(body))
    return re.sub(r"[\d\s]", "", "".join(str(text) for text in soup.find_all(string=True) if shown(text)))


@cache
def gone_words() -> tuple[tuple[str, ...], int]:
    """Words of "not found" pages, and how long such a page is at most: `data/gone.toml`."""
    values = vocabulary("gone")
    return tuple(values["words"]), int(values["shorter_than"])


def says_gone(text: str) -> str | None:
    """The words by which a short page says that it is not there, or None."""
    words, longest = gone_words()
    if not any(word in text for word in words):
        return None
    soup = soup_of(text)
    seen = visible_text(soup.body or soup)
    return (
        next((word for word in words if "".join(word.split()) in seen), None) if len(seen) < longest else None
    )


def asks_to_log_in(text: str) -> bool:
    """Is this a short page with a field for a password?"""
    if "password" not in text.lower():
        return False
    soup = soup_of(text)
    field = soup.find("input", attrs={"type": re.compile("^password$", re.IGNORECASE)})
    return field is not None and len(visible_text(soup.body or soup)) < gone_words()[1]


def is_home(url: str) -> bool:
    """Does this address lead to a site's front page?"""
    return bool(re.fullmatch(r"/*(index|default|home|main)?(\.\w+)?", urlsplit(url).path, re.IGNORECASE))
