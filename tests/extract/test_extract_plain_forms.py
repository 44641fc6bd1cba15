"""Everyday forms: cards, boards, village lists, units before problems, who leads, states after an arrow."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles
from tests.extract.told import details, labels, units


@pytest.mark.parametrize(
    ("problem", "described"), [("【问题】", "【描述】"), ("存在问题：", "具体表现："), ("问题：", "详情：")]
)
def test_a_label_that_describes_opens_no_finding_below_one_that_names(problem: str, described: str) -> None:
    extraction = extraction_of(f"""
云溪县人民医院审计整改结果公告
{problem}药品耗材库存积压
{described}截至2023年末，植入耗材库存周转天数达186天。
整改措施：退回供应商27个品规，价值61.3万元。
整改状态：整改完成
{problem}门诊退费审批不规范
{described}抽查退费单据120笔，其中34笔无医师签字。
整改措施：上线退费线上审批功能。
整改状态：整改完成
云溪县人民医院
2024年10月25日
""")

    assert titles(extraction) == ["药品耗材库存积压", "门诊退费审批不规范"]
    assert details(extraction)[1] == "抽查退费单据120笔，其中34笔无医师签字。"
    assert [f.status.quote.text for f in extraction.findings if f.status and f.status.quote] == [
        "整改完成"
    ] * 2


def test_states_after_an_arrow_and_a_title_that_ends_in_what_is_missing() -> None:
    extraction = extraction_of("""
关于东林区城市更新专项资金审计查出问题整改完成情况的说明
对报告所列问题，现逐条说明如下。
第1条 专项资金账户未实行专账核算
已于2024年7月1日启用专账。 →【已整改】
第2条 4个项目概算调整未报批
补充报批手续已获批复。 →【已整改】
第3条 拆迁补偿协议档案缺失
缺失的23份协议已找回19份。 →【整改中】
东林区住房和城乡建设局
2024年9月2日
""")

    assert labels(extraction) == ["第1条", "第2条", "第3条"]
    assert titles(extraction)[1:] == ["4个项目概算调整未报批", "拆迁补偿协议档案缺失"]
    assert statuses(extraction) == ["completed", "completed", "in_progress"]
    assert measures(extraction, 3) == ["缺失的23份协议已找回19份。"]


CARD = "<h3>事项{n} {problem}</h3><p><b>牵头单位</b>{unit}</p><p><b>推进情况</b>{told}</p><p><b>当前状态</b>{state}</p>"


def test_cards_whose_labels_only_their_looks_set_off() -> None:
    cards = [
        CARD.format(
            n=1, problem="绩效目标编制质量不高", unit="财政局", told="重新编报28个。", state="已销号"
        ),
        CARD.format(n=2, problem="投后管理薄弱", unit="投资促进局", told="出台细则。", state="整改中"),
        CARD.format(n=3, problem="委托运营费结算不严", unit="建设局", told="核减19.2万元。", state="整改中"),
    ]
    text = (
        f"<html><body><h2>海陵开发区审计整改看板</h2><p>共列入整改事项3项。</p>{''.join(cards)}</body></html>"
    )
    extraction = extraction_of(text, "board.html")

    assert labels(extraction) == ["事项1", "事项2", "事项3"]
    assert units(extraction) == [["财政局"], ["投资促进局"], ["建设局"]]
    assert statuses(extraction) == ["completed", "in_progress", "in_progress"]
    assert measures(extraction, 3) == ["核减19.2万元。"]


def test_bold_words_that_go_on_as_a_sentence_are_no_labels() -> None:
    text = "<p><b>整改情况</b>良好，<b>整改措施</b>得力。</p><p>一、问题</p>"
    extraction = extraction_of(
        f"<html><body><h1>某区审计整改情况的报告</h1>{text}</body></html>", "board.html"
    )

    assert extraction.findings == ()


def test_the_unit_before_a_problem_answers_for_it() -> None:
    extraction = extraction_of("""
