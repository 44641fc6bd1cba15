"""What a reader sees of a page."""

from bs4 import Comment, Tag

GONE_FROM_VIEW = ("script", "style", "noscript", "header", "footer", "nav", "form", "select")


def visible_text(element: Tag) -> str:
    """The words of an element, without scripts and page furniture, white space removed."""
    pieces = (str(text) for text in element.find_all(string=True) if shown(text))
    return "".join("".join(pieces).split())


def shown(text: object) -> bool:
    """Is this text node something a reader sees?"""
    parents = getattr(text, "parents", ())
    return not isinstance(text, Comment) and not any(parent.name in GONE_FROM_VIEW for parent in parents)
