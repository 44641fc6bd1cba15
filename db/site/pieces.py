"""Small pieces of HTML that stand hundreds of times on a page: written here, since a Jinja macro costs ten times as much.

Everything that comes from the dataset is escaped. Templates call them by the same names.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from urllib.parse import quote

from markupsafe import Markup, escape

from db.site.figures import HeatCell
from db.site.language import Language, words
from db.site.shared import Names

__all__ = [
    "PIECES",
    "counted",
    "doubt_name",
    "heat_cell",
    "options",
    "place_link",
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
        return Markup('<span class="soft">') + escape(names.place(None)) + Markup("</span>")
    return Markup(f'<a href="/city/{escape(code)}" lang="zh">{escape(name or names.place(code))}</a>')  # noqa: S704


def doubt_name(kind: str, language: Language) -> Markup:
    """A kind of doubt in words; one that has none by its own name."""
    t, key = words(language), f"doubt.{kind}"
    return (
        Markup("<strong>{}</strong>").format(t(key)) if t.has(key) else Markup("<code>{}</code>").format(kind)
    )


def source_link(notice_id: str, cell: str) -> str:
    """Address of the place in the source where a cell stands."""
    return f"/notice/{notice_id}?cell={quote(cell, safe=':')}#lit"


def counted(count: int | None, address: str) -> Markup:
    """A number that leads to what it counts; nought and nothing lead nowhere."""
    if not count:
        return Markup("0" if count == 0 else "–")  # noqa: S704 - constants
    return Markup(f'<a href="{escape(address)}">{count:,}</a>')  # noqa: S704 - a number


def told(key: str, language: Language, **values: object) -> Markup:
    """A message whose values may be links."""
    return Markup(words(language)(key)).format(**values)  # noqa: S704 - our own words


def heat_cell(cell: HeatCell, address: str, digits: int) -> Markup:
    """A cell of a heat table: rate over count, leading to the findings behind them."""
    if not cell.count:
        return Markup(f'<td class="num h{cell.shade}">–</td>')  # noqa: S704 - a number
    few = ' class="few"' if cell.few else ""
    return Markup(  # noqa: S704 - numbers, and an address that is escaped
        f'<td class="num h{cell.shade}"><a href="{escape(address)}"><span{few}>{cell.rate or 0:.{digits}f}</span>'
        f'<br><span class="small">n={cell.count:,}</span></a></td>'
    )


def options(entries: Mapping[str, str] | Iterable[tuple[object, str]], chosen: Iterable[object]) -> Markup:
    """`<option>`s of (value, name of a place), those of `chosen` selected; names of places are Chinese."""
    pairs = entries.items() if isinstance(entries, Mapping) else entries
    picked = {str(value) for value in chosen if value is not None}
    return Markup(  # noqa: S704 - every part is escaped
        "".join(
            f'<option value="{escape(value)}" lang="zh"{" selected" if str(value) in picked else ""}>{escape(label)}</option>'
            for value, label in pairs
        )
    )


PIECES = {
    "status_tag": status_tag,
    "place_link": place_link,
    "doubt_name": doubt_name,
    "source_link": source_link,
    "counted": counted,
    "options": options,
    "told": told,
    "heat_cell": heat_cell,
}
