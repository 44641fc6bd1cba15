"""Build regular expressions out of the words of the data files."""

from collections.abc import Iterable

# Words for what was told before, as alternatives of a group: 上开 and 前揭 are Taiwan's.
ABOVE = "以上|[上前][述列开揭]"
# And for the findings of one part: 本部分4个问题中, 这一领域的3项问题.
THIS_PART = "[本该此这](?:一)?(?:部分|方面|领域|类|板块)"
THESE = f"(?:{ABOVE}|这)"
# Words for looking, and for finding a problem behind whoever looked: 审计发现, 巡察报告指出.
AUDIT = "审计|检查|调查|核查|抽查|巡[察视]|督[察查导]|稽[查核]|复[核查]"
FOUND = "发现|指出|查出|查明|反映|反馈|提出|揭示"
# How many problems there are: 3, 十二, 两; and any character of such a number.
NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
DIGIT = r"[\d一二两三四五六七八九十]"
# What may stand before a fault in running prose: 在采购方面，(审计发现…), 最后一个问题是
IN_FIELD = "(?:(?:在|就)[^，,。；;：:“”]{2,16}?(?:方面|领域|上|中|环节)[，,])?"
ONE_MORE = r"(?:还|另外?|再|最后)有?(?:一|\d)个(?:突出|具体)?问题(?:就是|是)"


def either(patterns: Iterable[str]) -> str:
    """A group that matches any of some patterns.

    >>> either(["问", "提问"])
    '(?:问|提问)'
    """
    return f"(?:{'|'.join(patterns)})"
