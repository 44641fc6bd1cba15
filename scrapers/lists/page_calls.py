"""The call by which pages of many systems write their pagers."""

import re
from dataclasses import dataclass

PAGE_CALL = re.compile(r"createPage(?:HTML|Html)\s*\(([^)]{1,200})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCall:
    """A `createPageHTML` call: number of pages, and the name and ending that page addresses are made of.

    `current` is the number of the page that calls, as its system counts.
    """

    pages: int
    prefix: str
    suffix: str
    total: int | None = None
    current: int | None = None


def page_call(text: str) -> PageCall | None:
    """Read the first `createPageHTML` call with a name and an ending.

    Known forms: (pages, current, "index", "html"), the same with a count of records after it, with an
    element id before it, and (records, size, current, "index", "html").
    """
    for match in PAGE_CALL.finditer(text):
        words = [word.strip().strip("'\"") for word in match.group(1).split(",")]
        numbers = [int(word) for word in words if word.isdigit()]
        names = [word for word in words if re.fullmatch(r"[A-Za-z][\w/-]*", word)]
        if len(names) < 2 or not numbers:
            continue
        prefix, suffix = names[-2:]
        before = [int(word) for word in words[: words.index(prefix)] if word.isdigit()]
        after = [int(word) for word in words[words.index(suffix) :] if word.isdigit()]
        if len(before) == 3 and before[1] > 1 and before[0] > before[1]:
            records, size, _ = before
            pages = -(-records // size)
            return PageCall(pages=pages, prefix=prefix, suffix=suffix, total=records, current=before[2])
        current = before[1] if len(before) > 1 else None
        total = after[0] if after else None
        return PageCall(pages=numbers[0], prefix=prefix, suffix=suffix, total=total, current=current)
    return None
