"""Texts that speak of audits and rectification and are no notice of one: news, regulations; numbers that are no total."""

import pytest

from tests.extract.told import extraction_of_lines


@pytest.mark.parametrize(
    "lines",
    [
        ("砚州审计护航乡村振兴走深走实", "近日，砚州市审计局对三个乡镇开展专项审计，重点关注资金使用情况。"),
        ("本报讯（通讯员 白川石）砚州市审计局上门核对整改凭据，帮助各单位补齐材料。",),
        (
            "（图为核查现场）",
            "砚江网8月24日讯（通讯员 石白川）县审计局上门核对整改凭据，查看了三处现场。",
        ),
        ("审计部门兼顾保密与公平", "审计署表示，审计报告完成后送呈，届时才可予以公布，公众可索阅审计结果。"),
        ("砚州：扎实推进审计问题整改", "市人大上周听取整改落实情况的报告并打分。"),
    ],
)
def test_the_story_of_an_audit_is_no_result(lines: tuple[str, ...]) -> None:
    found = extraction_of_lines(*lines)
    assert (found.family, found.findings) == ("other", ())


def test_the_articles_of_a_regulation_on_audits_are_no_findings() -> None:
    found = extraction_of_lines(
        "（二）其他适当的形式。",
        "审计结果的公开方式由审计局选定。",
        "第九条 审计结果公开包括下列内容：",
        "（一）审计发现的主要问题；",
        "（二）被审计单位的整改情况；",
        "第十条 公开审计结果，应当经批准。",
    )
    assert (found.family, found.findings) == ("other", ())


@pytest.mark.parametrize(
    "lines",
    [
        ("砚州市粮库2023年度财务收支审计结果公告", "砚州市审计局对市粮库进行了审计，结果见附件。"),
        ("砚州市审计局对市粮库进行了审计。现将审计结果予以公布，详见附件。",),
    ],
)
def test_a_cover_that_announces_a_result_stays_one(lines: tuple[str, ...]) -> None:
    assert extraction_of_lines(*lines).family == "audit_result"


def test_a_speech_on_rectification_without_a_title_is_a_report_of_it() -> None:
    found = extraction_of_lines(
        "市审计局局长 白川石",
        "主任、各位委员：",
        "受市政府委托，我向会议报告去年审计查出各项问题整改的情况。",
        "一、整改工作推进情况",
        "有的单位主动补课，石桥镇把2019年审计指出的21个问题重新过了一遍。",
    )
    assert found.family == "rectification_report"
    assert (found.title, found.stated_finding_count) == (None, None)


def test_the_numbers_of_parts_are_no_total() -> None:
    opening = (
        "各项问题大多已经改好。其中，财政管理方面指出的20个问题，已整改到位；"
        "部门预算方面指出的31个问题，已基本整改。现将有关情况报告如下："
    )
    assert (
        extraction_of_lines(
            "关于砚州市2023年度审计查出问题整改情况的报告", opening, "一、财政管理"
        ).stated_finding_count
        is None
    )


def test_the_number_after_among_them_is_one_where_it_stands_alone() -> None:
    opening = "审计报告共指出20个问题，其中已整改18个、正在整改2个。现将整改情况报告如下："
    assert (
        extraction_of_lines(
            "关于砚州市2023年度审计查出问题整改情况的报告", opening, "一、财政管理"
        ).stated_finding_count
        == 20
    )
