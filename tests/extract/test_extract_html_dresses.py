"""What page templates print around a notice: read as fields or left out, whatever the template."""

import pytest

from extract.model import Document
from extract.readers.furniture.dates import signed_pairs
from extract.readers.furniture.fields import is_boilerplate, is_breadcrumb
from extract.readers.html.page import read_html
from extract.understanding import understand

ISSUER = "砚州市水务局"
TITLE = "砚州市水务局关于2023年度预算执行审计查出问题整改情况的公告"
TEXT = (
    "根据砚州市审计局的审计报告，现将我局审计查出问题的整改情况公告如下：",
    "一、关于部分项目支出进度缓慢的问题",
    "整改情况：已完成整改。督促3个项目加快实施，资金已全部支付，共计126.5万元。",
    "二、关于固定资产账实不符的问题",
    "整改情况：正在整改。已清查盘点设备412台，其余设备计划于2024年12月底前完成核对。",
    ISSUER,
    "2024年10月11日",
)
BODY = "".join(f"<p>{line}</p>" for line in TEXT)
HEAD = f"<h1>{TITLE}</h1><div>发布时间：2024-10-15　来源：{ISSUER}</div>"
DRESSES = {
    "pager with numbers": f"{HEAD}<div>{BODY}<p>页面：<b>1</b> <a href='?p=2'>2</a> <a href='?p=2'>下一页</a></p></div>",
    "pager in words": f"{HEAD}<div>{BODY}<p>共1页　当前第1页　首页　上一页　1　下一页　尾页</p></div>",
    "tools without brackets": f"{HEAD}<div>{BODY}<p>返回頁頂 列印 分享</p></div>",
    "counters": f"{HEAD}<div>{BODY}</div><div>阅读：77　点赞：3</div>",
    "widgets beside numbers": f"{HEAD}<div>{BODY}</div><div><span>0</span>人点赞<a href='#'>举报</a></div>",
    "player of a voice": f"{HEAD}<div><span>00:00</span><span>/</span><span>03:21</span><span>倍速</span></div>{BODY}",
    "ways of reading and counters without labels": (
        f"<div>阅读模式 夜间模式 A- A A+</div><h1>{TITLE}</h1><div>{ISSUER}　2024-10-15 16:40　1206 次浏览</div>{BODY}<div>点赞(12) 收藏(3) 分享</div>"
    ),
    "pages in pieces": f"{HEAD}<div>1/1 上一页 下一页</div>{BODY}<div>第 1 页 / 共 1 页 首页 尾页 跳转</div>",
    "questions to readers": f"{HEAD}{BODY}<div>这篇文章对您有帮助吗？ 有帮助 没帮助</div><div>点击收听本文</div>",
    "whose text it is": f"{HEAD}{BODY}<div>声明：本文版权归{ISSUER}所有，转载请注明出处。</div>",
    "tags": f"{HEAD}<div>{BODY}</div><div><span>#审计整改</span><span>#预算执行</span></div>",
    "heading of files": f"{HEAD}<div>{BODY}</div><div>附件列表</div>",
    "visitors": f"{HEAD}<div>{BODY}</div><div>您是本站第 30211 位访客</div>",
    "home and one column": f"<div>主頁 &gt; 公告</div>{HEAD}{BODY}",
    "site, time and tools in one": (
        f"<h1>{TITLE}</h1><div>砚州水务网2024年10月15日 09:12 【字体：<a>大</a> <a>中</a> <a>小</a>】 浏览：<i>1024</i></div>{BODY}"
    ),
    "body, day and counter": f"<h1>{TITLE}</h1><div><span>{ISSUER}</span> <span>2024-10-15</span> <span>阅读 208</span></div>{BODY}",
    "message with its place": (
        f"<h1>{TITLE}</h1><div><span>办公室</span><a>砚州水务</a><em>2024年10月15日 18:30</em><em>砚州</em></div>{BODY}"
    ),
    "site and day": f"<h1>{TITLE}</h1><div>砚州人大网　2024年10月15日　字号：<a>大</a> <a>中</a></div>{BODY}",
    "page of a newspaper": f"<div>砚州日报 / 2024年10月15日 / 第A03版：政务</div><h1>{TITLE}</h1><div>{BODY}</div>",
    "own elements": (
        f"<site-header>首页</site-header><site-article><site-title>{TITLE}</site-title><site-meta><site-date>2024年10月15日"
        f"</site-date></site-meta><site-body>{BODY}</site-body></site-article>"
    ),
    "day in microdata": f"<h1>{TITLE}</h1><meta itemprop='datePublished' content='2024-10-15'><div>{BODY}</div>",
    "file with its size": f"{HEAD}<div>{BODY}<p><a href='/a.pdf'>整改清单.pdf</a> (210.5 KB)</p></div>",
}  # fmt: skip


def page(body: str) -> Document:
    return read_html(f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>".encode())


@pytest.mark.parametrize("name", DRESSES)
def test_a_dress_adds_nothing_to_a_notice_and_takes_nothing_from_it(name: str) -> None:
    document = page(DRESSES[name])
    kept = ("heading", "paragraph", "table", "note")
    text = [document.text[b.start : b.end] for b in document.blocks if b.kind in kept]
    assert text == list(TEXT)
    read = understand(document)
    assert read.title and read.title.text == TITLE
    assert read.issuer and read.issuer.text == ISSUER
    assert read.published
    assert read.published.text.replace("年", "-").replace("月", "-").startswith("2024-10-15")
    assert len(read.findings) == 2


def test_a_day_below_the_title_in_its_paragraph_is_no_part_of_it() -> None:
    read = understand(page(f"<center><b>{TITLE}</b><br><small>（2024年10月15日）</small></center><hr>{BODY}"))
    assert read.title and read.title.text == TITLE


@pytest.mark.parametrize(
    "end", ["<p>完</p><p>2024年10月15日（星期二）　18時05分</p>", "<p>完／2024年10月15日（星期二）</p>"]
)
def test_a_press_office_tells_when_it_sent_a_text_out(end: str) -> None:
    read = understand(page(f"<h1>{TITLE}</h1>{BODY}{end}"))
    assert read.published and read.published.text == "2024年10月15日"


@pytest.mark.parametrize(
    "line",
    ["1 2 3", "整改 完成", "打印 设备 闲置", "首页 建设 滞后", "2 个 项目", "第3页 资金 缺口", "下一页 问题"],
)
def test_words_that_no_bar_holds_are_text(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize("line", ["首页>公告", "主頁 » 刊物", "网站首页 > 审计公开"])
def test_the_way_from_home_is_one_however_short(line: str) -> None:
    assert is_breadcrumb(line)


@pytest.mark.parametrize(
    "line", ["截至2024年10月15日", "砚州市水务局印发的2024年10月15日", "自2024年10月15日起，阅读 2"]
)
def test_a_day_in_a_sentence_tells_no_publication(line: str) -> None:
    assert signed_pairs(line) == []
