"""What a pack file says of itself: `manifest.json`, and the signature of its exact bytes."""

import json
from datetime import date
from typing import Annotated, Literal, NoReturn, TypeVar

from pydantic import AfterValidator, Field

from triage.core.pack import Day
from triage.core.wording import Frozen, Identifier, Words
from triage.packs.bounded_yaml import Value
from triage.packs.edit import Values, plain
from triage.packs.problems import InputError, Problem
from triage.packs.quoting import quoted
from triage.packs.signing import KEY_BYTES, SIGNATURE_BYTES
from triage.packs.validation import validated

MAX_BYTES = 16 * 1024


def _line(text: str) -> str:
    if not text.isprintable() or len(text) > 200:
        raise ValueError("expected one line of at most 200 characters")
    return text


def _hex(count: int, what: str) -> AfterValidator:
    def checked(text: str) -> str:
        if len(text) != 2 * count or set(text) - set("0123456789abcdef"):
            raise ValueError(f"is no {what}: {2 * count} digits 0–9 and a–f")
        return text

    return AfterValidator(checked)


Line = Annotated[Words, AfterValidator(_line)]
Key = Annotated[str, _hex(KEY_BYTES, "Ed25519 key")]
Signature = Annotated[str, _hex(SIGNATURE_BYTES, "Ed25519 signature")]
Sha256 = Annotated[str, _hex(32, "SHA-256")]


class Member(Frozen):
    """One file of the pack."""

    sha256: Sha256
    size: Annotated[int, Field(ge=0)]


class Signer(Frozen):
    """Who signed, as they say; only the key can be checked."""

    name: Line
    key: Key
    on: Day


class Manifest(Frozen):
    """What the file holds, and who answers for it."""

    format: Literal[1]
    pack: Identifier
    version: Line
    digest: Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
    """Of pack and vocabulary together, as the signer's program weighed them."""
    vocabulary: Line
    """The vocabulary's version when the file was made."""
    members: dict[str, Member]
    signer: Signer | None

    def as_bytes(self) -> bytes:
        """Return the bytes that are signed."""
        text = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=1)
        return f"{text}\n".encode()


class Signed(Frozen):
    """`signature.json`."""

    format: Literal[1]
    algorithm: Literal["Ed25519"]
    signature: Signature


_Model = TypeVar("_Model", Manifest, Signed)


def parsed(model: type[_Model], data: bytes, file: str) -> _Model:
    """Return one of the two from its bytes; `file` names it in problems.

    Raises:
        InputError: with every fault found.
    """
    value = plain(_strict_json(data, file))
    if not isinstance(value, dict):
        raise InputError([Problem(file, "", "expected an object {…}")])
    return validated(model, value, lambda _: Values(file, value, {}))


def _strict_json(data: bytes, file: str) -> object:
    """Return the value of a small JSON text with each key once and nesting that ends."""

    def refuse(message: str) -> NoReturn:
        raise InputError([Problem(file, "", message)])

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        held: dict[str, object] = {}
        for key, one in pairs:
            if key in held:
                refuse(f"the key {quoted(key)} stands twice; keep one of them")
            held[key] = one
        return held

    def whole(digits: str) -> int:
        return int(digits) if len(digits) <= 18 else refuse("a number is too large to be meant")

    if len(data) > MAX_BYTES:
        refuse(f"too large; at most {MAX_BYTES // 1024} KiB are read")
    if max(data.count(b"["), data.count(b"{")) > 64:  # before anything recurses
        refuse("nested too deep, or too long for what it is to say")
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=once,
            parse_constant=lambda name: refuse(f"{name} is no number that JSON knows"),
            parse_int=whole,
        )
    except UnicodeDecodeError:
        refuse("not UTF-8; ask for the file again")
    except json.JSONDecodeError as error:
        refuse(f"not valid JSON in line {error.lineno}; ask for the file again")


def signer(name: str, public: bytes, day: date) -> Signer:
    """Return who signs on a day.

    Raises:
        InputError: if the name is empty or more than a line.
    """
    value: dict[str, Value] = {"name": name, "key": public.hex(), "on": day.isoformat()}
    return validated(Signer, value, lambda _: Values("signer", value, {}))
