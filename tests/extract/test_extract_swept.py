"""What rules leave is read by the chain over clauses, where it is sure, and nowhere else."""

import re
from pathlib import Path

import numpy as np
import pytest

from extract.model import Block, Document, Extraction
from extract.regions.swept import BY_CHAIN
from extract.roles.chain_model import ANSWER, ASKED, FAULT, OPENS, OTHER, chain_model
from extract.roles.chain_training import Told, fit, folds_of, unseen_features, words_of_folds
from extract.roles.clauses import COMMA, LINE, STOP, clauses_of, cut
from extract.roles.retold import Kept, retell
from extract.understanding import understand
from tests.extract.notices import extraction_of

TITLE = "柳塘乡人民政府关于2023年度财政财务收支审计发现问题整改情况的公告"
OPENING = "2024年3月，县审计局对我乡2023年度财政财务收支进行了审计。现将整改情况公告如下。"


def document(*lines: str) -> Document:
    blocks, at = [], 0
    for n, line in enumerate(lines):
        blocks.append(Block(kind="title" if not n else "paragraph", start=at, end=at + len(line)))
        at += len(line) + 1
    return Document(text="\n".join(lines), blocks=tuple(blocks), reader="text", media_type="text/plain")


def swept(extraction: Extraction) -> list[str]:
    found = (
        f for f in extraction.findings if any(r.field == "title" and r.rule == BY_CHAIN for r in f.reasons)
    )
    return [f.title.text for f in found]


RUNNING = (
    "食堂采购货款未及时结清，乡财政所已于5月底前支付货款3.2万元，并核对往来账目。"
    "往来款长期挂账未清理，已收回借款4.6万元，核销呆账1.3万元。"
    "公务用车维修未经审批，已对经办人员进行批评教育，并修订公务用车管理办法。"
)


def test_faults_with_their_answers_in_running_text_are_findings_by_the_chain() -> None:
    read = understand(document(TITLE, OPENING, "二、整改情况", RUNNING))

    assert [f.title.text.rstrip("，。") for f in read.findings] == [
        "食堂采购货款未及时结清", "往来款长期挂账未清理", "公务用车维修未经审批"
    ]  # fmt: skip
    assert all(f.measures for f in read.findings)


def test_what_the_chain_decides_is_recorded() -> None:
    read = understand(document(TITLE, OPENING, "二、整改情况", RUNNING))

    if "swept" in read.layout:
        assert swept(read)
    assert all(f.title.spans for f in read.findings)


@pytest.mark.parametrize(
    "line",
    [
        "下一步，我乡将继续完善内控制度，加强日常监督，确保问题不反弹。",
        "我乡成立了以乡长为组长的整改工作领导小组，召开专题会议三次，逐项研究落实。",
        "乡党委高度重视，多次听取汇报，压实各村各部门责任。",
    ],
)
def test_work_and_plans_of_all_are_no_findings(line: str) -> None:
    assert not understand(document(TITLE, OPENING, line)).findings


def test_what_names_a_finding_that_is_read_elsewhere_tells_none() -> None:
    told = extraction_of(
        "核心提示：审计发现，石坝川公园管理所存在押金收入坐支、苗木采购未比价、游船年检逾期等问题，目前上述问题均已整改。\n"
        "石坝川公园管理所审计查出问题整改结果公告\n"
        "市审计局于2022年9月对我所财务收支进行了审计，指出3个问题，整改结果如下。\n"
        "一、押金收入坐支\n停止坐支行为，将6.3万元押金收入补缴财政专户。\n"
        "二、苗木采购未比价\n出台采购比价细则，三家以上供应商报价后方可采购。\n"
        "三、游船年检逾期\n12艘游船全部补检合格。\n以上问题均已整改。"
    )

    assert [f.title.text for f in told.findings] == ["押金收入坐支", "苗木采购未比价", "游船年检逾期"]


