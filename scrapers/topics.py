"""Which listed titles are about audits and how findings were put right. The words are data/topics.toml."""

from dataclasses import dataclass
from functools import cache

from scrapers.vocabulary import vocabulary

CUT_SHORT = ("…", "...", "..", "．．．")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """Words that keep a title, and words that drop one that would be kept."""

    keep: tuple[str, ...]
    drop: tuple[str, ...]
    offices: tuple[str, ...] = ()

    def wanted(self, title: str) -> bool | None:
        """Is this title on topic? None where the listing cut it short before any word was met."""
        squeezed = "".join(title.split())
        if any(word in squeezed for word in self.drop):
            return False
        if any(word in squeezed for word in self.keep):
            return True
        return None if squeezed.endswith(CUT_SHORT) else False

    def told(self, words: str) -> bool:
        """Are words on topic by more than the name of an office?"""
        squeezed = "".join(words.split())
        for office in self.offices:
            squeezed = squeezed.replace(office, "")
        return self.wanted(squeezed) is True


@cache
def topics() -> Topics:
    """The words of `data/topics.toml`."""
    words = vocabulary("topics")
    return Topics(keep=tuple(words["keep"]), drop=tuple(words["drop"]), offices=tuple(words["offices"]))
