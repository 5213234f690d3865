"""The envelope: each way in opens it, nothing in it can be changed unseen, nothing in it harms."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.keys.making import CHEAP
from tests.thoroughness import each
from triage.keys import DataKey, KeysError, slot
from triage.keys.cost import USUAL, Cost
from triage.keys.envelope import Envelope
from triage.keys.envelope_text import MOST, MOST_SLOTS

KEY = DataKey(bytes(range(1, 33)))
STORE = "0123456789abcdef" * 2
REFUSALS = {
    "wrong_passphrase",
    "wrong_recovery_code",
    "key_store_forgot",
    "envelope_altered",
    "envelope_damaged",
    "envelope_newer",
    "envelope_too_costly",
    "person_unknown",
}
Tree = dict[str, Any]


def filled() -> Envelope:
    envelope = Envelope.empty(STORE, KEY)
    envelope = envelope.with_slot("recovery", b"code", KEY, cost=CHEAP)
    for name in ("Anna", "Bo"):
        envelope = envelope.with_slot(
            "passphrase", name.encode(), KEY, cost=CHEAP, person=name.lower(), label=name
        )
    return envelope.with_slot("key_store", b"k" * 32, KEY, cost=None, person="bo", label="Bo")


@pytest.fixture(scope="module")
def envelope() -> Envelope:
    return filled()


def secret_of(one: slot.Slot) -> bytes:
    return {"recovery": b"code", "key_store": b"k" * 32}.get(one.kind, one.label.encode())


def outcomes(right: Envelope, data: bytes) -> set[str]:
    """Try every right secret on bytes that were changed; return why none opens, or "opened"."""
    found = set()
    for one in right.slots:
        try:
            Envelope.from_bytes(data).open(one.id, secret_of(one))
            found.add("opened")
        except KeysError as error:
            found.add(error.code)
    return found


def test_each_slot_opens_it_by_its_own_secret_alone(envelope: Envelope) -> None:
    for one in envelope.slots:
        for other in envelope.slots:
            if other is one:
                assert envelope.open(one.id, secret_of(other)) == KEY
            else:
                with pytest.raises(KeysError) as caught:
                    envelope.open(one.id, secret_of(other))
                assert caught.value.code == slot._WRONG[one.kind]


def test_it_comes_back_from_its_file_as_it_was(envelope: Envelope) -> None:
    assert Envelope.from_bytes(envelope.to_bytes()) == envelope
    assert KEY.raw.hex() not in envelope.to_bytes().decode()


def test_every_byte_of_the_file_counts(envelope: Envelope) -> None:
    data = envelope.to_bytes()
    for at in range(0, len(data), each(3)):
        for other in {data[at] ^ 1, data[at] ^ 0x20, ord("0"), ord(" ")} - {data[at]}:
            changed = data[:at] + bytes([other]) + data[at + 1 :]
            assert outcomes(envelope, changed) <= REFUSALS, (at, chr(other))


def test_every_byte_left_out_counts(envelope: Envelope) -> None:
    data = envelope.to_bytes()
    for at in range(0, len(data), 3):
        assert outcomes(envelope, data[:at] + data[at + 1 :]) <= REFUSALS
        assert outcomes(envelope, data[:at]) <= REFUSALS


def changes() -> list[tuple[str, Callable[[Tree], object]]]:
    """Return what somebody with a text editor and no key may do, each in a word."""

    def exchange(field: str) -> Callable[[Tree], object]:
        def do(tree: Tree) -> None:
            one, other = tree["slots"][1], tree["slots"][2]
            one[field], other[field] = other[field], one[field]

        return do

    def flip(field: str) -> Callable[[Tree], object]:
        def do(tree: Tree) -> None:
            raw = bytearray(b64decode(tree["slots"][1][field]))
            raw[-1] ^= 1
            tree["slots"][1][field] = b64encode(raw).decode()

        return do

    def slots(tree: Tree) -> list[Tree]:
        found: list[Tree] = tree["slots"]
        return found

    fields = ("id", "person", "label", "salt", "public", "private", "sealed")
    return [
        *((f"{one} of two people exchanged", exchange(one)) for one in fields),
        *((f"a bit of {one}", flip(one)) for one in ("salt", "public", "private", "sealed")),
        ("two slots exchanged", lambda tree: slots(tree).insert(1, slots(tree).pop(2))),
        ("a slot taken away", lambda tree: slots(tree).pop(2)),
        ("a slot twice", lambda tree: slots(tree).append(slots(tree)[1])),
        (
            "a slot twice under another id",
            lambda t: slots(t).append({**slots(t)[1], "id": "0" * 16}),
        ),
        ("relabelled", lambda tree: slots(tree)[1].update(label="Chefen")),
        ("another person", lambda tree: slots(tree)[1].update(person="chef")),
        ("another kind", lambda tree: slots(tree)[1].update(kind="recovery")),
        ("cheaper", lambda tree: slots(tree)[1]["argon2id"].update(memory_kib=16)),
        ("no cost", lambda tree: slots(tree)[1].update(argon2id=None)),
        ("another store", lambda tree: tree.update(store_id="f" * 32)),
        ("another seal", lambda tree: tree.update(mac=b64encode(bytes(32)).decode())),
        (
            "a public key that is none",
            lambda t: slots(t)[1].update(public=b64encode(bytes(32)).decode()),
        ),
        ("sealed to nobody", lambda t: slots(t)[1].update(sealed=b64encode(bytes(80)).decode())),
    ]


@pytest.mark.parametrize(("name", "change"), changes(), ids=[name for name, _ in changes()])
def test_what_is_changed_is_found(
    envelope: Envelope, name: str, change: Callable[[Tree], object]
) -> None:
    tree = json.loads(envelope.to_bytes())
    change(tree)
    data = written(tree)
    assert data != envelope.to_bytes()
    assert outcomes(envelope, data) <= REFUSALS, name


def written(tree: object) -> bytes:
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


def test_a_slot_of_another_store_or_of_a_stranger_is_never_trusted(envelope: Envelope) -> None:
    theirs = DataKey.new()
    stranger = Envelope.empty(STORE, theirs)
    stranger = stranger.with_slot("passphrase", b"evil", theirs, cost=CHEAP, person="x", label="X")
    (evil,) = stranger.slots
    mixed = replace(envelope, slots=(*envelope.slots, evil))

    for one in envelope.slots:
        with pytest.raises(KeysError, match="envelope_altered"):
            mixed.open(one.id, secret_of(one))
    with pytest.raises(KeysError, match="envelope_altered"):
        mixed.open(evil.id, b"evil")
    acts: tuple[Callable[[], Envelope], ...] = (
        lambda: mixed.rekeyed(KEY, DataKey.new()),
        lambda: mixed.with_slot("recovery", b"x", KEY, cost=CHEAP),
        lambda: mixed.without(frozenset(), KEY),
        lambda: mixed.relabelled("anna", "A", KEY),
    )
    for change in acts:
        with pytest.raises(KeysError, match="envelope_altered"):
            change()


def test_another_key_is_sealed_to_everybody_without_their_secrets(envelope: Envelope) -> None:
    new = DataKey.new()
    changed = envelope.rekeyed(KEY, new)
    for one in changed.slots:
        assert changed.open(one.id, secret_of(one)) == new
    with pytest.raises(KeysError, match="envelope_altered"):
        changed.require_sealed(KEY)


def test_a_seal_of_the_former_key_does_not_pass_for_the_new(envelope: Envelope) -> None:
    new = DataKey.new()
    changed = envelope.rekeyed(KEY, new)
    for one, former in zip(changed.slots, envelope.slots, strict=True):
        mixed = replace(changed, slots=tuple(former if it is one else it for it in changed.slots))
        with pytest.raises(KeysError, match="envelope_altered"):
            mixed.open(one.id, secret_of(one))


def test_a_second_secret_of_one_kind_takes_the_first_ones_place(envelope: Envelope) -> None:
    changed = envelope.with_slot("passphrase", b"n", KEY, cost=CHEAP, person="anna", label="Anna")
    (anna,) = changed.of_kind("passphrase", "anna")
    assert changed.open(anna.id, b"n") == KEY
    assert len(changed.slots) == len(envelope.slots)


def test_more_people_than_there_is_room_for_are_refused() -> None:
    envelope = Envelope.empty(STORE, KEY)
    one = envelope.with_slot("passphrase", b"x", KEY, cost=CHEAP, person="p" * 32, label="Å" * 120)
    many = tuple(replace(one.slots[0], id=f"{at:016x}") for at in range(MOST_SLOTS))
    full = replace(one, slots=many).sealed(KEY)
    assert len(full.to_bytes()) <= MOST
    assert Envelope.from_bytes(full.to_bytes()) == full
    with pytest.raises(KeysError, match="too_many_people"):
        full.with_slot("passphrase", b"x", KEY, cost=CHEAP, person="another")


# Argon2's parameters


def test_a_guess_costs_64_mib() -> None:
    assert Cost(memory=64 * 1024, passes=3, lanes=4) == USUAL
    USUAL.require_bounded()


@pytest.mark.parametrize(
    "cost",
    [
        Cost(100 * 1024 * 1024, 1, 1),
        Cost(1024 * 1024 + 1, 1, 4),
        Cost(1024 * 1024, 5, 4),
        Cost(64 * 1024, 1_000_000, 4),
        Cost(64 * 1024, 3, 1000),
        Cost(7, 1, 1),
        Cost(0, 0, 0),
        Cost(-8, -1, -1),
    ],
)
def test_what_asks_for_too_much_is_refused_before_it_is_begun(
    envelope: Envelope, cost: Cost
) -> None:
    with pytest.raises(KeysError, match="envelope_too_costly"):
        cost.derive(b"x", bytes(16))
    asking = replace(envelope, slots=(replace(envelope.slots[1], cost=cost),)).sealed(KEY)
    with pytest.raises(KeysError, match="envelope_too_costly"):
        Envelope.from_bytes(asking.to_bytes())


# Files from anybody


def hostile() -> dict[str, bytes]:
    good = filled().to_bytes()
    tree = json.loads(good)
    text = good.decode()

    def with_slot(**fields: object) -> bytes:
        return written({**tree, "slots": [{**tree["slots"][1], **fields}]})

    wrong: list[object] = [None, True, 1, -1, 1.5, "", "x", [], {}, [[]], {"a": 1}, 10**8]
    cases = {
        "empty": b"",
        "no JSON": b"\x00\xff\xfe",
        "not UTF-8": good.replace(b"Anna", b"Ann\xe5"),
        "UTF-16": text.encode("utf-16"),
        "a byte order mark": b"\xef\xbb\xbf" + good,
        "deep lists": b"[" * 60_000,
        "deep objects": b'{"a":' * 13_000,
        "deep and closed": b"[" * 30_000 + b"]" * 30_000,
        "huge": b" " * (MOST + 1),
        "huge and true": good + b" " * MOST,
        "a key twice": text.replace('"kind"', '"id": "x",\n   "kind"', 1).encode(),
        "the same key twice": text.replace(' "mac"', f' "store_id": "{STORE}",\n "mac"').encode(),
        "a key too many": written({**tree, "more": 1}),
        "keys in another order": written(dict(reversed(tree.items()))),
        "other spaces": json.dumps(tree).encode(),
        "no end of line": good[:-1],
        "escaped letters": good.replace(b"Anna", b"\\u0041nna"),
        "half a surrogate": good.replace(b"Anna", b"\\ud800nna"),
        "NaN": good.replace(b'"passes": 1', b'"passes": NaN', 1),
        "infinity": good.replace(b'"passes": 1', b'"passes": 1e999', 1),
        "a fraction": good.replace(b'"passes": 1', b'"passes": 1.0', 1),
        "digits without end": good.replace(b'"passes": 1', b'"passes": ' + b"9" * 5000, 1),
        "another program's": written({"format": "age 1"}),
        "a later version": written({**tree, "format": "vagval keys 2"}),
        "too many slots": written({**tree, "slots": [tree["slots"][1]] * (MOST_SLOTS + 1)}),
        "a control sign in a label": with_slot(label="A\u0007"),
        "a line end in a label": with_slot(label="A\nB"),
        "a mark of direction in a label": with_slot(label="A\u202eB"),
        "a label without end": with_slot(label="A" * 121),
        "base64 with spare bits": with_slot(salt="AAAAAAAAAAAAAAAAAAAAAB=="),
        "base64 too short": with_slot(salt="AAAA"),
        "base64 of other letters": with_slot(salt="å" * 24),
    }
    for key in tree:
        cases[f"no {key}"] = written({name: it for name, it in tree.items() if name != key})
        for at, value in enumerate(wrong):
            cases[f"{key} {at}"] = written({**tree, key: value})
    for key in tree["slots"][1]:
        for at, value in enumerate(wrong):
            cases[f"slot {key} {at}"] = with_slot(**{key: value})
        short = {name: it for name, it in tree["slots"][1].items() if name != key}
        cases[f"slot without {key}"] = written({**tree, "slots": [short]})
    for key in ("memory_kib", "passes", "lanes"):
        for at, value in enumerate(wrong):
            asked = {**tree["slots"][1]["argon2id"], key: value}
            cases[f"argon2id {key} {at}"] = with_slot(argon2id=asked)
    return cases


def refusal(data: bytes) -> str:
    """Return why a file is refused; one that is well formed is for its seal to tell."""
    try:
        Envelope.from_bytes(data).require_sealed(KEY)
    except KeysError as error:
        return error.code
    return "taken"


@pytest.mark.parametrize(("name", "data"), hostile().items(), ids=hostile())
def test_whatever_the_file_holds_it_is_refused_by_name(name: str, data: bytes) -> None:
    assert refusal(data) in REFUSALS, name


def test_a_later_program_and_a_greedy_file_are_told_by_name() -> None:
    cases = hostile()
    assert refusal(cases["a later version"]) == "envelope_newer"
    assert refusal(cases["argon2id memory_kib 11"]) == "envelope_too_costly"
    assert refusal(cases["digits without end"]) == "envelope_too_costly"
