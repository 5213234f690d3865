"""One way of working for each kind of user, with real keys through the real window.

How many keys and questions each takes is kept beside the pictures, in `build/desktop`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.desktop.answering import Asked, Patient
from tests.desktop.pages import prepared
from tests.desktop.running import BUILD, Running
from triage.core.vocabulary import Answer, Fact
from triage.services import Workplace
from triage.services.example import FACTS

Start = Callable[..., Running]
_NUMBER: Final = "195009072553"
_EXAMPLE: Final[dict[str, Answer]] = {
    fact: tuple(value) if isinstance(value, list) else value for fact, value in FACTS.items()
}
"""What is known of the practice patient."""
_KEYS: Final = 40
"""So many keys may a nurse need from `Ctrl+N` to a signed decision and its PDF."""


def test_a_physician_is_led_from_question_to_question_to_a_signed_referral(
    start: Start, tmp_path: Path
) -> None:
    prepared(tmp_path / "data")
    known = Patient(_EXAMPLE, tmp_path / "words")
    program = start()
    program.presses = 0

    _begin(program)
    card = program.wait_for("push button", "Frågan som avgör mest").path
    asked: set[Fact] = set()
    while (question := _led(program, known, card)).fact not in asked:
        asked.add(question.fact)
        _answer(program, known, question)
    program.keep("physician-answered")
    _sign_and_save(program, "physician")

    _note("physician", keys=program.presses, questions=len(asked), of=known.count)
    assert len(asked) < known.count / 2
    assert _decided(tmp_path / "data") == ["palliative_team"]


def test_a_nurse_flies_with_keys_alone_on_the_short_page(start: Start, tmp_path: Path) -> None:
    prepared(tmp_path / "data", minimum_mode=True)
    known = Patient(_EXAMPLE, tmp_path / "words")
    program = start()
    program.presses = 0

    _begin(program)
    asked: set[Fact] = set()
    while question := _next_asked(program, known, asked):
        asked.add(question.fact)
        _answer(program, known, question)
        if not known.leads_on(question.fact):
            program.press("Return")
    program.keep("nurse-answered")
    _sign_and_save(program, "nurse")

    _note("nurse", keys=program.presses, questions=len(asked), of=known.count)
    assert program.presses <= _KEYS
    assert _decided(tmp_path / "data") == ["palliative_team"]


def _next_asked(program: Running, known: Patient, before: set[Fact]) -> Asked | None:
    """Wait for a question not asked before; None where the keyboard is on what ends the page."""

    def there() -> Asked | str | None:
        asked = known.asked(program.reader)
        if asked is not None:
            return asked if asked.fact not in before else None
        ended = program.reader.name(program.reader.focus)
        return ended if "Granska och besluta" in ended else None

    found = program.until(there, "the next question")
    return found if isinstance(found, Asked) else None


def _begin(program: Running) -> None:
    program.press("ctrl+n")
    program.wait_for_focus("Nummer")
    program.type(_NUMBER)
    program.press("Return")
    program.wait_for_page("Checklista")


def _led(program: Running, known: Patient, card: str) -> Asked:
    """Go where the program leads; return the question it leads to."""
    words = program.reader.name(card)
    program.press("F6")

    def there() -> Asked | None:
        asked = known.asked(program.reader)
        return asked if asked and asked.is_named_in(words) else None

    found = program.until(there, words)
    assert found is not None
    return found


def _answer(program: Running, known: Patient, asked: Asked) -> None:
    """Answer a question, and wait until the answer stands there."""
    known.answer(program, asked.fact)
    program.until(
        lambda: not program.reader.description(asked.path).startswith("obesvarad"),
        f"an answer to {asked.fact.id}",
    )


def _sign_and_save(program: Running, name: str) -> None:
    program.press("ctrl+Return")
    program.wait_for_page("Granska och besluta")
    program.keep(f"{name}-review")
    program.press("ctrl+Return")
    program.wait_for_page("Remiss")
    program.keep(f"{name}-letter")
    program.press("ctrl+s")
    program.wait_for("dialog", "Spara PDF")
    program.press("Return")
    program.reader.hears_announced("Sparad som")
    program.keep(f"{name}-saved")


def _decided(folder: Path) -> list[str | None]:
    """Return the care forms decided on for the patient; the letter must be there too."""
    workplace = Workplace.open(folder)
    try:
        decisions = workplace.store.patient_revisions(_NUMBER)
    finally:
        workplace.close()
    (letter,) = folder.parent.glob("**/*.pdf")
    assert letter.read_bytes().startswith(b"%PDF")
    return [one.decision.choice["care_form"] for one in decisions]


def _note(name: str, **counts: int) -> None:
    line = " ".join(f"{what}={count}" for what, count in counts.items())
    (BUILD / f"{name}-counts.txt").write_text(f"{line}\n", encoding="utf-8")
