"""Answers that stand away from their finding: below a group, by numbers, in other words, in the same paragraph."""

from collections import Counter
from fractions import Fraction

from extract.answers.assignment import _SUM, _score
from tests.extract.notices import extraction_of, measures, statuses, titles

BY_DEPARTMENT = """
溪丰市两个部门2022年度预算执行审计结果公告
现将审计结果公告如下：
一、审计查出的主要问题及整改情况
（一）市林草局
1.苗木采购未招标。采购苗木86.4万元。
2.公务卡结算率偏低。
3.固定资产未登记。
整改情况：3个问题均已完成整改。
（二）市档案馆
1.数字化项目超期未验收。2021年合同应于6月底验收。
2.重复支付扫描费2.35万元。
整改情况：对第1个问题，补开验收会并扣减尾款，已整改到位；第2个问题正在整改，已收回扫描费1.2万元。
溪丰市审计局
2023年9月6日
"""


def test_an_answer_below_the_last_finding_of_a_group_is_the_groups() -> None:
    extraction = extraction_of(BY_DEPARTMENT)

    assert statuses(extraction) == ["completed"] * 4 + ["in_progress"]
    assert [f.category.text for f in extraction.findings if f.category][::3] == ["市林草局", "市档案馆"]
    assert [measures(extraction, n) for n in (1, 2, 3)] == [[], [], []]
    assert "补开验收会并扣减尾款" in measures(extraction, 4)[0]
    assert measures(extraction, 5) == ["已收回扫描费1.2万元。"]


LISTED = """
黎塘林场关于资源资产审计整改情况的通告
审计意见共列4项问题：
一、防治资金结余未清算。
二、作业设计与现地不符。
三、林地界桩缺失。
四、巡护补助造册人数不实。
截至11月30日，上述第一、二、四项问题已整改完毕，第三项需持续整改。其中：
第二项，已重新编制23个小班的作业设计。
第三项，补栽界桩960根。
黎塘林场
2021年12月8日
"""


def test_lines_after_a_bare_list_go_to_the_numbers_they_name() -> None:
    extraction = extraction_of(LISTED)

    assert statuses(extraction) == ["completed", "completed", "long_term", "completed"]
    assert [measures(extraction, n) for n in (1, 2, 3, 4)] == [
        [],
        ["已重新编制23个小班的作业设计。"],
        ["补栽界桩960根。"],
        [],
    ]


OTHER_WORDS = """
汀洲市殡仪馆财务收支审计结果公告
现将审计结果公告如下：
一、审计发现的主要问题
（一）违规收取押金。向721户收取押金每户500元，尚有8.35万元未退还。
（二）向供应商转嫁费用。由花圈租赁商承担外出考察费6.8万元。
（三）火化机采购未招标。以单一来源方式采购火化机两台。
二、审计整改情况
审计报告送达后，殡仪馆逐项整改：
针对租赁商代付的6.8万元考察费，由参加人员全额承担。
火化机采购一事，殡仪馆作出书面检查，今后一律公开招标。
押金方面，向丧属退还8.1万元，其余上缴财政。该问题已整改到位。
汀洲市审计局
2023年6月2日
"""


def test_paragraphs_in_other_words_and_order_find_their_finding() -> None:
    extraction = extraction_of(OTHER_WORDS)

    assert measures(extraction, 1) == ["向丧属退还8.1万元，其余上缴财政。"]
    assert measures(extraction, 2) == ["由参加人员全额承担。"]
    assert measures(extraction, 3) == ["殡仪馆作出书面检查，今后一律公开招标。"]
    assert statuses(extraction) == ["completed", None, None]


PARAGRAPHS = """
砚北县水务局关于水库管护资金审计整改情况的公告
现将整改情况公告如下。
部分巡查记录不真实。抽查的12座水库中，有5座的日志系月末一次性补填。审计组反馈后，我局约谈5名责任人，改为手机定位打卡。目前这一问题已经整改到位。
养护资金拨付滞后。补助资金216万元截至年底只拨付58.3万元。对此，我局会同县财政局将剩余157.7万元支付到位。该问题已完成整改。
监督电话：0000-0000000
砚北县水务局
2023年9月26日
"""


def test_paragraphs_without_numbers_hold_fault_answer_and_status() -> None:
    extraction = extraction_of(PARAGRAPHS)

    assert titles(extraction) == ["部分巡查记录不真实。", "养护资金拨付滞后。"]
    assert statuses(extraction) == ["completed", "completed"]
    assert measures(extraction, 1) == ["审计组反馈后，我局约谈5名责任人，改为手机定位打卡。"]


ONE_SENTENCE = """
澜溪水务集团资产负债审计整改情况
现将2个问题的整改情况公开如下。
1.针对二次供水设施运维费欠收318万元的问题，集团成立专班逐个签订还款计划，该问题正在整改，余款列入明年任务。
2.针对物资领用手续缺失问题，工程公司逐一盘点并赔偿1.29万元，目前已整改完成。
澜溪水务集团有限公司
2024年10月16日
"""


