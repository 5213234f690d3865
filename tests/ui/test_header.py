"""The header's line about whom a page is about, in as little room as there is."""

from pathlib import Path

from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, open_desk
from ui.theme import apply_theme
from ui.viewmodels.recent_searches import RecentSearches
from ui.views.header import Header


def lines_at(text: QLabel, width: int) -> list[str]:
    """Return the lines that a label breaks its text into at a width."""
    layout = QTextLayout(text.text(), text.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(text.text()[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return [one.strip(" \N{ZERO WIDTH SPACE}") for one in lines]


def test_an_identity_number_is_never_broken_and_a_longer_name_is(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    apply_theme(qapp, "light", 2.0)
    workplace = open_desk(tmp_path, Clock()).workplace
    header = Header(str, lambda: RecentSearches(workplace))
    qtbot.addWidget(header)
    header.show_page("Wolfeschlegelsteinhausenbergerdorff · 19121212-1212 · 71 år", "Granska", "")
    patient = header.findChild(QLabel, "patient")
    assert patient is not None

    lines = lines_at(patient, patient.minimumWidth())

    assert any(line.startswith("19121212-1212") for line in lines), lines
    assert "".join(lines).startswith("Wolfeschlegelsteinhausenbergerdorff")
    assert lines[0] != "Wolfeschlegelsteinhausenbergerdorff"
    workplace.close()
