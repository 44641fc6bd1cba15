"""Groups that a short line without a number heads: units, fields, lists sorted by state; problems below them with or without numbers."""

from tests.extract.notices import extraction_of, measures, statuses, titles
from tests.extract.told import categories

UNITS = """
望棠市审计局关于3所市属中学2021年度财务收支审计结果的公告
市审计局对市第二中学等3所学校2021年度财务收支情况进行了审计，发现问题6个。现将审计结果和整改情况公告如下。
市第二中学
该校2021年收入4,210万元。审计发现：
（一）课后服务费发放对象扩大。向3名行政人员发放补助1.32万元。
（二）食堂库存物资未定期盘点。
整改情况：以上2项均已完成整改。
市特殊教育学校
该校2021年收入890万元。审计发现：
捐赠图书未登记入账。收到社会捐赠图书4,600册，未办理验收登记。
整改情况：正在整改。学校已组织清点，登记图书3,100册。
市职业技术学校
该校2021年收入3,002万元。审计发现：
（一）实训耗材采购未签合同。涉及金额27.4万元。
（二）校企合作收入在往来款挂账。金额62万元。
（三）宿舍维修工程超概算。
整改情况：第一项、第二项已整改到位，第三项正在整改。
望棠市审计局
2022年9月30日
"""


def test_units_head_lists_and_one_problem_without_a_number() -> None:
    extraction = extraction_of(UNITS)

    assert len(extraction.findings) == 6
    assert categories(extraction) == ["市第二中学"] * 2 + ["市特殊教育学校"] + ["市职业技术学校"] * 3
    assert statuses(extraction) == [*["completed"] * 2, "in_progress", *["completed"] * 2, "in_progress"]
    assert titles(extraction)[2] == "捐赠图书未登记入账。"


BETWEEN = """
蓝汀县2020年度乡镇财政决算审计结果
审计发现的问题如下：
1.非税收入未及时上缴。截留集贸市场摊位费5.6万元。
2.公益岗位考勤缺失。
上述问题已全部整改到位。
1.违规出借财政资金30万元。
2.村级报账资料不全。
3.防汛物资账实不符。
蓝汀县审计局
2021年8月2日
"""


def test_what_closes_one_list_says_nothing_of_the_next() -> None:
    assert statuses(extraction_of(BETWEEN)) == ["completed", "completed", None, None, None]


FIELDS = """
澄阳区殡葬服务中心关于专项审计反馈问题整改落实情况的公示
区审计局专项审计反馈我中心4个问题，现公示如下：
整改组织情况
中心成立整改小组，每周调度一次。
收费管理
代收寄存费未及时缴库。2022年第四季度寄存费7.15万元滞留在出纳个人账户。
责任股室：财务股
资金已于2023年2月9日全额缴入国库。
出纳岗位实行每周轮换复核。
完成情况：已销号
自立项目收取整容加急费。
责任股室：业务股
停止收取该项费用，向214户家属退费4.28万元。
完成情况：已销号
采购管理
火化机维保未履行采购程序。连续三年与同一公司签订维保合同。
责任股室：设备股
委托代理机构重新组织竞争性磋商。
完成情况：已销号
骨灰盒进销差价率过高。
责任股室：业务股、财务股
已报请区发展改革局核定指导价。
完成情况：正在办理
澄阳区殡葬服务中心
2023年5月18日
"""


def test_fields_head_records_whose_answers_stand_between_two_labels() -> None:
    extraction = extraction_of(FIELDS)

    assert categories(extraction) == ["收费管理"] * 2 + ["采购管理"] * 2
    assert titles(extraction)[1] == "自立项目收取整容加急费。"
    assert statuses(extraction) == ["completed", "completed", "completed", "in_progress"]
    assert measures(extraction, 1) == [
        "资金已于2023年2月9日全额缴入国库。",
        "出纳岗位实行每周轮换复核。",
    ]
    assert [(m.kind, m.text.text) for m in extraction.measures] == [
        ("work_done", "中心成立整改小组，每周调度一次。")
    ]


AIMED = """
柞河县人民政府关于2020年度审计查出问题整改情况的报告
现将2020年度县级预算执行审计查出的6个问题的整改情况报告如下。
整改工作组织情况
县政府召开专题会议2次，将问题逐条分解到部门。
预算编制方面
本方面涉及2个问题，均已整改到位。
针对国有资本经营预算编制不完整的问题，县财政局将5户企业全部纳入编制范围。
针对项目支出标准体系不健全的问题，县财政局印发通用定额标准12项。
专项资金管理方面
该方面2个问题，1个已整改，1个正在整改。
针对补助资金拨付缓慢的问题，县农业农村局已拨付资金860万元。
针对文物保护专项资金闲置的问题，县文化旅游局正在办理方案报批。
政府采购方面
本方面查出2个问题，涉及多个部门，正在整改。
针对定点维修未公开遴选的问题，县机关事务中心已编制遴选文件。
针对采购合同备案不及时的问题，县财政局约谈了4家单位。
下一步工作安排
完善预算绩效管理制度。
柞河县人民政府
2021年12月10日
"""


