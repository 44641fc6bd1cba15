"""Lines of metadata and boilerplate: what they are, and what only looks like them."""

import pytest

from extract.readers.furniture.dates import dated_pairs, signed_pairs
from extract.readers.furniture.fields import (
    is_boilerplate,
    is_breadcrumb,
    is_key,
    is_metadata,
    is_published,
    pairs_in,
)


@pytest.mark.parametrize(
    "line",
    [
        "上一篇：关于防汛的通知", "下一篇:没有了", "上一条", "扫一扫在手机打开当前页", "掃一掃在手機打開當前頁", "分享到：",
        "【打印本页】【关闭窗口】", "【打印】【关闭】", "字号：[大 中 小]", "【字体：大 中 小】", "您现在的位置：首页>公开",
        "当前位置：首页", "现在位置：首页 > 审计专区", "责任编辑：某某", "扫码关注我们", "扫描二维码分享", "|", "浏览次数：33次",
        "主办：某政府 承办：某中心", "主办：某局　网站标识码：9900000001", "版权所有：某局 地址：某路", "X ICP备00000001号",
        "Copyright 2011 All Rights Reserved", "编辑：某某 审核：某某", "相关链接", "Advertisement", "Share this article",
    ],
)  # fmt: skip
def test_what_sites_print_around_a_notice_is_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "推广二维码缴费。", "扫码缴费率低", "分享典型经验3次。", "上个年度审计发现问题整改情况", "前一个审计年度发现的问题", "下一步工作打算",
        "著作权归属不清。", "软件版权所有权归属不明。", "位置：城南路12号", "主办单位：市住房和城乡建设局", "审核把关不严，数据失真",
        "主办单位：市建设局　协办单位：市财政局", "打印设备闲置", "字号：財正字第5號", "收藏品管理不规范", "返回资金12万元", "关闭闲置系统3个",
        "责任编辑工作不到位", "下载量低", "前期工作", "后一阶段安排", "浏览器兼容性问题未解决", "技术支持费用超标准列支",
    ],
)  # fmt: skip
def test_lines_of_a_notice_are_none(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("索引号：A1/2024-3 发布日期：2024-07-02", {"索引号": "A1/2024-3", "发布日期": "2024-07-02"}),
        ("索 引 号: | A1 | 文　　号: | 某发〔2024〕3号", {"索引号": "A1", "文号": "某发〔2024〕3号"}),
        ("【信息来源：某局】【信息时间：2024-07-02　阅读次数：】", {"信息来源": "某局", "信息时间": "2024-07-02", "阅读次数": ""}),
        ("发佈日期：113-03-15", {"发佈日期": "113-03-15"}),
        ("来源:某局 【字体：大 中 小】", {"来源": "某局", "字体": "大 中 小"}),
        ("发布时间：2024-07-02 10:20:30", {"发布时间": "2024-07-02 10:20:30"}),
        ("文号：某审报〔2024〕3号（某局）", {"文号": "某审报〔2024〕3号（某局）"}),
        ("发布日期：2024-06-03 09:12来源： 砚岭园区管委会编辑：何某", {"发布日期": "2024-06-03 09:12", "来源": "砚岭园区管委会", "编辑": "何某"}),
        ("砚岭区人民政府 ２０２１-１１-０８ １５:２０ 来源：区河道站", {"": "２０２１-１１-０８ １５:２０", "来源": "区河道站"}),
        ("砚岭区人民政府 2021-11-08 15:20 来源：区河道站", {"": "2021-11-08 15:20", "来源": "区河道站"}),
        ("来源：教育部收藏", {"来源": "教育部"}), ("原标题：砚岭区通报巡查情况 3个镇不合格", {"原标题": "砚岭区通报巡查情况 3个镇不合格"}),
    ],
)  # fmt: skip
def test_fields_of_a_line(line: str, fields: dict[str, str]) -> None:
    found = pairs_in(line)

    assert {p.key: p.value for p in found} == fields
    assert all(line[p.start : p.end] == p.value for p in found)


@pytest.mark.parametrize(
    "line",
    [
        "专项审计报告文号：某审报〔2024〕7号", "资金来源：财政拨款", "整改情况：已完成整改。", "来源不清的资金已上缴。", "一、来源：财政资金",
        "该项目发布时间：2024年",
    ],
)  # fmt: skip
def test_lines_of_a_body_hold_no_fields(line: str) -> None:
    assert not is_metadata(line)


def test_a_date_opens_a_line_of_fields() -> None:
    found = dated_pairs("2021年12月30日 16:20 某局 来源：办公室 点击：31")

    assert [(p.key, p.value) for p in found] == [
        ("", "2021年12月30日 16:20"), ("来源", "办公室"), ("点击", "31"),
    ]  # fmt: skip
    assert dated_pairs("2024年3月至5月，某局进行了审计，指出4个问题，现公告如下。") == []


def test_what_a_reader_may_do_behind_a_date_is_no_field() -> None:
    found = dated_pairs("2021年12月30日16:20 砚州日报 我有话说(3人参与) 收藏本文")

    assert [(p.key, p.value) for p in found] == [("", "2021年12月30日16:20"), ("", "砚州日报")]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("砚州发布 2021-12-30 16:20:05", "2021-12-30 16:20:05"),
        ("原创 观砚 2021年12月30日 16:20", "2021年12月30日 16:20"),
        ("观砚 2021-12-30", None),  # whose name that is, and what day, nobody says
        ("请各单位准时参加，时间为 2021-12-30 16:20", None),
    ],
)
def test_a_name_before_a_date_with_its_time_is_who_published(line: str, date: str | None) -> None:
    assert [p.value for p in signed_pairs(line)] == ([date] if date else [])


def test_names_of_editors_and_counters_are_not_published() -> None:
    assert not is_published("责任编辑", "某某")
    assert not is_published("浏览次数", "31")
    assert not is_published("字号", "大 中 小")
    assert is_published("字號", "112財正0010")
    assert is_published("发布机构", "某局")


def test_breadcrumbs_and_labels() -> None:
    assert is_breadcrumb("当前位置：首页 > 公开") and is_breadcrumb("首页>公开>审计")
    assert is_breadcrumb("位置：首页\xa0>\xa0新闻动态") and is_breadcrumb("导航:网站首页 » 公告")
    assert not is_breadcrumb("位置：城南路") and not is_breadcrumb("首页改版费用超标准")
    assert is_key("索　引　号：") and is_key("發佈機構") and not is_key("整改情况")


def test_wide_blanks_of_sites_part_fields_and_a_day_may_stand_first() -> None:
    found = pairs_in("来源：松陵县农业农村局\u2003日期：2025-02-20\u2003浏览次数：218次")
    assert [(p.key, p.value) for p in found][:2] == [("来源", "松陵县农业农村局"), ("日期", "2025-02-20")]
    assert [p.value for p in dated_pairs("05/09/2024")] == ["05/09/2024"]
