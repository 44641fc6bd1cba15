"""Tables of further kinds: records stacked down the side, numbered cells, headings over them, headless rests."""

from extract.model import Extraction
from tests.extract.notices import extraction_of, measures, statuses, titles


def page(*rows: str) -> str:
    return f"<html><body><h1>麓川市体育局审计问题整改公示</h1>{''.join(rows)}</body></html>"


def row(*cells: str) -> str:
    return "<tr>" + "".join(c if c.startswith("<td") else f"<td>{c}</td>" for c in cells) + "</tr>"


def table_of(*rows: list[str]) -> Extraction:
    return extraction_of(page(table(*(row(*cells) for cells in rows))), "notice.html")


def table(*rows: str) -> str:
    return f"<table border=1>{''.join(rows)}</table>"


def test_numbers_beside_a_merged_label_are_no_measures() -> None:
    extraction = extraction_of(
        page(
            "<h4>问题一</h4>",
            table(
                row("问题表现", "<td colspan=2>场馆收入未入账。2022年少计8.6万元。</td>"),
                row("<td rowspan=2>整改措施</td>", "1", "补记收入。"),
                row("2", "修订收费办法。"),
                row("整改状态", "<td colspan=2>已整改到位</td>"),
            ),
            "<p>公告之后，我局将继续做好以下工作：</p><p>一是每季度盘点票据。</p><p>二是加快系统建设。</p>",
        ),
        "a.html",
    )

    assert [f.label.text if f.label else None for f in extraction.findings] == ["问题一"]
    assert measures(extraction, 1) == ["补记收入。", "修订收费办法。"]
    assert [(m.kind, m.text.text) for m in extraction.measures] == [
        ("next_step", "每季度盘点票据。"),
        ("next_step", "加快系统建设。"),
    ]


def test_records_stacked_in_one_table_begin_at_their_first_label() -> None:
    cells = [
        ("1", "器材采购未验收。", "组织补验收。", "已完成"),
        ("2", "培训费无预算。", "补编预算。", "整改中"),
    ]
    extraction = extraction_of(
        page(
            table(
                *(
                    row("序号", f"<td colspan=2>{n}</td>")
                    + row("问题", f"<td colspan=2>{problem}</td>")
                    + row("<td rowspan=2>整改情况</td>", "措施", measure)
                    + row("责任单位", "群体科")
                    + row("状态", f"<td colspan=2>{state}</td>")
                    for n, problem, measure, state in cells
                )
            )
        ),
        "a.html",
    )

    assert titles(extraction) == ["器材采购未验收。", "培训费无预算。"]
    assert statuses(extraction) == ["completed", "in_progress"]
    assert measures(extraction, 2) == ["补编预算。"]


def test_a_heading_over_a_record_that_only_describes_names_the_finding() -> None:
    extraction = extraction_of(
        page(
            "<h3>问题1：票据管理不规范</h3>",
            table(
                row("具体表现", "37份收据未连号使用。"),
                row("整改举措", "启用电子票据。"),
                row("整改状态", "完成"),
            ),
        ),
        "a.html",
    )

    (finding,) = extraction.findings
    assert finding.title.text == "票据管理不规范"
    assert finding.detail is not None and finding.detail.text == "37份收据未连号使用。"
    assert finding.category is None


def test_a_headless_rest_that_opens_with_a_group_continues_the_table() -> None:
    extraction = extraction_of(
        page(
            table(
                row("序号", "存在问题", "整改措施", "整改状态"),
                row("<td colspan=4>财政管理类</td>"),
                row("1", "收入未入库", "全部缴库", "已完成"),
                row("2", "结余未清理", "收回结余", "已完成"),
            ),
            "<p>（转下页）</p>",
            table(row("<td colspan=4>政府投资类</td>"), row("3", "多计工程款", "扣回价款", "未完成")),
        ),
        "a.html",
    )

    assert titles(extraction) == ["收入未入库", "结余未清理", "多计工程款"]
    assert [f.category.text for f in extraction.findings if f.category] == [
        "财政管理类",
        "财政管理类",
        "政府投资类",
    ]


def test_a_table_without_a_head_below_another_heading_has_the_columns_of_the_one_above() -> None:
    extraction = extraction_of(
        page(
            "<h3>一、财政管理方面</h3>",
            table(
                row("序号", "问题", "整改措施", "整改状态"),
                row("1", "收入未缴库", "全部缴库", "已完成"),
                row("2", "结余未清理", "收回结余", "已完成"),
            ),
            "<h3>二、部门预算方面</h3>",
            table(
                row("3", "接待费超标", "退回1.2万元", "未完成"), row("4", "决算不实", "调整账目", "未完成")
            ),
        ),
        "a.html",
    )

    assert statuses(extraction) == ["completed", "completed", "not_completed", "not_completed"]
    assert [f.category.text for f in extraction.findings if f.category][2:] == ["部门预算方面"] * 2


