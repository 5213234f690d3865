"""Opening a store after a fault, as the program does, and looking at all of it."""

from pathlib import Path

from tests.faults.ledger import Ledger, missing
from tests.faults.tally import Tally
from tests.keys_for_tests import KEY
from tests.services.workstation import Clock
from triage.services import StoreError, Workplace


def opened(folder: Path) -> Workplace:
    """Return the workplace of a folder, its clock as in every test."""
    return Workplace.open(folder, KEY, Clock())


def work_hard(workplace: Workplace) -> None:
    """Let the log be moved into the store often: its seldom moments come in every run."""
    with workplace.store._reading() as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 20")


def examined(tally: Tally, seed: object, folder: Path, ledger: Ledger) -> Tally:
    """Return the tally with one fault more: the store opens, verifies and holds the ledger."""
    try:
        workplace = opened(folder)
    except StoreError as error:
        return (tally + Tally(1)).failed(seed, f"does not open: {error.code}", corrupt=True)
    try:
        workplace.store.verify()
        lost = missing(ledger, workplace)
    except StoreError as error:
        return (tally + Tally(1)).failed(seed, f"opens, and is {error.code}", corrupt=True)
    finally:
        workplace.close()
    if lost:
        return (tally + Tally(1)).failed(seed, "; ".join(lost), lost=True)
    return tally + Tally(1).counted(acknowledged=ledger.acknowledged)
