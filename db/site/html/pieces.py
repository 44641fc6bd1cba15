"""Small pieces of HTML that stand hundreds of times on a page: written here, since a Jinja macro costs ten times as much.

Everything that comes from the dataset is escaped. Templates call them by the same names.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from urllib.parse import quote

from markupsafe import Markup

from db.site.asked.shared import Names
from db.site.figures.rates import Heat, HeatCell
from db.site.languages.language import Language, words
from db.site.text.escaping import escaped
from db.site.text.evidence import encoded

__all__ = [
    "PIECES",
    "counted",
    "doubt_name",
    "heat_cell",
    "heat_cells",
    "options",
    "place_link",
    "place_links",
    "share_cells",
    "share_of",
    "source_link",
    "status_tag",
    "told",
]


def status_tag(status: str | None, basis: str | None, language: Language) -> Markup:
    """A status in words; one that was inferred says so."""
    return _status_tag(status or "unstated", basis == "inferred", language)


@cache
def _status_tag(status: str, is_inferred: bool, language: Language) -> Markup:
    t = words(language)
    if not is_inferred:
        return Markup('<span class="status {}">{}</span>').format(status, t(f"status.{status}"))
    return Markup('<span class="status {} inferred" title="{}">{} ({})</span>').format(
        status, t("status.inferred_note"), t(f"status.{status}"), t("status.inferred")
    )


def place_link(code: str | None, name: str | None, names: Names) -> Markup:
    """A place as a link to its page; plain words where it is not known."""
    if not code:
        return Markup(f'<span class="soft">{escaped(names.place(None))}</span>')  # noqa: S704 - escaped
    return _place_link(code, name or names.place(code))


@lru_cache(maxsize=5_000)  # the places of the country
def _place_link(code: str, name: str) -> Markup:
    return Markup(f'<a href="/city/{escaped(code)}" lang="zh">{escaped(name)}</a>')  # noqa: S704 - escaped


def place_links(codes: Iterable[str], names: Names) -> Markup:
    """Places as links, in a row."""
    return Markup(" ".join(_place_link(code, names.place(code)) for code in codes))  # noqa: S704 - every part is escaped


def doubt_name(kind: str, language: Language) -> Markup:
    """A kind of doubt in words; one that has none by its own name."""
    t, key = words(language), f"doubt.{kind}"
    return (
        Markup("<strong>{}</strong>").format(t(key)) if t.has(key) else Markup("<code>{}</code>").format(kind)
    )


def source_link(notice_id: str, cell: str, ending: str = "#lit") -> str:
    """Address of the place in the source where a cell stands."""
    return f"/notice/{notice_id}?cell={encoded(cell)}{ending}"


def counted(count: int | None, address: str) -> Markup:
    """A number that leads to what it counts; nought and nothing lead nowhere."""
    if not count:
        return Markup("0" if count == 0 else "–")  # noqa: S704 - constants
    return Markup(f'<a href="{escaped(address)}">{count:,}</a>')  # noqa: S704 - a number


def share_of(share: float | None, address: str) -> Markup:
    """A share in percent that leads to the findings it counts; nought and nothing lead nowhere."""
    if not share:
        return Markup("–" if share is None else "0%")  # noqa: S704 - constants
    return Markup(f'<a href="{escaped(address)}">{100 * share:.0f}%</a>')  # noqa: S704 - a number


def told(key: str, language: Language, **values: object) -> Markup:
    """A message whose values may be links."""
    return Markup(words(language).message(key, values)).format(**values)  # noqa: S704 - our own words


def heat_cell(cell: HeatCell, address: str, digits: int) -> Markup:
    """A cell of a heat table: rate over count, leading to the findings behind them."""
    return Markup(_heat_cell(cell, escaped(address), digits))  # noqa: S704 - numbers and an escaped address


def heat_cells(heat: Heat, topic: str, addresses: Mapping[str, str], digits: int) -> Markup:
    """The cells of one topic in a heat table, place by place; `addresses` are of the places' findings."""
    ending = f"&topic={quote(topic)}"
    return Markup(  # noqa: S704 - numbers and escaped addresses
        "".join(
            _heat_cell(heat.cells[(topic, code)], escaped(addresses[code] + ending), digits)
            for code in heat.codes
        )
    )


def _heat_cell(cell: HeatCell, address: str, digits: int) -> str:
    if not cell.count:
        return f'<td class="num h{cell.shade}">{"–" if cell.rate is None else "0"}</td>'
    few = ' class="few"' if cell.few else ""
    return (
        f'<td class="num h{cell.shade}"><a href="{address}"><span{few}>{cell.rate or 0:.{digits}f}</span>'
        f'<br><span class="small">n={cell.count:,}</span></a></td>'
    )


def share_cells(counts: Mapping[str, int], total: int, address: str) -> Markup:
    """The cells of one place in a table of statuses: share and count, leading to the findings."""
    base = escaped(address)
    return Markup(  # noqa: S704 - numbers, statuses and an escaped address
        "".join(
            f'<td class="num" data-value="{n}">{100 * n / total:.0f}% <span class="small soft">n='
            f'<a href="{base}&amp;status={status}">{n:,}</a></span></td>'
            if n
            else f'<td class="num" data-value="0">{"0" if total else "–"}</td>'
            for status, n in counts.items()
        )
    )


def options(entries: Mapping[str, str] | Iterable[tuple[object, str]], chosen: Iterable[object]) -> Markup:
    """`<option>`s of (value, name of a place), those of `chosen` selected; names of places are Chinese."""
    pairs = entries.items() if isinstance(entries, Mapping) else entries
    picked = {str(value) for value in chosen if value is not None}
    return Markup(  # noqa: S704 - every part is escaped
        "".join(
            f'<option value="{escaped(value)}" lang="zh"{" selected" if str(value) in picked else ""}>{escaped(label)}</option>'
            for value, label in pairs
        )
    )


PIECES = {
    "status_tag": status_tag,
    "place_link": place_link,
    "place_links": place_links,
    "doubt_name": doubt_name,
    "source_link": source_link,
    "counted": counted,
    "options": options,
    "told": told,
    "heat_cell": heat_cell,
    "heat_cells": heat_cells,
    "share_cells": share_cells,
    "share_of": share_of,
}
