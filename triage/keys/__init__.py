"""Keys of a store: the one that opens it, and the envelope that people open to get at it."""

from triage.keys.data_key import DataKey
from triage.keys.errors import KeysError

__all__ = ["DataKey", "KeysError"]
