"""The patients who show what is wrong with a pack, as cases for `cases.yaml`.

What each expects is what the pack gives now: it is kept once the pack gives what is right.
"""

from collections.abc import Iterator

from triage.core.answers import plain
from triage.core.compiled import CompiledPack
from triage.core.verification import Verification
from triage.core.wording import Text
from triage.packs.cases import ExampleCase
from triage.packs.propose import came_out
from triage.proof_words import proof_words
from triage.texts import LANGUAGES

_LONGEST = 64
"""Characters of an id."""


def found_cases(compiled: CompiledPack, verification: Verification) -> Iterator[ExampleCase]:
    """Yield a case for each patient of a finding that nobody has accepted."""
    pack, vocabulary = compiled.pack, compiled.vocabulary
    sv, en = (proof_words(verification, pack, vocabulary, language) for language in LANGUAGES)
    for at, proof in enumerate(verification.proofs):
        for number, finding in enumerate(proof.findings):
            said = (sv[at].findings[number], en[at].findings[number])
            for which, example in enumerate(finding.patients if said[0].open else (), 1):
                yield ExampleCase(
                    id=_id(finding.id, which),
                    title=Text(sv=f"{said[0].text} ({which})", en=f"{said[1].text} ({which})"),
                    facts={fact: plain(value) for fact, value in example.facts.items()},
                    expect=came_out(compiled, example.facts),
                )


def _id(finding: str, which: int) -> str:
    words = "".join(one if one.isalnum() else "_" for one in finding)
    return f"{words[: _LONGEST - 3]}_{which}"