def test_fields_without_numbers_say_their_state_and_a_bare_heading_ends_the_last() -> None:
    extraction = extraction_of(AIMED)

    assert titles(extraction)[0] == "国有资本经营预算编制不完整"
    assert categories(extraction) == ["预算编制方面"] * 2 + ["专项资金管理方面"] * 2 + ["政府采购方面"] * 2
    assert statuses(extraction) == [*["completed"] * 2, None, None, *["in_progress"] * 2]
    assert measures(extraction, 6) == ["县财政局约谈了4家单位。"]
    assert [m.kind for m in extraction.measures] == ["work_done", "next_step"]


UNIT_LABELS = """
松汀县审计局关于县属企业工程招标投标专项审计调查结果的公告
我局对4家县属企业工程招标投标情况进行了专项审计调查，现将查出的主要问题及处理情况公告如下：
被审计单位：县水务投资公司
应招标未招标。原水管线迁改工程合同价416万元，直接委托某建筑公司施工。
处理意见：由县水利局依法查处。
整改期限：2021年3月底前
被审计单位：县粮食储备公司
评标专家抽取不合规。仓库扩建工程的3名评标专家由招标代理机构指定。
处理意见：由县发展改革局对招标代理机构作出处理。
整改期限：60日内
被审计单位：县旅游开发公司
投标保证金未按期退还。未中标单位的保证金52万元超期未退。
处理意见：立即退还保证金并支付利息。
整改期限：立即整改
以上3家单位应当在整改期限届满后10日内，将整改情况书面报送我局。
松汀县审计局
2021年1月20日
"""


def test_units_labelled_above_the_problem_answer_for_what_stands_below() -> None:
    findings = extraction_of(UNIT_LABELS).findings

    assert [f.title.text for f in findings] == [
        "应招标未招标。",
        "评标专家抽取不合规。",
        "投标保证金未按期退还。",
    ]
    assert [[r.text for r in f.responsible] for f in findings] == [
        ["县水务投资公司"],
        ["县粮食储备公司"],
        ["县旅游开发公司"],
    ]
    assert findings[2].requirement is not None
    assert findings[2].requirement.text == "立即退还保证金并支付利息。"
    assert findings[2].detail is not None
    assert findings[2].detail.text == "未中标单位的保证金52万元超期未退。"


UNIT_LAST = """
澜山县审计局关于农村供水资金审计结果的公告
现将审计发现的问题公告如下：
水质检测频次不足。7个水厂全年只检测1次。
整改要求：按规范每月检测。
责任单位：县水利局
水费收缴不入账。收取水费12.6万元未入账。
整改要求：限期补记收入。
责任单位：大坪镇人民政府
澜山县审计局
2021年4月9日
"""


def test_units_labelled_below_the_problem_stay_with_it() -> None:
    findings = extraction_of(UNIT_LAST).findings

    assert [[r.text for r in f.responsible] for f in findings] == [["县水利局"], ["大坪镇人民政府"]]


AUDITED_FIELDS = """
霁川县2022年度县级预算执行和其他财政收支的审计工作报告
我受县人民政府委托，报告2022年度县级预算执行审计情况。
财政管理审计情况
组织对县级预算执行情况进行了审计，发现的主要问题：
部门预算年初到位率低。代编预算1.9亿元，占项目支出的37%。
库款调度不合理。年末集中拨付资金2.2亿元，形成部门结转。
民生资金审计情况
对农村饮水安全资金进行了专项审计，抽查了9个乡镇，主要问题是：
水费收缴率虚高。6个水厂将村集体垫付款计入农户缴费。
管护人员补助被挪用。2个乡镇将管护补助9.6万元用于日常办公。
审计建议
加强预算编制管理。把代编预算比例降下来。
管好民生资金。健全公示和回访制度。
霁川县审计局
2023年8月25日
"""


def test_each_field_announces_its_own_problems_and_advice_is_none_of_them() -> None:
    extraction = extraction_of(AUDITED_FIELDS)

    assert categories(extraction) == ["财政管理审计情况"] * 2 + ["民生资金审计情况"] * 2
    assert all(f.requirement is None for f in extraction.findings)
    assert [m.kind for m in extraction.measures] == ["recommendation"] * 2


def test_headings_of_a_page_between_the_numbers_of_one_list_are_fields_of_its_findings() -> None:
    page = "".join(
        f"<h3>{field}</h3><p>{n}. {title}</p><p>{n + 1}. {other}</p>"
        for n, field, title, other in (
            (
                1,
                "馆藏的采购",
                "新购图书借阅率偏低。抽查的62种图书从未被借阅。",
                "读者推介的处理时间过长。有18项超过承诺的45天。",
            ),
            (
                3,
                "馆藏的盘点及注销",
                "没有按照规定进行年度盘点。11间分馆未作盘点。",
                "注销图书的捐赠安排未如理想。78%当作废纸处理。",
            ),
        )
    )
    found = extraction_of(f"<html><body><h1>湾岬市图书馆审计结果公告</h1>{page}</body></html>", "notice.html")

    assert [f.category and f.category.text for f in found.findings] == ["馆藏的采购"] * 2 + [
        "馆藏的盘点及注销"
    ] * 2
    assert [f.label and f.label.text for f in found.findings] == ["1", "2", "3", "4"]
