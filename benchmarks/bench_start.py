"""Start to a usable worklist against a bare PySide6 window: time and peak memory.

Both are processes of their own, run in turn, so that disk cache and machine load are alike. They
load nothing of this measurement that a start does not load itself. The program starts with its
key at hand; beside it stands the start to the page where a passphrase is typed.
The time is from before the process to the first painted, idle event loop; the store holds a
thousand cases and is not new. Goal: at most 1.4 times the bare window, in memory 1.5 times.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RUNS = 15
BARE = "bare"
APP = "app"
DOOR = "door"


def bare_window() -> None:
    """Show an empty QMainWindow and leave when it is on the screen."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - measured
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415 - measured

    app = QApplication(["bare"])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    QTimer.singleShot(0, window, _report)
    app.exec()


def worklist() -> None:
    """Open the program and leave when the worklist can be used."""
    from ui import app  # noqa: PLC0415 - measured

    # In place of the program's own first idle moment, before it warms up: what comes after
    # the list is not the start.
    app._collect_again = _report
    from tests.keys_for_tests import KEY  # noqa: PLC0415 - not in what a bare window is
    from triage.services import Workplace  # noqa: PLC0415 - loaded anyway

    app.run(opened=lambda folder: Workplace.open(folder, KEY))


def door() -> None:
    """Open the program and leave when somebody can unlock it."""
    from ui import app  # noqa: PLC0415 - measured

    app._collect_again = _report
    app.run()


def _report() -> None:
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415 - loaded by now

    # The window and not its closed menu, which is a top-level widget as well.
    (window,) = filter(QWidget.isVisible, QApplication.topLevelWidgets())
    window.grab()  # laid out and painted, and nothing else
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(time.monotonic_ns(), peak, flush=True)
    os._exit(0)


def _measured(which: str, folder: Path) -> tuple[float, float]:
    """Return seconds and megabytes of one start."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "VAGVAL_DATA": str(folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a second start finds compiled modules
    import subprocess  # noqa: PLC0415 - not in what is measured

    before = time.monotonic_ns()
    done = subprocess.run(  # noqa: S603 - this file, by this Python
        [sys.executable, "-m", "benchmarks.bench_start", which],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    after, peak = done.stdout.split()
    return (int(after) - before) / 1e9, int(peak) / 1024


def _filled(folder: Path) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415 - not in what is measured

    from tests.keys_for_tests import KEY  # noqa: PLC0415 - as above
    from triage.services import Patient, Workplace  # noqa: PLC0415 - as above
    from triage.services.example import ensure_example  # noqa: PLC0415 - as above

    workplace = Workplace.open(folder, KEY)
    ensure_example(workplace)
    workplace.store.set_setting("purpose_read", True)  # as on every start but the first
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    for number in range(1000):
        patient = Patient("alias", None, "", f"Alias {number}")
        workplace.store.create_case(patient, "vastra", at)
    workplace.close()


def _set_up(folder: Path) -> None:
    from triage.services.vault import Vault  # noqa: PLC0415 - not in what is measured
    from triage.services.vault_records import NewPerson  # noqa: PLC0415 - as above

    person = NewPerson("Anna Ek", "sjuksköterska", "ASIH Nord")
    made = Vault(folder).set_up(person, "rolig bil gul moln", on_this_computer=False)
    made.workplace.close()


def main() -> None:
    """Print medians and ratios."""
    import tempfile  # noqa: PLC0415 - not in what is measured
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - as above
    from multiprocessing import get_context  # noqa: PLC0415 - as above
    from pathlib import Path  # noqa: PLC0415 - as above
    from statistics import median  # noqa: PLC0415 - as above

    results: dict[str, list[tuple[float, float]]] = {BARE: [], APP: [], DOOR: []}
    with tempfile.TemporaryDirectory() as name:
        folders = {which: Path(name) / which for which in results}
        # In a process that is gone: the peak of one that starts others counts as theirs.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as aside:
            aside.submit(_filled, folders[APP]).result()
            aside.submit(_set_up, folders[DOOR]).result()
        for which, folder in folders.items():
            _measured(which, folder)  # fills the disk cache
        for _ in range(RUNS):
            for which, found in results.items():
                found.append(_measured(which, folders[which]))
    medians = {
        which: tuple(median(column) for column in zip(*found, strict=True))
        for which, found in results.items()
    }
    for which, (seconds, megabytes) in medians.items():
        print(f"{which:5} {seconds * 1000:6.0f} ms  {megabytes:6.1f} MB")
    bare, program = medians[BARE], medians[APP]
    pairs = zip(results[APP], results[BARE], strict=True)
    ratio = median(ours[0] / plain[0] for ours, plain in pairs)
    print(f"ratio {ratio:6.2f}     {program[1] / bare[1]:6.2f}     (goals 1.40 and 1.50)")


if __name__ == "__main__":
    if sys.argv[1:] == [BARE]:
        bare_window()
    elif sys.argv[1:] == [APP]:
        worklist()
    elif sys.argv[1:] == [DOOR]:
        door()
    else:
        main()
