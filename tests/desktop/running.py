"""The running program: begun, typed at, looked at, and ended or killed."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeVar

from tests.desktop.node import Node
from tests.desktop.reader import Reader
from tests.desktop.session import Session, end
from ui.mishaps import LOG_NAME

T = TypeVar("T")
REPOSITORY: Final = Path(__file__).parents[2]
_BETWEEN: Final = "8"
"""Milliseconds between two keys: two of a kind in the same one look like a key held down."""
BUILD: Final = REPOSITORY / "build" / "desktop"
"""Where pictures and trees of a run are kept, for whoever wants to look."""


class Running:
    """One program over one folder of data, on a desktop of the tests.

    `presses` counts the keys pressed since the count was last set.
    """

    def __init__(
        self,
        session: Session,
        reader: Reader,
        data: Path,
        *,
        begin_with: tuple[str, ...] = (),
        more: Mapping[str, str] | None = None,
    ) -> None:
        self.reader = reader
        self.presses = 0
        self._typing: subprocess.Popen[bytes] | None = None
        self._session = session
        self._noted = data / LOG_NAME
        self._log = data.parent / f"{data.name}.log"
        environment = {
            **session.environment,
            **(more or {}),
            "HOME": str(data.parent),
            "VAGVAL_DATA": str(data),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - this program, by this Python
                [*begin_with, sys.executable, str(REPOSITORY / "main.py")],
                env=environment,
                cwd=data.parent,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            self.reader.find_program(self._check)
            self.come_in_front("")
        except BaseException:
            self.end()
            raise

    def come_in_front(self, title: str) -> None:
        """Give the window with this title the keyboard, which a window manager would have done."""
        found = self.until(
            lambda: self._windows(f"{title}.*Vägval"),
            f"the window {title!r} on the screen",
        )
        self._xdotool("windowmove", found[0], "0", "0")
        self._xdotool("windowfocus", found[0])
        self.until(lambda: "active" in self.window().states, "the window in front")

    def _check(self) -> None:
        """Fail at once, rather than wait in vain, where the program ended or noted an error."""
        assert self._process.poll() is None, f"the program ended: {self.said()}"
        assert not self._noted.exists(), self._noted.read_text(encoding="utf-8")

    # Doing

    def press(self, *keys: str) -> None:
        """Press keys one by one, named as X names them: `ctrl+n`, `Return`, `j`."""
        self.presses += len(keys)
        self._xdotool("key", "--delay", _BETWEEN, *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self.presses += len(text)
        self._xdotool("type", "--delay", _BETWEEN, "--", text)

    def press_on(self, *keys: str) -> None:
        """Press keys one by one without waiting for the last of them."""
        self._typing = subprocess.Popen(  # noqa: S603 - keys of the tests
            ["xdotool", "key", "--delay", _BETWEEN, *keys],  # noqa: S607 - as below
            env=self._session.environment,
        )

    def click(self, node: Node) -> None:
        """Click in the middle of something that is in sight."""
        x, y = node.box.x + node.box.wide // 2, node.box.y + node.box.high // 2
        self._xdotool("mousemove", str(x), str(y), "click", "1")

    def _windows(self, title: str) -> list[str]:
        """Return the windows in sight; none where one goes away just while it is looked at."""
        done = self._asked("search", "--onlyvisible", "--name", title)
        said = done.stderr.decode()
        assert not said.strip() or "BadWindow" in said, f"xdotool search: {said}"
        return [] if said.strip() else done.stdout.decode().split()

    def _xdotool(self, *command: str) -> str:
        done = self._asked(*command)
        said = done.stderr.decode()
        assert not said.strip(), f"xdotool {command}: {said}"
        return done.stdout.decode()

    def _asked(self, *command: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603 - keys and clicks of the tests
            ["xdotool", *command],  # noqa: S607 - wherever the system keeps it
            env=self._session.environment,
            capture_output=True,
            check=False,
        )

    # Seeing

    def tree(self) -> Node:
        """Return all that the program shows a screen reader."""
        return self.reader.tree()

    def window(self) -> Node:
        """Return the window itself, without what is in it."""
        for one in self.reader.tree().children:
            if one.role == "frame":
                return one
        raise LookupError("no window")

    def until(self, look: Callable[[], T], what: str) -> T:
        """Wait until `look` returns something true, as long as all is well; return that."""

        def checked() -> T:
            found = look()
            self._check()
            return found

        return self.reader.until(checked, what)

    def wait_for(self, role: str, name: str) -> Node:
        """Wait until something of a role is in sight whose name begins so."""

        def there() -> Node | None:
            tree = self.tree()
            return tree.find(role, name) if tree.has(role, name) else None

        found = self.until(there, f"{role} {name!r}")
        assert found is not None
        return found

    def wait_for_page(self, title: str) -> Node:
        """Wait until a page is in front, and return the window."""
        return self.wait_for("frame", title)

    def wait_for_focus(self, name: str) -> Node:
        """Wait until the keyboard is on something whose name begins so."""

        def there() -> Node | None:
            focused = self.reader.tree().focused()
            return focused if focused is not None and focused.name.startswith(name) else None

        found = self.until(there, f"the keyboard on {name!r}")
        assert found is not None
        return found

    def wait_to_hear_focus(self, name: str) -> None:
        """Wait until the keyboard comes to something whose name begins so, in a menu too."""
        self.reader.hears(
            "StateChanged",
            lambda one: (
                (one.detail, one.one) == ("focused", 1)
                and self.reader.name(one.path).startswith(name)
            ),
            f"the keyboard to come to {name!r}",
        )

    def keep(self, name: str) -> Node:
        """Keep a picture of the screen and what a screen reader reads, in the build folder.

        Return the latter.
        """
        self._session.take_picture(BUILD / f"{name}.png")
        tree = self.tree()
        text = "\n".join(tree.lines())
        (BUILD / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
        return tree

    # Ending

    def end(self) -> None:
        """End it, if it still runs; what it wrote on its way must be nothing."""
        end(self._process)

    def kill(self) -> None:
        """Kill it as a power cut would, whatever is being typed."""
        self._process.kill()
        self._process.wait()
        if self._typing is not None:
            self._typing.wait()

    def said(self) -> str:
        """Return all that it wrote to the terminal."""
        return self._log.read_text(encoding="utf-8")
