"""A program in which everything goes wrong, each time over a patient: run by test_mishaps.

It writes how its process is kept to itself, and nothing more.
"""

import ctypes
import gc
import logging
import resource
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer, qCritical, qDebug, qWarning

from triage.own_process import keep_to_itself
from ui import mishaps

PATIENT = "Ánne Čáhppe 19121212-1212"


class Told(Exception):  # noqa: N818 - its name is looked for
    """An error whose text holds a patient."""


class Unfinished:
    def __del__(self) -> None:
        raise Told(PATIENT)


def in_a_thread() -> None:
    raise Told(PATIENT)


def in_a_slot() -> None:
    patient = PATIENT
    raise Told(patient) from KeyError(patient)


def main(folder: Path) -> None:
    keep_to_itself()
    mishaps.watch(folder)
    app = QCoreApplication(["program"])
    thread = threading.Thread(target=in_a_thread, name=PATIENT)
    thread.start()
    thread.join()
    Unfinished()
    gc.collect()
    for _ in range(3):
        qWarning(f"QFile::open: no file {PATIENT}")
    qCritical(PATIENT)
    qDebug(PATIENT)
    logging.getLogger("some.library").warning("cannot store %s", PATIENT)
    logging.getLogger("some.library").info(PATIENT)
    mishaps.note(folder, f"opened {PATIENT[-13:]} again")
    QTimer.singleShot(0, app, in_a_slot)
    QTimer.singleShot(0, app, app.quit)
    app.exec()
    dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 0
    sys.stdout.write(f"{resource.getrlimit(resource.RLIMIT_CORE)} {dumpable}\n")
    raise Told(PATIENT)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
