"""What stands above the text of a copied page, and texts that speak of audits and announce nothing."""

import pytest

from tests.extract.told import extraction_of_lines, words

RESULT = "梅屏县城东市场改造工程竣工决算审计结果"
AUDIT = "根据审计法的规定，梅屏县审计局对城东市场改造工程进行了审计。现将审计结果公告如下："
FOUND = ("一、审计发现的主要问题", "（一）多支付工程款3.2万元。", "（二）监理日志不全。")
STORY = "昨天，砚州市审计局召开会议，听取各科室汇报，研究下一步工作，要求抓紧推进各项任务。"


def test_letters_without_chinese_stand_beside_a_masthead_and_are_no_title() -> None:
    series = ("梅屏县审计局", "审计结果公告", "MEIPING AUDIT OFFICE", "AUDIT BULLETIN", "2023年第8号")
    found = extraction_of_lines(*series, "(总第61号)", "梅屏县审计局办公室", RESULT, AUDIT, *FOUND)
    assert words(found.title) == RESULT
    assert words(found.document_number) == "2023年第8号"
    assert len(found.findings) == 2
    assert (
        words(extraction_of_lines("• EN", "• 首页", RESULT + "公告", AUDIT, *FOUND).title) == RESULT + "公告"
    )


def test_a_sites_name_above_its_trail_is_not_part_of_the_title() -> None:
    title = "关于2022年度县本级预算执行情况的审计工作报告"
    above = ("梅屏县审计局", "当前位置：首页 > 政务公开 > 审计公开")
    assert (
        words(extraction_of_lines(*above, title, "各位委员：", "现将审计情况报告如下，请予审议。").title)
        == title
    )
    whole = extraction_of_lines("梅屏县审计局", title, "各位委员：", "现将审计情况报告如下，请予审议。")
    assert words(whole.title) == "梅屏县审计局" + title  # nothing parts them


def test_a_traditional_title_over_three_lines_is_whole() -> None:
    lines = ("梅屏縣審計局", "關於梅屏縣濱河道路大修工程", "竣工結算的審計結果報告")
    assert words(extraction_of_lines(*lines, AUDIT, *FOUND).title) == "".join(lines)


@pytest.mark.parametrize(
    "above",
    [
        "现在时间是：2025年3月4日",
        "今天是2025年3月4日 星期二",
        "> 砚州大桥通车一周年-砚州市门户网站",
        "便民服务热线：0000-1234567",
        "全天候门诊电话:0000-1234567",
        "最新文件 热点排行 资料中心 专题解读 高级检索",
    ],
)
def test_clocks_menus_and_telephones_above_a_story_are_not_its_title(above: str) -> None:
    title = "砚州市审计局部署下半年重点工作"
    assert words(extraction_of_lines(above, title, "发布时间：2025-03-04", STORY).title) == title


@pytest.mark.parametrize(
    "below",
    [
        "03-04 16:20",
        "14.03.2025 9:05",
        "www.yanzhou.example.cn 发布时间：2025-03-04 来源：市审计局",
        "撰文：某某某",
        "——以砚州市为例",
    ],
)
def test_what_frames_a_title_from_below(below: str) -> None:
    title = "砚州市审计局三项举措守好钱袋子"
    assert words(extraction_of_lines(title, below, STORY).title) == title


def test_an_address_is_not_who_speaks() -> None:
    for source in ("https://news.example.com/2025/3.html", "www.example.cn"):
        found = extraction_of_lines(RESULT + "公告", f"来源：{source} 时间：2025-03-04", AUDIT, *FOUND)
        assert words(found.issuer) == "梅屏县审计局"


@pytest.mark.parametrize("dash", ["——", "—", "--"])
def test_a_report_read_aloud_that_lost_its_title_is_known_by_its_first_sentence(dash: str) -> None:
    where = f"{dash}2023年8月30日在砚州市第六届人民代表大会常务委员会第十次会议上"
    told = "我受市人民政府委托，向市人大常委会报告2022年度市级预算执行和其他财政收支的审计情况，请审议。"
    deeds = ("——收入稳步增长。全年收入增长3.1%。", "——支出结构优化。民生支出占七成。")
    found = extraction_of_lines(where, "砚州市审计局局长 某某某", "主任、各位委员：", told, *deeds)
    assert found.family == "audit_work_report"
    assert not found.findings


