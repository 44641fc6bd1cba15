"""Times, units and requests said once below the findings of a village, a school, a site; bodies at which nothing was found."""

import pytest

from tests.extract.notices import extraction_of, statuses, titles
from tests.extract.told import deadlines, requirements, units

COMMUNITIES = """
岚溪区2024年社区居民委员会集体资金检查结果公示
区农业农村局于2024年4月至5月对4个社区集体资金使用情况进行了检查，现将结果公示如下。
（一）梧桐社区
全年收入46.2万元，支出39.8万元。责任主体：梧桐社区居民委员会
1．租金收入未及时入账。2023年下半年门面租金3.6万元由出纳个人保管。
整改要求：立即存入账户，今后收款三日内入账。
2．大额支出未经集体研究。采购健身器材7.2万元没有会议记录。
整改要求：补充说明情况，严格执行议事规则。
{first}
（二）白塔社区
{none}
（三）鹭洲社区
责任主体：鹭洲社区居民委员会
1．往来款不清。与原物业公司往来款4.3万元账实不符。
整改要求：对账清理。
2．补贴发放没有签领表。向网格员发放补贴1.8万元，领取人未签字。
整改要求：补办签领手续。
{last}
岚溪区农业农村局
2024年5月28日
"""


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("上述问题整改时限：2024年6月30日前", "上述问题整改时限：长期坚持", ["2024年6月30日前", "长期坚持"]),
        (
            "以上事项整改期限：2024年6月30日",
            "以上事项整改期限：2024年7月底",
            ["2024年6月30日", "2024年7月底"],
        ),
        (
            "以上2个问题须于2024年6月30日前整改完毕。",
            "以上2个问题须于2024年7月15日前整改完毕。",
            ["2024年6月30日前", "2024年7月15日前"],
        ),
        ("完成时限：2024年6月30日", "完成时限：2024年8月1日", ["2024年6月30日", "2024年8月1日"]),
    ],
)
@pytest.mark.parametrize(
    "none",
    [
        "经检查，账目清晰、手续完备，没有发现违反财经纪律的问题。",
        "检查期间收支手续较完备，未发现违规问题。",
        "本次检查未发现明显问题。",
    ],
)
def test_a_time_below_the_findings_of_a_community_is_theirs(
    first: str, last: str, told: list[str], none: str
) -> None:
    found = extraction_of(COMMUNITIES.format(first=first, last=last, none=none))

    assert titles(found)[0::2] == ["租金收入未及时入账。", "往来款不清。"]
    assert len(found.findings) == 4
    assert deadlines(found) == [told[0]] * 2 + [told[1]] * 2
    assert units(found) == [["梧桐社区居民委员会"]] * 2 + [["鹭洲社区居民委员会"]] * 2
    assert requirements(found)[2:] == ["对账清理。", "补办签领手续。"]
    assert statuses(found) == [None] * 4


def test_units_and_times_labelled_below_each_list_are_those_of_the_list() -> None:
    found = extraction_of(
        "关于2025年学校食堂安全检查情况的通报\n各学校：\n检查发现的问题通报如下：\n"
        "一、北塔中学\n（1）冷藏柜温度不达标。2台冷藏柜温度高于8度。\n（2）留样不足量。当日6个品种有3个不足125克。\n"
        "责任单位：北塔中学、东坪餐饮公司\n整改期限：10月15日前\n"
        "二、第二幼儿园\n（1）库房防鼠设施缺失。库房门没有挡鼠板。\n责任单位：第二幼儿园\n整改期限：10月10日前\n"
        "三、河西小学\n（1）燃气报警装置失灵。\n（2）食材索证不全。8批次肉类有2批次没有检疫证明。\n"
        "责任单位：河西小学\n整改期限：10月20日前\n松陵县教育局\n2025年9月22日\n"
    )

    assert deadlines(found) == ["10月15日前", "10月15日前", "10月10日前", "10月20日前", "10月20日前"]
    assert units(found)[0] == ["北塔中学", "东坪餐饮公司"]
    assert units(found)[3] == ["河西小学"]


def test_a_request_below_each_list_is_asked_of_all_in_it() -> None:
    found = extraction_of(
        "县审计局关于2家医院药品采购审计结果的公告\n"
        "一、县人民医院\n1.集中采购执行率低。中选药品采购量只完成约定的61%。\n2.向供应商收取管理费22万元。\n"
        "处理意见：责令退还管理费，按约定量采购。\n"
        "二、县中医院\n1.药品加成未取消。8种药品仍加成销售。\n2.盘亏药品未查明原因。\n处理意见：责令清退多收费用，查明盘亏原因。\n"
        "县审计局\n2024年8月1日\n"
    )

    assert (
        requirements(found)
        == ["责令退还管理费，按约定量采购。"] * 2 + ["责令清退多收费用，查明盘亏原因。"] * 2
    )


def test_a_time_that_only_unsettled_findings_have_is_their_own() -> None:
    found = extraction_of(
        "关于三个水利项目审计整改督查情况的通报\n"
        "一、清源水库除险加固项目\n1.隐蔽工程资料缺失。\n核查情况：已整改到位。施工单位已补充资料。\n"
        "2.超进度支付工程款。多付126万元。\n核查情况：未整改到位。仅扣回40万元。\n完成时限：2025年12月31日\n"
        "二、南渠改造项目\n1.材料进场未报验。\n核查情况：已整改到位。已补检合格。\n"
        "2.农民工工资专户未设立。\n核查情况：正在整改。专户已申请。\n完成时限：2026年1月31日\n柏川县水利局\n2025年10月20日\n"
    )

    assert deadlines(found) == [None, "2025年12月31日", None, "2026年1月31日"]
