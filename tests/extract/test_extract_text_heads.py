"""What copies of pages print above a text: banners, bullets, labels without colons, values without labels, who read it."""

import pytest

from extract.model import Document, squeeze
from extract.reading import read
from extract.understanding import understand
from scrapers.items import RawNotice
from tests.extract.told import document_title, field_text

BODY = (
    "砚州市审计局派出审计组，对市图书馆2023年财务收支进行了审计。现将审计结果公告如下：",
    "一、审计发现的主要问题",
    "（一）票据未及时核销。",
    "（二）租金未按合同收取。",
)
TITLE = "砚州市图书馆2023年度财务收支审计结果公告"


def read_lines(*lines: str) -> Document:
    body = "\n".join([*lines, *BODY]).encode()
    return read(RawNotice(source="file", place="n", file_name="n.txt", body=body))


@pytest.mark.parametrize(
    "banner",
    [
        "欢迎来到砚州市人民政府门户网站！",
        "无障碍浏览 长者版 简体 | 繁体 登录",
        "邮箱登录",
        "Loading...",
        "Loading……",
        "跳過導航",
        "便民服务热线：0700-12345",
        "文章详情",
        "打印 字号： 分享：",
    ],
)
def test_a_banner_above_the_title_is_no_part_of_it(banner: str) -> None:
    document = read_lines(banner, TITLE, "发布日期：2024-03-05")
    assert document_title(document) == TITLE
    assert squeeze(banner) not in squeeze(document.text)


def test_fields_whose_labels_no_colon_follows_are_fields() -> None:
    document = read_lines(
        TITLE,
        "索引号 ysj/2024-0107 主题分类 审计",
        "名    称 " + TITLE,
        "发布机构 砚州市审计局 有效性 有效",
        "文    号 发布日期 2024-03-05",
    )
    assert document_title(document) == TITLE
    assert (field_text(document, "index_number"), field_text(document, "published")) == (
        "ysj/2024-0107",
        "2024-03-05",
    )
    assert field_text(document, "issuer") == "砚州市审计局"


def test_one_such_line_is_enough_beside_fields_with_colons() -> None:
    document = read_lines(
        "时间：2024-03-05 作者：砚州市审计局", "索引号 ysj/2024-0107 公开形式：主动公开", TITLE
    )
    assert (field_text(document, "index_number"), document_title(document)) == ("ysj/2024-0107", TITLE)


def test_labels_glued_to_their_values_are_fields_where_several_stand_together() -> None:
    document = read_lines(
        "-", "索引号ysj/2024-0107", "-", "发布机构砚州市审计局", "文号", "发布日期2024-03-05", TITLE
    )
    assert document_title(document) == TITLE
    assert (field_text(document, "issuer"), field_text(document, "published")) == (
        "砚州市审计局",
        "2024-03-05",
    )


def test_a_label_in_a_bullet_has_its_value_below() -> None:
    document = read_lines(
        "• 信息索引号：", "ysj/2024-0107", "• 文件名称：", TITLE, "• 发布机构：", "市审计局", "• " + TITLE
    )
    assert (field_text(document, "index_number"), document_title(document)) == ("ysj/2024-0107", TITLE)


def test_values_that_lost_their_labels_are_told_by_their_form() -> None:
    document = read_lines(
        "• 00700123-4/2024-00018", "• 砚州市审计局", "• 财政、审计", "• 2024-03-04", "• 2024-03-05", TITLE
    )
    assert document_title(document) == TITLE
    assert field_text(document, "index_number") == "00700123-4/2024-00018"
    assert (field_text(document, "issuer"), field_text(document, "published")) == (
        "砚州市审计局",
        "2024-03-04",
    )


def test_labels_glued_to_the_value_before_them_part_it() -> None:
    document = read_lines(TITLE, "来源：砚州市审计局发布时间：2024-03-05浏览次数：81")
    assert (field_text(document, "issuer"), field_text(document, "published")) == (
        "砚州市审计局",
        "2024-03-05",
    )


@pytest.mark.parametrize(
    "line",
    [
        "（二〇二四年三月五日公告）",
        "砚州市审计局局长 白川石",
        "（图为审计人员核对票据）",
        "砚审公告〔2024〕8号",
    ],
)
def test_what_stands_around_a_title_is_none(line: str) -> None:
    assert document_title(read_lines("首页 > 审计公告", line)) is None
    assert document_title(read_lines(line, TITLE)) == TITLE


def test_a_series_with_its_number_behind_it_is_no_title() -> None:
    document = read_lines(
        "砚州市审计局审计结果公告2024年第8号", "砚州市图书馆2023年度", "财务收支审计结果公告"
    )
    assert document_title(document) == TITLE


def test_a_title_printed_twice_is_one_and_where_it_was_read_is_not_in_it() -> None:
    title = "关于砚州市2023年度审计查出问题整改情况的报告"
    assert document_title(read_lines(title, "访问量：", title)) == title
    assert (
        document_title(read_lines("详细介绍", title + "——2024年7月在砚州市人大常委会第九次会议上")) == title
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "发布机构职能调整后未更新栏目。",
        "有效期 管理台账缺失，部分物资已过保质期。",
        "索引号 编制规则不统一，目录无法检索。",
    ],
)
def test_sentences_that_begin_like_a_label_stay_in_the_text(sentence: str) -> None:
    assert sentence in read_lines(TITLE, "发布日期：2024-03-05", sentence).text


def test_a_speech_of_an_office_holder_keeps_its_title() -> None:
    assert document_title(read_lines("首页 > 要闻", "砚州市审计局局长讲话摘要")) == "砚州市审计局局长讲话摘要"


def test_columns_above_a_title_and_glosses_inside_it_are_no_part_of_it() -> None:
    document = read_lines(
        "政府信息公开",
        "政府信息公開指南",
        "政府信息公开制度",
        "砚州市圖(tú)书馆2023年度财务收支审計(jì)结果公告",
    )
    assert document_title(document) == "砚州市圖书馆2023年度财务收支审計结果公告"


def test_the_first_line_of_a_title_printed_twice_stands_once() -> None:
    document = read_lines(
        "砚州市滨河片区2021年老旧小区", "砚州市滨河片区2021年老旧小区", "改造工程结算情况审计结果公告"
    )
    assert document_title(document) == "砚州市滨河片区2021年老旧小区改造工程结算情况审计结果公告"
    assert document.text.count("滨河片区") == 1


def test_persons_beside_the_office_as_source_are_left_out() -> None:
    found = understand(read_lines(TITLE, "来源：砚州市审计局 白川石 石白川 2024-03-05 10:20"))
    assert found.issuer is not None and found.issuer.text == "砚州市审计局"


def test_the_chapters_of_a_volume_are_no_findings() -> None:
    body = "\n".join(
        [
            "審計署署長第九十九號報告書",
            "《審計署署長第九十九號報告書》衡工量值式審計結果已提交立法會。報告書包括以下三個章節：",
            "章節題目",
            "1 公共泳池的管理",
            "2 街市的維修工作",
            "3 渡輪碼頭的使用",
        ]
    )
    document = read(RawNotice(source="file", place="n", file_name="n.txt", body=body.encode()))
    assert understand(document).findings == ()
