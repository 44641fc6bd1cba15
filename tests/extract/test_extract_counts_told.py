"""How many findings a document says there are, in the words of letters, councils and ledgers."""

import pytest

from extract.language.folding import fold
from extract.notice.counts import stated_total


def total(text: str) -> int | None:
    folded = fold(text)
    found = stated_total(folded, [(0, len(folded))])
    return found.number if found else None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("以113年5月20日函送審核通知，計列5項應行聲復事項。", 5),
        ("提出審核報告，其中列有重要審核意見7項。", 7),
        ("縣議會就報告所列缺失作成決議7案。", 7),
        ("本次調查計有5項發現，分述如下：", 5),
        ("旨揭通知計列4項，本所聲復如下：", 4),
        ("報告書提出五項審計結果及相關建議。", 5),
        ("茲擇要節錄審核意見6項如次：", 6),
        ("報告計有應改善事項9項。", 9),
        ("查核報告共列12項待改善事項，辦理情形如下。", 12),
        ("常委会审议了2023年度审计工作报告，选取其中7个突出问题开展跟踪监督。", 7),
        ("从报告中挑选了8个问题实行重点督办。", 8),
        ("三、缺失總數：6項", 6),
        ("审计局对3家企业进行审计，反映问题4类9个。", 9),
        ("检查组查出问题3大类、共12项。", 12),
        ("目前，要求我单位整改的问题共有3个，现已整改2个。", 3),
        ("审计工作报告反映的问题共涉及4个方面34项，已完成整改29项。", 34),
    ],
)
def test_the_number_of_all_findings_is_read(text: str, number: int) -> None:
    assert total(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "其餘3項審核意見仍在辦理。",
        "把巡视反馈问题细化为42项具体任务。",
        "镇党委书记带头领办难度最大的4个事项。",
        "局长包抓审计指出的3个重点问题。",
        "無障礙設施缺失11項已改善9項。",
        "抽查20案，其中7案逾期始送核銷。",
        "2021年度审计工作报告反映的15个问题已于去年完成整改。",
        "辦理5項專案調查，發現作業效能良好。",
        "會議通過3項決定。",
        "专人盯办，确保每一个具体问题落实到位。",
        "本月審議通過調查報告計33案，函請改善31案。",
        "先后对8个部门开展专项审计，督促整改问题41个。",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert total(text) is None
