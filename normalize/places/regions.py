"""Say where a notice comes from: GB/T 2260 codes, HK, MO and ISO 3166-2 TW codes, with the evidence kept.

Fields are asked in the order of how surely they name the body that speaks: issuer, title, audited bodies, metadata,
document numbers and text; last the site that published it (`evidence` then begins with site:). A field that names
a place which the table does not hold ends the search: a notice of an unknown city has no region, whatever other
city its text mentions.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from normalize.places.beyond import named_beyond, told_beyond
from normalize.places.gazetteer import (
    PREFECTURE,
    PROVINCE,
    Unit,
    full_names,
    in_force,
    lineage,
    place_context,
    short_names,
    unit_of,
)
from normalize.places.place_names import (
    PlaceName,
    ShortNames,
    find_full_names,
    find_places,
    is_han,
    read_place,
)
from normalize.places.region_votes import abbreviated, count_votes, decided_by_votes
from normalize.records import RegionRecord, fold

_CODE = re.compile(r"\d{6}|HK|MO|TW-[A-Z]{3}")
_NATIONAL = re.compile(r"特派办|特派员办事处")  # the national audit office's own branches speak for no city
# Who speaks for the whole country: the places in such a text are examples.
_WHOLE_COUNTRY = re.compile(
    "(?:中华人民共和国)?(?:国务院|全国人(?:大|民代表大会)|全国政协)|中共中央|中央(?:纪委|纪律|巡视|生态环境|环境保护)"
)
_SCANNED = 6000  # characters at the head of a text that are read for places; the tail below holds signatures
_TAIL = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """All that may speak of a place, folded, in order of weight."""

    fields: tuple[tuple[str, str, ShortNames], ...]
    numbers: tuple[str, ...]
    text: str
    year: int | None

    def holds(self, word: str) -> bool:
        """Whether any of it holds a word."""
        return word in self.text or any(word in value for _, value, _ in self.fields)


def resolve_region(
    *,
    issuer: str | None = None,
    title: str | None = None,
    fields_text: str | None = None,
    document_numbers: Sequence[str] = (),
    site: str | None = None,
    audited: Sequence[str] = (),
    text: str | None = None,
    on: date | None = None,
) -> RegionRecord | None:
    """Return the region a notice speaks for, or None where nothing names one for certain.

    `issuer` and `title` as printed; `fields_text` the metadata block; `document_numbers` all that
    stand in the notice (the audit report's too); `site` the publishing site's name or region code, which tells
    districts of one name apart and decides by itself only where nothing else does;
    `audited` names of audited bodies; `text` the body; `on` the notice's own date, so that codes are
    those in force in its year (table: 1980 to 2024, later dates use 2024).
    """
    evidence = _Evidence(
        fields=(
            ("issuer", fold(issuer or ""), "free"),
            ("title", fold(title or ""), "before_institution"),
            ("site", fold(site or ""), "free"),
            ("audited", fold("\n".join(audited)), "before_institution"),
            ("fields", fold(fields_text or ""), "before_institution"),
        ),
        numbers=tuple(fold(number) for number in document_numbers),
        text=_head_and_tail(fold(text or "")),
        year=on.year if on else None,
    )
    return _resolve(evidence)


def region_of_name(name: str, *, on: date | None = None) -> RegionRecord | None:
    """Return the region of a bare place name (湖州市, 黔东南州, 臺北市, 湖州); None if not certain."""
    folded, year = fold(name.strip()), on.year if on else None
    place = read_place(folded, 0, year=year, short="free")
    if place is None or place.end != len(folded) or len(place.units) != 1:
        units = in_force(full_names().get(folded) or short_names().get(folded) or (), year)
        return _record(units[0], f"name: {name}", year) if len(units) == 1 else None
    return _record(place.units[0], f"name: {name}", year)


def region_of_code(code: str, *, on: date | None = None) -> RegionRecord | None:
    """Return the region with this code as it was called on a date (None: as last called)."""
    year = on.year if on else None
    unit = unit_of(code, year)
    return _record(unit, f"code: {code}", year) if unit else None


def _head_and_tail(text: str) -> str:
    return text if len(text) <= _SCANNED + _TAIL else text[:_SCANNED] + "\n" + text[-_TAIL:]


def _resolve(evidence: _Evidence) -> RegionRecord | None:
    for name, value, short in evidence.fields:
        if not value or name == "site" or _NATIONAL.search(value):
            continue  # the site tells where the page was found, not who speaks: it is asked last
        beyond = named_beyond(name, value, evidence.year, evidence.holds)
        if beyond is not None:
            return _record(*beyond, evidence.year)
        place = _first_place(name, value, short, evidence.year)
        if place is None:
            continue
        if place.unknown:
            return None
        words = f"{name}: {value[place.start : place.end]}"
        return _decided(place.units, words, evidence)
    if any(name == "issuer" and _WHOLE_COUNTRY.match(value) for name, value, _ in evidence.fields):
        return None
    spoken = told_beyond(evidence.text, evidence.year)
    if spoken is not None:
        return _record(*spoken, evidence.year)
    votes = count_votes(evidence.text, evidence.year)
    counted = decided_by_votes(votes, evidence.numbers, evidence.year)
    if counted is not None:
        return _record(counted[0], counted[1], evidence.year)
    return None if votes.strangers else _from_site(evidence)


def _from_site(evidence: _Evidence) -> RegionRecord | None:
    value = next(value for name, value, _ in evidence.fields if name == "site")
    if _CODE.fullmatch(value) and (unit := unit_of(value, evidence.year)):
        return _record(unit, f"site: {value}", evidence.year)
    place = _first_place("site", value, "free", evidence.year) if value else None
    if place is None or len(place.units) != 1:
        return None
    return _record(place.units[0], f"site: {value[place.start : place.end]}", evidence.year)


def _first_place(name: str, value: str, short: ShortNames, year: int | None) -> PlaceName | None:
    """Return the first place the field names. Unknown places count where a name is expected, not in prose."""
    names_expected = name in ("issuer", "site", "audited")
    for place in find_places(value, year=year, short=short, unknown=name != "fields"):
        if place.unknown and not names_expected and not _followed(value, place.end):
            continue
        if place.unknown and name == "issuer" and place.start > 0 and is_han(value[place.start - 1]):
            continue  # inside a longer name, after a word like 和: not the head
        if place.units or place.unknown:
            return place
    return None


def _followed(value: str, end: int) -> bool:
    return end == len(value) or value.startswith(tuple(place_context()["institutions"]), end)


def _decided(units: tuple[Unit, ...], words: str, evidence: _Evidence) -> RegionRecord | None:
    units, side = _side_of_the_strait(units, evidence)
    if len(units) == 1:
        return _record(units[0], words + side, evidence.year)
    for name, value, short in (*evidence.fields, ("text", evidence.text, "never")):
        held, by = _narrowed(units, value, short, evidence)
        if len(held) == 1:
            return _record(held[0], f"{words}; {name}: {by}", evidence.year)
        if len(held) > 1:
            return None
    for number in evidence.numbers:  # 宁鼓审: of all 鼓楼区 the one in 南京
        heads = {head.code for head in abbreviated(number, year=evidence.year)}
        held = tuple(u for u in units if any(above.code in heads for above in lineage(u, evidence.year)[1:]))
        if len(held) == 1:
            return _record(held[0], f"{words}; document number: {number}", evidence.year)
    return None


def _side_of_the_strait(units: tuple[Unit, ...], evidence: _Evidence) -> tuple[tuple[Unit, ...], str]:
    """Choose between 金门县, 连江县 of the two tables by the first field that names one side's bodies or money."""
    both = {u.code: u for unit in units for u in (unit, *full_names().get(fold(unit.name), ()))}
    taiwan = tuple(u for u in both.values() if u.code.startswith("TW-"))
    if not taiwan or len(both) == len(taiwan):
        return units, ""
    mainland = tuple(u for u in in_force(tuple(both.values()), evidence.year) if u not in taiwan)
    cues = place_context()["strait"]
    for name, value in (*((name, value) for name, value, _ in evidence.fields), ("text", evidence.text)):
        said = {side: next((w for w in cues[side] if w in value), None) for side in ("taiwan", "mainland")}
        if bool(said["taiwan"]) != bool(said["mainland"]):
            held = taiwan if said["taiwan"] else mainland
            return held, f"; {name}: {said['taiwan'] or said['mainland']}"
    return units, ""


def _narrowed(
    units: tuple[Unit, ...], value: str, short: ShortNames, evidence: _Evidence
) -> tuple[tuple[Unit, ...], str]:
    """Keep the units that lie in a place which `value` names, and say which words named it."""
    if not value:
        return (), ""
    if short == "never":
        places: Iterable[PlaceName] = find_full_names(value, year=evidence.year)
    else:
        places = find_places(value, year=evidence.year, short=short)
    named: dict[str, str] = {value: value} if _CODE.fullmatch(value) else {}
    for place in places:
        for unit in place.units if len(place.units) == 1 else ():
            named.setdefault(unit.code, value[place.start : place.end])
    taiwan = any(code.startswith("TW-") for code in named)
    held = tuple(u for u in units if _supported(u, named, taiwan, evidence.year))
    return held, next(iter(named.values()), "")


def _supported(unit: Unit, named: dict[str, str], taiwan: bool, year: int | None) -> bool:
    if unit.code.startswith("TW-"):
        return taiwan
    return any(u.code in named for u in lineage(unit, year)[1:]) or unit.code in named


def _record(unit: Unit, evidence: str, year: int | None) -> RegionRecord:
    line = lineage(unit, year)
    province = next((u for u in line if u.level == PROVINCE), None)
    city = next((u for u in line if u.level == PREFECTURE or u.municipality), None)
    whole = "".join(dict.fromkeys(u.name for u in reversed(line)))
    return RegionRecord(
        code=unit.code,
        name=whole,
        short_name=unit.short if unit.code in ("HK", "MO") else unit.name,
        province_code=province.code if province else None,
        province=province.name if province else None,
        city_code=city.code if city else None,
        city=city.name if city else None,
        evidence=evidence,
    )
