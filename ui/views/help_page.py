"""Help without a network: how one works here, every key, what the program never does."""

from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from triage.services.example import add_example
from triage.texts import Translate
from ui.actions import actions
from ui.viewmodels.desk import Desk
from ui.views.document_page import DocumentPage

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "help"


def keys_table(_: Translate) -> str:
    """Return the table of `ui.actions` as Markdown."""
    places = {
        None: _("överallt"),
        "worklist": _("arbetslistan"),
        "checklist": _("checklistan"),
        "review": _("granskningen"),
        "compare": _("jämförelsen"),
        "criteria": _("kriterierna"),
        "edit_criteria": _("när kriterier ändras"),
        "letter": _("remissen"),
        "since_last": _("Sedan sist"),
        "teams": _("teamens telefonnummer"),
        "help": _("hjälpen"),
    }
    columns = (_("Tangent"), _("Gör"), _("Var"))
    lines = [f"| {' | '.join(columns)} |", "|---|---|---|"]
    for action in actions(_):
        if action.keys:
            shown = (
                QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
                for key in action.keys
            )
            # The two keys for Enter are one to whoever reads this.
            keys = "  ".join(dict.fromkeys(key.replace("Return", "Enter") for key in shown))
            lines.append(f"| **{keys}** | {action.text} | {places[action.page]} |")
    return "\n".join(lines)


class HelpPage(DocumentPage):
    """The text of `resources/help`, with the keys put in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._ = desk.translate
        super().__init__(desk, parent)
        self.example = QPushButton(self._("Lägg till övningspatienten igen"))
        self.example.clicked.connect(self._add_example)
        self.add_below(self.example)

    def title(self) -> str:
        return self._("Hjälp")

    def markdown(self) -> str:
        text = (FOLDER / f"{self.desk.language}.md").read_text(encoding="utf-8")
        return text.replace("{{keys}}", keys_table(self._))

    def _add_example(self) -> None:
        add_example(self.desk.workplace)
        self.go.emit("worklist", "")
