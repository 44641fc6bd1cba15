"""Reports in running prose: several problems named behind the name of their field, paragraphs that say in turn what was found,
fields whose paragraphs each tell one, last paragraphs that speak of the whole.
"""

from extract.model import Extraction
from tests.extract.notices import extraction_of, measures, statuses, titles
from tests.extract.told import categories


def next_steps(extraction: Extraction) -> list[str]:
    return [m.text.text for m in extraction.measures if m.kind == "next_step"]


FIELDS = """
砚岭市人民政府关于2023年度市级审计查出问题整改情况的报告
二、具体问题整改情况
（一）财政收支管理审计反映问题的整改。这类问题均已完成整改。关于3个区未及时拨付直达资金的问题，3个区已将滞留的5420万元全部拨付到项目单位。关于部分专项资金绩效目标缺失的问题，市财政局补编绩效目标61个。
（二）国有企业审计反映问题的整改。针对2家企业违规出借资金的问题，市国资委责成企业追回本息1360万元，已整改到位。针对部分参股企业多年未分红的问题，市国资委向11家企业派出监事，正在整改。
砚岭市人民政府
2024年12月10日
"""


def test_problems_named_behind_their_field_are_findings_each() -> None:
    extraction = extraction_of(FIELDS)

    assert titles(extraction) == [
        "3个区未及时拨付直达资金",
        "部分专项资金绩效目标缺失",
        "2家企业违规出借资金",
        "部分参股企业多年未分红",
    ]
    assert (
        categories(extraction) == ["财政收支管理审计反映问题的整改"] * 2 + ["国有企业审计反映问题的整改"] * 2
    )
    assert statuses(extraction) == ["completed", "completed", "completed", "in_progress"]


PARAGRAPHS = """
澜溪县职业教育中心关于财务收支审计整改情况的报告
2024年3月，县审计局对我校财务收支情况进行了审计。现将整改情况报告如下。
审计组认为学校将实训楼门面出租未经公开招租，5间门面低价承租。学校已与承租人解除合同，重新公开招租。该问题已整改到位。
至于食堂结余长期挂账不清，总务处逐年核对2019年以来的食堂收支，28.7万元结余全部转入学生伙食费专户。
对审计提出的两台数控机床闲置一事，机电部重新编排实训课表，两台机床每周使用不少于12课时。此事已了结。
培训收入坐支现金。2022年收取的9.45万元未存入银行。财务科补记了收支，经办人写出书面检查。这个问题已经整改。
审计整改没有休止符。我校将把这次整改形成的六项制度编印成册，每学期组织一次内部检查。欢迎家长监督，电话0000-2210045。
澜溪县职业教育中心
2024年9月20日
"""


def test_paragraphs_may_say_in_turn_what_was_found() -> None:
    extraction = extraction_of(PARAGRAPHS)

    assert titles(extraction) == [
        "学校将实训楼门面出租未经公开招租，5间门面低价承租。",
        "食堂结余长期挂账不清",
        "两台数控机床闲置",
        "培训收入坐支现金。",
    ]
    assert statuses(extraction) == ["completed", None, "completed", "completed"]


def test_a_last_paragraph_that_speaks_of_the_whole_tells_what_comes_next() -> None:
    extraction = extraction_of(PARAGRAPHS)

    assert next_steps(extraction) == ["我校将把这次整改形成的六项制度编印成册，每学期组织一次内部检查。"]
    assert measures(extraction, 4) == ["财务科补记了收支，经办人写出书面检查。"]


MIXED = """
禾坪镇人民政府关于财政财务收支审计整改情况的公告
2023年10月，县审计局对我镇财政财务收支情况进行了审计。现将整改情况公告如下。
一、预算管理方面
预算编制不完整，上年结转资金76.2万元未列入年初预算。镇财政所已在2024年预算中全额编列。此项整改完成。
超预算支出公务用车运行费3.14万元。镇党政办将公务用车纳入县公车平台统一调度。此项整改完成。
二、村级财务方面
7个村白条入账23笔、8.9万元。各村已换取正式票据19笔，其余4笔由经手人退回现金。
村级债权债务底数不清。镇经管站组织清查，登记债权214笔、债务157笔，全部录入监管平台。
禾坪镇人民政府
2024年9月3日
"""


def test_paragraphs_of_other_fields_are_findings_as_in_the_field_that_proves_it() -> None:
    extraction = extraction_of(MIXED)

    assert len(extraction.findings) == 4
    assert categories(extraction) == ["预算管理方面"] * 2 + ["村级财务方面"] * 2
    assert statuses(extraction) == ["completed", "completed", None, None]


