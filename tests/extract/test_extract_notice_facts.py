"""Title, issuer, numbers and dates of a notice, wherever its head prints them."""

import pytest

from extract.language.folding import fold
from extract.model import Extraction
from extract.notice.counts import settled_totals, stated_total
from extract.notice.families import family_of
from extract.readers.furniture.head_lines import is_site_name, is_trail
from tests.extract.notices import extraction_of

BODY = """
现将整改情况公告如下：
一、3处公厕未按时开放。
整改情况：已完成整改。已调整开放时间。
二、保洁合同未备案。
整改情况：正在整改。已补报材料。
"""


def of(head: str) -> Extraction:
    return extraction_of(head + "\n" + BODY)


def title(head: str) -> str | None:
    found = of(head).title
    return found.text if found else None


@pytest.mark.parametrize(
    "trail",
    [
        "松陵审计 > 政务动态 > 县区快讯",
        "松陵市第一中学 党务公开 > 审计公开",
        "松陵市人民政府 信息公开 松陵市粮食局 公示公告",
        "松陵区政府门户 / 政务公开 / 审计公开",
        "首页 | 机构概况 | 通知公告 | 联系我们",
    ],
)
def test_a_trail_of_columns_above_the_title_is_no_part_of_it(trail: str) -> None:
    assert is_trail(trail)
    assert (
        title(f"{trail}\n松陵市粮食局储备粮轮换审计整改情况的公告")
        == "松陵市粮食局储备粮轮换审计整改情况的公告"
    )


@pytest.mark.parametrize(
    "line", ["序号 问题 整改情况", "科目 | 金额 | 备注", "2024/03/05", "审计局 统计局 财政局"]
)
def test_heads_of_tables_and_dates_are_no_trail(line: str) -> None:
    assert not is_trail(line)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("松陵县推行“三单制”破解整改难\n日期：2024-03-02 来源：松陵县审计局", "松陵县推行“三单制”破解整改难"),
        (
            "松陵政务网\n小公厕里的大民生\n城南街道审计问题改出实效\n发布时间：2024-01-05 10:11",
            "小公厕里的大民生\n城南街道审计问题改出实效",
        ),
        (
            "信息名称：松陵学院科研经费审计问题的公开\n信息索引：SL-1 发布日期：2023-12-25",
            "松陵学院科研经费审计问题的公开",
        ),
        ("審計署署長第九十號報告書\n第3章\n公廁的管理\n2028年4月", "公廁的管理"),
        ("公廁的管理及保養工作\n審計署署長第九十號報告書（二○二八年四月）", "公廁的管理及保養工作"),
        ("雲岫縣決算審核結果重要意見節錄\n審計部雲岫縣審計室編印", "雲岫縣決算審核結果重要意見節錄"),
        ("市审计局：", None),
    ],
)
def test_a_title_is_told_by_where_it_stands(head: str, expected: str | None) -> None:
    assert title(head) == expected


def test_fields_behind_a_label_that_is_not_known_are_read() -> None:
    found = of(
        "公开目录代码：X12 索引号：SL-2024-01 文号：松城管〔2024〕3号 公开日期：2024-01-05\n松陵市城管局公厕审计整改结果"
    )

    assert found.index_number and found.index_number.text == "SL-2024-01"
    assert found.document_number and found.document_number.text == "松城管〔2024〕3号"
    assert found.published and found.published.text == "2024-01-05"


def test_a_number_of_the_document_may_have_a_label_beside_it() -> None:
    found = of("松审函〔2023〕19号    办理结果分类：A\n松陵市审计局公厕审计整改结果公告")

    assert found.document_number and found.document_number.text == "松审函〔2023〕19号"


def test_the_body_that_edits_and_the_full_name_beside_a_short_one_are_the_issuer() -> None:
    edited = of("雲岫縣決算審核結果重要意見節錄\n審計部雲岫縣審計室編印").issuer
    full = of("市审计局关于公厕审计整改结果的公告\n来源：松陵市审计局 发布日期：2024-01-05").issuer

    assert edited and edited.text == "審計部雲岫縣審計室"
    assert full and full.text == "松陵市审计局"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("整改台账（共7张卡片，数据截至11月）全部公开。", 7),
        ("出具审计报告，指出6个方面的问题。", 6),
        ("作出审计决定，对6个事项提出了处理要求。", 6),
        ("上開審核通知所列注意事項計6項，茲彙整如下。", 6),
        ("就該局的管理工作提出5項審計發現及建議。", 5),
        ("平台已录入项目52个、问题628条。", None),
    ],
)
def test_the_number_of_findings_is_stated_in_many_words(text: str, number: int | None) -> None:
    count = stated_total(fold(text), [(0, len(text))])

    assert (count.number if count else None) == number


