"""Records that list several problems under one label and answer them by the same numbers; forms whose first row names them."""

from tests.extract.notices import extraction_of, measures, statuses, titles

LISTED = """
黎口河治理项目跟踪审计发现问题整改情况

标段  一标段
问题  ①围堰填筑方量多计1 200立方米；②部分隐蔽工程无影像资料。
整改  ①监理重新计量，已扣回5.76万元；②施工单位建立影像台账。
状态  ①已整改；②已整改

标段  二标段
问题  ①护坡植物成活率低于合同约定；②工资专户未按月足额拨付。
整改  ①补植灌木8 600株，待秋季复验；②6月底前补足工资差额63.2万元。
状态  ①整改中；②已整改
"""


def test_problems_listed_under_one_label_are_findings_where_an_answer_has_the_same_numbers() -> None:
    extraction = extraction_of(LISTED)

    assert titles(extraction)[2:] == ["护坡植物成活率低于合同约定", "工资专户未按月足额拨付。"]
    assert [f.label.text for f in extraction.findings if f.label] == ["①", "②", "①", "②"]
    assert statuses(extraction) == ["completed", "completed", "in_progress", "completed"]
    assert measures(extraction, 3) == ["补植灌木8 600株，待秋季复验；"]
    assert [f.category.text for f in extraction.findings if f.category] == ["一标段"] * 2 + ["二标段"] * 2


def test_a_list_of_what_was_done_about_one_problem_divides_nothing() -> None:
    extraction = extraction_of(
        LISTED.replace("①围堰", "围堰").replace("；②部分", "，部分").replace("①护坡", "护坡")
    )

    assert len(extraction.findings) == 2
    assert len(measures(extraction, 1)) >= 2


FORM = """<h1>琅口市高标准农田审计问题整改进展的公示</h1>{}{}<p>琅口市农业农村局</p>"""
ONE = """<table><tr><td colspan="4">整改销号公示表</td></tr><tr><td>问题编号</td><td>{}</td><td>责任单位</td><td>琅口市农建办</td></tr>
<tr><td>问题描述</td><td colspan="3">{}</td></tr><tr><td>整改措施</td><td colspan="3">{}</td></tr></table>"""


def test_the_name_of_a_form_over_each_record_is_no_problem() -> None:
    first = ONE.format("ND-01", "灌溉水渠开裂，受益面积320亩。", "对开裂渠段拆除重建。")
    second = ONE.format("ND-02", "机耕路未按设计厚度施工。", "施工单位返工补齐。")
    extraction = extraction_of(FORM.format(first, second), "notice.html")

    assert titles(extraction) == ["灌溉水渠开裂，受益面积320亩。", "机耕路未按设计厚度施工。"]
