"""Imported once, by the process of which workers are copies: the readers, with the patterns, tables and models that the first
page of a process makes (as long as the next hundred pages take). So they are made once, however many workers there are.
"""

import gc

from extract.files.limits import DEFAULT_LIMITS
from scrapers.items import RawNotice
from zhenggai.ingesting.reading import read_one

# Invented: what most notices make a process compile stands in it once.
_PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>禾川市審計局关于2023年度审计查出问题整改情况的公告</title>
<meta name="PubDate" content="2024-03-05"></head><body><div class="nav"><a href="/">首页</a> | <a href="/zw/">政务公开</a></div>
<div class="article"><h1>禾川市審計局关于2023年度审计查出问题整改情况的公告</h1>
<div>索引号：00000/2024-1　发文字号：禾审〔2024〕3号　日期：2024年3月5日</div>
<p>根据《中华人民共和国审计法》第四十条，现将2个问题的整改情况公告如下：</p>
<p>一、审计查出的主要问题及整改情况</p><p>（一）财政资金管理方面</p>
<p>1.专项资金3.6万元闲置。市财政局截至2023年底未拨付项目资金，预算编制不细化。</p>
<p>整改情况：该问题已整改到位。责任单位：禾川市财政局。整改时限：2024年6月底前。一是已收回资金3.6万元；二是制定《资金管理办法》。</p>
<p>2.关于少缴税款12元的问题。已完成整改。市税务局已追缴税款，建立长效机制。</p>
<p>二、审计建议</p><p>（一）加强预算管理。</p>
<table><tr><td>序号</td><td>问题</td><td>整改情况</td><td>整改状态</td></tr>
<tr><td>1</td><td>房屋闲置</td><td>已出租2处房屋，收回租金1万元</td><td>已完成</td></tr></table>
<p>禾川市審計局</p><p>2024年3月5日</p></div><div>主办：禾川市審計局　网站标识码：0000000000</div></body></html>"""

FIRST = read_one(
    RawNotice(source="file", place="ready.html", file_name="ready.html", body=_PAGE.encode()), DEFAULT_LIMITS
)
gc.freeze()  # nothing of it is garbage: workers neither look through it nor copy its pages of memory
