"""The computer's key store: only backends of the list, and no trouble of theirs reaches anybody."""

import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest
from keyring.errors import InitError, PasswordDeleteError, PasswordSetError

from triage.keys import KeysError, key_store
from triage.keys.key_store import PlatformKeyStore


class Backend:
    """A backend as keyring's are made, that works."""

    viable = True
    kept: dict[tuple[str, str], str]

    def __init__(self) -> None:
        self.kept = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, password: str) -> None:
        self.kept[service, name] = password

    def delete_password(self, service: str, name: str) -> None:
        if (service, name) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, name]


class Unviable(Backend):
    """One whose service does not run here."""

    viable = False


class Refused(Backend):
    """One that its user did not open."""

    def get_password(self, service: str, name: str) -> str | None:
        raise InitError

    def set_password(self, service: str, name: str, password: str) -> None:
        raise PasswordSetError

    def delete_password(self, service: str, name: str) -> None:
        raise InitError


class Forgetful(Backend):
    """One that takes a secret and does not have it afterwards."""

    def set_password(self, service: str, name: str, password: str) -> None:
        return


class Garbled(Backend):
    """One that holds what somebody else has put there."""

    def get_password(self, service: str, name: str) -> str | None:
        return "no hex at all"


Found = Callable[..., PlatformKeyStore]


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Found:
    """Return a key store on a computer that has these backends, in the order they are tried."""

    def make(*kinds: type[Backend]) -> PlatformKeyStore:
        module = types.ModuleType("backends_of_a_test")
        names = []
        for kind in kinds:
            setattr(module, kind.__name__, kind)
            names.append((module.__name__, kind.__name__))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        listed = (("no_such_module_here", "Keyring"), *names)
        monkeypatch.setattr(key_store, "_BACKENDS", {sys.platform: listed})
        return PlatformKeyStore()

    return make


def test_a_secret_is_kept_found_and_forgotten(found: Found) -> None:
    store = found(Unviable, Backend)
    assert store.available()
    store.put("a", bytes(range(32)))
    assert store.get("a") == bytes(range(32))
    assert store.get("b") is None
    store.forget("a")
    store.forget("a")
    assert store.get("a") is None


@pytest.mark.parametrize("kind", [Unviable, Refused, Forgetful, Garbled])
def test_one_that_cannot_be_relied_on_is_refused(found: Found, kind: type[Backend]) -> None:
    store = found(kind)
    assert store.get("a") is None
    with pytest.raises(KeysError, match="key_store_unavailable"):
        store.put("a", bytes(32))
    store.forget("a")


def test_the_lists_name_what_encrypts_on_each_system() -> None:
    assert {name for listed in key_store._BACKENDS.values() for name, _ in listed} == {
        "keyring.backends.SecretService",
        "keyring.backends.kwallet",
        "keyring.backends.macOS",
        "keyring.backends.Windows",
    }


_LOOK = """
import sys
from triage.keys.key_store import PlatformKeyStore

PlatformKeyStore().available()
print(sorted(name for name in sys.modules if name.startswith("keyring.backends.")))
print(any("keyrings" in name for name in sys.modules))
"""


def test_no_other_backend_is_even_loaded() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", _LOOK],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    listed, others = done.stdout.splitlines()
    assert others == "False"
    for name in ("chainer", "null", "libsecret"):
        assert f"keyring.backends.{name}'" not in listed
