"""The same findings in every common layout: heading, description, units, answer and state in any form and place."""

import pytest

from extract.understanding import understand
from tests.extract.dressing import document

HEAD = "青墩县水务局关于审计发现问题整改情况的公告\n根据审计报告，我局逐项整改，现将情况公告如下：\n"
DESCRIBED = (
    ("一", "管网漏损率偏高", "3个片区漏损率超过25%。", "更换老旧管道9公里。"),
    ("二", "水费欠缴未催收", "7家单位欠缴水费41万元。", "收回水费38万元。"),
)


def findings(text):
    return understand(document("x.txt", (HEAD + text).encode())).findings


def cells(found):
    return (
        found.title.text,
        found.detail.text if found.detail else None,
        found.status.status if found.status else None,
        "".join(m.text.text for m in found.measures),
    )


@pytest.mark.parametrize(
    "heading",
    [
        "1、关于水价调整未听证的问题（已完成整改）",
        "问题一：关于水价调整未听证的问题（已完成整改）",
        "（一）关于“水价调整未听证”问题（已完成整改）",
        "1.关于水价调整未听证的问题（责任单位：水政股；整改时限：2025年6月底）（已完成整改）",
        "（1）“水价调整未听证”的问题（已完成整改）",
    ],
)
def test_a_problem_is_named_alike_before_a_state_in_brackets(heading):
    other = heading.replace("一", "二").replace("1", "2").replace("水价调整未听证", "超范围收费")
    (found, *_) = findings(f"{heading}\n整改情况：已补开听证会。\n{other}\n整改情况：已停收费用。\n")
    assert cells(found) == ("水价调整未听证", None, "completed", "已补开听证会。")


@pytest.mark.parametrize("label", ["整改情况：", "整改措施：", "【整改情况】"])
@pytest.mark.parametrize("between", ["", "责任单位：水政股；整改时限：2025年6月底\n"])
def test_text_between_a_named_problem_and_its_labelled_answer_describes_it(label, between):
    text = "".join(
        f"（{n}）关于{title}的问题\n{detail}\n{between}{label}{answer}\n"
        for n, title, detail, answer in DESCRIBED
    )
    assert [cells(f)[1] for f in findings(text)] == [d for _, _, d, _ in DESCRIBED]


@pytest.mark.parametrize("turn", ["审计指出后，", "针对该问题，"])
@pytest.mark.parametrize("between", ["", "责任单位：水政股\n整改时限：2025年6月底\n"])
def test_what_stands_before_words_that_turn_away_from_the_audit_was_found(turn, between):
    text = "".join(
        f"（{n}）关于{title}的问题\n{detail}\n{between}{turn}{answer}\n"
        for n, title, detail, answer in DESCRIBED
    )
    assert [cells(f)[1] for f in findings(text)] == [d for _, _, d, _ in DESCRIBED]
    assert all(cells(f)[3] for f in findings(text))


@pytest.mark.parametrize(
    "answer", ["针对该问题，{}", "审计指出后，{}", "整改落实情况\n{}", "【整改情况】\n{}"]
)
@pytest.mark.parametrize("stop", ["", "。"])
def test_problems_without_numbers_stand_above_what_was_done(answer, stop):
    told = (
        ("闸门年检资料缺失", "补齐2022年以来的年检资料。"),
        ("违规使用现金支付工程款13万元", "停止使用现金，补办转账手续。"),
        ("河道保洁合同未公开招标", "重新招标，节约资金5万元。"),
    )
    found = findings("".join(f"{title}{stop}\n{answer.format(done)}\n" for title, done in told))
    assert [f.title.text.rstrip("。") for f in found] == [title for title, _ in told]
    assert all(done in cells(f)[3] for f, (_, done) in zip(found, told, strict=True))


def test_a_line_without_a_stop_heads_the_lines_that_have_one():
    text = (
        "闸门年检资料缺失\n2021年的年检资料未归档。\n责任单位：工程股\n整改情况：补齐资料。\n另建档案室一间。\n"
        "河道保洁合同未公开招标\n两份合同直接委托。\n责任单位：河道所\n整改情况：重新招标。\n"
    )
    assert [(f.title.text, f.detail.text) for f in findings(text)] == [
        ("闸门年检资料缺失", "2021年的年检资料未归档。"),
        ("河道保洁合同未公开招标", "两份合同直接委托。"),
    ]


