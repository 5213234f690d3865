"""The recovery code on paper: printed, or saved as a PDF or a text file."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QWidget

from triage.texts import Translate
from ui.viewmodels.door_code import code_page, code_text
from ui.viewmodels.letter_saving import NotSavedError
from ui.viewmodels.letter_saving import save as save_file

__all__ = ["NotSavedError", "print_code", "save"]
_MARGIN = 20.0
"""Millimetres."""
Paper = tuple[str, str, str, str]
"""Code, unit, day, language."""


def save(name: str, paper: Paper, _: Translate) -> None:
    """Write the paper, as text where the name ends so, else as PDF.

    Raises:
        NotSavedError: with a sentence that says what to do.
    """
    target = Path(name)
    data = code_text(*paper) if target.suffix.lower() == ".txt" else pdf(paper)
    save_file(target, data, _, again=_("Välj en annan plats och försök igen."))


def pdf(paper: Paper) -> bytes:
    """Return the paper as PDF."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("Vägval")
    _draw(writer, paper)
    buffer.close()
    return bytes(held.data())


def print_code(parent: QWidget, title: str, paper: Paper) -> bool:
    """Let the user choose a printer, and print; False where they did not want to after all."""
    from ui.views.letter_print import ask_printer  # noqa: PLC0415 - loads Qt's printing

    printer = ask_printer(parent, title)
    if printer is None:
        return False
    printer.setFullPage(False)
    _draw(printer, paper)
    return True


def _draw(device: QPagedPaintDevice, paper: Paper) -> None:
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    # Black on white whatever the theme, at the size of a letter.
    document.setDefaultStyleSheet("* { color: black; }")
    document.setHtml(f"<body style='font-size:11pt;color:black'>{code_page(*paper)}</body>")
    # With a page of its own it is drawn between the device's margins; else Qt adds margins of its
    # own and a number.
    document.documentLayout().setPaintDevice(device)
    document.setPageSize(QSizeF(device.width(), device.height()))
    document.print_(device)
