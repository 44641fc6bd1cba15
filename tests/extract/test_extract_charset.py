"""Charsets as sites declare them: not at all, wrongly, and in contradiction."""

import itertools

import pytest

from extract.files.charset import decode

HANS = "根据审计意见，我局对照问题逐条整改，现将整改情况公告如下：专项资金已于2024年6月底前全部拨付到位。"
HANT = "根據審計意見，本局對照問題逐項改善，現將改善情形公告如下：專項資金已於113年6月底前全數撥付。"
HONG_KONG = "署方已經喺去年完成有關工作，並且同部門跟進咗審計報告嘅建議，當局會繼續監察深圳灣口岸嘅情況。"
BEYOND_GB2312 = HANS + "㐀𠮷龥䶮"
WRITTEN = [
    ("gb18030", HANS), ("gb18030", BEYOND_GB2312), ("gbk", HANT), ("big5", HANT), ("big5hkscs", HONG_KONG),
    ("utf-8", HANS), ("utf-8", HANT), ("utf-8-sig", HANS), ("utf-16-le", HANS), ("utf-16-be", HANT), ("utf-16", HANS),
]  # fmt: skip
INSIDE = [None, "gb2312", "utf-8", "big5", "iso-8859-1", "shift_jis", "utf-16", "bogus"]
SENT = [None, "GB2312", "UTF-8", "ISO-8859-1", "Big5"]


def page(text: str, codec: str, inside: str | None) -> bytes:
    meta = f"<meta http-equiv='Content-Type' content='text/html; charset={inside}'>" if inside else ""
    return f"<html><head>{meta}</head><body><p>{text}</p></body></html>".encode(codec)


@pytest.mark.parametrize(("codec", "text"), WRITTEN)
def test_chinese_is_read_whatever_server_and_page_declare(codec: str, text: str) -> None:
    for inside, sent in itertools.product(INSIDE, SENT):
        decoded = decode(page(text, codec, inside), declared=sent, markup=True)
        assert text in decoded.text, (inside, sent, decoded.encoding)


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "L’audit a relevé des écarts ; la ville a déjà corrigé les défauts signalés à l’été."),
        ("cp1251", "Проверка показала, что все нарушения были устранены в срок."),
        ("shift_jis", "監査の結果、指摘された事項はすべて是正されました。"),
        ("euc-kr", "감사 결과 지적된 사항은 모두 시정되었습니다."),
        ("tis-620", "ผลการตรวจสอบแสดงให้เห็นว่าข้อบกพร่องได้รับการแก้ไขแล้ว"),
    ],
)
def test_other_languages_are_never_taken_for_chinese_where_declared(codec: str, text: str) -> None:
    assert text in decode(page(text, codec, codec), markup=True).text


@pytest.mark.parametrize(("codec", "text"), [("gb18030", HANS), ("big5", HANT), ("utf-8", HANS)])
@pytest.mark.parametrize("damage", ["cut", "stray", "missing"])
def test_damage_costs_its_place_and_no_more(codec: str, text: str, damage: str) -> None:
    body = page(text * 20, codec, codec)
    at = len(body) // 2
    damaged = {
        "cut": body[: at + 1],
        "stray": body[:at] + b"\xff" + body[at:],
        "missing": body[:at] + body[at + 1 :],
    }[damage]
    assert decode(damaged, markup=True).text.count(text) >= (9 if damage == "cut" else 18)
