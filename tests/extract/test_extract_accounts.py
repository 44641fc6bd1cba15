"""Running text whose problems stand before, behind or among what was done about them, several in one paragraph."""

from hypothesis import given
from hypothesis import strategies as st

from extract.model import Extraction
from tests.extract.notices import extraction_of, statuses, titles
from tests.extract.told import measures_joined

HEAD = "苇溪县供水公司关于审计整改情况的公示\n县审计局5月对我公司财务收支进行了审计，现将整改情况公示如下。\n"
FOOT = "苇溪县供水公司\n2024年9月20日\n"

BEHIND = (
    "6月12日，我公司把挂在往来账上的拆迁补偿款73.5万元转作收入，补交了税款，以此纠正补偿款长期挂账不作收入的问题。此项已整改完成。",
    "门面承租人拖欠的租金11.6万元已在7月底前全部收回，合同改为先交租后使用。这是审计报告所列第二个问题，即对门面租金催收不力。",
    "贴息资金18万元已退回县财政国库。之所以退款，是由于审计查明我公司在未实际储备药剂的情况下申领了贴息资金18万元。",
    "我公司已签订代收协议，水费一律通过专户收付，针对的是水费由出纳个人经手、收支不入账这一问题。",
)
TITLES = [
    "补偿款长期挂账不作收入",
    "对门面租金催收不力",
    "我公司在未实际储备药剂的情况下申领了贴息资金18万元",
    "水费由出纳个人经手、收支不入账",
]


def _told(*paragraphs: str) -> Extraction:
    return extraction_of(HEAD + "".join(f"{p}\n" for p in paragraphs) + FOOT)


def test_a_problem_told_behind_its_answer_is_the_title_and_what_stands_before_it_the_measure() -> None:
    extraction = _told(*BEHIND)

    assert titles(extraction) == TITLES
    assert (
        measures_joined(extraction)[0]
        == "6月12日，我公司把挂在往来账上的拆迁补偿款73.5万元转作收入，补交了税款"
    )
    assert measures_joined(extraction)[2] == "贴息资金18万元已退回县财政国库。"
    assert statuses(extraction)[0] == "completed"


@given(st.permutations(range(len(BEHIND))))
def test_the_order_of_paragraphs_changes_nothing_in_any_of_them(order: list[int]) -> None:
    extraction = _told(*(BEHIND[i] for i in order))

    assert titles(extraction) == [TITLES[i] for i in order]


def test_words_that_part_one_matter_from_the_next_open_another_problem_in_a_paragraph() -> None:
    extraction = _told(
        "一方面，管网补贴把已停业的2家企业算了进去，多拨31.7万元，公司已全部追回；"
        "另一方面，水表轮换费有44户重复收取，公司停收并退回6.8万元，另有5户搬走，正在联系。",
        "审计还指出，消防用水设施无人管护。公司已与街道签订管护协议，落实了专人。此外，施工押金到期未退，涉及3家企业，现已退还。",
    )

    assert titles(extraction) == [
        "管网补贴把已停业的2家企业算了进去，多拨31.7万元",
        "水表轮换费有44户重复收取",
        "消防用水设施无人管护。",
        "施工押金到期未退，涉及3家企业",
    ]
    assert measures_joined(extraction)[1] == "公司停收并退回6.8万元，另有5户搬走，正在联系。"


def test_what_is_left_of_a_matter_is_no_other_problem() -> None:
    extraction = _told(
        "14个合同没有签收记录，金额31.2万元。财务部补齐了13个合同的资料；另有1个合同虚列2.4万元，款项已退回。该问题已整改。",
        "仓库盘点制度没有落实，盘亏水表217只没有及时处理。公司按权限报批后已全部核销。该问题已整改。",
    )

    assert len(extraction.findings) == 2
    assert "另有1个合同" in measures_joined(extraction)[0]


