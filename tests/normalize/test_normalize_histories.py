"""Follow-up notices: histories over several notices, and look-alikes that must stay apart."""

from dataclasses import replace
from datetime import date

from normalize.kin.linking import FindingFacts, NoticeFacts, StatusEvent, link_notices, status_histories
from normalize.records import Status

FINDINGS = (
    "多付工程款35.6万元，涉及道路养护项目2个。",
    "3套信息系统未开展等级保护测评。",
    "往来款项长期挂账未清理，涉及金额210万元。",
)


def notice(key: str, on: date | None, *told: tuple[str, Status | None], **changed: object) -> NoticeFacts:
    findings = tuple(
        FindingFacts(id=f"{key}-{number}", text=text, status=status)
        for number, (text, status) in enumerate(told, 1)
    )
    base = NoticeFacts(
        id=key, title="澄原市交通运输局关于2022年度部门预算执行审计查出问题整改情况的公告", issuer="澄原市交通运输局",
        region_code=None, audited=("澄原市交通运输局",), on=on, findings=findings,
    )  # fmt: skip
    return replace(base, **changed)  # type: ignore[arg-type]


FIRST = notice("a", date(2023, 9, 1), *((text, "in_progress") for text in FINDINGS))
SECOND = notice("b", date(2024, 1, 5), (FINDINGS[2], "in_progress"), (FINDINGS[0], "completed"))
THIRD = notice("c", date(2024, 6, 30), (FINDINGS[2].replace("210", "90"), "completed"))


def histories(*notices: NoticeFacts) -> dict[str, list[tuple[str, date | None, Status | None]]]:
    found: dict[str, list[tuple[str, date | None, Status | None]]] = {}
    for event in status_histories(notices, link_notices(notices)):
        found.setdefault(event.thread, []).append((event.finding, event.on, event.status))
    return found


def test_each_finding_has_its_own_history_over_three_notices_in_any_order() -> None:
    wanted = {
        "a-1": [("a-1", FIRST.on, "in_progress"), ("b-2", SECOND.on, "completed")],
        "a-3": [
            ("a-3", FIRST.on, "in_progress"),
            ("b-1", SECOND.on, "in_progress"),
            ("c-1", THIRD.on, "completed"),
        ],
    }
    assert histories(FIRST, SECOND, THIRD) == wanted
    assert histories(THIRD, FIRST, SECOND) == wanted


def test_a_finding_told_once_has_no_history() -> None:
    assert "a-2" not in histories(FIRST, SECOND, THIRD)


def test_a_status_that_is_not_said_stays_open_in_the_history() -> None:
    quiet = replace(SECOND, findings=(replace(SECOND.findings[1], status=None),))

    assert histories(FIRST, quiet)["a-1"][-1] == ("b-2", SECOND.on, None)


def test_next_years_audit_of_the_same_body_is_another_audit() -> None:
    title = str(FIRST.title).replace("2022", "2023")

    assert link_notices([FIRST, replace(SECOND, title=title)]) == []


def test_the_same_template_of_another_body_or_city_is_another_audit() -> None:
    body = "澄原市水务局"
    other = replace(
        SECOND, issuer=body, audited=(body,), title=str(FIRST.title).replace("交通运输局", "水务局")
    )
    city = "岚浦市交通运输局"
    far = replace(SECOND, issuer=city, audited=(city,), title=str(FIRST.title).replace("澄原", "岚浦"))

    assert link_notices([FIRST, other, far]) == []


def test_the_same_number_in_two_places_is_two_reports() -> None:
    here = replace(FIRST, audit_report_number="审财报〔2023〕5号", region_code="330500", title=None)
    there = replace(SECOND, audit_report_number="审财报〔2023〕5号", region_code="510900", title=None)

    assert link_notices([here, there]) == []


def test_brackets_width_and_script_of_a_number_do_not_part_two_notices() -> None:
    one = replace(FIRST, audit_report_number="澄審財報〔2023〕5號", title=None)
    two = replace(SECOND, audit_report_number="澄审财报[２０２３] 5号", title=None)

    assert [(link.earlier, link.later) for link in link_notices([one, two])] == [("a", "b")]


def test_two_like_findings_of_one_notice_are_matched_one_to_one() -> None:
    texts = ("未公开招标采购物业服务，涉及金额35万元。", "未公开招标采购印刷服务，涉及金额35万元。")
    one = notice("a", date(2023, 9, 1), *((text, "in_progress") for text in texts))
    two = notice("b", date(2024, 1, 5), *((text, "completed") for text in reversed(texts)))

    pairs = {thread: [finding for finding, _, _ in told] for thread, told in histories(one, two).items()}
    assert pairs == {"a-1": ["a-1", "b-2"], "a-2": ["a-2", "b-1"]}


def test_events_name_their_notice() -> None:
    events = status_histories([FIRST, SECOND], link_notices([FIRST, SECOND]))

    assert StatusEvent(
        thread="a-1", finding="b-2", notice="b", on=SECOND.on, status="completed"
    ) in events  # fmt: skip
