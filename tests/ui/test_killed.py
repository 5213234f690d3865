"""A window that is killed while someone types loses nothing that it said was kept."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
from tests.ui.killed_while_typing import LETTERS
from triage.services import Workplace
from ui.views.main_window import MainWindow
from ui.views.review_page import ReviewPage

_ROOT = Path(__file__).parents[2]
Said = tuple[str, Any]


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Said]]:
    """Kill the program in the middle of a word; return its data and what it had said was kept."""
    folder = tmp_path_factory.mktemp("killed") / "data"
    said: list[Said] = []
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "tests.ui.killed_while_typing", folder],
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as program:
        assert program.stdout is not None
        while sum(what == "kept" for what, _value in said) < 3:
            line = program.stdout.readline()
            assert line, "the program ended by itself"
            said.append((*json.loads(line),))
        program.kill()
        said += [(*json.loads(line),) for line in program.stdout if line.endswith("\n")]
    return folder, said


def test_all_that_was_said_to_be_kept_stands_in_the_window_after_a_restart(
    qtbot: QtBot, killed: tuple[Path, list[Said]]
) -> None:
    folder, said = killed
    (case_id,) = [str(value) for what, value in said if what == "case"]
    worry, reason = [value for what, value in said if what == "kept"][-1]
    workplace = Workplace.open(folder, KEY)
    workplace.store.verify()
    window = MainWindow(workplace, remember=False)
    qtbot.addWidget(window)

    window.go("review", case_id)

    assert window.page_name == "review", "what the killed window held is taken over"
    review = window.page
    assert isinstance(review, ReviewPage)
    decision, field = review.decision, review.notes.fields["worry"]
    assert isinstance(field, QPlainTextEdit)
    endless = LETTERS * 1000
    for shown, kept in ((field, worry), (decision.reason_text, reason)):
        assert len(kept) > 3
        assert shown.toPlainText().startswith(kept)
        assert endless.startswith(shown.toPlainText()), "each letter once, in order"
    assert decision.forms.others.currentData() == "palliative_ward"
    assert decision.reason.currentData() == "other"
    answered = dict(value for what, value in said if what == "answer")
    assert answered
    assert answered.items() <= workplace.case(case_id).facts.items()
    window.go("worklist")
    window.close()
    workplace.close()
