"""Decisions written out in the clear: never without an entry in the access log."""

from pathlib import Path

import pytest

from tests.keys.making import entered
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
