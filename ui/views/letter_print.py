"""Asking for a printer: paper and fineness as a letter needs them, whether it is still there."""

import os
from pathlib import Path
from typing import Final

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

DOTS = 300
"""Dots to the inch: what a ward's printer shows of 8-point type."""

_END: Final = 16
"""Bytes at the end of a PDF that say that it is the end."""


def ask_printer(parent: QWidget, title: str, file_name: str = "") -> QPrinter | None:
    """Let the user choose a printer; None when they do not want to print after all.

    `file_name` is the name of a file with the same pages: the dialogue suggests it to whoever
    prints to a file, and the printer's queue shows it.
    """
    printer = new_printer(file_name)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def new_printer(file_name: str = "") -> QPrinter:
    """Return a printer set to A4, its job named without anything of a patient."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDocName(file_name or "Vägval")
    return printer


def arrived(printer: QPrinter) -> bool:
    """Say whether what was printed into a file is there whole: a full disk tells Qt nothing."""
    if printer.outputFormat() != QPrinter.OutputFormat.PdfFormat:
        return True
    try:
        with Path(printer.outputFileName()).open("rb") as file:
            file.seek(-_END, os.SEEK_END)
            return b"%%EOF" in file.read()
    except OSError:  # it is not there, or shorter than any end
        return False


def is_there(printer: QPrinter) -> bool:
    """Say whether a printer can be reached. Where there is none, Qt gives one that has no file."""
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        return bool(printer.outputFileName())
    return printer.isValid() and not QPrinterInfo.printerInfo(printer.printerName()).isNull()
