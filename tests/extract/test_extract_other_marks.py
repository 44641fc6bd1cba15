"""Labels and numbers with other marks than the usual ones are read as these are."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

HEAD = "青墩县水务局关于审计发现问题整改情况的公告\n根据审计报告，我局逐项整改，现将情况公告如下：\n"
TOLD = (
    ("管网漏损率偏高。", "更换老旧管道9公里。"),
    ("3家单位欠缴水费41万元。", "收回水费38万元。"),
    ("闸门年检资料缺失。", "补齐2022年以来的年检资料。"),
)


@pytest.mark.parametrize("mark", ["。", "——", "—", "-", " —— ", "如下：", "　", "：", "】"])
@pytest.mark.parametrize("before", ["", "◆", "- ", "* "])
def test_a_label_of_each_finding_is_one_whatever_sets_it_off(mark: str, before: str) -> None:
    label = f"{before}【整改情况{mark}" if mark == "】" else f"{before}整改情况{mark}"
    e = extraction_of(HEAD + "".join(f"{n}.{t}\n{label}{done}\n" for n, (t, done) in enumerate(TOLD, 1)))

    assert titles(e) == [t for t, _ in TOLD]
    assert [measures(e, n) for n in (1, 2, 3)] == [[done] for _, done in TOLD]


def test_a_sentence_that_only_states_is_no_label() -> None:
    e = extraction_of(
        HEAD + "".join(f"{n}.{t}\n该问题已完成整改。{done}\n" for n, (t, done) in enumerate(TOLD, 1))
    )

    assert statuses(e) == ["completed"] * 3


@pytest.mark.parametrize(
    "number", ["第{}，", "第{}项，", "第{}个问题：", "问题{}：", "{}是", "（{}）", "【问题{}】"]
)
def test_numbers_in_words_stand_before_figures_too(number: str) -> None:
    lines = (f"{number.format('一二三'[n])}{t}\n整改情况：{done}\n" for n, (t, done) in enumerate(TOLD))
    e = extraction_of(HEAD + "".join(lines))

    assert titles(e) == [t for t, _ in TOLD]


@pytest.mark.parametrize("marks", ["⑴⑵", "⒈⒉", "㈠㈡", "①②"])
def test_composed_numbers_list_inside_a_paragraph(marks: str) -> None:
    e = extraction_of(
        f"{HEAD}一、管网漏损率偏高。\n整改情况：{marks[0]}更换老旧管道9公里；{marks[1]}设立巡查队3支。\n"
        "二、水费欠缴。\n整改情况：收回水费38万元。\n"
    )

    assert measures(e, 1) == ["更换老旧管道9公里；", "设立巡查队3支。"]


def test_fields_may_have_numbers_of_an_inner_kind_above_problems_that_count_on() -> None:
    e = extraction_of(
        f"{HEAD}1.供水管理方面\n问题1：管网漏损率偏高。\n整改情况：已更换管道。\n问题2：水费欠缴。\n整改情况：已收回。\n"
        "2.工程管理方面\n问题3：闸门年检资料缺失。\n整改情况：已补齐。\n"
    )

    assert [f.category.text if f.category else None for f in e.findings] == ["供水管理方面"] * 2 + [
        "工程管理方面"
    ]


@pytest.mark.parametrize("brackets", ["（）", "()", "【】", "[]", "［］", "〔〕"])
def test_a_state_and_a_unit_stand_in_brackets_of_any_form(brackets: str) -> None:
    left, right = brackets
    told = "".join(
        f"{n}.{t}{left}责任单位：财务科{right}\n整改情况：{done}{left}已完成整改{right}\n"
        for n, (t, done) in enumerate(TOLD, 1)
    )
    e = extraction_of(f"{HEAD}青水〔2025〕6号\n{told}")

    assert statuses(e) == ["completed"] * 3
    assert [[u.text for u in f.responsible] for f in e.findings] == [["财务科"]] * 3


def test_a_dot_in_place_of_each_full_stop_ends_sentences() -> None:
    lines = (
        f"{n}.{t}部分资料缺失。\n整改情况：{done}该问题已完成整改。\n" for n, (t, done) in enumerate(TOLD, 1)
    )
    e = extraction_of((HEAD + "".join(lines)).replace("。", "．"))

    assert [t.rstrip("．") for t in titles(e)] == [t.rstrip("。") for t, _ in TOLD]
    assert [f.detail.text for f in e.findings if f.detail] == ["部分资料缺失．"] * 3
    assert statuses(e) == ["completed"] * 3


@pytest.mark.parametrize("comma", [", ", "， "])
def test_a_blank_behind_a_comma_parts_no_words(comma: str) -> None:
    lines = (
        f"{n}.{t}\n整改情况：{done}截至目前{comma}该问题已完成整改。\n" for n, (t, done) in enumerate(TOLD, 1)
    )
    e = extraction_of(HEAD + "".join(lines))

    assert statuses(e) == ["completed"] * 3
    assert all(comma not in f.status.quote.text for f in e.findings if f.status and f.status.quote)


@pytest.mark.parametrize("colon", ["", "："])
def test_labels_of_few_words_stand_above_their_cells(colon: str) -> None:
    fields = f"责任单位{colon}\n财务科\n整改时限{colon}\n2025年6月底\n"
    lines = (f"{n}.{t}\n{fields}整改情况：{done}\n" for n, (t, done) in enumerate(TOLD, 1))
    e = extraction_of(HEAD + "".join(lines))

    assert [[u.text for u in f.responsible] for f in e.findings] == [["财务科"]] * 3
    assert [f.deadline.text for f in e.findings if f.deadline] == ["2025年6月底"] * 3