@pytest.mark.parametrize("names", ["问题/具体问题", "问题描述/问题详情", "存在问题/具体表现"])
def test_a_second_label_of_the_problem_describes_the_first(names):
    first, second = names.split("/")
    text = "".join(
        f"序号：{n}\n{first}：{title}\n{described}整改措施：{done}\n"
        for n, title, described, done in (
            (1, "管网漏损率偏高", f"{second}：3个片区漏损率超过25%。\n", "更换老旧管道9公里。"),
            (2, "水费欠缴未催收", "", "收回水费38万元。"),
            (3, "闸门年检资料缺失", f"{second}：2021年的年检资料未归档。\n", "补齐资料。"),
        )
    )
    found = findings(text)
    assert [f.title.text for f in found] == ["管网漏损率偏高", "水费欠缴未催收", "闸门年检资料缺失"]
    assert [f.label.text for f in found] == ["1", "2", "3"]
    assert [f.detail is None for f in found] == [False, True, False]


def test_a_labelled_record_ends_at_the_next_heading_of_the_text():
    text = (
        "一、问题整改情况\n问题：管网漏损率偏高\n整改情况：更换老旧管道9公里。\n"
        "问题：水费欠缴未催收\n整改情况：收回水费38万元。\n二、下一步工作打算\n我局将健全长效机制。\n"
    )
    assert [cells(f)[3] for f in findings(text)] == ["更换老旧管道9公里。", "收回水费38万元。"]


def test_a_label_with_a_list_below_it_is_a_cell_like_those_with_text_beside_it():
    text = (
        "1、管网漏损率偏高\n【整改情况】更换老旧管道9公里。目前，该问题已完成整改。\n"
        "2、水费欠缴未催收\n【整改情况】\n（1）收回水费38万元。\n（2）约谈欠费单位2家。\n目前，该问题正在整改。\n"
        "3、闸门年检资料缺失\n【整改情况】补齐资料。截至目前，已完成整改。\n"
    )
    assert [cells(f)[2:] for f in findings(text)] == [
        ("completed", "更换老旧管道9公里。"),
        ("in_progress", "收回水费38万元。约谈欠费单位2家。"),
        ("completed", "补齐资料。"),
    ]


def test_numbered_headings_that_name_a_problem_hold_no_problems():
    text = "".join(
        f"{n}.关于“{title}”问题\n{detail}\n责任单位：{unit}\n整改措施：{done}\n整改结果：完成整改\n"
        for n, title, detail, unit, done in (
            (1, "工程分包管理不严", "将3个标段分包给无资质的公司。", "建管股", "解除分包合同。"),
            (2, "仓库台账不全", "12批物资没有入库单。", "物资股", "补登台账。"),
        )
    )
    assert [f.title.text for f in findings(text)] == ["工程分包管理不严", "仓库台账不全"]


def test_paragraphs_below_a_numbered_answer_go_on_with_it():
    text = (
        "一、审计发现的主要问题\n1、管网漏损率偏高。\n2、水费欠缴未催收。\n3、闸门年检资料缺失。\n"
        "二、审计整改情况\n第1项问题：更换老旧管道9公里。\n在6个片区安装远传水表。\n"
        "第2项问题：收回水费38万元。\n第3项问题：补齐年检资料。\n另建档案室一间。\n"
    )
    assert ["".join(m.text.text for m in f.measures) for f in findings(text)] == [
        "更换老旧管道9公里。在6个片区安装远传水表。",
        "收回水费38万元。",
        "补齐年检资料。另建档案室一间。",
    ]


@pytest.mark.parametrize("number", ["", "（{}）"])
def test_states_by_ordinals_count_in_the_order_of_findings_without_numbers(number):
    told = (
        ("水价调整未听证", "已补开听证会。"),
        ("超范围收取管网费", "已停收。"),
        ("欠缴水资源费", "正在筹措资金。"),
    )
    text = "".join(
        f"{number.format('一二三'[n])}关于{title}的问题\n整改情况：{done}\n"
        for n, (title, done) in enumerate(told)
    )
    found = findings(f"{text}第一、二项问题已完成整改，第三项问题正在整改。\n")
    assert [cells(f)[2] for f in found] == ["completed", "completed", "in_progress"]


@pytest.mark.parametrize("turn", ["针对该问题，", "审计指出后，"])
def test_a_state_right_behind_words_that_turn_away_from_the_audit_is_no_measure(turn):
    text = (
        f"（1）“管网漏损率偏高”的问题\n具体表现：3个片区漏损率超过25%。\n{turn}已完成整改。更换老旧管道9公里。\n"
        f"（2）“水费欠缴未催收”的问题\n{turn}正在整改。收回水费38万元。\n"
    )
    assert [cells(f) for f in findings(text)] == [
        ("管网漏损率偏高", "3个片区漏损率超过25%。", "completed", "更换老旧管道9公里。"),
        ("水费欠缴未催收", None, "in_progress", "收回水费38万元。"),
    ]


