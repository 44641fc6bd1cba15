"""Read place names in folded text: chains such as 江苏省常州市武进区, at the starts of words only.

A substring never counts: 岭市 inside an invented 衡岭市 is not a place. `PlaceName.units` holds the
units that the words can mean: one where they are certain, several where only context can tell
(鼓楼区), none where the words name a place that the table does not hold (`unknown`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from normalize.places.gazetteer import (
    COUNTY,
    PROVINCE,
    Unit,
    county_short_names,
    full_names,
    in_force,
    place_context,
    short_names,
    within,
)

ShortNames = Literal["never", "before_institution", "free"]

_LONGEST = 17
_UNKNOWN = re.compile(
    r"[㐀-鿿]{0,4}?[^\W\d_a-zA-Z局委办厅院会处府部与和及的各全我该本司校所年月日]"
    r"(?:市(?![场值价面])|县(?!域)|区(?![域分别间块段位])|州|旗(?![下舰])|盟)"
)
_BARRED = re.compile(r"[局委办厅院会处府部与和及的各全我该本司校所年月日]")
_KINDS = "市县区州旗盟省"
_CITY_AFTER = re.compile(r"[市县区](?![场值价面域级辖])")
_KIND = re.compile(f"[{_KINDS}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """A place as named in `text[start:end]`."""

    start: int
    end: int
    units: tuple[Unit, ...]
    unknown: bool = False
    short: bool = False  # named without its kind (湖州)


@cache
def _starters() -> tuple[str, ...]:
    return tuple(place_context()["starters"])


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(place_context()[key])


def is_han(char: str) -> bool:
    """Say whether the character is a Chinese character."""
    return "㐀" <= char <= "鿿"


def word_starts(text: str, position: int) -> bool:
    """Say whether a name may begin at `position`: nothing Chinese before it but a known starter."""
    if position == 0 or not is_han(text[position - 1]):
        return True
    return text.endswith(_starters(), 0, position)


def unknown_place(text: str, position: int = 0) -> int | None:
    """Return the end of a name that looks like a place (澄原市) at `position`, else None.

    Call it where no known place was read.
    """
    found = _UNKNOWN.match(text, position)
    if found is None or _BARRED.search(found[0][:-1]) or found[0][0] in "市县省":
        return None
    if found[0].startswith(_starters()):
        return None
    common = found[0].endswith(_words("not_places"))
    common |= len(found[0]) != 3 and found[0].endswith(_words("not_places_alone_or_long"))
    if common:
        return None
    longer = found[0][-1] in "州盟旗" and _CITY_AFTER.match(text, found.end())  # 霁州 of 霁州市
    return found.end() + bool(longer)


def read_place(
    text: str, position: int, *, year: int | None = None, short: ShortNames = "never"
) -> PlaceName | None:
    """Read the chain of place names that begins at `position` of folded `text`."""
    first = _full(text, position, year) or _short(text, position, year, short)
    if first is None:
        return None
    chain = first
    while any(u.level < COUNTY for u in chain.units):
        longer = _below(text, chain, year)
        if longer is None:
            break
        chain = longer
    return _checked(text, chain)


def _checked(text: str, chain: PlaceName) -> PlaceName:
    """Refuse a province or bare city name followed by a place that is not known, and lone 城区."""
    lone = text[chain.start : chain.end] in _words("only_in_chain")
    above = len(chain.units) == 1 and chain.units[0].level == PROVINCE and not chain.units[0].municipality
    if chain.unknown or not (lone or above or chain.short):
        return chain
    if lone:
        return PlaceName(start=chain.start, end=chain.end, units=chain.units if len(chain.units) > 1 else ())
    end = unknown_place(text, chain.end)
    if end is None or chain.units[0].code in ("HK", "MO"):
        return chain
    return PlaceName(start=chain.start, end=end, units=(), unknown=True)


def _full(text: str, position: int, year: int | None) -> PlaceName | None:
    names = full_names()
    for end in range(min(len(text), position + _LONGEST), position + 1, -1):
        if text[end - 1] not in _KINDS:
            continue
        found = names.get(text[position:end])
        if found is not None:
            return PlaceName(start=position, end=end, units=in_force(found, year))
    return None


def _short(text: str, position: int, year: int | None, mode: ShortNames) -> PlaceName | None:
    if mode == "never":
        return None
    for end in range(min(len(text), position + 7), position + 1, -1):
        name = text[position:end]
        found = short_names().get(name)
        if found is not None and _meant(text, end, name, mode):
            return PlaceName(start=position, end=end, units=in_force(found, year), short=True)
        county = county_short_names().get(name)
        if county is not None and text.startswith(_words("zones"), end):
            return PlaceName(start=position, end=end, units=in_force(county, year), short=True)
    return None


def _meant(text: str, end: int, name: str, mode: ShortNames) -> bool:
    """Say whether a short name stands for the place: alone, or before an institution."""
    if text.startswith("生产建设兵团", end):
        return False  # the corps has cities of its own and speaks for no region
    if end >= len(text) or not is_han(text[end]):
        return mode == "free" or name not in _words("everyday")
    if text.startswith(_words("institutions"), end) or _full(text, end, None) is not None:
        return True
    return mode == "free" and name not in _words("everyday")


def _below(text: str, chain: PlaceName, year: int | None) -> PlaceName | None:
    """Read the next name of the chain where it lies in the place read so far."""
    split = _split_before_kind(text, chain, year)  # 济南市中区: 济南 + 市中区
    if split is not None:
        return split
    following = _full(text, chain.end, year)
    if following is None and any(u.level == PROVINCE for u in chain.units):
        following = _short(text, chain.end, year, "before_institution")
    if following is None:
        return None
    inside = _inside(text[following.start : following.end], following, chain, year)
    if not inside:
        return _contradiction(chain, following)
    return PlaceName(start=chain.start, end=following.end, units=inside, short=following.short)


def _inside(name: str, following: PlaceName, chain: PlaceName, year: int | None) -> tuple[Unit, ...]:
    """Return what `name` can mean below the chain: first in the year, else whenever it was there."""
    held = tuple(u for u in following.units if _lies_in(u, chain, year))
    if held:
        return held
    index = short_names() if following.short else full_names()
    ever = tuple(u for u in index.get(name, ()) if _lies_in(u, chain, u.last))
    return in_force(ever, year)


def _lies_in(unit: Unit, chain: PlaceName, year: int | None) -> bool:
    return any(unit.code != above.code and within(unit, above, year) for above in chain.units)


def _contradiction(chain: PlaceName, following: PlaceName) -> PlaceName | None:
    """四川省湖州市 names no place; after a city's whole name the next words may be no place at all."""
    if following.short or not any(u.level == PROVINCE for u in chain.units):
        return None
    return PlaceName(start=chain.start, end=following.end, units=(), unknown=True)


