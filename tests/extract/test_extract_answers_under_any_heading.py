"""Answers below headings that tell no purpose, states with a day before them, replies by what was suggested."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

NAMED = """
苇泊市粮食收储公司关于审计发现问题整改结果的公告
一、审计发现的问题
1.轮换粮食未按规定竞价销售。以协商方式售出1,100吨。
2.货款催收不力。3户欠款260万元超过两年。
3.公司印章由一人保管。
二、{heading}
公司制定方案，明确责任人。
针对轮换粮食竞价问题，修订轮换办法，今后全部进场交易。
针对货款催收问题，成立专班，收回190万元。
针对印章保管问题，公章与财务章由两人分管。
三、整改结果
除第2项正在整改外，其余问题均已整改到位。
苇泊市粮食收储公司
2024年9月3日
"""


@pytest.mark.parametrize("heading", ["落实的主要做法", "采取的具体行动", "采取的整改措施"])
def test_paragraphs_that_name_findings_answer_them_whatever_their_heading_says(heading: str) -> None:
    found = extraction_of(NAMED.replace("{heading}", heading))
    assert [measures(found, n) for n in (1, 2, 3)] == [
        ["修订轮换办法，今后全部进场交易。"],
        ["成立专班，收回190万元。"],
        ["公章与财务章由两人分管。"],
    ]
    assert statuses(found) == ["completed", "in_progress", "completed"]


DATED = """
苇泊市教育局关于审计查出问题整改情况的公告
1.关于校服未公开招标的问题。重新组织招标，{state}。
2.关于虚报差旅费的问题。涉案线索已移送区纪委监委，目前1人被立案审查。
苇泊市教育局
2024年10月12日
"""


@pytest.mark.parametrize("state", ["至9月底已全部整改到位", "到2024年9月已全部整改到位"])
def test_a_day_before_the_state_is_none_of_its_words(state: str) -> None:
    found = extraction_of(DATED.replace("{state}", state))
    assert statuses(found) == ["completed", "transferred"]


REASONS = """
苇泊市人民政府关于审计查出问题整改情况的报告
一、查出问题整改情况
1.关于预算编制不细化的问题。市财政局要求28个部门重新编报。已整改。
2.关于征地补偿款滞留的问题。兑付补偿款210万元，余款因权属不清暂存。正在整改。
二、尚未完成整改的问题及原因
从类型看，未整改到位的5个问题主要是历史遗留事项，涉及土地权属，需要一定周期。
苇泊市人民政府
2024年11月2日
"""


def test_why_some_are_open_yet_is_no_finding() -> None:
    assert titles(extraction_of(REASONS)) == ["预算编制不细化", "征地补偿款滞留"]


REPLY = """
苇泊市审计局对市七届人大四次会议第117号建议的答复
李某某代表：
您提出的《关于加强整改监督的建议》收悉，现答复如下：
一、关于压实责任的建议
近年来，市政府把审计整改列入督查事项，对整改不到位的11个单位发出提示函。
二、关于公开结果的建议
自2022年起，我市要求被审计单位公告整改结果，累计公告146份。
苇泊市审计局
2024年7月4日
"""


def test_what_stands_below_a_suggestion_that_is_answered_advises_nobody() -> None:
    assert {m.kind for m in extraction_of(REPLY).measures} == {"work_done"}


RESULT = """
苇泊县养老保险基金审计结果
（苇审公告〔2023〕4号，2023年9月15日公告）
根据审计法有关规定，苇泊县审计局对县养老保险基金进行了审计。
一、审计发现的主要问题
（一）向已死亡人员发放养老金。涉及39人。
（二）利息收入未及时入账。
二、整改情况
第（一）项问题已整改到位，第（二）项正在整改。
"""


def test_a_number_with_the_day_of_its_announcement() -> None:
    number = extraction_of(RESULT).document_number
    assert number is not None and number.text == "苇审公告〔2023〕4号"


FOCUS = """
苇泊区审计局关于下发2024年度重点审计项目审计重点的通知
各审计组：
现将审计重点通知如下。
（一）义务教育经费审计。重点关注经费拨付是否及时足额。
（二）城市更新项目审计。检查立项、招标、资金使用。
苇泊区审计局
2024年2月18日
"""


def test_what_audits_will_look_at_is_a_plan() -> None:
    found = extraction_of(FOCUS)
    assert (found.family, len(found.focus_areas), found.findings) == ("audit_plan", 2, ())


FORMER = """
苇泊县供水中心关于2023年财务收支审计整改情况的公告
现将反馈问题的整改情况公告如下。
一、水费减免手续不全
减免3家单位水费7.8万元，无审批文件。
已补收5.1万元。该问题已整改到位。
二、{fault}
2022年审计指出的管网资产，仍有2.3公里未入账。
委托中介机构评估，2.3公里管网已全部入账。
三、工程结算资料缺失
联系原施工单位补充竣工图，资料已归档。
截至公告日，3个问题已完成整改1个。
苇泊县供水中心
2024年7月9日
"""


@pytest.mark.parametrize(
    "fault", ["上年度审计发现问题尚未整改到位", "以前年度审计查出问题整改不彻底", "审计发现问题整改不力"]
)
def test_a_fault_in_how_others_were_put_right_is_a_finding_and_states_nothing_of_all(fault: str) -> None:
    found = extraction_of(FORMER.replace("{fault}", fault))
    assert titles(found) == ["水费减免手续不全", fault, "工程结算资料缺失"]
    assert statuses(found) == ["completed", None, None]
    assert measures(found, 3) == ["联系原施工单位补充竣工图，资料已归档。"]


DEMANDED = """
苇泊县水务局关于督促落实整改事项的函
县排水公司：
我局组织复查，{lead}：
1.泵站备用电源损坏未修复。请你公司于6月15日前修复。
2.检查井盖缺失21处。请你公司立即补装。
逾期未整改的，我局将依法予以处罚。
苇泊县水务局
2024年5月28日
"""


@pytest.mark.parametrize("lead", ["下列问题至今尚未整改", "以下事项仍未整改到位"])
def test_what_leads_to_a_list_states_it_for_all_and_a_threat_is_no_measure(lead: str) -> None:
    found = extraction_of(DEMANDED.replace("{lead}", lead))
    assert statuses(found) == ["not_completed"] * 2
    assert measures(found, 2) == []


def test_how_many_problems_there_were_is_no_number_of_one() -> None:
    told = FORMER.replace(
        "现将反馈", "县审计局反馈我中心问题3个。上一年度审计查出的4个问题已全部整改到位。现将反馈"
    )
    found = extraction_of(told.replace("{fault}", "资产账实不符"))
    assert statuses(found) == ["completed", None, None]
