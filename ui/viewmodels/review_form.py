"""What stands in the signing form, where it begins, and how it is kept before it is signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from triage.services import Author
from ui.viewmodels.preferences import AUTHOR_FIELDS
from ui.viewmodels.review_opened import Opened

LONGEST_REASON: Final = 2000
LONGEST_AUTHOR: Final = 120
"""Characters that the fields of the form take."""


@dataclass(frozen=True, slots=True)
class SigningForm:
    """The chosen form (None while nothing is), why another one, in whose name."""

    choice: str | None
    reason: str
    text: str
    author: Author

    def as_kept(self, shown: Opened, usual: Author) -> Mapping[str, str]:
        """Return it as the store keeps it; of the author only what differs from who usually signs.

        What was offered is kept too: a choice between other things must be made anew.
        """
        kept = {
            "form": self.choice or "",
            "offered": _offered(shown),
            "reason": self.reason,
            "text": self.text,
        }
        for field in AUTHOR_FIELDS:
            typed = getattr(self.author, field)
            kept[field] = "" if typed == getattr(usual, field) else typed
        return kept


def began(shown: Opened) -> SigningForm:
    """Return where a form begins: at a sole suggestion; a correction at what was decided, and why.

    Of several suggestions none stands out.
    """
    nobody = Author("", "", "")
    if shown.revision is None or not shown.editable:
        free = shown.offered
        return SigningForm(free[0].form if len(free) == 1 else None, "", "", nobody)
    decision = shown.revision.decision
    override = decision.override or {"reason": "", "text": ""}
    choice = str(decision.choice["care_form"])
    return SigningForm(choice, override["reason"], override["text"], nobody)


def kept_form(shown: Opened, kept: Mapping[str, str], usual: Author) -> SigningForm:
    """Return the form as it was kept, else where it begins; signed by `usual` unless told."""
    start = began(shown)
    typed = {field: kept.get(field) or getattr(usual, field) for field in AUTHOR_FIELDS}
    author = Author(**typed)
    if not kept or not shown.editable:
        return SigningForm(start.choice, start.reason, start.text, author)
    still = kept.get("offered", "") == _offered(shown)
    choice = (kept.get("form") or None) if still else start.choice
    return SigningForm(choice, kept.get("reason", ""), kept.get("text", ""), author)


def _offered(shown: Opened) -> str:
    return " ".join(one.form for one in shown.offered)
