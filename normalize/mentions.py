"""Mentions inside the cells of a notice: amounts of money and regulations, each with its place in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Document, Extraction, Finding, Issue, Quote, fold
from normalize.documents.regulations import find_regulations
from normalize.money.amounts import Money, amount_role, find_damaged_amounts, parse_money
from normalize.money.table_units import row_amounts
from normalize.quotes import issue_at, part_of
from normalize.records import AmountMention, Currency, RegionRecord, RegulationMention

_CURRENCIES: dict[str, Currency] = {"HK": "HKD", "MO": "MOP", "TW": "TWD"}
_NAMES: dict[str, Currency] = {
    "港元": "HKD",
    "港币": "HKD",
    "澳门元": "MOP",
    "新台币": "TWD",
    "人民币": "CNY",
}


@dataclass(slots=True, kw_only=True)
class CellText:
    """One cell that may hold mentions: its quote, its name, and the finding it belongs to."""

    quote: Quote
    field: str
    finding: int | None


def cell_texts(extraction: Extraction) -> Iterator[CellText]:
    """Yield the cells of an extraction in document order of the findings, then the notice's own measures."""
    for finding in extraction.findings:
        yield from _of_finding(finding)
    for measure in extraction.measures:
        yield CellText(quote=measure.text, field="measure", finding=None)
    for area in extraction.focus_areas:
        for name, quote in (("focus_area", area.title), ("focus_area", area.detail)):
            if quote is not None:
                yield CellText(quote=quote, field=name, finding=None)


def _of_finding(finding: Finding) -> Iterator[CellText]:
    named = (
        ("title", finding.title),
        ("detail", finding.detail),
        ("requirement", finding.requirement),
        ("result", finding.result),
    )
    for field, quote in named:
        if quote is not None:
            yield CellText(quote=quote, field=field, finding=finding.position)
    for measure in finding.measures:
        yield CellText(quote=measure.text, field="measure", finding=finding.position)


def local_currency(region: RegionRecord | None, text: str = "") -> Currency:
    """Return what a plain 元 means in a notice: by its place, else by the one currency its text names."""
    if region is not None:
        return _CURRENCIES.get(region.code[:2], "CNY")
    folded = fold(text)
    named = {currency for words, currency in _NAMES.items() if words in folded}
    return named.pop() if len(named) == 1 else "CNY"


def amounts_of(
    extraction: Extraction, document: Document, region: RegionRecord | None
) -> tuple[tuple[AmountMention, ...], list[Issue]]:
    """Return every amount of the notice's cells, and an issue for each one that is masked or broken."""
    currency = local_currency(region, document.text)
    found: list[AmountMention] = []
    issues: list[Issue] = []
    for cell in cell_texts(extraction):
        text = cell.quote.text
        for money in parse_money(text, currency=currency):
            quote = part_of(cell.quote, money.start, money.end, document.text)
            found.append(_mention(money, quote, cell.field, cell.finding, text))
        for damaged in find_damaged_amounts(text):
            where = part_of(cell.quote, damaged.start, damaged.end, document.text)
            message = f"got {damaged.text!r} ({damaged.note}) where an amount stands; it has no value; look at the source"
            issues.append(issue_at("damaged_amount", message, where, cell.finding))
    for position, money, quote in row_amounts(extraction.findings, document, currency):
        found.append(_mention(money, quote, "table", position, ""))
    return tuple(found), issues


def _mention(money: Money, quote: Quote, field: str, finding: int | None, text: str) -> AmountMention:
    return AmountMention(
        text=quote,
        value=money.value,
        currency=money.currency,
        bound=money.bound,
        role=amount_role(text, money.start, money.end) if text else None,
        field=field,
        finding=finding,
    )


def regulations_of(extraction: Extraction, document: Document) -> tuple[RegulationMention, ...]:
    """Return every regulation that the notice's cells name."""
    return tuple(
        RegulationMention(
            text=part_of(cell.quote, found.start, found.end, document.text),
            name=found.name,
            effect=found.effect,
            finding=cell.finding,
            document_number=found.document_number,
            article=found.article,
        )
        for cell in cell_texts(extraction)
        if "《" in cell.quote.text
        for found in find_regulations(cell.quote.text)
    )
