"""Tables of bodies: names by function family, the words around them, and look-ups on folded names.

The vocabulary stands in `data/agency_functions.toml` and `data/agency_words.toml`.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from normalize.records import fold, squeeze
from normalize.vocabulary import longest_first, vocabulary

_TRAILING = re.compile(
    r"(?:等(?:\d+[个家])?(?:有关|相关)?(?:部门|单位|机关)?|(?:(?<=[局委办厅会署])(?:共同|分别))?(?:负责|牵头|配合|协办)+|党组|党委|党工委|机关|[（(][^()（）]*[）)])$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One kind of body: its family, the name used in canonical names, and that of a province's.

    `overseas` marks names as written in Taiwan, Hong Kong and Macau.
    """

    function: str
    standard: str
    province: str | None = None
    overseas: bool = False


@cache
def families() -> dict[str, dict[str, object]]:
    """Return the function families as written in the data file."""
    return vocabulary("agency_functions")


@cache
def words(key: str) -> tuple[str, ...]:
    """Return a word list of `agency_words.toml`, longest word first."""
    return longest_first(vocabulary("agency_words")[key])


@cache
def kinds() -> tuple[tuple[str, str], ...]:
    """Return (ending, function) of bodies with names of their own, longest ending first."""
    table = vocabulary("agency_words")["kinds"]
    pairs = [(ending, function) for function, endings in table.items() for ending in endings]
    return tuple(sorted(pairs, key=lambda pair: len(pair[0]), reverse=True))


@cache
def mainland() -> dict[str, Body]:
    """Return mainland bodies by folded name without place. One name in two families raises."""
    found: dict[str, Body] = {}
    for function, family in families().items():
        groups = [list(group) for group in family.get("bodies", ())]  # type: ignore[attr-defined]
        province = str(family["province"]) if "province" in family else None
        if groups:
            groups[0].extend(family.get("former", ()))  # type: ignore[arg-type]
        for position, group in enumerate(groups):
            body = Body(function=function, standard=group[0], province=province if position == 0 else None)
            names = [*group, province] if body.province else group
            for name in names:
                _add(found, fold(str(name)), body)
    return found


@cache
def beyond() -> dict[str, Body]:
    """Return bodies of Taiwan, Hong Kong and Macau by folded name; the standard name is theirs as written."""
    found: dict[str, Body] = {}
    for function, family in families().items():
        for entry in family.get("beyond", ()):  # type: ignore[attr-defined]
            standard, *others = [entry] if isinstance(entry, str) else entry
            for name in (standard, *others):
                _add(found, fold(name), Body(function=function, standard=standard, overseas=True))
    return found


def _add(table: dict[str, Body], name: str, body: Body) -> None:
    held = table.get(name)
    if held is not None and held != body:
        raise ValueError(f"agency_functions.toml: {name} is in {held.function} and {body.function}; keep one")
    table[name] = body


@lru_cache(maxsize=4096)  # the bodies of one place come again and again
def tidy(name: str) -> str:
    """Fold a printed name and drop white space and what is no part of it (等单位, 牵头, (配合), 党组)."""
    text = squeeze(fold(name)).strip("、，,；;。.：:/|·-—“”‘’\"'")
    text = re.sub(r"^(?:\d{1,2}[.、)）]|[(（]\d{1,2}[)）]|[①-⑳]|由)", "", text)
    while True:
        shorter = _TRAILING.sub("", text)
        whole = text in words("self") or text in words("parts") or text in mainland()
        place = shorter.endswith(tuple("市县区省州旗盟")) and text.endswith(("党委", "党组", "机关"))
        if shorter == text or len(shorter) < 2 or whole or place:
            return re.sub(r"^团([市县区省州])委$", r"\1团委", text)
        text = shorter
