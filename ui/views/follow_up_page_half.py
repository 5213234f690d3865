"""Says that a form was half filled in some time ago, and empties it for whoever begins anew."""

from datetime import datetime

from PySide6.QtCore import Signal

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.typed_moment import moment_words
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, link_button, set_text


class HalfLine(Measured):
    """Hidden for a form in which nothing stood when the case was opened."""

    emptied = Signal()

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self.text = label("small", tone="gap", wrap=False)
        self.anew = link_button(_("Töm och börja om"))
        self.anew.clicked.connect(self.emptied)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.addWidget(self.text)
        self._flow.addWidget(self.anew)
        self.hide()
        self.ready()

    def show_found(self, at: datetime | None, now: datetime) -> None:
        """Say when it was typed; None where nothing was found."""
        self.setVisible(at is not None)
        if at is not None:
            said = self._("Halvskrivet {when}, inte noterat än.")
            set_text(self.text, "△ " + said.format(when=moment_words(at, now, self._)))
            self.anew.setAccessibleDescription(self.text.text())

    def measure(self) -> None:
        self._flow.setSpacing(em(0.6))
