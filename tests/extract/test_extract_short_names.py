"""Findings named in short words, numbers and dates that only frame, heads of forms that nobody filled in."""

from tests.extract.notices import extraction_of, measures, statuses, titles

RESULT = """
某县林场2022年度财务收支审计结果公告
壹 审计查出的主要问题
1)超范围发放护林补贴5.2万元。补贴名单中有11人不是护林员。
2)木材销售收入未入账。销售收入17.6万元存放在出纳个人存折。
3)苗木采购没有履行询价程序。
贰 整改情况
护林补贴问题,林场收回补贴5.2万元,已整改。木材收入一事,17.6万元已存入单位基本账户,已整改。苗木采购问题,林场正在起草采购办法,正在整改。
某县审计局
2023年8月2日
"""

FOLLOWED = """
港務處就審計報告第5章採取改善措施的進展情況
（2025年3月6日於本處網站發布）
第一部分　統籌
1. 泊位空置率偏高。
本處回應：已收回9個長期空置的泊位。
改善情況：已改善
第二部分　收費
2. 逾期泊位費未有追收。
本處回應：已追收41萬元。
改善情況：改善中（預計完成時間：2025年6月）
3. 收費多年沒有調整。
本處回應：收費檢討建議已提交決策局。
改善情況：改善中
未來，本處將與各持份者保持溝通，令管理更臻完善。
港務處
2025年3月5日
"""


def test_answers_that_name_findings_in_short_words_are_theirs() -> None:
    extraction = extraction_of(RESULT)

    assert statuses(extraction) == ["completed", "completed", "in_progress"]
    assert all(not f.category for f in extraction.findings)


def test_a_field_is_no_part_where_all_its_sections_hold_problems() -> None:
    extraction = extraction_of(FOLLOWED)

    assert [t.rstrip("。") for t in titles(extraction)] == [
        "泊位空置率偏高",
        "逾期泊位費未有追收",
        "收費多年沒有調整",
    ]
    assert measures(extraction, 3) == ["收費檢討建議已提交決策局。"]
    assert [m.kind for m in extraction.measures] == ["next_step"]
    assert extraction.published is not None