def test_a_sentence_at_the_head_of_a_part_states_for_its_findings():
    text = (
        "一、审计查出问题的整改情况\n（一）财政管理方面\n本部分2个问题已全部完成整改。\n"
        "1.管网漏损率偏高。已更换老旧管道9公里。\n2.水费欠缴未催收。收回水费38万元。\n"
        "（二）工程建设方面\n本部分2个问题正在整改。\n"
        "3.闸门年检资料缺失。已补齐2022年的资料。\n4.河道保洁合同未公开招标。正在编制招标文件。\n"
    )
    states = ["completed", "completed", "in_progress", "in_progress"]
    assert [cells(f)[2] for f in findings(text)] == states


def test_answers_by_number_that_tell_no_title_are_read_whole():
    text = (
        "一、审计发现的问题及处理意见\n问题1：多计工程价款98万元。其中材料价差多计41万元。\n审计处理意见：责成扣减多计价款。\n"
        "问题2：中标单位违规分包。草坪铺设交由个体施工队完成。\n审计处理意见：建议依法查处。\n"
        "二、整改结果\n水务局整改结果如下：\n问题1：水务局已重新办理结算，扣减价款98万元。该问题已整改到位。\n"
        "问题2：住建股对中标单位立案调查。该问题正在整改。\n"
    )
    assert [cells(f)[2:] for f in findings(text)] == [
        ("completed", "水务局已重新办理结算，扣减价款98万元。"),
        ("in_progress", "住建股对中标单位立案调查。"),
    ]


def test_paragraphs_that_each_name_a_problem_need_no_headings():
    told = (
        ("资产底数不清、部分房屋未办理登记", "聘请机构逐一丈量建档。"),
        ("商铺低价出租、租金拖欠严重", "解除合同14份，追回租金22万元。"),
        ("储备仓库消防设施老化", "更换灭火器材112具。"),
    )
    text = "".join(f"针对{title}的问题，水务局{done}该问题已整改到位。\n" for title, done in told)
    found = findings(text + "下一步，水务局将健全监管体系。\n")
    assert [f.title.text for f in found] == [title for title, _ in told]
    assert [f.status.status for f in found] == ["completed"] * 3


def test_groups_of_lacks_by_state_and_explanations_above_the_answer_in_traditional_script():
    text = (
        "青墩縣政府審計室審核通知事項辦理情形\n本府就審核通知事項逐項檢討改善，辦理情形如下：\n"
        "一、已改善完成之缺失\n（一）公物未登帳\n說明：38件公物未登帳。\n辦理情形：補登完竣。\n"
        "（二）勞務採購未驗收\n辦理情形：補辦驗收。\n二、改善中之缺失事項\n（三）租金逾期未收\n說明：7戶欠租。\n"
        "辦理情形：已催收5戶。\n說明：餘2戶另案處理。\n"
    )
    found = understand(document("x.txt", text.encode())).findings
    assert [cells(f)[:3] for f in found] == [
        ("公物未登帳", "38件公物未登帳。", "completed"),
        ("勞務採購未驗收", None, "completed"),
        ("租金逾期未收", "7戶欠租。", "in_progress"),
    ]


def test_a_paragraph_number_above_lettered_fields_heads_no_problem():
    text = (
        "政府帳目委員會要求提供的資料：古蹟保存的審查結果及跟進情況\n\n"
        "1. 審計署在報告書中提出多項觀察所得。本文件載述古蹟處的跟進情況。\n\n"
        "A. 登記工作\n（a）登記工作積壓。有64件尚未登記。\n審計署建議：古蹟處應訂立時間表。\n跟進情況：已登記49件。\n現況：進行中\n"
        "（b）估價文件欠奉。\n審計署建議：古蹟處應取得兩份估價。\n跟進情況：已修訂手冊。\n現況：已落實\n"
        "B. 貯存設施\n（c）溫度未能維持在標準範圍。\n審計署建議：古蹟處應更換空調。\n跟進情況：空調已全部更換。\n現況：已落實\n"
        "（d）倉庫使用率偏低。\n審計署建議：古蹟處應檢討租用需要。\n跟進情況：已退租其中一個。\n現況：已落實\n\n"
        "2. 請委員備悉上述跟進情況。\n\n古蹟處\n2023年7月14日\n"
    )
    found = understand(document("x.txt", text.encode())).findings
    assert [f.title.text.rstrip("。") for f in found] == [
        "登記工作積壓",
        "估價文件欠奉",
        "溫度未能維持在標準範圍",
        "倉庫使用率偏低",
    ]
    assert [f.category.text for f in found] == ["登記工作", "登記工作", "貯存設施", "貯存設施"]
