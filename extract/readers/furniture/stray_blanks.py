"""Blanks that a recogniser or a copy left inside words: two of them and more in most sentences of a text."""

import re
from collections.abc import Sequence

# no blank before a label (责任单位：财务科 整改时限：6月底), which it sets off
_STRAY = re.compile(
    r"(?<=[\u4e00-\u9fff，。；：、（）“”])[ ](?=[\u4e00-\u9fff，。；：、（）“”])(?![\u4e00-\u9fff]{2,8}[：:])"
)
_CELLS = re.compile("[|｜\t\u3000]|  ")
_LONG = 40  # characters of a line that holds a sentence
_FEWEST = 3  # such lines


def without_stray_blanks(lines: Sequence[str]) -> list[str]:
    """The lines without such blanks; all as they are where most sentences hold none, or one, as below a heading."""
    if sum(" " in line for line in lines) < _FEWEST:
        return list(lines)
    told = [line for line in lines if len(line) >= _LONG and "。" in line and not _CELLS.search(line)]
    stray = sum(len(_STRAY.findall(line)) > 1 for line in told)
    if stray < _FEWEST or 2 * stray <= len(told):
        return list(lines)
    return [line if _CELLS.search(line) else _STRAY.sub("", line) for line in lines]