def test_how_the_rectification_was_organised_holds_no_finding_and_one_problem_is_no_count() -> None:
    found = extraction_of_lines(
        "——2024年11月20日在砚州市第六届人大常委会第二十次会议上",
        "砚州市审计局局长 某某某",
        "各地各部门高度重视审计查出问题整改。现将有关情况报告如下：",
        "一、审计整改工作部署和成效",
        "（一）整改责任更加明确。主管部门通过揭示一个问题、整改一类问题、规范一个领域，形成合力。",
        "（二）整改机制更加顺畅。市审计局逐项核对，对账销号。",
    )
    assert (found.family, len(found.findings)) == ("rectification_report", 0)
    assert [m.kind for m in found.measures] == ["work_done", "work_done"]
    assert found.stated_finding_count is None


@pytest.mark.parametrize(
    "told",
    [
        "被巡察党组织要在月底前完成集中整改，并提交整改落实情况书面报告，学校将据此形成整改情况通报。",
        "督导组强调，一是压实责任。各单位要认真整改，及时将整改情况向党内通报、向社会公开。二是规范资料。",
        "督查组听取了镇党委关于反馈问题整改落实情况的报告，并开展满意度测评。",
    ],
)
def test_a_report_that_is_yet_to_be_written_or_was_heard_makes_no_notice(told: str) -> None:
    found = extraction_of_lines("3月20日，县委巡察办到石桥镇开展回访督查。", told)
    assert (found.family, len(found.findings)) == ("other", 0)


def test_a_notice_that_publishes_the_progress_is_still_one() -> None:
    told = "会议听取了整改进展情况报告。反馈的40个问题，完成整改38个，未完成2个。"
    found = extraction_of_lines(
        "2022年1月，区委巡察组反馈了巡察情况。", told, "现将整改进展情况向社会公开，接受监督。"
    )
    assert found.family == "rectification_report"


@pytest.mark.parametrize(
    "title",
    ["砚州市人大开展审计查出问题整改情况报告满意度测评", "审计厅发布今年第3号审计结果公告"],
)
def test_headlines_about_reports_announce_none(title: str) -> None:
    assert (
        extraction_of_lines(title, "近日，与会人员对整改工作给予肯定，有关方面表示将继续努力。").family
        == "other"
    )


def test_names_of_methods_in_quotation_marks_are_no_problems() -> None:
    found = extraction_of_lines(
        "为抓好审计查出问题整改，梅屏县审计局坚持“三步走”。",
        "一是清单管理。明确“谁审计、谁督促”的原则。",
        "二是复核问效。期满仍未整改的，变“提醒督促制”为“约谈通报”，确保问题真正整改到位。",
    )
    assert not found.findings


def test_an_article_on_other_things_and_a_regulation_hold_no_findings() -> None:
    essay = extraction_of_lines(
        "引言",
        "本文将探讨小区停车的难题。",
        "停车难题概述",
        "1.车位不足",
        "老小区车位少。",
        "2.管理粗放",
        "收费不公开。",
    )
    assert (essay.family, len(essay.findings)) == ("other", 0)
    rules = extraction_of_lines(
        "第一章 总则",
        "第一条 为规范内部审计工作，制定本办法。",
        "第二条 本办法适用于全校。",
        "第三条 审计内容：",
        "（一）制度是否健全。",
    )
    assert (rules.family, len(rules.findings)) == ("other", 0)


def test_a_table_of_contents_whose_numbers_stand_on_lines_of_their_own_holds_no_findings() -> None:
    columns = (
        "目录",
        "段落",
        "页数",
        "第1部引言",
        "委员会的成立",
        "1",
        "1",
        "第2部章节",
        "就报告书提交的报告书",
    )
    chapters = (
        "1.泳池的管理",
        "A.引言",
        "1 - 4",
        "5",
        "B.救生员不足",
        "5 - 30",
        "6 - 14",
        "C.结论及建议",
        "31",
        "15 - 18",
    )
    found = extraction_of_lines(
        "审计署署长第九十号衡工量值式审计结果报告书", "2024年7月", *columns, *chapters
    )
    assert not found.findings
