"""What stands around a notice: the name of a column above its title, dates and numbers below it, the month that ends it."""

import pytest

from extract.model import Document
from extract.reading import read
from tests.extract.notices import extraction_of, measures, raw, titles

BODY = """
2023年8月，县委巡察组对我局开展了巡察。现将整改情况通报如下。
1.关于“预算执行进度慢”问题。已完成整改。已建立月调度制度。
2.关于“资产账实不符”问题。已完成整改。已全面盘点入账。
"""


def read_text(text: str) -> Document:
    return read(raw(text.strip() + "\n"))


def title(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == "title"]


@pytest.mark.parametrize(
    "corner",
    [
        "某县卫生健康局  通知公告",
        "某县审计局　审计结果公告",
        "某区人大网 监督公开",
        "某市人民政府门户网站 | 政务公开",
    ],
)
def test_a_site_and_its_column_above_the_title_are_none(corner: str) -> None:
    named = "某县卫生健康局党组关于县委巡察整改情况的通报"

    assert title(read_text(f"{corner}\n{named}\n{BODY}")) == [named]


def test_a_body_and_a_kind_of_paper_are_the_title_where_no_other_stands_below() -> None:
    assert title(read_text(f"某县审计局 审计结果公告\n{BODY}")) == ["某县审计局 审计结果公告"]


def test_a_date_with_a_weak_label_alone_below_the_title_is_a_field() -> None:
    extraction = extraction_of(f"某区人民政府关于审议意见研究处理情况的报告\n日期:2023-12-04\n{BODY}")

    assert extraction.family == "rectification_report"
    assert extraction.published is not None
    assert extraction.published.text == "2023-12-04"


def test_fields_with_bullets_are_fields() -> None:
    document = read_text(
        f"某县卫生健康局关于整改情况的通报\n- 信息来源：县卫健局\n- 发布日期：2025-09-12\n{BODY}"
    )

    assert [f.value for f in document.fields] == ["县卫健局", "2025-09-12"]


def test_a_number_behind_the_name_of_a_series_is_the_number() -> None:
    extraction = extraction_of(f"高标准农田建设审计调查结果\n某区审计局公告 某审公告〔2022〕7号\n{BODY}")

    assert extraction.document_number is not None
    assert extraction.document_number.text == "某审公告〔2022〕7号"


@pytest.mark.parametrize("month", ["2024年5月", "二〇二四年五月", "中华民国113年5月"])
def test_a_month_that_ends_a_paper_belongs_to_no_finding(month: str) -> None:
    extraction = extraction_of(f"某局关于巡察整改情况的通报\n{BODY}某县交通局\n{month}")

    assert measures(extraction, 2) == ["已全面盘点入账。"]


def test_where_to_write_belongs_to_no_finding() -> None:
    extraction = extraction_of(
        f"某局关于巡察整改情况的通报\n{BODY}整改情况意见建议反映方式：电话0000-2280，邮箱a@b。"
    )

    assert measures(extraction, 2) == ["已全面盘点入账。"]


def test_a_class_of_a_paragraph_says_how_it_looks() -> None:
    page = (
        "<html><body><div class='art'><h1>某县交通局关于审计发现问题整改结果的公告</h1>"
        "<p>2023年6月，县审计局对我局进行了审计，指出2个问题。现将整改结果公告如下：</p>"
        "<p>1.预算编报不实，多申报养护资金。<br>整改情况：已整改。<br>主要措施：多申报的36.4万元已退回。</p>"
        "<p>2.往来账款长期挂账。<br>整改情况：正在整改。<br>主要措施：已清理挂账43笔，其余正在核销。</p>"
        "<p class='right'>某县交通局</p><p class='right'>2024年3月20日</p></div></body></html>"
    )
    extraction = extraction_of(page, "page.html")

    assert extraction.signed is not None
    assert extraction.signed.text == "2024年3月20日"
    assert len(titles(extraction)) == 2


@pytest.mark.parametrize(
    "where",
    [
        "——2025年11月26日在霁川市第九届人民代表大会常务委员会第二十六次会议上",
        "（2025年11月26日在霁川市九届人大常委会第二十六次会议上）",
        "二〇二五年十一月二十六日在霁川市第九届人大常委会第二十六次会议上",
    ],
)
def test_the_body_below_the_place_where_a_report_was_read_aloud_speaks(where: str) -> None:
    found = extraction_of(
        "关于2024年度市级预算执行审计查出问题整改情况的报告\n发布机构：市人大常委会办公室\n"
        f"{where}\n霁川市人民政府\n主任、各位副主任、各位委员：\n现报告整改情况，请审议。\n{BODY.strip()}\n"
    )

    assert found.issuer and found.issuer.text == "霁川市人民政府"


def test_what_a_letter_promises_above_its_signature_comes_next_though_a_report_is_attached() -> None:
    found = extraction_of(
        "关于报送审计整改情况的通报\n各学校：\n审计发现2个问题，现将整改情况通报如下，详见附表。\n"
        "下一步，局内审办公室将于9月底前逐校核查，核查结果报送局党组。\n暨泉县教育局\n2025年8月4日\n附表\n"
        f"{BODY.strip()}\n"
    )

    assert [m.text.text for m in found.measures if m.kind == "next_step"] == [
        "下一步，局内审办公室将于9月底前逐校核查，核查结果报送局党组。"
    ]
    assert len(found.findings) == 2


def test_the_publisher_completes_the_short_name_of_the_speaker_below_the_title() -> None:
    found = extraction_of(
        "关于雾屏县2023年度县级预算执行和其他财政收支的审计工作报告\n发布机构：雾屏县审计局\n"
        "——2024年7月29日在县人大常委会第二十次会议上\n县审计局局长 许××\n"
        f"主任、各位副主任、各位委员：\n我向会议报告审计情况，请予审议。\n{BODY.strip()}\n"
    )

    assert found.issuer and found.issuer.text == "雾屏县审计局"


def test_what_a_reply_heads_as_carried_out_is_work_done() -> None:
    found = extraction_of(
        "关于市政协第0215号提案的答复\n贵委员提出的《关于加强系统审计的提案》收悉，现答复如下：\n一、已开展的工作\n"
        "（一）健全统筹机制。全市项目实行清单制管理。\n（二）推动系统整合。系统由312个整合为174个。\n"
        "二、存在的问题\n一是数据共享不够；二是部分系统使用率低。\n三、下一步工作\n（一）制定管理办法。\n"
        "阙州市数据局\n2024年6月21日"
    )

    assert [m.kind for m in found.measures] == ["work_done", "work_done", "next_step"]
    assert titles(found) == ["数据共享不够；", "部分系统使用率低。"]
