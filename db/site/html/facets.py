"""The ways to narrow the table down: commonest values with their counts, each a link. Written without Jinja: forty addresses."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from urllib.parse import quote_plus

from markupsafe import Markup

from db.choosing import selection as selections
from db.choosing.selection import Selection
from db.site.asked.answers import Ask, Connection
from db.site.asked.shared import Names
from db.site.text.escaping import escaped

__all__ = ["Facet", "facet_lists", "facets"]

SHOWN = 12
OPEN = 2  # facets that are open though nothing is chosen in them


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A way to narrow down: (value, label, count) of its commonest values, which are chosen, how many more there are."""

    name: str
    values: list[tuple[str, str, int]]
    chosen: Container[str]
    is_set: bool
    more: int


def facets(connection: Connection, chosen: Selection, names: Names) -> list[Facet]:
    """The four ways, each with its commonest values and what is chosen."""
    years = {str(year) for year in chosen.years}
    kinds = (
        ("city", set(chosen.cities), names.place),
        ("status", {chosen.status or ""}, names.status),
        ("topic", {chosen.topic or ""}, names.topic),
        ("year", years, names.year),
    )
    made = []
    for name, picked, label in kinds:
        entries = selections.facet(connection, chosen, name)
        if name == "year":
            entries.sort(reverse=True)
        rest = [entry for entry in entries[SHOWN:] if entry[0] in picked][:SHOWN]
        values = [(value, label(value), count) for value, count in (*entries[:SHOWN], *rest)]
        more = len(entries) - len(values)
        made.append(Facet(name=name, values=values, chosen=picked, is_set=any(picked), more=more))
    return made


def facet_lists(found: Iterable[Facet], ask: Ask) -> Markup:
    """A list of links for each way that has values: one chosen leads to the choice without it."""
    shown = [facet for facet in found if facet.values]
    lists = (_list(facet, ask, facet.is_set or place < OPEN) for place, facet in enumerate(shown))
    return Markup("".join(lists))  # noqa: S704 - every part is escaped


def _list(facet: Facet, ask: Ask, is_open: bool) -> str:
    t = ask.words
    without = ask.address(**{facet.name: None, "after": None})
    joint = escaped(f"{without}{'&' if '?' in without else '?'}{facet.name}=")

    def lang(value: str) -> str:  # names of places are Chinese
        return ' lang="zh"' if facet.name == "city" and value != "-" else ""

    entries = "".join(
        _entry(escaped(without), f' aria-current="true"{lang(value)}', label, count)
        if value in facet.chosen
        else _entry(joint + quote_plus(value), lang(value), label, count)
        for value, label, count in facet.values
    )
    if facet.more:
        places = f' · <a href="/cities">{escaped(t("nav.cities"))}</a>' if facet.name == "city" else ""
        entries += f'<li class="soft">{escaped(t("table.more_values", count=facet.more))}{places}</li>\n'
    return (
        f"<details{' open' * is_open}>\n<summary>{escaped(t(f'table.facet_{facet.name}'))}</summary>\n"
        f"<ul>\n{entries}</ul>\n</details>\n"
    )


def _entry(address: str, mark: str, label: str, count: int) -> str:
    return (
        f'<li><a href="{address}"{mark}>{escaped(label)}</a> <span class="num soft">{count:,}</span></li>\n'
    )
