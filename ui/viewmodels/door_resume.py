"""Where somebody was when the window locked, kept in the store for when they come back.

Nothing of it stays in memory while the window is locked: it names a patient.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final

from triage.services import Workplace

KEY: Final = "resume"
_LONGEST: Final = 2_000
"""Characters of one part; a longer one was not written here."""


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """A new assessment that was not begun yet."""

    number: str = ""
    name: str = ""
    alias: str = ""
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Resume:
    """The page in front, what it shows, where on it one stands, and what has the keyboard."""

    page: str
    case: str = ""
    mark: tuple[str, ...] = ()
    focus: tuple[int, str] = (-1, "")
    """Place in reading order and name of what had the keyboard; -1 for nothing."""
    query: str = ""
    typed: HalfTyped | None = None
    caret: int = -1
    """Where in its text what had the keyboard was written on; -1 where there was no text."""


def keep_resume(workplace: Workplace, resume: Resume) -> None:
    """Keep it as the signed-in person's own. Raises StoreError."""
    workplace.set_own_setting(KEY, asdict(resume))


def take_resume(workplace: Workplace) -> Resume | None:
    """Return where the signed-in person was, and forget it; None where they were nowhere."""
    kept = workplace.own_setting(KEY)
    if kept is None:
        return None
    workplace.set_own_setting(KEY, None)
    return _read(kept) if isinstance(kept, Mapping) else None


def _read(kept: Mapping[str, object]) -> Resume | None:
    page, case, query = (_text(kept.get(key)) for key in ("page", "case", "query"))
    mark, focus, typed = (kept.get(key) for key in ("mark", "focus", "typed"))
    if not page:
        return None
    marked = tuple(_text(one) for one in mark) if isinstance(mark, list) else ()
    place = (-1, "")
    if isinstance(focus, list) and len(focus) == 2 and type(focus[0]) is int:
        place = (focus[0], _text(focus[1]))
    caret = kept.get("caret")
    at = caret if type(caret) is int else -1
    return Resume(page, case, marked, place, query, _half(typed), at)


def _half(kept: object) -> HalfTyped | None:
    if not isinstance(kept, Mapping):
        return None
    texts = {one.name: _text(kept.get(one.name)) for one in fields(HalfTyped)[:3]}
    return HalfTyped(**texts, protected=kept.get("protected") is True)


def _text(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= _LONGEST else ""
