"""The way to every page by keys, from a worklist with the practice patient and a decided case."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from tests.desktop.door import opened
from tests.desktop.rules import is_on
from tests.desktop.running import Running
from tests.ui.deciding import decided
from triage.services.example import ensure_example
from ui.viewmodels.preferences import Preferences


def prepared(folder: Path, *, short_checklist: bool = False) -> None:
    """Fill a workstation's data: who may sign in, the purpose read, a case open, one decided."""
    workplace = opened(folder)
    try:
        preferences = Preferences(workplace)
        preferences.purpose_read = True
        preferences.short_checklist = short_checklist
        decided(workplace)
        ensure_example(workplace)
    finally:
        workplace.close()


def home(program: Running) -> None:
    """Come to the worklist from wherever one is."""
    program.press("ctrl+b")
    program.wait_for("cell", "Övningspatient")


def _first_row(program: Running) -> None:
    home(program)
    program.press("Home")
    program.wait_for_focus("Övningspatient")


def _checklist(program: Running) -> None:
    _first_row(program)
    program.press("Return")
    program.wait_for_page("Checklista")


def _review(program: Running) -> None:
    _checklist(program)
    program.press("ctrl+Return")
    program.wait_for_page("Granska och besluta")


def _decided(program: Running) -> None:
    _first_row(program)
    program.press("End", "Return")
    program.wait_for_page("Granska och besluta")


def _letter(program: Running) -> None:
    _decided(program)
    program.press("ctrl+Return")
    program.wait_for_page("Remiss")


def _compare(program: Running) -> None:
    _checklist(program)
    program.press("ctrl+j")
    program.wait_for_page("Jämför regioner")


def _criteria(program: Running) -> None:
    program.press("ctrl+k")
    program.wait_for_page("Kriterier")


def _edit(program: Running) -> None:
    _criteria(program)
    program.press("ctrl+Return")
    program.wait_for_page("Ändra kriterier")


def _begin(program: Running) -> None:
    program.press("ctrl+n")
    program.wait_for_focus("Nummer")


def _pressed(key: str, title: str) -> Callable[[Running], None]:
    def lead(program: Running) -> None:
        program.press(key)
        program.wait_for_page(title)

    return lead


def _about(program: Running) -> None:
    program.click(program.wait_for("button menu", "Meny"))
    program.press(*["Up"] * 4)
    program.wait_to_hear_focus("Om Vägval")
    program.press("Return")
    program.wait_for_page("Om Vägval")


def standing_on(program: Running, step: str) -> str:
    """Return the name of a step of the checklist where it is shown, "" where not yet."""
    told = program.reader.node(step)
    return told.name if is_on(told) else ""


PAGES: Final[Mapping[str, Callable[[Running], object]]] = MappingProxyType(
    {
        "worklist": _first_row,
        "checklist": _checklist,
        "review": _review,
        "decided": _decided,
        "letter": _letter,
        "compare": _compare,
        "criteria": _criteria,
        "edit": _edit,
        "settings": _pressed("ctrl+comma", "Inställningar"),
        "help": _pressed("F1", "Hjälp"),
        "about": _about,
        "new": _begin,  # last, for what is half begun stays on the worklist
    }
)
