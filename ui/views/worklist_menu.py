"""What else can be done with the worklist: narrowing, grouping, and the list on paper."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from triage.texts import Translate
from ui.actions import keys_of
from ui.viewmodels.worklist_choice import Choice, Grouping


def list_menu(
    parent: QWidget,
    choice: Choice,
    acts: Mapping[str, Callable[[], None]],
    _: Translate,
    *,
    shared: bool,
) -> QMenu:
    """Return the menu of a list of which this is chosen; it goes when it is closed.

    Whose cases are listed is asked where several persons work. `acts` are what its lines do, by
    their names in `ui.actions`.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    groupings = {
        Grouping.NONE: _("Gruppera efter team"),
        Grouping.TEAM: _("Gruppera efter kommun"),
        Grouping.MUNICIPALITY: _("Sluta gruppera"),
    }
    whose = _("Visa allas") if choice.narrowed.mine else _("Visa bara mina")
    lines = {
        **({"mine": whose} if shared else {}),
        "filter": _("Välj angelägenhet, team eller kommun"),
        "group": groupings[choice.grouping],
        "print_list": _("Skriv ut rondlista"),
        "save_list": _("Spara rondlista som PDF"),
    }
    for action, words in lines.items():
        keys = QKeySequence(keys_of(action)[0])
        native = keys.toString(QKeySequence.SequenceFormat.NativeText)
        menu.addAction(f"{words}\t{native}").triggered.connect(acts[action])
    return menu
