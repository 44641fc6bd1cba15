"""Notice records for tests: a builder that finds quotes in the text, one worked example, and strategies."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from normalize.records import (
    AgencyMention,
    AmountMention,
    FindingRecord,
    FocusAreaRecord,
    Issue,
    LayoutScore,
    MeasureRecord,
    NoticeRecord,
    PagePlace,
    Place,
    Quote,
    Reason,
    RegionRecord,
    RegulationMention,
    Span,
    TopicMention,
)

QINGHE = RegionRecord(
    code="990100",
    name="清河市",
    short_name="清河市",
    province_code="990000",
    province="东江省",
    city_code="990100",
    city="清河市",
    evidence="issuer: 清河市",
)
BAISHA = RegionRecord(
    code="980200",
    name="白沙市",
    short_name="白沙市",
    province_code="980000",
    province="西岭省",
    city_code="980200",
    city="白沙市",
    evidence="issuer: 白沙市",
)
TEXT = """清河市数据局关于2023年度信息化项目审计发现问题整改情况的公告
根据清河市审计局清审报〔2024〕7号审计报告，现将2个问题的整改情况公告如下。
一、项目管理方面
1. 3个信息系统建成后闲置，涉及资金120万元。上述系统自2022年验收后未投入使用。
整改情况：已完成整改。（1）停用1个系统；（2）将2个系统并入政务云平台。
2. 未按规定开展等级保护测评。
整改情况：正在整改。已与测评机构签订合同，预计2024年12月底前完成。
下一步，加强项目全过程管理。
清河市数据局
2024年8月6日"""


def quote(text: str, words: str, after: str = "") -> Quote:
    """Return the quote of `words` in `text` behind `after`; ValueError where they do not stand."""
    start = text.index(words, text.index(after) if after else 0)
    return Quote(text=words, spans=(Span(start=start, end=start + len(words)),))


def notice(place: str = "a/notice.html", *, body: bytes | None = None, **changes: Any) -> NoticeRecord:
    """Return the worked example read from `place`; `body` makes the hash, `changes` replace fields."""
    digest = sha256(place.encode() if body is None else body).hexdigest()
    record = replace(_example(), place=place, file_name=place.rsplit("/", 1)[-1], sha256=digest)
    record = replace(record, id=sha256(f"{place}\0{digest}".encode()).hexdigest()[:16])
    return replace(record, **changes)


def finding(position: int, title: str, text: str, **more: Any) -> FindingRecord:
    """Return a finding whose title stands in `text`."""
    return FindingRecord(position=position, title=quote(text, title), **more)


def _example() -> NoticeRecord:
    first, second = _findings()
    return NoticeRecord(
        id="",
        place="",
        file_name="",
        source="file",
        sha256="",
        media_type="text/html",
        reader="html",
        text=TEXT,
        family="rectification_report",
        script="hans",
        region=QINGHE,
        title=quote(TEXT, "清河市数据局关于2023年度信息化项目审计发现问题整改情况的公告"),
        issuer=quote(TEXT, "清河市数据局", "全过程管理"),
        audit_report_number=quote(TEXT, "清审报〔2024〕7号"),
        signed=quote(TEXT, "2024年8月6日"),
        signed_on=date(2024, 8, 6),
        stated_finding_count=2,
        stated_count=quote(TEXT, "2个问题"),
        layout="labelled",
        layouts=(LayoutScore(layout="labelled", score=0.9, findings=2, why="整改情况 twice"),),
        findings=(first, second),
        measures=(
            MeasureRecord(
                kind="next_step", text=quote(TEXT, "加强项目全过程管理。"), finding=None, position=1
            ),
        ),
        amounts=(
            AmountMention(
                text=quote(TEXT, "120万元"),
                value=Decimal(1_200_000),
                currency="CNY",
                bound="exact",
                role="involved",
                field="title",
                finding=1,
            ),
        ),
        agencies=(
            AgencyMention(
                text=quote(TEXT, "清河市审计局"),
                canonical="清河市审计局",
                function="audit",
                region_code="990100",
                role="auditor",
                finding=None,
            ),
        ),
        regulations=(),
        issues=(
            Issue(kind="unsure_count", message="got 2, expected 2: only an example", record=("findings", 2)),
        ),
    )


def _findings() -> tuple[FindingRecord, FindingRecord]:
    category = quote(TEXT, "项目管理方面")
    first = FindingRecord(
        position=1,
        label=quote(TEXT, "1", "方面"),
        category=category,
        title=quote(TEXT, "3个信息系统建成后闲置，涉及资金120万元。"),
        detail=quote(TEXT, "上述系统自2022年验收后未投入使用。"),
        status="completed",
        status_basis="stated",
        status_text=quote(TEXT, "已完成整改"),
        status_rule="words",
        measures=(
            MeasureRecord(kind="rectification", text=quote(TEXT, "停用1个系统；"), finding=1, position=1),
            MeasureRecord(
                kind="rectification", text=quote(TEXT, "将2个系统并入政务云平台。"), finding=1, position=2
            ),
        ),
        topics=(TopicMention(topic="projects.idle", decided_by="rule:idle", certainty=0.95),),
        reasons=(Reason(field="title", rule="labelled", certainty=1.0),),
        confidence=0.97,
    )
    second = FindingRecord(
        position=2,
        label=quote(TEXT, "2", "云平台"),
        category=category,
        title=quote(TEXT, "未按规定开展等级保护测评。"),
        status="in_progress",
        status_basis="stated",
        status_text=quote(TEXT, "正在整改"),
        status_rule="words",
        responsible=(quote(TEXT, "清河市数据局"),),
        deadline=quote(TEXT, "2024年12月底前"),
        deadline_on=date(2024, 12, 31),
        measures=(
            MeasureRecord(
                kind="rectification", text=quote(TEXT, "已与测评机构签订合同，"), finding=2, position=1
            ),
        ),
    )
    return first, second


# ---- strategies ----

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
PROSE = st.text(
    st.one_of(HAN, st.sampled_from("，。、0123456789ABcd资金資金项目項目乾着")), min_size=1, max_size=30
)


@st.composite
def notices(draw: st.DrawFn) -> NoticeRecord:
    """Draw a notice of up to four findings whose quotes stand in its text, with or without pages."""
    titles = draw(st.lists(PROSE, max_size=4))
    details = [draw(st.none() | PROSE) for _ in titles]
    measures = [draw(st.lists(PROSE, max_size=3)) for _ in titles]
    text, cut = "", []
    for parts in zip(titles, details, measures, strict=True):
        spans = []
        for words in (parts[0], parts[1], *parts[2]):
            if words is None:
                spans.append(None)
                continue
            text += words + "\n"
            spans.append(
                Quote(text=words, spans=(Span(start=len(text) - 1 - len(words), end=len(text) - 1),))
            )
        cut.append(spans)
    findings = tuple(
        FindingRecord(
            position=number,
            title=spans[0],
            detail=spans[1],
            status=draw(st.sampled_from([None, "completed", "in_progress"])),
            measures=tuple(
                MeasureRecord(kind="rectification", text=found, finding=number, position=index)
                for index, found in enumerate(spans[2:], 1)
            ),
        )
        for number, spans in enumerate(cut, 1)
    )
    borders = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=3))})
    paged = tuple(
        PagePlace(start=a, end=b, place=Place(page=page)) for page, (a, b) in enumerate(pairwise(borders), 1)
    )
    place = draw(st.text("abcde/中", min_size=1, max_size=12)) + ".html"
    return notice(
        place,
        body=text.encode(),
        text=text,
        title=None,
        issuer=None,
        audit_report_number=None,
        signed=None,
        stated_count=None,
        findings=findings,
        measures=(),
        amounts=(),
        agencies=(),
        issues=(),
        places=draw(st.sampled_from([(), paged])),
        region=draw(st.sampled_from([None, QINGHE, BAISHA])),
    )


__all__ = [
    "BAISHA",
    "PROSE",
    "QINGHE",
    "TEXT",
    "FocusAreaRecord",
    "RegulationMention",
    "finding",
    "notice",
    "notices",
    "quote",
]
