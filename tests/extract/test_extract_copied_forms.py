"""Copies of pages: forms and tables left as lines with bars, headings glued to their lists, checks that a body made itself."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

RECORD = """
类 别: |
糾正案文 |
審議日期: |
111/03/08 |
公告日期: |
111/03/10
|
字 號: |
111財正0012 |
案 由: |
白委員川石提，汐陵縣埔尾鄉公所辦理河岸步道工程，未事先取得河川公地使用許可，延誤施作期程，確有違失，爰依法提案糾正。 |
機關改善情形: |
|
案件狀態: |
尚未結案 |
本案文件: |
糾正案文.docx
糾正案文.pdf
|
調查報告: |
連結
|
"""


def test_a_form_left_as_lines_with_bars_is_one_record() -> None:
    found = extraction_of(RECORD)

    assert found.family == "audit_result"
    assert statuses(found) == ["not_completed"]
    assert titles(found)[0].startswith("白委員川石提")
    assert measures(found, 1) == []
    assert found.document_number is not None and found.document_number.text == "111財正0012"
    assert found.published is not None and found.published.text == "111/03/10"


@pytest.mark.parametrize("told", ["附件1", "详见附件", "連結"])
def test_a_cell_that_only_points_elsewhere_tells_no_measure(told: str) -> None:
    found = extraction_of(RECORD.replace("機關改善情形: |\n|", f"機關改善情形: |\n{told} |"))

    assert statuses(found) == ["not_completed"]
    assert measures(found, 1) == []


def test_cells_with_bars_one_a_line_are_rows_of_a_table_and_no_findings() -> None:
    rows = "\n".join(
        f"{cell} |"
        for name, town in (("银杏之声", "西岭镇"), ("首善青溪", "青溪镇"), ("美丽石河", "石河镇"))
        for cell in ("微信", name, town, "更新不及时", "7月16日")
    )
    found = extraction_of(f"""
青岚县政务新媒体自查整改情况通报
现将自查整改情况通报如下：
一、自查情况
部分镇存在政务新媒体更新不及时等问题。
新媒体类型 |
新媒体名称 |
责任单位 |
问题类别 |
最后更新日期 |
{rows}
二、整改措施
县信息中心立即通知相关单位整改。
""")

    assert not any("|" in title or title in ("微信", "更新不及时") for title in titles(found))


def test_what_a_body_found_itself_is_told_under_the_heading_of_its_check() -> None:
    found = extraction_of("""
青岚县2022年第一季度政府网站检查结果
现将自查整改情况通报如下：
一、自查情况
1.个别栏目更新不及时。通知公告栏目超过两周未更新。
2.信息审核不够严格。3条信息存在错别字。
二、整改情况
1.对不规范信息进行了修改。
2.对信息员进行了培训。
""")

    assert titles(found) == ["个别栏目更新不及时。", "信息审核不够严格。"]


def test_a_heading_glued_to_the_first_item_of_its_list_heads_it() -> None:
    found = extraction_of("""
青岚区政府网站自查整改情况的报告
现将有关情况总结如下。
一、工作开展情况（一）政府网站。
门户网站运行良好。
二、存在问题一是更新不及时。
个别单位动态栏目更新滞后。
二是审核制度未严格落实。
三是互动功能缺失。
三、整改情况
已逐一通知整改。
""")

    assert titles(found) == ["更新不及时。", "审核制度未严格落实。", "互动功能缺失。"]


def test_a_heading_that_goes_on_with_one_as_a_number_is_not_cut() -> None:
    found = extraction_of("""
青岚区审计整改情况的报告
一、存在问题一直未整改的2个项目
（一）泵站未验收。已完成验收，整改到位。
（二）管网未移交。正在整改。
""")

    assert titles(found) == ["泵站未验收。", "管网未移交。"]


def test_what_all_units_are_asked_is_no_finding() -> None:
    found = extraction_of("""
青岚区2021年第三季度政务新媒体检查情况的通报
一、存在的问题
部分单位留言回复不及时，栏目内容未更新。
各单位要及时整改存在问题，切实发挥好信息发布功能。
""")

    assert titles(found) == ["部分单位留言回复不及时，栏目内容未更新。"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("索引号 abc-GK-2023-1123 发布日期: 2023-12-08\n来源 青岚县政务信息中心\n内容概述 根据有关规定，县政务信息中心对网站开展了第四季度自查。\n青岚县政府网站建设2023年第四季度（第三批）自查通报", "青岚县政府网站建设2023年第四季度（第三批）自查通报"),
        ("2024-05-29", None),
        ("砚江在线 2017年02月22日", None),
    ],
)  # fmt: skip
def test_what_a_site_says_above_a_text_is_no_title(head: str, title: str | None) -> None:
    found = extraction_of(
        head + "\n根据有关规定，县政务信息中心对县政府网站开展了自查。现将自查情况通报如下："
    )

    assert (found.title.text if found.title else None) == title


def test_a_section_as_source_gives_way_to_the_office_in_the_opening() -> None:
    found = extraction_of("""
砚州市科普馆展厅结算情况审计结果公告
发布时间：2019-12-16 14:56 来源：投审中心 作者：
（二〇一九年十二月十六日公告）
2019年第120号（总第1106号）
根据《中华人民共和国审计法》的规定，砚州市审计局2019年对市科普馆展厅结算情况进行了审计。现将审计结果公告如下：
一、审计发现的主要问题及处理意见
多计工程价款2.4万元。
""")

    assert found.issuer is not None and found.issuer.text == "砚州市审计局"
    assert found.document_number is not None and found.document_number.text.startswith("2019年第120号")


def test_measures_listed_behind_a_field_are_no_findings() -> None:
    found = extraction_of("""
青岚县第三季度政府网站监管工作情况的通报
一、存在问题
（一）栏目更新不及时。
（二）审核把关不严。
二、下一步工作
（一）完善制度：一是修订办法。二是明确责任。
""")

    assert titles(found) == ["栏目更新不及时。", "审核把关不严。"]
