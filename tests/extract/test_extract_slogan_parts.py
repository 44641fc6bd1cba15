"""Headings that are slogans: what they head is told by their words and by what stands below, and they are no category."""

import pytest

from tests.extract.notices import extraction_of, measures, titles

REPORT = """苇港区教育局关于审计发现问题整改情况的报告

区审计局：
你局对我局进行了审计。现将整改情况报告如下：

{organised}
我局成立整改专班，召开专题会议3次，逐条研究整改措施。
制定整改清单，明确责任科室和完成时间。

{found}
（一）食堂账目未单独核算
12所学校食堂收支与公用经费混在一起。
我局督促12所学校开设食堂专户，调整账目。
（二）教辅征订未公示
8所学校征订教辅未公示金额。
我局通报批评8所学校，补充公示。

{lasting}
{below}

苇港区教育局
2025年9月26日
"""
AHEAD = "今后每学期检查一次，发现问题及时纠正。\n把整改情况纳入学校年度考核。"
DONE = "修订食堂管理等制度5项。\n先后举办财务培训2期，培训人员136人次。"


@pytest.mark.parametrize(
    ("organised", "found", "lasting", "below", "kind"),
    [
        ("一、提高站位，压实责任", "二、对标对表，动真碰硬", "三、标本兼治，建章立制", AHEAD, "next_step"),
        ("一、强化领导，高位推动", "二、真抓实改，确保见效", "三、举一反三，完善机制", DONE, "work_done"),
        (
            "一、迅速行动，周密部署",
            "二、紧盯问题，销号整改",
            "三、巩固成果，确保长治长效",
            AHEAD,
            "next_step",
        ),
        ("一、思想重视 行动迅速", "二、聚焦问题 逐项整改", "三、着眼长远 常态长效", AHEAD, "next_step"),
    ],
)
def test_slogans_head_parts_and_are_no_category(
    organised: str, found: str, lasting: str, below: str, kind: str
) -> None:
    text = REPORT.format(organised=organised, found=found, lasting=lasting, below=below)
    read = extraction_of(text)

    assert titles(read) == ["食堂账目未单独核算", "教辅征订未公示"]
    assert [f.category for f in read.findings] == [None, None]
    assert [measures(read, n) for n in (1, 2)] == [
        ["我局督促12所学校开设食堂专户，调整账目。"],
        ["我局通报批评8所学校，补充公示。"],
    ]
    assert [m.text.text for m in read.measures if m.kind == kind][-2:] == below.split("\n")
    assert [m.text.text for m in read.measures][:1] == [
        "我局成立整改专班，召开专题会议3次，逐条研究整改措施。"
    ]


def test_a_fault_in_two_clauses_is_a_finding_and_a_field_stays_a_category() -> None:
    text = REPORT.format(
        organised="一、整改工作组织情况",
        found="二、财务管理方面",
        lasting="三、长效机制不健全，整改流于形式",
        below="2个学校未建立台账。\n我局督促2所学校建立台账。",
    )
    read = extraction_of(text)

    assert titles(read)[2:] == ["长效机制不健全，整改流于形式"]
    assert [f.category.text for f in read.findings if f.category] == ["财务管理方面"] * 2


FIELDS = """霖坡市水务局关于水库移民资金审计整改情况的公告

市审计局对我局管理的移民资金进行了审计。现将整改情况公告如下。

{heading}
资金使用
（一）关于“滞留补助资金”的问题
整改情况：已整改。已拨付补助资金42万元。
（二）关于“扩大开支范围”的问题
整改情况：已整改。归还原渠道3.6万元。
工程建设
（三）关于“未批先建”的问题
整改情况：正在整改。补办手续2项，其余1项正在办理。

霖坡市水务局
2024年7月8日
"""


@pytest.mark.parametrize("heading", ["一、整改情况", "二、具体问题的整改", "一、存在问题及整改"])
def test_a_field_right_below_the_heading_of_a_part_groups_its_problems(heading: str) -> None:
    found = extraction_of(FIELDS.format(heading=heading)).findings

    assert [f.category.text if f.category else None for f in found] == ["资金使用", "资金使用", "工程建设"]
