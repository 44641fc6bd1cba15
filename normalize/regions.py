"""Say where a notice comes from: GB/T 2260 codes, HK, MO and ISO 3166-2 TW codes, with the evidence kept.

Fields are asked in the order of how surely they name the body that speaks: issuer, title, site,
audited bodies, metadata, document numbers, text. A field that names a place which the table does not
hold ends the search: a notice of an unknown city has no region, whatever other city its text mentions.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from normalize.gazetteer import (
    DATA,
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
from normalize.place_names import PlaceName, ShortNames, find_full_names, find_places, is_han, read_place
from normalize.records import RegionRecord, fold

_CODE = re.compile(r"\d{6}|HK|MO|TW-[A-Z]{3}")
_NATIONAL = re.compile(r"特派办|特派员办事处")  # the national audit office's own branches speak for no city
_UNKNOWN_CITY = re.compile(r"(?<![㐀-鿿])([㐀-鿿]{2})[市县](?!场)")
_SCANNED = 6000  # characters at the head of a text that are read for places; the tail below holds signatures
_TAIL = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """All that may speak of a place, folded, in order of weight."""

    fields: tuple[tuple[str, str, ShortNames], ...]
    numbers: tuple[str, ...]
    text: str
    year: int | None


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
    stand in the notice (the audit report's too); `site` the publishing site's name or region code;
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
        if not value or _NATIONAL.search(value):
            continue
        if name == "site" and _CODE.fullmatch(value) and (unit := unit_of(value, evidence.year)):
            return _record(unit, f"site: {value}", evidence.year)
        beyond = _beyond(name, value, evidence)
        if beyond is not None:
            return beyond
        place = _first_place(name, value, short, evidence.year)
        if place is None:
            continue
        if place.unknown:
            return None
        words = f"{name}: {value[place.start : place.end]}"
        return _decided(place.units, words, evidence)
    return _from_numbers_and_text(evidence)


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
    if len(units) == 1:
        return _record(units[0], words, evidence.year)
    for name, value, short in (*evidence.fields, ("text", evidence.text, "never")):
        held, by = _narrowed(units, value, short, evidence)
        if len(held) == 1:
            return _record(held[0], f"{words}; {name}: {by}", evidence.year)
        if len(held) > 1:
            return None
    return None


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
    taiwan = any(code.startswith("TW-") for code in named) or "县政府" in value or "马祖" in value
    held = tuple(u for u in units if _supported(u, named, taiwan, evidence.year))
    return held, next(iter(named.values()), "县政府" if taiwan else "")


def _supported(unit: Unit, named: dict[str, str], taiwan: bool, year: int | None) -> bool:
    if unit.code.startswith("TW-"):
        return taiwan
    return any(u.code in named for u in lineage(unit, year)[1:]) or unit.code in named


def _beyond(name: str, value: str, evidence: _Evidence) -> RegionRecord | None:
    """Recognise Hong Kong and Macau by bodies that exist only there, others by words of the place."""
    if name not in ("issuer", "title"):
        return None
    everything = "\n".join([v for _, v, _ in evidence.fields] + [evidence.text])
    for code, words in place_context()["beyond"].items():
        unit = unit_of(code, evidence.year)
        own = next((b for b in words["bodies"] if value.startswith(b) and name == "issuer"), None)
        shared = next((b for b in words["shared"] if value.startswith(b) and name == "issuer"), None)
        context = next((w for w in words["words"] if w in everything), None)
        if unit and (own or (shared and context)):
            said = f"{name}: {own}" if own else f"{name}: {shared}; {context}"
            return _record(unit, said, evidence.year)
    return None


@cache
def _number_forms() -> dict[str, list[str]]:
    table = tomllib.loads((DATA / "place_abbreviations.toml").read_text(encoding="utf-8"))
    return dict(table["forms"])


def abbreviated(number: str, *, year: int | None = None) -> tuple[Unit, ...]:
    """Return the units that the first characters of a document number can stand for (遂审…, 渝…)."""
    found: dict[str, Unit] = {}
    for length in (2, 1):
        head = number.lstrip(" (〔[")[:length]
        if len(head) != length or not all(is_han(c) for c in head):
            continue
        for code in _number_forms().get(head, ()):
            if (unit := unit_of(code, year)) is not None:
                found[code] = unit
        for name, units in short_names().items():
            if head in name:
                found.update((u.code, u) for u in in_force(units, year))
    return tuple(found.values())


def _from_numbers_and_text(evidence: _Evidence) -> RegionRecord | None:
    votes, spoken = _votes(evidence)
    strangers = _strangers(evidence.text)
    if not votes or strangers >= max(votes.values()):
        return None
    for number in evidence.numbers:
        heads = {u.code for u in abbreviated(number, year=evidence.year)}
        agreed = [code for code in votes if code in heads]
        if len(agreed) == 1 and (unit := unit_of(agreed[0], evidence.year)):
            return _record(unit, f"document number: {number}; text: {spoken[unit.code]}", evidence.year)
    ranked = votes.most_common(2)
    code, most = ranked[0]
    if most < 2 or (len(ranked) > 1 and ranked[1][1] * 2 > most):
        return None
    unit = unit_of(code, evidence.year)
    return _record(unit, f"text: {spoken[code]}", evidence.year) if unit else None


def _votes(evidence: _Evidence) -> tuple[Counter[str], dict[str, str]]:
    """Count the places whose bodies the text names (湖州市审计局), and keep the words."""
    votes: Counter[str] = Counter()
    spoken: dict[str, str] = {}
    bodies = tuple(place_context()["bodies"])
    for place in find_full_names(evidence.text, year=evidence.year):
        if len(place.units) != 1:
            continue
        code = place.units[0].code
        votes[code] += 2 if evidence.text.startswith(bodies, place.end) else 1
        spoken.setdefault(code, evidence.text[place.start : place.end + 6].split("\n")[0])
    return votes, spoken


def _strangers(text: str) -> int:
    """Count mentions of a city that the table does not hold: 澄原 is always followed by 市, 加强 is not."""
    heads = Counter(found[1] for found in _UNKNOWN_CITY.finditer(text))
    most = 0
    for head, count in heads.items():
        known = head + "市" in full_names() or head + "县" in full_names()
        named = text.count(head + "市") + text.count(head + "县")
        if count > 1 and not known and named * 5 >= text.count(head) * 4:
            most = max(most, named)
    return most


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
