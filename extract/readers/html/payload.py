"""The data that scripts of a page carry: the text they will show, and what they say of it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any
from urllib.parse import unquote

from extract.vocabulary import vocabulary

_STARTS = re.compile(r"(?:=|\(|:|,|return)\s*(?=[{\[])")  # where a value may begin
_PARSED = re.compile(
    r"(?:JSON\.parse|decodeURIComponent)\(\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
    r"|[=(]\s*(\"%(?:7[Bb]|5[Bb])[^\"]*\"|'%(?:7[Bb]|5[Bb])[^']*')"
)
_STRING = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`"
_PAIR = re.compile(rf"[\"']?\b([A-Za-z_]\w*)[\"']?\s*[:=]\s*({_STRING})", re.DOTALL)
_ELEMENT = re.compile(r"<(?:p|br|div|span|section|table|h\d|font)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>|&\w+;|\s")
_WIDE = re.compile("[\u3400-\u9fff]")
_CHINA = timedelta(hours=8)
_MOST_VALUES = 60  # tried in one script
_MOST_NODES = 200_000
_LONGEST_FACT = 300
_NEAR = 4_000  # characters around the text in which a script's other strings speak of it
_SHORTEST = 40
_PACKED = 100  # characters: a shorter string holds no value of its own
_DAY = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_GENERIC = (re.compile("date|time|datetime"),)  # of what, is not said


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """A text (markup or plain) and what is said of it: (name of a meta, value) and (address, name) of files."""

    content: str
    named: bool = False  # its key says that it is content
    metas: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()

    @property
    def weight(self) -> float:
        """How much text: Chinese characters, and three letters as one."""
        text = _TAG.sub("", self.content)
        wide = len(_WIDE.findall(text))
        return (wide + (len(text) - wide) / 3) * (2.0 if self.named else 1.0)


@cache
def _vocabulary() -> Mapping[str, Mapping[str, tuple[re.Pattern[str], ...]]]:
    data = vocabulary("html_payload")
    return {
        section: {name: tuple(re.compile(p) for p in patterns) for name, patterns in names.items()}
        for section, names in data.items()
    }


def payloads_in(script: str) -> Iterator[Payload]:
    """The texts that one script carries."""
    if not _WIDE.search(script) and "\\u" not in script and "%" not in script and len(script) < 200:
        return
    found = [payload for value in _values(script) for payload in _of_value(value)]
    yield from found if found else _of_literals(script)


def _values(script: str) -> Iterator[Any]:
    """JSON values in a script: the whole of it, what is assigned or passed, what is parsed from strings."""
    text = script.strip()
    if text[:1] in "{[":
        try:
            yield _revived(json.loads(text, strict=False))
            return
        except (ValueError, RecursionError):
            pass
    for match in islice(_PARSED.finditer(script), _MOST_VALUES):
        inner = unquote(_unquoted(match[1] or match[2]))
        try:
            yield json.loads(inner, strict=False)
        except (ValueError, RecursionError):
            continue
    decoder = json.JSONDecoder(strict=False)
    at = tried = 0
    while tried < _MOST_VALUES and (start := _STARTS.search(script, at)):
        tried += 1
        try:
            value, at = decoder.raw_decode(script, start.end())
        except (ValueError, RecursionError):
            at = start.end() + 1
            continue
        yield _revived(value)


def _revived(value: Any) -> Any:
    """A value in which objects name their parts by their place in one list (devalue), put together."""
    if not (isinstance(value, list) and any(isinstance(v, str) and len(v) > _SHORTEST for v in value)):
        return value
    parts = value

    def part(key: Any) -> Any:
        inside = isinstance(key, int) and not isinstance(key, bool) and 0 <= key < len(parts)
        return parts[key] if inside and isinstance(parts[key], (str, int, float)) else key

    return [{k: part(v) for k, v in p.items()} if isinstance(p, dict) else p for p in parts]


def _of_value(value: Any) -> Iterator[Payload]:
    """The texts in a JSON value, with what the objects around them say."""
    stack: list[tuple[Any, tuple[Mapping[str, Any], ...]]] = [(value, ())]
    unpacked = 0
    seen = 0
    while stack and seen < _MOST_NODES:
        node, around = stack.pop()
        seen += 1
        if isinstance(node, dict):
            for key, inner in node.items():
                if isinstance(inner, str):
                    if _is_content(key, inner):
                        yield _payload(key, inner, (node, *around))
                elif isinstance(inner, (dict, list)):
                    stack.append((inner, (node, *around[:1])))
        elif isinstance(node, list):
            stack.extend((inner, around) for inner in node if isinstance(inner, (dict, list, str)))
        elif len(node) > _PACKED and '{"' in node and unpacked < _MOST_VALUES:  # streamed in pieces
            unpacked += 1
            stack.extend((inner, ()) for inner in _values(node) if isinstance(inner, (dict, list)))


def _of_literals(script: str) -> Iterator[Payload]:
    """The texts in a script that is no JSON: strings after names, and the other strings near them."""
    pairs = [(m.start(), m[1], _unquoted(m[2])) for m in islice(_PAIR.finditer(script), 2_000)]
    for at, key, text in pairs:
        if _is_content(key, text):
            near = {
                k: v for where, k, v in reversed(pairs) if abs(where - at) < _NEAR + len(text) and v != text
            }
            yield _payload(key, text, (near,))


def _is_content(key: str, text: str) -> bool:
    if len(text) < _SHORTEST:
        return False
    return _names(key, _vocabulary()["content"]["names"]) or bool(_ELEMENT.search(text))


def _payload(key: str, text: str, around: Sequence[Mapping[str, Any]]) -> Payload:
    named = _names(key, _vocabulary()["content"]["names"])
    near = [
        *around[:1],
        *(v for outer in around for v in outer.values() if isinstance(v, dict)),
        *around[1:],
    ]
    metas: dict[str, str] = {}
    for values in near:
        for name, patterns in _vocabulary()["metas"].items():
            found = _first(values, patterns, text, days=name == "PubDate")
            if found and name not in metas:
                metas[name] = dated(found) if name == "PubDate" else found
    files = tuple(dict.fromkeys(file for values in around for file in _files(values)))
    return Payload(content=text, named=named, metas=tuple(metas.items()), files=files)


def _names(key: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    plain = re.sub(r"[-_\s]", "", key).lower()
    return any(pattern.fullmatch(plain) for pattern in patterns)


def _first(
    values: Mapping[str, Any], patterns: Sequence[re.Pattern[str]], text: str, *, days: bool = False
) -> str:
    for pattern in patterns:
        for key, value in values.items():
            plain = str(value).strip() if isinstance(value, (str, int)) and value is not True else ""
            if days and not _YEAR.match(dated(plain)):
                continue
            if plain and value is not text and len(plain) < _LONGEST_FACT and _names(key, (pattern,)):
                return " ".join(plain.split())
    return ""


def dated(value: str) -> str:
    """A date as people write it: seconds or milliseconds since 1970 become the day and time in China."""
    if len(value) not in (10, 13) or not (value.isascii() and value.isdigit()):
        return value
    seconds = int(value[:10])
    return (datetime.fromtimestamp(seconds, UTC) + _CHINA).strftime("%Y-%m-%d %H:%M")


def _files(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Files that an object lists: objects with an address and a name."""
    words = _vocabulary()["files"]
    lists = (v for v in values.values() if isinstance(v, list))
    for entry in (entry for found in lists for entry in found[:100] if isinstance(entry, dict)):
        url, name = _first(entry, words["address"], ""), _first(entry, words["name"], "")
        if re.search(r"\.(?:pdf|docx?|xlsx?|wps|et|zip|rar|7z|ofd|pptx?|rtf|csv)\b", f"{url} {name}".lower()):
            yield url, name or url.rpartition("/")[2]


