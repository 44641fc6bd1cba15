"""Take the place off a body's printed name: a whole place (湖州市…), a level (市…) or nothing."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from normalize.agencies.names import words
from normalize.places.gazetteer import COUNTY, place_context
from normalize.places.place_names import PlaceName, read_place, unknown_place
from normalize.places.regions import region_of_code
from normalize.records import RegionRecord, fold, squeeze

_PREFIXES = (
    "中国共产党",
    "中共",
    "审计部",
    "国家税务总局",
    "国家统计局",
    "中国人民政治协商会议",
    "政协",
    "共青团",
)
_ALWAYS_OFF = ("中国共产党", "中共")
_CITIES = "市州盟"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """The place of a body: the name that stands in canonical names, and its region code where it has one."""

    name: str
    code: str | None

    @property
    def beyond(self) -> bool:
        """Hong Kong, Macau or Taiwan."""
        return self.code is not None and not self.code.isdigit()


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A name cut into place and rest. `printed` says how the place was printed."""

    rest: str
    seat: Seat | None
    printed: Literal["place", "level", "none"]


def seat_of(region: RegionRecord) -> Seat:
    """Return the seat of a region; districts carry their city, for many cities have a 鼓楼区."""
    name = region.short_name
    if name.endswith("区") and region.city and region.city_code != region.code:
        name = region.city + name
    return Seat(name=name, code=region.code)


def home(region: RegionRecord | None, issuer: str | None) -> Seat | None:
    """Return the place a notice speaks for: its region, else the place in its issuer's name (also an unknown one)."""
    if region is not None:
        return seat_of(region)
    if issuer is None:
        return None
    split = split_place(squeeze(fold(issuer)), None, None)
    return split.seat if split.printed == "place" else None


@lru_cache(maxsize=8192)  # the rows of a table name few bodies
def split_place(name: str, region: RegionRecord | None, issuer: str | None) -> Split:
    """Cut folded `name` into its place and the rest; a level (市) means the notice's own place at that level."""
    whole = _whole_place(name, region)
    if whole is None and name.startswith("原"):  # 原湖州市国土资源局
        whole = _whole_place(name[1:], region)
    if whole is not None:
        return whole
    for level in words("levels"):
        if name.startswith(level) and len(name) > len(level):
            seat = _at_level(level[-1], region, issuer)
            return Split(rest=name[len(level) :], seat=seat, printed="level")
    return Split(rest=name, seat=home(region, issuer), printed="none")


def _whole_place(name: str, region: RegionRecord | None) -> Split | None:
    prefix = next((p for p in _PREFIXES if name.startswith(p) and len(name) > len(p)), "")
    for start in {len(prefix), 0}:
        kept = "" if prefix in _ALWAYS_OFF or start == 0 else prefix
        place = read_place(name, start, short="before_institution")
        if place is not None and _elsewhere(place, region):
            return None  # 松山區公所 in Taipei is no body of 赤峰市松山区
        if place is not None and place.end < len(name) and (place.units or place.unknown):
            return Split(
                rest=_own(kept) + name[place.end :], seat=_seat(name, place, region), printed="place"
            )
        end = unknown_place(name, start)
        if end is not None and name[end - 1] == "区" and region is not None and not region.code.isdigit():
            return None  # a district of the notice's own city: no table holds it
        if end is not None and end < len(name) and not name.startswith((*words("groups"), *words("levels"))):
            seat = Seat(name=name[start:end], code=None)
            return Split(rest=_own(kept) + name[end:], seat=seat, printed="place")
    return None


def _elsewhere(place: PlaceName, region: RegionRecord | None) -> bool:
    """Say whether a mainland county alone is named in a notice from beyond the mainland."""
    beyond = region is not None and not region.code.isdigit()
    return beyond and bool(place.units) and all(u.level == COUNTY and u.code.isdigit() for u in place.units)


def _own(prefix: str) -> str:
    """Keep what a prefix says of the body: 政协湖州市委员会 is 政协委员会 of 湖州市."""
    return {"政协": "政协", "中国人民政治协商会议": "政协", "共青团": "团"}.get(prefix, "")


def _seat(name: str, place: PlaceName, region: RegionRecord | None) -> Seat:
    """Return the seat of a printed place; several places of one name are told apart by the notice's region."""
    codes = [unit.code for unit in place.units]
    if len(codes) > 1 and region is not None:
        codes = [c for c in codes if _near(c, region)] or codes
    if len(codes) == 1 and (found := region_of_code(codes[0])) is not None:
        return seat_of(found)
    return Seat(name=name[place.start : place.end], code=None)


def _near(code: str, region: RegionRecord) -> bool:
    other = region_of_code(code)
    if other is None:
        return False
    if code == region.code or (other.city_code and other.city_code == region.city_code):
        return True
    return region.code == other.province_code


def _at_level(kind: str, region: RegionRecord | None, issuer: str | None) -> Seat | None:
    """Return the place that a bare level means: 市财政局 in a notice of a county is its city's."""
    if kind in "级原":
        return home(region, issuer)
    if region is None:
        seat = home(None, issuer)
        return seat if seat and seat.name.endswith(kind) else None
    own = region.short_name[-1]
    if fold(own) == kind or (kind == "区" and region.short_name.endswith("自治区")):
        return seat_of(region)
    above = region.city_code if kind in _CITIES else region.province_code if kind in "省区" else None
    if above is None or above == region.code or kind == "区":
        return None
    found = region_of_code(above)
    return seat_of(found) if found and fold(found.short_name[-1]) in (kind, "区") else None


def beyond_seat(name: str) -> Seat | None:
    """Return Hong Kong or Macau where a body of this folded name exists only there."""
    for code, held in place_context()["beyond"].items():
        if name in held["bodies"] and (found := region_of_code(code)) is not None:
            return seat_of(found)
    return None