def test_a_sentence_that_only_names_the_matter_of_the_next_is_no_problem() -> None:
    extraction = _told(
        "先说大家议论最多的水费收缴。截至去年末公司应收未收水费412.7万元，涉及用户1,103户。公司逐户催缴到账367.9万元。目前基本完成整改。",
        "最受关注的是管材采购。公司把同一批管材拆成9个合同分别询价，避开了招标程序。经办人已调离岗位。问题已整改完毕。",
    )

    assert titles(extraction) == [
        "截至去年末公司应收未收水费412.7万元，涉及用户1,103户。",
        "公司把同一批管材拆成9个合同分别询价，避开了招标程序。",
    ]


def test_what_a_clause_asks_behind_a_fault_is_its_requirement() -> None:
    extraction = _told(
        "有62家企业少报用水量，少缴水资源费417万元，审计建议移交水政部门征缴。公司已移交名单，入库396万元。基本整改到位。",
        "泵站运行记录三年没有更新。公司已补录213条。该问题已整改。",
    )

    (required,) = [f.requirement for f in extraction.findings if f.requirement]
    assert required.text == "审计建议移交水政部门征缴。"
    assert titles(extraction)[0] == "有62家企业少报用水量，少缴水资源费417万元"


def test_states_as_a_report_words_them_at_its_end() -> None:
    extraction = _told(
        "泵房出租没有签合同，租金11万元。公司已补签合同。由于泵房分散，此项我公司将长期坚持。",
        "水费票据没有专人保管。公司已指定专人。要立住规矩，这件事长期抓。",
        "施工队欠缴押金23万元。公司已起诉，因对方账户被冻结，尚未纠正到位。",
        "阀门更换记录不实。公司已停用旧记录，属于需要长期坚持的事项。",
        "水质检测外包没有比价。公司已重新比价。整改至此结束。",
    )

    assert statuses(extraction) == ["long_term", "long_term", "not_completed", "long_term", "completed"]


def test_problems_that_fields_of_a_report_tell_in_one_paragraph_are_as_many_findings() -> None:
    extraction = extraction_of(
        "关于苇溪县2023年度审计查出问题整改情况的报告\n受县政府委托，报告如下。\n"
        "一、主要问题整改情况\n"
        "（一）民生资金方面\n"
        "审计工作报告反映，见习补贴被11家企业套取54.7万元。县人社局追回补贴54.7万元，取消11家企业见习资格。"
        "报告还反映，改厕工程有260座建成后无人管护。县农业局逐座排查，修复235座。"
        "此外，移民资金结存1.1亿元，有的项目三年仍未实施，县发改局收回资金6480万元重新安排，基本完成整改。\n"
        "（二）国有资产方面\n"
        "对3笔担保没有反担保措施的问题，县国资局补办了手续，现已整改完成。对土地出让金没有收缴的问题，县自然资源局全部收回。\n"
        "苇溪县审计局\n2024年12月20日\n"
    )

    assert titles(extraction)[:3] == [
        "见习补贴被11家企业套取54.7万元。",
        "改厕工程有260座建成后无人管护。",
        "移民资金结存1.1亿元，有的项目三年仍未实施",
    ]
    assert len(extraction.findings) == 5


def test_what_an_audit_found_right_behind_the_name_of_a_problem_describes_it() -> None:
    extraction = _told(
        "关于水费结余资金较大。审计报告指出，截至2021年末结余112万元，占当年收入的37%。对此，公司调整支出结构，年末结余降至23万元。",
        "关于部分站点超编制用人。4个站点超员配备13人。公司组织清理，已辞退11人，其余合同到期后不再续签。",
    )

    assert titles(extraction) == ["水费结余资金较大。", "部分站点超编制用人。"]
    assert [f.detail.text for f in extraction.findings if f.detail] == [
        "审计报告指出，截至2021年末结余112万元，占当年收入的37%。",
        "4个站点超员配备13人。",
    ]
