"""Pages of the web at large: lists, forums that scripts draw, text that waits in hidden elements."""

from extract.model import Document
from extract.readers.html.page import read_html

SENTENCE = "The council reviewed the report, heard the auditors and asked for a plan within sixty days."
LINKS = "".join(f"<li><a href='/s{i}'>Section {i}</a></li>" for i in range(12))
FRAME = f"<nav><ul>{LINKS}</ul></nav>"
FOOT = "<footer>Contact the webmaster of this portal</footer>"


def page(body: str) -> Document:
    return read_html(f"<html><head><title>x</title></head><body>{body}</body></html>".encode())


def test_a_page_of_entries_keeps_them_and_leaves_out_its_frame() -> None:
    entries = "".join(
        f"<div class='row'><h3><a href='/t/{i}'>Tender for bridge {i} over the river</a></h3><span>{i} offers</span></div>"
        for i in range(30)
    )
    text = page(f"{FRAME}<main>{entries}</main>{FOOT}").body
    assert all(f"Tender for bridge {i} over" in text and f"{i} offers" in text for i in range(30))
    assert "Section 3" not in text
    assert "webmaster" not in text


def test_a_short_article_beside_many_links_stays_an_article() -> None:
    text = page(f"{FRAME}<div><h1>Audit of bridges</h1>{f'<p>{SENTENCE}</p>' * 4}</div>{FRAME}{FOOT}").body
    assert SENTENCE in text
    assert "Section 3" not in text


def test_a_short_chinese_notice_is_never_read_as_a_list() -> None:
    links = "".join(f"<div><a href='/n{i}'>某市第{i}号便民通知公开信息</a></div>" for i in range(40))
    text = page(f"<div>{links}</div><div class='c'><p>审计整改公告见附件。</p><p>砚州市水务局</p></div>").body
    assert "便民通知" not in text


def test_posts_that_stand_in_noscript_are_read() -> None:
    posts = "".join(f"<div class='post'><p>Reply {i}. {SENTENCE}</p></div>" for i in range(6))
    document = page(f"<div id='splash'>Loading the forum</div><noscript>{posts}</noscript>")
    assert all(f"Reply {i}." in document.body for i in range(6))


def test_text_hidden_until_a_script_runs_is_read_where_next_to_nothing_is_shown() -> None:
    hidden = f"<div hidden id='S:0'><h1>Audit of bridges</h1>{''.join(f'<p>{i}. {SENTENCE}</p>' for i in range(5))}</div>"
    assert page(f"<p>By submitting you accept our terms.</p>{hidden}").body.count(SENTENCE) == 5


def test_hidden_text_stays_hidden_beside_a_notice() -> None:
    notice = "<p>根据审计意见，我局已逐条整改，现将有关情况公告如下，请社会各界监督。截至目前全部完成，资金已缴入国库，台账齐全。</p>"
    hidden = "<div style='display:none'><p>无障碍阅读使用说明：点击按钮即可切换语速、音量和配色，再次点击可恢复原状。</p></div>"
    assert "无障碍" not in page(notice + hidden).text


def test_drawings_do_not_count_as_nesting() -> None:
    drawing = f"<svg>{'<path d=m0/>' * 3000}{'<g><line x1=1 /></g>' * 3000}</svg>"
    assert SENTENCE in page(f"{drawing}<p>{SENTENCE}</p><p>{SENTENCE}</p>").body


def test_an_anchor_that_is_never_closed_makes_no_link_of_the_page() -> None:
    text = page(f"<a name='top'><div>{''.join(f'<p>{i}. {SENTENCE}</p>' for i in range(5))}</div>").body
    assert text.count(SENTENCE) == 5


def test_comments_that_outweigh_the_article_are_left_out() -> None:
    article = "".join(f"<p>{i}. {SENTENCE}</p>" for i in range(14))
    comments = "".join(
        f"<p>Reader {i} thinks otherwise, and says so at some length here.</p>" for i in range(300)
    )
    text = page(f"<div class='post'>{article}</div><div id='comments'>{comments}</div>").body
    assert text.count(SENTENCE) == 14
    assert "Reader" not in text


def title_of(document: Document) -> str | None:
    return next((document.text[b.start : b.end] for b in document.blocks if b.kind == "title"), None)


def test_the_heading_above_the_date_is_the_title_though_it_ends_like_a_site() -> None:
    body = "<h5>砚州市节水宣传进社区活动走进城南中心</h5><p>发布时间：2024-05-18 来源：砚州水务</p><p>五月十八日上午，宣传活动在社区广场举行，居民踊跃参加。</p>"
    assert title_of(page(body)) == "砚州市节水宣传进社区活动走进城南中心"


def test_the_only_first_heading_outweighs_headings_of_the_body() -> None:
    paragraphs = "".join(f"<p>{i}. {SENTENCE}</p>" for i in range(4))
    body = f"<header><h1>Audit of the bridges</h1></header><div><h2>Key insights</h2>{paragraphs}</div>"
    assert title_of(page(body)) == "Audit of the bridges"


def test_a_title_that_meta_and_title_agree_on_is_not_overruled_by_a_section() -> None:
    paragraphs = "".join(f"<p>{i}. {SENTENCE}</p>" for i in range(4))
    head = "<title>Audit of the bridges | Riverton</title><meta property='og:title' content='Audit of the bridges'>"
    document = read_html(
        f"<html><head>{head}</head><body><div><h2>Key insights</h2>{paragraphs}</div></body></html>".encode()
    )
    assert title_of(document) == "Audit of the bridges"


def test_lines_of_a_page_without_containers_are_kept() -> None:
    body = "<p>根据审计意见，我局逐条整改，现将有关情况公告如下，请社会各界监督。</p><dl><dt>问题</dt><dd>专项资金滞留专户</dd><dt>措施</dt><dd>已拨付</dd></dl><p>特此公告。</p>"
    text = page(body).body
    assert all(words in text for words in ("专项资金滞留专户", "已拨付", "特此公告。"))


def test_lines_of_preformatted_text_stay_lines() -> None:
    document = page(
        "<pre>一、资金管理方面\n  1.资金滞留。已于6月底前拨付，完成整改。\n二、资产管理方面</pre>"
    )
    lines = [document.text[b.start : b.end] for b in document.blocks]
    assert lines == ["一、资金管理方面", "1.资金滞留。已于6月底前拨付，完成整改。", "二、资产管理方面"]


def test_a_page_of_nothing_but_linked_headings_is_a_list() -> None:
    entries = "".join(f"<div><h3><a href='/t/{i}'>Tender for bridge {i}</a></h3></div>" for i in range(30))
    assert page(f"{FRAME}{entries}{FOOT}").body.count("Tender for bridge") == 30


def test_a_paragraph_that_an_english_page_repeats_stays() -> None:
    paragraph = f"<p>{SENTENCE} {SENTENCE} {SENTENCE}</p>"
    assert page(f"<article><h1>Audit of bridges</h1>{paragraph * 2}</article>").body.count(SENTENCE) == 6
