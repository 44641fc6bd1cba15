"""Short announcements of one audit: who speaks, their numbers and dates, one fault and its account, what is said of all."""

import pytest

from extract.model import Extraction
from tests.extract.told import extraction_of_lines, words

TITLE = "砚州市滨河步道工程结算情况审计结果公告"
OPENING = "根据审计法的规定，砚州市审计局2023年对滨河步道工程结算情况进行了审计。现将审计结果公告如下："
ACCOUNT = "步道工程送审造价2400000元，审定2219500元，多计工程款180500元。"


def statuses(found: Extraction) -> list[str | None]:
    return [f.status.status if f.status else None for f in found.findings]


def result(*parts: str, title: str = TITLE, opening: str = OPENING) -> Extraction:
    return extraction_of_lines(title, opening, "一、基本情况", "步道全长3公里，2022年完工。", *parts)


@pytest.mark.parametrize(
    "opening",
    [
        OPENING,
        "砚州市审计局自3月1日起对步道工程进行了审计。现将审计结果报告如下：",
        "按照年度计划，砚州市审计局组成审计组，对步道工程进行了审计。现将审计结果公布如下：",
        "根据审计法的规定，砚州市审计局滨河步道结算资料及现场进行了审计。现将审计结果公告如下：",
    ],
)
def test_the_office_that_tells_what_it_audited_speaks_with_or_without_a_title(opening: str) -> None:
    assert words(result(opening=opening).issuer) == "砚州市审计局"
    assert (
        words(extraction_of_lines(opening, "一、审计发现的主要问题", "（一）票据未核销。").issuer)
        == "砚州市审计局"
    )


def test_a_newspaper_is_not_who_speaks_and_a_bare_office_is_named_in_full() -> None:
    lines = ("一、审计发现的主要问题", "（一）票据未核销。")
    opening = "砚州市审计局对市图书馆进行了审计。现将审计结果公告如下："
    title = "砚州市图书馆2023年度财务收支审计结果公告"
    for source in ("砚州日报", "审计局"):
        assert (
            words(extraction_of_lines(title, f"来源：{source} 发布时间：2024-03-05", opening, *lines).issuer)
            == "砚州市审计局"
        )


def test_the_number_stands_beside_the_date_or_in_the_name_of_the_series() -> None:
    beside = extraction_of_lines(
        TITLE,
        "（二〇二三年十二月二十九日公告） 2023年第12号（总第98号）",
        OPENING,
        "一、审计发现的主要问题",
        "（一）票据未核销。",
    )
    assert words(beside.document_number) == "2023年第12号(总第98号)".replace("(", "（").replace(")", "）")
    assert words(beside.signed) == "二〇二三年十二月二十九日"
    series = extraction_of_lines(
        "砚州市审计局审计结果公告2023年第12号", "砚州市滨河步道", "工程结算情况审计结果公告", OPENING
    )
    assert words(series.document_number) == "2023年第12号"
    assert words(series.title) == TITLE


def test_the_account_below_a_fault_is_its_detail() -> None:
    found = result("二、审计发现的主要问题及处理意见", "多计工程款180500元。", ACCOUNT).findings
    assert [words(f.title) for f in found] == ["多计工程款180500元。"]
    assert words(found[0].detail) == ACCOUNT


@pytest.mark.parametrize("heading", ["二、审计处理意见", "二、审计发现的主要问题及整改情况"])
def test_a_fault_is_found_where_only_its_disposal_is_headed(heading: str) -> None:
    found = result(heading, ACCOUNT).findings
    assert [words(f.title) for f in found] == [ACCOUNT]


def test_the_sums_of_an_account_are_no_findings() -> None:
    found = result(
        "二、审计结果",
        "该项目送审总投资2400万元，其中：建安工程2100万元、待摊投资300万元。",
        "审计后总投资2310万元。",
        "三、审计发现的问题",
        "（一）两处栏杆未按图施工。",
    )
    assert [words(f.title) for f in found.findings] == ["两处栏杆未按图施工。"]


def test_what_the_auditors_required_of_the_only_finding_and_how_far_it_is() -> None:
    found = result(
        "二、审计发现的主要问题及处理意见",
        "多计工程款180500元。",
        "审计局下达了审计决定，责令园林处扣回多计款，现施工单位正依照审计意见抓紧落实。",
    )
    assert words(found.findings[0].requirement) == "责令园林处扣回多计款"
    assert statuses(found) == ["in_progress"]


def test_the_name_of_a_site_above_the_title_is_not_who_speaks() -> None:
    lines = (
        "砚江之窗首页",
        "综合信息服务平台",
        TITLE,
        "来源：砚江日报 2024-03-05 11:05",
        "省厅进行了审计。",
        "一、基本情况",
        "略。",
    )
    assert extraction_of_lines(*lines).issuer is None


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("针对检查指出的问题，责任单位部署了措施，正在整改。", "in_progress"),
        ("市局出具了审计报告，现各单位已依照审计意见全面整改。", "completed"),
        ("截至三月底，责任单位已对照审计决定逐项纠正到位。", "completed"),
        ("市局已下发审计意见。相关单位正在就上述问题整改。", "in_progress"),
        ("对审计查出的问题，有关单位正在研究整改方案。", None),
        ("对上述问题，审计局要求被审计单位按照审计意见进行整改。", None),
        ("对上述问题，该单位已按要求制定整改方案、落实整改责任。", None),
    ],
)
def test_what_is_said_of_whoever_was_audited_holds_for_all(sentence: str, status: str | None) -> None:
    found = result(
        "二、审计发现的主要问题", "（一）租金未收取。", "（二）资产未入账。", "三、审计整改情况", sentence
    )
    assert statuses(found) == [status, status]


@pytest.mark.parametrize("name", ["砚州市第二高级中学", "砚州市第一人民医院", "第二税务分局"])
def test_the_number_in_a_name_is_of_no_finding(name: str) -> None:
    found = result(
        "二、审计发现的主要问题",
        "1.租金未收取",
        "2.资产未入账",
        "三、整改情况",
        f"目前，{name}的问题已依照审计意见纠正到位。",
    )
    assert len(set(statuses(found))) == 1


def test_the_clauses_of_the_only_paragraph_are_findings_where_each_tells_a_fault() -> None:
    found = result(
        "二、审计发现的主要问题",
        "往来款长期未清理3.5万元；公务接待管理不规范；固定资产未入账12件；超范围发放补助800元。",
    ).findings
    assert [words(f.title) for f in found][1:3] == ["公务接待管理不规范；", "固定资产未入账12件；"]
    told = result("二、审计发现的主要问题", "固定资产未入账；经提醒，已登记入账；目前台账完整。").findings
    assert len(told) < 2


def test_what_was_done_after_the_auditors_spoke_is_a_measure_of_the_item() -> None:
    found = result(
        "审计发现问题：1.款项支付不及时。水库项目未按合同支付，审计指出问题后，已支付到位。2.栏杆未按图施工。两处高度不符。"
    ).findings
    assert [[words(m.text) for m in f.measures] for f in found] == [["审计指出问题后，已支付到位。"], []]
    assert words(found[0].detail) == "水库项目未按合同支付"


def test_an_answer_to_all_that_was_found_is_no_finding_of_its_own() -> None:
    found = result(
        "二、审计发现的主要问题",
        "（一）租金未收取。",
        "三、存在问题的处理及整改情况",
        "针对发现的问题，本局依规作了处理。",
    )
    assert [words(f.title) for f in found.findings] == ["租金未收取。"]
