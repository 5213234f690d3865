"""Settings that somebody edited to anything: each reads as never set, and every page opens."""

import json
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.keys.making import entered
from tests.keys_for_tests import bare
from tests.ui.deciding import decided
from triage.core.follow_up import Step
from triage.packs.problems import InputError
from triage.services import Patient, View, Workplace
from ui.viewmodels.desk import Desk
from ui.viewmodels.door_resume import take_resume
from ui.viewmodels.idle import USUAL, lock_minutes
from ui.viewmodels.letter_choices import LetterChoices
from ui.viewmodels.preferences import Preferences
from ui.viewmodels.recent_searches import RecentSearches
from ui.viewmodels.worklist_choice import kept_choice
from ui.views.main_window import MainWindow
from ui.views.pages import NAMES

KEYS = (
    "language", "theme", "text_size", "still", "short_checklist", "keep_searches", "default_pack",
    "last_pack", "author_name", "author_role", "author_unit", "author_hsa_id", "window_geometry",
    "last_page", "last_case", "purpose_read", "signing_key", "trusted_keys", "in_force.vastra",
    "in_force.skane", "switched_on.vastra", "switched_on.skane", "local_team.vastra.x",
    "access_log_years", "backup_second_folder", "keeping_rule", "example_made", "lock_minutes",
    "recent_searches", "recovery_code_typed", "resume", "restored_from", "worklist_choice",
    "last_way_sent", "letter_annex", "letter_short_text", "clipboard_minutes", "advice_draft",
    "advice_draft_question", "advice_draft_advice", "history_oldest_first", "follow_up_since",
    "half_noted",
)  # fmt: skip
OF_THE_CRITERIA = frozenset({"in_force.vastra", "in_force.skane"})
ODD = (
    "7", "-1", "1e300", "0.5", "true", "false", '""', '"x"', json.dumps("x" * 5000), '"\\ud800"',
    '"\\u0000"', '"\\u202e<b>fet</b>&amp;"', "[]", "{}", "[[]]", '{"a":{}}', '[null,7,{"b":1}]',
    '{"page":7,"case":[],"mark":{},"focus":"x","typed":[]}', "9" * 5000, "[" * 900 + "]" * 900,
    '["x","\\ud800"]', '{"telephone":7,"note":[],"verified_on":{}}', '"sha256:00"', '"../.."',
)  # fmt: skip
MEANT = frozenset(
    {"7", "-1", "true", "false", *(one for one in ODD if one.startswith('"') or "x" in one)}
)
"""Of these some setting may have a use: a name that is odd, a choice, whom to trust."""
WITH_CASE = frozenset({"checklist", "review", "letter", "compare", "since_last"})


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Workplace]:
    """Return the data of a person who came in by the door, and has begun an assessment."""
    workplace = entered(tmp_path / "data")
    workplace.begin(Patient("alias", None, "", "Blå mapp"))
    yield workplace
    workplace.close()


def _edit(workplace: Workplace, values: dict[str, str]) -> None:
    assert workplace.person is not None
    with closing(bare(workplace.folder / "vagval.db", workplace.key)) as raw, raw:
        for key, value in values.items():
            own = (workplace.person.id, key, value)
            raw.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, value))
            raw.execute("INSERT OR REPLACE INTO own_settings VALUES (?, ?, ?)", own)


def _read(workplace: Workplace) -> list[object]:
    """Read every setting as the program reads it."""
    preferences = Preferences(workplace)
    names = sorted(name for name, one in vars(Preferences).items() if isinstance(one, property))
    return [
        *(getattr(preferences, name) for name in names),
        lock_minutes(workplace),
        RecentSearches(workplace).offered(),
        kept_choice(workplace),
        workplace.view_count(View.DRAFTS, kept_choice(workplace).narrowed),
        LetterChoices(workplace).clipboard_minutes,
        LetterChoices(workplace).annex,
        LetterChoices(workplace).short_text,
        workplace.access.years,
        workplace.retention.rule,
        workplace.criteria.trusted(),
        workplace.usual_pack(),
        take_resume(workplace) is None or "somewhere",
    ]


def test_every_setting_of_every_odd_kind_is_read(opened: Workplace) -> None:
    usual = _read(opened)
    for odd in ODD:
        for key in KEYS:
            if key in OF_THE_CRITERIA:
                continue
            _edit(opened, {key: odd})
        found = _read(opened)
        assert [type(one) for one in found][:-1] == [type(one) for one in usual][:-1], odd
        assert found == usual or odd in MEANT, "nobody's setting reads as never set"
    assert lock_minutes(opened) == USUAL


@pytest.mark.parametrize("odd", ODD)
def test_a_decision_is_followed_and_sent_whatever_the_settings_hold(
    opened: Workplace, odd: str
) -> None:
    _edit(opened, {"last_way_sent": odd, "follow_up_since": odd})
    case_id = decided(opened)

    assert opened.follow_up.standing(case_id).step is not Step.UNTRACKED
    way = opened.follow_up.suggestion(case_id).way
    assert way == "record_system"
    opened.follow_up.sent(case_id, to="Teamet", way=way)


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_version_is_not_weighed_by_and_is_said(opened: Workplace, odd: str) -> None:
    _edit(opened, {"in_force.vastra": odd})

    assert opened.compiled("skane").pack.id == "skane"
    said = ""
    try:
        opened.compiled("vastra")
    except InputError as error:
        said = str(error)
    told = "vastra: what is noted as the version in force is no version; choose one"
    assert said == ("" if opened.setting("in_force.vastra") is None else told)

    opened.criteria.set_in_force("vastra", None)
    assert opened.compiled("vastra").pack.id == "vastra"


@pytest.mark.parametrize("seed", range(6))
def test_every_page_opens_whatever_the_settings_hold(
    opened: Workplace, qapp: QApplication, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same values in every run
    _edit(opened, {key: chance.choice(ODD) for key in KEYS})
    workplace = entered(opened.folder)
    (row,) = workplace.worklist()
    window = MainWindow(workplace)
    window.show()
    window.prepared()
    for name in ("worklist", *(one for one in NAMES if one != "access_reason")):
        window.go(name, row.case_id if name in WITH_CASE else "")
        window.grab()
        assert window.page_name
    assert Desk(workplace, Preferences(workplace).language).language in {"sv", "en"}
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    workplace.close()
