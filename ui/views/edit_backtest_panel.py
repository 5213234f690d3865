"""What the draft would mean for the cases that are stored here, asked for by a button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout

from ui.theme import em
from ui.viewmodels.edit_backtest import BacktestViewModel
from ui.viewmodels.edit_pack import EditPack
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.pack_meaning import Meanings


class BacktestPanel(Measured):
    """A button, progress with a way to stop, and the outcome; old once the draft changes."""

    def __init__(self, model: EditPack) -> None:
        super().__init__()
        _ = self._ = model.desk.translate
        self.model = BacktestViewModel(model, self)
        self.run = QPushButton(_("Pröva på lagrade ärenden"))
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("Prövade ärenden"))
        self.stop = QPushButton(_("Avbryt"))
        self._said = label("muted")
        self.outcome = Meanings(_("Visa ärendena"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._said)
        self._column.addWidget(self.outcome)
        self._column.addWidget(self.progress)
        for button in (self.run, self.stop):
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.run.clicked.connect(self.model.start)
        self.stop.clicked.connect(self.model.stop)
        self.model.changed.connect(self._follow)
        self._follow()
        self.ready()

    def _follow(self) -> None:
        model = self.model
        self.run.setEnabled(model.possible)
        self.run.setVisible(not model.running)
        self.stop.setVisible(model.running)
        self.progress.setVisible(model.running)
        done, of_all = model.progress
        self.progress.setRange(0, of_all)
        self.progress.setValue(done)
        set_text(self._said, model.said)
        self.outcome.show_meanings(model.outcome)

    def measure(self) -> None:
        self._column.setSpacing(em(0.3))
