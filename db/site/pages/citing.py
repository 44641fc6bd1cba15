"""Text to cite a notice or a finding by, and the address where it was published."""

from db.site.asked.answers import Ask

__all__ = ["citation", "web_address"]

CITED = 120  # signs of a finding that its citation quotes


def web_address(url: object) -> str | None:
    """An address fit for a link: http or https and nothing else."""
    text = str(url or "")
    return text if text.lower().startswith(("http://", "https://")) else None


def citation(
    notice: dict[str, object], ask: Ask, version: str, *, finding: dict[str, object] | None = None
) -> str:
    """Who said it, where, when, and which finding of it; the evidence and its hash; the dataset, its version, its address."""
    words = ask.words
    said_on = notice["published_on"] or notice["signed_on"]
    named = [_line(name) for name in (notice["city"], notice["issuer"]) if name]
    quoted = ""
    if finding:
        quoted = words(
            "finding.citation_finding", number=finding["position"], finding=_short(_line(finding["title"]))
        )
    path = f"finding/{finding['id']}" if finding else f"notice/{notice['id']}"
    return words(
        "finding.citation_text",
        who=(", " if ask.language == "en" else "，").join(named) or words("notice.no_issuer"),
        title=words("finding.citation_title", title=_line(notice["title"])) if notice["title"] else "",
        date=said_on or words("notice.no_date"),
        finding=quoted,
        address=f"{ask.site.address}/{path}",
        source=web_address(notice["url"]) or notice["place"],
        hash=notice["sha256"],
        version=version,
    )


def _line(text: object) -> str:
    """Words that were printed over several lines, in one."""
    return "".join(line.strip() for line in str(text).splitlines())


def _short(words: str) -> str:
    """Words to quote within a sentence."""
    return f"{words[:CITED]}…" if len(words) > CITED else words.rstrip("。.;；")
