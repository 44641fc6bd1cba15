"""What the cells of a row say against it: their words, what was not cut, and damage in the source."""

import re
from collections.abc import Iterator
from math import exp

from extract.model import Document, fold
from extract.roles.cues import says_nothing
from extract.roles.role_model import answers
from normalize.records import FindingRecord, Issue, NoticeRecord, Quote
from zhenggai.certainty.signal import OF_NOTICE, Signal, quotes_of

_CONFIDENCE = re.compile(r"confidence (\d(?:\.\d+)?)")
_DAMAGED = re.compile(r"[\ufffd□■▇]|(?<=[\d,.])[?？](?=[\d万元%])")
_INNER_STOP = re.compile(r"[。；;!?！？].")
_TURN = re.compile(r"整改情况|整改措施|整改结果|处理情况|落实情况|已完成|正在整改|已整改")
_BEGINS = r"(?:^\s*+|[。；;]\s*+|\n[^\S\n]*+)"  # a text, a sentence or a line
_INNER_LABEL = re.compile(_BEGINS + r"[\u3400-\u9fff]{2,8}[：:]")
_INNER_NUMBER = re.compile(
    _BEGINS
    + r"(?:\d{1,2}[.．、](?!\d)|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,2}、)"
)
_GENERIC = re.compile(r"审[计核]|審[計核]|整改|改正|情况|情況|情形|进展|措施|建议|意见|结果|问题|問題")
_FRAMED = re.compile(r"^(?:关于|關於)?[“「『\"].*[”」』\"]|^(?:关于|關於)")
_OF_OTHERS = frozenset({"low_ocr_confidence", "count_differs", *OF_NOTICE})  # said by signals of their own


def of_words(finding: FindingRecord) -> Iterator[Signal]:
    """What the cells themselves look like, and where no rule but a model knew their words."""
    title = finding.title.text
    if len(title) > 50:
        message = f"the title is long ({len(title)} characters)"
        yield Signal(kind="long_title", value=min(1.0, (len(title) - 50) / 100), message=message)
    if _INNER_STOP.search(title.strip()) or _TURN.search(title):
        message = "the title goes on after a full stop, or tells of rectification"
        yield Signal(kind="title_runs_on", value=1.0, message=message)
    if finding.detail and not finding.measures and _TURN.search(finding.detail.text):
        message = "the detail tells of rectification, and no measures were read"
        yield Signal(kind="detail_turns", value=1.0, message=message)
    told = [m.text.text for m in finding.measures] if finding.measures and not _labelled(finding) else []
    silent = [text for text in told if says_nothing(fold(text))]
    if silent:
        surest = min(1 / (1 + exp(-answers(fold(text)))) for text in silent)
        message = f"no word tells that {len(silent)} of its measures are measures; the model says so with {surest:.2f}"
        yield Signal(kind="by_model", value=(1 - surest) * len(silent) / len(told), message=message)


def of_shape(finding: FindingRecord) -> Iterator[Signal]:
    """Labels and numbers inside cells: something that was not cut."""
    cells = [q.text for q in (finding.detail, finding.requirement, finding.result) if q]
    cells += [m.text.text for m in finding.measures]
    label = next((found.group().strip() for text in cells if (found := _INNER_LABEL.search(text))), None)
    if label is not None:
        message = f"a label that is not known may stand in a cell: {label}"
        yield Signal(kind="inner_label", value=1.0, message=message)
    if numbers := sum(len(_INNER_NUMBER.findall(text)) for text in cells):
        message = f"{numbers} numbered items stand inside a cell"
        yield Signal(kind="inner_number", value=min(1.0, numbers / 2), message=message)
    if _FRAMED.match(finding.title.text):
        message = "the title may hold words around the problem"
        yield Signal(kind="framed_title", value=1.0, message=message)
    if finding.category and _GENERIC.search(finding.category.text):
        message = "the category may be a heading of the whole part"
        yield Signal(kind="generic_category", value=1.0, message=message)


def _labelled(finding: FindingRecord) -> bool:
    rules = {reason.field: reason.rule for reason in finding.reasons}
    return (
        "column" in rules.get("measures", "")
        or "label" in rules.get("measures", "")
        or "cell" in rules.get("title", "")
    )


def of_source(finding: FindingRecord, record: NoticeRecord, document: Document) -> Iterator[Signal]:
    """Damage, recognition and what the reader said of this very row."""
    quotes = list(quotes_of(finding))
    if broken := len(_DAMAGED.findall("\n".join([quote.text for quote in quotes]))):
        yield Signal(kind="damaged", value=min(1.0, broken / 2), message=f"{broken} damaged characters")
    if document.confidence is not None:
        least = min([document.confidence or 1.0, *_recognised(quotes, record.issues)])
        message = f"words recognised from a picture, the least certain with {least:.2f}"
        yield Signal(kind="recognised", value=max(0.05, min(1.0, 2 * (1 - least))), message=message)
    own = [
        i for i in record.issues if i.record == ("findings", finding.position) and i.kind not in _OF_OTHERS
    ]
    if own:
        said = "; ".join(dict.fromkeys(issue.kind.replace("_", " ") for issue in own))
        message = f"the reader was not sure: {said}"
        yield Signal(kind="own_issue", value=min(1.0, len(own) / 2), message=message)


def _recognised(quotes: list[Quote], issues: tuple[Issue, ...]) -> Iterator[float]:
    """Confidences of doubtful words that the row quotes."""
    for issue in issues:
        if issue.kind != "low_ocr_confidence" or issue.span is None:
            continue
        held = any(s.start < issue.span.end and issue.span.start < s.end for q in quotes for s in q.spans)
        if held and (told := _CONFIDENCE.search(issue.message)):
            yield float(told.group(1))
