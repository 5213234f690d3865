"""One table of shortcuts: no key means two things at one place, and help shows them all."""

import pytest

from triage.texts import translator
from ui import actions as table
from ui.actions import Action, actions, conflicts, keys_of
from ui.viewmodels.help import FOLDER


def test_no_key_means_two_things_at_one_place() -> None:
    assert conflicts() == []


def test_a_collision_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    both = (Action("one", "", ("Ctrl+N",)), Action("other", "", ("Ctrl+N",), "letter"))
    monkeypatch.setattr(table, "actions", lambda _: both)

    assert conflicts() == [("Ctrl+N", "one", "other")]


def test_names_are_unique_and_an_unknown_one_is_refused() -> None:
    names = [action.id for action in actions(str)]

    assert len(set(names)) == len(names)
    with pytest.raises(KeyError):
        keys_of("dance")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_help_tells_of_comparing_reading_and_editing_criteria(language: str) -> None:
    told = (FOLDER / f"{language}.md").read_text(encoding="utf-8")

    for action in ("compare", "criteria", "search"):
        assert keys_of(action)[0] in told
    _ = translator(language)
    for words in (_("Ändra en kopia"), _("Till publicering"), _("Versioner")):
        assert words in told
