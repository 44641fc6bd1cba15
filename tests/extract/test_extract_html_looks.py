"""Looks of pages met with strangers' pages: fields in odd lines, panels, columns, readers' words, viewers, payloads."""

import pytest

from extract.model import Document
from extract.understanding import understand
from tests.extract.told import html_document

TITLE = "苇塘市粮食和物资储备局关于专项审计整改情况的公告"
TEXT = (
    "根据苇塘市审计局出具的审计报告，我局逐条研究、逐项整改，现将整改情况公告如下，请社会各界监督。",
    "（一）关于储备库维修款拨付不及时的问题。整改情况：维修款56万元已于6月底前全部拨付到位，建立了清算制度。",
    "（二）关于粮食轮换未按计划执行的问题。整改情况：修订了轮换管理办法，自7月起每月核对一次。已完成整改。",
    "下一步，我局将加强内部审计，定期检查专项资金，防止同类问题再次发生，并把检查结果向社会公布。",
)
BODY = "".join(f"<p>{line}</p>" for line in TEXT)
HEAD = f"<h1>{TITLE}</h1>"


def day(document: Document) -> str | None:
    published = understand(document).published
    return published.text if published else None


@pytest.mark.parametrize(
    "line",
    [
        "<p>[ 作者：党政办　转贴自：本站　点击数：12　更新时间：2022-5-3 ]</p>",
        "<p>苇塘市粮食和物资储备局 2022-5-3</p>",
        "<p>发布：2022-5-3</p>",
        "<p>Data: 03/05/2022　发布日期：2022-5-3</p>",
        "<p>2022-5-3 | 来源：苇塘市审计局 | 【大 中 小】</p>",
    ],
)
def test_the_day_below_a_title_is_found_however_it_is_printed(line: str) -> None:
    document = html_document(HEAD + line + BODY)
    assert day(document) == "2022-5-3"
    assert all("大 中 小" not in field.value for field in document.fields)


def test_the_issue_of_a_newspaper_stands_above_the_title() -> None:
    body = f"<div>2022年5月3日 星期二　返回目录 放大+ 缩小-</div><table><tr><td><b>{TITLE}</b></td></tr></table>{BODY}"
    assert day(html_document(body, f"<title>{TITLE}</title>")) == "2022年5月3日"


FIELDS = "".join(
    f"<dt>{key}：</dt><dd>{value}</dd>"
    for key, value in (
        ("信息名称", TITLE),
        ("索 引 号", "X1/2022-3"),
        ("发布机构", "苇塘市粮食和物资储备局"),
        ("废止日期", ""),
        ("公开范围", "面向社会"),
    )
)


def test_labels_and_values_inside_the_body_are_fields_and_name_the_title() -> None:
    document = html_document(f"<h1>苇塘市政府信息公开</h1><dl>{FIELDS}</dl><div>{TITLE}</div>{BODY}")
    extraction = understand(document)
    assert extraction.title is not None
    assert extraction.title.text == TITLE
    assert "面向社会" not in document.body
    assert [field.value for field in document.fields if field.key == "索引号"] == ["X1/2022-3"]


def test_the_title_of_a_form_stands_beside_its_label() -> None:
    rows = f"<tr><th>提案编号</th><td>第7号</td></tr><tr><th>标题</th><td>{TITLE}</td></tr><tr><th>答复内容</th><td>{BODY}</td></tr>"
    extraction = understand(html_document(f"<table border=1>{rows}</table>"))
    assert extraction.title is not None
    assert extraction.title.text == TITLE


def test_panels_that_open_below_their_headings_are_read() -> None:
    panels = "".join(
        f"<div><h3 class=hd aria-expanded=false>关于第{i}项资金使用不规范并且没有按期归还的问题</h3><div class='collapse' style='display:none'><p>{line}</p></div></div>"
        for i, line in enumerate(TEXT)
    )
    hidden = "<div class='navbar-collapse collapse' style='display:none'>栏目菜单，展开后可以看到</div><p hidden>草稿，金额待核</p>"
    body = html_document(f"{HEAD}<p>{TEXT[0]}现公告如下。</p>{panels}{hidden}").body
    assert all(line in body for line in TEXT)
    assert body.count("资金使用不规范并且") == len(TEXT)
    assert "栏目菜单" not in body
    assert "金额待核" not in body


def test_words_in_letters_of_no_size_are_not_read() -> None:
    wrapper = f"<div style='font-size:0'>{BODY.replace('<p>', '<p style=font-size:16px>')}</div>"
    body = html_document(f"{HEAD}{wrapper}<p style='font-size: 0px'>搜索引擎关键词，请勿采集</p>").body
    assert "请勿采集" not in body
    assert TEXT[1] in body


