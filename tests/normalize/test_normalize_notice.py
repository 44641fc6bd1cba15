"""A notice's record: quotes beside values, and an issue for each value that could not be told."""

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import (
    Block,
    Cell,
    Document,
    Extraction,
    Family,
    Field,
    Finding,
    Measure,
    Place,
    Quote,
    Span,
    StatusReading,
    Table,
    squeeze,
)
from normalize.notice import normalize, notice_id
from normalize.records import NoticeRecord


@dataclass(frozen=True)
class Facts:
    """What is known of a file besides its content."""

    source: str = "file"
    place: str = "a.html"
    file_name: str = "a.html"
    sha256: str = "00"
    url: str | None = None
    fetched_at: str | None = None
    withdrawn_at: str | None = None
    container: str | None = None
    listed_date: str | None = None


def document(text: str, *, tables: tuple[Table, ...] = ()) -> Document:
    blocks = [Block(kind="paragraph", start=0, end=len(text), place=Place(page=1))]
    blocks += [Block(kind="table", start=t.cells[0].start, end=t.cells[-1].end, table=t) for t in tables]
    return Document(text=text, blocks=tuple(blocks), reader="text", media_type="text/plain")


def quote(text: str, words: str) -> Quote:
    start = text.index(words)
    return Quote(text=words, spans=(Span(start=start, end=start + len(words)),))


def quotes_of(value: object) -> list[Quote]:
    """Every quote inside a record."""
    if isinstance(value, Quote):
        return [value]
    if isinstance(value, tuple):
        return [q for item in value for q in quotes_of(item)]
    if is_dataclass(value):
        return [q for f in fields(value) for q in quotes_of(getattr(value, f.name))]
    return []


def assert_grounded(record: NoticeRecord) -> None:
    for found in quotes_of(record):
        held = "".join(record.text[s.start : s.end] for s in found.spans)
        assert squeeze(held) == squeeze(found.text) or not found.spans


TEXT = (
    "杭州市审计局 2024-11-05 霁审数据调报〔20224\n问题一：多付工程款12.5万元。整改时限：12月底前。已完成整改。"
    "印发《工程结算管理办法》，收回12.5万元。责任单位：市财政局、市教育局\n二〇二四年十一月一日"
)


def plain_finding(text: str) -> Finding:
    measure = Measure(
        kind="rectification", text=quote(text, "印发《工程结算管理办法》，收回12.5万元。"), finding=1
    )
    return Finding(
        position=1,
        title=quote(text, "多付工程款12.5万元。"),
        deadline=quote(text, "12月底前"),
        responsible=(quote(text, "市财政局、市教育局"),),
        status=StatusReading(
            status="completed", basis="stated", quote=quote(text, "已完成整改"), rule="label"
        ),
        measures=(measure,),
    )


def extraction(text: str = TEXT, **given_cells: object) -> Extraction:
    """The extraction of TEXT or of a variant of it; what the variant changes must be given."""
    cells = dict(given_cells)
    for name, words in {
        "issuer": "杭州市审计局",
        "published": "2024-11-05",
        "signed": "二〇二四年十一月一日",
        "audit_report_number": "霁审数据调报〔20224",
    }.items():
        if name not in cells:
            cells[name] = quote(text, words)
    if "findings" not in cells:
        cells["findings"] = (plain_finding(text),)
    return Extraction(family="rectification_report", script="hans", **cells)  # type: ignore[arg-type]


def kinds(record: NoticeRecord) -> list[str]:
    return [issue.kind for issue in record.issues]


def test_values_stand_beside_what_was_printed() -> None:
    record = normalize(extraction(), document(TEXT), Facts())
    (finding,) = record.findings

    assert (record.published_on, record.signed_on) == (date(2024, 11, 5), date(2024, 11, 1))
    assert record.region is not None
    assert record.region.code == "330100"
    assert (finding.status, finding.status_basis) == ("completed", "stated")
    assert finding.status_text is not None
    assert finding.status_text.text == "已完成整改"
    assert finding.deadline_on == date(2024, 12, 31)
    assert finding.deadline is not None
    assert finding.deadline.text == "12月底前"
    assert_grounded(record)


