"""Show a number the way its cell shows it.

Dates, times, percentages, thousands, literals, sections and conditions, and the Chinese digits of [DBNum1]
and [DBNum2]. Colours and widths are left out. Where built-in formats depend on the country, those of the Chinese
Excel are meant: the publishers use it.
"""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import isfinite

from extract.readers.office.list_numbers import format_number
from extract.readers.sheets.number_format_codes import Section, Token, choose, parse_format

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = "一二三四五六日"
_MOST_PLACES = 12  # after the point; a cell shows no more digits that mean anything
_LARGEST = 1e15  # beyond it, digits of a double mean nothing
_DAY = 86_400  # seconds
_LAST_DAY = 2_958_465  # 9999-12-31


def show(value: float, code: str, *, since_1904: bool = False) -> str:
    """Return what a cell with this number format shows for a number."""
    sections = parse_format(code)
    section, shown = choose(sections, value)
    if section.has("date", "elapsed", "half"):
        return _show_date(value, section, since_1904)
    if section.has("digits"):
        return _show_number(shown, section)
    if not section.tokens:
        return "" if len(sections) > 1 else general(shown)  # ;;; hides the value
    if section.has("general", "text"):
        plain = _in_digits(general(shown), section)
        kinds = ("general", "text")
        return "".join(plain if t.kind in kinds else t.text for t in section.tokens)
    return "".join(t.text for t in section.tokens)


def general(value: float) -> str:
    """A number in the format General: up to eleven characters, whole numbers in full."""
    if not isfinite(value):
        return str(value)
    if abs(value) < 1e15 and value == int(value):
        return str(int(value))
    plain = f"{abs(Decimal(repr(value))):f}"
    if abs(value) >= 1e11 or (abs(value) < 1e-4 and len(plain) > 11):
        mantissa, _, exponent = f"{value:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"
    places = max(0, 10 - len(str(int(abs(value)))))
    return f"{_rounded(Decimal(repr(value)), places):f}".rstrip("0").rstrip(".")


def _rounded(value: Decimal, places: int) -> Decimal:
    """Half away from zero, on the number as it is written in decimals: as Excel rounds."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _in_digits(text: str, section: Section) -> str:
    """The whole number in Chinese digits where the format asks for them."""
    if section.digits is None or not text.isdigit():
        return text
    return format_number(int(text), section.digits) or text


def _show_number(value: float, section: Section) -> str:
    """Fill the digit places of a format, from the point to both sides."""
    tokens = section.tokens
    if _is_fraction(tokens) or not abs(value) < _LARGEST:
        return general(value)  # of a fraction, the decimal number says the same
    point = next((i for i, t in enumerate(tokens) if t.kind == "point"), len(tokens))
    before = [i for i, t in enumerate(tokens[:point]) if t.kind == "digits"]
    after = [i for i, t in enumerate(tokens[point:], start=point) if t.kind == "digits"]
    scaled = Decimal(repr(value)).scaleb(2 * min(sum(t.kind == "percent" for t in tokens), 3))
    # Commas after the last place on either side of the point each divide by a thousand.
    closing = [*tokens[(before or [point])[-1] : point], *(tokens[after[-1] :] if after else tokens[point:])]
    scaled = scaled.scaleb(-3 * min(sum(t.kind == "comma" for t in closing), 5))
    grouped = any(t.kind == "comma" for t in tokens[before[0] : before[-1]]) if before else False
    places = "".join(tokens[i].text for i in after)[:_MOST_PLACES]
    if exponent := next((t for t in tokens if t.kind == "exponent"), None):
        return ("-" if scaled < 0 else "") + _scientific(float(abs(scaled)), len(places), exponent.text)
    number = _rounded(abs(scaled), len(places))
    whole, _, fraction = f"{number:f}".partition(".")
    sign = "-" if scaled < 0 and number else ""
    if section.digits is not None and not places:
        return sign + _around(tokens, format_number(int(whole), section.digits) or whole)
    return sign + _fill(
        tokens, before, point, _whole_digits(whole, tokens, before, grouped), _optional(fraction, places)
    )


def _is_fraction(tokens: tuple[Token, ...]) -> bool:
    """Digit places before a slash, places or a number behind it: # ?/?, # ?/8."""
    places = [i for i, t in enumerate(tokens) if t.kind == "digits"]
    return any(
        t.kind == "literal"
        and t.text == "/"
        and places[0] < i
        and (below.kind == "digits" or below.text.isdigit())
        for i, (t, below) in enumerate(pairwise(tokens))
    )


def _optional(fraction: str, places: str) -> str:
    """Drop the closing zeros that # and ? places do not show."""
    while fraction and places[len(fraction) - 1 : len(fraction)] in ("#", "?") and fraction.endswith("0"):
        fraction = fraction[:-1]
    return fraction


