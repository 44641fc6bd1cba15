"""What a document says once: for all findings, for a field, for another year, above each record."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles
from tests.extract.told import deadlines, units

TAIL = "霞浦区水务局\n2024年3月5日"
HEAD = "霞浦区水务局审计整改情况公告\n"
TWO = "问题一：水费坐支。少缴3.1万元。\n目前状态：已整改到位。\n落实举措：补缴入库。\n问题二：管网漏损率高。\n目前状态：正在整改。\n落实举措：更换管道。\n"


def numbered(text: str) -> str:
    return f"霞浦区审计局关于区水务局的审计结果公告\n{text}霞浦区审计局\n2024年3月5日"


@pytest.mark.parametrize(
    "sentence",
    [
        "全部事项的完成时限为2024年8月31日。", "整改期限除另有说明外均为2024年8月31日。", "各项问题须于2024年8月31日前整改到位。",
        "以上事项的整改期限统一定为2024年8月31日。",
    ],
)  # fmt: skip
def test_a_time_set_for_all_is_the_time_of_each(sentence: str) -> None:
    e = extraction_of(f"{HEAD}现将整改情况公告如下。{sentence}\n{TWO}{TAIL}")

    assert [d.rstrip("前") if d else d for d in deadlines(e)] == ["2024年8月31日"] * 2


def test_a_time_that_something_was_done_by_is_no_time_set_for_all() -> None:
    assert deadlines(extraction_of(f"{HEAD}审计报告已于2024年8月31日送达。\n{TWO}{TAIL}")) == [None, None]


def test_units_told_with_the_numbers_they_answer_for() -> None:
    e = extraction_of(f"{HEAD}本次整改责任科室：财务科（负责问题一）、工程科（问题二）。\n{TWO}{TAIL}")

    assert units(e) == [["财务科"], ["工程科"]]


def test_answers_in_other_words_follow_the_order_of_the_findings() -> None:
    e = extraction_of(
        numbered(
            "审计发现的问题\n—— 向施工单位超付工程款。多付56.3万元。\n—— 水质检测达不到规范要求。7处只检测1次。\n—— 水费坐收坐支。未缴31万元。\n"
            "整改进展\n针对多付进度款的问题：已从下期计量款中扣回。该问题已整改到位。\n"
            "对供水点检测频次偏低的问题：制定检测计划。该问题正在整改。\n关于坐收坐支水费的问题：已缴入专户。该问题已整改到位。\n"
        )
    )

    assert titles(e) == ["向施工单位超付工程款。", "水质检测达不到规范要求。", "水费坐收坐支。"]
    assert statuses(e) == ["completed", "in_progress", "completed"]
    assert measures(e, 2) == ["制定检测计划。"]
    assert [measures(e, 1), measures(e, 3)] == [["已从下期计量款中扣回。"], ["已缴入专户。"]]


def test_a_sum_sentence_below_a_field_speaks_of_that_field() -> None:
    e = extraction_of(
        f"{HEAD}二、问题整改情况\n（一）收支管理方面\n1.关于水费坐支问题。补缴入库。\n2.关于押金未入账问题。补记账目。\n上述2个问题均已完成整改。\n"
        f"（二）工程管理方面\n1.关于管网漏损问题。更换管道。该问题正在整改。\n2.关于未招标问题。约谈责任人。\n{TAIL}"
    )

    assert statuses(e) == ["completed", "completed", "in_progress", None]


def test_one_field_names_the_one_that_is_not_done_without_quotation_marks() -> None:
    e = extraction_of(
        f"{HEAD}二、问题整改情况\n（一）工程方面\n1.关于污水管网项目进度滞后的问题，铺设28公里。\n2.关于押金未退的问题，退还押金。\n"
        f"该方面2个问题中，污水管网项目进度滞后问题正在整改，其余1个问题已整改完成。\n{TAIL}"
    )

    assert statuses(e) == ["in_progress", "completed"]


def test_last_years_rectification_answers_none_of_this_years_findings() -> None:
    e = extraction_of(
        "关于霞浦区2023年度预算执行的审计工作报告及2022年度审计查出问题整改情况的说明\n第一部分 2023年度审计工作情况\n一、财政管理审计\n"
        "1、基金预算编制不完整。漏编1,208万元。\n2、暂付款消化缓慢。\n二、审计建议\n（一）强化预算约束。\n"
        "第二部分 上年度审计查出问题整改情况\n去年报告反映的问题，各单位积极整改：\n——村账代理不规范的问题。组织培训124人次。该问题已整改。\n"
        "——服务收费超标的问题。退还13.7万元。该问题正在整改。\n霞浦区审计局\n2024年6月27日"
    )

    assert e.family == "audit_work_report"
    assert statuses(e) == [None, None, "completed", "in_progress"]
    assert [measures(e, i) for i in (1, 2)] == [[], []]
    assert [f.category.text if f.category else None for f in e.findings][2:] == [None, None]


def test_paragraphs_that_each_end_in_a_state_tell_a_finding_whole() -> None:
    e = extraction_of(
        f"{HEAD}现将整改情况报告如下。\n设备重复购置。2021年购置水泵6台，利用率不足20%。我局调拨4台到乡镇。该问题已完成整改。\n"
        "名单审核不严。11户停用后仍享受减免，共2.2万元。我局追回2.2万元并缴入国库。该问题已完成整改。\n"
        f"质保金逾期未退。39万元到期14个月。我局向法院提存39万元。该问题正在整改。\n{TAIL}"
    )

    assert titles(e) == ["设备重复购置。", "名单审核不严。", "质保金逾期未退。"]
    assert measures(e, 2) == ["我局追回2.2万元并缴入国库。"]
    assert e.findings[1].detail is not None
    assert e.findings[1].detail.text == "11户停用后仍享受减免，共2.2万元。"


def test_a_record_begins_at_the_cells_above_its_problem() -> None:
    case = "△ 编号{n}\n反映内容：{what}\n属实情况：属实\n承办单位：{unit}\n办理结果：{state}。已完成清运。\n"
    e = extraction_of(
        "霞浦区信访举报件办理情况公开\n现将办理情况公开如下。\n"
        + case.format(n="X2QK-003", what="垃圾长期堆放。", unit="河东镇人民政府", state="已办结")
        + case.format(n="X2QK-011", what="砂场偷排泥浆。", unit="区水务局", state="阶段性办结")
        + TAIL
    )

    assert [f.label.text if f.label else None for f in e.findings] == ["X2QK-003", "X2QK-011"]
    assert units(e) == [["河东镇人民政府"], ["区水务局"]]
    assert statuses(e) == ["completed", "largely_completed"]
    assert measures(e, 1) == ["已完成清运。"]


def test_labels_on_lines_of_their_own_that_name_all_cells_are_one_record() -> None:
    cells = {
        "任务编号": "二十三", "牵头单位": "区城管局", "反馈问题": "渗滤液积存。积存3.6万立方米。", "整改目标": "全面清空。",
        "完成时限": "2024年3月31日", "整改举措": "其一，采购设备2套；其二，修补覆盖层。", "整改状态": "已完成",
    }  # fmt: skip
    page = "".join(f"<dt>{k}</dt><dd>{v}</dd>" for k, v in cells.items())
    e = extraction_of(
        f"<html><body><h1>霞浦区督察反馈问题整改公示</h1><p>现予以公示。</p><dl>{page}</dl></body></html>",
        "a.html",
    )

    assert titles(e) == ["渗滤液积存。"]
    assert measures(e, 1) == ["采购设备2套；", "修补覆盖层。"]
    assert (units(e), deadlines(e), statuses(e)) == ([["区城管局"]], ["2024年3月31日"], ["completed"])


def test_lists_after_a_paragraph_that_announces_problems_take_the_field_they_open_with() -> None:
    e = extraction_of(
        "区委巡察组向区水务局党组反馈巡察情况\n巡察组反馈了情况。巡察也发现一些问题，主要是：\n"
        "全面从严治党方面，一是廉政谈话流于形式；二是物资采购监督缺位。\n选人用人方面，一是轮岗交流少；二是聘用把关不严。\n"
        "针对存在的问题，巡察组提出两点意见建议：\n1、提高政治站位。\n2、扛牢主体责任。\n中共霞浦区委巡察办公室\n2024年5月8日"
    )

    assert titles(e) == ["廉政谈话流于形式；", "物资采购监督缺位。", "轮岗交流少；", "聘用把关不严。"]
    assert [f.category.text if f.category else None for f in e.findings] == ["全面从严治党方面"] * 2 + [
        "选人用人方面"
    ] * 2
    assert [m.kind for m in e.measures] == ["recommendation"] * 2
    assert e.stated_finding_count is None


def test_what_is_required_in_the_findings_own_paragraph_is_no_measure() -> None:
    e = extraction_of(
        numbered(
            "一、主要问题及处理意见\n（一）耗材加价销售。多收37.18万元。对上述问题，责成该局退还多收费用。\n（二）出入库粗放。218件未出库。对上述问题，要求核实差异原因。\n"
        )
    )

    assert [f.requirement.text if f.requirement else None for f in e.findings] == [
        "对上述问题，责成该局退还多收费用。", "对上述问题，要求核实差异原因。",
    ]  # fmt: skip
    assert [measures(e, 1), measures(e, 2)] == [[], []]


@pytest.mark.parametrize("printed", ["2024年第6号公告", "2024年第3号 总第52号", "2025年第2号（总第37号）"])
def test_announcements_numbered_by_the_year_have_a_document_number(printed: str) -> None:
    e = extraction_of(
        f"霞浦区水厂决算审计结果公告\n（{printed}）\n区审计局进行了审计。\n一、主要问题\n（一）多计造价3万元。\n霞浦区审计局\n2024年8月1日"
    )

    assert e.document_number is not None
    assert e.document_number.text == printed


def test_the_outcome_of_an_account_and_causes_are_no_findings_and_the_audited_body_no_issuer() -> None:
    e = extraction_of(
        "霞浦区第二医院2023年工程竣工决算审计结果公告\n一、审计结果\n送审总投资386万元，审定371万元，审减15万元。\n二、审计发现的问题\n"
        "工程量计算不实。多计8.7万元。\n签证手续不全。23份缺少签字。\n三、问题产生的主要原因\n一是协同不够；二是力量薄弱。\n"
    )

    assert titles(e) == ["工程量计算不实。", "签证手续不全。"]
    assert e.issuer is None or e.issuer.text != "霞浦区第二医院"


def test_an_article_whose_byline_names_the_body_first_has_a_title() -> None:
    e = extraction_of(
        "从审计视角看供水保障资金管理的薄弱环节\n□ 霞浦市审计局 陈远 林知\n供水保障资金事关民生。近年来审计发现一些问题。\n"
        "一、审计发现的主要问题\n（一）征缴基数核定不实。\n（二）发放审核不严。\n二、加强管理的建议\n（一）建立共享机制。\n"
    )

    assert e.title is not None
    assert e.title.text == "从审计视角看供水保障资金管理的薄弱环节"
    assert e.issuer is not None
    assert e.issuer.text == "霞浦市审计局"


@pytest.mark.parametrize(
    "sentence",
    [
        "2021年度审计查出的46个问题已全部完成整改。",
        "上年度审计查出的问题均已整改到位。",
        "去年审计工作报告反映的问题已全部整改。",
    ],
)
def test_what_came_of_an_earlier_audit_is_no_status_of_this_one(sentence: str) -> None:
    text = f"关于青墩县2022年度县级预算执行和其他财政收支的审计工作报告\n受县政府委托，报告审计情况如下。{sentence}\n一、财政管理审计情况\n（一）收入未及时缴库。涉及4215万元。\n（二）专项资金闲置。2个项目资金闲置一年以上。\n青墩县审计局\n2023年7月5日"
    assert statuses(extraction_of(text)) == [None, None]


def test_a_report_on_rectification_tells_the_states_of_its_own_findings() -> None:
    text = "青墩县2023年审计整改情况公告\n2022年度审计查出的2个问题已全部完成整改。\n一、存在问题\n（一）收入未及时缴库。\n（二）专项资金闲置。\n青墩县审计局\n2023年7月5日"
    assert statuses(extraction_of(text)) == ["completed", "completed"]


def test_letters_of_parts_head_what_stands_below_them() -> None:
    text = "海濱署就審計署報告書建議的跟進情況\nA部：服務提供\n(a) 覆診率偏低。47間學校低於六成。\n跟進行動：已發出短訊提醒。\n現況：已落實\nB部：物料管理\n(b) 物料沒有適時棄置。\n跟進行動：已棄置所有逾期物料。\n現況：已落實\n"
    e = extraction_of(text)
    assert [f.category.text if f.category else None for f in e.findings] == ["服務提供", "物料管理"]


def test_a_paragraph_that_lists_heads_nothing_below_it() -> None:
    text = "中共禾塘镇委员会关于巡察整改情况的通报\n现将整改情况通报如下。\n一、聚焦作风建设情况\n（一）集体学习不深入。\n一是制定学习计划；二是建立领学制度。\n整改进度：已完成\n（二）资产底数不清。\n一是开展清查登记；二是重新招租。\n整改进度：正在整改\n二、聚焦组织建设情况\n（三）干部储备不足。\n一是建立信息库；二是选聘专干7人。\n整改进度：正在整改\n中共禾塘镇委员会\n2023年12月12日"
    e = extraction_of(text)
    assert [f.title.text for f in e.findings] == ["集体学习不深入。", "资产底数不清。", "干部储备不足。"]
    assert statuses(e) == ["completed", "in_progress", "in_progress"]
    assert measures(e, 1) == ["制定学习计划；", "建立领学制度。"]
