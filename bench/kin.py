"""Kin findings among many: time, memory and found pairs, beside datasketch's MinHash LSH in one run.

    python -m bench.kin [--findings 10000 100000] [--peer 10000] [--large]

Findings are made here: clauses of the trade, a run of rare characters of their own, a city, a body and a sum.
Every third repeats an earlier one about another city and sum, with one character changed. The peer answers the
same question on the same masked texts (72 permutations, 24 bands of 3, candidates verified by the same Dice);
it is asked up to `--peer` findings. Memory is the growth of the process's peak. `--large` adds a million findings
(minutes); the last line fits seconds = c * findings ** exponent over all runs: 1 is linear.
"""

import argparse
import math
import random
import resource
import time
from collections.abc import Iterator

from datasketch import MinHash, MinHashLSH

from normalize.kin.groups import KIN, group_kin
from normalize.kin.similarity import dice, grams, masked
from normalize.places.gazetteer import units

_CLAUSES = (
    ("未按规定", "未及时", "超范围", "违规", "未严格", "多头"),
    (
        "使用专项资金",
        "开展等级保护测评",
        "办理竣工决算",
        "收缴非税收入",
        "清理往来款项",
        "登记固定资产",
        "汇聚共享数据",
    ),
    ("，涉及金额", "，形成损失", "，影响资金", "，少计收入"),
    (
        "且长期未整改",
        "导致资金闲置",
        "不符合管理办法规定",
        "主管部门监管不到位",
        "台账登记不完整",
        "合同约定未落实",
    ),
)
_RARE = tuple(chr(0x4E00 + i) for i in range(3000))


def findings(count: int, seed: int = 7) -> tuple[list[tuple[str, str]], list[tuple[int, int]]]:
    """Return (id, text) pairs and the planted pairs (original, repetition)."""
    dice_of = random.Random(seed)  # noqa: S311 - test data
    cities = [unit.name for unit in units() if unit.level > 1][:3000]
    bare: list[str] = []
    planted = []
    for number in range(count):
        if number % 3 == 2:
            original = dice_of.randrange(max(0, number - 5000), number)
            text = list(bare[original])
            text[dice_of.randrange(len(text))] = dice_of.choice(_RARE)
            bare.append("".join(text))
            planted.append((original, number))
        else:
            own = "".join(dice_of.choice(_RARE) for _ in range(dice_of.randrange(10, 40)))
            bare.append("".join(dice_of.choice(part) for part in _CLAUSES) + own)
    told = [f"{dice_of.choice(cities)}财政局{text}{dice_of.randrange(9999)}万元。" for text in bare]
    return [(str(i), text) for i, text in enumerate(told)], planted


def ours(pairs: list[tuple[str, str]]) -> Iterator[list[str]]:
    """Groups of this project."""
    for _, members in group_kin(pairs):
        yield members


def theirs(pairs: list[tuple[str, str]]) -> Iterator[list[str]]:
    """Groups of two by datasketch: each finding with the like ones before it."""
    index = MinHashLSH(num_perm=72, params=(24, 3))
    texts = {}
    for key, text in pairs:
        texts[key] = masked(text)
        sketch = MinHash(num_perm=72, seed=1)
        sketch.update_batch([gram.encode() for gram in grams(texts[key], 3)])
        for other in index.query(sketch):
            if dice(texts[key], texts[other]) >= KIN:
                yield [other, key]
        index.insert(key, sketch)


def _measure(name: str, count: int) -> float:
    pairs, planted = findings(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    groups = list((ours if name == "zhenggai" else theirs)(pairs))
    seconds = time.perf_counter() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    leader: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for member in group:
            leader.setdefault(member, set()).add(number)
    found = sum(bool(leader.get(str(a), set()) & leader.get(str(b), set())) for a, b in planted)
    print(  # noqa: T201
        f"{name:10s} {count:>9,} findings {seconds:8.1f} s {seconds / count * 1e6:6.0f} µs each"
        f" +{grown:6.0f} MB, planted pairs found {found / len(planted):.2%}"
    )
    return seconds


def main() -> None:
    """Print a line a run and the ratio to the peer."""
    parser = argparse.ArgumentParser(description="kin findings beside datasketch")
    parser.add_argument("--findings", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--peer", type=int, default=10_000)
    parser.add_argument("--large", action="store_true", help="a million findings too")
    arguments = parser.parse_args()
    counts = [*arguments.findings, *([1_000_000] if arguments.large else [])]
    taken = {count: _measure("zhenggai", count) for count in counts}
    if arguments.peer:
        mine = taken.get(arguments.peer) or _measure("zhenggai", arguments.peer)
        print(f"time: {mine / _measure('datasketch', arguments.peer):.2f} of datasketch's")  # noqa: T201
    if len(taken) > 1:
        print(f"seconds grow with findings to the power of {_exponent(taken):.2f}")  # noqa: T201


def _exponent(taken: dict[int, float]) -> float:
    """Slope of the least-squares line through the logarithms."""
    points = [(math.log(count), math.log(seconds)) for count, seconds in taken.items()]
    x, y = (sum(p[i] for p in points) / len(points) for i in (0, 1))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


if __name__ == "__main__":
    main()
