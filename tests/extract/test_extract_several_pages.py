"""A notice that its site shows on several pages is one document: in order, framed once, nothing missing in silence."""

import pytest

from extract.files.limits import DEFAULT_LIMITS
from extract.model import Document
from extract.reading import read
from extract.sandbox.inline import is_inline
from extract.sandbox.parent import read_guarded
from extract.understanding import understand
from scrapers.items import RawNotice, joint_sha256
from tests.extract.notices import raw

TITLE = "砚州市水务局关于2023年度审计查出问题整改情况的公告"
FIRST = (
    "根据砚州市审计局的审计报告，现将2023年度预算执行审计查出问题的整改情况公告如下。",
    "一、水费收缴不及时。",
    "整改情况：已完成整改。拖欠的水费32万元已于6月底前全部追缴入库。",
)
SECOND = (
    "二、闸门维修未履行询价程序。",
    "整改情况：正在整改。修订了采购管理办法，自7月起全部进入电子平台办理。",
)
LAST = ("砚州市水务局", "2024年7月5日")
HEAD = "<tr><th>序号</th><th>存在问题</th><th>整改措施</th><th>整改状态</th></tr>"


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, *, title: str = TITLE, below: str = "") -> bytes:
    """A page of a site with its furniture around a body."""
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><div class=nav><a href=/>首页</a> <a href=/a>政务公开</a></div>"
        f"<h1>{title}</h1><div class=info>发布日期：2024-07-08 来源：市水务局</div><div class=content>{body}</div>{below}"
        "<div class=foot>主办单位：砚州市水务局 <a href=/map>网站地图</a></div></body></html>"
    ).encode()


def several(*pages: bytes, **more: str) -> RawNotice:
    """A notice of these pages."""
    first, *rest = (raw(body, "t1.html") for body in pages)
    later = tuple(
        RawNotice(
            source="a", place=f"t1_{n}.html", url=f"t1_{n}.html", file_name="t.html", body=one.body, page=n
        )
        for n, one in enumerate(rest, 2)
    )
    return RawNotice(source="a", place="t1.html", file_name="t1.html", body=first.body, later=later, **more)  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks]


def test_the_text_of_each_page_stands_behind_that_before() -> None:
    document = read(several(page(paragraphs(FIRST)), page(paragraphs(SECOND)), page(paragraphs(LAST))))
    found = texts(document)

    assert [text for text in found if text in (*FIRST, *SECOND, *LAST)] == [*FIRST, *SECOND, *LAST]
    assert found.count(TITLE) == 1
    assert sum("2024-07-08" in text for text in found) == 1
    assert not any("首页" in text or "主办单位" in text for text in found)
    assert document.issues == ()
    extraction = understand(document)
    assert [finding.title.text for finding in extraction.findings] == [
        "水费收缴不及时。",
        "闸门维修未履行询价程序。",
    ]
    assert extraction.signed is not None and extraction.signed.text == "2024年7月5日"


def test_a_page_that_holds_next_to_nothing_is_read_where_the_others_stand() -> None:
    """The signature alone would not be found among a site's furniture; the element of the first page holds it."""
    lead = "<p><a href=/2.html>砚州市召开全市防汛工作会议部署汛期各项准备工作</a>会议要求，落实值班值守，确保安全。</p>"
    more = f"<div class=other>{lead * 3}</div>"
    last = page(paragraphs(LAST), below=more)
    document = read(several(page(paragraphs(FIRST + SECOND), below=more), last))

    assert "防汛" in read(several(last)).text
    assert texts(document)[-2:] == [*LAST]
    assert "防汛" not in document.text


@pytest.mark.parametrize("title", [TITLE, f"{TITLE}（2）", f"{TITLE}(第2页)"])
def test_a_counted_title_is_the_same_title(title: str) -> None:
    document = read(several(page(paragraphs(FIRST)), page(paragraphs(SECOND), title=title)))
    assert sum(TITLE in text for text in texts(document)) == 1


def test_a_table_goes_on_over_the_pages() -> None:
    rows = [
        f"<tr><td>{n}</td><td>第{n}处水表失准</td><td>更换水表{n}只</td><td>已完成整改</td></tr>"
        for n in range(1, 8)
    ]
    cut = (HEAD + "".join(rows[:3]), HEAD + "".join(rows[3:5]), "".join(rows[5:]))
    pages = [page(f"<table>{part}</table>") for part in cut]
    document = read(several(page(paragraphs(FIRST[:1]) + f"<table>{cut[0]}</table>"), *pages[1:]))
    tables = [block.table for block in document.blocks if block.table]

    assert [table.rows for table in tables] == [8]
    assert len(understand(document).findings) == 7
    assert all(document.text[cell.start : cell.end] for cell in tables[0].cells)