def _whole_digits(whole: str, tokens: tuple[Token, ...], before: list[int], grouped: bool) -> str:
    """The digits before the point: zeros for 0 places, and commas between thousands."""
    mask = "".join(tokens[i].text for i in before)
    needed = len(mask) - min((k for k, c in enumerate(mask) if c == "0"), default=len(mask))
    whole = "" if whole == "0" and not needed else whole.zfill(needed)
    if not grouped:
        return whole
    first = len(whole) % 3
    return ",".join(p for p in (whole[:first], *(whole[k : k + 3] for k in range(first, len(whole), 3))) if p)


def _fill(tokens: tuple[Token, ...], before: list[int], point: int, whole: str, fraction: str) -> str:
    """Put whole digits before and fraction digits after the point; literals keep their places."""
    shares: dict[int, str] = {}
    if before and any(t.kind == "literal" for t in tokens[before[0] : before[-1]]):  # 000-0000
        for i in reversed(before[1:]):
            size = len(tokens[i].text)
            shares[i], whole = whole[-size:], whole[:-size]
    shown = []
    for i, token in enumerate(tokens):
        if token.kind == "digits" and i < point:
            shown.append(whole if i == before[0] else shares.get(i, ""))
        elif token.kind == "digits":
            shown.append(fraction[: len(token.text)])
            fraction = fraction[len(token.text) :]
        elif token.kind == "point":
            shown.append(whole * (not before) + ".")
        elif token.kind in ("literal", "percent"):
            shown.append(token.text)
    return "".join(shown)


def _around(tokens: tuple[Token, ...], digits: str) -> str:
    """Literals around a number that is written as one word."""
    first = next(i for i, t in enumerate(tokens) if t.kind == "digits")
    kept = ("literal", "percent")
    return "".join(
        digits if i == first else t.text for i, t in enumerate(tokens) if i == first or t.kind in kept
    )


def _scientific(value: float, places: int, exponent: str) -> str:
    mantissa, _, power = f"{value:.{places}E}".partition("E")
    sign = "-" if int(power) < 0 else "+" if exponent[1] == "+" else ""
    return f"{mantissa}E{sign}{str(abs(int(power))).zfill(len(exponent) - 2)}"


def _show_date(serial: float, section: Section, since_1904: bool) -> str:
    if since_1904:
        serial += 1462
    if not 0 <= serial <= _LAST_DAY + 1:
        return general(serial)  # the cell shows nothing but ####
    points = sum(len(t.text) for t in section.tokens if t.kind == "digits")
    seconds = round(serial * _DAY, min(points, 3))
    # Excel counts a 29 February 1900 that never was: days before it are one off.
    start = datetime(1899, 12, 31 if serial < 60 else 30) + timedelta(days=serial < 1)  # noqa: DTZ001 - a cell has no time zone
    moment = start + timedelta(seconds=float(seconds))
    half = section.has("half")
    tokens = section.tokens
    return "".join(_date_token(i, tokens, moment, float(seconds), half, section) for i in range(len(tokens)))


def _date_token(
    at: int, tokens: tuple[Token, ...], moment: datetime, seconds: float, half: bool, section: Section
) -> str:
    token = tokens[at]
    if token.kind == "half":
        return _half_of_day(token.text, moment)
    if token.kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
        return str(int(seconds // unit)).zfill(len(token.text))
    if token.kind == "digits":  # tenths of a second
        return f"{moment.microsecond:06d}"[: len(token.text)]
    if token.kind != "date":
        return token.text
    letter, length = token.text[0], len(token.text)
    if letter == "m" and _is_minute(at, tokens):
        return _counted(moment.minute, length, section)
    if letter in "ye":
        year = f"{moment.year:04d}" if length > 2 or letter == "e" else f"{moment.year % 100:02d}"
        return (
            "".join(format_number(int(d), "ideographDigital") or d for d in year) if section.digits else year
        )
    if letter == "a":
        return ("星期" if length == 4 else "") + _WEEK[moment.weekday()]
    if letter == "m" and length > 2:
        return _MONTHS[moment.month - 1][: {3: 3, 5: 1}.get(length, 20)]
    if letter == "d" and length > 2:
        return _DAYS[moment.weekday()][: 3 if length == 3 else 20]
    hour = (moment.hour % 12 or 12) if half else moment.hour
    day = moment.day if seconds >= _DAY else 0  # a date of nought is shown as 1900/1/0
    value = {"m": moment.month, "d": day, "h": hour, "s": moment.second}[letter]
    return _counted(value, length, section)


def _counted(value: int, length: int, section: Section) -> str:
    if section.digits is not None:
        return format_number(value, section.digits) or str(value) if value else "〇"
    return str(value).zfill(min(length, 2))


def _half_of_day(text: str, moment: datetime) -> str:
    morning, _, evening = (text.upper() if len(text) > 3 else text).partition("/")
    return evening if moment.hour >= 12 else morning


def _is_minute(at: int, tokens: tuple[Token, ...]) -> bool:
    """An m after hours or before seconds counts minutes, else months."""
    dated = [(i, t.text[0]) for i, t in enumerate(tokens) if t.kind in ("date", "elapsed")]
    place = next(k for k, (i, _) in enumerate(dated) if i == at)
    before = dated[place - 1][1] if place else ""
    after = dated[place + 1][1] if place + 1 < len(dated) else ""
    return before == "h" or after == "s"
