"""One way of working for each kind of user, with real keys through the real window.

How many keys and questions each takes is kept beside the pictures, in `build/desktop`.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from tests.desktop.answering import Asked, Patient
from tests.desktop.door import opened
from tests.desktop.node import Node
from tests.desktop.pages import PAGES, prepared, standing_on
from tests.desktop.running import BUILD, Running
from tests.ui.deciding import PERSON, SETTLED
from triage.core.vocabulary import Answer, Fact
from triage.services.example import FACTS

Start = Callable[..., Running]
_NUMBER: Final = "195009072553"
_EXAMPLE: Final[dict[str, Answer]] = {
    fact: tuple(value) if isinstance(value, list) else value for fact, value in FACTS.items()
}
"""What is known of the practice patient."""
_SYMPTOMS: Final = 4  # steps before that of the symptoms
_SOME: Final = 5
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
    prepared(tmp_path / "data", short_checklist=True)
    known = Patient(_EXAMPLE, tmp_path / "words")
    program = start()
    program.presses = 0

    _begin(program)
    asked = _short_page(program, known)
    program.keep("nurse-answered")
    _sign_and_save(program, "nurse")

    _note("nurse", keys=program.presses, questions=asked, of=known.count)
    assert program.presses <= _KEYS
    assert _decided(tmp_path / "data") == ["palliative_team"]


def test_a_nurse_reassesses_with_a_few_keys(start: Start, tmp_path: Path) -> None:
    prepared(tmp_path / "data", short_checklist=True)
    last_time = {**SETTLED, "red_flags": ()}
    known = Patient(last_time, tmp_path / "words")
    program = start()
    program.presses = 0

    program.press("ctrl+f")
    program.wait_for_focus("Sök patient")
    program.type("exem")
    program.press("Down")
    program.wait_for_focus("Ánne Exempelsson")
    program.press("ctrl+r")
    program.wait_for_page("Checklista")
    asked: set[Fact] = set()
    while question := _next_asked(program, known, asked):
        asked.add(question.fact)
        _answer(program, known, question)
    program.keep("reassessed")
    _sign_and_save(program, "reassessment")

    _note("reassessment", keys=program.presses, questions=len(asked), of=known.count)
    assert _decided(tmp_path / "data", PERSON.number) == ["palliative_team"] * 2


def test_a_rural_unit_does_the_same_without_a_network(start: Start, tmp_path: Path) -> None:
    prepared(tmp_path / "data")
    known = Patient(_EXAMPLE, tmp_path / "words")
    program = start(offline=True)

    _begin(program)
    program.press("ctrl+m")
    program.wait_for("label", "Kort checklista")
    _short_page(program, known)
    _sign_and_save(program, "rural")

    assert _decided(tmp_path / "data") == ["palliative_team"]


def test_a_process_lead_reads_searches_and_compares_the_criteria(
    start: Start, tmp_path: Path
) -> None:
    prepared(tmp_path / "data")
    program = start()

    PAGES["compare"](program)
    program.wait_for("filler", "Västra sjukvårdsregionen, Väger ärendet")
    program.keep("lead-compared")
    program.press("ctrl+k")
    program.wait_for_page("Kriterier")
    program.press("ctrl+f")
    program.wait_for_focus("Sök i kriterierna")
    program.type("hospice")
    program.press("Return", "F3")
    program.wait_for("label", "2 av ")
    program.keep("lead-searched")
    program.press("alt+Left")
    program.wait_for_page("Jämför regioner")


def test_every_answer_kept_before_the_power_went_is_there_afterwards(
    start: Start, tmp_path: Path
) -> None:
    prepared(tmp_path / "data")
    program = start()
    _begin(program)
    _to_symptoms(program)
    program.wait_for_focus("Smärta")
    rows = _rows(program.tree())
    program.reader.forget()

    program.press_on(*["3", "Return"] * len(rows))
    program.until(lambda: len(_told(program)) >= _SOME, "some answers to be read out")
    program.kill()

    # The last one may have been read out just before it was kept.
    told = [path for path in _told(program) if path in rows]  # not of doubts about them
    kept = {rows[path] for path in told[:-1]}
    again = start()
    again.wait_for("cell", "19500907-2553")
    again.press("Home", "Return")
    again.wait_for_page("Checklista")
    _to_symptoms(again)
    again.keep("after-the-power-cut")
    shown = {one.name for one in again.tree().walk() if one.description.startswith("3 svår")}
    assert kept <= shown


def _to_symptoms(program: Running) -> None:
    steps = program.wait_for("panel", "Bedömning").children
    for step in steps[:_SYMPTOMS]:
        program.until(partial(standing_on, program, step.path), step.name)
        program.press("alt+Right")
    program.until(partial(standing_on, program, steps[_SYMPTOMS].path), "the symptoms")


def _rows(tree: Node) -> dict[str, str]:
    """Return the names of the scores in sight by their paths."""
    panels = [one for one in tree.walk() if one.role == "panel" and "focusable" in one.states]
    return {one.path: one.name for one in panels if one.description == "obesvarad"}


def _told(program: Running) -> list[str]:
    """Return the questions whose answer was read out."""
    heard = program.reader.heard
    return [one.path for one in heard if one.kind == "Announcement" and "svår" in str(one.data)]


def _short_page(program: Running, known: Patient) -> int:
    """Answer what the short page asks until it has nothing more to ask; return how much."""
    asked: set[Fact] = set()
    while question := _next_asked(program, known, asked):
        asked.add(question.fact)
        _answer(program, known, question)
        if not known.leads_on(question.fact):
            program.press("Return")
    return len(asked)


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
    _wait_for_answer(program, asked)


def _wait_for_answer(program: Running, asked: Asked) -> None:
    program.until(
        lambda: not program.reader.description(asked.path).startswith("obesvarad"),
        f"an answer to {asked.fact.id}",
    )


def _sign_and_save(program: Running, name: str) -> None:
    program.press("ctrl+Return")
    program.wait_for_page("Granska och besluta")
    program.keep(f"{name}-review")
    program.press("ctrl+Return")  # to the decision, which is not in sight
    program.keep(f"{name}-decision")
    program.press("ctrl+Return")
    program.wait_for_page("Remiss")
    program.keep(f"{name}-letter")
    program.press("ctrl+s")
    program.wait_for("dialog", "Spara PDF")
    program.press("Return")
    program.reader.hears_announced("Sparad som")
    program.keep(f"{name}-saved")


def _decided(folder: Path, number: str | None = _NUMBER) -> list[str | None]:
    """Return the care forms decided on for the patient; the letter must be there too."""
    workplace = opened(folder)
    try:
        decisions = workplace.store.patient_revisions(number or "")
    finally:
        workplace.close()
    (letter,) = folder.parent.glob("**/*.pdf")
    assert letter.read_bytes().startswith(b"%PDF")
    return [one.decision.choice["care_form"] for one in decisions]


def _note(name: str, **counts: int) -> None:
    line = " ".join(f"{what}={count}" for what, count in counts.items())
    (BUILD / f"{name}-counts.txt").write_text(f"{line}\n", encoding="utf-8")
