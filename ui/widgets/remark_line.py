"""What is known of an answer's past, and a chip that answers the same again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from ui.actions import keys_of
from ui.theme import em
from ui.widgets.measured import Measured, label, link_button, set_look, set_text


class RemarkLine(Measured):
    """`= Samma  sist: 3 (svår) · 19 nov`. The chip takes no focus: its key works in the row."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        """The remark as it is read out."""
        self._text = label("small")
        self.chip = link_button()
        self.chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.chip.setToolTip(", ".join(keys_of("same_as_last")))
        self.chip.clicked.connect(self.asked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._text, 1)
        self.ready()

    @property
    def offers(self) -> bool:
        """Whether there is something to answer again."""
        return not self.chip.isHidden()

    def show_remark(self, text: str, offer: str, *, doubtful: bool) -> None:
        """Show a remark and what the chip says; nothing at all where the remark is empty."""
        set_look(self._text, "tone", "unknown" if doubtful else "muted")
        set_text(self._text, f"△ {text}" if doubtful else text)
        self.chip.setText(f"=  {offer}")
        self.chip.setAccessibleName(f"{offer}: {text}")
        self.chip.setVisible(bool(offer))
        self.said = f"{text} {offer}: =" if offer else text
        self.setVisible(bool(text))

    def measure(self) -> None:
        self._row.setSpacing(em(0.3))