def test_a_closing_sentence_on_all_findings_states_their_number() -> None:
    text = "截至6月底，上述5个问题已全部整改到位。"

    assert [count.number for count in settled_totals(text, [(0, len(text))])] == [5]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("截至9月30日，12个问题中已完成整改7个、正在整改5个。", 12),
        ("审计指出的9项问题中，基本完成整改2项。", 9),
        ("市审计局对移送公安机关的事项进行了逐件跟踪，共8件。", 8),
        ("第一、三、五个问题已整改完毕。", None),
        ("第1、2、5、7项问题已完成整改。", None),
    ],
)
def test_a_sentence_that_shares_all_findings_out_tells_their_number(text: str, number: int | None) -> None:
    told = [count.number for count in settled_totals(fold(text), [(0, len(text))])]

    assert told == ([number] if number else [])


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("关于县图书馆项目审计决定执行结果的公告", "rectification_report"),
        ("松陵医院关于落实审计报告情况的函", "rectification_report"),
        ("雲岫縣政府辦理審計機關審核112年度財務收支注意事項情形", "rectification_report"),
        ("公厕审计发现的问题改得怎样了？", "rectification_report"),
        ("殡葬惠民政策落实情况审计结果公告", "audit_result"),
        ("贯彻落实重大政策措施情况跟踪审计结果公告", "audit_result"),
        ("松陵市审计查出问题整改工作办法", "other"),
        ("松陵市审计整改结果认定规程（试行）", "other"),
        ("松陵市审计局举办审计查出问题整改业务培训班", "other"),
        ("松陵市召开审计发现问题整改推进会", "other"),
        ("松陵市审计查出问题整改“三步法”", "other"),
    ],
)
def test_the_family_is_told_by_the_title(name: str, family: str) -> None:
    assert family_of(fold(name), "", findings=3, byline=False)[0] == family


def test_a_number_in_chinese_before_a_count_is_a_number() -> None:
    assert [f.title.text for f in of("松陵市城管局公厕审计整改情况的公告").findings] == [
        "3处公厕未按时开放。",
        "保洁合同未备案。",
    ]


def test_names_of_sites_are_no_titles() -> None:
    assert is_site_name("松陵学院信息公开网")
    assert not is_site_name("松陵学院信息公开")


@pytest.mark.parametrize(
    ("head", "foot", "day"),
    [
        (
            "澜溪县林业局审计整改台账\n填报单位（公章）：澜溪县林业局 填报日期：2024年9月30日",
            "",
            "2024年9月30日",
        ),
        ("审计整改对账单", "对账日期：2024年12月18日", "2024年12月18日"),
        ("審計整改台賬\n填表單位：主計室　　填表日期：113年7月10日", "", "113年7月10日"),
        ("审计整改台账\n填报日期：2024年9月", "", None),
        ("致：審計長 閣下\n日期：15/11/2024\n事由：審計意見的改善情況", "", "15/11/2024"),
        ("日期：2024年2月26日\n陳女士：\n審查的改善計劃", "", "2024年2月26日"),
        ("海岸巡護的審計結果", "二○二四年七月十二日於海務署\n審計長　何○○", "二○二四年七月十二日"),
    ],
)
def test_the_day_a_ledger_was_filled_in_or_a_letter_written_is_that_of_signing(
    head: str, foot: str, day: str | None
) -> None:
    signed = extraction_of(f"{head}\n{BODY}\n{foot}").signed
    assert (signed.text if signed else None) == day


def test_a_date_at_a_body_is_signed_by_that_body() -> None:
    found = extraction_of(f"海岸巡護的審計結果\n{BODY}\n二○二四年七月十二日於海務署\n審計長　何○○")
    assert found.issuer and found.issuer.text == "海務署"


def test_a_blank_of_a_form_names_nobody() -> None:
    found = of("关于报送整改情况的通知\n填报单位（盖章）：＿＿＿＿＿　　填报人：")
    assert found.issuer is None or "＿" not in found.issuer.text


def test_a_body_above_a_table_speaks() -> None:
    found = extraction_of(
        "社會房屋維修審計改善措施跟進表\n部門：汀瀾房屋設施管理局\n單位：澳門元\n"
        "編號\t審計發現\t改善措施\t執行情況\n1\t維修個案登記資料不全。\t已重整系統。\t已完成\n2\t逾時到場情況普遍。\t正招標。\t進行中\n"
    )
    assert found.issuer is not None and found.issuer.text == "汀瀾房屋設施管理局"