def linked_data(script: str) -> tuple[tuple[str, str], ...]:
    """What JSON-LD of an article says: the metas of its headline and its day."""
    try:
        value = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return ()
    graph = value.get("@graph", value) if isinstance(value, dict) else value
    for node in graph if isinstance(graph, list) else [graph]:
        if isinstance(node, dict) and str(node.get("@type")).endswith(("Article", "Report", "Posting")):
            pairs = (("og:title", node.get("headline")), ("pubdate", node.get("datePublished")))
            return tuple((name, text) for name, text in pairs if isinstance(text, str) and text.strip())
    return ()


def date_in(script: str) -> str:
    """The day of publication that a script names (createTime = '2023-03-14 16:00'), or nothing."""
    patterns = _vocabulary()["metas"]["PubDate"]
    for match in islice(_PAIR.finditer(script), 2_000):
        value = dated(match[2][1:-1])
        if _DAY.match(value) and not _names(match[1], _GENERIC) and _names(match[1], patterns):
            return value
    return ""


def _unquoted(text: str) -> str:
    """The value of a string of a script."""
    quote, inner = text[:1], text[1:-1]
    if quote != '"':
        inner = re.sub(r"\\(['`])", r"\1", inner).replace("\\x3c", "<").replace("\\x3e", ">")
        inner = re.sub(r'(?<!\\)"', r"\"", inner)
    try:
        return str(json.loads(f'"{inner}"', strict=False))
    except ValueError:
        return ""