def test_a_damaged_number_stays_as_printed_with_its_likely_reading_beside_it_and_an_issue() -> None:
    record = normalize(extraction(), document(TEXT), Facts())

    assert record.audit_report_number is not None
    assert record.audit_report_number.text == "霁审数据调报〔20224"
    assert record.audit_report_number_repaired == "霁审数据调报〔2022〕4号"
    assert kinds(record) == ["damaged_number"]


def test_a_number_of_no_known_form_stays_as_printed_with_an_issue() -> None:
    text = TEXT.replace("霁审数据调报〔20224", "见附件")
    record = normalize(extraction(text, audit_report_number=quote(text, "见附件")), document(text), Facts())

    assert record.audit_report_number is not None
    assert record.audit_report_number.text == "见附件"
    assert record.audit_report_number_repaired is None
    assert kinds(record) == ["unread_number"]


def test_every_amount_has_its_cell_role_and_place() -> None:
    record = normalize(extraction(), document(TEXT), Facts())
    found = [(a.text.text, a.value, a.field, a.role, a.finding) for a in record.amounts]

    assert found == [
        ("12.5万元", Decimal(125_000), "title", "overstated", 1),
        ("12.5万元", Decimal(125_000), "measure", "recovered", 1),
    ]
    first, second = (a.text.spans[0].start for a in record.amounts)
    assert first < second


def test_regulations_and_bodies_are_found_in_their_cells() -> None:
    record = normalize(extraction(), document(TEXT), Facts())

    assert [(r.name, r.effect, r.finding) for r in record.regulations] == [("工程结算管理办法", "issues", 1)]
    bodies = [(a.text.text, a.canonical, a.role) for a in record.agencies]
    assert ("市财政局", "杭州市财政局", "responsible") in bodies
    assert ("杭州市审计局", "杭州市审计局", "issuer") in bodies


def test_the_id_depends_on_place_and_bytes_alone() -> None:
    one = normalize(extraction(), document(TEXT), Facts())
    again = normalize(extraction(), document(TEXT), Facts(fetched_at="2025-01-01T00:00:00Z"))
    elsewhere = normalize(extraction(), document(TEXT), Facts(place="b.html"))
    other_bytes = normalize(extraction(), document(TEXT), Facts(sha256="01"))

    assert one.id == again.id == notice_id("a.html", "00")
    assert len({one.id, elsewhere.id, other_bytes.id}) == 3
    assert len(one.id) == 16


def test_the_listing_tells_the_day_where_the_page_does_not() -> None:
    record = normalize(extraction(published=None), document(TEXT), Facts(listed_date="2024/11/07"))

    assert record.published is None
    assert record.published_on == date(2024, 11, 7)


@pytest.mark.parametrize(("key", "kept"), [("修訂日期", False), ("最后更新时间", False), ("发布日期", True)])
def test_the_listing_knows_better_than_the_day_of_a_change(key: str, kept: bool) -> None:
    """Where nothing else tells the day, that of the last change stands."""
    read = replace(document(TEXT), fields=(Field(key=key, value="2024-11-05", span=None, origin="page"),))
    record = normalize(extraction(), read, Facts(listed_date="2024-10-02"))
    alone = normalize(extraction(), read, Facts())

    assert record.published_on == (date(2024, 11, 5) if kept else date(2024, 10, 2))
    assert (record.published is not None) == kept
    assert alone.published_on == date(2024, 11, 5)


@pytest.mark.parametrize(("region", "day"), [("MO", date(2025, 3, 4)), ("HK", date(2025, 3, 4)), ("330000", None), (None, None)])  # fmt: skip
def test_sites_of_hong_kong_and_macau_write_the_day_first(region: str | None, day: date | None) -> None:
    text = TEXT.replace("2024-11-05", "04/03/2025")
    record = normalize(extraction(text, published=quote(text, "04/03/2025")), document(text), Facts(), site_region=region)  # fmt: skip
    assert record.published_on == day


def test_a_notice_that_speaks_for_macau_writes_the_day_first_wherever_it_was_found() -> None:
    text = TEXT.replace("2024-11-05", "04/03/2025") + "\n涉及226萬澳門元。"
    said = replace(extraction(text, published=quote(text, "04/03/2025")), issuer=None, title=None)
    assert normalize(said, document(text), Facts()).published_on == date(2025, 3, 4)


