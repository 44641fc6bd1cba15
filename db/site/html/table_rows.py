"""The rows of the big table, written without Jinja: 25 rows of ten cells take it longer than reading them from the file.

Everything that comes from the dataset is escaped.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from db.site.asked.shared import Names
from db.site.html.pieces import place_link, source_link, status_tag
from db.site.languages.language import SCRIPT_TAGS, Language, words
from db.site.text.escaping import escaped
from db.site.text.marking import marked

__all__ = ["table_rows"]

Row = Mapping[str, Any]
MEASURES_SHOWN, MEASURE_SIGNS, STATUS_SIGNS = 4, 160, 12


def table_rows(findings: Iterable[Row], names: Names, language: Language) -> Markup:
    """One `<tr>` for each finding; each cell leads to its words in the source."""
    return Markup("".join(_row(finding, names, language) for finding in findings))  # noqa: S704 - every part is escaped


def _row(f: Row, names: Names, language: Language) -> str:
    t, printed = words(language), SCRIPT_TAGS.get(f["script"] or "hans", "zh")
    source = escaped(source_link(f["notice_id"], f"findings:{f['id']}:", ""))
    place = place_link(f["region_code"], f["city"], names)
    issuer = "" if f["region_code"] else _small(f["issuer"], printed, "<br>")
    requirement = _cell(f, "requirement", source, "cell-link clip")
    responsible = _link(source + "responsible#lit", escaped("、".join(f["responsible"])))
    topics = " ".join(
        f'<a class="tag" href="/topic/{escaped(x)}">{escaped(names.topic(x))}</a>' for x in f["topics"]
    )
    notice = escaped(f["notice_title"] or t("notice.no_title"))
    return (
        f'<tr>\n<td class="{"nowrap" if f["region_code"] else "mid-cell"}">{place}{issuer}</td>\n'
        f'<td class="nowrap">{escaped(f["said_on"] or t("notice.no_date"))}</td>\n'
        f'<th scope="row" class="wide-cell" lang="{printed}"><a href="/finding/{f["id"]}">'
        f"{marked(f['title'], f['hits'].get('title'))}</a>\n{_cell(f, 'detail', source, 'cell-link small soft clip')}</th>\n"
        f'<td class="nowrap">{_status(f, source, printed, language)}</td>\n'
        f'<td class="wide-cell" lang="{printed}">{_measures(f)}</td>\n'
        f'<td class="mid-cell small" lang="{printed}">{requirement}</td>\n'
        f'<td class="mid-cell small" lang="{printed}">{responsible}</td>\n'
        f'<td class="small short-cell" lang="{printed}">{_deadline(f, source)}</td>\n'
        f'<td class="small mid-cell">{topics}</td>\n'
        f'<td class="mid-cell small" lang="{printed}"><a href="/notice/{f["notice_id"]}">{notice}</a></td>\n</tr>\n'
    )


def _link(address: str, shown: str, kind: str = "cell-link") -> str:
    """A cell that leads to `address`, which is escaped as `shown` is; nothing where nothing is shown."""
    return f'<a class="{kind}" href="{address}">{shown}</a>' if shown else ""


def _cell(f: Row, field: str, source: str, kind: str) -> str:
    """A cell of words, those that were searched marked."""
    return _link(f"{source}{field}#lit", marked(f[field], f["hits"].get(field)), kind)


def _small(text: str | None, printed: str, before: str) -> str:
    return f'{before}<span class="small" lang="{printed}">{escaped(text)}</span>' if text else ""


def _status(f: Row, source: str, printed: str, language: Language) -> str:
    """The status, and the words that state it."""
    tag, said = status_tag(f["status"], f["status_basis"], language), f["status_text"]
    if not said:
        return tag
    short = said if len(said) <= STATUS_SIGNS else said[:STATUS_SIGNS] + "…"
    shown = f'{tag}<span class="small soft" lang="{printed}"> {escaped(short)}</span>'
    return _link(f"{source}status_text#lit", shown)


def _measures(f: Row) -> str:
    """The first measures, numbered where there are several, and how many more there are."""
    found, made = f["measures"], []
    for number, measure in enumerate(found[:MEASURES_SHOWN], start=1):
        told = measure["text"]
        short = told if len(told) <= MEASURE_SIGNS else told[:MEASURE_SIGNS] + "…"
        shown = f"{number}. " * (len(found) > 1) + escaped(short)
        address = escaped(source_link(f["notice_id"], f"measures:{measure['id']}:text"))
        made.append(_link(address, shown, "cell-link small"))
    more = len(found) - MEASURES_SHOWN
    return "".join(made) + (f'<a class="small" href="/finding/{f["id"]}">+{more}</a>' if more > 0 else "")


def _deadline(f: Row, source: str) -> str:
    """The deadline as printed, and as a date where that is another."""
    said, meant = f["deadline_text"], f["deadline_on"]
    if not said:
        return ""
    beside = f'<span class="soft nowrap">{escaped(meant)}</span>' if meant and meant != said else ""
    return _link(f"{source}deadline_text#lit", escaped(said)) + beside
