"""A decision as it was signed, and every revision of it with what it changed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from triage.right_to_left import from_left
from triage.texts import Translate
from ui.actions import keys_of
from ui.theme import em
from ui.viewmodels.review_decided import Signing
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, set_text


class Decided(Measured):
    """What was decided, by label and value; a button opens a correction."""

    correct_asked = Signal()
    reassess_asked = Signal()

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._labels: list[tuple[str, str]] = []
        self.correct = QPushButton(_("Rätta beslutet"))
        self.correct.setAccessibleDescription(_("Beslutet gäller tills rättelsen är signerad."))
        self.correct.clicked.connect(self.correct_asked)
        keys = ", ".join(keys_of("reassess_case"))
        name = _("Ombedöm")
        self.reassess = QPushButton(f"{name}  {keys}")
        self.reassess.setAccessibleName(name)
        self.reassess.setAccessibleDescription(
            _("Nytt utkast från beslutet. Larmtecken, symtom och förlopp frågas på nytt.")
        )
        self.reassess.clicked.connect(self.reassess_asked)
        buttons = QWidget()
        self._buttons = FlowLayout(buttons)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.addWidget(self.reassess)
        self._buttons.addWidget(self.correct)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._grid)
        self._column.addWidget(buttons)
        self.ready()

    def show_values(self, values: Sequence[tuple[str, str]]) -> None:
        """Show labels with their values."""
        self._labels = list(values)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, (name, value) in enumerate(values):
            caption, text = label("muted"), label()
            caption.setText(name)
            text.setText(from_left(value))
            text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            text.setAccessibleName(f"{name}: {value}")
            caption.setFixedWidth(em(13))
            self._grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, at, 1)

    def values(self) -> dict[str, str]:
        """Return what is shown, by label."""
        return dict(self._labels)

    def measure(self) -> None:
        self._column.setSpacing(em(0.7))
        self._buttons.setSpacing(em(0.6))
        self._grid.setHorizontalSpacing(em(0.8))
        self._grid.setVerticalSpacing(em(0.25))


class Revisions(Measured):
    """The signed revisions, one below the other, each with what it changed."""

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self.setAccessibleName(_("Signerade versioner"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown: list[Signing] = []
        self.ready()

    def show_signings(self, signings: Sequence[Signing]) -> None:
        """Show the revisions in the order in which they were signed."""
        self._shown = list(signings)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for signing in signings:
            line, changes = label(), label("small")
            line.setText(signing.line)
            set_text(changes, "\n".join(signing.changes))
            changes.setIndent(em(1))
            self._column.addWidget(line)
            self._column.addWidget(changes)

    def texts(self) -> list[str]:
        """Return what is shown, line by line."""
        return [text for one in self._shown for text in (one.line, *one.changes)]

    def measure(self) -> None:
        self._column.setSpacing(em(0.2))
