"""Regions: every name of the table, history, ambiguity, evidence, and names that must be refused."""

from datetime import date

import pytest

from normalize.places.gazetteer import COUNTY, PREFECTURE, PROVINCE, units
from normalize.places.region_votes import abbreviated
from normalize.places.regions import region_of_code, region_of_name, resolve_region
from normalize.records import fold

NOW = [u for u in units() if u.last == 2024]
PREFECTURES = [u for u in NOW if u.level == PREFECTURE]
# Invented here: none of these places exists; many hold a real name or its end inside.
INVENTED = [
    "澄原市", "岚浦市", "霁州市", "稷阳市", "临峦市", "衡峪市", "云川市", "榆泽市", "景岚县",
    "曜城区", "汐川市", "梧陵县", "瑞汀市", "淮津市", "朔岭市", "岑湾县", "昭原市", "安浔市",
    "珩阳市", "棠州市", "沧芷市", "望岬市", "珞宁市", "衡岭市", "霁川区", "桐渚县", "泓州市",
    "澜安市", "钰林市", "崇岳县", "沐川岭市", "玄武川市", "青浔市", "琅江县", "柏源市", "泽阳市",
    "鹭城市", "溪宁县", "岱州市", "墨阳县", "璟州市", "沂川市", "汀南市", "湛岭县", "筠阳市",
    "涑水市", "滦宁市", "芦川县", "稻城岭县", "穗阳县", "澧州市", "绛川市", "郢州市", "浦川市",
    "峄川县", "洛岚市", "颍川岭市", "璧州市", "栖山县", "晏阳市", "钟灵市", "沅水岭市",
]  # fmt: skip


def test_the_table_holds_every_province_and_prefecture_of_2024():
    assert len([u for u in NOW if u.level == PROVINCE and u.code.isdigit()]) == 31
    assert len([u for u in PREFECTURES if u.code.isdigit()]) == 333
    assert len({u.code for u in NOW if u.code.startswith("TW-")}) == 22
    assert len([u for u in NOW if u.level == COUNTY]) == 2846


@pytest.mark.parametrize("unit", PREFECTURES, ids=lambda u: u.code + u.name)
def test_every_prefecture_is_found_as_issuer(unit):
    region = resolve_region(issuer=f"{unit.name}人民政府办公室")
    if unit.name in ("連江縣", "金門縣"):  # GB/T 2260 has counties of Fujian under the same names
        assert region is not None
        assert region.code.startswith("35")  # 人民政府 is a body of the mainland
        region = resolve_region(issuer=f"{unit.name}政府")
    assert region is not None
    assert region.code == unit.code
    assert region.evidence.startswith("issuer: ")


@pytest.mark.parametrize("unit", PREFECTURES, ids=lambda u: u.code + u.name)
def test_every_short_name_is_found_alone_or_refused_as_ambiguous(unit):
    region = region_of_name(unit.short)
    if unit.short in {"吉林", "海南", "新竹", "嘉義"}:
        assert region is None
    else:
        assert region is not None
        assert region.code == unit.code


@pytest.mark.parametrize("unit", [u for u in PREFECTURES if u.code.isdigit()], ids=lambda u: u.code + u.name)
def test_every_short_name_before_a_body_is_found_with_its_province(unit):
    province = region_of_code(unit.parent).province
    region = resolve_region(issuer=f"{province}{unit.name}大数据发展管理局")
    assert region is not None
    assert (region.code, region.province) == (unit.code, province)


@pytest.mark.parametrize("unit", [u for u in NOW if u.level == COUNTY], ids=lambda u: u.code)
def test_every_county_is_found_below_its_city(unit):
    above = region_of_code(unit.parent)
    region = resolve_region(issuer=f"{above.name}{unit.name}审计局", on=date(2024, 12, 31))
    assert region is not None
    assert region.code == unit.code