@pytest.mark.parametrize("printed", ["2024年11月", "2024115日", "2024年2月30日", "昨天"])
def test_a_date_that_is_no_day_is_left_open_with_an_issue(printed: str) -> None:
    text = TEXT.replace("2024-11-05", printed)
    record = normalize(extraction(text, published=quote(text, printed)), document(text), Facts())

    assert record.published_on is None
    assert "unread_date" in kinds(record)


def test_words_that_are_no_known_status_become_an_issue_once() -> None:
    text = TEXT.replace("已完成整改", "另行研究部署")
    reading = StatusReading(
        status=None, basis="stated", quote=quote(text, "另行研究部署"), rule="unknown words"
    )
    finding = Finding(position=1, title=quote(text, "多付工程款12.5万元。"), status=reading)
    record = normalize(extraction(text, findings=(finding,)), document(text), Facts())

    assert record.findings[0].status is None
    assert record.findings[0].status_basis is None
    assert kinds(record).count("unknown_status") == 1


def test_an_inferred_status_is_never_shown_as_printed() -> None:
    reading = StatusReading(
        status="completed", basis="inferred", quote=quote(TEXT, "收回12.5万元"), rule="measures"
    )
    finding = Finding(position=1, title=quote(TEXT, "多付工程款12.5万元。"), status=reading)
    record = normalize(extraction(findings=(finding,)), document(TEXT), Facts())

    assert record.findings[0].status_basis == "inferred"
    assert record.findings[0].status_text is None


def test_a_deadline_without_a_day_is_left_open_and_explained_unless_it_is_a_pace() -> None:
    for printed, wanted in (("长期坚持", []), ("2024年2月30日", ["unread_deadline"])):
        text = TEXT.replace("12月底前", printed)
        finding = Finding(
            position=1, title=quote(text, "多付工程款12.5万元。"), deadline=quote(text, printed)
        )
        record = normalize(
            extraction(text, findings=(finding,), audit_report_number=None), document(text), Facts()
        )

        assert record.findings[0].deadline_on is None
        assert kinds(record) == wanted


def test_a_masked_amount_has_no_value_but_an_issue() -> None:
    text = TEXT.replace("12.5万元", "***万元")
    finding = Finding(position=1, title=quote(text, "多付工程款***万元。"))
    record = normalize(
        extraction(text, findings=(finding,), audit_report_number=None), document(text), Facts()
    )

    assert record.amounts == ()
    assert kinds(record) == ["damaged_amount"]
    assert record.issues[0].record == ("findings", 1)


def test_a_plain_yuan_sign_means_the_currency_of_the_place() -> None:
    text = "審計署 多付工程費300萬元。"
    finding = Finding(position=1, title=quote(text, "多付工程費300萬元。"))
    said = Extraction(family="audit_result", script="hant", issuer=quote(text, "審計署"), findings=(finding,))
    record = normalize(said, document(text), Facts(), site_region="HK")

    assert record.region is not None
    assert record.region.code == "HK"
    assert [(a.value, a.currency) for a in record.amounts] == [(Decimal(3_000_000), "HKD")]


def test_the_region_of_the_site_counts_last_and_is_flagged() -> None:
    text = TEXT.replace("杭州市", "本市")
    record = normalize(
        extraction(text, issuer=quote(text, "本市审计局")), document(text), Facts(), site_region="330500"
    )
    assert record.region is not None
    assert (record.region.code, "assumed_region" in kinds(record)) == ("330500", True)

    named = normalize(extraction(TEXT), document(TEXT), Facts(), site_region="330500")
    assert named.region is not None
    assert (named.region.code, "assumed_region" in kinds(named)) == ("330100", False)


def test_people_are_not_among_the_responsible() -> None:
    text = TEXT + "\n责任单位：市财政局（李明）、王芳"
    finding = replace(
        extraction(TEXT).findings[0], responsible=(quote(text, "市财政局（李明）"), quote(text, "王芳"))
    )
    record = normalize(extraction(text, findings=(finding,)), document(text), Facts())

    assert [q.text for q in record.findings[0].responsible] == ["市财政局"]
    assert "李明" not in repr(record.agencies)


