"""The letters of the ten patients in `ten_letters.yaml`, to be looked at as a receiving team would.

`make letters` writes them as PDF, each with both lengths of its text.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.referral.letters import catalogue, never
from triage.core.answers import parse_facts
from triage.core.hours import opening
from triage.core.people import Author, Patient
from triage.core.recommend import recommend
from triage.referral.content import Number, Planned, Referral, Signed, referral
from triage.referral.pdf import pdf
from triage.referral.text import text

AT = datetime(2026, 11, 17, 13, 40, tzinfo=UTC)


@cache
def ten() -> dict[str, dict[str, Any]]:
    """Return the ten patients by name, in order."""
    data = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    given = yaml.safe_load(data)
    for one in given["patients"]:
        for name in reversed(one.get("also", ())):
            one["facts"] = given["shared"][name] | one["facts"]
    return {one["name"]: one for one in given["patients"]}


def ten_letter(name: str, language: str = "") -> Referral:
    """Write one of the letters, in its own language or another."""
    given = ten()[name]
    compiled = catalogue().compiled(given["pack"])
    facts, wrong = parse_facts(given["facts"], compiled.vocabulary)
    assert not wrong, wrong
    advised = recommend(compiled, facts, AT.date())
    signed = _signed(given)
    team = signed.team if signed else advised.weighing.team
    hours = given.get("rated_hours_ago", {})
    number = given.get("number")
    return referral(
        compiled,
        advised,
        Patient(**{"number": None, "name": "", **given["patient"]}),
        facts,
        given["notes"],
        signed=signed,
        language=language or given.get("language", "sv"),
        at=AT,
        app_version="0.1.0",
        opening=None if team is None else opening(compiled.pack.team[team].hours, AT, never),
        rated={fact: AT - timedelta(hours=hours.get(fact, 1)) for fact in facts},
        planned={task: Planned(**one) for task, one in given.get("planned", {}).items()},
        number=None if number is None else Number(**number),
        reassessed=_day(given.get("reassessed")),
    )


def write(folder: Path) -> Iterator[Path]:
    """Write the letters into a folder; yield each PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ten():
        letter = ten_letter(name)
        path = folder / f"{name}.pdf"
        path.write_bytes(pdf(letter))
        both = f"{text(letter, short=True)}\n{text(letter)}"
        path.with_suffix(".txt").write_text(both, encoding="utf-8")
        yield path


def _signed(given: dict[str, Any]) -> Signed | None:
    decision = given.get("decision")
    if decision is None:
        return None
    override = decision.get("override")
    return Signed(
        Author(**decision["author"]),
        decision["form"],
        decision["team"],
        None if override is None else (override[0], override[1]),
        AT,
        "3fa94c0be11277aa0000",
    )


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


if __name__ == "__main__":
    for written in write(Path(sys.argv[1] if len(sys.argv) > 1 else "build/letters")):
        print(written)  # noqa: T201 - what the maker tells
