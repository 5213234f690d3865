"""What one kind of fault came to: how many, how many lost or corrupt, and which seeds failed."""

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Self


@dataclass(frozen=True)
class Tally:
    """Counts that add up. `other` are counts by name that the report tells in words."""

    count: int = 0
    lost: int = 0
    corrupt: int = 0
    other: Counter[str] = field(default_factory=Counter)
    failures: tuple[str, ...] = ()
    """Each with the seed that shows it again."""

    def __add__(self, more: "Tally") -> "Tally":
        other = Counter(self.other)
        other.update(more.other)
        return Tally(
            self.count + more.count,
            self.lost + more.lost,
            self.corrupt + more.corrupt,
            other,
            self.failures + more.failures,
        )

    def failed(self, seed: object, what: str, *, lost: bool = False, corrupt: bool = False) -> Self:
        """Return this with one failure more."""
        return replace(
            self,
            lost=self.lost + lost,
            corrupt=self.corrupt + corrupt,
            failures=(*self.failures, f"seed {seed}: {what}"),
        )

    def counted(self, **more: int) -> Self:
        """Return this with some more of the other counts."""
        other = Counter(self.other)
        other.update(more)
        return replace(self, other=other)

    def to_json(self) -> str:
        """Return this in one line, for the process that adds up."""
        return json.dumps(vars(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return what `to_json` gave."""
        fields = json.loads(text)
        other, failures = Counter(fields["other"]), tuple(fields["failures"])
        return cls(fields["count"], fields["lost"], fields["corrupt"], other, failures)


def spaced(number: int) -> str:
    """Return a number as the report writes it."""
    return f"{number:,}".replace(",", "\u00a0")