def test_clauses_end_at_commas_outside_quotation_marks_and_numbers() -> None:
    text = "收取“押金，保证金”1,200元，未入账。已整改"

    assert [text[a:b] for a, b in cut(text, 0, len(text))] == [
        "收取“押金，保证金”1,200元，",
        "未入账。",
        "已整改",
    ]


def test_clauses_know_what_stands_before_them_and_the_figures_they_take_up() -> None:
    text = "多付工程款36.5万元，已追回36.5万元。完成整改"
    clauses = clauses_of(text, [(0, len(text))], answered=True)

    assert [c.behind for c in clauses] == [LINE, COMMA, STOP]
    assert [c.told[-1] for c in clauses] == [0.0, 1.0, 0.0]


def test_the_chain_tells_faults_from_answers_by_what_stands_around() -> None:
    text = f"{OPENING}\n{RUNNING}"
    lines = [(0, len(OPENING)), (len(OPENING) + 1, len(text))]
    clauses = clauses_of(text, lines, answered=True)
    (shares,) = chain_model().shares(clauses, [(0, len(clauses))])

    assert shares.shape == (len(clauses), 5)
    assert np.allclose(shares.sum(axis=1), 1)
    told = {text[c.start : c.end]: int(s.argmax()) for c, s in zip(clauses, shares, strict=True)}
    assert told["食堂采购货款未及时结清，"] in (OPENS, FAULT)
    assert told["已收回借款4.6万元，"] == ANSWER


def test_stretches_read_side_by_side_are_read_as_each_alone() -> None:
    text = "\n".join([OPENING, RUNNING, "各村高度重视。", RUNNING, "下一步，加强监督。"])
    clauses = clauses_of(text, [m.span() for m in re.finditer(".+", text)], answered=True)
    starts = [i for i, c in enumerate(clauses) if c.behind == LINE] + [len(clauses)]
    stretches = [(starts[a], starts[b]) for a, b in ((0, 2), (1, 5), (2, 3), (2, 4), (0, 5))]

    together = chain_model().shares(clauses, stretches)

    for (a, b), shares in zip(stretches, together, strict=True):
        (alone,) = chain_model().shares(clauses[a:b], [(0, b - a)])
        assert np.allclose(shares, alone, rtol=0, atol=1e-12)


def test_a_chain_learns_from_a_few_documents_and_is_the_same_when_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [
        ("现将情况公告如下。", OTHER),
        ("货款未入账，", OPENS),
        ("共有三笔。", FAULT),
        ("已补记入账。", ANSWER),
        ("要求限期整改。", ASKED),
    ]
    text = "\n".join("".join(w for w, _ in words) for _ in range(5))
    lines = [(m.start(), m.end()) for m in re.finditer(".+", text)]
    told = [
        Told(author, clauses_of(text, lines, answered=True), [t for _, t in words] * 5) for author in "abcd"
    ]
    monkeypatch.setattr("extract.roles.chain_training.STEPS", 30)
    folds = folds_of(told)
    model = fit(told, unseen_features(told, folds, words_of_folds(told, folds)))
    model.save(tmp_path / "chain.npz")
    monkeypatch.setattr("extract.roles.chain_model.MODEL", tmp_path / "chain.npz")
    chain_model.cache_clear()
    try:
        (again,) = chain_model().shares(told[0].clauses, [(0, len(told[0].clauses))])
    finally:
        chain_model.cache_clear()

    best = again.argmax(axis=1).tolist()
    assert sum(a == b for a, b in zip(best, told[0].tags, strict=True)) > 0.8 * len(best)


def test_findings_told_again_keep_their_words() -> None:
    kept = [Kept("货款未结清", "共3笔", "已付清"), Kept("账目不符", "", "已核对")]
    told = "".join(words for line in retell(kept, "a") for _, words in line)

    assert all(words in told for words in ("货款未结清", "账目不符", "已付清", "已核对"))
