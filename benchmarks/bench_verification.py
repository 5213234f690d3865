"""Verifying packs: the program's own, and how time and nodes grow with questions.

The yardstick of the same run is loading the same packs from their files, or for invented packs
building their models: what anybody who verifies has to do first. Aims: one pack under a second,
the six under 3 s, a hundred questions and ten forms under 5 s. Invented packs come in two
kinds: with questions that mostly belong to one form, as in real criteria, and with every
question spread over the whole ladder, which a diagram can least share. Past its cap of nodes
a property is not proven, and the line says how many were. Run as
`python -m benchmarks.bench_verification`.
"""

from datetime import date
from statistics import median
from time import perf_counter

from tests.core.large_packs import large_pack
from triage.core.compiled import CompiledPack
from triage.core.proofs import Case, prove
from triage.core.verification import Verdict
from triage.packs.catalogue import Catalogue

TODAY = date(2026, 11, 22)
SIZES = ((10, 3), (20, 4), (40, 6), (60, 8), (80, 9), (100, 10))
"""Questions and care forms."""
ROUNDS = 3


def seconds(task: object) -> float:
    """Return the median of some rounds of a function without arguments."""
    assert callable(task)
    times = []
    for _round in range(ROUNDS):
        start = perf_counter()
        task()
        times.append(perf_counter() - start)
    return median(times)


def unproven(case: Case) -> int:
    """Return how many properties the cap of nodes left open."""
    return sum(proof.verdict is Verdict.NOT_PROVEN for proof in prove(case).proofs)


def line(name: str, compiled: CompiledPack, loading: float) -> float:
    """Print one pack; return the seconds that verifying it took."""
    took = seconds(lambda: prove(Case(compiled, TODAY)))
    case = Case(compiled, TODAY)
    left = unproven(case)
    print(
        f"{name:28} {took * 1000:9.0f} ms {len(case.outcomes.diagram):9} nodes "
        f"{took / loading:7.1f} × loading   {left} not proven"
    )
    return took


def main() -> None:
    """Print milliseconds, nodes, and the ratio to loading; aims are for the sums and the last."""
    names = Catalogue().ids
    loading = {name: seconds(lambda name=name: Catalogue().compiled(name)) for name in names}
    catalogue = Catalogue()
    packs = {name: catalogue.compiled(name) for name in names}
    total = sum(line(name, pack, loading[name]) for name, pack in packs.items())
    print(f"{'all six':28} {total * 1000:9.0f} ms   (aim 3000)")
    for spread in (False, True):
        print()
        for facts, forms in SIZES:
            built = seconds(
                lambda facts=facts, forms=forms, spread=spread: large_pack(
                    facts, forms, spread=spread
                )
            )
            kind = "spread" if spread else "grouped"
            line(
                f"{facts} questions, {forms} forms, {kind}",
                large_pack(facts, forms, spread=spread),
                built,
            )
    print("aim for 100 questions and 10 forms: 5000 ms")


if __name__ == "__main__":
    main()