def _split_before_kind(text: str, chain: PlaceName, year: int | None) -> PlaceName | None:
    if text[chain.end - 1 : chain.end + 2] != "市中区":
        return None
    inside = tuple(u for u in in_force_all("市中区", year) if _lies_in(u, chain, year))
    if not inside:
        return None
    return PlaceName(start=chain.start, end=chain.end + 2, units=inside)


def in_force_all(name: str, year: int | None) -> tuple[Unit, ...]:
    """Return all units of this folded full name, those in force in `year` where there are any."""
    return in_force(full_names().get(name, ()), year)


def find_places(
    text: str, *, year: int | None = None, short: ShortNames = "never", unknown: bool = False
) -> Iterator[PlaceName]:
    """Yield the place names of folded `text` in order; with `unknown` also names not in the table."""
    position = 0
    while position < len(text):
        if not is_han(text[position]) or not word_starts(text, position):
            position += 1
            continue
        found = read_place(text, position, year=year, short=short)
        if found is None and unknown:
            end = unknown_place(text, position)
            found = PlaceName(start=position, end=end, units=(), unknown=True) if end else None
        if found is None:
            position += 1
            continue
        yield found
        position = max(found.end, position + 1)


def find_full_names(text: str, *, year: int | None = None) -> Iterator[PlaceName]:
    """Yield the chains of whole names (湖州市) in long folded text; quicker than `find_places`."""
    names, done = full_names(), 0
    for found in _KIND.finditer(text):
        end = found.end()
        starts = range(max(done, end - _LONGEST), end - 1)
        start = next((s for s in starts if text[s:end] in names and word_starts(text, s)), None)
        if start is None or end <= done:
            continue
        place = read_place(text, start, year=year)
        if place is not None:
            yield place
            done = place.end
