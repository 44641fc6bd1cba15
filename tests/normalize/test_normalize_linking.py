"""Later notices on one audit are linked to the earlier ones, and findings get a history."""

from dataclasses import replace
from datetime import date

from normalize.kin.linking import (
    FindingFacts,
    NoticeFacts,
    NoticeLink,
    StatusEvent,
    link_notices,
    status_histories,
)

FIRST = NoticeFacts(
    id="n1",
    title="澄原市教育局关于校园食堂专项审计整改情况的公告",
    issuer="澄原市教育局",
    audit_report_number="澄审社报〔2023〕5号",
    on=date(2023, 9, 1),
    findings=(
        FindingFacts(
            id="f1", text="部分学校食堂大宗食材未公开招标采购，涉及金额230万元。", status="completed"
        ),
        FindingFacts(id="f2", text="学生伙食费结余未按规定清退。", status="in_progress"),
    ),
)
LATER = replace(
    FIRST,
    id="n2",
    title="澄原市教育局关于校园食堂专项审计后续整改情况的公告",
    audit_report_number="澄审社报[2023]5号",
    on=date(2024, 3, 1),
    findings=(FindingFacts(id="g1", text="学生伙食费结余未按规定清退。", status="completed"),),
)
OTHER = NoticeFacts(
    id="n3",
    title="澄原市教育局关于2022年度部门预算执行审计整改情况的公告",
    issuer="澄原市教育局",
    audit_report_number="澄审行报〔2023〕9号",
    on=date(2024, 1, 1),
)


def test_the_audit_report_number_links_whatever_its_brackets():
    links = link_notices([LATER, OTHER, FIRST])
    assert links == [NoticeLink(earlier="n1", later="n2", why="audit report number 澄审社报[2023]5号")]


def test_body_and_title_link_where_no_number_is_printed():
    links = link_notices(
        [replace(FIRST, audit_report_number=None), replace(LATER, audit_report_number=None), OTHER]
    )
    assert [(x.earlier, x.later) for x in links] == [("n1", "n2")]


def test_another_year_is_another_audit():
    one = replace(OTHER, audit_report_number=None)
    other = replace(one, id="n4", title=(one.title or "").replace("2022", "2023"), on=date(2025, 1, 1))
    assert link_notices([one, other]) == []


def test_another_region_is_another_audit():
    assert link_notices([replace(FIRST, region_code="330500"), replace(LATER, region_code="510900")]) == []


def test_two_bodies_that_answer_one_report_are_not_follow_ups():
    assert link_notices([FIRST, replace(LATER, issuer="澄原市财政局")]) == []


def test_each_body_is_linked_to_its_own_earlier_notice():
    finance = replace(
        FIRST, id="m1", issuer="澄原市财政局", title="澄原市财政局整改公告", on=date(2023, 10, 1)
    )
    later = replace(finance, id="m2", on=date(2024, 5, 1))
    links = link_notices([FIRST, finance, LATER, later])
    assert {(x.earlier, x.later) for x in links} == {("n1", "n2"), ("m1", "m2")}


def test_undated_and_same_day_notices_are_not_ordered():
    assert link_notices([FIRST, replace(LATER, on=None)]) == []
    assert link_notices([FIRST, replace(LATER, on=FIRST.on)]) == []


def test_three_notices_make_a_chain():
    third = replace(LATER, id="n5", on=date(2024, 9, 1))
    links = link_notices([third, FIRST, LATER])
    assert [(x.earlier, x.later) for x in links] == [("n1", "n2"), ("n2", "n5")]


def test_a_finding_told_twice_has_a_history_with_dates():
    events = status_histories([FIRST, LATER], link_notices([FIRST, LATER]))
    assert events == [
        StatusEvent(thread="f2", finding="f2", notice="n1", on=date(2023, 9, 1), status="in_progress"),
        StatusEvent(thread="f2", finding="g1", notice="n2", on=date(2024, 3, 1), status="completed"),
    ]


def test_a_history_goes_on_through_a_chain():
    third = replace(LATER, id="n5", on=date(2024, 9, 1), findings=(replace(LATER.findings[0], id="h1"),))
    notices = [FIRST, LATER, third]
    events = status_histories(notices, link_notices(notices))
    assert [e.finding for e in events] == ["f2", "g1", "h1"]
    assert {e.thread for e in events} == {"f2"}


def test_a_shortened_finding_is_the_same_finding():
    short = FindingFacts(id="g2", text="部分学校食堂大宗食材未公开招标采购", status="completed")
    events = status_histories([FIRST, replace(LATER, findings=(short,))], link_notices([FIRST, LATER]))
    assert [e.thread for e in events] == ["f1", "f1"]


def test_findings_of_other_words_are_not_matched():
    other = FindingFacts(id="g2", text="未按规定计提工会经费。", status="completed")
    assert status_histories([FIRST, replace(LATER, findings=(other,))], link_notices([FIRST, LATER])) == []
