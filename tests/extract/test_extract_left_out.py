"""Findings that a closing sentence leaves out of what is done, by names in few words; what is said of the whole beside them."""

import pytest

from extract.model import Extraction
from tests.extract.notices import extraction_of, statuses

DONE, ON, NOT = "completed", "in_progress", "not_completed"


def _closing(sentence: str) -> Extraction:
    return extraction_of(f"""
榆塘县第三医院审计整改情况公告
现将整改情况公告如下：
一、购置设备未经集体研究
整改情况：修订议事规则。
二、对外投资300万元未履行报批程序
整改情况：对外投资事项已向县卫健局补充报批，正等待批复。
三、少计收入87.4万元
整改情况：已调整入账。
四、应收医疗款催缴不力
整改情况：成立清欠小组，收回应收医疗款412万元，其余分类处置。
五、药品库存账实不符
整改情况：开展药品全面盘点。
{sentence}
榆塘县第三医院
2023年12月8日
""")


@pytest.mark.parametrize(
    ("sentence", "left_out"),
    [
        ("目前，除对外投资报批、应收医疗款清理两项正在推进外，其他问题均已整改完成。", [ON, ON]),
        ("除对外投资报批程序、应收医疗款催缴两个问题尚在整改外，其他问题已全部整改到位。", [ON, ON]),
        ("除第二、四项正在推进外，其他问题均已整改完成。", [ON, ON]),
        ("除应收医疗款催缴问题仍在推进外，其他问题均已整改完成。", [DONE, ON]),
        ("目前，除应收医疗款一项外，其余问题均已整改完成。", [DONE, NOT]),
    ],
)
def test_names_in_few_words_are_left_out_and_given_the_state_that_follows_them(
    sentence: str, left_out: list[str]
) -> None:
    assert statuses(_closing(sentence)) == [DONE, left_out[0], DONE, left_out[1], DONE]


def test_where_more_are_counted_than_can_be_told_the_others_get_no_state() -> None:
    extraction = _closing("除应收医疗款清理、食堂承包、门诊改造三项正在推进外，其他问题均已整改完成。")

    assert DONE not in statuses(extraction)
    assert "count_differs" in {i.kind for i in extraction.issues}


def test_fields_whose_problems_are_listed_and_answered_together_are_left_out_by_name() -> None:
    extraction = extraction_of("""
关于榆塘县第三医院经济责任审计整改情况的通报
一、预算财务收支方面
审计指出：少计收入87.4万元；部分支出列支渠道不当，涉及金额26.3万元；应收医疗款催缴不力。
整改情况：少计收入87.4万元已调整入账。列支渠道不当的26.3万元已作账务调整。成立清欠小组，收回应收医疗款412万元，其余分类处置。
二、内部管理方面
审计指出：药品库存账实不符；后勤外包合同到期未重新招标。
整改情况：开展药品全面盘点，账实不符已纠正。后勤外包项目已于10月重新公开招标。
目前，除应收医疗款清理、后勤外包招标两项正在推进外，其他问题均已整改完成。
榆塘县第三医院
2023年12月8日
""")

    assert statuses(extraction) == [DONE, DONE, ON, DONE, ON]


def test_how_rectification_as_a_whole_went_is_no_finding_behind_those_of_the_audit() -> None:
    extraction = extraction_of("""
关于2023年度县级预算执行审计查出问题整改情况的公告
一、审计查出的主要问题
1.县级预算编制不完整，未将上年结转资金1.36亿元编入预算。
2.行政事业单位国有资产出租收入218万元未上缴。
二、整改结果
针对问题1，县财政局已在编制2024年预算时将上年结转资金全部编入。
针对问题2，相关单位已补缴218万元。
三、整改工作存在的不足
个别单位重视程度不够，整改进度滞后。
榆塘县审计局
2024年6月20日
""")

    assert len(extraction.findings) == 2
