"""Announcements of one problem put right, told by labels: as numbered sections, line by line, with blanks for colons."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles


def test_numbered_sections_that_open_with_labels_are_cells_of_one_record() -> None:
    found = extraction_of("""
沅口区关于省督察反馈第12项问题整改完成情况的公示
现将第12项问题整改完成情况公示如下：
一、反馈问题：白石湾码头堆场未落实防尘措施，雨水沟淤堵。
二、整改目标：堆场全面落实防尘措施。
三、整改措施：1.加装喷淋设施；2.清理雨水沟。
四、整改完成情况：已加装喷淋设施4套，完成整改。
五、公示时间：2024年3月1日至3月8日
六、受理部门：沅口区整改办
七、意见反馈渠道：区政府门户网站
沅口区交通运输局
2024年3月1日
""")

    assert titles(found) == ["白石湾码头堆场未落实防尘措施，雨水沟淤堵。"]
    assert statuses(found) == ["completed"]
    assert measures(found, 1) == ["加装喷淋设施；", "清理雨水沟。"]
    finding = found.findings[0]
    assert finding.requirement is not None and finding.requirement.text == "堆场全面落实防尘措施。"
    assert finding.deadline is None


def test_labels_that_blanks_set_off_make_a_record_of_a_text() -> None:
    found = extraction_of("""
湾头村垃圾堆放点清理
白鹭县人民政府门户网站 www.bailu.example 发布时间:2025-03-02 08:31
任务名称 湾头村垃圾堆放点清理
问题描述 湾头村沟渠旁堆放建筑垃圾约300立方米，未及时清运。
整改目标 清除堆放垃圾，恢复沟渠原貌。
整改措施 组织机械清运垃圾，对场地覆土复绿。
整改完成情况 垃圾已全部清运，场地已复绿，达到销号条件。
下一步工作 加强日常巡查。
公示时间 2025年3月2日-2025年3月8日
拟销号时间 2025年3月20日
意见反馈渠道 白鹭县城管局
联系电话：0745-1234567
""")

    assert found.family == "rectification_report"
    assert titles(found) == ["湾头村垃圾堆放点清理"]
    assert found.title is not None and found.title.text == "湾头村垃圾堆放点清理"
    assert found.published is not None and found.published.text.startswith("2025-03-02")
    assert measures(found, 1) == ["组织机械清运垃圾，对场地覆土复绿。"]
    assert found.findings[0].deadline is None
    assert [(m.kind, m.text.text) for m in found.measures] == [("next_step", "加强日常巡查。")]


def test_a_heading_with_a_gap_among_paragraphs_makes_no_record() -> None:
    found = extraction_of("""
白鹭县城管局工作总结
整改措施 举一反三
今年以来，我局持续开展市容巡查，市民满意度稳步提升。
下一步工作 再接再厉
明年将继续做好市容管理。
""")

    assert (found.family, found.findings) == ("other", ())


def test_sections_that_open_with_labels_are_no_findings_where_the_problem_lost_its_colon() -> None:
    found = extraction_of("""
北岭区第21项问题整改公示
第21项问题已完成整改，拟申请验收销号，现向社会公示：
一、整改问题北岭区污水处理厂在线监测设备未按要求联网。
二、整改目标：在线监测设备联网并稳定运行。
三、整改措施：更换采集仪，按照规范完成联网。
四、整改主要工作及成效：已更换采集仪2台，监测数据已上传省级平台。
五、公示时间：2022年11月22日至11月24日
北岭区人民政府
""")

    assert found.findings == ()


@pytest.mark.parametrize("told", ["整改任务落实情况进行公示", "的整改完成情况予以公示"])
def test_the_problem_quoted_in_an_announcement_is_its_finding(told: str) -> None:
    found = extraction_of(f"""
按照验收销号要求，现将市督察反馈问题第15项关于“公路养护站院内存有大量清扫的尘土，未采取有效的抑尘措施”{told}（详见附表）。
公示期间接受社会各界监督。
""")

    assert found.family == "rectification_report"
    assert titles(found) == ["公路养护站院内存有大量清扫的尘土，未采取有效的抑尘措施"]
    assert statuses(found) == [None]


def test_a_quoted_name_of_a_campaign_is_no_finding() -> None:
    found = extraction_of("现将“我为群众办实事回头看”活动有关情况公布如下，欢迎监督。")

    assert found.findings == ()


def test_a_field_with_one_problem_without_a_number_stands_beside_fields_that_number_theirs() -> None:
    found = extraction_of("""
