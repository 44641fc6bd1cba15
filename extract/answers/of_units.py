"""Findings that words name by the unit they were found at: 第五小学的问题正在整改, 甲局2个问题均已整改."""

import re

from extract.drafts import Draft
from extract.language.numerals import parse_numeral
from extract.language.patterns import NUMBER
from extract.lines.lines import Page

_OF_UNIT = re.compile(
    rf"(?:^|[，,。；;:：])[ ]*(?P<unit>[^，,。；;:：“”0-9]{{3,24}}?)(?:存在|涉及|反映)?的?"
    rf"(?:(?P<n>{NUMBER})[个项条])?(?:问题|事项)(?:(?:均|都|也|已?全部)?$|(?P<among>中)[，,]?)"
)
_AMONG = re.compile(
    rf"(?:^|[，,。；;:：])(?P<unit>[^，,。；;：:]*?)的?(?P<n>{NUMBER})[个项条](?:问题|事项)?[中里]?[，,]?$"
)


def of_unit(page: Page, words: str, drafts: list[Draft]) -> tuple[list[Draft], str] | None:
    """The findings of the unit that words name, and the words behind it where these speak of some of them; None where no
    unit of a finding is named or it has another number of them.
    """
    m = _OF_UNIT.search(words)
    found = [d for d in drafts if m["unit"] in _units(page, d)] if m else []
    if m is None or not found:
        return None
    told = parse_numeral(m["n"]) if m["n"] else None
    one_for_all = len(found) == 1 and not m["among"]  # a row that tells several at once
    if told not in (None, len(found)) and not one_for_all:
        return None
    return found, words[m.end() :] if m["among"] else ""


def among_others(page: Page, words: str, drafts: list[Draft]) -> bool:
    """True for 幼儿师范学校3个问题中，(前两个): the place counts among those of one unit, or among another number of them."""
    m = _AMONG.search(words)
    if m is None:
        return False
    return parse_numeral(m["n"]) != len(drafts) or any(m["unit"].strip() in _units(page, d) for d in drafts)


def _units(page: Page, draft: Draft) -> set[str]:
    """The bodies that answer for a finding, head its group, or stand before a colon in its title."""
    title = page.folded[slice(*draft.title)]
    colon = re.match("[^，,。；;:：]{3,24}(?=[:：])", title)
    named = [page.folded[a:b].strip() for a, b in [*draft.responsible, *draft.category]]
    return {*named, *([colon.group()] if colon else [])}
