"""Whether text in columns is a table, not prose, a list, a table of contents, labelled values or a drawing."""

import re
from collections.abc import Sequence
from statistics import mean, median

from extract.readers.printed.charts import Spot, is_chart, is_scattered
from extract.readers.printed.columns import Zone
from extract.readers.printed.geometry import Run

_BULLET = re.compile(r"[•●■◆▪○◦\-–—*·]|[（(]?[0-9a-zA-Z一二三四五六七八九十]{1,3}[)）.、]")
_SENTENCE = re.compile("[，。；]")
_NUMBER = re.compile(r"\A[^\d]*+\d[\d.,%\s()\-–+/*:]*[^\d\s]{0,4}")


def is_table(zone: Zone) -> bool:
    """Whether text in columns is a table, not prose, a list, a table of contents or labelled values."""
    texts: list[list[str]] = [[] for _ in range(zone.columns)]
    filled: list[list[float]] = [[] for _ in range(zone.columns)]
    for row in zone.rows:
        for c in range(zone.columns):
            runs = [r for r in row if zone.column(r) == (c, c)]
            if runs:
                width = zone.borders[c + 1] - zone.borders[c]
                texts[c].append(" ".join(r.text for r in runs))
                filled[c].append((runs[-1].x1 - runs[0].x0) / width)
    if any(not column for column in texts):
        return False
    if _is_drawing(zone) or 2 * _sentences_over(zone) >= len(zone.rows):
        return False
    full = sum(1 for row in zone.rows if len({zone.column(r)[0] for r in row}) > 1)
    if full < (2 if zone.columns > 2 else 3):
        return False
    numeric = any(_share(_NUMBER, column) > 0.6 for column in texts[1:])
    if not numeric and all(
        mean(map(len, t)) >= 18 and median(w) > 0.7 for t, w in zip(texts, filled, strict=True)
    ):
        return False  # prose in columns
    if zone.columns == 2:
        labelled = sum(t.rstrip().endswith((":", "：")) for t in texts[0]) > 0.5 * len(texts[0])
        return not (labelled or max(_share(_BULLET, texts[0]), _signs(texts[0])) > 0.7)
    return True


def _sentences_over(zone: Zone) -> int:
    """How many rows run over the columns with a sentence: text with a few lines in pieces among it, no table.

    A wide column between narrow ones holds sentences, too.
    """
    wide = 0.5 * (zone.borders[-1] - zone.borders[0])

    def is_over(run: Run) -> bool:
        first, last = zone.column(run)
        inner = 0 < first == last < zone.columns - 1
        return not inner and run.x1 - run.x0 > wide and _SENTENCE.search(run.text) is not None

    return sum(any(map(is_over, row)) for row in zone.rows)


def _signs(texts: Sequence[str]) -> float:
    """Share of texts that begin with one and the same sign, no ideograph and no digit: bullets of any font."""
    first = [t.split()[0] for t in texts if t.split()]
    signs = [w for w in first if len(w) == 1 and not w.isdigit() and not "\u4e00" <= w <= "\u9fff"]
    return max(map(signs.count, signs), default=0) / max(1, len(texts))


def _is_drawing(zone: Zone) -> bool:
    """Whether texts in columns are the labels of a chart or of another drawing."""
    columns: list[list[Spot]] = [[] for _ in range(zone.columns)]
    for row in zone.rows:
        for run in row:
            columns[zone.column(run)[0]].append(Spot(run.text, run.middle))
    return is_chart(columns) or is_scattered(columns, len(zone.rows))


def _share(pattern: re.Pattern[str], texts: Sequence[str]) -> float:
    return sum(pattern.fullmatch(t.strip()) is not None for t in texts) / len(texts)
