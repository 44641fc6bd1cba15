"""Enumerators, labels, items, headings, counts and signatures: the pieces that understanding is built of."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.answers.items import split_items
from extract.language.folding import fold
from extract.language.numerals import parse_numeral
from extract.language.sentences import sentences
from extract.lines.enumerators import mark_at
from extract.lines.heads import read_head
from extract.lines.labels import label_role, labels_in
from extract.lines.lines import Page
from extract.lines.parts import is_category, is_generic, part_role
from extract.lines.series import series
from extract.notice.counts import stated_total
from extract.notice.document_numbers import numbers_in
from extract.notice.families import family_of
from extract.notice.signature import find_signatures, is_body_name
from extract.reading import read
from extract.roles.cues import leaning
from tests.extract.notices import raw


@pytest.mark.parametrize(
    ("text", "kind", "label", "rest"),
    [
        ("一、加强领导", "han", "一", "加强领导"),
        ("（十一）资金方面", "han_paren", "（十一）", "资金方面"),
        ("㈢资金方面", "han_paren", "㈢", "资金方面"),
        ("11、个别项目", "num", "11", "个别项目"),
        ("2．非税收入", "num", "2", "非税收入"),
        ("⒊固定资产", "num", "⒊", "固定资产"),
        ("(1)已追回", "num_paren", "(1)", "已追回"),
        ("①组织核查", "circled", "①", "组织核查"),
        ("问题一：项目统筹不够", "problem", "问题一", "项目统筹不够"),
        ("一是完善制度", "shi", "一是", "完善制度"),
        ("第一，完善制度", "ordinal", "第一", "完善制度"),
        ("壹、攤檔出租", "formal", "壹", "攤檔出租"),
        ("甲. 攤檔出租", "stem", "甲", "攤檔出租"),
        ("2.15个部门未整改", "num", "2", "15个部门未整改"),
        ("第一部分 概况", "part", "第一部分", "概况"),
    ],
)
def test_enumerators_are_recognised_with_their_printed_label(
    text: str, kind: str, label: str, rest: str
) -> None:
    mark = mark_at(fold(text))

    assert mark is not None
    assert (mark.kind, text[mark.start : mark.label_end], text[mark.end :]) == (kind, label, rest)


@pytest.mark.parametrize(
    "text",
    ["2024年3月", "1 043台车辆", "一般公共预算", "问题整改情况", "3,.83万元", "第一、二、四项问题", ""],
)
def test_numbers_of_the_text_are_no_enumerators(text: str) -> None:
    assert mark_at(fold(text)) is None


def test_inline_lists_count_on_and_leave_decimals_alone() -> None:
    text = fold("1.倒排工期；2.15号楼已验收；3.2个月以内无人选房的转为周转房。")

    marks = series(text, 0, len(text), ("num",))

    assert [m.start for m in marks] == [0, 7, 17]


def test_an_item_whose_ordinal_the_page_lost_is_still_an_item() -> None:
    text = fold("一是开展评估。二是优化体验。是强化推广。")

    assert len(series(text, 0, len(text), ("shi",))) == 3


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("整改情况", "progress"), ("主要措施", "measure"), ("整改要求", "requirement"), ("審計署的建議", "requirement"),
        ("審計署的觀察", "detail"), ("署方回應", "acceptance"), ("推行進度", "status"), ("是否销号", "status"),
        ("整改类型", "pace"), ("问题类别", "category"), ("整改责任单位", "responsible"), ("責任人", "person"),
        ("預定完成日期", "deadline"), ("整改成效", "result"), ("缺失事項", "finding"), ("项次", "number"),
        ("具体内容包括", None), ("现将整改情况公告如下", None), ("目前", None),
    ],
)  # fmt: skip
def test_labels_of_both_scripts_take_their_role(words: str, role: str | None) -> None:
    assert label_role(fold(words)) == role


def test_labels_that_run_on_in_one_line_are_all_found() -> None:
    text = fold("责任科室：计划财务科。整改时限：2024年8月底前。整改状态：已完成。")

    assert [x.role for x in labels_in(text, 0, len(text))] == ["responsible", "deadline", "status"]


def split(text: str) -> tuple[str | None, list[str]]:
    folded = fold(text)
    lines, at = [], 0
    for part in text.split("\n"):
        lines.append((at, at + len(part)))
        at += len(part) + 1
    found = split_items(folded, lines)
    lead = text[found.lead[0] : found.lead[1]] if found.lead else None
    return lead, ["".join(text[a:b] for a, b in item) for item in found.items]


@pytest.mark.parametrize(
    ("text", "lead", "items"),
    [
        ("修订办法，建立台账。", None, ["修订办法，建立台账。"]),
        ("从两个环节整改：一是修订方案；二是公开结果。", "从两个环节整改：", ["修订方案；", "公开结果。"]),
        ("（1）追缴；（2）修订制度。", None, ["追缴；", "修订制度。"]),
        ("1.追缴；\n2.修订制度。", None, ["追缴；", "修订制度。"]),
        ("①核定7处；②论证5处。", None, ["核定7处；", "论证5处。"]),
        ("推进以下2项工作。1.汇集数据；2.升级系统。", "推进以下2项工作。", ["汇集数据；", "升级系统。"]),
        ("分级管理：A类由集团采购。", None, ["分级管理：A类由集团采购。"]),
    ],
)  # fmt: skip
def test_measures_are_cut_into_items_without_their_enumerators(
    text: str, lead: str | None, items: list[str]
) -> None:
    assert split(text) == (lead, items)


@pytest.mark.parametrize(
    ("line", "title", "rest"),
    [
        ("关于“新建场站进度缓慢”问题", "新建场站进度缓慢", ""),
        ("关于“落实“节水优先”要求有差距”的问题。", "落实“节水优先”要求有差距", ""),
        ("关于“三会一课”质量不高，记录照抄照搬问题", "“三会一课”质量不高，记录照抄照搬", ""),
        ("关于部分车辆超期未检验的问题", "部分车辆超期未检验", ""),
        ("关于多计工程价款的问题。责令核减。", "多计工程价款", "责令核减。"),
        ("对“低保管理不到位”的问题：要求逐户核查。", "低保管理不到位", "要求逐户核查。"),
        ("针对“学习不深入”问题", "学习不深入", ""),
        ("资金闲置。3个项目结余未清缴。", "资金闲置。", "3个项目结余未清缴。"),
        ("步道工程進度落後：查113年度3項工程有2項落後逾20％。", "步道工程進度落後", "查113年度3項工程有2項落後逾20％。"),
    ],
)  # fmt: skip
def test_heads_name_the_problem_and_leave_the_rest(line: str, title: str, rest: str) -> None:
    head = read_head(fold(line), 0, len(line))

    assert line[head.title[0] : head.title[1]] == title
    assert (line[head.rest[0] : head.rest[1]] if head.rest else "") == rest


def test_a_status_in_brackets_after_the_title_is_no_part_of_it() -> None:
    head = read_head("代编预算规模偏大。(已完成整改)", 0, 16)

    assert head.bracket is not None
    assert head.bracket.status == "completed"
    assert head.title == (0, 9)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("报告肯定了成绩，同时指出5个方面15个问题。", 15),
        ("现将7个问题的整改情况公告如下", 7),
        ("計提列缺失事項12項。", 12),
        ("问题总数：43项", 43),
        ("审计工作报告共反映问题127个。要求立行立改的84个问题，有82个已完成整改", 127),
        ("归纳问题起来主要有四点：", 4),
        ("同步发现并纠正同类问题56个。", None),
        ("反馈意见第二十三项问题已整改。", None),
        ("其余5个问题的整改情况详见附表", None),
    ],
)
def test_the_number_of_findings_is_read_where_the_text_states_the_whole(
    text: str, number: int | None
) -> None:
    folded = fold(text)
    found = stated_total(folded, [(0, len(folded))])

    assert (found.number if found else None) == number


@pytest.mark.parametrize(
    "name",
    [
        "市水务局",
        "望岬市政府運動發展局",
        "中共曜城区水利局党组",
        "霁州公共交通集团有限公司",
        "霁州市供销合作社联合社",
    ],
)
def test_bodies_are_told_by_the_end_of_their_names(name: str) -> None:
    assert is_body_name(fold(name))


@pytest.mark.parametrize(
    "text",
    [
        "市审计局举办",
        "填报单位：市国资委",
        "关于整改的报告",
        "每一处",
        "整改情况",
        "某市审计局联合市政府",
        "议会质询审计室",
    ],
)
def test_other_words_are_no_bodies(text: str) -> None:
    assert not is_body_name(fold(text))


@pytest.mark.parametrize(
    "date", ["2024年9月12日", "二○二三年十一月三十日", "中華民國113年12月6日", "二〇二四年五月十七日"]
)
def test_a_signature_is_a_body_and_a_date_below_it(date: str) -> None:
    page = Page(read(raw(f"整改公告\n正文说明整改的经过，内容如此。\n望溪市民政局\n{date}\n")))

    found = find_signatures(page)

    assert [page.text[a:b] for a, b in found[-1].signers] == ["望溪市民政局"]
    assert page.text[found[-1].date[0] : found[-1].date[1]] == date  # type: ignore[index]


def test_document_numbers_leave_leading_words_out() -> None:
    page = Page(
        read(raw("整改公告\n出具了审计报告（岚审数据调报〔2023〕7号），府授主三字第1130012345號另有說明。\n"))
    )

    assert [page.text[a:b] for a, b in numbers_in(page, 0, len(page.text))] == [
        "岚审数据调报〔2023〕7号", "府授主三字第1130012345號"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("主要工作情况", "organisation"), ("具体问题整改情况", "rectification"), ("审计发现的主要问题", "finding"),
        ("审计处理意见", "requirement"), ("下一步工作安排", "next_step"), ("审计建议", "recommendation"),
        ("审计内容和重点", "focus"), ("基本情况", "basic"), ("审计移送的问题线索情况", "transfer"),
    ],
)  # fmt: skip
def test_headings_say_what_their_sections_hold(heading: str, role: str) -> None:
    assert part_role(heading) == role


def test_only_headings_that_name_a_field_are_categories() -> None:
    assert is_category("资金筹集和使用方面")
    assert is_category("财政管理审计查出问题")
    assert is_generic("审计发现的主要问题")
    assert not is_category("审计发现的主要问题")


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("某某市关于审计查出问题整改情况的公告", "rectification_report"), ("某某市审计结果公告", "audit_result"),
        ("关于2023年度预算执行和其他财政收支的审计工作报告", "audit_work_report"), ("关于第0425号建议办理情况的答复函", "proposal_reply"),
        ("2025年医疗设备专项审计工作方案", "audit_plan"), ("政务信息系统审计的问题与建议", "audit_article"),
        ("市审计局举办整改培训班", "other"), ("署方就審計署署長報告書所載建議的跟進情況", "rectification_report"),
        ("阙州市审计局关于印发《2025年度市本级预算执行审计工作方案》的通知", "audit_plan"),
    ],
)  # fmt: skip
def test_titles_tell_the_family(title: str, family: str) -> None:
    assert family_of(fold(title), "", findings=3, byline=False)[0] == family


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("12所学校食堂结余未及时清退。", "finding"), ("已收回74.5万元并缴入国库。", "measure"),
        ("责令该院退还患者。", "requirement"), ("市科技局应收回资金，完善机制。", "requirement"),
    ],
)  # fmt: skip
def test_words_tell_what_a_sentence_does(sentence: str, role: str) -> None:
    assert leaning(sentence) == role


def test_stops_inside_quotation_marks_end_no_sentence() -> None:
    text = "他说“先整改。再销号。”之后离开。第二句（见附件。）结束。"

    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == [
        "他说“先整改。再销号。”",
        "之后离开。",
        "第二句（见附件。）结束。",
    ]


@given(st.integers(min_value=1, max_value=9999))
def test_numerals_are_read_back(n: int) -> None:
    digits = "零一二三四五六七八九"
    written, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        d = n // unit % 10
        if d:
            written += ("零" if zero and written else "") + digits[d] + name
            zero = False
        else:
            zero = True

    assert parse_numeral(written) == n
    assert parse_numeral("".join(digits[int(c)] for c in str(n)).replace("零", "〇")) == n


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="一二三（）()123.、：:；;。，“”是第问题关于整改 \n", max_size=200))
def test_pieces_never_raise_and_stay_inside_the_text(text: str) -> None:
    folded = fold(text)
    mark = mark_at(folded)
    head = read_head(folded, 0, len(folded))

    assert mark is None or 0 <= mark.start <= mark.label_end <= mark.end <= len(text)
    assert 0 <= head.title[0] <= head.title[1] <= len(text)
    assert all(0 <= a < b <= len(text) for a, b in sentences(folded, 0, len(folded)))


@pytest.mark.parametrize(
    "unit",
    ["问题一", "“", "（", "关于问题", "1.", "一是", "已完成整改", "第一、", "整改情况：", "。", "审计发现"],
)
def test_no_pattern_is_super_linear_on_adversarial_lines(unit: str) -> None:
    """Doubling the length may not take four times as long; small times are noise."""

    def seconds(n: int) -> float:
        page = Page(read(raw("整改公告\n" + unit * n + "\n")))
        start = time.process_time()
        for line in page.lines:
            read_head(page.folded, line.body, line.end)
            labels_in(page.folded, line.start, line.end)
            split_items(page.folded, [(line.start, line.end)])
            stated_total(page.folded, [(line.start, line.end)])
        return time.process_time() - start

    short, long = min(seconds(700) for _ in range(2)), min(seconds(2800) for _ in range(2))

    assert long < max(0.3, short * 12)
