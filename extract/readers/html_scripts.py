"""Pages whose body stands where no browser shows it until a script does: JSON, templates, hidden fields."""

import json
import re
from html import escape, unescape
from itertools import islice

_STRING = r'"((?:[^"\\]|\\.)*)"'
_CONTENT = re.compile(
    rf'["\']?(?:content|contentHtml|htmlContent|articleContent|articleBody|body)["\']?\s*:\s*{_STRING}'
)
_LABELS = {
    "title": "ArticleTitle",
    "publisher": "ContentSource",
    "source": "ContentSource",
    "document_number": "docnumber",
    "identifier": "indexnumber",
    "date": "PubDate",
    "publish_time": "PubDate",
}
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script", re.DOTALL | re.IGNORECASE)
# Markup held by <textarea>, <script type=text/template> and <template>, or by a hidden <input>.
_HELD = re.compile(
    r"<(?:textarea|template|script[^>]*\btext/(?:x-)?(?:template|html|handlebars))\b[^>]*>(.*?)</(?:textarea|template|script)"
    r"|<input\b[^>]*?\bvalue\s*=\s*[\"']([^\"']{100,})[\"']",
    re.DOTALL | re.IGNORECASE,
)
_MOST_SCRIPTS = 100
_SHORTEST = 40


def page_in_script(page: str) -> str | None:
    """A page made of the longest content string in its scripts and hidden fields; or None.

    Other strings beside it (title, number, publisher) become its <meta>s.
    """
    best, whole = "", ""
    for script in islice((found[1] for found in _SCRIPT.finditer(page)), _MOST_SCRIPTS):
        for match in _CONTENT.finditer(script):
            content = _unquoted(match[1])
            if len(content) > len(best):
                best, whole = content, script
    for match in _HELD.finditer(page):
        content = unescape(match[1] or match[2] or "")
        if len(content) > len(best) and "<" in content:
            best, whole = content, ""
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
