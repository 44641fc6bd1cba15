"""Problems that no number opens: bullets that tell problem and answer, lines above labelled answers, pairs of labels."""

from tests.extract.notices import extraction_of, measures, statuses, titles

BULLETS = """
关于潭浦县2022年度审计查出问题整改情况的报告
现将整改情况报告如下：
一、部门预算执行审计
●专项资金下达迟缓。县财政局将8笔资金提前到一季度下达，并按旬通报支出进度。（已整改）
●个别部门决算草案编报不实。县卫生健康局调整决算数1,024万元，重新报送批复。（已整改）
二、乡村振兴资金审计
●冷链仓库长期空置。沙岭镇与合作社签订租赁协议，现库容使用率六成。（正在整改）
●村级公益项目重复申报。县农业农村局核减项目2个，收回资金45万元。该问题已完成整改。
潭浦县人民政府
2023年11月6日
"""


def test_bullets_below_a_field_that_tell_problem_and_answer_are_findings() -> None:
    extraction = extraction_of(BULLETS)

    assert titles(extraction) == [
        "专项资金下达迟缓。",
        "个别部门决算草案编报不实。",
        "冷链仓库长期空置。",
        "村级公益项目重复申报。",
    ]
    assert statuses(extraction) == ["completed", "completed", "in_progress", "completed"]
    assert [f.category.text for f in extraction.findings if f.category][1:3] == [
        "部门预算执行审计",
        "乡村振兴资金审计",
    ]
    assert [f.label for f in extraction.findings] == [None] * 4
    assert measures(extraction, 3) == ["沙岭镇与合作社签订租赁协议，现库容使用率六成。"]


EVIDENCE = """
岚口市体育局审计整改结果公告
现将整改情况公告如下：
1.场馆对外出租管理不规范。
——游泳馆租金长期未收。租户拖欠租金12万元。
——体育馆出租未公开招租。由办公室直接签订合同。
整改情况：已完成整改。收回拖欠租金12万元，重新公开招租。
2.设备采购超预算。
整改情况：正在整改。
岚口市体育局
2024年3月8日
"""


def test_bullets_below_a_finding_stay_its_evidence() -> None:
    extraction = extraction_of(EVIDENCE)

    assert titles(extraction) == ["场馆对外出租管理不规范。", "设备采购超预算。"]
    assert statuses(extraction) == ["completed", "in_progress"]


ABOVE_ANSWERS = """
兰陂市2019年度水库移民资金跟踪审计结果
审计查出的问题及整改情况如下：
一、资金管理方面
松岗区移民局以拨代支专项资金86万元，年末结余仍挂在镇财政所账上未予清理收回。
整改结果：正在整改。松岗区已收回结余资金60万元。
两个镇在移民后期扶持资金中列支公务接待费3.2万元。有的票据没有经办人签字。
整改结果：已整改。相关费用已由个人退回。
二、项目实施方面
新塘村提灌站建成后无人管护，水泵被盗，连续两个灌溉季节没有发挥作用。
整改结果：尚未整改。
兰陂市审计局
2020年4月2日
"""


def test_long_lines_above_labelled_answers_are_findings_of_an_audit_result() -> None:
    extraction = extraction_of(ABOVE_ANSWERS)

    assert extraction.family == "audit_result"
    assert [t[:4] for t in titles(extraction)] == ["松岗区移", "两个镇在", "新塘村提"]
    assert statuses(extraction) == ["in_progress", "completed", "not_completed"]
    assert [f.category.text for f in extraction.findings if f.category] == ["资金管理方面"] * 2 + [
        "项目实施方面"
    ]
    assert extraction.findings[1].detail is not None
    assert measures(extraction, 1) == ["松岗区已收回结余资金60万元。"]


NUMBERED = """
桐浦区水利局审计整改情况公告
现公告整改情况：
1.河道采砂收入未纳入预算。
2019年收取采砂管理费31万元，存放在下属公司。
整改情况：已完成整改。31万元已缴入国库。
2.堤防维修未验收先付款。
有4处维修工程在验收之前付清了全部价款。
整改情况：已完成整改。4处工程已补办验收。
桐浦区水利局
2020年1月6日
"""


def test_a_description_between_a_number_and_its_answer_is_no_finding() -> None:
    extraction = extraction_of(NUMBERED)

    assert titles(extraction) == ["河道采砂收入未纳入预算。", "堤防维修未验收先付款。"]
    assert [f.detail is not None for f in extraction.findings] == [True, True]


PAIRS = """
柏亭市供销合作社关于2020年度财务收支审计整改结果的公告
现将审计整改结果公告如下：
{0}仓库租金未入账。收取租金17.4万元，由仓储科自行保管。
{1}租金17.4万元已入账。已整改到位。
{0}农资储备账实不符。盘点短少化肥36吨。
{1}(1)查明短少原因，由保管员赔偿；(2)每季度盘点一次。正在整改。
柏亭市供销合作社
2021年9月1日
"""


def test_a_problem_and_its_answer_in_turn_are_findings_whatever_the_two_are_called() -> None:
    pairs = (("【审计反映】", "【整改回复】"), ("前期审计发现：", "复查查明："), ("存在问题：", "跟踪整改："))
    for problem, answer in pairs:
        extraction = extraction_of(PAIRS.format(problem, answer))

        assert titles(extraction) == ["仓库租金未入账。", "农资储备账实不符。"], problem
        assert statuses(extraction) == ["completed", "in_progress"], problem
        assert measures(extraction, 1) == ["租金17.4万元已入账。"], problem
        assert len(measures(extraction, 2)) == 2, problem


