"""States beside numbers and in last clauses, answers and exceptions named in few words, what a page shows below a notice."""

from tests.extract.notices import extraction_of, statuses, titles

BESIDE_NUMBERS = """
澜丘县水务站关于审计整改情况的公告
县审计局指出我站3个问题，现将整改情况公告如下。
事项1【已办结】
存在问题：水费坐支。
整改情况：补缴4.2万元。
事项2【未办结，持续推进中】
存在问题：管网图纸缺失。
整改情况：已补测12公里。
事项3【已办结】
存在问题：抄表数据未复核。
整改情况：按月复核。
澜丘县水务站
2024年5月6日
"""


def test_a_state_in_brackets_behind_a_number_is_that_of_the_problem_below() -> None:
    extraction = extraction_of(BESIDE_NUMBERS)

    assert titles(extraction) == ["水费坐支。", "管网图纸缺失。", "抄表数据未复核。"]
    assert statuses(extraction) == ["completed", "in_progress", "completed"]
    assert [f.status.quote.text for f in extraction.findings if f.status and f.status.quote][
        1
    ] == "未办结，持续推进中"


BY_NUMBER = """
澜丘县林场关于审计整改情况的公告
县审计局对我场进行了审计，现将整改情况公告如下。
一、审计发现的问题
（一）护林员工资拖欠。
（二）苗木采购未招标。
（三）防火物资账实不符。
二、整改情况
第（一）（三）项问题，补发工资9.1万元，重新盘点物资并补登台账，均已整改到位。
第（二）项问题，已补办采购手续，其余手续仍在整改。
澜丘县林场
2024年5月6日
"""


def test_one_answer_to_numbers_without_a_mark_between_them_goes_to_each_without_its_state() -> None:
    extraction = extraction_of(BY_NUMBER)

    assert statuses(extraction) == ["completed", "in_progress", "completed"]
    told = [[m.text.text for m in f.measures] for f in extraction.findings]
    assert told[0] == told[2] == ["补发工资9.1万元，重新盘点物资并补登台账"]
    assert told[1] == ["已补办采购手续"]


EXCEPTION = """
澜丘县档案馆关于审计整改情况的通报
县审计局对我馆进行了审计，现将整改情况通报如下。
一、针对“库房租金收入未入账”问题。补缴租金3.4万元。
二、针对“缩微设备账实不符，盘亏原因不明”问题。逐件清点，追查2台下落。
三、针对“临聘人员未签合同”问题。补签合同4份。
上述问题，除设备盘亏追责外，均已整改完毕；设备盘亏追责正在推进。
澜丘县档案馆
2024年5月6日
"""


def test_an_exception_in_other_words_has_the_state_that_its_sentence_tells_of_it() -> None:
    extraction = extraction_of(EXCEPTION)

    assert statuses(extraction) == ["completed", "in_progress", "completed"]


ANSWERED_BELOW = """
澜丘县中学关于审计整改情况的通报
县教育局对我校进行了审计，现将整改情况通报如下。
一、伙食费结余过大
退还结余9.4万元，按月公布账目。整改完成。
二、代收费未公示
校服、保险两个项目的收费标准在公示栏公布。整改完成。
三、闲置校舍出租未评估
租户同意按评估价补差，评估报告尚未出具，预计下月完成。仍在整改。
学校财务室将每学期抽查一次，结果纳入考核。
澜丘县中学
2024年5月6日
"""


def test_a_last_paragraph_below_answers_that_end_with_their_state_speaks_for_all() -> None:
    extraction = extraction_of(ANSWERED_BELOW)

    assert [(m.kind, m.text.text) for m in extraction.measures] == [
        ("next_step", "学校财务室将每学期抽查一次，结果纳入考核。")
    ]
    assert all(len(f.measures) == 1 and f.detail is None for f in extraction.findings)
    assert extraction.stated_finding_count is None  # two projects of one finding are no number of findings


def test_the_number_of_those_that_a_later_report_tells_is_its_number() -> None:
    extraction = extraction_of(
        """
澜丘县人民政府关于审计查出问题后续整改情况的报告
（2023年6月28日）
县人大常委会：
当时报告的56个问题中，有2个问题尚未整改到位。现将剩余2个问题的后续整改情况报告如下。
1.管廊入廊率低。已签订入廊协议5份。现已完成整改。
2.挪用贷款资金。已归还3650万元。仍在整改中。
澜丘县人民政府
"""
    )

    assert extraction.stated_finding_count == 2
    assert extraction.published is None
    assert extraction.signed is not None
    assert extraction.signed.text == "2023年6月28日"


def test_titles_of_other_pages_below_the_signature_belong_to_no_finding() -> None:
    extraction = extraction_of(
        BESIDE_NUMBERS.rstrip() + "\n更多：\n澜丘县水务站2023年部门决算\n关于水价调整的说明\n"
    )

    assert [m.text.text for m in extraction.findings[2].measures] == ["按月复核。"]
    assert extraction.findings[2].result is None


DISPOSED = """
澜丘县审计局关于康复资金审计结果的公告
县审计局对康复资金进行了审计，结果公告如下。
一、审计发现的主要问题
1.辅具采购价格高于市场价。多付货款6.9万元。
2.服务对象信息不准确。
3.农村厕所改造质量不合格。
4.资金结余未及时清理。
二、审计处理情况
对上述问题，县审计局依法下达了审计决定：对辅具采购价格偏高的问题，责令追回多付货款；对改厕质量问题，责成限期返修；对结余资金的问题，责令上缴县财政。
三、整改情况
（1）辅具采购和结余清理问题。追回6.9万元，结余31万元上缴。两个问题均已整改完毕。
（2）服务对象问题。重新核对862名。已整改完毕。
（3）改厕质量问题。返修58户。已整改完毕。
澜丘县审计局
2024年5月6日
"""


def test_what_was_required_and_done_is_joined_by_few_words_and_by_the_order() -> None:
    extraction = extraction_of(DISPOSED)

    asked = [f.requirement.text.rstrip("；。") if f.requirement else None for f in extraction.findings]
    assert asked == ["责令追回多付货款", None, "责成限期返修", "责令上缴县财政"]
    told = [[m.text.text for m in f.measures] for f in extraction.findings]
    assert told[0] == told[3] == ["追回6.9万元，结余31万元上缴。"]
    assert statuses(extraction) == ["completed"] * 4
