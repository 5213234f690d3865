"""Ten thousand cases through `assess` in one process: cases per second.

The yardstick of the same run is reading the case file and writing the finished list with the
`json` module alone, without weighing anything. Run as `python -m benchmarks.bench_batch`.
"""

import json
import random
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from triage.core.vocabulary import SetFact, Vocabulary
from triage.packs.catalogue import Catalogue

CASES = 10_000
MAIN = Path(__file__).parents[1] / "main.py"

YARDSTICK = """
import json, sys
cases = json.load(open(sys.argv[1], encoding="utf-8"))
done = json.load(open(sys.argv[2], encoding="utf-8"))
for one in done:
    sys.stdout.buffer.write(json.dumps(one, ensure_ascii=False).encode() + b"\\n")
"""


def patient(vocabulary: Vocabulary, places: list[str], chance: random.Random) -> dict[str, object]:
    """Return a patient with about half of the questions answered, anywhere in the country."""
    facts: dict[str, object] = {"municipality": chance.choice(places)}
    for fact in vocabulary.facts:
        if fact.id == "municipality" or chance.random() < 0.5:
            continue
        if isinstance(fact, SetFact):
            facts[fact.id] = [one for one in fact.members if chance.random() < 0.15]
        else:
            facts[fact.id] = chance.choice(fact.values)
    facts["incurable_progressive_disease"] = chance.random() < 0.95
    return facts


def seconds(command: list[str], into: Path) -> float:
    """Run a command with its output in a file; return how long it took, start included."""
    start = perf_counter()
    with into.open("wb") as out:
        subprocess.run([sys.executable, *command], stdout=out, check=True)  # noqa: S603 - our own
    return perf_counter() - start


def main() -> None:
    """Print cases per second, and the ratio to the yardstick."""
    catalogue = Catalogue()
    chance = random.Random(2026)  # noqa: S311 - made-up patients, not secrets
    places = list(catalogue.municipalities)
    cases = [
        {"id": number, "facts": patient(catalogue.vocabulary, places, chance)}
        for number in range(CASES)
    ]
    with TemporaryDirectory() as folder:
        source, done, copy = (Path(folder) / name for name in ("in.json", "out.json", "copy"))
        source.write_text(json.dumps(cases), encoding="utf-8")
        at = ["--at", "2026-03-02T12:00"]
        weighed = seconds([str(MAIN), "assess", str(source), "--json", *at], done)
        yardstick = seconds(["-c", YARDSTICK, str(source), str(done)], copy)
        assert len(json.loads(done.read_text(encoding="utf-8"))) == CASES
        size = done.stat().st_size / 1e6
    print(
        f"{CASES} cases in {weighed:.1f} s: {CASES / weighed:.0f} cases per second, {size:.0f} MB"
    )
    print(f"reading and writing alone {yardstick:.1f} s; ratio {weighed / yardstick:.1f}")


if __name__ == "__main__":
    main()
