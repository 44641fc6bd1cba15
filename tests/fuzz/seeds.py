"""What fuzzing begins with: small files of every format and lines of every kind, made as the tests make them."""

import io
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from PIL import Image

from tests.extract import ofd_parts
from tests.extract.hostile import CASES
from tests.extract.office_samples import SAMPLES
from tests.extract.pdf_samples import TableLook, has_cjk_font, ledger, table_pdf, text_pdf
from tests.extract.test_extract_old_word import FIXTURE
from tests.zhenggai.conftest import page

LARGEST = 200_000  # bytes; larger ones make fuzzing slow

TEXT = """关于云溪市本级预算执行审计查出问题整改情况的公告
根据云溪市审计局《审计报告》（云审财报〔2024〕12号），现将整改情况公告如下：
一、预算管理方面
（一）1个单位未将非税收入1,234.50万元上缴。整改情况：已整改，2024年6月30日前缴入国库。责任单位：云溪市财政局。
（二）多计工程款壹佰贰拾万元整。整改措施：一是追回；二是约谈。整改时限：2024年12月底。
二、問題：未依規定辦理。改善情形：持續改善中，民國113年8月31日前完成。
序号\t问题\t整改情况
1\t系统闲置\t已完成
2\t未开展等级保护测评\t正在整改
云溪市数据局
2024年8月6日
"""
LINES = (
    "1,234.5万元", "３亿2300万元", "约人民币壹佰贰拾叁万肆仟伍佰陆拾元柒角捌分", "HK$1.2 million", "新臺幣5億餘元",
    "2024年2月30日", "二〇二四年十二月底前", "民國113年8月31日", "2024.6.5-7.1", "去年底", "云审财报〔2024〕12号",
    "云政办发[2023]0045號", "第3、5、7项", "85.5%", "3个县（区）、12户企业", "《中华人民共和国审计法》第三十条",
)  # fmt: skip


def _png() -> bytes:
    file = io.BytesIO()
    Image.new("L", (60, 40), 255).save(file, "PNG")
    return file.getvalue()


def _by_format() -> Iterator[tuple[str, bytes]]:
    samples = {name: make() for name, make in SAMPLES.items()}
    for name, kind in (
        ("notice.docx", "docx"), ("notice.odt", "odt"), ("ledger.ods", "ods"), ("ledger.xlsx", "xlsx"), ("ledger.xls", "xls"), ("ledger_2003.xls", "workbook_2003"),
        ("notice.rtf", "rtf"), ("notice.mht", "web_archive"), ("files.zip", "archive"),
    ):  # fmt: skip
        yield kind, samples[name]
    yield "doc", FIXTURE.read_bytes()
    yield "image", _png()
    yield "html", page(3).encode()
    yield "html", page(4).encode("utf-16")
    yield (
        "ofd",
        ofd_parts.ofd(
            [ofd_parts.page(ofd_parts.words(25, 40, "一、系统闲置。") + ofd_parts.line(20, 50, 90, 50))]
        ),
    )
    yield "csv", "\n".join(line.replace("，", ",") for line in TEXT.splitlines()).encode()
    yield "text", TEXT.encode()
    yield "text", TEXT.encode("gb18030")
    if has_cjk_font():
        yield "pdf", text_pdf()
        yield "pdf", table_pdf(ledger(4), TableLook(merged=True))


def _hostile(target: str) -> Iterator[bytes]:
    """Hostile files of the target's format; those of PDF need all the time they may have, and are left out."""
    endings = {"html": ("htm", "html"), "text": ("txt",), "archive": ("zip", "rar"), "image": ("png", "gif", "tif"),
               "web_archive": ("mht",), "pdf": ()}  # fmt: skip
    for file_name, make, _ in CASES.values():
        if file_name.rpartition(".")[2] in endings.get(target, (target,)):
            yield make()


def write(folder: Path, target: str) -> None:
    """Write the seeds of one target into a folder: files of its format, or lines for a parser."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = count()
    bodies = [body for kind, body in _by_format() if kind == target]
    bodies += _hostile(target)
    bodies += [] if bodies else [TEXT.encode(), *(line.encode() for line in (*LINES, *TEXT.splitlines()))]
    for body in bodies:
        if len(body) <= LARGEST:
            (folder / f"seed{next(numbers):03}").write_bytes(body)
