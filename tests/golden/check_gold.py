"""Check gold annotations against the sources they describe, without any reader of the project.

`python tests/golden/check_gold.py FOLDER [SOURCES]` prints one line a fault and ends with 1 if there is any.
Only .txt and .html sources are checked: their text can be had without the extractor.
"""

import html
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FAMILIES = frozenset(
    [
        "rectification_report",
        "audit_result",
        "audit_work_report",
        "audit_article",
        "proposal_reply",
        "audit_plan",
        "other",
    ]
)
STATUSES = frozenset(
    [
        "completed",
        "largely_completed",
        "in_progress",
        "long_term",
        "not_completed",
        "transferred",
        "not_required",
    ]
)
KINDS = frozenset(
    [
        "work_done",
        "next_step",
        "recommendation",
    ]
)
NOTICE_CELLS = ("title", "issuer", "document_number", "index_number", "audit_report_number")
FINDING_CELLS = [
    "label",
    "category",
    "title",
    "detail",
    "requirement",
    "status_text",
    "result",
    "deadline_text",
    "measures_lead",
]
_HIDDEN = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->")
_TAG = re.compile(r"(?s)<[^>]*>")
_ENUMERATOR = re.compile(
    r"\s*([0-9]+[.．、](?![0-9])|[(（][0-9一二三四五六七八九十]+[)）]|[①-⑳]|[一二三四五六七八九]是)"
)


def squeeze(text: str) -> str:
    """The text without any white space."""
    return re.sub(r"[\s\u3000\xa0]+", "", text)


def decoded(data: bytes) -> str:
    """UTF-8 where it is valid, UTF-16 by its mark, else what the page declares, else GB 18030."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = re.search(rb"charset=[\"']?([\w-]+)", data[:2000])
        name = declared[1].decode("ascii").lower() if declared else "gb18030"
        return data.decode("gb18030" if name in ("utf-8", "gb2312", "gbk") else name, errors="replace")


def source_text(path: Path) -> str:
    """All characters a reader of the file can see, and those of its meta elements, white space removed."""
    text = decoded(path.read_bytes())
    if path.suffix == ".html":
        contents = re.findall(r'(?i)<meta\b[^>]*\bcontent="([^"]*)"', text)
        text = _TAG.sub("", _HIDDEN.sub("", text)) + "\n" + "\n".join(contents)
        text = html.unescape(text)
    return squeeze(text)


def printed_cells(gold: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every as-printed value of a gold with the name of its place."""
    yield from ((name, gold[name]) for name in NOTICE_CELLS if gold.get(name))
    for at, finding in enumerate(gold["findings"], 1):
        yield from ((f"finding {at} {name}", finding[name]) for name in FINDING_CELLS if finding.get(name))
        for name in ("responsible", "measures"):
            yield from ((f"finding {at} {name}", value) for value in finding.get(name) or ())
    yield from (("measure", measure["text"]) for measure in gold.get("measures") or ())
    for area in gold.get("focus_areas") or ():
        yield from ((f"focus area {name}", value) for name, value in area.items() if value)


def vocabulary_faults(gold: dict[str, Any]) -> Iterator[str]:
    """Words outside the vocabularies of the dataset, and statuses that lack their ground."""
    if gold.get("family", "other") not in FAMILIES:
        yield f"family {gold['family']!r} is none of {sorted(FAMILIES)}"
    if gold["script"] not in ("hans", "hant"):
        yield f"script {gold['script']!r} is neither hans nor hant"
    for at, finding in enumerate(gold["findings"], 1):
        status = finding.get("status")
        if status is not None and status not in STATUSES:
            yield f"finding {at}: status {status!r} is none of {sorted(STATUSES)}"
        if finding.get("status_basis") != (None if status is None else "stated"):
            yield f"finding {at}: basis {finding.get('status_basis')!r} does not fit status {status!r}"
        if (status is None) != (finding.get("status_text") is None):
            yield f"finding {at}: status and status_text must both be given or both be null"
        if not finding.get("title"):
            yield f"finding {at}: no title"
        for text in finding.get("measures") or ():
            if _ENUMERATOR.match(text):
                yield f"finding {at}: measure keeps its enumerator: {text[:12]!r}"
    for measure in gold.get("measures") or ():
        if measure["kind"] not in KINDS:
            yield f"measure kind {measure['kind']!r} is none of {sorted(KINDS)}"


def gold_faults(gold_path: Path, sources: Path) -> list[str]:
    """What is wrong with one gold file, in words; empty where nothing is."""
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    source = sources / gold.get("container", gold["file_name"])  # an archive that holds the file
    if not source.is_file():
        return [f"{gold_path.name}: its source {source} is missing"]
    faults = list(vocabulary_faults(gold))
    if source.suffix in (".txt", ".html"):
        text = source_text(source)
        faults += [
            f"{place} is not in the source: {value!r}"
            for place, value in printed_cells(gold)
            if squeeze(value) not in text
        ]
    return [f"{gold_path.name}: {fault}" for fault in faults]


def main(arguments: list[str]) -> int:
    """Check every gold of a folder; its sources stand beside it unless a second folder is named."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent
    sources = Path(arguments[1]) if len(arguments) > 1 else folder
    faults = [fault for path in sorted(folder.glob("*.gold.json")) for fault in gold_faults(path, sources)]
    sys.stdout.write(
        ("\n".join(faults) or f"{len(list(folder.glob('*.gold.json')))} gold files agree with their sources")
        + "\n"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
