"""Keep people's names out of columns: an entry that names a person, or the person beside a body, is left out."""

import re
from functools import cache, lru_cache

from normalize.agencies.names import mainland, tidy, words
from normalize.records import fold, squeeze

_BRACKETED = re.compile(r"^(?P<before>[^()]*)\((?P<inside>[^()]+)\)$")
_NAMES_APART = re.compile(r"[、,;/]|和|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_CHARGE = re.compile("(?:分管|主要|具体|相关|有关|直接)?(?:负责)?$")  # 市财政局分管负责 of 同志
_TELEPHONE = re.compile(r"[,:;]?(?:(?:联系)?电话|手机|tel)?[:]?\+?\d[\d-]{6,38}\d$", re.IGNORECASE)


@cache
def _surname() -> str:
    single = "".join(word for word in words("surnames") if len(word) == 1)
    return f"(?:{'|'.join(words('double_surnames'))}|[{single}])"


@cache
def _name() -> re.Pattern[str]:
    return re.compile(
        f"(?:(?:{'|'.join(words('double_surnames'))})[㐀-鿿]{{1,2}}|{_surname()}[㐀-鿿]{{1,3}})$"
    )


@cache
def _office_holder() -> re.Pattern[str]:
    """Match an office, alone or followed by a name: 局长, 副局长张伟, 责任人：张伟."""
    return re.compile(
        f"(?<![副总代])(?<!第一)(?:副|总|第一|代)*(?:{'|'.join(words('offices'))})(?:[:]?{_surname()}[㐀-鿿]{{1,2}})?$"
    )


@lru_cache(maxsize=4096)  # one name stands below many findings
def is_person(name: str) -> bool:
    """Say whether an entry names a person or an office that a person holds, not a body."""
    text = _TELEPHONE.sub("", squeeze(fold(name)))
    if not text or _office_holder().search(text):
        return True
    if not 2 <= len(text) <= 4 or text in mainland() or text.endswith(words("organisations")):
        return False
    return _name().match(text) is not None and not text.startswith(words("groups"))


def body_span(text: str, offset: int) -> tuple[int, int] | None:
    """Return where the body of one entry stands; None where the entry is a person."""
    folded = fold(text)
    bracketed = _BRACKETED.match(folded)
    if bracketed and all(
        is_person(name) for name in _NAMES_APART.split(bracketed["inside"]) if name
    ):  # 市财政局（张伟）, 张伟（局长）
        return None if is_person(bracketed["before"]) else (offset, offset + bracketed.end("before"))
    if bracketed and is_person(bracketed["before"]):  # 张伟（市财政局）
        return offset + bracketed.start("inside"), offset + bracketed.end("inside")
    if not is_person(text):
        return _without_name(text, folded, offset)
    held = _office_holder().search(_TELEPHONE.sub("", folded))
    end = held.start() if held is not None else 0
    if (charge := _CHARGE.search(folded, 0, end)) is not None:
        end = charge.start()
    if end > 2 and folded[end - 1] in _surname() and folded[: end - 1].endswith(words("organisations")):
        end -= 1  # 市财政局王局长
    return (offset, offset + end) if end > 1 and folded[:end].endswith(words("organisations")) else None


def _without_name(text: str, folded: str, offset: int) -> tuple[int, int]:
    """Return where a body stands beside which a name is printed: 市财政局：张伟, 张伟 市财政局, 预算科张伟."""
    pieces = list(re.finditer(r"[^\s:]+", folded))
    bodies = [piece for piece in pieces if not is_person(piece[0])]
    if bodies and len(bodies) < len(pieces):
        return offset + bodies[0].start(), offset + bodies[-1].end()
    glued = _glued().fullmatch(folded)
    if glued and not folded.endswith(words("organisations")) and _known_part(glued["body"]):
        return offset, offset + glued.end("body")
    return offset, offset + len(text)


@cache
def _glued() -> re.Pattern[str]:
    return re.compile(f"(?P<body>[㐀-鿿]{{1,20}}[局科股处室办委司院])(?:{_surname()})[㐀-鿿]{{1,2}}")


def _known_part(body: str) -> bool:
    return (
        body in words("parts")
        or body.endswith(words("unit_endings"))
        or tidy(body).lstrip("市县区省") in mainland()
    )
