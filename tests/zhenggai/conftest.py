"""What the tests of the front door share: invented notices as files, runs of the command line, dumps."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

PROGRAM = (sys.executable, "-m", "zhenggai.cli")
CITIES = ("云溪市", "石桥市", "柳湾市", "青岚市")


def page(number: int) -> str:
    """A small notice of an invented city as a web page, each a little different."""
    city = CITIES[number % len(CITIES)]
    return f"""<html><head><meta charset="utf-8"><title>{city}数据局关于审计整改情况的公告</title></head><body>
<div class="article"><h1>{city}数据局关于第{number}号审计报告整改情况的公告</h1>
<p>根据{city}审计局审计意见，现将2个问题的整改情况公告如下。</p>
<p>一、有{number}个信息系统建成后闲置。</p><p>整改情况：已完成整改。停用{number}个系统，并入政务云平台。</p>
<p>二、未按规定开展等级保护测评，涉及资金{number}万元。</p><p>整改情况：正在整改。已签订测评合同。</p>
<p>{city}数据局</p><p>2024年{number % 12 + 1}月{number % 28 + 1}日</p></div></body></html>"""


def write_pages(folder: Path, count: int) -> Path:
    """Write `count` notices into a folder, some in a folder below it."""
    for number in range(1, count + 1):
        path = folder / ("below" if number % 3 == 0 else ".") / f"notice{number:03}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(number), encoding="utf-8")
    return folder


def zhenggai(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process of its own."""
    command = [*PROGRAM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, **options)


def start(*arguments: object) -> subprocess.Popen[bytes]:
    """Start the command line as a process of a group of its own, to be killed."""
    return subprocess.Popen(
        [*PROGRAM, *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def ask(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Rows of one query."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, values).fetchall()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve notices."""
    return write_pages(tmp_path_factory.mktemp("pages"), 12)
