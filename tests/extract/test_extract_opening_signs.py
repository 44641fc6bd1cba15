"""Signs, words of who tells it, and states in other places than usual around a problem's name."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

HEAD = "青墩县水务局关于审计发现问题整改情况的公告\n根据审计报告，我局逐项整改，现将情况公告如下：\n"
TOLD = (
    ("管网漏损率偏高。", "更换老旧管道9公里。"),
    ("3家单位欠缴水费41万元。", "收回水费38万元。"),
    ("闸门年检资料缺失。", "补齐2022年以来的年检资料。"),
)


@pytest.mark.parametrize("sign", ["▶ ", "◆", "📌", "⭐ ", "★★ ", "👉🏻"])
@pytest.mark.parametrize("number", ["问题{}：", "{}.", "（{}）", "第{}项　"])
@pytest.mark.parametrize("tick", ["✔ ", "✅", "☑ ", ""])
def test_signs_before_numbers_and_labels_only_set_them_off(sign: str, number: str, tick: str) -> None:
    lines = (f"{sign}{number.format(n)}{t}\n{tick}整改情况：{done}\n" for n, (t, done) in enumerate(TOLD, 1))
    e = extraction_of(HEAD + "".join(lines))

    assert titles(e) == [t for t, _ in TOLD]
    assert [measures(e, n) for n in (1, 2, 3)] == [[done] for _, done in TOLD]


@pytest.mark.parametrize("sign", ["📌", "💧 ", "❗️"])
def test_small_pictures_that_open_a_line_are_bullets(sign: str) -> None:
    e = extraction_of(HEAD + "".join(f"{sign}{t}\n整改情况：{done}\n" for t, done in TOLD))

    assert titles(e) == [t for t, _ in TOLD]


def test_keys_number_problems() -> None:
    lines = (f"{n}\ufe0f\u20e3 {t}\n整改情况：{done}\n" for n, (t, done) in enumerate(TOLD, 1))

    assert titles(extraction_of(HEAD + "".join(lines))) == [t for t, _ in TOLD]


@pytest.mark.parametrize("who", ["反馈", "巡察反馈的", "审计指出：", "审计报告反映", "报告提出的", ""])
def test_who_tells_of_a_quoted_problem_is_no_part_of_its_name(who: str) -> None:
    lines = (f"{n}.{who}“{t[:-1]}”的问题。\n整改措施：{done}\n" for n, (t, done) in enumerate(TOLD, 1))

    assert titles(extraction_of(HEAD + "".join(lines))) == [t[:-1] for t, _ in TOLD]


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        ("认定已整改。", "completed"),
        ("检查组判定：基本整改到位。", "largely_completed"),
        ("复核结论为未完成整改。", "not_completed"),
        ("经现场核验，认定该问题正在整改。", "in_progress"),
        ("故该项无需整改。", "not_required"),
        ("我局已将线索移送县纪委监委。", "transferred"),
    ],
)
def test_a_verdict_of_those_who_looked_states(verdict: str, status: str) -> None:
    e = extraction_of(
        HEAD + "".join(f"{n}.{t}整改情况：{done}{verdict}\n" for n, (t, done) in enumerate(TOLD, 1))
    )

    assert statuses(e) == [status] * 3


def test_what_was_done_may_stand_before_the_problem_and_its_state() -> None:
    e = extraction_of(
        f"{HEAD}1.关于管网漏损率偏高的问题。更换老旧管道9公里。\n"
        "2.收回水费38万元，与其余欠费户签订还款协议，3家单位欠缴水费的问题正在整改。\n"
        "3.补齐2022年以来的年检资料，闸门年检资料缺失的问题已整改到位。\n"
    )

    assert titles(e)[1:] == ["3家单位欠缴水费", "闸门年检资料缺失"]
    assert measures(e, 2) == ["收回水费38万元，与其余欠费户签订还款协议"]
    assert statuses(e)[1:] == ["in_progress", "completed"]
