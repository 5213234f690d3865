"""What a list says is to be done about a case, and by when."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from triage.services import Follow, View
from triage.services.due import due, since
from triage.texts import translator

NOW: Final = datetime(2026, 3, 10, 14, 2, tzinfo=ZoneInfo("Europe/Stockholm"))
SIGNED: Final = "2026-03-09T13:02:00.000+00:00"
NOON: Final = "2026-03-10T11:00:00.000+00:00"
EVENING: Final = "2026-03-10T19:30:00.000+00:00"
PLAIN: Final = Follow(
    step="sent",
    signed_at=SIGNED,
    sent_at=NOON,
    answer_by=None,
    reassess_on=None,
    conditions=0,
    condition_by=None,
    due_at=None,
    closed_on=None,
    outcome=None,
    register_due=False,
    later=None,
)
_BY = {"due_at": "2026-03-12", "reassess_on": "2026-03-12"}


@pytest.mark.parametrize(
    ("changes", "view", "text", "late"),
    [
        ({}, View.ALL, "", False),
        ({"step": "unsent", "due_at": SIGNED}, View.ALL, "Ska skickas sedan i går 14:02", False),
        ({"step": "unsent", "due_at": SIGNED, "reassess_on": "2026-03-10"}, View.TODAY,
         "Ska skickas sedan i går 14:02", False),
        ({"step": "unsent", "due_at": SIGNED, "reassess_on": "2026-03-09"}, View.TODAY,
         "Ska skickas sedan i går 14:02", True),
        ({"due_at": SIGNED}, View.ALL, "Rättelsen ska skickas sedan i går 14:02", False),
        (
            {"due_at": EVENING, "answer_by": EVENING},
            View.ALL,
            "Svar väntas senast i dag 20:30",
            False,
        ),
        ({"due_at": NOON, "answer_by": NOON}, View.ALL, "Svar dröjer sedan i dag 12:00", True),
        ({**_BY, "answer_by": NOON}, View.AWAITING, "Svar dröjer sedan i dag 12:00", True),
        ({"step": "declined", "due_at": NOON}, View.TODAY, "Nästa steg sedan i dag 12:00", False),
        ({"step": "waiting", "due_at": "2026-03-11"}, View.ALL, "Plats väntas i morgon", False),
        (_BY, View.ALL, "Ombedöms 12 mars", False),
        ({**_BY, "answer_by": "2026-03-11T23:30:00+00:00"}, View.ALL,
         "Svar väntas senast 12 mars", False),
        ({**_BY, "answer_by": "2026-03-12T23:30:00+00:00"}, View.ALL, "Ombedöms 12 mars", False),
        ({"due_at": "2026-03-10", "reassess_on": "2026-03-10", "answer_by": EVENING}, View.ALL,
         "Ombedöms i dag", False),
        ({**_BY, "due_at": "2025-12-31", "reassess_on": "2025-12-31"}, View.REASSESS,
         "Ombedömning sedan 31 dec 2025", True),
        ({"due_at": "2026-03-10", "reassess_on": "2026-03-10"}, View.ALL, "Ombedöms i dag", False),
        ({**_BY, "conditions": 2}, View.CONDITIONS, "2 villkor öppna", False),
        ({**_BY, "conditions": 1, "condition_by": "2026-03-11"}, View.CONDITIONS,
         "1 villkor öppet senast i morgon", False),
        ({"due_at": "2026-03-09", "conditions": 1, "condition_by": "2026-03-09"}, View.TODAY,
         "1 villkor öppet sedan i går", True),
        ({"step": "closed", "outcome": "died", "closed_on": "2026-03-09", "register_due": True},
         View.ALL, "Till registret sedan i går", False),
        ({"step": "closed", "outcome": "died", "closed_on": "2026-03-09", "register_due": True},
         View.CLOSED, "Avliden i går", False),
        ({"step": "closed", "outcome": "moved", "closed_on": "2026-03-01"}, View.ALL,
         "Flyttat 1 mars", False),
    ],
)  # fmt: skip
def test_what_comes_first_is_told_with_its_time(
    changes: dict[str, object], view: View, text: str, late: bool
) -> None:
    told = due(Follow(**{**PLAIN._asdict(), **changes}), NOW, translator("sv"), view)

    assert (told.text, told.late) == (text, late)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "sedan i dag 12:00"),
        ({"sent_at": None}, "sedan i går 14:02"),
        ({"step": "closed", "closed_on": "2026-03-01"}, "sedan 1 mars"),
        ({"step": "closed", "closed_on": None}, ""),
    ],
)
def test_since_when_a_case_stands_so(changes: dict[str, object], text: str) -> None:
    follow = Follow(**{**PLAIN._asdict(), **changes})

    assert since(follow, NOW, translator("sv")) == text


def test_on_paper_no_day_is_today() -> None:
    _ = translator("sv")
    late = PLAIN._replace(due_at=NOON, answer_by=NOON)

    assert due(late, NOW, _, on_paper=True).text == "Svar dröjer sedan 10 mars 12:00"
    assert since(late, NOW, _, on_paper=True) == "sedan 10 mars 12:00"
    again = PLAIN._replace(due_at="2026-03-11", reassess_on="2026-03-11")
    assert due(again, NOW, _, on_paper=True).text == "Ombedöms 11 mars"