@pytest.mark.parametrize(
    ("issuer", "code"),
    [
        ("湖州市大数据发展管理局", "330500"),
        ("遂宁市政务服务和数据局", "510900"),
        ("武漢市審計局", "420100"),
        ("重庆市大数据应用发展管理局", "500000"),
        ("江苏省常州市武进区审计局", "320412"),
        ("常州市武进区审计局", "320412"),
        ("德清县审计局", "330521"),
        ("浙江德清县审计局", "330521"),
        ("中共湖州市委审计委员会办公室", "330500"),
        ("国家税务总局湖州市税务局", "330500"),
        ("黔东南州财政局", "522600"),
        ("湘西自治州审计局", "433100"),
        ("博州大数据局", "652700"),
        ("锡林郭勒盟审计局", "152500"),
        ("大兴安岭地区审计局", "232700"),
        ("彭水县审计局", "500243"),
        ("重庆市彭水苗族土家族自治县审计局", "500243"),
        ("鄂温克旗财政局", "150724"),
        ("浙江省审计厅", "330000"),
        ("内蒙古自治区审计厅", "150000"),
        ("广西审计厅", "450000"),
        ("济源市审计局", "419001"),
        ("儋州市审计局", "460400"),
        ("东莞市审计局", "441900"),
        ("吉林市审计局", "220200"),
        ("吉林省审计厅", "220000"),
        ("乾县审计局", "610424"),
        ("济南市中区审计局", "370103"),
        ("济南市市中区审计局", "370103"),
        ("南京市鼓楼区审计局", "320106"),
        ("昆山经济技术开发区管理委员会", "320583"),
        ("苏州工业园区管理委员会", "320500"),
        ("湖州城市投资发展集团有限公司", "330500"),
        ("香港特別行政區政府審計署", "HK"),
        ("食物環境衞生署", "HK"),
        ("澳門特別行政區政府審計署", "MO"),
        ("市政署", "MO"),
        ("臺北市政府", "TW-TPE"),
        ("台北市政府資訊局", "TW-TPE"),
        ("臺北縣政府", "TW-TPQ"),
        ("臺中縣政府", "TW-TXQ"),
        ("新北市政府", "TW-NWT"),
        ("新竹縣政府", "TW-HSQ"),
        ("嘉義市政府", "TW-CYI"),
        ("金門縣政府", "TW-KIN"),
        ("連江縣政府", "TW-LIE"),
        ("福州市连江县审计局", "350122"),
        ("審計部臺南市審計處", "TW-TNN"),
        ("瀋陽市審計局", "210100"),
        ("臺州市審計局", "331000"),
        ("于田县审计局", "653226"),
    ],
)
def test_issuers_name_their_region(issuer, code):
    region = resolve_region(issuer=issuer)
    assert region is not None
    assert region.code == code


@pytest.mark.parametrize(
    ("issuer", "on", "code"),
    [
        ("襄樊市审计局", date(2008, 5, 1), "420600"),
        ("襄阳市审计局", date(2012, 5, 1), "420600"),
        ("巢湖市审计局", date(2009, 5, 1), "341400"),
        ("巢湖市审计局", date(2015, 5, 1), "340181"),
        ("莱芜市审计局", date(2017, 5, 1), "371200"),
        ("射洪县审计局", date(2017, 5, 1), "510922"),
        ("射洪县审计局", date(2019, 3, 1), "510922"),
        ("射洪市审计局", date(2023, 5, 1), "510981"),
        ("思茅市审计局", date(2005, 5, 1), "530800"),
        ("普洱市审计局", date(2019, 5, 1), "530800"),
        ("杭州市下城区审计局", date(2019, 5, 1), "330103"),
        ("杭州市钱塘区审计局", date(2024, 5, 1), "330114"),
        ("洛阳市偃师区审计局", date(2022, 5, 1), "410307"),
        ("偃师市审计局", date(2018, 5, 1), "410381"),
        ("毕节地区审计局", date(2010, 5, 1), "522400"),
        ("毕节市审计局", date(2020, 5, 1), "520500"),
        ("会理市审计局", date(2023, 5, 1), "513402"),
        ("湖州市审计局", date(2031, 5, 1), "330500"),
        ("桃園縣政府", date(2012, 5, 1), "TW-TAO"),
    ],
)
def test_codes_are_those_of_the_notices_year(issuer, on, code):
    assert resolve_region(issuer=issuer, on=on).code == code


