"""The date of a row of a list, as the site prints it: beside the title, in pieces, above it, or in its hint."""

import re
from collections.abc import Iterator
from itertools import islice

from bs4.element import NavigableString, PageElement, Tag

from scrapers.lists.links import DATE, SHORT

DAY_FIRST = re.compile(r"(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}(?!\d)")
REPUBLIC = re.compile(r"(?<![\d-])1\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)")
MONTH = re.compile(r"((?:19|20)\d{2}\s*[-/.年]\s*\d{1,2})\s*月?")
YEAR_BEHIND = re.compile(r"(?<![\d/.-])(\d{1,2})\s*([-/.])\s*(\d{1,2})\s+((?:19|20)\d{2})(?![\d年])")
FARTHEST = 60  # siblings above a row among which its year is looked for
YEAR = re.compile(r"((?:19|20)\d{2})\s*年?度?")
ONE_DAY = re.compile(r"(\d{1,2})日?")
PUBLISHED = re.compile("发布|發布|公开|公開|公布|公告|刊登|上网|更新")
LABEL = re.compile(r"^(?:\w{0,4}(?:日期|时间|時間)|发布|發布|发表)\s*[:：]?\s*")
TIME = re.compile(r"[T ]?\d{1,2}:\d{2}(?::\d{2})?")
OPENING, CLOSING = "[(（【", "])）】"


def without_date(title: str) -> str:
    """A title without the date that stands apart before or behind it in the same link."""
    matches = list(DATE.finditer(title))
    if not matches:
        return title
    first, last = matches[0], matches[-1]
    before, after = title[: first.start()].strip(), title[_end(first) :]
    if before in ("", *OPENING) and after[:1] in (" ", *CLOSING):
        return after.lstrip(CLOSING + " ") or title
    before, after = title[: last.start()], title[_end(last) :].strip()
    if after in ("", *CLOSING) and before[-1:] in (" ", *OPENING):
        return before.rstrip(OPENING + " ") or title
    return title


def _end(match: re.Match[str]) -> int:
    """Where a date ends; the pattern may take blanks behind it."""
    return match.start() + len(match.group().rstrip())


def date_of_row(row: Tag, tag: Tag, title: str, leads: set[int]) -> str | None:
    """The date of the row that `tag` leads from; `leads` are the ids of all links of the list."""
    pieces = list(pieces_of(row, tag, leads))
    labelled = by_header(row)
    if labelled and (found := full(labelled)):
        return found
    text = "".join(pieces).replace(title, " ", 1)
    spaced = " ".join(pieces).replace(title, " ", 1)
    timed = row.find("time", datetime=True)
    machine = str(timed["datetime"])[:10] if isinstance(timed, Tag) else ""
    found = full(text) or full(spaced) or split(pieces) or full(machine) or full(str(tag.get("title") or ""))
    if found is None and (short := SHORT.search(spaced)):
        found = with_year(short.group(), row)
    return " ".join(found.split()) if found else None


def date_apart(card: Tag) -> str | None:
    """The date that stands by itself in a card, behind a label at most: one in a sentence is of what that tells."""
    for piece in card.strings:
        plain = LABEL.sub("", " ".join(piece.split()))
        if (found := full(plain)) and not TIME.sub("", plain.replace(found, "", 1)).strip("[]()（）【】 "):
            return " ".join(found.split())
    return None


def date_behind(card: Tag, leads: set[int]) -> str | None:
    """The date that stands by itself in a cell behind a card's, before the next card."""
    for sibling in card.next_siblings:
        if isinstance(sibling, Tag):
            if card.name != "td" or any(id(tag) in leads for tag in sibling.find_all(True)):
                return None
            if found := date_apart(sibling):
                return found
    return None


def with_year(short: str, row: Tag) -> str:
    """A month and day with the year of the heading that the row stands under, where there is one."""
    for part in (row, row.parent):
        for before in islice(part.previous_siblings, FARTHEST) if part is not None else ():
            words = before.get_text(strip=True) if isinstance(before, Tag) else str(before).strip()
            if match := YEAR.fullmatch(words):
                return f"{match.group(1)}-{'-'.join(re.findall(r'[0-9]+', short))}"
    return short


def full(text: str) -> str | None:
    """The first whole date of a text: year first, day first, or of the Republic's years."""
    for pattern in (DATE, DAY_FIRST, REPUBLIC):
        if match := pattern.search(text):
            return match.group()
    return None


def split(pieces: list[str]) -> str | None:
    """A date that a card prints in two pieces, the day and its month, put together."""
    plain = [piece.strip() for piece in pieces if piece.strip()]
    months = [match.group(1) for piece in plain if (match := MONTH.fullmatch(piece))]
    days = [match.group(1) for piece in plain if (match := ONE_DAY.fullmatch(piece))]
    if len(months) != 1 or len(days) != 1:
        return behind(plain)
    return f"{re.sub(r'[^0-9]+', '-', months[0])}-{days[0]}"


def behind(pieces: list[str]) -> str | None:
    """A date whose year stands apart behind its month and day (12-20 2023) or, as the numbers tell, its day and month."""
    match = YEAR_BEHIND.search(" ".join(pieces))
    if match is None:
        return None
    month, sign, day, year = match.groups()
    if int(month) > 12:
        month, day = day, month
    elif sign == "/" and int(day) <= 12:  # which of them is the month nobody can tell
        return match.group()
    return f"{year}-{month}-{day}"


def by_header(row: Tag) -> str | None:
    """The cell of a table's row that stands below a header speaking of publication."""
    table = row.find_parent("table") if row.name == "tr" else None
    head = table.find("tr") if table else None
    if not isinstance(head, Tag) or head is row:
        return None
    names = [cell.get_text() for cell in head.find_all(["th", "td"], recursive=False)]
    cells = row.find_all(["td", "th"], recursive=False)
    column = next(
        (i for i, name in enumerate(names) if PUBLISHED.search(name) and re.search("[日时時]", name)), None
    )
    return cells[column].get_text() if column is not None and len(names) == len(cells) else None


def pieces_of(row: Tag, tag: Tag, leads: set[int]) -> Iterator[str]:
    """The strings of a row; of a bare link, those beside it in its line; of a description, its term's too."""
    if row.name == "dd" and (term := row.find_previous_sibling()) and term.name == "dt":
        yield from term.strings
    if row is tag:
        yield from reversed([text for part in beside(row.previous_siblings, leads) for text in part])
    yield from row.strings
    if row is tag:
        yield from (text for part in beside(row.next_siblings, leads) for text in part)


def beside(siblings: Iterator[PageElement], leads: set[int]) -> Iterator[list[str]]:
    """What stands beside a link up to the next link of the list or the end of the line."""
    for sibling in siblings:
        if isinstance(sibling, NavigableString):
            yield [str(sibling)]
        elif isinstance(sibling, Tag):
            inside = [sibling, *sibling.find_all(True)]
            if sibling.name in ("br", "hr", "p", "div") or any(id(tag) in leads for tag in inside):
                return
            yield list(sibling.strings)