清河市审计整改典型问题整改情况公示
（1）市园林局：绿化养护考核流于形式。审计发现，多支付养护费27.5万元。市园林局追回多付费用。整改状态：到位。
（2）市实验幼儿园：收取与入园挂钩的捐资助学款。捐资款已全额退还家长。整改状态：到位。
（3）工程管理：沥青采购价格虚高，比同期市场价高出6%。终止原合同，重新采购。整改状态：未到位。
清河市审计局
2024年6月3日
""")

    assert titles(extraction)[:2] == ["绿化养护考核流于形式。", "收取与入园挂钩的捐资助学款。"]
    assert units(extraction) == [["市园林局"], ["市实验幼儿园"], []]
    assert statuses(extraction) == ["completed", "completed", "not_completed"]


@pytest.mark.parametrize(
    "places", [("上湾村", "下湾村"), ("县第一中学", "县职业学校"), ("东街社区居委会", "西街社区居委会")]
)
def test_places_and_bodies_alone_above_numbered_problems_are_their_categories(
    places: tuple[str, str],
) -> None:
    extraction = extraction_of(f"""
溪口镇专项审计问题整改落实情况公开
现将整改落实情况公开如下，请监督。
{places[0]}
1、鱼塘承包费3.6万元未及时入账。
承包费已存入集体账户。
2、误工补贴发放无明细。
补充发放明细表14份。
{places[1]}
3、低价出租集体店铺2间。
按评估价重新出租。
溪口镇人民政府
2024年8月16日
""")

    assert [[c.text for c in [f.category] if c] for f in extraction.findings] == [
        [places[0]],
        [places[0]],
        [places[1]],
    ]
    assert measures(extraction, 2) == ["补充发放明细表14份。"]


LED = """
桐埠水务集团审计整改情况的报告
（一）少计营业收入736万元。
{one}已调增以前年度损益。
（二）管网资产未及时转固。
{two}补齐验收资料后转入固定资产。
桐埠水务集团有限公司
2024年5月6日
"""


def test_who_leads_each_answer_answers_for_it() -> None:
    extraction = extraction_of(LED.format(one="财务部牵头，", two="由工程管理部、资产部负责，"))

    assert units(extraction) == [["财务部"], ["工程管理部", "资产部"]]
    assert measures(extraction, 1) == ["已调增以前年度损益。"]


def test_one_answer_that_a_body_leads_stays_whole() -> None:
    extraction = extraction_of(LED.format(one="财务部牵头，", two=""))

    assert units(extraction) == [[], []]
    assert measures(extraction, 1) == ["财务部牵头，已调增以前年度损益。"]


def test_what_stands_before_after_the_audit_was_found() -> None:
    extraction = extraction_of("""
莒陵市审计查出问题整改情况的报告
（一）补贴审核不严。5家机构通过虚假签到等方式领取补贴58.32万元。审计指出后，市人社局已追回全部资金。
（二）合同管理松散。市文旅局3份合同由经办人代签。审计发现问题后，市文旅局补签合同。
莒陵市审计局
2024年9月9日
""")

    assert details(extraction) == [
        "5家机构通过虚假签到等方式领取补贴58.32万元。",
        "市文旅局3份合同由经办人代签。",
    ]


def test_planned_and_real_ends_and_closed_findings() -> None:
    extraction = extraction_of("""
审计整改报告
发现一 | 仓储损耗率超标未追责
风险等级：高
整改行动：扣减责任人绩效1.2万元。
责任部门：仓储部
计划完成：2024年5月31日
实际完成：2024年5月20日
整改结论：已关闭
发现二 | 运费结算依据不充分
风险等级：中
整改行动：上线电子运单。
责任部门：运输部
计划完成：2024年9月30日
实际完成：——
整改结论：进行中
""")

    assert titles(extraction) == ["仓储损耗率超标未追责", "运费结算依据不充分"]
    assert [f.deadline.text for f in extraction.findings if f.deadline] == ["2024年5月31日", "2024年9月30日"]
    assert details(extraction) == [None, None]
    assert statuses(extraction) == ["completed", "in_progress"]


def test_places_above_labelled_records_and_states_with_their_noun() -> None:
    extraction = extraction_of("""
关于公布乡镇财政财务收支审计整改结果的公告
茶亭镇
审计指出问题：村级代管资金账目不清，3个村未按季公开收支。
整改结果：已按季公开。（整改完成）
白鹤乡
审计指出问题：违规发放下乡补助9.27万元。
整改结果：已清退8.9万元。（基本完成）
长堤镇
审计指出问题：拖欠工程款128万元。
整改结果：2个施工队已结清。已完成整改。
衡川县审计局
2024年7月11日
""")

    assert [measures(extraction, n) for n in (1, 2, 3)] == [
        ["已按季公开。"],
        ["已清退8.9万元。"],
        ["2个施工队已结清。"],
    ]
    assert [f.status.quote.text for f in extraction.findings if f.status and f.status.quote] == [
        "整改完成",
        "基本完成",
        "已完成整改",
    ]
