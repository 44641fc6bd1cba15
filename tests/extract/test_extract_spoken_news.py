"""News that tells what persons said of an audit holds no findings."""

from extract.model import Block, Document
from extract.understanding import understand

_PARAGRAPHS = (
    "周三晚上,馆里二楼教室坐满了人,听审计局的老师讲“查出问题以后该怎么办”。",
    "老师没有念稿子,先讲了两个外县的例子。某馆把报告锁进抽屉,半年没有整改,馆长被约谈。老师答,钱要退回来,账要调过来。",
    "采编部主任听完说,过去总觉得盘点是财务的事,没有人管。会计说,单子领回去,明天就照着过,已经安排下去了。",
    "馆长在结束时讲,意见已经分下去了,下月要把整改情况公开。",
    "（办公室 供稿）",
)


def test_what_persons_said_at_a_meeting_is_no_finding() -> None:
    text = "图书馆请审计老师谈整改\n" + "\n".join(_PARAGRAPHS)
    blocks, at = [], 0
    for n, line in enumerate(text.split("\n")):
        blocks.append(Block(kind="paragraph" if n else "title", start=at, end=at + len(line)))
        at += len(line) + 1
    assert (
        understand(Document(text=text, blocks=tuple(blocks), reader="text", media_type="text/plain")).findings
        == ()
    )
