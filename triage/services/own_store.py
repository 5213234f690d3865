"""A workplace's store opened once more, in whatever thread this is.

A session belongs to the thread that opened it. The window may be locked meanwhile, which wipes the
workplace's key: whoever works beside it holds a key of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from triage.keys.data_key import DataKey
from triage.services.workstation import STORE_NAME
from triage.store.progress import Stopped
from triage.store.store import Store

if TYPE_CHECKING:
    from triage.services.workstation import Workstation


@contextmanager
def own_key(workplace: Workstation) -> Iterator[DataKey]:
    """Hold a copy of the key.

    :raises Stopped: if the workplace is locked by now
    """
    try:
        key = workplace.key.copy()
    except ValueError:
        raise Stopped from None
    try:
        yield key
    finally:
        key.wipe()


@contextmanager
def own_store(workplace: Workstation) -> Iterator[Store]:
    """Hold a session that logs as whoever is signed in.

    :raises Stopped: if the workplace is locked by now
    :raises StoreError: as `Store.open`
    """
    path = workplace.folder / STORE_NAME
    with (
        own_key(workplace) as key,
        Store.open(path, key, create=False, whole=False) as store,
    ):
        store.actor, store.time = workplace.store.actor, workplace.store.time
        yield store
