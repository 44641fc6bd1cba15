"""Tables of contents announce headings and are none: nothing in them is a measure or a finding."""

import pytest

from extract.model import Extraction
from tests.extract.notices import extraction_of, statuses, titles

TITLE = "中共沙洲县林业局党组关于巡察整改进展情况的通报"
HEADS = (
    "一、整改组织情况",
    "二、反馈问题整改落实情况",
    "（一）党建责任方面",
    "（二）资金管理方面",
    "三、下一步打算",
)
BODY = f"""{TITLE}
按照统一安排，2024年5月县委巡察组对我局开展巡察。现将整改情况通报如下。
一、整改组织情况
（一）提高站位。召开专题会议4次，把反馈的3个问题分解到科室。
二、反馈问题整改落实情况
（一）党建责任方面
1.理论学习不扎实
整改情况：制定学习计划，开展集中学习8次。已完成整改。
2.支部换届不及时
整改情况：2个支部完成换届。已完成整改。
（二）资金管理方面
3.报销审核不严
整改情况：修订财务制度，追回资金1.2万元。正在整改。
三、下一步打算
（一）巩固整改成果。定期开展回头看。
（二）健全长效机制。修订制度12项。
中共沙洲县林业局党组
2025年1月9日
"""


def told(extraction: Extraction) -> list[tuple[str, str]]:
    return [(m.kind, m.text.text[:4]) for m in extraction.measures if m.finding is None]


@pytest.mark.parametrize(
    "leads",
    [
        "{}............{}",
        "{} . . . . . . {}",
        "{}……………（{}）",
        "{}\t{}",
        "{}-------- {}",
        "{}·········第{}页",
        "{}",
    ],
)
def test_below_a_head_contents_are_left_out_however_they_lead_to_their_pages(leads: str) -> None:
    contents = "\n".join(leads.format(head, i) for i, head in enumerate(HEADS, 1))
    extraction = extraction_of(f"{TITLE}\n目  录\n{contents}\n{BODY}")
    assert titles(extraction) == ["理论学习不扎实", "支部换届不及时", "报销审核不严"]
    assert statuses(extraction) == ["completed", "completed", "in_progress"]
    assert told(extraction) == [
        ("work_done", "提高站位"),
        ("next_step", "巩固整改"),
        ("next_step", "健全长效"),
    ]
    assert extraction.stated_finding_count == 3


def test_headings_led_by_dots_are_contents_without_a_head_too() -> None:
    contents = "\n".join(f"{head}………………{i}" for i, head in enumerate(HEADS, 1))
    assert told(extraction_of(f"{contents}\n{BODY}")) == told(extraction_of(BODY))


def test_in_traditional_script_an_entry_may_wrap_before_its_page() -> None:
    contents = "一、辦理\n情形總說明………1\n二、審核意見及辦理情形………2\n三、後續辦理事項………4"
    text = f"""松嶺縣政府消防局審核意見辦理情形報告
目次
{contents}
一、辦理情形總說明
本局接獲審核通知後即召開會議檢討。
二、審核意見及辦理情形
(一)裝備保管未確實
辦理情形：已完成清點並登帳。
(二)採購驗收未落實
辦理情形：刻正修訂驗收要點。
三、後續辦理事項
(一)賡續追蹤未結案件。
"""
    extraction = extraction_of(text)
    assert titles(extraction) == ["裝備保管未確實", "採購驗收未落實"]
    assert not any("…" in m.text.text for m in extraction.measures)


def test_a_page_that_only_names_its_catalogue_keeps_its_findings() -> None:
    text = f"{TITLE}\n公开目录\n{BODY.replace('党建责任方面', '目录管理方面')}"
    assert titles(extraction_of(text)) == titles(extraction_of(BODY))


def test_findings_that_lead_to_figures_are_no_contents() -> None:
    text = BODY.replace(
        "整改情况：2个支部完成换届。", "整改情况：换届支部……2\n其中机关支部……1\n基层支部……1\n"
    )
    assert titles(extraction_of(text)) == titles(extraction_of(BODY))
