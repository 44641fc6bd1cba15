"""`zhenggai explain`: what the reader took a document for, line by line, and the rule behind each cell."""

from pathlib import Path

import click

from extract.explaining import CellReason, Explanation, OutlineRow, explain
from extract.files.limits import DEFAULT_LIMITS
from extract.model import Document, Unreadable
from extract.reading import recognise
from extract.sandbox.parent import members_guarded, read_guarded
from scrapers.items import RawNotice

_INDENT = "  "


@click.command("explain", short_help="Show how a document is read, and why.")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--member", metavar="NAME", help="In an archive: the file to explain.")
@click.option(
    "--width",
    default=60,
    show_default=True,
    type=click.IntRange(0),
    help="Characters shown of each line; 0 shows all.",
)
@click.pass_context
def explain_command(ctx: click.Context, file: Path, member: str | None, width: int) -> None:
    """Show how a document is read, and why.

    Prints the outline with the role of each line and the rule that decided it, the layout readers that were
    tried with their scores, every cell with its rule, and what the program is not sure of.

    \b
    Examples:
      zhenggai explain notice.html
      zhenggai explain notices.zip --member 附件1.docx

    Exit code: 0, 1 where the file is refused, 2 wrong usage.
    """
    raw = RawNotice(source="file", place=file.name, file_name=file.name, body=file.read_bytes())
    try:
        raw = _member(raw, member)
        document = read_guarded(raw, limits=DEFAULT_LIMITS)
    except Unreadable as refused:
        click.echo(f"refused [{refused.kind}]: {refused.message}")
        ctx.exit(1)
    explanation = explain(document)
    click.echo("\n".join(_report(document, explanation, width)))


def _member(raw: RawNotice, name: str | None) -> RawNotice:
    """The file itself, or the member of an archive that was asked for."""
    if not recognise(raw).unpacker:
        if name is not None:
            raise click.UsageError(f"got: --member and {raw.file_name}, no archive; expected: one of the two")
        return raw
    members = {member.place.removeprefix(f"{raw.place}!"): member for member in members_guarded(raw)}
    if name is not None and (asked := name.removeprefix(f"{raw.place}!")) in members:
        return members[asked]
    raise click.UsageError(f"got: an archive; expected: --member with one of: {', '.join(members)}")


def _report(document: Document, explanation: Explanation, width: int) -> list[str]:
    extraction = explanation.extraction
    stated = "not stated" if extraction.stated_finding_count is None else str(extraction.stated_finding_count)
    lines = [
        f"reader    {document.reader} ({document.media_type}), {len(document.text):,} characters",
        f"family    {extraction.family}, script {extraction.script}",
        f"findings  {len(extraction.findings)} found, {stated} by the document's own count",
        f"layout    {extraction.layout or 'none'}",
    ]
    lines += ["", "LAYOUT READERS (score, findings, why)"]
    lines += [f"  {x.layout:20} {x.score:8.3f} {x.findings:4}  {x.why}" for x in extraction.layouts]
    lines += ["", "DECISIONS"]
    lines += [f"  {reason.field:20} {reason.rule} ({reason.certainty:.2f})" for reason in extraction.reasons]
    lines += ["", "OUTLINE (role | rule | text)"]
    lines += [_outline_line(row, width) for row in explanation.outline]
    lines += ["", "CELLS (finding, column | rule | text)"]
    lines += [_cell_line(cell, width) for cell in explanation.cells]
    lines += ["", "NOT SURE OF"]
    lines += [f"  {issue.kind}: {issue.message}" for issue in extraction.issues] or [
        f"  {_no_doubt(explanation)}"
    ]
    return lines


def _no_doubt(explanation: Explanation) -> str:
    """What it means that no doubt was noted: of a document in which nothing was read, nothing can be sure."""
    said = explanation.extraction
    if explanation.cells or said.measures or said.focus_areas:
        return "no doubt was noted"
    return f"no cell was read, so there is none to doubt; read as family {said.family!r}: see DECISIONS"


def _outline_line(row: OutlineRow, width: int) -> str:
    rule = f" | {row.rule}" if row.rule else ""
    return f"  {_INDENT * row.depth}[{row.role}{rule}] {_short(row.text, width)}"


def _cell_line(cell: CellReason, width: int) -> str:
    return f"  {cell.finding:3} {cell.field:12} | {cell.rule} | {_short(cell.text, width)}"


def _short(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if not width or len(line) <= width else line[: width - 1] + "…"
