"""Headings that look like others: fields named by duties, lists announced twice, work told beside figures, lost numbers."""

from tests.extract.notices import extraction_of, measures, statuses, titles

DUTIES = """
某局党组关于巡察整改情况的通报
现将整改情况公布如下。
（一）贯彻落实决策部署方面
1.关于“服务下沉不够”问题的整改
整改进展：已完成整改。
走访全部94家礼堂。
（二）全面从严治党责任落实方面
2.关于“风险排查流于形式”问题的整改
整改进展：已完成整改。
重新梳理风险点42个。
3.关于“报销附件不全”问题的整改
整改进展：正在整改。
已补齐附件58份。
"""


def test_a_field_named_by_a_duty_groups_its_findings() -> None:
    extraction = extraction_of(DUTIES)

    assert titles(extraction) == ["服务下沉不够", "风险排查流于形式", "报销附件不全"]
    assert extraction.findings[2].category is not None
    assert extraction.findings[2].category.text == "全面从严治党责任落实方面"
    assert extraction.measures == ()


RESULTS = """
某区高标准农田建设专项审计调查结果
现将调查结果公布如下：
一、基本情况
全区共下达建设任务11.8万亩。
二、审计调查发现的主要问题
审计调查发现3个问题：
1.项目选址把关不严。
2.部分工程未按图施工。
3.多计工程价款87.63万元。
三、审计建议
（一）严格项目前期论证。
（二）加强关键环节抽检。
四、整改情况
截至10月31日，第1、2项已完成整改，第3项正在整改。
"""


def test_a_list_announced_once_more_below_its_heading_does_not_swallow_the_parts_after_it() -> None:
    extraction = extraction_of(RESULTS)

    assert statuses(extraction) == ["completed", "completed", "in_progress"]
    assert extraction.stated_finding_count == 3
    assert [(m.kind, m.text.text) for m in extraction.measures] == [
        ("recommendation", "严格项目前期论证。"),
        ("recommendation", "加强关键环节抽检。"),
    ]


WORK = """
某区人民政府关于审计工作报告反映问题整改情况的报告
一、整改工作总体情况
区长主持召开专题会议，对整改逐项过堂。
各单位边查边改，推动建立制度17项。
审计查出的20个问题，已完成整改18个。
二、审计查出问题整改落实情况
1.关于“部分收入未纳入预算”问题。已整改。已纳入调整预算。
2.关于“决算编报不准确”问题。正在整改。正在更正数据。
"""


def test_work_told_beside_figures_is_work() -> None:
    extraction = extraction_of(WORK)

    assert [(m.kind, m.text.text) for m in extraction.measures] == [
        ("work_done", "区长主持召开专题会议，对整改逐项过堂。"),
        ("work_done", "各单位边查边改，推动建立制度17项。"),
    ]


LOST = """
某市关于水资源专项审计发现问题整改情况的函
一、具体整改情况
1.部分企业无证取水。
该问题已完成整改。对12家企业立案查处。
取水口计量设施不健全。
该问题正在整改。完成监测设施安装57处。
3.水源地未设立保护标志。
该问题已完成整改。已设立警示牌27块。
中小河流项目资金滞留。
该问题持续整改。资金按进度拨付。
二、下一步工作
继续督办未完成事项。
"""


def test_a_line_between_two_verdicts_is_a_finding_that_lost_its_number() -> None:
    extraction = extraction_of(LOST)

    assert titles(extraction) == [
        "部分企业无证取水。",
        "取水口计量设施不健全。",
        "水源地未设立保护标志。",
        "中小河流项目资金滞留。",
    ]
    assert statuses(extraction) == ["completed", "in_progress", "completed", "long_term"]
    assert measures(extraction, 3) == ["已设立警示牌27块。"]


def test_a_description_above_a_verdict_is_none() -> None:
    extraction = extraction_of(LOST.replace("取水口计量设施不健全。", "2.计量设施不健全。\n57处未安装。"))

    assert len(extraction.findings) == 4
    assert extraction.findings[1].detail is not None
    assert extraction.findings[1].detail.text == "57处未安装。"


LETTERS = """
关于港区审计发现问题整改情况的报告
A.船舶登记不全。已补登12艘。
B.泊位费漏收。已追收3.2万元。
C.合同未归档。已归档。
D.账实不符。已盘点。
E.验收走过场。已重新验收。
F.预算超支。已调整。
G.票据缺失。已补齐。
H.人员超编。已消化。
I.制度缺位。已制定。
"""


def test_a_letter_that_counts_on_is_no_roman_number() -> None:
    extraction = extraction_of(LETTERS)

    assert [f.label.text for f in extraction.findings if f.label] == list("ABCDEFGHI")
