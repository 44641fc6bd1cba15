"""Pages on which questions hold the findings and answers what was done."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

HEAD = "公交补贴审计整改热点问答\n来源：松陵市交通运输局 发布时间：2025-02-01\n"


def test_a_question_tells_the_finding_and_its_answer_the_status() -> None:
    found = extraction_of(
        HEAD + "问：看到审计报告说公交公司虚报里程套取补贴63万元，这笔钱追回来了没有？\n"
        "答：追回了。63万元已全部缴入国库。该问题已完成整改。\n"
        "问：15个站台没有无障碍坡道，什么时候能改好？\n"
        "答：已改造11个，其余4个同步施工，正在整改中。\n"
        "问：以后线路调整会征求意见吗？\n答：会的，都要公示。\n"
    )

    assert titles(found) == ["公交公司虚报里程套取补贴63万元", "15个站台没有无障碍坡道"]
    assert statuses(found) == ["completed", "in_progress"]
    assert measures(found, 1) == ["63万元已全部缴入国库。"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [("网友问", "市交通运输局回应"), ("记者", "负责人"), ("问题1", "答复"), ("家长提问", "学校答复")],
)
def test_questions_and_answers_have_many_labels(question: str, answer: str) -> None:
    second = question.replace("1", "2")
    found = extraction_of(
        f"{HEAD}{question}：养护资金被挪用于发放津贴是怎么回事？\n{answer}：是的。\n12万元已归还。\n今后逐月核对。\n"
        f"{second}：审计还发现部分路段长期未修补。现在怎么样？\n{answer}：23公里路段已修复。\n"
    )

    assert titles(found) == ["养护资金被挪用于发放津贴", "部分路段长期未修补"]
    assert measures(found, 1) == ["12万元已归还。", "今后逐月核对。"]


def test_quoted_words_in_a_question_are_the_finding() -> None:
    found = extraction_of(
        HEAD + "问：通报里写着“伙食费结余142万元被挪用于发放福利”，钱还了没有？\n答：96万元已归还专户。\n"
        "问：听说一直没有招标，现在呢？\n答：已重新招标。\n"
    )

    assert titles(found)[0] == "伙食费结余142万元被挪用于发放福利"


def test_questions_about_rules_are_no_findings() -> None:
    found = extraction_of(
        "审计整改政策问答\n问：整改期限是多久？\n答：被审计单位应当在60日内完成整改。\n问：整改结果向谁报告？\n答：应当向审计机关报告。\n"
    )

    assert not found.findings


@pytest.mark.parametrize(
    "found_by", ["审计查出的问题是：", "审计报告指出：", "主要问题在于：", "发现的问题：", "检查发现："]
)
@pytest.mark.parametrize(("done", "state"), [("整改措施", "目前状态"), ("整改情况", "整改状态")])
def test_an_answer_may_name_the_problem_and_tell_the_rest_by_labels(
    found_by: str, done: str, state: str
) -> None:
    found = extraction_of(
        f"{HEAD}问：停车费的钱去哪儿了？\n答：{found_by}停车收入坐支。43万元直接用于维修道闸。\n"
        f"{done}：43万元已补缴入库。\n{state}：已完成整改\n"
        f"问：包月车位怎么分配的？\n答：{found_by}包月车位分配不公开。有19个车位长期由内部职工使用。\n"
        f"{done}：正在清退，重新摇号。\n{state}：正在整改\n"
    )

    assert titles(found) == ["停车收入坐支。", "包月车位分配不公开。"]
    assert [f.detail.text if f.detail else None for f in found.findings] == [
        "43万元直接用于维修道闸。",
        "有19个车位长期由内部职工使用。",
    ]
    assert statuses(found) == ["completed", "in_progress"]
    assert measures(found, 1) == ["43万元已补缴入库。"]
