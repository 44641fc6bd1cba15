"""What is one document and what only looks like it: reposts, other scripts, templates of one office or of two cities."""

import opencc
import pytest

from normalize.kin.groups import group_documents, same_document

# One office's template: everything printed twice a year with other findings and sums.
TEMPLATE = (
    "{city}{body}关于{year}年度预算执行审计查出问题整改情况的公告\n根据《中华人民共和国审计法》和《{city}审计整改结果公告办法》，"
    "现将{year}年度预算执行审计查出问题的整改情况公告如下：\n一、{one}\n整改情况：已完成整改。{done}\n二、{two}\n"
    "整改情况：正在整改。我单位已制定整改方案，明确责任科室和完成时限，计划于{year2}年12月底前完成。\n"
    "下一步，我单位将进一步提高政治站位，压实整改责任，健全长效机制，防止同类问题再次发生。\n{city}{body}\n{year2}年{month}月{day}日"
)
FIRST = {
    "city": "澄原市", "body": "水利局", "year": 2022, "year2": 2023, "month": 9, "day": 28,
    "one": "河道保洁项目未按规定公开招标，涉及金额318.6万元。", "done": "已于8月15日重新组织招标。",
    "two": "水资源费少征收46.2万元。",
}  # fmt: skip


def notice(**changed: object) -> str:
    return TEMPLATE.format(**{**FIRST, **changed})


OTHERS = [
    ("another city, same findings and sums", {"city": "岚浦市"}),
    ("another body of the city", {"body": "林业局"}),
    ("another year", {"year": 2023, "year2": 2024}),
    ("another finding", {"two": "两座水库未开展安全鉴定，涉及库容120万立方米。"}),
    ("another sum", {"one": "河道保洁项目未按规定公开招标，涉及金额92.75万元。"}),
    ("another city, another sum", {"city": "岚浦市", "two": "水资源费少征收18.9万元。"}),
    ("a later report of the same audit", {"done": "已于8月15日重新组织招标，10月9日验收。", "month": 12, "day": 20}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "changed"), OTHERS, ids=[what for what, _ in OTHERS])
def test_a_template_filled_in_differently_is_another_document(what: str, changed: dict[str, object]) -> None:
    assert not same_document(notice(), notice(**changed))
    assert list(group_documents([("a", notice()), ("b", notice(**changed))])) == []


def test_twenty_cities_with_one_template_stay_twenty_documents() -> None:
    cities = [f"{c}{d}市" for c in "澄岚霁稷临" for d in "原浦州阳"]

    assert list(group_documents((city, notice(city=city)) for city in cities)) == []


FURNITURE = (
    "首页 > 政务公开 > 审计信息\n索引号：X0001-2023-118 发布时间：2023-09-28 浏览次数：1024 字号：大 中 小\n"
)
REPOSTS = [
    ("page furniture", FURNITURE + notice() + "\n打印 关闭 上一篇：无 下一篇：通知"),
    ("traditional script", opencc.OpenCC("s2t").convert(notice())),
    ("Taiwan's words and brackets", opencc.OpenCC("s2tw").convert(notice()).replace("《", "「")),
    ("full width digits", notice().translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))),
    ("other white space", notice().replace("。", "。 \n").replace("\n", "\n\u3000\u3000")),
    ("the title twice", notice().split("\n")[0] + "\n" + notice()),
]


@pytest.mark.parametrize(("what", "other"), REPOSTS, ids=[what for what, _ in REPOSTS])
def test_a_repost_is_the_same_document(what: str, other: str) -> None:
    assert same_document(notice(), other)
    assert list(group_documents([("a", notice()), ("b", other)])) == [("a", ["a", "b"])]


def test_short_notices_of_two_cities_are_not_one() -> None:
    short = "{}审计局关于开展2024年度审计项目计划意见征集的公告"

    assert not same_document(short.format("澄原市"), short.format("岚浦市"))
    assert same_document(short.format("澄原市"), short.format("澄原市") + "。")
