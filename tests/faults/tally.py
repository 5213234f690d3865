"""What one kind of fault came to: how many, how many lost or corrupt, and which seeds failed."""

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Self


@dataclass(frozen=True)
class Tally:
    """Counts that add up. `other` are counts by name that the report tells in words."""

    count: int = 0
    lost: int = 0
    corrupt: int = 0
    other: dict[str, int] = field(default_factory=dict)
    failures: tuple[str, ...] = ()
    """Each with the seed that shows it again."""

    def __add__(self, more: "Tally") -> "Tally":
        names = [*self.other, *(name for name in more.other if name not in self.other)]
        return Tally(
            self.count + more.count,
            self.lost + more.lost,
            self.corrupt + more.corrupt,
            {name: self.other.get(name, 0) + more.other.get(name, 0) for name in names},
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
        other = dict(self.other)
        for name, count in more.items():
            other[name] = other.get(name, 0) + count
        return replace(self, other=other)

    def to_json(self) -> str:
        """Return this in one line, for the process that adds up."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return what `to_json` gave."""
        fields = json.loads(text)
        return cls(**{**fields, "failures": tuple(fields["failures"])})