def test_where_the_place_is_unknown_the_one_currency_that_is_named_counts() -> None:
    text = "霁珞市政府 總經費新臺幣2億元，多付73萬元。"
    finding = Finding(position=1, title=quote(text, "總經費新臺幣2億元，多付73萬元。"))
    said = Extraction(family="audit_result", script="hant", findings=(finding,))
    record = normalize(said, document(text), Facts())

    assert [(a.value, a.currency) for a in record.amounts] == [(200_000_000, "TWD"), (730_000, "TWD")]


def test_a_notice_of_no_known_place_has_no_region_and_says_so() -> None:
    text = TEXT.replace("杭州市", "霁珞市")
    record = normalize(extraction(text, issuer=quote(text, "霁珞市审计局")), document(text), Facts())

    assert record.region is None
    assert "unknown_region" in kinds(record)


def grid(caption: str = "", header: str = "涉及金额（万元）") -> tuple[str, Table]:
    text = caption
    cells = []
    for row, line in enumerate((("问题", header), ("多付工程款", "12.5"), ("未登记资产", "3,000"))):
        for column, words in enumerate(line):
            cells.append(
                Cell(row=row, column=column, start=len(text), end=len(text) + len(words), place=Place(page=2))
            )
            text += words + "\n"
    return text, Table(rows=3, columns=2, cells=tuple(cells), header_rows=1)


@pytest.mark.parametrize(
    ("caption", "header"),
    [("", "涉及金额（万元）"), ("单位：万元\n", "涉及金额"), ("（金额單位：萬元）\n", "金額")],
)
def test_numbers_of_a_money_column_take_the_unit_of_its_header_or_of_the_caption(
    caption: str, header: str
) -> None:
    text, table = grid(caption, header)
    findings = tuple(
        Finding(position=n, title=quote(text, words))
        for n, words in enumerate(("多付工程款", "未登记资产"), 1)
    )
    said = Extraction(family="rectification_report", script="hans", findings=findings)
    record = normalize(said, document(text, tables=(table,)), Facts())

    assert [(a.value, a.field, a.finding) for a in record.amounts] == [
        (Decimal(125_000), "table", 1),
        (Decimal(30_000_000), "table", 2),
    ]
    assert_grounded(record)


def test_blocks_and_cells_keep_their_pages() -> None:
    text, table = grid()
    record = normalize(Extraction(family="other", script="hans"), document(text, tables=(table,)), Facts())

    assert {p.place.page for p in record.places} == {1, 2}
    assert len(record.places) == 1 + len(table.cells)


@given(
    st.text(
        alphabet="霁审报〔2024〕1号万元12.5，。《办法》印发收回\n 市财政局、月底前*", min_size=1, max_size=80
    )
)
@settings(max_examples=150, deadline=None)
def test_any_text_makes_a_record_whose_quotes_all_stand_in_the_text(text: str) -> None:
    whole = Quote(text=text, spans=(Span(start=0, end=len(text)),))
    reading = StatusReading(status=None, basis="stated", quote=whole, rule="")
    finding = Finding(
        position=1,
        title=whole,
        deadline=whole,
        responsible=(whole,),
        status=reading,
        detail=whole,
        result=whole,
    )
    said = Extraction(
        family="other",
        script="hant",
        issuer=whole,
        published=whole,
        signed=whole,
        document_number=whole,
        audit_report_number=whole,
        audited=(whole,),
        findings=(finding,),
        measures=(Measure(kind="next_step", text=whole),),
    )
    assert_grounded(normalize(said, document(text), Facts(listed_date=text)))


@pytest.mark.parametrize(
    ("family", "doubted"), [("rectification_report", True), ("audit_result", True), ("audit_plan", False)]
)
def test_a_report_in_which_no_finding_was_read_is_doubted(family: Family, doubted: bool) -> None:
    whole = document("霁州市审计局关于整改情况的公告")
    record = normalize(Extraction(family=family, script="hans"), whole, Facts())
    assert ("no_findings" in {issue.kind for issue in record.issues}) is doubted
