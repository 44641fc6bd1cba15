"""From a page's values to HTML: one Jinja environment, everything escaped, unknown names an error."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode
from zlib import crc32

from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup

from db.site.asked.answers import Ask
from db.site.figures.statements import show_sql
from db.site.html.facets import facet_lists
from db.site.html.pieces import PIECES
from db.site.html.source_cells import source_text
from db.site.html.table_rows import table_rows
from db.site.html.templating import PageEnvironment
from db.site.languages.language import SCRIPT_TAGS, Language, words
from db.site.languages.mixed import mixed
from db.site.languages.spoken import spoken
from db.site.text.marking import marked

__all__ = ["render"]

TEMPLATES = Path(__file__).parents[1] / "templates"
STATIC = Path(__file__).parents[1] / "static"


def render(template: str, values: Mapping[str, object], ask: Ask) -> str:
    """A template filled with a page's values, in the language asked for."""
    shared = {"t": ask.words, "ask": ask, "lang": ask.language, "site": ask.site}
    return _environment(ask.language).get_template(template).render({**values, **shared})


@cache
def _environment(language: Language) -> PageEnvironment:
    environment = PageEnvironment(
        settled={"t": words(language), "static": static},
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        number=number,
        percent=percent,
        rate=rate,
        marked=marked,
        mixed=mixed,
        script=script,
        q=quoted,
        query=query,
    )
    environment.globals.update(
        static=static,
        bar=bar,
        facet_lists=facet_lists,
        show_sql=show_sql,
        source_text=source_text,
        spoken=spoken,
        table_rows=table_rows,
        **PIECES,
    )
    return environment


@cache
def static(name: str) -> str:
    """Address of a served file, with a checksum as its version, so that browsers may keep it."""
    return f"/assets/{name}?v={crc32((STATIC / name).read_bytes()):08x}"


def number(value: float | None) -> str:
    """1234567 -> 1,234,567; None -> an en dash."""
    if value is None:
        return "–"
    return f"{int(value) if value == int(value) else value:,}"


def percent(value: float | None, digits: int = 0) -> str:
    """0.256 -> 26%; None -> an en dash."""
    return "–" if value is None else f"{value * 100:.{digits}f}%"


def rate(value: float | None, digits: int = 2) -> str:
    """A rate with fixed digits; None -> an en dash."""
    return "–" if value is None else f"{value:.{digits}f}"


def script(value: str | None) -> str:
    """`hans` or `hant` as a BCP 47 tag."""
    return SCRIPT_TAGS.get(value or "hans", "zh")


def quoted(text: str) -> str:
    """A value of a query string, percent-encoded; names of cells stay as they are."""
    return quote(text, safe=":/")


def query(values: Mapping[str, object]) -> str:
    """A mapping as a query string, empty values left out."""
    return urlencode({k: v for k, v in values.items() if v not in (None, "", ())}, doseq=True)


def bar(share: float) -> Markup:
    """A bar of the given share (0..1) as SVG; decoration beside its number."""
    width = max(0.0, min(1.0, share)) * 100
    return Markup(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="full" width="{}" height="8"></rect></svg>'
    ).format(f"{width:.1f}")