def test_what_readers_wrote_below_a_notice_is_left_out() -> None:
    comments = "<table><tr><td>读者评论</td></tr><tr><td>[1楼] 匿名<br>希望把每一笔资金的去向都贴出来让大家监督。</td></tr></table>"
    body = html_document(f"<table><tr><td>{HEAD}{'<br>'.join(TEXT)}</td></tr></table>{comments}").body
    assert TEXT[-1] in body
    assert "每一笔资金的去向" not in body


def test_the_narrow_column_beside_the_text_is_left_out_but_not_a_label_beside_its_value() -> None:
    rows = "<div class=row><div class=col-md-3>责任单位，共三家</div><div class=col-md-9>粮食科、储备科、财务科</div></div>"
    side = "<div class=col-md-3><p>林主任，从事粮食检验工作三十年，周一上午接待来访。</p></div>"
    body = html_document(
        f"<div class=row><div class='col-xs-12 col-md-9'>{HEAD}{BODY}{rows}</div>{side}</div>"
    ).body
    assert "责任单位，共三家" in body
    assert "林主任" not in body


def test_files_in_viewers_and_behind_their_ending_are_attachments() -> None:
    document = html_document(
        f"{HEAD}{BODY}<div class=player pdfsrc='/up/a.pdf'></div>"
        "<ul class=attachment><li><span>整改情况表</span><a href='/up/b.xlsx'>xlsx</a></li></ul>"
    )
    files = {b.target: document.text[b.start : b.end] for b in document.blocks if b.kind == "attachment"}
    assert files == {"/up/a.pdf": "a.pdf", "/up/b.xlsx": "整改情况表"}


def test_a_payload_without_a_day_of_its_own_keeps_the_day_that_is_one() -> None:
    detail = (
        f'{{"DETAIL":{{"title":"{TITLE}","display_publish_time":0,"date":"2022-05-03","content":"{BODY}"}}}}'
    )
    assert (
        day(html_document(f"<div id=app></div><script>window._CONFIG = {detail};</script>")) == "2022-05-03"
    )


def test_seconds_since_1970_in_a_script_are_a_day() -> None:
    body = (
        f"<h1>{TITLE}</h1><em id=publish_time></em><div id=js_content style='visibility:hidden'>{BODY}</div>"
    )
    assert day(html_document(f'{body}<script>var ct = "1651536000";</script>')) == "2022-05-03 08:00"


def test_what_stands_above_the_title_does_not_make_its_day_a_signature() -> None:
    body = (
        f"<div><span>返回</span><span>审计公告</span><i>栏目</i></div><div>{TITLE}</div><p>2022-5-3</p>{BODY}"
    )
    document = html_document(body)
    assert day(document) == "2022-5-3"


def test_a_title_without_any_mark_stands_above_its_day() -> None:
    lanes = "".join(f"<div>{name}</div>" for name in ("首页", "机构概况", "领导之窗", "政策文件", "建议提案"))
    extraction = understand(
        html_document(f"<div>{lanes}</div><div><p>{TITLE}</p><p>2022-5-3</p>{BODY}</div>")
    )
    assert extraction.title is not None
    assert extraction.title.text == TITLE
    assert extraction.published is not None


def test_the_first_of_rows_is_kept_whatever_it_is_called() -> None:
    cells = (
        ("序号", "审计查出的问题", "整改措施", "整改状态"),
        *(
            (str(i), f"第{i}笔经费未按规定核销", f"已核销{i}万元并完善手续", "已完成整改")
            for i in (1, 2, 3, 4)
        ),
    )
    rows = "".join(
        f"<div class='row {'head' if i == 0 else ''}'>{''.join(f'<div>{c}</div>' for c in row)}</div>"
        for i, row in enumerate(cells)
    )
    document = html_document(f"{HEAD}<p>发布日期：2022-5-3</p>{BODY}<div>{rows}</div>")
    tables = [b.table for b in document.blocks if b.table]
    assert [(table.rows, table.columns) for table in tables] == [(5, 4)]


@pytest.mark.parametrize(
    "line",
    [
        "长按识别二维码关注苇塘发布", "打开“云上苇塘”客户端，查看更多精彩内容", "主办单位：苇塘市财政局 联系电话：000-0000 地址：河东路1号",
        "页面正在加载中，请稍候……", "【版权声明】凡注明本报来源的作品，未经授权不得转载。", "关于我们网站声明", "******************",
        "本网站最佳浏览分辨率1024*768", "请自觉遵守互联网相关的政策法规，严禁发布违法言论。",
    ],
)  # fmt: skip
def test_what_sites_print_for_their_readers_is_left_out(line: str) -> None:
    assert line not in html_document(f"{HEAD}{BODY}<p>{line}</p>").body