@pytest.mark.parametrize(
    "issuer", ["鼓楼区审计局", "城关区审计局", "市中区财政局", "朝阳区审计局", "新城区教育局", "城区审计局"]
)
def test_ambiguous_districts_are_refused_without_context(issuer):
    assert resolve_region(issuer=issuer) is None


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"issuer": "鼓楼区审计局", "site": "徐州市鼓楼区人民政府"}, "320302"),
        ({"issuer": "鼓楼区审计局", "title": "开封市鼓楼区2023年度预算执行审计结果公告"}, "410204"),
        ({"issuer": "鼓楼区审计局", "text": "根据福州市审计局统一部署，我局组织了审计。"}, "350102"),
        ({"issuer": "城关区审计局", "text": "经兰州市人民政府同意，现公告如下。"}, "620102"),
        ({"issuer": "市中区审计局", "text": "乐山市审计局对我区进行了审计，乐山市财政局配合。"}, "511102"),
        ({"issuer": "朝阳区审计局", "fields_text": "发布机构：北京市朝阳区审计局"}, "110105"),
        ({"issuer": "新城区审计局", "site": "610102"}, "610102"),
        ({"issuer": "连江县审计局", "text": "福州市审计局"}, "350122"),
    ],
)
def test_ambiguous_districts_are_found_with_context(fields, code):
    region = resolve_region(**fields)
    assert region is not None
    assert region.code == code


def test_contradicting_context_is_refused():
    text = "南京市审计局与徐州市审计局联合组织。"
    assert resolve_region(issuer="鼓楼区审计局", text=text) is None


@pytest.mark.parametrize("name", INVENTED)
@pytest.mark.parametrize("body", ["教育局", "公共交通集团有限公司", "审计局", "人民政府办公室"])
def test_invented_places_are_refused_in_every_field(name, body):
    text = f"根据四川省审计厅部署，{name}审计局对{name}{body}进行了审计。{name}{body}已整改。"
    text += "参考了湖州市的做法。"
    assert region_of_name(name) is None
    assert resolve_region(issuer=name + body, text=text) is None
    assert resolve_region(title=f"{name}{body}关于审计整改情况的公告", text=text) is None
    assert resolve_region(title=f"关于{name}2023年度预算执行的审计结果", text=text) is None


@pytest.mark.parametrize("name", INVENTED)
def test_invented_places_are_refused_in_text_alone(name):
    text = f"{name}审计局对{name}教育局进行了审计。\n{name}教育局已整改。\n云南省规定如此。"
    assert resolve_region(text=text, document_numbers=(f"{name[0]}审社报〔2024〕3号",)) is None


@pytest.mark.parametrize(
    ("fields", "code", "evidence"),
    [
        ({"issuer": "市大数据局", "title": "湖州市大数据局关于整改情况的公告"}, "330500", "title"),
        ({"issuer": "市大数据局", "site": "湖州市大数据发展管理局"}, "330500", "site"),
        ({"issuer": "市大数据局", "site": "330500"}, "330500", "site"),
        ({"issuer": "市审计局", "audited": ["湖州市大数据发展管理局"]}, "330500", "audited"),
        ({"issuer": "我局", "fields_text": "发布机构：湖州市审计局\n有效性：有效"}, "330500", "fields"),
        (
            {
                "issuer": "市审计局",
                "document_numbers": ["遂审电调报〔2025〕1号"],
                "text": "遂宁市共有系统12个。",
            },
            "510900",
            "document number",
        ),
        ({"text": "湖州市审计局对全市进行审计，湖州市大数据局负责。"}, "330500", "text"),
        (
            {"text": "重庆市财政局说明如下。", "document_numbers": ["渝财函〔2020〕1号"]},
            "500000",
            "document number",
        ),
        ({"title": "关于湖州市2022年度市级预算执行的审计结果公告"}, "330500", "title"),
        ({"title": "湖州审计整改公告"}, "330500", "title"),
    ],
)
def test_weaker_fields_answer_in_order_and_say_so(fields, code, evidence):
    region = resolve_region(**fields)
    assert region is not None
    assert region.code == code
    assert region.evidence.startswith(evidence)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": "全市上下认真整改。"},
        {"document_numbers": ["湖审数据调报〔2022〕4号"]},  # a prefix alone decides nothing
        {"document_numbers": ["湖审数据调报〔2022〕4号"], "text": "各单位认真整改。"},
        {"issuer": "四川省湖州市审计局"},  # contradiction
        {"issuer": "四川省汐川市教育局"},
        {"issuer": "云南云川市教育局"},
        {"issuer": "审计署驻广州特派员办事处"},
        {"issuer": "国务院办公厅", "text": "湖州市某网站超过2年未更新，湖州市其他网站正常。"},  # an example
        {"title": "长治久安与大同小异"},
        {"text": "参观了湖州市。"},  # one mention in passing
        {"text": "衡岭市审计局。宁岭市审计局。"},
    ],
)
def test_what_nothing_names_for_certain_has_no_region(fields):
    assert resolve_region(**fields) is None


