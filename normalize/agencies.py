"""Read names of public bodies: canonical body (place and function), function family, roles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from normalize.records import AgencyMention, AgencyRole, Quote, RegionRecord

AgencyKind = Literal["body", "internal_unit", "self", "group", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyPart:
    """One name cut from a list: `text[start:end]` of the list."""

    text: str
    start: int
    end: int
    role: Literal["leading", "assisting"] | None = None  # 牵头 / 配合 printed beside it


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
    """Read one printed name. `issuer` answers 我局; `abbreviations` maps 以下简称 to full names."""
    return Agency(text=text, canonical=None, function=None, region_code=None, kind="unknown")


def split_agencies(text: str) -> list[AgencyPart]:
    """Cut a printed list of bodies into names with their offsets."""
    return []


def agency_mentions(
    quotes: Sequence[Quote],
    *,
    role: AgencyRole,
    region: RegionRecord | None = None,
    issuer: str | None = None,
    abbreviations: Mapping[str, str] | None = None,
    finding: int | None = None,
) -> tuple[AgencyMention, ...]:
    """Turn quotes of lists of bodies into one mention a body (牵头 and 配合 override `role`)."""
    return ()