def test_attachments_of_all_pages_stand_at_the_end_once() -> None:
    file = "<p>附件：<a href=/f/a.pdf>整改清单.pdf</a></p>"
    document = read(several(page(paragraphs(FIRST) + file), page(paragraphs(SECOND) + file)))

    assert [b.target for b in document.blocks if b.kind == "attachment"] == ["/f/a.pdf"]
    assert document.blocks[-1].kind == "attachment"


def test_fields_stand_where_they_are_printed() -> None:
    document = read(several(page(paragraphs(FIRST)), page(paragraphs(SECOND))))
    spans = [(item.value, item.span) for item in document.fields if item.span]

    assert spans
    assert all(document.text[span.start : span.end] == value for value, span in spans)


def test_what_is_not_at_hand_is_told() -> None:
    numbers = "<div><b>1</b> <a href=t1_2.html>2</a> <a href=t1_3.html>3</a></div>"
    pages = [page(paragraphs(FIRST) + numbers), page(paragraphs(SECOND) + numbers)]

    alone = read(several(pages[0])).issues
    without_third = read(several(*pages)).issues
    told = read(several(*pages, goes_on_at="http://a.localhost/t1_3.html")).issues
    broken = read(several(pages[0], b"<html><body></body></html>")).issues

    assert [issue.message for issue in alone] == [
        "got the first page of a notice that goes on; fetch its second page, t1_2.html"
    ]
    assert [issue.message for issue in without_third] == [
        "got 2 pages of a notice that goes on; fetch its page 3, t1_3.html"
    ]
    assert [issue.kind for issue in (*told, *broken)] == ["unread_page"] * 2
    assert "got 2 pages" in told[0].message and told[0].message.endswith("http://a.localhost/t1_3.html")
    assert "got 1 pages" in broken[0].message and "t1_2.html" in broken[0].message


@pytest.mark.parametrize(
    ("pager", "is_left"),
    [
        ("<b>1</b> <a href=t1_2.html>2</a>", False),
        ("[<a href=t1.html>1</a>] [2]", False),
        ("共3页 第1页 <a href=t1_2.html>2</a> <a href=t1_3.html>3</a> <a href=t1_2.html>下一页</a>", False),
        ("1 2 3", True),  # leads nowhere: it may be said
        ("见附件<a href=a.html>1</a>、<a href=b.html>2</a>", True),
    ],
)
def test_a_pager_inside_the_body_is_no_text(pager: str, is_left: bool) -> None:
    document = read(several(page(f"{paragraphs(FIRST)}<p>{pager}</p>{paragraphs(SECOND)}")))
    assert any(block.kind == "paragraph" for block in document.blocks)
    left = [text for text in texts(document)[3:] if text not in (*FIRST, *SECOND)]
    assert bool(left) == is_left


def test_pages_are_one_file_to_whoever_counts_bytes() -> None:
    """Their hash changes with each of them, their sizes add up, and both ways of reading give the same."""
    one = several(page(paragraphs(FIRST)), page(paragraphs(SECOND)))
    other = several(page(paragraphs(FIRST)), page(paragraphs(LAST)))
    large = several(page(paragraphs(FIRST)), page(paragraphs(SECOND) + "<!--" + "x" * 300_000 + "-->"))

    assert one.sha256 == joint_sha256([several(page(paragraphs(FIRST))).sha256, one.later[0].sha256])
    assert len({one.sha256, other.sha256, several(page(paragraphs(FIRST))).sha256}) == 3
    assert is_inline(one) and not is_inline(large)
    assert read_guarded(large, limits=DEFAULT_LIMITS) == read_guarded(one)


def test_what_was_noted_when_it_was_fetched_is_a_doubt() -> None:
    found = read(several(page(paragraphs(FIRST)), notes=("certificate not checked: expired",)))  # type: ignore[arg-type]
    assert [(issue.kind, issue.message) for issue in found.issues] == [
        ("noted_by_crawl", "certificate not checked: expired")
    ]
