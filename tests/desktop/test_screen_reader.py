"""What a screen reader is given of every page, asked for over the accessibility bus."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desktop.node import Node
from tests.desktop.pages import PAGES, prepared
from tests.desktop.rules import faults, out_of_order
from tests.desktop.running import Running

Start = Callable[..., Running]
_AT_ONCE = 25  # Tab presses between two looks at where they led
_ROWS = ("table cell", "tree item", "list item")  # a list tells of its current one as well
_MOST = 400  # no page has so many stops


def _stops(program: Running) -> list[Node]:
    """Go round with Tab; return what had the keyboard, as it stands when the round is done."""
    paths: list[str] = []
    while len(paths) < _MOST:
        program.reader.forget()
        program.press(*["Tab"] * _AT_ONCE)
        program.reader.until(lambda: len(_gained(program)) >= _AT_ONCE, "the keyboard to move on")
        paths += _gained(program)
        if paths[0] in paths[1:]:
            shown = {one.path: one for one in program.tree().walk()}
            way = [shown[path] for path in paths[: paths.index(paths[0], 1)] if path in shown]
            return [one for one in way if one.role not in _ROWS]
    raise AssertionError(
        f"Tab does not come round: {[program.reader.node(p).line() for p in paths[-9:]]}"
    )


def _gained(program: Running) -> list[str]:
    heard = program.reader.heard
    return [one.path for one in heard if (one.kind, one.detail, one.one) == _FOCUSED]


_FOCUSED = ("StateChanged", "focused", 1)


@pytest.mark.parametrize("page", PAGES)
def test_everything_that_takes_the_keyboard_has_role_name_and_value(
    page: str, start: Start, tmp_path: Path
) -> None:
    prepared(tmp_path / "data")
    program = start()

    PAGES[page](program)

    program.keep(f"page-{page}")
    assert faults(program.tree()) == []
    assert out_of_order(program.tree(), _stops(program)) == []
