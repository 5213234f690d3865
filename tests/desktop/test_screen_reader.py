"""What a screen reader is given of every page, asked for over the accessibility bus."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.desktop.node import Node
from tests.desktop.pages import PAGES, home, prepared, standing_on
from tests.desktop.reader import Heard
from tests.desktop.rules import faults, out_of_order
from tests.desktop.running import Running

Start = Callable[..., Running]
_AT_ONCE = 25  # Tab presses between two looks at where they led
_ROWS = ("table cell", "tree item", "list item")  # a list tells of its current one as well
_STEPS = 9
_MOST = 400  # no page has so many stops


def _stops(program: Running) -> list[Node]:
    """Go round with Tab; return what had the keyboard, as it stands when the round is done."""
    paths: list[str] = []
    while len(paths) < _MOST:
        program.reader.forget()
        program.press(*["Tab"] * _AT_ONCE)
        program.until(lambda: _moved(program) >= _AT_ONCE, "the keyboard to move on")
        paths += _gained(program)
        if paths and paths[0] in paths[1:]:
            shown = {one.path: one for one in program.tree().walk()}
            way = [shown[path] for path in paths[: paths.index(paths[0], 1)] if path in shown]
            return [one for one in way if one.role not in _ROWS]
    raise AssertionError(
        f"Tab does not come round: {[program.reader.node(p).line() for p in paths[-9:]]}"
    )


def _gained(program: Running) -> list[str]:
    heard = program.reader.heard
    return [one.path for one in heard if (one.kind, one.detail, one.one) == _FOCUSED]


def _moved(program: Running) -> int:
    """Return how often Tab was heard to lead on: to another place, or to a link in a text."""
    links = sum(one.kind == "Announcement" for one in program.reader.heard)
    return len(_gained(program)) + links


def _named(program: Running, heard: Heard, name: str) -> bool:
    return program.reader.name(heard.path).startswith(name)


_FOCUSED = ("StateChanged", "focused", 1)


_BEGUN = 3
"""Programs that share the pages between them: each start takes longer than a look at a page."""


@pytest.mark.parametrize("share", range(_BEGUN))
def test_everything_that_takes_the_keyboard_has_role_name_and_value(
    share: int, start: Start, tmp_path: Path
) -> None:
    prepared(tmp_path / "data")
    program = start()
    pages = list(PAGES)[share::_BEGUN]
    found = {}

    for page in pages:
        home(program)
        PAGES[page](program)
        lacking = faults(program.keep(f"page-{page}"))
        found[page] = [*lacking, *out_of_order(program.tree(), _stops(program))]

    assert found == {page: [] for page in pages}


def test_every_step_of_the_checklist_is_told(start: Start, tmp_path: Path) -> None:
    prepared(tmp_path / "data")
    program = start()
    PAGES["checklist"](program)

    found = {}
    steps = program.wait_for("panel", "Bedömning").children
    for at in range(_STEPS):
        path = steps[at].path
        step = program.until(partial(standing_on, program, path), steps[at].name)
        found[step] = faults(program.keep(f"step-{at + 1}"))
        program.press("alt+Right")

    assert found == {step: [] for step in found}
    program.wait_for_page("Granska och besluta")


def test_an_answer_by_key_is_heard_and_so_is_what_it_means(start: Start, tmp_path: Path) -> None:
    prepared(tmp_path / "data")
    program = start()
    PAGES["checklist"](program)
    program.press("F6")
    asked = program.wait_for_focus("")
    program.reader.forget()

    program.press("4")

    program.reader.hears(
        "StateChanged",
        lambda one: (one.detail, one.one) == ("checked", 1) and _named(program, one, "4"),
        "the choice 4 to be checked",
    )
    program.reader.hears_announced("4")
    program.reader.hears_announced("Inom ett dygn")
    told = program.reader.node(asked.path)
    assert (told.role, told.name) == ("panel", asked.name)
    assert told.description.startswith("4")


def test_what_goes_wrong_is_read_out_at_once(start: Start, tmp_path: Path) -> None:
    prepared(tmp_path / "data")
    program = start()
    PAGES["letter"](program)

    program.press("ctrl+s")
    program.wait_for("dialog", "Spara PDF")
    program.type("/sys/remiss.pdf")
    program.press("Return")

    program.reader.hears_announced("", urgent=True)


def test_what_is_worth_knowing_is_read_out_politely(start: Start, tmp_path: Path) -> None:
    prepared(tmp_path / "data")
    program = start()

    program.press("ctrl+j")

    program.reader.hears_announced("Öppna ett ärende först")
