"""Small pieces of HTML that stand hundreds of times on a page: written here, since a Jinja macro costs ten times as much.

Everything that comes from the dataset is escaped. Templates call them by the same names.
"""

import html
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from db.site.evidence import Piece, cell_key
from db.site.figures import Heat, HeatCell
from db.site.language import Language, words
from db.site.shared import Names

__all__ = [
    "PIECES",
    "Cells",
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
    "source_text",
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


def place_links(codes: Iterable[str], names: Names) -> Markup:
    """Places as links, in a row."""
    made = (f'<a href="/city/{html.escape(c)}" lang="zh">{html.escape(names.place(c))}</a>' for c in codes)
    return Markup(" ".join(made))  # noqa: S704 - every part is escaped


def doubt_name(kind: str, language: Language) -> Markup:
    """A kind of doubt in words; one that has none by its own name."""
    t, key = words(language), f"doubt.{kind}"
    return (
        Markup("<strong>{}</strong>").format(t(key)) if t.has(key) else Markup("<code>{}</code>").format(kind)
    )


def source_link(notice_id: str, cell: str, ending: str = "#lit") -> str:
    """Address of the place in the source where a cell stands."""
    return f"/notice/{notice_id}?cell={quote(cell, safe=':')}{ending}"


def counted(count: int | None, address: str) -> Markup:
    """A number that leads to what it counts; nought and nothing lead nowhere."""
    if not count:
        return Markup("0" if count == 0 else "–")  # noqa: S704 - constants
    return Markup(f'<a href="{escape(address)}">{count:,}</a>')  # noqa: S704 - a number


def share_of(share: float | None, address: str) -> Markup:
    """A share in percent that leads to the findings it counts; nought and nothing lead nowhere."""
    if not share:
        return Markup("–" if share is None else "0%")  # noqa: S704 - constants
    return Markup(f'<a href="{html.escape(address)}">{100 * share:.0f}%</a>')  # noqa: S704 - a number


def told(key: str, language: Language, **values: object) -> Markup:
    """A message whose values may be links."""
    return Markup(words(language).message(key, values)).format(**values)  # noqa: S704 - our own words


def heat_cell(cell: HeatCell, address: str, digits: int) -> Markup:
    """A cell of a heat table: rate over count, leading to the findings behind them."""
    return Markup(_heat_cell(cell, html.escape(address), digits))  # noqa: S704 - numbers and an escaped address


def heat_cells(heat: Heat, topic: str, addresses: Mapping[str, str], digits: int) -> Markup:
    """The cells of one topic in a heat table, place by place; `addresses` are of the places' findings."""
    ending = f"&topic={quote(topic)}"
    return Markup(  # noqa: S704 - numbers and escaped addresses
        "".join(
            _heat_cell(heat.cells[(topic, code)], html.escape(addresses[code] + ending), digits)
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
    base = escape(address)
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
            f'<option value="{escape(value)}" lang="zh"{" selected" if str(value) in picked else ""}>{escape(label)}</option>'
            for value, label in pairs
        )
    )


def source_text(pieces: Iterable[Piece], lit: str, language: Language) -> Markup:
    """The text of a source, cut where its cells begin and end; the first words of the cell `lit` are named for the address."""
    made: list[str] = []
    is_named = False
    for piece in pieces:
        if piece.page and piece.page > 1:
            tag = html.escape(words(language)("notice.page", page=piece.page))
            made.append(f'<span class="tag" lang="{words(language).tag}">{tag}</span>')
        text = html.escape(piece.text, quote=False)
        if not piece.keys:
            made.append(text)
            continue
        is_lit = lit in piece.keys
        attributes = (' lit" id="lit"' if not is_named else ' lit"') if is_lit else '"'
        is_named = is_named or is_lit
        made.append(
            f'<span class="seg{attributes} data-in="{html.escape(" ".join(piece.keys))}">{text}</span>'
        )
    return Markup("".join(made))  # noqa: S704 - everything is escaped


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What was read of a notice, cell by cell; `placed` are those whose words stand in its text."""

    notice: str
    placed: Container[str]
    lit: str
    script: str
    language: Language
    ending: str = "#lit"  # of addresses: `&view=pages` keeps the page pictures

    def finding(self, row: Mapping[str, Any], fields: Iterable[str]) -> Markup:
        """The cells of a finding and of its measures, each behind its label."""
        t, made = words(self.language), []
        for field in fields:
            if row[field]:
                label = t("field.finding_title" if field == "title" else f"field.{field}")
                meant = row["deadline_on"] if field == "deadline_text" else None
                cell = self.cell(cell_key("findings", row["id"], field), row[field], label, meant)
                made.append(f"<dt>{html.escape(label)}</dt>{cell}\n")
        label, measures = t("field.measures"), row["measures"]
        for number, measure in enumerate(measures, start=1):
            cell = self.cell(cell_key("measures", measure["id"], "text"), measure["text"], label)
            made.append(f"<dt>{html.escape(label)}{f' {number}' if len(measures) > 1 else ''}</dt>{cell}\n")
        return Markup("".join(made))  # noqa: S704 - everything is escaped

    def cell(self, key: str, value: object, label: str, meant: object = None) -> Markup:
        """A cell; it lights its words where it has any. `meant` is its comparable value."""
        shown, said = html.escape(str(value)), html.escape(str(meant)) if meant else ""
        if key not in self.placed:
            beside = f' <span class="soft small">{said}</span>' if said else ""
            return Markup(f'<dd lang="{self.script}">{shown}{beside}</dd>')  # noqa: S704 - everything is escaped
        title = _place_in_text(label, self.language)
        address = html.escape(source_link(self.notice, key, self.ending))
        beside = f'<span class="soft small">{said}</span>' if said and said != shown else ""
        lit = ' class="lit"' if key == self.lit else ""
        return Markup(  # noqa: S704 - everything is escaped
            f'<dd data-cell="{html.escape(key)}" lang="{self.script}"{lit}>'
            f'<a class="cell-link" href="{address}" title="{title}">{shown}</a>{beside}</dd>'
        )


@cache
def _place_in_text(label: str, language: Language) -> str:
    return html.escape(words(language)("notice.place_in_text", field=label))


PIECES = {
    "status_tag": status_tag,
    "place_link": place_link,
    "place_links": place_links,
    "doubt_name": doubt_name,
    "source_link": source_link,
    "counted": counted,
    "options": options,
    "told": told,
    "source_text": source_text,
    "heat_cell": heat_cell,
    "heat_cells": heat_cells,
    "share_cells": share_cells,
    "share_of": share_of,
}
