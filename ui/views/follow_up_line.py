"""A line on a decision's other pages: where its referral stands, and the way to its follow-up."""

from PySide6.QtCore import Signal

from triage.services import StoreError
from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, link_button, set_look, set_text


class FollowUpLine(Measured):
    """Says the step, what is due and the next reassessment; hidden for a draft."""

    asked = Signal()

    def __init__(self, desk: Desk, keys: str) -> None:
        super().__init__()
        self._desk, self._keys = desk, keys
        self.text = label("small", wrap=False)
        self.ahead = label("small", wrap=False)
        self.button = link_button()
        self.button.clicked.connect(self.asked)
        self._row = FlowLayout(self)
        self._row.addWidget(self.text)
        self._row.addWidget(self.ahead)
        self._row.addWidget(self.button)
        self.hide()
        self.ready()

    def show_case(self, case_id: str) -> None:
        """Show where a decided case stands; "" for a case without a decision in force."""
        from ui.viewmodels.follow_up_line import line_of  # noqa: PLC0415 - not for a draft

        try:
            line = line_of(self._desk, case_id) if case_id else None
        except StoreError:
            line = None  # the page itself says why a case cannot be read
        self.setVisible(line is not None)
        if line is None:
            return
        set_look(self.text, "tone", line.tone)
        set_text(self.text, f"{line.symbol} {line.told}")
        set_text(self.ahead, line.ahead)
        self.button.setText(f"{line.action}  {self._keys}")
        self.button.setAccessibleName(line.action)
        self.button.setAccessibleDescription(
            " ".join(filter(None, (line.told, line.ahead, self._keys)))
        )

    def measure(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(em(0.7))
