"""The way in and out with real keys: set up, sign in, lock, come back, switch person."""

import time
from collections.abc import Callable
from pathlib import Path

from tests.desktop.door import PERSON, PHRASE, opened, unlock
from tests.desktop.pages import PAGES, prepared
from tests.desktop.rules import faults
from tests.desktop.running import BUILD, Running
from triage.services.vault_records import NewPerson

Start = Callable[..., Running]
_OTHER = NewPerson("Bo Ek", "läkare", "ASIH Nord")
_OTHERS = "tung sten rund tak"


def test_the_first_start_leads_to_the_worklist_by_keys_alone(start: Start) -> None:
    program = start()

    program.wait_for_focus("Namn")
    program.type("Anna Ek")
    program.press("Return")
    program.type("sjukgymnast")
    program.press("Return")
    program.type("ASIH Nord")
    program.press("Return", "Return")
    found = {"set-up": faults(program.keep("door-set-up"))}
    program.wait_for_focus("Lösenfras")
    program.type(PHRASE)
    program.press("Return")
    program.wait_for_focus("Samma en gång till")
    program.type(PHRASE)
    program.press("Return")
    program.wait_for_page("Din återställningskod")
    code = _code(program)
    found["code"] = faults(program.keep("door-code"))
    program.press("Tab", "Tab")
    program.wait_for_focus("Skriv tillbaka koden")
    program.type(code)
    program.reader.hears_announced("Koden stämmer")
    program.press("Return")
    program.come_in_front("Arbetslista")
    program.wait_for("button menu", "Inloggad: Anna Ek")

    assert found == {"set-up": [], "code": []}


def test_locked_nothing_is_told_and_one_is_back_where_one_was(start: Start, tmp_path: Path) -> None:
    prepared(tmp_path / "data")
    program = start()
    PAGES["checklist"](program)
    program.press("F6")
    question = program.wait_for_focus("").name

    program.press("ctrl+l")
    program.come_in_front("Lås upp")
    program.wait_for_focus("Lösenfras")
    tree = program.keep("door-locked")

    told = "\n".join(tree.lines())
    assert faults(tree) == []
    assert "Övningspatient" not in told
    assert PERSON.name in told
    program.type(PHRASE)
    program.press("Return")
    program.come_in_front("Checklista")
    assert program.wait_for_focus(question).name == question


def test_another_person_is_in_within_seconds(start: Start, tmp_path: Path) -> None:
    prepared(tmp_path / "data")
    workplace = opened(tmp_path / "data")
    workplace.keys.add_person(_OTHER, _OTHERS)
    workplace.close()
    program = start()

    program.presses = 0
    began = time.monotonic()
    program.press("ctrl+shift+l")
    program.come_in_front("Vem är du")
    program.wait_for_focus(PERSON.name)
    program.press("Down")
    program.wait_for_focus(_OTHER.name)
    program.press("Return")
    unlock(program, _OTHERS)
    took = time.monotonic() - began

    program.wait_for("button menu", f"Inloggad: {_OTHER.name}")
    (BUILD / "switch-counts.txt").write_text(f"keys={program.presses} seconds={took:.1f}\n")


def test_a_wrong_passphrase_is_read_out_at_once(start: Start, tmp_path: Path) -> None:
    prepared(tmp_path / "data")
    program = start(locked=True)
    program.wait_for_focus("Lösenfras")
    program.reader.forget()

    program.type("fel fras")
    program.press("Return")

    program.reader.hears_announced("Fel lösenfras", urgent=True)
    unlock(program)


def _code(program: Running) -> str:
    """Return the code as it is read out, group by group."""
    groups = [
        one.name.partition(": ")[2].replace(" ", "")
        for one in program.tree().walk()
        if one.role == "label" and one.name.startswith("Grupp ")
    ]
    return "-".join(groups)
