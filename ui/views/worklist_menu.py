"""What else can be done with the worklist: narrowing, grouping, and the list on paper."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from triage.texts import Translate
from ui.actions import keys_of
from ui.viewmodels.worklist_choice import Grouping


def list_menu(
    parent: QWidget, grouping: Grouping, acts: Mapping[str, Callable[[], None]], _: Translate
) -> QMenu:
    """Return the menu of a list that is grouped so; it goes when it is closed.

    `acts` are what its lines do, by their names in `ui.actions`.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    groupings = {
        Grouping.NONE: _("Gruppera efter team"),
        Grouping.TEAM: _("Gruppera efter kommun"),
        Grouping.MUNICIPALITY: _("Sluta gruppera"),
    }
    lines = {
        "filter": _("Välj angelägenhet, team eller kommun"),
        "group": groupings[grouping],
        "print_list": _("Skriv ut rondlista"),
        "save_list": _("Spara rondlista som PDF"),
    }
    for action, words in lines.items():
        keys = QKeySequence(keys_of(action)[0])
        native = keys.toString(QKeySequence.SequenceFormat.NativeText)
        menu.addAction(f"{words}\t{native}").triggered.connect(acts[action])
    return menu
