"""JSON in exactly one form, and decisions in that form.

A revision's id is the hash of these bytes, on every platform and in every later version: keys
sorted by code point, no blanks, UTF-8, no escapes beyond those that JSON demands. Text is kept
as it was typed, without Unicode normalisation.
"""

import json
import math
from collections.abc import Mapping
from typing import Final

from triage.core.people import Author, Patient
from triage.store.errors import StoreError
from triage.store.records import Answer, Decision, Task

# Of the bytes of a decision. 2 has `tasks` and `based_on`, 3 has `rated`; each is written only
# where it is needed: what an earlier program would have written keeps its bytes, and so its id.
FORMAT: Final = 3
# The range in which every JSON reader agrees on whole numbers (RFC 8259, section 6).
_WHOLE_NUMBERS: Final = 2**53 - 1
_DEPTH: Final = 32


def canonical(value: object) -> bytes:
    """Return the canonical JSON of plain values; tuples count as lists.

    :raises StoreError: value_not_storable (a kind that JSON lacks, NaN, a key that is no text,
        more than 32 levels), text_not_storable (half a surrogate pair)
    """
    text = json.dumps(
        _plain(value, _DEPTH), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise StoreError("text_not_storable") from None


def _plain(value: object, depth: int) -> object:
    """Copy into JSON's own kinds, so that nothing is coerced on the way."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int) and abs(value) <= _WHOLE_NUMBERS:
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return value
    if depth > 0:
        if isinstance(value, list | tuple):
            return [_plain(item, depth - 1) for item in value]
        if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
            return {key: _plain(item, depth - 1) for key, item in value.items()}
    raise StoreError("value_not_storable")


def read_setting(text: str, default: object) -> object:
    """Return a setting from its JSON; the default for what `canonical` would not have written.

    Whoever edits the file by hand changes how the program looks, and not whether it starts.
    """
    try:
        value = json.loads(text)
        canonical(value)
    except (ValueError, RecursionError, StoreError):
        return default
    return value


def answer_json(value: Answer) -> str:
    """Return one answer as JSON: yes or no, a whole number, a text or a list of texts.

    :raises StoreError: value_not_storable, text_not_storable
    """
    if isinstance(value, list):
        if not all(isinstance(item, str) for item in value):
            raise StoreError("value_not_storable")
    elif not isinstance(value, bool | int | str):
        raise StoreError("value_not_storable")
    return canonical(value).decode("utf-8")


def decision_bytes(decision: Decision) -> bytes:
    """Return the bytes that are hashed, kept and later shipped."""
    for value in decision.facts.values():
        answer_json(value)  # refuses what a draft could not hold
    more: dict[str, object] = {}
    if decision.tasks:
        more["tasks"] = {name: task._asdict() for name, task in decision.tasks.items()}
    if decision.based_on is not None:
        more["based_on"] = decision.based_on
    made_for = 2 if more else 1
    if decision.rated:
        more["rated"] = decision.rated
        made_for = FORMAT
    return canonical(
        {
            "format": made_for,
            "case_id": decision.case_id,
            "parents": sorted(decision.parents),
            "patient": vars(decision.patient),
            "facts": decision.facts,
            "notes": decision.notes,
            "pack": decision.pack,
            "recommendation": decision.recommendation,
            "choice": decision.choice,
            "override": decision.override,
            "author": vars(decision.author),
            "signed_at": decision.signed_at,
            "app_version": decision.app_version,
            **more,
        }
    )


def revision_id(payload: bytes) -> str:
    """Return the SHA-256 of the bytes, in hex."""
    from hashlib import sha256  # noqa: PLC0415 - the door stands before anything is hashed

    return sha256(payload).hexdigest()


def read_decision(payload: bytes, expected_id: str) -> Decision:
    """Return the decision in the bytes, if they are still those that were signed.

    :raises StoreError: revision_damaged; newer_version for a format of a later program
    """
    if revision_id(payload) != expected_id:
        raise StoreError("revision_damaged")
    try:
        fields = json.loads(payload)
        if fields.pop("format") > FORMAT:
            raise StoreError("newer_version")
        fields["parents"] = tuple(fields["parents"])
        fields["patient"] = Patient(**fields["patient"])
        fields["author"] = Author(**fields["author"])
        fields["tasks"] = {name: Task(**task) for name, task in fields.get("tasks", {}).items()}
        return Decision(**fields)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # The hash holds, so these bytes were put there by something else than this program.
        raise StoreError("revision_damaged") from None
