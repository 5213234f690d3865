"""A patient's text stays on the clipboard for a while, and asks to be left out of its history."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.widgets.private_copy import copy_privately

SOON = 1 / 60_000
"""A millisecond, in minutes."""


def test_a_copied_text_can_be_pasted_and_goes_after_a_while(qtbot: QtBot) -> None:
    clipboard = QApplication.clipboard()

    copy_privately("Ánne Čáhppe\nRad två", SOON)

    assert clipboard.text() == "Ánne Čáhppe\nRad två"
    qtbot.waitUntil(lambda: clipboard.text() == "")


def test_what_was_copied_since_stays(qtbot: QtBot) -> None:
    clipboard = QApplication.clipboard()
    copy_privately("Ánne Čáhppe", SOON)
    clipboard.setText("något annat")
    copy_privately("sist", 2 * SOON)
    clipboard.setText("något annat")

    with qtbot.assertNotEmitted(clipboard.dataChanged, wait=20):
        pass

    assert clipboard.text() == "något annat"


def test_collectors_of_clipboards_are_asked_to_leave_it_out(qtbot: QtBot) -> None:
    copy_privately("Ánne Čáhppe", SOON)

    held = QApplication.clipboard().mimeData()
    assert bytes(held.data("x-kde-passwordManagerHint").data()) == b"secret"
    windows = 'application/x-qt-windows-mime;value="{}"'
    for name in ("CanIncludeInClipboardHistory", "CanUploadToCloudClipboard"):
        assert bytes(held.data(windows.format(name)).data()) == bytes(4)
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "")


def test_copied_anew_it_stays_as_long_anew(qtbot: QtBot) -> None:
    clipboard = QApplication.clipboard()
    copy_privately("Ánne Čáhppe", 5 * SOON)
    copy_privately("Ánne Čáhppe", 5)

    with qtbot.assertNotEmitted(clipboard.dataChanged, wait=30):
        pass

    assert clipboard.text() == "Ánne Čáhppe"


def test_the_end_of_the_program_takes_it_along(qtbot: QtBot, qapp: QApplication) -> None:
    copy_privately("Ánne Čáhppe", 5)

    qapp.aboutToQuit.emit()

    assert qapp.clipboard().text() == ""
