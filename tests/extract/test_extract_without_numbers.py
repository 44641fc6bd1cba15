"""Problems and groups that nothing numbers: told by their look, by turns, by labels below, by lists that begin anew."""

import pytest

from extract.understanding import understand
from tests.extract.dressing import document, rows_of

HEAD = (
    "岭溪县档案馆关于2023年度财务收支审计整改情况的公告\n县审计局对我馆进行了审计，现将整改情况公告如下：\n"
)
PAIRS = {
    "档案数字化项目未公开招标。": "已修订采购办法，2024年项目全部公开招标。",
    "查档服务收费未上缴财政。": "已将收费3.6万元全部上缴县级国库。",
    "库房消防设备长期未检修。": "已更换灭火器42具，并与维保公司签订合同。",
    "往来款长期挂账未清理。": "已核销挂账8.7万元，其余正在核实。",
}


def _page(body: str) -> bytes:
    return f"<html><meta charset=utf-8><body><h1>{HEAD.splitlines()[0]}</h1>{body}</body></html>".encode()


@pytest.mark.parametrize(
    "form", ["<h3>{}</h3><p>{}</p>", "<p><b>{}</b></p><p>{}</p>", "<h4>{}</h4><div>{}</div>"]
)
def test_problems_in_bold_or_as_headings_above_their_answers(form: str) -> None:
    told = rows_of("x.html", _page("<p>二、审计发现问题的整改情况</p>" + "".join(form.format(*p) for p in PAIRS.items())))  # fmt: skip
    assert [row[0] for row in told] == [p.rstrip("。") for p in PAIRS]
    assert all(row[6:] for row in told)


def test_problems_and_answers_line_by_line_below_their_fields() -> None:
    lines = [f"{p}\n{a}" for p, a in PAIRS.items()]
    text = (
        f"{HEAD}一、审计发现问题整改情况\n（一）采购管理方面\n{lines[0]}\n{lines[1]}\n"
        f"（二）资产管理方面\n{lines[2]}\n{lines[3]}\n二、下一步工作打算\n加强内部管理。\n岭溪县档案馆\n2024年5月6日"
    )
    told = rows_of("x.txt", text.encode())
    assert [(row[0], row[2]) for row in told] == [
        (p.rstrip("。"), f"{field}管理方面")
        for p, field in zip(PAIRS, ["采购", "采购", "资产", "资产"], strict=True)
    ]


def test_bold_lines_that_tell_no_fault_are_no_findings() -> None:
    acts = {"加强组织领导。": "成立了领导小组。", "压实整改责任。": "逐项明确了责任人。", "健全长效机制。": "修订制度12项。"}  # fmt: skip
    findings = "".join(f"<p>{n}.{p}{a}</p>" for n, (p, a) in enumerate(PAIRS.items(), 1))
    body = "".join(f"<p><b>{k}</b></p><p>{v}</p>" for k, v in acts.items())
    told = rows_of("x.html", _page(f"<p>一、整改工作开展情况</p>{body}<p>二、审计发现问题的整改情况</p>{findings}"))  # fmt: skip
    assert [row[0] for row in told] == [p.rstrip("。") for p in PAIRS]


LABELLED = "\n".join(
    f"{p.rstrip('。')}\n责任科室：业务科、办公室\n整改时限：2024年6月30日\n整改措施：{a}\n整改进展：已完成整改。"
    for p, a in PAIRS.items()
)


def test_a_line_above_the_first_label_of_each_record_is_its_problem() -> None:
    told = rows_of("x.txt", f"{HEAD}二、具体问题整改情况\n{LABELLED}\n岭溪县档案馆\n2024年5月6日".encode())
    assert [row[0] for row in told] == [p.rstrip("。") for p in PAIRS]
    assert all(row[5] == "completed" for row in told)


def test_short_lines_that_end_in_a_state_are_problems() -> None:
    body = "\n".join(f"{p.rstrip('。')}【{'正在整改' if '其余' in a else '已完成整改'}】\n{a}" for p, a in PAIRS.items())  # fmt: skip
    told = rows_of("x.txt", f"{HEAD}{body}\n岭溪县档案馆\n2024年5月6日".encode())
    assert [(row[0], row[5]) for row in told] == [
        (p.rstrip("。"), "in_progress" if "其余" in a else "completed") for p, a in PAIRS.items()
    ]


def _grouped(numbers: list[str], places: tuple[str, str]) -> str:
    items = [f"{n}{p}\n整改情况：{a}" for n, (p, a) in zip(numbers, PAIRS.items(), strict=True)]
    return f"{HEAD}{places[0]}\n{items[0]}\n{items[1]}\n{places[1]}\n{items[2]}\n{items[3]}\n岭溪县档案馆\n2024年5月6日"


@pytest.mark.parametrize("numbers", [["1.", "2.", "1.", "2."], ["1.", "2.", "3.", "4."], ["（一）", "（二）", "（一）", "（二）"]])  # fmt: skip
@pytest.mark.parametrize("places", [("馆本部", "东坪分馆"), ("采购与收费", "设备及账务")])
def test_a_short_line_above_a_list_is_its_category(numbers: list[str], places: tuple[str, str]) -> None:
    told = rows_of("x.txt", _grouped(numbers, places).encode())
    assert [row[2] for row in told] == [places[0]] * 2 + [places[1]] * 2
    assert [row[0] for row in told] == [p.rstrip("。") for p in PAIRS]


def test_short_answers_between_numbers_and_cells_below_their_headings_are_no_categories() -> None:
    text = (
        f"{HEAD}1.库房漏雨。\n已维修\n2.账目不清。\n已重记\n3.门禁失灵。\n已更换\n岭溪县档案馆\n2024年5月6日"
    )
    assert [row[2] for row in rows_of("x.txt", text.encode())] == [None, None, None]
    one = f"{HEAD}一、反馈问题\n库房湿度超标，未配备除湿设备。\n二、责任单位\n岭溪县档案馆\n三、整改时限\n2024年6月底前\n四、整改措施\n（一）购置除湿机12台。\n（二）每日记录温湿度。\n"  # fmt: skip
    told = understand(document("x.txt", one.encode())).findings
    assert [(len(f.measures), f.category) for f in told] == [(2, None)]


@pytest.mark.parametrize(
    ("label", "cell"), [("责任单位：", "县文化馆、县图书馆"), ("【责任单位】", "县文化馆")]
)
def test_a_label_alone_goes_on_with_the_cell_below_it(label: str, cell: str) -> None:
    items = [f"{n}.{p}\n{label}\n{cell}\n整改时限：\n2024年6月30日\n整改情况：\n{a}" for n, (p, a) in enumerate(PAIRS.items(), 1)]  # fmt: skip
    told = understand(document("x.txt", (HEAD + "\n".join(items)).encode())).findings
    assert [[q.text for q in f.responsible] for f in told] == [cell.split("、")] * 4
    assert [f.deadline.text if f.deadline else None for f in told] == ["2024年6月30日"] * 4
    assert all(len(f.measures) == 1 and f.category is None for f in told)


def test_a_heading_that_ends_in_a_stop_is_a_category_above_a_list() -> None:
    told = rows_of("x.txt", _grouped(["1.", "2.", "1.", "2."], ("一、馆本部。", "二、东坪分馆。")).encode())
    assert [row[2] for row in told] == ["馆本部", "馆本部", "东坪分馆", "东坪分馆"]
