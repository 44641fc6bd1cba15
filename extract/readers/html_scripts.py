"""Pages whose body stands in a script as a JSON string (Guangdong's gkmlpt and others like it)."""

import json
import re
from collections.abc import Sequence
from html import escape

_STRING = r'"((?:[^"\\]|\\.)*)"'
_CONTENT = re.compile(rf'["\']?(?:content|contentHtml|htmlContent|articleContent|body)["\']?\s*:\s*{_STRING}')
_LABELS = {
    "title": "ArticleTitle",
    "publisher": "ContentSource",
    "source": "ContentSource",
    "document_number": "docnumber",
    "identifier": "indexnumber",
    "date": "PubDate",
    "publish_time": "PubDate",
}
_SHORTEST = 40


def page_in_script(scripts: Sequence[str]) -> str | None:
    """A page made of the longest content string in the scripts, its other fields as <meta>; or None."""
    best, whole = "", ""
    for script in scripts:
        for match in _CONTENT.finditer(script):
            content = _unquoted(match[1])
            if len(content) > len(best):
                best, whole = content, script
    if len(best) < _SHORTEST:
        return None
    metas = []
    for key, name in _LABELS.items():
        found = re.search(rf'["\']?\b{key}["\']?\s*:\s*{_STRING}', whole)
        if found and _unquoted(found[1]).strip():
            metas.append(f'<meta name="{name}" content="{escape(_unquoted(found[1]), quote=True)}">')
    return f"<html><head>{''.join(metas)}</head><body><div id='zoom'>{best}</div></body></html>"


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return ""