SUMMARY = """
柏亭市供销合作社关于2020年度财务收支审计整改结果的公告
存在问题：仓库租金未入账，农资储备账实不符。
整改情况：高度重视，逐项落实。
柏亭市供销合作社
2021年9月1日
"""


def test_one_pair_alone_is_no_record() -> None:
    assert titles(extraction_of(SUMMARY)) == []


BRACKETED = """
燕浦市殡葬管理所审计查出问题整改结果公告
问题（一）  公墓价格未经批准。2个墓区自行定价，多收价款21万元。
审计意见：责成市殡葬管理所重新申报价格。
整改结果：价格已经市发展改革委批复，多收的21万元已退还。该问题已整改完毕。
问题（二）  绿化养护合同超期。
审计意见：应重新组织招标。
整改结果：招标文件已报送审核。该问题正在整改。
燕浦市殡葬管理所
2024年6月3日
"""


def test_a_number_in_brackets_after_its_word_opens_a_finding() -> None:
    extraction = extraction_of(BRACKETED)

    assert titles(extraction) == ["公墓价格未经批准。", "绿化养护合同超期。"]
    assert [f.label.text for f in extraction.findings if f.label] == ["问题（一）", "问题（二）"]
    assert [f.requirement.text[:2] for f in extraction.findings if f.requirement] == ["责成", "应重"]
    assert statuses(extraction) == ["completed", "in_progress"]


def test_a_sentence_that_lists_numbers_opens_no_finding() -> None:
    text = BRACKETED.replace(
        "燕浦市殡葬管理所\n2024", "问题（一）、（二）整改资料已归档备查。\n燕浦市殡葬管理所\n2024"
    )

    assert len(titles(extraction_of(text))) == 2


FOLLOW_UP = """
栗洲区2020年校车补助资金审计整改跟踪检查公告
1.上次审计指出：两家校车公司虚报行驶里程，多领补助9.6万元。
后续审计查明：区教育局已追回9.6万元。整改结论：已整改。
2.上次审计指出：校车停靠点未设标志牌。
后续审计查明：46处停靠点中有39处已设置标志牌，其余7处仍没有设置。整改结论：部分整改。
栗洲区审计局
2022年5月9日
"""


def test_what_a_later_audit_found_is_the_answer_even_at_the_end() -> None:
    for later in ("后续审计查明", "跟踪检查发现", "回头看核实", "复核显示"):
        extraction = extraction_of(FOLLOW_UP.replace("后续审计查明", later))

        assert statuses(extraction) == ["completed", "largely_completed"], later
        assert measures(extraction, 1) == ["区教育局已追回9.6万元。"], later
        assert measures(extraction, 2) == ["46处停靠点中有39处已设置标志牌，其余7处仍没有设置。"], later
        assert [f.detail for f in extraction.findings] == [None, None], later
        assert extraction.measures == (), later


ROWS = (
    ("{} 一", "桥梁检测未按期开展，3座桥超期", "制定检测计划，3座桥已全部检测", "已完成"),
    ("{} 二", "养护材料账实不符，短少沥青12吨", "追究保管责任，补齐出入库登记", "正在推进"),
)


def test_a_label_with_a_number_down_the_side_names_the_problem() -> None:
    for word in ("问题", "反馈问题", "审计发现"):
        tables = "".join(
            f"<table><tr><td>{number.format(word).replace(' ', '')}</td><td>{problem}</td></tr><tr><td>责任单位</td><td>县公路局</td></tr>"
            f"<tr><td>整改措施</td><td>{measure}</td></tr><tr><td>完成情况</td><td>{state}</td></tr></table><p>&nbsp;</p>"
            for number, problem, measure, state in ROWS
        )
        extraction = extraction_of(
            f"<html><body><h1>县公路局审计整改情况公告</h1><p>现将整改情况公告如下。</p>{tables}</body></html>",
            "n.html",
        )

        assert titles(extraction) == [row[1] for row in ROWS], word
        assert statuses(extraction) == ["completed", "in_progress"], word
        assert [f.label.text for f in extraction.findings if f.label] == [f"{word}一", f"{word}二"], word


def test_a_heading_over_what_comes_next_is_no_answer_to_the_last_finding() -> None:
    page = (
        "<h1>阙州师范学院2023年度财务收支审计整改报告</h1><p>现将整改情况报告如下。</p><h2>问题整改落实情况</h2>"
        "<h3>问题1：横向经费调整未经审批</h3><p>整改落实：补办审批手续。</p><p>整改进度：已完成</p>"
        "<h3>问题2：合作办学分成未经集体研究</h3><p>整改落实：停止与2家机构的合作。</p><p>整改进度：持续整改</p>"
        "<h2>后续工作安排</h2><p>学院将以本次审计整改为抓手，持续推进制度建设，提升治理能力。</p>"
        "<p>阙州师范学院</p><p>2024年11月8日</p>"
    )

    found = extraction_of(page, "page.html")

    assert measures(found, 2) == ["停止与2家机构的合作。"]
    assert [m.kind for m in found.measures] == ["next_step"]
