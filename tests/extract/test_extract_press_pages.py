"""Pages of the press and of sites: what they print around a text, how stories begin, and bulletins of inspections."""

import pytest

from tests.extract.notices import extraction_of, measures, titles


@pytest.mark.parametrize(
    "text",
    [
        # what a site says of its rights, below a poster
        """
受省政府委托
省审计厅厅长石白川21日下午
向省人大常委会第三十五次会议
作《关于2021年度省级预算执行的审计工作报告》
审计发现问题已基本整改到位
① 未经本网授权不得转载、摘编或利用其它方式使用本网原创作品。
② 凡本网注明“来源：XXX（非砚州网）”的作品，均转载自其他媒体。
""",
        # a list of other pages
        """
头条新闻
审计署对多个部门进行了审计，共审计700多个单位。[详情]
审计情况
审计署：部分企业虚增利润超20亿
审计署：部分企业虚增利润超20亿
审计署报告反映多个问题。[详情]
""",
        # the work of a year, and its reports by name
        """
申訴專員發表二○一八年工作簡報
2019年1月31日
公署於二○一八年共接到一萬宗查詢。
公署於二○一八年完成並公布了下列3項主動調查報告：
（1）政府對私人土地傾倒廢物的規管
（2）水務署對水管的修護
（3）街市攤檔的租務管理
""",
        # a visit
        """
• 砚州城投
市委巡察组督查回访公司巡察整改落实情况
日期：2018-03-21
3月20日，市委第四巡察组到公司督查回访巡察反馈问题整改落实情况，听取了汇报。
""",
        # an examination
        """
題組內容
四、請就下列問題，依審計法及其相關規定加以說明：（20 分）
⑵審計機關對於各機關剔除之款項未依規定辦理，應如何處置？
""",
        # who read what aloud
        """
审计整改问题金额超6亿元
砚江晚报 2022年12月29日
受省政府委托，省审计厅副厅长石白川28日向省人大常委会第三十八次会议作关于2021年度审计查出问题整改情况的报告，披露了上述情况。
""",
    ],
)
def test_what_only_speaks_of_results_holds_none(text: str) -> None:
    found = extraction_of(text)

    assert (found.family, found.findings) == ("other", ())


def test_a_story_of_an_agency_that_tells_what_an_audit_found_is_an_article() -> None:
    found = extraction_of("""
砚江网砚州3月26日电（记者石白川）省审计厅26日公布对12个公路项目的审计结果，主要问题有：
1.部分项目违反招标投标规定，影响了工程质量。
2.一些建设单位违规征地，拖欠农民征地补偿款。
""")

    assert found.family == "audit_article"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("內部辦公平臺\n關於2024年8月份硯臺區政府網站監管情況的通報\n發布日期：2024-09-04", "關於2024年8月份硯臺區政府網站監管情況的通報"),
        ("砚县东河治理项目一期西游园工程\n砚县东河治理项目一期西游园工程结算情况审计结果公告\n（二〇二一年十月二十日公告）", "砚县东河治理项目一期西游园工程结算情况审计结果公告"),
        ("跳過導航欄 申訴專員發表二○二二年工作簡報 - 申訴專員公署\n新聞及資源\n< 返回 新聞及資源\n新聞稿\n申訴專員發表二○二二年工作簡報\n2019年1月31日", "申訴專員發表二○二二年工作簡報"),
        ("审计整改问题金额超六亿元人民币\n砚江晚报 2022年12月29日", "审计整改问题金额超六亿元人民币"),
    ],
)  # fmt: skip
def test_a_title_stands_without_what_the_site_prints_above_it(text: str, title: str) -> None:
    found = extraction_of(text + "\n今年以来，我中心对政府网站进行了检查，现将有关情况通报如下：")

    assert found.title is not None and found.title.text == title


def test_a_dateline_is_no_title() -> None:
    found = extraction_of("砚江时报网（www.yj.example）02月18日讯\n据报道，整改方案已全部完成，于近日上报。")

    assert found.title is None


def test_a_title_broken_over_lines_is_not_read_once_more() -> None:
    found = extraction_of("""
砚江省人民政府关于2020年度省级预算执行和其他财政收支审计查出问题的整改情况报告
信息来源：砚江省审计厅 发布日期：2022-10-09
  砚江省人民政府关于2020年度省级预算
  执行和其他财政收支审计查出问题
  的整改情况报告
  ——2022年7月27日在砚江省第十三届人民代表大会
  常务委员会第四十五次会议上
省人大常委会：
  2021年7月，省人大常委会审议了审计工作报告。现将整改情况报告如下：
""")

    assert found.family == "rectification_report"
    assert found.findings == ()


def test_a_bulletin_of_an_inspection_without_a_title_is_a_result() -> None:
    found = extraction_of("""
各区人民政府：现将2023年第一季度全市政府网站检查情况通报如下：
一、总体情况
检查覆盖率100%。
二、存在的问题
通过检查主要发现以下问题：一是信息审核不够严格，错别字较多。二是备案信息变更不够及时。三是转载任务落实迟缓。
""")

    assert found.family == "audit_result"
    assert len(found.findings) == 3


def test_a_headline_with_commas_above_prose_that_begins_alike_is_the_title() -> None:
    found = extraction_of("""
汐陵縣埔尾鄉民代表會尚未配合規定修正自治條例，審計機關促請妥處，已完成修正
汐陵縣埔尾鄉民代表會（下稱埔尾鄉代表會）制定組織自治條例，經審計部臺灣省汐陵縣審計室查核發現，該自治條例尚未配合中央法規修正，經函請研謀改善，已完成修正並公告。
審計室指出，代表會負責監督公所行政業務。
""")

    assert found.title is not None and found.title.text.endswith("已完成修正")
    assert titles(found) == ["該自治條例尚未配合中央法規修正"]
    assert measures(found, 1) == ["已完成修正並公告。"]


def test_the_office_that_audits_in_the_opening_speaks_where_another_shows_it() -> None:
    found = extraction_of("""
东河区第二中学食堂改造工程结算情况审计结果公告
发布时间：2014-12-22 来源：砚州市审计局
（二〇一四年十二月二十三日公告）
2014年第14号（总第26号）
根据《中华人民共和国审计法》的规定，东河区审计局自2014年4月8日至25日，对食堂改造工程结算进行了审计。
一、审计发现的主要问题
多计工程价款49万元。
""")

    assert found.issuer is not None and found.issuer.text == "东河区审计局"


def test_complaints_that_were_received_are_no_count_of_findings() -> None:
    found = extraction_of("""
砚州市2023年7月份全市政府网站监管情况的通报
现将有关情况通报如下：
一、存在的问题
（一）网站更新不及时。3家单位栏目超过两周未更新。
二、找错情况
“我为政府网站找错”栏目共受理问题2件，已办结。
""")

    assert found.stated_finding_count is None
