"""Announcements that choose firms tell no finding; what a line below a title says of a meeting is no date of publication."""

import pytest

from extract.understanding import understand
from tests.extract.dressing import document

BODY = """
为满足审计工作需要，现就有关事项公告如下：
一、范围及数量
会计师事务所4家，服务期限两年。
二、报名条件
（一）近三年因执业质量问题受到行政处罚的，不得报名；
（二）未按规定提交材料的，视为放弃。
三、报名时间
2024年12月3日至12月13日。
苇塘县审计局
2024年12月2日
"""


@pytest.mark.parametrize(
    "title",
    [
        "苇塘县审计局关于公开遴选2025年度协审中介机构的公告",
        "苇塘县审计局关于选聘工程审计专家的通知",
        "苇塘县审计局招募特约审计人员启事",
    ],
)
def test_an_announcement_that_chooses_firms_or_people_holds_no_findings(title: str) -> None:
    extraction = understand(document("n.txt", (title + BODY).encode()))
    assert extraction.family == "other"
    assert extraction.findings == ()


def test_the_result_of_an_audit_of_how_firms_were_chosen_is_a_result() -> None:
    text = (
        "苇塘县招标代理机构选取专项审计结果公告\n一、审计发现的主要问题\n（一）未按规定公开选取。\n"
        "抽查的6个项目中，有4个直接指定代理机构。\n苇塘县审计局\n2024年12月2日\n"
    )
    extraction = understand(document("n.txt", text.encode()))
    assert extraction.family == "audit_result"
    assert len(extraction.findings) == 1


def test_when_a_text_was_passed_is_no_date_of_publication_and_stays_in_the_text() -> None:
    passed = "（2023年5月22日县人民政府第十八次常务会议通过）"
    read = document(
        "n.txt", f"苇塘县审计整改工作管理办法\n{passed}\n第一条　为规范审计整改工作，制定本办法。\n".encode()
    )
    assert passed in read.text
    assert read.fields == ()
