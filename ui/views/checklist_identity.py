"""Who the assessment is about: name and number at the top of the first step."""

from PySide6.QtWidgets import QVBoxLayout

from triage.services import Patient
from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.widgets.measured import Measured, label, set_text


class Identity(Measured):
    """One line or two; a protected identity is masked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._ = desk.translate
        self._name = label("strong")
        self._number = label("small")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._name)
        self._column.addWidget(self._number)
        self.ready()

    def show_patient(self, patient: Patient) -> None:
        """Show a patient as far as a screen may."""
        _ = self._
        if patient.protected:
            name, number = _("Skyddade personuppgifter"), _("Namn och nummer visas inte")
        else:
            name = patient.name or patient.alias or _("Utan namn")
            number = (
                _("Alias, ingen identitet angiven") if patient.number is None else _shown(patient)
            )
        set_text(self._name, name)
        set_text(self._number, number)
        self.setAccessibleName(f"{name}. {number}")

    def text(self) -> str:
        """Return what is shown."""
        return f"{self._name.text()} {self._number.text()}"

    def measure(self) -> None:
        self._column.setContentsMargins(0, 0, 0, em(0.7))
        self._column.setSpacing(em(0.1))


def _shown(patient: Patient) -> str:
    """Return the number as people write it: the last four apart where it has twelve digits."""
    number = patient.number or ""
    national = patient.kind in {"personnummer", "samordningsnummer"} and len(number) == 12
    return f"{number[:8]}-{number[8:]}" if national else number
