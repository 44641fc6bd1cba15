"""Heads of web pages: titles over several paragraphs, labels without colons, values that lost their labels."""

import html

import pytest

from extract.model import Document
from extract.reading import read
from scrapers.items import RawNotice
from tests.extract.told import document_title, field_text

BODY = (
    "砚州市审计局派出审计组，对市图书馆2023年财务收支进行了审计。现将审计结果公告如下：",
    "一、审计发现的主要问题",
    "（一）票据未及时核销。",
    "（二）租金未按合同收取。",
)
TITLE = "砚州市图书馆2023年度财务收支审计结果公告"


def page(*lines: str, title: str = TITLE, tag: str = "p") -> Document:
    head = "".join(f"<{tag}>{html.escape(x)}</{tag}>" for x in lines)
    body = "".join(f"<p>{html.escape(x)}</p>" for x in BODY)
    source = f"<html><head><title>{title}_审计公告_砚州市审计局</title></head><body><div>{head}{body}</div></body></html>"
    return read(RawNotice(source="file", place="n", file_name="n.html", body=source.encode()))


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE,),
        ("砚州市图书馆2023年度", "财务收支审计结果公告"),
        ("砚州市图书馆", "2023年度财务收支", "审计结果公告"),
    ],
)
def test_a_title_over_several_paragraphs_is_whole_where_the_page_names_it_so(lines: tuple[str, ...]) -> None:
    assert document_title(page(*lines, "发布日期：2024-03-05")) == TITLE


def test_a_paragraph_below_the_title_is_no_part_of_it() -> None:
    assert document_title(page(TITLE, "审计结果公告", "发布日期：2024-03-05")) == TITLE


def test_fields_whose_labels_no_colon_follows_are_fields() -> None:
    document = page(
        "索引号 ysj/2024-0107 主题分类 审计",
        "发布机构 砚州市审计局 有效性 有效",
        "文号 发布日期 2024-03-05",
        TITLE,
    )
    assert (field_text(document, "index_number"), field_text(document, "published")) == (
        "ysj/2024-0107",
        "2024-03-05",
    )
    assert "ysj" not in "".join(
        document.text[b.start : b.end] for b in document.blocks if b.kind == "paragraph"
    )


@pytest.mark.parametrize("tag", ["p", "li"])
def test_values_that_lost_their_labels_are_told_by_their_form(tag: str) -> None:
    document = page("00700123-4/2024-00018", "砚州市审计局", "财政，审计", "2024-03-04", TITLE, tag=tag)
    assert document_title(document) == TITLE
    assert field_text(document, "index_number") == "00700123-4/2024-00018"
    assert (field_text(document, "issuer"), field_text(document, "published")) == (
        "砚州市审计局",
        "2024-03-04",
    )


def test_a_sentence_that_begins_like_a_label_stays() -> None:
    assert "发布机构职能调整后未更新栏目。" in page(TITLE, "发布机构职能调整后未更新栏目。").text


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("公告日期 2024.12.16", "2024.12.16"),
        ("发布于 2024-12-16 点击 33", "2024-12-16"),
        ("上載日期：2025年3月5日", "2025年3月5日"),
        ("張貼於 113年7月5日　作者：audit　分類：稽核公告", "113年7月5日"),
        ("公佈日期：20/12/2023", "20/12/2023"),
        ("刊載日期 二○二四年四月二十四日", "二○二四年四月二十四日"),
    ],
)
def test_the_day_of_publication_is_told_by_what_was_done_and_the_day_behind_it(line: str, day: str) -> None:
    document = page(TITLE, line)
    assert (document_title(document), field_text(document, "published")) == (TITLE, day)


def test_a_file_number_with_years_in_it_holds_no_date() -> None:
    document = page("檔號：PA/AUD/2023-24/07", TITLE, "發佈日期：2024-03-05")
    assert field_text(document, "document_number") == "PA/AUD/2023-24/07"
    assert field_text(document, "published") == "2024-03-05"


@pytest.mark.parametrize("byline", ["甄砚/砚州日报", "本报记者 甄砚", "——市审计局发布"])
def test_a_few_words_stand_between_a_title_and_its_date(byline: str) -> None:
    """The date is still that of the page, not of a signature."""
    source = f"<h1>{TITLE}</h1><div>{byline}</div><div>2024-09-24 09:10</div>" + "".join(
        f"<p>{x}</p>" for x in BODY
    )
    document = read(RawNotice(source="file", place="n", file_name="n.html", body=source.encode()))

    assert field_text(document, "published") == "2024-09-24 09:10"


def test_a_page_without_a_printed_date_has_that_of_its_metas() -> None:
    source = "<meta name='firstpublishedtime' content='2024-09-24-09:10:00'>" + "".join(
        f"<p>{x}</p>" for x in (TITLE, *BODY)
    )
    document = read(
        RawNotice(source="file", place="n", file_name="n.html", body=f"<html><head>{source}</html>".encode())
    )

    assert field_text(document, "published") == "2024-09-24-09:10:00"