def test_a_sentence_that_names_its_problem_and_answers_it_is_cut_at_the_problem() -> None:
    extraction = extraction_of(ONE_SENTENCE)

    assert titles(extraction) == ["二次供水设施运维费欠收318万元", "物资领用手续缺失"]
    assert statuses(extraction) == ["in_progress", "completed"]
    assert not any("该问题" in m for m in measures(extraction, 1))


BY_UNIT = """
鹤汀县补贴资金审计调查整改结果的公告
现按责任单位分列公告如下：
一、责任单位：县民政局（2项）
（一）多发补贴6.84万元。已追回6.39万元，其余核销。整改状态：整改完成。
（二）复核流于形式。组织全县重新认定。整改状态：正在整改。
二、责任单位：县财政局（1项）
配套资金未列入预算。缺口110万元已通过预算调整补足。整改状态：整改完成。
鹤汀县残工委
2024年9月12日
"""


def test_units_that_head_a_group_answer_for_its_findings() -> None:
    extraction = extraction_of(BY_UNIT)

    units = [[q.text for q in f.responsible] for f in extraction.findings]
    assert units == [["县民政局"], ["县民政局"], ["县财政局"]]
    assert [f.category for f in extraction.findings] == [None] * 3
    assert titles(extraction)[2] == "配套资金未列入预算。"


AREAS = """
青浦坪县预算执行审计突出问题整改情况的通报
现将3个突出问题整改情况通报如下：
财政管理方面
1.【已整改】预备费设置比例不足。
2023年足额设置预备费2100万元。
交通运输领域
2.【整改中】配套资金不到位。
统筹整合资金补足配套876万元。
3.【未整改】转让收入未清算。
已向管理人申报债权1300万元，待法院裁定。
特此通报。
"""


def test_a_list_below_area_headings_is_read_with_its_areas() -> None:
    extraction = extraction_of(AREAS)

    assert statuses(extraction) == ["completed", "in_progress", "not_completed"]
    assert [f.category.text if f.category else None for f in extraction.findings] == [
        "财政管理方面",
        "交通运输领域",
        "交通运输领域",
    ]


def test_a_line_that_opens_with_a_sum_is_no_item() -> None:
    extraction = extraction_of(
        """
汭河市交通局审计整改结果的公告
一、已完成整改的问题
1.理赔款未纳入预算。
在预算调整中全额编列。
2.转嫁会议费1.85万元。
1.85万元已由局机关退还。
二、尚未完成整改的问题
3.老车站地块闲置未处置。
力争明年取得规划批复。
汭河市交通局
2024年8月26日
"""
    )

    assert titles(extraction) == ["理赔款未纳入预算。", "转嫁会议费1.85万元。", "老车站地块闲置未处置。"]
    assert statuses(extraction) == ["completed", "completed", "not_completed"]
    assert measures(extraction, 2) == ["1.85万元已由局机关退还。"]


LISTS = """
云涞坪市职业培训中心审计整改情况的公示
审计共发现问题3个，分别是：一是往来款长期未清理，涉及46.8万元；二是劳务派遣人员工资表无本人签字；三是2台一体机未登记固定资产。
针对上述问题，我中心逐项落实整改：一是对46.8万元往来款逐笔核对，已收回31.2万元；二是补签工资表，改为银行代发；三是将2台一体机登记入账。
截至6月30日，上述3个问题已全部整改到位。
云涞坪市职业培训中心
2024年7月5日
"""


def test_a_list_of_answers_follows_the_list_of_findings() -> None:
    extraction = extraction_of(LISTS)

    assert measures(extraction, 2) == ["补签工资表，改为银行代发；"]
    assert statuses(extraction) == ["completed"] * 3


WITHOUT_NUMBERS = """
关于雾川坪县审计查出问题整改情况的报告
一、审计查出问题的整改情况
（一）财政管理方面问题整改情况
1.关于专项资金分配迟缓的问题。县财政局将1.26亿元全部分配下达。
（二）部门预算执行方面问题整改情况
关于预算编制不细化的问题。4个部门已将项目支出细化到具体单位。
关于往来款项清理不及时的问题。3个部门清理往来款1106万元。
二、尚未整改到位的问题及原因
7个尚未完成整改的问题，主要是历史遗留问题。
雾川坪县审计局
2024年12月20日
"""


def test_paragraphs_that_name_their_problem_need_no_number_and_counts_are_no_finding() -> None:
    assert titles(extraction_of(WITHOUT_NUMBERS)) == [
        "专项资金分配迟缓",
        "预算编制不细化",
        "往来款项清理不及时",
    ]


def test_the_first_clause_of_an_answer_is_kept_unless_it_restates_the_finding() -> None:
    extraction = extraction_of(
        """
松柏坪镇审计整改报告
一、存在问题
1、公务接待费超预算。
2、村级工程未履行招投标程序。
二、整改措施
1、严格执行公务接待制度，超支3.42万元由其他经费调剂解决。
2、对2名村支书进行约谈，出台村级工程管理办法。
松柏坪镇人民政府
2023年10月8日
"""
    )

    assert measures(extraction, 1) == ["严格执行公务接待制度，超支3.42万元由其他经费调剂解决。"]
    assert measures(extraction, 2) == ["对2名村支书进行约谈，出台村级工程管理办法。"]