def test_printed_script_stays_and_folding_is_for_matching_only():
    region = resolve_region(issuer="臺北市政府")
    assert (region.name, region.short_name) == ("臺北市", "臺北市")
    assert resolve_region(issuer="湖州市審計局").evidence == "issuer: 湖州市"


def test_a_county_knows_its_city_and_province():
    region = resolve_region(issuer="德清县审计局")
    assert (region.city_code, region.city) == ("330500", "湖州市")
    assert (region.province_code, region.province) == ("330000", "浙江省")
    assert region.name == "浙江省湖州市德清县"
    assert region.short_name == "德清县"


def test_a_municipality_is_city_and_province():
    region = resolve_region(issuer="重庆市渝北区审计局")
    assert (region.code, region.city_code, region.province_code) == ("500112", "500000", "500000")


@pytest.mark.parametrize(
    ("number", "code"),
    [("遂审电调报〔2025〕1号", "510900"), ("渝大数据发〔2020〕12号", "500000"),
     ("甬审报〔2022〕3号", "330200"),
     ("穗审报〔2022〕3号", "440100"), ("湖审数据调报〔20224", "330500"), ("瓊府辦函", "460000")],
)  # fmt: skip
def test_prefixes_of_document_numbers_name_candidates(number, code):
    assert code in {u.code for u in abbreviated(fold(number))}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"issuer": "審計部福建省金門縣審計室"}, "TW-KIN"),
        ({"issuer": "金門縣政府"}, "TW-KIN"),
        ({"issuer": "连江县审计局"}, "350122"),
        ({"issuer": "連江縣", "text": "經費新臺幣120萬元"}, "TW-LIE"),
        ({"issuer": "连江县"}, None),
    ],
)
def test_counties_of_both_sides_of_the_strait_are_told_by_bodies_and_money(said, code):
    found = resolve_region(**said)
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("number", "code"),
    [("宁鼓审〔2024〕1号", "320106"), ("徐鼓审报〔2024〕1号", "320302"), ("鼓审〔2024〕1号", None)],
)
def test_a_document_number_tells_districts_of_one_name_apart(number, code):
    found = resolve_region(issuer="鼓楼区审计局", document_numbers=(number,))
    assert (found and found.code) == code


def test_a_report_of_the_director_of_audit_is_hong_kongs():
    found = resolve_region(title="審計署署長第八十號報告書")
    assert found is not None
    assert found.code == "HK"
    assert resolve_region(issuer="审计署", title="审计署审计长的报告") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("審計署署長第七十七號報告書載述本處的管理。", "HK"),
        ("欠租合共澳門元218萬，已發出催繳函。", "MO"),
        ("審計署署長指出，款項合共澳門元3萬。", None),
        ("該局已赴香港特別行政區考察。", None),
    ],
)
def test_offices_and_money_of_one_place_beyond_tell_the_region_of_a_text(text, code):
    region = resolve_region(issuer="市集管理處", title="建議的跟進進展", text=text)

    assert (region.code if region else None) == code
