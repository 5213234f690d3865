"""What is remarked on in a wished day, and what is nobody's business."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.referral.letters import ASIH, NOTES, letter
from triage.core.vocabulary import UrgencyClass
from triage.core.wording import Text
from triage.referral.text import text
from triage.referral.wished_day import doubt

TODAY = date(2026, 3, 2)
NAMES = {
    "immediate": "Omedelbart",
    "within_24_hours": "Inom ett dygn",
    "within_three_days": "Inom tre dygn",
    "within_two_weeks": "Inom två veckor",
    "planned": "Planerat",
}
CLASSES = {
    one: UrgencyClass(id=one, name=Text(sv=name, en=name), reasons=())
    for one, name in NAMES.items()
}
PAST = "Önskat datum, 2026-03-01, har redan varit."


@pytest.mark.parametrize(
    ("urgency", "latest", "told"),
    [
        ("immediate", "2026-03-02", "omedelbart, alltså i dag."),
        ("within_24_hours", "2026-03-03", "inom ett dygn, alltså senast i morgon."),
        (
            "within_three_days",
            "2026-03-05",
            "inom tre dygn, alltså senast 2026-03-05, om 3 dagar.",
        ),
        (
            "within_two_weeks",
            "2026-03-16",
            "inom två veckor, alltså senast 2026-03-16, om 14 dagar.",
        ),
        ("planned", "9999-12-31", ""),
    ],
)
def test_a_day_after_the_last_one_that_the_urgency_allows_is_doubted(
    urgency: str, latest: str, told: str
) -> None:
    of = CLASSES[urgency]
    last = date.fromisoformat(latest)
    assert "senare" not in doubt(last, TODAY, of, reason="", language="sv")
    assert doubt(date(2026, 3, 1), TODAY, of, reason="I går.", language="sv") == PAST
    if told:
        late = last + timedelta(days=1)
        assert told in doubt(late, TODAY, of, reason=" ", language="sv")
        assert doubt(late, TODAY, of, reason="Hem då.", language="sv") == ""


@pytest.mark.parametrize("urgency", NAMES)
def test_an_urgent_wish_that_the_answers_do_not_bear_out_needs_its_reason(urgency: str) -> None:
    of, milder = CLASSES[urgency], urgency in ("within_two_weeks", "planned")
    for day, soon in ((2, True), (5, True), (6, False)):
        told = doubt(date(2026, 3, day), TODAY, of, reason="", language="sv")
        assert ("tidigare än svaren ger skäl för" in told) is (milder and soon)
        assert "tidigare" not in doubt(date(2026, 3, day), TODAY, of, reason="Hem.", language="sv")


def test_it_is_told_to_the_sender_and_never_printed() -> None:
    late = letter(notes=NOTES | {"target_date": "2026-03-20"}, decision=ASIH)
    assert late.doubt.startswith("Önskat datum är senare än angelägenheten: inom tre dygn")
    assert text(late) == text(replace(late, doubt=""))
    assert late.doubt not in text(late)
    for fitting in ("2026-03-04", "före jul", "", "2026-03-20x"):
        assert letter(notes=NOTES | {"target_date": fitting}).doubt == ""
