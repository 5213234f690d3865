"""Decisions and what was noted since, in the clear: never without an entry in the access log."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.keys.making import entered
from tests.ui.deciding import decided
from triage.core.ledger import Kind
from triage.services import StoreError
from triage.services.store_export import export
from triage.store.acts import Act
from triage.store.store import Store


def test_what_cannot_be_logged_is_not_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = entered(tmp_path / "data")

    def full(_store: Store, act: Act, *_arguments: object, **_told: str) -> None:
        assert act is Act.EXPORTED
        raise StoreError("disk_full")

    with monkeypatch.context() as disk:
        disk.setattr(Store, "record", full)
        with pytest.raises(StoreError) as caught:
            export(workplace, tmp_path / "out")
    assert caught.value.code == "disk_full"
    assert [path.name for path in tmp_path.iterdir()] == ["data"], "nothing is left of it"
    assert export(workplace, tmp_path / "out").folder.is_dir()
    workplace.close()


def test_what_was_noted_is_written_entry_by_entry_and_advice_apart(tmp_path: Path) -> None:
    workplace = entered(tmp_path / "data")
    case = decided(workplace)
    follow_up = workplace.follow_up
    sent = follow_up.sent(case, to="Palliativa teamet i Ängelholm", way="fax")
    struck = follow_up.strike(sent.id, "Fel mottagare")
    told = {"question": "Dos?", "advice": "Halvera\noch ring", "next": "none"}
    advice = follow_up.write(None, Kind.ADVICE, None, **told)

    done = export(workplace, tmp_path / "out")

    assert (done.decisions, done.noted, done.advice) == (1, 2, 1)
    files = {
        name: [
            json.loads(one)
            for one in (tmp_path / "out" / f"{name}.jsonl").read_bytes().splitlines()
        ]
        for name in ("ledger", "advice")
    }
    assert files["ledger"] == [{**asdict(sent)}, {**asdict(struck)}]
    assert files["advice"] == [
        {name: value for name, value in asdict(advice).items() if name != "case_id"}
    ]
    workplace.close()
