"""The key of every store that a test makes, and a bare connection under it."""

import sqlite3
from pathlib import Path

from triage.keys import DataKey
from triage.store import cipher

KEY = DataKey(bytes(range(1, 33)))


def bare(path: Path, key: DataKey | None = KEY) -> sqlite3.Connection:
    """Open a store as somebody would who has the key and none of the program's care."""
    connection = cipher.connect(str(path), key)
    connection.isolation_level = "DEFERRED"  # begins transactions by itself, as `with` expects
    return connection
