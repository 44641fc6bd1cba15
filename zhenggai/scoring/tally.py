"""Count right, invented and missed cells, and turn the counts into figures."""

from collections import Counter
from dataclasses import dataclass, field

from zhenggai.scoring.compare import is_empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Precision, recall and F1 of one field, and how many cells the gold has. None: nothing to measure."""

    precision: float | None
    recall: float | None
    f1: float | None
    gold: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One wrong cell: where, what, and both readings."""

    file_name: str
    what: str
    gold: object
    got: object


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts by field, and the list of what is wrong."""

    right: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)
    rows_right: int = 0
    rows_total: int = 0

    def cell(self, name: str, gold: object, got: object, agrees: bool) -> bool:
        """Count one cell, and say whether it is right. Two empty cells are right and count nowhere."""
        if is_empty(gold) and is_empty(got):
            return True
        right = agrees and not is_empty(gold) and not is_empty(got)
        if right:
            self.right[name] += 1
            return True
        self.missed[name] += not is_empty(gold)
        self.invented[name] += not is_empty(got)
        return False

    def matches(self, name: str, right: int, gold: int, got: int) -> None:
        """Count records of which `right` of `gold` were found among `got`."""
        self.right[name] += right
        self.missed[name] += gold - right
        self.invented[name] += got - right

    def note(self, file_name: str, what: str, gold: object, got: object) -> None:
        """Remember one wrong cell."""
        self.wrong.append(Wrong(file_name=file_name, what=what, gold=gold, got=got))

    def figures(self, name: str) -> Figures | None:
        """The figures of one field; None where neither gold nor dataset says anything."""
        right, invented, missed = self.right[name], self.invented[name], self.missed[name]
        if not right + invented + missed:
            return None
        return Figures(
            precision=right / (right + invented) if right + invented else None,
            recall=right / (right + missed) if right + missed else None,
            f1=2 * right / (2 * right + invented + missed),
            gold=right + missed,
        )
