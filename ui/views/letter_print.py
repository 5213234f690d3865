"""Printing the letter: the same pages as in the preview, finer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from triage.referral.pages import Page
from ui.views.letter_preview import image

DOTS = 300
"""Dots to the inch: what a ward's printer shows of 8-point type."""


def ask_printer(parent: QWidget, title: str) -> QPrinter | None:
    """Let the user choose a printer; None when they do not want to print after all."""
    printer = new_printer()
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def new_printer() -> QPrinter:
    """Return a printer set to A4, its job named without anything of a patient."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDocName("Vägval")
    return printer


def print_pages(printer: QPrinter, pages: Callable[[float], Sequence[Page]]) -> bool:
    """Print the pages that were chosen; return False where the printer did not take them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    pictures = [image(page) for page in pages(DOTS / 72)]
    first = printer.fromPage() or 1
    last = printer.toPage() or len(pictures)
    room = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    for number, picture in enumerate(pictures[first - 1 : last]):
        if number and not printer.newPage():
            painter.end()
            return False
        size = QSizeF(picture.size())
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(QPointF(0, 0), size), picture)
    return painter.end()
