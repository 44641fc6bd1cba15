"""Names without a number that stand above findings: fields above paragraphs, a line above each record, a card's number."""

from tests.extract.notices import extraction_of, measures, titles
from tests.extract.told import categories

SPOKEN = """
梧汀镇关于审计问题整改情况的说明
县审计局上半年对我镇作了审计，报告讲的几件事，镇里逐件改了，现向大家说明。
钱上的事
镇里挪用环境整治专款14.3万元发放误工补贴。镇财政所已将14.3万元全部归还专户。
多发放耕地补贴2.6万元。多发的补贴已全部追回。
工程上的事
产业路未经招标直接发包。镇纪委已对两名责任人立案，镇里出台了小型工程发包办法。
往下怎么办
没有改完的，镇长牵头，明年端午节前再说一次。
梧汀镇人民政府
2024年12月20日
"""


def test_short_lines_above_paragraphs_that_tell_faults_are_fields_whatever_their_words() -> None:
    extraction = extraction_of(SPOKEN)

    assert categories(extraction) == ["钱上的事", "钱上的事", "工程上的事"]
    assert titles(extraction)[1] == "多发放耕地补贴2.6万元。"
    assert [m.kind for m in extraction.measures if m.finding is None] == ["next_step"]


DONE = SPOKEN.replace("镇里挪用环境整治专款14.3万元发放误工补贴。", "").replace("多发放耕地补贴2.6万元。", "")


def test_names_above_what_was_done_are_no_fields() -> None:
    assert "钱上的事" not in categories(extraction_of(DONE))


HEADED = """
潭屿市绿化中心审计整改清单
市审计局对本中心绿化经费作了审计，查出问题2条。现将整改情况公开如下。
养护经费 ｜ 第1条
存在问题：标段考核扣分没有兑现（2023年四个标段应扣34.16万元，实际一分未扣。）
整改措施：从第二季度结算款中一次扣回。
责任单位：养护科
苗木采购 ｜ 第2条
存在问题：苗木验收单为事后补签
整改措施：重做苗木进场验收办法。
责任单位：工程科
潭屿市绿化中心
2024年9月27日
"""


def test_a_line_above_every_record_names_its_field_and_its_number() -> None:
    extraction = extraction_of(HEADED)

    assert categories(extraction) == ["养护经费", "苗木采购"]
    assert [f.label.text for f in extraction.findings if f.label] == ["第1条", "第2条"]
    assert titles(extraction) == ["标段考核扣分没有兑现", "苗木验收单为事后补签"]
    assert [f.detail.text if f.detail else None for f in extraction.findings] == [
        "2023年四个标段应扣34.16万元，实际一分未扣。",
        None,
    ]
    assert measures(extraction, 2) == ["重做苗木进场验收办法。"]


CARD = """<h2>峪汀县交通局审计事项办理卡</h2><p>县审计局指出的事项制成办理卡，现予公开。</p>
<table><tr><th colspan="2">一号事项</th></tr><tr><td>所属领域</td><td>农村客运</td></tr>
<tr><td>事由</td><td>客运补贴未同里程挂钩</td></tr><tr><td>事实</td><td>停驶的27辆车照领98.55万元。</td></tr>
<tr><td>经过</td><td>98.55万元已从2024年度补贴中扣减。</td></tr><tr><td>承办</td><td>运输科</td></tr></table>
<table><tr><th colspan="2">二号事项</th></tr><tr><td>所属领域</td><td>执法</td></tr>
<tr><td>事由</td><td>罚没物品保管室无台账</td></tr><tr><td>事实</td><td></td></tr>
<tr><td>经过</td><td>已建立台账并逐件登记。</td></tr><tr><td>承办</td><td>执法大队</td></tr></table>
<p>峪汀县交通局</p><p>2025年4月18日</p>"""


def test_the_number_over_a_card_is_no_label_of_its_problem() -> None:
    extraction = extraction_of(CARD, "card.html")

    assert titles(extraction) == ["客运补贴未同里程挂钩", "罚没物品保管室无台账"]
    assert [f.detail.text if f.detail else None for f in extraction.findings] == [
        "停驶的27辆车照领98.55万元。",
        None,
    ]
