"""The table of contents of a printed report: its lines announce headings and are none."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.language.folding import squeeze
from extract.lines.lines import Line

_HEAD = re.compile(r"(?:本[报告书册文])?(?:目录|目次|contents)", re.IGNORECASE)
_OPENINGS = frozenset("本目cC")
_PAGE = r"[(\[<]?(?:第)?\d{1,3}(?:页)?[)\]>]?"
_LED = re.compile(
    rf".*?[^\s.…‥·。_-](?:[ ]?[.…‥·。_-]){{3,}}[ ]?(?P<page>{_PAGE})", re.DOTALL
)  # 一、总体情况………3
_ENTRY = re.compile(rf"(?P<words>\S.*?)[\s.…‥·。_-]*(?P<page>{_PAGE})?", re.DOTALL)
_ENDS = frozenset("0123456789)]>页")
_NEAR = 12  # lines below 目录 among which numbers alone are sought
_LEAST = 3  # entries with leaders in a row, where no line says 目录
_WRAPPED = 2  # lines of one entry before the one with its page
_WRAPPED_ABOVE = (
    4  # the same where numbers stand on lines of their own: headings of several levels come before them
)
# 12, 30 - 100, 段落: what stands in the other columns of a table of contents that lost its grid
_COLUMN = re.compile(r"\d{1,3}(?:[ ]?[-–—至][ ]?\d{1,3})?|段落|页[数码次]?|页码")


def contents_of(lines: Sequence[Line]) -> set[int]:
    """Indexes of the lines of a table of contents: below 目录, or a run of headings led by dots to their pages."""
    texts = [x.text.strip() for x in lines]
    heads = {
        i
        for i, text in enumerate(texts)
        if text[:1] in _OPENINGS and len(text) < 16 and _HEAD.fullmatch(squeeze(text))
    }
    pages = [_led_to(text) if text[-1:] in _ENDS else None for text in texts]
    led = [page is not None for page in pages]
    found = {i for run in _runs(led) if _ascends([pages[i] for i in run]) for i in run}
    later = Counter(map(squeeze, texts)) if heads else Counter()
    for head in heads:
        bare = [_COLUMN.fullmatch(text) is not None for text in texts]
        apart = sum(bare[head + 1 : head + 1 + _NEAR]) >= _LEAST
        numbered = [a or b for a, b in zip(led, bare, strict=True)] if apart else led
        entries = list(_entries(texts, numbered, head + 1, later, _WRAPPED_ABOVE if apart else _WRAPPED))
        found |= {head, *entries} if len(entries) > 1 else set()
    return {lines[i].index for i in found}


def _led_to(text: str) -> int | None:
    """The page that dots lead to at the end of a line."""
    m = _LED.fullmatch(text) if len(text) < 120 else None
    return int("".join(c for c in m.group("page") if c.isdecimal())) if m else None


def _ascends(pages: Sequence[int | None]) -> bool:
    """Whether several entries lead further and further on, as figures of statistics do not."""
    numbers = [n for n in pages if n is not None]
    return len(numbers) >= _LEAST and numbers == sorted(numbers)


def _runs(flags: Sequence[bool]) -> Iterator[list[int]]:
    """Stretches of entries, lines that wrapped before an entry's page between them."""
    run: list[int] = []
    for i, flag in enumerate(flags):
        if flag:
            run += range(run[-1] + 1 if run else i, i + 1)
        elif run and i - run[-1] > 1:
            yield run
            run = []
    if run:
        yield run


def _entries(
    texts: Sequence[str], led: Sequence[bool], at: int, later: Counter[str], wrapped: int
) -> Iterator[int]:
    """The lines below 目录 that lead to a page, or are printed again as a heading further down."""
    while at < len(texts):
        end = next(
            (k for k in range(at, min(at + wrapped + 1, len(texts))) if _is_entry(texts[k], led[k], later)),
            None,
        )
        if end is None or any(re.search("[。；;:]", text) for text in texts[at:end]):
            return
        yield from range(at, end + 1)
        at = end + 1


def _is_entry(text: str, led: bool, later: Counter[str]) -> bool:
    if led:
        return True
    m = _ENTRY.fullmatch(text) if len(text) < 120 else None
    if m is None:
        return False
    words = squeeze(m.group("words"))
    return later[words] > (m.group("page") is None and words == squeeze(text))