def test_columns_without_known_heads_are_told_by_their_cells() -> None:
    extraction = extraction_of(
        page(
            table(
                row("序号", "审计查出的情况", "怎么改", "由谁落实", "目前到哪一步"),
                row(
                    "1",
                    "养护资金支付不及时，拖欠企业36.5万元",
                    "全部支付到位，建立付款台账",
                    "市绿化中心",
                    "已完成",
                ),
                row("2", "苗木采购未履行政府采购程序", "修订采购办法，重新组织采购", "园林局", "整改中"),
                row("合计", "36.5万元", "", "", ""),
            )
        ),
        "a.html",
    )

    assert titles(extraction) == ["养护资金支付不及时，拖欠企业36.5万元", "苗木采购未履行政府采购程序"]
    assert measures(extraction, 2) == ["修订采购办法，重新组织采购"]
    assert statuses(extraction) == ["completed", "in_progress"]


ANSWERS = table(
    row("决定事项", "执行结果", "状态"),
    row("第1项", "结算时扣减工程款。", "已整改"),
    row("第2项", "归还4.26万元。", "整改中"),
)


def test_a_table_answers_the_numbers_of_a_list_told_before() -> None:
    extraction = extraction_of(
        page(
            "<h3>审计决定内容</h3><p>1. 虚报土方8,640立方米，多计工程款26.35万元。责令据实扣减。</p>"
            "<p>2. 挪用项目资金支付办公经费4.26万元。限于2月28日前归还原资金渠道。</p><h3>各事项执行结果</h3>",
            ANSWERS,
        ),
        "a.html",
    )

    assert statuses(extraction) == ["completed", "in_progress"]
    assert [f.requirement.text for f in extraction.findings if f.requirement] == [
        "责令据实扣减。",
        "限于2月28日前归还原资金渠道。",
    ]
    assert [measures(extraction, n) for n in (1, 2)] == [["结算时扣减工程款。"], ["归还4.26万元。"]]


def test_two_tables_are_joined_by_their_numbers() -> None:
    extraction = extraction_of(
        page(
            table(row("序号", "存在问题"), row("1", "资金支付不及时"), row("2", "采购未履行程序")),
            "<p>整改情况如下：</p>",
            table(
                row("序号", "整改措施", "责任单位", "整改状态"),
                row("1", "全部支付", "市绿化中心", "已完成"),
                row("2", "重新采购", "办公室", "整改中"),
            ),
        ),
        "a.html",
    )

    assert titles(extraction) == ["资金支付不及时", "采购未履行程序"]
    assert statuses(extraction) == ["completed", "in_progress"]


def test_an_answer_to_a_number_that_no_finding_has_becomes_doubt() -> None:
    extraction = extraction_of(
        page(
            "<p>一、审计发现的主要问题</p><p>1. 多计工程款26.35万元。</p><p>2. 挪用资金4.26万元。</p>",
            ANSWERS.replace("第2项", "第5项"),
        ),
        "a.html",
    )

    assert "unlinked_measure" in {i.kind for i in extraction.issues}


CARDS = """
滏口市医疗保障局关于专项审计发现问题整改结果的公告
一、基金筹集方面
问题（一）：少缴医保费146.03万元。
主办单位：市医保中心
整改措施：下发补缴通知书。
整改状态：已完成
问题（二）：资助未全覆盖。
主办单位：市医保局
整改措施：退补个人缴费。
整改状态：推进中，预计完成时间2025年6月30日。
二、基金使用方面
问题（一）：重复收取诊疗费。
主办单位：市卫健委
整改措施：追回基金。
整改状态：已完成
主办：滏口市医疗保障局
承办：市医保中心
"""


def test_numbers_in_brackets_start_again_under_each_field() -> None:
    extraction = extraction_of(CARDS)

    assert [f.label.text for f in extraction.findings if f.label] == [
        "问题（一）",
        "问题（二）",
        "问题（一）",
    ]
    assert [f.category.text for f in extraction.findings if f.category] == ["基金筹集方面"] * 2 + [
        "基金使用方面"
    ]


def test_a_unit_that_leads_is_no_foot_of_the_page_while_findings_are_told_below() -> None:
    extraction = extraction_of(CARDS)

    assert [[u.text for u in f.responsible] for f in extraction.findings] == [
        ["市医保中心"],
        ["市医保局"],
        ["市卫健委"],
    ]


def test_a_time_beside_a_status_is_the_deadline() -> None:
    finding = extraction_of(CARDS).findings[1]

    assert finding.deadline is not None and finding.deadline.text == "2025年6月30日"
    assert finding.result is None


BLOCKS = """
柏浦区档案局关于审计反馈问题整改情况的报告
一、基本情况
2023年区审计局对我局进行了审计。
二、反馈问题整改情况
问题1
反馈问题
数字化外包费用超预算支付。多付3.2万元。
整改要求
核减多付费用。
整改措施
与外包单位重新结算。
整改状态
已完成
问题2
反馈问题
库房消防设施过期。
整改要求
立即更换。
整改措施
更换灭火器42具。
整改状态
已完成
三、下一步工作打算
（一）加强预算管理。
（二）每季度检查库房。
"""