青岚县灌区改造工程竣工决算审计结果公告
青岚县审计局对青岚县水务局灌区改造工程竣工决算情况进行了审计，现将审计结果公告如下：
一、审计发现的主要问题
（一）工程结算方面存在的问题
多计工程价款20万元
（二）工程管理方面存在的问题
1.未批先建
2.竣工验收后未备案
二、审计处理情况
审计局已出具审计报告。
""")

    assert titles(found) == ["多计工程价款20万元", "未批先建", "竣工验收后未备案"]
    assert [f.category.text if f.category else None for f in found.findings] == [
        "工程结算方面存在的问题",
        "工程管理方面存在的问题",
        "工程管理方面存在的问题",
    ]


def test_labels_below_the_number_of_each_problem_make_a_record_of_it() -> None:
    found = extraction_of("""
沅口区关于省督察反馈第十九项、第二十项问题整改完成情况的公示
一、第十九项问题
反馈问题：白石湾码头堆场未落实防尘措施。督察发现，雨水沟淤堵80米。
整改时限：2023年6月底
整改措施：加装喷淋设施，清理雨水沟。
整改完成情况：一是加装喷淋设施4套；二是清淤80米。该问题已完成整改。
二、第二十项问题
反馈问题：青石岭矿山修复不到位。
整改时限：2023年12月底
整改措施：覆土植绿。
整改完成情况：修复27公顷。该问题正在整改。
沅口区交通运输局
2024年3月1日
""")

    assert titles(found) == ["白石湾码头堆场未落实防尘措施。", "青石岭矿山修复不到位。"]
    assert [f.label and f.label.text for f in found.findings] == ["第十九项问题", "第二十项问题"]
    assert statuses(found) == ["completed", "in_progress"]
    assert measures(found, 2) == ["覆土植绿。"]
    assert [f.deadline and f.deadline.text for f in found.findings] == ["2023年6月底", "2023年12月底"]


def test_numbered_labels_before_full_stops_make_a_record_of_one_part() -> None:
    found = extraction_of("""
沅口区林业局关于退耕补助审计整改结果的公告
一、工作开展情况
我局召开专题会研究整改。
二、问题整改情况
（一）问题描述。2个乡镇的补助名册未公示。
（二）整改情况。督促2个乡镇补充公示名册。
（三）整改结果。已完成整改。
沅口区林业局
2024年3月1日
""")

    assert titles(found) == ["2个乡镇的补助名册未公示。"]
    assert statuses(found) == ["completed"]
    assert measures(found, 1) == ["督促2个乡镇补充公示名册。"]


def test_labels_below_each_of_several_problems_make_no_record_of_one() -> None:
    below = "（一）问题表现\n{0}万元未入账。\n（二）整改措施\n补记{0}万元。\n（三）整改状态：已完成\n"
    found = extraction_of(
        "沅口区林业局关于审计整改情况的报告\n一、关于“租金未入账”的问题\n"
        + below.format(12)
        + "二、关于“押金未入账”的问题\n"
        + below.format(31)
        + "沅口区林业局\n2024年3月1日\n"
    )

    assert titles(found) == ["租金未入账", "押金未入账"]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("沅口区2024年自查第17号问题已整改完成，并通过验收。", "completed"),
        ("督促相关单位确保反馈问题整改到位。", None),
        ("部分问题已整改完成。", None),
    ],
)
def test_what_the_opening_says_of_the_one_problem_is_its_state(told: str, status: str | None) -> None:
    found = extraction_of(f"""
生态环境突出问题整改验收销号公示
{told}现将整改情况公示如下：
一、整改问题
（一）汇流渠北段堆有建筑垃圾。
二、整改实施主体
沅口区水利局
三、重点措施
（一）清运垃圾。
四、目标任务
（一）渠道两侧无堆积物。
五、整改完成情况
（一）经查看，渠段两侧已无垃圾。
""")

    assert titles(found) == ["汇流渠北段堆有建筑垃圾。"]
    assert statuses(found) == [status]
    finding = found.findings[0]
    assert finding.requirement is not None and finding.requirement.text == "渠道两侧无堆积物。"
    assert [u.text for u in finding.responsible] == ["沅口区水利局"]


def test_one_sentence_names_what_an_audit_found() -> None:
    found = extraction_of("""
根据《中华人民共和国审计法》的规定，沅口区审计局对区畜牧中心预算执行情况进行了审计。审计发现区畜牧中心存在少计检疫收费、未按规定拨付防疫补助等问题，区审计局提出加强票据管理等建议。
截至目前，该单位审计发现问题已整改到位。
""")

    assert found.family == "audit_result"
    assert titles(found) == ["少计检疫收费", "未按规定拨付防疫补助"]
    assert statuses(found) == ["completed", "completed"]


def test_a_date_and_a_source_open_a_text_that_lost_its_title() -> None:
    found = extraction_of("""
