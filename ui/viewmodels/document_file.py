"""A document made into a file, in another thread: a long one takes seconds as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.services import reading
from triage.texts import Translate
from ui.tasks import Step, Task, begin
from ui.viewmodels.letter_saving import NotSavedError, save

if TYPE_CHECKING:
    from triage.reading.content import PackDocument


class DocumentFile(QObject):
    """Makes one file at a time. Until it is made nothing is written, so that it can be left."""

    changed = Signal()
    """Something was begun, or has ended."""
    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, translate: Translate, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ = translate
        self._task: Task[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether a file is being made."""
        return self._task is not None

    def save(self, document: PackDocument, target: Path) -> None:
        """Save as PDF, or as HTML where the name ends so; whole or not at all."""
        if not target.suffix:
            target = target.with_suffix(".pdf")
        web = target.suffix.lower() in {".html", ".htm"}
        made = reading.as_html if web else reading.as_pdf
        self._make(lambda: made(document), lambda data: self._write(data, target))

    def pdf(self, document: PackDocument, then: Callable[[bytes], None]) -> None:
        """Make the PDF and hand it over."""
        self._make(lambda: reading.as_pdf(document), then)

    def cancel(self) -> None:
        """Let go of what is being made; nothing is written."""
        if self._task is not None:
            self._task.cancel()
            self._end()

    def _make(self, work: Callable[[], bytes], then: Callable[[bytes], None]) -> None:
        if self.running:
            return

        def make(_step: Step) -> bytes:
            return work()

        def done(data: bytes) -> None:
            self._end()
            then(data)

        def failed(error: Exception) -> None:
            self._end()
            raise error  # told where every mishap is told

        self._task = begin(self, make, done, failed)
        self.changed.emit()

    def _end(self) -> None:
        self._task = None
        self.changed.emit()

    def _write(self, data: bytes, target: Path) -> None:
        _ = self._
        try:
            save(target, data, _, again=_("Välj en annan plats och försök igen."))
        except NotSavedError as error:
            self.failed.emit(str(error))
        else:
            self.saved.emit(_("Sparad som {name}.").format(name=target.name))