FRAMED = """
桐湾县残疾人联合会审计整改情况公示
根据县审计局审计报告，县残联对3个问题进行了整改，现公示如下。
【康复服务】
问题1：辅具采购验收手续不全。
整改情况：补办验收手续，对已发放的轮椅逐户回访。
整改状态：已完成
问题2：康复机构重复结算训练费0.84万元。
整改情况：费用已扣回。
整改状态：已完成
【就业培训】
问题3：培训人数与签到表不一致。
整改情况：退回多领培训补贴2.1万元。
整改状态：已完成
"""


def test_names_in_brackets_head_groups() -> None:
    extraction = extraction_of(FRAMED)

    assert categories(extraction) == ["康复服务", "康复服务", "就业培训"]
    assert all(f.detail is None for f in extraction.findings)


CHECKED = """
临杉市体育局关于审计查出问题整改情况的公示
1.体育场馆免费开放补助分配不合理。
整改措施：收回2个停用场馆的补助40万元。经市审计整改办现场核查，该问题已整改到位，同意销号。
2.训练补贴发放未公示。
整改措施：已补充公示，其余资料的核对仍在推进。
"""


def test_who_checked_it_belongs_to_the_state_and_so_does_the_rest_under_way() -> None:
    extraction = extraction_of(CHECKED)

    assert measures(extraction, 1) == ["收回2个停用场馆的补助40万元。"]
    assert measures(extraction, 2) == ["已补充公示"]
    assert statuses(extraction) == ["completed", "in_progress"]


TWO_GROUPS = """<h1>青屿市水务集团审计发现问题整改情况公示</h1>
<table><tr><th>序号</th><th>业务板块</th><th>存在问题</th><th>问题类别</th><th>整改措施</th><th>整改状态</th></tr>
<tr><td>1</td><td rowspan="2">党建经费</td><td>未按规定列支党建活动经费。</td><td>执行类</td><td>退回1.26万元。</td><td>已完成</td></tr>
<tr><td>2</td><td>党费收缴台账缺页。</td><td>基础类</td><td>补登台账。</td><td>已完成</td></tr>
<tr><td>3</td><td rowspan="2">物资采购</td><td>零星采购规避集中采购。</td><td>执行类</td><td>修订采购目录。</td><td>已完成</td></tr>
<tr><td>4</td><td>仓库盘点账实不符。</td><td>基础类</td><td>盘亏由责任人赔偿。</td><td>整改中</td></tr></table>
<p>附：证明材料目录</p>
<table><tr><th>序号</th><th>材料</th><th>页码</th></tr><tr><td>1</td><td>银行回单</td><td>1-4</td></tr>
<tr><td>2</td><td>台账复印件</td><td>5</td></tr><tr><td>3</td><td>采购目录</td><td>6-7</td></tr></table>"""


def test_of_two_columns_of_groups_the_one_that_parts_the_rows_is_the_category() -> None:
    assert categories(extraction_of(TWO_GROUPS, "notice.html")) == ["党建经费"] * 2 + ["物资采购"] * 2


def test_a_list_of_documents_answers_nothing() -> None:
    extraction = extraction_of(TWO_GROUPS, "notice.html")

    assert [len(measures(extraction, position)) for position in range(1, 5)] == [1, 1, 1, 1]


LISTED = """
青棠市第二人民医院关于财务收支审计整改情况的公告
审计报告指出了三个问题：一是部分检查项目多收费，合计37.62万元；二是药品二级库管理不严，账实不符；三是住院病人预交金长期未清理。
对第一个问题，我院将多收的37.62万元退还患者。该问题已经整改完毕。
对第二个问题，药学部重新盘点二级库，逐一调整账目。该问题基本整改完成。
对第三个问题，财务科已退款883笔，其余正在查找。该问题尚在整改。
青棠市第二人民医院
"""


def test_numbers_of_a_list_ahead_are_labels_of_the_findings_it_names() -> None:
    extraction = extraction_of(LISTED)

    assert [f.label.text if f.label else None for f in extraction.findings] == ["一是", "二是", "三是"]
    assert titles(extraction)[1] == "药品二级库管理不严，账实不符"


ONE_PARAGRAPH = """
青墩县水务局关于审计发现问题整改情况的公告
根据审计报告，我局逐项整改，现将有关情况公告如下：
关于水文设备论证不充分的问题，制定论证办法。关于资金归集率低，子公司开立账户43个，分散存放6,394万元的问题，撤并账户19个。关于2座泵站无人值守的问题，聘请值守人员4名。
青墩县水务局
2025年3月18日
"""


def test_a_name_of_several_clauses_and_a_figure_with_a_comma_opens_a_problem_of_a_paragraph() -> None:
    extraction = extraction_of(ONE_PARAGRAPH)

    assert titles(extraction) == [
        "水文设备论证不充分",
        "资金归集率低，子公司开立账户43个，分散存放6,394万元",
        "2座泵站无人值守",
    ]
    assert [measures(extraction, n) for n in (1, 2, 3)] == [
        ["制定论证办法。"],
        ["撤并账户19个。"],
        ["聘请值守人员4名。"],
    ]