2021-12-30 16:20:05 来源：沅口区审计局 作者：何某
沅口区审计局对区畜牧中心预算执行情况进行了审计。现将审计结果公告如下：
一、审计发现的主要问题
（一）少计检疫收费3万元。
""")

    assert found.published is not None and found.published.text.startswith("2021-12-30")
    assert found.issuer is not None and found.issuer.text == "沅口区审计局"


def test_an_index_number_of_asterisks_and_a_title_printed_twice_are_not_taken() -> None:
    found = extraction_of("""
索引号: ******/********** 发布日期: 2021-11-08
沅口区完成政府采购项目自检自查工作
沅口区完成政府采购项目自检自查工作
根据政府采购专项治理的要求，我区对全部预算单位和招标代理机构开展了自检自查，自查率达到100%。
""")

    assert found.index_number is None
    assert found.title is not None and found.title.text == "沅口区完成政府采购项目自检自查工作"


def test_the_rest_of_what_is_counted_is_not_the_rest_of_the_findings() -> None:
    found = extraction_of("""
沅口区关于督察整改情况的通报
截至9月中旬，全区已完成313项整改任务，占全部任务的近六成，其余正在推进中。但仍有以下问题：
一是部分任务进展滞后。两个镇整改时限设定过紧，任务难以按期完成。
二是个别整改工作不实。三个村上报完成整改，但未整改到位。
三是群众反映的噪声问题反复出现。区环保局已加装隔声屏障2处。
""")

    assert len(found.findings) == 3
    assert "in_progress" not in statuses(found)


def test_the_first_sentence_of_a_quoted_problem_is_its_title() -> None:
    found = extraction_of("""
中共沅口区水利局党组关于巡察整改情况的通报
（一）在“落实上级部署不够有力”方面
1.关于“学习治水论述不深不透。局党组全年未组织专题学习”问题的整改
已完成整改。局党组组织专题学习3次。
2.关于“巡河记录不完整”问题的整改
正在整改。补登巡河记录。
中共沅口区水利局党组
2023年5月4日
""")

    assert titles(found) == ["学习治水论述不深不透。", "巡河记录不完整"]
    assert [f.detail and f.detail.text for f in found.findings] == ["局党组全年未组织专题学习", None]
    assert statuses(found) == ["completed", "in_progress"]


def test_what_a_checker_found_states_the_one_problem_and_sections_on_publication_are_no_cells() -> None:
    found = extraction_of("""
泽湾市水利局关于督察反馈第三项问题整改情况的公示
现将第三项问题整改情况公示如下。
一、问题概述：白沙水库少放生态流量。枯水期有58天下泄流量不足。
二、牵头单位：泽湾市水利局（牵头人：略）
三、完成时限：2025年3月底前
四、整改举措：（1）改造放水设施；（2）安装监测设备两套。
五、整改成效：达标率稳定在98%。
六、验收情况：市整改办现场核查，认定该问题已完成整改。
七、公示时间及意见反馈
公示期为6月10日至6月16日。
泽湾市水利局
2025年6月9日
""")

    finding = found.findings[0]
    assert titles(found) == ["白沙水库少放生态流量。"]
    assert statuses(found) == ["completed"]
    assert measures(found, 1) == ["改造放水设施；", "安装监测设备两套。"]
    assert [x.text for x in finding.responsible] == ["泽湾市水利局"]
    assert finding.result is not None and finding.result.text == "达标率稳定在98%。"
    assert not found.measures


def test_a_section_that_holds_several_problems_is_no_cell_of_one() -> None:
    found = extraction_of("""
瀾汐縣政府就審計室審核意見辦理情形報告
壹、案由
審計部瀾汐縣審計室派員抽查本縣公園維護情形，函請本府查明。
貳、審核意見及辦理情形
一、審核意見：遊具檢驗逾期。
辦理情形：
已委託檢驗18處。
主辦單位：工務處
列管建議：解除列管
二、審核意見：認養契約未續約。
辦理情形：
已函請認養單位續約。
主辦單位：民政處
列管建議：繼續列管
參、後續精進作為
一、按季召開檢討會議。
二、修正認養要點。
瀾汐縣政府
中華民國113年9月25日
""")

    assert titles(found) == ["遊具檢驗逾期。", "認養契約未續約。"]
    assert [(m.kind, m.text.text) for m in found.measures] == [
        ("next_step", "按季召開檢討會議。"),
        ("next_step", "修正認養要點。"),
    ]