def test_a_headline_tells_of_a_body_that_need_not_speak() -> None:
    found = extraction_of(
        "強化稽核、精進溝通　瀾西市政府辦理審核意見回復研習\n發布日期：2024/10/17　發布機關：瀾西市政府主計處　聯絡人：歲計科\n"
        "為提升回復品質，瀾西市政府於10月16日辦理研習，計80人參加。"
    )
    assert found.issuer is not None and found.issuer.text == "瀾西市政府主計處"


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("桐城圖書服務處回應審計報告\n審計署今日發表報告書，本處接納全部建議。", "桐城圖書服務處"),
        ("审计整改双清单\n松陵高新区管委会审计整改专班 2024年5月15日", "松陵高新区管委会审计整改专班"),
        ("審核意見改善情形表\n提報單位：松陵縣政府主計處（彙整） 114年11月", "松陵縣政府主計處"),
        ("審計意見改善情形\n澳門特別行政區政府\n松陵工程局\n編號：12/E3/2025", "松陵工程局"),
    ],
)
def test_who_speaks_is_named_by_a_title_that_answers_a_label_or_a_line_below_the_title(
    head: str, issuer: str
) -> None:
    found = of(head).issuer
    assert found is not None
    assert found.text == issuer


@pytest.mark.parametrize(
    ("head", "number"),
    [
        (
            "松陵縣政府審核意見作業須知\n中華民國114年1月16日府主會字第1140012455號函訂定",
            "府主會字第1140012455號",
        ),
        ("松陵区审计局公告（2024年第3号）\n老旧小区改造项目审计结果", "2024年第3号"),
        ("書面質詢答覆\n編號：448/E317/VII/2025", "448/E317/VII/2025"),
        ("松陵局整改公告\n收到县局〔2024〕3号文后，编号：113-P-01 的问题已改。", None),
    ],
)
def test_a_number_stands_beside_the_day_it_was_made_known_in_brackets_or_behind_its_label(
    head: str, number: str | None
) -> None:
    found = of(head).document_number
    assert (found.text if found else None) == number


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("整改情况报告\n贵局松审报〔2024〕2号审计报告指出的问题如下。", "松审报〔2024〕2号"),
        ("改善報告\n主管機關於8月27日以文藝字第1131024567號函送查核結果，通知改善。", "文藝字第1131024567號"),
        ("改善報告\n一、復貴室113年12月27日審○縣三字第1130056621號函。", "審○縣三字第1130056621號"),
        (
            "松陵鄉農會　函\n受文者：松陵縣政府\n主旨：陳報本會查核缺失改善情形，敬請鑒核。\n說明：\n"
            "一、依據鈞府113年7月22日府農輔字第1130148765號函辦理。",
            "府農輔字第1130148765號",
        ),
        ("挂账销号表\n一、来源：松审投调〔2024〕3号审计调查报告，挂账2项。", "松审投调〔2024〕3号"),
    ],
)
def test_the_report_that_is_answered_is_told_by_its_number_alone(head: str, number: str) -> None:
    found = of(head).audit_report_number
    assert found is not None
    assert found.text == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("贵局审计意见书所列七处毛病，我们都认。", 7),
        ("县审计局把审计报告交到学校，一共提了六点。", 6),
    ],
)
def test_a_number_of_faults_is_told_in_plain_words(text: str, number: int) -> None:
    folded = fold(text)
    found = stated_total(folded, [(0, len(folded))])
    assert found is not None
    assert found.number == number


@pytest.mark.parametrize(
    "text",
    [
        "以上七处，改完四处，还在改三处。",
        "提出7项建议，管理层全部同意。",
        "支持審計署的7項建議。",
        "屬本府應續予檢討者7項，經交各處辦理。",
        "7个问题均制定了整改措施。",
    ],
)
def test_a_number_of_all_is_told_in_passing(text: str) -> None:
    folded = fold(text)
    where = [(0, len(folded))]
    assert 7 in [count.number for count in settled_totals(folded, where, where)]


def test_a_date_alone_below_the_name_of_a_body_signs() -> None:
    found = extraction_of("松陵县审计整改情况公告\n松陵县审计局\n2024年12月16日\n" + BODY)
    assert found.signed is not None
    assert (found.published, found.signed.text) == (None, "2024年12月16日")


def test_a_line_that_counts_all_by_their_states_is_no_measure_of_the_last() -> None:
    told = "松陵县公厕审计整改情况的公告\n" + BODY + "以上两条，改完一条，正在改一条。\n"
    found = extraction_of(told)
    assert [m.text.text for m in found.findings[1].measures] == ["已补报材料。"]


def test_a_day_beside_a_document_number_is_not_when_the_page_was_published() -> None:
    found = of("松陵县审计整改认定办法\n（2025年3月1日松审委发〔2025〕4号印发）")
    assert found.document_number is not None
    assert (found.published, found.document_number.text) == (None, "松审委发〔2025〕4号")
