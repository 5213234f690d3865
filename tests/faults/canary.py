"""Whether a killed program leaves a word of a patient on the disk, wherever it may write.

A whole journey is done in the real window and through the services, with words that occur nowhere
else; then the program is killed, and every file below its home, its temporary folder and its data
is searched for them in six encodings. The control is the same store, decrypted.
"""

import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from tests.faults.disk import scratch
from tests.faults.running import ROOT
from tests.faults.tally import Tally
from triage.keys.data_key import DataKey
from triage.store import cipher

NAME: Final = "Gulsparv Kanariedotter"
NUMBER: Final = "196101182803"
NOTE: Final = "Kanariefågeln sjunger i hissen"
SEARCH: Final = "kanariesång"
REASON: Final = "Vill höra fågelsången hemma"
PASSPHRASE: Final = "kanarie tändsticka moln äpple"  # noqa: S105 - to be looked for
CANARIES: Final = {
    "name": (NAME,),
    "number": (NUMBER, NUMBER[2:], f"{NUMBER[:8]}-{NUMBER[8:]}", f"{NUMBER[2:8]}-{NUMBER[8:]}"),
    "note": (NOTE,),
    "search": (SEARCH,),
    "reason": (REASON,),
    "passphrase": (PASSPHRASE,),
}
ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "latin-1", "base64", "hex")


def journeys(seeds: range) -> Tally:
    """Search what each journey leaves; nothing may be found, and the control must be."""
    tally = Tally()
    for seed in seeds:
        with scratch() as folder:
            tally = _one(tally, seed, folder)
    return tally


def _one(tally: Tally, seed: int, folder: Path) -> Tally:
    places = {name: folder / name for name in ("home", "tmp", "data")}
    for place in places.values():
        place.mkdir()
    done = _killed(places, seed)
    if done.returncode != -9 or not done.stdout:
        return (tally + Tally(1)).failed(seed, f"the journey ended with {done.returncode}")
    files = [path for path in folder.rglob("*") if path.is_file()]
    tally += Tally(len(files) * len(CANARIES) * len(ENCODINGS)).counted(files=len(files))
    for path in files:
        for name in sorted(set(found_in(path.read_bytes()))):
            tally = tally.failed(
                f"{seed}, {path.relative_to(folder)}", f"{name} is readable", lost=True
            )
    key = DataKey(bytes.fromhex(done.stdout.strip()))
    plain = decrypted(places["data"] / "vagval.db", key, folder / "plain.db")
    known = set(found_in(plain.read_bytes()))
    return tally.counted(control=len({name.partition(" ")[0] for name in known}))


def _killed(places: dict[str, Path], seed: int) -> subprocess.CompletedProcess[str]:
    home = str(places["home"])
    variables = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    environment = os.environ | dict.fromkeys(variables, home)
    environment |= {"TMPDIR": str(places["tmp"]), "QT_QPA_PLATFORM": "offscreen", "LD_PRELOAD": ""}
    return subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-B", "-m", "tests.faults.canary_journey", places["data"], str(seed)],
        env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False, timeout=120,
    )  # fmt: skip


def found_in(data: bytes) -> Iterator[str]:
    """Yield "canary encoding" for each canary that can be read, in capitals or not."""
    lowered = data.lower()
    for name, spellings in CANARIES.items():
        for encoding in ENCODINGS:
            if any(
                _in(one, encoding, data, lowered)
                for spelling in spellings
                for one in (spelling, spelling.lower())
            ):
                yield f"{name} as {encoding}"


def _in(text: str, encoding: str, data: bytes, lowered: bytes) -> bool:
    if encoding == "hex":
        return text.encode().hex().encode() in lowered
    if encoding == "base64":
        return any(one in data for one in _base64(text.encode()))
    # Capitals of the letters beyond ASCII stay as they are in `bytes.lower`: both are looked for.
    return text.encode(encoding) in data or text.lower().encode(encoding) in lowered


def _base64(data: bytes) -> Iterator[bytes]:
    """Yield what of a text stays the same wherever in a longer one it stands."""
    for before in range(3):
        coded = base64.b64encode(bytes(before) + data)
        yield coded[(before * 4 + 2) // 3 + bool(before) : len(coded) // 4 * 4 - 4]


def decrypted(path: Path, key: DataKey, into: Path) -> Path:
    """Write a store without encryption, as an earlier program kept it."""
    with closing(cipher.connect(f"{path.absolute().as_uri()}?mode=rw", key)) as connection:
        connection.execute("ATTACH ? AS plain KEY ''", (str(into),))
        connection.execute("SELECT sqlcipher_export('plain')").fetchone()
        connection.execute("DETACH plain")
    return into
