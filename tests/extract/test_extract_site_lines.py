"""What sites print above and below a text that was copied off a page."""

from tests.extract.notices import extraction_of, titles

BODY = """
区委督查室对翠湖路环境整治情况进行了督查，现将有关情况通报如下。
一、存在的主要问题
（一）翠湖路东段垃圾清运不及时。
（二）两处占道经营未取缔。
"""


def test_a_site_that_names_itself_in_english_is_no_part_of_the_title() -> None:
    found = extraction_of(f"""
沅口区人民政府 The People's Government of Yuankou District

政府信息公开

关于翠湖路环境整治情况的通报

来源:沅口区人民政府办公室 时间:2023-12-27
{BODY}""")

    assert found.title is not None and found.title.text == "关于翠湖路环境整治情况的通报"


def test_a_site_that_welcomes_is_no_part_of_the_title() -> None:
    found = extraction_of(f"""
沅口区人民政府网站欢迎您的访问!
发布机构: 沅口区人民政府 生成日期: 2023-12-27
关于翠湖路环境整治情况的通报
浏览量: 字体:
{BODY}""")

    assert found.title is not None and found.title.text == "关于翠湖路环境整治情况的通报"


def test_what_a_site_says_below_a_text_holds_no_findings() -> None:
    found = extraction_of(f"""
沅口区审计局关于翠湖路环境整治资金审计结果的公告
{BODY}
    扫一扫在手机打开当前页

    | 责任编辑:ykq_xc内容纠错 关闭本页
    下午好!我是小沅
    点击我为您语音播报
    切换
""")

    assert titles(found) == ["翠湖路东段垃圾清运不及时。", "两处占道经营未取缔。"]
    assert not any(f.measures for f in found.findings)
