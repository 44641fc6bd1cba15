"""Kin findings and reposted documents: grouped by what they say, wherever and about whichever sum."""

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.kin.groups import group_documents, group_kin, same_document
from normalize.kin.minhash import signatures
from normalize.kin.similarity import dice, masked

KIN = [
    (
        "澄原市大数据局未按规定开展网络安全等级保护测评，涉及系统12个。",
        "岚浦市数据局未按规定开展网络安全等级保护测评，涉及系统3个。",
    ),
    ("市财政局专项资金闲置1,230.5万元未及时收回。", "县财政局专项资金闲置86万元未及时收回。"),
    ("湖州市教育局食堂账目与学校基本账户混用。", "遂寧市教育局食堂賬目與學校基本賬戶混用。"),
    ("3个项目未办理竣工决算，涉及金额二百万元。", "15个项目未办理竣工决算，涉及金额3000万元。"),
    ("部分固定资产未登记入账，账实不符", "部分固定资产未登记入账、账实不符。"),
    ("个别公务用车未及时入账", "公務用車未登記入帳，涉及金額35萬元"),
    ("5个系统尚未开展网络安全等级保护测评", "4个系统没有开展等保测评"),
    ("往来款项长期没有清理", "往来账款长期未及时清理"),
    ("4家企业超范围经营", "企业超范围经营，涉及金额5万元"),
    ("超标准发放津贴、补贴", "超標準發放津補貼3萬元"),
]
NOT_KIN = [
    ("未按规定开展网络安全等级保护测评。", "未按规定开展政府采购意向公开工作。"),
    ("专项资金闲置1,230.5万元未及时收回。", "专项资金被挪用1,230.5万元未及时追回。"),
    ("食堂账目不清", "台账不清"),
    ("多计工程款", "少计收入"),
    ("部分项目未及时验收", "部分项目未及时公示"),
]
NOTICE = (
    "珩阳市城市管理局关于生活垃圾处理资金审计查出问题整改情况的公告\n2023年3月至6月，市审计局对我局2021年至2022年"
    "生活垃圾处理专项资金进行了审计。现将整改情况公告如下：\n一、垃圾清运合同到期后未重新招标，继续支付服务费318.6万元。"
    "整改情况：已完成整改。我局于2023年8月15日完成公开招标，并修订了合同管理办法。\n二、有4座中转站设备闲置超过2年。"
    "整改情况：正在整改。已有2座恢复使用，其余计划于2023年12月底前启用。\n珩阳市城市管理局\n2023年9月28日"
)


@pytest.mark.parametrize(("one", "other"), KIN)
def test_the_same_finding_of_two_cities_is_kin(one, other):
    assert list(group_kin([("a", one), ("b", other)])) == [("a", ["a", "b"])]


@pytest.mark.parametrize(("one", "other"), NOT_KIN)
def test_different_findings_are_not_kin(one, other):
    assert list(group_kin([("a", one), ("b", other)])) == []


def test_groups_come_in_first_seen_order_and_are_the_same_each_time():
    findings = [(f"{i}{side}", pair[side == "b"]) for i, pair in enumerate(KIN) for side in "ab"]
    findings = findings[::2] + findings[1::2]
    once = list(group_kin(findings))
    assert once == list(group_kin(iter(findings)))
    assert [group for group, _ in once] == [f"{i}a" for i in range(len(KIN))]


def test_a_chain_of_small_changes_does_not_join_its_ends():
    words = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥春夏秋冬东南西北"
    chain = [words[i:] + words[:i] for i in range(0, 26, 2)]
    swapped = [("".join(a[: 2 * i]) + chain[0][2 * i :]) for i, a in enumerate(chain)]
    groups = dict(group_kin((str(i), text) for i, text in enumerate(swapped)))
    assert all(
        dice(masked(swapped[int(leader)]), masked(swapped[int(m)])) >= 0.6
        for leader, ms in groups.items()
        for m in ms
    )


@pytest.mark.parametrize("findings", [[], [("a", "")], [("a", "。"), ("b", "")], [("a", "孤单的一个问题")]])
def test_nothing_to_group_gives_nothing(findings):
    assert list(group_kin(findings)) == []


def test_masking_drops_places_levels_and_numbers_but_not_words():
    assert masked("霁州市财政局少计收入35.6万元。") == masked("县财政局少计收入二十万元")
    assert masked("城市管理局未开展考核") == "城市管理局未开展考核"
    assert "加强" in masked("未加强市场监管")


def test_a_repost_with_page_furniture_is_the_same_document():
    reposted = "首页 > 信息公开 > 审计公开\n" + NOTICE + "\n扫一扫在手机打开当前页\n【打印】【关闭】"
    assert same_document(NOTICE, reposted)


def test_a_document_in_the_other_script_is_the_same_document():
    assert same_document(NOTICE, opencc.OpenCC("s2twp").convert(NOTICE).replace("資訊", "信息"))
    assert list(group_documents([("a", NOTICE), ("b", opencc.OpenCC("s2t").convert(NOTICE))])) == [
        ("a", ["a", "b"])
    ]


def test_a_template_filled_in_twice_is_two_documents():
    later = NOTICE
    for old, new in (
        ("318.6", "92.75"),
        ("2023年", "2024年"),
        ("2021年", "2022年"),
        ("15日", "27日"),
        ("28日", "30日"),
    ):
        later = later.replace(old, new)
    assert not same_document(NOTICE, later)
    assert list(group_documents([("a", NOTICE), ("b", later)])) == []


def test_an_empty_document_equals_nothing():
    assert not same_document("", "")
    assert not same_document(NOTICE, "")


@given(st.lists(st.text(alphabet="审计局问题整改资金未按规定0123，。市县", max_size=40), max_size=12))
@settings(max_examples=40, deadline=None)
def test_every_group_holds_known_ids_once(texts):
    findings = [(str(i), text) for i, text in enumerate(texts)]
    members = [m for _, group in group_kin(findings) for m in group]
    assert len(members) == len(set(members))
    assert set(members) <= {i for i, _ in findings}


@given(st.text(alphabet="审计局问题整改资金未按规定开展测评", min_size=1, max_size=60))
@settings(max_examples=40, deadline=None)
def test_equal_texts_always_have_equal_signatures_whatever_stands_beside_them(text):
    alone = signatures([text])
    beside = signatures(["别的内容在前面", text, "另外的内容"])
    assert (alone[0] == beside[1]).all()
