"""OpenDocument files put together from raw parts, of invented content."""

from collections.abc import Mapping, Sequence

from tests.extract.office_parts import zipped

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "style", "text", "table", "meta", "manifest", "config")
) + (
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
_TYPES = {"text": "text", "spreadsheet": "spreadsheet", "presentation": "presentation"}


def opendocument(
    kind: str,
    body: str,
    *,
    automatic: str = "",
    styles: str = "",
    meta: str = "",
    more: Mapping[str, bytes] | None = None,
    manifest: str = "",
) -> bytes:
    """A packed file whose body (of `kind`) is raw XML."""

    def part(root: str, inside: str) -> bytes:
        return f'<?xml version="1.0" encoding="UTF-8"?><office:{root} {_SPACES}>{inside}</office:{root}>'.encode()

    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{_TYPES[kind]}".encode(),
            "content.xml": part(
                "document-content",
                f"<office:automatic-styles>{automatic}</office:automatic-styles>"
                f"<office:body><office:{kind}>{body}</office:{kind}></office:body>",
            ),
            "styles.xml": part(
                "document-styles",
                f"<office:styles>{styles}</office:styles><office:automatic-styles>{PAGE_STYLE}</office:automatic-styles>",
            ),
            "meta.xml": part("document-meta", f"<office:meta>{meta}</office:meta>"),
            "META-INF/manifest.xml": f"<manifest:manifest {_SPACES}>{manifest}</manifest:manifest>".encode(),
            **(more or {}),
        }
    )


# of the header of a page: it must not be taken for the style of the same name in the body
PAGE_STYLE = '<style:style style:name="P1" style:family="paragraph"><style:text-properties text:display="none"/></style:style>'


def flat(kind: str, body: str, *, automatic: str = "", styles: str = "") -> bytes:
    """The same as one XML file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_SPACES} '
        f'office:mimetype="application/vnd.oasis.opendocument.{_TYPES[kind]}"><office:styles>{styles}</office:styles>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    ).encode()


def odt(body: str, **parts: str) -> bytes:
    """A text."""
    return opendocument("text", body, **parts)  # type: ignore[arg-type]


def ods(sheets: Mapping[str, str], **parts: str) -> bytes:
    """A workbook: for each sheet, what stands inside `table:table`."""
    tables = "".join(
        f'<table:table table:name="{name}">{inside}</table:table>' for name, inside in sheets.items()
    )
    return opendocument("spreadsheet", tables, **parts)  # type: ignore[arg-type]


def p(text: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def style(name: str, family: str, properties: str, more: str = "") -> str:
    """An automatic style."""
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{properties}</style:style>'


def list_style(name: str, levels: Sequence[str]) -> str:
    """A list style; each level the attributes of its number."""
    shown = "".join(
        f'<text:list-level-style-number text:level="{i}" {level}><style:list-level-properties>'
        '<style:list-level-label-alignment text:label-followed-by="nothing"/></style:list-level-properties>'
        "</text:list-level-style-number>"
        for i, level in enumerate(levels, start=1)
    )
    return f'<text:list-style style:name="{name}">{shown}</text:list-style>'


def items(*inside: str, more: str = "") -> str:
    """A list of items."""
    return (
        f"<text:list {more}>"
        + "".join(f"<text:list-item>{i}</text:list-item>" for i in inside)
        + "</text:list>"
    )


def row(*cells: str, more: str = "") -> str:
    """A row; a cell is a text, or XML of its own."""
    shown = (
        c if c.startswith("<") else f"<table:table-cell>{p(c) if c else ''}</table:table-cell>" for c in cells
    )
    return f"<table:table-row {more}>{''.join(shown)}</table:table-row>"


def cell(text: str, more: str = "") -> str:
    """A cell with attributes."""
    return f"<table:table-cell {more}>{p(text) if text else ''}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"
LEDGER_ROWS = (
    ("序号", "审计发现问题", "整改措施", "整改时限", "整改情况"),
    ("1", "专户利息未上缴。", "已缴入国库。", "2024年3月31日", "已完成"),
    ("2", "往来款长期挂账。", "逐笔清理核销。", "2024年6月30日", "正在整改"),
)


def notice_odt() -> bytes:
    """A notice: title, lists of two levels, a table with merged cells."""
    levels = (
        'style:num-format="一, 二, 三, ..." style:num-suffix="、"',
        'style:num-format="1" style:num-suffix="."',
    )
    ledger = "".join(row(*cells) for cells in LEDGER_ROWS)
    body = (
        p("远岚市审计局关于2023年度审计查出问题整改情况的公告", "P1")
        + items(
            p("资金管理方面"),
            items(p("专户利息未上缴。已完成整改。"), p("往来款长期挂账。正在整改。")),
            more='text:style-name="L1"',
        )
        + f"<table:table><table:table-column table:number-columns-repeated='5'/>{ledger}</table:table>"
        + p("远岚市审计局<text:line-break/>2024年8月6日")
    )
    centred = (
        '<style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="22pt"/>'
    )
    return odt(body, automatic=style("P1", "paragraph", centred) + list_style("L1", levels))


def ledger_ods() -> bytes:
    """A ledger with its title over all columns, and a merged column."""
    title = cell("远岚市2023年度审计查出问题整改台账", 'table:number-columns-spanned="5"') + COVERED * 4
    rows = [row(*cells) for cells in LEDGER_ROWS]
    tail = row(
        '<table:table-cell table:number-columns-repeated="16384"/>',
        more='table:number-rows-repeated="1048572"',
    )
    return ods({"台账": f"<table:table-row>{title}</table:table-row>" + "".join(rows) + tail})
