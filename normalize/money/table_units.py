"""Amounts in table cells whose unit stands in the header (金额（万元）) or the caption (单位：万元)."""

import re
from collections.abc import Iterator, Sequence

from extract.model import Block, Cell, Document, Finding, Quote, Span, Table, fold
from normalize.money.amounts import Money, Unit, parse_money, parse_unit
from normalize.records import Currency

_IN_HEADER = re.compile(r"[(\[][^()\[\]]{0,12}(?:元|币)[^()\[\]]{0,8}[)\]]|单位[::]")
_IN_CAPTION = re.compile(r"单位\s*[::]\s*\S{0,12}(?:元|币)")
_MONEY_HEADER = re.compile("金额|资金|款|费|额|投资|收入|支出")


def row_amounts(
    findings: Sequence[Finding], document: Document, currency: Currency
) -> Iterator[tuple[int, Money, Quote]]:
    """Yield (finding, amount, quote) for the cells of money columns that stand in a finding's row.

    Cells that the finding quotes already are left out: their amounts are read there.
    """
    blocks = [block for block in document.blocks if block.table is not None]
    for block in blocks:
        table = block.table
        if table is None or table.transposed or not table.header_rows:
            continue
        units = _columns(table, document, _caption_unit(block, document, currency), currency)
        for finding in findings if units else ():
            row = _row_of(finding, table)
            for cell in table.cells if row is not None else ():
                if row is not None and cell.row <= row < cell.row + cell.row_span and cell.column in units:
                    yield from _cell_amounts(finding, cell, document, units[cell.column], currency)


def _caption_unit(block: Block, document: Document, currency: Currency) -> Unit | None:
    """Read 单位：万元 in the caption or in the line right above the table."""
    table = block.table
    captions = [document.text[max(0, block.start - 40) : block.start]]
    if table is not None and table.caption is not None:
        captions.insert(0, document.text[table.caption.start : table.caption.end])
    for caption in captions:
        stated = _IN_CAPTION.search(fold(caption))
        if stated:
            return parse_unit(stated[0], currency=currency)
    return None


def _columns(table: Table, document: Document, caption: Unit | None, currency: Currency) -> dict[int, Unit]:
    """Return the unit of each column that holds money."""
    units: dict[int, Unit] = {}
    for cell in table.cells:
        if cell.row >= table.header_rows:
            continue
        label = fold(document.text[cell.start : cell.end])
        unit = parse_unit(label, currency=currency) if _IN_HEADER.search(label) else None
        if unit is None and caption is not None and _MONEY_HEADER.search(label):
            unit = caption
        if unit is not None:
            units |= dict.fromkeys(range(cell.column, cell.column + cell.column_span), unit)
    return units


def _row_of(finding: Finding, table: Table) -> int | None:
    """Return the row that holds the finding's title; a title over several rows counts for its first."""
    for span in finding.title.spans:
        for cell in table.cells:
            if cell.start <= span.start < cell.end and cell.row >= table.header_rows:
                return cell.row
    return None


def _cell_amounts(
    finding: Finding, cell: Cell, document: Document, unit: Unit, currency: Currency
) -> Iterator[tuple[int, Money, Quote]]:
    if any(cell.start < s.end and s.start < cell.end for s in _quoted(finding)):
        return
    for money in parse_money(document.text[cell.start : cell.end], unit=unit, currency=currency):
        span = Span(start=cell.start + money.start, end=cell.start + money.end)
        yield finding.position, money, Quote(text=money.text, spans=(span,))


def _quoted(finding: Finding) -> list[Span]:
    quotes = [
        finding.title,
        finding.detail,
        finding.requirement,
        finding.result,
        *(m.text for m in finding.measures),
    ]
    return [span for quote in quotes if quote is not None for span in quote.spans]
