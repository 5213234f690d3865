"""What unfolds below a backup, and a store that a restore set aside."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from triage.services.backup_kept import Backup
from triage.texts import Translate
from ui.theme import em
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label


class BackupDetails(Measured):
    """Where a backup lies, and the way to restore it: asked first, in the same place."""

    restore_asked = Signal(object)

    def __init__(self, backup: Backup, _: Translate) -> None:
        super().__init__()
        self.setProperty("surface", "window")
        self._path = backup.path
        place = label("small")
        place.setText(str(backup.path))
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._question = label()
        self._question.setText(
            _(
                "Vägval låses, och du återställer kopian med din lösenfras eller "
                "återställningskoden. Datafilen som används nu skrivs inte över: den läggs undan "
                "i datamappen med dagens datum. Det som gjorts efter kopian finns sedan bara där."
            )
            if backup.good
            else _(
                "Kopian är skadad, eller inte skriven av det här programmet. Den kan inte "
                "återställas; ta en annan."
            )
        )
        self.first = QPushButton(_("Lås och återställ …"))
        self.first.setEnabled(backup.good)
        self.first.clicked.connect(lambda: self.restore_asked.emit(self._path))
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._question)
        self._column.addWidget(place)
        self._column.addWidget(self.first, 0, Qt.AlignmentFlag.AlignLeft)
        self.ready()

    def measure(self) -> None:
        self._column.setContentsMargins(em(2.1), em(0.5), em(1), em(0.8))
        self._column.setSpacing(em(0.4))


class FormerStore(Measured):
    """A store that was set aside: where it is, and its removal, asked twice."""

    removed = Signal(object)

    def __init__(self, folder: Path, _: Translate) -> None:
        super().__init__()
        self._, self.folder, self._asked = _, folder, False
        place = label()
        place.setText(str(folder))
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = label("small")
        self.remove = QPushButton()
        self.keep = QPushButton(_("Behåll"))
        self.remove.clicked.connect(self._press)
        self.keep.clicked.connect(self._take_back)
        self._flow = FlowLayout()
        self._flow.addWidget(self.remove)
        self._flow.addWidget(self.keep)
        self._column = QVBoxLayout(self)
        self._column.addWidget(place)
        self._column.addWidget(self._note)
        self._column.addLayout(self._flow)
        self._show()
        self.ready()

    def _show(self) -> None:
        _ = self._
        self.keep.setVisible(self._asked)
        self.remove.setText(_("Ta bort för gott") if self._asked else _("Ta bort …"))
        self.remove.setAccessibleName(f"{self.remove.text()}, {self.folder.name}")
        self._note.setText(
            _("Det som bara finns i den här filen går då inte att få tillbaka.")
            if self._asked
            else _("Datafilen som den var före en återställning, krypterad.")
        )

    def _press(self) -> None:
        if self._asked:
            self.removed.emit(self.folder)
            return
        self._asked = True
        self._show()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self) -> None:
        self._asked = False
        self._show()
        self.remove.setFocus(Qt.FocusReason.OtherFocusReason)

    def measure(self) -> None:
        self._column.setContentsMargins(0, em(0.2), 0, em(0.4))
        self._column.setSpacing(em(0.25))
        self._flow.setSpacing(em(0.6))
