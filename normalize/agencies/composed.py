"""Bodies that no list of place and name holds: those of the state itself, and names joined from known parts.

市政务和大数据局, 教育科技和体育局: reforms join bodies in ways nobody can list. Where the whole name is made of known
functions and joining words, the first of them (data before services) is the body's family.
"""

import re
from functools import cache

from normalize.agencies.names import Body, families, mainland
from normalize.records import fold
from normalize.vocabulary import any_of, vocabulary

_ENDING = r"(?:(?:监督|行政)?管理|服务|发展|事务|工作)*(?:委员会|委|局|厅|办公室|办)"
_TAIL = re.compile(f"{_ENDING}$")
_STATE = re.compile(r"^中华人民共和国(?=..)")
_BRANCH = re.compile(r"^(?:国家)?审计署驻?(?P<seat>[\u4e00-\u9fff]{2,4}?)特派(?:员办事处|办)$")
_JOIN = "[和与及暨、]?"
_FIRST = ("data_bureau",)  # 政务和大数据局 is the data bureau wherever it stands in the name


@cache
def _national() -> dict[str, dict[str, tuple[str, str | None]]]:
    """Return canonical name and function by folded name, for the mainland and for Taiwan."""
    data = vocabulary("agency_national")
    return {
        side: {
            fold(name): (canonical, function or None)
            for canonical, (function, *others) in table.items()
            for name in (canonical, *others)
        }
        for side, table in data.items()
    }


def national_body(name: str, *, taiwan: bool) -> tuple[str, str | None] | None:
    """Return (canonical name, function) of a body of the state; `name` is folded, `taiwan` says whose."""
    branch = _BRANCH.match(name)
    if branch and not taiwan:
        return f"审计署驻{branch['seat']}特派员办事处", "audit"
    return _national()["taiwan" if taiwan else "mainland"].get(_STATE.sub("", name))


@cache
def _stems() -> dict[str, str]:
    """Return the function of each stem (大数据, 教育, 文化广电) of the bodies that families are named for."""
    found: dict[str, str] = {}
    for function, family in families().items():
        groups = list(family.get("bodies", ()))  # type: ignore[call-overload]
        names = [*(groups[0] if groups else ()), *family.get("former", ())]  # type: ignore[misc]
        for name in names:
            stem = _TAIL.sub("", fold(str(name)))
            if len(stem) > 1 and stem != name and not stem.startswith("委"):
                found.setdefault(stem, function)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"(?P<parts>(?:{any_of(map(re.escape, _stems()))}{_JOIN}){{1,5}}){_ENDING}$")


@cache
def _part() -> re.Pattern[str]:
    return re.compile(any_of(map(re.escape, _stems())))


def composed_body(rest: str) -> Body | None:
    """Return the body of a name (without its place) that is wholly made of known functions; None otherwise."""
    m = _pattern().match(rest)
    if m is None or not rest.endswith(("局", "委员会", "委", "厅", "办公室", "办")):
        return None
    functions = [_stems()[stem[0]] for stem in _part().finditer(m["parts"])]
    function = next((f for f in _FIRST if f in functions), functions[0])
    standard = str(families()[function]["bodies"][0][0])  # type: ignore[index]
    body = mainland()[fold(standard)]
    return body if body.function == function else None
