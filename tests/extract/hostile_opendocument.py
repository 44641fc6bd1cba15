"""Hostile OpenDocument files: bombs, entities, depth, and repeats and spans beyond any sheet."""

from collections.abc import Callable

from tests.extract.hostile_files import MIB, laughs, outside, quadratic
from tests.extract.odf_parts import cell, items, list_style, ods, odt, p, row, style

Case = tuple[str, Callable[[], bytes], frozenset[str]]
READ: frozenset[str] = frozenset()
EITHER = frozenset({"*"})


def odt_attack(attack: Callable[[str, str], bytes]) -> bytes:
    """An OpenDocument text whose content is the attack."""
    return odt("", more={"content.xml": attack("d", "<d>&l9;</d>")})  # type: ignore[arg-type]


def odt_parents_in_a_ring() -> bytes:
    """Styles that are each other's parents."""
    ring = style("A", "paragraph", "", 'style:parent-style-name="B"') + style(
        "B", "paragraph", "", 'style:parent-style-name="A"'
    )
    return odt(p("正文。", "A"), automatic=ring)


_REPEATED = 'table:number-columns-repeated="1048576"'
_ROWS = 'table:number-rows-repeated="1048576"'
_SPANS = 'table:number-columns-spanned="999999999" table:number-rows-spanned="999999999"'

OPENDOCUMENT: dict[str, Case] = {
    **{
        f"odt_{name}": ("a.odt", lambda attack=attack: odt_attack(attack), frozenset({"xml_entities"}))
        for name, attack in {"laughs": laughs, "quadratic": quadratic, "outside": outside}.items()
    },
    "odt_bomb": (
        "a.odt",
        lambda: odt("", more={"content.xml": bytes(300 * MIB)}),
        frozenset({"zip_bomb", "too_large"}),
    ),  # type: ignore[arg-type]
    "odt_deep": (
        "a.odt",
        lambda: odt("<text:section>" * 2000 + p("深") + "</text:section>" * 2000),
        frozenset({"too_deep", "broken_file"}),
    ),
    "odt_lists_in_lists": (
        "a.odt",
        lambda: odt("<text:list><text:list-item>" * 100 + p("深") + "</text:list-item></text:list>" * 100),
        READ,
    ),
    "odt_tables_in_tables": (
        "a.odt",
        lambda: odt(
            "<table:table><table:table-row><table:table-cell>" * 60
            + p("深")
            + "</table:table-cell></table:table-row></table:table>" * 60
        ),
        READ,
    ),
    "odt_parents_in_a_ring": ("a.odt", odt_parents_in_a_ring, READ),
    "odt_many_blanks": ("a.odt", lambda: odt(p("甲<text:s text:c='999999999'/>乙") * 2000), READ),
    "odt_many_spans": ("a.odt", lambda: odt(p("<text:span>长</text:span>" * 200_000)), EITHER),
    "odt_wide_spans": (
        "a.odt",
        lambda: odt(f"<table:table>{row(*[cell('甲', _SPANS)] * 15) * 15}</table:table>"),
        EITHER,
    ),
    "odt_level_of_a_list": (
        "a.odt",
        lambda: odt(
            items(p("甲"), more="text:style-name='L'"),
            automatic=list_style(
                "L",
                [
                    "style:num-format='1' text:display-levels='999999999' text:start-value='99999999999999999999'"
                ],
            ),
        ),
        READ,
    ),
    "ods_repeated_cells": (
        "a.ods",
        lambda: ods({"s": row(cell("x", _REPEATED), more=_ROWS)}),
        frozenset({"too_many_cells", "broken_file"}),
    ),
    "ods_repeated_nothing": (
        "a.ods",
        lambda: ods({"s": row("序号", "问题") + row(cell("", _REPEATED), more=_ROWS) * 3000}),
        READ,
    ),
    "ods_repeated_columns": (
        "a.ods",
        lambda: ods(
            {"s": f'<table:table-column {_REPEATED} table:visibility="collapse"/>' * 3000 + row("序号")}
        ),
        EITHER,
    ),
    "ods_wide_spans": ("a.ods", lambda: ods({"s": row(*[cell("甲", _SPANS)] * 30) * 30}), EITHER),
    "ods_many_sheets": ("a.ods", lambda: ods({f"s{i}": row("序号", "问题") for i in range(3000)}), EITHER),
}
