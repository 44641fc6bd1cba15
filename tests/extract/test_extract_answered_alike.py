"""Answers that their neighbours, their numbers or their headings tell: told alike, 针对问题1。, described after 关于F的问题。"""

import pytest

from extract.model import Extraction
from tests.extract.notices import extraction_of, measures, statuses, titles

HEAD = "临溪县供销合作社关于审计查出问题整改情况的报告\n县审计局：\n我社立即研究整改，现将情况报告如下。\n"
TAIL = "临溪县供销合作社\n2025年6月3日"
LIST = "一、审计查出的主要问题\n（一）农资库房空置。2座库房3年未使用。\n（二）企业借款未收回，金额46.2万元。\n（三）出租合同未备案。\n二、整改落实情况\n"
MOVED, PAID, FILED = "2座库房已移交县粮食公司。", "已收回31万元，余款起诉追缴。", "7份合同补办备案。"


def page(text: str) -> Extraction:
    return extraction_of(f"{HEAD}{text}{TAIL}")


def details(e: Extraction) -> list[str | None]:
    return [f.detail.text if f.detail else None for f in e.findings]


@pytest.mark.parametrize(
    "opening",
    ["1.关于问题{n}的整改情况。", "（{n}）针对问题{n}。", "针对第{n}个问题。", "（{n}）第{n}项问题整改情况\n", "问题{n}整改情况："],
)  # fmt: skip
def test_answers_open_with_the_number_of_their_finding(opening: str) -> None:
    told = [opening.replace("{n}", n) + said for n, said in zip("一二三", (MOVED, PAID, FILED), strict=True)]
    e = page(LIST + "\n".join(told) + "\n截至5月31日，问题一、问题三已整改到位，问题二正在整改。\n")

    assert [measures(e, n) for n in (1, 2, 3)] == [[MOVED], [PAID], [FILED]]
    assert statuses(e) == ["completed", "in_progress", "completed"]


def test_one_answer_to_two_numbers_stands_with_both() -> None:
    e = page(f"{LIST}（一）针对问题1和问题3。{MOVED}\n（二）针对问题2。{PAID}\n以上问题均已整改到位。\n")

    assert [measures(e, n) for n in (1, 2, 3)] == [[MOVED], [PAID], [MOVED]]
    assert statuses(e) == ["completed"] * 3


def test_words_about_problems_are_no_numbers() -> None:
    e = page(
        "一、关于问题整改情况\n1.库房空置问题。针对问题库房，已移交。\n2.合同未备案问题。问题3份合同已补办。\n"
    )

    assert [measures(e, 1), measures(e, 2)] == [["针对问题库房，已移交。"], ["问题3份合同已补办。"]]


PLAIN = [
    "1.退费超期。立案庭建立超期预警，平均用时9天。整改状态：已完成",
    "2.涉案款滞留账户。执行局逐案核对，发放213万元。整改状态：已完成",
    "3.法庭维修未结算。造价审核因资料缺失暂停，预计年底出具报告。整改状态：整改中",
    "4.加油卡混用。办公室收回3张加油卡并逐车绑定。整改状态：已完成",
]  # fmt: skip


def test_what_most_findings_give_at_once_the_others_give_too() -> None:
    e = page("二、问题整改情况\n" + "\n".join(PLAIN) + "\n")

    assert details(e) == [None] * 4
    assert measures(e, 3) == ["造价审核因资料缺失暂停，预计年底出具报告。"]


def test_a_description_among_described_findings_stays_one() -> None:
    e = page(
        "二、问题整改情况\n1.退费超期。12件案件退费超过三个月。立案庭建立预警。\n2.涉案款滞留。213万元超过半年未发放。执行局已逐案发放。\n"
        "3.维修未结算。工程2022年竣工，至今未送审。\n4.加油卡混用。办公室收回3张加油卡。\n"
    )

    assert details(e)[2] == "工程2022年竣工，至今未送审。"
    assert measures(e, 3) == []


def test_a_plain_description_after_the_problem_named_in_full() -> None:
    e = page(
        "（一）关于“土地手续不全”的问题。4个站建成十年仍未取得土地证。收到报告后，我社补办3处。\n"
        "（二）关于“收费未公示”的问题。因大厅搬迁，公示栏拆除。现已重新张贴。\n对上述2个问题，截至5月底，已全部整改到位。\n"
    )

    assert details(e) == ["4个站建成十年仍未取得土地证。", None]
    assert measures(e, 1) == ["收到报告后，我社补办3处。"]
    assert measures(e, 2) == ["因大厅搬迁，公示栏拆除。现已重新张贴。"]
    assert statuses(e) == ["completed"] * 2


def test_a_quoted_problem_is_titled_by_its_words() -> None:
    e = page("1.“值班费超发”问题\n整改情况：退回3.2万元。\n2.“油卡未登记”的问题\n整改情况：逐卡登记。\n")

    assert titles(e) == ["值班费超发", "油卡未登记"]
