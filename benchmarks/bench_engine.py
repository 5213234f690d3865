"""One recommendation, its live part and the ranking of questions, pack by pack.

Patients are the pack's documented cases, one of whom nothing is known and one of whom only the
disease is, which leave the most open. The yardstick of the same run is writing the finished
recommendation as JSON text, which no part of the engine can go below by much. Aims: a full
recommendation with its JSON 5 ms, the live part 1 ms, next questions 10 ms; for the slowest
patient, not the typical one. Run as `python -m benchmarks.bench_engine`.
"""

import json
from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter

from triage.core.compiled import CompiledPack
from triage.core.completions import next_questions
from triage.core.place import MUNICIPALITY
from triage.core.recommend import recommend, weigh
from triage.core.vocabulary import Facts
from triage.packs.cases import load_cases
from triage.packs.catalogue import CRITERIA, Catalogue

TODAY = date(2026, 3, 2)
ROUNDS = 9
AIMS = {"full": 5.0, "live": 1.0, "next questions": 10.0}
"""Milliseconds."""


def patients_of(compiled: CompiledPack) -> list[Facts]:
    """Return the patients to weigh, those from elsewhere without their municipality."""
    cases = load_cases(CRITERIA / compiled.pack.id, compiled)
    documented = [case.answers(compiled) for case in cases]
    here = [
        {
            fact: value
            for fact, value in facts.items()
            if fact != MUNICIPALITY or value in compiled.pack.municipality
        }
        for facts in documented
    ]
    return [*here, {}, {"incurable_progressive_disease": True}]


def text(result: dict[str, object]) -> str:
    """Return a recommendation as `assess` prints it in a list."""
    return json.dumps(result, ensure_ascii=False)


def tasks(compiled: CompiledPack, facts: Facts) -> dict[str, Callable[[], object]]:
    """Return what is measured for one patient; the yardstick last."""
    finished = recommend(compiled, facts, TODAY).as_json()
    return {
        "full": lambda: text(recommend(compiled, facts, TODAY).as_json()),
        "live": lambda: weigh(compiled, facts, TODAY),
        "next questions": lambda: next_questions(compiled, facts),
        "yardstick": lambda: text(finished),
    }


def milliseconds(task: Callable[[], object]) -> float:
    """Return the median of some rounds."""
    times = []
    for _round in range(ROUNDS):
        start = perf_counter()
        task()
        times.append(perf_counter() - start)
    return median(times) * 1000


def main() -> None:
    """Print typical and slowest patient in milliseconds, and the ratio to the yardstick."""
    catalogue = Catalogue()
    print(f"{'pack':20} {'part':15} {'typical':>9} {'slowest':>9} {'aim':>7} {'ratio':>7}")
    for pack in catalogue.ids:
        compiled = catalogue.compiled(pack)
        patients = patients_of(compiled)
        start = perf_counter()
        recommend(compiled, patients[0], TODAY)
        first = (perf_counter() - start) * 1000
        times: dict[str, list[float]] = {}
        for facts in patients:
            for name, task in tasks(compiled, facts).items():
                times.setdefault(name, []).append(milliseconds(task))
        yardstick = median(times["yardstick"])
        for name, aim in AIMS.items():
            typical, slowest = median(times[name]), max(times[name])
            missed = "" if slowest <= aim else "  over the aim"
            print(
                f"{pack:20} {name:15} {typical:6.2f} ms {slowest:6.2f} ms {aim:4.0f} ms "
                f"{typical / yardstick:6.1f}x{missed}"
            )
        print(f"{pack:20} {'JSON text':15} {yardstick:6.2f} ms (yardstick)")
        print(f"{pack:20} {'very first':15} {first:6.2f} ms (compiles the diagrams)")


if __name__ == "__main__":
    main()