def test_labels_that_come_again_with_every_record_head_no_part() -> None:
    extraction = extraction_of(BLOCKS)

    assert [f.label.text for f in extraction.findings if f.label] == ["问题1", "问题2"]
    assert [f.requirement.text for f in extraction.findings if f.requirement] == [
        "核减多付费用。",
        "立即更换。",
    ]
    assert [measures(extraction, n) for n in (1, 2)] == [["与外包单位重新结算。"], ["更换灭火器42具。"]]
    assert [m.text.text for m in extraction.measures] == ["加强预算管理。", "每季度检查库房。"]


def test_the_last_record_ends_at_the_heading_of_the_next_part() -> None:
    extraction = extraction_of(
        BLOCKS.replace("三、下一步工作打算", "三、综合评论").replace("（一）", "").replace("（二）", "")
    )

    assert statuses(extraction) == ["completed", "completed"]
    assert measures(extraction, 2) == ["更换灭火器42具。"]
    assert extraction.findings[1].result is None


def test_states_in_the_first_column_of_a_headless_rest_are_no_labels() -> None:
    extraction = extraction_of(
        page(
            table(
                row("整改状态", "序号", "存在问题", "整改措施"),
                row("已完成", "1", "收入未入库", "全部缴库"),
                row("正在整改", "2", "结余未清理", "收回结余"),
            ),
            "<p>（续上表）</p>",
            table(
                row("<td colspan=4>政府投资类</td>"),
                row("正在整改", "3", "概算外增加装修", "补办手续"),
                row("已完成", "4", "多计工程款", "扣回价款"),
            ),
        ),
        "a.html",
    )

    assert statuses(extraction) == ["completed", "in_progress", "in_progress", "completed"]


def test_an_auditors_opinion_is_the_finding_where_no_column_names_one() -> None:
    extraction = table_of(
        ["項次", "審計意見", "處理情形", "辦理狀態"],
        ["1", "補助計畫管考未盡周延", "已檢討並修訂作業規定。", "解除列管"],
        ["2", "公有房舍閒置", "刻正辦理活化招租作業。", "改善中"],
    )

    assert titles(extraction) == ["補助計畫管考未盡周延", "公有房舍閒置"]
    assert statuses(extraction) == ["completed", "in_progress"]


def test_a_column_of_progress_tells_measures_unless_most_cells_state() -> None:
    extraction = table_of(
        ["序号", "问题", "责任单位", "整改进展"],
        ["1", "物业费收缴不及时", "牵头单位：后勤中心；配合单位：财务科", "已追缴30万元，剩余6万元已起诉。"],
        ["2", "油卡管理不严", "办公室", "已完成整改，油卡一车一卡。"],
        ["3", "会议费超标", "办公室", "已退回。"],
    )

    assert measures(extraction, 1) == ["已追缴30万元，剩余6万元已起诉。"]
    assert statuses(extraction)[1] == "completed"
    assert [q.text for q in extraction.findings[0].responsible] == ["后勤中心"]  # 财务科 assists


HEADS = ["问题类别", "存在问题", "整改措施", "责任单位", "整改情况"]
LISTED = "1.门票收入未及时上缴。<br>2.两台器材闲置。"


def told(extraction: Extraction) -> list[tuple[str, str | None, list[str]]]:
    return [
        (title, status, measures(extraction, i))
        for i, (title, status) in enumerate(zip(titles(extraction), statuses(extraction), strict=True), 1)
    ]


def test_a_cell_that_lists_problems_is_so_many_findings_and_shares_what_is_not_listed() -> None:
    extraction = table_of(
        HEADS, ["收支管理", LISTED, "1.补缴入库。<br>2.调剂使用。", "办公室", "1.已完成整改<br>2.正在整改"]
    )

    assert told(extraction) == [
        ("门票收入未及时上缴。", "completed", ["补缴入库。"]),
        ("两台器材闲置。", "in_progress", ["调剂使用。"]),
    ]
    assert [[u.text for u in f.responsible] for f in extraction.findings] == [["办公室"], ["办公室"]]
    assert [f.label.text if f.label else None for f in extraction.findings] == ["1", "2"]


def test_a_numbered_row_that_lists_problems_stays_one_finding() -> None:
    extraction = table_of(["序号", *HEADS[1:]], ["7", LISTED, "逐项纠正。", "办公室", "已完成整改"])

    assert [f.label.text if f.label else None for f in extraction.findings] == ["7"]


def test_a_numbered_row_is_divided_where_its_states_differ_or_the_document_counts_so() -> None:
    rows = table(
        row("序号", *HEADS[1:]),
        row("1", LISTED, "逐项纠正。", "办公室", "已完成整改"),
        row("2", "漏记押金。", "补记。", "财务科", "已完成"),
    )
    counted = extraction_of(page("<p>审计共查出3个问题，整改情况如下。</p>", rows), "a.html")
    differing = table_of(["序号", *HEADS[1:]], ["7", LISTED, "逐项纠正。", "办公室", "1.已完成；2.整改中"])

    assert titles(counted) == ["门票收入未及时上缴。", "两台器材闲置。", "漏记押金。"]
    assert statuses(differing) == ["completed", "in_progress"]
