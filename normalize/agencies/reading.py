"""Read names of public bodies: canonical body (place and function), function family, kind.

A canonical name is the place and the standard name of the body: 湖州市大数据发展管理局, 市大数据局 and, after
the reform, 湖州市数据局 are all 湖州市数据局. In Taiwan, Hong Kong and Macau it is written as there.
Nothing is guessed: a level whose place is not known leaves `canonical` None and keeps the function.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from normalize.agencies.composed import composed_body, national_body
from normalize.agencies.listed_bodies import listed_bodies
from normalize.agencies.lists import AgencyPart, split_agencies
from normalize.agencies.names import Body, beyond, kinds, mainland, tidy, words
from normalize.agencies.people import is_person
from normalize.agencies.places import Seat, Split, beyond_seat, split_place
from normalize.records import AgencyMention, AgencyRole, Quote, RegionRecord, fold, squeeze

__all__ = [
    "Agency",
    "AgencyKind",
    "AgencyPart",
    "agency_mentions",
    "canonical_agency",
    "parse_agency",
    "split_agencies",
]

AgencyKind = Literal["body", "internal_unit", "self", "group", "person", "unknown"]
_CITIES = ("HK", "MO")
_NAMED = ("university", "school", "bank", "hospital", "association", "company")  # whose names are their own
_LEVELS = re.compile(r"各?[省市县区]级?(?:[、/和及]|\()[市县区]")  # 市、县财政局: one at each level
_OUTSIDE_GOVERNMENT = ("audit", "peoples_congress", "court", "procuratorate", "government")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """What a printed name means. `canonical` is None for internal units, groups and unknown names."""

    text: str
    canonical: str | None
    function: str | None
    region_code: str | None
    kind: AgencyKind


def parse_agency(
    text: str,
    *,
    region: RegionRecord | None = None,
    issuer: str | None = None,
    abbreviations: Mapping[str, str] | None = None,
) -> Agency:
    """Read one printed name.

    `region` is the notice's, for 市财政局 and 财政局; `issuer` answers 我局 and gives the place where the
    region is unknown; `abbreviations` maps names introduced with 以下简称 to full names, as printed.
    """
    name = tidy(text)
    full = {tidy(short): whole for short, whole in (abbreviations or {}).items()}.get(name)
    if full is not None and tidy(full) != name:
        return replace(parse_agency(full, region=region, issuer=issuer), text=text)
    if name in words("self"):
        if issuer is None or tidy(issuer) in words("self"):
            return _agency(text, "self")
        return replace(parse_agency(issuer, region=region, issuer=issuer), text=text, kind="self")
    if is_person(text):
        return _agency(text, "person")
    return _read(text, name, region, issuer)


def canonical_agency(
    text: str,
    *,
    region: RegionRecord | None = None,
    issuer: str | None = None,
    abbreviations: Mapping[str, str] | None = None,
) -> str | None:
    """Return the canonical name of one printed name, None where it has none or is not known."""
    return parse_agency(text, region=region, issuer=issuer, abbreviations=abbreviations).canonical


def _agency(
    text: str,
    kind: AgencyKind,
    canonical: str | None = None,
    function: str | None = None,
    seat: Seat | None = None,
) -> Agency:
    code = seat.code if seat else None
    return Agency(text=text, canonical=canonical, function=function, region_code=code, kind=kind)


@lru_cache(maxsize=8192)
def _read(text: str, name: str, region: RegionRecord | None, issuer: str | None) -> Agency:
    if _LEVELS.match(name):
        return _agency(text, "group")
    if name.startswith("本府") and len(name) > 2:
        name = name[2:]
    whole = split_place("", region, issuer).seat
    national = national_body(name, taiwan=whole is not None and whole.beyond and whole.code not in _CITIES)
    if national is not None and (whole is None or whole.code not in _CITIES):
        return _agency(text, "body", *national)
    split = split_place(name, region, issuer)
    own = name in mainland() or (name in beyond() and (name[0] == "原" or (whole and whole.code in _CITIES)))
    if split.printed == "level" and (own or beyond_seat(name)):  # the 市 of 市场监督管理局
        split = Split(rest=name, seat=whole, printed="none")
    if split.printed == "none" and name in words("parts"):
        return _agency(text, "internal_unit")
    found = _lookup(split)
    if found is not None:
        body, seat = found
        if split.printed == "none" and body.standard.startswith("委"):
            seat = whole
        return _agency(text, "body", _canonical(body, seat), body.function, seat)
    return _part(text, split) or _named(text, name, split)


def _lookup(split: Split) -> tuple[Body, Seat | None] | None:
    """Find the body of a name without its place, in the vocabulary of its place."""
    rest, seat = split.rest, split.seat
    if seat is not None and seat.beyond:
        body = _beyond_body(rest)
        return (body, seat) if body else None
    for known in (rest, rest.removeprefix("人民").removeprefix("政府")):
        if known in mainland():
            return mainland()[known], seat
    if split.printed == "level":
        for ending in ("局", "委"):  # 市发改、市财政 in lists that print the ending once
            if len(rest) > 1 and (body := mainland().get(rest + ending)) is not None:
                return body, seat
    body = _beyond_body(rest) if seat is None or seat.code is None else None
    if body is not None:
        return body, seat or beyond_seat(rest)
    joined = composed_body(rest)
    return (joined, seat) if joined else None


def _beyond_body(rest: str) -> Body | None:
    """Find a body of Taiwan, Hong Kong or Macau, with 市政府 or 政府 before it or not."""
    found = (beyond().get(rest[len(h) :]) for h in ("市政府", "县政府", "政府", "") if rest.startswith(h))
    return next((body for body in found if body is not None), None)


def _canonical(body: Body, seat: Seat | None) -> str | None:
    if seat is None:
        return None
    if not seat.beyond and not body.overseas:
        provincial = seat.code is not None and seat.code.endswith("0000") and not seat.name.endswith("市")
        return seat.name + (body.province if provincial and body.province else body.standard)
    if seat.code in ("HK", "MO"):
        return body.standard if body.standard.startswith(seat.name) else seat.name + body.standard
    if body.function == "government":
        return seat.name + "政府"
    return seat.name + ("" if body.function in _OUTSIDE_GOVERNMENT else "政府") + body.standard


def _part(text: str, split: Split) -> Agency | None:
    """Recognise parts of a body: 市财政局国库科 belongs to 市财政局, a bare 财务科 to the issuer."""
    rest = split.rest
    table = beyond() if split.seat is not None and split.seat.beyond else mainland()
    for end in range(len(rest) - 1, 2, -1):
        body = table.get(rest[:end])
        if body is None:
            continue
        own = table.get(rest[end:])
        if own is not None:
            return _agency(text, "body", _canonical(own, split.seat), own.function, split.seat)
        if rest.endswith(words("unit_endings")):
            return _agency(text, "internal_unit", _canonical(body, split.seat), body.function, split.seat)
    if split.printed == "none" and rest.endswith(words("unit_endings")) and not _kind(rest):
        return _agency(text, "internal_unit")
    return None


def _kind(name: str) -> str | None:
    return next((function for ending, function in kinds() if name.endswith(ending)), None)


def _named(text: str, name: str, split: Split) -> Agency:
    """Read bodies with names of their own (市第一人民医院, 龙溪学校), groups and what is not known."""
    if (
        name.startswith(words("groups"))
        or name.endswith(("部门", "单位"))
        or any(c.isdigit() for c in name[:2])
    ):
        return _agency(text, "group")
    if name in words("organisations") or not name.endswith(words("organisations")):
        return _agency(text, "unknown")
    function = _kind(split.rest)
    seat = split.seat
    if seat is not None and seat.beyond and function is not None:
        printed = squeeze(text)
        whole = printed if fold(printed).startswith(fold(seat.name)) else seat.name + printed
        return _agency(text, "body", whole, function, seat)
    if split.printed == "none":
        return _agency(text, "body", name, function, seat if function is None else None)
    if seat is not None and function in _NAMED and not name.startswith(seat.name):
        return _agency(
            text, "body", name if split.printed == "place" else seat.name + split.rest, function, seat
        )
    canonical = seat.name + split.rest if seat else None
    return _agency(text, "body", canonical, function, seat)


def agency_mentions(
    quotes: tuple[Quote, ...],
    *,
    role: AgencyRole,
    source: str | None = None,
    region: RegionRecord | None = None,
    issuer: str | None = None,
    abbreviations: Mapping[str, str] | None = None,
    finding: int | None = None,
) -> tuple[AgencyMention, ...]:
    """Turn quotes of lists of bodies into one mention a body; 牵头 and 配合 printed there override `role`.

    `source` is the document's text, by which the spans are cut. People are left out: their names are
    not collected.
    """
    found = []
    for name, printed_role in listed_bodies(quotes, source):
        agency = parse_agency(name.text, region=region, issuer=issuer, abbreviations=abbreviations)
        found.append(
            AgencyMention(
                text=name,
                canonical=agency.canonical,
                function=agency.function,
                region_code=agency.region_code,
                role=printed_role or role,
                finding=finding,
            )
        )
    return tuple(found)