def test_bold_labels_open_lines_where_a_page_lost_its_breaks() -> None:
    extraction = extraction_of(
        "<html><body><h1>沧汀市文广局审计调查整改落实情况的报告</h1><p>现将有关情况报告如下。</p><p>"
        "<strong>问题一：</strong>开放时间不足。3家场馆节假日闭馆。\n<strong>整改要求：</strong>应按规定开放。\n"
        "<strong>落实情况：</strong>每周开放56小时。\n<strong>问题二：</strong>图书流通率偏低。\n"
        "<strong>整改要求：</strong>应建立荐购机制。\n<strong>落实情况：</strong>开通荐购平台。</p>"
        "<p>沧汀市文广局</p><p>2023年11月15日</p></body></html>",
        "notice.html",
    )

    assert titles(extraction) == ["开放时间不足。", "图书流通率偏低。"]
    assert [f.requirement.text if f.requirement else "" for f in extraction.findings] == [
        "应按规定开放。",
        "应建立荐购机制。",
    ]


BARE_HEADS = """
濛坪新区道路工程竣工决算审计结果公告
现将结果公告如下:
工程概况
道路全长3.47公里。
审计发现的问题
1、工程结算多计702.86万元。
2、设计变更手续不全。
审计处理
对多计工程结算款的问题,要求建设单位核减工程款702.86万元。
审计建议
1、加强工程变更的事前审批。
2、强化造价控制。
濛坪新区审计局
2023年8月21日
"""


def test_short_lines_without_numbers_divide_a_text_into_its_parts() -> None:
    extraction = extraction_of(BARE_HEADS)

    assert titles(extraction) == ["工程结算多计702.86万元。", "设计变更手续不全。"]
    assert [bool(f.requirement) for f in extraction.findings] == [True, False]
    assert [m.kind for m in extraction.measures] == ["recommendation", "recommendation"]


def test_parts_inside_a_first_part_keep_their_purpose() -> None:
    extraction = extraction_of(
        """
临坪县人民政府关于2022年度县级预算执行的审计工作报告
第一部分  2022年度审计情况
一、县级财政管理审计情况
（一）预算调整未报批。新增支出1420万元。
（二）暂付款清理缓慢。余额4.06亿元。
二、审计建议
（一）强化预算约束，严格调整程序。
（二）规范项目管护。
第二部分  2021年度审计查出问题整改情况
（一）压实责任。召开整改推进会。
以上报告，请予审议。
"""
    )

    assert titles(extraction) == ["预算调整未报批。", "暂付款清理缓慢。"]
    assert [m.kind for m in extraction.measures][:2] == ["recommendation", "recommendation"]


def test_what_two_texts_share_weighs_the_same_in_any_order() -> None:
    spread = Counter({f"{n}甲": n for n in range(1, 40)} | {f"{chr(0x4E00 + n)}乙": n for n in range(1, 40)})
    marks = set(spread)
    parts = [(_SUM if mark[0].isdigit() else 1.0) / n for mark, n in spread.items()]
    assert _score(marks, marks, spread) == float(sum(map(Fraction, parts)))


def test_an_answer_that_several_numbers_open_is_theirs_and_the_others_follow_their_numbers() -> None:
    extraction = extraction_of("""
黎塘林场内部稽核意见暨办理情形
甲、稽核意见
一、巡护车辆购置后闲置。
二、林木管护费漏收，计有24户未列册。
三、苗木变卖所得未依限缴库。
四、林道排水沟淤塞，未派工清理。
乙、办理情形
一、已于3月派至东区工作站使用。
二、三、已通知各户补缴，并改为每周缴库一次。
四、全线清淤完毕，并与村民订约管护。
""")

    assert [measures(extraction, n) for n in (1, 2, 3, 4)] == [
        ["已于3月派至东区工作站使用。"],
        ["已通知各户补缴，并改为每周缴库一次。"],
        ["已通知各户补缴，并改为每周缴库一次。"],
        ["全线清淤完毕，并与村民订约管护。"],
    ]


def test_clauses_behind_the_verdict_of_several_quoted_problems_answer_them_in_order() -> None:
    extraction = extraction_of("""
黎塘林场关于2023年度预算执行审计整改情况的通告
“年初预算编制不细化”“宣传费超预算”等问题均已完成整改，财务股提前测算，细化到具体用途；超支的1.46万元已按程序追加指标。“往来款长期挂账”问题正在整改，67笔中已清理49笔。
黎塘林场
2024年3月1日
""")

    assert statuses(extraction) == ["completed", "completed", "in_progress"]
    assert [measures(extraction, n) for n in (1, 2, 3)] == [
        ["财务股提前测算，细化到具体用途；"],
        ["超支的1.46万元已按程序追加指标。"],
        ["67笔中已清理49笔。"],
    ]
