"""Understanding takes steps in proportion to the length of a text: counted, not timed."""

import sys
from collections.abc import Sequence
from itertools import accumulate
from types import FrameType
from typing import Any

from bench.understanding import text_of
from extract.model import Block, Document
from extract.understanding import understand
from tests.extract.dressing import document

_TIMES = 8
_LINE_BREAKS = 1.3  # of what proportion alone would make: findings are compared with their neighbours


def _text(size: int) -> Document:
    return document("long.txt", text_of(size).encode())


def _steps(read: Document) -> int:
    """Lines of Python run to understand a document."""
    steps = 0

    def count(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal steps
        steps += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        understand(read)
    finally:
        sys.settrace(before)
    return steps


def test_a_text_eight_times_as_long_takes_about_eight_times_the_steps() -> None:
    understand(_text(2_000))  # vocabularies are read once

    assert _steps(_text(16_000 * _TIMES)) < _LINE_BREAKS * _TIMES * _steps(_text(16_000))


def _page(lines: Sequence[str]) -> Document:
    ends = [*accumulate(len(x) + 1 for x in lines)]
    blocks = [
        Block(kind="paragraph", start=z - 1 - len(x), end=z - 1) for x, z in zip(lines, ends, strict=True)
    ]
    return Document(text="\n".join(lines), blocks=tuple(blocks), reader="text", media_type="text/plain")


def _titles(number: int) -> Document:
    """A page of news, each below the title of a notice that it only names."""
    lines = [
        x
        for n in range(number)
        for x in (f"汀兰县第{n}中学2023年度财务收支审计整改情况的公告", *["点击标题查看。"] * 3)
    ]
    return _page(lines)


def test_a_page_of_twice_as_many_titles_takes_about_twice_the_steps() -> None:
    understand(_titles(2))

    assert _steps(_titles(16)) < 1.5 * 2 * _steps(_titles(8))


def test_a_notice_below_a_list_of_notices_is_read() -> None:
    listed = [f"汀兰县{name}局2023年度预算执行审计整改情况的公告" for name in "甲乙丙丁戊己庚辛壬癸"]
    notice = (
        "汀兰县水务局关于2023年度预算执行审计整改情况的公告\n\n一、未按规定公开预算\n整改情况：已在网站公开预算。\n"
        "二、多收水资源费3万元\n整改情况：已退还3万元。\n汀兰县水务局\n2024年5月6日"
    )

    found = understand(_page(["信息列表", *listed, *notice.splitlines()])).findings

    assert [f.title.text for f in found if f.title] == ["未按规定公开预算", "多收水资源费3万元"]


def _ledger(rows: int) -> Document:
    """One problem on every fiftieth row, with a measure on each."""
    told = (
        f"<tr><td>{n // 50 + 1}</td><td>未按规定缴存资金{n}万元</td><td>已补缴{n}万元</td></tr>"
        if n % 50 == 0
        else f"<tr><td></td><td></td><td>已建立第{n}项制度</td></tr>"
        for n in range(rows)
    )
    head = "<tr><td>序号</td><td>存在问题</td><td>整改措施</td></tr>"
    page = f"<h1>汀兰县审计查出问题整改情况的公告</h1><table>{head}{''.join(told)}</table>"
    return document("ledger.html", page.encode())


def test_a_table_of_four_times_as_many_rows_takes_about_four_times_the_steps() -> None:
    understand(_ledger(100))

    assert _steps(_ledger(800)) < _LINE_BREAKS * 4 * _steps(_ledger(200))
