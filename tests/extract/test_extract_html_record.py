"""Notices that came as JSON, from the service of a site that draws its pages in the browser."""

import json

import pytest

from extract.files.limits import DEFAULT_LIMITS
from extract.model import Unreadable
from extract.reading import read, recognise
from scrapers.items import RawNotice

TITLE = "桦水市林业局关于专项资金审计整改情况的公告"
WORDS = "根据审计报告，现将整改情况公告如下：资金拨付不及时的问题已整改，滞留资金已全部拨付到位，并建立台账按月核对。"


def raw(value: object, *, ascii_only: bool = True) -> RawNotice:
    body = json.dumps(value, ensure_ascii=ascii_only).encode()
    return RawNotice(source="x", place="p", file_name="0a1b.txt", body=body, media_type="application/json")


@pytest.mark.parametrize("ascii_only", [True, False])
def test_the_content_of_an_answer_is_read_with_its_title_and_day(ascii_only: bool) -> None:
    record = {"title": TITLE, "publishTime": "2024-11-20", "content": f"<p>{WORDS}</p><p>一、整改结果</p>"}
    notice = raw({"code": 0, "data": record}, ascii_only=ascii_only)
    document = read(notice, limits=DEFAULT_LIMITS)
    assert recognise(notice).name == "record"
    assert WORDS in document.text and TITLE in document.text
    assert any(field.value.startswith("2024-11-20") for field in document.fields)


@pytest.mark.parametrize("value", [{"a": 1}, {"rows": [{"id": 1}, {"id": 2}]}])
def test_data_without_a_text_is_refused(value: object) -> None:
    with pytest.raises(Unreadable, match="no text of a notice"):
        read(raw(value), limits=DEFAULT_LIMITS)
